"""What a text can show that is no text: a chart made from the data, a picture from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame; those three say something else


@dataclass(frozen=True)
class Chart:
    """Bars, one for each category, as long as its value; `labels` are what is written beside them.

    `description` says in words what the chart shows.
    """

    title: str
    description: str
    categories: tuple[str, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...]

    def __str__(self) -> str:
        return self.description


@dataclass(frozen=True)
class Picture:
    """A picture (png or jpeg), its description, and how wide and high it is drawn, in millimetres."""

    data: bytes
    kind: Literal["png", "jpeg"]
    description: str
    width: float
    height: float

    def __str__(self) -> str:
        return self.description


def measured(data: bytes) -> tuple[Literal["png", "jpeg"], int, int] | None:
    """Return the kind, width and height in dots of a picture; None for what is neither PNG nor JPEG.

    Source: PNG (ISO/IEC 15948), 11.2.2 (IHDR); JPEG (ISO/IEC 10918-1), B.2.2 (frame header).
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        return ("png", width, height) if width and height else None
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 <= len(data) and data[at] == _MARKER:
        if data[at + 1] in _FRAMES:
            height, width = (int.from_bytes(data[n : n + 2], "big") for n in (at + 5, at + 7))
            return ("jpeg", width, height) if width and height else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
