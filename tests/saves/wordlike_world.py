"""An example project in a folder of its own with one generated document, and the command line to work on it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from wordlike_data import example, heavy_of

from generator.cli.exits import BUG, run
from generator.cli.group import ansokan as command

DOCUMENTS = (
    "strategisk-planering/tillvaxtverket",
    "strategisk-planering/anslag11",
    "strategisk-planering/beslut",
    "lokal-mat/eruf",
    "lokal-mat/anslag11",
    "lokal-mat/beslut",
)


@dataclass(frozen=True)
class Run:
    """What a command did and said."""

    code: int
    said: str
    told: dict[str, Any] = field(default_factory=dict, repr=False)
    state: str = ""
    merged: int = 0
    conflicts: int = 0
    pending: tuple[dict[str, str], ...] = ()

    @property
    def problems(self) -> list[dict[str, str]]:
        """The problems that were told, those of the data and the form left out."""
        told = self.told.get("problems", ())
        return [each for each in told if "docx" in (each["file"] or "") or each["code"].startswith("pull-")]

    @property
    def taken(self) -> set[str]:
        """The paths that pull took."""
        return {each["path"] for each in self.told.get("taken", ())}

    def __str__(self) -> str:
        codes = [
            f"{each['code']} {each['path'] or ''}: {each['message'][:110]}" for each in self.problems[:3]
        ]
        pending = [each["path"] for each in self.pending]
        return f"exit {self.code} {self.state} merged {self.merged} conflicts {self.conflicts} pending {pending} {codes or self.said[:200]}"


def ansokan(*arguments: str) -> Run:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["ansokan", "--lang", "en", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(command)
    finally:
        sys.argv = before
    said = out.getvalue() + err.getvalue()
    if code == BUG or "Traceback" in said:
        raise AssertionError(said)
    told = json.loads(out.getvalue()) if "json" in arguments and out.getvalue().startswith("{") else {}
    return Run(code, said, told)


@dataclass(frozen=True)
class World:
    """A project, of which one document is looked at."""

    document: str
    folder: Path
    variant: str

    @classmethod
    def of(cls, document: str, folder: Path, variant: str = "") -> World:
        """Return the project with its documents just generated."""
        project, _, form = document.partition("/")
        variant = f"{variant} {form}" if variant == "gap" else variant
        shutil.copytree(_generated(project, variant), folder, dirs_exist_ok=True)
        return cls(document, folder, variant)

    @property
    def project(self) -> str:
        """The name of the data file."""
        return self.document.partition("/")[0]

    @property
    def form(self) -> str:
        """The name of the document's form."""
        return self.document.partition("/")[2]

    @property
    def data(self) -> Path:
        """The data file."""
        return self.folder / "data" / f"{self.project}.yaml"

    @property
    def path(self) -> Path:
        """The document."""
        return self.folder / "output" / self.project / f"{self.form}.docx"

    @property
    def original(self) -> bytes:
        """The data of the example."""
        return example(self.project, self.variant)

    @property
    def base(self) -> bytes:
        """The document as it was generated."""
        return (self.path.parent / ".generated" / self.path.name).read_bytes()

    def heavy(self) -> bytes:
        """Data in which much is new: see `_heavy`."""
        return heavy_of(self.project, self.variant)

    def status(self) -> str:
        """Return what status says of the document, and the problems that it tells."""
        done = ansokan("status", str(self.data))
        mine = [line for line in done.said.splitlines() if line.startswith(f"{self.path}: ")]
        told = [line for line in done.said.splitlines() if line.endswith("]") and line not in mine]
        return "\n".join([*mine, *told]).removeprefix(f"{self.path}: ") if mine else done.said.strip()

    def generate(self, *more: str) -> Run:
        """Bring the document up to date."""
        done = ansokan("generate", str(self.data), "--document", self.form, "--format", "json", *more)
        one = next(iter(done.told.get("documents", ())), None)
        if one is None:
            return done
        return Run(
            done.code if one["state"] == "refused" else 0,
            done.said,
            done.told,
            one["state"],
            one["merged"],
            one["conflicts"],
            tuple(one["pending"]),
        )

    def final(self) -> tuple[Run, bytes | None]:
        """Make the final document, in a folder that is empty before and after."""
        target = self.path.parent / "slutlig"
        done = self.generate("--final")
        made = next((final.read_bytes() for final in target.glob("*.docx")), None)
        shutil.rmtree(target, ignore_errors=True)
        return done, made

    def pull(self, *more: str) -> Run:
        """Take the edits back to the data file."""
        return ansokan("pull", str(self.path), "--format", "json", *more)

    def delete_lines(self, numbers: Iterable[int]) -> None:
        """Take lines out of the data file, as pull asks for."""
        lines = self.data.read_bytes().splitlines(keepends=True)
        for number in sorted(numbers, reverse=True):
            del lines[number - 1]
        self.data.write_bytes(b"".join(lines))

    def not_told(self, done: Run, codes: frozenset[str] | set[str], paths: set[str] | None = None) -> str:
        """Say what is told otherwise than with these codes (of these paths), or without a way out."""
        levels = (
            {"error"} if done.told.get("documents") else {"error", "warning"}
        )  # pull warns of what it leaves
        told = [each for each in done.problems if each["level"] in levels and each["code"] != "not-final"]
        found = {each["code"] for each in told}
        if found != set(codes):
            return f"told {sorted(codes)} expected, not {sorted(found)}: {done}"
        if paths is not None and {each["path"] for each in told if each["code"] == "not-pulled"} != paths:
            return f"refused for {sorted(each['path'] or '' for each in told)}, not for {sorted(paths)}"
        return ""


@cache
def _generated(project: str, variant: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="wordlike-base-"))
    data = folder / "data" / f"{project}.yaml"
    data.parent.mkdir()
    data.write_bytes(example(project, variant))
    done = ansokan("generate", str(data), "--format", "json")
    assert done.code == 0, done.said[:2000]
    return folder


@cache
def fresh(document: str, data: bytes, *, final: bool) -> bytes:
    """Return the document as it is generated from this data in an empty folder."""
    project, _, form = document.partition("/")
    with tempfile.TemporaryDirectory(prefix="wordlike-fresh-") as folder:
        file = Path(folder) / "data" / f"{project}.yaml"
        file.parent.mkdir()
        file.write_bytes(data)
        done = ansokan(
            "generate", str(file), "--document", form, "--format", "json", *(["--final"] if final else [])
        )
        made = [Path(each["document"]) for each in done.told["documents"]]
        assert made, done.said
        return made[0].read_bytes()
