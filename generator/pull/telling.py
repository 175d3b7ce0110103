"""What pull says of fields from which nothing is taken: copies, proposals, what a data file cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.language import _
from generator.problems import Place, Problem
from generator.pull.excerpts import excerpts
from generator.word.edits import FieldEdit
from generator.word.fieldfind import Title


def copies(document: str, edits: Iterable[FieldEdit], title: Title) -> Iterator[Problem]:
    """Say which fields stand more than once with other texts, an item of a list in one sentence."""
    by_item: dict[str, list[FieldEdit]] = {}
    for each in edits:
        if each.copied:
            by_item.setdefault(_item(each.path), []).append(each)
    for item, found in by_item.items():
        texts = dict.fromkeys("“{}” – “{}”".format(*excerpts(e.before or "", e.now or "")) for e in found)
        message = _(
            "A field has been copied in Word, and stands there with more than one text: {texts}. Nothing is "
            "taken from it. If it is something new, write it in the data file, take the copy away in Word, "
            "and generate again."
        ).format(texts="; ".join(texts))
        yield Problem("error", "pull-copied", message, document, Place(words=title(found[0].path)), item)


def _item(path: str) -> str:
    """Return the item of a list that a path goes through, the innermost; the path itself if none."""
    names = path.split(".")
    last = max((n for n, name in enumerate(names) if name.isdigit()), default=len(names) - 1)
    return ".".join(names[: last + 1])


def proposals(document: str, paths: Iterable[str], title: Title) -> Iterator[Problem]:
    """Say in which fields people propose tracked changes that nobody has accepted."""
    for path in paths:
        message = _(
            'The field "{title}" has tracked changes that nobody has accepted: they are not taken. Accept or '
            "reject them in Word."
        ).format(title=title(path))
        yield Problem("warning", "pull-proposed", message, document, Place(words=title(path)), path)


def beyond_data(document: str, found: Mapping[str, Iterable[str]], title: Title) -> Iterator[Problem]:
    """Say what stands in a field that a data file cannot hold."""
    for path, names in found.items():
        message = _(
            'The field "{title}" holds what the data file cannot: {things}. It stays in this document, and '
            "does not come into the others."
        ).format(title=title(path), things=", ".join(names))
        yield Problem("hint", "pull-beyond", message, document, Place(words=title(path)), path)
