"""What takes long to make is made once; what lies in the cache is never trusted further than the account."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator import language
from generator.system import cache

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
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
        assert pickle.loads(entry.read_bytes())["made"] == make.times


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


def test_a_home_that_is_not_there_is_not_made(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
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


def test_a_run_with_new_data_makes_nothing_that_the_last_one_made(tmp_path):
    """pydantic, Babel, markdown-it and the compiler of templates are read when the cache lacks something."""
    (tmp_path / "data").mkdir()
    text = (ROOT / "data/strategisk-planering.yaml").read_text(encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "generator", "generate", "data/p.yaml"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    heavy = ("pydantic.main", "babel.core", "markdown_it.main", "generator.template.compiling")
    read = []
    for end in ("2025-05-30", "2025-06-30"):
        (tmp_path / "data/p.yaml").write_text(
            text.replace("end: 2025-05-30", f"end: {end}", 1), encoding="utf-8"
        )
        said = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True).stderr
        read.append([name for name in heavy if f" {name}\n" in said])
        assert " generator.run.generate\n" in said
    assert read == [list(heavy), []]
