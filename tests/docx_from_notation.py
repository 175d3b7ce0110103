"""A document drawn in text, made a Word file: the notation of `tests/cases/merge/`, told in its README."""

from __future__ import annotations

import re
import zlib

from notation_pieces import changed, char, contents, listed, named, style_of, table
from wml import Xml, docx, escaped

_LANGUAGES = {"sv": ("Rubrik", "Innehll"), "en": ("Heading", "TOC")}
_INLINE = re.compile(
    r"(?P<bold>\*\*)"
    r"|\[(?P<path>[\w.]+)(?P<id>#\d+)?(?P<value>\?|: [^\]]*)\]"
    r"|\{\^(?P<note>[^}]*)\}|\{pic (?P<picture>\d+)\}|\{code (?P<code>[^}]*)\}|\{=(?P<span>\d+)\}|\{#(?P<para>[0-9A-F]{8})\}"
    r"|\{!(?P<comment>[^|}]*)\||\{(?P<mark>\w+)(?P<number>#\d+)?\||(?P<end>\})"
    r"|\+\+(?P<who>\w+): (?P<new>[^+]*)\+\+|~~(?P<whose>\w+): (?P<old>[^~]*)~~"
    r"|<(?P<target>[^|>]*)\|(?P<link>[^>]*)>"
)
_LABEL = re.compile(r"(?P<indent>(?:  )*)(?P<label>-|\d+\.) ")
_LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>'
    "</w:lvl>"
)


def made(text, options=(), title=None):
    """Return the Word file of a drawing. Options: `en`, `lists+5`, `default=Brödtext`, `left=2000`."""
    return _Maker(options).document(text, title)


class _Maker:
    def __init__(self, options):
        self.options = dict(option.partition("=")[::2] for option in options)
        heading, toc = _LANGUAGES["en" if "en" in self.options else "sv"]
        self.styles = {f"heading {n}": f"{heading}{n}" for n in (1, 2, 3)}
        self.styles |= {f"toc {n}": f"{toc}{n}" for n in (1, 2, 3)}
        self.first_list = next((int(o[6:]) for o in self.options if o.startswith("lists+")), 0) + 1
        self.numbered = self.first_list
        self.seen, self.open, self.comments, self.notes = {}, [], [], []
        self.bold = False

    def document(self, text, title):
        stories, body = {}, []
        for line in text.splitlines():
            kind, colon, said = line.partition(": ")
            if colon and kind in {"header", "footer"}:
                stories[kind] = self.paragraph(said)
            else:
                body.append(line)
        blocks = self.blocks(body)
        stories["numbering"] = self.numbering()
        if self.comments:
            stories["comments"] = Xml("".join(self.comments))
        if self.notes:
            stories["footnotes"] = Xml("".join(self.notes))
        data = docx(*blocks, styles=self.style_sheet(), title=title, **stories)
        return changed(data, self.options)

    def blocks(self, lines):
        found, rows, n = [], [], 0
        while n < len(lines):
            line = lines[n]
            if not line.startswith("|") and rows:
                found.append(table(rows))
                rows = []
            if line.startswith("|"):
                cells = re.split(r" \|(?= )", line.removeprefix("|").removesuffix(" |"))
                rows.append([self.cell(cell) for cell in cells])
            elif line.startswith("[") and line.endswith(":"):
                end = lines.index("]", n)
                found.append(self.held(line[1:-1], lines[n + 1 : end]))
                n = end
            elif line:
                found.append(self.paragraph(line))
            n += 1
        return [*found, *([table(rows)] if rows else [])]

    def held(self, name, lines):
        """Return a table of contents, or a control around paragraphs."""
        if name.startswith("gallery "):
            inside = self.held(name.replace("gallery", "contents"), lines)
            kind = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
            return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        if name.startswith("contents "):
            entries = [((len(e) - len(e.lstrip())) // 2 + 1, self.inline(e.strip())) for e in lines]
            return contents(name.removeprefix("contents "), entries, self.styles)
        return self.control(name, [self.paragraph(line) for line in lines if line != "?"])

    def control(self, path, paragraphs):
        """Return a control around paragraphs; one without a path is a person's own."""
        number = self.number(path)
        showing = "" if paragraphs else "<w:showingPlcHdr/>"
        inside = "".join(paragraphs) or self.paragraph(f"Klicka och skriv: {path}")
        head = f'<w:sdt><w:sdtPr>{named(path)}<w:id w:val="{number}"/>{showing}</w:sdtPr><w:sdtContent>'
        control = f"{head}{inside}</w:sdtContent></w:sdt>"
        if "bare" in self.options or not path:
            return Xml(control)
        mark = f'<w:bookmarkStart w:id="{number}" w:name="_gd_{number:08x}"/>'
        return Xml(f'{mark}{control}<w:bookmarkEnd w:id="{number}"/>')

    def number(self, path):
        self.seen[path] = self.seen.get(path, 0) + 1
        return zlib.crc32(f"{path}#{self.seen[path]}".encode()) & 0x7FFFFFFF

    def cell(self, text):
        text = text.strip()
        span = re.search(r" ?\{=(\d+)\}", text)
        wide = f'<w:gridSpan w:val="{span[1]}"/>' if span else ""
        text = text.replace(span[0], "") if span else text
        inner = re.fullmatch(r"\[\[([\w.]+): (.*)\]\]", text)
        parts = [self.paragraph(part) for part in (inner[2] if inner else text).split(" / ")]
        inside = self.control(inner[1], parts) if inner else "".join(parts)
        return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{wide}</w:tcPr>{inside}</w:tc>', int(
            span[1]
        ) if span else 1

    def paragraph(self, line):
        props, text = self.form("" if line == "¶" else line)
        self.bold = False
        para = re.search(r" ?\{#([0-9A-F]{8})\}", text)
        text = text.replace(para[0], "") if para else text
        ident = f' w14:paraId="{para[1]}"' if para else ""
        if tracked := re.search(r" (\+\+|~~)(\w+): ¶\1$", text):
            text, kind = text[: tracked.start()], "ins" if tracked[1] == "++" else "del"
            mark = f'<w:{kind} w:id="{self.number("mark")}" w:author="{tracked[2]}"/>'
            props = f"{props}<w:rPr>{mark}</w:rPr>"
        if text.endswith(" {centre}"):
            props, text = f'{props}<w:jc w:val="center"/>', text.removesuffix(" {centre}")
        return Xml(f"<w:p{ident}>{f'<w:pPr>{props}</w:pPr>' if props else ''}{self.inline(text)}</w:p>")

    def form(self, line):
        if heading := re.match(r"(#{1,3}) ", line):
            return style_of(self.styles[f"heading {len(heading[1])}"]), line[heading.end() :]
        if label := _LABEL.match(line):
            if label["label"] == "1." and not label["indent"]:
                self.numbered += 1
            num = self.first_list if label["label"] == "-" else self.numbered
            level = len(label["indent"]) // 2
            return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>', line[
                label.end() :
            ]
        if named := re.match(r"\(([^()]+)\) ", line):
            style = self.styles.setdefault(named[1].lower(), named[1])
            return style_of(self.options.get(f"id-{style}", style)), line[named.end() :]
        return "", line

    def inline(self, text):
        found, at = "", 0
        for token in _INLINE.finditer(text):
            found += self.run(text[at : token.start()]) + self.token(token)
            at = token.end()
        return found + self.run(text[at:])

    def run(self, text, tag="t"):
        look = "<w:rPr><w:b/></w:rPr>" if self.bold else ""
        said = f'<w:r>{look}<w:{tag} xml:space="preserve">{escaped(text)}</w:{tag}></w:r>'
        return said if text else ""

    def token(self, token):
        kind = token.lastgroup
        if kind == "bold":
            self.bold = not self.bold
            return ""
        return getattr(self, "_mark" if kind == "number" else f"_{kind}")(token)

    def _value(self, token):
        path, value = token["path"], token["value"]
        number = self.number(path) if token["id"] is None else token["id"][1:]
        showing = "<w:showingPlcHdr/>" if value == "?" else ""
        said = self.run(f"Klicka och skriv: {path}") if value == "?" else self.inline(value[2:])
        head = f'{named(path)}<w:id w:val="{number}"/>{showing}<w:text/>'
        return f"<w:sdt><w:sdtPr>{head}</w:sdtPr><w:sdtContent>{said}</w:sdtContent></w:sdt>"

    def _note(self, token):
        number = len(self.notes) + 2
        self.notes.append(f'<w:footnote w:id="{number}"><w:p>{self.run(token["note"])}</w:p></w:footnote>')
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    def _code(self, token):
        code = f'<w:r><w:instrText xml:space="preserve"> {token["code"]} </w:instrText></w:r>'
        return char("begin") + code + char("separate") + self.run("7") + char("end")

    def _picture(self, token):
        shown = f'<wp:docPr id="{token["picture"]}" name="Bild"/>'
        return f"<w:r><w:drawing><wp:inline>{shown}</wp:inline></w:drawing></w:r>"

    def _comment(self, token):
        number, (who, _colon, said) = len(self.comments) + 300, token["comment"].partition(": ")
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{who}"><w:p>{self.run(said)}</w:p></w:comment>'
        )
        self.open.append(
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        )
        return f'<w:commentRangeStart w:id="{number}"/>'

    def _mark(self, token):
        number = len(self.seen) + 7000 if token["number"] is None else token["number"][1:]
        self.seen[f"mark {token['mark']}"] = 1
        self.open.append(f'<w:bookmarkEnd w:id="{number}"/>')
        return f'<w:bookmarkStart w:id="{number}" w:name="{token["mark"]}"/>'

    def _end(self, _token):
        return self.open.pop()

    def _new(self, token):
        return (
            f'<w:ins w:id="{self.number("ins")}" w:author="{token["who"]}">{self.run(token["new"])}</w:ins>'
        )

    def _old(self, token):
        gone = self.run(token["old"], "delText")
        return f'<w:del w:id="{self.number("del")}" w:author="{token["whose"]}">{gone}</w:del>'

    def _link(self, token):
        return f'<w:hyperlink w:anchor="{token["target"]}">{self.run(token["link"])}</w:hyperlink>'

    def numbering(self):
        formats = {self.first_list: ("bullet", "•")} | dict.fromkeys(
            range(self.first_list + 1, self.numbered + 1), ("decimal", "%1.")
        )
        shared = (
            "shared" in self.options
        )  # lists of one look, each told to begin at one, as the program writes them
        looks = "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
            + "".join(_LEVEL.format(level, *look) for level in range(3))
            + "</w:abstractNum>"
            for n, look in formats.items()
        )
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if shared else ""
        nums = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{min(n, self.first_list + 1) if shared else n}"/>'
            f"{again if n > self.first_list else ''}</w:num>"
            for n in formats
        )
        return Xml(looks + nums)

    def style_sheet(self):
        default = self.options.get("default", "Normal")
        self.styles.setdefault(default.lower(), default)
        sheet = "".join(
            f'<w:style w:type="paragraph"{f" w:default={chr(34)}1{chr(34)}" if name == default.lower() else ""}'
            f' w:styleId="{self.options.get(f"id-{style}", style)}"><w:name w:val="{name if name.startswith(("heading", "toc")) else style}"/>'
            f"{listed(name, self.first_list)}</w:style>"
            for name, style in self.styles.items()
        )
        return Xml(sheet)
