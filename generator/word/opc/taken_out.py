"""Content that fetches, taken out of a document, which keeps what it holds itself of what was shown."""

from __future__ import annotations

from collections.abc import Callable

from generator.word.opc.active_content import (
    ADD_INS,
    ATTACHED,
    IMPORTED,
    fetched_addresses,
    is_fetched,
    shown_links,
    xml_parts,
)
from generator.word.opc.package import Package
from generator.word.opc.relationships import RELS, Relationship, drop_relationships, kind_of

_ELEMENTS = ("{*}attachedTemplate", "{*}altChunk")
"""What is nothing without its relationship."""


def take_out_attached(package: Package) -> None:
    """Let no template be attached; what the document has of it is in its own styles."""
    _drop(package, lambda relation: kind_of(relation) == ATTACHED)


def take_out_add_ins(package: Package) -> None:
    """Take out the add-ins that somebody's Word has beside the document."""
    for relation in package.relationships("").values():
        if kind_of(relation) == ADD_INS and not relation.external:
            package.remove_with_own_parts(relation.target)


def take_out_fetched(package: Package) -> None:
    """Take out all that a reader of the document would fetch or read in."""
    _drop(package, lambda relation: is_fetched(relation) or kind_of(relation) == IMPORTED)
    for part, root in xml_parts(package):
        found = [*fetched_addresses(root), *shown_links(root, package.relationships(part))]
        for address in found:
            holder = address.getparent()
            if holder is not None:
                del holder.attrib[address.attrname]
        if found:
            package.put(part, root)


def _drop(package: Package, unwanted: Callable[[Relationship], bool]) -> None:
    dropped = False
    for part, root in xml_parts(package):
        if part.lower().endswith(RELS) and drop_relationships(root, unwanted):
            package.put(part, root)
            dropped = True
    for part, root in xml_parts(package) if dropped else ():
        found = list(root.iter(*_ELEMENTS))
        for element in found:
            holder = element.getparent()
            if holder is not None:
                holder.remove(element)
        if found:
            package.put(part, root)
