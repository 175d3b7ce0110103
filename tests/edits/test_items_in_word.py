"""Rows, paragraphs and list items that people add in Word become items of the data file, and stay where they are.

The document is edited by lxml alone, as Word leaves it: a copied control keeps its tag and gets another number.
"""

from copy import deepcopy
from difflib import ndiff

from edited import Desk, W, controls, say, words

ACTIVITY, GOAL, ATTACHMENT = "project.activities", "project.goals", "tillvaxtverket.attachments"


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


def lines_added(before, after):
    """What differs between two data files, and nothing may be gone."""
    lines = list(ndiff(before.splitlines(), after.splitlines()))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:] for line in lines if line.startswith("+ ")]


NEW = {
    f"{ACTIVITY}.1.name": "Studieresa",
    f"{ACTIVITY}.1.description": "Ett besök hos en annan region.",
    f"{ACTIVITY}.1.start": "2025-03-03",
    f"{ACTIVITY}.1.end": "2025-03-05",
}


def copied_activity(root):
    row = row_of(root, f"{ACTIVITY}.1.name")
    new = as_word_copies(row)
    row.addnext(new)
    for path, text in NEW.items():
        type_over(new, path, text)


def test_a_copied_row_becomes_an_item_below_the_one_that_it_stands_after(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    before = desk.data.read_text("utf-8")
    desk.edit(copied_activity)
    item = f"{ACTIVITY}.2"
    assert desk.status() == ([item], 0, 0)
    assert desk.generate().made == ("kept", 0, [item])
    assert desk.final().about == [("not-pulled", item)]

    pulled = desk.pull()
    assert (list(pulled.taken), pulled.about) == ([item], [])
    assert lines_added(before, desk.data.read_text("utf-8")) == [
        "    - name: Studieresa",
        "      description: Ett besök hos en annan region.",
        "      start: 2025-03-03",
        "      end: 2025-03-05",
        "      responsible: Projektledaren",
    ]
    settled(desk, item, "Studieresa")


def settled(desk, item, text):
    """After a pull: the document has the item once, and nothing waits in it any more."""
    assert desk.status()[0::2] == ([], 0)
    assert desk.generate().made == ("merged", 0, [])
    assert words(desk.root()).count(text) == 1
    (name,) = controls(desk.root(), f"{item}.name")
    assert words(name) == text
    data, document = desk.data.read_bytes(), desk.document.read_bytes()
    assert desk.status() == ([], 0, 0)
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert (desk.data.read_bytes(), desk.document.read_bytes()) == (data, document)
    assert not desk.final().errors
    assert words(desk.root(desk.sent)).count(text) == 1
