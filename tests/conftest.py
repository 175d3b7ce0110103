"""What all tests share: tools that must be there in CI, and a language that does not depend on the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from generator import language

# A machine that does several things at once is slow at any single one; in CI the same examples every time.
settings.register_profile("ansokan", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ansokan")

pytest_plugins = ["browser"]
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _english():
    language.use("en")


@pytest.fixture(autouse=True, scope="session")
def _a_cache_of_its_own(tmp_path_factory):
    """No test reads or writes what the person at this machine has in the cache."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):  # Windows looks at the second
            patch.setenv(name, str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_runtest_setup(item):
    if item.get_closest_marker("office") and shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing: in CI that is a failure")
        pytest.skip("LibreOffice is not installed")


class Run:
    """What a command line did: its exit code and all that it said."""

    def __init__(self, code: int, said: str) -> None:
        self.code, self.said = code, said


@pytest.fixture
def ansokan(tmp_path, monkeypatch, capsys):
    """Return a function that runs `ansokan` as in a terminal in an empty folder; a bug of ours fails the test."""
    from generator.cli.exits import BUG, run
    from generator.cli.group import ansokan as command

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("generator.cli.printing.LONGEST", 100_000)  # a message is one line, to be looked for

    def made(line: str) -> Run:
        monkeypatch.setattr("sys.argv", ["ansokan", *line.split()])
        code = run(command)
        captured = capsys.readouterr()
        assert code != BUG, captured.err
        assert "Traceback" not in captured.out + captured.err
        return Run(code, captured.out + captured.err)

    return made


@pytest.fixture
def project(tmp_path):
    """Copy the example's data file into the empty folder and return its path."""
    path = tmp_path / "data" / "projekt.yaml"
    path.parent.mkdir()
    path.write_bytes((ROOT / "data" / "strategisk-planering.yaml").read_bytes())
    return path


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
