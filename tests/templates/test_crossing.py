"""Blocks and tags that begin in one paragraph and end in another: cut from text position to text position."""

import pytest
from beside_docxtpl import both, ours
from looks import looks
from wml import docx, link, p, tbl, tc, tr

from generator.problems import ProblemError
from generator.template import compile_template

CROSSING = {
    "a choice that is so": [p("a {% if yes %} b"), p("c {% endif %} d")],
    "a choice that is not": [p("a {% if no %} b"), p("c {% endif %} d"), p("e")],
    "a choice of two addresses": [
        p("Till {% if no %}Gata 1"),
        p("Ort 1{% else %}Gata 2"),
        p("Ort 2{% endif %}, Sverige"),
    ],
    "a choice of three": [p("a{% if no %}b"), p("c{% elif yes %}d"), p("e{% else %}f"), p("g{% endif %}h")],
    "a choice between texts of one paragraph and of two": [p("a{% if no %}b{% else %}c"), p("d{% endif %}e")],
    "a loop in a sentence": [p("Program: {% for x in xs %}"), p("{{ x }} st{% endfor %}.")],
    "a loop over nothing": [p("Program: {% for x in empty %}b"), p("{{ x }} st{% endfor %}."), p("z")],
    "a full stop after the end": [p("{% if yes %}"), p("b{% endif %}.")],
    "what the choice leaves of its last paragraph": [p("{% if no %}"), p("b{% endif %}."), p("z")],
    "paragraphs between": [p("a{% if yes %}b"), p("c"), p("d{% endif %}e")],
    "a table between": [p("a{% if no %}b"), tbl(tr("c")), p("d{% endif %}e")],
    "a name for a while": [p("a{% with n = 4 %}b"), p("{{ n }}{% endwith %}c{{ n }}")],
    "a loop in a choice, both across": [
        p("a {% if yes %}{% for x in xs %}"),
        p("{{ x }}{% endfor %}{% endif %} z"),
    ],
    "a choice that ends later than the one in it": [
        p("a {% if yes %}{% if no %}"),
        p("b{% endif %} c"),
        p("d"),
        p("e{% endif %}f"),
    ],
    "in a cell": [tbl(tr(tc(p("a{% if no %}b"), p("c{% else %}d"), p("e{% endif %}f")))), p()],
}


@pytest.mark.parametrize("blocks", CROSSING.values(), ids=CROSSING)
def test_a_block_is_cut_from_text_position_to_text_position_as_docxtpl_does(blocks):
    peer, mine = both(*blocks)
    assert mine == peer


def test_a_tag_goes_out_of_its_paragraph_only_where_it_passes_none_that_stays():
    """The first {% if %} alone would go after its paragraph, past the second, which stays in the text."""
    blocks = p("a {% if yes %}{% if no %}"), p("b{% endif %} c"), p("d"), p("{% endif %}"), p("e")
    assert looks(ours(docx(*blocks)))["word/document.xml"] == ["¶ a  c", "¶ d", "¶", "¶ e"]


def test_a_set_stays_beside_a_tag_that_stays():
    blocks = p("{% if no %}{% set n = 5 %}"), p("b{% endif %} {{ n }}")
    assert looks(ours(docx(*blocks)))["word/document.xml"] == ["¶  3"]


def test_the_first_paragraph_keeps_its_look_and_the_last_joins_it():
    blocks = p("a {% if no %} b", style="Rubrik1"), p("c{% endif %} d")
    peer, mine = both(*blocks)
    assert mine == peer == ["¶ [pStyle=Rubrik1] a  d"]


@pytest.mark.parametrize(
    "blocks",
    [
        [p("a {% if x %} b"), tbl(tr("c{% endif %}d")), p()],
        [p("a {% if x %} b"), p("c", link("d{% endif %}e"))],
        [tbl(tr("a{% if x %}b", "c{% endif %}d"))],
    ],
    ids=["into a table", "into a link", "into another cell"],
)
def test_a_block_that_would_leave_half_a_table_is_refused(blocks):
    with pytest.raises(ProblemError) as caught:
        compile_template(docx(*blocks), "mall.docx")
    assert [each.code for each in caught.value.problems] == ["template-crossing"]


ENTER = {
    "in a value": [p("Pris: {{ n"), p("}} kronor"), p("slut")],
    "in a loop": [p("{% for x"), p("in xs %}{{ x }};{% endfor %}"), p("slut")],
    "twice": [p("{{"), p("n"), p("}} kr")],
}


def test_enter_inside_a_tag_joins_the_paragraphs_as_with_docxtpl():
    peer, mine = both(*ENTER["in a value"])
    assert mine == peer == ["¶ Pris: 3 kronor", "¶ slut"]


def test_enter_between_two_words_of_a_tag_is_a_blank():
    assert looks(ours(docx(*ENTER["in a loop"])))["word/document.xml"] == ["¶ 1;2;", "¶ slut"]
    assert looks(ours(docx(*ENTER["twice"])))["word/document.xml"] == ["¶ 3 kr"]


@pytest.mark.parametrize(
    "blocks",
    [[p("a {{ b"), p("c {{ d }}")], [p("a {{ b"), tbl(tr("}}"))], [p("a {{ b"), p("c")]],
    ids=["another tag first", "a table first", "no end at all"],
)
def test_a_tag_whose_end_is_not_next_has_no_end(blocks):
    with pytest.raises(ProblemError) as caught:
        compile_template(docx(*blocks), "mall.docx")
    assert [(each.code, each.place.words[:21]) for each in caught.value.problems] == [
        ("template-syntax", "the body, paragraph 1")
    ]


def test_paragraphs_after_a_joined_tag_are_counted_as_in_the_file():
    with pytest.raises(ProblemError) as caught:
        compile_template(docx(p("{{ a"), p("}}"), p("{{ + }}")), "mall.docx")
    assert caught.value.problems[0].place.words.startswith("the body, paragraph 3")


def test_raw_goes_over_paragraphs():
    blocks = p("{% raw %}{{ users }}"), p("sex {{ b }} {% if %}"), p("sju{% endraw %} {{ n }}"), p("{{ n }}")
    lines = looks(ours(docx(*blocks)))["word/document.xml"]
    assert lines == ["¶ {{ users }}", "¶ sex {{ b }} {% if %}", "¶ sju 3", "¶ 3"]


def test_raw_alone_in_its_paragraphs_leaves_none():
    blocks = p("{% raw %}"), p("{{ b }}"), p("{% endraw %}"), p("z")
    assert looks(ours(docx(*blocks)))["word/document.xml"] == ["¶ {{ b }}", "¶ z"]


def test_raw_without_an_end_anywhere_is_named():
    for first in ("{% raw %}{{ users }}", "{% raw %}"):
        with pytest.raises(ProblemError) as caught:
            compile_template(docx(p(first), p("{{ n }}")), "mall.docx")
        assert "{% raw %} has no end" in str(caught.value)


@pytest.mark.parametrize(
    "first", ["{% for x in xs -%}{% for y in xs %}", "{% for x in xs -%}{# note #}{% for y in xs %}"]
)
def test_a_minus_before_another_tag_does_not_join_the_next_paragraph(first):
    blocks = p(first), p("{{ x }}: {{ y }}", style="Rubrik1"), p("t"), p("{% endfor %}{% endfor %}")
    assert looks(ours(docx(*blocks)))["word/document.xml"][:2] == ["¶ [pStyle=Rubrik1] 1: 1", "¶ t"]
