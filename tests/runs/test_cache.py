"""What takes long to make is made once; what lies in the cache is never trusted further than the account."""

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import language
from generator.system import cache

ROOT = Path(__file__).parents[2]
PLACES = ("XDG_CACHE_HOME", "LOCALAPPDATA")
"""Where a cache lies: Windows looks at the second."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in PLACES:
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path / "ansokan"


class Maker:
    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return {"made": self.times}


def test_the_same_sources_are_made_once(folder):
    make = Maker()
    assert [cache.kept("x", [b"a", b"b"], make) for _ in range(3)] == [{"made": 1}] * 3


def test_other_sources_another_kind_and_another_language_are_made_anew(folder):
    make = Maker()
    cache.kept("x", [b"a", b"b"], make)
    cache.kept("x", [b"ab"], make)
    cache.kept("y", [b"a", b"b"], make)
    language.use("sv")
    cache.kept("x", [b"a", b"b"], make)
    assert make.times == 4


def test_a_damaged_entry_is_made_anew_and_mended(folder):
    make = Maker()
    cache.kept("x", [b"a"], make)
    (entry,) = folder.iterdir()
    for damage in (b"", b"\x80", b"not a pickle", pickle.dumps({"made": 1})[:-3]):
        entry.write_bytes(damage)
        assert cache.kept("x", [b"a"], make)["made"] > 1
        assert pickle.loads(entry.read_bytes())[1]["made"] == make.times


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_others_can_write_in_is_not_used(folder):
    folder.mkdir()
    folder.chmod(0o777)
    make = Maker()
    cache.kept("x", [b"a"], make)
    cache.kept("x", [b"a"], make)
    assert make.times == 2
    assert not list(folder.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner as a number")
def test_a_folder_of_another_is_not_used(folder, monkeypatch):
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    cache.kept("x", [b"a"], Maker())
    assert not list(folder.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_folder_that_is_a_link_is_not_used(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder.symlink_to(elsewhere)
    assert cache.kept("x", [b"a"], Maker()) == {"made": 1}
    assert not list(elsewhere.iterdir())


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="XDG is of Linux")
def test_a_folder_that_is_not_absolute_counts_for_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home/.cache").mkdir(parents=True)
    cache.kept("x", [b"a"], Maker())
    assert not (tmp_path / "cache").exists()
    assert list((tmp_path / "home/.cache/ansokan").iterdir())


def test_a_home_that_is_not_there_is_not_made(tmp_path, monkeypatch):
    for name in PLACES:
        monkeypatch.setenv(name, str(tmp_path / "home" / "cache"))
    assert cache.kept("x", [b"a"], Maker()) == {"made": 1}
    assert not list(tmp_path.iterdir())


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folder, monkeypatch):
    folder.write_text("a file in the way", encoding="utf-8")
    assert cache.kept("x", [b"a"], Maker()) == {"made": 1}


def test_the_oldest_go(folder, monkeypatch):
    monkeypatch.setattr(cache, "MOST", 3)
    for number in range(6):
        cache.kept("x", [bytes([number])], Maker())
        os.utime(max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns), (number, number))
    assert len(list(folder.iterdir())) == 3


@pytest.fixture
def run(tmp_path):
    """Return a function that generates a project's documents and returns what the program imported."""
    (tmp_path / "data").mkdir()
    text = (ROOT / "data/strategisk-planering.yaml").read_text(encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "generator", "generate", "data/p.yaml"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **dict.fromkeys(PLACES, str(tmp_path / "cache"))}

    def made(end):
        changed = text.replace("end: 2025-05-30", f"end: {end}", 1)
        (tmp_path / "data/p.yaml").write_text(changed, encoding="utf-8")
        said = subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8"
        ).stderr
        assert " generator.run.generate\n" in said
        return said

    return made


def test_templates_are_compiled_once(run):
    compiler = " generator.template.compiling\n"
    assert compiler in run("2025-05-30")
    assert compiler not in run("2025-06-30")


def test_nothing_of_a_project_lies_in_the_cache(run, tmp_path):
    run("2025-05-30")
    entries = sorted((tmp_path / "cache/ansokan").iterdir())
    assert {entry.name.partition("-")[0] for entry in entries} == {"forms", "key", "template"}
    words = set(re.findall(r"\w{12,}", (tmp_path / "data/p.yaml").read_text(encoding="utf-8")))
    program = [*(ROOT / "generator").rglob("*.py"), *(ROOT / "templates").rglob("*.yaml")]
    known = "\n".join(path.read_text(encoding="utf-8") for path in program)
    own = {word.encode() for word in words if word not in known}
    kept = b"".join(entry.read_bytes() for entry in entries)
    assert len(own) > 50
    assert [word.decode() for word in own if word in kept] == []


@pytest.mark.parametrize("other", [5, None, [], (1, 2), ("x", 5), "x"])
def test_what_is_something_else_in_the_cache_is_made_anew(folder, other):
    cache.kept("x", [b"a"], Maker())
    for path in folder.iterdir():
        path.write_bytes(pickle.dumps(other))

    assert cache.kept("x", [b"a"], Maker()) == {"made": 1}
