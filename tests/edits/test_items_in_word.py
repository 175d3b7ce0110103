"""Rows, paragraphs and list items that people add in Word become items of the data file, and stay where they are."""

from copy import deepcopy

import pytest
from edited import Desk, W, controls, run, say, words
from rows import (
    ACTIVITY,
    ATTACHMENT,
    GOAL,
    NEW,
    RISK,
    SAVES,
    STUDY_TRIP,
    TRIP,
    as_word_copies,
    changes,
    copied_paragraph,
    copied_row,
    risks,
    row_deleted,
    row_of,
    row_typed,
    rows_of,
    settled,
    type_over,
)

COST, PAYS = "budget.lines", "financing.contributions"


def copied_to(path, other, texts):
    """The row of one item copied, pasted above that of another, and written over."""

    def change(root):
        new = as_word_copies(row_of(root, f"{path}.description"))
        row_of(root, f"{other}.description").addprevious(new)
        for name, text in texts.items():
            type_over(new, f"{path}.{name}", text)

    return change


CASES = {
    "a row typed at the end": (
        "tillvaxtverket", [row_typed(f"{RISK}.4.risk", "Frost", "låg", "medel", "Vänta", "Styrgruppen")], [f"{RISK}.5"],
        "+     - risk: Frost\n+       likelihood: låg\n+       consequence: medel\n+       measure: Vänta\n"
        "+       responsible: Styrgruppen\n", "Frost",
    ),
    "a row typed above the first, two cells left empty": (
        "tillvaxtverket", [row_typed(f"{RISK}.0.risk", "Frost", "låg", "", "Vänta", "", above=True)], [f"{RISK}.0"],
        "+     - risk: Frost\n+       likelihood: låg\n+       measure: Vänta\n", "Frost",
    ),
    "a row copied, pasted below and written over": (
        "tillvaxtverket", [copied_row(1, NEW)], [f"{ACTIVITY}.2"], STUDY_TRIP, "Studieresa",
    ),
    "a row copied, pasted above and written over": (
        "tillvaxtverket", [copied_row(1, NEW, above=True)], [f"{ACTIVITY}.1"], STUDY_TRIP, "Studieresa",
    ),
    "the first row copied, pasted above": (
        "tillvaxtverket", [copied_row(0, NEW, above=True)], [f"{ACTIVITY}.0"], STUDY_TRIP, "Studieresa",
    ),
    "the last row copied": (
        "tillvaxtverket", [copied_row(5, NEW)], [f"{ACTIVITY}.6"], STUDY_TRIP, "Studieresa",
    ),
    "a goal copied below all of another, and written over": (
        "tillvaxtverket",
        [copied_paragraph(f"{GOAL}.1.goal", "Länet har en plan.", below=f"{GOAL}.1.targets.1.measure")],
        [f"{GOAL}.2"], "+     - goal: Länet har en plan.\n", "Länet har en plan.",
    ),
    "a goal copied and written over": (
        "tillvaxtverket", [copied_paragraph(f"{GOAL}.4.goal", "Länet har en plan.")], [f"{GOAL}.5"],
        "+     - goal: Länet har en plan.\n", "Länet har en plan.",
    ),
    "a target copied and written over": (
        "tillvaxtverket", [copied_paragraph(f"{GOAL}.1.targets.0.measure", "Möten med kommuner", "12", "den 12 april 2025")],
        [f"{GOAL}.1.targets.1"],
        "+         - measure: Möten med kommuner\n+           value: 12\n+           by: 2025-04-12\n",
        "Möten med kommuner",
    ),
    "an attachment of the application copied": (
        "tillvaxtverket", [copied_paragraph(f"{ATTACHMENT}.1", "Årsredovisning")], [f"{ATTACHMENT}.2"],
        "+     - Årsredovisning\n", "Årsredovisning",
    ),
    "an attachment of the memo copied": (
        "beslut", [copied_paragraph("case.attachments.0.title", "Protokoll")], ["case.attachments.1"],
        "+     - title: Protokoll\n", "Protokoll",
    ),
}  # fmt: skip


def waiting_at(ansokan, name, edits, items, save):
    """Return a desk whose document was edited and saved, so that the items wait, and its data before."""
    desk = Desk(ansokan, name)
    before = desk.data.read_text("utf-8")
    desk.edit(*edits)
    desk.in_word(*save)
    assert desk.status() == (items, 0, 0)
    return desk, before


def comes_home(desk, before, items, data):
    pulled = desk.pull()
    assert (list(pulled.taken), pulled.about) == (items, [])
    assert "".join(f"{each}\n" for each in changes(before, desk.data.read_text("utf-8"))) == data


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_what_people_add_becomes_an_item_at_its_place(ansokan, case, save):
    name, edits, items, data, text = case
    desk, before = waiting_at(ansokan, name, edits, items, save)
    assert desk.generate().made == ("kept", 0, items)
    assert desk.final().about == [("not-pulled", item) for item in items]

    comes_home(desk, before, items, data)
    settled(desk, text)


MONEY = {
    "a cost copied and written over, which is then of the same kostnadsslag": (
        "tillvaxtverket", [copied_row(12, {"description": "Skrivstöd", "quantity": "8"}, lists=COST)], [f"{COST}.13"],
        "+       description: Skrivstöd\n+       quantity: 8\n+       unit: timmar\n+       unit_price: 1 100\n"
        "+       activity: Extern förankring\n+       year: 2025\n+     - category: Externa tjänster\n",
        "Skrivstöd",
    ),
    "a cost copied, pasted above the first of another kostnadsslag and written over": (
        "tillvaxtverket", [copied_to(f"{COST}.13", f"{COST}.16", {"description": "Tåg", "amount": "900"})],
        [f"{COST}.16"],
        "+       description: Tåg\n+       activity: Extern förankring\n+       year: 2025\n+       amount: 900\n"
        "+     - category: Resor och logi\n", "Tåg",
    ),
    "a cost typed": (
        "anslag11", [row_typed(f"{COST}.17.description", "Tåg", "", "Kartläggning", "2025", "1 900")], [f"{COST}.18"],
        "+     - category: Resor och logi\n+       description: Tåg\n"
        "+       activity: Kartläggning\n+       year: 2025\n+       amount: 1 900\n", "Tåg",
    ),
    "a financier typed": (
        "tillvaxtverket",
        [row_typed(f"{PAYS}.1.sector", "Banken", "privat", "kontanta medel", "beviljad", "1 000", "")],
        [f"{PAYS}.2"],
        "+     - financier: Banken\n+       sector: privat\n+       form: kontanta medel\n+       status: beviljad\n"
        "+       amount: 1 000\n", "Banken",
    ),
}  # fmt: skip
"""A cost without a payer, or a payer without a cost: the budget no longer balances, and a final is refused."""


@pytest.mark.parametrize("case", MONEY.values(), ids=MONEY)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_a_row_added_in_a_table_of_money_comes_home_with_what_its_table_says_of_it(ansokan, case, save):
    name, edits, items, data, text = case
    desk, before = waiting_at(ansokan, name, edits, items, save)

    comes_home(desk, before, items, data)
    for _again in range(2):
        assert desk.generate().made[1:] == (0, [])
        assert desk.status() == ([], 0, 0)
    assert sum(words(row).startswith(text) for row in desk.root().iter(f"{W}tr")) == 1


@pytest.mark.parametrize("save", ["resave", "wordonline", "mac", "onlyoffice"])
def test_all_of_it_at_once_in_whatever_program_it_was_saved(ansokan, save):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(
        copied_row(1, NEW),
        copied_paragraph(f"{GOAL}.4.goal", "Länet har en plan.", below=f"{GOAL}.4.targets.0.measure"),
        copied_paragraph(f"{ATTACHMENT}.1", "Årsredovisning"),
        row_typed(f"{RISK}.4.risk", "Frost", "låg", "medel", "Vänta", "Styrgruppen"),
        row_deleted("project.target_groups.1.name"),
    )
    desk.in_word(save)
    added = {f"{ACTIVITY}.2", f"{GOAL}.5", f"{ATTACHMENT}.2", f"{RISK}.5"}
    paths, edits, conflicts = desk.status()
    assert (set(paths), edits, conflicts) == (added | {"project.target_groups.1"}, 0, 0)
    pulled = desk.pull("--removed")
    assert (set(pulled.taken), pulled.removed, pulled.about) == (added, ["project.target_groups.1"], [])
    settled(desk, "Studieresa", "Länet har en plan.", "Årsredovisning", "Frost")
    assert "Förtroendevalda i regionala" not in words(desk.root())


# --- in a list without items


PARTNER = "project.partners"


def prompt_over(holder, path, text):
    (control,) = controls(holder, path)
    for mark in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        mark.getparent().remove(mark)
    control.find(f"{W}sdtContent")[:] = [run(text)]


def partners(first, second):
    """The row of prompts copied, and one of the two or both written in."""

    def change(root):
        row = row_of(root, f"{PARTNER}.0.name")
        new = as_word_copies(row)
        row.addnext(new)
        for each, text in ((row, first), (new, second)):
            if text:
                prompt_over(each, f"{PARTNER}.0.name", text)

    return change


def test_a_row_of_prompts_that_is_written_in_and_copied_for_a_second_item_gives_two(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(partners("Krokoms kommun", "Åre kommun"))
    assert desk.status()[0] == [f"{PARTNER}.0.name", f"{PARTNER}.1"]
    pulled = desk.pull()
    assert (list(pulled.taken), pulled.about) == ([f"{PARTNER}.0.name", f"{PARTNER}.1"], [])
    assert "  partners:\n    - name: Krokoms kommun\n    - name: Åre kommun\n" in desk.data.read_text("utf-8")
    assert desk.generate().made[1:] == (0, [])
    assert [words(each) for each in rows_of(desk.root(), PARTNER, "name")] == ["Krokoms kommun", "Åre kommun"]
    assert desk.status() == ([], 0, 0)
    assert desk.pull().about == []


def test_of_a_row_of_prompts_and_a_copy_that_is_written_in_the_copy_is_the_item(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(partners("", "Åre kommun"))
    assert desk.status()[0] == [f"{PARTNER}.1"]
    assert desk.pull().about == []
    assert "  partners:\n    - name: Åre kommun\n" in desk.data.read_text("utf-8")
    assert desk.generate().made[1:] == (0, [])
    assert [words(each) for each in rows_of(desk.root(), PARTNER, "name")] == ["Åre kommun"]
    assert desk.status() == ([], 0, 0)
    assert desk.pull().about == []


# --- not sure


def test_a_row_that_has_lost_all_its_frames_and_is_edited_is_no_new_item(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()

    def change(root):
        row = row_of(root, f"{RISK}.1.risk")
        for control in list(row.iter(f"{W}sdt")):
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)
        say(next(row.iter(f"{W}t")), "Ingen av de två finansiärerna beviljar stöd.")

    desk.edit(change)
    assert RISK in desk.status()[0]
    pulled = desk.pull()
    assert pulled.taken == {}
    assert ("pull-typed-row", RISK) in pulled.about
    assert desk.data.read_bytes() == data
    assert desk.final().errors


def test_what_was_wrong_in_a_row_below_does_not_keep_a_new_row_out(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.write("likelihood: låg\n      consequence: medel", "likelihood: kanske\n      consequence: medel")
    assert list(desk.pull().taken) == [f"{RISK}.2"]
    assert [each[:5] for each in risks(desk)][2] == "Frost"


def test_a_field_of_a_new_row_that_cannot_be_read_keeps_that_row_out_alone(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK), copied_row(3, TRIP | {"likelihood": "kanske"}, lists=RISK))
    pulled = desk.pull()
    assert list(pulled.taken) == [f"{RISK}.2"]
    assert pulled.about == [("pull-unreadable", f"{RISK}.5")]
    assert "kanske" in pulled.message("pull-unreadable")
    assert len(risks(desk)) == 6


def test_a_typed_row_in_a_table_whose_cells_hold_several_fields_is_told_and_left(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    desk.edit(row_typed(f"{ACTIVITY}.5.name", "Studieresa", "mars", "Projektledaren", ""))
    assert desk.status() == ([ACTIVITY], 1, 0)
    assert desk.generate().made == ("kept", 0, [ACTIVITY])
    assert desk.final().about == [("pull-typed-row", ACTIVITY)]
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-typed-row", ACTIVITY)])
    assert "Studieresa mars Projektledaren" in pulled.message("pull-typed-row")
    assert desk.data.read_bytes() == data
    assert "Studieresa" in words(desk.root())


def test_an_empty_row_and_one_below_the_sum_are_the_documents_own(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")

    def below_the_sum(root):
        table = next(row_of(root, "financing.contributions.0.sector").iterancestors(f"{W}tbl"))
        row = list(table.iter(f"{W}tr"))[-1]
        new = deepcopy(row)
        row.addnext(new)
        for text in new.iter(f"{W}t"):
            say(text, "Varav kontant")

    desk.edit(row_typed(f"{RISK}.4.risk", "", "", "", "", ""), below_the_sum)
    assert desk.status() == ([], 2, 0)
    assert desk.pull().about == []
    assert not desk.final().errors
