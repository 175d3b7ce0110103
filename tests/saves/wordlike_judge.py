"""What each door of the program does with a document that came back from Word, judged from outside.

The command line is called as a person calls it, in this process; what it made is read by `tools/foreign_eye.py`.
What is right stands in `wordlike_expected.yaml`. `judge(case)` returns what differs from that, door by door.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import wordlike
from wordlike_right import DOORS, EXPECTED, Right, told_count
from wordlike_trial import Trial
from wordlike_world import DOCUMENTS, World

__all__ = ["DOCUMENTS", "DOORS", "EXPECTED", "Case", "Judged", "judge", "mixes", "told_count"]

_NO_FREE_TEXT = re.compile(r"\.(start|end|type|form|sector|status|date)$|activities\.\d+\.name$")
"""Dates, choices, and names by which other lines of the data file go: with other words the data has an error of its own."""


@dataclass(frozen=True)
class Case:
    """One document of an example project, and what is done to it, in this order, by this seed."""

    document: str
    names: tuple[str, ...]
    seed: int = 0

    def __str__(self) -> str:
        return f"{self.document} --do {','.join(self.names)} --seed {self.drawn}"

    @property
    def drawn(self) -> int:
        """The seed of the transformation: another for each document and transformation."""
        return zlib.crc32(f"{self.document} {self.names} {self.seed}".encode()) % 10_000

    @property
    def variant(self) -> str:
        """The kind of data that has what is transformed."""
        return next((EXPECTED[name]["base"] for name in self.names if "base" in EXPECTED[name]), "")


@dataclass
class Judged:
    """What came of a case: whether it applies to the document, and what is wrong, as (door, reason)."""

    case: Case
    applies: bool = True
    wrong: list[tuple[str, str]] = field(default_factory=list)


def judge(case: Case) -> Judged:
    """Try a case at every door."""
    with tempfile.TemporaryDirectory(prefix="wordlike-") as folder:
        world = World.of(case.document, Path(folder), case.variant)
        for attempt in range(
            8
        ):  # a draw may fall on a field that has no second sentence, or that holds no free text
            data, log = wordlike.apply(world.base, case.names, case.drawn + attempt * 10_000)
            result = Judged(case, applies=_applies(case.names, world.base, data, log))
            if result.applies and not any(_NO_FREE_TEXT.search(each["path"]) for each in log):
                break
        if len(case.names) == 1 and result.applies == (
            case.document in EXPECTED[case.names[0]].get("not_in", ())
        ):
            result.wrong.append(("n/a", "it is there" if result.applies else "nothing to transform"))
        if result.applies:
            world.path.write_bytes(data)
            trial = Trial(world, data, log, Right.of(case.names), result.wrong)
            trial.run()
        return result


def _applies(names: Sequence[str], base: bytes, data: bytes, log: Sequence[dict[str, str]]) -> bool:
    """Say whether there was anything to transform: a person has done something, or the parts say it in other words."""
    if any(wordlike.KINDS[name] == "edit" for name in names):
        return bool(log)
    return _parts(data) != _parts(base)


def _parts(data: bytes) -> dict[str, bytes]:
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n")
        if part.lstrip(b"\xef\xbb\xbf")[:1] == b"<"
        else part
        for name, part in wordlike.Docx(data).parts.items()
    }


def mixes(count: int, seed: int) -> Iterator[Case]:
    """Draw cases of 2 to 11 transformations on one document, 72 in 100 with one edit among them."""
    rng = random.Random(seed)
    alone = {"strict", "gdocs", "document2"}  # nothing can be said of what comes after these
    others = [name for name, kind in wordlike.KINDS.items() if kind != "edit" and name not in alone]
    edits = [name for name, kind in wordlike.KINDS.items() if kind == "edit"]
    for number in range(count):
        names = rng.sample(others, rng.randrange(1, 11))
        if rng.random() < 0.72:
            names.insert(rng.randrange(len(names) + 1), rng.choice(edits))
        elif len(names) == 1:
            names.append(rng.choice(others))
        if rng.random() < 0.05:
            names.append("document2")
        yield Case(rng.choice(DOCUMENTS), tuple(names), number)
