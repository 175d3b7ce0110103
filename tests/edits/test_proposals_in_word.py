"""Fields whose control stands elsewhere, and what somebody proposes in them: nothing is taken that was not said."""

from copy import deepcopy

import pytest
from edited import Desk, W, controls, say, words, xml
from pulling import DATA, changed, fields, generated, read
from three_sides import NAMES
from wml import docx, p, tbl, tr

from generator.word.reconcile import reconcile


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
    ("beslut", "case.unit", "p", "  unit: Samhällsutveckling", "  unit: Nya enheten"),
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


@pytest.mark.parametrize(
    ("name", "deed"),
    [("tillvaxtverket", "cell-level"), ("tillvaxtverket", "block-level"), ("beslut", "block-level")],
)
def test_all_controls_around_their_cells_or_paragraphs_are_no_edit(ansokan, name, deed):
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


def test_a_control_around_a_row_of_one_cell_is_the_field_that_it_was():
    layout = docx(tbl(tr("{{ case.number }}")), p("Slut."))
    base = generated(read(), mall=layout)
    fresh = generated(read(DATA.replace("RUN/479/2024", "RUN/480/2024")), mall=layout)
    made = reconcile(base, changed(base, around("case.number", "tr")), fresh, names=NAMES)
    assert (made.conflicts, made.pending) == (0, ())
    assert [(field.path, field.text) for field in fields(made.document)] == [("case.number", "RUN/480/2024")]


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
