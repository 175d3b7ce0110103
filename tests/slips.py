"""What people type in a data file, and what the program understands or answers: the tables in tests/cases/slips.

A case is a heading, the lines of the example that are changed (`-` the example's, `+` what was typed, `\\t` and
`\\u00a0` for what cannot be seen), and the answer: the errors of `ansokan check` at these lines (counted from the
first one typed), or the values that were read. `python -m tests.slips` runs them all and shows what differs; with --update it is
written into the files; with --in FOLDER another checkout answers, so that before and after can be compared.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import language

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "cases" / "slips"
EXAMPLE = ROOT / "data" / "strategisk-planering.yaml"
_CASE = re.compile(
    r"^### (?P<name>[^\n]+)\n\n```diff\n(?P<diff>.*?)```\n(?P<answer>.*?)(?=^#|\Z)", re.DOTALL | re.MULTILINE
)
_HIDDEN = re.compile(r"\\(t|u[0-9a-f]{4})")


@dataclass(frozen=True)
class Case:
    """A slip: its name, the changes of lines (old, new), and the answer as it stands in the table."""

    name: str
    changes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    answer: str

    def typed(self, text: str) -> tuple[str, int]:
        """Return the example's text with the slip, and the number of the first line that is typed."""
        first = 0
        for old, new in self.changes:
            before = "".join(f"{line}\n" for line in old)
            at = f"\n{text}".index(f"\n{before}")
            first = first or text.count("\n", 0, at) + 1
            text = text[:at] + "".join(f"{line}\n" for line in new) + text[at + len(before) :]
        return text, first


def cases(path: Path) -> list[Case]:
    """Return the cases of a table."""
    found = _CASE.finditer(path.read_text(encoding="utf-8"))
    return [Case(match["name"], _changes(match["diff"]), match["answer"].strip()) for match in found]


def _changes(diff: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    changes: list[tuple[list[str], list[str]]] = []
    for line in diff.splitlines():
        text = _HIDDEN.sub(lambda match: "\t" if match[1] == "t" else chr(int(match[1][1:], 16)), line[1:])
        if not changes or (line[0] == "-" and changes[-1][1]):
            changes.append(([], []))
        changes[-1][line[0] == "+"].append(text)
    return tuple((tuple(old), tuple(new)) for old, new in changes)


def answer(case: Case, check, read) -> str:
    """Return what is said of the slip: `check` gives the Problems of a text, `read` its values at a line."""
    text, line = case.typed(EXAMPLE.read_text(encoding="utf-8"))
    count = sum(len(typed) for _old, typed in case.changes) + sum(len(old) for old, _new in case.changes[1:])
    said = [
        f"- rad {each['line'] - line + 1}: {each['message']} [{each['code']}]"
        for each in check(text)
        if each["level"] == "error"
        and line - 1 <= (each["line"] or 0) < line + max(count, 9)
        and _is_slip(each)
    ]
    return "\n".join(said or [f"- läses: {value}" for value in read(text, line, count)])


def _is_slip(problem: dict) -> bool:
    """Say whether a Problem is about what was typed, not about what follows from it (a sum, a missing answer)."""
    return problem["code"] not in _rules() and problem["code"] != "answer-missing"


@cache
def _rules() -> set[str]:
    """Return the ids of all rules."""
    from generator.grant.forms.loading import load_all
    from generator.system.files import builtin_templates

    forms = load_all(builtin_templates())
    return {rule.id for form in forms for rule in (*form.common.rules, *form.text.rules)}


def values(text: str, line: int, count: int) -> list[str]:
    """Return `path = value` of all that stands on the lines typed."""
    from generator.grant.schema.readable import read_what_can_be
    from generator.problems import ProblemError

    file, data, slips = read_what_can_be(text.encode(), "x.yaml", _model())
    if slips:
        raise ProblemError(*slips)
    found, around = [], _around(file, line)
    for path in _leaves(file.values, ""):
        start = file.place(path).line
        if line <= start < line + count or (start < line and path == around):
            value = data
            for name in path.split("."):
                value = value[int(name)] if name.isdigit() else getattr(value, name)
            found.append(f"{path} = {json.dumps(str(value), ensure_ascii=False)}")
    return found


@cache
def _model():
    from generator.grant.forms.loading import load_all
    from generator.grant.project import model
    from generator.system.files import builtin_templates

    return model(load_all(builtin_templates()))


def _around(file, line: int) -> str:
    """Return the path of the text of several lines in which a line stands."""
    before = [
        (file.place(path).line, path) for path in _leaves(file.values, "") if file.place(path).line < line
    ]
    path = max(before)[1] if before else ""
    after = [
        file.key_place(path).line for path in _leaves(file.values, "") if file.key_place(path).line >= line
    ]
    return path if not after or min(after) > line else ""


def _leaves(values, path):
    if isinstance(values, dict | list):
        for name, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from _leaves(value, f"{path}.{name}" if path else str(name))
    elif values is not None:
        yield path


def by_command(checkout: Path):
    """Return a `check` that runs the command of a checkout."""

    def check(text: str) -> list[dict]:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "data").mkdir()
            (Path(folder) / "data" / "projekt.yaml").write_bytes(text.encode())
            command = [sys.executable, "-m", "generator", "--lang", "sv", "check", "--format", "json"]
            done = subprocess.run(
                command, cwd=folder, capture_output=True, check=False, env={"PYTHONPATH": str(checkout)}
            )
            return json.loads(done.stdout)["problems"]

    return check


def here(text: str) -> list[dict]:
    """Return the slips of a text, as this checkout's command tells them, without a process for each."""
    from generator.problems import ProblemError

    try:
        values(text, 0, 0)
    except ProblemError as error:
        return [problem.as_dict() for problem in error.problems]
    return []


def main() -> int:
    """Show the cases whose answer is not that of the table, or write the answers."""
    checkout = Path(sys.argv[sys.argv.index("--in") + 1]) if "--in" in sys.argv else ROOT
    check, differ = by_command(checkout) if "--in" in sys.argv else here, 0
    language.use("sv")
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for case in cases(path):
            try:
                said = answer(case, check, values)
            except Exception as error:  # noqa: BLE001 -- an old checkout may do anything
                said = f"- {type(error).__name__}: {error}"
            if said == case.answer:
                continue
            differ += 1
            sys.stdout.write(f"{path.stem}: {case.name}\n{said}\n\n")
            if "--update" in sys.argv:
                block = re.compile(
                    rf"(### {re.escape(case.name)}\n\n```diff\n.*?```\n).*?(?=^#|\Z)",
                    re.DOTALL | re.MULTILINE,
                )
                text = block.sub(lambda match, said=said: f"{match[1]}\n{said}\n\n", text, count=1)
        if "--update" in sys.argv:
            path.write_text(text.rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(f"{differ} differ\n")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
