"""The package that blocks are carried into: its styles, lists and notes.

Source: ECMA-376 part 1, 11.3 (parts), 17.9 (numbering).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.opc.names import DOC_REL, VAL, R, W, qn
from generator.word.opc.package import Package
from generator.word.opc.schema_order import insert
from generator.word.opc.xml import whole

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
NUM, ABSTRACT, ABSTRACT_ID, NUM_ID = qn("w:num"), qn("w:abstractNum"), qn("w:abstractNumId"), qn("w:numId")
_OWN = [qn("w:nsid"), qn("w:tmpl"), qn("w:styleLink")]


class MergeTarget:
    """The package that blocks are carried into; its shared parts are parsed once and written at the end."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._trees: dict[str, tuple[str, etree._Element]] = {}
        self._changed: set[str] = set()

    def tree(self, kind: str) -> etree._Element | None:
        """Return the tree of a part that the main document has one of: `styles`, `numbering`, `footnotes`."""
        if kind not in self._trees:
            part = self.package.document_part(kind)
            if not part:
                return None
            self._trees[kind] = (part, self.package.tree(part))
        return self._trees[kind][1]

    def changed(self, kind: str) -> etree._Element:
        """Return the tree of such a part in order to change it; it is made when the package lacks it."""
        tree = self.tree(kind)
        if tree is None:
            part = self.package.free_name(f"word/{kind}{{}}.xml").replace("1.xml", ".xml", 1)
            part = part if part not in self.package.parts else self.package.free_name(f"word/{kind}{{}}.xml")
            tree = etree.Element(qn(f"w:{kind}"), nsmap={"w": W, "r": R})
            self.package.add(part, tree, _CONTENT_TYPE.format(kind))
            self.package.add_relationship(self.package.main, DOC_REL + kind, part)
            self._trees[kind] = (part, tree)
        self._changed.add(kind)
        return tree

    def part(self, kind: str) -> str:
        """Return the name of the part of a tree."""
        return self._trees[kind][0]

    def write(self) -> None:
        """Put what was changed back into the package."""
        for kind in sorted(self._changed):
            self.package.put(*self._trees[kind])


def with_value(root: etree._Element, tag: str, attribute: str, value: str) -> etree._Element | None:
    """Return the child with that tag and that value of an attribute."""
    return next((element for element in root.iterfind(tag) if element.get(attribute) == value), None)


def next_number(root: etree._Element, tag: str, attribute: str) -> str:
    """Return the number after the highest that the children with that tag have."""
    return str(1 + max((whole(element.get(attribute)) for element in root.iterfind(tag)), default=0))


def _levels(abstract: etree._Element) -> list[bytes]:
    return [etree.tostring(level, method="c14n", exclusive=True) for level in abstract.iterfind(qn("w:lvl"))]


def same_definition(root: etree._Element, abstract: etree._Element) -> str:
    """Return the id of a w:abstractNum with the same levels, or nothing."""
    wanted = _levels(abstract)
    same = (other for other in root.iterfind(ABSTRACT) if _levels(other) == wanted)
    return next((str(other.get(ABSTRACT_ID)) for other in same), "")


def add_definition(root: etree._Element, abstract: etree._Element) -> str:
    """Add a copy of a w:abstractNum under a new id; return the id."""
    copy = deepcopy(abstract)
    number = str(max((whole(a.get(ABSTRACT_ID)) for a in root.iterfind(ABSTRACT)), default=-1) + 1)
    copy.set(ABSTRACT_ID, number)
    for own in [child for child in copy if child.tag in _OWN]:
        copy.remove(own)
    nsid = etree.Element(qn("w:nsid"), {VAL: f"{0x4D650000 + int(number):08X}"})
    insert(copy, nsid)  # Word takes lists of one nsid for one list
    insert(root, copy)
    return number
