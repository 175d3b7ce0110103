"""A chart as a part of its own, in Word's own form, so that it is drawn sharply and can be restyled in Word.

Source: ECMA-376 part 1, 21.2 (charts), 20.4.2.8 (inline drawings), 20.1.4.1 (colours by the theme). The
numbers stand in the chart itself (21.2.2.117, numCache); no workbook lies behind them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from generator.drawings import Chart, Series
from generator.word.opc.names import DOC_REL
from generator.word.opc.xml import HEAD, escape

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_REL = DOC_REL + "chart"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DATES, _WHOLE_PER_CENT, _PER_CENT = "yyyy\\-mm\\-dd", "0\\ %", "0.0\\ %"
_SHEET = "Blad1"  # where the numbers would stand in a workbook
_LONGEST = 60  # letters of a name beside a bar
_STEPS = (7, 14, 28, 56, 91, 182, 365, 730)  # days between two marks
_MARKS = 6  # at most so many days are written under a plan
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222
_INVISIBLE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_BAR = '<c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr>'
_LINE = '<c:spPr><a:ln w="6350"><a:solidFill><a:schemeClr val="accent5"/></a:solidFill></a:ln></c:spPr>'
_TEXT = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:schemeClr val="tx1"/>'
    '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
)
_BAR_HEIGHT, _EDGE = 9.0, 14.0  # millimetres
_HIGHEST = 230.0
"""Millimetres that an A4 page with our margins has for a chart and its caption; what does not fit is cut."""


def height(chart: Chart) -> float:
    """Return how high the chart is drawn, in millimetres: many bars are lower, so that a page holds all."""
    return min(len(chart.categories) * _BAR_HEIGHT + _EDGE, _HIGHEST)


def part(chart: Chart) -> bytes:
    """Return the chart's part."""
    plan = chart.kind == "plan"
    grouping = '<c:grouping val="stacked"/>' if plan else '<c:grouping val="clustered"/>'
    series = "".join(_series(chart, n, one) for n, one in enumerate(chart.series))
    overlap = '<c:overlap val="100"/>' if plan else ""
    bars = (
        f'<c:barChart><c:barDir val="bar"/>{grouping}<c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
        "</c:barChart>"
    )
    plot = f"<c:plotArea><c:layout/>{bars}{_categories()}{_values(chart)}</c:plotArea>"
    text = (
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:date1904 val="0"/><c:lang val="sv-SE"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>{plot}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_INVISIBLE}{_TEXT}</c:chartSpace>'
    )
    return HEAD + text.encode()


def _series(chart: Chart, number: int, series: Series) -> str:
    column, last = "BC"[number], len(chart.categories) + 1
    hidden = chart.kind == "plan" and number == 0
    labels = _labels(series.labels) if series.labels else ""
    code = _DATES if hidden else "General" if chart.kind == "plan" else _PER_CENT
    name = f"<c:tx>{_words(f'${column}$1', [series.name])}</c:tx>"
    categories = f"<c:cat>{_words(f'$A$2:$A${last}', map(_short, chart.categories))}</c:cat>"
    values = (
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{code}</c:formatCode>{_points(f'{value:.10g}' for value in series.values)}"
        "</c:numCache></c:numRef></c:val>"
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{_INVISIBLE if hidden else _BAR}'
        f'<c:invertIfNegative val="0"/>{labels}{categories}{values}</c:ser>'
    )


def _words(place: str, words: Iterable[str]) -> str:
    return f"<c:strRef><c:f>{_SHEET}!{place}</c:f><c:strCache>{_points(words)}</c:strCache></c:strRef>"


def _short(name: str) -> str:
    """Return a name that leaves room for the bars; the whole name stands in the table."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _points(values: Iterable[str]) -> str:
    said = [escape(value) for value in values]
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(said))
    return f'<c:ptCount val="{len(said)}"/>{points}'


def _labels(words: Iterable[str]) -> str:
    """Return a label for each bar, as words: a number would be written as each program and machine does."""
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    switches = "".join(f'<c:show{name} val="{on}"/>' for name, on in shown.items())
    each = "".join(
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="sv-SE" sz="900"/>'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="outEnd"/>{switches}</c:dLbl>'
        for number, text in enumerate(words)
    )
    return f'<c:dLbls>{each}<c:dLblPos val="outEnd"/>{switches}</c:dLbls>'


def _categories() -> str:
    """Return the axis of the categories, the first one at the top."""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_LINE}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values(chart: Chart) -> str:
    first, last, step = _scale(chart)
    code = _DATES if chart.kind == "plan" else _WHOLE_PER_CENT
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{last:.10g}"/><c:min val="{first:.10g}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/>'
        f'<c:majorGridlines>{_LINE}</c:majorGridlines><c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_LINE}'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{step:g}"/></c:valAx>'
    )


def _scale(chart: Chart) -> tuple[float, float, float]:
    """Return where the axis of the values begins and ends, and the step between its marks."""
    if chart.kind == "shares":
        return 0, 1, 0.25
    starts, days = (one.values for one in chart.series)
    first = min(starts)
    length = max(start + day for start, day in zip(starts, days, strict=True)) - first
    step = next((step for step in _STEPS if length <= step * _MARKS), ceil(length / _MARKS))
    return first, first + ceil(length / step) * step, step
