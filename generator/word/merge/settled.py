"""The program's comments on conflicts: those that are open, and those that a person has settled, which go.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.4 and following (replies and what else is kept of
a comment in parts of its own).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
_EXTENDED = ("commentsExtended", "commentsIds", "commentsExtensible")


def open_conflicts(package: Package) -> set[str]:
    """Return the ids of the comments of ours that stand where a change that we track is left."""
    ours = {entry.get(_ID, "") for entry in _entries(package) if entry.get(_AUTHOR) == AUTHOR}
    return ours & _marked(package.tree(package.main))


def take_out_settled(package: Package) -> int:
    """Take out the comments of ours where no change that we track is left; return how many.

    One that a person has written in or replied to stays.
    """
    found = _entries(package)
    if all(entry.get(_AUTHOR) != AUTHOR for entry in found):
        return 0
    root = package.tree(package.main)
    kept = _marked(root) | _with_answers(package, root, found)
    there = {mark.get(_ID, "") for mark in root.iter(_START, _REFERENCE)}
    settled = [
        entry
        for entry in found
        if entry.get(_AUTHOR) == AUTHOR
        and entry.get(_ID, "") in there - kept
        and is_conflict_text("\n".join(_text(paragraph) for paragraph in entry.iter(P)))
    ]
    if settled:
        _take_out(package, root, settled)
    return len(settled)


def _entries(package: Package) -> list[etree._Element]:
    tree = package.document_tree("comments")
    return [] if tree is None else list(tree.iter(qn("w:comment")))


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(T))


def _marked(root: etree._Element) -> set[str]:
    """Return the comments in whose range, or around its beginning, a change of ours is left."""
    found, ranges = set[str](), set[str]()
    begun = {each.get(_ID, "") for each in root.iter(_START)}
    for element in root.iter():
        number = element.get(_ID, "")
        if element.tag == _START:
            ranges.add(number)
            found |= {number} if any(map(_is_ours, _around(element))) else set()
        elif element.tag == _END:
            ranges.discard(number)
        elif element.tag == _REFERENCE and number not in begun:  # its range was lost with words
            paragraph = next(element.iterancestors(P), element)
            found |= {number} if any(map(_is_ours, paragraph.iter(*TRACKED))) else set()
        elif _is_ours(element):
            found |= ranges
    return found


def _is_ours(element: etree._Element) -> bool:
    return element.tag in TRACKED and element.get(_AUTHOR) == AUTHOR


def _around(start: etree._Element) -> Iterator[etree._Element]:
    """Yield what may mark all that begins with a range: a change, or the marks of a paragraph or a row."""
    for above in start.iterancestors():
        yield above
        properties = above.find(TRPR) if above.tag == TR else None
        if above.tag == P and all(each.tag in {PPR, _START} for each in start.itersiblings(preceding=True)):
            properties = above.find(PPR)
        yield from properties.iter() if properties is not None else ()


def _with_answers(package: Package, root: etree._Element, entries: Sequence[etree._Element]) -> set[str]:
    """Return the comments that have a reply, or begin where somebody else's does."""
    ours = {entry.get(_ID, ""): entry for entry in entries if entry.get(_AUTHOR) == AUTHOR}
    answered = {
        _attributes(entry).get("paraIdParent")
        for part in _parts(package, _EXTENDED[:1])
        for entry in package.tree(part)
    }
    found = {number for number, entry in ours.items() if answered & _paragraph_ids(entry)}
    for start in root.iter(_START):
        following = start.getnext()
        if following is not None and following.tag == _START:
            both = {start.get(_ID, ""), following.get(_ID, "")}
            found |= both if both - set(ours) else set()
    return found


def _take_out(package: Package, root: etree._Element, settled: Sequence[etree._Element]) -> None:
    numbers = {entry.get(_ID, "") for entry in settled}
    for mark in list(root.iter(_START, _END, _REFERENCE)):
        if mark.get(_ID, "") in numbers:
            run = mark.getparent()
            alone = run is not None and run.tag == RUN and all(each.tag in {RPR, mark.tag} for each in run)
            remove(run if alone and run is not None else mark)
    package.put(package.main, root)
    comments = settled[0].getroottree().getroot()
    ids = set[str]().union(*map(_paragraph_ids, settled))
    for entry in settled:
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
