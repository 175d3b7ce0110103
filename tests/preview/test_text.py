"""What a text looks like as HTML: runs, links, values, tracked changes, comments, notes."""

import pytest

from generator import language
from generator.preview import preview
from generator.word.opc.package import Package
from tests.preview.page import paths, tree
from tests.wml import STYLES, Xml, b, docx, i, link, p, r, sdt

STYLED = STYLES + (
    '<w:style w:type="paragraph" w:styleId="Ruta"><w:name w:val="Ruta"/><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:color w:val="0B3C49"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
ADDRESS = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{}" TargetMode="External"/>'


def look(*blocks, **more):
    return preview(Package.read(docx(*blocks, **more), "x"))


def inside(*blocks, **more):
    """Return the HTML of the blocks, without the paper around them."""
    return look(*blocks, **more).html.removeprefix('<div class="paper">').removesuffix("</div>")


def test_a_paragraph_has_the_class_of_its_style_and_runs_side_by_side_are_one():
    made = inside(p("Åsa ", "& ", b("stor"), b("t"), i(" <b>"), style="Ruta"), styles=STYLED)

    assert made == '<p class="s-Ruta">Åsa &amp; <strong>stort</strong><em> &lt;b&gt;</em></p>'


def test_the_style_sheet_says_what_styles_and_places_look_like_and_reaches_nothing_else():
    made = look(
        p("a", style="Ruta"),
        p(r("m", '<w:rStyle w:val="Mark"/>'), r("röd", '<w:color w:val="FF0000"/><w:sz w:val="30"/>')),
        styles=STYLED,
    )

    assert ".paper .s-Ruta{text-align:center;color:#0b3c49}" in made.style
    assert ".paper .s-Mark{vertical-align:super;font-size:65%;line-height:0}" in made.style
    assert '<span class="s-Mark">m</span><span class="d1">röd</span>' in made.html
    assert ".paper .d1{font-size:15pt;color:#ff0000}" in made.style
    assert all(line.startswith(".paper") for line in made.style.splitlines())
    assert "style=" not in made.html


def test_a_style_that_the_document_lacks_is_that_of_all_text():
    assert inside(p("a", style="Saknas")) == '<p class="s-Normal">a</p>'


def test_a_heading_has_the_level_of_its_style_and_is_none_without_text():
    made = inside(p("Om", style="Rubrik1"), p(style="Rubrik1"), p("Del", props='<w:outlineLvl w:val="7"/>'))

    assert made == ('<h1 class="s-Rubrik1">Om</h1><p class="s-Rubrik1"></p><h6 class="s-Normal">Del</h6>')


def test_a_value_is_marked_where_it_stands_and_a_missing_one_as_missing():
    made = look(
        p(
            "Namn: ",
            sdt("Åsa", tag="applicant.name"),
            " ",
            sdt("[ort]", tag="ort", kind="<w:showingPlcHdr/>"),
        ),
        sdt(p("ett"), p("två"), tag="project.problem", block=True),
        sdt(p("tre"), tag="project.purpose", block=True),
    )

    assert made.html == (
        '<div class="paper"><p class="s-Normal">Namn: <span data-path="applicant.name">Åsa</span> '
        '<span data-path="ort" class="missing">[ort]</span></p>'
        '<div data-path="project.problem"><p class="s-Normal">ett</p><p class="s-Normal">två</p></div>'
        '<p data-path="project.purpose" class="s-Normal">tre</p></div>'
    )
    assert paths(made) == ["applicant.name", "ort", "project.problem", "project.purpose"]


def test_values_in_head_and_foot_are_marked_and_stand_around_the_text():
    made = look(
        p("text"), header=p(sdt("Region", tag="applicant.name")), footer=p(sdt("1", tag="case.number"))
    )

    assert [each.get("class") for each in tree(made)] == ["head", "s-Normal", "foot"]
    assert paths(made) == ["applicant.name", "case.number"]


def test_a_link_goes_to_a_place_in_the_text_or_to_a_page_of_the_web():
    there = Xml('<w:bookmarkStart w:id="1" w:name="there"/>')
    web = Xml(f'<w:hyperlink r:id="web">{r("sidan")}</w:hyperlink>')
    made = inside(p(link("dit"), web), p(there, "här"), raw=links(web="https://exempel.se/?a=1&amp;b=2"))

    assert made == (
        '<p class="s-Normal"><a href="#paper-there">dit</a>'
        '<a href="https://exempel.se/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">sidan</a></p>'
        '<p class="s-Normal"><span id="paper-there"></span>här</p>'
    )


def links(**addresses):
    """Return the relationships of the document with these addresses outside it."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    styles = f'<Relationship Id="r-styles" Type="{kinds}/styles" Target="styles.xml"/>'
    entries = "".join(ADDRESS.format(name, address) for name, address in addresses.items())
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{styles}{entries}</Relationships>'
    }


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "vbscript:x", "//evil.example", "jav&#x09;ascript:alert(1)", "https://a&#x0a;b"],
)  # fmt: skip
def test_no_other_address_is_a_link(address):
    made = inside(p(Xml(f'<w:hyperlink r:id="x">{r("klicka")}</w:hyperlink>')), raw=links(x=address))

    assert made == '<p class="s-Normal">klicka</p>'


def test_tracked_changes_say_whose_they_are():
    language.use("sv")
    made = inside(
        p("a", Xml(f'<w:ins w:id="1" w:author="Bo &quot;B&quot;">{r("b")}</w:ins>'),
          Xml('<w:del w:id="2" w:author="Åsa"><w:r><w:delText>c</w:delText></w:r></w:del>'))
    )  # fmt: skip

    assert made == (
        '<p class="s-Normal">a<ins title="Infogat av Bo &quot;B&quot;">b</ins>'
        '<del title="Borttaget av Åsa">c</del></p>'
    )


def test_a_comment_stands_with_its_author_where_it_hangs():
    language.use("sv")
    hung = Xml('<w:commentRangeStart w:id="4"/>'), Xml('<w:r><w:commentReference w:id="4"/></w:r>')
    comments = f'<w:comment w:id="4" w:author="Åsa">{p("Stämmer")}{p("det?")}</w:comment>'

    assert inside(p(hung[0], "60 %", hung[1]), comments=comments) == (
        '<p class="s-Normal">60 %<span class="comment">[Kommentar av Åsa: Stämmer det?]</span></p>'
    )


def test_a_footnote_stands_after_the_text_and_is_linked():
    note = f'<w:footnote w:id="7">{p("Se bilagan.")}</w:footnote>'
    made = look(p("Text", Xml('<w:r><w:footnoteReference w:id="7"/></w:r>')), footnotes=note)

    assert made.html == (
        '<div class="paper"><p class="s-Normal">Text<sup><a href="#paper-footnotes-1">1</a></sup></p>'
        '<ol class="notes"><li id="paper-footnotes-1"><p class="s-Normal">Se bilagan.</p></li></ol></div>'
    )
    assert made.not_drawn == ("Notes stand here after the text. Word shows them on their pages.",)


def test_of_a_field_the_result_is_shown_and_not_its_code():
    def mark(kind):
        return Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')

    code = Xml("<w:r><w:instrText>IF </w:instrText></w:r>")
    made = inside(
        p(
            mark("begin"),
            code,
            mark("begin"),
            mark("separate"),
            "dolt",
            mark("end"),
            mark("separate"),
            "3",
            mark("end"),
            " st",
        )
    )

    assert made == '<p class="s-Normal">3 st</p>'


def test_hidden_text_is_not_shown():
    assert inside(p("a", r("dolt", "<w:vanish/>"), "b")) == '<p class="s-Normal">ab</p>'


def test_a_text_box_stands_after_its_paragraph_and_once():
    box = f"<w:txbxContent>{p(sdt('Åsa', tag='applicant.name'))}</w:txbxContent>"
    drawn = Xml(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = look(p("före", drawn))

    assert made.html == (
        '<div class="paper"><p class="s-Normal">före</p>'
        '<div class="box"><p class="s-Normal"><span data-path="applicant.name">Åsa</span></p></div></div>'
    )
    assert len(made.not_drawn) == 1


def test_a_tab_goes_to_its_stop_and_a_leader_is_drawn_as_a_line():
    stops = '<w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="right" w:leader="underscore" w:pos="9000"/></w:tabs>'
    tab = Xml("<w:r><w:tab/></w:r>")
    made = look(p("Ort", tab, tab, props=stops))

    assert made.html == (
        '<div class="paper"><p class="s-Normal d2 tabs"><span class="upto d1"><span>Ort</span><span class="tab">\t</span></span>'
        '<span class="tab rule">\t</span><span class="last"></span></p></div>'
    )
    assert ".paper .d1{min-width:100pt}" in made.style


def test_a_link_with_a_tab_is_closed_before_it_and_opened_after_it():
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    made = inside(p(link("Syfte", Xml("<w:r><w:tab/></w:r>"), "3"), props=stops))

    assert made == (
        '<p class="s-Normal d1 tabs"><span><a href="#paper-there">Syfte</a></span><span class="tab dots">\t</span>'
        '<span class="last"><a href="#paper-there">3</a></span></p>'
    )


def test_a_line_at_the_side_of_a_text_stands_outside_it_as_in_word():
    line = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="1C6B75"/></w:pBdr><w:ind w:left="170"/>'
    made = look(p("Utkast", props=line))

    assert (
        ".paper .d1{margin-left:calc(8.5pt - 8pt - 3pt);border-left:3pt solid #1c6b75;padding-left:8pt}"
        in made.style
    )
