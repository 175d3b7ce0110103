"""A form can take another over: it says only what differs, and each thing keeps its place in its file."""

from pathlib import Path

import pytest

from generator.grant.forms.loading import load, load_all
from generator.grant.project import open_dossier
from generator.problems import ProblemError

FUND = """\
title: Ansökan
short: Ansökan Fonden
kind: application
receiver: Fonden
output: fonden.docx
source: "https://fonden.example, read 2026-11"
sections:
  - id: projekt
    label: Projektet
    source: verified
    questions:
      - {id: namn, label: Namn, source: verified, required: ja, limit: 10, limit_source: här, answer: "{{ project.name }}"}
      - {id: syfte, label: Syfte, source: proposed, answer: "{{ project.purpose }}"}
      - {id: eget, label: Eget, source: proposed, answer: "{{ own.priority }}"}
  - id: slut
    label: Slut
    source: proposed
    questions:
      - {id: efter, label: Efter, source: proposed, answer: "{{ project.after_project }}"}
fields:
  priority: {title: Prioritering, kind: text}
  goal: {title: Mål, kind: text}
rules:
  - {id: half, at: budget.lines, check: form.applied < 5, message: "{{ form.receiver }} ger hälften.", source: här}
  - {id: goal-missing, at: own.goal, check: own.goal, message: "Målet saknas i {{ form.short }}.", source: här}
"""
OTHER = """\
extends: fonden
short: Ansökan Norra
receiver: Norra fonden
source: "https://norra.example, read 2026-11"
"""
DATA = """\
documents: [norra]
project: {name: Vatten, purpose: Rent}
norra: {priority: Först}
financing:
  contributions:
    - {financier: Norra fonden, amount: 7, application: norra}
"""


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes folders of forms, and returns the one above them."""

    def made(other=OTHER, fund=FUND, **more):
        for name, text in {"fonden": fund, "norra": other, **more}.items():
            (tmp_path / "templates" / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / "templates" / name / "form.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "templates"

    return made


def by_name(folder):
    return {form.name: form for form in load_all(folder)}


def questions(form):
    return {each.id: each for section in form.text.sections for each in section.questions}


def wrong(folder):
    with pytest.raises(ProblemError) as caught:
        load_all(folder)
    return [
        (
            each.code,
            f"{Path(each.file).as_posix().rpartition('templates/')[2]}:{each.place.line}",
            each.message,
        )
        for each in caught.value.problems
    ]


def test_what_is_not_said_is_as_in_the_other_form(folder):
    form = by_name(folder())["norra"]

    assert (form.text.title, form.text.receiver, form.text.kind) == ("Ansökan", "Norra fonden", "application")
    assert (form.text.output, form.text.default) == ("norra.docx", False)
    assert list(questions(form)) == ["namn", "syfte", "eget", "efter"]
    assert list(form.own.model_fields) == ["priority", "goal"]
    assert [rule.id for rule in form.text.rules] == ["half", "goal-missing"]


def test_what_is_verified_with_the_other_receiver_is_not_so_with_this_one(folder):
    form = by_name(folder(OTHER + "questions:\n  - {id: syfte, source: verified}\n"))["norra"]

    assert form.text.sections[0].source == "sibling"
    assert form.text.sections[0].label_source
    assert {name: each.source for name, each in questions(form).items() if name in {"namn", "syfte"}} == {
        "namn": "sibling",
        "syfte": "verified",
    }


def test_only_what_differs_in_a_question_is_said(folder):
    differs = "questions:\n  - {id: namn, label: Projektnamn, limit: 5, limit_source: där}\n"
    question = questions(by_name(folder(OTHER + differs))["norra"])["namn"]

    assert (question.label, question.limit, question.limit_source) == ("Projektnamn", 5, "där")
    assert (question.required, question.answer) == (True, "{{ project.name }}")


def test_a_label_of_its_own_is_ours_until_it_is_said_where_it_was_read(folder):
    differs = "questions:\n  - {id: namn, label: Projektnamn}\n"
    read = differs.replace("}", ", source: verified}")

    assert questions(by_name(folder(OTHER + differs))["norra"])["namn"].source == "proposed"
    assert questions(by_name(folder(OTHER + read))["norra"])["namn"].source == "verified"


def test_a_rule_can_be_left_out_by_a_name_that_it_had_before(folder):
    fund = FUND.replace("{id: half,", "{id: half, formerly: [hälften],")

    form = by_name(folder(OTHER + "without: [hälften]\n", fund))["norra"]
    assert [rule.id for rule in form.text.rules] == ["goal-missing"]


def test_what_does_not_hold_is_left_out_and_what_is_new_comes_last(folder):
    more = """\
without: [slut, syfte, priority, eget, half]
sections:
  - {id: nytt, label: Nytt, source: verified, questions: [{id: nytt, label: Nytt, source: verified, answer: "{{ own.area }}"}]}
fields:
  area: {title: Område, kind: text}
  goal: {title: Målbild, kind: text}
rules:
  - {id: goal-missing, at: own.goal, check: own.goal, message: Skriv målbilden., source: där}
  - {id: third, at: own.area, check: own.area, message: Skriv området., source: där}
"""
    form = by_name(folder(OTHER + more))["norra"]

    assert list(questions(form)) == ["namn", "nytt"]
    assert {name: field.title for name, field in form.text.fields.items()} == {
        "goal": "Målbild",
        "area": "Område",
    }
    assert [(rule.id, rule.message) for rule in form.text.rules] == [
        ("goal-missing", "Skriv målbilden."),
        ("third", "Skriv området."),
    ]


def test_answers_and_rules_that_are_taken_over_speak_of_its_own_keys(tmp_path, folder):
    (tmp_path / "x.yaml").write_text(DATA, encoding="utf-8")
    dossier = open_dossier(tmp_path / "x.yaml", [by_name(folder())["norra"]], draft=True)

    answers = {each.question.id: each.text for each in dossier.documents[0].filled.answers}
    assert answers["eget"] == "Först"
    found = {each.code: (each.path, each.message) for each in dossier.problems if each.level == "warning"}
    assert found["half"] == ("budget.lines", "“Norra fonden ger hälften.”")
    assert found["goal-missing"] == ("norra.goal", "“Målet saknas i Ansökan Norra.”")


@pytest.mark.parametrize("without", ["", "without: [namn, half]\n"], ids=["all", "with less before it"])
@pytest.mark.parametrize(
    ("changed", "at"),
    [
        (FUND.replace("check: own.goal", "check: own.gaol"), "fonden/form.yaml:25"),
        (FUND.replace("project.purpose", "project.purpos"), "fonden/form.yaml:13"),
        (FUND.replace("project.after_project", "project.after"), "fonden/form.yaml:19"),
    ],
)
def test_what_is_wrong_with_what_is_taken_over_has_its_place_in_the_other_file(
    tmp_path, folder, changed, at, without
):
    (tmp_path / "x.yaml").write_text(DATA, encoding="utf-8")
    form = by_name(folder(OTHER + without, changed))["norra"]

    try:
        found = open_dossier(tmp_path / "x.yaml", [form], draft=True).problems
    except ProblemError as error:
        found = error.problems
    (problem,) = [each for each in found if each.code == "form-expression"]
    assert f"{Path(problem.file).as_posix()}:{problem.place.line}".endswith(at)


def test_what_differs_has_its_place_in_its_own_file(tmp_path, folder):
    (tmp_path / "x.yaml").write_text(DATA, encoding="utf-8")
    form = by_name(folder(OTHER + 'questions:\n  - id: syfte\n    answer: "{{ project.purpos }}"\n'))["norra"]

    with pytest.raises(ProblemError) as caught:
        open_dossier(tmp_path / "x.yaml", [form], draft=True)

    (problem,) = caught.value.problems
    assert (problem.path, problem.place.line) == ("questions.0.answer", 7)
    assert Path(problem.file).as_posix().endswith("norra/form.yaml")


def test_its_layout_is_that_of_the_other_until_it_has_its_own(folder):
    templates = folder()
    assert load(templates / "norra").layout == templates / "fonden" / "layout.docx"

    (templates / "norra" / "layout.docx").write_bytes(b"")
    assert load(templates / "norra").layout == templates / "norra" / "layout.docx"


def test_a_form_that_comes_with_the_program_can_be_taken_over(folder):
    form = by_name(folder(OTHER.replace("fonden\n", "anslag11\n", 1)))["norra"]

    assert form.parent.name == "anslag11"
    assert form.layout.is_file()


def test_a_change_of_the_other_form_is_seen_in_the_next_run(folder):
    assert questions(by_name(folder())["norra"])["namn"].label == "Namn"
    assert (
        questions(by_name(folder(fund=FUND.replace("label: Namn", "label: Titel")))["norra"])["namn"].label
        == "Titel"
    )


@pytest.mark.parametrize(
    ("other", "code", "line", "words"),
    [
        (OTHER.replace("fonden\n", "fnden\n", 1), "extends-unknown", 1, 'Did you mean "fonden"?'),
        (OTHER.replace("fonden\n", "norra\n", 1), "extends-unknown", 1, "no other form norra"),
        (OTHER + "without: [priority]\n", "without-asked-for", 5, "eget ask for it"),
        (OTHER + "without: [hlf]\n", "without-unknown", 5, 'Did you mean "half"?'),
        (OTHER + "questions:\n  - {id: nam, label: N}\n", "question-unknown", 6, 'Did you mean "namn"?'),
        (OTHER + "questions:\n  - {id: namn, limit: 5}\n", "limit-source", 6, "A limit needs its source"),
        (OTHER + "questons: []\n", "unknown-key", 5, 'Did you mean "questions"?'),
        (OTHER + "output: fonden.docx\n", "form-output", 5, "the same file name as that of fonden"),
        (OTHER + "output: Ansökan Fonden.docx\n", "form-output", 5, "the same file name as that of fonden"),
        (
            OTHER + "sections:\n  - {id: ny, label: Ny, source: proposed, questions: [{id: namn, label: N, source: proposed}]}\n",
            "question-twice",
            6,
            "used twice",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_has_its_place_and_the_way_out(folder, other, code, line, words):
    ((found, at, message),) = wrong(folder(other))

    assert (found, at) == (code, f"norra/form.yaml:{line}")
    assert words in message


def test_a_form_that_is_taken_over_takes_none_over_itself(folder):
    found = wrong(folder(södra="extends: norra\n", östra="extends: västra\n", västra="extends: östra\n"))

    assert [(code, at) for code, at, _message in found] == [
        ("extends-chain", "södra/form.yaml:1"),
        ("extends-chain", "västra/form.yaml:1"),
        ("extends-chain", "östra/form.yaml:1"),
    ]


def test_a_broken_form_is_named_once_however_many_take_it_over(folder):
    found = wrong(folder(fund=FUND.replace("kind: application", "kind: letter"), södra=OTHER))

    assert [(code, at) for code, at, _message in found] == [("literal-error", "fonden/form.yaml:3")]
