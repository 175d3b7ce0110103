"""Items put into the lists of a data file, taken out and moved: only their own lines differ."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_trees import Writer, at, keys, texts, trees, with_leaf

from generator.grant.yaml.document import read
from generator.problems import ProblemError

ROOT = Path(__file__).parents[2]

WORLD = """\
mål:
  # Rubrik

  # om ett
  - namn: ett   # på raden
    text: |
      rad

      rad två
    # inne i ett

  - namn: två

  # Rubrik två

  # om tre
  - namn: tre
    lista: [a, b]
orter:
- Luleå   # norr
# om Boden
- Boden
tom:   # fyll i
ingen: null
tomma: []
ett:
  - bara
rad: [ a ,b,  c , ]
rutor: {l: [], n: null, x: [{a: b}]}
kort:
  - {a: 1, b: 2}
  - {a: 3, b: 4}
"""


def opened(text):
    return read(text.encode(), "sol.yaml")


def refusal(change, *arguments):
    with pytest.raises(ProblemError) as caught:
        change(*arguments)
    return [str(problem) for problem in caught.value.problems]


def unwritable(place, path):
    return [
        (
            f"sol.yaml:{place}: error: {path}: The items of {path} cannot be changed without changing more of the "
            "file. Change them by hand. [unwritable]"
        )
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "index", "item", "old", "new"),
    [
        ("mål", 1, {"namn": "nytt"}, "    # inne i ett\n", "    # inne i ett\n\n  - namn: nytt\n"),
        ("mål", 0, {"namn": "nytt"}, "  # om ett\n", "  - namn: nytt\n\n  # om ett\n"),
        ("mål", 3, {"namn": "nytt"}, "[a, b]\n", "[a, b]\n\n  - namn: nytt\n"),
        (
            "mål",
            2,
            {"namn": "a: b", "text": "x\n\ny\n", "lista": ["x", {"y": None, "z": ["1"]}], "e": [], "f": {}},
            "  - namn: två\n",
            (
                '  - namn: två\n\n  - namn: "a: b"\n    text: |\n      x\n\n      y\n'
                "    lista:\n      - x\n      - y:\n        z:\n          - 1\n    e: []\n    f: {}\n"
            ),
        ),
        ("orter", 0, "Kiruna", "- Luleå", "- Kiruna\n- Luleå"),
        ("orter", 1, "Kiruna", "# norr\n", "# norr\n- Kiruna\n"),
        ("orter", 2, None, "- Boden\n", "- Boden\n-\n"),
        ("orter", 2, ["a", ["b", "c"]], "- Boden\n", "- Boden\n- - a\n  - - b\n    - c\n"),
        ("tom", 0, "a\nb", "# fyll i\n", "# fyll i\n  - |-\n    a\n    b\n"),
        ("ingen", 0, {"a": "b"}, "ingen: null\n", "ingen:\n  - a: b\n"),
        ("tomma", 0, "a", "tomma: []\n", "tomma:\n  - a\n"),
        ("ny.lista", 0, {"a": "b"}, "b: 4}\n", "b: 4}\nny:\n  lista:\n    - a: b\n"),
        ("rad", 0, "x", "[ a ,b", "[ x ,a ,b"),
        ("rad", 1, "x, y", "[ a ,b", '[ a ,"x, y" ,b'),
        ("rad", 3, "x", "c , ]", "c,  x , ]"),
        ("rutor.l", 0, {"a": "b", "c": ["d"]}, "l: []", "l: [{a: b, c: [d]}]"),
        ("rutor.n", 0, "x", "n: null, x", "n: [x], x"),
        ("rutor.x", 1, "x", "[{a: b}]", "[{a: b}, x]"),
        ("kort", 2, {"a": "5", "b": "6\n7"}, "b: 4}\n", 'b: 4}\n  - {a: 5, b: "6\\n7"}\n'),
        ("kort", 0, "x", "  - {a: 1", "  - x\n  - {a: 1"),
    ],
)
def test_an_item_is_put_in_and_nothing_else_moves(path, index, item, old, new, newline):
    world, old, new = (text.replace("\n", newline) for text in (WORLD, old, new))
    changed = opened(world).insert(path, index, item)
    assert changed == world.replace(old, new, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            "mål.0",
            "\n  # om ett\n  - namn: ett   # på raden\n    text: |\n      rad\n\n      rad två\n    # inne i ett\n",
            "",
        ),
        ("mål.1", "\n  - namn: två\n", ""),
        ("mål.2", "  # om tre\n  - namn: tre\n    lista: [a, b]\n", ""),
        ("mål.2.lista.0", "[a, b]", "[b]"),
        ("mål.2.lista.1", "[a, b]", "[a]"),
        ("orter.0", "- Luleå   # norr\n", ""),
        ("orter.1", "# om Boden\n- Boden\n", ""),
        ("ett.0", "  - bara\n", ""),
        ("rad.0", "[ a ,b,", "[ b,"),
        ("rad.2", ",  c , ]", " , ]"),
        ("rutor.x.0", "x: [{a: b}]", "x: []"),
    ],
)
def test_an_item_is_taken_out_with_its_comments_and_nothing_else_moves(path, old, new, newline):
    world, old, new = (text.replace("\n", newline) for text in (WORLD, old, new))
    assert opened(world).remove(path) == world.replace(old, new, 1)


def test_the_last_item_leaves_its_list_without_a_value_or_with_brackets():
    file = opened("a:\n  - b\nc: [d, ]\n")
    assert opened(file.remove("a.0")).values == {"a": None, "c": ["d"]}
    assert file.remove("a.0") == "a:\nc: [d, ]\n"
    assert file.remove("c.0") == "a:\n  - b\nc: [ ]\n"


def test_a_heading_stays_above_what_comes_after_the_item_that_goes():
    text = "a:\n  - 1\n\n  # Rubrik\n\n  - 2\n  - 3\n\n  - 4\n"
    assert opened(text).remove("a.1") == "a:\n  - 1\n\n  # Rubrik\n\n  - 3\n\n  - 4\n"
    spread = "a:\n  - 1\n\n  # Rubrik\n\n  - 2\n\n  - 3\n"
    assert opened(spread).remove("a.1") == "a:\n  - 1\n\n  # Rubrik\n\n  - 3\n"


def test_an_item_is_moved_with_its_comments_and_its_blank_line():
    text = "a:\n  # om 1\n  - 1\n  - x: 2\n    # i 2\n\n  # om 3\n  - 3   # tre\nb: c\n"
    file = opened(text)
    assert (
        file.move("a", 0, 1) == "a:\n  - x: 2\n    # i 2\n  # om 1\n  - 1\n\n  # om 3\n  - 3   # tre\nb: c\n"
    )
    assert file.move("a", 2, 0) == (
        "a:\n  # om 3\n  - 3   # tre\n\n  # om 1\n  - 1\n  - x: 2\n    # i 2\nb: c\n"
    )
    assert opened("a: [1, 2,  3]\n").move("a", 2, 0) == "a: [3,  1, 2]\n"


def test_an_item_that_moves_past_a_heading_leaves_the_heading_where_it_stands():
    text = "a:\n  # Ett\n\n  - 1\n\n  - 2\n\n  # Två\n\n  - 3\n"
    assert opened(text).move("a", 2, 0) == "a:\n  # Ett\n\n  - 3\n\n  - 1\n\n  - 2\n\n  # Två\n\n"
    assert opened(text).move("a", 0, 2) == "a:\n  # Ett\n\n  - 2\n\n  # Två\n\n  - 3\n\n  - 1\n"


def test_a_file_that_ends_without_a_line_break_goes_on_so():
    file = opened("a:\n  - b")
    assert file.insert("a", 1, "c") == "a:\n  - b\n  - c"
    assert file.insert("a", 0, "c") == "a:\n  - c\n  - b"
    assert opened("a:\n  - b\n  - c").remove("a.1") == "a:\n  - b"
    assert opened("a:\n  - b\n  - c").move("a", 0, 1) == "a:\n  - c\n  - b"
    assert file.remove("a.0") == "a:"


def test_a_byte_order_mark_stays():
    file = read(b"\xef\xbb\xbfa:\n  - b\n", "sol.yaml")
    assert file.encode(file.insert("a", 1, "c")) == b"\xef\xbb\xbfa:\n  - b\n  - c\n"


def test_a_text_that_keeps_its_blank_lines_keeps_them():
    text = "a:\n  - |+\n    x\n\n  - b\nc: d\n"
    assert opened(text).insert("a", 1, "y\n\n") == "a:\n  - |+\n    x\n\n  - |+\n    y\n\n  - b\nc: d\n"
    assert opened(text).move("a", 0, 1) == "a:\n  - b\n  - |+\n    x\n\nc: d\n"


def test_a_pasted_list_gets_an_item_and_loses_one():
    text = "a:\n  •\tb\n  •\tc\n"
    assert opened(text).insert("a", 2, "d") == "a:\n  •\tb\n  •\tc\n  - d\n"
    assert refusal(opened(text).insert, "a", 1, "d") == unwritable("2:3", "a")
    assert opened(text).remove("a.0") == "a:\n  •\tc\n"


@pytest.mark.parametrize(
    ("path", "index", "place"),
    [
        ("mål", 4, "5:3"),
        ("mål", -1, "5:3"),
        ("mål.0", 0, "5:5"),
        ("mål.0.namn", 0, "5:11"),
        ("mål.x", 0, "1:1"),
        ("rutor.y", 0, "29:1"),
    ],
)
def test_where_an_item_has_no_room_it_is_left_to_the_person(path, index, place):
    assert refusal(opened(WORLD).insert, path, index, "x") == unwritable(place, path)


def test_what_is_not_in_a_list_is_neither_taken_out_nor_moved():
    file = opened(WORLD)
    assert refusal(file.remove, "mål.3") == unwritable("5:3", "mål")
    assert refusal(file.remove, "mål.0.namn") == unwritable("5:5", "mål.0")
    assert refusal(file.move, "mål", 0, 3) == unwritable("5:3", "mål")
    assert refusal(file.move, "tom", 0, 0) == unwritable("23:5", "tom")


def test_a_comment_inside_brackets_is_left_to_the_person():
    assert refusal(opened("a: [b,  # om b\n  c]\n").remove, "a.0") == unwritable("1:4", "a")


def test_an_item_with_an_invisible_character_is_not_put_in():
    assert "[control-character]" in refusal(opened(WORLD).insert, "orter", 0, "x\x0b")[0]


# Any file, any item

items = st.recursive(
    texts | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=5,
)


def lists(values, path=""):
    """Yield the path of each list that is not empty."""
    if isinstance(values, list) and values:
        yield path
    named = (
        values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    )
    for name, value in named:
        yield from lists(value, f"{path}.{name}" if path else str(name))


def composed(item):
    if isinstance(item, dict):
        return {name: composed(value) for name, value in item.items()}
    return (
        [composed(value) for value in item]
        if isinstance(item, list)
        else item and unicodedata.normalize("NFC", item)
    )


def is_cut_from(less, more):
    """Say whether `less` is `more` without some signs in one place."""
    shared = next((n for n, (a, b) in enumerate(zip(less, more, strict=False)) if a != b), len(less))
    return more.endswith(less[shared:]) and len(less) < len(more)


def drawn(tree, chance, windows, data, *, headings):
    writer = Writer(chance, headings=headings)
    writer.mapping(tree, 0, "")
    text = writer.out.getvalue()
    if data.draw(st.booleans()):
        text = text.rstrip("\n") if "|+" not in text else text
    file = opened(text.replace("\n", "\r\n") if windows else text)
    paths = sorted(lists(file.values))
    return file, data.draw(st.sampled_from(paths)) if paths else None


def unless_blank_lines_are_text(change, *arguments):
    """Return what the change gives; None where it cannot be made because a text keeps the blank lines below it."""
    if "|+" not in change.__self__.text:
        return change(*arguments)
    try:
        return change(*arguments)
    except ProblemError:
        return None


@settings(max_examples=300, deadline=None)
@given(trees, items, st.randoms(use_true_random=False), st.booleans(), st.data())
def test_an_item_put_in_any_list_is_read_again_and_taken_out_leaves_every_byte(
    tree, item, chance, windows, data
):
    file, path = drawn(tree, chance, windows, data, headings=True)
    if path is None:
        return
    expected = [*at(file.values, path)]
    index = data.draw(st.integers(0, len(expected)))

    changed = unless_blank_lines_are_text(file.insert, path, index, item)
    if changed is None:
        return

    expected.insert(index, composed(item))
    assert opened(changed).values == with_leaf(file.values, path.split("."), expected)
    assert is_cut_from(file.text, changed)
    left = opened(changed).remove(f"{path}.{index}")
    # A text that keeps the blank lines below it cannot end a file without a line break.
    assert left == file.text or (left.rstrip("\r\n") == file.text and "|+" in changed)


@settings(max_examples=300, deadline=None)
@given(trees, st.randoms(use_true_random=False), st.booleans(), st.data())
def test_an_item_taken_out_of_any_list_takes_its_own_lines_only(tree, chance, windows, data):
    file, path = drawn(tree, chance, windows, data, headings=True)
    if path is None:
        return
    expected = [*at(file.values, path)]
    index = data.draw(st.integers(0, len(expected) - 1))

    changed = unless_blank_lines_are_text(file.remove, f"{path}.{index}")
    if changed is None:
        return

    del expected[index]
    now = opened(changed).values
    assert now == with_leaf(file.values, path.split("."), expected or at(now, path))
    assert at(now, path) in (expected, None)
    assert is_cut_from(changed, file.text)


@settings(max_examples=300, deadline=None)
@given(trees, st.randoms(use_true_random=False), st.booleans(), st.data())
def test_an_item_moved_there_and_back_leaves_every_byte(tree, chance, windows, data):
    file, path = drawn(tree, chance, windows, data, headings=False)
    if path is None:
        return
    expected = [*at(file.values, path)]
    start, end = (data.draw(st.integers(0, len(expected) - 1)) for _ in range(2))

    changed = unless_blank_lines_are_text(file.move, path, start, end)
    if changed is None:
        return

    expected.insert(end, expected.pop(start))
    assert opened(changed).values == with_leaf(file.values, path.split("."), expected)
    assert opened(changed).move(path, end, start) == file.text


# The files that people have

FILES = [*sorted((ROOT / "data").glob("*.yaml")), *sorted((ROOT / "tests/cases/projects").glob("*.yaml"))]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_in_a_real_file_every_list_gets_an_item_loses_one_and_has_one_moved(path, newline):
    file = opened(path.read_text(encoding="utf-8").replace("\n", newline))
    for where in lists(file.values):
        held = at(file.values, where)
        last = len(held) - 1
        for index in sorted({0, last}):
            copied = file.insert(where, index + 1, held[index])
            assert is_cut_from(file.text, copied)
            assert opened(copied).remove(f"{where}.{index + 1}") == file.text
            assert is_cut_from(file.remove(f"{where}.{index}"), file.text)
            moved = file.move(where, index, last - index)
            assert opened(moved).move(where, last - index, index) == file.text
