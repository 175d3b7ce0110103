"""A row or paragraph of an item that a person has added or deleted: all doors name one set, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreign_eye import see
from wordlike_words import not_kept, trace
from wordlike_world import World

_NOT_DONE = {"financing-incomplete", "cost-incomplete", "budget-unbalanced"}
"""What is said of a new financier or cost that has no amount yet, or that has been copied with its amount."""


def item_faults(world: World, data: bytes, log: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, with the door: what is drawn may be an item, one that is not sure, or no item."""
    pending = re.search(r"\d+ fields? to pull \(([^)]*)\)", world.status())
    waiting = set(pending[1].split(", ")) if pending else set()
    run = world.generate()
    if {each["path"] for each in run.pending} != waiting or run.merged or run.conflicts:
        yield "generate", f"{sorted(waiting)} expected to wait: {run}"
    world.path.write_bytes(data)
    run, final = world.final()
    told = {each["path"] for each in run.problems if each["path"]}
    if told != waiting or (final is None) != bool(waiting):
        yield "final", f"{sorted(waiting)} expected: {run}"
    for how in (
        "--dry-run",
        "",
        *(["--removed"] if "deleted-paragraph" in {each["do"] for each in log} else []),
    ):
        run = world.pull(*how.split())
        named = run.taken | {each["path"] for each in run.problems if each["level"] == "error"}
        if named != waiting:
            yield "pull", f"{how}: {sorted(waiting)} expected: {run}"
    left = {each["path"] for each in run.problems if each["level"] == "error"}
    run = world.generate()
    made = see(world.path.read_bytes())
    if {each["path"] for each in run.pending} != left or run.conflicts:
        yield "generate", f"after pull {sorted(left)} expected to wait: {run}"
    yield "generate", not_kept(made, log)
    if world.pull().taken:
        yield "pull", "a second pull takes something again"
    after = world.path.read_bytes()
    world.generate()
    if world.path.read_bytes() != after:
        yield "generate", "a second run writes the file anew"
    run, final = world.final()
    lacks = any(each["code"] in _NOT_DONE for each in run.told.get("problems", ()))
    if (final is None) != (bool(left) or lacks):
        yield "final", f"after pull: {run}"
    elif final is not None:
        yield "final", trace(final)
        yield "final", not_kept(see(final), log)
