"""Tiny makers of Word XML: `docx(p("Titel: ", b("{{ pro"), "ject.title }}"), tbl(tr(tc("a"), "b")))`."""

import io
import zipfile
from typing import Any, NamedTuple

from generator.word.fields import provenance
from generator.word.opc.names import SDT, qn
from generator.word.opc.package import Package
from generator.word.text.content_control import control_text, name_in, showing_placeholder

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_REL}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_OWN_TYPES = {"core": "application/vnd.openxmlformats-package.core-properties+xml"}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="character" w:styleId="Platshllare"><w:name w:val="Placeholder Text"/></w:style>'
)


class Xml(str):
    """XML as it stands; any other text is a text to be escaped."""

    __slots__ = ()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def r(text, look="", **more):
    return Xml(
        f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
    )


def b(text):
    return r(text, "<w:b/>")


def i(text):
    return r(text, "<w:i/>")


def _runs(pieces):
    return "".join(piece if isinstance(piece, Xml) else r(piece) for piece in pieces)


def p(*pieces, style="", props=""):
    style = style and f'<w:pStyle w:val="{style}"/>'
    head = f"<w:pPr>{style}{props}</w:pPr>" if style or props else ""
    return Xml(f"<w:p>{head}{_runs(pieces)}</w:p>")


def tc(*blocks, props=""):
    inside = "".join(
        block if str(block).startswith("<w:") and isinstance(block, Xml) else p(block) for block in blocks
    )
    return Xml(f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{props}</w:tcPr>{inside}</w:tc>')


def tr(*cells):
    return Xml(
        "<w:tr>" + "".join(cell if str(cell).startswith("<w:tc>") else tc(cell) for cell in cells) + "</w:tr>"
    )


def tbl(*rows):
    columns = max(row.count("<w:tc>") for row in rows)
    grid = '<w:gridCol w:w="1000"/>' * columns
    props = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return Xml(f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")


def sdt(*content, tag="", kind="<w:text/>", block=False):
    props = (f'<w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>' if tag else "") + kind
    inside = "".join(content) if block else _runs(content)
    return Xml(f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")


def link(*pieces):
    return Xml(f'<w:hyperlink w:anchor="there">{_runs(pieces)}</w:hyperlink>')


def root(local, *blocks):
    return f"<w:{local} {_NAMES}>{''.join(blocks)}</w:{local}>"


def docx(*blocks, styles=STYLES, title=None, raw=None, **stories):
    """A .docx as bytes. `header=p(...)`, `footer=`, `footnotes=` add stories; `raw={name: bytes}` any part."""
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="r-{kind}"/>'
        for kind in ("header", "footer")
        if kind in stories
    )
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
    body = "".join(blocks) + f"<w:sectPr>{section}{page}</w:sectPr>"
    parts = {"word/document.xml": ("document.main", root("document", Xml(f"<w:body>{body}</w:body>")))}
    parts["word/styles.xml"] = ("styles", root("styles", styles))
    for kind, content in stories.items():
        local = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[f"word/{kind}.xml"] = (kind, root(local, content))
    rels = "".join(_relation(f"r-{kind}", f"{_REL}/{kind}", f"{kind}.xml") for kind in ("styles", *stories))
    top = _relation("main", f"{_REL}/officeDocument", "word/document.xml")
    if title is not None:
        core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        dc = "http://purl.org/dc/elements/1.1/"
        inside = f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="{dc}"><dc:title>{escaped(title)}</dc:title></cp:coreProperties>'
        parts["docProps/core.xml"] = ("core", inside)
        top += _relation(
            "core",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        )
    return _zip(parts, top, rels, raw or {})


def _relation(name, kind, target):
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _zip(parts, top, rels, raw):
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_OWN_TYPES.get(kind, _TYPE.format(kind))}"/>'
        for name, (kind, _) in parts.items()
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{defaults}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{top}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
        **{name: text for name, (_, text) in parts.items()},
        **raw,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def signed(document, data, form, shown):
    """Return the document as one that says where it comes from."""
    package = Package.read(document, data)
    provenance.stamp(package, data, form, shown)
    return package.to_bytes()


class Field(NamedTuple):
    """A content control with a tag; `text` is None while it shows its placeholder."""

    path: str
    text: str | None
    control: Any


def fields(root):
    """Yield the controls that have a tag, in order; the copies for old programs (mc:Fallback) are left out."""
    for control in root.iter(SDT):
        path = name_in(control, "w:tag")
        if path and next(control.iterancestors(qn("mc:Fallback")), None) is None:
            yield Field(path, None if showing_placeholder(control) else control_text(control), control)
