"""Pieces of a Word file: the larger ones that `docx_from_notation` puts together, small ones that are read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

from wml import W, Xml

_W = f"{{{W}}}"


def changed(data, options):
    """Return the file in another shape: another name of its main part, a header on first pages too, a margin."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w") as new:
        main = f"{options.get('main', 'document')}.xml"
        header = f"{options.get('header', 'header')}.xml"
        for name in old.namelist():
            text = (
                old.read(name)
                .decode()
                .replace("word/document.xml", f"word/{main}")
                .replace("header.xml", header)
            )
            if "first" in options:
                text = re.sub('(<w:headerReference w:type=")default("[^>]*/>)', r"\1default\2\1first\2", text)
            if "tagless" in options:
                text = re.sub("<w:tag [^>]*/>", "", text)
            if "left" in options:
                text = text.replace('w:left="1417"', f'w:left="{options["left"]}"')
            new.writestr(name.replace("document.xml", main).replace("header.xml", header), text)
    return found.getvalue()


def named(path):
    if not path:
        return ""
    return f'<w:alias w:val="{path.rpartition(".")[2].upper()}"/><w:tag w:val="{path}"/>'


def listed(name, number):
    """Return the list of a style whose name begins with `lista`, as the one that Word brings has."""
    look = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return look if name.startswith("lista") else ""


def style_of(style):
    return f'<w:pStyle w:val="{style}"/>'


def table(rows):
    columns = max(sum(width for _cell, width in row) for row in rows)
    head = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    grid = '<w:gridCol w:w="1000"/>' * columns
    inside = "".join(f"<w:tr>{''.join(cell for cell, _width in row)}</w:tr>" for row in rows)
    return Xml(f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>")


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def contents(levels, entries, styles):
    """Return a table of contents of headings `1-2` with its entries, each (level, XML)."""
    code = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "{levels}" \\h </w:instrText></w:r>'
    opening, found = char("begin") + code + char("separate"), []
    for n, (level, inside) in enumerate(entries):
        link = f'<w:hyperlink w:anchor="_Toc{n}">{inside}</w:hyperlink>'
        closing = char("end") if n == len(entries) - 1 else ""
        style = style_of(styles[f"toc {level}"])
        found.append(f"<w:p><w:pPr>{style}</w:pPr>{'' if n else opening}{link}{closing}</w:p>")
    return Xml("".join(found))


def value_of(element, otherwise):
    """Return the w:val of an element that may be missing."""
    return otherwise if element is None else element.get(f"{_W}val", otherwise)


def fields_left_open(paragraph):
    kinds = [char.get(f"{_W}fldCharType") for char in paragraph.iter(f"{_W}fldChar")]
    return kinds.count("begin") - kinds.count("end")


class Lists:
    """The lists of a document, counted as Word does."""

    def __init__(self, root):
        found = [] if root is None else list(root)
        self.nums = {n.get(f"{_W}numId"): n for n in found if n.tag == f"{_W}num"}
        self.looks = {a.get(f"{_W}abstractNumId"): a for a in found if a.tag == f"{_W}abstractNum"}
        self.counted, self.begun = Counter(), set()

    def label(self, listed):
        """Return what stands before a paragraph with this w:numPr."""
        level = int(value_of(listed.find(f"{_W}ilvl"), "0"))
        number = value_of(listed.find(f"{_W}numId"), "0")
        if number not in self.nums:
            return "" if number == "0" else f"no list {number} "
        look = value_of(self.nums[number].find(f"{_W}abstractNumId"), "")
        found = self.looks[look].find(f"{_W}lvl[@{_W}ilvl='{level}']/{_W}numFmt")
        if value_of(found, "bullet") == "bullet":
            return "  " * level + "- "
        starts = self.nums[number].find(f"{_W}lvlOverride/{_W}startOverride")
        if starts is not None and number not in self.begun:
            self.counted[look, level] = 0
        self.begun.add(number)
        self.counted[look, level] += 1
        return "  " * level + f"{self.counted[look, level]}. "
