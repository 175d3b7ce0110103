"""A # after one blank in a plain value is told; two blanks make a comment, quotes and | make text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grant.yaml import document
from generator.problems import ProblemError
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]


def opened(text):
    return document.read(text.encode(), "sol.yaml")


def lost(text):
    """Return the place and the lost words of each complaint, which must all be of this kind."""
    with pytest.raises(ProblemError) as caught:
        opened(text)
    assert {problem.code for problem in caught.value.problems} == {"text-or-comment"}
    return [
        f"{problem.place.line}:{problem.place.column} {problem.message.split('”')[0].removeprefix('“')}"
        for problem in caught.value.problems
    ]


def test_the_complaint_says_where_what_would_be_lost_and_the_ways_out():
    with pytest.raises(ProblemError) as caught:
        opened("name: Projekt #jämtland2030 förberedande steg\n")

    assert str(caught.value) == (
        "sol.yaml:1:15: error: “#jämtland2030 förberedan…” would be left out as a comment. If it belongs to "
        "the text, write \" before the text's first word and after its last; if it is a comment, two blanks before the #. [text-or-comment]"
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("name: Projekt #jämtland2030\n", ["1:15 #jämtland2030"]),
        ("a: Resor # 4 dialogmöten\n", ["1:10 # 4 dialogmöten"]),
        ("a: x #", ["1:6 #"]),
        ("a: x\u00a0#4\n", ["1:6 #4"]),
        ("a: x #y # z\n", ["1:6 #y # z"]),
        ("a: 600 000 # kronor\n", ["1:12 # kronor"]),
        ("a: Sol, vind, #vatten\n", ["1:15 #vatten"]),
        ("a: Sol (vind) #vatten\n", ["1:15 #vatten"]),
        ("a: Sol: #vatten\n".replace(": #", ":- #"), ["1:10 #vatten"]),
        ("a: b #c\r\nd: e #f\r\n", ["1:6 #c", "2:6 #f"]),
        ("a:\n  - Bilaga #1 Underlag\n  - Bilaga #2\n  - Bilaga 3\n", ["2:12 #1 Underlag", "3:12 #2"]),
        ("- Bilaga #1 S\n", ["1:10 #1 S"]),
        ("a: punkt #4 i\n  planen\nb: c\n", ["1:10 #4 i"]),
        ("a: punkt\n  nummer #4\n  och #5 i planen\nb: c #d\n", ["2:10 #4", "3:7 #5 i planen", "4:6 #d"]),
        ("a: [Bilaga #1, b]\nc: d #e\n", ["1:12 #1, b]", "2:6 #e"]),
        ("a: {b: c #d\n  }\n", ["1:10 #d"]),
        ("na #mn: x\n", ["1:4 #mn: x"]),
        ("a: ~ # x\n", ["1:6 # x"]),
        ("a: " + "x" * 9 + " #" + "y" * 80 + "\n", ["1:14 #" + "y" * 23 + "…"]),
    ],
)
def test_every_text_that_would_be_lost_is_told_in_one_run(text, places):
    assert lost(text) == places


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: b  # c\n", {"a": "b"}),
        ("a: b   # c #d\n", {"a": "b"}),
        ("a: b\t# c\n", {"a": "b"}),
        ("a: # c\nb: d\n", {"a": None, "b": "d"}),
        ("a: # c\n  b: d\n", {"a": {"b": "d"}}),
        ("a:\n  - # c\n  - d\n", {"a": [None, "d"]}),
        ("# a #b\na: b\n  # c #d\nc: d\n # e\n", {"a": "b", "c": "d"}),
        ("a: 'b #c' # d\n", {"a": "b #c"}),
        ('a: "b #c\n  d #e" # f\n', {"a": "b #c d #e"}),
        ("a: | # x\n  b #c\n  # d\n", {"a": "b #c\n# d\n"}),
        ("a: |2 # x\n  b #c\n", {"a": "b #c\n"}),
        ("a: >- # x\n  b #c\n  d\n", {"a": "b #c d"}),
        ("a: [b, 'c #d'] # e\nb: {c: d} # e\n", {"a": ["b", "c #d"], "b": {"c": "d"}}),
        ("a: [ # b\n  c, # d\n  e\n  ]\n", {"a": ["c", "e"]}),
        ("--- # a\na: b\n... # c\n", {"a": "b"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("a: b\u00a0\u00a0#c\n", {"a": "b"}),
    ],
)
def test_what_loses_nothing_is_read(text, values):
    assert opened(text).values == values


def test_a_character_that_no_document_can_hold_is_not_shown_again():
    with pytest.raises(ProblemError) as caught:
        opened("a: b #\x1b[31m\n")

    assert all("\x1b" not in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "data").glob("*.yaml"), *builtin_templates().rglob("*.yaml")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_our_own_files_have_two_blanks_before_a_comment(path):
    assert document.read(path.read_bytes(), path.name).values


@given(st.text("ab#: -'\"[]{},|>\n\t1", max_size=20))
def test_a_text_that_is_put_is_read_as_it_was_meant_or_quoted(text):
    for before in ("a: x\nb: y\n", "a: # c\nb: y\n", "a: x  # c\nb: y\n", "a: |\n  x\nb: y\n"):
        assert opened(opened(before).put("a", text)).values == {"a": text, "b": "y"}


@given(st.lists(st.sampled_from(["sol", " ", "#", "  ", "vind", ",", "4"]), max_size=8).map("".join))
def test_no_word_of_a_plain_value_is_lost_in_silence(text):
    try:
        read = opened(f"a: x{text}\nb: c\n").values["a"]
    except ProblemError:
        return
    left = f"x{text}".removeprefix(read)
    assert not left.strip() or left.startswith("  ")
