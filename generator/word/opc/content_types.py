"""The content types of parts: `types` is the tree of [Content_Types].xml.

Source: ECMA-376 part 2, 7.2.3 (media types). Names of parts are the same in capitals and in small letters.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from generator.word.opc.names import CONTENT_TYPES

XML = (".xml", ".rels", ".vml")
"""What the names of parts in XML end with."""


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


def types_of(types: etree._Element, parts: Iterable[str]) -> dict[str, str]:
    """Return the content type of each part, all in one look."""
    own, usual = {}, {}
    for entry in types:
        if name := entry.get("PartName", ""):
            own[name.lower()] = entry.get("ContentType", "")
        elif extension := entry.get("Extension", ""):
            usual[extension.lower()] = entry.get("ContentType", "")
    return {
        part: own.get(f"/{part}".lower(), usual.get(part.rpartition(".")[2].lower(), "")) for part in parts
    }


def is_xml(part: str, content_type: str) -> bool:
    """Say whether a part is read as XML, by its name or its content type (RFC 7303)."""
    kind = content_type.partition(";")[0].strip().lower()
    return part.lower().endswith(XML) or kind.endswith(("+xml", "/xml"))


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
