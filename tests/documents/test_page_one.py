"""Page one of an application: from whom to whom, when, which numbers, and what is sought of what."""

import pytest
from edited import Desk, typed

from tests.documents.test_headings import example, opened, texts, without
from tests.grant.checking import MAT, PLAN, changed

LONG = "Samverkan för hållbar lokal livsmedelsförsörjning och besöksnäring i Exempelfjällen och i alla dess angränsande kommuner i länet"


def head(text):
    """Return what stands above the contents or the first section, each line without the names of fields."""
    lines = text.partition("¶ TOC Heading")[0].partition("¶ heading 2")[0].split("\n")
    return [
        line.replace("\u00a0", " ") for line in lines if line and not line.startswith(("title:", "¶ Anm"))
    ]


def row(text, label):
    """Return the row of page one that a label opens, as it reads."""
    (found,) = [line for line in head(text) if line.startswith(f"| Fråga | {label} |")]
    return found.partition("| Tabelltext | ")[2].removesuffix(" |")


def final(values, tmp_path):
    return dict(texts(opened(values, tmp_path, draft=False), draft=False))


def test_it_says_who_sends_what_to_whom_on_which_day_and_what_is_sought_of_what(tmp_path):
    said = final(changed(PLAN, {}), tmp_path)["tillvaxtverket"]

    assert head(said) == [
        "¶ Referensrad | Från: Samhällsutveckling⇥Datum: 2024-11-22",
        "¶ Referensrad | Till: Tillväxtverket⇥Vårt dnr: RUN/479/2024",
        "¶ Referensrad | ⇥Ert dnr: ____________",
        "¶ heading 1 | Ansökan om projektmedel",
        "¶ Subtitle | Strategisk planering i det regionala utvecklingsarbetet – förberedande steg",
        "| Tabellrubrik | I korthet | Tabellrubrik | Uppgift |",
        "| Fråga | Utlysning | Tabelltext | Strategisk planering i det regionala utvecklingsarbetet |",
        "| Fråga | Vi söker | Tabelltext | 300 000 kronor, 50 % av 600 000 kronor |",
        "| Fråga | Projekttid | Tabelltext | Från att ansökan skickas in till och med den 30 maj 2025 (förstudie) |",
        "| Fråga | Sökande | Tabelltext | Region Jämtland Härjedalen, 232100-0214, Box 654, 831 27 Östersund |",
        "| Fråga | Övriga finansiärer | Tabelltext | Region Jämtland Härjedalen, 300 000 kronor (planerad) |",
        "| Fråga | Kontakt | Tabelltext | Sebastian Becker, 063-14 66 10, sebastian.becker@regionjh.se |",
        "| Fråga | Bilagor | Tabelltext | 3 |",
    ]


def test_the_receivers_number_stands_there_once_it_is_known(tmp_path):
    values = {
        **example(PLAN),
        "calls": [{"application": "anslag11", "number": "RUN/1/2024", "case_number": "RUN/480/2024"}],
    }

    said = head(dict(texts(opened(values, tmp_path)))["anslag11"])

    assert "¶ Referensrad | ⇥Ert dnr: [calls.0.case_number=RUN/480/2024]" in said
    assert "| Fråga | Utlysning | Tabelltext | dnr [calls.0.number=RUN/1/2024] |" in said


def test_a_fund_is_named_beside_the_authority_that_takes_the_application(tmp_path):
    said = head(final(changed(MAT, {}), tmp_path)["eruf"])

    assert (
        "¶ Referensrad | Till: Tillväxtverket, Europeiska regionala utvecklingsfonden⇥Vårt dnr: KF/12/2026"
        in said
    )


def test_of_many_who_pay_the_three_largest_are_named(tmp_path):
    values = example(MAT)
    lines = values["financing"]["contributions"]
    small = [{**lines[-1], "financier": f"Bolag {n}", "amount": 1000 + n} for n in range(6)]
    values["financing"]["contributions"] = [*small, *lines]

    said = row(dict(texts(opened(values, tmp_path)))["tillvaxtverket"], "Övriga finansiärer")

    named = [part.partition("=")[2].partition("]")[0] for part in said.split(".financier")[1:]]
    assert named == [
        "Europeiska regionala utvecklingsfonden",
        "Region Jämtland Härjedalen",
        "Exempelköpings kommun",
    ]
    assert said.endswith(" och 9 till")


def test_a_name_that_fills_the_page_gives_way_to_the_short_one_where_the_form_asks_for_the_whole(tmp_path):
    values = example(PLAN)
    values["project"] = {**values["project"], "name": LONG}

    said = dict(texts(opened(values, tmp_path)))

    assert "¶ Subtitle | [project.short_name=Strategisk planering]" in head(said["tillvaxtverket"])
    (asked,) = [
        line for line in said["tillvaxtverket"].split("\n") if line.startswith("| Fråga | † Projektnamn")
    ]
    assert asked.endswith(f"[project.name={LONG}] |")
    assert f"¶ heading 1 | Projekt: [project.name={LONG}]" in said["beslut"]


@pytest.mark.parametrize(
    "gone", [("case", "unit"), ("applicant", "address"), ("applicant", "contact"), ("financing",), ("calls",)]
)
def test_what_is_missing_is_a_prompt_in_a_draft_and_leaves_no_hole_in_a_final(tmp_path, gone):
    values = without(example(PLAN), gone) if gone != ("calls",) else example(PLAN)

    draft = "\n".join(head(dict(texts(opened(values, tmp_path)))["tillvaxtverket"]))
    sent = "\n".join(head(dict(texts(opened(values, tmp_path, draft=False), draft=False))["tillvaxtverket"]))

    assert gone == ("calls",) or "[" in draft
    for hole in ("[", "| |", ", ,", "()", " , ", ": ⇥", ", |"):
        assert hole not in sent


def test_what_is_typed_on_it_comes_home(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(typed("tillvaxtverket.call", " 2024"), typed("case.unit", " och kultur"))

    assert set(desk.pull().taken) == {"tillvaxtverket.call", "case.unit"}


def test_the_title_of_a_document_without_a_project_ends_without_a_colon(tmp_path):
    said = dict(texts(opened("documents:\n  - tillvaxtverket\n  - beslut\n", tmp_path)))

    assert {text.split("\n")[0] for text in said.values()} == {
        "title: Ansökan om projektmedel",
        "title: Delegationsbeslut",
    }
