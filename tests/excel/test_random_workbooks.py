"""Random budgets, random edits of their workbooks: every figure comes home, and no other."""

import pytest
from random_budgets import Case
from workbooks import taken


def wrong(seed):
    """Return what differs between what the data file says and what it is to say."""
    case = Case(seed)
    done, found = case.came()
    errors = [str(each) for each in done.problems if each.level == "error"]
    differs = [
        (sheet, "expected", case.wanted[sheet], "found", found[sheet])
        for sheet in found
        if found[sheet] != case.wanted[sheet]
    ]
    return [*errors, *differs]


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_come_home(seed):
    assert wrong(seed) == []


def unread(seed):
    """Return what was taken from a workbook with a cell that nobody can read: nothing is to be."""
    case = Case(seed)
    book = case.spoiled()
    done = taken(case.text, book) if book else None
    return done and (
        done.text != case.text or done.taken or "book-cell" not in {p.code for p in done.problems}
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_cell_that_nobody_can_read_leaves_the_file_as_it_is(seed):
    assert not unread(seed)


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1500, 25))
def test_five_hundred_random_workbooks(first):
    seeds = range(first, first + 25)

    assert [(seed, found) for seed in seeds if (found := wrong(seed))] == []
    assert [seed for seed in seeds if unread(seed)] == []
