"""Rows, paragraphs, items and proposals in Word that pull cannot take: both sides are shown, and the rest is taken."""

from copy import deepcopy

import pytest
from edited import W, Desk, controls, say, typed, words, xml

GOAL, ACTIVITY, ATTACHMENT = "project.goals.0.goal", "project.activities.0", "case.attachments.0.title"


def copied(path, over=None, *, original=None, holder="p", also=()):
    """The paragraph or row of a field, copied and put below; then the copy or the original is typed over.

    `also`: other fields of the copy, with what is typed over them.
    """

    def change(root):
        row = next(controls(root, path)[0].iterancestors(W + holder))
        new = deepcopy(row)
        row.addnext(new)
        for element, where, text in [(new, path, over), (row, path, original), *((new, *each) for each in also)]:
            if text is not None:
                (control,) = controls(element, where)
                for n, each in enumerate(control.iter(f"{W}t")):
                    say(each, text if n == 0 else "")

    return change


NAME = f"{ACTIVITY}.name"
OLD = {NAME: "Projektledning och kommunikation", GOAL: "Regionen har en samlad bild", ATTACHMENT: "Projektinitiativ"}
COPIES = {
    "a row, the copy typed over": ("tillvaxtverket", NAME, copied(NAME, "Min nya", holder="tr"), ["Min nya"]),
    "a row, the original typed over": (
        "tillvaxtverket", NAME, copied(NAME, original="Min nya", holder="tr"), ["Min nya"],
    ),
    "a row, both typed over": (
        "tillvaxtverket", NAME, copied(NAME, "Min nya", original="Min andra", holder="tr"), ["Min nya", "Min andra"],
    ),
    "a goal, the copy typed over": ("tillvaxtverket", GOAL, copied(GOAL, "NYTT MÅL"), ["NYTT MÅL"]),
    "a paragraph, the copy typed over": ("beslut", ATTACHMENT, copied(ATTACHMENT, "Min bilaga"), ["Min bilaga"]),
    "a paragraph, the original typed over": (
        "beslut", ATTACHMENT, copied(ATTACHMENT, original="Min bilaga"), ["Min bilaga"],
    ),
    "a paragraph, both typed over": (
        "beslut", ATTACHMENT, copied(ATTACHMENT, "Min bilaga", original="Min andra"), ["Min bilaga", "Min andra"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "path", "edit", "new"), COPIES.values(), ids=COPIES)
def test_nothing_is_taken_from_a_copy_and_both_texts_are_shown(ansokan, name, path, edit, new):
    desk = Desk(ansokan, name)
    data = desk.data.read_bytes()
    desk.edit(edit)
    assert set(desk.status()[0]) == {path}
    pulled = desk.pull()
    assert pulled.taken == {}
    assert [code for code, _ in pulled.about] == ["pull-copied"]
    assert all(text in pulled.message("pull-copied") for text in [*new, OLD[path]])
    assert desk.data.read_bytes() == data
    desk.generate()
    assert all(text in words(desk.root()) for text in new)
    assert "pull-copied" in desk.final().errors
    assert not desk.sent.exists()
    assert desk.data.read_bytes() == data


def test_what_else_is_edited_is_taken_beside_a_copy(ansokan):
    desk = Desk(ansokan)
    desk.edit(copied(ATTACHMENT, "Min bilaga"), typed("case.residual_costs", " och mer"))
    pulled = desk.pull()
    assert set(pulled.taken) == {"case.residual_costs"}
    assert pulled.codes == {"pull-copied"}


def test_a_copied_activity_with_two_fields_typed_over_is_one_message(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    desk.edit(copied(NAME, "Min nya", holder="tr", also=[(f"{ACTIVITY}.responsible", "Min nya ansvariga")]))
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-copied", ACTIVITY)])
    shown = ["Min nya”", "Min nya ansvariga", OLD[NAME], "Projektledaren"]
    assert all(text in pulled.message("pull-copied") for text in shown)
    assert desk.data.read_bytes() == data
    assert "pull-copied" in desk.final().errors


@pytest.mark.parametrize(
    ("name", "path", "holder"), [("tillvaxtverket", NAME, "tr"), ("beslut", ATTACHMENT, "p")]
)
def test_an_exact_copy_is_an_edit_of_the_document_alone(ansokan, name, path, holder):
    desk = Desk(ansokan, name)
    data = desk.data.read_bytes()
    desk.edit(copied(path, holder=holder))
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert len(controls(desk.root(), path)) == 2
    assert desk.data.read_bytes() == data
    assert not desk.final().errors


ITEMS = [
    ("project.counties.0", "    - Jämtlands län\n", "Jämtlands län"),
    ("tillvaxtverket.attachments.1", "    - Underlag som styrker firmateckningsrätten\n", "firmateckningsrätten"),
]


@pytest.mark.parametrize(("path", "line", "text"), ITEMS)
def test_of_an_emptied_item_pull_names_the_line_to_take_away_and_takes_the_rest(ansokan, path, line, text):
    desk = Desk(ansokan, "tillvaxtverket", lambda data: data.replace("- Jämtlands län\n", "- Jämtlands län\n    - Dalarnas län\n"))
    desk.edit(typed(path, "", "over"), typed("case.number", "RUN/480/2024", "over"))
    assert set(desk.status()[0]) == {path, "case.number"}
    pulled = desk.pull()
    assert pulled.taken == {"case.number": "RUN/480/2024"}
    assert pulled.about == [("pull-emptied-item", path)]
    lines = desk.data.read_text("utf-8").splitlines(keepends=True)
    assert f"line {lines.index(line) + 1} " in pulled.message("pull-emptied-item")
    assert text in pulled.message("pull-emptied-item")
    assert "not-pulled" in desk.final().errors

    desk.write(line, "")
    assert desk.generate().made[1] == 0
    assert desk.status()[0] == []
    assert desk.pull().about == []
    assert not desk.final().errors
    assert text not in words(desk.root(desk.sent)).replace("tre län, Jämtlands län", "")


ONE_EDIT = ["enter-middle", "bullets", "enter-end", "backspace-join", "list-enter"]


@pytest.mark.parametrize("deed", ONE_EDIT)
def test_an_edit_of_a_long_text_counts_once(ansokan, deed):
    desk = Desk(ansokan, "tillvaxtverket")
    (done,) = desk.in_word(deed)
    assert desk.status() == ([done["path"]], 0, 0)
    pulled = desk.pull()
    assert (set(pulled.taken), pulled.about) == ({done["path"]}, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.status() == ([], 0, 0)
    assert not desk.final().errors


def around(path, tag):
    """The control of a value comes to stand around the cell, the row or the paragraph that holds it."""

    def change(root):
        control = controls(root, path)[0]
        content = control.find(f"{W}sdtContent")
        holder = next(control.iterancestors(W + tag))
        for each in list(content):
            control.addprevious(each)
        holder.addprevious(control)
        content.append(holder)

    return change


LEVELS = [
    ("beslut", "case.officer.phone", "p", "phone: 063-14 66 10", "phone: 063-99 99 99"),
    ("tillvaxtverket", "applicant.website", "tc", "website: www.regionjh.se", "website: www.nyadress.se"),
    ("tillvaxtverket", "project.risks.0.likelihood", "tc", "likelihood: medel", "likelihood: låg"),
]


@pytest.mark.parametrize(("name", "path", "level", "before", "after"), LEVELS)
def test_a_control_around_a_cell_or_a_paragraph_is_the_field_that_it_was(
    ansokan, name, path, level, before, after
):
    desk = Desk(ansokan, name)
    tags = len(list(desk.root().iter(f"{W}tag")))
    desk.edit(around(path, level))
    assert desk.status() == ([], 0, 0)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    desk.write(before, after)
    assert desk.generate().made[1:] == (0, [])
    assert words(desk.field(path)) == after.partition(": ")[2]
    assert desk.status() == ([], 0, 0)
    assert len(list(desk.root().iter(f"{W}tag"))) == tags
    assert not desk.final().errors


@pytest.mark.parametrize("deed", ["cell-level", "block-level"])
@pytest.mark.parametrize("name", ["beslut", "tillvaxtverket"])
def test_all_controls_around_their_cells_or_paragraphs_are_no_edit(ansokan, deed, name):
    if (deed, name) == ("cell-level", "beslut"):
        pytest.skip("beslut has no cell with a value alone")
    desk = Desk(ansokan, name)
    desk.in_word(deed)
    assert desk.status() == ([], 0, 0)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert not desk.final().errors


def chef(kind, text, number=7):
    inner = {"ins": "t", "del": "delText"}[kind]
    return xml(
        f'<w:{kind} w:id="{number}" w:author="Chef" w:date="2026-11-20T10:00:00Z">'
        f'<w:r><w:{inner} xml:space="preserve">{text}</w:{inner}></w:r></w:{kind}>'
    )


def proposed(path, old, new):
    """The manager replaces words of a field with Track Changes on."""

    def change(root):
        (text,) = [each for each in controls(root, path)[0].iter(f"{W}t") if old in each.text]
        here, before, after = text.getparent(), *text.text.split(old, 1)
        rest = deepcopy(here)
        say(text, before)
        say(rest.find(f"{W}t"), after)
        here.addnext(rest)
        here.addnext(chef("ins", new, 8))
        here.addnext(chef("del", old, 7))

    return change


PROPOSALS = {
    "in a value": ("case.residual_costs", "budgetram", "egen ram"),
    "in a long text": ("case.need", "idag", "i dag"),
}


@pytest.mark.parametrize(("path", "old", "new"), PROPOSALS.values(), ids=PROPOSALS)
def test_what_somebody_proposes_is_not_taken_and_stays_until_it_is_accepted(ansokan, path, old, new):
    desk = Desk(ansokan)
    data = desk.data.read_bytes()
    desk.edit(proposed(path, old, new))
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-proposed", path)])
    assert desk.data.read_bytes() == data
    desk.write("phone: 063-14 66 10", "phone: 063-99 99 99")
    assert desk.generate().made[1:] == (0, [])
    field = desk.field(path)
    assert [(each.get(f"{W}author"), words(each)) for each in field.iter(f"{W}ins")] == [("Chef", new)]
    assert [words(each, "delText") for each in field.iter(f"{W}del")] == [old]
    assert words(desk.field("case.officer.phone")) == "063-99 99 99"
    assert "tracked-change-left" in desk.final().errors
    assert not desk.sent.exists()


@pytest.mark.parametrize("deed", ["tracked-row", "tracked-enter"])
def test_a_row_or_a_paragraph_that_somebody_proposes_is_not_taken_and_stays(ansokan, deed):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    (done,) = desk.in_word(deed)
    marks = len(list(desk.root().iter(f"{W}ins")))
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert pulled.taken == {}
    assert pulled.about == ([("pull-proposed", done["path"])] if done["path"] else [])
    assert desk.data.read_bytes() == data
    desk.write("website: www.regionjh.se", "website: www.nyadress.se")
    assert desk.generate().made[1:] == (0, [])
    assert len(list(desk.root().iter(f"{W}ins"))) == marks
    assert words(desk.field("applicant.website")) == "www.nyadress.se"
    assert "tracked-change-left" in desk.final().errors
