"""Items of a project with several documents, and what is silenced at an item."""

from copy import copy

import pytest
import yaml
from edited import Desk, Said, asked, words
from rows import ACTIVITY, NEW, copied_row, over, row_deleted, row_moved, rows_of, tidy

# --- several documents


GROUP = "project.target_groups"
SCHOOLS = {"name": "Skolor", "size": "omkring 30 skolor"}


def groups(desk):
    return [each["name"] for each in yaml.safe_load(desk.data.read_text("utf-8"))["project"]["target_groups"]]


@pytest.fixture
def desks(ansokan):
    """The project's two applications, both generated."""
    first = Desk(ansokan, "tillvaxtverket")
    second = copy(first)
    second.name, second.document = "anslag11", first.document.with_name("anslag11.docx")
    second.sent = first.sent.with_name(first.sent.name.replace(first.name, second.name))
    ansokan("generate")
    return first, second


def pull_both(desks, how=""):
    first, second = desks
    return Said(asked(first.ansokan, f"pull {first.document} {second.document} {how}".strip()))


def settled_both(desks, *texts):
    """Both documents have the texts once, pull takes nothing, generate writes nothing, the finals are made."""
    for desk in desks:
        assert desk.generate().made[1:] == (0, [])
    for desk in desks:
        tidy(desk, *texts)


def test_a_row_added_in_one_document_comes_into_the_other(desks):
    first, second = desks
    first.edit(copied_row(1, SCHOOLS, lists=GROUP))
    second.in_word("resave")
    assert first.pull().about == []
    settled_both(desks, "Skolor")
    assert [words(each) for each in rows_of(second.root(), GROUP, "name")] == groups(first)


def test_the_same_row_added_in_two_documents_is_one_item(desks):
    for desk in desks:
        desk.edit(copied_row(1, SCHOOLS, lists=GROUP))
    pulled = pull_both(desks)
    assert (list(pulled.taken), pulled.about) == ([f"{GROUP}.2"], [])
    assert len(groups(desks[0])) == 5
    settled_both(desks, "Skolor")


def test_other_rows_added_in_two_documents_are_two_items(desks):
    first, second = desks
    first.edit(copied_row(1, SCHOOLS, lists=GROUP))
    second.edit(copied_row(1, SCHOOLS | {"name": "Museer"}, lists=GROUP))
    pulled = pull_both(desks)
    assert (list(pulled.taken), pulled.about) == ([f"{GROUP}.2", f"{GROUP}.3"], [])
    assert groups(first)[2:4] == ["Skolor", "Museer"]
    settled_both(desks, "Skolor", "Museer")


def test_a_row_pulled_from_one_document_after_the_other_is_a_second_item(desks):
    first, second = desks
    first.edit(copied_row(1, SCHOOLS, lists=GROUP))
    second.edit(copied_row(3, SCHOOLS | {"name": "Museer"}, lists=GROUP))
    assert first.pull().about == second.pull().about == []
    assert [each[:6] for each in groups(first)] == [
        "Medarb",
        "Förtro",
        "Skolor",
        "Länets",
        "Statli",
        "Museer",
    ]
    settled_both(desks, "Skolor", "Museer")


def test_a_row_deleted_in_both_documents_goes_once(desks):
    for desk in desks:
        desk.edit(row_deleted(f"{GROUP}.1.name"))
    assert pull_both(desks).about == [("pull-deleted", f"{GROUP}.1")] * 2
    assert pull_both(desks, "--removed").removed == [f"{GROUP}.1"]
    assert len(groups(desks[0])) == 3
    settled_both(desks)


def test_a_row_deleted_in_one_document_leaves_the_other(desks):
    first, second = desks
    first.edit(row_deleted(f"{GROUP}.1.name"))
    assert first.pull("--removed").removed == [f"{GROUP}.1"]
    settled_both(desks)
    assert "Förtroendevalda i regionala" not in words(second.root())


def test_a_row_deleted_in_one_document_and_edited_in_another_is_not_removed(desks):
    first, second = desks
    first.edit(row_deleted(f"{GROUP}.1.name"))
    second.edit(over(f"{GROUP}.1.benefit", "Läs på"))
    pulled = pull_both(desks, "--removed")
    assert pulled.removed == []
    assert pulled.taken == {f"{GROUP}.1.benefit": "Läs på"}
    assert pulled.about == [("pull-conflict", f"{GROUP}.1")]
    assert "anslag11" in pulled.message("pull-conflict")
    assert "Förtroendevalda i" in pulled.message("pull-conflict")
    assert len(groups(first)) == 4
    assert first.final().errors


def test_rows_added_in_one_document_deleted_and_moved_in_another(desks):
    first, second = desks
    first.edit(copied_row(1, SCHOOLS, lists=GROUP))
    second.edit(row_moved(f"{GROUP}.3.name", f"{GROUP}.0.name"), row_deleted(f"{GROUP}.2.name"))
    pulled = pull_both(desks, "--removed")
    assert (pulled.about, pulled.removed) == ([], [f"{GROUP}.2"])
    assert [each[:6] for each in groups(first)] == ["Statli", "Medarb", "Förtro", "Skolor"]
    settled_both(desks, "Skolor")
    for desk in desks:
        assert [words(each) for each in rows_of(desk.root(), GROUP, "name")] == groups(first)


def test_two_documents_with_two_orders_move_nothing(desks):
    first, second = desks
    before = groups(first)
    first.edit(row_moved(f"{GROUP}.3.name", f"{GROUP}.0.name"))
    second.edit(row_moved(f"{GROUP}.0.name", f"{GROUP}.3.name"))
    pulled = pull_both(desks)
    assert (pulled.taken, pulled.about) == ({}, [("pull-conflict", GROUP)])
    assert groups(first) == before


# --- what is silenced at an item

SILENT = """
ignore:
  - check: activity-without-dates
    at: project.activities.2
    reason: Tiden är inte bestämd.
  - check: activity-without-dates
    at: project.activities.4.end
    reason: Slutet är öppet.
"""


def silenced(desk):
    return [each["at"] for each in yaml.safe_load(desk.data.read_text("utf-8"))["ignore"] or ()]


@pytest.mark.parametrize(
    ("edit", "how", "at"),
    [
        (copied_row(1, NEW), "", ["project.activities.3", "project.activities.5.end"]),
        (
            row_deleted(f"{ACTIVITY}.3.name"),
            "--removed",
            ["project.activities.2", "project.activities.3.end"],
        ),
        (row_deleted(f"{ACTIVITY}.2.name"), "--removed", ["project.activities.3.end"]),
        (
            row_moved(f"{ACTIVITY}.4.name", f"{ACTIVITY}.0.name"),
            "",
            ["project.activities.3", "project.activities.0.end"],
        ),
    ],
    ids=["added", "deleted", "deleted itself", "moved"],
)
def test_what_is_silenced_at_an_item_is_silenced_there_when_rows_change(ansokan, edit, how, at):
    desk = Desk(ansokan, "tillvaxtverket", lambda text: text.rstrip("\n") + "\n" + SILENT)
    desk.edit(edit)
    desk.pull(how)
    assert silenced(desk) == at
