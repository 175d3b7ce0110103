"""What people changed in Word is kept: merged, refused or copied, never lost."""

import re
import zipfile
from pathlib import Path

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit

from tests.outline import outline


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The generated memo."""
    ansokan("generate --document beslut")
    return tmp_path / "output" / "projekt" / "beslut.docx"


def test_a_sentence_changed_by_hand_takes_the_new_value_of_the_data(ansokan, project, memo):
    edit(memo, SENTENCE)
    change(project, PERIOD)

    done = ansokan("generate --document beslut")

    assert "merged with your changes: " in done.said
    text = outline(memo.read_bytes())
    assert (
        "till och med [project.period.end=den\u00a031\u00a0augusti\u00a02025]. Projektet leds av en styrgrupp och har en budget om"
        in text
    )


def test_a_document_edited_by_hand_is_not_touched_when_the_data_has_not_changed(ansokan, project, memo):
    edit(memo, SENTENCE)
    before = (memo.read_bytes(), memo.stat().st_mtime_ns)

    done = ansokan("generate --document beslut")

    assert "edited in Word, nothing to bring in" in done.said
    assert (memo.read_bytes(), memo.stat().st_mtime_ns) == before


def test_a_field_edited_in_word_keeps_its_text_and_waits_to_be_pulled(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))

    done = ansokan("generate --document beslut")

    assert "waits to be pulled: project.period.end: “den 30 maj 2025” is “2025-06-15” in Word" in done.said
    assert "[project.period.end=2025-06-15]" in outline(memo.read_bytes())


def test_a_field_changed_in_word_and_in_the_data_is_a_conflict_that_shows_both(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, PERIOD)

    done = ansokan("generate --document beslut")

    assert "1 conflict" in done.said
    xml = zipfile.ZipFile(memo).read("word/document.xml").decode()
    deleted = "".join(re.findall(r"<w:delText[^>]*>([^<]*)<", xml))
    assert "2025-06-15" in deleted
    assert "31\u00a0augusti\u00a02025" in xml
    assert "word/comments.xml" in zipfile.ZipFile(memo).namelist()


def test_a_second_run_adds_no_conflict(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, PERIOD)
    ansokan("generate --document beslut")
    before = memo.read_bytes()

    done = ansokan("generate --document beslut")

    assert memo.read_bytes() == before
    assert "conflict" not in done.said.rpartition("\n")[0].rpartition("\n")[2]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(ansokan, project, memo, tmp_path):
    edit(memo, SENTENCE)
    change(project, PERIOD)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    done = ansokan("generate --dry-run")

    assert "merged with your changes: " in done.said
    assert "written: " in done.said
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_replace_overwrites_and_keeps_the_file_beside(ansokan, project, memo, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795443120")  # 2026-11-23 14:12 UTC
    edit(memo, SENTENCE)
    mine = memo.read_bytes()

    for _turn in range(2):
        ansokan("generate --document beslut --replace")
        edit(memo, SENTENCE)

    copies = sorted(path.name for path in memo.parent.glob("*(före *"))
    assert copies == ["beslut (före 2026-11-23 1412) 2.docx", "beslut (före 2026-11-23 1412).docx"]
    assert (memo.parent / copies[1]).read_bytes() == mine


def test_a_document_laid_over_another_is_refused(ansokan, project, memo, tmp_path):
    ansokan("generate")
    memo.write_bytes((memo.parent / "anslag11.docx").read_bytes())

    done = ansokan("generate --document beslut")

    assert done.code == 1
    assert "[other-document]" in done.said


def test_a_final_document_holds_what_was_written_by_hand_and_no_draft_mark(ansokan, project, memo):
    edit(memo, SENTENCE)

    done = ansokan("generate --document beslut --final")

    assert done.code == 0, done.said
    text = outline((memo.parent / "slutlig" / "beslut-RUN-479-2024.docx").read_bytes())
    assert "leds av en styrgrupp" in text
    assert "[" not in text
    assert "Utkast" not in text


def test_a_final_document_made_again_is_unchanged_and_one_with_other_data_is_written(ansokan, project, memo):
    line = "generate --document beslut --final"
    assert "1 document written, 0 unchanged" in ansokan(line).said
    (project.parent / "projekt.yaml").write_bytes(
        project.read_bytes() + b"\n"
    )  # what is remembered is not asked
    assert "0 documents written, 1 unchanged" in ansokan(line).said
    change(project, PERIOD)
    assert "1 document written, 0 unchanged" in ansokan(line).said


def test_a_final_document_made_again_holds_what_was_written_in_the_draft_since(ansokan, project, memo):
    line = "generate --document beslut --final"
    ansokan(line)
    edit(memo, SENTENCE)
    assert "1 document written, 0 unchanged" in ansokan(line).said
    assert "leds av en styrgrupp" in outline(
        (memo.parent / "slutlig" / "beslut-RUN-479-2024.docx").read_bytes()
    )


def test_a_final_document_edited_by_hand_is_refused_and_replaced_when_that_is_asked_for(
    ansokan, project, memo
):
    line, final = "generate --document beslut --final", memo.parent / "slutlig" / "beslut-RUN-479-2024.docx"
    ansokan(line)
    edit(final, SENTENCE)
    edited = final.read_bytes()

    refused = ansokan(line)
    assert (refused.code, final.read_bytes()) == (1, edited)
    assert "[final-edited]" in refused.said

    replaced = ansokan(f"{line} --replace")
    assert replaced.code == 0
    assert f"replaced: {Path('output/projekt/slutlig/beslut-RUN-479-2024.docx')}" in replaced.said
    assert final.read_bytes() != edited
    (copy,) = [each for each in final.parent.glob("*.docx") if each != final]
    assert copy.read_bytes() == edited


def test_a_final_document_is_refused_while_a_field_waits_to_be_pulled(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))

    done = ansokan("generate --document beslut --final")

    assert done.code == 1
    assert "[not-pulled]" in done.said
    assert not (memo.parent / "slutlig").exists()


def test_a_final_document_is_refused_while_a_conflict_or_a_tracked_change_is_left(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, PERIOD)
    ansokan("generate --document beslut")

    done = ansokan("generate --document beslut --final")

    assert done.code == 1
    assert "[tracked-change-left]" in done.said
    assert "[comment-left]" in done.said


def test_tracked_changes_show_what_was_brought_in(ansokan, project, memo):
    edit(memo, SENTENCE)
    change(project, PERIOD)

    ansokan("generate --document beslut --track-changes")

    xml = zipfile.ZipFile(memo).read("word/document.xml").decode()
    assert "<w:ins " in xml
    assert "30\u00a0maj" in "".join(re.findall(r"<w:delText[^>]*>([^<]*)<", xml))


def test_status_says_how_each_document_stands(ansokan, project, memo):
    edit(memo, SENTENCE, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, ("  date: 2024-11-22", "  date: 2024-11-25"))

    said = ansokan("status").said

    assert (
        "beslut.docx: stale (case.date changed), 1 field to pull (project.period.end), 1 other edit by hand"
        in said
    )
    assert "anslag11.docx: not generated yet" in said


def test_status_of_a_fresh_document_is_up_to_date_and_of_a_conflict_says_so(ansokan, project, memo):
    assert "beslut.docx: up to date\n" in ansokan("status").said
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, PERIOD)
    ansokan("generate --document beslut")

    assert "1 conflict" in ansokan("status").said


class _Stop(BaseException):
    """The power goes."""


@pytest.fixture
def stopped(monkeypatch):
    """Return a function that lets the nth call that writes never come back; it says whether there was one."""
    import os

    def made(number):
        count = iter(range(1, 1000))

        def counted(function):
            def call(*arguments, **more):
                if (function is not opened or "xb" in arguments) and next(count) == number:
                    raise _Stop
                return function(*arguments, **more)

            return call

        opened = Path.open
        monkeypatch.setattr(os, "fsync", counted(os.fsync))
        monkeypatch.setattr(Path, "open", counted(opened))
        monkeypatch.setattr(Path, "replace", counted(Path.replace))

    return made


@pytest.mark.parametrize("number", range(1, 10))
def test_a_run_that_stops_at_any_write_leaves_whole_files_and_the_next_run_mends(
    ansokan, project, memo, stopped, monkeypatch, number
):
    edit(memo, SENTENCE)
    change(project, PERIOD)
    before = memo.read_bytes()
    stopped(number)

    with pytest.raises(_Stop):
        ansokan("generate --document beslut")
    monkeypatch.undo()
    monkeypatch.chdir(project.parent.parent)

    assert memo.read_bytes() == before or "31\u00a0augusti\u00a02025" in outline(memo.read_bytes())
    assert "0 errors" in ansokan("generate --document beslut").said
    text = outline(memo.read_bytes())
    assert "leds av en styrgrupp" in text
    assert "31\u00a0augusti\u00a02025" in text
    assert "nothing to bring in" in ansokan("generate --document beslut").said


def test_a_field_that_says_the_same_as_the_data_in_other_words_is_no_conflict(ansokan, project, memo):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">31 augusti 2025<"))
    change(project, PERIOD)

    done = ansokan("generate --document beslut")

    assert "conflict" not in done.said
    assert "to be pulled" not in done.said
    assert "[project.period.end=den\u00a031\u00a0augusti\u00a02025]" in outline(memo.read_bytes())


def test_a_final_document_is_refused_when_the_draft_has_no_base(ansokan, project, memo):
    """Without its base the draft cannot be merged, and what was written in it would be left out."""
    edit(memo, SENTENCE)
    (memo.parent / ".generated" / "beslut.docx").unlink()

    done = ansokan("generate --document beslut --final")

    assert done.code == 1
    assert "[not-ours]" in done.said
    assert not (memo.parent / "slutlig").exists()
