"""Each thing that people do in Word, done in a copy: merged, the document says what the copy says."""

import sys
from pathlib import Path

import pytest
from edited import Desk, asked, wordlike

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from foreign_eye import difference, see

EDITS = [name for name, kind in wordlike.KINDS.items() if kind == "edit"]
LEFT = {
    "control-removed": "tags",  # the frame of a field alone: the document keeps it
    "heading": "contents",  # the document's table of contents is brought up to date
    "tracked-control-deleted": "tags body",  # as a proposal, the frame stays, or the paragraph of a field alone goes
    "tracked-move": "body",  # becomes a tracked deletion and insertion
}
NOWHERE = {
    "beslut": "row-by-tab row-copied row-copied-edited tracked-row list-enter item-picked cell-level widths plus-sign plus-sign-left".split(),
    "anslag11": ["backspace-join"],
}
"""What there is no place for in a document: this memo has no table with rows of a list, and no choice of yes or no."""


@pytest.mark.parametrize(
    ("document", "edit"),
    [(document, edit) for document, never in NOWHERE.items() for edit in EDITS if edit not in never],
)
def test_what_is_done_in_a_copy_comes_into_the_document(ansokan, tmp_path, edit, document):
    desk = Desk(ansokan, document)
    tried = (wordlike.apply(desk.document.read_bytes(), [edit, "resave"], seed) for seed in range(7, 20))
    data = next(data for data, log in tried if log)  # a seed draws a place, which may be none for this edit
    Path("copy.docx").write_bytes(data)

    done = asked(ansokan, "merge copy.docx")

    assert [each["conflicts"] for each in done["copies"]] == [0]
    assert {each["level"] for each in done["problems"]} <= {"hint"}
    here, there = see(desk.document.read_bytes()), see(data)
    differs = difference(here, there)
    assert differs.partition(":")[0] in ("", *LEFT.get(edit, "").split())
    assert here.words == there.words or edit == "tracked-move"
    before = desk.document.read_bytes()
    assert ansokan("merge copy.docx").code == 0
    assert desk.document.read_bytes() == before
