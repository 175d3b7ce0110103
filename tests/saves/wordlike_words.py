"""What differs between documents, data files and what a person did: each function returns it in words, or nothing."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import validate_docx
from foreign_eye import Seen, first_difference, see
from wordlike_data import PHONES, leaves


def unsound(path: Path) -> set[str]:
    """Return what Word would call wrong in a file, places left out."""
    found = validate_docx.Doc(path).run()
    return {f"{code} {part}: {said}" for level, code, part, _, said in found if level == "error"}


def names_all(problems: Sequence[dict[str, str]], log: Sequence[dict[str, str]]) -> bool:
    return {each["path"] for each in problems} >= {each["field"] for each in log if "field" in each}


def _plain(text: str) -> str:
    return " ".join(text.split())


def counted(seen: Seen) -> Counter[str]:
    return Counter(word for line in seen.lines for word in line.split())


def light(data: bytes) -> bytes:
    for old, new in PHONES.items():
        data = data.replace(old.encode(), new.encode())
    return data


def unlike(what: str, made: Seen, right: Seen, *, old: bool = False) -> str:
    """Say where the lines differ; `old`: after new values have been put back by the old ones, which must be gone."""
    lines = [_plain(line) for line in made.lines]
    if old:
        stale = next((line for line in lines for number in PHONES if number in line), "")
        if stale:
            return f"the old value is still there: {stale[:100]}"
        for before, new in PHONES.items():
            lines = [line.replace(new, before) for line in lines]
    wanted = [_plain(line) for line in right.lines]
    return "" if lines == wanted else f"{what}: {first_difference(tuple(lines), tuple(wanted))}"


def not_kept(seen: Seen, log: Sequence[dict[str, str]]) -> str:
    """Say what a person wrote, drew or dragged that is not there."""
    for each in log:
        if each["do"].startswith("emptied") or each["do"] == "tracked-control-deleted":
            continue
        typed = each.get("note") or each.get("contains") or (each["new"] if each["do"] != "bold-word" else "")
        typed = re.sub(r"^- |^Utkast:|\*\*|\s", "", typed)  # a final has no draft mark in what was moved
        if typed not in re.sub(r"\s", "", seen.words):
            return f"{each['do']}: not there any more: {typed[:80]}"
        if each["do"] == "style-changed" and seen.heading_color != "C00000":
            return "the changed style is as it was before"
        if "width" in each and each["width"] not in seen.widths:
            return "the dragged column is as it was before"
        if each["do"] == "highlight" and not _highlighted(seen, each["new"]):
            return "the highlight is gone"
    return ""


def _highlighted(seen: Seen, word: str) -> bool:
    return any(word in text and "highlight=" in look for each in seen.body for text, look in each.spans)


def trace(final: bytes) -> str:
    """Say what a final must not hold."""
    seen = see(final)
    if seen.tracked or seen.comments or seen.controls:
        return f"left in the final: {seen.tracked}, {seen.comments} comments, {seen.controls} controls"
    return ""


def wrongly_written(before: bytes, after: bytes, log: Sequence[dict[str, str]], paths: set[str]) -> str:
    """Say where the data file has changed and should not, or does not say what was typed."""
    old, new = leaves(before), leaves(after)
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    if changed != paths:
        return f"the data file has changed at {sorted(changed)}, not at {sorted(paths)}"
    for each in log:
        typed = _plain(each.get("contains") or each["new"])
        said = _plain(str(new.get(each["path"], "")))
        if each["path"] in paths and each["do"] == "nbsp-inline":
            said, typed = re.sub(r"\D", "", said), "275000"
        if each["path"] in paths and "\n" not in each["new"] and each.get("contains") and typed not in said:
            return f"the data file does not say “{typed}” at {each['path']}"
    return ""
