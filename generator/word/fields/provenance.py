"""What a generated document says of its own origin: a small custom XML part that travels with the file.

Source: ECMA-376 part 1, 15.2.5 and 15.2.6 (custom XML data and its properties). Word and LibreOffice
carry such parts through a save. It holds nothing that the document does not show.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from lxml import etree

from generator.fields import FieldValue
from generator.word.opc.names import DOC_REL
from generator.word.opc.package import Package

NAMESPACE = "urn:ansokan:generated:1"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_ID = "{5B0C8A1E-7C41-4F0B-9E57-2D7A4C1F6E10}"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class Provenance(NamedTuple):
    """Which data file and form a document comes from, its generation, and the values it shows, in order."""

    data: str
    document: str
    generation: str
    shown: tuple[FieldValue, ...]


def stamp(package: Package, data: str, form: str, shown: tuple[FieldValue, ...]) -> None:
    """Let the package say where it comes from; the generation is a hash of what it is made of."""
    remove(package)
    digest = hashlib.sha256(repr((data, form, shown)).encode())
    for part in sorted(package.parts):
        digest.update(part.encode() + b"\0" + package.parts[part] + b"\0")
    replace(package, Provenance(data, form, digest.hexdigest()[:16], shown))


def replace(package: Package, made: Provenance) -> None:
    """Let the package carry this provenance and no other."""
    remove(package)
    part = package.free_name("customXml/item{}.xml")
    package.add(part, _xml(made), "application/xml")
    package.add_relationship(package.main, DOC_REL + "customXml", part)
    properties = package.free_name("customXml/itemProps{}.xml")
    package.add(properties, _item_properties(), _PROPERTIES_TYPE)
    package.add_relationship(part, DOC_REL + "customXmlProps", properties)


def read(package: Package) -> Provenance | None:
    """Return what the package says of its origin, or None when it says nothing."""
    part = _part(package)
    if part is None:
        return None
    root = package.tree(part)
    shown = tuple(
        FieldValue(
            field.get("path", ""), field.get("kind", ""), None if field.get("missing") else field.text or ""
        )
        for field in root.iter(f"{{{NAMESPACE}}}field")
    )
    return Provenance(root.get("data", ""), root.get("document", ""), root.get("generation", ""), shown)


def remove(package: Package) -> None:
    """Take the provenance out of the package."""
    while (part := _part(package)) is not None:
        for properties in package.related_parts(part, DOC_REL + "customXmlProps"):
            package.remove(properties)
        package.remove(part)


def _part(package: Package) -> str | None:
    for part in package.related_parts(package.main, DOC_REL + "customXml"):
        if NAMESPACE.encode() in package.parts[part]:
            return part
    return None


def _xml(made: Provenance) -> etree._Element:
    attributes = {"data": made.data, "document": made.document, "generation": made.generation}
    namespaces: dict[Any, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}generated", attributes, nsmap=namespaces)
    for value in made.shown:
        field = etree.SubElement(root, f"{{{NAMESPACE}}}field", path=value.path, kind=value.kind)
        if value.text is None:
            field.set("missing", "1")
        else:
            field.text = value.text
    return root


def _item_properties() -> etree._Element:
    root = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    root.set(f"{{{_PROPERTIES}}}itemID", _ITEM_ID)
    references = etree.SubElement(root, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(references, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
    return root
