"""The program's comments on conflicts: those that are open; those go that are settled, or said anew.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.4 and following (replies, and what else is kept of
a comment in parts of its own).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from generator.word.merge.conflict_texts import is_conflict_text
from generator.word.opc.names import PPR, RPR, RUN, TR, TRPR, P, T, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR, TRACKED
from generator.word.revisions.tracked import remove

_ID, _AUTHOR = qn("w:id"), qn("w:author")
_START, _END, _REFERENCE = (
    qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_CONTENT = frozenset(qn(f"w:{name}") for name in "t delText tab br cr sym drawing pict object".split())
_EXTENDED = ("commentsExtended", "commentsIds", "commentsExtensible")


def open_conflicts(package: Package) -> set[str]:
    """Return the ids of the comments of ours that stand where a change that we track is left."""
    ours = {_number(entry) for entry in _entries(package) if _is_signed(entry)}
    return ours & _Anchors(package.tree(package.main)).marked if ours else set()


def take_out_settled(package: Package) -> int:
    """Take out the comments of ours where no change that we track is left; return how many.

    One that a person has written in or replied to stays.
    """
    root, anchors, ours = _own(package)
    settled = [entry for entry in ours if _number(entry) not in anchors.marked]
    _take_out(package, root, settled)
    return len(settled)


def comments_there(package: Package) -> set[str]:
    """Return the numbers of the comments of a package."""
    return set(map(_number, _entries(package)))


def take_out_repeated(package: Package, earlier: Collection[str]) -> None:
    """Take out each `earlier` comment of ours where a new one says that the same words are in conflict."""
    root, anchors, ours = _own(package)
    again = {anchors.ranges[_number(entry)] for entry in ours if _number(entry) not in earlier}
    repeated = [e for e in ours if _number(e) in earlier and anchors.ranges[_number(e)] in again]
    _take_out(package, root, repeated)


class _Anchors:
    """Where the comments of a story hang.

    `ranges`: how much stands before the beginning and the end of each; `marked`: those in whose range, or
    around its beginning, a change of ours is left.
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
                begun[_number(element)] = passed
                self.ranges[_number(element)] = passed, passed  # until its end comes
                inside.add(_number(element))
                self._note(_number(element), _around(element))
            elif element.tag == _END:
                inside.discard(_number(element))
                self.ranges[_number(element)] = begun.get(_number(element), passed), passed
            elif element.tag == _REFERENCE and _number(element) not in begun:  # its range was dropped
                self.ranges[_number(element)] = passed, passed
                self._note(_number(element), next(element.iterancestors(P), element).iter())
            elif _is_ours(element):
                self.marked |= inside

    def _note(self, number: str, elements: Iterator[etree._Element]) -> None:
        if any(map(_is_ours, elements)):
            self.marked.add(number)


def _own(package: Package) -> tuple[etree._Element, _Anchors, list[etree._Element]]:
    """Return the comments of ours that may go: as we wrote them, and nobody's reply hangs on them."""
    root = package.tree(package.main)
    entries = _entries(package)
    ours = [entry for entry in entries if _is_signed(entry) and is_conflict_text(_text(entry))]
    anchors = _Anchors(root if ours else etree.Element(P))
    others = {anchors.ranges.get(_number(entry)) for entry in entries if not _is_signed(entry)}
    answered = {
        _attributes(each).get("paraIdParent")
        for part in _parts(package, _EXTENDED[:1])
        for each in package.tree(part)
    }
    return (
        root,
        anchors,
        [
            entry
            for entry in ours
            if _number(entry) in anchors.ranges
            and anchors.ranges[_number(entry)] not in others
            and not answered & _paragraph_ids(entry)
        ],
    )


def _entries(package: Package) -> list[etree._Element]:
    tree = package.document_tree("comments")
    return [] if tree is None else list(tree.iter(qn("w:comment")))


def _number(element: etree._Element) -> str:
    return str(element.get(_ID, ""))


def _is_signed(element: etree._Element) -> bool:
    return element.get(_AUTHOR) == AUTHOR


def _is_ours(element: etree._Element) -> bool:
    return element.tag in TRACKED and _is_signed(element)


def _text(entry: etree._Element) -> str:
    """Return what a comment says, a paragraph on a line."""
    return "\n".join("".join(text.text or "" for text in each.iter(T)) for each in entry.iter(P))


def _around(start: etree._Element) -> Iterator[etree._Element]:
    """Yield what may mark all that begins with a range: a change, or the marks of a paragraph or a row."""
    for above in start.iterancestors():
        yield above
        properties = above.find(TRPR) if above.tag == TR else None
        if above.tag == P and all(each.tag in {PPR, _START} for each in start.itersiblings(preceding=True)):
            properties = above.find(PPR)
        yield from properties.iter() if properties is not None else ()


def _take_out(package: Package, root: etree._Element, entries: Sequence[etree._Element]) -> None:
    if not entries:
        return
    numbers = set(map(_number, entries))
    for mark in list(root.iter(_START, _END, _REFERENCE)):
        if _number(mark) in numbers:
            run = mark.getparent()
            alone = run is not None and run.tag == RUN and all(each.tag in {RPR, mark.tag} for each in run)
            remove(run if alone and run is not None else mark)
    package.put(package.main, root)
    comments = entries[0].getroottree().getroot()
    ids = set[str]().union(*map(_paragraph_ids, entries))
    for entry in entries:
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


def _paragraph_ids(entry: etree._Element) -> set[str]:
    return {number for paragraph in entry.iter(P) if (number := paragraph.get(qn("w14:paraId")))}
