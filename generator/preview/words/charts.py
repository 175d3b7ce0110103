"""A chart of bars, drawn from the numbers that it holds. Source: ECMA-376 part 1, 21.2 (charts)."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from generator.language import _
from generator.preview.html import element, escape
from generator.word.opc.xml import whole

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_MOST = 100
"""Bars that are drawn; more than that is a line to the eye."""
_WIDTH, _NAMES, _BARS, _STEP, _BAR = 600, 250, 280, 32, 20
_LONGEST = 38
"""Letters of a name beside a bar, for which there is room."""


class Bars(NamedTuple):
    """The names, values and labels of a chart's bars."""

    names: list[str]
    values: list[float]
    labels: list[str]


def chart_of(root: etree._Element) -> Bars | None:
    """Return the bars of a chart; None for one of another kind, or that holds no numbers."""
    plots = [each for each in root.iterfind(f"{_C}chart/{_C}plotArea/*") if each.tag.endswith("Chart")]
    series = plots[0].findall(f"{_C}ser") if len(plots) == 1 and plots[0].tag == f"{_C}barChart" else []
    if len(series) != 1:
        return None
    names, said = _points(series[0].find(f"{_C}cat")), _points(series[0].find(f"{_C}val"))
    try:
        values = [float(said[place]) for place in sorted(said)]
    except ValueError:
        return None
    if not values or len(values) > _MOST or min(values) < 0 or not all(each < 1e18 for each in values):
        return None
    labels = {
        whole(getattr(label.find(f"{_C}idx"), "attrib", {}).get("val")): "".join(
            text.text or "" for text in label.iter(_TEXT)
        )
        for label in series[0].iterfind(f"{_C}dLbls/{_C}dLbl")
    }
    return Bars(
        [names.get(place, "") for place in sorted(said)],
        values,
        [labels.get(place) or said[place] for place in sorted(said)],
    )


def _points(holder: etree._Element | None) -> dict[int, str]:
    points = holder.iter(f"{_C}pt") if holder is not None else ()
    return {whole(point.get("idx")): point.findtext(f"{_C}v", "") for point in points}


def svg(chart: Bars, description: str, colour: str) -> str:
    """Return the chart as a drawing, one bar below the other; `colour` as CSS."""
    longest = max(chart.values) or 1
    drawn = ""
    for place, (name, number, label) in enumerate(zip(*chart, strict=True)):
        top, length = place * _STEP, round(number / longest * _BARS, 1)
        middle = top + _STEP / 2 + 4
        shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        drawn += (
            f'<text x="{_NAMES - 8}" y="{middle}" text-anchor="end">{escape(shown)}</text>'
            f'<rect x="{_NAMES}" y="{top + 6}" width="{length}" height="{_BAR}" fill="{colour}"></rect>'
            f'<text x="{_NAMES + length + 6}" y="{middle}">{escape(label)}</text>'
        )
    size = f"0 0 {_WIDTH} {len(chart.values) * _STEP}"
    attributes = {"class": "chart", "role": "img", "aria-label": description or _("Chart"), "viewBox": size}
    return element("svg", drawn, attributes)
