"""Relationships of a part: what it has to do with other parts, and with addresses outside the package.

Source: ECMA-376 part 2, 6.5 (relationships). They stand in a part of their own, beside that part.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from generator.word.opc.addresses import leads_out
from generator.word.opc.names import RELATIONSHIPS

RELS = ".rels"
"""What the name of a part with relationships ends with."""
ROOT_RELS = "_rels/.rels"
"""The part that holds the relationships of the package itself."""
_RELATIONSHIP = f"{{{RELATIONSHIPS}}}Relationship"


class Relationship(NamedTuple):
    """A relationship to a part or (when external) to an address; `reltype` is its relationship type."""

    reltype: str
    target: str
    external: bool = False


def kind_of(relation: Relationship) -> str:
    """Return the last word of a relationship's type, the same in Word's names and in those of ISO 29500."""
    return relation.reltype.rstrip("/").rpartition("/")[2].lower()


def rels_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("": of the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels") if part else ROOT_RELS


def read_relationships(root: etree._Element, part: str) -> dict[str, Relationship]:
    """Return the relationships of `part` by id; the targets are part names."""
    return dict(all_relationships(root, part))


def all_relationships(root: etree._Element, part: str) -> Iterator[tuple[str, Relationship]]:
    """Yield each relationship with its id, those too that share one.

    What names a place of its own is external, whatever it says of itself.
    """
    for element in root.iter(_RELATIONSHIP):
        target = element.get("Target", "")
        external = element.get("TargetMode", "").strip().lower() == "external" or leads_out(target)
        if not external:
            target = unquote(posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:])
        yield element.get("Id", ""), Relationship(element.get("Type", "").strip(), target, external)


def drop_relationships(root: etree._Element, unwanted: Callable[[Relationship], bool]) -> bool:
    """Take away the relationships that are not wanted; say whether there were any."""
    found = [unwanted(relation) for _id, relation in all_relationships(root, "")]
    for element, is_unwanted in zip(list(root.iter(_RELATIONSHIP)), found, strict=True):
        parent = element.getparent()
        if is_unwanted and parent is not None:
            parent.remove(element)
    return any(found)


def append_relationships(root: etree._Element, relationships: Mapping[str, Relationship]) -> None:
    """Add relationships under their ids."""
    for name, relationship in relationships.items():
        entry = etree.SubElement(root, _RELATIONSHIP, Id=name, Type=relationship.reltype)
        entry.set("Target", relationship.target if relationship.external else "/" + relationship.target)
        if relationship.external:
            entry.set("TargetMode", "External")


def no_relationships() -> etree._Element:
    """Return the root of a part that holds relationships, none yet."""
    return etree.fromstring(f'<Relationships xmlns="{RELATIONSHIPS}"/>')
