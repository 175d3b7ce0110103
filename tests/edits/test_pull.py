"""Edits inside the fields of Word documents go back to the data file; nothing else in it moves, nothing is lost."""

import json
import random
import re
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pulling import (
    DATA,
    changed,
    fields,
    generated,
    holding,
    layout,
    libreoffice,
    read,
    run,
    typed,
    without_names,
    xml,
)
from pydantic import model_validator
from wml import b, docx, p, sdt, signed, tbl, tr

from generator.excerpts import excerpts
from generator.fields import FieldValue
from generator.grant.schema import Data
from generator.grant.yaml import edit
from generator.markdown import parse, write
from generator.problems import Problem, ProblemError
from generator.pull import origin, pull
from generator.pull.line_layout import laid_like
from generator.word.opc.names import TR, P, qn
from generator.word.opc.package import Package

FILE = read()
MADE = generated(FILE)
NAME, AMOUNT, DAY = "project.name", "financing.contributions.0.amount", "project.period.end"
LONG, HOLDER = "project.background", "project.problem"
NAMES = [path for path in (field.path for field in fields(MADE)) if path.endswith(".name")]

RICH = """Inledning med **fet** och *kursiv* och [länk](https://x.se/a?b=1).

- a
  - b med **fet**
    - c
- d

  mer om d

7. sju
8. åtta
   1. ett
   2. två
9. nio

Mellan.

1. ny
2. lista\\
   bruten rad

Slut."""
UGLY = st.lists(
    st.sampled_from(
        ["a", "ö", " ", "**", "*", "[l](https://x.se)", "\\\n", "\n\n", "\n- ", "\n1. ", "\n7. ", "\n  - ", "\n   1. ", "\n\n   ", "3 * 4", "b"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


def pulled(*documents, file=FILE):
    named = [Package.read(each, f"{letter}.docx") for letter, each in zip("abc", documents, strict=False)]
    return pull(named, file, Data)


def values(*documents, file=FILE):
    """What was taken, without a Problem."""
    done = pulled(*documents, file=file)
    assert done.problems == ()
    return {taken.path: taken.new for taken in done.taken}


def codes(done):
    """What is told, by level and code; each Problem can be told in full."""
    assert all(problem.code in str(problem) for problem in done.problems)
    return [(problem.level, problem.code) for problem in done.problems]


def edited(path, content, nth=0, document=MADE):
    return changed(document, holding(content), path, nth)


def test_an_unedited_document_gives_nothing():
    done = pulled(MADE)

    assert (done.text, done.taken, done.problems) == (DATA, (), ())
    assert done.looked == len(fields(MADE))


# --- texts become values


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (NAME, "Planering 2", "Planering 2"),
        (AMOUNT, "600 tkr", "600 000"),
        (AMOUNT, "1\u00a0234\u00a0567,50\u00a0kronor", "1 234 567,5"),
        (DAY, "den 1 juni 2025", "2025-06-01"),
        (DAY, "2025-06-01", "2025-06-01"),
        ("applicant.vat_liable", "Ja", "ja"),
        ("project.type", "Genomförandeprojekt", "genomförandeprojekt"),
        ("case.need", "Två *ord* - 3 * 4", "Två \\*ord\\* - 3 \\* 4"),
        (LONG, "Ett\nTvå", "Ett\n\nTvå\n"),
        (HOLDER, "Nu finns det ett", "Nu finns det ett"),
        ("case.signatory.name", "Elin Nirjens", "Elin Nirjens"),
        ("project.activities.1.name", "Samråd: del 1 # ett", "Samråd: del 1 # ett"),
    ],
)
def test_what_is_typed_over_a_field_becomes_the_value(path, text, value):
    done = pulled(typed(MADE, path, text))

    assert done.problems == ()
    assert [(taken.path, taken.new, taken.document) for taken in done.taken] == [(path, value, "a.docx")]
    branch = read(done.text).values
    for name in path.split("."):
        branch = branch[int(name)] if name.isdigit() else branch[name]
    assert branch == value


def test_a_value_in_the_header_is_taken():
    typed_over = typed(MADE, "applicant.name", "Regionen", part="word/header.xml")
    assert values(typed_over) == {"applicant.name": "Regionen"}


def test_a_text_however_word_has_split_it():
    content = (
        f'<w:bookmarkStart w:id="9" w:name="_GoBack"/>{run("Plan")}<w:proofErr w:type="spellStart"/>'
        f'{run("ering", "<w:i/>")}<w:bookmarkEnd w:id="9"/><w:proofErr w:type="spellEnd"/>{run(" 2")}'
    )
    assert values(edited(NAME, content)) == {NAME: "Planering 2"}


COMMENT = (
    '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
)


def tracked(author):
    ins = f'<w:ins w:id="1" w:author="{author}">{run(" 3")}</w:ins>'
    gone = f'<w:del w:id="2" w:author="{author}">{run("ering").replace("w:t", "w:delText")}</w:del>'
    return edited(NAME, run("Plan") + gone + COMMENT + ins)


def test_what_somebody_proposes_is_not_taken_before_it_is_accepted_and_that_is_said():
    done = pulled(tracked("En chef"))
    assert done.taken == ()
    (problem,) = done.problems
    assert (problem.level, problem.code, problem.path) == ("warning", "pull-proposed", NAME)
    assert 'The field "Projektnamn" has tracked changes that nobody has accepted' in problem.message


def test_of_a_field_that_shows_a_conflict_nothing_is_taken_and_that_is_said():
    done = pulled(tracked("ansokan"))
    assert done.taken == ()
    assert [(each.level, each.code, each.path) for each in done.problems] == [
        ("error", "pull-unsettled", NAME)
    ]


def test_comments_count_as_nothing():
    assert values(edited(NAME, run("Plan") + COMMENT + run(" 3"))) == {NAME: "Plan 3"}


def test_long_texts_keep_bold_italics_links_and_lists():
    content = (
        f"<w:p>{run('Ett ')}{run('fett', '<w:b/>')}{run(' och ')}{run('snett', '<w:i/>')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Punktlista"/></w:pPr>{run("punkt")}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="Punktlista2"/></w:pPr>{run("under")}</w:p>'
    )
    assert values(edited(LONG, content)) == {LONG: "Ett **fett** och *snett*\n\n- punkt\n  - under\n"}


def test_bold_on_a_word_of_a_short_text_in_markdown():
    content = run("Ett ") + run("behov", "<w:b/>")
    assert values(edited("case.need", content)) == {"case.need": "Ett **behov**"}


# --- what is no edit


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (AMOUNT, "300 000 kronor"),
        (AMOUNT, "300000"),
        (AMOUNT, "0,3 mnkr"),
        (DAY, "2025-05-30"),
        ("applicant.vat_liable", " nej "),
        ("project.type", "Förstudie"),
        (NAME, "Planering  "),
        (NAME, "\u00a0Planering"),
    ],
)
def test_a_value_written_in_another_way_is_no_edit(path, text):
    assert values(typed(MADE, path, text)) == {}


def test_letters_composed_in_another_way_are_no_edit():
    assert values(typed(MADE, "applicant.name", "Region Ja\u0308mtland Ha\u0308rjedalen")) == {}


def test_a_hard_space_in_a_name_is_an_edit():
    assert values(typed(MADE, "applicant.name", "Region\u00a0Jämtland Härjedalen")) == {
        "applicant.name": "Region\u00a0Jämtland Härjedalen"
    }


def _away(control):
    control.getparent().remove(control)


def _unwrapped(control):
    for child in list(control.find(qn("w:sdtContent"))):
        control.addprevious(child)
    control.getparent().remove(control)


def _deleted(control):
    for run_ in list(control.iter(qn("w:r"))):
        gone = xml('<w:del w:id="5" w:author="A"/>')[0]
        run_.addprevious(gone)
        gone.append(run_)


def _row_deleted(control):
    next(control.iterancestors(TR)).insert(0, xml('<w:trPr><w:del w:id="7" w:author="A"/></w:trPr>')[0])
    _deleted(control)


def _paragraph_deleted(control):
    for paragraph in control.iter(P):
        mark = xml('<w:pPr><w:rPr><w:del w:id="8" w:author="A"/></w:rPr></w:pPr>')[0]
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            paragraph.insert(0, mark)
        else:
            properties.append(mark[0])
    _deleted(control)


def _inside_deletion(control):
    gone = xml('<w:del w:id="9" w:author="A"/>')[0]
    control.addprevious(gone)
    gone.append(control)


def _range_deleted(control):
    control.addprevious(xml('<w:customXmlDelRangeStart w:id="6" w:author="A"/>')[0])
    _deleted(control)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (NAME, _away),
        (NAME, _unwrapped),
        (LONG, _away),
    ],
)
def test_a_control_that_is_gone_is_not_an_emptied_value(path, change):
    assert values(changed(MADE, change, path)) == {}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (NAME, _inside_deletion),
        ("project.activities.1.name", _row_deleted),
        (LONG, _paragraph_deleted),
        (NAME, _range_deleted),
    ],
)
def test_a_proposal_to_delete_a_field_takes_nothing(path, change):
    done = pulled(changed(MADE, change, path))
    assert done.taken == ()
    assert {problem.code for problem in done.problems} <= {"pull-proposed"}


def test_a_field_in_a_paragraph_that_runs_on_in_the_next_is_there():
    def join(control):
        paragraph = next(control.iterancestors(P))
        paragraph.insert(0, xml('<w:pPr><w:rPr><w:del w:id="8" w:author="A"/></w:rPr></w:pPr>')[0])

    assert values(changed(typed(MADE, NAME, "Plan B"), join, NAME)) == {NAME: "Plan B"}


def test_a_copy_for_old_programs_is_not_read_twice():
    def into_fallback(control):
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        copy = etree.SubElement(control.getparent(), f"{{{mc}}}Fallback")
        copy.append(deepcopy(control))
        next(copy.iter(qn("w:t"))).text = "gammal"

    assert values(changed(MADE, into_fallback, NAME)) == {}


def test_an_emptied_field_empties_the_value():
    done = pulled(typed(MADE, NAME, ""), typed(MADE, "case.need", ""))
    assert {taken.path: taken.new for taken in done.taken} == {NAME: None, "case.need": None}
    assert "  name:\n  type: förstudie" in done.text


def test_a_field_that_shows_its_placeholder_again_was_emptied():
    def show_prompt(control):
        control.find(qn("w:sdtPr")).append(xml("<w:showingPlcHdr/>")[0])
        control.find(qn("w:sdtContent"))[:] = xml(run("Klicka här"))

    assert values(changed(MADE, show_prompt, NAME)) == {NAME: None}


# --- three sides


def test_the_others_are_taken_when_one_is_in_conflict():
    newer = read(DATA.replace("name: Planering", "name: Plan B"))
    document = typed(typed(MADE, NAME, "Plan C"), DAY, "2025-06-01")

    done = pulled(document, file=newer)

    assert {taken.path: taken.new for taken in done.taken} == {DAY: "2025-06-01"}
    assert codes(done) == [("error", "pull-conflict")]
    problem = done.problems[0]
    assert (problem.file, problem.place.line, problem.path) == ("data/projekt.yaml", 12, NAME)
    for version in ('a.docx: "Plan C"', 'data/projekt.yaml: "Plan B"', '"Planering"'):
        assert version in problem.message
    assert "name: Plan B" in done.text


def test_a_value_changed_in_the_data_and_not_in_word_is_left_alone():
    newer = read(DATA.replace("name: Planering", "name: Plan B"))
    assert values(MADE, file=newer) == {}


def test_the_same_change_in_the_data_and_in_word_is_done_already():
    newer = read(DATA.replace("2025-05-30", "2025-06-01"))
    assert values(typed(MADE, DAY, "den 1 juni 2025"), file=newer) == {}


def test_a_value_written_in_another_way_in_the_data_is_not_changed():
    newer = read(DATA.replace("amount: 300 000\n", 'amount: "300000 kr"\n'))
    assert values(typed(MADE, AMOUNT, "400 tkr"), file=newer) == {AMOUNT: "400000"}


def test_a_value_written_in_another_way_does_not_undo_a_change_of_the_data():
    newer = read(DATA.replace("amount: 300 000\n", "amount: 400 000\n"))
    assert values(typed(MADE, AMOUNT, "0,3 mnkr"), file=newer) == {}


def test_a_long_text_laid_out_anew_in_the_data_is_not_changed():
    newer = read(DATA.replace("Ett första\n    stycke", "Ett\n    första stycke"))
    document = changed(MADE, lambda control: _last_text(control, "Slut nu."), LONG)
    assert list(values(document, file=newer)) == [LONG]


def test_a_value_whose_whole_group_is_gone_from_the_data_is_a_conflict():
    newer = read(DATA.replace("  period: {end: 2025-05-30}\n", "  period:\n"))
    done = pulled(typed(MADE, DAY, "2025-06-15"), file=newer)
    assert (done.taken, codes(done)) == ((), [("error", "pull-conflict")])


def test_a_value_of_a_group_that_the_data_has_begun_and_left_empty_is_taken():
    without = read(DATA.replace("  signatory:\n    title: Chef\n", "  signatory:\n"))
    document = generated(without)
    assert values(typed(document, "case.signatory.name", "Elin"), file=without) == {
        "case.signatory.name": "Elin"
    }


def test_what_stands_in_the_data_and_cannot_be_read_is_not_written_over():
    newer = read(DATA.replace("  name: Planering\n", "  name: Planering\n  problem: {a: b}\n"))
    assert codes(pulled(typed(MADE, HOLDER, "Ett"), file=newer)) == [("error", "unwritable")]
    newer = read(DATA.replace("    title: Chef", '    title: Chef\n    name: "två\\nrader"'))
    done = pulled(typed(MADE, "case.signatory.name", "Elin"), file=newer)
    assert codes(done) == [("error", "pull-conflict")]


def test_an_empty_text_in_the_data_is_no_value():
    newer = read(DATA.replace("    title: Chef", '    title: Chef\n    name: ""'))
    assert values(typed(MADE, "case.signatory.name", "Elin"), file=newer) == {"case.signatory.name": "Elin"}


def test_the_same_change_in_two_documents_is_taken_once():
    done = pulled(typed(MADE, AMOUNT, "400 tkr"), typed(MADE, AMOUNT, "400 000 kronor"))
    assert [(taken.path, taken.new, taken.document) for taken in done.taken] == [
        (AMOUNT, "400 000", "a.docx, b.docx")
    ]


def test_of_one_value_in_two_spellings_that_of_the_first_document_is_written():
    made = generated(FILE, mall=layout(p("{{ applicant.organisation_number }}")))
    number = "applicant.organisation_number"
    assert values(typed(made, number, "232100-0214"), typed(made, number, "2321000214")) == {
        number: "232100-0214"
    }


def test_two_texts_in_two_documents_are_a_conflict_that_changes_nothing():
    done = pulled(typed(MADE, NAME, "Ett"), typed(MADE, NAME, "Två"), MADE)
    assert (done.text, codes(done)) == (DATA, [("error", "pull-conflict")])
    assert 'a.docx: "Ett"; b.docx: "Två"' in done.problems[0].message
    assert "data/projekt.yaml:" not in done.problems[0].message


def test_two_texts_in_one_document_are_a_conflict():
    done = pulled(typed(typed(MADE, AMOUNT, "1 kronor"), AMOUNT, "2 kronor", nth=1))
    assert (done.text, codes(done)) == (DATA, [("error", "pull-conflict")])


def test_one_of_several_places_is_enough():
    assert values(typed(MADE, AMOUNT, "2", nth=1)) == {AMOUNT: "2 000"}
    assert values(typed(MADE, AMOUNT, "2", nth=0)) == {AMOUNT: "2"}


def test_an_older_document_and_a_newer_one_that_agree():
    newer = read(DATA.replace("name: Planering", "name: Plan B"))
    old, new = typed(MADE, NAME, "Plan C"), typed(generated(newer), NAME, "Plan C")
    assert values(old, new, file=newer) == {NAME: "Plan C"}


def test_a_placeholder_filled_in_word_and_in_the_data_is_a_conflict():
    newer = read(DATA.replace("  name: Planering\n", "  name: Planering\n  problem: I filen\n"))
    done = pulled(typed(MADE, HOLDER, "I Word"), file=newer)
    assert codes(done) == [("error", "pull-conflict")]


def test_long_texts_in_a_message_begin_where_they_differ():
    start = "Samma långa början av en text som ingen vill läsa en gång till, " * 3
    done = pulled(typed(MADE, LONG, start + "sedan ett."), typed(MADE, LONG, start + "sedan två."))
    assert "sedan ett." in done.problems[0].message
    assert "sedan två." in done.problems[0].message


# --- lists


def test_an_item_that_is_gone_is_said():
    shorter = read(DATA[: DATA.index("    - name: Rapport")] + DATA[DATA.index("\nfinancing") :])
    done = pulled(typed(MADE, "project.activities.2.name", "Slutrapport"), file=shorter)
    assert (done.text, codes(done)) == (shorter.text, [("error", "pull-item-moved")])
    assert "Slutrapport" in done.problems[0].message


def test_an_item_that_has_moved_is_said_also_when_the_field_is_the_same():
    start, end = DATA.index("    - name: Kartläggning"), DATA.index("    - name: Förankring")
    without_first = read(DATA[:start] + DATA[end:])
    path = "project.activities.0.responsible"
    done = pulled(typed(MADE, path, "Elin"), file=without_first)
    assert (done.text, codes(done)) == (without_first.text, [("error", "pull-item-moved")])
    assert (done.problems[0].path, done.problems[0].place) == (path, without_first.place(path))


def test_an_item_that_a_new_one_stands_before_has_moved():
    new = "    - name: Start\n      start: 2024-11-30\n      responsible: Projektledaren\n"
    longer = read(DATA.replace("  activities:\n", "  activities:\n" + new))
    done = pulled(typed(MADE, "project.activities.0.responsible", "Elin"), file=longer)
    assert (done.text, codes(done)) == (longer.text, [("error", "pull-item-moved")])


@pytest.mark.parametrize("item", [0, 1])
def test_a_list_that_is_gone_is_said(item):
    without = read(DATA[: DATA.index("  activities:")] + DATA[DATA.index("\nfinancing") :])
    done = pulled(typed(MADE, f"project.activities.{item}.name", "Nuläge"), file=without)
    assert (done.text, codes(done)) == (without.text, [("error", "pull-item-moved")])


def test_fields_of_an_item_that_is_a_text_now_are_told_and_those_of_others_are_taken():
    item = "    - name: Förankring\n      start: 2025-01-13\n      responsible: Projektledaren\n"
    assert item in DATA
    file = read(DATA.replace(item, "    - Förankring\n"))
    assert values(typed(MADE, "project.activities.0.responsible", "Elin"), file=file) == {
        "project.activities.0.responsible": "Elin"
    }
    done = pulled(typed(MADE, "project.activities.1.name", "Samråd"), file=file)
    assert (done.text, codes(done)) == (file.text, [("error", "pull-item-moved")])


def test_an_item_with_another_change_in_the_data_is_still_itself():
    newer = read(DATA.replace("name: Kartläggning", "name: Nuläge").replace("2024-12-02", "2024-12-03"))
    assert values(typed(MADE, "project.activities.0.responsible", "Elin"), file=newer) == {
        "project.activities.0.responsible": "Elin"
    }


def test_a_list_is_written_in_the_data_file():
    template = layout(p("{{ project.counties }}"))
    document = typed(generated(FILE, mall=template), "project.counties", "Jämtlands län")
    done = pulled(document)
    assert (done.text, codes(done)) == (DATA, [("error", "pull-list")])


# --- what cannot be taken


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (AMOUNT, "mycket", "is not an amount"),
        (AMOUNT, "-5 kronor", "at least 0"),
        (DAY, "i maj", "is not a date"),
        ("applicant.vat_liable", "kanske", "“ja” or “nej”"),
        ("project.type", "idé", "Choose one of"),
        (NAME, "två\u2028", "one"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_document_and_the_field(path, text, said):
    if path == NAME:
        document = edited(NAME, f"{run('två')}<w:r><w:br/></w:r>{run('rader')}")
    else:
        document = typed(MADE, path, text)
    done = pulled(typed(document, "case.number", "RUN/1"))

    assert {taken.path for taken in done.taken} == {"case.number"}
    assert codes(done) == [("error", "pull-unreadable")]
    problem = done.problems[0]
    assert (problem.file, problem.path) == ("a.docx", path)
    assert said in problem.message


def test_an_emptied_item_of_a_list_names_the_line_to_take_out():
    file = read(DATA.replace("  name: Planering\n", "  name: Planering\n  counties:\n    - Jämtlands län\n"))
    document = generated(file, mall=layout(p("{{ project.counties[0] }}")))
    done = pulled(typed(document, "project.counties.0", ""), file=file)
    assert (done.text, codes(done)) == (file.text, [("error", "pull-emptied-item")])
    line = 1 + file.text.splitlines().index("    - Jämtlands län")
    assert f"Take “Jämtlands län” on line {line} out of the data file" in done.problems[0].message


def test_errors_that_the_data_file_has_already_do_not_stop_it():
    broken = read(DATA.replace('"300 000 kronor"', "mycket"))
    assert values(typed(typed(MADE, NAME, "Ny"), LONG, "Kort"), file=broken) == {NAME: "Ny", LONG: "Kort\n"}


@pytest.mark.parametrize(
    "path",
    ["project.nothing", "project.activities.².name", "project", "a..b", "project.activities",
     f"project.activities.{'9' * 5_000}.name"],
    ids=range(6),
)  # fmt: skip
def test_a_field_that_the_data_file_does_not_know_is_said(path):
    document = docx(p(sdt("något", tag=path)))
    document = signed(document, "projekt.yaml", "mall", (FieldValue(path, "text", "annat"),))
    done = pulled(document)
    assert (done.text, codes(done)) == (DATA, [("error", "pull-unknown-field")])


def test_a_field_without_a_title_is_called_by_the_last_name_of_its_path():
    document = signed(
        docx(p("något")), "projekt.yaml", "mall", (FieldValue("project.nothing", "text", "annat"),)
    )
    (problem,) = pulled(document).problems
    assert problem.code == "pull-field-gone"
    assert ": “nothing” (project.nothing)." in problem.message


def test_a_document_of_another_project_and_one_without_origin_are_refused():
    other = typed(generated(FILE, data_name="annat.yaml"), NAME, "Ny")
    done = pulled(other, docx(p("a")))
    assert (done.text, done.taken) == (DATA, ())
    assert [code for _, code in codes(done)][:2] == ["pull-other-data", "pull-no-origin"]
    assert [problem.file for problem in done.problems] == ["a.docx", "b.docx"]
    with pytest.raises(ProblemError, match="pull-no-origin"):
        origin(Package.read(docx(p("a")), "b.docx"))
    with pytest.raises(ProblemError, match="docx-not-word"):
        pulled(b"nothing")


def test_looks_of_the_layout_are_no_edit():
    blocks = (
        p(b("{{ project.purpose }}")),
        p("{{ project.summary }}", style="Numreradlista"),
        p(b("Så: {{ case.need }}")),
    )
    mall = layout(*blocks, p(sdt("{{ project.background }}", tag="x")))
    file = read(
        DATA.replace(
            "  name: Planering\n", "  name: Planering\n  purpose: Ett **viktigt** mål\n  summary: Kort\n"
        )
    )
    made = generated(file, mall=mall)
    assert values(made, file=file) == {}
    assert values(without_names(made), file=file) == {}


def test_a_file_that_libreoffice_has_damaged_is_explained():
    package = Package.read(MADE, "x")
    package.parts["word/document.xml"] = package.parts["word/document.xml"].replace(b"</w:sdt>", b"", 1)
    done = pulled(package.to_bytes(), typed(MADE, NAME, "Ny"))
    assert {taken.path for taken in done.taken} == {NAME}
    assert codes(done) == [("error", "docx-broken-xml"), ("hint", "pull-damaged")]


def test_a_table_that_a_person_put_in_a_long_text_is_no_edit_of_it():
    def with_table(control):
        control.find(qn("w:sdtContent")).insert(1, xml(tbl(tr("a", "b")))[0])

    done = pulled(changed(MADE, with_table, LONG))
    assert done.taken == ()
    assert [(problem.level, problem.code) for problem in done.problems] == [("hint", "pull-beyond")]
    assert "holds what the data file cannot: a table." in done.problems[0].message


# --- how the data file is written


def test_paragraphs_that_did_not_change_keep_their_line_breaks():
    document = changed(MADE, lambda control: _last_text(control, "Slut på det."), LONG)
    assert pulled(document).text == DATA.replace("    Slut.\n", "    Slut på det.\n")


def _last_text(control, text):
    list(control.iter(qn("w:t")))[-1].text = text


def test_digits_in_a_text_are_not_grouped():
    file = read(DATA.replace("RUN/479/2024", "123 456"))
    assert values(typed(generated(file), "case.number", "999999"), file=file) == {"case.number": "999999"}


def test_a_paragraph_that_was_part_of_an_item_does_not_pull_it_in_again():
    assert laid_like("markdown", "- d\n\nmer om d", "- d\n\n  mer om d\n") == "- d\n\nmer om d\n"


@settings(deadline=None)
@given(st.data())
def test_the_layout_of_a_text_never_changes_what_it_says(data):
    new, old = data.draw(UGLY.map(lambda text: write(parse(text)))), data.draw(UGLY)
    assert parse(laid_like("markdown", new, old)) == parse(new)


def test_a_new_paragraph_is_wrapped_as_the_old_ones():
    (taken,) = pulled(typed(MADE, LONG, "Ett nytt stycke som är lite längre än det som stod där")).taken
    assert taken.new == "Ett nytt stycke som är lite längre än det som\nstod där\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_other_bytes_stay(newline, mark):
    text = mark + DATA.replace("\n", newline)
    file = read(text.encode())
    document = typed(typed(MADE, NAME, "Plan: B"), DAY, "2025-06-01")

    new = file.encode(pulled(document, file=file).text)

    expected = text.replace("name: Planering", 'name: "Plan: B"').replace("2025-05-30", "2025-06-01")
    assert new.decode() == expected


def _kinds(path):
    if path in {LONG, HOLDER}:
        return st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
    if path.endswith("amount"):
        return st.integers(0, 10**9).map(lambda n: f"{n:,} kronor".replace(",", " "))
    if path.endswith(("start", "end")) or path == "case.date":
        return st.dates().filter(lambda day: day.year > 1000).map(str)
    return WORDS


WORDS = st.text("abcåäö #:-'\"{}&<>*_[]1.", min_size=1, max_size=12).map(str.strip).filter(bool)
OPEN = [
    field.path
    for field in fields(MADE)
    if field.path not in {"applicant.vat_liable", "project.type"}
    and not field.path.startswith("applicant.name")
]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_random_edits_give_exactly_their_values_and_move_nothing_else(data):
    chosen = data.draw(st.lists(st.sampled_from(OPEN), unique=True, max_size=4))
    edits = {path: data.draw(_kinds(path)) for path in chosen}
    document = MADE
    for path, text in edits.items():
        document = typed(document, path, text)

    done = pulled(document)

    problems = {problem.path for problem in done.problems}
    assert {problem.code for problem in done.problems} <= {"pull-unreadable"}
    now = read(done.text)
    for path, text in edits.items():
        if path not in problems:
            assert said(now.values, path) == meant(path, text), done
    others = {path for path in OPEN if path not in edits}
    assert {path: raw(now.values, path) for path in others} == {
        path: raw(FILE.values, path) for path in others
    }
    assert_only_values_moved(FILE, now, done.taken)


def raw(branch, path):
    for name in path.split("."):
        branch = (branch or {}).get(name) if not name.isdigit() else branch[int(name)]
    return branch


def said(values_, path):
    value = raw(values_, path)
    if path.endswith("amount"):
        return value.replace(" ", "")
    return write(parse(value)) if path in {LONG, HOLDER, "case.need"} else value


def meant(path, text):
    if path.endswith("amount"):
        return text.removesuffix(" kronor").replace(" ", "")
    if path in {LONG, HOLDER, "case.need"}:
        from generator.markdown import Para, Span

        return write(tuple(Para((Span(line.strip()),)) for line in text.split("\n")))
    return text


def assert_only_values_moved(before, after, taken):
    """All lines are the same but for those of the values that were taken."""
    paths = [each.path for each in taken]
    assert _others(before, paths) == _others(after, paths)


def _others(file, paths):
    lines = dict(enumerate(file.text.splitlines(), start=1))
    for path in paths:
        trail, missing = file.root.walk(path.split("."))
        if not missing:
            end = file.text[: trail[-1].end].rstrip().count("\n") + 1
            for line in range(file.key_place(path).line, end + 1):
                lines.pop(line, None)
    return list(lines.values())


# --- Markdown -> Word -> Markdown


@settings(deadline=None, max_examples=50)
@given(UGLY.map(lambda text: write(parse(text))).filter(bool))
@example(write(parse(RICH)))
def test_markdown_in_a_rendered_document_reads_back_the_same(text):
    file = read(FILE.put(LONG, text))
    assert values(generated(file), file=file) == {}
    # As a change of another text, it is read as it was written.
    other = read(FILE.put(LONG, "något helt annat"))
    assert values(generated(file, shown_by=other), file=other) == {LONG: text}


# --- the command


@pytest.fixture
def memo(ansokan, project, tmp_path):
    ansokan("generate --document beslut")
    return tmp_path / "output" / "projekt" / "beslut.docx"


def rewrite(path, *edits):
    document = path.read_bytes()
    for field, text in edits:
        document = typed(document, field, text)
    path.write_bytes(document)


EDITS = (("case.officer.name", "Ny Person"), (AMOUNT, "350 000 kronor"))


def test_pull_takes_edits_and_says_which(ansokan, project, memo):
    before = project.read_text(encoding="utf-8")
    rewrite(memo, *EDITS)

    done = ansokan("pull output/projekt/beslut.docx")

    assert done.code == 0
    where = f"({Path('output', 'projekt', 'beslut.docx')})"
    assert f'taken: case.officer.name: "Sebastian Becker" -> "Ny Person" {where}' in done.said
    assert f'taken: {AMOUNT}: "300 000" -> "350 000" {where}' in done.said
    count = len(fields(memo.read_bytes()))
    assert done.said.endswith(f"2 fields taken, {count} looked at, 0 errors, 0 warnings.\n")
    expected = before.replace(
        "name: Sebastian Becker\n    phone: 063-14 66 10   #", "name: Ny Person\n    phone: 063-14 66 10   #"
    )
    assert project.read_text(encoding="utf-8") == expected.replace("amount: 300 000", "amount: 350 000", 1)
    assert "0 fields taken" in ansokan("pull output/projekt/beslut.docx").said


def test_dry_run_shows_the_difference_and_writes_nothing(ansokan, project, memo):
    before = project.read_bytes()
    rewrite(memo, *EDITS)

    done = ansokan("pull --dry-run output/projekt/beslut.docx")

    assert (done.code, project.read_bytes()) == (0, before)
    assert "\n-    name: Sebastian Becker\n+    name: Ny Person\n" in done.said


def test_a_copy_that_was_mailed_around_finds_its_data(ansokan, project, memo, tmp_path):
    rewrite(memo, *EDITS)
    mailed = tmp_path / "brev" / "beslut(2).docx"
    mailed.parent.mkdir()
    memo.rename(mailed)

    assert "2 fields taken" in ansokan("pull brev/beslut(2).docx").said


def test_data_is_found_from_any_folder(ansokan, project, memo, monkeypatch, tmp_path):
    rewrite(memo, *EDITS)
    monkeypatch.chdir(project.parent.parent / "output")
    assert "2 fields taken" in ansokan("pull projekt/beslut.docx").said


def test_data_that_lies_elsewhere_is_named(ansokan, project, memo, tmp_path):
    rewrite(memo, *EDITS)
    elsewhere = tmp_path / "annat" / "projekt.yaml"
    elsewhere.parent.mkdir()
    project.rename(elsewhere)

    lost = ansokan("pull output/projekt/beslut.docx")
    assert (lost.code, "[pull-no-data]" in lost.said) == (1, True)
    assert "2 fields taken" in ansokan("pull output/projekt/beslut.docx --data annat/projekt.yaml").said


def test_json_says_all(ansokan, project, memo):
    rewrite(memo, *EDITS, ("case.date", "snart"))

    done = ansokan("pull --format json output/projekt/beslut.docx")

    said_ = json.loads(done.said)
    assert done.code == 1
    assert [taken["path"] for taken in said_["taken"]] == ["case.officer.name", AMOUNT]
    assert [problem["code"] for problem in said_["problems"]] == ["pull-unreadable"]
    assert said_["looked"] == len(fields(memo.read_bytes()))


def test_a_data_file_that_is_open_elsewhere_is_left_alone(ansokan, project, memo):
    before = project.read_bytes()
    rewrite(memo, *EDITS)
    (project.parent / f".~lock.{project.name}#").touch()

    done = ansokan("pull output/projekt/beslut.docx")

    assert (done.code, project.read_bytes()) == (1, before)
    assert "[file-open]" in done.said
    assert "fields taken" in done.said
    assert "2 fields taken" not in done.said


def test_a_final_document_says_that_it_carries_no_origin(ansokan, project):
    ansokan("generate --final --document beslut")
    done = ansokan("pull output/projekt/slutlig/beslut-RUN-479-2024.docx")
    assert (done.code, "[pull-no-origin]" in done.said) == (1, True)


# --- with LibreOffice as the person


@pytest.mark.office
def test_an_unedited_document_that_libreoffice_has_saved_gives_nothing(ansokan, project, tmp_path):
    for path, text in (
        (LONG, RICH),
        (HOLDER, "- bara\n- lista"),
        ("project.purpose", None),
        ("case.need", "Ett *enda*"),
    ):
        file = read(project.read_bytes())
        project.write_bytes(file.encode(file.put(path, text)))
    ansokan("generate")
    before = project.read_bytes()
    made = sorted((tmp_path / "output" / "projekt").glob("*.docx"))

    for number in range(3):
        made = libreoffice(tmp_path / f"sparad{number}", *made)
        done = ansokan(f"pull {' '.join(str(path) for path in made)}")
        assert re.fullmatch(r"0 fields taken, \d{3} looked at, 0 errors, 0 warnings\.\n", done.said)
    assert project.read_bytes() == before


@pytest.mark.office
def test_what_is_pulled_is_the_same_after_libreoffice_has_saved_it(tmp_path):
    chance = random.Random(3)
    edits = {
        NAME: "Plan B",
        DAY: "2025-06-01",
        AMOUNT: "450 000 kronor",
        LONG: "Ett\nTvå\nTre",
        HOLDER: "Svar",
    }
    edits |= {
        "project.activities.1.name": "Samråd",
        "project.activities.2.responsible": "Elin",
        "case.need": "Ett",
    }
    paths = []
    for number in range(8):
        document = MADE
        for path in chance.sample(sorted(edits), 3):
            document = typed(document, path, edits[path])
        paths.append(tmp_path / f"{number}.docx")
        paths[-1].write_bytes(document)

    for path, saved in zip(paths, libreoffice(tmp_path / "sparad", *paths), strict=True):
        assert values(saved.read_bytes()) == values(path.read_bytes())


@pytest.mark.office
def test_the_whole_round_word_libreoffice_pull_generate(ansokan, project, memo, tmp_path):
    ansokan("generate")
    split = f'{run("Planering i ")}<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="991" w:name="_GoBack"/>'
    split += f'{run("länet", "<w:b/>")}<w:bookmarkEnd w:id="991"/><w:proofErr w:type="spellEnd"/>'
    ins = f'<w:ins w:id="992" w:author="A" w:date="2025-01-01T00:00:00Z">{run("1 ")}</w:ins>'
    purpose = (
        f"<w:p>{run('Ett nytt syfte. ')}</w:p><w:p>{run('Och ')}{run('ett till', '<w:b/>')}{run('.')}</w:p>"
    )
    document = memo.read_bytes()
    for path, content in ((NAME, split), (AMOUNT, ins + run("300 000 kronor")), ("project.purpose", purpose)):
        document = edited(path, content, document=document)
    memo.write_bytes(document)
    (saved,) = libreoffice(tmp_path / "sparad", memo)
    memo.write_bytes(saved.read_bytes())

    done = ansokan("pull output/projekt/beslut.docx")

    assert re.search(r"3 fields taken, \d+ looked at, 0 errors, 0 warnings\.", done.said)
    values_ = read(project.read_bytes()).values
    assert values_["project"]["name"] == "Planering i länet"
    assert values_["financing"]["contributions"][0]["amount"] == "1 300 000"
    assert values_["project"]["purpose"] == "Ett nytt syfte.\n\nOch **ett till**.\n"
    ansokan("generate")
    for name in ("anslag11.docx", "tillvaxtverket.docx"):
        shown = {field.path: field.text for field in fields((memo.parent / name).read_bytes())}
        assert shown[NAME] == "Planering i länet"
        assert shown[AMOUNT] == "1\u00a0300\u00a0000"
        assert shown["project.purpose"] == "Ett nytt syfte.\nOch ett till."


def test_many_edits_are_written_with_few_readings_of_the_file():
    items = "".join(
        f"    - name: Del {n}\n      start: 2025-01-13\n      responsible: Rut: {n}\n" for n in range(60)
    )
    head, _, rest = read().text.partition("  activities:\n")
    tail = rest[rest.index("\nfinancing:") :]
    file = read(f"{head}  activities:\n{items}{tail}".replace("Rut: ", "Rut "))
    document = generated(file)
    for n in range(60):
        document = typed(document, f"project.activities.{n}.responsible", f"Sven {n}: hela tiden")
    readings = edit.composed.cache_info().misses

    pulled = pull([Package.read(document, "a.docx")], file, Data)

    assert len(pulled.taken) == 60
    assert edit.composed.cache_info().misses - readings <= 2
    activities = read(pulled.text).values["project"]["activities"]
    assert activities[59]["responsible"] == "Sven 59: hela tiden"


def test_one_edit_that_does_not_fit_does_not_stop_the_others(monkeypatch):
    from generator.pull import write_data

    document = MADE
    for n in range(3):
        document = typed(document, f"project.activities.{n}.name", f"Nytt {n}")
    real = write_data.document.read

    def refuses(data, name):
        if b"Nytt 1" in data:
            raise ProblemError(Problem("error", "refused", "Nej.", name))
        return real(data, name)

    monkeypatch.setattr(write_data.document, "read", refuses)
    pulled = pull([Package.read(document, "a.docx")], FILE, Data)

    assert [taken.new for taken in pulled.taken] == ["Nytt 0", "Nytt 2"]
    assert [problem.code for problem in pulled.problems] == ["refused"]


class Ordered(Data):
    """A schema with a rule for two values together."""

    @model_validator(mode="after")
    def _ends_after_the_first_activity(self):
        if self.project.activities and self.project.period.end < self.project.activities[0].start:
            raise ValueError
        return self


def test_a_value_that_the_schema_refuses_beside_the_others_is_left_out():
    done = pull([Package.read(typed(MADE, DAY, "2024-11-30"), "a.docx")], FILE, Ordered)
    assert (done.text, done.taken, codes(done)) == (DATA, (), [("error", "pull-unreadable")])
    assert (done.problems[0].file, done.problems[0].path) == ("a.docx", DAY)


def test_of_two_short_texts_all_is_shown():
    assert excerpts("Projektet heter A.", "Projektet heter B.") == [
        "Projektet heter A.",
        "Projektet heter B.",
    ]


def test_of_two_long_texts_the_part_is_shown_where_they_begin_to_differ():
    same = "Projektet kartlägger behoven i alla kommuner i länet och samlar dem i en gemensam plan. " * 4
    one, other = excerpts(f"{same}Sedan slutar det.", f"{same}Efter det börjar nästa.")
    assert one.startswith("…")
    assert one.endswith("Sedan slutar det.")
    assert "Efter det börjar nästa." in other
