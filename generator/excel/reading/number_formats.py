"""How a workbook shows the numbers of its cells: as dates, as percentages, as they are.

Source: ECMA-376 part 1, 18.8.30 (number formats; the numbers of those that are built in), 18.8.10 (cellXfs).
"""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

Shown = Literal["number", "date", "time", "percent"]
_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_TIMES = {*range(18, 22), *range(45, 48)}
_PERCENTS = {9, 10}
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What a format writes as it stands, and colours, countries and conditions."""


def formats_of(styles: etree._Element) -> list[Shown]:
    """Return how each style of cells shows a number."""
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
    return [_shown(each.get("numFmtId", "0"), own) for each in styles.iterfind("{*}cellXfs/{*}xf")]


def _shown(number: str, own: dict[str, str]) -> Shown:
    if number in own:
        return _of_code(own[number])
    if not number.isdigit():
        return "number"
    shown: dict[Shown, set[int]] = {"date": _DATES, "time": _TIMES, "percent": _PERCENTS}
    return next((each for each, numbers in shown.items() if int(number) in numbers), "number")


def _of_code(code: str) -> Shown:
    plain = _WORDS.sub("", code.partition(";")[0]).lower()
    if "general" not in plain:
        if re.search("[dy]", plain):
            return "date"
        if re.search(r"[hs]|\[m", plain):
            return "time"
        if "m" in plain:  # a month
            return "date"
    return "percent" if "%" in plain else "number"
