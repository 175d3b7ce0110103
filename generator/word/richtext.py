"""Markdown values as Word paragraphs; `richread.py` goes the other way.

Source: ECMA-376 part 1, 17.3.1 and 17.3.2 (properties of paragraphs and runs, and their order).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from generator.markdown import Para, Span, marked
from generator.word.names import PPR, RPR, RUN, VAL, P, R, W, qn
from generator.word.runs import text_xml
from generator.word.styles import Styles, num_pr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.word.numbering import Numbering

Hole = "Callable[[int, etree._Element | None], list[etree._Element]]"
