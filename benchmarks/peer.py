"""The same documents for docxtpl: a template of its own and the values as JSON, made from one of our drafts.

Every content control becomes a tag, a control of several paragraphs a loop over paragraphs, rows that
differ in their values only a loop over rows. Conditions and hidden parts of our layouts are left out, so
docxtpl has less to do than we have.
"""

from __future__ import annotations

import io
import json
import zipfile
from copy import deepcopy
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"


def write_peer(draft: Path, template: Path, values: Path) -> None:
    """Write docxtpl's template and its values for a document like `draft`."""
    with zipfile.ZipFile(draft) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[BODY])
    found: dict[str, object] = {}
    for number, table in enumerate(list(root.iter(W + "tbl"))):
        _loop_rows(table, f"t{number}", found)
    for number, control in enumerate(_controls(root)):
        _tag(control, f"f{number}", found)
    parts[BODY] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    template.write_bytes(packed.getvalue())
    values.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _controls(root: etree._Element) -> list[etree._Element]:
    """Return the controls that stand in no other."""
    return [each for each in root.iter(W + "sdt") if next(each.iterancestors(W + "sdt"), None) is None]


def _loop_rows(table: etree._Element, name: str, found: dict[str, object]) -> None:
    """Make one row in a loop of three or more rows with the same words outside their controls."""
    rows = [row for row in table if row.tag == W + "tr" and _controls(row)]
    if len(rows) < 3 or len({_static(row) for row in rows}) != 1:
        return
    found[name] = [{f"c{n}": _text(each) for n, each in enumerate(_controls(row))} for row in rows]
    for number, control in enumerate(_controls(rows[0])):
        _settle(control, f"{{{{ r.c{number} }}}}")
    begin, end = (_row_with(rows[0], tag) for tag in (f"{{%tr for r in {name} %}}", "{%tr endfor %}"))
    rows[0].addprevious(begin)
    rows[0].addnext(end)
    for row in rows[1:]:
        table.remove(row)


def _tag(control: etree._Element, name: str, found: dict[str, object]) -> None:
    paragraphs = list(control.iter(W + "p"))
    if len(paragraphs) < 2:
        found[name] = _text(control)
        _settle(control, f"{{{{ {name} }}}}")
        return
    found[name] = [_text(each) for each in paragraphs]
    kept = _settle(control, "{{ x }}")
    for tag, place in ((f"{{%p for x in {name} %}}", kept.addprevious), ("{%p endfor %}", kept.addnext)):
        paragraph = etree.Element(W + "p")
        _write(paragraph, tag)
        place(paragraph)


def _settle(control: etree._Element, tag: str) -> etree._Element:
    """Put `tag` and its look in the control's place; return what stands there now."""
    content = control.find(W + "sdtContent")
    assert content is not None
    kept = content[0]
    control.addprevious(kept)
    tail = control.getparent()
    assert tail is not None
    tail.remove(control)
    holder = next(kept.iter(W + "p"), kept)
    runs = [kept] if kept.tag == W + "r" else list(holder.iter(W + "r"))
    for run in runs[1:]:
        run.getparent().remove(run)
    if runs:
        _retext(runs[0], tag)
    else:
        _write(holder, tag)
    return kept


def _retext(run: etree._Element, text: str) -> None:
    for child in list(run):
        if child.tag != W + "rPr":
            run.remove(child)
    etree.SubElement(run, W + "t").text = text
    run[-1].set(SPACE, "preserve")


def _write(paragraph: etree._Element, text: str) -> None:
    _retext(etree.SubElement(paragraph, W + "r"), text)


def _row_with(row: etree._Element, tag: str) -> etree._Element:
    made = deepcopy(row)
    cells = [cell for cell in made if cell.tag == W + "tc"]
    for cell in cells:
        for paragraph in cell.iter(W + "p"):
            for run in list(paragraph.iter(W + "r")):
                run.getparent().remove(run)
    _write(next(cells[0].iter(W + "p")), tag)
    return made


def _static(row: etree._Element) -> str:
    copy = deepcopy(row)
    for control in _controls(copy):
        control.getparent().remove(control)
    return _text(copy)


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))
