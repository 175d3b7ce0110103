"""`ansokan doctor` says what is there and what is missing for what; Windows is a stand-in with a registry."""

import sys
import types
import webbrowser
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.pdf import office
from generator.problems import Problem, ProblemError
from generator.run import doctor
from generator.system import files

WORD = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\Winword.exe"
NUMBER = r"SOFTWARE\Classes\Word.Application\CurVer"
PATHS = (r"SYSTEM\CurrentControlSet\Control\FileSystem", "LongPathsEnabled")


@pytest.fixture
def registry(monkeypatch):
    """Let the system be Windows: what the computer's registry holds, by key and name. The user's is empty."""
    held = {}

    @contextmanager
    def opened(root, key):
        if root != "computer" or not any(known == key for known, _name in held):
            raise FileNotFoundError(key)
        yield key

    def value(key, name):
        if (key, name) not in held:
            raise FileNotFoundError(name)
        return held[key, name], 1

    fake = types.SimpleNamespace(
        OpenKey=opened, QueryValueEx=value, HKEY_CURRENT_USER="user", HKEY_LOCAL_MACHINE="computer"
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    monkeypatch.setattr(doctor, "sys", types.SimpleNamespace(platform="win32"))
    return held


@pytest.fixture
def word(registry, tmp_path):
    """Word 2016 or later is installed."""
    program = tmp_path / "Office" / "WINWORD.EXE"
    program.parent.mkdir()
    program.write_bytes(b"")
    registry[WORD, ""], registry[NUMBER, ""] = str(program), "Word.Application.16"
    return program


def lines(ansokan, start):
    return [line for line in ansokan("doctor").said.splitlines() if line.startswith(start)]


def test_word_is_told_with_its_version_and_place(ansokan, word):
    assert f"there: Word 16: {word}" in lines(ansokan, "there")


def test_without_word_it_is_told_what_it_is_needed_for(ansokan, registry):
    assert lines(ansokan, "missing: Word") == [
        "missing: Word is not found on this computer. It is needed to change the documents; they can also be "
        "opened in LibreOffice, or on another computer."
    ]


def test_a_word_that_was_uninstalled_is_not_there_though_the_registry_says_so(ansokan, word):
    word.unlink()

    assert lines(ansokan, "there: Word") == []
    assert lines(ansokan, "missing: Word is not found")


def test_a_word_from_before_2013_lacks_the_plus_sign(ansokan, word, registry):
    registry[NUMBER, ""] = "Word.Application.14"

    assert lines(ansokan, "missing: This Word is older")
    registry[NUMBER, ""] = "Word.Application.15"
    assert not lines(ansokan, "missing: This Word is older")


def test_word_is_looked_for_in_windows_alone(ansokan, monkeypatch):
    monkeypatch.setattr(doctor, "sys", types.SimpleNamespace(platform="linux"))

    assert "Word" not in ansokan("doctor").said


@pytest.mark.parametrize("allowed", [0, 1])
def test_paths_that_are_too_long_are_told_unless_long_ones_are_allowed(
    ansokan, registry, tmp_path, monkeypatch, allowed
):
    deep = tmp_path / ("å" * 100) / ("ä" * 100)
    deep.mkdir(parents=True)
    registry[PATHS] = allowed

    done = ansokan(f"doctor {deep}")

    assert ("error: The paths of the documents are" in done.said) is not bool(allowed)
    assert done.code == 1 - allowed


def test_the_longest_name_of_a_data_file_counts(ansokan, registry, tmp_path):
    def left():
        (line,) = lines(ansokan, "there: Paths: ")
        return int(line.split()[2])

    before = left()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / f"{'x' * 17}.yaml").write_bytes(b"")

    assert left() == before - 10


def test_libreoffice_is_needed_for_pdf_alone(ansokan, monkeypatch):
    def none(*_arguments):
        raise ProblemError(Problem("error", "office-missing", "no"))

    monkeypatch.setattr(office, "find", none)

    done = ansokan("doctor")

    assert (
        "missing: LibreOffice is not found. It is needed for PDF files (--pdf), and for nothing" in done.said
    )
    assert done.code == 0


def test_a_folder_in_which_nothing_may_be_written_is_an_error(ansokan, monkeypatch):
    def refused(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "_replace", refused)

    done = ansokan("doctor")

    assert "The file may not be written" in done.said
    assert done.code == 1


def test_a_folder_in_which_nothing_may_be_deleted_is_an_error(ansokan, monkeypatch):
    def refused(*_arguments, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)

    done = ansokan("doctor")

    assert "files can be written, but not deleted" in done.said
    assert done.code == 1


def test_nothing_is_left_in_the_folder(ansokan, tmp_path):
    (tmp_path / "output").mkdir()

    ansokan("doctor")

    assert [path.name for path in tmp_path.rglob("*")] == ["output"]


def test_a_library_that_may_not_be_loaded_is_an_error(ansokan, monkeypatch):
    monkeypatch.setitem(
        sys.modules, "lxml.etree", None
    )  # importing it raises ImportError, as a blocked DLL does

    done = ansokan("doctor")

    assert "error: lxml cannot be loaded" in done.said
    assert "there: Libraries: pydantic_core " in done.said
    assert done.code == 1


def test_a_library_for_pdf_that_may_not_be_loaded_stands_in_the_way_of_pdf_alone(ansokan, monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)

    done = ansokan("doctor")

    assert "missing: The package pikepdf is not there, or cannot be loaded." in done.said
    assert done.code == 0


def test_without_a_browser_the_way_out_is_told(ansokan, monkeypatch):
    def none():
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)

    assert "missing: No browser is found" in ansokan("doctor").said
