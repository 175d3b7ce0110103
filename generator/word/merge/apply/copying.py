"""What a block refers to, carried from one package into another under new ids: nothing dangles.

Source: ECMA-376 part 1, 17.7 (styles), 17.9 (numbering), 17.11 (notes), 17.13.6 (bookmarks);
part 2, 6.5 (relationships).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from generator.word.merge.apply.target import (
    ABSTRACT,
    ABSTRACT_ID,
    NUM,
    NUM_ID,
    MergeTarget,
    add_definition,
    next_number,
    same_definition,
    with_value,
)
from generator.word.merge.read.story import Story
from generator.word.opc.names import DOC_REL, VAL, R, qn
from generator.word.opc.package import Package
from generator.word.opc.relationships import Relationship
from generator.word.opc.schema_order import insert
from generator.word.revisions.tracked import remove

_STYLES = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_LINKS = {f"{{{R}}}{name}" for name in "id embed link pict href dm lo qs cs".split()}
_SECTION_REFS = [qn("w:headerReference"), qn("w:footerReference")]
_COMMENTS = [qn(f"w:{name}") for name in "commentRangeStart commentRangeEnd commentReference".split()]
_PARA_ID = [
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")
]
_ID = qn("w:id")
_OVERRIDE, _START_OVER = qn("w:lvlOverride"), qn("w:startOverride")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}


def drop_unseen_charts(package: Package) -> None:
    """Take away the charts that no story shows any more, with what belongs to them alone."""
    for story in package.stories():
        shown = package.parts[story]
        for name, relation in package.relationships(story).items():
            if relation.reltype == DOC_REL + "chart" and f'"{name}"'.encode() not in shown:
                package.drop_relationships(story, {name})
                if not any(relation in package.relationships(other).values() for other in package.stories()):
                    package.remove_with_own_parts(relation.target)


def _is_alone(numbering: etree._Element, abstract_id: str) -> bool:
    """Say whether one list only has this definition, so that it begins where that says."""
    used = [found.get(VAL) for num in numbering.iter(NUM) for found in num.iterchildren(ABSTRACT_ID)]
    return used.count(abstract_id) == 1


def _begin_anew(num: etree._Element, abstract: etree._Element) -> None:
    """Let a list that shares its definition with another begin anew and not go on from that (17.9.26)."""
    if num.find(f"{_OVERRIDE}/{_START_OVER}") is None:
        start = abstract.find(f"{qn('w:lvl')}/{qn('w:start')}")
        override = etree.Element(_OVERRIDE, {qn("w:ilvl"): "0"})
        etree.SubElement(override, _START_OVER, {VAL: "1" if start is None else start.get(VAL, "1")})
        insert(num, override)


class Copier:
    """Copies blocks of one generated story into the edited story that answers to it."""

    def __init__(self, generated: Story, edited: Story, target: MergeTarget, lists: dict[str, str]) -> None:
        self.generated, self.edited, self.target = generated, edited, target
        self.lists = lists
        """numId in generated -> numId in edited, for the lists that both have."""

    def copy(self, element: etree._Element) -> etree._Element:
        """Return a copy of a generated element that can stand in the edited document."""
        copy = deepcopy(element)
        copy.tail = None
        for mark in list(copy.iter(*_COMMENTS, *_SECTION_REFS)):
            remove(mark)  # the edited document keeps its own headers
        for child in copy.iter(etree.Element):
            self._references(child)
        return copy

    def _references(self, element: etree._Element) -> None:
        for name in _PARA_ID:
            element.attrib.pop(name, "")
        self._relate(element, self.generated.relationships, self.edited.part)
        if element.tag in _STYLES:
            element.set(VAL, self._style(element.get(VAL, ""), _STYLES[element.tag]))
        elif element.tag == NUM_ID:
            element.set(VAL, self._list(element.get(VAL, "0")))
        elif element.tag in _NOTES:
            element.set(_ID, self._note(_NOTES[element.tag], element.get(_ID, "")))

    def _relate(self, element: etree._Element, related: Mapping[str, Relationship], part: str) -> None:
        """Let an element that is to stand in an edited part refer to what it refers to in its own."""
        for attribute in _LINKS & set(element.attrib):
            relation = related.get(element.get(attribute, ""))
            if relation is not None:
                target = relation.target if relation.external else self._part(relation.target)
                reference = self.target.package.add_relationship(
                    part, relation.reltype, target, external=relation.external
                )
                element.set(attribute, reference)

    def _part(self, part: str) -> str:
        """Return the edited part that holds the same as a generated one, copied when there is none."""
        source, package = self.generated.document.package, self.target.package
        data, kind = source.parts[part], source.content_type(part)
        related = source.relationships(part)
        if not related:
            for name in sorted(package.parts):
                if package.parts[name] == data and package.content_type(name) == kind:
                    return name
        stem, dot, ending = part.rpartition(".")
        name = part if part not in package.parts else package.free_name(f"{stem}_{{}}{dot}{ending}")
        package.add(name, data, kind)
        if related:
            root = source.tree(part)
            for element in root.iter(etree.Element):
                self._relate(element, related, name)
            package.put(name, root)
        return name

    def _style(self, style_id: str, kind: str) -> str:
        """Return the id of the edited style of the same name, copied when there is none."""
        name = self.generated.document.names_of_styles.get(style_id)
        if name is None:
            return style_id
        own = self.target.tree("styles")
        for style in own.iterfind(qn("w:style")) if own is not None else ():
            found = style.find(qn("w:name"))
            if found is not None and found.get(VAL, "").lower() == name and style.get(qn("w:type")) == kind:
                return str(style.get(qn("w:styleId"), style_id))
        return self._copy_style(style_id, kind)

    def _copy_style(self, style_id: str, kind: str) -> str:
        source = self.generated.document.package
        styles = source.tree(source.document_part("styles"))
        style = with_value(styles, qn("w:style"), qn("w:styleId"), style_id)
        if style is None:
            return style_id
        own = self.target.changed("styles")
        taken = {style.get(qn("w:styleId")) for style in own.iterfind(qn("w:style"))}
        copy = deepcopy(style)
        number, new_id = 1, style_id
        while new_id in taken:
            number, new_id = number + 1, f"{style_id}{number}"
        copy.set(qn("w:styleId"), new_id)
        copy.attrib.pop(qn("w:default"), "")
        own.append(copy)
        for reference in list(copy.iterchildren(qn("w:basedOn"), qn("w:next"), qn("w:link"))):
            if reference.tag == qn("w:basedOn"):
                reference.set(VAL, self._style(reference.get(VAL, ""), kind))
            elif reference.get(VAL) not in taken:
                copy.remove(reference)
        for number_id in copy.iter(NUM_ID):
            number_id.set(VAL, self._list(number_id.get(VAL, "0")))
        return new_id

    def _list(self, num_id: str) -> str:
        """Return the edited list that goes on in a generated one, or a new one of the same definition."""
        if num_id not in self.lists:
            self.lists[num_id] = self._new_list(num_id)
        return self.lists[num_id]

    def _new_list(self, num_id: str) -> str:
        source = self.generated.document.numbering
        num = None if source is None else with_value(source.root, NUM, NUM_ID, num_id)
        if source is None or num is None:
            return "0"
        definition = "".join(each.get(VAL, "") for each in num.iterchildren(ABSTRACT_ID))
        abstract = with_value(source.root, ABSTRACT, ABSTRACT_ID, definition)
        if abstract is None:
            return "0"
        own = self.target.changed("numbering")
        copy = deepcopy(num)
        copy.set(NUM_ID, next_number(own, NUM, NUM_ID))
        for attribute in [name for name in copy.attrib if name != NUM_ID]:
            del copy.attrib[attribute]
        known = same_definition(own, abstract)
        copy[0].set(VAL, known or add_definition(own, abstract))
        if known and _is_alone(source.root, definition):
            _begin_anew(copy, abstract)
        insert(own, copy)
        return str(copy.get(NUM_ID))

    def _note(self, kind: str, number: str) -> str:
        source = self.generated.document.package
        part = source.document_part(f"{kind}s")
        tree = source.tree(part)
        note = with_value(tree, qn(f"w:{kind}"), _ID, number)
        missing = self.target.tree(f"{kind}s") is None
        own = self.target.changed(f"{kind}s")
        if missing:  # the lines above the notes are notes too (17.11.23)
            own.extend([deepcopy(n) for n in tree if n.get(qn("w:type"), "normal") != "normal"])
        if note is None:
            return number
        generated = Story(self.generated.document, part, self.generated.slots)
        edited = Story(self.edited.document, self.target.part(f"{kind}s"), self.edited.slots)
        copy = Copier(generated, edited, self.target, self.lists).copy(note)
        copy.set(_ID, next_number(own, qn(f"w:{kind}"), _ID))
        own.append(copy)
        return str(copy.get(_ID))
