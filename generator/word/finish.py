"""A draft made final: no control, no prompt, no anchor, no word of where it came from.

Source: ECMA-376 part 1, 17.5.2 (content controls), 17.13 (annotations).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.language import _
from generator.problems import Place, Problem
from generator.word import provenance
from generator.word.controls import ANCHOR, showing_placeholder
from generator.word.names import DOC_REL, PPR, SDT, SDT_CONTENT, TC, P, qn
from generator.word.package import Package
from generator.word.revisions import remove, unwrap
from generator.word.runs import text_of
from generator.word.whose import say_whose

_START, _END, _ID = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:id")
_TRACKED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]
_COMMENT = qn("w:commentReference")
_DRAWN = [qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"), qn("w:br"), qn("w:fldChar")]


def unsettled(document: bytes, name: str) -> list[Problem]:
    """Return an error for each tracked change and comment that people have left in the document."""
    package = Package.read(document, name)
    found = []
    for part in package.stories():
        for paragraph in package.tree(part).iter(P):
            place = Place(words=f"“{text_of(paragraph)[:60]}”")
            if next(paragraph.iter(*_TRACKED), None) is not None:
                message = _("A tracked change is left. Accept or reject it in Word.")
                found.append(Problem("error", "tracked-change-left", message, name, place))
            if next(paragraph.iter(_COMMENT), None) is not None:
                message = _("A comment is left. Delete it in Word when it is dealt with.")
                found.append(Problem("error", "comment-left", message, name, place))
    return found


def finish(document: bytes, name: str, fresh: bytes | None = None) -> bytes:
    """Return the document without controls, prompts, anchors and provenance; the text is the same.

    It names the author and days that `fresh`, as generated from today's data, names.
    """
    package = Package.read(document, name)
    if fresh is not None and fresh != document:
        say_whose(package, Package.read(fresh, name))
    provenance.remove(package)
    for part in package.stories():
        root = package.tree(part)
        for control in list(root.iter(SDT)):
            _settle(control)
        for mark in list(_anchors(root)):
            remove(mark)
        package.put(part, root)
    for part in package.by_kind(package.main, DOC_REL + "comments"):
        package.remove(part)
    return package.to_bytes()


def _settle(control: etree._Element) -> None:
    """Put what a control holds in its place; a prompt goes, and the paragraph that held nothing else."""
    if not showing_placeholder(control):
        unwrap(control)
        return
    content, parent = control.find(SDT_CONTENT), control.getparent()
    for paragraph in content.findall(P) if content is not None and not _may_go(control) else []:
        for inner in [each for each in paragraph if each.tag != PPR]:
            paragraph.remove(inner)
        control.addprevious(paragraph)
    remove(control)
    if parent is not None and parent.tag == P and _is_empty(parent) and _may_go(parent):
        remove(parent)


def _may_go(block: etree._Element) -> bool:
    """Say whether a block can be taken away; what holds it must keep a paragraph at its end."""
    parent = block.getparent()
    if parent is None or parent.tag != TC:
        return True
    return len(parent.findall(P)) + len(parent.findall(SDT)) > 1


def _is_empty(paragraph: etree._Element) -> bool:
    return not text_of(paragraph).strip() and next(paragraph.iter(*_DRAWN), None) is None


def _anchors(root: etree._Element) -> Iterator[etree._Element]:
    ours = {mark.get(_ID) for mark in root.iter(_START) if mark.get(qn("w:name"), "").startswith(ANCHOR)}
    return (mark for mark in root.iter(_START, _END) if mark.get(_ID) in ours)
