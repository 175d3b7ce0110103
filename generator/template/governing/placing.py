"""Where a tag stands says what it governs: text, paragraphs, rows, cells.

The parts of a pair that stand in different paragraphs, rows or cells are moved out to the nearest
place where they are neighbours; what then is left without content disappears. A part can be moved
out of what holds it when nothing visible stands before it there, or nothing after it. A pair that opens
inside one paragraph and closes inside another, text on both sides, stays: see in_text.py.
"""

from __future__ import annotations

from lxml import etree

from generator.language import _
from generator.template.finding.marks import PI, Mark, TaggedStory, is_tag, remove, shows, visible
from generator.template.governing.in_text import Moves, Staying, stands_in_text
from generator.template.governing.nesting import Pair
from generator.template.governing.side_by_side import refuse_side_by_side
from generator.word.opc.names import PPR, RUN, TBL, TC, TR, P, qn

_LIFTED_FROM = frozenset(
    [P, TR, TC, *(qn(f"w:{name}") for name in "hyperlink ins smartTag fldSimple".split())]
)
_RANGES = frozenset(
    qn(f"w:{name}")
    for name in "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd".split()
)
_COMMENT, _SECTION = qn("w:commentReference"), qn("w:sectPr")


class Placer:
    """Moves the tags of a story to where they govern what they should."""

    def __init__(self, story: TaggedStory) -> None:
        self._story = story
        self._emptied: dict[etree._Element, bool] = {}
        self._last: dict[etree._Element, etree._Element] = {}
        self._staying = Staying()

    def place(self, pairs: list[Pair]) -> None:
        """Move every tag; then take away the paragraphs, rows and cells that held nothing else."""
        before = {mark: _paragraph(mark) for mark in self._story.marks}
        moves: Moves = {}
        for pair in pairs:
            moves |= self._moves(pair)
        for pair in self._staying.settle(self._story.marks, pairs, moves):
            self._crossing(pair, pair.marks[-1])
        refuse_side_by_side(self._story, pairs, moves)
        paired = {mark for pair in pairs for mark in pair.marks}
        for mark in self._story.marks:
            if mark not in paired and mark.found.kind != "put":
                self._single(mark, moves)
        for mark in self._story.marks:
            if mark in moves:
                self._move(mark, *moves[mark])
            if mark in moves or mark.found.kind == "note":
                self._emptied.setdefault(before[mark], _opens(mark))
        for unit, opens in self._emptied.items():
            self._clear(unit, opens=opens)

    def _moves(self, pair: Pair) -> Moves:
        """Return, for each part of a pair that must move, the neighbour it goes to and the side."""
        holder = _common([mark.node for mark in pair.marks])
        units = [_child_of(holder, mark.node) for mark in pair.marks]
        if holder.tag == TR and not self._are_cells(pair, units):
            return self._row(pair, holder)
        moves = {}
        for mark, unit in zip(pair.marks, units, strict=True):
            if unit is mark.node:
                if holder.tag == P and not shows(holder):
                    moves[mark] = (holder, "before")
                continue
            side = _side(mark, unit)
            if unit.tag not in _LIFTED_FROM or not side:
                if stands_in_text(pair):
                    self._staying.add(pair)
                else:
                    self._crossing(pair, mark)
                return {}
            moves[mark] = (unit, side)
            if unit.tag in {TR, TC}:
                self._emptied.setdefault(unit, _opens(mark))
        return moves

    def _row(self, pair: Pair, row: etree._Element) -> Moves:
        """Let what opens in one cell of a row and closes in another govern the row."""
        closing = pair.marks[-1]
        edges = _free_before(pair.opening, row) and _free_after(closing, row)
        if pair.middles or not edges:
            self._crossing(pair, pair.marks[1] if pair.middles else closing)
            return {}
        return {pair.opening: (row, "before"), closing: (row, "after")}

    def _are_cells(self, pair: Pair, cells: list[etree._Element]) -> bool:
        """Say whether the parts stand alone in cells and so govern the cells between them."""
        alone = all(cell.tag == TC and not shows(cell) for cell in cells)
        if pair.opening.found.marker == "tc":
            return alone
        row = cells[0].getparent()
        whole = row is not None and cells[0] is row.find(TC) and cells[-1] is row.findall(TC)[-1]
        return alone and not whole

    def _crossing(self, pair: Pair, mark: Mark) -> None:
        message = _(
            "The tag {tag} begins at {place} and goes on with {other} in another place. "
            "Let both stand alone in their paragraphs or rows, or both in the same text."
        )
        other = mark if mark is not pair.opening else pair.marks[-1]
        text = message.format(tag=pair.opening.typed, place=pair.opening.place.words, other=other.typed)
        self._story.wrong("template-crossing", text, other)

    def _single(self, mark: Mark, moves: Moves) -> None:
        """Handle a tag without end, or that gives nothing: a row or paragraph with nothing else goes."""
        paragraph, row = _paragraph(mark), next(mark.node.iterancestors(TR), None)
        if mark.found.kind == "note":
            remove(mark.node)
            if row is not None and not shows(row):
                self._emptied.setdefault(row, False)
        elif mark.word == "set" and row is not None and not shows(row) and len(list(row.iter(PI))) == 1:
            moves[mark] = (row, "before")
            self._emptied.setdefault(row, True)
        elif mark.word == "set" and not shows(paragraph) and not self._staying.stands_in(paragraph):
            moves[mark] = (paragraph, "before")

    def _move(self, mark: Mark, unit: etree._Element, side: str) -> None:
        if side == "before":
            unit.addprevious(mark.node)
        else:
            self._last.get(unit, unit).addnext(mark.node)
            self._last[unit] = mark.node

    def _clear(self, unit: etree._Element, *, opens: bool) -> None:
        """Take away a paragraph, row or cell in which nothing is left."""
        parent = unit.getparent()
        if parent is None or shows(unit) or _holds_tags(unit):
            return
        if unit.tag == P and (unit.find(f"{PPR}/{_SECTION}") is not None or must_stay(unit)):
            return
        _keep_anchors(unit, opens=opens)
        parent.remove(unit)


def _paragraph(mark: Mark) -> etree._Element:
    return next(mark.node.iterancestors(P))


def _opens(mark: Mark) -> bool:
    return not mark.word.startswith(("end", "el"))


def _common(nodes: list[etree._ProcessingInstruction]) -> etree._Element:
    """Return the nearest element that holds all the nodes."""
    chains = [list(node.iterancestors())[::-1] for node in nodes]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common


def _child_of(holder: etree._Element, node: etree._Element) -> etree._Element:
    """Return the child of `holder` that holds the node, or is it."""
    while (parent := node.getparent()) is not holder and parent is not None:
        node = parent
    return node


def _free_before(mark: Mark, unit: etree._Element) -> bool:
    for element in unit.iter():
        if element is mark.node:
            return True
        if visible(element):
            return False
    return True


def _free_after(mark: Mark, unit: etree._Element) -> bool:
    passed = False
    for element in unit.iter():
        if passed and visible(element):
            return False
        passed = passed or element is mark.node
    return True


def _side(mark: Mark, unit: etree._Element) -> str:
    """Return on which side of `unit` its tag goes: outwards when it can."""
    if not shows(unit):
        return "before"  # the unit disappears, and its tags stay in order
    before, after = _free_before(mark, unit), _free_after(mark, unit)
    if _opens(mark):
        return "before" if before else "after" if after else ""
    return "after" if after else "before" if before else ""


def _holds_tags(unit: etree._Element) -> bool:
    return any(True for _node in unit.iter(PI))


def must_stay(paragraph: etree._Element) -> bool:
    """Say whether the cell, or what else holds the paragraph, would end without one (ECMA-376, 17.4.66)."""
    following = paragraph.getnext()
    while following is not None and is_tag(following):
        following = following.getnext()
    if following is not None and following.tag != _SECTION:
        return False
    previous = paragraph.getprevious()
    while previous is not None and is_tag(previous):
        previous = previous.getprevious()
    return previous is None or previous.tag != P


def _keep_anchors(unit: etree._Element, *, opens: bool) -> None:
    """Move bookmarks and comment anchors of what disappears into the paragraph outside its tag."""
    anchors = [*unit.iter(*_RANGES), *(run for run in unit.iter(RUN) if run.find(_COMMENT) is not None)]
    if not anchors:
        return
    neighbours = list(unit.itersiblings(P, TR, TBL, preceding=opens))
    if not neighbours:
        return
    paragraphs = list(neighbours[0].iter(P))
    if opens:
        paragraphs[-1].extend(anchors)
    else:
        properties = paragraphs[0].find(PPR)
        at = 0 if properties is None else 1
        for number, anchor in enumerate(anchors):
            paragraphs[0].insert(at + number, anchor)
