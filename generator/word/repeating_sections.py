"""Word's plus sign beside the rows of a list: a repeating section around them, an item of it around each.

The sections stand in the file of a draft only. They are put on when it is written and taken off when it is
read, so that all code in between sees plain rows; a row that the plus sign has added is one that was copied.
They have no title, tag or number: LibreOffice 7.4 would give those to the first field of the row.
Source: [MS-DOCX] 2.5.4 (w15:repeatingSection, w15:repeatingSectionItem); ECMA-376 part 1, 17.5.2.30 (a
control around a row); part 3, 7.2 (mc:Ignorable: an older program passes over what it does not know).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from generator.word.items.controls import Control
from generator.word.items.lines import Line, item_of, lines
from generator.word.opc.names import MC, SDT, SDTPR, TBL, TR, W15, W, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import parse, to_xml
from generator.word.revisions.elements import TRACKED
from generator.word.revisions.tracked import unwrap
from generator.word.text.content_control import name_in

_SECTION, _ITEM = qn("w15:repeatingSection"), qn("w15:repeatingSectionItem")
_JOINED = (qn("w:vMerge"), *TRACKED)
"""What a row must not hold: a cell that goes on in the next row, a change that nobody has accepted."""
_ROOT = re.compile(rb"<\w[^>]*>")
_USED = re.compile(rb"[<\s](?:w15|mc):")
_DECLARED = f' xmlns:mc="{MC}" xmlns:w15="{W15}" mc:Ignorable="w15"'.encode()


def put_on(package: Package) -> None:
    """Put a section around each run of rows of one list in the text, in place."""
    text = package.parts[package.main]
    if b"<w:tbl" not in text or b"<w:tag " not in text:
        return
    root = parse(_declaring(text), package.main, package.name)
    if runs := list(_runs(root)):
        for rows in runs:
            _frame(rows)
        package.put(package.main, root)


def take_off(package: Package) -> None:
    """Take the sections around rows of lists off the text, in place.

    What was rendered is again what it was, byte for byte. Sections that people have made stay.
    """
    if b"repeatingSection" not in package.parts[package.main]:
        return
    root = package.tree(package.main)
    for section in [each for each in _marked(root, _SECTION) if _is_around_items(each)]:
        for item in list(_marked(section, _ITEM)):
            unwrap(item)
        unwrap(section)
    framed = to_xml(root)
    plain = framed.replace(_DECLARED + b">", b">", 1)
    package.put(package.main, framed if _USED.search(plain) else plain)


def _declaring(text: bytes) -> bytes:
    """Return a story whose root declares w15, and says that it may be passed over."""
    root = _ROOT.search(text)
    if root is None or W15.encode() in root[0] or MC.encode() in root[0]:
        return text  # an editor has written it, which declares w15 here or where it is used
    return text[: root.end() - 1] + _DECLARED + text[root.end() - 1 :]


def _runs(root: etree._Element) -> Iterator[list[Line]]:
    """Yield the rows that show items of one list, one under another."""
    run: list[Line] = []
    for line in lines(_controls(root)):
        if line.element.tag != TR:
            continue
        if run and not (run[-1].element.getnext() is line.element and run[-1].list_path == line.list_path):
            yield from _whole(run)
            run = []
        run.append(line)
    yield from _whole(run)


def _controls(root: etree._Element) -> Iterator[Control]:
    return (Control("", each, name_in(each, "w:tag"), "", None) for each in root.iter(SDT))


def _whole(run: list[Line]) -> Iterator[list[Line]]:
    """Yield the run when each of its rows can be copied and taken away by itself."""
    stands = run and all(line.element.getparent() is line.home for line in run)
    if stands and not any(next(line.element.iter(*_JOINED), None) is not None for line in run):
        yield run


def _frame(rows: Sequence[Line]) -> None:
    section = _control("repeatingSection")
    rows[0].element.addprevious(section)
    for row in rows:
        item = _control("repeatingSectionItem")
        section[-1].append(item)
        item[-1].append(row.element)


def _control(kind: str) -> etree._Element:
    return etree.fromstring(
        f'<w:sdt xmlns:w="{W}" xmlns:w15="{W15}"><w:sdtPr><w15:{kind}/></w:sdtPr><w:sdtContent/></w:sdt>'
    )


def _marked(root: etree._Element, mark: str) -> Iterator[etree._Element]:
    """Yield the controls with such a mark among their properties."""
    for found in root.iter(mark):
        properties = found.getparent()
        if properties is not None and properties.tag == SDTPR:
            control = properties.getparent()
            if control is not None and control.tag == SDT:
                yield control


def _is_around_items(control: etree._Element) -> bool:
    """Say whether a control is a section around rows of a list, or around rows that people have deleted."""
    parent = control.getparent()
    if parent is None or parent.tag != TBL:
        return False
    return next(control.iter(TR), None) is None or any(item_of([each]) for each in _controls(control))
