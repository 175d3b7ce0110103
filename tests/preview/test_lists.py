"""Paragraphs of lists become HTML's lists, with the numbers that Word gives them."""

import pytest

from generator.preview import preview
from generator.word.opc.package import Package
from tests.preview.page import tree
from tests.wml import docx, p, sdt


def level(ilvl, form, text, start=1, left=None):
    left = 360 * (ilvl + 1) if left is None else left
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}{level(2, "decimal", "%1.%2.%3")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "•")}{level(1, "bullet", "–")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "upperRoman", "%1.", start=4)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)


def item(text, num, ilvl=0, **more):
    return p(text, props=f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>', **more)


def look(*blocks):
    return preview(Package.read(docx(*blocks, numbering=NUMBERING), "x"))


def outline(*blocks):
    """Return the lists as lines: `ol 3: text`, further in what is inside."""
    return list(_lines(tree(look(*blocks)), ""))


def _lines(element, indent):
    number = int(element.get("start", "1"))
    for child in element:
        if child.tag in {"ol", "ul"}:
            yield from _lines(child, indent + "  " * (element.tag == "li"))
        elif child.tag == "li":
            number = int(child.get("value", number))
            text = "".join(child.xpath("text()|span//text()")).strip()
            yield f"{indent}{element.tag}{element.get('type', '')} {number}: {text}"
            yield from _lines(child, indent)
            number += 1
        elif child.tag == "p":
            yield f"{indent}p: {child.text_content()}"


def test_items_side_by_side_are_one_list_and_levels_stand_in_each_other():
    made = outline(item("a", 2), item("b", 2, 1), item("c", 2, 1), item("d", 2))

    assert made == ["ul 1: a", "  ul 1: b", "  ul 2: c", "ul 2: d"]


def test_a_list_counts_on_after_a_paragraph_and_starts_anew_where_it_says_so():
    made = outline(item("a", 1), item("b", 1), p("mellan"), item("c", 1), item("d", 3), item("e", 3))

    assert made == ["ol 1: a", "ol 2: b", "p: mellan", "ol 3: c", "ol 5: d", "ol 6: e"]


def test_a_level_starts_again_after_one_above_it_and_a_number_of_several_is_written_out():
    made = outline(item("a", 1), item("b", 1, 1), item("c", 1, 2), item("d", 1), item("e", 1, 1))

    assert made == ["ol 1: a", "  ol 1: a)b", "    ol 1: 1.a.1c", "ol 2: d", "  ol 1: a)e"]


def test_roman_numbers_are_html_s_own():
    assert outline(item("a", 4), item("b", 4)) == ["olI 4: a", "olI 5: b"]


def test_a_deeper_level_may_come_first():
    assert outline(item("a", 2, 1), item("b", 2)) == ["ul 1: a", "ul 1: b"]


def test_a_heading_with_a_number_stays_a_heading():
    made = look(item("Syfte", 1, style="Rubrik1"))

    assert [each.text_content() for each in tree(made).iter("h1")] == ["1.Syfte"]


def test_an_item_that_is_a_field_carries_its_path_and_so_does_a_value_in_one():
    made = look(sdt(item("a", 2), tag="project.note", block=True), item(sdt("b", tag="project.name"), 2))

    assert [(each.tag, each.get("data-path")) for each in tree(made).iter() if each.get("data-path")] == [
        ("li", "project.note"), ("span", "project.name"),
    ]  # fmt: skip
    assert len(list(tree(made).iter("ul"))) == 1


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [("decimal", 12, "12"), ("lowerLetter", 27, "aa"), ("upperLetter", 3, "C"), ("lowerRoman", 1994, "mcmxciv"),
     ("upperRoman", 4, "IV"), ("decimalZero", 3, "03"), ("lowerLetter", 0, "0"), ("lowerRoman", 10_000, "10000")],
)  # fmt: skip
def test_a_number_is_written_as_word_writes_it(form, number, written):
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, form, "(%1)", start=number)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    made = preview(Package.read(docx(item("x", 1), numbering=numbering), "x"))

    assert tree(made).findtext(".//span") == f"({written})"


def test_the_mark_of_a_list_cannot_end_the_rule_that_it_stands_in():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "&quot;}*{display:none}")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    made = preview(Package.read(docx(item("x", 1), numbering=numbering), "x"))

    assert r'list-style-type:"\22 \7d \2a \7b \64 ' in made.style
