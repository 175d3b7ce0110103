"""The metadata packet of a PDF that is both PDF/A-2b and PDF/UA-1.

Source: ISO 19005-2, 6.6.2.3 (a property outside PDF/A's own needs an extension schema that describes it: so
`pdfuaid:part` does), 6.6.4 (`pdfaid`); ISO 14289-1, 5 (`pdfuaid`); ISO 16684-1 (XMP).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from generator.pdf.print_copy import DocumentInfo

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{properties}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(facts: DocumentInfo, *, creator: str, producer: str) -> bytes:
    """Return the packet; what the document does not say is left out."""
    return _PACKET.format(properties="\n".join(_properties(facts, creator, producer))).encode()


def _properties(facts: DocumentInfo, creator: str, producer: str) -> Iterator[str]:
    yield "<pdfaid:part>2</pdfaid:part>"
    yield "<pdfaid:conformance>B</pdfaid:conformance>"
    yield "<pdfuaid:part>1</pdfuaid:part>"
    yield from _list("dc:title", "Alt", facts.title)
    yield from _list("dc:creator", "Seq", facts.author)
    yield from _list("dc:description", "Alt", facts.subject)
    yield from _list("dc:language", "Bag", facts.language)
    yield from _plain("pdf:Keywords", facts.keywords)
    yield from _plain("pdf:Producer", producer)
    yield from _plain("xmp:CreatorTool", creator)
    yield from _plain("xmp:CreateDate", _xmp_date(facts.created))
    yield from _plain("xmp:ModifyDate", _xmp_date(facts.modified))


def _list(name: str, kind: str, text: str) -> Iterator[str]:
    if text:
        entry = '<rdf:li xml:lang="x-default">' if kind == "Alt" else "<rdf:li>"
        yield f"<{name}><rdf:{kind}>{entry}{escape(text)}</rdf:li></rdf:{kind}></{name}>"


def _plain(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{name}>{escape(text)}</{name}>"


def _xmp_date(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
