"""Word's plus sign beside the rows of a list: what it adds is a new item, and no command sees the sections."""

import shutil

import docx
import pytest
from edited import PART, Desk, W, controls, parts_of, wordlike, words, xml
from lxml import etree
from rows import SAVES, row_of, settled

from generator.word.opc.package import Package
from generator.word.repeating_sections import take_off

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
ROWS = {
    "Parter": 1,  # the data has none: the row that invites to write one
    "Målgrupper": 4,
    "Aktiviteter": 6,
    "Indikatorer": 1,
    "Risker": 5,
    "Kostnader": 18,  # a section under each category
    "Schabloner": 1,
    "Finansiering": 2,
}
"""The lists of the application that stand in tables, and their rows."""
OLD, NEW = "Tiden är kort", "Tiden är knapp"


def sections(path):
    """The rows in repeating sections, by the caption of the table that they stand in."""
    package = Package.read(path.read_bytes(), str(path))
    found = {}
    for control in package.tree(package.main).iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W15}repeatingSection") is not None:
            caption = control.getparent().find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
            found[caption] = found.get(caption, []) + [words(row) for row in control.iter(f"{W}tr")]
    return found


def counted(path):
    return {title: len(rows) for title, rows in sections(path).items()}


def without_sections(path):
    package = Package.read(path.read_bytes(), str(path))
    take_off(package)
    path.write_bytes(package.to_bytes())


def pressed(desk, last, *save):
    """The plus sign below the row of an item, and its first field typed in."""
    for seed in range(200):
        data, _log = wordlike.apply(desk.document.read_bytes(), ["plus-sign", *save], seed)
        root = etree.fromstring(parts_of(data)[PART])
        if "Ny rad av chefen" in [words(each) for each in controls(root, last)]:
            desk.document.write_bytes(data)
            return
    raise LookupError(last)


@pytest.mark.parametrize("save", SAVES, ids=["edited", "edited and saved"])
@pytest.mark.parametrize(
    "last", ["project.risks.4.risk", "project.target_groups.3.name", "project.indicators.0.name"]
)
def test_a_row_that_the_plus_sign_adds_is_an_item(ansokan, save, last):
    desk = Desk(ansokan, "tillvaxtverket")
    pressed(desk, last, *save)
    (waits,), edits, conflicts = desk.status()
    assert (edits, conflicts) == (0, 0)
    assert desk.final().about == [("not-pulled", waits)]

    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({waits: "Ny rad av chefen"}, [])
    settled(desk, "Ny rad av chefen")


def test_a_line_of_the_budget_that_the_plus_sign_adds_has_the_category_that_it_stands_under(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    pressed(desk, "budget.lines.15.description")
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({"budget.lines.16": "Externa tjänster, Ny rad av chefen"}, [])
    assert desk.generate().made[1:] == (0, [])


def test_a_row_of_the_plus_sign_that_nobody_has_written_in_is_told_at_all_doors_and_not_taken(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    desk.in_word("plus-sign-left")
    (waits,), edits, conflicts = desk.status()
    assert (edits, conflicts) == (0, 0)
    assert desk.generate().made == ("kept", 0, [waits])
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-copied", waits)])
    assert "nothing is written in it" in pulled.message("pull-copied")
    assert desk.final().about == [("pull-copied", waits)]
    assert desk.data.read_bytes() == data
    desk.write(OLD, NEW)
    assert desk.generate().made == ("merged", 0, [waits])
    assert sum(counted(desk.document).values()) == sum(ROWS.values()) + 1


def test_a_section_stands_around_the_rows_of_each_list_and_no_other_row(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    assert counted(desk.document) == ROWS
    assert sections(desk.document)["Risker"][0].startswith("Tiden är kort")


def test_a_final_has_no_section(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(lambda root: row_of(root, "project.risks.1.risk").getparent().getparent().set("edited", "1"))
    desk.final()
    assert sections(desk.sent) == {}
    assert b"repeatingSection" not in desk.root(desk.sent).tag.encode()


def test_a_draft_of_an_earlier_version_gets_them_when_it_is_written_next(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    for each in (desk.document, desk.document.parent / ".generated" / desk.document.name):
        without_sections(each)
    desk.in_word("type-inline")
    desk.write(OLD, NEW)
    assert counted(desk.document) == {}
    assert desk.generate().made[:2] == ("merged", 0)
    assert counted(desk.document) == ROWS


@pytest.mark.parametrize(
    ("holder", "mark"),
    [("trPr", '<w:ins w:id="990" w:author="Chef" w:date="2025-01-01T00:00:00Z"/>'), ("tcPr", "<w:vMerge/>")],
    ids=["a row that somebody proposes", "a cell that goes on in the row below"],
)
def test_rows_that_cannot_be_copied_by_themselves_get_no_section(ansokan, holder, mark):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(lambda root: next(row_of(root, "project.risks.1.risk").iter(f"{W}{holder}")).append(xml(mark)))
    desk.write(OLD, NEW)
    assert desk.generate().made[0] == "merged"
    assert counted(desk.document) == {title: rows for title, rows in ROWS.items() if title != "Risker"}


def test_a_row_that_the_plus_sign_adds_in_a_copy_comes_into_the_document(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    mailed = desk.document.with_name("kopia.docx")
    original = desk.document.read_bytes()
    pressed(desk, "project.risks.4.risk", "resave")
    shutil.move(desk.document, mailed)
    desk.document.write_bytes(original)
    ansokan(f"merge {mailed.as_posix()}")
    mailed.unlink()
    assert sum(counted(desk.document).values()) == sum(ROWS.values()) + 1
    assert desk.pull().taken == {"project.risks.5": "Ny rad av chefen"}
    settled(desk, "Ny rad av chefen")


def test_a_save_by_python_docx_is_no_edit(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    docx.Document(str(desk.document)).save(str(desk.document))
    assert desk.status() == ([], 0, 0)
    assert counted(desk.document) == ROWS


def test_a_section_that_a_person_has_made_stays(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    own = xml(
        f'<w:sdt xmlns:w15="{W15[1:-1]}"><w:sdtPr><w15:repeatingSection/></w:sdtPr><w:sdtContent><w:sdt>'
        "<w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Chefens egen</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    )
    desk.edit(lambda root: root[0].insert(2, own))
    desk.write(OLD, NEW)
    assert desk.generate().made[:2] == ("merged", 0)
    kept = [
        each
        for each in desk.root().iter(f"{W15}repeatingSection")
        if "Chefens egen" in words(each.getparent().getparent())
    ]
    assert len(kept) == 1


def test_what_is_typed_at_one_place_of_a_field_stands_at_all_after_pull_and_generate(ansokan):
    """So do the fields without data binding, which could lose words: docs/word.md."""
    name = "applicant.authorised_signatory.name"
    desk = Desk(ansokan, "anslag11", lambda text: text.replace("    name: Elin Nirjens\n", "    name:\n", 1))
    desk.edit(lambda root: wordlike._write(controls(root, name)[-1], "Eva Ek"))
    assert desk.pull().taken == {name: "Eva Ek"}
    assert desk.generate().made[1:] == (0, [])
    assert [words(each) for each in controls(desk.root(), name)] == ["Eva Ek", "Eva Ek"]
