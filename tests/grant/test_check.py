"""Each rule fires on a wrong case at its path, and is silent on a right one."""

import shutil

import pytest
from checking import MAT, PLAN, forms, found, problems

from generator.grant.forms.form import load_all
from generator.system.files import builtin_templates

NO_GOALS = {
    "    - number: 11\n      contribution: >-\n        Underlag för en planering som håller ihop bebyggelse, "
    "transporter och service i stad och landsbygd.\n    - number: 16\n      contribution: Öppna dialoger som låter "
    "fler påverka planeringen på länsnivå.\n    - number: 17\n      contribution: Tydligare roller och bättre "
    "samverkan mellan region, kommuner, stat, näringsliv och civilsamhälle.\n": ""
}
NO_ATTACHMENTS = {
    "    - Signeringsunderlag\n    - Underlag som styrker firmateckningsrätten\n    - Beslut RUN/479/2024\n": ""
}
IN_KIND = {"financing.contributions.0.form": "bidrag i annat än pengar"}
PARTNER = {"project.partners.0.name": "Exempel AB", "project.partners.0.role": "samverkanspart"}

FIRES = [
    # dates and periods
    ("slut_efter_start", "project.period.end", MAT, {"project.period.end": "2026-08-01"}),
    ("slut_efter_beslut", "project.period.end", PLAN, {"project.period.end": "2024-05-30"}),
    ("start_fore_beslut", "project.period.start", MAT, {"project.period.start": "2026-03-01"}),
    ("start_utan_datum", "project.period.start", MAT, {"project.period.start": "när ansökan skickas in"}),
    ("aktivitet_slut_fore_start", "project.activities.1.end", MAT, {"project.activities.1.end": "2026-09-15"}),
    ("aktivitet_fore_projektet", "project.activities.1.start", MAT, {"project.activities.1.start": "2026-08-15"}),
    ("aktivitet_fore_beslut", "project.activities.0.start", PLAN, {"project.activities.0.start": "2024-11-01"}),
    ("aktivitet_efter_projektet", "project.activities.4.end", MAT, {"project.activities.4.end": "2028-09-30"}),
    ("mal_efter_projektet", "project.goals.0.targets", MAT, {"project.goals.0.targets.0.by": "2028-12-31"}),
    ("ar_utan_kostnad", "budget.lines", MAT, {"project.period.end": "2029-02-28"}),
    ("kostnad_utanfor_perioden", "budget.lines.0.year", MAT, {"budget.lines.0.year": "2025"}),
    ("kostnad_utanfor_perioden", "budget.lines.0.year", PLAN, {"budget.lines.0.year": "2023"}),
    ("finansiering_utanfor_perioden", "financing.contributions.0.year", MAT, {"financing.contributions.0.year": "2030"}),
    ("forankring_efter_beslut", "case.anchoring.date", MAT, {"case.anchoring.date": "2026-05-01"}),
    ("underlag_efter_beslut", "case.attachments.0.date", MAT, {"case.attachments.0.date": "2026-05-02"}),
    ("inskickad_utanfor_utlysningen", "calls.0.submitted", MAT, {"calls.0.submitted": "2026-06-02"}),
    ("inskickad_utanfor_utlysningen", "calls.0.submitted", MAT, {"calls.0.submitted": "2026-04-01"}),
    ("utlysning_okand", "calls.0.application", MAT, {"calls.0.application": "tillvaxtverket"}),
    ("start_fore_ansokan", "project.period.start", MAT, {"calls.1.submitted": "2026-09-15"}),
    # money
    ("kostnader_lika_finansiering", "financing.contributions", PLAN, {"financing.contributions.0.amount": "299 000"}),
    ("ar_lika", "financing.contributions", PLAN, {"financing.contributions.0.year": "2024", "financing.contributions.1.year": "2025"}),
    ("aktivitet_okand", "budget.lines.0.activity", MAT, {"budget.lines.0.activity": "Lednig"}),
    ("aktivitet_utan_kostnad", "project.activities.4.name", MAT, {"project.activities.4.name": "Avslut"}),
    ("rad_ofullstandig", "budget.lines.0", MAT, {"budget.lines.0.category": None}),
    ("rad_ofullstandig", "budget.lines.0", MAT, {"budget.lines.0.year": None}),
    ("rad_dubbelt_belopp", "budget.lines.0.amount", MAT, {"budget.lines.0.amount": "100 000"}),
    ("schablon_som_rad", "budget.lines.2.description", MAT, {"budget.lines.2.description": "Indirekta kostnader"}),
    ("schablon_ofullstandig", "budget.flat_rates.0", MAT, {"budget.flat_rates.0.rate": None}),
    ("schablon_utan_stod", "budget.flat_rates.0.source", MAT, {"budget.flat_rates.0.source": None}),
    ("schablon_bas", "budget.flat_rates.0.base", MAT, {"budget.flat_rates.0.base.0": "Löner"}),
    ("schablon_tacker", "budget.lines.2.description", MAT, {"budget.lines.2.description": "Kontorshyra"}),
    ("kostnad_dubblerad", "budget.lines.1", MAT,
     {"budget.lines.1.description": "Projektledare", "budget.lines.1.activity": "Projektledning och kommunikation"}),
    ("sokt_belopp", "financing.contributions", MAT, {"financing.contributions.1.application": None}),
    ("sokt_over_kostnad", "financing.contributions", MAT, {"financing.contributions.0.amount": "9 000 000"}),
    ("ansokan_okand", "financing.contributions.0.application", MAT, {"financing.contributions.0.application": "tillvaxtverket"}),
    ("ansokan_finansiar", "financing.contributions.0.application", MAT, {"financing.contributions.0.application": "anslag11"}),
    ("sokt_utan_ansokan", "financing.contributions.0.application", MAT, {"financing.contributions.0.application": None}),
    ("finansiering_ofullstandig", "financing.contributions.0", MAT, {"financing.contributions.0.financier": None}),
    ("finansiering_utan_status", "financing.contributions.0.status", MAT, {"financing.contributions.0.status": None}),
    ("budget_saknas", "budget.lines", MAT, {f"financing.contributions.{i}.amount": None for i in range(6)}),
    ("in_kind_utan_berakning", "financing.contributions.4.calculation", MAT, {"financing.contributions.4.calculation": None}),
    ("egna_medel", "financing.contributions.5.status", MAT, {"financing.contributions.5.status": "planerad"}),
    ("egna_medel", "financing.contributions.2.status", MAT, {"financing.contributions.2.status": "egen"}),
    # completeness
    ("mal_utan_matt", "project.goals.0.targets", MAT, {"project.goals.0.targets.0.value": None}),
    ("indikator_utan_mal", "project.indicators.0", MAT, {"project.indicators.0.target": None}),
    ("risk_utan_atgard", "project.risks.0.measure", MAT, {"project.risks.0.measure": None}),
    ("aktivitet_utan_tid", "project.activities.0", MAT, {"project.activities.0.end": None}),
    # the receivers
    ("andel", "financing.contributions", PLAN, {"financing.contributions.0.amount": "300 001"}),
    ("finansiar_sektor", "financing.contributions.0", PLAN, {"financing.contributions.0.sector": None}),
    ("anslag_for_medfinansiering", "financing.contributions.1.appropriation", PLAN, {"financing.contributions.1.appropriation": None}),
    ("samverkanspart_uppgifter", "project.partners.0", PLAN, PARTNER),
    ("berakning_bifogad", "tillvaxtverket.attachments", PLAN, IN_KIND),
    ("berakning_bifogad", "anslag11.attachments", PLAN, IN_KIND),
    ("bilagor_saknas", "tillvaxtverket.attachments", PLAN, NO_ATTACHMENTS),
    ("anslag_namn", "financing.contributions.1.appropriation", PLAN, {"financing.contributions.1.appropriation": "de regionala 1:1 anslagen"}),
    ("delegation_grans", "case.signatory.title", PLAN, {"financing.contributions.1.amount": "500 000"}),
    ("agenda_2030", "project.global_goals", PLAN, NO_GOALS),
    ("projektnamn_i_uppdrag", "case.assignment", PLAN, {"    projekt, ”Strategisk planering": "    projekt, ”Planering"}),
    ("beslutsfattare_saknas", "case.signatory.name", PLAN, {"case.signatory.name": None}),
    ("anmals_till", "case.reported_to", PLAN, {"case.reported_to": "regionstyrelsen"}),
    ("eruf_schablon", "budget.flat_rates.0.rate", MAT, {"budget.flat_rates.0.rate": "40,1 %"}),
    ("eruf_timmar", "budget.lines.6.quantity", MAT, {"budget.lines.6.quantity": "1 721"}),
    ("eruf_utvardering", "eruf.evaluation", MAT, {"budget.lines.2.amount": "12 000 000"}),
    ("eruf_bilagor", "eruf.attachments", MAT, {"eruf.attachments.1": "Inköpsplan"}),
    ("eruf_bilaga_forstudie", "eruf.attachments", MAT, {"project.type": "förstudie"}),
    ("eruf_parter", "eruf.attachments", MAT, {"eruf.attachments.2": "Avtal"}),
]  # fmt: skip

TRUE_OF_THE_PLAN = [
    ("andel_utan_marginal", {"financing.contributions.0.amount": "299 999", "financing.contributions.1.amount": "299 999"}),
    ("kombinationsregeln", {"financing.contributions.1.amount": "0"}),
    ("delegation_vem", {"case.signatory.title": "Regional utvecklingsdirektör"}),
    ("enhet", {"case.unit": "Hållbar tillväxt"}),
    ("externa_medel_och_restkostnader", {"case.residual_costs": None}),
    ("egen_ansokan", {"applicant.name": "Exempelköpings kommun"}),
    ("beslut_fore_besked", {"financing.contributions.0.status": "beviljad", "financing.contributions.1.status": "beviljad"}),
    ("underlag_utan_datum", {"case.attachments.0.number": "RUN/1/2024"}),
    ("start_utan_datum", {"project.period.start": "2024-11-25"}),
]  # fmt: skip
"""What holds of the real case, and what silences it."""

WITH_A_CLOCK = [
    ("utlysning_stangd", "calls.0.closes", {"calls.0.submitted": None}, "2026-05-30", "2026-05-29"),
    ("start_passerad", "project.period.start", {"calls.0.submitted": None}, "2026-09-02", "2026-09-01"),
]
OF_THE_FORMS = {"ansokan_i_beslutsunderlag", "ansokan_i_beslutspunkt"}


@pytest.mark.parametrize(("code", "at", "base", "changes"), FIRES)
def test_a_rule_fires_on_a_wrong_case_and_is_silent_on_a_right_one(tmp_path, code, at, base, changes):
    assert (code, at) not in found(tmp_path, base)
    assert (code, at) in found(tmp_path, base, changes)


@pytest.mark.parametrize(("code", "changes"), TRUE_OF_THE_PLAN)
def test_what_is_true_of_the_real_case_is_said_until_it_is_mended(tmp_path, code, changes):
    assert code in {code for code, _path in found(tmp_path, PLAN)}
    assert code not in {code for code, _path in found(tmp_path, PLAN, changes)}


@pytest.mark.parametrize(("code", "at", "changes", "late", "in_time"), WITH_A_CLOCK)
def test_a_rule_about_today_needs_a_day(tmp_path, code, at, changes, late, in_time):
    assert (code, at) in found(tmp_path, MAT, changes, late)
    assert (code, at) not in found(tmp_path, MAT, changes, in_time)
    assert (code, at) not in found(tmp_path, MAT, changes)
    assert (code, at) not in found(tmp_path, MAT, today=late)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("ansokan_i_beslutsunderlag", "{% endif %}{{ d.short }}", "{% endif %}Ansökan"),
        ("ansokan_i_beslutspunkt", "till {{ d.receiver }}", "till finansiären"),
    ],
)
def test_a_memo_that_leaves_an_application_out_is_an_error(tmp_path, code, old, new):
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    form = tmp_path / "templates/beslut/form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    there = problems(tmp_path, MAT, with_forms=load_all(tmp_path / "templates"))

    assert {problem.code for problem in there} >= {code}
    assert code not in {code for code, _path in found(tmp_path, MAT)}


def test_every_rule_has_a_case():
    tried = {each[0] for each in [*FIRES, *TRUE_OF_THE_PLAN, *WITH_A_CLOCK]} | OF_THE_FORMS
    rules = [*forms()[0].common.rules, *(rule for form in forms() for rule in form.text.rules)]

    assert {rule.id for rule in rules} == tried


def test_every_rule_says_what_why_and_from_where():
    rules = [*forms()[0].common.rules, *(rule for form in forms() for rule in form.text.rules)]

    assert [rule.id for rule in rules if not (rule.title and rule.why and rule.source)] == []


def test_an_older_or_inferred_rule_says_so_in_its_source_and_is_no_error():
    rules = [*forms()[0].common.rules, *(rule for form in forms() for rule in form.text.rules)]
    older = [rule for rule in rules if rule.basis == "older"]

    assert older
    assert [
        rule.id for rule in older if not any(word in rule.source.lower() for word in ("äldre", "inte läst"))
    ] == []
    assert [rule.id for rule in rules if rule.level == "error" and rule.basis in {"older", "inferred"}] == []


def test_the_share_above_the_ceiling_is_an_error_where_the_ceiling_is_read_and_else_a_warning(tmp_path):
    changes = {f"financing.contributions.{i}.amount": "300 001" for i in (0, 1)}
    levels = {p.document: p.level for p in problems(tmp_path, PLAN, changes) if p.code == "andel"}

    assert levels == {
        "Ansökan Tillväxtverket": "error",
        "Ansökan Region Jämtland Härjedalen (anslag 1:1)": "warning",
    }


def test_the_examples_have_no_error_and_no_warning_but_those_true_of_them(tmp_path):
    plan = [p.code for p in problems(tmp_path, PLAN) if p.level != "hint"]

    assert plan == ["andel_utan_marginal", "andel_utan_marginal"]
    assert [p.code for p in problems(tmp_path, MAT)] == ["beslut_fore_besked"]


def test_a_new_file_breaks_no_rule_about_what_is_not_there_yet(tmp_path):
    from datetime import date

    from generator.grant.project import open_dossier
    from generator.run.scaffold import new_text

    path = tmp_path / "x.yaml"
    path.write_text(new_text(forms()), encoding="utf-8")
    codes = {p.code for p in open_dossier(path, forms(), draft=True, today=date(2026, 1, 1)).problems}

    assert codes == {
        "answer-missing",
        "sokt_belopp",
        "agenda_2030",
        "bilagor_saknas",
        "beslutsfattare_saknas",
        "budget_saknas",
    }


def test_a_problem_names_its_document_section_and_question(tmp_path):
    there = problems(tmp_path, PLAN, {"project.purpose": None})
    missing = [p.as_dict() for p in there if p.code == "answer-missing"]

    assert [(p["document"], p["section"], p["question"]) for p in missing] == [
        ("Ansökan Region Jämtland Härjedalen (anslag 1:1)", "Syfte och mål", "Syfte"),
        ("Ansökan Tillväxtverket", "Projektinformation", "Syfte"),
        ("Beslut", "Ärendebeskrivning", "Syfte"),
    ]
    assert {p.section for p in there if p.code == "andel_utan_marginal"} == {"Finansiering"}


def test_only_the_documents_of_the_project_are_made_and_checked(tmp_path):
    there = problems(tmp_path, PLAN, {"documents.0": "beslut"})

    assert {p.document for p in there} <= {"Beslut", ""}
    assert ("unknown-document", "documents.0") in found(tmp_path, PLAN, {"documents.0": "beslutet"})
    assert ("answer-missing", "eruf.call") in found(tmp_path, PLAN, {"documents.0": "eruf"})
