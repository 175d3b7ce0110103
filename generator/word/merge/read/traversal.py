"""What stands in a holder, wrappers looked through.

Source: ECMA-376 part 1, 17.5.2 (content controls around blocks, rows and cells), 17.5.1 (custom XML).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.word.opc.names import SDT, SDT_CONTENT, SDTPR, TBL, P, qn

_LOOKED_THROUGH = frozenset([qn("w:customXml"), qn("w:ins"), qn("w:moveTo")])


def flattened(
    holder: etree._Element, controls: tuple[etree._Element, ...]
) -> Iterator[tuple[etree._Element, tuple[etree._Element, ...]]]:
    """Yield paragraphs, tables and what is left whole, with the controls around each."""
    for child in holder:
        tag = child.tag
        if tag in {P, TBL, qn("w:altChunk")}:
            yield child, controls
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if child.find(f"{SDTPR}/{qn('w:docPartObj')}") is not None:
                yield child, controls
            elif content is not None:
                yield from flattened(content, (*controls, child))
        elif tag in _LOOKED_THROUGH:
            yield from flattened(child, controls)


def rows_or_cells(
    holder: etree._Element, wanted: str, controls: tuple[etree._Element, ...] = ()
) -> list[tuple[etree._Element, tuple[etree._Element, ...]]]:
    """Return the rows of a table or the cells of a row, with the controls around each."""
    found: list[tuple[etree._Element, tuple[etree._Element, ...]]] = []
    for child in holder:
        if child.tag == wanted:
            found.append((child, controls))
        elif child.tag in {SDT, SDT_CONTENT, qn("w:customXml")}:
            found += rows_or_cells(child, wanted, (*controls, child) if child.tag == SDT else controls)
    return found
