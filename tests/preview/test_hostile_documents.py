"""A stranger's document on the page: nothing of it runs, is fetched, or reaches outside the paper."""

import re

import pytest
from lxml import html

from generator.preview import preview
from generator.word.opc.package import Package
from tests.preview.page import tree
from tests.wml import Xml, docx, p, r, sdt, tbl, tc, tr

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{}*/}</style>'` javascript:"
ELEMENTS = set(
    "div p h1 h2 h3 h4 h5 h6 span strong em a ins del sup br ol ul li table caption colgroup col tbody tr th td img".split()
)
ATTRIBUTES = set(
    "class lang id href rel target title data-path scope colspan rowspan start type value src alt width height".split()
)


def attribute(text):
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def look(*blocks, **more):
    return preview(Package.read(docx(*blocks, **more), "x"))


def harmless(made):
    for element in tree(made).iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert not element.get("href", "#").lower().startswith(("javascript", "data", "vbscript", "file"))
        assert re.fullmatch(r"[\w -]*", element.get("class", ""))
        assert re.fullmatch(r"[\w-]*", element.get("id", ""))
    for rule in made.style.splitlines():
        assert re.fullmatch(r"\.paper[^{}]*\{[^{}]*\}", rule), rule
        assert not re.search(r"url\(|@import|expression|</|javascript", rule.partition("{")[2]), rule


def style(style_id, kind="paragraph", inside="", name=EVIL):
    return f'<w:style w:type="{kind}" w:styleId="{attribute(style_id)}"><w:name w:val="{attribute(name)}"/>{inside}</w:style>'


def test_text_that_looks_like_a_page_stays_text():
    made = look(
        p(EVIL, style="a"), sdt(p(EVIL), tag=attribute(EVIL), block=True), p(sdt(EVIL, tag=attribute(EVIL))),
        tbl(tr(EVIL, tc(EVIL))),
        p(Xml(f'<w:ins w:id="1" w:author="{attribute(EVIL)}">{r(EVIL)}</w:ins>')),
        header=p(EVIL), footer=p(EVIL),
    )  # fmt: skip

    harmless(made)
    assert tree(made).text_content().count(EVIL) == 8


def test_names_of_styles_and_bookmarks_are_made_safe_and_stay_apart():
    ids = [EVIL, "a b", "a_b", "a.b", "a{}", "å", "*", "a,body"]
    jump = [Xml(f'<w:hyperlink w:anchor="{attribute(each)}">{r("x")}</w:hyperlink>') for each in ids]
    marks = [Xml(f'<w:bookmarkStart w:id="1" w:name="{attribute(each)}"/>') for each in ids]
    styles = "".join(style(each, inside='<w:rPr><w:sz w:val="30"/></w:rPr>', name=each) for each in ids)
    made = look(*(p("x", style=attribute(each)) for each in ids), p(*jump), p(*marks), styles=styles)

    harmless(made)
    classes = [each.get("class") for each in tree(made)][: len(ids)]
    assert len(set(classes)) == len(ids)
    assert {each.get("href")[1:] for each in tree(made).iter("a")} == {
        each.get("id") for each in tree(made).iter("span") if each.get("id")
    }


@pytest.mark.parametrize(
    "inside",
    [
        '<w:rPr><w:rFonts w:ascii="x&quot;;}*{background:url(https://evil.example)}"/></w:rPr>',
        '<w:rPr><w:color w:val="red;}*{display:none"/><w:shd w:fill="url(https://evil.example)"/></w:rPr>',
        '<w:rPr><w:sz w:val="1;}*{}"/><w:u w:val="single;}"/><w:highlight w:val="url(x)"/><w:vertAlign w:val="}"/></w:rPr>',
        '<w:pPr><w:jc w:val="left;}*{}"/><w:ind w:left="1e9" w:hanging="}"/><w:spacing w:line="}" w:before="-99999999"/></w:pPr>',
        '<w:pPr><w:pBdr><w:top w:val="solid;}" w:sz="}" w:color="}*{}" w:space="}"/><w:script w:val="x"/></w:pBdr></w:pPr>',
        '<w:pPr><w:tabs><w:tab w:val="}" w:pos="}" w:leader="}"/></w:tabs><w:outlineLvl w:val="}"/></w:pPr>',
    ],
)
def test_no_value_of_a_style_or_of_a_place_leaves_its_rule(inside):
    made = look(
        p("x", style="Ond"), p(Xml(r("x").replace("<w:t", inside.replace("pPr", "rPr") + "<w:t", 1))),
        p("x", props=inside.partition(">")[2].rpartition("<")[0]),
        styles=style("Ond", inside=inside) + style("Tabell", "table", inside),
    )  # fmt: skip

    harmless(made)


def test_a_language_that_is_none_is_left_out():
    languages = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )

    assert tree(look(p("x"), styles=languages.format("sv-SE"))).get("lang") == "sv-SE"
    assert tree(look(p("x"), styles=languages.format("&quot; onload=&quot;x"))).get("lang") is None


def test_a_whole_file_inside_is_not_opened_and_said():
    chunk = Xml('<w:altChunk r:id="x"/>')
    made = look(p("före"), chunk, p("efter"), raw={"word/x.html": "<script>alert(1)</script>"})

    harmless(made)
    assert made.not_drawn == ("Files inserted whole are shown in Word.",)


def test_a_picture_elsewhere_is_not_fetched():
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="x" r:embed="x"/>'
    made = look(
        p(Xml(f"<w:r><w:drawing>{blip}</w:drawing></w:r>")), raw=outside("https://evil.example/x.png")
    )

    assert "evil" not in made.html + made.style
    harmless(made)


def outside(address):
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    entry = f'<Relationship Id="x" Type="{kinds}/image" Target="{address}" TargetMode="External"/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{entry}</Relationships>'}


def test_impossible_spans_and_widths_are_bounded():
    wide = tc(
        "x",
        props='<w:gridSpan w:val="2000000000"/><w:tcBorders><w:top w:val="single" w:sz="99999"/></w:tcBorders>',
    )
    made = look(Xml(tbl(tr(wide)).replace('<w:gridCol w:w="1000"/>', '<w:gridCol w:w="2000000000"/>')))

    harmless(made)
    assert [each.get("colspan") for each in tree(made).iter("td")] == ["63"]
    assert "width:1584pt" in made.style


def test_styles_based_on_each_other_and_lists_without_levels_end():
    circle = style("A", inside='<w:basedOn w:val="B"/>') + style("B", inside='<w:basedOn w:val="A"/>')
    listed = '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="7"/></w:numPr>'
    deep = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )
    made = look(p("x", style="A"), p("y", props=listed), styles=circle, numbering=deep)

    assert tree(made).text_content() == "xy"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:smartTag>", "</w:smartTag>"),
        ('<w:ins w:id="1">', "</w:ins>"),
    ],
)
def test_what_stands_deep_in_each_other_is_drawn(opening, closing):
    depth = 240 // (2 if "sdt" in opening else 1)
    made = look(p(Xml(opening * depth + r("djupt") + closing * depth)))

    assert tree(made).text_content() == "djupt"


def test_controls_around_paragraphs_deep_in_each_other_are_drawn():
    made = look(Xml("<w:sdt><w:sdtContent>" * 120 + p("djupt") + "</w:sdtContent></w:sdt>" * 120))

    assert tree(made).text_content() == "djupt"


def test_tables_deep_in_each_other_are_drawn():
    table = p("djupt")
    for _ in range(75):
        table = tbl(tr(tc(table)))

    assert "djupt" in look(Xml(table)).html


def test_the_html_is_whole_however_a_browser_reads_it():
    made = look(p("a", Xml("<w:r><w:br/></w:r>")), tbl(tr("b", "c")))

    assert html.tostring(tree(made), encoding="unicode") == made.html
