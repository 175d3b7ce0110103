"""Texts cut to what tells them apart, for messages."""

from __future__ import annotations

from itertools import takewhile

_LONGEST = 60
_LEAD = 15
"""Characters before the first difference."""


def excerpts(*texts: str) -> list[str]:
    """Return the texts on one line each, long ones from a little before where they begin to differ."""
    lines = [" ".join(text.split()) for text in texts]
    return [_cut(line, max(0, *(_shared(line, other) - _LEAD for other in lines))) for line in lines]


def _shared(line: str, other: str) -> int:
    """Return how many letters two texts begin with alike; 0 for two that are the same."""
    if line == other:
        return 0
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, other, strict=False)))


def _cut(line: str, start: int) -> str:
    start = start if len(line) > _LONGEST else 0
    head = "…" if start else ""
    rest = line[start:]
    return head + (rest if len(rest) <= _LONGEST else rest[:_LONGEST].rstrip() + "…")
