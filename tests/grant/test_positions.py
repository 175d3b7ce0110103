"""A place inside a long text is the line and column where a person sees it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grant.yaml import document


def place(text, word, path="a"):
    file = document.read(text.encode(), "x.yaml")
    found = file.place_in(path, file.values[path].index(word))
    return found.line, found.column


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: ett två MÅL\n", (1, 12)),
        ("a:   ett\n  två\n  MÅL fyra\n", (3, 3)),
        ("a: |\n  ett två\n\n  tre MÅL\n", (4, 7)),
        ("a: |\n  ett\n    - MÅL\n", (3, 7)),
        ("a: |2-  # ordet MÅL\n    ett\n  MÅL\n", (3, 3)),
        ("a: >-\n  ett\n  två\n\n  MÅL\n", (5, 3)),
        ("a: 'det är ''så'' MÅL'\n", (1, 19)),
        ("a: 'ett\n  två\n\n  MÅL'\n", (4, 3)),
        ('a: "ett\\ttvå\\n\\"MÅL\\""\n', (1, 17)),
        ('a: "\\u00e5\\x20\\N\\_\\\n  MÅL"\n', (2, 3)),
        ('a: "ett \\\n  två MÅL"\n', (2, 7)),
        ("\ufeffa: |\r\n  ett\r\n  MÅL\r\n", (3, 3)),
        ("b: {c: 1}\na: ett MÅL  # MÅL\n", (2, 8)),
        (unicodedata.normalize("NFD", "a: |\n  åäö\n  öö ") + "MÅL\n", (3, 8)),
    ],
)
def test_a_word_is_found_where_it_stands(text, where):
    assert place(text, "MÅL") == where


def test_a_place_past_the_text_or_in_a_branch_is_that_of_the_value():
    file = document.read(b"a: ett \nb:\n  c: d\n", "x.yaml")

    assert file.place_in("a", 99) == file.place("a")
    assert file.place_in("b", 1) == file.place("b")
    assert file.place_in("b.e.f", 1) == file.place("b.e.f")


@given(
    st.text(st.sampled_from("aå'\"\\ \n–:#-"), min_size=1),
    st.sampled_from(["", "|\n  x", "'x'", '"x"', ">-\n  x"]),
)
def test_every_sign_is_found_in_every_style(value, style):
    try:
        text = document.read(f"a: {style or 'x'}\n".encode(), "x.yaml").put("a", value + "!")
    except document.ProblemError:
        return
    file = document.read(text.encode(), "x.yaml")
    lines = text.split("\n")

    for offset, sign in enumerate(file.values["a"]):
        if not sign.isspace():
            found = file.place_in("a", offset)
            seen = lines[found.line - 1][found.column - 1 :]
            assert seen.startswith((sign, "\\" + sign)), (text, offset)


def test_many_places_in_a_long_text_take_no_long_time():
    import time

    text = "a: |\n" + "  ett ord till och\n" * 39_000
    file = document.read(text.encode(), "x.yaml")
    begun = time.process_time()
    for offset in range(0, 650_000, 650):
        file.place_in("a", offset)

    assert time.process_time() - begun < 10
