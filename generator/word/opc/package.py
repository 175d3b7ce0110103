"""A .docx as parts: opened behind gates, changed part by part, written as the same bytes every time.

Source: ECMA-376 part 2 (Open Packaging Conventions). Part names are written without the leading slash.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from generator.language import _
from generator.system.program import source_date
from generator.system.zip_files import Deflated, Member, archive
from generator.word.opc.content_types import content_type, drop_content_type, set_content_type, types_of
from generator.word.opc.macros import holds_macros
from generator.word.opc.names import DOC_REL
from generator.word.opc.relationships import (
    RELS,
    ROOT_RELS,
    Relationship,
    all_relationships,
    append_relationships,
    no_relationships,
    read_relationships,
    rels_of,
)
from generator.word.opc.validation import CONTENT_TYPES_PART, DOCUMENT_TYPE, DOCUMENT_TYPES, refusal, unzip
from generator.word.opc.xml import parse, root_namespace, to_xml

_STRICT = "http://purl.oclc.org/ooxml/"  # ISO/IEC 29500-1, annex A; Word keeps to it when it saves again
_STRICT_MAIN = f"{_STRICT}officeDocument/relationships/officeDocument"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_EARLIEST = 315532800  # 1980-01-01, before which a zip file knows no time


@dataclass
class Package:
    """A .docx: `parts` by name. A part that nobody changes is written byte for byte as it was read."""

    name: str
    parts: dict[str, bytes]
    main: str = ""
    deflated: dict[str, Deflated] = field(default_factory=dict, repr=False, compare=False)
    """Parts that were deflated before; one counts as long as the part holds the same."""
    _related: dict[str, tuple[bytes, dict[str, Relationship]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The relationships of each part as read last, and the bytes they were read from."""
    _reserved: dict[str, dict[str, Relationship]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def read(cls, data: bytes, name: str) -> Package:
        """Open a .docx; raise ProblemError, with the file's `name`, when it is no sound Word document."""
        package = cls(name, unzip(data, name))
        package.main = package._find_main()
        return package

    def _find_main(self) -> str:
        found = self.related_parts("", DOC_REL + "officeDocument") or self.related_parts("", _STRICT_MAIN)
        if not found:
            if any(part.startswith("word/") for part in self.parts):
                message = _("The file has no main document. Save it again in Word.")
                raise refusal("docx-no-main", message, self.name)
            raise refusal("docx-not-word", _("This is no Word document. Choose a .docx file."), self.name)
        main = found[0]
        kind = self.content_type(main)
        if holds_macros(types_of(self.tree(CONTENT_TYPES_PART), self.parts), self._all_relationships()):
            message = _("The document holds macros. Save it in Word as an ordinary document (.docx).")
            raise refusal("docx-macros", message, self.name)
        if kind not in DOCUMENT_TYPES:
            raise refusal("docx-not-word", _("This is no Word document. Choose a .docx file."), self.name)
        self._set_content_type(main, DOCUMENT_TYPE)
        if self.related_parts("", _STRICT_MAIN) or root_namespace(self.parts[main]).startswith(_STRICT):
            message = _(
                "The file is saved as Strict Open XML Document. Choose Save As in Word, and there "
                "Word Document (*.docx)."
            )
            raise refusal("docx-strict", message, self.name)
        return main

    def _all_relationships(self) -> Iterator[Relationship]:
        for part in [each for each in self.parts if each.lower().endswith(RELS)]:
            yield from (relation for _id, relation in all_relationships(self.tree(part), ""))

    def tree(self, part: str) -> etree._Element:
        """Return a part parsed anew; changes count first when they are `put` back."""
        return parse(self.parts[part], part, self.name)

    def put(self, part: str, content: bytes | etree._Element) -> None:
        """Set what a part that is there holds; `add` makes a new one."""
        self.parts[part] = content if isinstance(content, bytes) else to_xml(content)

    def add(self, part: str, content: bytes | etree._Element, content_type: str) -> None:
        """Make a new part with its content type. Raises ValueError when the name is taken."""
        if part in self.parts:
            raise ValueError(f"the package has a part called {part}")
        self.put(part, content)
        self._set_content_type(part, content_type)

    def remove(self, part: str) -> None:
        """Take a part away, with its relationships, those to it, and its content type."""
        self.parts.pop(part, None)
        self.parts.pop(rels_of(part), None)
        types = self.tree(CONTENT_TYPES_PART)
        drop_content_type(types, part)
        self.put(CONTENT_TYPES_PART, types)
        for owner in ["", *self.parts]:
            found = self.relationships(owner).items()
            self.drop_relationships(owner, {name for name, each in found if each.target == part})

    def remove_with_own_parts(self, part: str) -> None:
        """Take a part away, and the parts that nothing else is related to."""
        own = [relation.target for relation in self.relationships(part).values() if not relation.external]
        self.remove(part)
        for target in own:
            owners = (self.relationships(owner).values() for owner in ["", *self.parts])
            if not any(relation.target == target for related in owners for relation in related):
                self.remove_with_own_parts(target)

    def free_name(self, pattern: str) -> str:
        """Return the first part name that is free: `free_name("word/media/image{}.png")`."""
        taken = {part.lower() for part in self.parts}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def stories(self) -> list[str]:
        """Return the parts that hold text: the main document, headers, footers, footnotes, endnotes."""
        found = [self.main]
        for kind in _STORIES:
            found += sorted(set(self.related_parts(self.main, DOC_REL + kind)))
        return found

    def related_parts(self, part: str, reltype: str) -> list[str]:
        """Return the parts that are there and that `part` ("": the package) has such a relationship to."""
        related = (each for each in self.relationships(part).values() if each.reltype == reltype)
        return [each.target for each in related if not each.external and each.target in self.parts]

    def document_part(self, name: str) -> str:
        """Return the part that the main document has one of (`styles`, `numbering`); "" when it has none."""
        return next(iter(self.related_parts(self.main, DOC_REL + name)), "")

    def document_tree(self, name: str) -> etree._Element | None:
        """Return such a part, parsed anew."""
        part = self.document_part(name)
        return self.tree(part) if part else None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of `part` ("": of the package) by id; targets are part names."""
        rels = rels_of(part)
        if rels not in self.parts:
            return {}
        source, found = self._related.get(part, (None, {}))
        if source is not self.parts[rels]:
            found = read_relationships(self.tree(rels), part)
            self._related[part] = self.parts[rels], found
        return dict(found)

    def add_relationship(self, part: str, reltype: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship from `part` to `target`, made when it is not there."""
        wanted = Relationship(reltype, target, external)
        relationships = self.relationships(part)
        for name, relation in relationships.items():
            if relation == wanted:
                return name
        name = self._free_id(part, relationships)
        self._add_relationships(part, {name: wanted})
        return name

    def reserve_relationship(self, part: str, reltype: str, address: str) -> str:
        """Return the id of a relationship that `write_reserved_relationships` writes, all of them at once."""
        name = self._free_id(part, self.relationships(part))
        self._reserved.setdefault(part, {})[name] = Relationship(reltype, address, external=True)
        return name

    def write_reserved_relationships(self) -> None:
        """Write the relationships whose ids were reserved."""
        for part, reserved in self._reserved.items():
            self._add_relationships(part, reserved)
        self._reserved = {}

    def _free_id(self, part: str, relationships: Collection[str]) -> str:
        reserved = self._reserved.get(part, {})
        number = 1 + len(reserved)
        while f"rId{number}" in relationships or f"rId{number}" in reserved:
            number += 1
        return f"rId{number}"

    def drop_relationships(self, part: str, names: Collection[str]) -> None:
        """Take the relationships of `part` with these ids away."""
        if not names:
            return
        root = self.tree(rels_of(part))
        for entry in list(root):
            if entry.get("Id") in names:
                root.remove(entry)
        self.put(rels_of(part), root)

    def _add_relationships(self, part: str, relationships: Mapping[str, Relationship]) -> None:
        rels = rels_of(part)
        root = self.tree(rels) if rels in self.parts else no_relationships()
        append_relationships(root, relationships)
        self.put(rels, root)

    def content_type(self, part: str) -> str:
        """Return the content type of a part; "" when none is stated."""
        return content_type(self.tree(CONTENT_TYPES_PART), part)

    def _set_content_type(self, part: str, wanted: str) -> None:
        types = self.tree(CONTENT_TYPES_PART)
        if content_type(types, part) != wanted:
            set_content_type(types, part, wanted)
            self.put(CONTENT_TYPES_PART, types)

    def to_bytes(self) -> bytes:
        """Return the .docx; the same parts give the same bytes, on every machine and day."""
        when = time.gmtime(max(source_date() or 0, _EARLIEST))[:6]
        names = sorted(self.parts, key=_place_in_zip)
        return archive([Member.of(name, self._deflated(name)) for name in names], when)

    def keep_deflated(self, parts: Iterable[str]) -> None:
        """Deflate these parts now, so that copies of the package need not, as long as they do not change."""
        self.deflated = {part: Deflated.of(self.parts[part]) for part in parts}

    def _deflated(self, part: str) -> Deflated:
        kept = self.deflated.get(part)
        return kept if kept and kept.content is self.parts[part] else Deflated.of(self.parts[part])

    def copy(self) -> Package:
        """Return a package of its own with the same parts."""
        return replace(self, parts=dict(self.parts))


def _place_in_zip(part: str) -> tuple[bool, bool, str]:
    return part != CONTENT_TYPES_PART, part != ROOT_RELS, part
