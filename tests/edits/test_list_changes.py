"""Items of one list added, removed and moved at once: the steps, taken one after the other, give the list wanted."""

from hypothesis import given
from hypothesis import strategies as st

from generator.pull.list_changes import ListPlace, steps


def done(count, *changes):
    """What the steps make of the list 0, 1, 2 ..."""
    items = list(range(count))
    for step in steps(count, *changes):
        if step.how == "insert":
            items.insert(step.at, step.item)
        elif step.how == "remove":
            del items[step.at]
        else:
            items.insert(step.end, items.pop(step.at))
    return items


def place(at, *, before=False):
    return ListPlace("list", at, before=before)


def test_added_items_stand_after_theirs_in_their_order():
    added = [(place(1), "a"), (place(1), "b"), (place(0, before=True), "c"), (place(2), "d")]
    assert done(3, added, [], []) == ["c", 0, 1, "a", "b", 2, "d"]


def test_an_item_added_beside_one_that_is_removed_keeps_its_place():
    assert done(3, [(place(1), "a")], [place(1)], []) == [0, "a", 2]


def test_an_item_added_to_a_list_without_items_is_the_first():
    assert done(0, [(place(0), "a")], [], []) == ["a"]


def test_items_that_the_order_does_not_name_stay():
    assert done(5, [], [], [ListPlace("list", order=(3, 0, 2))]) == [3, 1, 0, 2, 4]


def test_one_item_that_has_moved_is_one_move():
    moved = [ListPlace("list", order=(1, 2, 3, 0))]
    assert [step.how for step in steps(4, [], [], moved)] == ["move"]


@given(st.data())
def test_all_at_once_give_what_each_gives(data):
    count = data.draw(st.integers(1, 7))
    places = st.integers(0, count - 1)
    order = tuple(data.draw(st.permutations(range(count))))
    removed = data.draw(st.lists(places, unique=True))
    spots = data.draw(st.lists(st.tuples(places, st.booleans()), max_size=4))
    added = [(place(at, before=before), f"new {n}") for n, (at, before) in enumerate(spots)]

    items = done(count, added, [place(at) for at in removed], [ListPlace("list", order=order)])
    assert [each for each in items if isinstance(each, int)] == [n for n in order if n not in removed]
    assert sorted(each for each in items if isinstance(each, str)) == [name for _at, name in added]
    for (at, before), (_place, name) in zip(spots, added, strict=True):
        others = [each for each in items if isinstance(each, int) or each == name]
        here = others.index(name)
        if at not in removed:
            assert others[here + 1 if before else here - 1] == at
