#!/usr/bin/env python3
"""Validate .docx files: the package (OPC), markup compatibility and the rules that Word enforces and a schema cannot say.

    python tests/tools/validate_docx.py [--no-warn] [--strict] [--no-tags] FILE...

One line a finding:  FILE: PART: PATH: LEVEL CODE: message [near "text"]
Exit status: 0 no error, 1 at least one error (with --strict also a warning), 2 usage. The schema is another tool's matter.
"""

from __future__ import annotations

import argparse, json, posixpath, re, sys, zipfile, zlib
from collections import Counter, defaultdict
from urllib.parse import unquote

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"
W10 = "urn:schemas-microsoft-com:office:word"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
PR = "http://schemas.openxmlformats.org/package/2006/relationships"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OD = "http://schemas.openxmlformats.org/officeDocument/2006/"

UNDERSTOOD = {
    W,
    R,
    A,
    WP,
    PIC,
    C,
    DGM,
    M,
    V,
    O,
    W10,
    XML,
    CT,
    PR,
    CP,
    XSI,
    "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
    "http://schemas.openxmlformats.org/drawingml/2006/compatibility",
    "http://schemas.openxmlformats.org/schemaLibrary/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    OD + "extended-properties",
    OD + "custom-properties",
    OD + "docPropsVTypes",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/dcmitype/",
}
# parents under which foreign elements are legal (xsd:any)
WILDCARD_PARENTS = {
    f"{{{A}}}graphicData",
    f"{{{A}}}ext",
    f"{{{C}}}ext",
    f"{{{DGM}}}ext",
    f"{{{W}}}pict",
    f"{{{W}}}object",
    f"{{{W}}}background",
    f"{{{W}}}shapeDefaults",
    f"{{{W}}}hdrShapeDefaults",
}
MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
WML_ROOTS = {
    f"{{{W}}}{n}"
    for n in (
        "document hdr ftr styles numbering settings comments footnotes endnotes fonts "
        "webSettings glossaryDocument"
    ).split()
}
# element -> tail of the relationship type its r:id must have
REL_OF = {
    f"{{{W}}}headerReference": "header",
    f"{{{W}}}footerReference": "footer",
    f"{{{W}}}hyperlink": "hyperlink",
    f"{{{A}}}hlinkClick": "hyperlink",
    f"{{{A}}}blip": "image",
    f"{{{V}}}imagedata": "image",
    f"{{{C}}}chart": "chart",
    f"{{{W}}}altChunk": "aFChunk",
    f"{{{W}}}attachedTemplate": "attachedTemplate",
    f"{{{W}}}subDoc": "subDocument",
}
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPE_OF = {
    k: _WML + k + "+xml"
    for k in "header footer styles settings numbering comments footnotes endnotes fontTable webSettings".split()
}
TYPE_OF.update(
    {
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
        "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
        "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "glossaryDocument": _WML + "document.glossary+xml",
        "customXmlProps": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
)
IMG_MAGIC = {
    "png": (b"\x89PNG",),
    "jpeg": (b"\xff\xd8",),
    "jpg": (b"\xff\xd8",),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    "tiff": (b"II*\0", b"MM\0*"),
    "tif": (b"II*\0", b"MM\0*"),
}
RPR_ORDER = {
    k: i
    for i, k in enumerate(
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange".split()
    )
}
JINJA = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
MAX_PART, MAX_TOTAL, MAX_RATIO, MAX_PARTS = 200 << 20, 1 << 30, 200, 5000


def q(tag: str) -> str:
    """{ns}name -> prefix:name, for messages"""
    m = re.match(r"\{([^}]*)\}(.*)", tag or "")
    if not m:
        return str(tag)
    pre = {
        W: "w",
        R: "r",
        A: "a",
        WP: "wp",
        PIC: "pic",
        M: "m",
        MC: "mc",
        V: "v",
        O: "o",
        W14: "w14",
        C: "c",
        XML: "xml",
    }.get(m[1])
    return f"{pre}:{m[2]}" if pre else f"{{{m[1]}}}{m[2]}"


class Doc:
    def __init__(self, path, no_tags=False):
        self.path, self.no_tags = path, no_tags
        self.out = []  # (level, code, part, where, msg)
        self.parts = {}  # name -> bytes
        self.trees = {}  # name -> root (as stored)
        self.types = {}  # name -> content type
        self.rels = {}  # source part ('' = package) -> {id: (type, target part or None, raw, external)}

    def add(self, level, code, part, where, msg):
        self.out.append((level, code, part, where, msg))

    def err(self, *a):
        self.add("error", *a)

    def warn(self, *a):
        self.add("warning", *a)

    # ---- location ---------------------------------------------------------------------------------------------
    @staticmethod
    def where(el):
        steps, e = [], el
        while e is not None and isinstance(e.tag, str):
            p = e.getparent()
            n = ""
            if p is not None:
                same = [x for x in p if x.tag == e.tag]
                if len(same) > 1:
                    n = f"[{same.index(e) + 1}]"
            steps.append(q(e.tag) + n)
            e = p
        s = "/" + "/".join(reversed(steps))
        e = el
        while e is not None and e.tag != f"{{{W}}}p":
            e = e.getparent()
        if e is not None:
            t = "".join(e.itertext(f"{{{W}}}t", f"{{{W}}}delText"))[:40]
            if t:
                s += f' (near "{t}")'
        return s

    # ---- package ----------------------------------------------------------------------------------------------
    def load(self):
        try:
            z = zipfile.ZipFile(self.path)
        except (OSError, zipfile.BadZipFile) as e:
            with open(self.path, "rb") as f:
                ole = f.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            self.err(
                "ZIP",
                "",
                "",
                "an OLE file: encrypted .docx or old .doc" if ole else f"not a readable zip: {e}",
            )
            return False
        with z:
            infos = z.infolist()
            if len(infos) > MAX_PARTS or sum(i.file_size for i in infos) > MAX_TOTAL:
                self.err(
                    "ZIP-BOMB",
                    "",
                    "",
                    f"{len(infos)} parts, {sum(i.file_size for i in infos)} bytes unpacked",
                )
                return False
            seen = Counter()
            for i in infos:
                n = i.filename
                if n.endswith("/"):
                    continue
                if "\\" in n or n.startswith("/") or ".." in n.split("/"):
                    self.err("ZIP-NAME", n, "", "illegal part name")
                    continue
                seen[n.lower()] += 1
                if i.flag_bits & 1:
                    self.err("ZIP", n, "", "encrypted member")
                    continue
                if i.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    self.err(
                        "ZIP",
                        n,
                        "",
                        f"compression method {i.compress_type}: only stored and deflated are allowed",
                    )
                    continue
                if i.file_size > MAX_PART or (
                    i.file_size > 1 << 20 and i.file_size > MAX_RATIO * max(1, i.compress_size)
                ):
                    self.err("ZIP-BOMB", n, "", f"{i.compress_size} -> {i.file_size} bytes")
                    continue
                try:
                    self.parts[n] = z.read(i)
                except (
                    zipfile.BadZipFile,
                    OSError,
                    EOFError,
                    ValueError,
                    zlib.error,
                    NotImplementedError,
                    RuntimeError,
                ) as e:
                    self.err("ZIP", n, "", f"cannot be read: {e}")
            for n, c in seen.items():
                if c > 1:
                    self.err("ZIP-DUP", n, "", f"{c} members with this name")
        if "[Content_Types].xml" not in self.parts:
            self.err("OPC", "[Content_Types].xml", "", "missing")
            return False
        if "_rels/.rels" not in self.parts:
            self.err("OPC", "_rels/.rels", "", "missing")
            return False
        for n, b in self.parts.items():
            if n.endswith((".xml", ".rels", ".vml")):
                self.parse(n, b)
        return True

    def parse(self, n, b):
        head = b[:2000]
        if (
            b"<!DOCTYPE" in head
            or b"<!ENTITY" in head
            or "<!DOCTYPE".encode("utf-16-le") in head
            or "<!DOCTYPE".encode("utf-16-be") in head
        ):
            self.err("DTD", n, "", "has a document type declaration (forbidden in OPC)")
            return
        try:
            p = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
            self.trees[n] = etree.fromstring(b, p)
        except etree.XMLSyntaxError as e:
            (self.warn if n.endswith(".vml") else self.err)("XML", n, "", f"not well-formed: {e}")

    def content_types(self):
        root = self.trees.get("[Content_Types].xml")
        if root is None:
            return
        dflt, over = {}, {}
        for e in root:
            if e.tag == f"{{{CT}}}Default":
                k = e.get("Extension", "").lower()
                if k in dflt:
                    self.err("CT-DUP", "[Content_Types].xml", "", f"two Defaults for .{k}")
                dflt[k] = e.get("ContentType")
            elif e.tag == f"{{{CT}}}Override":
                k = e.get("PartName", "")
                if k.lower() in over:
                    self.err("CT-DUP", "[Content_Types].xml", "", f"two Overrides for {k}")
                over[k.lower()] = e.get("ContentType")
                if not k.startswith("/"):
                    self.err(
                        "CT-NAME", "[Content_Types].xml", "", f"Override PartName {k!r} must begin with '/'"
                    )
                elif k[1:] not in self.parts and unquote(k[1:]) not in self.parts:
                    self.warn(
                        "CT-DANGLING",
                        "[Content_Types].xml",
                        "",
                        f"Override for a part that is not there: {k}",
                    )
        for n in self.parts:
            if n == "[Content_Types].xml":
                continue
            t = over.get("/" + n.lower()) or dflt.get(
                n.rsplit(".", 1)[-1].lower() if "." in posixpath.basename(n) else ""
            )
            if not t:
                self.err("CT-MISSING", n, "", "no content type (neither Override nor Default)")
            self.types[n] = t or ""
            ext = n.rsplit(".", 1)[-1].lower()
            if ext in IMG_MAGIC and not self.parts[n].startswith(IMG_MAGIC[ext]):
                self.warn("IMG-MAGIC", n, "", f"content does not look like .{ext}")
            if (
                (t or "").startswith("image/")
                and ext in IMG_MAGIC
                and ext not in t.replace("jpeg", "jpeg jpg").replace("tiff", "tiff tif")
            ):
                self.warn("IMG-TYPE", n, "", f"content type {t} for .{ext}")

    def relationships(self):
        for n, root in self.trees.items():
            if not n.endswith(".rels"):
                continue
            d, base = posixpath.split(n)
            src = posixpath.join(posixpath.dirname(d), base[:-5]) if base != ".rels" else ""
            if posixpath.basename(d) != "_rels":
                self.err("REL-PLACE", n, "", ".rels outside a _rels folder")
                continue
            if src and src not in self.parts:
                self.warn("REL-ORPHAN", n, "", f"relationships of a part that is not there: {src}")
            ids = {}
            for e in root.iter(f"{{{PR}}}Relationship"):
                i, t, typ = e.get("Id"), e.get("Target", ""), e.get("Type", "")
                ext = e.get("TargetMode") == "External"
                if i in ids:
                    self.err("REL-DUP", n, i, "two relationships with this Id")
                tgt = None
                if not ext:
                    tt = unquote(t.split("#")[0])
                    tgt = (
                        posixpath.normpath(
                            tt[1:] if tt.startswith("/") else posixpath.join(posixpath.dirname(src), tt)
                        )
                        if tt
                        else src
                    )
                    if re.match(r"[a-z][a-z0-9+.-]*:", t, re.I):
                        self.err("REL-MODE", n, i, f'Target {t!r} is a URL: needs TargetMode="External"')
                    elif tgt not in self.parts:
                        low = {p.lower(): p for p in self.parts}
                        if tgt.lower() in low:
                            self.warn(
                                "REL-CASE", n, i, f"target {tgt} differs in case from {low[tgt.lower()]}"
                            )
                            tgt = low[tgt.lower()]
                        elif t != "NULL":
                            self.err("REL-TARGET", n, i, f"target part is not there: {tgt}")
                    want = TYPE_OF.get(typ.rsplit("/", 1)[-1])
                    if (
                        want
                        and tgt in self.parts
                        and self.types.get(tgt) != want
                        and typ.startswith("http://schemas.openxml")
                    ):
                        self.err(
                            "CT-TYPE",
                            tgt,
                            "",
                            f"content type {self.types.get(tgt)!r}, its relationship asks for {want!r}",
                        )
                elif not t:
                    self.err("REL-TARGET", n, i, "external relationship without a target")
                ids[i] = (typ, tgt, t, ext)
            self.rels[src] = ids
        mains = [v for v in self.rels.get("", {}).values() if v[0].endswith("/officeDocument")]
        if len(mains) != 1:
            self.err("REL-MAIN", "_rels/.rels", "", f"{len(mains)} officeDocument relationships, need one")
        self.main = mains[0][1] if mains else None
        if self.main and self.types.get(self.main) not in MAIN_TYPES:
            self.err("CT-MAIN", self.main, "", f"main part has content type {self.types.get(self.main)!r}")
        cores = [v for v in self.rels.get("", {}).values() if v[0].endswith("/core-properties")]
        if len(cores) > 1:
            self.err("REL-CORE", "_rels/.rels", "", "more than one core-properties relationship")
        reach, todo = set(), [""]
        while todo:
            for typ, tgt, raw, ext in self.rels.get(todo.pop(), {}).values():
                if tgt and tgt in self.parts and tgt not in reach:
                    reach.add(tgt)
                    todo.append(tgt)
        for n in self.parts:
            if (
                n not in reach
                and not n.endswith(".rels")
                and n != "[Content_Types].xml"
                and not n.startswith("[trash]")
            ):
                self.warn("OPC-UNREACHED", n, "", "part that no relationship leads to")
        # every r:id in a part resolves, and has the type that its element asks for
        for n, root in self.trees.items():
            if (
                n.endswith(".rels")
                or n == "[Content_Types].xml"
                or not (n.startswith("word/") or n == self.main)
            ):
                continue
            mine = self.rels.get(n, {})
            for e in root.iter(etree.Element):
                for k, v in e.attrib.items():
                    isr = k.startswith(f"{{{R}}}")
                    if not (isr or k == f"{{{O}}}relid"):
                        continue
                    if not v and not (e.tag in REL_OF and k == f"{{{R}}}id"):
                        continue  # r:embed="" / r:blip="": "none"
                    if v not in mine:
                        self.err(
                            "RID", n, self.where(e), f"{q(k)}={v!r} has no relationship in this part's .rels"
                        )
                        continue
                    need = REL_OF.get(e.tag)
                    if need and k in (f"{{{R}}}id", f"{{{R}}}embed") and not mine[v][0].endswith("/" + need):
                        self.err(
                            "RID-TYPE",
                            n,
                            self.where(e),
                            f"{q(k)}={v!r} on {q(e.tag)} is a relationship of type {mine[v][0].rsplit('/', 1)[-1]!r}, need {need!r}",
                        )
                    if need == "hyperlink" and mine[v][1] is not None and not mine[v][3]:
                        self.err("RID-MODE", n, self.where(e), f"hyperlink {v!r} is not TargetMode=External")

    # ---- markup compatibility ---------------------------------------------------------------------------------
    def mce(self, n, root):
        """A copy of root as a consumer that knows only ISO 29500 transitional sees it."""
        root = etree.fromstring(etree.tostring(root), etree.XMLParser(resolve_entities=False, huge_tree=True))
        probs = []

        def prefixes(e, v, what):
            for p in (v or "").split():
                u = e.nsmap.get(p)
                if u is None:
                    probs.append(
                        (
                            "MCE-PREFIX",
                            self.where(e),
                            f"{what} names the prefix {p!r}, which is not declared (Word calls the file corrupt)",
                        )
                    )
                else:
                    yield u

        def walk(e, ign, pc, lax):
            ign = ign | set(prefixes(e, e.get(f"{{{MC}}}Ignorable"), "mc:Ignorable"))
            for p in (e.get(f"{{{MC}}}ProcessContent") or "").split():
                pre, _, loc = p.partition(":")
                if pre in e.nsmap:
                    pc = pc | {(e.nsmap[pre], loc)}
            for u in prefixes(e, e.get(f"{{{MC}}}MustUnderstand"), "mc:MustUnderstand"):
                if u not in UNDERSTOOD:
                    probs.append(("MCE-MUST", self.where(e), f"mc:MustUnderstand {u}"))
            for k in list(e.attrib):
                u = k[1:].split("}")[0] if k[0] == "{" else ""
                if u == MC:
                    del e.attrib[k]
                elif u and u not in UNDERSTOOD:
                    if u not in ign and not lax:
                        probs.append(
                            (
                                "MCE-ATTR",
                                self.where(e),
                                f"attribute {q(k)}: its namespace is neither known nor listed in mc:Ignorable",
                            )
                        )
                    if not lax:
                        del e.attrib[k]
            i = 0
            while i < len(e):
                c = e[i]
                if not isinstance(c.tag, str):
                    i += 1
                    continue
                u, loc = c.tag[1:].split("}") if c.tag[0] == "{" else ("", c.tag)
                if c.tag == f"{{{MC}}}AlternateContent":
                    pick = None
                    kinds = [x.tag for x in c if isinstance(x.tag, str)]
                    if (
                        not kinds
                        or kinds[0] != f"{{{MC}}}Choice"
                        or any(k not in (f"{{{MC}}}Choice", f"{{{MC}}}Fallback") for k in kinds)
                    ):
                        probs.append(
                            (
                                "MCE-AC",
                                self.where(c),
                                "mc:AlternateContent must hold mc:Choice+ and then at most one mc:Fallback",
                            )
                        )
                    for x in c:
                        if x.tag == f"{{{MC}}}Choice":
                            req = list(prefixes(x, x.get("Requires"), "mc:Choice Requires"))
                            if not x.get("Requires"):
                                probs.append(("MCE-AC", self.where(x), "mc:Choice without Requires"))
                            if pick is None and req and all(r in UNDERSTOOD for r in req):
                                pick = x
                        elif x.tag == f"{{{MC}}}Fallback" and pick is None:
                            pick = x
                    kids = list(pick) if pick is not None else []
                    for x in kids:
                        x.tail = None
                    e[i : i + 1] = kids
                    continue
                if u and u not in UNDERSTOOD and not lax and c.getparent().tag not in WILDCARD_PARENTS:
                    if u in ign:
                        e[i : i + 1] = list(c) if ((u, loc) in pc or (u, "*") in pc) else []
                        continue
                    probs.append(
                        (
                            "MCE-ELEM",
                            self.where(c),
                            f"element {q(c.tag)}: its namespace is neither known nor listed in mc:Ignorable",
                        )
                    )
                    del e[i]
                    continue
                walk(c, ign, pc, lax or e.tag in WILDCARD_PARENTS and u not in UNDERSTOOD)
                i += 1

        walk(root, frozenset(), frozenset(), False)
        for p in probs:
            ms = p[0] in ("MCE-ATTR", "MCE-ELEM") and (
                "w14:" in p[2] or "schemas.microsoft.com/office/" in p[2]
            )
            (self.warn if ms else self.err)(
                p[0], n, p[1], p[2] + (" (Word 2013 and later know it all the same)" if ms else "")
            )
        return root

    def compatibility(self):
        for n, root in self.trees.items():
            if n.endswith((".rels", ".vml")) or n == "[Content_Types].xml":
                continue
            t = root.tag
            if isinstance(t, str) and "purl.oclc.org/ooxml" in t:
                self.err(
                    "STRICT",
                    n,
                    "",
                    "ISO 29500 Strict namespace: not the transitional form that Word writes by default",
                )
                continue
            if t in WML_ROOTS:
                self.mce(n, root)
            elif t == f"{{{CP}}}coreProperties":
                for x in root.iter(etree.Element):
                    if (
                        x.tag.startswith("{http://purl.org/dc/terms/}")
                        and x.get(f"{{{XSI}}}type") != "dcterms:W3CDTF"
                    ):
                        self.err("CORE-DATE", n, self.where(x), 'needs xsi:type="dcterms:W3CDTF"')

    # ---- what Word enforces and a schema cannot say ----------------------------------------------------------------
    def semantics(self):
        sdt, bm_names, paraids = {}, {}, {}
        stories = [(n, r) for n, r in self.trees.items() if r.tag in WML_ROOTS]
        styles = next((r for n, r in stories if r.tag == f"{{{W}}}styles" and "glossary" not in n), None)
        numbering = next(
            (r for n, r in stories if r.tag == f"{{{W}}}numbering" and "glossary" not in n), None
        )
        known_styles, nums = None, None
        wv = lambda e: e.get(f"{{{W}}}val")
        if styles is not None:
            n = next(k for k, v in self.trees.items() if v is styles)
            c = Counter(s.get(f"{{{W}}}styleId") for s in styles.iter(f"{{{W}}}style"))
            known_styles = {
                s.get(f"{{{W}}}styleId"): s.get(f"{{{W}}}type") for s in styles.iter(f"{{{W}}}style")
            }
            for k, v in c.items():
                if v > 1:
                    self.err("STYLE-DUP", n, "", f"{v} styles with styleId {k!r}")
            d = Counter(
                s.get(f"{{{W}}}type")
                for s in styles.iter(f"{{{W}}}style")
                if s.get(f"{{{W}}}default") in ("1", "true", "on")
            )
            for k, v in d.items():
                if v > 1:
                    self.warn("STYLE-DEFAULT", n, "", f"{v} default styles of type {k}")
            for s in styles.iter(f"{{{W}}}style"):
                for tag in ("basedOn", "next", "link"):
                    x = s.find(f"{{{W}}}{tag}")
                    if x is not None and wv(x) not in known_styles:
                        self.warn("STYLE-REF", n, self.where(s), f"{tag} names an unknown style {wv(x)!r}")
                seen, cur = set(), s.get(f"{{{W}}}styleId")
                while cur:
                    if cur in seen:
                        self.err("STYLE-LOOP", n, self.where(s), f"basedOn loop at {cur!r}")
                        break
                    seen.add(cur)
                    nx = (
                        next(
                            (y for y in styles.iter(f"{{{W}}}style") if y.get(f"{{{W}}}styleId") == cur), None
                        )
                        if cur in known_styles
                        else None
                    )
                    b = nx.find(f"{{{W}}}basedOn") if nx is not None else None
                    cur = wv(b) if b is not None else None
        if numbering is not None:
            n = next(k for k, v in self.trees.items() if v is numbering)
            absn = Counter(a.get(f"{{{W}}}abstractNumId") for a in numbering.findall(f"{{{W}}}abstractNum"))
            nums = Counter(a.get(f"{{{W}}}numId") for a in numbering.findall(f"{{{W}}}num"))
            for k, v in absn.items():
                if v > 1:
                    self.err("NUM-DUP", n, "", f"{v} abstractNum with id {k}")
            for k, v in nums.items():
                if v > 1:
                    self.err("NUM-DUP", n, "", f"{v} num with numId {k}")
            for a in numbering.findall(f"{{{W}}}num"):
                x = a.find(f"{{{W}}}abstractNumId")
                if x is None or wv(x) not in absn:
                    self.err(
                        "NUM-REF",
                        n,
                        self.where(a),
                        f"abstractNum {wv(x) if x is not None else None!r} is not defined",
                    )
        defs = {}
        for root_tag, item in (("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote")):
            for n, r in stories:
                if r.tag == f"{{{W}}}{root_tag}" and "glossary" not in n:
                    c = Counter(x.get(f"{{{W}}}id") for x in r.findall(f"{{{W}}}{item}"))
                    defs[item] = set(c)
                    for k, v in c.items():
                        if v > 1:
                            self.err("NOTE-DUP", n, "", f"{v} {item} with id {k}")
        for n, root in stories:
            gl = "glossary" in n
            if root.tag in (f"{{{W}}}styles", f"{{{W}}}settings", f"{{{W}}}fonts", f"{{{W}}}webSettings"):
                continue
            docpr, bms, bme, rng = Counter(), {}, Counter(), defaultdict(Counter)
            fld = []
            fb = set()
            for x in root.iter(f"{{{MC}}}Fallback"):
                fb.update(x.iter(etree.Element))
            for e in root.iter(etree.Element):
                t = e.tag
                if e in fb:  # a second copy of what mc:Choice says
                    continue
                if not t.startswith(f"{{{W}}}"):
                    if t == f"{{{WP}}}docPr":
                        docpr[e.get("id")] += 1
                    continue
                loc = t[len(W) + 2 :]
                if loc == "id" and e.getparent().tag == f"{{{W}}}sdtPr":
                    v = wv(e)
                    if re.fullmatch(r"[+-]?\d+", v or "") and not -(2**31) <= int(v) < 2**31:
                        self.err(
                            "SDT-ID",
                            n,
                            self.where(e),
                            f"content control id {v} is not a signed 32-bit number",
                        )
                    if (gl, v) in sdt:
                        self.warn(
                            "SDT-ID",
                            n,
                            self.where(e),
                            f"content control id {v} is also at {sdt[gl, v]} (Word gives one of them a new id)",
                        )
                    sdt[gl, v] = n + self.where(e)
                elif (
                    loc in ("tag", "alias")
                    and e.getparent().tag == f"{{{W}}}sdtPr"
                    and len((wv(e) or "").encode("utf-16-le")) > 128
                ):
                    self.err(
                        "SDT-TAG",
                        n,
                        self.where(e),
                        f"w:{loc} longer than 64 characters (Word's limit): {wv(e)!r}",
                    )
                elif loc == "sdt":
                    if e.find(f"{{{W}}}sdtContent") is None:
                        self.warn("SDT-EMPTY", n, self.where(e), "content control without w:sdtContent")
                elif loc == "bookmarkStart":
                    i, nm = e.get(f"{{{W}}}id"), e.get(f"{{{W}}}name")
                    if i in bms:
                        self.err("BM-ID", n, self.where(e), f"bookmark id {i} is used twice in this part")
                    bms[i] = e
                    if (gl, (nm or "").lower()) in bm_names:
                        self.err("BM-NAME", n, self.where(e), f"bookmark name {nm!r} is used twice")
                    bm_names[gl, (nm or "").lower()] = 1
                    if nm and len(nm) > 40:
                        self.warn(
                            "BM-NAME", n, self.where(e), f"bookmark name longer than 40 characters: {nm!r}"
                        )
                elif loc == "bookmarkEnd":
                    bme[e.get(f"{{{W}}}id")] += 1
                elif loc in ("commentReference", "footnoteReference", "endnoteReference"):
                    item = loc[:-9]
                    if not gl and e.get(f"{{{W}}}id") not in defs.get(item, ()):
                        self.err("NOTE-REF", n, self.where(e), f"{loc} {e.get(f'{{{W}}}id')}: no such {item}")
                elif loc in ("commentRangeStart", "commentRangeEnd"):
                    rng[e.get(f"{{{W}}}id")][loc] += 1
                    if not gl and e.get(f"{{{W}}}id") not in defs.get("comment", ()):
                        self.err(
                            "NOTE-REF", n, self.where(e), f"{loc} {e.get(f'{{{W}}}id')}: no such comment"
                        )
                elif loc == "tc":
                    kids = [
                        k
                        for k in e
                        if isinstance(k.tag, str)
                        and k.tag.startswith(f"{{{W}}}")
                        and k.tag[len(W) + 2 :] in ("p", "tbl", "sdt", "customXml", "altChunk")
                    ]
                    last = kids[-1] if kids else None
                    while last is not None and last.tag in (f"{{{W}}}sdt", f"{{{W}}}customXml"):
                        inner = last.find(f"{{{W}}}sdtContent") if last.tag == f"{{{W}}}sdt" else last
                        sub = [
                            k
                            for k in (inner if inner is not None else ())
                            if isinstance(k.tag, str)
                            and k.tag[len(W) + 2 :] in ("p", "tbl", "sdt", "customXml")
                        ]
                        last = sub[-1] if sub else None
                    if last is None or last.tag not in (f"{{{W}}}p", f"{{{W}}}altChunk"):
                        self.err(
                            "TC-END",
                            n,
                            self.where(e),
                            "a table cell must end with a paragraph (Word calls the file corrupt)",
                        )
                elif loc == "tr":
                    if not any(True for k in e.iter(f"{{{W}}}tc")):
                        self.err("TR-EMPTY", n, self.where(e), "a table row without cells")
                elif loc == "tbl":
                    if not any(True for k in e.iter(f"{{{W}}}tr")):
                        self.err("TBL-EMPTY", n, self.where(e), "a table without rows")
                elif loc in ("pStyle", "rStyle", "tblStyle"):
                    if known_styles is not None and not gl and wv(e) not in known_styles:
                        self.warn("STYLE-REF", n, self.where(e), f"unknown style {wv(e)!r}")
                    elif known_styles is not None and not gl:
                        want = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}[loc]
                        if known_styles[wv(e)] != want:
                            self.warn(
                                "STYLE-TYPE",
                                n,
                                self.where(e),
                                f"{wv(e)!r} is a {known_styles[wv(e)]} style, used as {want}",
                            )
                elif loc == "numId" and e.getparent().tag == f"{{{W}}}numPr":
                    if wv(e) != "0" and not gl and (nums is None or wv(e) not in nums):
                        self.warn("NUM-REF", n, self.where(e), f"numId {wv(e)} is not defined in numbering")
                elif loc == "t":
                    if any(a.tag == f"{{{W}}}del" for a in e.iterancestors()) and not any(
                        a.tag == f"{{{W}}}txbxContent" for a in e.iterancestors()
                    ):
                        self.err("DEL-T", n, self.where(e), "w:t inside w:del: must be w:delText")
                    if (
                        e.text
                        and e.text != e.text.strip(" \t\r\n")
                        and e.get(f"{{{XML}}}space") != "preserve"
                    ):
                        self.warn(
                            "SPACE",
                            n,
                            self.where(e),
                            'leading or trailing space without xml:space="preserve": Word drops it',
                        )
                    if self.no_tags and e.text and JINJA.search(e.text):
                        self.err("JINJA", n, self.where(e), f"template tag left in the text: {e.text[:60]!r}")
                elif loc == "rPr":
                    ks = [
                        RPR_ORDER[k.tag[len(W) + 2 :]]
                        for k in e
                        if isinstance(k.tag, str)
                        and k.tag.startswith(f"{{{W}}}")
                        and k.tag[len(W) + 2 :] in RPR_ORDER
                    ]
                    if ks != sorted(ks):
                        self.warn(
                            "RPR-ORDER",
                            n,
                            self.where(e),
                            "run properties out of schema order (the SDK reports it; Word reads it)",
                        )
                elif loc == "fldChar":
                    k = e.get(f"{{{W}}}fldCharType")
                    if k == "begin":
                        fld.append(e)
                    elif not fld:
                        self.err("FLD", n, self.where(e), f"fldChar {k} without begin")
                    elif k == "end":
                        fld.pop()
                elif loc == "p":
                    v = e.get(f"{{{W14}}}paraId")
                    if v:
                        if not re.fullmatch(r"[0-9A-Fa-f]{8}", v) or not 0 < int(v, 16) < 0x80000000:
                            self.err(
                                "PARAID",
                                n,
                                self.where(e),
                                f"w14:paraId {v!r} must be 8 hex digits below 80000000",
                            )
                        elif (n, v) in paraids:
                            self.warn("PARAID", n, self.where(e), f"w14:paraId {v} is used twice")
                        paraids[n, v] = 1
                    if self.no_tags:
                        txt = "".join(x.text or "" for x in e.iter(f"{{{W}}}t"))
                        if JINJA.search(txt) and not any(
                            JINJA.search(x.text or "") for x in e.iter(f"{{{W}}}t")
                        ):
                            self.err(
                                "JINJA", n, self.where(e), "template tag split over runs left in the text"
                            )
            for i, c in docpr.items():
                if c > 1:
                    self.warn("DOCPR", n, "", f"wp:docPr id {i} is used {c} times in this part")
            for i, e in bms.items():
                if bme[i] != 1:
                    self.warn("BM-PAIR", n, self.where(e), f"bookmark {i} has {bme[i]} ends")
            for i in bme:
                if i not in bms:
                    self.warn("BM-PAIR", n, "", f"bookmarkEnd {i} has no start in this part")
            for i, c in rng.items():
                if c["commentRangeStart"] != c["commentRangeEnd"]:
                    self.err(
                        "CMT-PAIR",
                        n,
                        "",
                        f"comment {i}: {c['commentRangeStart']} starts, {c['commentRangeEnd']} ends",
                    )
            for e in fld:
                self.err("FLD", n, self.where(e), "field begun and not ended in this part")

    def run(self):
        if self.load():
            self.content_types()
            self.relationships()
            self.compatibility()
            self.semantics()
        return self.out


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("files", nargs="+")
    ap.add_argument("--no-warn", action="store_true", help="print errors only")
    ap.add_argument("--strict", action="store_true", help="warnings fail too")
    ap.add_argument("--no-tags", action="store_true", help="template tags left in the text are errors")
    ap.add_argument("--json", action="store_true", help="one JSON object a file")
    a = ap.parse_args(argv)
    bad = False
    for f in a.files:
        d = Doc(f, a.no_tags)
        try:
            d.run()
        except OSError as e:
            d.err("IO", "", "", str(e))
        bad |= any(o[0] == "error" or (a.strict and o[0] == "warning") for o in d.out)
        if a.json:
            print(json.dumps({"file": f, "findings": d.out}, ensure_ascii=False))
            continue
        for lvl, code, part, where, msg in d.out:
            if lvl == "warning" and a.no_warn:
                continue
            print(": ".join(x for x in (f, part, where, f"{lvl} {code}", msg) if x))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
