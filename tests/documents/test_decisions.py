"""The decisions: who decides what, in the newer writing, from the data of several projects; and back from Word."""

import re

import pytest
import yaml

from generator.grant.forms.answers import plain_text
from generator.grant.forms.loading import load_all
from generator.grant.project import open_dossier
from generator.located import origin_of
from generator.markdown import Rich, plain
from generator.system.files import builtin_templates
from tests.commands.test_rule_cases import text_of

FORMS = load_all(builtin_templates())
NEW = ["tjansteskrivelse", "medfinansieringsbeslut"]
"""Documents that only have the newer writing; beslut has it from four financiers on."""
JOINT = {f"financing.contributions.0.joint.{n}": name for n, name in enumerate(("EU", "staten"))}
HAAPA = {
    "case.authority": "Övertorneå kommun",
    "case.body": "kommunstyrelsen",
    "financing.contributions.2.outside_budget": "ja",
    "financing.contributions.3.outside_budget": "ja",
    "financing.contributions.4.outside_budget": "ja",
}
HALSINGE = {
    "case.authority": "Härjedalens kommun",
    "case.body": "kommunstyrelsen",
    "financing.contributions.7.status": "planerad",
}
GRANTED = {
    "share": "50 %",
    "at_most": "8 000 000",
    "date": "2024-06-13",
    "number": "RD 2024/155",
    "period": {"start": "2024-08-01", "end": "2027-07-31", "eligible_from": "2024-09-01"},
    "reports": [{"kind": "slutrapport", "due": "2027-10-31", "how": "i Min ansökan"}],
}
GRANT = "financing.contributions.1.granted"
DALARNA = {"case.body": "regionala utvecklingsnämnden", GRANT: GRANTED}
UNKNOWN = {f"financing.contributions.{n}.about": "ja" for n in (0, 1)}
PROJECTS = [
    ("lokal-mat", {}, ["beslut", *NEW]),
    ("haapakylansaari", HAAPA, ["beslut", *NEW]),
    ("halsingebygden", HALSINGE, ["beslut", *NEW]),
    ("list", JOINT, ["beslut", "tjansteskrivelse"]),
    ("vagar", UNKNOWN, ["beslut", *NEW]),
    ("dalarna", DALARNA, ["beslut", *NEW]),
    ("overtornea", {}, ["tjansteskrivelse"]),
    ("strategisk-planering", {}, NEW),
]
NOBODY_WRITES = {
    "a sentence that begins with a digit": r"(?:^|[.!?] |\n|^- )\d(?!\d?\. )",
    "kommer pågå": "kommer pågå",
    "external money that is not": "externa medel",
    "what cannot be understood without the application": "i enlighet med ansökan",
    "an application sent to a fund": "till Europeiska regionala utvecklingsfonden",
    "a gap": r"  | [,.]|\(\)|None|, ,",
}


@pytest.fixture
def filled(tmp_path):
    """Return a function that gives the answers of a project's document, as a final shows them."""

    def made(project, changes, document):
        data = yaml.safe_load(text_of({"in": project, "with": changes}))
        data["documents"] = [*(data.get("documents") or ["tillvaxtverket", "anslag11"]), document]
        path = tmp_path / "projekt.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        documents = open_dossier(path, FORMS, draft=False).documents
        (found,) = (each.filled for each in documents if each.form.name == document)
        return list(found.answers)

    return made


@pytest.fixture
def answers(filled):
    """Return a function that gives the texts of a project's document by question, with ordinary blanks."""

    def made(*of):
        return {each.question.id: each.text.replace("\u00a0", " ") for each in filled(*of)}

    return made


def composed(answer):
    """Return what the form says in an answer, with names and phrases of the data left out."""
    if not isinstance(answer.value, Rich) or answer.waits:
        return ""
    words = {"text", "markdown", "choice"}
    values = ("X" if origin_of(value).kind in words else plain_text(value) for value in answer.value.values)
    return plain(Rich(answer.value.text, tuple(values))).replace("\u00a0", " ")


@pytest.fixture
def said(answers):
    """Return a function that gives one text of a project's document."""
    return lambda project, changes, document, question: answers(project, changes, document)[question]


@pytest.mark.parametrize(("project", "changes", "documents"), PROJECTS, ids=[each[0] for each in PROJECTS])
def test_what_is_composed_is_written_as_authorities_write(filled, project, changes, documents):
    for document in documents:
        for answer in filled(project, changes, document):
            text = composed(answer)
            found = [name for name, words in NOBODY_WRITES.items() if re.search(words, text, re.MULTILINE)]
            assert not found, (document, answer.question.id, text)


def test_up_to_three_financiers_the_memo_has_the_sentences_of_the_real_one(said):
    assert "Projektet kommer pågå från och med den" in said("overtornea", {}, "beslut", "period_budget")
    assert "avsätter resurser för att genomföra" in said("overtornea", {}, "beslut", "beslut")


def test_money_is_wholly_external_only_when_it_pays_for_the_whole_budget(said):
    halved = {f"financing.contributions.{n}.amount": "1 000 000" for n in range(3)}

    assert "finansieras helt via externa medel" in said("overtornea", {}, "beslut", "beslut")
    assert "finansieras via externa medel" in said("overtornea", halved, "beslut", "beslut")


def test_from_four_financiers_on_the_points_say_what_how_much_and_when(said):
    text = said("lokal-mat", {}, "beslut", "beslut")

    assert (
        "från och med den 1 september 2026 till och med den 31 augusti 2028, till en kostnad av 3 453 820 kronor"
        in text
    )
    assert "av Exempelfjällens kommunalförbund med 323 820 kronor av egna medel." in text
    assert (
        "En ansökan om 1 380 000 kronor ur Europeiska regionala utvecklingsfonden skickas senast den " in text
    )
    assert re.search(r"skickas senast den \d+ \w+ 2026 till Tillväxtverket(,| och) en ansökan om", text)


def test_an_application_for_a_fund_is_sent_to_its_authority_in_the_real_sentence_too(said):
    changes = {"financing.contributions.1.status": "sökt"}

    assert said("dalarna", changes, "beslut", "beslut").splitlines()[1] == (
        "2. Ansökan om medfinansiering skickas till Tillväxtverket och till Region Jämtland Härjedalen."
    )


def test_another_authority_says_what_it_gives_and_nothing_of_resources_or_applications(said):
    assert said("haapakylansaari", HAAPA, "beslut", "beslut") == (
        "1. Övertorneå kommun bidrar till projektet Haapakylänsaari, som Haapakylänsaari Samfällighetsförening genomför, "
        "med resurser till ett värde av 60 000 kronor.\n2. Kommunen bidrar med resurser till ett värde av 60 000 kronor."
    )
    assert said("halsingebygden", HALSINGE, "tjansteskrivelse", "beslut").startswith(
        "1. Härjedalens kommun bidrar"
    )


@pytest.mark.parametrize(
    ("project", "changes", "sentence"),
    [
        ("list", JOINT, "EU och staten gemensamt har beviljat 324 114 kronor."),
        ("list", {**JOINT, "financing.contributions.0.financier": "Projektstöd", "financing.contributions.0.programme": "Leader"},
         "EU och staten gemensamt (Projektstöd, Leader) har beviljat 324 114 kronor."),
        ("list", JOINT, "Av kostnaderna återstår 20 000 kronor att finansiera."),
        ("vagar", UNKNOWN, "Från Tillväxtverket har sökts ett belopp som ännu inte är känt."),
        ("overtornea", {"financing.contributions.0.about": "ja"}, "Från Tillväxtverket har sökts omkring 5 280 000 kronor."),
        ("overtornea", {"financing.contributions.0.share": "50 %"},
         "Från Tillväxtverket har sökts 50 procent av kostnaderna, dock högst 5 280 000 kronor."),
        ("dalarna", DALARNA, "har beviljat 50 procent av de godkända kostnaderna, dock högst 8 000 000 kronor "
         "(sökt belopp: 8 464 428 kronor)."),
    ],
)  # fmt: skip
def test_money_is_said_as_it_is(said, project, changes, sentence):
    assert sentence in said(project, changes, "beslut", "period_budget")


def test_an_amount_that_is_the_most_is_said_to_be(said):
    most = {GRANT: {"at_most": "8 000 000"}, "case.authority": "Region Dalarna"}

    for document in ("medfinansieringsbeslut", "tjansteskrivelse"):
        changes = {**most, "case.points.0": "bidrag"}
        assert "med högst 8 000 000 kronor (sökt belopp: 8 464 428 kronor)" in said(
            "dalarna", changes, document, "beslut"
        )


def test_the_time_of_a_decision_is_what_it_says_and_not_that_of_the_project(said):
    granted = {**GRANTED, "at_most": "8 464 428", "period": {"start": "2024-09-01", "end": "2027-06-30"}}
    changes = {"case.authority": "Region Dalarna", GRANT: granted, "case.points.0": "bidrag"}

    point = said("dalarna", changes, "beslut", "beslut")
    decided = said(
        "dalarna", {**changes, GRANT: {"at_most": "8 000 000"}}, "medfinansieringsbeslut", "beslut"
    )

    assert "för tiden från och med den 1 september 2024 till och med den 30 juni 2027." in point
    assert "Projektet pågår från och med den 1 augusti 2024 till och med den 31 juli 2027." in decided


def test_who_is_private_contributes_and_does_not_grant(said):
    changes = {"financing.contributions.3.status": "planerad"}

    text = said("lokal-mat", {**changes, "financing.contributions.4.status": "sökt"}, "beslut", "beslut")

    assert re.search(r"beviljar stöd och att Exempelbanken AB bidrar\.\n", text), text


def test_who_pays_in_several_years_is_named_once_in_the_condition(said):
    of = {"financier": "Tillväxtverket", "status": "sökt", "amount": "10 000", "about": "ja"}
    years = {f"financing.contributions.{n}": {**of, "year": year} for n, year in enumerate(("2018", "2019"))}

    point = said("overtornea", years, "tjansteskrivelse", "beslut").splitlines()[0]

    assert point.endswith("under förutsättning att Tillväxtverket beviljar stöd.")


def test_a_limit_beside_a_share_stands_between_commas(said):
    changes = {**DALARNA, GRANT: {"share": "50 %", "at_most": "8 464 428"}, "case.points.0": "bidrag"}

    assert "dock högst 8 464 428 kronor, för tiden från och med" in said(
        "dalarna", changes, "beslut", "beslut"
    )


@pytest.mark.parametrize("points", [{}, {"case.points.0": "bidrag"}])
@pytest.mark.parametrize("status", ["planerad", "sökt", "beviljad"])
def test_what_the_decision_itself_grants_is_not_told_as_granted_or_expected_before_it(said, points, status):
    changes = {"case.authority": "Pajala kommun", "applicant.name": "Byaföreningen", **points}
    line = {"financier": "Pajala kommun", "amount": "20 000", "status": status}

    text = said("list", {**changes, "financing.contributions.2": line}, "beslut", "period_budget")

    assert "Pajala kommun bidrar genom detta beslut med 20 000 kronor." in text


def test_a_decision_without_an_application_rests_on_none(said):
    only = {"documents": ["beslut"]}

    assert "ska finansieras helt via" in said("strategisk-planering", only, "beslut", "beslut")
    assert "ska i enlighet med ansökan finansieras" in said("strategisk-planering", {}, "beslut", "beslut")


def test_the_letter_names_no_application_of_a_day_to_come_and_no_chair_as_its_head(answers):
    sent = [{"application": "tillvaxtverket", "submitted": "2018-07-02", "case_number": "Ä 1"}]
    later = {"calls": sent, "case.date": "2018-07-01", "case.signatory.title": "Nämndens ordförande"}

    found = answers("overtornea", later, "tjansteskrivelse")

    assert "Ansökan Tillväxtverket (Ä 1)" in found["beslutsunderlag"]
    assert "chef" not in found
    day = answers("overtornea", {**later, "case.date": "2018-07-02"}, "tjansteskrivelse")["beslutsunderlag"]
    assert "Ansökan Tillväxtverket, 2018-07-02 (Ä 1)" in day


def test_what_lies_outside_the_budget_stands_apart(answers):
    found = answers("haapakylansaari", HAAPA, "beslut")

    assert found["utanfor_budgeten"].startswith("Utanför budgeten bidrar Övertorneå kommun med offentliga")
    assert "60 000" not in found["period_budget"]


def test_points_come_as_they_are_named_and_others_are_left_out(said):
    named = ["Ansökningar", "Kommunen utser en styrgrupp.", "resurser"]
    changes = {f"case.points.{n}": name for n, name in enumerate(named)}

    points = said("overtornea", changes, "beslut", "beslut").splitlines()

    assert [point[:11] for point in points] == ["1. En ansök", "2. Kommunen", "3. Övertorn"]


def test_the_figures_of_an_own_point_are_checked_like_all_prose(tmp_path):
    points = {"case.points.0": "Kommunen tar emot 1 790 000 kronor för 2018.", "case.points.1": "resurser"}
    path = tmp_path / "projekt.yaml"
    path.write_text(text_of({"in": "overtornea", "with": points}), encoding="utf-8")

    found = {(each.code, each.path) for each in open_dossier(path, FORMS, draft=True).problems}

    assert ("text-amount", "case.points.0") in found
    assert not {path for _code, path in found if path == "case.points.1"}


def test_who_signs_for_the_applicant_sends_the_application_that_is_made(said):
    changes = {"applicant.authorised_signatory.title": "Kommunchef"}

    assert said("overtornea", changes, "tjansteskrivelse", "beslut").endswith(
        "Kommunchef får i uppdrag att underteckna och skicka in ansökan."
    )
    named = {**changes, "applicant.authorised_signatory.name": "Måns Chef"}
    assert "Kommunchef Måns Chef får i uppdrag" in said("overtornea", named, "tjansteskrivelse", "beslut")
    assert "uppdrag" not in said(
        "list", {**changes, "case.authority": "Pajala kommun"}, "tjansteskrivelse", "beslut"
    )


def test_the_newer_points_are_the_same_in_the_decision_and_in_the_letter():
    texts = {form.name: form.text.sections for form in FORMS if form.name in {"beslut", "tjansteskrivelse"}}
    composed = {
        name: question.answer[question.answer.index("{%- for name in (named or usual)|unique %}") :]
        for name, sections in texts.items()
        for section in sections
        for question in section.questions
        if question.id == "beslut"
    }

    assert composed["tjansteskrivelse"].strip() in composed["beslut"]


def test_the_funders_decision_is_whole_in_its_first_paragraph(said):
    assert said("dalarna", DALARNA, "medfinansieringsbeslut", "beslut") == (
        "Regionala utvecklingsnämnden beviljar Region Dalarna, bidrag till projektet Innovationssluss och testbäddar för "
        "välfärdstjänster med 50 procent av de godkända kostnaderna, dock högst 8 000 000 kronor (sökt belopp: 8 464 428 "
        "kronor), ur anslag 1:1 Regionala utvecklingsåtgärder. Beslutet gäller från och med den 1 augusti 2024 till och med "
        "den 31 juli 2027. Kostnader godtas från och med den 1 september 2024.\n\n"
        "Bidraget lämnas enligt förordning (2003:596). Beslutet får inte överklagas (14 § samma förordning)."
    )  # fmt: skip


@pytest.mark.parametrize(("project", "changes"), [("halsingebygden", HALSINGE), ("haapakylansaari", HAAPA)])
def test_what_rests_on_the_ordinance_is_not_said_of_other_money(answers, project, changes):
    found = answers(project, changes, "medfinansieringsbeslut")

    assert not {"utbetalning", "upphavande", "strategi"} & set(found)
    assert not [text for text in found.values() if "2003:596" in text or "§" in text]


def test_a_region_grants_and_a_municipality_contributes(said):
    changes = {**DALARNA, "case.points.0": "bidrag"}

    assert said("dalarna", changes, "tjansteskrivelse", "beslut").startswith(
        "1. Region Dalarna beviljas bidrag till projektet Innovationssluss och testbäddar för välfärdstjänster med 50 procent"
    )
    assert said("halsingebygden", HALSINGE, "tjansteskrivelse", "beslut").startswith(
        "1. Härjedalens kommun bidrar till"
    )


def test_a_point_begins_with_a_capital_however_the_title_is_written(said):
    for title, written in (("näringslivschef", "Näringslivschef"), ("VD", "VD")):
        changes = {"applicant.authorised_signatory.title": title, "case.points.0": "uppdrag"}

        assert said("overtornea", changes, "tjansteskrivelse", "beslut").startswith(
            f"1. {written} får i uppdrag"
        )


def test_what_nobody_pays_is_told_only_when_all_amounts_are_known(said):
    rough = {"financing.contributions.1.about": "ja"}
    unknown = {**rough, "financing.contributions.1.amount": "null"}

    assert "återstår 20 000 kronor" in said("list", rough, "beslut", "period_budget")
    assert "återstår" not in said("list", unknown, "beslut", "period_budget")


def test_a_section_sign_stands_on_the_line_of_its_number():
    answers = [
        question.answer for form in FORMS for part in form.text.sections for question in part.questions
    ]
    found = [text for text in answers if "§" in text]

    assert found
    assert [text for text in found if re.search(r"\d §", text)] == []
