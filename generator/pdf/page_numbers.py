"""The page numbers of a table of contents, read from a first PDF and written into the copy for the second.

Only what lays out the pages knows them: in the Word file Word does, here LibreOffice.
Source: ISO 32000-1, 12.3.3 (document outline).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from generator.word.opc.package import Package
from generator.word.parts.page_numbers import number_pages

Page = tuple[str, int]
"""A heading and the page that it stands on, from 1."""


def numbered(copy: bytes, first: bytes) -> bytes | None:
    """Return the copy with the page numbers of `first`, its PDF; None when it has no table of contents."""
    package = Package.read(copy, "")
    root = package.tree(package.main)
    if not number_pages(root, pages(first)):
        return None
    package.put(package.main, root)
    return package.to_bytes()


def pages(data: bytes) -> list[Page]:
    """Return the headings of a PDF with their pages, in the order of reading; none when it is damaged."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
            places = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
            found = [(item.title, _target(item)) for item in _items(outline.root)]
            return [(title, places[at]) for title, at in found if at in places]
    except pikepdf.PdfError:  # repair() reports it
        return []


def _items(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def _target(item: Any) -> Any:
    destination = item.destination
    if destination is None and item.action is not None:
        destination = item.action.get("/D")
    return destination[0].objgen if isinstance(destination, pikepdf.Array) else None
