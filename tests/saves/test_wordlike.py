"""What Word does to a file on save is no edit; see wordlike_expected.yaml for what is right, wordlike_all.py for all of it."""

import pytest
import wordlike_judge
from wordlike_judge import EXPECTED, Case, judge, told_count

wordlike = wordlike_judge.wordlike
SAVES = [name for name, kind in wordlike.KINDS.items() if kind == "save"]
SMALL_AND_LARGE = "strategisk-planering/beslut", "strategisk-planering/anslag11"


def documents(name):
    """Return the documents that have something to transform, the small one first."""
    return [each for each in SMALL_AND_LARGE if each not in EXPECTED[name].get("not_in", ())]


@pytest.mark.parametrize("name", [name for name in SAVES if documents(name)])
def test_a_save_is_no_edit(name):
    result = judge(Case(documents(name)[0], (name,)))
    assert result.wrong == []


def test_every_transformation_has_its_right_outcome_written_down():
    assert set(EXPECTED) == set(wordlike.DO)


def test_every_save_is_clean_at_every_door():
    assert told_count(("save",)) == 0
    assert {EXPECTED[name]["is"] for name in SAVES} == {"same"}


def test_at_most_eight_doors_refuse_what_other_programs_do():
    assert told_count(("save", "other")) <= 8


def test_of_a_persons_edits_only_tracked_changes_and_comments_are_refused():
    told = {
        name
        for name, kind in wordlike.KINDS.items()
        if kind == "edit"
        for door in wordlike_judge.DOORS
        if EXPECTED[name].get(door, "clean") != "clean"
    }
    assert {name for name in told if not name.startswith(("tracked-", "comment"))} == set()
