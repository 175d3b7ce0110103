"""The content types of parts: `types` is the tree of [Content_Types].xml.

Source: ECMA-376 part 2, 7.2.3 (media types). Names of parts are the same in capitals and in small letters.
"""

from __future__ import annotations

from lxml import etree

from generator.word.opc.names import CONTENT_TYPES


def content_type(types: etree._Element, part: str) -> str:
    """Return the content type of a part; "" when none is stated."""
    extension = part.rpartition(".")[2].lower()
    default = ""
    for entry in types:
        if _names(entry, part):
            return entry.get("ContentType", "")
        if entry.get("Extension", "").lower() == extension:
            default = entry.get("ContentType", "")
    return default


def set_content_type(types: etree._Element, part: str, wanted: str) -> None:
    """Give a part a content type, in place of the one that it has."""
    drop_content_type(types, part)
    override = etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", wanted)


def drop_content_type(types: etree._Element, part: str) -> None:
    """Take away what is stated for a part alone."""
    for entry in [entry for entry in types if _names(entry, part)]:
        types.remove(entry)


def _names(entry: etree._Element, part: str) -> bool:
    return entry.get("PartName", "").lower() == f"/{part}".lower()
