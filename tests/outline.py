"""A .docx as readable text for golden files, with each content control as [path=text].

title: Ansökan
¶ Heading 1 | Om projektet
¶ | Projektet [project.title=Vatten] börjar
• en punkt
| Namn | Belopp |
[project.problem
¶ | Ett långt svar
]
"""

from __future__ import annotations

from generator.word.opc.names import (
    CORE_REL,
    DOC_REL,
    PPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDTPR,
    TBL,
    TC,
    TR,
    VAL,
    P,
    qn,
)
from generator.word.opc.package import Package
from generator.word.text.numbering import Numbering
from generator.word.text.runs import text_of

_HOLDERS = {qn(f"w:{name}") for name in ("hyperlink", "ins", "smartTag", "fldSimple", "sdtContent")}


def outline(data: bytes) -> str:
    """Return the document as text, one line a paragraph."""
    return "\n".join(_Outline(Package.read(data, "outline.docx")).lines()) + "\n"


class _Outline:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles: dict[str, tuple[str, object]] = {}
        for style in self._tree("styles").iter(qn("w:style")) if self._has("styles") else ():
            number = style.find(f"{PPR}/{qn('w:numPr')}")
            self._styles[style.get(qn("w:styleId"))] = (style.find(qn("w:name")).get(VAL), number)
        self._numbering = Numbering(self._tree("numbering")) if self._has("numbering") else None
        self._counts: dict[tuple[int, int], int] = {}

    def lines(self):
        for part in self._package.related_parts("", CORE_REL):
            for title in self._package.tree(part).iter("{http://purl.org/dc/elements/1.1/}title"):
                yield from [f"title: {title.text}"] if title.text else []
        for part in self._package.stories():
            root = self._package.tree(part)
            if part == self._package.main:
                yield from self._blocks(root.find(qn("w:body")))
            elif any(text_of(p).strip() for p in root.iter(P)):
                yield f"--- {part.rpartition('/')[2]}"
                yield from self._blocks(root)

    def _blocks(self, holder):
        for block in holder:
            if block.tag == P:
                yield self._paragraph(block)
            elif block.tag == TBL:
                yield from self._rows(block)
            elif block.tag == SDT:
                yield f"[{_tag(block)}"
                yield from self._blocks(block.find(SDT_CONTENT))
                yield "]"
            elif len(block):
                yield from self._blocks(block)

    def _rows(self, table):
        for row in table.iter(TR):
            cells = []
            for cell in row.iter(TC):
                lines = [line.removeprefix("¶ | ").removeprefix("¶ ") for line in self._blocks(cell)]
                cells.append(" / ".join(line for line in lines if line not in {"¶", ""}))
            yield "| " + " | ".join(cells) + " |"

    def _paragraph(self, paragraph):
        style = paragraph.find(f"{PPR}/{qn('w:pStyle')}")
        name, number = self._styles.get(style.get(VAL) if style is not None else "", ("", None))
        mark = self._mark(paragraph.find(f"{PPR}/{qn('w:numPr')}"), number)
        text = "".join(_pieces(paragraph)).replace("\n", "⏎").replace("\t", "⇥")
        head = f"¶ {name}".rstrip() if name.lower() not in {"normal", ""} else "¶"
        if mark:
            return f"{mark} {text}"
        return f"{head} | {text}" if text else head

    def _mark(self, own, styled):
        properties = own if own is not None else styled
        if properties is None or self._numbering is None:
            return ""
        found = [properties.find(qn(f"w:{name}")) for name in ("numId", "ilvl")]
        if found[0] is None and styled is not None:
            found[0] = styled.find(qn("w:numId"))
        number, level = (int(element.get(VAL)) if element is not None else 0 for element in found)
        form = self._numbering.level(number, level)
        if form is None:
            return ""
        if form.format == "bullet":
            return "  " * level + "•"
        count = self._counts[number, level] = self._counts.get((number, level), form.start - 1) + 1
        return "  " * level + f"{count}."

    def _has(self, kind):
        return bool(self._package.related_parts(self._package.main, DOC_REL + kind))

    def _tree(self, kind):
        return self._package.tree(self._package.related_parts(self._package.main, DOC_REL + kind)[0])


def _pieces(holder):
    for child in holder:
        if child.tag == RUN:
            one = child.makeelement(P)
            copy = child.__copy__()
            one.append(copy)
            yield text_of(one)
        elif child.tag == SDT:
            inside = "".join(_pieces(child.find(SDT_CONTENT)))
            tag = _tag(child)
            yield f"[{tag}={inside}]" if tag else inside
        elif child.tag in _HOLDERS:
            yield from _pieces(child)


def _tag(control):
    properties = control.find(SDTPR)
    tag = properties.find(qn("w:tag")) if properties is not None else None
    showing = properties is not None and properties.find(qn("w:showingPlcHdr")) is not None
    return ("?" if showing else "") + (tag.get(VAL) if tag is not None else "")
