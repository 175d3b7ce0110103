"""Small faults that a program could have, drawn from its syntax tree: what a test must notice.

A negated condition, a dropped statement, a number one off, two sides swapped: of a comparison, of a difference,
of two arguments, of a pair that is assigned. What could not run at all (a name never bound) is no fault worth trying.
"""

from __future__ import annotations

import ast
import difflib
import importlib.machinery
import importlib.util
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_UNEVEN = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod)
_SAME_EITHER_WAY = frozenset("min max isinstance issubclass".split())
_CLOSED = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.Starred)
_LEAVES = (ast.Return, ast.Continue, ast.Break, ast.Raise, ast.Delete, ast.AugAssign)


class Fault(NamedTuple):
    """A module, the function in it (`BlockMerge.merge`; `<module>` outside of all), the line, the text with the fault in it."""

    path: Path
    function: str
    line: int
    source: str
    changed: str

    @property
    def name(self) -> str:
        """Module and function: `pairing:pair`, wherever the file lies."""
        return f"{self.path.parent.name if self.path.stem == '__init__' else self.path.stem}:{self.function}"

    @property
    def diff(self) -> str:
        """Return the lines that differ, `- old` and `+ new`."""
        lines = difflib.ndiff(self.source.splitlines(), self.changed.splitlines())
        return "\n".join(f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "-+")


class _Edit(NamedTuple):
    start: int
    end: int
    text: bytes


def faults(path: Path) -> Iterator[Fault]:
    """Yield every fault of a module, in order."""
    source = path.read_text("utf-8")
    for function, line, edits in _Sites(source).found:
        data = source.encode()
        for edit in sorted(edits, reverse=True):
            data = data[: edit.start] + edit.text + data[edit.end :]
        yield Fault(path, function, line, source, data.decode())


def drawn(paths: list[Path], count: int, seed: int) -> list[Fault]:
    """Return `count` of all faults of the modules, by a seed."""
    found = [fault for path in paths for fault in faults(path)]
    return random.Random(seed).sample(found, min(count, len(found)))


class _Sites(ast.NodeVisitor):
    def __init__(self, source: str) -> None:
        self.data = source.encode()
        lines = self.data.splitlines(keepends=True)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))
        self.found: list[tuple[str, int, list[_Edit]]] = []
        self.names: list[str] = []
        self.stored: list[dict[str, int]] = []
        self.visit(ast.parse(source))

    def _edit(self, node: ast.AST, text: bytes) -> _Edit:
        return _Edit(*self._span(node), text)

    def _span(self, node) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def _text(self, node: ast.AST) -> bytes:
        start, end = self._span(node)
        return self.data[start:end]

    def _add(self, node, *edits: _Edit) -> None:
        name = ".".join(self.names) if self.stored else "<module>"  # a class is made when its module is
        self.found.append((name, node.lineno, list(edits)))

    def _swap(self, one: ast.AST, other: ast.AST) -> None:
        if self._text(one) != self._text(other):
            self._add(one, self._edit(one, self._closed(other)), self._edit(other, self._closed(one)))

    def _closed(self, node: ast.AST) -> bytes:
        text = self._text(node)
        return text if isinstance(node, _CLOSED) else b"(" + text + b")"

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.names.append(node.name)
        for child in node.body:
            self.visit(child)
        self.names.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.names.append(node.name)
        self.stored.append(_bound(node))
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        self._statements(node.body)
        self.stored.pop()
        self.names.pop()

    visit_AsyncFunctionDef = visit_FunctionDef

    def generic_visit(self, node: ast.AST) -> None:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "decorator_list"}:
                continue
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                self._statements(value)
            elif isinstance(value, list):
                for each in value:
                    self.visit(each) if isinstance(each, ast.AST) else None
            elif isinstance(value, ast.AST):
                self.visit(value)

    def _statements(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if self.stored and self._can_go(statement):
                self._add(statement, self._edit(statement, b"pass"))
            self.visit(statement)

    def _can_go(self, statement: ast.stmt) -> bool:
        if isinstance(statement, ast.Expr):
            return not isinstance(statement.value, ast.Constant)
        if isinstance(statement, ast.Assign):
            names = [node for target in statement.targets for node in _flat(target)]
            return all(not isinstance(n, ast.Name) or self.stored[-1].get(n.id, 0) > 1 for n in names)
        return isinstance(statement, _LEAVES)

    def _negate(self, test: ast.expr) -> None:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            self._add(test, self._edit(test, self._text(test.operand)))
        else:
            self._add(test, self._edit(test, b"(not (" + self._text(test) + b"))"))

    def visit_If(self, node) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    visit_While = visit_IfExp = visit_If

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._negate(test)
        self._pair(node.target)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._pair(node.target)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._pair(target)
        self.generic_visit(node)

    def _pair(self, target: ast.expr) -> None:
        if isinstance(target, ast.Tuple):
            for one, other in zip(target.elts, target.elts[1:], strict=False):
                if not any(isinstance(each, ast.Starred) for each in (one, other)):
                    self._swap(one, other)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1 and isinstance(node.ops[0], _ORDERED):
            self._swap(node.left, node.comparators[0])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, _UNEVEN):
            self._swap(node.left, node.right)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _SAME_EITHER_WAY and not any(isinstance(a, ast.Starred) for a in node.args):
            for one, other in zip(node.args, node.args[1:], strict=False):
                self._swap(one, other)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if type(node.value) in {int, float}:
            step = 1 if isinstance(node.value, int) else 0.1
            for value in (node.value + step, node.value - step):
                self._add(node, self._edit(node, f"({round(value, 2)!r})".encode()))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Python 3.11 knows no places inside."""


def _bound(function) -> dict[str, int]:
    """Return how often each name is bound in a function, arguments included."""
    names = [each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)]
    names += [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return {name: names.count(name) for name in names}


def _flat(target: ast.expr) -> list[ast.expr]:
    return (
        [each for part in target.elts for each in _flat(part)] if isinstance(target, ast.Tuple) else [target]
    )


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with a fault in it."""

    def __init__(self, name: str, fault: Fault) -> None:
        super().__init__(name, str(fault.path))
        self.fault = fault

    def get_code(self, fullname):
        return compile(self.fault.changed, str(self.fault.path), "exec")


class Importer:
    """Imports the module with a fault in it in place of the one on the disk, whoever asks for it."""

    def __init__(self, fault: Fault, root: Path) -> None:
        parts = fault.path.relative_to(root).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.fault = fault

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        place = str(self.fault.path)
        return importlib.util.spec_from_file_location(name, place, loader=_Loader(name, self.fault))
