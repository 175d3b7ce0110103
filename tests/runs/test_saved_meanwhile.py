"""What lies there when the program writes is what it has read; a base that is damaged is named, or made anew."""

import shutil
import zipfile

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit

from generator.system import files
from tests.outline import outline
from tests.wml import docx, p

OURS = "leds av en styrgrupp"
THEIRS = ("Projektet leds av", "Projektet styrs och leds av")


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The generated memo."""
    ansokan("generate --document beslut")
    return tmp_path / "output" / "projekt" / "beslut.docx"


@pytest.fixture
def meanwhile(monkeypatch):
    """Return a function that lets another hand do something in the last moment before a file is written."""

    def made(name, *deeds):
        left = list(deeds)
        replace = files._replace

        def late(path, data, check):
            if path.name == name and left:
                left.pop(0)()
            replace(path, data, check)

        monkeypatch.setattr(files, "_replace", late)
        return left

    return made


# --- a save while the program works


def test_what_is_saved_in_a_document_while_it_is_merged_is_merged_too(ansokan, project, memo, meanwhile):
    edit(memo, SENTENCE)
    change(project, PERIOD)
    left = meanwhile("beslut.docx", lambda: edit(memo, THEIRS))

    done = ansokan("generate --document beslut")

    assert (done.code, left) == (0, [])
    text = outline(memo.read_bytes())
    assert "Projektet styrs och leds av en styrgrupp" in text
    assert "31\u00a0augusti\u00a02025" in text


def test_what_is_saved_in_an_unedited_document_while_it_is_made_anew_is_kept(
    ansokan, project, memo, meanwhile
):
    change(project, PERIOD)
    left = meanwhile("beslut.docx", lambda: edit(memo, SENTENCE))

    done = ansokan("generate --document beslut")

    assert (done.code, left) == (0, [])
    assert "merged with your changes" in done.said
    text = outline(memo.read_bytes())
    assert OURS in text
    assert "31\u00a0augusti\u00a02025" in text
    assert "nothing to bring in" in ansokan("generate --document beslut").said


def test_a_document_that_is_saved_again_and_again_is_left_alone_with_the_way_out(
    ansokan, project, memo, meanwhile
):
    change(project, PERIOD)
    meanwhile("beslut.docx", lambda: edit(memo, SENTENCE), lambda: edit(memo, THEIRS))

    done = ansokan("generate --document beslut")

    assert (done.code, "[file-changed]" in done.said) == (1, True)
    assert "Projektet styrs och leds av en styrgrupp" in outline(memo.read_bytes())
    assert ansokan("generate --document beslut").code == 0
    text = outline(memo.read_bytes())
    assert "Projektet styrs och leds av en styrgrupp" in text
    assert "31\u00a0augusti\u00a02025" in text


def test_a_file_that_comes_where_a_document_is_to_be_is_not_written_over(ansokan, project, memo, meanwhile):
    memo.unlink()
    shutil.rmtree(memo.parent / ".generated")
    theirs = docx(p("Vårt eget brev"))
    meanwhile("beslut.docx", lambda: memo.write_bytes(theirs))

    done = ansokan("generate --document beslut")

    assert (done.code, "[not-ours]" in done.said) == (1, True)
    assert memo.read_bytes() == theirs


def test_replace_keeps_beside_what_was_saved_last(ansokan, project, memo, meanwhile):
    edit(memo, SENTENCE)
    meanwhile("beslut.docx", lambda: edit(memo, THEIRS))

    done = ansokan("generate --document beslut --replace")

    assert done.code == 0
    kept = [outline(path.read_bytes()) for path in memo.parent.glob("*(före *")]
    assert any("Projektet styrs och leds av en styrgrupp" in text for text in kept)
    assert OURS not in outline(memo.read_bytes())


def test_a_final_document_edited_while_it_is_made_anew_is_not_written_over(ansokan, project, memo, meanwhile):
    ansokan("generate --document beslut --final")
    final = memo.parent / "slutlig" / "beslut-RUN-479-2024.docx"
    change(project, PERIOD)
    edited = []

    def edit_final():
        edit(final, SENTENCE)
        edited.append(final.read_bytes())

    meanwhile("beslut-RUN-479-2024.docx", edit_final)
    done = ansokan("generate --document beslut --final")

    assert done.code == 1
    assert [final.read_bytes()] == edited


def test_a_document_marked_as_read_only_is_left_alone_with_the_way_out(ansokan, project, memo):
    before = memo.read_bytes()
    memo.chmod(0o444)
    change(project, PERIOD)

    done = ansokan("generate --document beslut")

    assert (done.code, "[file-read-only]" in done.said, memo.read_bytes()) == (1, True, before)
    memo.chmod(0o644)
    assert ansokan("generate --document beslut").code == 0
    assert "31\u00a0augusti\u00a02025" in outline(memo.read_bytes())


# --- the copy of what was generated last


def cut(path):
    path.write_bytes(path.read_bytes()[:-500])


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": cut,
    "no zip": lambda path: path.write_bytes(b"x" * 5_000),
    "another file": lambda path: path.write_bytes(docx(p("Något annat"))),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_base_is_made_anew_when_today_s_document_is_the_one_that_was_edited(
    ansokan, project, memo, damage
):
    base = memo.parent / ".generated" / "beslut.docx"
    sound = base.read_bytes()
    edit(memo, SENTENCE)
    DAMAGES[damage](base)

    assert "1 other edit by hand" in ansokan("status").said
    done = ansokan("generate --document beslut")

    assert (done.code, "nothing to bring in" in done.said) == (0, True)
    assert OURS in outline(memo.read_bytes())
    assert base.read_bytes() == sound


@pytest.mark.parametrize("line", ["generate --document beslut", "generate --document beslut --final"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_base_is_named_itself_when_it_cannot_be_made_anew(ansokan, project, memo, damage, line):
    base = memo.parent / ".generated" / "beslut.docx"
    edit(memo, SENTENCE)
    change(project, PERIOD)
    DAMAGES[damage](base)
    before = memo.read_bytes()

    done = ansokan(line)

    assert (done.code, memo.read_bytes()) == (1, before)
    assert f"{base.relative_to(project.parent.parent)}: error: " in done.said
    assert "[base-damaged]" in done.said
    assert "--replace" in done.said
    replaced = ansokan("generate --document beslut --replace")
    assert (replaced.code, "31\u00a0augusti\u00a02025" in outline(memo.read_bytes())) == (0, True)
    assert [path.read_bytes() for path in memo.parent.glob("*(före *")] == [before]


def test_status_tells_of_the_others_when_one_document_or_base_cannot_be_read(ansokan, project, memo):
    ansokan("generate")
    edit(memo, SENTENCE)
    change(project, PERIOD)
    (memo.parent / ".generated" / "beslut.docx").write_bytes(b"")
    (memo.parent / "anslag11.docx").write_bytes(b"PK\x03\x04")

    done = ansokan("status")

    assert done.code == 1
    assert "beslut.docx: cannot be told" in done.said
    assert "anslag11.docx: cannot be told" in done.said
    assert "tillvaxtverket.docx: stale" in done.said
    assert "[base-damaged]" in done.said
    assert "[docx-damaged]" in done.said


def test_a_document_and_a_base_that_are_both_empty_are_made_anew(ansokan, project, memo):
    for path in (memo, memo.parent / ".generated" / "beslut.docx"):
        path.write_bytes(b"")
    assert ansokan("generate --document beslut").code == 0
    assert zipfile.is_zipfile(memo)
