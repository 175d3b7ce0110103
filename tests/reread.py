"""A document made from an example's data alone, and what was read back from it held against that data."""

from collections import Counter
from functools import cache

from generator.grant.forms.loading import load_all
from generator.grant.project import model, survey_text
from generator.grant.schema.references import opened
from generator.grant.yaml import document
from generator.pull.schema_values import Values
from generator.run.generate import rendered
from generator.run.word_file import WordFile
from generator.word.finalize import as_final
from tests.conftest import ROOT
from tests.yaml_trees import leaves

FORMS = load_all(ROOT / "templates")
OF_THE_FORM = {
    ("financing.contributions.#.status", "sökt"),  # what is planned is applied for in an application
    ("case.officer.title", "handläggare"),  # what stands there when nothing is said
}
"""What a document says and its data file does not: (path, value)."""


OTHERWISE = {"documents.#", "budget.lines.#.amount", "case.assessment", "case.unit", "project.equality"}
"""A line's sum, which the data leaves out, and answers that are another key's when they have none of their own."""


def data_of(example, form):
    """The data file of an example that makes this document alone."""
    text = (ROOT / "data" / f"{example}.yaml").read_text("utf-8")
    file = document.read(text.encode(), "x.yaml")
    for number in reversed(range(len(file.values.get("documents") or ()))):
        file = document.read(file.remove(f"documents.{number}").encode(), "x.yaml")
    return document.read(file.put("documents.0", form).encode(), "x.yaml")


@cache
def made(example, form, kind):
    """The document, as it lies or is mailed, and the data that it was made from."""
    file = data_of(example, form)
    return drawn(file, form, kind), file


def drawn(file, form, kind):
    dossier = survey_text(file.encode(file.text), "x.yaml", FORMS, draft=kind == "draft")
    (own,) = [each for each in dossier.documents if each.form.name == form]
    word = rendered(own, "x.yaml")
    return word.data if kind == "draft" else WordFile.of(as_final(word.copy())).data


def said(file):
    """Each value as the schema reads it, by its path; the order of items is that of the document."""
    values = Values(file, model(FORMS))
    return Counter(
        (opened(path), str(values.now(path)).casefold())
        for path, _text in leaves(file.values)
        if values.knows(path)
    )


def mixed(found, file):
    """The items that say what no one item of the data says together."""
    lists = {opened(path).partition(".#")[0] for path, _text in leaves(found.values) if "." in path}
    made, known = (Values(each, model(FORMS)) for each in (found, file))
    for path in lists:
        items = [Counter(of_item(known, path, number)) for number in range(known.count(path))]
        for number in range(made.count(path)):
            item = Counter(of_item(made, path, number))
            if not any(item <= each for each in items):
                yield path, sorted(item)


def of_item(values, path, number):
    for inner, _text in leaves(items_at(values.file.values, path)[number], f"{path}.{number}"):
        if values.knows(inner) and opened(inner) not in OTHERWISE:
            value = opened(inner), str(values.now(inner)).casefold()
            yield from [value] if value not in OF_THE_FORM else []


def items_at(values, path):
    for name in path.split("."):
        values = values[name]
    return values


def beyond(found, file):
    """What was read and is not in the data; a line's sum is no value of its own."""
    more = said(found) - said(file)
    return {each for each in more if each[0] not in OTHERWISE} - OF_THE_FORM
