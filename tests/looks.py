"""What a Word file shows, letter by letter, read without the program: for comparing two programs' output.

¶ [pStyle=Title] Hello {b sz=28:Åsa}
table
  row
    cell span=2 merge=restart shade=FF0000
      ¶ a

Styles are named, not looked up; empty runs, the language of a text and revision ids say nothing.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from itertools import groupby

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_BLIND = {f"{W}{name}" for name in "lang noProof rPr rPrChange pPrChange sectPr webHidden".split()}
_THROUGH = {
    f"{W}{name}" for name in "hyperlink ins smartTag fldSimple sdt sdtContent customXml dir bdo".split()
}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OBJECTS = {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "AlternateContent"}


def looks(document: bytes) -> dict[str, list[str]]:
    """Return the lines of the body, and of each header, footer and part of notes with text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        stories = [name for name in names if posixpath.basename(name).startswith(_STORIES)]
        parsed = {name: etree.fromstring(archive.read(name)) for name in ("word/document.xml", *stories)}
    found = {}
    for name, root in parsed.items():
        lines = list(_blocks(root, ""))
        if name == "word/document.xml" or any(line.strip() != "¶" for line in lines):
            found[name] = lines
    return found


def properties(document: bytes) -> dict[str, str]:
    """Return the texts of the document's properties by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return {}
        root = etree.fromstring(archive.read("docProps/core.xml"))
    return {etree.QName(child).localname: child.text or "" for child in root}


def _blocks(holder, indent):
    for block in holder:
        if block.tag == f"{W}p":
            yield from _paragraph(block, indent)
        elif block.tag == f"{W}tbl":
            yield f"{indent}table"
            for row in block.iterchildren(f"{W}tr"):
                yield f"{indent}  row"
                for cell in row.iterchildren(f"{W}tc"):
                    yield f"{indent}    cell{_shape(cell)}"
                    yield from _blocks(cell, f"{indent}      ")
        elif isinstance(block.tag, str):
            yield from _blocks(block, indent)


def _shape(cell):
    shape = ""
    for name, word, attribute in (
        ("gridSpan", "span", "val"),
        ("vMerge", "merge", "val"),
        ("shd", "shade", "fill"),
    ):
        element = cell.find(f"{W}tcPr/{W}{name}")
        value = "" if element is None else element.get(W + attribute, "continue")
        if value and (word, value) not in {("span", "1"), ("shade", "auto")}:
            shape += f" {word}={value}"
    return shape


def _paragraph(paragraph, indent):
    """Yield the line of a paragraph; a text box in it follows, further in."""
    pieces = [(look, text) for run in _runs(paragraph) for look, text in [(_look(run), _text(run))] if text]
    texts = []
    for look, group in groupby(pieces, key=lambda piece: piece[0]):
        text = "".join(part for _same, part in group)
        texts.append(f"{{{look}:{text}}}" if look else text)
    written = "".join(texts).replace("\n", "⏎").replace("\t", "⇥")
    look = _words(paragraph.find(f"{W}pPr"))
    yield f"{indent}¶ {f'[{look}] ' if look else ''}{written}".rstrip(" ")
    for box in paragraph.iter(f"{W}txbxContent"):
        yield from _blocks(box, f"{indent}  □ ")


def _runs(holder):
    for child in holder:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _THROUGH:
            yield from _runs(child)


def _text(run):
    return "".join(_said(child) for child in run if isinstance(child.tag, str))


def _said(element):
    name = etree.QName(element).localname
    if name == "t":  # without xml:space the blanks at the ends are not shown
        text = (element.text or "").replace("\n", " ").replace("\t", " ")
        return text if element.get(_SPACE) == "preserve" else text.strip(" ")
    if name == "br":
        kind = element.get(f"{W}type", "textWrapping")
        return "\n" if kind == "textWrapping" else f"⟨{kind} break⟩"
    if name == "instrText":
        return f"⟨{(element.text or '').strip()}⟩"
    return f"⟨{name}⟩" if name in _OBJECTS else _SIGNS.get(name, "")


def _look(run):
    return _words(run.find(f"{W}rPr"))


def _words(holder):
    """Return what stands in w:rPr or w:pPr as words in the order of the alphabet."""
    words = []
    for element in holder if holder is not None else ():
        if element.tag in _BLIND:
            continue
        values = [f"{etree.QName(key).localname}={value}" for key, value in sorted(element.attrib.items())]
        deep = f"({_words(element)})" if len(element) else ""
        words.append(etree.QName(element).localname + deep + "".join(f" {value}" for value in values))
    return ", ".join(word.replace(" val=", "=", 1) for word in sorted(words))
