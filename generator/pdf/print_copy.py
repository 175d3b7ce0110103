"""The copy of a Word file that is printed, and what the file says of itself.

Source: ECMA-376 part 1, 17.4.55 (tblLook), 17.5.2 (content controls); part 2, 8.3 (core properties).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from generator.system.program import source_date
from generator.word.opc.names import CORE_REL, SDT, TBL, qn
from generator.word.opc.package import Package
from generator.word.opc.taken_out import take_out_fetched
from generator.word.revisions.tracked import unwrap

_DRAWING = qn("wp:docPr")
_ROW_HEADS = f"{qn('w:tblPr')}/{qn('w:tblLook')}[@{qn('w:firstColumn')}='1']"


@dataclass(frozen=True)
class DocumentInfo:
    """What a document says of itself; a text that it does not say is empty."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    pictures: tuple[str, ...] = ()
    """The descriptions of the pictures and charts of the text, in order."""
    row_heads: tuple[bool, ...] = ()
    """Of the tables of the text, in order: whether the first cell of each row is its heading."""


def facts_of(package: Package, name: str) -> DocumentInfo:
    """Return what the document's properties say; a document without a title is called `name`."""
    parts = [part for part in package.related_parts("", CORE_REL) if part in package.parts]
    properties = {
        etree.QName(entry).localname: " ".join((entry.text or "").split())
        for part in parts[:1]
        for entry in package.tree(part)
    }
    text = package.tree(package.main)
    return DocumentInfo(
        title=properties.get("title") or name,
        author=properties.get("creator", ""),
        subject=properties.get("subject", ""),
        keywords=properties.get("keywords", ""),
        language=properties.get("language", ""),
        created=_moment(properties.get("created", "")),
        modified=_moment(properties.get("modified", "")),
        pictures=tuple(drawn.get("descr", "") for drawn in text.iter(_DRAWING)),
        row_heads=tuple(each.find(_ROW_HEADS) is not None for each in text.iter(TBL)),
    )


def printable(package: Package) -> bytes:
    """Return the document without its content controls, whose content stays, and without what is fetched.

    LibreOffice 7.4 drops the look of prompts inside controls, 7.5 and later make form fields of them.
    """
    take_out_fetched(package)
    for part in package.stories():
        root = package.tree(part)
        for control in list(root.iter(SDT)):
            unwrap(control)
        package.put(part, root)
    return package.to_bytes()


def _moment(text: str) -> datetime | None:
    """Return a date of the properties in UTC; where there is none, the one that SOURCE_DATE_EPOCH says."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        epoch = source_date()
        return None if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
