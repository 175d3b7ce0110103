"""Many data files in one run: shared out over processes, and none stops the others."""

import gc
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import weakref
import zipfile
from pathlib import Path

import pytest

from generator.grant.forms.form import load_all
from generator.grant.project import model, open_dossier
from generator.run import batch
from generator.system.files import builtin_templates

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / "data/lokal-mat.yaml").read_text(encoding="utf-8")
SMALL = EXAMPLE.replace("  - anslag11\n", "").replace("  - eruf\n", "")
BUGGY = """
import os, signal, time
from pathlib import Path
from generator import running

whole = running._whole

def _whole(data, templates, options):
    if data.stem == "bug":
        raise RuntimeError("of ours")
    if data.stem == "killer":
        os.kill(os.getpid(), signal.SIGKILL)
    if data.stem.startswith("slow"):
        Path(f"{os.getpid()}.pid").touch()
        time.sleep(0.5)
    return whole(data, templates, options)

running._whole = _whole

if __name__ == "__main__":
    from generator.cli import main
    main()
"""
"""The program with some data files at which it fails, in all its processes: each reads this file."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "data").mkdir()
    (tmp_path / "buggy.py").write_text(BUGGY)
    return tmp_path


def written(folder, *names):
    for name in names:
        (folder / f"data/{name}.yaml").write_text(SMALL.replace("Lokal mat", name))


def generate(*more, program=("-m", "generator")):
    command = [sys.executable, *program, "--lang", "en", "generate", *more]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def made(folder):
    return sorted(path.parent.name for path in folder.glob("output/*/beslut.docx"))


def test_two_processes_make_the_same_documents_as_one_and_tell_of_them_in_the_order_of_the_files(folder):
    written(folder, *"abcdefg")
    (folder / "data/d.yaml").write_bytes((ROOT / "data/lokal-mat.yaml").read_bytes())  # takes longest

    two = generate("--jobs", "2", "--output", "two")
    one = generate("--output", "one")

    assert two.stdout == one.stdout.replace("one/", "two/")
    assert two.stderr == one.stderr
    assert two.returncode == one.returncode
    documents = sorted(path.relative_to("one") for path in Path("one").glob("*/*.docx"))
    assert len(documents) == 9
    for document in documents:
        assert ("two" / document).read_bytes() == ("one" / document).read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_file_never_stops_the_rest(folder, jobs):
    written(folder, *"abde")
    (folder / "data/c.yaml").write_text("project: [")

    done = generate("--jobs", jobs)

    assert made(folder) == ["a", "b", "d", "e"]
    assert "data/c.yaml:1:" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bug_of_ours_at_one_file_is_told_with_its_log_and_the_rest_go_on(folder, jobs):
    written(folder, "a", "bug", "c", "d")

    done = generate("--jobs", jobs, program=["buggy.py"])

    assert made(folder) == ["a", "c", "d"]
    (line,) = [line for line in done.stderr.splitlines() if line.endswith("[bug]")]
    assert line.startswith("data/bug.yaml: error: This is a bug in the program")
    assert "RuntimeError: of ours" in Path(line.split(": ")[-1].removesuffix(" [bug]")).read_text()
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("3 documents written")
    assert done.returncode == 3


def test_a_process_that_dies_is_a_problem_of_the_file_that_it_was_at_and_the_rest_go_on(folder):
    written(folder, *"abc", "killer", *"mno")

    done = generate("--jobs", "2", program=["buggy.py"])

    assert made(folder) == ["a", "b", "c", "m", "n", "o"]
    assert [line[:26] for line in done.stderr.splitlines() if "[worker-died]" in line] == [
        "data/killer.yaml: error: T"
    ]
    assert done.returncode == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_all_processes_with_one_line_and_leaves_whole_files(folder, jobs):
    written(folder, *(f"slow{number}" for number in range(40)))
    command = [sys.executable, "buggy.py", "--lang", "en", "generate", "--jobs", jobs]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 30
    while not made(folder) and time.monotonic() < deadline:
        time.sleep(0.01)

    os.killpg(run.pid, signal.SIGINT)  # a terminal tells all processes in it
    said = run.communicate(timeout=20)[1]

    assert run.returncode == 130
    assert [line for line in said.splitlines() if line and not line.startswith(("data/", "Beslut"))][-1:] == [
        "Interrupted. What was written is whole."
    ]
    assert "Traceback" not in said
    assert 0 < len(made(folder)) < 20
    for document in folder.glob("output/*/beslut.docx"):
        assert zipfile.ZipFile(document).testzip() is None
    assert not list(folder.glob("output/**/*.tmp"))
    for process in folder.glob("*.pid"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(process.stem), 0)


def test_the_processes_speak_the_language_that_was_asked_for(folder):
    written(folder, "a", "b")
    (folder / "data/a.yaml").write_text("project: [")

    command = [sys.executable, "-m", "generator", "--lang", "sv", "generate", "--jobs", "2"]
    said = subprocess.run(command, capture_output=True, text=True).stderr

    assert "är inte avslutat" in said


def test_what_is_wrong_with_the_templates_is_said_once_for_all_files(ansokan, folder):
    written(folder, *"abc")
    (folder / "templates/beslut").mkdir(parents=True)
    (folder / "templates/beslut/form.yaml").write_text("title: [")

    done = ansokan("generate")

    assert done.said.count("form.yaml:") == 1
    assert "1 error" in done.said
    assert done.code == 1


def test_json_has_all_reports_whatever_their_number_of_processes(folder):
    written(folder, *"abc")

    found = json.loads(generate("--jobs", "3", "--format", "json").stdout)

    assert [document["data"] for document in found["documents"]] == [f"data/{name}.yaml" for name in "abc"]


def test_no_process_is_no_number_of_processes(ansokan):
    assert ansokan("generate --jobs 0").code == 2
    assert ansokan("generate --jobs x").code == 2


def test_the_forms_and_their_models_are_made_once_for_all_files_of_a_run(folder):
    written(folder, "a", "b")
    templates = builtin_templates()

    first, second = load_all(templates), load_all(templates)
    for name, forms in (("a", first), ("b", second)):
        open_dossier(folder / f"data/{name}.yaml", forms, draft=True)

    assert all(one is other for one, other in zip(first, second, strict=True))
    assert model(first) is model(second)


def test_what_a_file_leaves_behind_in_a_ring_is_freed_while_the_others_go_on(monkeypatch):
    class Ring:
        def __init__(self):
            self.itself = self

    rings = []
    monkeypatch.setattr(batch, "one", lambda _task: rings.append(weakref.ref(Ring())))
    gc.disable()
    try:
        for _report in batch.in_turn([None] * 100):
            assert sum(ring() is not None for ring in rings) <= 20
    finally:
        gc.enable()
        gc.unfreeze()


def test_what_is_told_of_a_file_stands_above_the_progress_bar_on_lines_of_its_own(folder):
    written(folder, *"abcdef")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "--lang", "en", "generate"]
    subprocess.run(command, stdout=theirs, stderr=theirs, timeout=60)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 65536):
            said += more
    except OSError:  # that is how Linux says that nobody is left at the other end
        pass

    lines = said.decode().splitlines()
    assert [line[-29:] for line in lines if "written: " in line] == [
        f"written: output/{name}/beslut.docx" for name in "abcdef"
    ]
    assert len(re.findall(r"\r +\rwritten: ", said.decode())) == 6
    assert "6/6" in said.decode()
