"""Items that people delete, move or take the frame from in Word."""

import pytest
from edited import Desk, W, controls, say, words
from rows import (
    ATTACHMENT,
    GOAL,
    RISK,
    SAVES,
    changes,
    paragraph_deleted,
    risks,
    row_deleted,
    row_moved,
    row_of,
    rows_of,
    settled,
)

# --- deleted

DELETED = {
    "a row": ("tillvaxtverket", row_deleted(f"{RISK}.1.risk"), f"{RISK}.1", "Bara en av de två finansiärerna"),
    "the last row": ("tillvaxtverket", row_deleted(f"{RISK}.4.risk"), f"{RISK}.4", "Nyckelpersoner slutar"),
    "an attachment": (
        "tillvaxtverket", paragraph_deleted(f"{ATTACHMENT}.1"), f"{ATTACHMENT}.1", "Underlag som styrker firmateckningsrätten",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DELETED.values(), ids=DELETED)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_what_is_deleted_in_word_is_named_and_taken_out_when_asked_for(ansokan, case, save):
    name, edit, item, text = case
    desk = Desk(ansokan, name)
    before = desk.data.read_text("utf-8")
    desk.edit(edit)
    desk.in_word(*save)
    assert desk.status() == ([item], 0, 0)
    assert desk.generate().made == ("kept", 0, [item])
    assert desk.final().about == [("not-pulled", item)]
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-deleted", item)])
    assert text in pulled.message("pull-deleted")
    assert "pull --removed" in pulled.message("pull-deleted")
    assert desk.data.read_text("utf-8") == before

    pulled = desk.pull("--removed")
    assert (pulled.removed, pulled.about) == ([item], [])
    gone = changes(before, desk.data.read_text("utf-8"))
    assert gone[0].startswith("- ")
    assert text in "".join(gone[:3])
    assert {line[0] for line in gone} <= {"-"}
    settled(desk)
    assert text not in words(desk.root())


def test_where_the_only_row_is_taken_out_a_place_for_the_next_comes(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    item = "project.indicators.0"
    desk.edit(row_deleted(f"{item}.name"))
    assert desk.status() == ([item], 0, 0)
    assert desk.pull("--removed").removed == [item]
    assert desk.generate().made == ("merged", 0, [])
    assert desk.status() == ([], 0, 0)
    assert words(desk.field(f"{item}.name")) == "[indikator]"
    assert desk.pull().about == []


def test_a_row_deleted_by_hand_does_not_come_back_and_is_named_for_as_long_as_the_data_has_it(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(row_deleted(f"{RISK}.1.risk"))
    desk.write("end: 2025-05-30", "end: 2025-06-30")
    assert desk.generate().made == ("merged", 0, [f"{RISK}.1"])
    assert desk.status()[0] == [f"{RISK}.1"]
    assert "Bara en av de två finansiärerna" not in words(desk.root())
    assert desk.pull().about == [("pull-deleted", f"{RISK}.1")]


def test_a_table_that_is_deleted_is_the_documents_own_matter(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")

    def table_deleted(root):
        table = next(row_of(root, f"{RISK}.1.risk").iterancestors(f"{W}tbl"))
        table.getparent().remove(table)

    desk.edit(table_deleted)
    assert desk.status()[0] == []
    assert desk.pull().about == []
    assert not desk.final().errors


def test_a_row_whose_controls_alone_are_gone_is_not_deleted(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")

    def frames_removed(root):
        for control in list(row_of(root, f"{RISK}.1.risk").iter(f"{W}sdt")):
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)

    desk.edit(frames_removed)
    assert desk.status()[0] == []
    assert desk.pull("--removed").about == []
    assert not desk.final().errors


# --- frames taken away


def frame_removed(path, text, nth=0):
    """Right click, Remove content control; then the text that is left is written over."""

    def change(root):
        control = controls(root, path)[nth]
        runs = list(control.find(f"{W}sdtContent"))
        for n, child in enumerate(runs):
            control.addprevious(child)
            for each in child.iter(f"{W}t"):
                say(each, text if n == 0 else "")
        control.getparent().remove(control)

    return change


FRAMES = {
    "in a cell": (f"{RISK}.1.responsible", "Nämnden"),
    "in a sentence": (f"{GOAL}.0.targets.0.by", "den 1 mars 2025"),
}


@pytest.mark.parametrize(("path", "text"), FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_a_field_without_its_frame_that_says_something_else_is_told(ansokan, path, text, save):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    desk.edit(frame_removed(path, text))
    desk.in_word(*save)
    assert desk.status()[0] == [path]
    assert desk.generate().made == ("kept", 0, [path])
    assert desk.final().about == [("pull-unframed", path)]
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-unframed", path)])
    assert text in pulled.message("pull-unframed")
    assert desk.data.read_bytes() == data
    assert text in words(desk.root())


def test_a_field_without_its_frame_whose_text_the_data_gets_is_no_matter_any_more(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    path = f"{RISK}.1.responsible"
    desk.edit(frame_removed(path, "Nämnden"))
    before, after = desk.data.read_text("utf-8").split("risk: Bara en av")
    desk.data.write_text(
        f"{before}risk: Bara en av{after.replace('responsible: Styrgruppen', 'responsible: Nämnden', 1)}",
        "utf-8",
    )
    assert "responsible: Nämnden" in desk.data.read_text("utf-8")
    assert desk.status()[0] == []
    assert desk.pull().about == []
    assert desk.generate().made[1:] == (0, [])
    assert not desk.final().errors
    desk.write("responsible: Nämnden", "responsible: Kommunen")
    assert desk.generate().made[1:] == (0, [])
    assert "Kommunen" in words(desk.root())
    assert desk.pull().about == []


# --- moved

MOVED = {
    "a row up": (row_moved(f"{RISK}.3.risk", f"{RISK}.1.risk"), [0, 3, 1, 2, 4]),
    "a row to the top": (row_moved(f"{RISK}.4.risk", f"{RISK}.0.risk"), [4, 0, 1, 2, 3]),
    "a row down": (row_moved(f"{RISK}.0.risk", f"{RISK}.3.risk"), [1, 2, 0, 3, 4]),
}


@pytest.mark.parametrize(("edit", "order"), MOVED.values(), ids=MOVED)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_moved_rows_move_in_the_data(ansokan, edit, order, save):
    desk = Desk(ansokan, "tillvaxtverket")
    before, lines = risks(desk), sorted(desk.data.read_text("utf-8").splitlines())
    desk.edit(edit)
    desk.in_word(*save)
    assert desk.status() == ([RISK], 0, 0)
    assert desk.generate().made == ("kept", 0, [RISK])
    assert desk.final().about == [("not-pulled", RISK)]
    pulled = desk.pull()
    assert (list(pulled.taken), pulled.about) == ([RISK], [])
    assert risks(desk) == [before[n] for n in order]
    assert sorted(desk.data.read_text("utf-8").splitlines()) == lines
    settled(desk, *before)
    assert [words(each) for each in rows_of(desk.root(), RISK, "risk")] == risks(desk)
