"""Swedish unless the machine, or the one who runs the program, says English."""

import os
import re
import subprocess
import sys
import types
import zipfile
from pathlib import Path

import pytest
from edited import edit

from generator import language
from generator.problems import ProblemError
from generator.word.opc.xml import parse

ROOT = Path(__file__).parents[2]
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
FIELD = (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<")


@pytest.fixture
def speaks(monkeypatch):
    """Return a function that says which language a machine with these variables gets."""

    def asked(**environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return language.from_environment()

    return asked


@pytest.mark.parametrize("locale", ["sv_SE.UTF-8", "sv_FI", "sv", "C", "C.UTF-8", "POSIX", "nb_NO.UTF-8"])
@pytest.mark.parametrize("variable", VARIABLES)
def test_a_machine_that_is_not_set_to_english_gets_swedish(speaks, variable, locale):
    assert speaks(**{variable: locale}) == "sv"


@pytest.mark.parametrize("locale", ["enm_GB", "eno", "Swedish_Sweden", "Swedish_Finland", "Norwegian_Norway"])
def test_a_name_that_only_begins_like_english_is_not_english(speaks, locale):
    assert speaks(LANG=locale) == "sv"


def test_a_machine_that_says_nothing_gets_swedish(speaks):
    assert speaks() == "sv"
    assert speaks(LANG="") == "sv"


@pytest.mark.parametrize("locale", ["en_GB.UTF-8", "en_US", "en", "en-GB", "EN", "English_Sweden.1252"])
@pytest.mark.parametrize("variable", VARIABLES)
def test_a_machine_set_to_english_gets_english(speaks, variable, locale):
    assert speaks(**{variable: locale}) == "en"


def test_the_first_language_of_several_and_the_weightiest_variable_decide(speaks):
    assert speaks(LANGUAGE="sv:en", LANG="en_US.UTF-8") == "sv"
    assert speaks(LANGUAGE="en:sv", LANG="sv_SE.UTF-8") == "en"
    assert speaks(LC_ALL="sv_SE.UTF-8", LC_MESSAGES="en_US.UTF-8", LANG="en_US.UTF-8") == "sv"
    assert speaks(LANGUAGE="en", LC_ALL="sv_SE.UTF-8") == "en"
    assert speaks(LC_ALL="C", LANG="en_US.UTF-8") == "sv"
    assert speaks(LC_MESSAGES="en_US.UTF-8", LANG="sv_SE.UTF-8") == "en"


@pytest.fixture
def windows(monkeypatch):
    """Return a function that makes this a Windows with a language for its windows, and Swedish formats."""

    def made(ui):
        kernel = types.SimpleNamespace(GetUserDefaultUILanguage=lambda: ui)
        monkeypatch.setattr("sys.platform", "win32")
        monkeypatch.setattr("ctypes.windll", types.SimpleNamespace(kernel32=kernel), raising=False)
        monkeypatch.setattr("locale.getlocale", lambda *_: ("Swedish_Sweden", "1252"))

    return made


@pytest.mark.parametrize(
    ("ui", "expected"),
    [(0x041D, "sv"), (0x081D, "sv"), (0x0414, "sv"), (0x040B, "sv"), (0x0409, "en"), (0x0809, "en")],
)
def test_windows_is_asked_for_the_language_of_its_windows(speaks, windows, ui, expected):
    windows(ui)
    assert speaks() == expected
    assert speaks(LANG="C.UTF-8") == expected


def test_in_windows_too_the_environment_goes_first(speaks, windows):
    windows(0x0409)
    assert speaks(LANG="sv_SE.UTF-8") == "sv"
    windows(0x041D)
    assert speaks(LANGUAGE="en") == "en"
    assert speaks(LANG="English_Sweden") == "en"


@pytest.mark.parametrize(("asked", "spoken"), [("sv", "sv"), ("sv-SE", "sv"), ("en", "en"), ("en_GB", "en")])
def test_what_the_command_line_asks_for_goes_before_the_machine(monkeypatch, asked, spoken):
    monkeypatch.setenv("LANGUAGE", {"sv": "en", "en": "sv"}[spoken])
    language.use(asked)
    assert language.in_use() == spoken
    assert language._("Show the version.") == {"sv": "Visa versionen.", "en": "Show the version."}[spoken]


@pytest.mark.parametrize(
    "line", ["generate --final=1", "check --format", "check --format x", "pull", "new a b"]
)
def test_what_click_says_is_swedish_too(ansokan, line):
    language.use("sv")

    said = ansokan(line).said

    assert "Fel: " in said
    assert not re.search(r"\b(does|not|take|value|Option|Missing|Invalid|extra|requires)\b", said), said


def test_a_damaged_part_of_a_word_file_is_told_without_the_english_of_lxml():
    language.use("sv")
    with pytest.raises(ProblemError) as caught:
        parse(b"<a><b></a>", "word/document.xml", "x.docx")

    assert str(caught.value) == (
        "x.docx: word/document.xml, rad 1: fel: Filen är skadad. Hämta den igen, eller öppna den i Word och spara den. "
        "[docx-broken-xml]"
    )


@pytest.mark.parametrize(
    ("environment", "noted", "copy"),
    [
        ({}, "ändrats både", "beslut (före 2026-11-23 "),
        ({"LANG": "C.UTF-8"}, "ändrats både", "beslut (före 2026-11-23 "),
        ({"LANG": "en_GB.UTF-8"}, "ändrats både", "beslut (före 2026-11-23 "),
    ],
)
def test_what_is_noted_in_a_document_and_its_copy_is_swedish_whatever_is_spoken(
    project, environment, noted, copy
):
    """A field that Word and the data file have changed gets a comment; --replace keeps the edited document."""
    folder = project.parent.parent
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment = {**clean, **environment, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795442400"}

    def generate(*more):
        command = [sys.executable, "-m", "generator", "generate", "--document", "beslut", *more]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    generate()
    memo = folder / "output/projekt/beslut.docx"
    edit(memo, FIELD)
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("end: 2025-05-30", "end: 2025-08-31", 1), encoding="utf-8")
    generate()
    with zipfile.ZipFile(memo) as archive:
        assert noted in archive.read("word/comments.xml").decode()
    generate("--replace")
    assert any(path.name.startswith(copy) for path in memo.parent.iterdir()), list(memo.parent.iterdir())


def test_documents_pages_and_a_new_data_file_are_the_same_whatever_is_spoken(ansokan, project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795442400")
    made = {}
    for spoken in ("sv", "en"):
        language.use(spoken)
        ansokan(f"generate data/projekt.yaml --output {spoken}")
        ansokan(f"sheet data/projekt.yaml --output {spoken}")
        ansokan(f"new {spoken}.yaml")
        files = [Path(f"{spoken}.yaml"), *Path(spoken).rglob("*.docx"), *Path(spoken).rglob("*.html")]
        made[spoken] = {path.name.removeprefix(spoken): path.read_bytes() for path in files}

    assert len(made["sv"]) == 7
    assert made["sv"] == made["en"]
