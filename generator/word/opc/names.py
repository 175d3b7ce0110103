"""The names that Word's XML uses. Source: ECMA-376 part 1 (w:, r:) and [MS-DOCX] (w14:, w15:)."""

from __future__ import annotations

from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
XML = "http://www.w3.org/XML/1998/namespace"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""What the type of a relationship between parts starts with: DOC_REL + "header"."""
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

_PREFIXES = {"w": W, "r": R, "mc": MC, "wp": WP, "w14": W14, "w15": W15, "xml": XML}


@cache
def qn(name: str) -> str:
    """Return `w:p` as lxml names it: `{http://…/main}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


P, RUN, T, RPR, PPR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:pPr")
TBL, TR, TRPR = qn("w:tbl"), qn("w:tr"), qn("w:trPr")
TC, TCPR = qn("w:tc"), qn("w:tcPr")
SDT, SDTPR, SDT_CONTENT = qn("w:sdt"), qn("w:sdtPr"), qn("w:sdtContent")
BOX = qn("w:txbxContent")
VAL = qn("w:val")
SPACE = qn("xml:space")
