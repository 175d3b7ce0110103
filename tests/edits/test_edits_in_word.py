"""What a data file cannot hold of an edit in Word is no dead end: it is told, it stays, the final is made."""

import pytest
from edited import Desk, W, controls, last_word, paragraph, put, typed, words
from lxml import etree

NEED, COSTS, AMOUNT = "case.need", "case.residual_costs", "financing.contributions.0.amount"

# What a hand leaves in a field that says what it said before: the edit, and what tells that it is still there.
AS_BEFORE = {
    "a blank at the end": (typed(NEED, " "), "utveckling. "),
    "a hard blank at the end": (typed(NEED, "\u00a0"), "utveckling.\u00a0"),
    "a blank at the start": (typed(NEED, " ", "start"), " Region Jämtland"),
    "a blank after a value": (typed(COSTS, " "), "tillväxt "),
    "a blank before a value": (typed(COSTS, " ", "start"), " budgetram"),
    "a hard blank after an amount": (typed(AMOUNT, "\u00a0"), "kronor\u00a0"),
    "an amount without its unit": (typed(AMOUNT, "300 000 kr", "over"), "300 000 kr "),
    "an amount in thousands": (typed(AMOUNT, "300 tkr", "over"), "300 tkr"),
    "a day in words": (typed("project.period.end", "den 30 maj 2025", "over"), "den 30 maj 2025"),
}
# The same, where an element tells of it.
AS_BEFORE_IN_MARKS = {
    "a tab at the end": (put(NEED, "<w:tab/>"), "w:tab"),
    "a tab at the start": (put(NEED, "<w:tab/>", "start"), "w:tab"),
    "a soft break at the end": (put(NEED, "<w:br/>"), "w:br"),
    "a soft break at the start": (put(NEED, "<w:br/>", "start"), "w:br"),
    "an empty paragraph at the end": (paragraph(NEED, "<w:p/>"), "w:p"),
    "an empty paragraph at the start": (paragraph(NEED, "<w:p/>", "start"), "w:p"),
}


def count(root, name):
    return sum(1 for _ in root.iter("{*}" + name.removeprefix("w:")))


@pytest.mark.parametrize(("edit", "kept"), AS_BEFORE.values(), ids=AS_BEFORE)
def test_a_field_that_says_the_same_in_other_signs_waits_for_nothing_and_keeps_them(ansokan, edit, kept):
    desk = Desk(ansokan)
    desk.edit(edit)
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert kept.strip() in words(desk.root())
    assert not desk.final().errors
    assert kept in words(desk.root(desk.sent))


@pytest.mark.parametrize(("edit", "mark"), AS_BEFORE_IN_MARKS.values(), ids=AS_BEFORE_IN_MARKS)
def test_an_empty_mark_at_the_edge_of_a_text_waits_for_nothing_and_stays(ansokan, edit, mark):
    desk = Desk(ansokan)
    before = count(desk.root(), mark)
    desk.final()
    before_sent = count(desk.root(desk.sent), mark)
    desk.edit(edit)
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert count(desk.root(), mark) == before + 1
    assert not desk.final().errors
    assert count(desk.root(desk.sent), mark) == before_sent + 1


NEW = {
    "indented with blanks": paragraph(
        NEED, '<w:p><w:r><w:t xml:space="preserve">    Ny rad.</w:t></w:r></w:p>'
    ),
    "indented with a tab": paragraph(NEED, "<w:p><w:r><w:tab/><w:t>Ny rad.</w:t></w:r></w:p>"),
    "with a blank at its end": paragraph(
        NEED, '<w:p><w:r><w:t xml:space="preserve">Ny rad. </w:t></w:r></w:p>'
    ),
}


@pytest.mark.parametrize("edit", NEW.values(), ids=NEW)
def test_a_new_paragraph_is_taken_once_and_then_nothing_waits(ansokan, edit):
    desk = Desk(ansokan)
    desk.edit(edit)
    assert desk.status()[0] == [NEED]
    assert desk.pull().taken[NEED].endswith("länets utveckling.\n\nNy rad.")
    assert desk.status()[0] == []
    assert desk.generate().made[1:] == (0, [])
    assert desk.pull().taken == {}
    assert desk.status()[0] == []
    assert not desk.final().errors
    assert words(desk.root(desk.sent)).count("Ny rad.") == 1


def test_a_new_text_with_an_empty_paragraph_after_it_is_taken_once(ansokan):
    desk = Desk(ansokan)
    desk.edit(paragraph(NEED, "<w:p><w:r><w:t>Ny rad.</w:t></w:r></w:p>"), paragraph(NEED, "<w:p/>"))
    assert desk.pull().taken[NEED].endswith("\n\nNy rad.")
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    assert not desk.final().errors


TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    "<w:tr><w:tc><w:p><w:r><w:t>I en cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Min rubrik</w:t></w:r></w:p>'
PICTURE = (
    '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt"/>'
    "</w:pict></w:r></w:p>"
)


def heading(root):
    """The last paragraph of two in a field gets a style of headings."""
    paragraph(NEED, HEADING)(root)


BEYOND = {
    "underlined": (last_word(NEED, '<w:u w:val="single"/>'), "underlining", "u"),
    "raised": (
        last_word(NEED, '<w:vertAlign w:val="superscript"/>'),
        "superscript or subscript",
        "vertAlign",
    ),
    "lowered": (last_word(NEED, '<w:vertAlign w:val="subscript"/>'), "superscript or subscript", "vertAlign"),
    "struck": (last_word(NEED, "<w:strike/>"), "strikethrough", "strike"),
    "struck twice": (last_word(NEED, "<w:dstrike/>"), "strikethrough", "dstrike"),
    "a page break": (put(NEED, '<w:br w:type="page"/>'), "a page break", "br"),
    "a table": (paragraph(NEED, TABLE, "start"), "a table", "tbl"),
    "a picture": (paragraph(NEED, PICTURE), "a picture", "pict"),
}


def noted_for_the_control(root):
    """Word writes the properties of a control's first run once more, for the control itself."""
    (control,) = controls(root, NEED)
    underlined = '<w:rPr xmlns:w="{}"><w:u w:val="single"/></w:rPr>'.format(W.strip("{}"))
    control.find(f"{W}sdtPr").insert(0, etree.fromstring(underlined))


def test_underlining_of_a_word_is_named_also_where_word_notes_it_for_the_whole_control(ansokan):
    desk = Desk(ansokan)
    desk.edit(last_word(NEED, '<w:u w:val="single"/>'), noted_for_the_control)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-beyond", NEED)])


@pytest.mark.parametrize(("edit", "name", "mark"), BEYOND.values(), ids=BEYOND)
def test_what_markdown_cannot_hold_is_named_by_pull_and_stays_in_the_final(ansokan, edit, name, mark):
    desk = Desk(ansokan)
    desk.final()
    before = count(desk.root(), mark), count(desk.root(desk.sent), mark)
    desk.edit(edit)
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-beyond", NEED)])
    assert name in pulled.message("pull-beyond")
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert desk.final().codes <= {"pull-beyond"}
    assert (count(desk.root(), mark), count(desk.root(desk.sent), mark)) == (before[0] + 1, before[1] + 1)


def test_a_paragraph_in_the_style_of_a_heading_is_named_its_words_are_taken_and_its_style_stays(ansokan):
    desk = Desk(ansokan)
    desk.edit(heading)
    assert desk.status()[0] == [NEED]
    pulled = desk.pull()
    assert pulled.about == [("pull-beyond", NEED)]
    assert "a heading" in pulled.message("pull-beyond")
    assert pulled.taken[NEED].endswith("\n\nMin rubrik")
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert not desk.final().errors
    (kept,) = [each for each in desk.root(desk.sent).iter("{*}p") if words(each) == "Min rubrik"]
    assert kept.find("{*}pPr/{*}pStyle").values() == ["Heading2"]


def test_a_footnote_in_a_long_text_is_named_by_pull_and_stays_in_the_final(ansokan):
    desk = Desk(ansokan)
    (done,) = desk.in_word("footnote-in-control")
    assert desk.status()[0] == []
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-beyond", done["field"])])
    assert "a footnote" in pulled.message("pull-beyond")
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert not desk.final().errors
    assert count(desk.root(desk.sent), "w:footnoteReference") == 1


WITH_LOOKS_OF_ITS_OWN = {
    "a value that ends in a blank": (COSTS, typed(COSTS, " och mer "), "tillväxt och mer"),
    "a text that ends in a blank": (NEED, typed(NEED, " Och mer. "), "utveckling. Och mer."),
    "a word in bold and underlined": (NEED, last_word(NEED, '<w:b/><w:u w:val="single"/>'), "**veckling.**"),
}


@pytest.mark.parametrize(("path", "edit", "taken"), WITH_LOOKS_OF_ITS_OWN.values(), ids=WITH_LOOKS_OF_ITS_OWN)
def test_what_was_pulled_is_in_no_conflict_with_itself(ansokan, path, edit, taken):
    desk = Desk(ansokan)
    desk.edit(edit)
    assert desk.status()[0] == [path]
    assert desk.pull().taken[path].endswith(taken)
    assert desk.generate().made[1:] == (0, [])
    before = desk.document.read_bytes()
    assert desk.generate().made[1:] == (0, [])
    assert desk.document.read_bytes() == before
    assert desk.status()[0] == []
    assert count(desk.root(), "w:ins") == count(desk.root(), "w:del") == 0
    assert not desk.final().errors


@pytest.mark.parametrize("path", [COSTS, NEED])
def test_a_field_can_be_edited_pulled_edited_and_pulled_again(ansokan, path):
    desk = Desk(ansokan)
    desk.edit(typed(path, " ett"))
    assert desk.pull().taken[path].endswith(" ett")
    desk.edit(typed(path, " två"))
    assert desk.status()[0] == [path]
    assert desk.pull().taken[path].endswith(" ett två")
    assert desk.status()[0] == []
    assert desk.generate().made[1:] == (0, [])
    assert words(desk.field(path)).endswith(" ett två")
    assert desk.pull().taken == {}
    assert not desk.final().errors


@pytest.mark.parametrize("path", [COSTS, NEED])
def test_a_field_that_is_edited_again_after_a_pull_is_in_no_conflict_when_generated(ansokan, path):
    desk = Desk(ansokan)
    desk.edit(typed(path, " ett"))
    desk.pull()
    desk.edit(typed(path, " två"))
    assert desk.generate().made[1:] == (0, [path])
    assert words(desk.field(path)).endswith(" ett två")
    assert desk.pull().taken[path].endswith(" ett två")
    assert desk.generate().made[1:] == (0, [])
    assert not desk.final().errors


def test_a_pulled_amount_written_in_another_way_since_takes_what_is_new_in_the_data(ansokan):
    desk = Desk(ansokan)
    desk.edit(typed(AMOUNT, "400 tkr", "over"))
    assert desk.pull().taken == {AMOUNT: "400 000"}
    desk.edit(typed(AMOUNT, "0,4 mnkr", "over"))
    desk.write("amount: 400 000", "amount: 500 000")
    assert desk.generate().made[1:] == (0, [])
    assert words(desk.field(AMOUNT)) == "500\u00a0000\u00a0kronor"


@pytest.mark.parametrize("path", [COSTS, NEED])
def test_a_field_that_was_pulled_and_got_its_old_text_back_waits_as_an_edit(ansokan, path):
    desk = Desk(ansokan)
    old, data = desk.document.read_bytes(), desk.data.read_bytes()
    desk.edit(typed(path, " ett"))
    desk.pull()
    desk.document.write_bytes(old)
    desk.in_word("space")
    assert desk.status()[0] == [path]
    assert desk.generate().made[1:] == (0, [path])
    assert not words(desk.field(path)).endswith(" ett")
    assert not desk.pull().taken[path].endswith(" ett")
    assert desk.data.read_bytes() == data
    assert desk.status()[0] == []
    assert not desk.final().errors


def test_a_value_emptied_of_all_but_blanks_is_empty_for_all(ansokan):
    desk = Desk(ansokan)
    desk.edit(typed(COSTS, " \u00a0", "over"))
    assert desk.status()[0] == [COSTS]
    assert desk.pull().taken == {COSTS: None}
    assert desk.status()[0] == []
