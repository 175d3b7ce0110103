"""Marks of items that stand elsewhere in their list now: somebody has put a row before them in an editor.

The page, `pull` and workbooks let the marks follow; an editor does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile

Stands = Callable[[str, str], bool]
"""Say whether the text with a fingerprint stands at a path."""


def still_there(marks: Mapping[str, str], count: Callable[[str], int], stands: Stands) -> set[str]:
    """Return the paths of the marks whose text stands at the same key of the item that theirs has become.

    `marks`: fingerprints by path; `count`: how many items a list has. An item of which all stands is itself.
    """
    items: dict[tuple[str, int], dict[str, str]] = {}
    for path, text in marks.items():
        steps = path.split(".")
        before = list(takewhile(lambda step: not step.isdecimal(), steps))
        if len(before) < len(steps):
            key = ".".join(before), int(steps[len(before)])
            items.setdefault(key, {})[".".join(steps[len(before) + 1 :])] = text
    themselves = {item for item, texts in items.items() if _standing(item, texts, stands) == len(texts)}
    taken, found = set(themselves), set[str]()
    for item, texts in items.items():
        if item in themselves:
            continue
        here = _standing(item, texts, stands)
        others = [(item[0], number) for number in range(count(item[0]))]
        free = [each for each in others if each != item and each not in taken]
        best = max(free, key=lambda each: _standing(each, texts, stands), default=item)
        if _standing(best, texts, stands) > here:
            taken.add(best)
            found |= {_path(item, key) for key, text in texts.items() if stands(_path(best, key), text)}
    return found


def _standing(item: tuple[str, int], texts: Mapping[str, str], stands: Stands) -> int:
    return sum(stands(_path(item, key), text) for key, text in texts.items())


def _path(item: tuple[str, int], key: str) -> str:
    return ".".join([item[0], str(item[1]), *([key] if key else [])])
