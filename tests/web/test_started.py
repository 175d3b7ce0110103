"""The command as a process: what is seen of its key, a second start, a kill."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from processes import CTRL_C

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.fixture
def started(tmp_path, cache):
    """Return a function that starts the command with a browser that only notes what it is called with."""
    (tmp_path / "data").mkdir()
    noted, browser = tmp_path / "noted", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> "{noted}"\n', "utf-8")
    browser.chmod(0o755)
    made = []

    def start_it(*options):
        command = [sys.executable, "-m", "generator", "--lang", "en", "web", str(tmp_path), *options]
        here = os.environ | {
            "PYTHONPATH": str(ROOT),
            "BROWSER": f"{browser} %s",
            "XDG_CACHE_HOME": str(cache),
        }
        made.append(
            subprocess.Popen(command, cwd=tmp_path, env=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        )  # fmt: skip
        return made[-1]

    yield start_it, noted
    for each in made:
        if each.poll() is None:
            each.kill()
        each.communicate()


@posix
def test_the_key_is_neither_in_the_list_of_processes_nor_on_the_terminal(started, cache):
    start_it, noted = started
    program = start_it()
    first = program.stdout.readline()

    command = Path(f"/proc/{program.pid}/cmdline").read_text("utf-8") if Path("/proc").is_dir() else ""
    program.send_signal(CTRL_C)
    said = first + "".join(program.communicate(timeout=10))

    opened = noted.read_text("utf-8")
    assert opened.startswith("file://")
    assert opened.strip().endswith(".html")
    assert "key=" not in opened + command + said
    assert "Traceback" not in said
    assert program.returncode == 130
    assert not list(cache.rglob("*.html"))


@posix
def test_a_second_start_prints_the_address_of_the_first_and_ends(started):
    start_it, _noted = started
    first = start_it("--no-browser").stdout.readline()

    second = start_it("--no-browser")

    assert second.communicate(timeout=10)[0] == first
    assert second.returncode == 0


@posix
def test_after_a_kill_the_next_start_has_the_same_address_and_another_key(started):
    start_it, _noted = started
    program = start_it("--no-browser")
    first = program.stdout.readline().split("?key=")
    program.kill()
    program.wait()

    second = start_it("--no-browser").stdout.readline().split("?key=")

    assert second[0] == first[0]
    assert second[1] != first[1]
