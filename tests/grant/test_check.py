"""What holds of all rules; the cases of each are in tests/cases/rules, run by tests/commands/test_rule_cases.py."""

import shutil

import pytest
from checking import MAT, PLAN, forms, found, problems

from generator.grant.forms.loading import load_all
from generator.system.files import builtin_templates


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("application-not-listed", "{% endif %}{{ d.short }}", "{% endif %}Ansökan"),
        ("application-not-decided", "till {{ d.sent_to }}", "till finansiären"),
    ],
)
def test_a_memo_that_leaves_an_application_out_is_an_error(tmp_path, code, old, new):
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    form = tmp_path / "templates/beslut/form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    there = problems(tmp_path, MAT, with_forms=load_all(tmp_path / "templates"))

    assert {problem.code for problem in there} >= {code}
    assert code not in {code for code, _path in found(tmp_path, MAT)}


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


LIMITS = {
    "support-over-half",
    "decider-over-half",
    "share-too-high",
    "share-without-margin",
    "region-pays-half",
    "applied-over-costs",
    "budget-unbalanced",
}


@pytest.mark.parametrize("first", ["Tillväxtverket", "Region Dalarna", "EU (ERUF)"])
@pytest.mark.parametrize("amounts", [(200, 400), (250, 350), (240, 360), (300, 300), (100, 500)])
def test_one_excess_is_told_by_one_rule(tmp_path, first, amounts):
    changes = {
        "financing.contributions.0.financier": first,
        "financing.contributions.0.application": "tillvaxtverket" if first == "Tillväxtverket" else None,
        "financing.contributions.0.appropriation": "anslag 1:1" if first == "Region Dalarna" else None,
        **{f"financing.contributions.{i}.amount": f"{amounts[i]} 000" for i in (0, 1)},
    }
    codes = [p.code for p in problems(tmp_path, PLAN, changes) if p.code in LIMITS]

    lawful = (first == "Tillväxtverket" and max(amounts) <= 300) or (
        first == "EU (ERUF)" and amounts[1] <= 360
    )
    errors = {"support-over-half", "decider-over-half"}
    assert len(codes) == 1
    assert lawful is not bool(errors.intersection(codes)), codes


def test_the_examples_have_no_error_and_no_warning_but_those_true_of_them(tmp_path):
    plan = [p.code for p in problems(tmp_path, PLAN) if p.level != "hint"]

    assert plan == ["share-without-margin"]
    assert [p.code for p in problems(tmp_path, MAT)] == []


def test_a_new_file_breaks_no_rule_about_what_is_not_there_yet(tmp_path):
    from datetime import date

    from generator.grant.project import open_dossier
    from generator.run.scaffold import new_text

    path = tmp_path / "x.yaml"
    path.write_text(new_text(forms()), encoding="utf-8")
    codes = {p.code for p in open_dossier(path, forms(), draft=True, today=date(2026, 1, 1)).problems}

    assert codes == {
        "answer-missing",
        "nothing-applied-for",
        "global-goals-missing",
        "attachments-missing",
        "decision-incomplete",
        "budget-missing",
    }


def test_a_problem_names_its_document_section_and_question(tmp_path):
    there = problems(tmp_path, PLAN, {"project.purpose": None})
    missing = [p.as_dict() for p in there if p.code == "answer-missing"]

    assert [(p["document"], p["section"], p["question"]) for p in missing] == [
        ("Ansökan Region Jämtland Härjedalen (anslag 1:1)", "Syfte och mål", "Syfte"),
        ("Ansökan Tillväxtverket", "Projektinformation", "Syfte"),
        ("Beslut", "Ärendebeskrivning", "Syfte"),
    ]
    there = problems(tmp_path, PLAN, {"financing.contributions.1.appropriation": "1:1"})
    assert {p.section for p in there if p.code == "appropriation-misnamed"} == {"Finansiering"}


def test_only_the_documents_of_the_project_are_made_and_checked(tmp_path):
    there = problems(tmp_path, PLAN, {"documents.0": "beslut"})

    assert {p.document for p in there} <= {"Beslut", ""}
    assert ("unknown-document", "documents.0") in found(tmp_path, PLAN, {"documents.0": "beslutet"})
    assert ("answer-missing", "eruf.call") in found(tmp_path, PLAN, {"documents.0": "eruf"})
