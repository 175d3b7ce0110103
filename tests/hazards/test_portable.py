"""The program runs on every Python from 3.11, on systems that lack some of what Linux has."""

import ast
import os
from pathlib import Path

import pytest

from generator.system import cache

ROOT = Path(__file__).parents[2]
OURS = sorted(path for folder in ("generator", "tools") for path in (ROOT / folder).rglob("*.py"))
INSIDES = {"__args__", "__origin__", "__metadata__", "__parameters__", "__forward_arg__"}
"""Where `typing` keeps what a type is made of: Python 3.14 has moved it; typing.get_args stays."""
HOOKS = {"persistent_id", "persistent_load", "dispatch_table", "reducer_override", "find_class"}
"""What a subclass of a pickler defines: in Python 3.13.0 it cannot be set on the pickler itself."""
SOME_SYSTEMS = {"getuid", "geteuid", "getgid", "getegid", "getpgid", "uname", "fork", "getloadavg"}
"""Functions of `os` that Windows or a browser's Python lacks."""


def reads(tree: ast.AST) -> set[str]:
    """Return the attributes of a module that typing keeps for itself, read in any way."""
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return (named | texts) & INSIDES


def sets(tree: ast.AST) -> set[str]:
    """Return the attributes that a module sets on objects."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }


def calls_of_os(tree: ast.AST) -> set[str]:
    """Return what a module takes of `os` as if every system had it."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"
    }


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_leans_on_what_a_python_or_a_system_may_lack(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert reads(tree) == set()
    assert sets(tree) & HOOKS == set()
    assert calls_of_os(tree) & SOME_SYSTEMS == set()


@pytest.mark.parametrize("code", ["a.__args__", "getattr(a, '__origin__', None)", "a.__metadata__"])
def test_a_look_into_typing_is_seen_however_it_is_written(code):
    assert reads(ast.parse(code))


def test_a_system_without_users_by_number_has_a_cache(tmp_path, monkeypatch):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delattr(os, "geteuid", raising=False)
    assert [cache.kept("x", [b"a"], iter([1, 2]).__next__) for _ in range(2)] == [1, 1]


TEXTS = [path for folder in ("tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]
ONE_SYSTEM = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
"""Modules that Windows lacks."""


def encoded(call: ast.Call) -> bool:
    """Say whether a call that reads or writes text names its encoding; Windows has one of its own."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = {keyword.arg for keyword in call.keywords}
    if "encoding" in named:
        return True
    if name in {"read_text", "write_text"}:
        return len(call.args) > (name == "write_text")
    if name in {"run", "Popen", "check_output"}:
        return "text" not in named
    modes = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return (
        name != "open"
        or ast.unparse(call).startswith(("pikepdf", "os.", "webbrowser.", "package."))  # of a zip file: bytes
        or "b" in "".join(modes)
    )


@pytest.mark.parametrize("path", [*OURS, *TEXTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_is_read_and_written_in_a_named_encoding(path):
    if path.name == "wordlike.py":  # a tool from elsewhere, run on Linux
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [node.lineno for node in calls if not encoded(node)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.name)
def test_a_test_can_be_collected_on_every_system(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [each.name for node in tree.body if isinstance(node, ast.Import) for each in node.names]
    assert not ONE_SYSTEM & {*names}
    sent = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and "send_signal" in ast.unparse(node.func)
    ]
    assert all("signal.SIG" not in ast.unparse(node) for node in sent)


def test_no_message_names_a_package_on_pypi_that_is_not_ours():
    """The program is on no registry: whoever registers its name there could be installed in its place."""
    told = [
        *OURS,
        ROOT / "generator/locale/sv/LC_MESSAGES/ansokan.po",
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
    ]
    for path in told:
        text = path.read_text(encoding="utf-8")
        assert "ansokan[" not in text, path
        assert "install ansokan" not in text, path
