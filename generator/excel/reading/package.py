"""A workbook's parts, behind the gates of all packages; refused is what runs or fetches, whatever its name.

Source: ECMA-376 part 1, 12.3 (parts of SpreadsheetML: connections, external links), 18.14.5 (DDE);
[MS-OFFMACRO2] 2.2 (macros), [MS-XLSX] 2.1 (macro sheets).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from generator.language import N_, _
from generator.problems import Problem, ProblemError
from generator.word.opc.content_types import types_of
from generator.word.opc.macros import holds_macros
from generator.word.opc.relationships import RELS, Relationship, all_relationships, kind_of, rels_of
from generator.word.opc.validation import CONTENT_TYPES_PART, unzip
from generator.word.opc.xml import parse

_NO_BOOK = N_(
    "This is no Excel workbook. Choose one (.xlsx); open other tables, such as .csv, .xls or .ods, in Excel "
    "and save them as Excel Workbook (.xlsx)."
)
_SAID = {
    "docx-not-word": ("book-other-kind", _NO_BOOK),
    "docx-other-kind": ("book-other-kind", _NO_BOOK),
    "docx-old": (
        "book-other-kind",
        N_("The workbook is in Excel's old form (.xls). Save it in Excel as Excel Workbook (.xlsx)."),
    ),
    "docx-encrypted": ("book-encrypted", N_("The workbook has a password. Save it without one.")),
    "docx-too-large": (
        "book-too-large",
        N_("The workbook holds more than can be read. Copy the sheets with the budget into a new one."),
    ),
    "docx-empty": (
        "book-damaged",
        N_(
            "The file is empty. In OneDrive or on a shared drive it may not have come down yet: open it "
            "once, or choose Always keep on this device. Else fetch it again."
        ),
    ),
}
"""What the gates say of a Word file, said of a workbook: by code, the code and the message."""
_DAMAGED = N_("The workbook is damaged. Fetch it again, or open it in Excel and save it.")
_BROUGHT = {
    "externallink": "book-links",
    "externallinkpath": "book-links",
    "connections": "book-links",
    "querytable": "book-links",
    "oleobject": "book-objects",
    "package": "book-objects",
    "control": "book-objects",
    "activexcontrolbinary": "book-objects",
    "extensibility": "book-objects",
    "customui": "book-objects",
    "xlmacrosheet": "book-macros",
    "xlintlmacrosheet": "book-macros",
    "dialogsheet": "book-macros",
}
"""What a relationship brings, by the last word of its type: the code of the refusal."""
_REFUSED = {
    "book-macros": N_("The workbook holds macros. Save it in Excel as Excel Workbook (.xlsx)."),
    "book-links": N_(
        "The workbook fetches values from other files or sources. In Excel, choose Data, Edit Links (or "
        "Queries & Connections) and break them, so that the values stand in the cells."
    ),
    "book-objects": N_("The workbook holds programs or other files. Copy its sheets into a new workbook."),
}
_HYPERLINK = "hyperlink"

Parts = Mapping[str, bytes]


class Package:
    """The parts of a workbook by name, and how they are related."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts, self.name = parts, name

    def tree(self, part: str) -> etree._Element:
        """Return a part parsed; raise ProblemError when it is broken or not there."""
        if part not in self.parts:
            raise self.damaged()
        with_words = _as_of_a_book
        try:
            return parse(self.parts[part], part, self.name)
        except ProblemError as error:
            raise ProblemError(*map(with_words, error.problems)) from None

    def damaged(self) -> ProblemError:
        """Return the error that says so."""
        return ProblemError(Problem("error", "book-damaged", _(_DAMAGED), self.name))

    def related(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part ("": of the package) by id."""
        rels = rels_of(part)
        return dict(all_relationships(self.tree(rels), part)) if rels in self.parts else {}

    def part_of(self, part: str, kind: str) -> str:
        """Return the part that another has as such (`styles`); "" when it has none."""
        found = (each for each in self.related(part).values() if kind_of(each) == kind)
        return next((each.target for each in found if not each.external and each.target in self.parts), "")


def open_package(data: bytes, name: str) -> Package:
    """Return the parts of a workbook; raise ProblemError for what is none, is damaged, runs or fetches."""
    try:
        package = Package(unzip(data, name), name)
    except ProblemError as error:
        raise ProblemError(*map(_as_of_a_book, error.problems)) from None
    refused = sorted(set(_refused(package)))
    if refused:
        raise ProblemError(*(Problem("error", code, _(_REFUSED[code]), name) for code in refused))
    return package


def _as_of_a_book(problem: Problem) -> Problem:
    code, message = _SAID.get(problem.code, ("book-damaged", _DAMAGED))
    return replace(problem, code=code, message=_(message))


def _refused(package: Package) -> Iterator[str]:
    """Yield the codes of what is refused."""
    types = types_of(package.tree(CONTENT_TYPES_PART), package.parts)
    relations = [
        relation
        for part in package.parts
        if part.lower().endswith(RELS)
        for _id, relation in all_relationships(package.tree(part), "")
    ]
    if holds_macros(types, relations) or any("macro" in each.lower() for each in types.values()):
        yield "book-macros"
    for relation in relations:
        kind = kind_of(relation)
        if kind in _BROUGHT:
            yield _BROUGHT[kind]
        elif relation.external and kind != _HYPERLINK:
            yield "book-links"
    for part, content_type in types.items():
        said = f"{part} {content_type}".lower()
        if any(word in said for word in ("externallink", "connections+xml", "querytable")):
            yield "book-links"
        elif any(word in said for word in ("activex", "oleobject", "embeddings/")):
            yield "book-objects"
