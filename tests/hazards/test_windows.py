"""Habits of Windows, each shown on any system with a stand-in for what Windows does."""

import ctypes
import errno
import getpass
import io
import json
import os
import sys
import types
import zipfile
from pathlib import Path

import pytest
from edited import edit

from generator import language
from generator.cli import exits, streams
from generator.cli.group import ansokan as command
from generator.pdf import office
from generator.problems import ProblemError
from generator.system import cache, files, locks, reasons, windows
from generator.system.locks import locked
from generator.system.output_folders import BASES, beside

HAND = ("har en budget om", "leds av en styrgrupp och har en budget om")


def problem(call, *arguments):
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    return caught.value.problems[0]


def held(code=errno.EACCES, winerror=None):
    error = PermissionError(code, "Permission denied")
    error.winerror = winerror
    return error


def failing(call, times, error, only=lambda *_arguments: True):
    """Return the call; the first `times` times that it is meant it raises the error."""
    left = [times]

    def called(*arguments, **more):
        if only(*arguments) and left[0]:
            left[0] -= 1
            raise error
        return call(*arguments, **more)

    return called


@pytest.fixture
def clock(monkeypatch):
    """Let no second be waited for: sleeping moves the clock."""
    now = [0.0]
    fake = types.SimpleNamespace(
        monotonic=lambda: now[0], sleep=lambda seconds: now.__setitem__(0, now[0] + seconds)
    )
    monkeypatch.setattr(windows, "time", fake)
    return now


@pytest.fixture
def kernel(monkeypatch):
    """Let the system be Windows for those who ask: its kernel notes which files are hidden."""

    class Kernel:
        page = 850

        def __init__(self):
            self.hidden = {}

        def GetFileAttributesW(self, path):  # noqa: N802 -- Windows' own name
            return self.hidden.get(path, 0x10)

        def SetFileAttributesW(self, path, attributes):  # noqa: N802
            self.hidden[path] = attributes

        def GetConsoleOutputCP(self):  # noqa: N802
            return self.page

    found = Kernel()
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=found), raising=False)
    return found


class Closed(io.TextIOWrapper):
    """A stream to a pipe that nobody reads any more, as Windows says it; or with another fault."""

    def __init__(self, code):
        class Raw(io.RawIOBase):
            def writable(self):
                return True

            def write(self, _data):
                raise OSError(code, "as the system says it")

        super().__init__(Raw(), encoding="utf-8", write_through=True)

    def close(self):
        """Drop what nobody reads."""


@pytest.mark.parametrize("line", ["schema", "check", "check --format json", "generate", "status", "--help"])
@pytest.mark.parametrize("code", [errno.EINVAL, errno.EPIPE])
def test_a_closed_pipe_is_no_bug(project, tmp_path, monkeypatch, capsys, line, code):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["ansokan", *line.split()])
    monkeypatch.setattr(sys, "stdout", Closed(code))

    try:
        ended = exits.run(command)
    except SystemExit as left:  # click leaves by itself when it knows the number
        ended = left.code

    assert ended in {0, 1}
    assert "bug" not in capsys.readouterr().err


@pytest.mark.parametrize("line", ["check x.yaml", "--nonsense", "generate x.yaml"])
@pytest.mark.parametrize("code", [errno.EINVAL, errno.EPIPE])
def test_a_closed_pipe_for_errors_is_no_bug_either(tmp_path, monkeypatch, line, code):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["ansokan", *line.split()])
    monkeypatch.setattr(sys, "stderr", Closed(code))

    try:
        ended = exits.run(command)
    except SystemExit as left:
        ended = left.code

    assert ended in {1, 2}


def test_a_disk_that_is_full_for_what_is_said_is_no_bug_either(project, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["ansokan", "schema"])
    monkeypatch.setattr(sys, "stdout", Closed(errno.ENOSPC))

    assert exits.run(command) == 1
    assert "the disk is full" in capsys.readouterr().err


def test_an_error_of_that_number_from_elsewhere_is_still_a_bug(monkeypatch, capsys):
    def broken():
        raise OSError(errno.EINVAL, "Invalid argument")

    made = types.SimpleNamespace(main=lambda **_how: broken())

    assert exits.run(made) == exits.BUG


def test_a_folder_named_as_a_file_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", failing(Path.read_bytes, 1, held()))

    assert problem(files.read, tmp_path).code == "file-is-folder"


@pytest.mark.parametrize("name", ["data", "Data", "DATA"])
def test_a_data_folder_is_one_whatever_the_case_of_its_name(ansokan, project, tmp_path, name):
    assert beside(Path(name) / "p.yaml", "output") == Path("output")
    project.parent.rename(tmp_path / name)
    ansokan(f"generate {name}/projekt.yaml --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(memo, ("Samhällsutveckling", "Enheten för prov"))

    assert ansokan(f"pull {memo}").code == 0
    assert "Enheten för prov" in (tmp_path / name / "projekt.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EBUSY])
@pytest.mark.parametrize("name", ["replace", "unlink", "read_bytes"])
def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path, monkeypatch, clock, name, code):
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")
    with monkeypatch.context() as windows_way:
        windows_way.setattr(Path, name, failing(getattr(Path, name), 3, held(code)))
        files.write(path, b"new", over=b"old")
        files.move(path, tmp_path / "y.docx")

    assert [each.name for each in tmp_path.iterdir()] == ["y.docx"]
    assert clock[0] < 1.0


def test_a_file_that_stays_held_is_told_of_after_a_second_and_nothing_stays_beside(
    tmp_path, monkeypatch, clock
):
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(Path.replace, 1000, held()))

    assert "Close it in Word" in problem(files.write, path, b"new").message
    assert 1.0 <= clock[0] < 1.5
    assert os.listdir(tmp_path) == ["x.docx"]


def test_what_a_killed_run_has_left_goes_with_the_next_but_not_what_another_is_writing(tmp_path):
    for name, age in ((".x.docx.0123abcd.tmp", 7200), (".x.docx.89abcdef.tmp", 0), (".mine.tmp", 7200)):
        (tmp_path / name).write_bytes(b"")
        before = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (before, before))

    files.write(tmp_path / "x.docx", b"new")

    assert sorted(os.listdir(tmp_path)) == [".mine.tmp", ".x.docx.89abcdef.tmp", "x.docx"]


def test_a_held_base_never_makes_a_written_document_left_alone(
    ansokan, project, tmp_path, monkeypatch, clock
):
    ansokan("generate --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("end: 2025-05-30", "end: 2025-08-31"), encoding="utf-8")
    onto_base = lambda _self, target: Path(target).parent.name == BASES and Path(target).suffix == ".docx"  # noqa: E731
    with monkeypatch.context() as windows_way:
        windows_way.setattr(Path, "replace", failing(Path.replace, 1000, held(), onto_base))
        done = ansokan("generate --document beslut")
    edit(memo, HAND)
    again = ansokan("generate --document beslut")

    assert "written: " in done.said
    assert "left as it is" not in done.said
    assert done.code == 0
    assert "edited in Word" in again.said or "merged" in again.said
    with zipfile.ZipFile(memo) as archive:
        assert HAND[1] in archive.read("word/document.xml").decode()
    assert not list(tmp_path.rglob("*.next"))


def test_a_read_only_document_is_told_as_such_and_leaves_nothing_beside(ansokan, project, tmp_path):
    ansokan("generate --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("end: 2025-05-30", "end: 2025-08-31"), encoding="utf-8")
    memo.chmod(0o444)

    assert "read-only" in ansokan("generate --document beslut").said
    assert not list(memo.parent.glob(".*.tmp"))


@pytest.mark.parametrize(
    ("number", "winerror"), [(errno.ENAMETOOLONG, None), (errno.ENOENT, 206), (errno.ENOENT, 3)]
)
def test_a_path_that_is_too_long_is_told_as_such(tmp_path, monkeypatch, number, winerror):
    path = tmp_path / ("å" * 120) / ("b" * 120) / "x.docx"
    error = FileNotFoundError(number, "No such file or directory")
    error.winerror = winerror

    message = reasons.why_unwritten(error, path)

    assert message.startswith("The path is too long. Move the project")
    assert "room" not in message


def test_a_held_data_file_is_told_what_helps_a_data_file(tmp_path, monkeypatch, clock):
    path = tmp_path / "p.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(Path.replace, 1000, held()))

    message = problem(files.write, path, b"new").message

    assert "data file" in message
    assert "Word" not in message
    assert "--output" not in message


def test_what_begins_with_a_dot_is_hidden_in_windows(tmp_path, monkeypatch, kernel):
    monkeypatch.setattr(windows.sys, "platform", "win32")
    with locked(tmp_path / "output" / BASES):
        files.write(tmp_path / "output" / BASES / "x.docx", b"new")
    files.write(tmp_path / "output" / "x.docx", b"new")

    folder = tmp_path / "output" / BASES
    assert kernel.hidden == {str(folder): 0x12, str(folder / ".lock"): 0x12}


@pytest.mark.parametrize("error", [ModuleNotFoundError("pwd"), KeyError("uid"), OSError()])
def test_a_lock_is_held_without_knowing_the_user_s_name(tmp_path, monkeypatch, error):
    monkeypatch.setattr(getpass, "getuser", failing(getpass.getuser, 1, error))

    with locked(tmp_path):
        assert (tmp_path / ".lock").read_bytes().startswith(b"?, ")


def test_a_person_without_a_home_folder_has_no_cache(monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", none)

    assert cache.kept("x", [b"y"], lambda: 7) == 7


@pytest.mark.parametrize("odd", ["abc", "-1", "1.5", "99999999999999", "٣"])
def test_an_odd_moment_in_the_environment_is_told(ansokan, project, monkeypatch, odd):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)

    done = ansokan("generate --document beslut")

    assert done.code == 1
    assert "SOURCE_DATE_EPOCH" in done.said


def test_a_lock_that_is_a_link_leads_nowhere_where_the_system_would_follow(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_NOFOLLOW", raising=False)
    other = tmp_path / "other.txt"
    other.write_bytes(b"mine")
    (tmp_path / ".lock").symlink_to(other)

    assert problem(locks.locked(tmp_path).__enter__).code == "file-unwritable"
    assert other.read_bytes() == b"mine"


def planted(folder, name=office._NAMES[0]):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"#!/bin/sh\n")
    (folder / name).chmod(0o755)
    return folder / name


def test_libreoffice_is_never_taken_from_the_folder_of_a_document_or_the_current_one(tmp_path, monkeypatch):
    here, documents, right, name = tmp_path / "here", tmp_path / "output", tmp_path / "bin", office._NAMES[0]
    planted(here)
    planted(documents)
    planted(right)
    monkeypatch.chdir(here)
    path = os.pathsep.join([".", "", str(here), str(documents), str(right)])
    monkeypatch.setenv("PATH", path)
    monkeypatch.setattr(office, "_usual_places", list)

    assert office.find(None, [documents]) == str(right / name)
    assert office.find(Path(name), [documents]) == str(right / name)
    (right / name).unlink()
    assert problem(office.find, None, [documents]).code == "office-missing"


class Piped(io.TextIOWrapper):
    """A stream to another program."""

    def __init__(self):
        super().__init__(io.BytesIO(), encoding="ascii", write_through=True)
        self.reading, self._writing = os.pipe()

    def fileno(self):
        return self._writing


@pytest.fixture
def piped(monkeypatch, kernel):
    made = Piped()
    monkeypatch.setattr(streams.sys, "platform", "win32")
    yield made
    os.close(made.reading)
    os.close(made.fileno())


def test_text_to_a_pipe_is_in_the_code_page_of_the_console(piped, monkeypatch):
    monkeypatch.setattr(sys, "stdout", piped)
    streams.prepare()
    piped.write("Beslutet säger ”kan fås” – 5 → 6")

    assert piped.buffer.getvalue().decode("cp850") == 'Beslutet säger "kan fås" - 5 -> 6'


@pytest.mark.parametrize("page", [0, 65001, 99999])
def test_text_to_a_pipe_without_a_console_of_its_own_page_is_utf_8(piped, kernel, monkeypatch, page):
    monkeypatch.setattr(sys, "stdout", piped)
    kernel.page = page
    streams.prepare()
    piped.write("”kan fås”")

    assert piped.buffer.getvalue().decode() == "”kan fås”"


def test_json_to_a_pipe_is_utf_8(piped, monkeypatch):
    from generator.cli.printing import show_json

    monkeypatch.setattr(sys, "stdout", piped)
    streams.prepare()
    show_json([], name="Åsa”")

    assert json.loads(piped.buffer.getvalue().decode())["name"] == "Åsa”"


def test_text_to_a_file_is_utf_8(piped, tmp_path, monkeypatch):
    with (tmp_path / "x.txt").open("w", encoding="ascii") as file:
        monkeypatch.setattr(sys, "stdout", file)
        streams.prepare()
        file.write("”kan fås”")

    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == "”kan fås”"


def test_reasons_are_in_swedish_whatever_the_system_speaks():
    language.use("en")
    english = {reasons.reason(OSError(number, "Permission denied")) for number in errno.errorcode}
    language.use("sv")
    swedish = {reasons.reason(OSError(number, "Permission denied")) for number in errno.errorcode}

    assert {each for each in english & swedish if not each.startswith("error ")} == set()
    assert not any("denied" in each for each in english | swedish)
