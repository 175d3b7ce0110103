"""Comments as they lie in a package: where each hangs, who has replied to which, and how one is taken out.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.4 and following (replies, and what else is kept of
a comment in parts of its own).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, TR, TRPR, P, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR, TRACKED
from generator.word.revisions.tracked import remove

_ID, _AUTHOR = qn("w:id"), qn("w:author")
_START, _END, _REFERENCE = (
    qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_CONTENT = frozenset(qn(f"w:{name}") for name in "t delText tab br cr sym drawing pict object".split())
_EXTENDED = ("commentsExtended", "commentsIds", "commentsExtensible")


def entries(package: Package) -> list[etree._Element]:
    """Return the comments of a package, in their order."""
    tree = package.document_tree("comments")
    return [] if tree is None else list(tree.iter(qn("w:comment")))


def number_of(element: etree._Element) -> str:
    """Return the number of a comment, or of a mark where it hangs."""
    return str(element.get(_ID, ""))


def is_signed(element: etree._Element) -> bool:
    """Say whether the program has written a comment."""
    return element.get(_AUTHOR) == AUTHOR


class Anchors:
    """Where the comments of a story hang.

    `ranges`: how much stands before the beginning and the end of each; `marked`: those in whose range, or
    around its beginning, a tracked change is left: ours, or what a person proposes in a copy.
    """

    def __init__(self, root: etree._Element) -> None:
        self.ranges: dict[str, tuple[int, int]] = {}
        self.marked: set[str] = set()
        begun: dict[str, int] = {}
        inside: set[str] = set()
        passed = 0
        for element in root.iter():
            passed += element.tag in _CONTENT
            if element.tag == _START:
                begun[number_of(element)] = passed
                self.ranges[number_of(element)] = passed, passed  # until its end comes
                inside.add(number_of(element))
                self._note(number_of(element), _around(element))
            elif element.tag == _END:
                inside.discard(number_of(element))
                self.ranges[number_of(element)] = begun.get(number_of(element), passed), passed
            elif element.tag == _REFERENCE and number_of(element) not in begun:  # its range was dropped
                self.ranges[number_of(element)] = passed, passed
                self._note(number_of(element), next(element.iterancestors(P), element).iter())
            elif element.tag in TRACKED:
                self.marked |= inside

    def _note(self, number: str, elements: Iterator[etree._Element]) -> None:
        if any(element.tag in TRACKED for element in elements):
            self.marked.add(number)


def _around(start: etree._Element) -> Iterator[etree._Element]:
    """Yield what may mark all that begins with a range: a change, or the marks of a paragraph or a row."""
    for above in start.iterancestors():
        yield above
        properties = above.find(TRPR) if above.tag == TR else None
        if above.tag == P and all(each.tag in {PPR, _START} for each in start.itersiblings(preceding=True)):
            properties = above.find(PPR)
        yield from properties.iter() if properties is not None else ()


def replied_to(package: Package) -> set[str]:
    """Return the paragraphs (w14:paraId) whose comments somebody has replied to."""
    read = (package.tree(part) for part in _parts(package, _EXTENDED[:1]))
    return {_attributes(each).get("paraIdParent", "") for tree in read for each in tree} - {""}


def take_out(package: Package, root: etree._Element, gone: Sequence[etree._Element]) -> None:
    """Take comments out of the comments part and of the story `root`, the main one."""
    if not gone:
        return
    numbers = set(map(number_of, gone))
    for mark in list(root.iter(_START, _END, _REFERENCE)):
        if number_of(mark) in numbers:
            run = mark.getparent()
            alone = run is not None and run.tag == RUN and all(each.tag in {RPR, mark.tag} for each in run)
            remove(run if alone and run is not None else mark)
    package.put(package.main, root)
    comments = gone[0].getroottree().getroot()
    ids = set[str]().union(*map(paragraph_ids, gone))
    for entry in gone:
        remove(entry)
    package.put(package.document_part("comments"), comments)
    for part in _parts(package, _EXTENDED):
        tree = package.tree(part)
        for entry in list(tree):
            about = _attributes(entry)
            if ids & {about.get("paraId"), about.get("durableId")}:
                ids.add(about.get("durableId", ""))
                tree.remove(entry)
        package.put(part, tree)


def _parts(package: Package, names: Sequence[str]) -> list[str]:
    """Return the parts that Microsoft's relationships of these names lead to, in the order of the names."""
    related = package.relationships(package.main).values()
    by_name = {each.reltype.rpartition("/")[2]: each.target for each in related if not each.external}
    return [by_name[name] for name in names if by_name.get(name) in package.parts]


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes without their namespaces, of which versions of Word have several."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def paragraph_ids(entry: etree._Element) -> set[str]:
    """Return the numbers (w14:paraId) of the paragraphs of a comment, by which other parts know it."""
    return {number for paragraph in entry.iter(P) if (number := paragraph.get(qn("w14:paraId")))}
