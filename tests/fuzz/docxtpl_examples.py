"""docxtpl's own examples filled by docxtpl and by `fill`: `python tests/fuzz/docxtpl_examples.py CHECKOUT`.

CHECKOUT is a copy of https://github.com/elapouya/python-docx-template. Its examples are run to learn which
template gets which data; what is plain data is filled by both programs, and text, looks, tables, headers,
footers, notes and properties are compared. Where docxtpl is wrong, EXCEPTIONS says so with the reason. An exception
that does not occur any more is a failure, and so is a fault in a file of ours that its template does not have.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
for folder in (HERE.parent, HERE.parent.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from docxtpl import DocxTemplate
from looks import looks, properties
from openxml_audit import OpenXmlValidator

from generator.problems import ProblemError
from generator.run.filling.fill import fill

Shown = dict[str, list[str]]


@dataclass(frozen=True)
class Case:
    """One rendering of an example; `why` says why it is not for plain data, when it is not."""

    template: str
    values: Any = None
    why: str = ""


def without_empty(lines: list[str]) -> list[str]:
    """Leave out the empty paragraphs."""
    return [line for line in lines if line.strip(" □") != "¶"]


def merged_say_nothing(lines: list[str]) -> list[str]:
    """Leave out what the first paragraph of a cell says that goes on a vertical merge: Word does not show it."""
    return [
        line.partition("¶")[0] + "¶" if before.endswith("merge=continue") else line
        for before, line in pairwise(["", *lines])
    ]


def without_first_blank(lines: list[str]) -> list[str]:
    """Leave out the blanks with which the text of a paragraph begins."""
    words = [line.partition("¶ ") for line in lines]
    return [f"{before}{sign}{text.replace(']  ', '] ', 1)}" for before, sign, text in words]


@dataclass(frozen=True)
class Wrong:
    """What docxtpl does wrong: `same` makes both outputs equal, or `refused` is our error's code."""

    reason: str
    same: Callable[[list[str]], list[str]] | None = None
    refused: str = ""


_EMPTY = Wrong("empty paragraphs are left by {% for %} and {% if %} alone in theirs", without_empty)
_MERGED = Wrong("merged cells keep hidden copies of the text", merged_say_nothing)
_BLANK = Wrong("the blank after a tag that begins a cell is lost", without_first_blank)
_MISSING = Wrong("a name that the data lacks becomes nothing, unseen", refused="template-unknown-name")
_GROUP = Wrong("a list is written as Python writes it", refused="template-filter")

EXCEPTIONS: dict[str, list[list[Wrong]]] = {  # for each rendering of a template, in order
    "get_undeclared_variables.docx": [[_MISSING], [_EMPTY]],
    "module_execute_tpl.docx": [[_GROUP]],
    "vertical_merge_tpl.docx": [[_MERGED]],
    "vertical_merge_nested_tpl.docx": [[_BLANK]],
}


def cases(tests: Path) -> list[Case]:
    """Run the examples and return what each renders; their own output goes nowhere."""
    found: list[Case] = []

    def render(self: DocxTemplate, context: Any, jinja_env: Any = None, autoescape: bool = False) -> None:
        name = Path(str(self.template_file)).name
        try:
            values, why = json.loads(json.dumps(context)), "own filters" if jinja_env else ""
        except TypeError as error:
            values, why = None, str(error).split()[3]  # Object of type RichText is not ...
        found.append(Case(name, values, why))
        rendered(self, context, jinja_env, autoescape)

    rendered, DocxTemplate.render = DocxTemplate.render, render
    (tests / "output").mkdir(exist_ok=True)
    with contextlib.chdir(tests), contextlib.redirect_stdout(io.StringIO()):
        for script in sorted(Path().glob("*.py")):
            if script.name not in {"__init__.py", "runtests.py", "module_execute.py"}:
                before = len(found)
                try:
                    runpy.run_path(str(script), run_name="__main__")
                except Exception as error:  # noqa: BLE001 -- an example may need what is not installed
                    if len(found) == before:
                        found.append(Case(script.name, None, str(error)))
    DocxTemplate.render = rendered
    known = json.loads((tests / "templates" / "module_execute.json").read_text(encoding="utf-8"))
    return [*found, Case("module_execute_tpl.docx", known)]


def theirs(template: Path, values: Any) -> bytes:
    """Return what docxtpl makes."""
    made = DocxTemplate(template)
    made.render(values)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def ours(template: Path, values: Any) -> bytes:
    """Return what `fill` makes."""
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "values.json", Path(folder) / "out.docx"
        data.write_text(json.dumps(values), encoding="utf-8")
        fill(template, data, out)
        return out.read_bytes()


def faults(document: bytes) -> set[tuple[str, str]]:
    """Return what a validator says of a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.docx"
        path.write_bytes(document)
        return {
            (error.part_uri, error.description) for error in OpenXmlValidator().validate(str(path)).errors
        }


def said(document: bytes) -> Shown:
    """Return all that is compared; an empty property is none."""
    texts = [f"{name}: {text}" for name, text in sorted(properties(document).items()) if text]
    return looks(document) | {"properties": texts}


def compared(template: Path, values: Any, expected: list[Wrong]) -> tuple[str, str]:
    """Return a word for the result, and more about it; the word is `wrong` for a failure."""
    try:
        peer = said(theirs(template, values))
    except Exception as error:  # noqa: BLE001 -- whatever docxtpl ends with
        peer, failure = None, str(error)
    try:
        mine = ours(template, values)
    except ProblemError as error:
        codes = {problem.code for problem in error.problems}
        if peer is None:
            return "both refuse it", failure
        refused = [each for each in expected if each.refused in codes]
        first = f"{error.problems[0].place.words}: {error.problems[0].message}"
        return ("excepted", refused[0].reason) if refused else ("wrong", f"we refuse: {first}")
    if peer is None:
        return "wrong", f"docxtpl refuses, we do not: {failure}"
    if new := faults(mine) - faults(template.read_bytes()):
        return "wrong", f"faults: {new}"
    return _judged(peer, said(mine), expected)


def _judged(peer: Shown, mine: Shown, expected: list[Wrong]) -> tuple[str, str]:
    if _alike(peer, mine, expected):
        idle = [
            each.reason for each in expected if _alike(peer, mine, [e for e in expected if e is not each])
        ]
        if idle:
            return "wrong", f"these exceptions do not occur any more: {idle}"
        return ("excepted", "; ".join(each.reason for each in expected)) if expected else ("the same", "")
    part = next(name for name in {*peer, *mine} if peer.get(name) != mine.get(name))
    pairs = zip([*peer.get(part, []), ""], [*mine.get(part, []), ""], strict=False)
    here = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return "wrong", f"{part}: docxtpl {here[0]!r}, we {here[1]!r}"


def _alike(peer: Shown, mine: Shown, expected: list[Wrong]) -> bool:
    if any(each.same is None for each in expected):
        return False
    for each in expected:
        peer, mine = ({name: each.same(lines) for name, lines in shown.items()} for shown in (peer, mine))
    return peer == mine


def main(checkout: Path) -> int:
    """Print a line for each template; return how many are wrong."""
    with tempfile.TemporaryDirectory() as folder:
        tests = Path(shutil.copytree(checkout / "tests", Path(folder) / "tests"))
        counts: dict[str, set[str]] = {}
        times: dict[str, int] = {}
        for case in cases(tests):
            number = times[case.template] = times.get(case.template, -1) + 1
            result, more = "out of scope", case.why
            if not case.why:
                listed = EXCEPTIONS.get(case.template, [])
                expected = listed[number] if number < len(listed) else []
                result, more = compared(tests / "templates" / case.template, case.values, expected)
            counts.setdefault(result, set()).add(case.template)
            print(f"{case.template}: {result}{more and f': {more}'}")
        unmet = {name for name, listed in EXCEPTIONS.items() if times.get(name, -1) + 1 < len(listed)}
        print("; ".join(f"{result}: {len(names)}" for result, names in sorted(counts.items())))
        for name in sorted(unmet):
            print(f"{name} was not rendered as often as EXCEPTIONS says")
    return len(counts.get("wrong", ())) + len(unmet)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(min(main(Path(sys.argv[1]).resolve()), 1))
