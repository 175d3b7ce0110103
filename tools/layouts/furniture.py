"""What stands around the text: page, headers, footers, settings and properties."""

from __future__ import annotations

from layouts.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from layouts.package import DECLARATION, PACKAGE, relationship_id
from layouts.text import field, p, put, tab, when
from layouts.theme import FONT
from layouts.xml import Element, to_bytes, w

DRAFT = ("{% if draft %}Utkast\u2002{% endif %}", "Draft")
ORGANISATION = (
    "{% if profil.organisation %}{{ profil.organisation }}{% else %}{{ applicant.name }}{% endif %}"
)
DAY = "{% if case.date %}, {{ case.date|isodatum }}{% endif %}"
SETTINGS_URI = "http://schemas.microsoft.com/office/word"
UNIT = "{% if case.unit %}{{ case.unit }}{% else %}{{ applicant.name }}{% endif %}"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CUSTOM_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # ECMA-376 part 1, 22.3.2.2
FOR_THE_REGISTRY = {
    "Diarienummer": "case.number",
    "Dokumenttyp": "form.title",
    "Mottagare": "form.receiver",
}
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def header(*paragraphs: Element) -> bytes:
    """Return a header part."""
    return to_bytes(w("hdr", *paragraphs))


def running_header() -> bytes:
    """Return the header of most pages: whose paper it is, whether a draft, which case."""
    number = f"Dnr {put('case.number')}"
    return header(p("Header", ORGANISATION, tab(), DRAFT, number))


def first_header() -> bytes:
    """Return the header of the first page: the profile's logo, else the organisation's name."""
    name = f"{{% if profil.logo %}}{put('profil.logo')}{{% else %}}{ORGANISATION}{{% endif %}}"
    return header(p("Organisation", name, tab(), ("{% if draft %}Utkast{% endif %}", "Draft")))


def footer(text: str) -> bytes:
    """Return a footer part: the text, a final's day, the page's number: Sida 1 (7)."""
    pages = ("Sida ", field("PAGE"), " (", field("NUMPAGES"), ")")
    own = when("profil.footer", p("Footer", put("profil.footer")))
    return to_bytes(w("ftr", p("Footer", text + DAY, tab(), *pages), *own))


def section() -> Element:
    """Return the page: A4, and which headers and footers stand on it."""
    stories = [("header", "default", "header1.xml"), ("footer", "default", "footer1.xml")]
    stories += [("header", "first", "header2.xml"), ("footer", "first", "footer1.xml")]
    margins = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    return w(
        "sectPr",
        *(w(f"{kind}Reference", type=page, r_id=relationship_id(name)) for kind, page, name in stories),
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        w("pgMar", **margins, header=680, footer=600, gutter=0),
        w("cols", space=708),
        w("titlePg"),
        w("docGrid", linePitch=360),
    )


def document(body: list[Element]) -> bytes:
    """Return document.xml."""
    return to_bytes(w("document", w("body", *body, section())))


def settings() -> bytes:
    """Return settings.xml; fields are not updated on opening, for then Word would ask."""
    wanted = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compatibility = w(
        "compat", *(w("compatSetting", name=k, uri=SETTINGS_URI, val=v) for k, v in wanted.items())
    )
    return to_bytes(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=1304),
            w("defaultTableStyle", val="Tabell"),
            w("characterSpacingControl", val="doNotCompress"),
            compatibility,
            w("themeFontLang", val="sv-SE", eastAsia="sv-SE", bidi="sv-SE"),
            w("clrSchemeMapping", bg1="light1", t1="dark1", bg2="light2", t2="dark2",
              **{f"accent{i}": f"accent{i}" for i in range(1, 7)}, hyperlink="hyperlink",
              followedHyperlink="followedHyperlink"),
            w("decimalSymbol", val=","),
            w("listSeparator", val=";"),
        )
    )  # fmt: skip


def font_table() -> bytes:
    """Return fontTable.xml: the one font, and what may stand in for it."""
    font = w(
        "font",
        w("altName", val="Carlito"),
        w("panose1", val="020F0502020204030204"),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=FONT,
    )
    return to_bytes(w("fonts", font))


def core_properties() -> bytes:
    """Return docProps/core.xml; the tags are filled as those of the text are.

    The days are set by the program: a tag in their place would be no day, and the layout damaged to Word.
    """
    day = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{put('form.title')}: {put('project.name')}</dc:title>"
        f"<dc:subject>{put('form.short')}: {put('project.name')}</dc:subject>"
        f"<dc:creator>{UNIT}</dc:creator>"
        f"<cp:keywords>{{% if case.number %}}Dnr {put('case.number')}{{% endif %}}</cp:keywords>"
        f"<dc:language>sv-SE</dc:language>{day.format('created')}{day.format('modified')}</cp:coreProperties>"
    ).encode()


def app_properties() -> bytes:
    """Return docProps/app.xml."""
    return (
        f'{DECLARATION}<Properties xmlns="{EXTENDED}">'
        "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
    ).encode()


def custom_properties() -> bytes:
    """Return docProps/custom.xml: what a registry sorts by (ECMA-376 part 1, 22.3)."""
    lines = (
        f'<property fmtid="{USER_DEFINED}" pid="{number}" name="{name}"><vt:lpwstr>{put(value)}</vt:lpwstr>'
        "</property>"
        for number, (name, value) in enumerate(FOR_THE_REGISTRY.items(), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{CUSTOM}" xmlns:vt="{CUSTOM_VALUES}">{"".join(lines)}</Properties>'
    ).encode()
