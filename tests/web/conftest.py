"""The program as an officer starts it, in a process of its own, and its page in the browser."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from processes import CTRL_C, GROUP

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "strategisk-planering.yaml"


class Program:
    """`ansokan web` in a folder: started, stopped, killed, started again."""

    def __init__(self, folder, *, language="sv"):
        self.folder, self._language, self._process = folder, language, None
        self.data = folder / "data"

    def start(self):
        """Start it, and return the address that it prints."""
        command = [
            sys.executable,
            "-m",
            "generator",
            "--lang",
            self._language,
            "web",
            str(self.folder),
            "--no-browser",
        ]
        here = os.environ | {"PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=here,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            **GROUP,
        )
        line = self._process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + self._process.stdout.read()
        return found[0]

    def kill(self):
        """Let the machine take it away."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def stop(self):
        """End it, as Ctrl-C does."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(CTRL_C)
            self._process.wait(10)
            self._process.stdout.close()


@pytest.fixture
def program(tmp_path):
    """A program in a folder with the example; not started yet."""
    (tmp_path / "data").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "data" / EXAMPLE.name)
    made = Program(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def empty(tmp_path):
    """A program in an empty folder; not started yet."""
    made = Program(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def project(program, page):
    """The page of the example, opened; `project.data` is its file."""
    page.goto(program.start())
    page.get_by_role("link", name=EXAMPLE.stem).click()
    page.wait_for_url("**/p/**")
    return program
