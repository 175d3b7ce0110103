"""Rows, paragraphs and list items that people add in Word become items of the data file, and stay where they are.

The document is edited by lxml alone, as Word leaves it: a copied control keeps its tag and gets another number.
"""

import re
from copy import copy, deepcopy
from difflib import ndiff

import pytest
import yaml
from edited import Desk, Said, W, asked, controls, run, say, words

ACTIVITY, GOAL, ATTACHMENT = "project.activities", "project.goals", "tillvaxtverket.attachments"
RISK = "project.risks"


def row_of(root, path, nth=0):
    return next(controls(root, path)[nth].iterancestors(f"{W}tr"))


def paragraph_of(root, path, nth=0):
    return next(controls(root, path)[nth].iterancestors(f"{W}p"))


def type_over(holder, path, text):
    (control,) = controls(holder, path)
    for n, each in enumerate(control.iter(f"{W}t")):
        say(each, text if n == 0 else "")


def as_word_copies(element, first=700_000_000):
    """A copy as Word pastes it: other numbers of controls, no bookmarks."""
    new = deepcopy(element)
    for n, number in enumerate(new.iterfind(f".//{W}sdtPr/{W}id")):
        number.set(f"{W}val", str(first + n))
    for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    return new


def changes(before, after):
    """How one data file differs from another: the lines that have gone, and those that have come."""
    lines = list(ndiff(before.splitlines(), after.splitlines()))
    return [line for line in lines if line.startswith(("- ", "+ "))]


NEW = {
    "name": "Studieresa",
    "description": "Ett besök hos en annan region.",
    "start": "2025-03-03",
    "end": "2025-03-05",
}
STUDY_TRIP = """\
+     - name: Studieresa
+       description: Ett besök hos en annan region.
+       start: 2025-03-03
+       end: 2025-03-05
+       responsible: Projektledaren
"""


def copied_row(index, texts, *, above=False, lists=ACTIVITY):
    """The row of an item copied, pasted below or above it, and written over."""

    def change(root):
        first = next(iter(texts))
        row = row_of(root, f"{lists}.{index}.{first}")
        new = as_word_copies(row)
        row.addprevious(new) if above else row.addnext(new)
        for name, text in texts.items():
            type_over(new, f"{lists}.{index}.{name}", text)

    return change


def copied_paragraph(path, *texts, below=None):
    """The paragraph of a field copied, pasted below (that of another), and its fields written over."""

    def change(root):
        paragraph = paragraph_of(root, path)
        new = as_word_copies(paragraph)
        paragraph_of(root, below or path).addnext(new)
        for control, text in zip(new.iter(f"{W}sdt"), texts, strict=False):
            for n, each in enumerate(control.iter(f"{W}t")):
                say(each, text if n == 0 else "")

    return change


def row_deleted(path):
    def change(root):
        row = row_of(root, path)
        row.getparent().remove(row)

    return change


def paragraph_deleted(path):
    def change(root):
        paragraph = paragraph_of(root, path)
        paragraph.getparent().remove(paragraph)

    return change


def row_moved(path, to):
    """The row of one item cut, and pasted above that of another."""

    def change(root):
        row_of(root, to).addprevious(row_of(root, path))

    return change


def row_typed(path, *texts, above=False):
    """A row of empty cells, as Word makes it below or above another, with something typed in each."""

    def change(root):
        row = row_of(root, path)
        new = deepcopy(row)
        for cell, text in zip(new.iter(f"{W}tc"), texts, strict=True):
            first, *others = cell.findall(f"{W}p")
            for each in [*others, *(child for child in first if child.tag != f"{W}pPr")]:
                each.getparent().remove(each)
            if text:
                first.append(run(text))
        row.addprevious(new) if above else row.addnext(new)

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
SAVES = [[], ["resave"]]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
def test_what_people_add_becomes_an_item_at_its_place(ansokan, case, save):
    name, edits, items, data, text = case
    desk = Desk(ansokan, name)
    before = desk.data.read_text("utf-8")
    desk.edit(*edits)
    desk.in_word(*save)
    assert desk.status() == (items, 0, 0)
    assert desk.generate().made == ("kept", 0, items)
    assert desk.final().about == [("not-pulled", item) for item in items]

    pulled = desk.pull()
    assert (list(pulled.taken), pulled.about) == (items, [])
    assert "".join(f"{each}\n" for each in changes(before, desk.data.read_text("utf-8"))) == data
    settled(desk, text)


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


def settled(desk, *texts):
    """After a pull: the document has the items once, and nothing waits in it any more."""
    assert desk.status()[0::2] == ([], 0)
    assert desk.generate().made[1:] == (0, [])
    tidy(desk, *texts)


def tidy(desk, *texts):
    """The document has these texts once, its fields say what the data says, and nothing waits in it."""
    assert [words(desk.root()).count(text) for text in texts] == [1] * len(texts)
    data, document = desk.data.read_bytes(), desk.document.read_bytes()
    assert desk.status() == ([], 0, 0)
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert (desk.data.read_bytes(), desk.document.read_bytes()) == (data, document)
    assert not desk.final().errors
    assert [words(desk.root(desk.sent)).count(text) for text in texts] == [1] * len(texts)


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
    assert words(desk.field(f"{item}.name")).startswith("Klicka och skriv")
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


def risks(desk):
    return [each["risk"] for each in yaml.safe_load(desk.data.read_text("utf-8"))["project"]["risks"]]


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


def rows_of(root, lists, name):
    """The fields of a list in the order in which they stand, each with the path that its place has."""
    paths = [each.get(f"{W}val") for each in root.iter(f"{W}tag")]
    there = [path for path in paths if re.fullmatch(rf"{lists}\.\d+\.{name}", path)]
    assert there == [f"{lists}.{n}.{name}" for n in range(len(there))]
    return [controls(root, path)[0] for path in there]


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
        row = row_of(root, "financing.contributions.0.sector").getparent().findall(f"{W}tr")[-1]
        new = deepcopy(row)
        row.addnext(new)
        for text in new.iter(f"{W}t"):
            say(text, "Varav kontant")

    desk.edit(row_typed(f"{RISK}.4.risk", "", "", "", "", ""), below_the_sum)
    assert desk.status() == ([], 2, 0)
    assert desk.pull().about == []
    assert not desk.final().errors


# --- while the data changes


def test_a_new_row_that_waits_does_not_follow_the_row_that_it_was_copied_from(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, NEW))
    desk.write(
        "end: 2025-02-28\n      responsible: Projektledaren\n",
        "end: 2025-02-28\n      responsible: Kommunen\n",
    )
    assert desk.generate().made == ("merged", 0, [f"{ACTIVITY}.2"])
    before = desk.data.read_text("utf-8")
    assert list(desk.pull().taken) == [f"{ACTIVITY}.2"]
    assert "".join(f"{each}\n" for each in changes(before, desk.data.read_text("utf-8"))) == STUDY_TRIP
    settled(desk, "Studieresa")


def test_a_new_row_is_one_when_the_row_that_it_was_copied_from_has_left_the_data(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(3, TRIP, lists=RISK))
    text = desk.data.read_text("utf-8")
    start, end = text.index("    - risk: Projektets frågor"), text.index("    - risk: Nyckelpersoner")
    desk.write(text[start:end], "")
    assert desk.generate().made == ("merged", 0, [f"{RISK}.3"])
    assert "Projektets frågor uppfattas" not in words(desk.root())
    assert list(desk.pull().taken) == [f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)][2:] == ["Kommu", "Frost", "Nycke"]
    settled(desk, "Frost")


TRIP = {"risk": "Frost", "likelihood": "hög", "measure": "Vänta"}


def test_a_new_row_in_word_and_another_in_the_data_are_both_there(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.write("    - risk: Bara en", "    - risk: Tjäle\n      measure: Gräv djupare.\n    - risk: Bara en")
    assert list(desk.pull().taken) == [f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)] == [
        "Tiden",
        "Tjäle",
        "Bara ",
        "Frost",
        "Kommu",
        "Proje",
        "Nycke",
    ]
    settled(desk, "Frost", "Tjäle")
    assert [words(each)[:5] for each in rows_of(desk.root(), RISK, "risk")] == [
        each[:5] for each in risks(desk)
    ]


def test_a_row_that_is_written_in_the_data_by_hand_too_is_one_row(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.write(
        "    - risk: Kommunerna",
        "    - risk: Frost\n      likelihood: hög\n      consequence: hög\n      measure: Vänta\n"
        "      responsible: Styrgruppen\n    - risk: Kommunerna",
    )
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    settled(desk, "Frost")


# --- edited and pulled again before the next generation


def over(path, text, nth=0):
    def change(root):
        control = controls(root, path)[nth]
        for n, each in enumerate(control.iter(f"{W}t")):
            say(each, text if n == 0 else "")

    return change


def test_a_new_row_edited_after_the_pull_waits_for_the_next_generation_and_is_no_second_row(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    assert list(desk.pull().taken) == [f"{RISK}.2"]
    data = desk.data.read_bytes()
    desk.edit(over(f"{RISK}.1.measure", "Vänta länge", nth=1))
    assert desk.status()[0] == [f"{RISK}.2"]
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [("pull-item-moved", f"{RISK}.2")])
    assert desk.data.read_bytes() == data
    assert "not-pulled" in desk.final().codes
    assert desk.generate().made[1:] == (0, [f"{RISK}.2.measure"])
    assert desk.pull().taken == {f"{RISK}.2.measure": "Vänta länge"}
    settled(desk, "Frost", "Vänta länge")


def test_a_row_below_edited_after_the_pull_is_taken_after_the_next_generation(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    data = desk.data.read_bytes()
    desk.edit(over(f"{RISK}.3.measure", "Läs på"))
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [("pull-item-moved", f"{RISK}.3.measure")])
    assert desk.data.read_bytes() == data
    assert desk.generate().made[1:] == (0, [f"{RISK}.4.measure"])
    assert desk.pull().taken == {f"{RISK}.4.measure": "Läs på"}
    settled(desk, "Frost", "Läs på")


def test_a_second_row_added_after_the_pull_is_a_second_item(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.edit(copied_row(4, TRIP | {"risk": "Tjäle"}, lists=RISK))
    assert list(desk.pull().taken) == [f"{RISK}.6"]
    assert [each[:5] for each in risks(desk)] == [
        "Tiden",
        "Bara ",
        "Frost",
        "Kommu",
        "Proje",
        "Nycke",
        "Tjäle",
    ]
    settled(desk, "Frost", "Tjäle")


def test_a_new_row_that_was_pulled_and_changed_in_the_data_is_what_the_data_says(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.write("measure: Vänta", "measure: Flytta arbetet")
    assert desk.pull().taken == {}
    settled(desk, "Frost", "Flytta arbetet")
    assert "Vänta" not in words(desk.root())


def test_a_new_row_that_was_pulled_and_taken_out_of_the_data_goes(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    before = desk.data.read_text("utf-8")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.data.write_text(before, "utf-8")
    assert desk.pull().taken == {}
    settled(desk)
    assert "Frost" not in words(desk.root())


def test_two_copies_of_one_row_are_two_items_in_their_order(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))

    def below(root):
        row = row_of(root, f"{RISK}.1.risk", nth=1)
        new = as_word_copies(row, 800_000_000)
        row.addnext(new)
        type_over(new, f"{RISK}.1.risk", "Tjäle")

    desk.edit(below)
    assert desk.status()[0] == [f"{RISK}.2", f"{RISK}.3"]
    assert list(desk.pull().taken) == [f"{RISK}.2", f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)][1:5] == ["Bara ", "Frost", "Tjäle", "Kommu"]
    settled(desk, "Frost", "Tjäle")


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
    second.sent = first.sent.with_name("anslag11.docx")
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
