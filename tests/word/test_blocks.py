"""A document as blocks: what makes two paragraphs the same, and what is noise."""

import pytest
from wml import STYLES, Xml, b, docx, link, p, r, sdt, tbl, tc, tr

from generator.word.merge.read.blocks import AtomicBlock, Table, blocks
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.story import Document, Slots, Story
from generator.word.opc.names import qn
from generator.word.opc.package import Package

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
SWEDISH = STYLES.replace('w:styleId="Rubrik1"', 'w:styleId="Heading1"')


def equation(text):
    return Xml(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>{text}</m:t></m:r></m:oMath>')


def read(*content, **more):
    package = Package.read(docx(*content, **more), "")
    story = Story(Document(package), package.main, Slots(by_alias=False))
    return list(blocks(story.root.find(qn("w:body")), story))


def key(*content, **more):
    return [block.key for block in read(*content, **more)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p("Hej där"), p("Hej ", "där")),
        (p("Hej"), p(r("Hej", '<w:rFonts w:ascii="Arial"/><w:sz w:val="30"/>'))),
        (
            p("Hej"),
            p(Xml('<w:proofErr w:type="spellStart"/>'), "Hej", Xml("<w:r><w:lastRenderedPageBreak/></w:r>")),
        ),
        (p("Hej"), Xml('<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CE"><w:t>Hej</w:t></w:r></w:p>')),
        (p("på ön"), p("pa\u030a o\u0308n")),
        (p("Hej ", b("där")), p("Hej", b(" där"))),
        (
            p("Hej"),
            p("Hej", Xml('<w:del w:id="1" w:author="A"><w:r><w:delText> då</w:delText></w:r></w:del>')),
        ),
        (
            p("Hej då"),
            p(
                "Hej",
                Xml('<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve"> då</w:t></w:r></w:ins>'),
            ),
        ),
        (p("Hej"), p(r("Hej", '<w:u w:val="none"/>'))),
        (p("Hej"), p(r("Hej", '<w:vertAlign w:val="baseline"/>'))),
        (p("Hej"), p(r("Hej", '<w:b w:val="0"/>'))),
        (p("a", Xml("<w:r><w:br/></w:r>")), p("a", Xml('<w:r><w:br w:type="textWrapping"/></w:r>'))),
        (p("Hej"), sdt(p("Hej"), block=True)),
        (p("Hej"), Xml(f'<w:customXml w:element="x">{p("Hej")}</w:customXml>')),
        (p("Hej"), Xml(f'<w:moveTo w:id="1" w:author="A">{p("Hej")}</w:moveTo>')),
        (tbl(tr("a")), Xml(f'<w:customXml w:element="x">{tbl(tr("a"))}</w:customXml>')),
        (p("Hej"), p("Hej", Xml('<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'))),
    ],
)
def test_these_say_the_same(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p("Hej"), p("hej")),
        (p("Hej"), p(b("Hej"))),
        (p("Hej"), p(r("Hej", '<w:vertAlign w:val="superscript"/>'))),
        (p(r("2", '<w:vertAlign w:val="subscript"/>')), p(r("2", '<w:vertAlign w:val="superscript"/>'))),
        (p("Hej"), p(r("Hej", '<w:u w:val="single"/>'))),
        (p("a", Xml("<w:r><w:br/></w:r>")), p("a", Xml('<w:r><w:br w:type="page"/></w:r>'))),
        (p("Hej"), p(link("Hej"))),
        (p("Hej"), p("Hej", style="Rubrik1")),
        (p("Hej"), p("Hej", Xml('<w:r><w:br w:type="page"/></w:r>'))),
        (tbl(tr("a", "b")), tbl(tr("a"), tr("b"))),
        (p("Hej"), p("Hej", Xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))),
        (p("Hej"), p("Hej", Xml("<w:r><w:tab/></w:r>"))),
        (p("Hej"), p("Hej", equation("a"))),
        (p("Hej", equation("a")), p("Hej", equation("b"))),
    ],
)
def test_these_do_not(one, other):
    assert key(one) != key(other)


def test_a_style_counts_by_its_name_not_by_its_id():
    assert key(p("A", style="Rubrik1")) == key(p("A", style="Heading1"), styles=SWEDISH)


def test_the_value_of_a_field_is_left_open_in_the_open_key():
    one, other = (read(p("Budget: ", sdt(text, tag="budget.total")))[0] for text in ("100", "200"))
    assert one.open_key == other.open_key
    assert one.key != other.key


def test_the_index_of_an_item_is_no_part_of_what_a_field_is():
    one, other = (read(p(sdt("x", tag=f"p.activities.{n}.name")))[0] for n in (0, 7))
    assert one.key == other.key


def test_the_result_of_a_word_field_is_noise_and_its_code_is_not():
    def coded(code, result):
        chars = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return p(
            Xml(f"{chars[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{chars[1]}{r(result)}{chars[2]}")
        )

    assert key(coded(" PAGE ", "1")) == key(coded("PAGE", "2")) != key(coded("NUMPAGES", "2"))


def test_a_text_between_the_end_of_one_field_and_the_beginning_of_another_is_text():
    end, begin = (Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>') for kind in ("end", "begin"))
    assert key(p(end, "Hej", begin)) != key(p(end, "Nej", begin))


def test_a_field_over_several_paragraphs_is_one_block():
    begin, end = (Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>') for kind in ("begin", "end"))
    found = read(
        p(begin, Xml("<w:r><w:instrText>TOC</w:instrText></w:r>"), "Ett"), p("Två"), p("Tre", end), p("Sist")
    )
    assert [type(block) for block in found] == [AtomicBlock, Paragraph]
    assert len(found[0].elements) == 3


def test_rows_and_cells_are_blocks_of_their_own():
    table = read(tbl(tr("a", tc("b", "c"))))[0]
    assert isinstance(table, Table)
    assert [[block.text for block in cell.children] for cell in table.children[0].children] == [
        ["a"],
        ["b", "c"],
    ]


def test_a_row_deleted_by_a_tracked_change_is_gone():
    gone = Xml('<w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc><w:p/></w:tc></w:tr>')
    assert len(read(tbl(tr("a"), gone))[0].children) == 1


def test_two_items_of_a_list_are_told_apart_by_their_values():
    one, same, other = (
        read(p("Aktivitet: ", sdt(text, tag="p.a.0.name")))[0]
        for text in ("Kartläggning", "Kartläggningen", "Resor")
    )
    assert one.like(same) > 0.6
    assert one.like(other) < 0.3


def test_in_a_document_that_names_no_default_style_it_is_words_own():
    assert key(p("Hej"), styles="") == key(p("Hej"))


def test_an_embedded_document_is_one_block():
    (block,) = read(Xml('<w:altChunk r:id="x"/>'))
    assert isinstance(block, AtomicBlock)
    assert [element.tag for element in block.elements] == [qn("w:altChunk")]
    assert block.key == ("atomic", "")
