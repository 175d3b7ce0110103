"""Page numbers behind the entries of a table of contents, as LibreOffice has laid out the pages.

Source: ECMA-376 part 1, 17.3.1.37 (tab stops), 17.6.13 and 17.6.11 (size and margins of a page).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.word.opc.names import PPR, RUN, VAL, T, qn
from generator.word.opc.schema_order import get_or_add, set_property
from generator.word.opc.xml import whole
from generator.word.parts.table_of_contents import contents_paragraphs, field_from
from generator.word.text.runs import text_of


def number_pages(root: etree._Element, pages: Sequence[tuple[str, int]]) -> bool:
    """Write behind each entry the page of its heading (heading and page, in order); say whether any was."""
    left = [(" ".join(heading.split()), page) for heading, page in pages]
    entries = [entry for paragraph in contents_paragraphs(root) for entry in field_from(paragraph)]
    written = False
    for entry in entries:
        text = " ".join(text_of(entry).split("\t")[0].split())
        at = next((n for n, (heading, _page) in enumerate(left) if heading.startswith(text)), None)
        link = entry.find(qn("w:hyperlink"))
        if at is None or link is None or not text:
            continue
        _behind(entry, link, str(left[at][1]), _width(root))
        left = left[at + 1 :]
        written = True
    return written


def _behind(entry: etree._Element, link: etree._Element, page: str, width: int) -> None:
    stop = {VAL: "right", qn("w:leader"): "dot", qn("w:pos"): str(width)}
    etree.SubElement(set_property(get_or_add(entry, PPR), "w:tabs"), qn("w:tab"), stop)
    run = etree.SubElement(link, RUN)
    etree.SubElement(run, qn("w:tab"))
    etree.SubElement(run, T).text = page


def _width(root: etree._Element) -> int:
    """Return how wide the text is, in twentieths of a point; that of A4 when nothing is said."""
    size, margin = next(root.iter(qn("w:pgSz")), None), next(root.iter(qn("w:pgMar")), None)
    if size is None or margin is None:
        return 9070
    sides = sum(whole(margin.get(qn(f"w:{side}"))) for side in ("left", "right"))
    return whole(size.get(qn("w:w")), 11906) - sides
