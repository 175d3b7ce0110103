"""Relationships of a part: what it has to do with other parts, and with addresses outside the package.

Source: ECMA-376 part 2, 6.5 (relationships). They stand in a part of their own, beside that part.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from generator.word.opc.names import RELATIONSHIPS

ROOT_RELS = "_rels/.rels"
"""The part that holds the relationships of the package itself."""
_RELATIONSHIP = f"{{{RELATIONSHIPS}}}Relationship"


class Relationship(NamedTuple):
    """A relationship to a part or (when external) to an address; `reltype` is its relationship type."""

    reltype: str
    target: str
    external: bool = False


def rels_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("": of the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels") if part else ROOT_RELS


def read_relationships(root: etree._Element, part: str) -> dict[str, Relationship]:
    """Return the relationships of `part` by id; the targets are part names."""
    found = {}
    for element in root.iter(_RELATIONSHIP):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            target = unquote(posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:])
        found[element.get("Id", "")] = Relationship(element.get("Type", ""), target, external)
    return found


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
