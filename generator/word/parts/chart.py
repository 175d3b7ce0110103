"""A chart as a part of its own, in Word's own form, so that it is drawn sharply and can be restyled in Word.

Source: ECMA-376 part 1, 21.2 (charts), 20.4.2.8 (inline drawings), 20.1.4.1 (colours by the theme). The
numbers stand in the chart itself (21.2.2.117, numCache); no workbook lies behind them.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.drawings import Chart
from generator.word.opc.names import DOC_REL
from generator.word.opc.xml import HEAD, escape

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_REL = DOC_REL + "chart"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET = "Blad1"  # where the numbers would stand in a workbook
_LONGEST = 60  # letters of a name beside a bar
_ROOM = 1.15  # of the longest bar: its label stands at its end
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222
_INVISIBLE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_BAR = '<c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr>'
_TEXT = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:schemeClr val="tx1"/>'
    '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
)
_BAR_HEIGHT, _EDGE = 9.0, 5.0  # millimetres
_HIGHEST = 230.0
"""Millimetres that an A4 page with our margins has for a chart and its caption; what does not fit is cut."""


def height(chart: Chart) -> float:
    """Return how high the chart is drawn, in millimetres: many bars are lower, so that a page holds all."""
    return min(len(chart.categories) * _BAR_HEIGHT + _EDGE, _HIGHEST)


def part(chart: Chart) -> bytes:
    """Return the chart's part."""
    bars = (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{_series(chart)}<c:gapWidth val="60"/><c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )
    plot = f"<c:plotArea><c:layout/>{bars}{_categories()}{_values(chart)}</c:plotArea>"
    text = (
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:date1904 val="0"/><c:lang val="sv-SE"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>{plot}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_INVISIBLE}{_TEXT}</c:chartSpace>'
    )
    return HEAD + text.encode()


def _series(chart: Chart) -> str:
    last = len(chart.categories) + 1
    name = f"<c:tx>{_words('$B$1', [chart.title])}</c:tx>"
    categories = f"<c:cat>{_words(f'$A$2:$A${last}', map(_short, chart.categories))}</c:cat>"
    values = (
        f"<c:val><c:numRef><c:f>{_SHEET}!$B$2:$B${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{_points(f'{value:.10g}' for value in chart.values)}"
        "</c:numCache></c:numRef></c:val>"
    )
    return (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{name}{_BAR}<c:invertIfNegative val="0"/>'
        f"{_labels(chart.labels)}{categories}{values}</c:ser>"
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
    """Return the axis of the categories, the first one at the top, without a line."""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_INVISIBLE}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def _values(chart: Chart) -> str:
    """Return the axis of the values, which is not drawn: the labels say them all."""
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{max(chart.values) * _ROOM:.10g}"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )
