"""Markdown in, values out, and back: nothing that a person typed may vanish on the way."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.markdown import SLOT_END, SLOT_START, Para, Rich, Span, canonical, parse, plain, write
from generator.markdown.commonmark import LONGEST, inline

HOLE = f"{SLOT_START}0{SLOT_END}"
# Some of what people type and paste, and all that means something in Markdown.
MARKS = '* ** *** _ __ \\ [ ] ]( # . ( ) <b> &amp; ` > 3 - a ö 😀 € "'
STARTS = ["1. ", "2) ", "10. ", "2024. ", "- ", "+ ", "* ", "> ", "    ", "\n  ", "\n   - ", "\n  1. "]
WHITE = [" ", "\n", "\n\n", "  \n", "\t", "\u00a0", "\u0301", "\u2028"]
LINKS = ["](https://x.se)", "[a](https://b.se)", HOLE]
UGLY = st.lists(st.sampled_from([*MARKS.split(), *STARTS, *WHITE, *LINKS]), max_size=25).map("".join)
SPANS = st.builds(
    Span,
    st.lists(
        st.sampled_from(["a", " ", ".", '"', "\n", "*", "_", "[", "]", "\\", "€", "\u00a0", "- ", "1. "])
    ).map("".join),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "https://x.se", "https://y.se/(a", "file:///x"]),
)
PARAS = st.builds(
    Para,
    st.lists(SPANS, max_size=6).map(tuple),
    st.sampled_from(["", "bullet", "number"]),
    st.integers(0, 8),
    st.integers(0, 3),
    st.integers(0, 120),
    st.booleans(),
)


def spans(text):
    (para,) = parse(text)
    return para.spans


def outline(text):
    """Each paragraph as (kind, level, number of its list, text)."""
    return [(p.kind, p.level, p.list_no, "".join(s.text for s in p.spans)) for p in parse(text)]


@settings(deadline=None)
@given(UGLY)
def test_what_is_written_reads_back_the_same(text):
    assert parse(write(parse(text))) == parse(text)


@settings(deadline=None)
@given(st.lists(PARAS, max_size=6))
def test_any_value_has_one_form_that_can_be_written(paras):
    form = canonical(paras)
    assert canonical(form) == form
    assert parse(write(form)) == form


@settings(deadline=None)
@given(UGLY)
def test_no_letter_vanishes(text):
    def letters(said):
        return [c for c in said.replace("https://x.se", "").replace("https://b.se", "") if c.isalpha()]

    assert letters(plain(Rich(text, ("",)))) == letters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ett stycke.\n\nEtt till.",
        "**fett** och *kursivt*, ***båda***, **fett med *kursivt* i**",
        "**fett***kursivt***fett**",
        "[Länk](https://runeborg.se/?a=1&b=(2)) och [**fet länk**](mailto:anna@runeborg.se)",
        "rad\\\nrad",
        "- a\n- b\n  - c\n    1. d\n    2. e\n\n       mer om e\n\n- f",
        "1. a\n2. b\n1) en ny lista\n2) genast efter",
        "- a\n\n  5. en lista som börjar på 5\n  6. och fortsätter",
        "9. nio\n   - inne\n10. tio\n    - inne",
        "***a** b*",
        "1. a\n   1. b\n\n   c\n\n   1. d",
        "\\- inget streck\\\n1\\. ingen lista",
        "\\*inte kursivt\\*",
    ],
)
def test_a_text_in_our_normal_form_is_written_as_it_stands(text):
    assert write(parse(text)) == text


NO_FEATURES = """
# 1|<b>|> x|*|-|1.|**|_|***|---|===|- - -|snake_case_namn|5 * 3 * 2|`kod`|~~x~~|[x]|![x](y)|C:\\mapp|&amp;
[x]: https://x.se|<https://x.se>|2024. Då började|12345. x|150. x|hårt\u00a0mellanslag|a  b|**"x"**y|[ ](https://x.se)
[x](https://x.se "titel")|[x](javascript:alert)|[x](file:///c)
"""


@pytest.mark.parametrize("text", NO_FEATURES.strip().replace("\n", "|").split("|"))
def test_what_is_no_feature_is_text_and_keeps_every_character(text):
    assert plain(text).replace("• ", "- ") == text


def test_bold_italics_and_links_are_spans():
    assert spans("a **b *c*** [d](https://x.se)") == (
        Span("a "),
        Span("b ", bold=True),
        Span("c", bold=True, italic=True),
        Span(" "),
        Span("d", href="https://x.se"),
    )


def test_a_hole_passes_through_in_bold_and_in_a_link():
    assert spans(f"**{HOLE}** [{HOLE}](https://x.se)") == (
        Span("", bold=True, slot=0),
        Span(" "),
        Span("", href="https://x.se", slot=0),
    )


def test_a_backslash_or_two_spaces_break_the_line_and_a_newline_alone_is_a_space():
    assert spans("a\\\nb  \nc\nd") == (Span("a\nb\nc d"),)


def test_lists_nest_and_a_second_numbered_list_is_another_list():
    assert outline("- a\n  1. b\n  2. c\n\n1. d\n\nx\n\n1. e") == [
        ("bullet", 0, 0, "a"),
        ("number", 1, 1, "b"),
        ("number", 1, 1, "c"),
        ("number", 0, 2, "d"),
        ("", 0, 0, "x"),
        ("number", 0, 3, "e"),
    ]


def test_a_list_is_nine_levels_deep_and_what_is_deeper_is_text_of_the_ninth():
    text = "\n".join("  " * i + f"- n{i}" for i in range(11))
    assert outline(text)[-1] == ("bullet", 8, 0, "n8 - n9 - n10")


def test_a_year_is_no_number_of_a_list_not_even_inside_one():
    assert outline("1. a\n\n2024. Då började") == [("number", 0, 1, "a"), ("", 0, 0, "2024. Då började")]


def test_a_list_can_count_past_999():
    long = "\n".join(f"{min(i, 999)}. a" for i in range(1, 1100))
    assert len(parse(long)) == 1099
    assert write(parse(long)) == long


def test_a_second_paragraph_of_an_item_says_so():
    assert [p.continued for p in parse("- a\n\n  b\n- c")] == [False, True, False]


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ((Span("a "), Span(" b ", bold=True), Span("c")), "a  **b** c"),
        ((Span('"x"', bold=True), Span("y")), '**"x**"y'),
        (
            (Span("a ", bold=True), Span("b c", bold=True, italic=True), Span(" d", italic=True)),
            "**a** ***b c*** *d*",
        ),
        ((Span("a", bold=True), Span(" "), Span("b", bold=True)), "**a b**"),
        ((Span("a", bold=True), Span("b", italic=True), Span("c", True, True), Span("d")), "**a**b**c**d"),
        ((Span("a", bold=True), Span("b", italic=True), Span("c", True, True)), "**a**_b**c**_"),
        ((Span("a", href="file:///c"),), "a"),
        ((Span("a"), Span(" ", href="https://x.se"), Span("b")), "a b"),
        ((Span("a", href="https://x.se/(a"),), "[a](https://x.se/%28a)"),
        ((Span("a", href="https://x.se/a b"),), "[a](https://x.se/a%20b)"),
    ],
)
def test_what_markdown_cannot_say_as_it_stands_loses_look_but_no_letter(given, form):
    assert write([Para(given)]) == form


def test_an_e_service_gets_the_text_without_markup():
    text = (
        "Ett **fett** ord,\nen [länk](https://x.se), [https://x.se](https://x.se) och [anna@x.se](mailto:anna@x.se).\n\n"
        f"- a\n  1. b\\\n     rad\n  2. {HOLE}\n\n- c\n\n  mer\n\nSlut."
    )
    assert plain(Rich(text, (300,))) == (
        "Ett fett ord, en länk (https://x.se), https://x.se och anna@x.se.\n\n"
        "• a\n  1. b\n    rad\n  2. 300\n• c\n  mer\n\nSlut."
    )


@pytest.mark.parametrize(
    "stuff", ["*", "[", "- ", "> ", "[a](", "**a*b ", "***a**b", "\\", "`", "- a\n", " ", "_a*"]
)
def test_a_text_of_nothing_but_markup_ends(stuff):
    for size in (LONGEST, 10_000_000):
        started = time.process_time()
        assert parse(stuff * (size // len(stuff))) or not stuff.strip()
        assert time.process_time() - started < 15  # seconds; 0.1 to 2 on a machine that does nothing else


def test_the_limit_counts_a_paragraph_and_not_the_text():
    text = "**Fet** inledning.\n\n- en punkt\n- en till\n" + "\nEtt stycke om *något*.\n" * 3000
    assert len(text) > LONGEST
    assert write(parse(text)) == write(parse(write(parse(text))))
    assert [para.kind for para in parse(text)[:3]] == ["", "bullet", "bullet"]
    assert parse(text)[0].spans[0] == Span("Fet", bold=True)


@pytest.mark.parametrize("start", ["", "- ", "2024. ", "1) ", "\\- ", "**fet** ", "\\\\ ", "a\\\n- b "])
@pytest.mark.parametrize("stuff", ["ett *ord* till ", "[länk](https://x.se) _a_ ", "rad\\\n- rad "])
def test_a_paragraph_that_is_too_long_for_markup_is_written_as_it_is_read(start, stuff):
    text = f"Före **fet**.\n\n{start}{stuff * 4000}\n\nEfter *snett*."
    paras = parse(text)
    assert parse(write(paras)) == paras
    assert (paras[0].spans[1], paras[-1].spans[1]) == (Span("fet", bold=True), Span("snett", italic=True))


@settings(deadline=None)
@given(st.text(st.sampled_from('aö \n."#<>&`(!'), max_size=30))
def test_text_without_markup_takes_the_short_way_and_comes_to_the_same(text):
    longer = parse(text + "\n\n*")  # the star sends it the long way
    assert parse(text) == longer[:-1]


def test_text_without_markup_does_without_markdown_it():
    code = "from generator.markdown import plain; plain('Hej\\ndär.\\n\\nEtt till.\\n'); import sys; print('markdown_it' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert said.strip() == "False"


def test_every_way_to_mix_bold_and_italics_in_a_word_reads_back():
    for number in range(4**5):
        looks = [(number >> 2 * i) & 3 for i in range(5)]
        paras = canonical(
            [Para(tuple(Span(c, bool(x & 1), bool(x & 2)) for c, x in zip('a.b"c', looks, strict=True)))]
        )
        assert inline(write(paras)) == paras[0].spans
