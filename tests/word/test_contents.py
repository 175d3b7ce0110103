"""A table of contents is written from the headings, and written anew only when it no longer says them."""

import pytest
from lxml import etree

from generator.word.opc.names import W, qn
from generator.word.parts import table_of_contents
from generator.word.parts.page_numbers import number_pages
from generator.word.text.runs import text_of

STYLES = {"Rubrik2": "heading 2", "Rubrik3": "heading 3", "Innehll2": "toc 2", "TOC": "toc heading"}
CODE = r'TOC \o "2-2" \h \z \u'


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(inside="", code=CODE):
    opening = f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}"
    return f"<w:p>{opening}{inside}{char('end')}</w:p>"


def heading(text, style="Rubrik2", more=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r>{more}</w:p>'


def body(*parts):
    return etree.fromstring(f'<w:body xmlns:w="{W}">{"".join(parts)}</w:body>')


def entries(root):
    return [text_of(p) for p in root.iter(qn("w:p")) if p.find(f".//{qn('w:hyperlink')}") is not None]


def names(root):
    return [mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))]


def test_the_entries_are_the_headings_of_the_levels_that_the_field_names():
    root = body(field(), heading("Mål"), heading("Syfte", "Rubrik3"), heading("Budget"))

    assert table_of_contents.fill(root, STYLES)
    assert entries(root) == ["Mål", "Budget"]
    assert [p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) for p in root[:2]] == ["Innehll2"] * 2


def test_a_mark_on_a_heading_is_not_in_its_entry():
    mark = '<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:t> f</w:t></w:r>'
    root = body(field(), heading("Mål", more=mark))

    table_of_contents.fill(root, STYLES)

    assert entries(root) == ["Mål"]


def test_the_bookmark_that_an_entry_leads_to_holds_the_whole_heading():
    root = body(field(), heading("Mål", more="<w:r><w:t> och syfte</w:t></w:r>"))

    table_of_contents.fill(root, STYLES)

    assert [etree.QName(child).localname for child in root[-1]] == [
        "pPr",
        "bookmarkStart",
        "r",
        "r",
        "bookmarkEnd",
    ]


def test_a_heading_that_word_has_marked_already_keeps_its_bookmark():
    marks = "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="{name}"/><w:bookmarkEnd w:id="{n}"/>'
        for n, name in enumerate(("mitt", "_Toc77"))
    )
    root = body(field(), heading("Mål", more=marks))

    table_of_contents.fill(root, STYLES)

    assert names(root) == ["mitt", "_Toc77"]
    assert [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))] == ["_Toc77"]


def test_headings_that_say_the_same_have_bookmarks_of_their_own():
    root = body(field(), heading("Mål"), heading("Mål"))

    table_of_contents.fill(root, STYLES)

    links = [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))]
    assert links == names(root)
    assert len(set(links)) == 2


def test_the_tip_of_an_entry_is_as_long_as_word_allows_and_the_entry_is_whole():
    root = body(field(), heading("M" * 261))

    table_of_contents.fill(root, STYLES)

    assert [len(link.get(qn("w:tooltip"))) for link in root.iter(qn("w:hyperlink"))] == [260]
    assert entries(root) == ["M" * 261]


def test_without_headings_the_field_stays_whole():
    root = body(field("<w:r><w:t>Innehåll</w:t></w:r>"))

    table_of_contents.fill(root, STYLES)

    assert [c.get(qn("w:fldCharType")) for c in root.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]


def test_a_field_that_is_no_table_of_contents_is_left_alone():
    root = body(field("<w:r><w:t>1</w:t></w:r>", code="PAGE"), heading("Mål"))
    before = etree.tostring(root)

    assert not table_of_contents.fill(root, STYLES)
    table_of_contents.refresh(root, STYLES, set())

    assert etree.tostring(root) == before


def by_word(*texts):
    """Return entries as Word writes them when it updates the field: with page numbers, fields of their own."""
    pages = [
        f"<w:hyperlink w:anchor='_Toc{n}'><w:r><w:t>{text}</w:t></w:r><w:r><w:tab/></w:r>{char('begin')}"
        f"<w:r><w:instrText>PAGEREF _Toc{n}</w:instrText></w:r>{char('separate')}<w:r><w:t>{n}</w:t></w:r>"
        f"{char('end')}</w:hyperlink>"
        for n, text in enumerate(texts)
    ]
    opening = f"{char('begin')}<w:r><w:instrText>{CODE}</w:instrText></w:r>{char('separate')}"
    first, *rest = pages
    inner = "".join(f"<w:p>{page}</w:p>" for page in rest[:-1])
    return f"<w:p>{opening}{first}</w:p>{inner}<w:p>{rest[-1]}{char('end')}</w:p>"


def test_the_page_numbers_that_word_wrote_stay_while_the_headings_do():
    root = body(by_word("Mål", "Budget"), heading("Mål"), heading("Budget"))
    before = etree.tostring(root)

    table_of_contents.refresh(root, STYLES, {"Mål", "Budget"})

    assert etree.tostring(root) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:t>Budget</w:t>", "<w:t>Budget, skrivet för hand</w:t>".encode()),
        (b"<w:t>1</w:t>", b"<w:t>1 och mer</w:t>"),
        (b'<w:fldChar w:fldCharType="separate"/>', b""),
        (b"<w:t>1</w:t>", b"<w:t>1</w:t><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>"),
        (
            b"<w:r><w:tab/></w:r>",
            b'<w:r><w:tab/></w:r><w:ins w:id="1" w:author="Anna"><w:r><w:t/></w:r></w:ins>',
        ),
    ],
)
def test_entries_that_a_person_or_an_editor_has_changed_are_left_to_word(old, new):
    root = body(by_word("Mål", "Budget"), heading("Mål"), heading("Parter"), heading("Budget"))
    text = etree.tostring(root)
    assert old in text
    root = etree.fromstring(text.replace(old, new, 1))
    before = etree.tostring(root)

    table_of_contents.refresh(root, STYLES, {"Mål", "Budget"})

    assert etree.tostring(root) == before


def test_entries_are_written_anew_when_a_heading_has_come():
    root = body(by_word("Mål", "Budget"), heading("Mål"), heading("Parter"), heading("Budget"))

    table_of_contents.refresh(root, STYLES, {"Mål", "Budget"})

    assert entries(root) == ["Mål", "Parter", "Budget"]
    assert [c.get(qn("w:fldCharType")) for c in root.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    assert len(root) == 6


def test_each_entry_gets_the_page_of_its_heading_behind_a_tab_at_the_right_margin():
    page = '<w:sectPr><w:pgSz w:w="11906"/><w:pgMar w:left="1417" w:right="1000"/></w:sectPr>'
    root = body(field(), heading("Mål"), heading("Mål"), heading("Budget för allt"), page)
    table_of_contents.fill(root, STYLES)

    assert number_pages(root, [("Mål", 2), ("Inget", 3), ("Mål", 4), ("Budget  för allt", 11)])

    assert entries(root) == ["Mål\t2", "Mål\t4", "Budget för allt\t11"]
    stops = [stop.attrib for stop in root.iter(qn("w:tab")) if stop.get(qn("w:pos"))]
    assert {(stop[qn("w:val")], stop[qn("w:leader")], stop[qn("w:pos")]) for stop in stops} == {
        ("right", "dot", "9489")
    }
    assert len(stops) == 3


def test_an_entry_whose_heading_has_no_page_is_left_without():
    root = body(field(), heading("Mål"), heading("Budget"))
    table_of_contents.fill(root, STYLES)

    assert number_pages(root, [("Budget", 7)])
    assert entries(root) == ["Mål", "Budget\t7"]
    assert not number_pages(body(heading("Mål")), [("Mål", 1)])


def test_the_levels_go_from_the_first_to_the_last_that_the_field_names():
    headings = [heading("Ett", "Rubrik2"), heading("Två", "Rubrik3")]
    for levels, wanted in (("2-3", ["Ett", "Två"]), ("3-3", ["Två"]), ("1-2", ["Ett"])):
        root = body(field(code=rf'TOC \o "{levels}" \h'), *headings)
        table_of_contents.fill(root, STYLES)
        assert entries(root) == wanted
