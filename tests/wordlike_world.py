"""An example project in a folder of its own with one generated document, and the command line to work on it."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.cli.ending import BUG, run
from generator.cli.group import ansokan as command

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "strategisk-planering/tillvaxtverket",
    "strategisk-planering/anslag11",
    "strategisk-planering/beslut",
    "lokal-mat/eruf",
    "lokal-mat/anslag11",
    "lokal-mat/beslut",
)
PHONES = {"063-14 66 10": "063-14 66 99", "0690-123 45": "0690-123 99"}
"""Values that every document shows, and others in their place."""


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
        return [each for each in self.told.get("problems", ()) if "docx" in (each["file"] or "")]

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
        return _example(self.project, self.variant)

    @property
    def base(self) -> bytes:
        """The document as it was generated."""
        return (self.path.parent / ".generated" / self.path.name).read_bytes()

    def heavy(self) -> bytes:
        """Data in which much is new: see `_heavy`."""
        return _heavy(self.project, self.variant)

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
        made = (target / self.path.name).read_bytes() if (target / self.path.name).exists() else None
        shutil.rmtree(target, ignore_errors=True)
        return done, made

    def pull(self, *more: str) -> Run:
        """Take the edits back to the data file."""
        return ansokan("pull", str(self.path), "--format", "json", *more)

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
    data.write_bytes(_example(project, variant))
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


@cache
def _example(project: str, variant: str) -> bytes:
    """Return the data of the example; of a variant with a gap, without an answer that the document asks for."""
    text = (ROOT / "data" / f"{project}.yaml").read_text("utf-8")
    before = text
    if variant == "gap beslut":
        text = re.sub(r"(?m)^  unit: .*\n", "", text, count=1)
    elif variant:
        text = re.sub(r"(?m)^  long_term_effects: \|\n(    .*\n|\n)+", "", text)
    assert (text != before) == bool(variant), variant
    return text.encode()


@cache
def _heavy(project: str, variant: str) -> bytes:
    """Return data with other amounts and names, longer and shorter lists, a longer text and an answer less."""
    text = _example(project, variant).decode()
    for old, new in PHONES.items():
        text = text.replace(old, new)
    data = yaml.safe_load(text)
    data["case"]["number"] = "RUN/999/2024"
    data["case"]["attachments"].append({"title": "En helt ny handling", "number": "RUN/1/2024"})
    project_ = data["project"]
    project_["goals"].insert(1, {**project_["goals"][0], "goal": "Ett nytt mål mellan två andra."})
    project_["activities"].append({**project_["activities"][-1], "name": "En ny aktivitet"})
    project_["background"] += "\nEtt nytt stycke med en punktlista:\n\n- nytt ett\n- nytt två\n"
    project_.pop("summary_en", None)
    project_.pop("expected_results")
    data["financing"]["contributions"][0]["amount"] = "345 000"
    data["financing"]["contributions"].append(
        {**data["financing"]["contributions"][1], "financier": "Sparbanken Ny"}
    )
    written = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False)
    return str(written).encode()


class _NoAliases(yaml.SafeDumper):
    """Writes what is the same object twice as two values."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- the name is the base class's
        return True


def leaves(data: bytes) -> dict[str, Any]:
    """Return the values of a data file by their paths."""
    found: dict[str, Any] = {}

    def walk(value: Any, path: str) -> None:
        pairs = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else None
        )
        if pairs is None:
            if value is not None:
                found[path.lstrip(".")] = value
            return
        for key, inner in pairs:
            walk(inner, f"{path}.{key}")

    walk(yaml.safe_load(data), "")
    return found
