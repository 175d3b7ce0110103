"""Rows, paragraphs and list items as people copy, type, delete and move them in Word, by lxml alone.

A copied control keeps its tag and gets another number.
"""

import re
from copy import deepcopy
from difflib import ndiff

import pytest
import yaml
from edited import W, controls, run, say, words

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


SAVES = [[], pytest.param(["resave"], marks=pytest.mark.long)]
"""What an editor does to the file afterwards: nothing, or what Word does on each save."""


def settled(desk, *texts):
    """After a pull: the document has the items once, and nothing waits in it any more."""
    assert desk.status()[0::2] == ([], 0)
    assert desk.generate().made[1:] == (0, [])
    tidy(desk, *texts)


def tidy(desk, *texts):
    """The document has these texts once, its fields say what the data says, and nothing waits in it."""
    assert [shown(desk.root()).count(text) for text in texts] == [1] * len(texts)
    data, document = desk.data.read_bytes(), desk.document.read_bytes()
    assert desk.status() == ([], 0, 0)
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert (desk.data.read_bytes(), desk.document.read_bytes()) == (data, document)
    assert not desk.final().errors
    assert [shown(desk.root(desk.sent)).count(text) for text in texts] == [1] * len(texts)


def shown(root):
    """The words of a document but for the time plan, which names the activities once more."""
    return "".join(
        text.text or ""
        for text in root.iter(f"{W}t")
        if not any("●" in words(table) for table in text.iterancestors(f"{W}tbl"))
    )


def risks(desk):
    return [each["risk"] for each in yaml.safe_load(desk.data.read_text("utf-8"))["project"]["risks"]]


def rows_of(root, lists, name):
    """The fields of a list in the order in which they stand, each with the path that its place has."""
    paths = [each.get(f"{W}val") for each in root.iter(f"{W}tag")]
    there = [path for path in paths if re.fullmatch(rf"{lists}\.\d+\.{name}", path)]
    assert there == [f"{lists}.{n}.{name}" for n in range(len(there))]
    return [controls(root, path)[0] for path in there]


TRIP = {"risk": "Frost", "likelihood": "hög", "measure": "Vänta"}


def over(path, text, nth=0):
    def change(root):
        control = controls(root, path)[nth]
        for n, each in enumerate(control.iter(f"{W}t")):
            say(each, text if n == 0 else "")

    return change
