"""Templates and values of any size, which docxtpl and we both understand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_RELATIONS_OF_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="styles.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>'
)
CELLS = 6


def document(body: Iterable[str]) -> bytes:
    """Return a Word file with this in its body."""
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/_rels/document.xml.rels", _RELATIONS_OF_DOCUMENT)
        package.writestr("word/styles.xml", _styles())
        package.writestr("word/document.xml", "".join([head, *body, "<w:sectPr/></w:body></w:document>"]))
    return packed.getvalue()


def _styles() -> bytes:
    """Return the styles of python-docx's own template, 350 kB: what most templates made by programs hold."""
    import docx

    template = Path(docx.__file__).parent / "templates" / "default.docx"
    with zipfile.ZipFile(template) as package:
        return package.read("word/styles.xml")


def _paragraph(text: str) -> str:
    look = '<w:pPr><w:spacing w:after="60"/></w:pPr>'
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _row(texts: Iterable[str], properties: str = "") -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr>{_paragraph(text)}</w:tc>' for text in texts
    )
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table() -> bytes:
    """Return a template with a header row and a loop over rows of cells."""
    edge = [""] * (CELLS - 1)
    rows = [
        _row([f"Kolumn {cell}" for cell in range(CELLS)], "<w:trPr><w:tblHeader/></w:trPr>"),
        _row(["{%tr for row in rows %}", *edge]),
        _row([f"{{{{ row.c{cell} }}}}" for cell in range(CELLS)]),
        _row(["{%tr endfor %}", *edge]),
    ]
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1800"/>' * CELLS + "</w:tblGrid>"
    return document(["<w:tbl><w:tblPr/>", grid, *rows, "</w:tbl>", _paragraph("Slut")])


def rows(count: int) -> dict[str, Any]:
    """Return the values of a table with so many rows."""
    return {
        "rows": [{f"c{cell}": f"Rad {row}, värde {cell}" for cell in range(CELLS)} for row in range(count)]
    }


def fields(count: int) -> bytes:
    """Return a template with so many tags, three in a paragraph."""
    threes = (range(at, min(at + 3, count)) for at in range(0, count, 3))
    return document(_paragraph(" och ".join(f"{{{{ f{n} }}}}" for n in three) + ".") for three in threes)


def values(count: int) -> dict[str, str]:
    """Return the values of such a template."""
    return {f"f{n}": f"värde {n}" for n in range(count)}
