"""What LibreOffice does to a file on save is no edit either, and what a person does in it is still told."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from foreign_eye import see
from uno_edits import EDITS
from wordlike_data import PHONES
from wordlike_world import DOCUMENTS, World

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("LibreOffice saves")]

EDITED = "strategisk-planering/anslag11"
FIELDS = {
    "text-in-an-inline-field": "project.goals.0.targets.0.measure",
    "word-in-a-list": "project.type",
    "day-in-a-date": "project.activities.4.start",
    "text-in-a-rich-field": "project.sustainability.social",
    "bold-word": "project.problem",
    "list-item": "project.problem",
}
"""The edits that stand in a field, and its path; the others are the document's own."""
WORDS = {
    "text-in-an-inline-field": "Färdig ny kartläggning",
    "word-in-a-list": "genomförandeprojekt",
    "day-in-a-date": "2025-01-21",
    "text-in-a-rich-field": "Projektet uppmärksammar tydligt skillnader",
    "new-paragraph": "Ett nytt stycke av chefen.",
    "bold-word": "kompetens",
    "table-row": "En ny rad av chefen",
    "cell-text": "Ansvarig enhet",
    "heading": "Målgrupper och nytta",
    "list-item": "En ny punkt av chefen.",
    "footnote": "Chefens fotnot.",
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The generated documents after LibreOffice has opened and saved them."""
    folder = tmp_path_factory.mktemp("saved")
    for document in DOCUMENTS:
        world = World.of(document, folder / "worlds" / document)
        shutil.copy(world.path, folder / f"{document.replace('/', ' ')}.docx")
    soffice(folder, "--convert-to", "docx", "--outdir", str(folder / "out"), *map(str, folder.glob("*.docx")))
    return {
        document: (folder / "out" / f"{document.replace('/', ' ')}.docx").read_bytes()
        for document in DOCUMENTS
    }


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The document after each of the edits, made and saved in LibreOffice."""
    folder = tmp_path_factory.mktemp("edited")
    world = World.of(EDITED, folder / "world")
    script = Path(__file__).parents[1] / "tools" / "uno_edits.py"
    subprocess.run(
        [python_with_uno(), script, shutil.which("soffice"), folder / "profile", world.path, folder],
        check=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": ""},
    )
    return {name: (folder / f"{name}.docx").read_bytes() for name in ["no-edit", *EDITS]}


def soffice(folder, *arguments):
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}", *arguments],
        check=True,
        timeout=300,
        capture_output=True,
    )


def python_with_uno():
    """Return a Python that can speak with LibreOffice; in CI there must be one."""
    beside = Path(shutil.which("soffice")).resolve().parent / "python"
    for python in ("/usr/bin/python3", str(beside), shutil.which("python3")):
        if python and Path(python).exists():
            done = subprocess.run(
                [python, "-c", "import uno"], capture_output=True, env={**os.environ, "PYTHONPATH": ""}
            )
            if done.returncode == 0:
                return python
    if os.environ.get("CI"):
        pytest.fail("no Python has the module uno (python3-uno): in CI that is a failure")
    return pytest.skip("no Python has the module uno (python3-uno)")


def pending(said):
    found = re.search(r"fields? to pull \(([^)]*)\)", said)
    return set(found[1].split(", ")) if found else set()


def other_edits(said):
    found = re.search(r"(\d+) other edits? by hand", said)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_save_in_libreoffice_is_no_edit(tmp_path, saved, document):
    world = World.of(document, tmp_path)
    world.path.write_bytes(saved[document])

    assert world.status() == "up to date"
    assert (world.pull().taken, world.data.read_bytes()) == (set(), world.original)
    assert (world.generate().pending, world.path.read_bytes()) == ((), saved[document])


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_libreoffice_is_told(tmp_path, edited, name):
    world = World.of(EDITED, tmp_path)
    world.path.write_bytes(edited[name])

    said = world.status()

    assert pending(said) == ({FIELDS[name]} if name in FIELDS else set())
    assert other_edits(said) in (
        {0} if name in FIELDS else set(range(1, 8))
    )  # a row counts once or a cell each


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_libreoffice_is_pulled_when_it_stands_in_a_field(tmp_path, edited, name):
    world = World.of(EDITED, tmp_path)
    world.path.write_bytes(edited[name])

    assert world.pull().taken == ({FIELDS[name]} if name in FIELDS else set())


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_in_libreoffice_is_kept_when_the_data_changes(tmp_path, edited, name):
    world = World.of(EDITED, tmp_path)
    world.path.write_bytes(edited[name])
    text = world.data.read_text("utf-8")
    old, new = next((old, new) for old, new in PHONES.items() if old in text)
    world.data.write_text(text.replace(old, new), "utf-8")

    run = world.generate()

    made = see(world.path.read_bytes())
    assert run.conflicts == 0
    assert new in made.words
    assert old not in made.words
    if name == "deleted-paragraph":
        assert "Hela projektet i korthet." not in made.words
    else:
        assert WORDS[name] in made.words
    if name == "bold-word":
        assert any(
            text.strip() == WORDS[name] and "b=" in look for each in made.body for text, look in each.spans
        )
