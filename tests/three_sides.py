"""Reading merged documents: what they say, with changes accepted or rejected, and whether they are sound."""

from __future__ import annotations

from collections import Counter

from settling import settle

from generator.word.merge.read.blocks import blocks
from generator.word.merge.read.story import Document, Slots, Story
from generator.word.opc.names import DOC_REL, SDT, SDTPR, TC, VAL, P, T, qn
from generator.word.opc.package import Package
from generator.word.reconcile import Names
from generator.word.revisions.tracked import DEL

NAMES = Names("2026-11-23T14:12:00Z", "edited.docx", "the version of 2026-11-20", "data/aurora.yaml")
_CELL_ENDS = {P, qn("w:sdt"), qn("w:bookmarkEnd")}
_BEGINNING_ENDS = (
    ("bookmarkStart", "bookmarkEnd"),
    ("commentRangeStart", "commentRangeEnd"),
)


def says(data):
    """Return what the body and the headers say, one line a paragraph or a row, empty paragraphs left out."""
    package = Package.read(data, "")
    document = Document(package)
    lines = []
    for part in [package.main, *package.related_parts(package.main, DOC_REL + "header")]:
        story = Story(document, part, Slots(by_alias=False))
        body = story.root.find(qn("w:body"))
        for found in blocks(story.root if body is None else body, story):
            if found.kind == "table":
                lines += [
                    " | ".join(
                        " / ".join(_said(b) for b in cell.children if _said(b)) for cell in row.children
                    )
                    for row in found.children
                ]
            elif _said(found):
                lines.append(f"{found.formatting[0]}: {_said(found)}")
    return lines


def _said(found):
    """Return the text of a paragraph; what only is_prompt to write is no text."""
    if found.kind != "paragraph":
        return found.text
    return "".join(token.text for token in found.tokens if not _invites(token))


def _invites(token):
    element = token.parts[0][0]
    around = [element, *element.iterancestors()]
    return any(
        control.find(f"{SDTPR}/{qn('w:showingPlcHdr')}") is not None
        for control in around
        if control.tag == SDT
    )


def settled(data, *, accept):
    """Return the document with all tracked changes accepted or rejected."""
    package = Package.read(data, "")
    for part in package.stories():
        package.put(part, settle(package.tree(part), accept=accept))
    return package.to_bytes()


def _holds_it(text):
    """Return whether a deletion or a paragraph is next around a text: a text box has paragraphs of its own."""
    return next((above.tag for above in text.iterancestors(DEL, P)), None)


def noticed(data):
    """Return the same document in other bytes, as after a save without an edit."""
    package = Package.read(data, "")
    package.put(package.main, package.parts[package.main] + b"\n")
    return package.to_bytes()


def unsound(data):
    """Return what is wrong with a document, by a quick look."""
    package = Package.read(data, "")
    wrong, ids = [], Counter()
    for part in package.stories():
        root = package.tree(part)
        ids.update(e.get(VAL) for e in root.iterfind(f".//{SDTPR}/{qn('w:id')}"))
        names = Counter(e.get(qn("w:name")) for e in root.iter(qn("w:bookmarkStart")))
        wrong += [f"bookmark {name}" for name, count in names.items() if count > 1]
        wrong += ["w:t in w:del" for t in root.iter(T) if _holds_it(t) == DEL]
        wrong += ["cell ends badly" for c in root.iter(TC) if not len(c) or c[-1].tag not in _CELL_ENDS]
        for start, end in _BEGINNING_ENDS:
            pairs = [Counter(e.get(qn("w:id")) for e in root.iter(qn(f"w:{name}"))) for name in (start, end)]
            wrong += (
                [f"{start} {pairs}"] if pairs[0] != pairs[1] or any(n > 1 for n in pairs[0].values()) else []
            )
        for kind, place in (("comments", "commentReference"), ("footnotes", "footnoteReference")):
            parts = package.related_parts(package.main, DOC_REL + kind)
            known = {e.get(qn("w:id")) for p in parts for e in package.tree(p)}
            wrong += [f"{place}" for e in root.iter(qn(f"w:{place}")) if e.get(qn("w:id")) not in known]
        related = package.relationships(part)
        wrong += [
            f"relation {v}"
            for e in root.iter()
            for k, v in e.items()
            if k.startswith(f"{{{DOC_REL[:-1]}}}") and v not in related
        ]
    return wrong + [f"control {number}" for number, count in ids.items() if count > 1]
