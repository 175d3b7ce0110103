"""Random budgets, random edits of their workbooks: every figure comes home, and no other."""

import pytest
from random_budgets import Case


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


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 1500, 25))
def test_five_hundred_random_workbooks(first):
    assert [(seed, found) for seed in range(first, first + 25) if (found := wrong(seed))] == []
