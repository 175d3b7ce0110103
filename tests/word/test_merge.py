"""Three-way merge of lists: laws that hold whatever the items are."""

import random
import time
from dataclasses import dataclass
from itertools import count, islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.word.merge.match.matching import both_added, pair
from generator.word.merge.match.sequence import chunks, matches, plan, rising

LISTS = st.lists(st.sampled_from("abcdef"), max_size=12)
WORDS = st.lists(st.text("abcdef", max_size=4), max_size=8)


@dataclass(frozen=True)
class Item:
    key: str

    @property
    def traits(self):
        return frozenset(self.key)

    def like(self, other):
        edited, others = set(self.key), set(other.key)
        return 2 * len(edited & others) / (len(edited) + len(others) or 1)

    def compatible(self, _other):
        return True


def merged(base, edited, generated):
    """Return the merged list; a conflict as `edited|generated`, what was removed by hand and changed in generated as `!generated`."""
    b, m, f = ([Item(key) for key in side] for side in (base, edited, generated))
    to_edited, to_generated = pair(b, m), pair(b, f)
    also = both_added(m, f, to_edited, to_generated)
    found = []
    for place in plan(to_edited, to_generated, also, (len(b), len(m), len(f))):
        before = None if place.base is None else base[place.base]
        if place.edited is None:
            if place.generated is not None and (before is None or before != generated[place.generated]):
                found.append(("" if before is None else "!") + generated[place.generated])
        elif place.generated is None:
            if before is None or edited[place.edited] != before or place.base in to_edited.moved:
                found.append(edited[place.edited])
        else:
            ours, theirs = edited[place.edited], generated[place.generated]
            found.append(
                ours if theirs in (before, ours) else theirs if ours == before else f"{ours}|{theirs}"
            )
    return found


@given(LISTS, LISTS)
def test_matches_are_equal_items_in_rising_order(a, b):
    found = matches(a, b)
    assert all(a[i] == b[j] for i, j in found)
    assert all(i < k and j < n for (i, j), (k, n) in pairwise(found))


@given(LISTS)
def test_a_list_matches_itself_whole(a):
    assert matches(a, a) == [(i, i) for i in range(len(a))]


@given(st.lists(st.integers(), unique=True, max_size=20))
def test_a_rising_subsequence_rises(numbers):
    found = [numbers[i] for i in rising(numbers)]
    assert found == sorted(found)
    assert bool(found) == bool(numbers)


@given(LISTS, LISTS, LISTS)
def test_chunks_together_are_the_three_lists(base, edited, generated):
    found = list(chunks(base, edited, generated, lambda item: item in "ab"))
    for name, side in (("base", base), ("edited", edited), ("generated", generated)):
        assert [item for chunk in found for item in side[getattr(chunk, name)]] == side


@given(LISTS, LISTS, LISTS)
def test_a_stable_chunk_is_one_item_that_all_three_have(base, edited, generated):
    for chunk in chunks(base, edited, generated):
        if chunk.stable:
            assert base[chunk.base] == edited[chunk.edited] == generated[chunk.generated]
            assert len(base[chunk.base]) == 1


def test_a_space_between_two_changed_words_is_no_anchor():
    found = list(
        chunks(["a", " ", "b", " ", "c"], ["x", " ", "y", " ", "z"], ["a", " ", "b", " ", "c"], str.isspace)
    )
    assert [chunk.stable for chunk in found] == [False]


def test_two_people_who_change_different_words_do_not_meet():
    found = list(chunks(["a", " ", "b"], ["x", " ", "b"], ["a", " ", "y"], str.isspace))
    assert [chunk.stable for chunk in found] == [False, True, False]


@settings(max_examples=500)
@given(WORDS, WORDS)
def test_what_nobody_edited_becomes_fresh(base, generated):
    assert merged(base, base, generated) == generated


@settings(max_examples=500)
@given(WORDS, WORDS)
def test_what_only_a_hand_edited_stays(base, edited):
    assert merged(base, edited, base) == edited


@settings(max_examples=500)
@given(WORDS, WORDS)
def test_the_same_edit_on_both_sides_is_one(base, both):
    assert merged(base, both, both) == both


@settings(max_examples=500)
@given(WORDS, WORDS, WORDS)
def test_nothing_that_a_hand_added_or_changed_is_missing(base, edited, generated):
    kept = [key for item in merged(base, edited, generated) for key in item.split("|")]
    for key in set(edited):
        assert kept.count(key) >= edited.count(key) - base.count(key)


def test_an_item_moved_by_the_data_takes_the_edit_of_a_hand_along():
    base = ["kartläggning", "förankring", "slutrapport"]
    assert merged(
        base, ["kartläggning", "förankringen", "slutrapport"], ["slutrapport", "kartläggning", "förankring"]
    ) == [
        "slutrapport",
        "kartläggning",
        "förankringen",
    ]


def test_what_a_hand_added_stays_where_it_was_put():
    assert merged(["a1", "b2", "c3"], ["a1", "xyz", "b2", "c3"], ["a1", "b2", "ny", "c3"]) == [
        "a1",
        "xyz",
        "b2",
        "ny",
        "c3",
    ]


def test_two_thousand_blocks_take_less_than_a_second():
    rng = random.Random(7)
    base = [Item("".join(chr(rng.randint(97, 500)) for _ in range(20))) for _ in range(2000)]
    generated = [Item(item.key[:-1] + "é") if rng.random() < 0.5 else item for item in base]
    edited = [item for item in base if rng.random() < 0.9]
    started = time.process_time()
    to_edited, to_generated = pair(base, edited), pair(base, generated)
    found = plan(
        to_edited,
        to_generated,
        both_added(edited, generated, to_edited, to_generated),
        (len(base), len(edited), len(generated)),
    )
    assert len(found) == 2000
    assert len(to_generated.partner) == 2000
    assert time.process_time() - started < 5  # seconds; quadratic would be minutes


@pytest.mark.parametrize(("sharing", "found"), [(20, {0: 0}), (21, {})])
def test_in_a_long_list_an_item_is_sought_among_twenty_that_share_something_and_not_among_more(
    sharing, found
):
    letters = map(chr, count(0x4E00))
    others = ("".join(islice(letters, 20)) for _ in count())
    old = ["xp", *islice(others, 40)]
    new = ["xq", *(f"x{other}" for other in islice(others, sharing - 1)), *islice(others, 41 - sharing)]
    assert pair([Item(key) for key in old], [Item(key) for key in new]).partner == found


def test_what_occurs_equally_often_on_both_sides_is_matched_in_order():
    assert matches("pababq", "rababs") == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_the_same_end_of_two_lists_is_matched_however_long_and_alike_they_are():
    found = matches(["a", *"e" * 200], ["b", "c", *"e" * 190])
    assert len(found) == 190


def test_where_nothing_occurs_equally_often_the_longest_common_part_is_found():
    assert [("xaabby"[i], "zabbbw"[j]) for i, j in matches("xaabby", "zabbbw")] == [
        ("a", "a"),
        ("b", "b"),
        ("b", "b"),
    ]


def test_what_comes_before_the_first_anchor_is_found_from_its_very_first_item():
    assert matches("xUxz", "yxUw") == [(0, 1), (1, 2)]
    assert matches("yxUw", "xUxz") == [(1, 0), (2, 1)]
