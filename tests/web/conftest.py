"""The program and its page in the browser: as an officer starts it, in a process of its own, or in this one.

A process of its own takes a second or two to start, and reads all forms anew: it is for the tests that kill
it, and for the officer's whole story.
"""

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from processes import CTRL_C, GROUP

from generator import language
from generator.run.job import Options, Task
from generator.run.running import run
from generator.run.which_files import folder_for
from generator.system.files import builtin_templates
from generator.system.program import now
from generator.web.desk import Desk
from generator.web.start import serve

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "strategisk-planering.yaml"


@pytest.fixture(autouse=True)
def _no_excel(monkeypatch):
    """A test opens no program of the machine that it runs on."""
    monkeypatch.setattr("generator.web.budget_actions.opened_in_word", lambda _file: False)


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


class Served:
    """The same server and desk in a thread of the tests' process; Swedish, as long as the test runs."""

    def __init__(self, folder):
        self.folder, self.data, self.desk = folder, folder / "data", None

    def start(self):
        """Serve the folder, and return the address with its key."""
        language.use("sv")
        self.desk = Desk(self.folder, folder_for(None, self.data / "x.yaml"), now)
        shown = queue.Queue()
        served = threading.Thread(
            target=serve, args=(self.desk, lambda address, _door: shown.put(address)), daemon=True
        )
        served.start()
        return shown.get(timeout=20)

    def stop(self):
        """Let its thread end by itself, within a second."""
        if self.desk:
            self.desk.is_over = lambda: True


def with_example(folder):
    """Put the example into a folder, as its only project, and return the folder."""
    (folder / "data").mkdir()
    shutil.copy(EXAMPLE, folder / "data" / EXAMPLE.name)
    return folder


@pytest.fixture
def process(tmp_path):
    """A process that can be killed, in a folder with the example; not started yet."""
    made = Program(with_example(tmp_path))
    yield made
    made.stop()


@pytest.fixture
def program(tmp_path):
    """A program in a folder with the example; not started yet."""
    made = Served(with_example(tmp_path))
    yield made
    made.stop()


@pytest.fixture
def empty(tmp_path):
    """A process in an empty folder; not started yet."""
    made = Program(tmp_path)
    yield made
    made.stop()


def opened(program, page, which=""):
    """Start a program and open a page of the example: `program.data` is the folder of its file."""
    address = program.start()
    page.goto(address)
    page.wait_for_url(urljoin(address, "/"), wait_until="commit")  # the key has become a cookie
    page.goto(urljoin(address, f"/p/{EXAMPLE.stem}/{which}"))
    return program


@pytest.fixture
def project(program, page):
    """The page of the example, opened; `project.data` is the folder of its file."""
    return opened(program, page)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache folder of its own."""
    folder = tmp_path / "cache"
    folder.mkdir()
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder of the example's documents, made once."""
    folder = tmp_path_factory.mktemp("made")
    data = folder / "data" / EXAMPLE.name
    data.parent.mkdir()
    shutil.copy(EXAMPLE, data)
    assert run(Task(data, builtin_templates(), Options(folder / "output", now()))).outcomes
    return folder / "output"


@pytest.fixture
def word(made, program, page):
    """The project's Word page; all documents lie there as they were made."""
    shutil.copytree(made, program.folder / "output")
    opened(program, page, "word")
    expect(page.locator("#documents")).to_contain_text("aktuell")
    return program
