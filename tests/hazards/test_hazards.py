"""What disks, folders, names and other programs do: whole files, and a message with the way out."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from edited import edit
from processes import CTRL_C, GROUP

from generator import cli
from generator.grant.forms.loading import builtin_templates, load_all
from generator.problems import Problem, ProblemError
from generator.system import cache, files
from generator.system.locks import locked
from generator.system.output_folders import BASES

ROOT = Path(__file__).parents[2]
HAND = ("har en budget om", "leds av en styrgrupp och har en budget om")
PERIOD = ("end: 2025-05-30", "end: 2025-08-31")


def problem(call, *arguments):
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    return caught.value.problems[0]


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(path):
    """Return the text of a Word file, which must be whole."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.read("word/document.xml").decode()


@pytest.fixture
def edited(ansokan, project, tmp_path):
    """Generate the memo, edit it by hand, change the data; return the memo."""
    ansokan("generate --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(memo, HAND)
    replaced(project, *PERIOD)
    return memo


def failing(call, turn, error):
    """Return the call, which raises `error` the nth time and from then on works; of opens a new file's counts."""
    left, opens = [turn], call is Path.open

    def called(*arguments, **more):
        if opens and "xb" not in arguments:
            return call(*arguments, **more)
        left[0] -= 1
        if left[0] == 0:
            raise error
        return call(*arguments, **more)

    return called


def system_error(code):
    kind = PermissionError if code == errno.EACCES else OSError
    return kind(code, os.strerror(code))


CALLS = {"open": (Path, 3), "fsync": (os, 3 if os.name == "nt" else 5), "replace": (Path, 4)}
"""The calls that write a file, where they stand, and how many of each bring one edited document up to date."""
OF_THE_BASE = ("replace", 4)
"""The last: the document is written, and the next run finds the coming base beside its place."""
OF_THE_EARLIER = [(name, 3) for name in CALLS]
"""The document is written, and the generation before it is to be kept."""
TURNS = [(name, turn) for name, (_where, turns) in CALLS.items() for turn in range(1, turns + 1)]


def broken(monkeypatch, name, turn, error):
    where = CALLS[name][0]
    call = failing(getattr(where, name), turn, error)
    monkeypatch.setattr(where, name, call)


def mended(ansokan, memo):
    """Say whether the next run brings all up to date, with what a hand has written."""
    ansokan("generate --document beslut")
    text = said(memo)
    return (
        HAND[1] in text
        and "den\u00a031\u00a0augusti\u00a02025" in text
        and "0 errors" in ansokan("generate --document beslut").said
    )


@pytest.mark.parametrize(
    ("name", "turn", "code"),
    [(*each, errno.ENOSPC) for each in TURNS if each not in {OF_THE_BASE, *OF_THE_EARLIER}]
    + [(name, 1, code) for name in CALLS for code in (errno.EROFS, errno.EIO)]
    + [("open", 1, errno.EACCES), ("fsync", 1, errno.EACCES)],
)
def test_a_disk_that_fails_at_any_call_leaves_whole_files(ansokan, edited, monkeypatch, name, turn, code):
    with monkeypatch.context() as broke:
        broken(broke, name, turn, system_error(code))
        done = ansokan("generate --document beslut")

    assert done.code == 1
    assert re.search(r"(beslut\.docx(\.next)?|projekt|\.generated): error: .*--output", done.said)
    assert HAND[1] in said(edited)
    assert not list(edited.parent.rglob("*.tmp"))
    assert mended(ansokan, edited)


@pytest.mark.parametrize(
    ("name", "turn", "code"),
    [(*each, errno.ENOSPC) for each in [OF_THE_BASE, *OF_THE_EARLIER]] + [("replace", 1, errno.EACCES)],
)
def test_what_fails_for_a_moment_or_only_for_bases_and_what_was_before_stops_nothing(
    ansokan, edited, monkeypatch, name, turn, code
):
    with monkeypatch.context() as broke:
        broken(broke, name, turn, system_error(code))
        done = ansokan("generate --document beslut")

    assert done.code == 0
    assert "merged" in done.said
    assert HAND[1] in said(edited)
    assert mended(ansokan, edited)


@pytest.mark.parametrize(("name", "turn"), TURNS)
def test_ctrl_c_at_any_call_leaves_whole_files_and_one_line(ansokan, edited, monkeypatch, name, turn):
    with monkeypatch.context() as broke:
        broken(broke, name, turn, KeyboardInterrupt())
        done = ansokan("generate --document beslut")

    assert done.code == 130
    assert done.said.strip() == "Interrupted. What was written is whole."
    assert HAND[1] in said(edited)
    assert not list(edited.parent.rglob("*.tmp"))
    assert mended(ansokan, edited)


def test_ctrl_c_before_the_command_has_begun_is_one_line_too(monkeypatch, capsys):
    def interrupted(_language):
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.language.use", interrupted)
    monkeypatch.setattr(sys, "argv", ["ansokan"])
    monkeypatch.setattr(cli, "_leave", sys.exit)

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 130
    assert capsys.readouterr().err == "Interrupted. What was written is whole.\n"


@pytest.mark.parametrize("moment", range(4))
def test_a_process_that_gets_ctrl_c_says_one_line_and_leaves_whole_files(edited, tmp_path, moment):
    """A real process, stopped at its first file, and a moment later."""
    project = tmp_path / "data" / "projekt.yaml"
    with process(project, "generate") as run:
        while run.poll() is None and not list(edited.parent.rglob("*.next")):
            time.sleep(0.001)
        time.sleep(moment * 0.01)
        run.send_signal(CTRL_C)
        text = run.communicate()[0]

    assert "Traceback" not in text
    if run.returncode:
        assert run.returncode == 130
        assert text.splitlines()[-1] == "Interrupted. What was written is whole."
    for path in tmp_path.rglob("*.docx"):
        said(path)
    assert not list(tmp_path.rglob("*.tmp"))


def process(project, *arguments, before=(), **how):
    command = [*before, sys.executable, "-m", "generator", "--lang", "en", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=project.parent.parent,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        **GROUP,
        **how,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [0, 5_000, 30_000])
def test_a_document_for_which_there_is_no_room_is_not_begun(project, tmp_path, room):
    import resource

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    with process(project, "generate", preexec_fn=little_room) as run:
        text = run.communicate()[0]

    assert run.returncode == 1, text
    assert "Traceback" not in text
    assert "Make room or choose another folder with --output." in text
    for path in tmp_path.rglob("*.docx"):
        said(path)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.skipif(os.name == "nt", reason="a folder of Windows knows no such right")
def test_a_folder_that_may_not_be_written_is_named(project, tmp_path):
    """When root runs the tests, root does it without the right to write everywhere (capabilities(7))."""
    tmp_path.chmod(0o555)
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    bound = ["setpriv", "--bounding-set=-dac_override"] if is_root else []
    with process(project, "generate", "data/projekt.yaml", before=bound) as run:
        text = run.communicate()[0]
    tmp_path.chmod(0o755)

    assert run.returncode == 1, text
    assert "output" in text
    assert "--output" in text
    assert "Traceback" not in text


def test_two_runs_at_once_wait_for_each_other(project, tmp_path):
    runs = [process(project, "generate") for _ in range(2)]
    texts = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], texts
    assert len(list((tmp_path / "output" / "projekt").glob("*.docx"))) == 3
    for path in tmp_path.rglob("*.docx"):
        said(path)
    with process(project, "generate") as again:
        assert "0 documents written, 3 unchanged" in again.communicate()[0]


def test_a_run_goes_on_when_the_other_is_ready(project, tmp_path):
    with locked(tmp_path / "output" / "projekt" / BASES):
        run = process(project, "generate")
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(1.5)
        assert not list(tmp_path.rglob("*.docx"))
    assert "3 documents written" in run.communicate()[0]


def test_a_lock_that_is_a_link_leads_nowhere(tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / ".lock").symlink_to(other)

    with pytest.raises(ProblemError) as caught, locked(tmp_path / "held"):
        pass

    assert caught.value.problems[0].code == "file-unwritable"
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="locks are others in Windows")
def test_a_drive_that_knows_no_locks_is_worked_on_without(tmp_path, monkeypatch):
    import fcntl

    def none(_file, how):
        if how != fcntl.LOCK_UN:
            raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)

    with locked(tmp_path, patience=0):
        pass


def test_a_folder_that_becomes_a_link_midway_is_not_followed(ansokan, edited, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "beslut.docx").write_bytes(b"somebody else's")
    sync, folder = os.fsync, edited.parent

    def swap(handle):
        if not folder.is_symlink():
            folder.rename(tmp_path / "moved")
            folder.symlink_to(elsewhere)
        sync(handle)

    with monkeypatch.context() as broke:
        broke.setattr(os, "fsync", swap)
        done = ansokan("generate --document beslut")

    assert done.code == 1
    assert (elsewhere / "beslut.docx").read_bytes() == b"somebody else's"
    assert HAND[1] in said(tmp_path / "moved" / "beslut.docx")


def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path):
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"old")
    link.symlink_to(real)

    files.write(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_pull_does_not_write_over_what_another_program_has_just_saved(
    ansokan, project, tmp_path, monkeypatch
):
    ansokan("generate --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(memo, ("Samhällsutveckling", "Enheten för prov"))
    from generator.run import pulling

    real = pulling.pull

    def meanwhile(*arguments, **named):
        replaced(project, *PERIOD)
        return real(*arguments, **named)

    monkeypatch.setattr(pulling, "pull", meanwhile)
    done = ansokan(f"pull {memo}")

    assert done.code == 1
    assert "changed by another program" in done.said
    assert PERIOD[1] in project.read_text(encoding="utf-8")
    assert "Enheten för prov" not in project.read_text(encoding="utf-8")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("name", ["open", "fsync", "replace"])
def test_pages_and_the_data_file_are_whole_on_a_full_disk(
    ansokan, project, tmp_path, monkeypatch, name, turn
):
    before = project.read_bytes()
    ansokan("generate --document beslut")
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(memo, ("Samhällsutveckling", "Enheten för prov"))

    with monkeypatch.context() as broke:
        broken(broke, name, turn, system_error(errno.ENOSPC))
        pages = ansokan("sheet --document anslag11")
    with monkeypatch.context() as broke:
        broken(broke, name, 1, system_error(errno.ENOSPC))
        pulled = ansokan(f"pull {memo}")

    assert pages.code in {0, 1}
    assert all(page.read_text("utf-8").rstrip().endswith("</html>") for page in tmp_path.rglob("*.html"))
    assert pulled.code == 1
    assert project.read_bytes() == before


RESERVED = ["CON", "nul.x", "Com1", "LPT9", "aux .b", "COM²"]


@pytest.fixture
def form(tmp_path):
    """Return a function that writes a templates folder with one form of a given output, and loads it."""

    def made(output, name="a"):
        folder = tmp_path / "templates" / name
        folder.mkdir(parents=True)
        text = (builtin_templates() / "beslut" / "form.yaml").read_text(encoding="utf-8")
        assert "output: beslut.docx" in text
        (folder / "form.yaml").write_text(
            text.replace("output: beslut.docx", f"output: {output}"), encoding="utf-8"
        )
        return folder.parent

    return made


@pytest.mark.parametrize(
    "output",
    [
        *(f"{name}.docx" for name in RESERVED),
        "../x.docx",
        "/x.docx",
        '"a\\\\b.docx"',
        '"a:b.docx"',
        f"{'å' * 120}.docx",
        '"x.docx "',
    ],
)
def test_a_form_cannot_name_a_file_that_some_system_cannot_hold(form, output):
    found = problem(load_all, form(output))

    assert found.path == "output"
    assert found.place.line > 1
    assert found.file.endswith("form.yaml")


def test_two_forms_cannot_write_the_same_file(form):
    form("Beslut.docx", "a")

    found = problem(load_all, form("beslut.docx", "b"))

    assert (found.code, found.path) == ("form-output", "output")
    assert Path(found.file).parent.name == "b"


@pytest.mark.parametrize(
    "name", ["con.yaml", "data/NUL.yaml", "a:b.yaml", "projekt..yaml", "...yaml", "å" * 120 + ".yaml"]
)
def test_a_new_data_file_has_a_name_for_every_system(ansokan, tmp_path, name):
    done = ansokan(f"new {name}")

    assert done.code == 1
    assert "error: " in done.said
    assert not list(tmp_path.rglob("*.yaml"))


@pytest.mark.parametrize("name", ["con.yaml", "...yaml", "..yaml", "projekt..yaml"])
def test_a_data_file_gives_no_folder_that_leads_out_or_that_windows_cannot_hold(
    ansokan, project, tmp_path, name
):
    project.rename(project.with_name(name))

    done = ansokan(f"generate data/{name}")

    assert done.code == 1
    assert f"{Path('data', name)}: error: " in done.said
    assert not list(tmp_path.rglob("*.docx"))


LONG = "x" * 300


@pytest.mark.parametrize(
    "line",
    [
        f"generate --output {LONG}",
        f"check {LONG}.yaml",
        f"pull {LONG}.docx",
        f"status {LONG}.yaml",
        f"sheet --output {LONG}",
    ],
)
def test_a_name_that_is_too_long_is_a_message(ansokan, project, line):
    done = ansokan(line)

    assert done.code == 1
    assert "error: " in done.said


def test_a_title_of_300_letters_makes_its_documents(ansokan, project, tmp_path):
    replaced(project, "  name: Strategisk planering i det", f"  name: {LONG} i det")

    assert "3 documents written" in ansokan("generate").said
    assert {path.name for path in tmp_path.rglob("*.docx")} == {
        "anslag11.docx",
        "beslut.docx",
        "tillvaxtverket.docx",
    }


def test_a_cache_that_another_run_has_just_tidied_is_used_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "own_folder", lambda: tmp_path)
    monkeypatch.setattr(cache, "_drop_oldest", lambda _folder: (_ for _ in ()).throw(FileNotFoundError()))

    assert cache.kept("x", [b"y"], lambda: 7) == 7
    assert cache.kept("x", [b"y"], lambda: 8) == 7


def test_a_file_that_is_taken_away_after_the_run_is_looked_for_in_the_next(
    ansokan, project, tmp_path, monkeypatch
):
    calls = iter(["before"])

    def gone(_task):
        try:
            return next(calls)
        except StopIteration:
            raise ProblemError(Problem("error", "file-missing", "Gone.")) from None

    with monkeypatch.context() as broke:
        broke.setattr("generator.run.running._documents", gone)
        assert ansokan("generate").code == 0

    assert "3 unchanged" in ansokan("generate").said


def test_a_pdf_for_which_there_is_no_room_is_a_message(ansokan, project, tmp_path, monkeypatch):
    pytest.importorskip("pikepdf")
    ansokan("generate --document beslut")
    from generator import pdf

    def full(_document):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pdf, "find", lambda *_where: sys.executable)
    monkeypatch.setattr("generator.pdf.print_copy.printable", full)
    memo = tmp_path / "output" / "projekt" / "beslut.docx"
    printed, (found,) = pdf.to_pdf([memo])

    assert not printed
    assert found.code == "pdf-not-made"
    assert "the disk is full" in found.message
