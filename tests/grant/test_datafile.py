"""A data file read, placed, refused, and put: the text keeps all but the value that is changed."""

import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_trees import Writer, at, texts, trees, with_leaf

from generator.grant.yaml import document, reader
from generator.grant.yaml.document import read
from generator.grant.yaml.errors import explain
from generator.problems import Place, ProblemError, gathered

TAB = "The line is indented with a tab, which YAML does not allow. Replace the tab by spaces, two for each level. [tab]"
INDENTATION = (
    "The indentation of the line does not fit the lines above. "
    "Give it exactly as many spaces as the keys or items that it belongs with. [indentation]"
)
ALIAS = (
    'A value that begins with "&" or "*" is an anchor or an alias, which a data file cannot have. '
    "Write the value out; if the sign is a part of the text, put the whole text in quotes. [alias]"
)
TAG = (
    'A value that begins with "!" is a tag, which a data file cannot have. '
    "Remove the tag; if the sign is a part of the text, put the whole text in quotes. [tag]"
)
BRACKET = (
    'A "[" or "{" is not closed as it should be. Close it, with a comma between the values; '
    "if it is the beginning of a text, put the whole text in quotes. [unclosed-bracket]"
)
KEY = (
    "A key must be plain text. Write the key in letters before the colon; "
    "if this is the beginning of a text, put the whole text in quotes. [key-not-text]"
)
UNCLOSED = 'The quote that begins the text is never closed. Write: “a: "x"” [unclosed-quote]'
DEEP = "The file is nested deeper than 50 levels. Remove brackets or indentation. [too-deep]"
BOTH = "a has both a text and more lines of its own. Take “b” away, or move it to one of the lines below. [indentation]"
SIGN = "A text cannot begin with {}, which has a meaning of its own."
INVISIBLE = "The text holds the invisible character {}, which no document can show. Delete it, and write what was meant. [control-character]"


def opened(text):
    return read(text.encode(), "sol.yaml")


def complaints(data):
    with pytest.raises(ProblemError) as caught:
        read(data.encode() if isinstance(data, str) else data, "sol.yaml")
    return [str(problem) for problem in caught.value.problems]


def refusal(text, path, value):
    with pytest.raises(ProblemError) as caught:
        opened(text).put(path, value)
    return [str(problem) for problem in caught.value.problems]


# What is read


def test_every_scalar_is_text_as_written():
    file = opened(
        "a: no\nb: 0630\nc: 12:30\nd: 232100-0214\ne: 2026-01-01\nf: 1_000.50\ng: 'x'\nh: |\n  Två\n  rader\ni: >-\n  en\n  rad\n"
    )
    assert file.values == {
        "a": "no",
        "b": "0630",
        "c": "12:30",
        "d": "232100-0214",
        "e": "2026-01-01",
        "f": "1_000.50",
        "g": "x",
        "h": "Två\nrader\n",
        "i": "en rad",
    }


def test_an_empty_value_a_tilde_and_null_are_none_but_not_in_quotes():
    file = opened("a:\nb: ~\nc: null\nd: ''\ne: \"~\"\nf: 'null'\ng:\n  - \n  - x\n")
    assert file.values == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "~",
        "f": "null",
        "g": [None, "x"],
    }


def test_curly_brackets_inside_a_text_are_text():
    assert opened("a: Bidrag {{ x }} & mer\n").values == {"a": "Bidrag {{ x }} & mer"}


def test_text_is_the_file_as_it_stands_and_is_encoded_byte_for_byte():
    data = "\ufeff# å\r\nnamn: Å\r\n\r\n".encode()
    file = read(data, "sol.yaml")
    assert file.text == "# å\r\nnamn: Å\r\n\r\n"
    assert file.encode(file.text) == data
    assert file.place("namn") == Place(2, 7)


def test_decomposed_letters_are_composed_in_the_values_and_left_in_the_text():
    text = unicodedata.normalize("NFD", "å: ö\n")
    file = opened(text)
    assert file.values == {"å": "ö"}
    assert file.text == text


def test_a_block_text_at_the_end_reads_the_same_with_and_without_a_last_line_break():
    assert opened("a: |\n  x").values == opened("a: |\n  x\n").values == {"a": "x\n"}


# Places


PLACES = """\
# 😀 åäö
projekt:
  namn: Sol   # kort
  tom:
  lista:
    - namn: ett
    - två
    -
  text: |
    x
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("projekt", (3, 3), (2, 1)),
        ("projekt.namn", (3, 9), (3, 3)),
        ("projekt.tom", (4, 7), (4, 3)),
        ("projekt.lista", (6, 5), (5, 3)),
        ("projekt.lista.0.namn", (6, 13), (6, 7)),
        ("projekt.lista.1", (7, 7), (7, 7)),
        ("projekt.lista.2", (8, 6), (8, 6)),
        ("projekt.text", (9, 9), (9, 3)),
    ],
)
def test_a_value_and_its_key_have_a_line_and_a_column(path, value, key):
    file = opened(PLACES)
    assert file.place(path) == Place(*value)
    assert file.key_place(path) == Place(*key)


def test_a_path_that_the_file_lacks_is_at_the_key_of_its_deepest_parent():
    file = opened(PLACES)
    assert file.place("projekt.lista.0.pris.sek") == file.key_place("projekt.lista.0.pris") == Place(6, 7)
    assert file.place("projekt.lista.9") == Place(5, 3)
    assert file.place("annat") == Place(2, 1)


def test_a_line_is_what_an_editor_calls_a_line():
    assert opened('a: "x\u2028y\u0085z"\r\nb: 😀 c\rd: e\n').place("d") == Place(3, 4)


def test_the_python_parser_reads_the_same_when_the_c_parser_is_absent(monkeypatch):
    by_c = opened(PLACES)
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)
    by_python = opened(PLACES)
    assert by_python.values == by_c.values
    assert by_python.place("projekt.lista.1") == Place(7, 7)
    assert by_python.put("projekt.tom", "nu").splitlines()[3] == "  tom: nu"
    assert complaints('a: "\\ud800"\n') == [f"sol.yaml:1:5: error: {INVISIBLE.format('U+D800')}"]


# What is refused


def test_a_file_in_windows_1252_is_refused_and_the_letter_is_named():
    assert complaints("namn: Sol\nort: Luleå\n".encode("cp1252")) == [
        (
            'sol.yaml:2:10: error: Byte 19 of the file, 0xE5, is not UTF-8, but the letter "å" in Windows-1252. '
            "Save the file as UTF-8. [encoding]"
        )
    ]


def test_a_byte_that_is_a_letter_nowhere_is_named_by_its_number():
    assert complaints(b"a: \x81") == [
        "sol.yaml:1:4: error: Byte 3 of the file, 0x81, is not UTF-8. Save the file as UTF-8. [encoding]"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_refused_by_name(encoding):
    assert complaints("a: b\n".encode(encoding)) == [
        "sol.yaml:1:1: error: The file is saved as UTF-16. Save it as UTF-8. [encoding]"
    ]


@pytest.mark.parametrize("text", ["", "\n", "---\n"])
def test_an_empty_file_is_refused(text):
    assert complaints(text) == [
        "sol.yaml:1:1: error: The file is empty. Fill it in, or make a new one from the schema. [empty]"
    ]


@pytest.mark.parametrize("text", ["- a\n", "bara text\n", "a:b\n"])
def test_a_file_without_keys_at_its_top_is_refused(text):
    assert complaints(text) == [
        (
            "sol.yaml:1:1: error: The file does not consist of keys with values. Write each key with a colon and a "
            'space after it, such as "name: Solkraft", from the first line on. [not-a-mapping]'
        )
    ]


@pytest.mark.parametrize("parser", [yaml.SafeLoader, reader.LOADER])
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a:\n\tb: c\n", f"2:1: error: {TAB}"),
        ("a:\n  b: c\n\td: e\n", f"3:1: error: {TAB}"),
        ("a: |\n\tx\n", f"2:1: error: {TAB}"),
        ("- a\n \t- b: c: d\n", f"2:2: error: {TAB}"),
        ("a:\n  b: c\n d: e\n", f"3:2: error: {INDENTATION}"),
        ("a: b\n  c: d\n", f"1:1: error: {BOTH}"),
        ("a:\n   - b\n  - c\n", f"3:3: error: {INDENTATION}"),
        ("a:\n  - b\n  c: d\n", f"3:3: error: {INDENTATION}"),
        ("a: @x\n", f'1:4: error: {SIGN.format("@")} Write: “a: "@x"” [quotes-needed]'),
        ("a: `x\n", f'1:4: error: {SIGN.format("`")} Write: “a: "`x"” [quotes-needed]'),
        ("a: %x\n", f'1:4: error: {SIGN.format("%")} Write: “a: "%x"” [quotes-needed]'),
        ("a: ? x\n", f'1:4: error: {SIGN.format("?")} Write: “a: "? x"” [quotes-needed]'),
        ("a: , x\n", f'1:4: error: {SIGN.format(",")} Write: “a: ", x"” [quotes-needed]'),
        ("a: **fet** text\n", f'1:4: error: {SIGN.format("*")} Write: “a: "**fet** text"” [quotes-needed]'),
        ("a: *kursiv* text\n", f'1:4: error: {SIGN.format("*")} Write: “a: "*kursiv* text"” [quotes-needed]'),
        ("a: & co\n", f'1:4: error: {SIGN.format("&")} Write: “a: "& co"” [quotes-needed]'),
        ("a: !<x\n", f'1:4: error: {SIGN.format("!")} Write: “a: "!<x"” [quotes-needed]'),
        ("a: 'x\nb: c\n", f"1:1: error: {UNCLOSED}"),
        ('a: "x\nb: c\n', f"1:1: error: {UNCLOSED}"),
        ("a: 'x' y\n", "1:1: error: The text goes on after its quote. Write: “a: \"'x' y\"” [after-value]"),
        ("a: [länk](x) y\n", f'1:10: error: {SIGN.format("[")} Write: “a: "[länk](x) y"” [after-value]'),
        ("a: [b\nc: d\n", f"1:4: error: {BRACKET}"),
        ("a: {b\nc: d\n", f"1:4: error: {BRACKET}"),
        ("a: [\n", f"1:4: error: {BRACKET}"),
        ("[a]: b\n", f"1:1: error: {KEY}"),
        ("a: {{ x }}\n", f"1:5: error: {KEY}"),
        ("? |\n  x\n: y\n", f"1:3: error: {KEY}"),
        ("?\n: y\n", f"1:2: error: {KEY}"),
        (
            "a: b: c\n",
            (
                '1:5: error: A text with a colon and a blank in it must stand in quotes. Write: “a: "b: c"”, or "|" '
                "after the key and the text on the lines below. [colon-in-text]"
            ),
        ),
        (
            "a: lång\ntext\nb: c\n",
            (
                "2:1: error: The line is neither a key with a colon nor a part of the text above. Indent it two spaces "
                "more than the key that it belongs to, or add the colon that is missing. [no-colon]"
            ),
        ),
        (
            "a: - b\n",
            (
                '1:4: error: A list cannot begin on the line of its key. Put each item, with its "- ", on a line of its own '
                "below the key; if the dash is a part of the text, put the text in quotes. [list-on-own-line]"
            ),
        ),
        (
            "a: > 5\n",
            (
                '1:6: error: Nothing but a comment may follow "|" or ">" on the same line. Move the text to the lines '
                "below, indented two spaces; if the sign is a part of the text, put the text in quotes. [block-header]"
            ),
        ),
        (
            'a: "C:\\x"\n',
            (
                "1:9: error: A backslash in a text in double quotes begins an escape, and this one does not exist. "
                'Write "\\\\" for a backslash, or use single quotes around the text. [escape]'
            ),
        ),
        (
            "{a: b}\nc: d\n",
            (
                "2:1: error: The line stands after the end of the file's only document. Move it up, "
                'or remove the "---", "..." or "%" before it. [after-the-end]'
            ),
        ),
    ],
)
def test_what_yaml_cannot_read_is_said_in_plain_words(monkeypatch, parser, text, complaint):
    monkeypatch.setattr(reader, "LOADER", parser)
    assert complaints(text) == [f"sol.yaml:{complaint}"]


def test_a_complaint_without_words_of_its_own_is_told_without_yaml_s_english():
    error = yaml.MarkedYAMLError("while testing", None, "something odd", yaml.Mark("", 3, 0, 3, None, None))
    assert explain(error, "a: b\n") == (
        "syntax",
        (
            "The line cannot be read as YAML. Compare it with the lines around it, and put texts with unusual "
            "signs in quotes."
        ),
        3,
    )


def test_a_duplicate_key_is_refused_and_both_lines_are_named():
    assert complaints("namn: Sol\nort: Luleå\nnamn: Vind\n") == [
        'sol.yaml:3:1: error: The key "namn" is already on line 1. Keep one of the two. [duplicate-key]'
    ]


def test_a_key_that_comes_three_times_names_the_first_line_twice():
    assert complaints("a: 1\na: 2\na: 3\n") == [
        'sol.yaml:2:1: error: The key "a" is already on line 1. Keep one of the two. [duplicate-key]',
        'sol.yaml:3:1: error: The key "a" is already on line 1. Keep one of the two. [duplicate-key]',
    ]


def test_keys_that_only_look_different_are_duplicates():
    assert complaints(f"'å': 1\n{unicodedata.normalize('NFD', 'å')}: 2\n") == [
        'sol.yaml:2:1: error: The key "å" is already on line 1. Keep one of the two. [duplicate-key]'
    ]


def test_all_duplicate_keys_and_control_characters_are_found_in_one_run():
    assert complaints(
        'a: "x\\x0b\\\\x0by"\nb: å\x01\nb: ö\nc: {d: 1, d: "\\U0001FFFE"}\n"e\\e": \ufdd0  # \x7f\n'
    ) == [
        f"sol.yaml:1:6: error: {INVISIBLE.format('U+000B')}",
        f"sol.yaml:2:5: error: {INVISIBLE.format('U+0001')}",
        'sol.yaml:3:1: error: The key "b" is already on line 2. Keep one of the two. [duplicate-key]',
        'sol.yaml:4:11: error: The key "d" is already on line 4. Keep one of the two. [duplicate-key]',
        f"sol.yaml:4:15: error: {INVISIBLE.format('U+1FFFE')}",
        f"sol.yaml:5:3: error: {INVISIBLE.format('U+001B')}",
        f"sol.yaml:5:8: error: {INVISIBLE.format('U+FDD0')}",
        f"sol.yaml:5:13: error: {INVISIBLE.format('U+007F')}",
    ]


@pytest.mark.parametrize(
    "code",
    [0x00, 0x08, 0x0C, 0x0E, 0x1F, 0x80, 0x84, 0x86, 0x9F, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x10FFFF],
)
def test_a_character_that_no_document_can_hold_is_refused(code):
    assert complaints(f"a:\n  b: x{chr(code)}\n") == [
        f"sol.yaml:2:7: error: {INVISIBLE.format(f'U+{code:04X}')}"
    ]
    assert complaints(f'a:\n  b: "x\\U{code:08X}"\n') == [
        f"sol.yaml:2:8: error: {INVISIBLE.format(f'U+{code:04X}')}"
    ]


def test_the_characters_beside_the_refused_ones_are_data():
    assert opened('a: "\t\\r\\n\\N\\_\\L\\uFDCF\\uFDF0\\uFFFD 😀"\n').values == {
        "a": "\t\r\n\x85\xa0\u2028\ufdcf\ufdf0\ufffd 😀"
    }


def test_half_a_character_is_refused():
    assert complaints('a: "\\ud83d\\ude00"\n') == [
        (
            "sol.yaml:1:7: error: The text holds an escape for half a character, which no document can show. "
            "Write the character itself instead. [control-character]"
        )
    ]


def test_anchors_aliases_tags_and_merge_keys_are_refused_in_one_run():
    assert complaints("a: &x 1\nb: *x\nc: !!python/object:os.system {}\n<<: {d: 1}\ne: !viktigt ja\n") == [
        f"sol.yaml:1:4: error: {ALIAS}",
        f"sol.yaml:2:4: error: {ALIAS}",
        f"sol.yaml:3:4: error: {TAG}",
        'sol.yaml:4:1: error: A data file cannot merge mappings with "<<". Write the keys out where they belong. [merge-key]',
        f"sol.yaml:5:4: error: {TAG}",
    ]


def test_one_sign_at_the_start_of_a_text_is_one_complaint():
    assert complaints("a: *x och mer\n") == [f"sol.yaml:1:4: error: {ALIAS}"]


def test_a_second_document_is_refused():
    assert complaints("a: b\n---\nc: d\n") == [
        'sol.yaml:2:1: error: A second document begins here. Keep one project in each file, and remove the "---". [several-documents]'
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 10_000, "1:51"),
        ("a: " + "[" * 10_000 + "]" * 10_000, "1:53"),
        ("a: " + "{a: " * 10_000, "1:200"),
        ("- " * 10_000 + "x\n", "1:101"),
        ("".join(" " * depth + "a:\n" for depth in range(1_500)), "51:51"),
    ],
    ids=["flow", "closed", "mappings", "block list", "block"],
)
def test_a_file_nested_too_deep_is_refused_at_once(text, place):
    assert complaints(text) == [f"sol.yaml:{place}: error: {DEEP}"]


def test_fifty_levels_are_read():
    assert opened("a: " + "[" * 49 + "]" * 49).values["a"][0]


def test_a_file_of_too_many_values_is_refused():
    assert complaints("a: {" + "".join(f"k{n}: x," for n in range(25_001)) + "}") == [
        "sol.yaml:1:238883: error: The file holds more than 50000 values. Divide it into several files. [too-many-values]"
    ]


def test_a_file_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(document, "MOST_BYTES", 2_000_000)
    assert complaints("#" * 2_000_001) == [
        "sol.yaml:1:1: error: The file is larger than 2 MB. Divide it into several files. [too-large]"
    ]


# One value is put


WORLD = """\
# Projektet
projekt:
  namn: Sol och vind   # kort namn
  'citat' : 'det''s'
  dubbel: "x"  # y
  tom:  # fyll i
  text: |  # Markdown
    Första.

    Andra.

# Efter
  vikt: >
    en lång
    text
  lista: [a, b, {c: d, e: , f}]
  poster:
  - namn: ett
    pris: 0630
  -
slut: ja
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("projekt.namn", "Vind", "namn: Sol och vind   #", "namn: Vind   #"),
        ("projekt.namn", "a: b", "Sol och vind", '"a: b"'),
        ("projekt.namn", "", "Sol och vind", '""'),
        ("projekt.namn", "null", "Sol och vind", '"null"'),
        ("projekt.namn", "~", "Sol och vind", '"~"'),
        ("projekt.namn", " a #b", "Sol och vind", '" a #b"'),
        ("projekt.namn", "12:30", "Sol och vind", "12:30"),
        ("projekt.namn", None, " Sol och vind   #", "   #"),
        (
            "projekt.namn",
            "a\n\nb",
            "Sol och vind   # kort namn\n",
            "|-   # kort namn\n    a\n\n    b\n",
        ),
        ("projekt.namn", "a\nb\n", "Sol och vind   # kort namn\n", "|   # kort namn\n    a\n    b\n"),
        (
            "projekt.namn",
            "  a\nb",
            "Sol och vind   # kort namn\n",
            "|2-   # kort namn\n      a\n    b\n",
        ),
        ("projekt.namn", "a\u2028b\x85c\ufeff", "Sol och vind", '"a\\Lb\\Nc\\uFEFF"'),
        ("projekt.namn", "hårt\xa0blank", "Sol och vind", "hårt\xa0blank"),
        ("projekt.citat", "it's # 5", "'det''s'", "'it''s # 5'"),
        ("projekt.citat", "null", "'det''s'", "'null'"),
        ("projekt.citat", None, " 'det''s'", ""),
        ("projekt.citat", "a\nb", "'det''s'\n", "|-\n    a\n    b\n"),
        ("projekt.dubbel", 'a "b" \\ c\n', '"x"', '"a \\"b\\" \\\\ c\\n"'),
        ("projekt.tom", "ja", "tom:  # fyll i", "tom: ja  # fyll i"),
        ("projekt.tom", "- a", "tom:  # fyll i", 'tom: "- a"  # fyll i'),
        ("projekt.tom", "a\nb", "tom:  # fyll i\n", "tom: |-  # fyll i\n    a\n    b\n"),
        (
            "projekt.text",
            "Ny.\n",
            "|  # Markdown\n    Första.\n\n    Andra.\n",
            "|  # Markdown\n    Ny.\n",
        ),
        ("projekt.text", "Ny.", "|  # Markdown\n    Första.\n\n    Andra.\n", "|-  # Markdown\n    Ny.\n"),
        (
            "projekt.text",
            "a\u2029b",
            "|  # Markdown\n    Första.\n\n    Andra.\n",
            '"a\\Pb"  # Markdown\n',
        ),
        ("projekt.text", "a\n\n", "|  # Markdown\n    Första.\n\n    Andra.\n", '"a\\n\\n"  # Markdown\n'),
        ("projekt.text", "\n", "|  # Markdown\n    Första.\n\n    Andra.\n", '"\\n"  # Markdown\n'),
        ("projekt.text", "", "|  # Markdown\n    Första.\n\n    Andra.\n", '""  # Markdown\n'),
        ("projekt.text", None, " |  # Markdown\n    Första.\n\n    Andra.\n", "  # Markdown\n"),
        ("projekt.vikt", "a b\nc\n", ">\n    en lång\n    text\n", ">\n    a b\n\n    c\n"),
        ("projekt.vikt", "a\n\nb", ">\n    en lång\n    text\n", ">-\n    a\n\n\n    b\n"),
        ("projekt.vikt", "a  b\n", ">\n    en lång\n    text\n", ">\n    a  b\n"),
        ("projekt.vikt", "a\n  b\n", ">\n    en lång\n    text\n", "|\n    a\n      b\n"),
        ("projekt.lista.0", "x, y", "[a, b", '["x, y", b'),
        ("projekt.lista.1", "a\nb", "[a, b", '[a, "a\\nb"'),
        ("projekt.lista.1", None, "[a, b", "[a, null"),
        ("projekt.lista.2.e", "x", "e: , f", "e: x, f"),
        ("projekt.lista.2.e.g", "x", "e: , f", "e: {g: x}, f"),
        ("projekt.lista.2.g", "x", "f}", "f, g: x}"),
        ("projekt.lista.3", "x, y", "f}]", 'f}, "x, y"]'),
        (
            "projekt.lista.3",
            "x\ny",
            "lista: [a, b, {c: d, e: , f}]\n",
            "lista:\n    - a\n    - b\n    - {c: d, e: , f}\n    - |-\n      x\n      y\n",
        ),
        ("projekt.lista.2.f", "x", "f}", "f: x}"),
        ("projekt.poster.0.pris", "0700", "0630", "0700"),
        ("projekt.poster.0.namn", "a\nb", "namn: ett\n", "namn: |-\n      a\n      b\n"),
        ("projekt.poster.1", "två", "  -\n", "  - två\n"),
        ("slut", "nej", "slut: ja", "slut: nej"),
        ("projekt.tom", None, "tom", "tom"),
        ("projekt.text", "Första.\n\nAndra.\n", "text", "text"),
        ("projekt.namn", unicodedata.normalize("NFD", "Å"), "Sol och vind", unicodedata.normalize("NFC", "Å")),
    ],
)  # fmt: skip
def test_a_value_is_put_and_nothing_else_moves(path, value, old, new):
    assert opened(WORLD).put(path, value) == WORLD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("path", "value", "after", "added"),
    [
        ("projekt.ort", "Luleå", "  -\n", "  ort: Luleå\n"),
        ("projekt.ort", "a\nb", "  -\n", "  ort: |-\n    a\n    b\n"),
        ("projekt.ort", None, "  -\n", "  ort:\n"),
        ("projekt.tid.start", "2026", "  -\n", "  tid:\n    start: 2026\n"),
        ("projekt.par.0.namn", "x", "  -\n", "  par:\n    - namn: x\n"),
        ("projekt.tom.a.b", "x", "fyll i\n", "    a:\n      b: x\n"),
        ("projekt.tom.0", "x", "fyll i\n", "    - x\n"),
        ("projekt.poster.2", "a: b", "  -\n", '  - "a: b"\n'),
        ("projekt.poster.2.namn", "x", "  -\n", "  - namn: x\n"),
        ("projekt.poster.1.namn", "x", "  -\n", "    namn: x\n"),
        ("projekt.poster.0.ort", "x", "pris: 0630\n", "    ort: x\n"),
        ("ny", "x", "slut: ja\n", "ny: x\n"),
        ("# ny", "x", "slut: ja\n", '"# ny": x\n'),
    ],
)
def test_what_the_file_lacks_is_added_after_the_last_of_its_parent(path, value, after, added):
    assert opened(WORLD).put(path, value) == WORLD.replace(after, after + added, 1)


def test_a_key_is_added_before_the_blank_lines_and_comments_that_follow():
    assert opened("a:\n  b: |\n    x\n\n\n# om c\nc: d\n").put("a.e", "f") == (
        "a:\n  b: |\n    x\n  e: f\n\n\n# om c\nc: d\n"
    )


def test_a_key_is_added_after_the_blank_lines_that_a_text_keeps():
    assert opened("a:\n  b: |+\n    x\n\nc: d\n").put("a.e", "f") == "a:\n  b: |+\n    x\n\n  e: f\nc: d\n"


def test_a_parent_that_says_null_makes_room_for_its_first_key():
    assert opened("a: ~  # x\nb: c\n").put("a.d", "e") == "a:  # x\n  d: e\nb: c\n"


def test_a_file_without_a_last_line_break_gets_one_before_what_is_added():
    assert opened("a: |\n  x").put("b", "y") == "a: |\n  x\nb: y\n"


def test_a_file_with_windows_line_ends_keeps_to_them():
    file = opened("a: 1\r\nb: |\r\n  x\r\n\r\nc:\r\n  d: 2\r\n")
    assert file.put("a", "x\ny") == "a: |-\r\n  x\r\n  y\r\nb: |\r\n  x\r\n\r\nc:\r\n  d: 2\r\n"
    assert file.put("b", "1\n2\n") == "a: 1\r\nb: |\r\n  1\r\n  2\r\n\r\nc:\r\n  d: 2\r\n"
    assert file.put("c.e.f", "3") == "a: 1\r\nb: |\r\n  x\r\n\r\nc:\r\n  d: 2\r\n  e:\r\n    f: 3\r\n"


def test_a_block_text_keeps_its_indentation_its_sign_and_what_it_keeps():
    assert opened("a: |+1 # x\n    y\n\nb: c\n").put("a", "1\n2\n") == "a: |+ # x\n 1\n 2\nb: c\n"
    assert opened("a: |\n      y\nb: c\n").put("a", "1\n2\n") == "a: |\n      1\n      2\nb: c\n"


def test_a_folded_text_is_wrapped_at_88_columns():
    sentence = "Ett bidrag på trettio tusen kronor söks för en förstudie om solkraft i Luleå och Boden"
    assert opened("a:\n  b: >-\n    x\n").put("a.b", f"{sentence}. {sentence}.") == (
        "a:\n  b: >-\n"
        "    Ett bidrag på trettio tusen kronor söks för en förstudie om solkraft i Luleå och\n"
        "    Boden. Ett bidrag på trettio tusen kronor söks för en förstudie om solkraft i Luleå\n"
        "    och Boden.\n"
    )


def test_a_text_in_quotes_is_put_when_a_comment_below_would_become_a_part_of_it():
    assert opened("a:\n    # fyll i\nb: c\n").put("a", "1\n2") == 'a: "1\\n2"\n    # fyll i\nb: c\n'


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("projekt", "3:3"),
        ("projekt.lista", "16:10"),
        ("projekt.lista.4", "16:3"),
        ("projekt.namn.kort", "3:3"),
        ("projekt.poster.3", "17:3"),
        ("projekt.poster.x", "17:3"),
        ("projekt.poster.01", "17:3"),
        ("projekt.namn.0", "3:3"),
        ("projekt..x", "2:1"),
        ("", "2:1"),
    ],
)
def test_what_has_no_room_is_left_to_the_person(path, place):
    words = f"{path}: The value of {path} cannot" if path else "The value of  cannot"
    assert refusal(WORLD, path, "x") == [
        (
            f"sol.yaml:{place}: error: {words} be put without changing more of the file. "
            "Change it by hand. [unwritable]"
        )
    ]


def test_a_key_that_has_no_colon_is_left_to_the_person():
    assert refusal("? a\nb: c\n", "a", "x") == [
        (
            "sol.yaml:2:1: error: a: The value of a cannot be put without changing more of the file. "
            "Change it by hand. [unwritable]"
        )
    ]


def test_a_value_that_is_already_there_leaves_the_text_as_it_stands():
    text = 'a: x\n  y\nb: >\n  en\n  rad\nc: ~\nd: "\\u00e5"\n'
    file = opened(text)
    assert [file.put(*put) for put in (("a", "x y"), ("b", "en rad\n"), ("c", None), ("d", "å"))] == [
        text
    ] * 4


def test_a_text_over_several_lines_gives_way_to_one():
    file = opened("a: x y\n  z  # om a\nb:\n  'en\n\n   två'\nc: \"d\\\n  e\"\n")
    assert file.values == {"a": "x y z", "b": "en\ntvå", "c": "de"}
    assert file.put("a", "ny") == "a: ny  # om a\nb:\n  'en\n\n   två'\nc: \"d\\\n  e\"\n"
    assert file.put("a", "1\n2") == "a: |-  # om a\n  1\n  2\nb:\n  'en\n\n   två'\nc: \"d\\\n  e\"\n"
    assert file.put("b", "ny") == "a: x y\n  z  # om a\nb:\n  'ny'\nc: \"d\\\n  e\"\n"
    assert file.put("b", None) == 'a: x y\n  z  # om a\nb:\n\nc: "d\\\n  e"\n'
    assert file.put("c", "ny") == "a: x y\n  z  # om a\nb:\n  'en\n\n   två'\nc: \"ny\"\n"


def test_a_value_with_an_invisible_character_is_not_put():
    assert refusal("a: b\n", "a", "x\x0b") == [
        (
            "sol.yaml:1:4: error: a: The value holds the invisible character U+000B, which no document can show. "
            "Delete it, and write what was meant. [control-character]"
        )
    ]


# Any file, any value


@settings(max_examples=300, deadline=None)
@given(trees, texts | st.none(), st.randoms(use_true_random=False), st.booleans(), st.data())
def test_a_value_put_in_any_file_is_read_again_and_all_else_is_as_it_was(tree, value, chance, windows, data):
    writer = Writer(chance)
    writer.mapping(tree, 0, "")
    text = writer.out.getvalue()
    if not writer.spans:
        return
    path = data.draw(st.sampled_from(sorted(writer.spans)))
    begin, end = writer.spans[path]
    before, after = text[:begin], text[end:]
    if windows:
        text, before, after = (part.replace("\n", "\r\n") for part in (text, before, after))
    file = opened(text)

    changed = file.put(path, value)

    wanted = value and unicodedata.normalize("NFC", value)
    assert opened(changed).values == with_leaf(file.values, path.split("."), wanted)
    assert at(opened(changed).values, path) == wanted
    assert changed.startswith(before)
    assert changed.endswith(after)
    assert len(changed) >= len(before) + len(after)


@settings(max_examples=100, deadline=None)
@given(trees, texts | st.none(), st.randoms(use_true_random=False), st.data())
def test_a_key_added_to_any_mapping_is_read_again_and_every_line_is_still_there(tree, value, chance, data):
    writer = Writer(chance)
    writer.mapping(tree, 0, "")
    text = writer.out.getvalue()
    parents = sorted(
        {path.rpartition(".")[0] for path in writer.spans if "{" not in text and "[" not in text}
    )
    if not parents:
        return
    parent = data.draw(st.sampled_from(parents))
    file = opened(text)
    holder = at(file.values, parent) if parent else file.values
    name = str(len(holder)) if isinstance(holder, list) else "ny"
    path = f"{parent}.{name}" if parent else name

    changed = file.put(path, value)

    assert at(opened(changed).values, path) == (value and unicodedata.normalize("NFC", value))
    shared = next((n for n, (a, b) in enumerate(zip(text, changed, strict=False)) if a != b), len(text))
    assert changed.endswith(text[shared:])


TOGETHER = [
    ("projekt.namn", "Vind: nu", "projekt.text", "En.\n\nTvå.\n", "slut", "nej"),
    ("projekt.poster.0.pris", "0700", "projekt.poster.1", "två", "projekt.tom", "- a"),
    ("projekt.ort", "Luleå", "slut", None),
    ("projekt.ort", "a", "projekt.land", "b"),
]


@pytest.mark.parametrize("pairs", TOGETHER)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_values_put_together_give_what_they_give_one_by_one(pairs, newline):
    world = WORLD.replace("\n", newline)
    values = dict(zip(pairs[::2], pairs[1::2], strict=True))
    one_by_one = world
    for path, value in values.items():
        one_by_one = opened(one_by_one).put(path, value)

    assert opened(world).put_all(values) == one_by_one


@settings(max_examples=100, deadline=None)
@given(
    trees, st.lists(texts | st.none(), min_size=2, max_size=4), st.randoms(use_true_random=False), st.data()
)
def test_values_put_together_in_any_file_give_what_they_give_one_by_one_or_are_left(tree, new, chance, data):
    writer = Writer(chance)
    writer.mapping(tree, 0, "")
    text = writer.out.getvalue()
    paths = [*sorted(writer.spans), "ny", "nyare"]
    values = {data.draw(st.sampled_from(paths)): value for value in new}

    together = opened(text).put_all(values)

    one_by_one = text
    for path, value in values.items():
        one_by_one = opened(one_by_one).put(path, value)
    assert together is None or opened(together).values == opened(one_by_one).values
    assert together is None or sorted(together) == sorted(one_by_one)


def branches(values, path=""):
    """Yield the path of each group and list, with how many keys or items it has."""
    if isinstance(values, dict | list):
        yield path, values
        for name, inner in values.items() if isinstance(values, dict) else enumerate(values):
            yield from branches(inner, f"{path}.{name}" if path else str(name))


@settings(max_examples=300, deadline=None)
@given(
    trees,
    st.lists(st.lists(texts | st.none(), min_size=1, max_size=3), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
    st.booleans(),
    st.data(),
)
def test_new_rows_and_keys_put_together_in_any_file_are_read_again(tree, rows, chance, windows, data):
    writer = Writer(chance)
    writer.mapping(tree, 0, "")
    text = writer.out.getvalue()
    file = opened(text.replace("\n", "\r\n") if windows else text)
    values = {}
    drawn = data.draw(
        st.lists(st.sampled_from([*branches(file.values)]), unique_by=lambda each: each[0], max_size=3)
    )
    for holder, held in drawn:
        for number, row in enumerate(rows):
            name = str(len(held) + number) if isinstance(held, list) else f"ny {number}"
            start = f"{holder}.{name}" if holder else name
            values |= {f"{start}.{key}": each for key, each in zip("xyz", row, strict=False)}

    together = file.put_all(values)

    one_by_one = file.text
    for path, value in values.items():
        one_by_one = opened(one_by_one).put(path, value)
    if together is None:  # a text of line breaks alone goes by itself, and one in brackets in brackets
        in_another = any(inner.startswith(f"{outer}.") for outer, _ in drawn for inner, _ in drawn if outer)
        assert in_another or any(value and not value.strip() for value in values.values())
        return
    assert opened(together).values == opened(one_by_one).values
    written = iter(together.splitlines())
    assert "[" in text or "{" in text or all(line in written for line in file.text.splitlines())


WORLD_OF_LISTS = """\
aktiviteter:
  - namn: ett  # om ett
    # inne i ett
  - namn: två

# om risker
risker: []  # inga än
mål: [a, b]
slut: ja
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("values", "old", "new"),
    [
        (
            {"aktiviteter.2.namn": "tre: 3", "aktiviteter.2.text": "a\nb", "aktiviteter.3.namn": "fyra"},
            "  - namn: två\n",
            '  - namn: två\n  - namn: "tre: 3"\n    text: |-\n      a\n      b\n  - namn: fyra\n',
        ),
        (
            {"aktiviteter.0.start": "2026", "aktiviteter.0.slut": None, "aktiviteter.0.tid.år": "1"},
            "ett  # om ett\n",
            "ett  # om ett\n    start: 2026\n    slut:\n    tid:\n      år: 1\n",
        ),
        (
            {"risker.0.risk": "regn", "risker.0.nivå": "låg", "risker.1.risk": "sol"},
            "risker: []  # inga än\n",
            "risker:  # inga än\n  - risk: regn\n    nivå: låg\n  - risk: sol\n",
        ),
        ({"mål.2": "c, d", "mål.3": "e"}, "[a, b]", '[a, b, "c, d", e]'),
        (
            {"mål.2": "c\nd", "mål.0": "å"},
            "mål: [a, b]\n",
            "mål:\n  - å\n  - b\n  - |-\n    c\n    d\n",
        ),
        (
            {
                "mål.2": "ett mål som är ganska långt",
                "mål.3": "ett som är så långt att en rad på åttioåtta tecken tar slut",
            },
            "mål: [a, b]\n",
            "mål:\n  - a\n  - b\n  - ett mål som är ganska långt\n  - ett som är så långt att en rad på åttioåtta tecken tar slut\n",
        ),
        (
            {"ny.a": "a", "ny.b.0": "b", "ny.b.1": "c"},
            "slut: ja\n",
            "slut: ja\nny:\n  a: a\n  b:\n    - b\n    - c\n",
        ),
    ],
)
def test_new_rows_and_keys_are_put_together_and_nothing_else_moves(values, old, new, newline):
    world, old, new = (text.replace("\n", newline) for text in (WORLD_OF_LISTS, old, new))
    assert opened(world).put_all(values) == world.replace(old, new, 1)


def test_rows_put_at_the_end_of_a_file_without_a_last_line_break_begin_on_lines_of_their_own():
    values = {"a.1.b": "2", "a.0.c": "3", "d": "4"}
    assert opened("a:\n  - b: 1").put_all(values) == "a:\n  - b: 1\n    c: 3\n  - b: 2\nd: 4\n"


def test_a_comment_within_brackets_keeps_them_from_becoming_lines():
    file = opened("a: [b,  # om b\n  c]\n")
    assert file.put_all({"a.2": "d", "a.3": "e"}) == "a: [b,  # om b\n  c, d, e]\n"
    assert file.put_all({"a.2": "d\ne"}) is None


@pytest.mark.parametrize(
    "values",
    [
        {"projekt.namn": "a", "projekt.namn.mer": "b"},
        {"projekt.namn": "a", "slut": "\x07"},
        {"projekt.namn": "a", "projekt.poster.9": "b"},
        {"projekt.poster.3.namn": "a", "projekt.poster.2.namn": "b"},
        {"projekt.ny.a": "a", "projekt.ny": "b"},
    ],
)
def test_values_that_have_no_room_together_are_left_to_be_put_one_by_one(values):
    assert opened(WORLD).put_all(values) is None


# What comes along when a text is pasted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: Sebas\u00adtian \u200bBecker\n", {"a": "Sebastian Becker"}),
        ("a:\u200b b\n\u200bc: d\n", {"a": "b", "c": "d"}),
        ("\u200e\na: \u200e2025-05-30\u200f\n", {"a": "2025-05-30"}),
        ("a: |\n  rad\u00adett\n\u00a0\n  \u00a0rad\n", {"a": "radett\n\n\u00a0rad\n"}),
        ('a: "x\\u00ADy"\n', {"a": "x\u00ady"}),
        ("a:\n\u00a0 b: c\n  d: e\n", {"a": {"b": "c", "d": "e"}}),
        ("a:\n\u00a0\u00a0b:\u00a0c\n  d:\u00a0\u00a0e\u00a0f\n", {"a": {"b": "c", "d": "e\u00a0f"}}),
        ("a:\n  -\u00a0b\n  -\u00a0c: d\n", {"a": ["b", {"c": "d"}]}),
        ("a: |\n\u00a0 \u00a0 x\n    y\nb: z\n", {"a": "x\ny\n", "b": "z"}),
        ("a: |\n    x\n\u00a0\u00a0\u00a0 y\nb: z\n", {"a": "x\ny\n", "b": "z"}),
        ("a:\n  •\tb\n  • c\n  –\td: e\n  1.\tf\n  g)\th\n", {"a": ["b", "c", {"d": "e"}, "f", "h"]}),
        ("a: |\n  •\tb\n  • c\n", {"a": "•\tb\n• c\n"}),
        ("a: ”Tf. chef”\nb: “x y”  # z\nc: »x»\nd: ’x’\n", {"a": "Tf. chef", "b": "x y", "c": "x", "d": "x"}),
        ("a: ”Mål 1: allt”\nb: ”nr #4 av 5”\n- ".removesuffix("- "), {"a": "Mål 1: allt", "b": "nr #4 av 5"}),
        ("a: ”Sol” och ”vind”\nb: ”Sol\nc: |\n  ”x”\n", {"a": "”Sol” och ”vind”", "b": "”Sol", "c": "”x”\n"}),
    ],
)
def test_a_pasted_text_is_read_as_it_was_meant(text, values):
    assert opened(text).values == values


@pytest.mark.parametrize(
    "value", ["x\u00ady", "\u200bx", "”Tf. chef”", "’x’", "•\tx", "a\u00a0#b", "x\ufeff"]
)
def test_what_a_paste_would_lose_is_kept_when_it_is_put(value):
    for text in ("a: x\nb: y\n", "a:\n  - x\nb: y\n", "a: ['x']\nb: y\n"):
        path = "a" if text[3] == "x" else "a.0"
        assert at(opened(opened(text).put(path, value)).values, path) == value


def test_a_character_behind_an_invisible_one_or_a_quote_has_its_place():
    file = opened("a: Se\u00adbas\u200b #1\nb: ”Tf. chef”\n".replace(" #1", ""))
    assert file.place_in("a", 4) == Place(1, 9)
    assert file.place_in("b", 4) == Place(2, 9)


SEVERAL = """\
a:
  b:c
  d: e
f: g: h
i:
 \tj: k
l: @m
n: o
n: p
q: r #s
t:
  - u
  -v
  - x
"""


def test_all_slips_of_syntax_are_told_in_one_run_each_at_its_line():
    assert [line.split(": ")[0] + " " + line.split("[")[-1] for line in complaints(SEVERAL)] == [
        "sol.yaml:2:5 blank-after-colon]",
        "sol.yaml:4:5 colon-in-text]",
        "sol.yaml:6:2 tab]",
        "sol.yaml:7:4 quotes-needed]",
        "sol.yaml:9:1 duplicate-key]",
        "sol.yaml:10:6 text-or-comment]",
        "sol.yaml:13:3 blank-after-dash]",
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("ab:#-•”|>'\"[]{}\t\u00a0\u200b ,&*!@%0é", max_size=9), max_size=9).map("\n".join))
def test_every_text_is_read_or_answered_and_reading_on_ends(text):
    problems = []
    with gathered(problems):
        problems.append(read(text.encode(), "x.yaml").values)

    assert problems
    assert all(
        1 <= problem.place.line <= text.count("\n") + 2
        for problem in problems
        if not isinstance(problem, dict)
    )
