"""No heading stands over nothing, however little of the data is filled in: neither in a draft nor in a final."""

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.grant.project import open_dossier
from generator.grant.yaml import document as datafile
from generator.problems import has_errors
from generator.run.generate import rendered
from generator.run.scaffold import new_text
from generator.word.finalize import as_final
from tests.grant.checking import DATA, MAT, PLAN, forms
from tests.outline import outline

ALL = [form.name for form in forms()]
HEADING = re.compile(r"¶ heading (\d) \| (.*)")
HELP = re.compile(r"¶ Hjälptext \| (?!Räknas ut)")
"""What tells how to answer is no answer."""
NOTES = ("vet ej", "stämmas av", "version ", "[", "ännu inte angiven", "Räknas ut")
"""What people note for themselves, and what a draft says of itself."""


def yaml(value, pad="\n"):
    """Return plain values as a data file says them."""
    if isinstance(value, dict):
        return "".join(f"{pad}{name}:{yaml(each, pad + '  ')}" for name, each in value.items())
    if isinstance(value, list):
        items = (yaml(each, pad + "  ").removeprefix(pad + "  ").lstrip(" ") for each in value)
        return "".join(f"{pad}- {item}" for item in items)
    return "" if value is None else f" {json.dumps(str(value), ensure_ascii=False)}"


def example(base):
    """Return the values of an example, which makes all documents."""
    return {**datafile.read((DATA / base).read_bytes(), base).values, "documents": ALL}


def keys(values, path=()):
    """Yield the path of every key."""
    for name, value in values.items() if isinstance(values, dict) else enumerate(values):
        yield (*path, name)
        if isinstance(value, dict | list):
            yield from keys(value, (*path, name))


def without(values, path):
    """Return the values without what stands at the path: the key or the item goes, or the key stands empty."""
    name, *rest = path
    copy = values.copy()
    if rest:
        copy[name] = without(values[name], rest)
    elif isinstance(copy, list) or len(copy) > 1:
        del copy[name]
    else:
        copy[name] = None
    return copy


def opened(values, folder, *, draft=True):
    path = folder / "x.yaml"
    path.write_text(values if isinstance(values, str) else yaml(values), encoding="utf-8")
    return open_dossier(path, forms(), draft=draft)


def texts(dossier, *, draft=True):
    """Yield the name of each document and how it reads."""
    for document in dossier.documents:
        made = rendered(document, "x.yaml")
        yield document.form.name, outline(made.data if draft else as_final(made.copy()).to_bytes())


def over_nothing(text):
    """Return the headings that are followed by no content: by one of the same or a higher level, or by the end."""
    body = text.partition("\n--- ")[0]
    lines = [line for line in body.split("\n") if line not in {"", "]", "¶"} and not HELP.match(line)]
    lines = [line for line in lines if not re.fullmatch(r"\[[\w.]+", line)]  # where a control begins
    found = []
    for line, below in zip(lines, [*lines[1:], "¶ heading 1 | the end"], strict=True):
        over, under = HEADING.match(line), HEADING.match(below)
        if over and under and under[1] <= over[1]:
            found.append(over[2])
    return found


def test_a_heading_over_nothing_is_found():
    assert over_nothing(
        "¶ heading 2 | A\n¶ heading 3 | B\n¶ Hjälptext | Så här.\n¶ heading 2 | C\n¶ | x\n"
    ) == ["B"]


@pytest.mark.parametrize(
    "values",
    [
        "project:\n  name: Namn\ndocuments:\n" + "".join(f"  - {name}\n" for name in ALL),
        "documents:\n  - beslut\n",
        "documents:\n  - eruf\nproject:\n  partners:\n    - name:\n",
    ],
)
def test_a_draft_of_next_to_nothing_has_no_heading_over_nothing(tmp_path, values):
    assert [
        (name, over_nothing(text)) for name, text in texts(opened(values, tmp_path)) if over_nothing(text)
    ] == []


def test_a_draft_of_a_new_file_has_no_heading_over_nothing(tmp_path):
    new = new_text(forms()).replace(
        "\ndocuments:\n", "\ndocuments:\n" + "".join(f"  - {name}\n" for name in ALL)
    )

    found = {name: over_nothing(text) for name, text in texts(opened(new, tmp_path))}

    assert found == {name: [] for name in ALL}


@settings(max_examples=10)
@given(st.sampled_from([PLAN, MAT]), st.randoms(use_true_random=False), st.integers(5, 60))
def test_a_draft_of_a_half_filled_file_has_no_heading_over_nothing(tmp_path_factory, base, random, gone):
    values = example(base)
    for _number in range(gone):
        if left := [path for path in keys(values) if path[0] != "documents"]:
            values = without(values, random.choice(left))

    found = {
        name: over_nothing(text) for name, text in texts(opened(values, tmp_path_factory.mktemp("half")))
    }

    assert not any(found.values()), found


@cache
def least(base):
    """Return what is left of an example when all has gone that a final can do without."""
    values = datafile.read((DATA / base).read_bytes(), base).values
    with TemporaryDirectory() as folder:
        for path in reversed([path for path in keys(values) if path[0] != "documents" and len(path) == 2]):
            fewer = without(values, path)
            if not has_errors(opened(fewer, Path(folder)).problems):
                values = fewer
    return values


LISTS = (
    ("project", "risks", "risk"),
    ("project", "indicators", "name"),
    ("project", "global_goals", "contribution"),
    ("project", "target_groups", "name"),
    ("budget", "flat_rates", "name"),
    ("case", "attachments", "title"),
)


@pytest.mark.parametrize("base", [PLAN, MAT])
@pytest.mark.parametrize("blank", [False, True])
def test_a_final_of_the_least_that_may_be_sent_has_no_heading_over_nothing(tmp_path, base, blank):
    values = least(base)
    for group, name, key in LISTS if blank else ():  # items that nobody has filled in, as a new file has them
        there = values.get(group) or {}
        values = {**values, group: {**there, name: [*(there.get(name) or []), {key: None}]}}

    dossier = opened(values, tmp_path, draft=False)

    assert not has_errors(dossier.problems)
    assert not values["project"].get("communication")
    for name, text in texts(dossier, draft=False):
        assert (name, over_nothing(text)) == (name, [])
        assert [line for line in text.split("\n") if re.search(r"\| +\|", line)] == []


@pytest.mark.parametrize("base", [PLAN, MAT])
def test_a_final_holds_no_note_to_oneself(tmp_path, base):
    dossier = opened((DATA / base).read_text(encoding="utf-8"), tmp_path, draft=False)

    for name, text in texts(dossier, draft=False):
        assert (name, [note for note in NOTES if note in text]) == (name, [])


def test_a_final_application_says_that_what_it_asks_for_is_sought(tmp_path):
    dossier = opened((DATA / PLAN).read_text(encoding="utf-8"), tmp_path, draft=False)

    said = dict(texts(dossier, draft=False))

    (own,) = [
        line for line in said["tillvaxtverket"].split("\n") if "Tillväxtverket" in line and "kontanta" in line
    ]
    (other,) = [
        line for line in said["anslag11"].split("\n") if "Tillväxtverket" in line and "kontanta" in line
    ]
    assert "| sökt |" in own.replace("Tabelltext | ", "")
    assert "| planerad |" in other.replace("Tabelltext | ", "")
