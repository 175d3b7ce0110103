"""A layout: python-docx places paragraphs and tables in base.docx, the Word file that holds the look."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from generator.word.opc.package import Package
from generator.word.text.runs import isolate, text_of
from layouts.content import Block, Cell, Contents, Paragraph, Part, Table

TWIP = Twips(1)
DRAWN = 160
"""How wide the tables are drawn, in millimetres: the text is as wide as the page of base.docx lets it be."""
LETTER = {"Heading 1": (17, 0, 6), "Heading 2": (13, 16, 4)}
"""A letter's headings: size, space before and after, in points."""
FILLED = {"val": "clear", "color": "auto", "fill": "A9C0C3", "themeFill": "accent5"}
AFTER_SHADING = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What may follow the shading of a paragraph here (ECMA-376 part 1, 17.3.1.26)."""


def layout(
    base: bytes, body: Sequence[Block], *, letter: bool = False, says: Mapping[str, str] = {}
) -> bytes:
    """Return the bytes of base.docx with this body; the same every time.

    `says`: words of its header, footer and properties, and what stands there instead.
    """
    builder = _Builder(base)
    if letter:
        builder.smaller_headings()
    for block in body:
        builder.place(block)
    return builder.to_bytes(says)


AROUND = ("word/header", "word/footer", "docProps/")
"""The parts around the body."""


def _said(part: bytes, says: Mapping[str, str]) -> bytes:
    """Return a part with other words; Word may have cut them into several runs."""
    root = etree.fromstring(part)
    for words, instead in says.items():
        for paragraph in root.iter(qn("w:p")):
            found = [each.span() for each in re.finditer(re.escape(words), text_of(paragraph))]
            for run in isolate(paragraph, *found):
                _retype(run, instead)
        for element in root.iter():
            if element.text and element.tag != qn("w:t"):  # a property
                element.text = element.text.replace(words, instead)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _retype(run: Any, text: str) -> None:
    first, *others = run.iter(qn("w:t"))
    first.text = text
    for each in others:
        run.remove(each)


class _Builder:
    def __init__(self, base: bytes) -> None:
        self._document = Document(io.BytesIO(base))
        self._document.element.body.clear_content()
        page = self._document.sections[0]
        self._text_width = (page.page_width - page.left_margin - page.right_margin) / TWIP

    def smaller_headings(self) -> None:
        """Make the headings those of a letter, without a rule under them."""
        for name, (size, before, after) in LETTER.items():
            style = self._style(name)
            style.font.size = Pt(size)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            _set(style.element.rPr.find(qn("w:szCs")), val=size * 2)
            for rule in style.element.pPr.findall(qn("w:pBdr")):
                style.element.pPr.remove(rule)

    def place(self, block: Block) -> None:
        """Add a paragraph or a table at the end."""
        if isinstance(block, Table):
            self._table(block)
        else:
            self._fill(self._document.add_paragraph(), block)

    def to_bytes(self, says: Mapping[str, str]) -> bytes:
        """Return the document, zipped as the program zips its own."""
        out = io.BytesIO()
        self._document.save(out)
        package = Package.read(out.getvalue(), "layout.docx")
        for name in package.parts:
            if says and name.startswith(AROUND):
                package.parts[name] = _said(package.parts[name], says)
        return package.to_bytes()

    def _style(self, name: str) -> Any:
        try:
            return self._document.styles[name]
        except KeyError:
            raise SystemExit(f"base.docx has no style called {name}") from None

    def _fill(self, paragraph: WordParagraph, wanted: Paragraph, *, keep: bool = False) -> None:
        if wanted.style != "Normal":
            paragraph.style = self._style(wanted.style)
        if wanted.keep or keep:
            paragraph.paragraph_format.keep_with_next = True
        if wanted.new_page:
            paragraph.paragraph_format.page_break_before = True
        if wanted.look:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if wanted.look == "filled":
            paragraph._p.get_or_add_pPr().insert_element_before(
                _set(OxmlElement("w:shd"), **FILLED), *AFTER_SHADING
            )
        for part in wanted.parts:
            self._part(paragraph, part)

    def _part(self, paragraph: WordParagraph, part: Part) -> None:
        if isinstance(part, Contents):
            _contents(paragraph, part)
        elif isinstance(part, tuple):
            paragraph.add_run(part[0], self._style(part[1]))
        elif part:
            paragraph.add_run(part)

    def _table(self, wanted: Table) -> None:
        rows = [wanted.header, *wanted.rows, *([wanted.total] if wanted.total else [])]
        table = self._document.add_table(len(rows), len(wanted.widths), self._style(wanted.style))
        widths = [Twips(round(width * self._text_width / DRAWN)) for width in wanted.widths]
        _set_properties(table, wanted, sum(width // TWIP for width in widths))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            keep = wanted.together and 0 < number < len(rows) - bool(wanted.total)
            self._cells(zip(row.cells, cells, widths, strict=True), keep=keep)

    def _cells(self, row: Iterable[tuple[WordCell, Cell, Length]], *, keep: bool) -> None:
        for cell, paragraphs, width in row:
            cell.width = width
            if any(paragraph.look for paragraph in paragraphs):
                _set_no_margins(cell)
            for number, paragraph in enumerate(paragraphs):
                self._fill(cell.add_paragraph() if number else cell.paragraphs[0], paragraph, keep=keep)


def _set_properties(table: WordTable, wanted: Table, total: int) -> None:
    """Set what python-docx has no words for: width, marked rows, name and description."""
    properties = table._tbl.tblPr
    if wanted.fixed:
        table.autofit = False
    width = {"w": total, "type": "dxa"} if wanted.fixed else {"w": 5000, "type": "pct"}
    marked = 0x06A0 + 0x0040 * bool(wanted.total)  # 17.4.55: first row, last row, first column, no bands
    look = {"val": f"{marked:04X}", "firstRow": 1, "lastRow": int(bool(wanted.total)), "firstColumn": 1,
            "lastColumn": 0, "noHBand": 1, "noVBand": 1}  # fmt: skip
    _set(properties.find(qn("w:tblW")), **width)
    _set(properties.find(qn("w:tblLook")), **look)
    for name, value in (("tblCaption", wanted.name), ("tblDescription", wanted.about)):
        properties.append(_set(OxmlElement(f"w:{name}"), val=value))


def _set_no_margins(cell: WordCell) -> None:
    """Let the text of a narrow cell have all its width (17.4.42)."""
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        margins.append(_set(OxmlElement(f"w:{side}"), w=0, type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def _contents(paragraph: WordParagraph, wanted: Contents) -> None:
    """Add the field of a table of contents."""
    code = OxmlElement("w:instrText")
    code.text = f' TOC \\o "{wanted.levels}" \\h \\z \\u '
    code.set(qn("xml:space"), "preserve")
    begin, separate, end = (
        _set(OxmlElement("w:fldChar"), fldCharType=kind) for kind in ("begin", "separate", "end")
    )
    for element in (begin, code, separate):
        paragraph.add_run()._r.append(element)
    paragraph.add_run("Innehåll")
    paragraph.add_run()._r.append(end)


def _set(element: Any, **attributes: object) -> Any:
    """Set attributes of WordprocessingML and return the element."""
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
