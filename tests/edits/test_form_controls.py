"""A draft is a form: words are chosen in lists, days in calendars, and what is missing asks for what is wanted."""

import pytest
from pulling import DATA, changed, generated, read, typed, without_names
from three_sides import NAMES
from wml import docx, fields, p, tbl, tr

from generator.formats.prompts import is_prompt, prompt
from generator.grant.schema import Data
from generator.located import Origin
from generator.pull import pull
from generator.word.finalize import as_final
from generator.word.opc.names import SDTPR, VAL, qn
from generator.word.opc.package import Package
from generator.word.reconcile import reconcile

FILE = read()
MADE = generated(FILE)
VAT, TYPE, START = "applicant.vat_liable", "project.type", "project.activities.1.start"
EMPTY = read("project: {name: Planering}\n")
LAYOUT = docx(
    p("Moms: {{ applicant.vat_liable }}, typ {{ project.type }}."),
    p("Från {{ project.period.start|datum }} till {{ project.period.end|isodatum }}."),
    p("{{ applicant.contact.name }}, {{ case.officer.name }}, {{ applicant.finance_contact.email }}"),
    p("{{ project.strategies.national_area }}"),
    tbl(tr("{% for r in project.risks %}{{ r.likelihood }}", "{{ r.risk }}{% endfor %}")),
    p("{% for c in financing.contributions %}{{ c.amount|kronor }}{% endfor %}"),
)


def control(document, path, nth=0):
    root = Package.read(document, "").tree("word/document.xml")
    return [field.control for field in fields(root) if field.path == path][nth]


def items(document, path):
    """The items of a list: what is shown, and the word of the data."""
    found = control(document, path).iterfind(f"{SDTPR}/{qn('w:dropDownList')}/{qn('w:listItem')}")
    return [(item.get(qn("w:displayText")), item.get(qn("w:value"))) for item in found]


def day(document, path, nth=0):
    """The day that a control for one says beside its text; None for no such control."""
    found = control(document, path, nth).find(f"{SDTPR}/{qn('w:date')}")
    return None if found is None else found.get(qn("w:fullDate"), "")


def texts(document):
    root = Package.read(document, "").tree("word/document.xml")
    return {each.path: "".join(each.control.itertext()) for each in fields(root)}


def taken(document, file=FILE):
    done = pull([Package.read(document, "a.docx")], file, Data)
    return {each.path: each.new for each in done.taken}, [(each.code, each.path) for each in done.problems]


def anchors(document):
    starts = Package.read(document, "").tree("word/document.xml").iter(qn("w:bookmarkStart"))
    return [each.get(qn("w:name")) for each in starts if each.get(qn("w:name")).startswith("_gi_")]


# --- what is generated


def test_yes_and_no_are_a_list_whose_values_are_those_of_the_data():
    assert items(MADE, VAT) == [("Ja", "ja"), ("Nej", "nej")]


def test_a_choice_is_a_list_of_its_words():
    assert items(MADE, TYPE) == [(word, word) for word in ("förstudie", "genomförandeprojekt")]


def test_a_day_in_digits_has_a_calendar_and_one_in_words_has_none():
    assert day(MADE, START) == "2025-01-13T00:00:00Z"
    assert day(MADE, "case.date", 1) == "2024-11-22T00:00:00Z"  # the first is in words
    assert day(MADE, "case.date") is None


def test_a_list_or_a_day_has_a_bookmark_and_other_values_have_none():
    assert len(anchors(MADE)) == 6


def test_what_is_missing_asks_for_what_is_wanted():
    assert texts(generated(EMPTY, mall=LAYOUT)) == {
        VAT: "[välj: ja eller nej]",
        TYPE: "[välj projekttyp]",
        "project.period.start": "[startdatum]",
        "project.period.end": "[slutdatum, åååå-mm-dd]",
        "applicant.contact.name": "[kontaktpersonens namn]",
        "case.officer.name": "[handläggarens namn]",
        "applicant.finance_contact.email": "[den ekonomiskt ansvarigas e-postadress]",
        "project.strategies.national_area": "[välj strategiskt område]",
    }


@pytest.mark.parametrize(
    ("origin", "asked"),
    [
        (Origin("x", "Belopp", "decimal"), "[belopp i kronor]"),
        (Origin("x", "Antal", "quantity"), "[antal]"),
        (
            Origin("x", "Sannolikhet", "choice", options=("låg", "medel", "hög")),
            "[välj: låg, medel eller hög]",
        ),
        (Origin("x", "SNI-kod"), "[SNI-kod]"),
        (Origin("project.x"), "[project.x]"),
    ],
)
def test_a_prompt_says_the_title_and_the_form(origin, asked):
    assert prompt(origin) == asked
    assert is_prompt(asked, origin.title or origin.path)


@pytest.mark.parametrize("text", ["[oklart]", "[namn] Elin", "namn", "[se bilaga om namn]", "[namn] [namn]"])
def test_words_in_brackets_of_somebodys_own_are_no_prompt(text):
    assert not is_prompt(text, "Namn")


def test_a_final_has_neither_lists_nor_bookmarks():
    final = as_final(Package.read(MADE, "")).parts["word/document.xml"]
    assert b"w:sdt" not in final
    assert b"_gi_" not in final


# --- what is chosen comes home


def picked(document, path, shown):
    """An item picked in a list, as Word writes it; the prompt is shown no more."""
    return typed(document, path, shown)


def day_picked(document, path, text):
    """A day picked in the calendar, as Word writes it."""

    def change(sdt):
        sdt.find(f"{SDTPR}/{qn('w:date')}").set(qn("w:fullDate"), f"{text}T00:00:00Z")

    return changed(typed(document, path, text), change, path)


def test_a_picked_item_is_the_word_of_the_data():
    assert taken(picked(MADE, VAT, "Ja")) == ({VAT: "ja"}, [])
    assert taken(picked(MADE, TYPE, "Genomförandeprojekt")) == ({TYPE: "genomförandeprojekt"}, [])


def test_a_day_picked_or_typed_comes_home_by_its_text():
    assert taken(day_picked(MADE, START, "2025-01-20")) == ({START: "2025-01-20"}, [])
    assert taken(typed(MADE, START, "2025-01-20")) == ({START: "2025-01-20"}, [])
    assert taken(typed(MADE, START, "20 januari 2025")) == ({START: "2025-01-20"}, [])


@pytest.mark.parametrize(
    ("path", "text"),
    [(VAT, "kanske"), (TYPE, "pilotprojekt"), (START, "i januari"), (VAT, "Välj ett objekt.")],
)
def test_what_is_not_among_the_items_is_told_at_its_field_and_stays_in_the_document(path, text):
    document = typed(MADE, path, text)
    assert taken(document) == ({}, [("pull-unreadable", path)])
    merged = reconcile(MADE, document, generated(read("project: {name: Ny}\n")), names=NAMES).document
    assert text.encode() in Package.read(merged, "").parts["word/document.xml"]


def emptied(words):
    """A list emptied in Word, which then shows words of its own."""

    def change(sdt):
        sdt.find(SDTPR).find(qn("w:id")).addnext(sdt.makeelement(qn("w:showingPlcHdr")))

    return changed(typed(MADE, VAT, words), change, VAT)


@pytest.mark.parametrize("words", ["Välj ett objekt.", "Choose an item.", "[välj: ja eller nej]"])
def test_an_emptied_list_is_no_value(words):
    assert taken(emptied(words)) == ({VAT: None}, [])


# --- LibreOffice 7.4 drops tag, title and number


def saved(document):
    return without_names(document)


def test_what_has_lost_its_names_is_found_by_its_bookmark():
    assert taken(saved(MADE)) == ({}, [])
    edited = picked(day_picked(MADE, START, "2025-01-20"), VAT, "Ja")
    assert taken(saved(edited)) == ({START: "2025-01-20", VAT: "ja"}, [])


def test_a_merge_gives_the_names_back():
    newer = generated(read(b"project: {name: Ny}\napplicant: {vat_liable: ja}\n"))
    merged = reconcile(MADE, saved(MADE), newer, names=NAMES).document
    assert control(merged, VAT).find(f"{SDTPR}/{qn('w:alias')}").get(VAL) == "Momsredovisningsskyldig"
    assert texts(merged)[VAT] == "Ja"
    assert sorted(anchors(merged)) == sorted(anchors(newer))


# --- a merge


def test_a_merge_takes_a_prompt_of_an_earlier_version_for_the_new_one():
    new = generated(EMPTY, mall=LAYOUT)
    old = _as_earlier(new)
    assert taken(old, EMPTY) == ({}, [])
    made = reconcile(old, old, new, names=NAMES)
    assert made.conflicts == 0
    assert texts(made.document) == texts(new)
    assert items(made.document, VAT) == items(new, VAT)
    assert day(made.document, "project.period.end") == ""
    assert sorted(anchors(made.document)) == sorted(anchors(new))


def _as_earlier(document):
    """The document as earlier versions made it: plain controls, prompts that name the title, no bookmarks."""

    def change(root):
        for sdt in [field.control for field in fields(root)]:
            properties = sdt.find(SDTPR)
            for kind in ("w:dropDownList", "w:date", "w:text"):
                for found in properties.findall(qn(kind)):
                    properties.remove(found)
            properties.append(sdt.makeelement(qn("w:text"), {qn("w:multiLine"): "1"}))
            title = properties.find(qn("w:alias")).get(VAL)
            next(sdt.iter(qn("w:t"))).text = f"Klicka och skriv: {title}"
        for mark in [*root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)

    return changed(document, change)


def test_what_somebody_typed_in_the_document_of_an_earlier_version_stays():
    new = generated(EMPTY, mall=LAYOUT)
    old = _as_earlier(new)
    made = reconcile(old, typed(old, VAT, "Ja"), new, names=NAMES)
    assert [each.path for each in made.pending] == [VAT]
    assert texts(made.document)[VAT] == "Ja"
    assert items(made.document, VAT) == items(new, VAT)


def test_a_new_value_in_a_day_is_the_day_that_its_calendar_says():
    newer = generated(read(b"project: {activities: [{name: A}, {name: B, start: 2025-02-01}]}\n"))
    made = reconcile(MADE, MADE, newer, names=NAMES).document
    assert day(made, START) == "2025-02-01T00:00:00Z"


def test_a_day_kept_from_word_says_the_day_of_its_text():
    edited = typed(MADE, START, "2025-01-20")
    made = reconcile(MADE, edited, generated(read(DATA.replace("Planering", "Plan B"))), names=NAMES).document
    assert day(made, START) == "2025-01-20T00:00:00Z"
    words = typed(MADE, START, "20 januari 2025")
    made = reconcile(MADE, words, generated(read(DATA.replace("Planering", "Plan B"))), names=NAMES).document
    assert day(made, START) == ""
