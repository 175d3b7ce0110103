"""What is right for each transformation of tools/wordlike.py, read from wordlike_expected.yaml."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import wordlike

DOORS = ("status", "pull", "generate", "final")
EXPECTED = {
    name: {"is": "same", **what}
    for kind in yaml.safe_load((Path(__file__).parent / "wordlike_expected.yaml").read_bytes()).values()
    for name, what in kind.items()
}


@dataclass(frozen=True)
class Right:
    """What is right for all that is done in one case."""

    kinds: frozenset[str]
    told: dict[str, frozenset[str]]
    any_edits: bool
    fields_gone: bool
    says: bool
    marked_again: bool
    data_back: bool
    as_left: bool

    @classmethod
    def of(cls, names: Sequence[str]) -> Right:
        each = [EXPECTED[name] for name in names]
        told = {
            door: frozenset(
                what[door].removeprefix("told: ") for what in each if what.get(door, "clean") != "clean"
            )
            for door in DOORS
        }
        return cls(
            frozenset(what["is"] for what in each) - {"same"},
            told,
            any(what.get("edits") == "any" for what in each),
            any(what.get("fields") == "gone" for what in each),
            any(what.get("pull_says") for what in each),
            any(what.get("mark") == "again" for what in each),
            any(what.get("data") == "back" for what in each),
            any(what.get("after_pull") == "as left" for what in each),
        )


def name_of(entry: dict[str, str]) -> str:
    """Return the transformation that wrote this line of the log (some say how, after their name)."""
    name = entry["do"]
    while name not in EXPECTED:
        name = name.rpartition("-")[0]
    return name


@cache
def told_count(kinds: tuple[str, ...]) -> int:
    """Return how many doors are told, of all transformations of these kinds."""
    return sum(
        str(EXPECTED[name].get(door, "clean")) != "clean"
        for name, kind in wordlike.KINDS.items()
        if kind in kinds
        for door in DOORS
    )
