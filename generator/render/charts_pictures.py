"""A chart or a picture as a drawing in a line of text, with the part that it shows.

Source: ECMA-376 part 1, 20.4.2.8 (inline), 20.4.2.5 (docPr: the description), 20.2.2.5 (pic).
"""

from __future__ import annotations

from jinja2.exceptions import SecurityError

from generator.drawings import Chart, Picture, measured
from generator.formats.filters import FilterError
from generator.language import _
from generator.word.opc.names import DOC_REL, WP, R
from generator.word.opc.package import Package
from generator.word.opc.xml import escape
from generator.word.parts import chart as charting

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_MILLIMETRE = 36000  # in EMU (20.1.2.1)
_CHART_WIDTH = 158.0
_MOST_CHARTS = 100
"""Each is a part of the file; a document shows two."""


class Drawings:
    """Writes drawings into the stories of a package; the same picture is kept once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part, self._number, self._charts = "", 0, 0
        self._media: dict[bytes, str] = {}

    def begin(self, part: str) -> None:
        """Let the drawings from now on stand in that part."""
        self._part = part

    def xml(self, drawn: Chart | Picture) -> str:
        """Return the run that shows it."""
        self._number += 1
        if isinstance(drawn, Chart):
            return self._chart(drawn)
        return self._picture(drawn)

    def _chart(self, chart: Chart) -> str:
        self._charts += 1
        if self._charts > _MOST_CHARTS:
            message = _("A document cannot show more than {most} charts. Write fewer of them.")
            raise SecurityError(message.format(most=_MOST_CHARTS))
        name = self._package.free_name("word/charts/chart{}.xml")
        self._package.add(name, charting.part(chart), charting.CHART_TYPE)
        link = self._package.add_relationship(self._part, charting.CHART_REL, name)
        graphic = f'<c:chart xmlns:c="{_CHART}" xmlns:r="{R}" r:id="{link}"/>'
        return self._inline(
            chart.title, chart.description, _CHART_WIDTH, charting.height(chart), _CHART, graphic
        )

    def in_place(self, picture: Picture, what: str, box: tuple[int, int]) -> str:
        """Return the id (`embed`) of a picture in another's place, its width or height (`cx`, `cy`)."""
        found = measured(picture.data)
        if what == "embed" or found is None:
            return self._link_to(picture)
        _kind, width, height = found
        scale = min(box[0] / width, box[1] / height)
        return str(round((width if what == "cx" else height) * scale))

    def _link_to(self, picture: Picture) -> str:
        """Return the id of the relationship to a picture, which is put in the package once."""
        if picture.data not in self._media:
            name = self._package.free_name(f"word/media/image{{}}.{picture.kind}")
            self._package.add(name, picture.data, f"image/{picture.kind}")
            self._media[picture.data] = name
        return self._package.add_relationship(self._part, DOC_REL + "image", self._media[picture.data])

    def _picture(self, picture: Picture) -> str:
        if not picture.width:
            message = _(
                "A picture of the data takes the place of one in the template. Put a picture there, and "
                "write this tag as its alternative text."
            )
            raise FilterError(message)
        link = self._link_to(picture)
        size = f'<a:ext cx="{_emu(picture.width)}" cy="{_emu(picture.height)}"/>'
        graphic = (
            f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{R}" r:embed="{link}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return self._inline("", picture.description, picture.width, picture.height, _PICTURE, graphic)

    def _inline(
        self, title: str, description: str, width: float, height: float, uri: str, graphic: str
    ) -> str:
        named = f' title="{escape(title)}"' if title else ""
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{_emu(width)}" cy="{_emu(height)}"/>'
            f'<wp:docPr id="{self._number}" name="{escape(title or "Bild")} {self._number}" '
            f'descr="{escape(description)}"{named}/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )


def _emu(millimetres: float) -> int:
    return round(millimetres * _MILLIMETRE)
