"""A file is there whole, old or new; what goes wrong is a Problem with the way out."""

import os
from pathlib import Path

import pytest

from generator.problems import ProblemError
from generator.system import files


def problem(call, *arguments):
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    (found,) = caught.value.problems
    return found


def test_a_file_is_written_with_the_folders_on_its_way(tmp_path):
    files.write(tmp_path / "a" / "b" / "x.docx", b"new")

    assert (tmp_path / "a" / "b" / "x.docx").read_bytes() == b"new"
    assert os.listdir(tmp_path / "a" / "b") == ["x.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_who_may_read_it(tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")
    path.chmod(0o664)

    files.write(path, b"new")

    assert path.stat().st_mode & 0o777 == 0o664


def test_the_old_file_stays_whole_when_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert problem(files.write, path, b"new").code == "file-unwritable"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x.docx"]


@pytest.mark.parametrize("lock", ["~$slut.docx", "~$beslut.docx", ".~lock.beslut.docx#"])
def test_a_file_that_word_or_libreoffice_has_open_is_left_alone(tmp_path, lock):
    path = tmp_path / "beslut.docx"
    path.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")

    found = problem(files.write, path, b"new")

    assert (found.code, found.file) == ("file-open", str(path))
    assert path.read_bytes() == b"old"


def test_a_file_that_is_not_there_is_named_with_the_way_out(tmp_path):
    found = problem(files.read, tmp_path / "x.yaml")

    assert found.code == "file-missing"


def test_a_folder_is_no_file(tmp_path):
    assert problem(files.read, Path(tmp_path)).code == "file-is-folder"


def test_a_folder_that_may_not_be_written_is_named(tmp_path, monkeypatch):
    # root may write everywhere, so the refusal is made by hand
    def refuse(*_arguments, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    found = problem(files.write, tmp_path / "x.docx", b"new")

    assert found.code == "file-unwritable"
    assert "--output" in found.message
