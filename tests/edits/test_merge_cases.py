"""The cases of `tests/cases/merge/`, each before / edited / generated -> result; `--update-golden` writes the results anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from docx_from_notation import made
from lxml import etree
from notation_from_docx import told
from three_sides import NAMES, noticed, settled, unsound

from generator.word.merge.settled import open_conflicts, take_out_settled
from generator.word.opc.names import DOC_REL, SPACE, T, qn
from generator.word.opc.package import Package
from generator.word.reconcile import reconcile

FOLDER = Path(__file__).parents[1] / "cases" / "merge"
_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^## (.+)$", re.MULTILINE)
_WRONG = re.compile(r"^\*\*Wrong today:\*\* (.+)$", re.MULTILINE)


_ORDERS = {
    qn(name): [qn(f"w:{child}") for child in children.split()]
    for name, children in {
        "w:p": "pPr",
        "w:r": "rPr",
        "w:tbl": "tblPr tblGrid",
        "w:tc": "tcPr",
        "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "w:sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex",
        "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
        "tabs suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr pPrChange",
    }.items()
}


class Side(NamedTuple):
    options: list[str]
    text: str
    start: int


class Case(NamedTuple):
    file: Path
    title: str
    sides: dict[str, Side]
    wrong: str


def cases():
    """Yield the cases of all files; a `## ` within a fence is a heading of the document drawn there."""
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text("utf-8")
        fences = list(_FENCE.finditer(text))
        inside = [(fence.start(), fence.end()) for fence in fences]
        titles = [
            title
            for title in _TITLE.finditer(text)
            if not any(start < title.start() < end for start, end in inside)
        ]
        ends = [*(title.start() for title in titles), len(text)][1:]
        for title, end in zip(titles, ends, strict=True):
            own = [fence for fence in fences if title.end() < fence.start() < end]
            sides = {fence[1]: Side(fence[2].split(), fence[3], fence.start(3)) for fence in own}
            wrong = _WRONG.search(text, title.end(), end)
            yield Case(file, title[1], sides, wrong[1] if wrong else "")


def parameters():
    for case in cases():
        if {"result", "tracked"} & case.sides.keys():
            marks = [pytest.mark.xfail(strict=True, reason=case.wrong)] if case.wrong else []
            yield pytest.param(case, id=f"{case.file.stem}: {case.title}", marks=marks)


def documents(case):
    """Return before, edited and generated; what is left out is as it was before."""
    before = case.sides["before"]
    base = made(before.text, before.options)
    edited, generated = (case.sides.get(name) for name in ("edited", "generated"))
    mine = noticed(base) if edited is None else made(edited.text, edited.options)
    return base, mine, base if generated is None else made(generated.text, generated.options)


def report(result, options):
    """Return what a merge made, said and counted, in the notation."""
    lines = [told(result.document, options), "", f"merged {result.merged}, conflicts {result.conflicts}"]
    for path, base, mine, _how in result.pending:
        lines.append(f"waits: {path}: {base or '?'} → {mine or '?'}".replace("\n", " / "))
    notes = [(note.code, note.place.words, note.path) for note in result.notes]
    lines += [": ".join(filter(None, note)) for note in notes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", list(parameters()))
def test_before_edited_and_generated_become_the_result(case, request):
    base, mine, fresh = documents(case)
    final = "generated" in case.sides and "final" in case.sides["generated"].options
    for name, track in (("result", False), ("tracked", True)):
        if name not in case.sides:
            continue
        wanted = case.sides[name]
        result = reconcile(base, mine, fresh, names=NAMES, track=track, final=final)
        got = report(result, wanted.options)
        if request.config.getoption("--update-golden") and not case.wrong:
            _write(case, name, got)
            continue
        assert got == wanted.text
        assert not unsound(result.document)
        assert not misplaced(result.document)
        again = reconcile(fresh, result.document, fresh, names=NAMES)
        assert (again.document, again.conflicts) == (result.document, 0), "merged twice is another document"


def own_comments(package):
    """Return the comments of the program that hang in the text."""
    tree = package.document_tree("comments")
    entries = [] if tree is None else tree.iter(qn("w:comment"))
    ours = {each.get(qn("w:id")) for each in entries if each.get(qn("w:author")) == "ansokan"}
    marks = package.tree(package.main).iter(qn("w:commentRangeStart"), qn("w:commentReference"))
    there = {each.get(qn("w:id")) for each in marks}
    return ours & there


@pytest.mark.parametrize("case", [each for each in parameters() if not each.values[0].wrong])
def test_the_comments_on_conflicts_stay_until_these_are_settled_and_then_go(case):
    base, mine, fresh = documents(case)
    options = case.sides["generated"].options if "generated" in case.sides else []
    made_ = reconcile(base, mine, fresh, names=NAMES, final="final" in options)
    others = own_comments(Package.read(mine, ""))
    shown = Package.read(made_.document, "")
    comments = own_comments(shown) - others
    assert take_out_settled(shown) == 0
    assert len(open_conflicts(shown)) >= len(comments)
    for accept in (True, False):
        package = Package.read(settled(made_.document, accept=accept), "")
        left = own_comments(package)
        assert not open_conflicts(package)
        assert take_out_settled(package) == len(left)
        assert own_comments(package) == set()
        assert not unsound(package.to_bytes())


def misplaced(data):
    """Return what stands in an order that no Word file has (ECMA-376 part 1, annex A), and texts badly joined."""
    package = Package.read(data, "")
    wrong = []
    for part in [*package.stories(), *package.related_parts(package.main, DOC_REL + "numbering")]:
        for element in package.tree(part).iter(*_ORDERS):
            order = _ORDERS[element.tag]
            ranks = [order.index(child.tag) if child.tag in order else len(order) for child in element]
            if ranks != sorted(ranks):
                wrong.append((part, [etree.QName(child).localname for child in element]))
        numbers = [
            look.get(qn("w:abstractNumId"), "") for look in package.tree(part).iter(qn("w:abstractNum"))
        ]
        wrong += [(part, f"a list numbered {number}") for number in numbers if not number.isdecimal()]
        for text in package.tree(part).iter(T):
            following = text.getnext()
            if following is not None and following.tag == T:
                wrong.append((part, f"cut in two: {text.text} | {following.text}"))
            if text.text and text.text != text.text.strip() and text.get(SPACE) != "preserve":
                wrong.append((part, f"a blank that Word drops: {text.text!r}"))
    return wrong


def _write(case, name, got):
    """Write a result anew, wherever those before it have moved it to."""
    text = case.file.read_text("utf-8")
    start = next(now for now in cases() if (now.file, now.title) == (case.file, case.title)).sides[name].start
    case.file.write_text(f"{text[:start]}{got}{text[text.index('```', start) :]}", "utf-8")
