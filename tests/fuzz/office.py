"""What people in an office do to a Word file, on its XML by lxml alone; every word they type is one nobody else says."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from io import BytesIO

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
OURS = "{urn:ansokan:generated:1}"
DATE = "2026-11-30T10:00:00Z"
MARKS = (f"{W}ins", f"{W}del", f"{W}commentReference")
TYPED = re.compile(r"zq[0-9]+x")
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def said_in(data):
    """All words in a Word file, those of comments, headers and tracked deletions too."""
    tags = (f"{W}t", f"{W}delText")
    roots = [
        etree.fromstring(part)
        for name, part in parts_of(data).items()
        if name.startswith("word/") and name.endswith(".xml") and b"wordprocessingml" in part
    ]
    paragraphs = (p for root in roots for p in root.iter(f"{W}p"))
    return "\n".join("".join(t.text or "" for t in p.iter(*tags)) for p in paragraphs)


def fields_in(data):
    """The texts of the controls at each path, but for those with tracked changes or a prompt in them."""
    found = {}
    for control in etree.fromstring(parts_of(data)["word/document.xml"]).iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        marks = control.iter(f"{W}ins", f"{W}del", f"{W}showingPlcHdr")
        around = control.iterancestors(f"{W}ins", f"{W}del")
        if tag is not None and next(marks, None) is None and next(around, None) is None:
            found.setdefault(tag.get(f"{W}val"), []).append(" ".join(_text(control).split()))
    return found


def _text(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


class Person:
    """One person with one Word file open. `words` counts what all people of the office have typed."""

    def __init__(self, rng, path, words, name="Bo Ek"):
        self.rng, self.path, self.words, self.name = rng, path, words, name
        self.parts = parts_of(path.read_bytes())
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")
        self.kinds = self._kinds()
        self.typed, self.dropped, self.done = [], [], []

    def work(self, times):
        """Do some things, and save."""
        deeds = [self.in_field, self.in_field, self.in_text, self.paragraph, self.comment, self.propose]
        deeds += [self.copy_row, self.copy_paragraph, self.drop_row, self.drop_paragraph]
        for _ in range(times):
            deed = self.rng.choice(deeds)
            if deed() is not False:
                self.done.append(deed.__name__)
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        self.path.write_bytes(out.getvalue())

    # --- deeds

    def in_field(self):
        """Type a word at the end of a text in a field."""
        controls = [c for c in self.root.iter(f"{W}sdt") if self._kind(c) in {"text", "markdown"}]
        texts = [t for c in controls if not self._is_prompt(c) for t in c.iter(f"{W}t") if _is_free(t)]
        return self._type_in(texts)

    def in_text(self):
        """Type a word at the end of a text of the layout."""
        texts = [t for t in self.body.iter(f"{W}t") if next(t.iterancestors(f"{W}sdt"), None) is None]
        return self._type_in([t for t in texts if _is_free(t) and len(t.text or "") > 3])

    def paragraph(self):
        """Write a paragraph of one's own between others."""
        own = etree.Element(f"{W}p")
        own.append(_run(self._word()))
        paragraphs = self.body.findall(f"{W}p")
        listed = [p.find(f"{W}hyperlink") is not None for p in paragraphs]  # in the contents nobody writes
        self.rng.choice([p for p, toc in zip(paragraphs, listed, strict=True) if not toc]).addnext(own)

    def propose(self):
        """Write a word with tracked changes on."""
        runs = [r for r in self.body.iterfind(f"{W}p/{W}r") if r.find(f"{W}t") is not None]
        if not runs:
            return False
        change = etree.Element(
            f"{W}ins", {f"{W}id": self._number(), f"{W}author": self.name, f"{W}date": DATE}
        )
        change.append(_run(f" {self._word()}"))
        self.rng.choice(runs).addnext(change)
        return True

    def copy_row(self):
        """Copy the row of an item, and write another text in each of its texts."""
        rows = [row for row in self.body.iter(f"{W}tr") if self._is_item(row)]
        return self._copy(rows)

    def copy_paragraph(self):
        """Copy the paragraph of an item, and write over it."""
        paragraphs = [p for p in self.body.iterfind(f"{W}p") if self._is_item(p)]
        return self._copy(paragraphs)

    def drop_row(self):
        """Delete a row of a table in which there are others."""
        rows = [
            r
            for r in self.body.iter(f"{W}tr")
            if self._is_item(r) and len(list(next(r.iterancestors(f"{W}tbl")).iter(f"{W}tr"))) > 2
        ]
        return self._drop(rows)

    def drop_paragraph(self):
        """Delete a paragraph of the layout."""
        plain = [
            p for p in self.body.iterfind(f"{W}p") if next(p.iter(f"{W}sdt", f"{W}sectPr"), None) is None
        ]
        return self._drop([p for p in plain if len(_text(p)) > 20])

    def comment(self):
        """Write a comment on a paragraph."""
        paragraphs = [p for p in self.body.iterfind(f"{W}p") if p.find(f"{W}r") is not None]
        if not paragraphs:
            return False
        number, paragraph = self._number(), self.rng.choice(paragraphs)
        mark = etree.Element(f"{W}r")
        etree.SubElement(mark, f"{W}commentReference", {f"{W}id": number})
        first = paragraph.find(f"{W}r")
        first.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
        paragraph.extend([etree.Element(f"{W}commentRangeEnd", {f"{W}id": number}), mark])
        comments = self._comments()
        entry = etree.SubElement(
            comments[1], f"{W}comment", {f"{W}id": number, f"{W}author": self.name, f"{W}date": DATE}
        )
        etree.SubElement(entry, f"{W}p").append(_run(self._word()))
        self.parts[comments[0]] = etree.tostring(comments[1], xml_declaration=True, encoding="UTF-8")
        return True

    # --- how

    def _type_in(self, texts):
        if not texts:
            return False
        text = self.rng.choice(texts)
        text.text = f"{(text.text or '').rstrip()} {self._word()}"
        return True

    def _copy(self, units):
        if not units:
            return False
        unit = self.rng.choice(units)
        copy = deepcopy(unit)
        for bookmark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            bookmark.getparent().remove(bookmark)
        for control in copy.iter(f"{W}sdt"):
            texts = [t for t in control.iter(f"{W}t") if _is_free(t)]
            if self._kind(control) == "text" and texts and not self._is_prompt(control):
                for text in texts:
                    text.text = ""
                texts[0].text = self._word()
        getattr(unit, self.rng.choice(["addnext", "addprevious"]))(copy)
        return True

    def _drop(self, units):
        if not units:
            return False
        unit = self.rng.choice(units)
        self.dropped += TYPED.findall("".join(unit.itertext()))
        unit.getparent().remove(unit)
        return True

    def _is_item(self, unit):
        paths = {self._path(control) for control in unit.iter(f"{W}sdt")}
        return any(re.search(r"\.[0-9]+(\.|$)", path) for path in paths) and not set(unit.iter(*MARKS))

    def _kind(self, control):
        return self.kinds.get(self._path(control), "")

    def _path(self, control):
        tag = control.find(f"{W}sdtPr/{W}tag")
        return "" if tag is None else tag.get(f"{W}val", "")

    def _is_prompt(self, control):
        return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None

    def _kinds(self):
        own = (
            part
            for name, part in self.parts.items()
            if name.startswith("customXml/") and OURS[1:-1].encode() in part
        )
        return {
            f.get("path"): f.get("kind") for part in own for f in etree.fromstring(part).iter(f"{OURS}field")
        }

    def _word(self):
        self.words.append(f"zq{len(self.words)}x")
        self.typed.append(self.words[-1])
        return self.words[-1]

    def _number(self):
        return str(7000 + len(self.words))

    def _comments(self):
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        for each in relations:
            if each.get("Type") == RELATED:
                name = "word/" + each.get("Target").removeprefix("/word/").removeprefix("word/")
                return name, etree.fromstring(self.parts[name])
        etree.SubElement(
            relations, relations[0].tag, {"Id": "rIdBo", "Type": RELATED, "Target": "comments.xml"}
        )
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        types = etree.fromstring(self.parts["[Content_Types].xml"])
        kind = types.tag.replace("Types", "Override")
        etree.SubElement(types, kind, {"PartName": "/word/comments.xml", "ContentType": COMMENTS})
        self.parts["[Content_Types].xml"] = etree.tostring(types)
        return "word/comments.xml", etree.Element(f"{W}comments", nsmap={"w": NS})


def _run(text):
    run = etree.Element(f"{W}r")
    word = etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    word.text = text
    return run


def _is_free(text):
    """Say whether a text stands in no tracked change and no field code."""
    return next(text.iterancestors(f"{W}ins", f"{W}del", f"{W}fldSimple", f"{W}hyperlink"), None) is None
