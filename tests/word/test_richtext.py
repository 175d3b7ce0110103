"""Markdown values as Word paragraphs and back: lists start anew, looks are kept, nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from wml import STYLES, W, Xml, b, docx, p, r, root, sdt

from generator.markdown import SLOT_END, SLOT_START, Para, Span, parse, write
from generator.word.opc.names import DOC_REL, RELATIONSHIPS, VAL, qn
from generator.word.text.markdown_read import read
from generator.word.text.markdown_write import Formatting, blocks, inline
from generator.word.text.numbering import Numbering
from generator.word.text.styles import Styles

HOLE = f"{SLOT_START}7{SLOT_END}"
# A layout as Swedish Word makes it: own ids, English names. The second numbered level is missing.
LISTS = (
    '<w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numreradlista"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punktlista2"><w:name w:val="List Bullet 2"/><w:basedOn w:val="Punktlista"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlnk"><w:name w:val="Hyperlink"/></w:style>'
    '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="*"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{}" w:hanging="300"/></w:pPr></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{LEVEL.format(0, "bullet", 300)}{LEVEL.format(1, "bullet", 600)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{LEVEL.format(0, "decimal", 300)}</w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
)


def xml(text):
    return etree.fromstring(root("x", text))[0]


def look(pPr="", rPr="", styles=STYLES + LISTS):
    made = [
        xml(f"<w:{tag}>{inside}</w:{tag}>") if inside else None
        for tag, inside in (("pPr", pPr), ("rPr", rPr))
    ]
    return Formatting(*made, Styles(etree.fromstring(root("styles", styles))))


def numbering():
    return Numbering(etree.fromstring(root("numbering", NUMBERING)))


def control(index, properties):
    made = xml(sdt("värde", tag=str(index)))
    if properties is not None:
        made.find(f".//{qn('w:r')}").insert(0, properties)
    return [made]


def number_of(made):
    return int(made.find(f".//{qn('w:tag')}").get(VAL))


def word(text, lay=None, num=None):
    """The text as Word paragraphs, every link's relationship named by its address."""
    return blocks(parse(text), lay or look(), control, num or numbering(), lambda href: href)


def back(paragraphs, lay=None, num=None):
    return write(read(paragraphs, lay or look(), num or numbering(), lambda rel: rel, number_of))


def there_and_back(text, lay, num):
    paragraphs = [etree.fromstring(etree.tostring(paragraph)) for paragraph in word(text, lay, num)]
    return read(paragraphs, lay, num, lambda rel: rel, number_of)


def places(paragraphs):
    """(style, ilvl, numId) of each paragraph, as it stands."""
    names = ("w:pStyle", "w:numPr/w:ilvl", "w:numPr/w:numId")
    found = [[one.find("w:pPr/" + name, {"w": W}) for name in names] for one in paragraphs]
    return [tuple(None if value is None else value.get(VAL) for value in values) for values in found]


UGLY = st.lists(
    st.sampled_from(
        [
            "a",
            " ",
            "ö",
            "\t",
            "**",
            "**f** *k*",
            "***b***",
            "*",
            "[l](https://x.se)",
            HOLE,
            "\\\n",
            "\n\n",
            "\n- ",
            "\n1. ",
            "\n7. ",
            "\n  - ",
            "\n   1. ",
            "\n\n   ",
            "\n      - ",
        ]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    "lay",
    [
        look(),
        look(styles=""),
        look('<w:jc w:val="both"/>', '<w:rFonts w:ascii="Arial"/><w:b/>'),
        look('<w:pStyle w:val="Punktlista"/>', '<w:rStyle w:val="Stark"/><w:i/>'),
    ],
    ids=["list styles", "no styles", "bold", "in a list, bold by style, italic"],
)
@settings(deadline=None)
@given(text=UGLY)
def test_what_is_written_in_word_reads_back_the_same(lay, text):
    assert there_and_back(text, lay, numbering()) == parse(text)
    assert there_and_back(text, lay, Numbering.empty()) == parse(text)


def test_items_wear_the_layouts_list_styles_and_each_numbered_list_is_its_own():
    assert places(word("1. a\n2. b\n\nx\n\n1. c\n   - d\n- e")) == [
        ("Numreradlista", "0", "7"),
        ("Numreradlista", "0", "7"),
        (None, None, None),
        ("Numreradlista", "0", "8"),
        ("Punktlista2", None, None),
        ("Punktlista", None, None),
    ]


def test_a_list_that_the_layout_has_no_style_for_is_numbered_in_the_paragraphs_own_style():
    lay = look('<w:pStyle w:val="Rubrik1"/><w:ind w:left="9"/>')
    paragraphs = word("- a\n\n  3. b", lay)
    assert places(paragraphs) == [("Punktlista", None, None), ("Rubrik1", "1", "7")]
    assert paragraphs[1].find(f".//{qn('w:ind')}") is None


def test_a_list_style_that_numbers_nothing_is_passed_by():
    num = Numbering.empty()
    assert places(word("- a\n  - b", num=num)) == [(None, "0", "1"), (None, "1", "1")]


def test_a_further_paragraph_of_an_item_stands_in_under_its_text_without_a_mark():
    *_, further = word("- a\n  - b\n\n    c")
    assert places([further]) == [("Punktlista2", "1", "0")]
    assert further.find(f".//{qn('w:ind')}").get(qn("w:left")) == "600"


def test_bold_italics_and_links_stand_in_the_order_of_the_schema_and_keep_the_look():
    (paragraph,) = word(
        "***a*** [b](https://x.se)", look(rPr='<w:rFonts w:ascii="Arial"/><w:sz w:val="20"/>')
    )
    first, link = paragraph[0], paragraph[2]
    assert [etree.QName(e).localname for e in first[0]] == ["rFonts", "b", "bCs", "i", "iCs", "sz"]
    assert link.get(qn("w:tooltip")) == link.get(qn("r:id")) == "https://x.se"
    assert link[0][0][0].get(VAL) == "Hyperlnk"


def test_bold_inside_bold_is_upright():
    (paragraph,) = word("a **b**", look(rPr="<w:b/>"))
    assert paragraph[1].find(f".//{qn('w:b')}").get(VAL) == "0"


def test_the_page_breaks_before_the_first_paragraph_and_the_section_ends_after_the_last():
    paragraphs = word("a\n\nb\n\nc", look("<w:pageBreakBefore/><w:sectPr/>"))
    assert [[etree.QName(e).localname for e in one[0]] for one in paragraphs] == [
        ["pageBreakBefore"],
        [],
        ["sectPr"],
    ]


def test_a_text_inside_other_text_is_lines_with_its_marks():
    runs = inline(parse("Så:\n\n- a\\\n  b\n- [c](https://x.se)"), look(), control, lambda href: href)
    holder = xml(p())
    holder.extend(runs)
    assert back([holder]) == "Så:\\\n• a\\\nb\\\n• [c](https://x.se)"


def test_an_item_that_lost_its_bullet_and_its_indent_in_word_is_an_ordinary_paragraph():
    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0"/>'
    assert back([*word("- a"), xml(p("b", style="Punktlista", props=off))]) == "- a\n\nb"


def test_what_a_person_does_in_word_is_read_with_tracked_changes_accepted():
    deleted = Xml(f"<w:del w:id='1'><w:r><w:tab/></w:r>{r('skulle').replace('w:t', 'w:delText')}</w:del>")
    inserted = Xml(f"<w:ins w:id='2'>{b('ska')}</w:ins>")
    comment = Xml('<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>')
    by_style = r("noga", '<w:rStyle w:val="Stark"/>')
    paragraph = xml(p("Vi ", deleted, inserted, comment, " mäta ", by_style))
    assert back([paragraph]) == "Vi **ska** mäta **noga**"


def test_a_paragraph_whose_end_is_deleted_runs_on_in_the_next():
    gone = xml(p("a ", props="<w:rPr><w:del w:id='1'/></w:rPr>"))
    assert back([gone, xml(p("b"))]) == "a b"


def test_words_own_lists_count_and_restart_as_word_shows_them():
    def item(text, ilvl):
        return xml(p(text, props=f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="6"/></w:numPr>'))

    num = numbering()
    num.root[1].append(xml(LEVEL.format(1, "lowerLetter", 600)))
    paragraphs = [item("a", 0), item("b", 1), item("c", 0), item("d", 1), xml(p("x")), item("e", 0)]
    assert back(paragraphs, num=num) == "1. a\n   1. b\n2. c\n   1. d\n\nx\n\n3. e"


def test_a_placeholder_is_no_text_and_an_unknown_control_is():
    lay, num = look(), numbering()
    shown = xml(p(sdt("Klicka här", kind="<w:showingPlcHdr/>"), sdt("svar")))
    assert read([shown], lay, num, str, lambda _: None) == (Para((Span("svar"),)),)


def test_a_hole_that_was_deleted_with_tracked_changes_is_gone_and_an_emptied_one_is_not():
    deleted = f"<w:del w:id='1'>{r('x').replace('w:t', 'w:delText')}</w:del>"
    holder = root(
        "x", p("a", sdt(tag="7")), p("b", sdt(tag="7")).replace("<w:sdtContent>", f"<w:sdtContent>{deleted}")
    )
    assert back(list(etree.fromstring(holder))) == f"a{HOLE}\n\nb"


def test_the_validator_is_silent_on_what_is_made(tmp_path):
    num = numbering()
    paras = parse(f"**a** *b*\\\n[c](https://x.se) {HOLE}\n\n1. d\n   - e\n     1. f\n       - g\n\n7. h")
    made = blocks(paras, look(), control, num, lambda _: "r9")
    relations = f'<Relationships xmlns="{RELATIONSHIPS}">' + "".join(
        f'<Relationship Id="r{i}" Type="{DOC_REL}{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate([("styles", "styles.xml"), ("numbering", "numbering.xml")])
    )
    link = f'<Relationship Id="r9" Type="{DOC_REL}hyperlink" Target="https://x.se" TargetMode="External"/>'
    rels = {"word/_rels/document.xml.rels": f"{relations}{link}</Relationships>"}
    body, lists = ("".join(etree.tostring(e, encoding="unicode") for e in some) for some in (made, num.root))
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body, styles=STYLES + LISTS, numbering=lists, raw=rels))
    faults = [str(error) for error in OpenXmlValidator().validate(path).errors]
    assert [fault for fault in faults if "required relationship" not in fault] == []  # settings, fonts, theme
