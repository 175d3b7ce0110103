"""A draft made final: no control, no prompt, no anchor, no provenance.

Source: ECMA-376 part 1, 17.5.2 (content controls), 17.13 (annotations).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.word.fields import provenance
from generator.word.opc.core_properties import copy_stamp
from generator.word.opc.names import PPR, SDT, SDT_CONTENT, TC, P, qn
from generator.word.opc.package import Package
from generator.word.opc.taken_out import take_out_add_ins, take_out_attached
from generator.word.revisions.tracked import remove, unwrap
from generator.word.text.content_control import ANCHOR, INLINE_ANCHOR, showing_placeholder
from generator.word.text.runs import text_of

_START, _END, _ID, _NAME = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:id"), qn("w:name")
_OF_DRAFTS = frozenset(
    ["comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "glossaryDocument"]
)
"""What parts hold that no final has: comments and who wrote them, prompts (17.12.8)."""
_DRAWN = [qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"), qn("w:br"), qn("w:fldChar")]


def as_final(package: Package, generated: Package | None = None) -> Package:
    """Take controls, prompts, anchors, provenance, what is attached out of the document; the text stays.

    It names the author and days that `generated`, from today's data, names. Returns the package.
    """
    if generated is not None:
        copy_stamp(package, generated)
    provenance.remove(package)
    for part in package.stories():
        root = package.tree(part)
        for control in list(root.iter(SDT)):
            _replace_by_content(control)
        for mark in list(_anchors(root)):
            remove(mark)
        package.put(part, root)
    for relation in package.relationships(package.main).values():
        if relation.reltype.rpartition("/")[2] in _OF_DRAFTS and not relation.external:
            package.remove_with_own_parts(relation.target)
    take_out_attached(package)
    take_out_add_ins(package)
    return package


def _replace_by_content(control: etree._Element) -> None:
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
    starts = (mark for mark in root.iter(_START) if mark.get(_NAME, "").startswith((ANCHOR, INLINE_ANCHOR)))
    own = {mark.get(_ID) for mark in starts}
    return (mark for mark in root.iter(_START, _END) if mark.get(_ID) in own)
