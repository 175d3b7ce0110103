"""How a workbook shows the numbers of its cells: as dates, as percentages, as they are.

Source: ECMA-376 part 1, 18.8.30 (number formats; the numbers of those that are built in), 18.8.10 (cellXfs).
"""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

Shown = Literal["number", "date", "percent"]
_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_PERCENTS = {9, 10}
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
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
    return "date" if int(number) in _DATES else "percent" if int(number) in _PERCENTS else "number"


def _of_code(code: str) -> Shown:
    plain = _WORDS.sub("", code.partition(";")[0]).lower()
    if re.search("[dy]", plain) and "general" not in plain:
        return "date"
    return "percent" if "%" in plain else "number"
