"""Many data files in one run: one after the other, and none stops the others."""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from processes import CTRL_C, GROUP

from generator.grant.forms.loading import load_all
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "data/lokal-mat.yaml").read_text(encoding="utf-8")
SMALL = EXAMPLE.replace("  - anslag11\n", "").replace("  - eruf\n", "")
BUGGY = """
import time
from generator.cli import main
from generator.run import running

whole = running._whole

def _whole(task):
    if task.data.stem == "bug":
        raise RuntimeError("of ours")
    if task.data.stem.startswith("slow"):
        time.sleep(0.5)
    return whole(task)

running._whole = _whole
main()
"""
"""The program with some data files at which it fails."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "data").mkdir()
    (tmp_path / "buggy.py").write_text(BUGGY, encoding="utf-8")
    return tmp_path


def written(folder, *names):
    for name in names:
        (folder / f"data/{name}.yaml").write_text(SMALL.replace("Lokal mat", name), encoding="utf-8")


def generate(*more, program=("-m", "generator")):
    command = [sys.executable, *program, "--lang", "en", "generate", *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def made(folder):
    return sorted(path.parent.name for path in folder.glob("output/*/beslut.docx"))


def test_a_broken_file_never_stops_the_rest(folder):
    written(folder, *"abde")
    (folder / "data/c.yaml").write_text("project: [", encoding="utf-8")

    done = generate()

    assert made(folder) == ["a", "b", "d", "e"]
    assert f"{Path('data/c.yaml')}:1:" in done.stderr
    assert done.returncode == 1


def test_a_bug_of_ours_at_one_file_is_told_with_its_log_and_the_rest_go_on(folder):
    written(folder, "a", "bug", "c", "d")

    done = generate(program=["buggy.py"])

    assert made(folder) == ["a", "c", "d"]
    (line,) = [line for line in done.stderr.replace("\n  ", " ").splitlines() if line.endswith("[bug]")]
    assert line.startswith(f"{Path('data/bug.yaml')}: error: This is a bug in the program")
    assert "RuntimeError: of ours" in Path(line.split(": ")[-1].removesuffix(" [bug]")).read_text(
        encoding="utf-8"
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("3 documents written")
    assert done.returncode == 3


def test_ctrl_c_ends_the_run_with_one_line_and_leaves_whole_files(folder):
    written(folder, *(f"slow{number}" for number in range(40)))
    command = [sys.executable, "buggy.py", "--lang", "en", "generate"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", **GROUP)
    deadline = time.monotonic() + 30
    while not made(folder) and time.monotonic() < deadline:
        time.sleep(0.01)

    run.send_signal(CTRL_C)
    said = run.communicate(timeout=20)[1]

    assert run.returncode == 130
    assert said.splitlines()[-1] == "Interrupted. What was written is whole."
    assert "Traceback" not in said
    assert 0 < len(made(folder)) < 20
    for document in folder.glob("output/*/beslut.docx"):
        assert zipfile.ZipFile(document).testzip() is None
    assert not list(folder.glob("output/**/*.tmp"))


def test_what_is_wrong_with_the_templates_is_said_once_for_all_files(ansokan, folder):
    written(folder, *"abc")
    (folder / "templates/beslut").mkdir(parents=True)
    (folder / "templates/beslut/form.yaml").write_text("title: [", encoding="utf-8")

    done = ansokan("generate")

    assert done.said.count("form.yaml:") == 1
    assert "1 error" in done.said
    assert done.code == 1


def test_json_has_all_reports_in_the_order_of_the_files(folder):
    written(folder, *"abc")

    found = json.loads(generate("--format", "json").stdout)

    assert [document["data"] for document in found["documents"]] == [
        str(Path(f"data/{name}.yaml")) for name in "abc"
    ]


def test_the_forms_are_made_once_for_all_files_of_a_run():
    first, second = (load_all(builtin_templates()) for _file in range(2))

    assert all(one is other for one, other in zip(first, second, strict=True))


def test_what_is_told_of_a_file_stands_above_the_progress_bar_on_lines_of_its_own(folder):
    written(folder, *"abcdef")
    ours, theirs = pytest.importorskip("pty").openpty()  # Windows has none
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
        f"written: {Path(f'output/{name}/beslut.docx')}" for name in "abcdef"
    ]
    assert len(re.findall(r"\r +\rwritten: ", said.decode())) == 6
    assert "6/6" in said.decode()
