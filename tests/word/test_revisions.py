"""Tracked changes: marked as Word marks them, and settled both ways."""

import pytest
from lxml import etree
from settling import settle
from wml import Xml, b, link, p, r, root, sdt, tbl, tc, tr

from generator.word.opc.names import RUN, P, T, qn
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import DEL, INS, Marks

DATE = "2026-11-23T14:12:00Z"


def xml(text):
    return etree.fromstring(root("body", text))


def texts(holder):
    return ["".join(t.text or "" for t in paragraph.iter(T)) for paragraph in holder.iter(P)]


def marked(content, tag, at=0):
    body = xml(content)
    Marks(DATE).block(body[at], tag)
    return body


CONTENTS = [
    p("Hej ", b("där"), "."),
    p("Se ", link("sidan"), " nu."),
    p("Namn: ", sdt("Vatten", tag="project.name"), "."),
    tbl(tr("a", "b"), tr(tc("c", "d"), "e")),
]


@pytest.mark.parametrize("content", CONTENTS)
def test_what_is_marked_as_inserted_is_there_when_accepted_and_gone_when_rejected(content):
    body = marked(content + p("Efter."), INS)
    assert texts(settle(body, accept=True)) == texts(xml(content + p("Efter.")))
    assert texts(settle(body, accept=False)) == ["Efter."]


@pytest.mark.parametrize("content", CONTENTS)
def test_what_is_marked_as_deleted_is_gone_when_accepted_and_back_when_rejected(content):
    body = marked(content + p("Efter."), DEL)
    assert texts(settle(body, accept=True)) == ["Efter."]
    assert texts(settle(body, accept=False)) == texts(xml(content + p("Efter.")))
    assert not list(body.iterfind(f".//{DEL}//{T}"))


@pytest.mark.parametrize("tag", [INS, DEL])
def test_neighbouring_runs_stand_side_by_side_in_one_change(tag):
    body = marked(p("Hej ", b("där"), "."), tag)
    assert [[run.tag for run in change] for change in body[0].iterchildren(tag)] == [[RUN, RUN, RUN]]


def test_the_code_of_a_word_field_is_renamed_when_deleted():
    body = marked(p(Xml("<w:r><w:instrText>PAGE</w:instrText></w:r>")), DEL)
    assert body.find(f".//{qn('w:delInstrText')}") is not None


def test_a_paragraph_mark_stands_before_the_section_that_ends_there():
    body = marked(p("a", props='<w:jc w:val="left"/><w:sectPr/>'), INS)
    properties = body.find(f".//{qn('w:pPr')}")
    assert [child.tag for child in properties] == [qn("w:jc"), qn("w:rPr"), qn("w:sectPr")]
    assert [child.tag for child in properties.find(qn("w:rPr"))] == [INS]


def test_a_paragraph_mark_stands_first_in_the_look_of_the_mark():
    body = marked(p("a", props='<w:jc w:val="left"/><w:rPr><w:b/></w:rPr>'), INS)
    assert [child.tag for child in body.find(f".//{qn('w:pPr')}/{qn('w:rPr')}")] == [INS, qn("w:b")]


def test_a_row_mark_stands_after_the_other_properties_of_the_row():
    row = '<w:tr><w:trPr><w:cantSplit/><w:trPrChange w:id="1" w:author="A"><w:trPr/></w:trPrChange></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    body = marked(f"<w:tbl>{row}</w:tbl>", DEL)
    assert [etree.QName(child).localname for child in body.find(f".//{qn('w:trPr')}")] == [
        "cantSplit",
        "del",
        "trPrChange",
    ]


def test_our_own_proposal_is_taken_back_not_marked_as_deleted():
    body = xml(p("Hej ", Xml(f'<w:ins w:id="1" w:author="ansokan" w:date="{DATE}">{r("då")}</w:ins>')))
    Marks(DATE, [1]).block(body[0], DEL)
    assert texts(settle(body, accept=False)) == ["Hej "]


def test_somebody_elses_insertion_is_marked_inside_it():
    body = xml(p("Hej ", Xml(f'<w:ins w:id="1" w:author="Anna">{r("då")}</w:ins>')))
    Marks(DATE, [1]).block(body[0], DEL)
    assert body.find(f".//{INS}/{DEL}") is not None


def test_what_somebody_else_has_inserted_in_a_control_stays_theirs_when_that_is_inserted():
    theirs = Xml(f'<w:ins w:id="1" w:author="Anna" w:date="{DATE}">{r("Skog")}</w:ins>')
    body = marked(p("Namn: ", sdt(theirs, tag="project.name"), "."), INS)
    authors = [[above.get(qn("w:author")) for above in t.iterancestors(INS)] for t in body.iter(T)]
    assert authors == [["ansokan"], ["Anna"], ["ansokan"]]


def test_numbers_that_are_taken_are_left_out():
    marks = Marks(DATE, [1, 2, 4])
    assert [marks.number() for _ in range(3)] == ["3", "5", "6"]


def test_changed_paragraph_properties_come_back_when_rejected():
    changed = '<w:p><w:pPr><w:pStyle w:val="Ny"/><w:pPrChange w:id="1" w:author="A"><w:pPr><w:pStyle w:val="Gammal"/></w:pPr></w:pPrChange></w:pPr></w:p>'
    styles = [
        settle(xml(changed), accept=accept).find(f".//{qn('w:pStyle')}").get(qn("w:val"))
        for accept in (True, False)
    ]
    assert styles == ["Ny", "Gammal"]


def test_a_control_that_we_inserted_is_nobody_elses_change():
    body = xml(p("Namn: ", sdt("Vatten", tag="project.name")))
    Marks(DATE).insert(body[0][1])
    assert body.find(f".//{qn('w:customXmlInsRangeEnd')}") is not None
    assert not tracked_by_others(body)


@pytest.mark.parametrize(
    "mark", ["w:sectPrChange", "w:cellMerge", "w:customXmlDelRangeStart", "w:numberingChange"]
)
def test_a_change_of_any_kind_by_somebody_else_is_seen(mark):
    body = xml(p("a", Xml(f'<{mark} w:id="1" w:author="Anna"/>')))
    assert tracked_by_others(body)
