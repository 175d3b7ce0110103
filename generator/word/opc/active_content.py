"""What in a document runs, or fetches something, when Word opens it: found by what it is, under any name.

Decided by relationship types, content types and elements as the parser reads them.
Source: ECMA-376 part 1, 15.2 (relationships), 17.14 (mail merge), 17.17.2 (alternative formats), 17.5.1
(custom XML); part 4, 19 (VML); [MS-OFFMACRO2] 2.2 (macros, ribbons), [MS-OWEXML] (add-ins).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from lxml import etree

from generator.problems import ProblemError
from generator.word.opc.addresses import place_of
from generator.word.opc.content_types import is_xml, types_of
from generator.word.opc.field_codes import fetching_fields
from generator.word.opc.names import R
from generator.word.opc.package import Package
from generator.word.opc.relationships import RELS, Relationship, all_relationships, kind_of
from generator.word.opc.validation import CONTENT_TYPES_PART

Kind = Literal["activex", "add-in", "fetches", "attached", "imports", "mail-merge", "field"]
ATTACHED, IMPORTED, ADD_INS = "attachedtemplate", "afchunk", "webextensiontaskpanes"
_LINK = "hyperlink"
_BROUGHT: dict[str, Kind] = {
    "control": "activex",
    "activexcontrolbinary": "activex",
    "extensibility": "add-in",
    "usercustomization": "add-in",
    ADD_INS: "add-in",
    "webextension": "add-in",
    IMPORTED: "imports",
    ATTACHED: "attached",
}
"""What a relationship of a type brings, by the last word of the type."""
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_ADDRESSES = etree.XPath(
    "//v:*/@src | //o:*/@src | //@o:href | //@o:althref | //@*[local-name()='manifestLocation']",
    namespaces={"v": _VML, "o": _OFFICE},
)
_SHOWN = etree.XPath(
    "//@r:*[not(starts-with(local-name(..), 'hlink') or local-name(..) = 'hyperlink')]",
    namespaces={"r": R},
)
"""What refers to a relationship and is no link: the target is shown, whatever the type says."""
_ELEMENTS: dict[str, Kind] = {"altChunk": "imports", "mailMerge": "mail-merge"}
_INSIDE = ("cid:", "data:", "#")
"""Addresses in the file itself; of a picture in a mail only its name there is left (cid:)."""


class Active(NamedTuple):
    """One thing that runs or fetches: its address or the field's name, when there is one."""

    kind: Kind
    what: str = ""


def active_content(package: Package) -> list[Active]:
    """Return what in the document runs or fetches, each once."""
    types = types_of(package.tree(CONTENT_TYPES_PART), package.parts)
    controls = any("activex" in text.lower() for each in types.items() for text in each)
    found = {Active("activex"): None} if controls else {}
    for part, root in xml_parts(package):
        if part.lower().endswith(RELS):
            relations = (relation for _id, relation in all_relationships(root, ""))
            found |= dict.fromkeys(each for relation in relations for each in _of_relationship(relation))
        else:
            found |= dict.fromkeys(_in_part(root, package.relationships(part)))
    return list(found)


def xml_parts(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts in XML, parsed anew; what cannot be read is left out: Word does not open it either."""
    for part, content_type in types_of(package.tree(CONTENT_TYPES_PART), package.parts).items():
        if is_xml(part, content_type):
            with contextlib.suppress(ProblemError):
                yield part, package.tree(part)


def is_fetched(relation: Relationship) -> bool:
    """Say whether Word fetches what a relationship leads to; a link is followed by hand."""
    return relation.external and kind_of(relation) != _LINK


def _of_relationship(relation: Relationship) -> Iterator[Active]:
    kind = _BROUGHT.get(kind_of(relation))
    if kind == "attached":
        place = place_of(relation.target)
        if place != "disk":  # an organisation may keep its own on a share, and nobody on the net
            yield Active(kind if place == "share" else "fetches", relation.target)
    elif kind is not None:
        yield Active(kind)
    elif is_fetched(relation):
        yield Active("fetches", relation.target)


def fetched_addresses(root: etree._Element) -> list[Any]:
    """Return the attributes of VML and of smart documents that hold an address outside the file."""
    found: Any = _ADDRESSES(root)
    return [each for each in found if each.strip() and not each.strip().lower().startswith(_INSIDE)]


def shown_links(root: etree._Element, related: Mapping[str, Relationship]) -> list[Any]:
    """Return the attributes that show what is said to be a link, and so fetch it."""
    links = {name for name, each in related.items() if kind_of(each) == _LINK}
    shown: Any = _SHOWN(root) if links else []
    return [each for each in shown if each in links]


def _in_part(root: etree._Element, related: Mapping[str, Relationship]) -> Iterator[Active]:
    for address in fetched_addresses(root):
        yield Active("fetches", str(address))
    for name in shown_links(root, related):
        yield Active("fetches", related[name].target)
    for element in root.iter(*(f"{{*}}{name}" for name in _ELEMENTS)):
        yield Active(_ELEMENTS[etree.QName(element).localname])
    for name in fetching_fields(root):
        yield Active("field", name)
