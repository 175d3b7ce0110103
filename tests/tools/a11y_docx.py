#!/usr/bin/env python3
"""Accessibility check of .docx files: what Word's Accessibility Checker looks at, and what PDF/UA and WCAG 2.1 AA need, read from the XML.

    python tests/tools/a11y_docx.py [--lang sv-SE] [--strict] [--no-warn] [--json] FILE...

One line a finding:  FILE: WHERE: LEVEL CODE [WCAG x.y.z]: message
LEVEL: error = Word's checker or PDF/UA fails it; warning = likely barrier; tip = worth a look.
Exit status: 0 no error, 1 at least one error (with --strict also a warning), 2 usage. Needs lxml only.

Cannot be judged here (needs a person): whether an alt text is right, reading order of floating objects, colour as the only
carrier of meaning, plain language.
"""

from __future__ import annotations
import argparse, json, posixpath, re, sys, zipfile, zlib
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
w = lambda n: f"{{{W}}}{n}"
P = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
VAGUE = re.compile(
    r"^(klicka( på)? (här|länken)|här|läs mer( här)?|mer|mer information|länk(en)?|se (här|länk)|click here|here|read more|more|link|this link)[.!:]?$",
    re.I,
)
URLISH = re.compile(r"^(https?://|www\.)\S+$", re.I)
FILEISH = re.compile(
    r"\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)$|^(bild|picture|image|figur|diagram|graph|foto|img|dsc)[ _-]?\d*$",
    re.I,
)
FAKE_LIST = re.compile(r"^\s*([-–—•*·▪●○]\s+|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)\S")
HL = dict(
    black="000000",
    blue="0000FF",
    cyan="00FFFF",
    green="00FF00",
    magenta="FF00FF",
    red="FF0000",
    yellow="FFFF00",
    white="FFFFFF",
    darkBlue="000080",
    darkCyan="008080",
    darkGreen="008000",
    darkMagenta="800080",
    darkRed="800000",
    darkYellow="808000",
    darkGray="808080",
    lightGray="C0C0C0",
)


def on(e):
    return e is not None and e.get(w("val")) not in ("0", "false", "off", "none")


def lum(h):
    c = [int(h[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    c = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in c]
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]


def ratio(a, b):
    x, y = sorted((lum(a), lum(b)), reverse=True)
    return (x + 0.05) / (y + 0.05)


class Checker:
    def __init__(self, path, lang):
        self.path, self.lang, self.out = path, lang, []
        z = zipfile.ZipFile(path)
        if sum(i.file_size for i in z.infolist()) > 1 << 30:
            raise ValueError("unpacks to more than 1 GiB")
        self.z, self.names = z, set(z.namelist())
        rels = self.rels("")
        self.main = next(
            (t for ty, t, x in rels.values() if ty.endswith("/officeDocument")), "word/document.xml"
        )
        self.core = next((t for ty, t, x in rels.values() if ty.endswith("/core-properties")), None)
        self.doc = self.xml(self.main)
        self.drels = self.rels(self.main)
        part = lambda k: next(
            (self.xml(t) for ty, t, x in self.drels.values() if ty.endswith("/" + k) and t in self.names),
            None,
        )
        self.styles, self.settings = part("styles"), part("settings")
        self.sty = (
            {s.get(w("styleId")): s for s in self.styles.iter(w("style"))} if self.styles is not None else {}
        )
        self.default_p = next(
            (
                k
                for k, s in self.sty.items()
                if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true", "on")
            ),
            None,
        )

    def xml(self, n):
        return etree.fromstring(self.z.read(n), P)

    def rels(self, src):
        d, b = posixpath.split(src)
        n = posixpath.join(d, "_rels", b + ".rels")
        if n not in self.names:
            return {}
        out = {}
        for e in self.xml(n):
            if isinstance(e.tag, str):
                t, x = e.get("Target", ""), e.get("TargetMode") == "External"
                out[e.get("Id")] = (
                    e.get("Type", ""),
                    t if x else posixpath.normpath(t[1:] if t.startswith("/") else posixpath.join(d, t)),
                    x,
                )
        return out

    def add(self, level, code, wcag, where, msg):
        self.out.append((level, code, wcag, where, msg))

    # ---- styles --------------------------------------------------------------------------------------------------
    def chain(self, sid):
        seen = []
        while sid in self.sty and sid not in seen:
            seen.append(sid)
            b = self.sty[sid].find(w("basedOn"))
            sid = b.get(w("val")) if b is not None else None
        return [self.sty[s] for s in seen]

    def pstyle(self, p):
        e = p.find(f"{w('pPr')}/{w('pStyle')}")
        return e.get(w("val")) if e is not None else self.default_p

    def level(self, p):
        """heading level 1-9 or None, as Word sees it: direct outline level, else the style's (name 'heading N' is a built-in)"""
        e = p.find(f"{w('pPr')}/{w('outlineLvl')}")
        if e is None:
            for s in self.chain(self.pstyle(p)):
                nm = (s.find(w("name")).get(w("val")) or "").lower() if s.find(w("name")) is not None else ""
                m = re.fullmatch(r"heading ([1-9])", nm)
                if m:
                    return int(m[1])
                e = s.find(f"{w('pPr')}/{w('outlineLvl')}")
                if e is not None:
                    break
        if e is None or not (e.get(w("val")) or "").isdigit() or int(e.get(w("val"))) > 8:
            return None
        return int(e.get(w("val"))) + 1

    def stylename(self, p):
        s = self.sty.get(self.pstyle(p))
        n = s.find(w("name")) if s is not None else None
        return (n.get(w("val")) or "").lower() if n is not None else ""

    def rprop(self, r, p, name):
        """effective run property element: run, character style, paragraph style, defaults (table styles are not followed)"""
        rp = r.find(w("rPr"))
        if rp is not None:
            e = rp.find(w(name))
            if e is not None:
                return e
            rs = rp.find(w("rStyle"))
            if rs is not None:
                for s in self.chain(rs.get(w("val"))):
                    e = s.find(f"{w('rPr')}/{w(name)}")
                    if e is not None:
                        return e
        for s in self.chain(self.pstyle(p)):
            e = s.find(f"{w('rPr')}/{w(name)}")
            if e is not None:
                return e
        if self.styles is not None:
            return self.styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w(name)}")
        return None

    @staticmethod
    def text(e):
        return "".join(
            "\t" if x.tag == w("tab") else "\n" if x.tag in (w("br"), w("cr")) else x.text or ""
            for x in e.iter(w("t"), w("tab"), w("br"), w("cr"))
            if x.getparent().tag != w("tabs")
        )

    def where(self, e):
        while e is not None and e.tag not in (w("p"), w("tbl")):
            e = e.getparent()
        if e is None:
            return ""
        if e.tag == w("tbl"):
            return f"table {self.tblno.get(e, '?')}"
        t = self.text(e).strip()
        return f"paragraph {self.pno.get(e, '?')}" + (f' "{t[:40]}"' if t else "")

    # ---- run -----------------------------------------------------------------------------------------------------
    def run(self):
        body = self.doc.find(w("body"))
        if body is None:
            raise ValueError(f"no w:body (root is {self.doc.tag}): not a transitional .docx")
        fb = set()
        for f in self.doc.iter(f"{{{MC}}}Fallback"):
            fb.update(f.iter())
        self.paras = [p for p in body.iter(w("p")) if p not in fb]
        self.tables = [t for t in body.iter(w("tbl")) if t not in fb]
        self.pno = {p: i + 1 for i, p in enumerate(self.paras)}
        self.tblno = {t: i + 1 for i, t in enumerate(self.tables)}
        self.fb = fb
        self.meta()
        self.headings()
        self.tabs()
        self.pictures(self.doc, self.main)
        self.spacing(body)
        self.links()
        self.contrast()
        self.controls()
        for ty, t, x in self.drels.values():
            if ty.rsplit("/", 1)[-1] in ("header", "footer", "footnotes", "endnotes") and t in self.names:
                self.pictures(self.xml(t), t)
        return self.out

    def meta(self):
        title = lang = None
        if self.core and self.core in self.names:
            c = self.xml(self.core)
            title = c.findtext("{http://purl.org/dc/elements/1.1/}title")
            lang = c.findtext("{http://purl.org/dc/elements/1.1/}language")
        if not (title or "").strip():
            self.add(
                "error",
                "TITLE",
                "2.4.2",
                self.core or "docProps",
                "the document has no title in its properties (PDF/UA fails)",
            )
        elif FILEISH.search(title) or title.lower() in ("word document", "document1", "dokument1"):
            self.add("warning", "TITLE", "2.4.2", self.core, f"the title looks like a default: {title!r}")
        d = (
            self.styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
            if self.styles is not None
            else None
        )
        n = next(
            (s.find(f"{w('rPr')}/{w('lang')}") for k, s in self.sty.items() if k == self.default_p), None
        )
        eff = n if n is not None and n.get(w("val")) else d
        v = eff.get(w("val")) if eff is not None else None
        if not v:
            self.add("error", "LANG", "3.1.1", "styles.xml", "no language in the document defaults")
        elif v.lower() != self.lang.lower():
            self.add("error", "LANG", "3.1.1", "styles.xml", f"default language is {v}, not {self.lang}")
        t = self.settings.find(w("themeFontLang")) if self.settings is not None else None
        if t is not None and t.get(w("val")) and t.get(w("val")).lower() != self.lang.lower():
            self.add(
                "warning",
                "LANG",
                "3.1.1",
                "settings.xml",
                f"themeFontLang is {t.get(w('val'))}, not {self.lang}",
            )
        if lang and lang.lower() != self.lang.lower() and lang.lower() != self.lang.split("-")[0].lower():
            self.add("warning", "LANG", "3.1.1", self.core, f"dc:language is {lang}, not {self.lang}")
        other = {}
        for p in self.paras:
            for r in p.iter(w("r")):
                if r in self.fb or not self.text(r).strip():
                    continue
                l = self.rprop(r, p, "lang")
                x = l.get(w("val")) if l is not None else None
                if x and x.lower() != self.lang.lower() and not on(self.rprop(r, p, "noProof")):
                    other.setdefault(x, [0, p])[0] += 1
        for k, (c, p) in other.items():
            if k.lower() != (v or "").lower():
                self.add(
                    "tip",
                    "LANG-RUN",
                    "3.1.2",
                    self.where(p),
                    f"{c} runs are marked as {k}: right only if that text is in that language",
                )
        pr = self.settings.find(w("documentProtection")) if self.settings is not None else None
        if pr is not None and pr.get(w("enforcement")) in ("1", "true", "on"):
            self.add(
                "warning",
                "PROTECT",
                "",
                "settings.xml",
                f"the document is protected ({pr.get(w('edit'))}): assistive technology may be shut out",
            )

    def headings(self):
        last, n = 0, 0
        for p in self.paras:
            if any(a.tag == w("txbxContent") for a in p.iterancestors()):
                continue
            lv = self.level(p)
            t = self.text(p).strip()
            if lv is None:
                self.fake_heading(p, t)
                continue
            if not t and not list(p.iter(w("drawing"))):
                self.add("error", "HEAD-EMPTY", "1.3.1", self.where(p), f"empty heading (level {lv})")
                continue
            n += 1
            if lv > last + 1:
                self.add(
                    "error",
                    "HEAD-SKIP",
                    "1.3.1",
                    self.where(p),
                    f"heading level {lv} after level {last or 'none'}",
                )
            if len(t) > 100:
                self.add("tip", "HEAD-LONG", "2.4.6", self.where(p), f"heading of {len(t)} characters")
            last = lv
        if not n:
            self.add(
                "error" if len(self.paras) > 15 else "warning",
                "HEAD-NONE",
                "1.3.1",
                "",
                "the document has no headings",
            )

    def fake_heading(self, p, t):
        if (
            not 3 <= len(t) <= 80
            or t[-1] in ".,;:!?…"
            or any(a.tag in (w("tc"), w("txbxContent")) for a in p.iterancestors())
        ):
            return
        if (
            self.stylename(p).startswith(
                (
                    "title",
                    "subtitle",
                    "toc",
                    "caption",
                    "list",
                    "heading",
                    "header",
                    "footer",
                    "rubrik",
                    "underrubrik",
                )
            )
            or p.find(f"{w('pPr')}/{w('numPr')}") is not None
        ):
            return
        rs = [r for r in p.iter(w("r")) if self.text(r).strip()]
        if rs and all(on(self.rprop(r, p, "b")) for r in rs):
            self.add(
                "warning",
                "HEAD-FAKE",
                "1.3.1",
                self.where(p),
                "a whole paragraph in bold: a heading without a heading style?",
            )

    def tabs(self):
        for t in self.tables:
            rows = [r for r in t.iter(w("tr")) if next(r.iterancestors(w("tbl"))) is t]
            wh = self.where(t)
            if any(a.tag == w("tc") for a in t.iterancestors()):
                self.add("warning", "TBL-NEST", "1.3.1", wh, "a table inside a table")
            cells = [[c for c in r.iter(w("tc")) if next(c.iterancestors(w("tr"))) is r] for r in rows]
            one = len(rows) <= 1 or max((len(c) for c in cells), default=0) <= 1
            if one and len(rows) * max((len(c) for c in cells), default=0) <= 1:
                self.add(
                    "tip",
                    "TBL-ONE",
                    "1.3.1",
                    wh,
                    "a table of one cell: a frame around text? use paragraph borders",
                )
                continue
            hdr = [on_hdr(r) for r in rows]
            if not one and not hdr[0]:
                self.add(
                    "error",
                    "TBL-HEAD",
                    "1.3.1",
                    wh,
                    'the first row is not marked as a header row (w:tblHeader, "Upprepa som rubrikrad")',
                )
            if any(h and not all(hdr[:i]) for i, h in enumerate(hdr)):
                self.add(
                    "warning",
                    "TBL-HEAD",
                    "1.3.1",
                    wh,
                    "a header row that does not follow the first row: Word ignores it",
                )
            for i, c in enumerate(cells[:1]):
                if hdr and hdr[0] and any(not self.text(x).strip() for x in c):
                    self.add("warning", "TBL-HEAD-EMPTY", "1.3.1", wh, "an empty cell in the header row")
            if any(
                c.find(f"{w('tcPr')}/{w('gridSpan')}") is not None
                and int(c.find(f"{w('tcPr')}/{w('gridSpan')}").get(w("val")) or 1) > 1
                or c.find(f"{w('tcPr')}/{w('vMerge')}") is not None
                or c.find(f"{w('tcPr')}/{w('hMerge')}") is not None
                for r in cells
                for c in r
            ):
                self.add("warning", "TBL-MERGE", "1.3.1", wh, "merged or split cells")
            for i, r in enumerate(cells):
                if r and not any(
                    self.text(c).strip() or list(c.iter(w("drawing"))) or list(c.iter(w("sdt"))) for c in r
                ):
                    self.add("warning", "TBL-BLANK", "1.3.1", wh, f"row {i + 1} is empty")
            tp = t.find(w("tblPr"))
            if not one and (
                tp is None or tp.find(w("tblCaption")) is None and tp.find(w("tblDescription")) is None
            ):
                self.add(
                    "tip",
                    "TBL-ALT",
                    "1.1.1",
                    wh,
                    "no table title or description (w:tblCaption, w:tblDescription)",
                )

    def pictures(self, root, part):
        pre = "" if part == self.main else part + " "
        fb = set(x for f in root.iter(f"{{{MC}}}Fallback") for x in f.iter())
        for d in root.iter(f"{{{WP}}}docPr"):
            if d in fb:
                continue
            deco = any(on2(x.get("val")) for x in d.iter(f"{{{ADEC}}}decorative"))
            alt = (d.get("descr") or "").strip()
            wh = pre + self.where(d) + f" {d.get('name') or ''!r}"
            if deco:
                if alt:
                    self.add("warning", "ALT-DECO", "1.1.1", wh, "marked as decorative and has an alt text")
            elif not alt:
                self.add(
                    "error",
                    "ALT",
                    "1.1.1",
                    wh,
                    "picture or object without alt text (wp:docPr descr) and not marked as decorative",
                )
            elif FILEISH.search(alt):
                self.add(
                    "error", "ALT-FILE", "1.1.1", wh, f"alt text is a file name or says nothing: {alt!r}"
                )
            elif len(alt) > 250:
                self.add("tip", "ALT-LONG", "1.1.1", wh, f"alt text of {len(alt)} characters")
            if d.getparent().tag == f"{{{WP}}}anchor":
                self.add(
                    "warning", "FLOAT", "1.3.2", wh, "not in line with text: the reading order is uncertain"
                )
        for s in root.iter(f"{{{V}}}shape", f"{{{V}}}rect", f"{{{V}}}group"):
            if s in fb or any(a.tag == f"{{{V}}}group" for a in s.iterancestors()):
                continue
            if not (s.get("alt") or "").strip() and (
                s.find(f"{{{V}}}imagedata") is not None or s.find(f"{{{V}}}textpath") is not None
            ):
                self.add(
                    "error",
                    "ALT",
                    "1.1.1",
                    pre + self.where(s),
                    "VML picture or WordArt (watermark?) without alt text",
                )
        for x in root.iter(w("txbxContent")):
            if x not in fb:
                self.add(
                    "warning",
                    "TEXTBOX",
                    "1.3.2",
                    pre + self.where(x.getparent()),
                    "text box: screen readers may skip it, reading order is uncertain",
                )

    def spacing(self, body):
        run, first = 0, None

        def flush():
            if run >= 2 or (
                run == 1
                and first is not None
                and first.getnext() is not None
                and first.getprevious() is not None
                and first.getnext().tag == w("p")
                and first.getprevious().tag == w("p")
            ):
                self.add(
                    "warning",
                    "EMPTY",
                    "1.3.1",
                    f"paragraph {self.pno.get(first, '?')}",
                    f"{run} empty paragraph{'s' * (run > 1)} used as spacing: use space before/after in the style",
                )

        for e in list(body) + [None]:
            empty = (
                e is not None
                and e.tag == w("p")
                and not self.text(e).strip("\n \u00a0")
                and not any(
                    True
                    for _ in e.iter(
                        w("drawing"),
                        w("pict"),
                        w("object"),
                        w("sectPr"),
                        w("br"),
                        w("fldChar"),
                        w("fldSimple"),
                        w("sdt"),
                        w("commentReference"),
                        w("footnoteReference"),
                        w("lastRenderedPageBreak"),
                        w("bookmarkStart"),
                    )
                )
            )
            if empty and e.find(f"{w('pPr')}/{w('pBdr')}") is None:
                if not run:
                    first = e
                run += 1
            else:
                flush()
                run, first = 0, None
        for p in self.paras:
            t = self.text(p)
            if re.search(r"[ \u00a0]{4,}|\t{3,}|\n{2,}", t) and not self.stylename(p).startswith("toc"):
                self.add(
                    "warning",
                    "BLANKS",
                    "1.3.1",
                    self.where(p),
                    "repeated spaces, tabs or line breaks used for layout",
                )
            if (
                FAKE_LIST.match(t)
                and p.find(f"{w('pPr')}/{w('numPr')}") is None
                and self.level(p) is None
                and not any(
                    s.find(f"{w('pPr')}/{w('numPr')}") is not None for s in self.chain(self.pstyle(p))
                )
                and not self.stylename(p).startswith("toc")
            ):
                self.add(
                    "warning",
                    "LIST-FAKE",
                    "1.3.1",
                    self.where(p),
                    "looks like a list item but is not a list paragraph",
                )

    def links(self):
        for h in self.doc.iter(w("hyperlink")):
            if h in self.fb:
                continue
            tgt = (
                self.drels.get(h.get(f"{{{R}}}id"), ("", "", False))[1]
                if h.get(f"{{{R}}}id")
                else "#" + (h.get(w("anchor")) or "")
            )
            self.link(h, self.text(h).strip(), tgt)
        for p in self.paras:
            for f in p.iter(w("fldSimple")):
                m = re.match(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"', f.get(w("instr")) or "")
                if m:
                    self.link(f, self.text(f).strip(), m[1])

    def link(self, e, t, tgt):
        if not t:
            if not list(e.iter(w("drawing"))):
                self.add("error", "LINK-EMPTY", "2.4.4", self.where(e), f"link without text to {tgt}")
        elif VAGUE.match(t):
            self.add(
                "error", "LINK-TEXT", "2.4.4", self.where(e), f"link text {t!r} says nothing out of context"
            )
        elif URLISH.match(t):
            self.add("tip", "LINK-URL", "2.4.4", self.where(e), f"a bare address as link text: {t[:60]}")

    def contrast(self):
        for p in self.paras:
            psh = next(
                (
                    s
                    for s in [p.find(f"{w('pPr')}/{w('shd')}")]
                    + [s.find(f"{w('pPr')}/{w('shd')}") for s in self.chain(self.pstyle(p))]
                    if s is not None
                ),
                None,
            )
            tc = next(p.iterancestors(w("tc")), None)
            csh = tc.find(f"{w('tcPr')}/{w('shd')}") if tc is not None else None
            worst = None
            for r in p.iter(w("r")):
                if (
                    r in self.fb
                    or not self.text(r).strip()
                    or on(self.rprop(r, p, "vanish"))
                    and self.rprop(r, p, "vanish") is not None
                ):
                    continue
                c = self.rprop(r, p, "color")
                fg = c.get(w("val")) if c is not None else "auto"
                bg = "FFFFFF"
                for s in (csh, psh, self.rprop(r, p, "shd")):
                    if s is not None and re.fullmatch(r"[0-9A-Fa-f]{6}", s.get(w("fill")) or ""):
                        bg = s.get(w("fill"))
                hl = self.rprop(r, p, "highlight")
                if hl is not None and hl.get(w("val")) in HL:
                    bg = HL[hl.get(w("val"))]
                if not re.fullmatch(r"[0-9A-Fa-f]{6}", fg or ""):
                    continue  # auto: Word picks black or white
                sz = self.rprop(r, p, "sz")
                pt = (
                    float(sz.get(w("val"))) / 2
                    if sz is not None and re.fullmatch(r"[\d.]+", sz.get(w("val")) or "")
                    else 10
                )
                big = pt >= 18 or pt >= 14 and on(self.rprop(r, p, "b")) and self.rprop(r, p, "b") is not None
                x = ratio(fg, bg)
                if x < (3 if big else 4.5) and (worst is None or x < worst[0]):
                    worst = (x, fg, bg, 3 if big else 4.5)
                if pt < 8:
                    self.add("tip", "SMALL", "1.4.4", self.where(p), f"text of {pt:g} pt")
                    break
            if worst:
                self.add(
                    "error",
                    "CONTRAST",
                    "1.4.3",
                    self.where(p),
                    f"contrast {worst[0]:.1f}:1 of #{worst[1]} on #{worst[2]}, need {worst[3]}:1",
                )

    def controls(self):
        for s in self.doc.iter(w("sdt")):
            pr = s.find(w("sdtPr"))
            if pr is None or pr.find(w("docPartObj")) is not None or pr.find(w("docPartList")) is not None:
                continue
            if any("repeatingSection" in str(each.tag) for each in pr):
                continue  # a frame around rows: there is nothing to fill in but the controls inside
            a = pr.find(w("alias"))
            if a is None or not (a.get(w("val")) or "").strip():
                self.add(
                    "tip", "SDT-NAME", "4.1.2", self.where(s), "content control without a title (w:alias)"
                )


def on_hdr(r):
    e = r.find(f"{w('trPr')}/{w('tblHeader')}")
    return e is not None and on(e)


def on2(v):
    return v in (None, "1", "true", "on")


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("files", nargs="+")
    ap.add_argument("--lang", default="sv-SE")
    ap.add_argument("--strict", action="store_true")
    ap.add_argument("--no-warn", action="store_true", help="print errors only")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args(argv)
    bad = False
    for f in a.files:
        try:
            out = Checker(f, a.lang).run()
        except (
            OSError,
            EOFError,
            KeyError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            zlib.error,
            zipfile.BadZipFile,
            etree.XMLSyntaxError,
        ) as e:
            out = [("error", "READ", "", "", f"cannot be read: {type(e).__name__}: {e}")]
        bad |= any(o[0] == "error" or a.strict and o[0] == "warning" for o in out)
        if a.json:
            print(json.dumps({"file": f, "findings": out}, ensure_ascii=False))
            continue
        for lvl, code, wcag, where, msg in out:
            if a.no_warn and lvl != "error":
                continue
            print(
                ": ".join(
                    x for x in (f, where, f"{lvl} {code}" + (f" [WCAG {wcag}]" if wcag else ""), msg) if x
                )
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
