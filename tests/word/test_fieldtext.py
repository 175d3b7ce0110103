"""Fields are found and read however the file was saved: by Word, or by LibreOffice, which drops their names."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulling import (
    MARKDOWN_FIELD,
    NS,
    changed,
    fields,
    generated,
    holding,
    read,
    run,
    typed,
    without_names,
    xml,
)

from generator.grant.schema import Data
from generator.pull.schema_values import Values
from generator.word.fields import provenance
from generator.word.fields.order import align
from generator.word.fields.read import read_fields
from generator.word.opc.names import DOC_REL, SDT, SDTPR, VAL, P, qn
from generator.word.opc.package import Package

FILE = read()
MADE = generated(FILE)
TITLE = Values(FILE, Data).title
LONG, HOLDER = MARKDOWN_FIELD, "project.problem"


def reading(document):
    package = Package.read(document, "x")
    return read_fields(package, provenance.read(package).shown, TITLE)


def texts(document):
    """What each field says that says something else than it showed."""
    found = reading(document)
    assert (found.missing, found.unsure) == ((), ())
    assert len(found.found) == len(fields(MADE))
    return {
        field.shown.path: field.text
        for field in found.found
        if field.text != (SAME if field.shown.path == LONG else field.shown.text)
    }


def texts_found(document):
    return {field.shown.path: field.text for field in reading(document).found}


SAME = next(field.text for field in reading(MADE).found if field.shown.path == LONG)


# --- in order


def test_what_kept_its_text_holds_the_rest_in_place():
    old = [("a", "1"), ("b", "2"), ("a", "3"), ("b", "4")]
    new = [("a", "1"), ("b", "x"), ("a", "3"), ("b", "y")]
    assert align(old, new) == ([(0, 0), (1, 1), (2, 2), (3, 3)], set())


def test_a_row_that_is_gone_leaves_the_others_in_place():
    rows = [(name, f"{name}{row}") for row in range(3) for name in "abc"]
    pairs, doubt = align(rows, [*rows[:3], *rows[6:]])
    assert (pairs, doubt) == ([(0, 0), (1, 1), (2, 2), (6, 3), (7, 4), (8, 5)], set())


def test_it_is_in_doubt_which_of_two_of_one_name_is_left():
    assert align([("a", "1"), ("a", "2")], [("a", "x")]) == ([], {0, 1})
    assert align([("a", "1"), ("a", "2")], [("b", "x")]) == ([], set())


NAMED = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("1234")), max_size=8)


@given(NAMED, NAMED)
def test_pairs_have_one_name_and_stand_in_order_by_name(old, new):
    pairs, doubt = align(old, new)
    assert all(old[i][0] == new[j][0] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert not doubt & {i for i, _ in pairs}
    for name in "abc":
        own = [j for i, j in pairs if old[i][0] == name]
        assert own == sorted(own)


@given(NAMED, st.data())
def test_changed_texts_alone_are_all_found(old, data):
    new = [(name, data.draw(st.sampled_from([text, "x"]))) for name, text in old]
    pairs, doubt = align(old, new)
    assert (len(pairs), doubt) == (len(old), set())


# --- with names


def test_all_fields_say_what_they_showed():
    assert texts(MADE) == {}


def test_a_path_in_several_forms_is_told_by_its_text():
    document = changed(MADE, lambda control: control.getparent().remove(control), "case.date")
    found = reading(document)
    assert [value.text for value in found.missing] == ["den\u00a022\u00a0november\u00a02024"]


def test_a_copied_field_is_read_too():
    document = changed(MADE, lambda control: control.addnext(deepcopy(control)), "case.number")
    found = reading(typed(document, "case.number", "RUN/2", nth=1))
    assert [field.text for field in found.found if field.shown.path == "case.number"] == [
        "RUN/479/2024",
        "RUN/2",
    ]


# --- as LibreOffice 7.4 saves


def saved(document):
    """Do to long texts what LibreOffice 7.4 does: the control shrinks to the first paragraph, without looks."""

    def shrink(root):
        for sdt in [each for each in root.iter(SDT) if each.getparent().tag == qn("w:body")]:
            _shrink(sdt)

    return without_names(changed(document, shrink))


def _shrink(sdt):
    start, end = sdt.getprevious(), sdt.getnext()
    paragraphs = list(sdt.iter(P))
    for paragraph in paragraphs:
        sdt.addprevious(paragraph)
    first, last = paragraphs[0], paragraphs[-1]
    text = "".join(each.text or "" for each in first.iter(qn("w:t")))
    holder = sdt.find(qn("w:sdtContent"))
    holder[:] = [start, *xml(run(text))]
    for child in list(first):
        if child.tag != qn("w:pPr"):
            first.remove(child)
    first.append(sdt)
    if last is not first:
        second = deepcopy(start)
        for mark in (second, end):
            mark.set(qn("w:id"), f"{start.get(qn('w:id'))}9")
        last.insert(1 if last.find(qn("w:pPr")) is not None else 0, second)
    last.append(end)


def saved_again(document):
    """What a second save does: of a long text's bookmark the last paragraph is left, its control has no name."""

    def change(root):
        starts = {}
        for mark in root.iter(qn("w:bookmarkStart")):
            starts.setdefault(mark.get(qn("w:name")), []).append(mark)
        for marks in starts.values():
            if len(marks) == 2:
                properties = next(marks[0].iterancestors(SDT)).find(SDTPR)
                properties[:] = []
                marks[0].getparent().remove(marks[0])

    return changed(document, change)


@pytest.mark.parametrize("save", [without_names, saved, lambda document: saved_again(saved(document))])
def test_without_names_all_fields_are_found(save):
    document = save(MADE)
    assert not reading(document).tags
    assert texts(document) == {}


@pytest.mark.parametrize("save", [saved, lambda document: saved_again(saved(document))])
@pytest.mark.parametrize(
    ("old", "new", "path", "text"),
    [
        ("Planering", "Plan B", "project.name", "Plan B"),
        ("2025-01-13", "2025-02-01", "project.activities.1.start", "2025-02-01"),
        ("Projektgruppen", "Elin", "project.activities.2.responsible", "Elin"),
        ("första stycke", "nytt stycke", LONG, SAME.replace("första stycke", "nytt stycke")),
        ("en till", "en helt annan", LONG, SAME.replace("en till", "en helt annan")),
        ("Slut.", "Slut på det.", LONG, SAME.replace("Slut.", "Slut på det.")),
        ("[problem]", "Ett problem", HOLDER, "Ett problem"),
        ("[beslutsfattarens namn]", "[beslutsfattarens namn] Elin", "case.signatory.name", "Elin"),
    ],
)
def test_without_names_edits_are_found_and_looks_kept(save, old, new, path, text):
    def replace(root):
        for element in root.iter(qn("w:t")):
            if old in (element.text or ""):
                element.text = element.text.replace(old, new)
                return
        raise AssertionError(old)

    assert texts(changed(save(MADE), replace)) == {path: text}


def test_the_field_code_of_a_link_is_no_text():
    file = read(FILE.put(LONG, "Se [planen](https://x.se/a?b=1) nu.\n\nSlut."))

    def coded(root):
        for element in root.iter(qn("w:t")):
            if element.text == "Se planen nu.":
                element.text = 'Se HYPERLINK "https://x.se/a?b=1" \\o "https://x.se/a?b=1"planen snart.'

    (field,) = [f for f in reading(changed(saved(generated(file)), coded)).found if f.shown.path == LONG]
    assert field.text == "Se [planen](https://x.se/a?b=1) snart.\n\nSlut."


def test_a_numbered_list_in_two_parts_is_one():
    """LibreOffice gives the first item a w:num that starts anew, and the others one that goes on."""

    def split(root):
        items = [
            p_
            for p_ in root.iter(P)
            if p_.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{VAL}='Numreradlista']") is not None
        ]
        for item in items[1:]:
            item.find(f".//{qn('w:numId')}").set(VAL, "2")

    assert texts(changed(MADE, split)) == {}


def test_a_long_text_whose_beginning_is_lost_is_in_doubt():
    def cut(root):
        for sdt in [each for each in root.iter(SDT) if len(each.find(SDTPR)) == 0]:
            holder = sdt.getparent()
            holder.getparent().remove(holder)

    found = reading(changed(saved_again(saved(MADE)), cut))
    assert [value.path for value in found.unsure] == [LONG]


def test_a_long_text_of_which_one_paragraph_is_left():
    def cut(root):
        first, *_between, last = _between_marks(root)
        for mark in list(last.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            first.append(mark)
        for paragraph in [*_between, last]:
            paragraph.getparent().remove(paragraph)

    assert texts(changed(saved(MADE), cut)) == {LONG: SAME.split("\n")[0]}


def _between_marks(root):
    paragraphs = list(root.iter(P))
    starts = [[mark.get(qn("w:name")) for mark in each.iter(qn("w:bookmarkStart"))] for each in paragraphs]
    marks = [i for i, names in enumerate(starts) if any(name.startswith("_gd_") for name in names)]
    return paragraphs[marks[0] : marks[1] + 1]


def test_a_long_text_begins_with_its_first_words_when_its_control_is_gone():
    def unwrap(root):
        for control in [each for each in root.iter(SDT) if len(each.find(SDTPR)) == 0]:
            for child in list(control.find(qn("w:sdtContent"))):
                control.addprevious(child)
            control.getparent().remove(control)

    assert texts_found(changed(saved_again(saved(MADE)), unwrap))[LONG].endswith(SAME[SAME.index("\n") :])


@pytest.mark.parametrize("between", [f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc></w:tr></w:tbl>", ""])
def test_a_lost_beginning_is_not_looked_for_beyond_another_text_or_a_table(between):
    file = read(
        FILE.put(LONG, "Ett enda stycke.").replace(
            "  activities:", "  problem: |\n    Ett.\n\n    Två.\n  activities:"
        )
    )

    def cut(root):
        paragraphs = list(root.iter(P))
        at = next(i for i, each in enumerate(paragraphs) if "".join(each.itertext()) == "Ett.")
        nameless = paragraphs[at - 1].find(SDT)
        nameless.find(SDTPR)[:] = []
        if between:
            for mark in [*paragraphs[at - 1].iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
                mark.getparent().remove(mark)
            paragraphs[at].addprevious(xml(between)[0])
        paragraphs[at].getparent().remove(paragraphs[at])

    found = reading(changed(saved_again(saved(generated(file))), cut))
    assert HOLDER in [value.path for value in found.unsure]


def test_a_table_put_in_a_long_text_is_passed_by():
    def put(root):
        _between_marks(root)[1].addprevious(
            xml(f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc></w:tr></w:tbl>")[0]
        )

    assert texts(changed(saved(MADE), put)) == {}


def test_a_row_deleted_without_names_is_missing_and_an_edit_beside_it_in_doubt():
    def cut(root):
        rows = list(root.iter(qn("w:tr")))
        rows[2].getparent().remove(rows[2])
        (text,) = [each for each in rows[1].iter(qn("w:t")) if each.text == "Projektledaren"]
        text.text = "Elin"

    found = reading(changed(without_names(MADE), cut))
    paths = {value.path for value in found.missing}
    assert paths == {"project.activities.1.name", "project.activities.1.start"}
    assert {value.path for value in found.unsure} == {
        "project.activities.0.responsible",
        "project.activities.1.responsible",
    }


def test_what_libreoffice_makes_of_a_tracked_change_in_a_field_is_in_doubt():
    assert [value.path for value in reading(_mixed("PlaneringPlan B")).unsure] == ["project.name"]
    assert [
        field.text for field in reading(_mixed("Plan B")).found if field.shown.path == "project.name"
    ] == ["Plan B"]
    named = typed(_with_insertion(MADE), "project.name", "PlaneringPlan B")
    assert reading(named).unsure == ()


def test_tracking_that_is_on_is_enough_to_doubt():
    package = Package.read(without_names(typed(MADE, "project.name", "PlaneringPlan B")), "x")
    settings = f"<w:settings {NS}><w:trackRevisions/></w:settings>".encode()
    package.add("word/settings.xml", settings, "application/xml")
    package.add_relationship(package.main, DOC_REL + "settings", "word/settings.xml")
    assert [value.path for value in reading(package.to_bytes()).unsure] == ["project.name"]


def _mixed(text):
    return without_names(typed(_with_insertion(MADE), "project.name", text))


def _with_insertion(document):
    def insert(root):
        root.find(f".//{P}").append(xml(f'<w:ins w:id="77" w:author="A">{run("x")}</w:ins>')[0])

    return changed(document, insert)


# --- looks that the document does not say


@pytest.mark.parametrize("look", ["<w:b/>", "<w:i/>", ""])
def test_a_short_text_in_a_bold_paragraph_is_not_bold(look):
    control = holding(
        run("Ett ", look) + run("stort", "" if look == "<w:b/>" else "<w:b/>") + run(" behov", look)
    )

    def change(sdt):
        control(sdt)
        if look:
            sdt.find(SDTPR).insert(0, xml(f"<w:rPr>{look}</w:rPr>")[0])

    (field,) = [f for f in reading(changed(MADE, change, "case.need")).found if f.shown.path == "case.need"]
    assert field.text == ("Ett ***stort*** behov" if look == "<w:i/>" else "Ett **stort** behov")
