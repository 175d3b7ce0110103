"""Pictures and charts in a text; what cannot be shown says what it is.

Source: ECMA-376 part 1, 20.4.2 (drawings in a text), 20.1.8.13 (pictures), 19.3.1.21 (embedded objects).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from lxml import etree

from generator.drawings import measured
from generator.language import _
from generator.preview.html import element, escape
from generator.preview.paper import Paper
from generator.preview.words.charts import chart_of, svg
from generator.word.opc.names import BOX, WP, R, qn
from generator.word.opc.xml import whole

_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_DOT = 9525
"""EMU in a dot of a page in a browser, 96 to an inch."""
_LARGEST = 2_000_000
"""Bytes of a picture that is sent with the page each time it is drawn."""


class Drawings:
    """Draws the pictures and charts of one part."""

    def __init__(self, paper: Paper, part: str) -> None:
        self._paper = paper
        self._related = paper.package.relationships(part)

    def html(self, drawing: etree._Element) -> Iterator[str]:
        """Yield the HTML of a w:drawing, w:pict or w:object; nothing for text boxes, which are text."""
        said = _description(drawing)
        charts = [self._part(each.get(f"{{{R}}}id", "")) for each in drawing.iter(_CHART)]
        pictures = [self._part(each.get(f"{{{R}}}embed", "")) for each in drawing.iter(f"{_MAIN}blip")]
        pictures += [self._part(each.get(f"{{{R}}}id", "")) for each in drawing.iter(_VML_IMAGE)]
        for part in charts:
            yield self._chart(part, said)
        for part in pictures:
            yield self._picture(part, said, drawing)
        if drawing.tag == qn("w:object"):
            self._paper.say(_("Objects of other programs, such as sheets of Excel, are shown in Word."))
        elif not charts and not pictures and next(drawing.iter(BOX), None) is None:
            self._paper.say(_("Drawn shapes are shown in Word."))
            yield _instead(said)

    def _part(self, name: str) -> str:
        relation = self._related.get(name)
        return (
            relation.target if relation is not None and relation.target in self._paper.package.parts else ""
        )

    def _chart(self, part: str, said: str) -> str:
        chart = chart_of(self._paper.package.tree(part)) if part else None
        if chart is None:
            self._paper.say(_("Charts other than plain bars are shown in Word."))
            return _instead(said)
        return svg(chart, said, self._paper.sheet.palette.accent())

    def _picture(self, part: str, said: str, drawing: etree._Element) -> str:
        data = self._paper.package.parts.get(part, b"")
        size = measured(data)
        if size is None or len(data) > _LARGEST:
            self._paper.say(_("Pictures other than PNG and JPEG, and those above 2 MB, are shown in Word."))
            return _instead(said)
        extent = next(drawing.iter(f"{{{WP}}}extent"), None)
        width, height = (
            whole(extent.get(side)) // _DOT if extent is not None else dots
            for side, dots in zip(("cx", "cy"), size[1:], strict=True)
        )
        address = f"data:image/{size[0]};base64,{base64.b64encode(data).decode()}"
        return f'<img src="{address}" alt="{escape(said)}" width="{max(1, width)}" height="{max(1, height)}">'


def _description(drawing: etree._Element) -> str:
    """Return the alternative text of a drawing."""
    for properties in drawing.iter(f"{{{WP}}}docPr"):
        return properties.get("descr", "") or properties.get("title", "")
    return next((each.get("alt", "") for each in drawing.iter("{urn:schemas-microsoft-com:vml}shape")), "")


def _instead(said: str) -> str:
    return element("span", escape(said), {"class": "instead"}) if said else ""
