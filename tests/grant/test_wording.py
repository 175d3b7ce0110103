"""How the public sector writes, personal data, and facts that two fields state differently."""

import pytest
from checking import MAT, PLAN, found, problems

TEXT = "project.expected_results"

SLIPS = [
    ("dash-in-range", "Uppdraget gäller 2024-2027.", "Uppdraget gäller 2024–2027."),
    ("dash-in-range", "Det blir 10-12 deltagare.", "Det blir 10–12 deltagare, ring 063-14 66 10, den 2025-05-30."),
    ("money-unit", "Det kostar 600 kkr.", "Det kostar 600\u00a0tkr."),
    ("money-unit", "Det kostar 0,6 MSEK.", "Det kostar 0,6\u00a0miljoner kronor."),
    ("point-in-number", "Det kostar 600.000 kr.", "Det kostar 600\u00a0000\u00a0kronor."),
    ("short-unit", "Det kostar 600\u00a0tkr.", "Det kostar 600\u00a0000\u00a0kronor."),
    ("no-space-before-unit", "Andelen är 50%.", "Andelen är 50\u00a0%."),
    ("empty-promise", "Projektet förväntas bidra till nytta.", "Projektet bidrar till nytta."),
    ("unit-missing", "300 000 avses sökas av regionen.", "300 000 kronor avses sökas, 300 000 invånare berörs."),
    ("unit-missing", "Kostnaden är 600 000.", "Kostnaden är 600 000 kr."),
    ("appropriation-name", "Medel från de regionala 1:1 anslagen.", "Medel från anslag 1:1, i skala 1:10."),
    ("appropriation-name", "Vi söker 1:1-medel.", "Vi söker medel ur anslag 1:1."),
    ("abbreviation", "Arbetet följer RUS i länet.", "Arbetet följer den regionala utvecklingsstrategin (RUS)."),
    ("abbreviation", "En översikt av FÖP behövs.", "FÖP (fördjupad översiktsplan), EU, IT och avsnitt VII, RUN/1/2024."),
    ("personal-number", "Anna, 811218-9876, leder.", "Anna, 811218-9875, leder; 232100-0214 söker."),
    ("personal-number", "Numret är 19811218-9876.", "Numret är 19811318-9876."),
    ("private-email", "Skriv till anna@gmail.com.", "Skriv till anna@regionjh.se."),
    ("mobile-number", "Ring 070-123 45 67.", "Ring 063-14 66 10."),
    ("mobile-number", "Ring +46 70 123 45 67.", "Ring 0690-123 45."),
    ("person-in-text", "Sebastian Becker leder arbetet.", "Handläggaren leder arbetet."),
    ("status-words", "Tillväxtverket har beviljat stödet.", "Tillväxtverket har fått ansökan."),
    ("status-words", "300\u00a0000\u00a0kronor kan fås av dem.", "300\u00a0000\u00a0kronor söks av dem."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "wrong", "right"), SLIPS)
def test_a_way_of_writing_is_said_where_it_stands(tmp_path, code, wrong, right):
    assert (code, TEXT) in found(tmp_path, PLAN, {TEXT: wrong})
    assert (code, TEXT) not in found(tmp_path, PLAN, {TEXT: right})


def test_a_range_is_shown_as_it_should_be(tmp_path):
    (problem,) = [p for p in problems(tmp_path, PLAN, {TEXT: "Åren 2024-2027."}) if p.code == "dash-in-range"]

    assert problem.message.endswith("write an en dash without spaces, “2024–2027”.")


def test_an_abbreviation_is_explained_once_for_all_texts(tmp_path):
    changes = {
        "project.background": "Regional utvecklingsstrategi (RUS).",
        TEXT: "Arbetet följer RUS i länet.",
    }

    assert ("abbreviation", TEXT) not in found(tmp_path, PLAN, changes)


def test_a_text_in_english_follows_other_rules(tmp_path):
    assert found(tmp_path, PLAN, {"project.summary_en": "From 2024-2027, ABC helps."}) == found(
        tmp_path, PLAN
    )


def test_all_money_external_beside_own_means_is_a_contradiction(tmp_path):
    text = "Projektet finansieras helt via externa medel."

    assert ("wholly-external", TEXT) in found(tmp_path, MAT, {TEXT: text})
    assert ("wholly-external", TEXT) not in found(tmp_path, PLAN, {TEXT: text})


FIELDS = [
    ("person-differs", "applicant.contact.phone", MAT, {"applicant.contact.phone": "0690-999 99"}),
    ("organisation-differs", "project.partners.0.name", MAT, {"project.partners.0.organisation_number": "222999-0003"}),
    ("organisation-differs", "project.partners.2.organisation_number", MAT,
     {"project.partners.2.name": "Exempelköpings kommun"}),
    ("delegation-years", "case.delegation.rules", MAT, {"case.date": "2027-04-20"}),
    ("phone-spacing", "case.officer.phone", PLAN, {"case.officer.phone": "063 -14 66 10"}),
    ("title-differs", "case.attachments.0.title", MAT,
     {"case.attachments.0.title": "Förstudie Lokal mat i Exempelfjällen"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "at", "base", "changes"), FIELDS)
def test_a_fact_that_two_fields_state_differently_is_said(tmp_path, code, at, base, changes):
    assert (code, at) not in found(tmp_path, base)
    assert (code, at) in found(tmp_path, base, changes)
