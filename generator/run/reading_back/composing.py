"""The values of a document as a data file: each once, and told when it is not sure or cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.excerpts import excerpts
from generator.formats import MARKDOWN
from generator.formats.prompts import is_prompt
from generator.grant.forms.form import Form
from generator.grant.project import model
from generator.grant.schema import Data
from generator.grant.schema.references import headings, opened
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.markdown import Para, Span, write
from generator.problems import Place, Problem, ProblemError
from generator.pull.schema_values import Values
from generator.run.scaffold import new_text
from generator.word.without_fields import FoundValue

Texts = dict[str, list[tuple[str, FoundValue]]]
"""By path what is to be written in the data file, and where the document says it."""


def composed(
    found: Iterable[FoundValue],
    kinds: Mapping[str, Sequence[str]],
    form: Form,
    forms: Sequence[Form],
    name: str,
) -> tuple[DataFile, list[Problem]]:
    """Return a data file with the values that are sure, and what is to be said of the others."""
    empty = document.read(new_text([form]).encode(), name)
    values = Values(empty, model(forms))
    problems: list[Problem] = []
    texts: Texts = {}
    for each in _of_one_source(list(found)):
        if _says_nothing(each, values):
            continue
        try:
            text = _written(each, kinds, values)
        except (ValueError, ProblemError) as error:
            problems.append(_problem("read-back-unread", str(error), each, name))
        else:
            texts.setdefault(each.path, []).append((text, each))
    sure = dict(_sure(texts, problems, name))
    sure |= _under_headings(texts, values, model(forms))
    own = {} if form.text.default else {"documents.0": form.name}
    return _with_all(empty, {**own, **sure}), problems


def _of_one_source(found: Sequence[FoundValue]) -> Iterator[FoundValue]:
    """Yield the values, those of a list from the place that says most of it.

    Another place may show some of its items only, and has them under numbers of their own.
    """
    sources: dict[str, Counter[str]] = {}
    for each in found:
        sources.setdefault(_list_of(each.path), Counter())[each.source] += 1
    for each in found:
        most = sources[_list_of(each.path)].most_common(1)[0][0]
        if opened(each.path) == each.path or each.source == most:
            yield each


def _list_of(path: str) -> str:
    return opened(path).partition(".#")[0]


def _says_nothing(found: FoundValue, values: Values) -> bool:
    known = found.text.strip() and values.knows(found.path)
    return not known or is_prompt(found.text, values.title(found.path))


def _written(found: FoundValue, kinds: Mapping[str, Sequence[str]], values: Values) -> str:
    """Return what to write for a text, in the first way in which it is read; raise what the last raises."""
    *others, last = kinds.get(opened(found.path)) or ["text"]
    for kind in others:
        try:
            return _in_kind(found, kind, values)
        except (ValueError, ProblemError):
            continue
    return _in_kind(found, last, values)


def _in_kind(found: FoundValue, kind: str, values: Values) -> str:
    is_plain = kind == MARKDOWN and not found.markdown
    text = write([Para((Span(found.text),))]) if is_plain else found.text
    return values.to_write(found.path, kind, text)


def _sure(texts: Texts, problems: list[Problem], name: str) -> Iterator[tuple[str, str]]:
    message = _(
        "The document says this in two ways, and neither is taken: “{one}”, “{other}”. Write the right one "
        "in the data file."
    )
    for path, every in texts.items():  # in a sentence other words of it may have been taken for the value's
        same = [each for each in every if each[1].alone] or every
        said = dict(same)
        if len(said) == 1:
            yield path, same[0][0]
            continue
        one, other = excerpts(*list(said)[:2])
        problems.append(_problem("read-back-twofold", message.format(one=one, other=other), same[0][1], name))


def _under_headings(texts: Texts, values: Values, own: type[Data]) -> Iterator[tuple[str, str]]:
    """Yield what the line above its table says of an item: `Personal, 300 000 kronor`."""
    for pattern in headings(own):
        items = pattern.rpartition(".")[0]
        for path, same in texts.items():
            item, _dot, _key = path.rpartition(".")
            if opened(item) != items:
                continue
            above = same[0][1].above.rpartition(",")[0]
            heading = f"{item}.{pattern.rpartition('.')[2]}"
            if above and heading not in texts:
                try:
                    yield heading, values.to_write(heading, "choice", above)
                except (ValueError, ProblemError):
                    continue


def _with_all(file: DataFile, texts: Mapping[str, str]) -> DataFile:
    together = file.put_all(texts)
    if together is not None:
        return document.read(file.encode(together), file.name)
    for path, text in texts.items():
        file = document.read(file.encode(file.put(path, text)), file.name)
    return file


def _problem(code: str, message: str, found: FoundValue, name: str) -> Problem:
    return Problem("hint", code, message, name, Place(words=found.place), found.path)
