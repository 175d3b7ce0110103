"""Each kind of wrong input gets a message with its place and the way out, and never a traceback."""

import shutil
from pathlib import Path

import pytest
from edited import edit, zipped

from generator.system.files import builtin_templates

GOOD = "case:\n  number: RUN/1/2025\nproject:\n  name: Vatten\n"

DATA = {
    "an empty file": (b"", "x.yaml"),
    "only a comment": (b"# nothing\n", "x.yaml"),
    "a tab for indentation": (b"project:\n\tname: Vatten\n", "x.yaml:2"),
    "a wrong indentation": (b"project:\n  name: Vatten\n   type: x\n", "x.yaml:3"),
    "a list at the top": (b"- a\n- b\n", "x.yaml:1"),
    "a text where a group belongs": (b"project: Vatten\n", "x.yaml:1:10: error: project: "),
    "a group where a text belongs": (b"project:\n  name:\n    a: b\n", "x.yaml:3:5: error: project.name: "),
    "an unknown key": (b"project:\n  namn: Vatten\n", "x.yaml:2:3: error: project.namn: "),
    "a duplicate key": (b"case:\n  unit: a\n  unit: b\n", "x.yaml:3:3"),
    "an alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "x.yaml:"),
    "a wrong date": (b"case:\n  date: 2025-02-30\n", "x.yaml:2:9: error: case.date: "),
    "a date in words": (b"case:\n  date: i maj\n", "x.yaml:2:9: error: case.date: "),
    "a negative amount": (
        b"budget:\n  lines:\n    - amount: -5\n",
        "x.yaml:3:15: error: budget.lines.0.amount: ",
    ),
    "an amount in words": (
        b"budget:\n  lines:\n    - amount: mycket\n",
        "x.yaml:3:15: error: budget.lines.0.amount: ",
    ),
    "a wrong organisationsnummer": (
        b"applicant:\n  organisation_number: 232100-0215\n",
        "x.yaml:2:24: error: applicant.organisation_number: ",
    ),
    "a choice that is none": (b"project:\n  type: byggprojekt\n", "x.yaml:2:9: error: project.type: "),
    "a control character": (b"project:\n  name: Vat\x07ten\n", "x.yaml:2"),
    "an escaped control character": (b'project:\n  name: "Vat\\x07ten"\n', "x.yaml:2"),
    "a file that is not UTF-8": ("project:\n  name: Sjö\n".encode("cp1252"), "x.yaml:2"),
    "UTF-16": (GOOD.encode("utf-16"), "x.yaml"),
    "a quote that is not closed": (b'project:\n  name: "Vatten\n', "x.yaml:"),
    "a colon in a text": (b"project:\n  name: Vatten: nu\n", "x.yaml:2"),
    "brackets a thousand deep": (b"a: " + b"[" * 1000 + b"\n", "x.yaml:"),
    "a code tag": (b"a: !!python/object/apply:os.system [ls]\n", "x.yaml:1"),
    "two documents": (b"a: b\n---\na: c\n", "x.yaml:2"),
}


@pytest.mark.parametrize("wrong", DATA)
def test_wrong_data_has_a_place_and_nothing_is_written(ansokan, tmp_path, wrong):
    content, place = DATA[wrong]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yaml").write_bytes(content)

    done = ansokan("generate data/x.yaml")

    assert done.code == 1
    assert f"data/{place}" in done.said.replace("\\", "/")
    assert not (tmp_path / "output").exists()


def test_a_data_file_that_is_missing_is_named(ansokan):
    done = ansokan("generate data/borta.yaml")

    assert done.code == 1
    assert "borta.yaml" in done.said
    assert "ansokan new" in done.said


def test_a_folder_without_data_says_how_to_begin(ansokan):
    done = ansokan("generate")

    assert done.code == 1
    assert "ansokan new data/" in done.said


def test_a_field_of_a_megabyte_is_too_long_but_the_draft_is_made(ansokan, project, tmp_path):
    text = project.read_text(encoding="utf-8")
    start = text.index("  summary: |")
    project.write_text(
        text[: start + 13] + "    " + "ord " * 250_000 + "\n" + text[start + 13 :], encoding="utf-8"
    )

    done = ansokan("generate data/projekt.yaml")

    assert "[too-long]" in done.said
    assert (tmp_path / "output" / "projekt" / "tillvaxtverket.docx").exists()


def test_sums_that_differ_are_an_error_with_both_sums(ansokan, project):
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("amount: 300 000", "amount: 299 000", 1), encoding="utf-8")

    done = ansokan("check data/projekt.yaml")

    assert done.code == 1
    assert "SEK 600,000" in done.said
    assert "SEK 599,000" in done.said


def test_the_memos_own_end_date_is_an_error_with_both_dates(ansokan, project):
    """The memo of 2024-11-22 gives 2024-05-30 as the project's end: half a year before the memo itself."""
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("end: 2025-05-30", "end: 2024-05-30", 1), encoding="utf-8")

    done = ansokan("check data/projekt.yaml")

    assert done.code == 1
    said = done.said.replace("\u00a0", " ")
    assert "project.period.end" in said
    assert "2024-05-30" in said or "30 maj 2024" in said
    assert "2024-11-22" in said or "22 november 2024" in said


@pytest.fixture
def templates(tmp_path):
    """A copy of the built-in templates, of which a test breaks the memo's layout."""
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    return tmp_path / "templates" / "beslut"


def changed(layout: Path, old: str, new: str) -> bytes:
    """Return the layout with one change in its body."""
    edit(layout, (old, new))
    return layout.read_bytes()


LAYOUTS = {
    "a tag that is not closed": lambda path: changed(path, "{{ answers.uppdrag }}", "{{ answers.uppdrag"),
    "a loop without an end": lambda path: changed(path, "{{ answers.uppdrag }}", "{% for a in documents %}"),
    "a misspelt name": lambda path: changed(path, "answers.uppdrag", "answers.updrag"),
    "an unknown filter": lambda path: changed(path, "answers.uppdrag", "answers.uppdrag|kronr"),
    "a tag that is no tag": lambda path: changed(path, "{{ answers.uppdrag }}", "{% frk %}"),
    "a damaged zip": lambda path: path.read_bytes()[:-400],
    "a zip with a damaged part": lambda path: path.read_bytes()[:300] + b"XXXX" + path.read_bytes()[304:],
    "an empty file": lambda _path: b"",
    "a text file": lambda _path: b"Beslut\n",
    "an old .doc": lambda _path: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a zip that is no Word file": lambda _path: zipped({"a.txt": b"a"}),
    "broken XML": lambda path: changed(path, "</w:body>", "</w:bdy>"),
    "a DOCTYPE": lambda path: changed(path, "<w:document ", '<!DOCTYPE a [<!ENTITY b "c">]><w:document '),
}


@pytest.mark.parametrize("wrong", LAYOUTS)
def test_a_wrong_layout_is_named_and_nothing_is_written(ansokan, project, templates, tmp_path, wrong):
    layout = templates / "layout.docx"
    layout.write_bytes(LAYOUTS[wrong](layout))

    done = ansokan("generate data/projekt.yaml --document beslut")

    assert done.code == 1
    assert "templates/beslut/layout.docx: " in done.said.replace("\\", "/")
    assert not list(tmp_path.glob("output/**/*.docx"))


def test_a_misspelt_name_in_a_layout_names_the_nearest_one(ansokan, project, templates):
    layout = templates / "layout.docx"
    layout.write_bytes(changed(layout, "answers.uppdrag", "answers.updrag"))

    done = ansokan("generate data/projekt.yaml --document beslut")

    assert 'Did you mean "uppdrag"?' in done.said


def test_an_output_folder_that_is_a_file_is_named(ansokan, project, tmp_path):
    (tmp_path / "ut").write_bytes(b"")

    done = ansokan("generate data/projekt.yaml --output ut")

    assert done.code == 1
    assert "[file-unwritable]" in done.said


def test_a_document_that_is_open_in_word_is_left_alone_and_the_others_are_made(ansokan, project, tmp_path):
    folder = tmp_path / "output" / "projekt"
    folder.mkdir(parents=True)
    (folder / "~$beslut.docx").write_bytes(b"")

    done = ansokan("generate data/projekt.yaml")

    assert done.code == 1
    assert "[file-open]" in done.said
    assert sorted(path.name for path in folder.glob("*.docx") if "~" not in path.name) == [
        "anslag11.docx",
        "tillvaxtverket.docx",
    ]


def test_an_unknown_document_or_option_is_a_wrong_use_of_the_command(ansokan, project):
    assert ansokan("generate data/projekt.yaml --document beslutet").code == 2
    assert ansokan("generate --finale").code == 2
    assert ansokan("genrate").code == 2
