"""A Word file told in the notation of `tests/cases/merge/`, read with lxml alone: nothing of the program is asked."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree
from notation_pieces import Lists, fields_left_open

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARA = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BLOCKS = [f"{W}{name}" for name in ("p", "tbl", "sdt", "ins", "moveTo", "customXml")]
_SIGNS = {f"{W}{name}": sign for name, sign in (("tab", "→"), ("br", "↵"), ("noBreakHyphen", "\u2011"))}
_CHANGES = {f"{W}ins": "++", f"{W}del": "~~", f"{W}moveTo": "++", f"{W}moveFrom": "~~"}
_CODES = (f"{W}instrText", f"{W}delInstrText")
_OWN = "ansokan"


def told(data, more=()):
    """Return the drawing of a Word file. `more`: `ids` shows numbers and hidden marks, `styles` and `grid` lines."""
    return "\n".join(_Reader(data, more).lines()).strip("\n")


class _Reader:
    def __init__(self, data, more):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            }
        self.more = set(more)
        main = next(
            r.get("Target") for r in self.parts["_rels/.rels"] if r.get("Type").endswith("/officeDocument")
        )
        self.main = main.lstrip("/")
        self.names, self.default, self.listed = {}, [], {}
        for style in self.parts["word/styles.xml"].iter(f"{W}style"):
            self.names[style.get(f"{W}styleId")] = style.find(f"{W}name").get(f"{W}val").lower()
            self.listed[style.get(f"{W}styleId")] = style.find(f"{W}pPr/{W}numPr")
            if style.get(f"{W}default"):
                self.default.append(style.get(f"{W}styleId"))
        self.comments = {c.get(f"{W}id"): c for c in self._all("word/comments.xml", "comment")}
        self.footnotes = {n.get(f"{W}id"): n for n in self._all("word/footnotes.xml", "footnote")}
        self.lists = Lists(self.parts.get("word/numbering.xml"))
        self.marks, self.opened, self.coded = {}, set(), False

    def _all(self, part, name):
        root = self.parts.get(part)
        return [] if root is None else root.iter(f"{W}{name}")

    def lines(self):
        body = self.parts[self.main].find(f"{W}body")
        rels = self.parts[self.main.replace("word/", "word/_rels/") + ".rels"]
        related = {r.get("Id"): r.get("Target") for r in rels}
        for kind in ("header", "footer"):
            for reference in body.iter(f"{W}{kind}Reference"):
                story = self.parts[f"word/{related[reference.get(f'{_R}id')]}"]
                yield f"{kind}: " + " / ".join(self.blocks(story))
        yield from self.blocks(body)
        if "comments" in self.more:
            yield ""
            yield from (f"comment: {''.join(comment.itertext())}" for comment in self.comments.values())
        if "styles" in self.more:
            usual = re.compile("heading|toc")
            shown = [
                f"{name}{'*' * (style in self.default)}"
                for style, name in self.names.items()
                if not usual.match(name)
            ]
            yield f"\nstyles: {', '.join(shown)}"

    def blocks(self, holder):
        inside = 0
        for child in holder:
            if child.tag == f"{W}p":
                code = "".join(each.text for each in child.iter(f"{W}instrText"))
                if levels := re.search(r'TOC .*"(\d-\d)"', code):
                    yield f"[contents {levels[1]}:"
                was, inside = inside, inside + fields_left_open(child)
                yield self.paragraph(child)
                yield from ["]"] if not inside and (was or levels) else []
            elif child.tag == f"{W}tbl":
                previous = child.getprevious()
                yield from [""] if previous is not None and previous.tag == f"{W}tbl" else []
                yield from self.table(child)
            elif child.tag == f"{W}sdt":
                yield f"[{self.name(child)}:"
                content = child.find(f"{W}sdtContent")
                yield from ["?"] if _invites(child) else self.blocks(content)
                yield "]"
            elif child.tag in _BLOCKS:
                yield from self.blocks(child)
            elif child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd") or "comment" in str(child.tag):
                yield from [said] if (said := self.piece(child)) else []

    def table(self, table):
        for row in table.iter(f"{W}tr"):
            change = next((m for m in ("ins", "del") if row.find(f"{W}trPr/{W}{m}") is not None), "")
            cells = [self.cell(cell) for cell in row.iter(f"{W}tc")]
            yield {"ins": "++ ", "del": "~~ ", "": ""}[change] + f"| {' | '.join(cells)} |"
        if "grid" in self.more:
            yield f"grid: {len(table.findall(f'{W}tblGrid/{W}gridCol'))}"

    def cell(self, cell):
        parts = []
        for child in cell:
            if child.tag == f"{W}p":
                parts.append(self.paragraph(child))
            if child.tag == f"{W}sdt":
                inner = " / ".join(self.paragraph(p) for p in child.iter(f"{W}p"))
                parts.append(f"[[{self.name(child)}: {'?' if _invites(child) else inner}]]")
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        return (" / ".join(parts) if parts != ["¶"] else "") + (
            "" if span is None else f" {{={span.get(f'{W}val')}}}"
        )

    def name(self, control):
        tag = control.find(f"{W}sdtPr/{W}tag")
        number = control.find(f"{W}sdtPr/{W}id")
        shown = f"#{number.get(f'{W}val')}" if "ids" in self.more and number is not None else ""
        return ("" if tag is None else tag.get(f"{W}val")) + shown

    def paragraph(self, paragraph):
        text = self.text(paragraph)
        properties = paragraph.find(f"{W}pPr")
        before, after = "", ""
        if properties is not None:
            before = self.form(properties)
            after = " {centre}" if properties.find(f"{W}jc") is not None else ""
            for name, sign in (("ins", "++"), ("del", "~~")):
                if (mark := properties.find(f"{W}rPr/{W}{name}")) is not None:
                    who = mark.get(f"{W}author")
                    after += f" {sign}{'' if who == _OWN else f'{who}: '}¶{sign}"
            if (change := properties.find(f"{W}pPrChange")) is not None:
                old = change.find(f"{W}pPr")
                centred = " {centre}" if old.find(f"{W}jc") is not None else ""
                after += f" (was {self.form(old).strip() or 'plain'}{centred})"
        if paragraph.get(_PARA):
            after += f" {{#{paragraph.get(_PARA)}}}"
        return before + (text or ("" if after else "¶")) + after

    def form(self, properties):
        style = properties.find(f"{W}pStyle")
        name = (
            "" if style is None else self.names.get(style.get(f"{W}val"), f"no style {style.get(f'{W}val')}")
        )
        if heading := re.fullmatch("heading ([1-9])", name):
            return "#" * int(heading[1]) + " "
        if entry := re.fullmatch("toc ([1-9])", name):
            return "  " * (int(entry[1]) - 1)
        listed = properties.find(f"{W}numPr")
        listed = listed if listed is not None or style is None else self.listed.get(style.get(f"{W}val"))
        label = "" if listed is None else self.lists.label(listed)
        return (f"({name}) " if name else "") + label

    def text(self, holder):
        pieces, bold = [], False
        for look, said in self.runs(holder):
            if look is not None and look != bold and said.strip():
                pieces.append("**")
                bold = look
            elif look is None and said and bold:
                pieces.append("**")
                bold = False
            pieces.append(said)
        text = "".join(pieces) + "**" * bold
        return re.sub(r"\+\+\+\+|~~~~", "", text)

    def runs(self, holder):
        """Yield (bold, text); bold is None for what has no look."""
        for child in holder:
            if child.tag == f"{W}r":
                yield _bold(child), "".join(self.sign(part) for part in child)
            elif child.tag in _CHANGES:
                sign, who = _CHANGES[child.tag], child.get(f"{W}author")
                yield None, sign + ("" if who == _OWN else f"{who}: ")
                yield from self.runs(child)
                yield None, sign
            elif child.tag == f"{W}sdt":
                inner = self.text(child.find(f"{W}sdtContent"))
                yield None, f"[{self.name(child)}{'?' if _invites(child) else f': {inner}'}]"
            elif child.tag == f"{W}hyperlink":
                inner = self.text(child)
                shown = child.get(f"{W}anchor") or ""
                yield None, inner if shown.startswith("_Toc") else f"<{shown}|{inner}>"
            else:
                yield None, self.piece(child)

    def sign(self, part):
        if part.tag in _CODES and not part.text.strip().startswith("TOC"):
            self.coded = True
            return f"{{code {part.text.strip()}}}"
        if part.tag == f"{W}fldChar" and part.get(f"{W}fldCharType") == "end":
            self.coded = False  # what Word worked out last is no text
        if part.tag in (f"{W}t", f"{W}delText"):
            return "" if self.coded else part.text or ""
        if part.tag == f"{W}footnoteReference":
            note = self.footnotes.get(part.get(f"{W}id"))
            return f"{{^{'?' if note is None else ''.join(note.itertext())}}}"
        if part.tag == f"{W}drawing":
            return f"{{pic {next(part.iter(_DRAWING)).get('id')}}}"
        if part.tag == f"{W}commentReference" and part.get(f"{W}id") not in self.opened:
            return f"{{!{self.comment(part.get(f'{W}id'))}}}"
        return _SIGNS.get(part.tag, "")

    def piece(self, mark):
        """Return what a bookmark's or a comment's beginning or end looks like."""
        number = mark.get(f"{W}id", "")
        if mark.tag == f"{W}bookmarkStart":
            name = mark.get(f"{W}name")
            if name.startswith("_") and "ids" not in self.more:
                return ""
            self.marks[number] = name
            return f"{{{name}{f'#{number}' if 'ids' in self.more else ''}|"
        if mark.tag == f"{W}bookmarkEnd":
            return "}" if self.marks.pop(number, "") else "" if "ids" not in self.more else "}"
        if mark.tag == f"{W}commentRangeStart":
            self.opened.add(number)
            return f"{{!{self.comment(number)}|"
        return "}" if mark.tag == f"{W}commentRangeEnd" else ""

    def comment(self, number):
        found = self.comments.get(number)
        if found is None:
            return f"no comment {number}"
        text = "".join(found.itertext())
        who = found.get(f"{W}author")
        return text.partition(". ")[0].rstrip(".") if who == _OWN else f"{who}: {text}"


def _bold(run):
    look = run.find(f"{W}rPr/{W}b")
    return look is not None and look.get(f"{W}val", "1") != "0"


def _invites(control):
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
