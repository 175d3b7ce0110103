"""What OneDrive and shared drives do to a project: files that come late, come back, come twice, or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from changes import PERIOD, SENTENCE, change
from edited import ROOT, edit

from tests.outline import outline

OURS = "leds av en styrgrupp"


@pytest.fixture
def memo(ansokan, project):
    """The generated memo, which a person has written in."""
    ansokan("generate --document beslut")
    path = Path("output/projekt/beslut.docx")
    edit(path, SENTENCE)
    return path


def test_a_document_that_has_not_come_down_yet_stops_nothing_else_and_is_merged_when_it_has(
    ansokan, project, memo
):
    lying = memo.read_bytes()
    memo.write_bytes(b"")
    change(project, PERIOD)

    done = ansokan("generate")
    assert (done.code, done.said.count("[docx-empty]"), memo.read_bytes()) == (1, 1, b"")
    assert Path("output/projekt/anslag11.docx").exists()
    assert "choose Always keep on this device" in done.said

    memo.write_bytes(lying)
    assert ansokan("generate").code == 0
    assert OURS in outline(memo.read_bytes())
    assert "den\u00a031\u00a0augusti\u00a02025" in outline(memo.read_bytes())


def test_a_data_file_that_has_not_come_down_yet_leaves_all_documents_as_they_are(ansokan, project, memo):
    lying, text = memo.read_bytes(), project.read_bytes()
    project.write_bytes(b"")

    for command in ("generate", "status", "check", "generate --final", f"pull {memo}"):
        assert ansokan(command).code == 1
    assert (memo.read_bytes(), project.read_bytes()) == (lying, b"")

    project.write_bytes(text)
    assert ansokan("generate --document beslut").code == 0
    assert OURS in outline(memo.read_bytes())


@pytest.mark.parametrize("late", [False, True])
def test_an_older_version_that_comes_back_is_brought_up_to_date_with_all_that_was_written_in_it(
    ansokan, project, memo, late
):
    older = memo.read_bytes()
    change(project, PERIOD)
    ansokan("generate --document beslut")
    if late:
        change(project, ("phone: ", "phone: 0"))
        ansokan("generate --document beslut")
    memo.write_bytes(older)

    done = ansokan("generate --document beslut")

    assert (done.code, "[conflict]" in done.said) == (0, False)
    assert OURS in outline(memo.read_bytes())
    assert "den\u00a031\u00a0augusti\u00a02025" in outline(memo.read_bytes())
    assert "edited in Word, nothing to bring in" in ansokan("generate --document beslut").said


def test_a_conflict_copy_of_onedrive_is_named_and_comes_in_with_what_a_colleague_wrote(
    ansokan, project, memo
):
    copy = memo.with_name("beslut-ANNAS-DATOR.docx")
    shutil.copy(memo, copy)
    edit(memo, ("Projektidén togs upp", "Projektförslaget togs upp"))
    edit(copy, ("Sebastian Becker", "Ny Person"), ("var positiv till", "var mycket positiv till"))

    assert f"a copy of the document lies beside it: {copy.name}" in ansokan("status").said
    assert ansokan(f"merge {copy}").code == 0

    text = outline(memo.read_bytes())
    for words in (OURS, "Projektförslaget togs upp", "Ny Person", "var mycket positiv till"):
        assert words in text
    assert "2 fields taken" in ansokan(f"pull {memo}").said
    assert "Ny Person" in project.read_text("utf-8")


def test_two_officers_who_generate_and_pull_at_once_lose_nothing_and_leave_whole_files(
    ansokan, project, memo
):
    edit(memo, ("Sebastian Becker", "Ny Person"))
    program = [sys.executable, "-m", "generator"]
    both = [["generate"], ["pull", str(memo)], ["generate", "--document", "beslut"], ["status"]]

    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"}

    running = [subprocess.Popen([*program, *each], env=environment, **quiet) for each in both * 2]
    said = [each.communicate(timeout=120)[0] for each in running]

    assert not any("Traceback" in each or "[bug]" in each for each in said)
    ansokan(f"pull {memo}")
    assert ansokan("generate").code == 0
    assert "Ny Person" in project.read_text("utf-8")
    text = outline(memo.read_bytes())
    assert OURS in text
    assert "Ny Person" in text
    assert "unchanged" in ansokan("generate").said
