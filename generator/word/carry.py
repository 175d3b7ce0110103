"""What a block refers to, carried from one package into another under new ids: nothing dangles.

Source: ECMA-376 part 1, 17.7 (styles), 17.9 (numbering), 17.11 (notes), 17.13.6 (bookmarks);
part 2, 6.5 (relationships).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.names import DOC_REL, VAL, R, W, qn
from generator.word.package import Package
from generator.word.revisions import remove
from generator.word.story import Story

_STYLES = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_LINKS = {f"{{{R}}}{name}" for name in "id embed link pict href dm lo qs cs".split()}
_SECTION_REFS = [qn("w:headerReference"), qn("w:footerReference")]
_COMMENTS = [qn(f"w:{name}") for name in "commentRangeStart commentRangeEnd commentReference".split()]
_BOOKMARKS = [qn("w:bookmarkStart"), qn("w:bookmarkEnd")]
_PARA_ID = [f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")]
_ID = qn("w:id")
_NUM, _ABSTRACT, _ABSTRACT_ID, _NUM_ID = qn("w:num"), qn("w:abstractNum"), qn("w:abstractNumId"), qn("w:numId")
_OWN = [qn("w:nsid"), qn("w:tmpl"), qn("w:styleLink")]
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class Target:
    """The package that blocks are carried into; its shared parts are parsed once and written at the end."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._trees: dict[str, tuple[str, etree._Element]] = {}
        self._changed: set[str] = set()

    def tree(self, kind: str) -> etree._Element | None:
        """Return the tree of a part that the main document has one of: `styles`, `numbering`, `footnotes`."""
        if kind not in self._trees:
            parts = self.package.by_kind(self.package.main, DOC_REL + kind)
            if not parts or parts[0] not in self.package.parts:
                return None
            self._trees[kind] = (parts[0], self.package.tree(parts[0]))
        return self._trees[kind][1]

    def changed(self, kind: str) -> etree._Element:
        """Return the tree of such a part in order to change it; it is made when the package lacks it."""
        tree = self.tree(kind)
        if tree is None:
            part = self.package.free_name(f"word/{kind}{{}}.xml").replace("1.xml", ".xml", 1)
            part = part if part not in self.package.parts else self.package.free_name(f"word/{kind}{{}}.xml")
            tree = etree.Element(qn(f"w:{kind}"), nsmap={"w": W, "r": R})
            self.package.add(part, tree, _CONTENT_TYPE.format(kind))
            self.package.relate(self.package.main, DOC_REL + kind, part)
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


class Carrier:
    """Carries blocks of one story of fresh into the story of mine that answers to it."""

    def __init__(self, fresh: Story, mine: Story, target: Target, lists: dict[str, str]) -> None:
        self.fresh, self.mine, self.target = fresh, mine, target
        self.lists = lists
        """numId in fresh -> numId in mine, for the lists that both have."""

    def bring(self, element: etree._Element) -> etree._Element:
        """Return a copy of an element of fresh that can stand in mine."""
        copy = deepcopy(element)
        copy.tail = None
        for mark in list(copy.iter(*_COMMENTS, *_SECTION_REFS)):
            remove(mark)  # its headers are mine's
        for child in copy.iter(etree.Element):
            self._references(child)
        return copy

    def _references(self, element: etree._Element) -> None:
        for name in _PARA_ID:
            element.attrib.pop(name, "")
        for name in _LINKS & set(element.attrib):
            relation = self.fresh.relationships.get(element.get(name, ""))
            if relation is not None:
                target = relation.target if relation.external else self._part(relation.target)
                element.set(
                    name, self._package.relate(self.mine.part, relation.kind, target, external=relation.external)
                )
        if element.tag in _STYLES:
            element.set(VAL, self._style(element.get(VAL, ""), _STYLES[element.tag]))
        elif element.tag == _NUM_ID:
            element.set(VAL, self._list(element.get(VAL, "0")))
        elif element.tag in _NOTES:
            element.set(_ID, self._note(_NOTES[element.tag], element.get(_ID, "")))

    @property
    def _package(self) -> Package:
        return self.target.package

    def _part(self, part: str) -> str:
        """Return the part of mine that holds the same as a part of fresh, copied when there is none."""
        source = self.fresh.document.package
        data, kind = source.parts[part], source.content_type(part)
        related = source.relationships(part)
        if not related:
            for name in sorted(self._package.parts):
                if self._package.parts[name] == data and self._package.content_type(name) == kind:
                    return name
        stem, dot, ending = part.rpartition(".")
        name = part if part not in self._package.parts else self._package.free_name(f"{stem}_{{}}{dot}{ending}")
        self._package.add(name, data, kind)
        if related:
            root = source.tree(part)
            for element in root.iter(etree.Element):
                for attribute in _LINKS & set(element.attrib):
                    relation = related.get(element.get(attribute, ""))
                    if relation is not None:
                        target = relation.target if relation.external else self._part(relation.target)
                        made = self._package.relate(name, relation.kind, target, external=relation.external)
                        element.set(attribute, made)
            self._package.put(name, root)
        return name

    def _style(self, style_id: str, kind: str) -> str:
        """Return the id of mine's style of the same name, copied when mine has none."""
        name = self.fresh.document.names_of_styles.get(style_id)
        if name is None:
            return style_id
        ours = self.target.tree("styles")
        for style in ours.iterfind(qn("w:style")) if ours is not None else ():
            found = style.find(qn("w:name"))
            if found is not None and found.get(VAL, "").lower() == name and style.get(qn("w:type")) == kind:
                return str(style.get(qn("w:styleId"), style_id))
        return self._copy_style(style_id, kind)

    def _copy_style(self, style_id: str, kind: str) -> str:
        source = self.fresh.document.package
        parts = source.by_kind(source.main, DOC_REL + "styles")
        found = [s for s in source.tree(parts[0]).iterfind(qn("w:style")) if s.get(qn("w:styleId")) == style_id]
        ours = self.target.changed("styles")
        taken = {style.get(qn("w:styleId")) for style in ours.iterfind(qn("w:style"))}
        copy = deepcopy(found[0])
        number, new_id = 1, style_id
        while new_id in taken:
            number, new_id = number + 1, f"{style_id}{number}"
        copy.set(qn("w:styleId"), new_id)
        copy.attrib.pop(qn("w:default"), "")
        ours.append(copy)
        for reference in list(copy.iterchildren(qn("w:basedOn"), qn("w:next"), qn("w:link"))):
            if reference.tag == qn("w:basedOn"):
                reference.set(VAL, self._style(reference.get(VAL, ""), kind))
            elif reference.get(VAL) not in taken:
                copy.remove(reference)
        for number_id in copy.iter(_NUM_ID):
            number_id.set(VAL, self._list(number_id.get(VAL, "0")))
        return new_id

    def _list(self, num_id: str) -> str:
        """Return the list of mine that goes on in a list of fresh, or a new one in the same look."""
        if num_id == "0":
            return num_id
        if num_id not in self.lists:
            self.lists[num_id] = self._new_list(num_id)
        return self.lists[num_id]

    def _new_list(self, num_id: str) -> str:
        source = self.fresh.document.numbering
        num = None if source is None else _with(source.root, _NUM, _NUM_ID, num_id)
        if source is None or num is None:
            return "0"
        look = num.find(_ABSTRACT_ID)
        abstract = None if look is None else _with(source.root, _ABSTRACT, _ABSTRACT_ID, look.get(VAL, ""))
        if look is None or abstract is None:
            return "0"
        ours = self.target.changed("numbering")
        copy = deepcopy(num)
        copy.set(_NUM_ID, _next(ours, _NUM, _NUM_ID))
        for attribute in [name for name in copy.attrib if name != _NUM_ID]:
            del copy.attrib[attribute]
        copy[0].set(VAL, _same_look(ours, abstract) or _add_look(ours, abstract))
        _insert(ours, copy, [qn("w:numIdMacAtCleanup")])
        return str(copy.get(_NUM_ID))

    def _note(self, kind: str, number: str) -> str:
        source = self.fresh.document.package
        parts = source.by_kind(source.main, DOC_REL + f"{kind}s")
        tree = source.tree(parts[0])
        note = _with(tree, qn(f"w:{kind}"), _ID, number)
        missing = self.target.tree(f"{kind}s") is None
        ours = self.target.changed(f"{kind}s")
        if missing:  # the lines above the notes are notes too (17.11.23)
            ours.extend([deepcopy(n) for n in tree if n.get(qn("w:type"), "normal") != "normal"])
        if note is None:
            return number
        fresh = Story(self.fresh.document, parts[0], self.fresh.slots)
        mine = Story(self.mine.document, self.target.part(f"{kind}s"), self.mine.slots)
        copy = Carrier(fresh, mine, self.target, self.lists).bring(note)
        copy.set(_ID, _next(ours, qn(f"w:{kind}"), _ID))
        ours.append(copy)
        return str(copy.get(_ID))


def _with(root: etree._Element, tag: str, attribute: str, value: str) -> etree._Element | None:
    return next((element for element in root.iterfind(tag) if element.get(attribute) == value), None)


def _next(root: etree._Element, tag: str, attribute: str) -> str:
    return str(1 + max((int(element.get(attribute, "0")) for element in root.iterfind(tag)), default=0))


def _insert(root: etree._Element, element: etree._Element, before: list[str]) -> None:
    later = next((child for child in root if child.tag in before), None)
    if later is None:
        root.append(element)
    else:
        later.addprevious(element)


def _levels(abstract: etree._Element) -> list[bytes]:
    return [etree.tostring(level, method="c14n", exclusive=True) for level in abstract.iterfind(qn("w:lvl"))]


def _same_look(root: etree._Element, abstract: etree._Element) -> str:
    wanted = _levels(abstract)
    same = (other for other in root.iterfind(_ABSTRACT) if _levels(other) == wanted)
    return next((str(other.get(_ABSTRACT_ID)) for other in same), "")


def _add_look(root: etree._Element, abstract: etree._Element) -> str:
    copy = deepcopy(abstract)
    number = str(max((int(a.get(_ABSTRACT_ID, "0")) for a in root.iterfind(_ABSTRACT)), default=-1) + 1)
    copy.set(_ABSTRACT_ID, number)
    for own in [child for child in copy if child.tag in _OWN]:
        copy.remove(own)
    nsid = etree.Element(qn("w:nsid"), {VAL: f"{0x4D650000 + int(number):08X}"})
    copy.insert(0, nsid)  # Word takes lists of one nsid for one list
    _insert(root, copy, [_NUM, qn("w:numIdMacAtCleanup")])
    return number
