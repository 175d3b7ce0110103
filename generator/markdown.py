"""The Markdown of long texts as plain values: paragraphs, lists, bold, italics, links, holes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HOLE_START, HOLE_END = "\ufdd0", "\ufdd1"
"""Noncharacters around the index of a located value; a data file that holds one is refused."""


@dataclass(frozen=True, slots=True)
class Rich:
    """Markdown in which `HOLE_START n HOLE_END` stands for the text of `values[n]`."""

    text: str
    values: tuple[Any, ...] = ()
