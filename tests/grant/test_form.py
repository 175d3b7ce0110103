"""A receiver is a folder; what is wrong with its form.yaml is said with its place."""

import pytest

from generator.grant.forms.jinja_texts import lone_expression
from generator.grant.forms.loading import load, load_all
from generator.grant.project import open_dossier
from generator.located import origin_of
from generator.markdown import Rich
from generator.problems import ProblemError

FORM = """\
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
"""


@pytest.fixture
def form(tmp_path):
    """Return a function that makes the form of a fund from its questions and what follows them."""

    def made(questions, rest=""):
        folder = tmp_path / "templates" / "fonden"
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"      {line}\n" for line in questions.strip().splitlines())
        (folder / "form.yaml").write_text(FORM + lines + rest, encoding="utf-8")
        return load(folder)

    return made


@pytest.fixture
def opened(tmp_path, form):
    """Return a function that opens a data file with such a form."""

    def made(data, questions, rest=""):
        path = tmp_path / "x.yaml"
        path.write_text(data, encoding="utf-8")
        return open_dossier(path, [form(questions, rest)], draft=True)

    return made


NAME = '- {id: namn, label: Namn, source: verified, required: ja, limit: 10, limit_source: s, answer: "{{ project.name }}"}'


def said(dossier):
    return [
        f"{each.place.line}:{each.path}: {each.level}: {each.message} [{each.code}]"
        for each in dossier.problems
    ]


def test_an_answer_that_is_one_value_of_the_data_keeps_its_origin(opened):
    dossier = opened("project:\n  name: Vatten\n", NAME)

    (answer,) = dossier.documents[0].filled.answers
    assert (answer.value, answer.text, answer.count) == ("Vatten", "Vatten", 6)
    assert origin_of(answer.value).path == "project.name"


def test_an_answer_that_is_composed_holds_its_values_as_holes(opened):
    dossier = opened(
        "project:\n  name: Vatten\n  short_name: a*b\n",
        '- {id: a, label: A, source: verified, answer: "Om {{ project.name }} ({{ form.short }})"}',
    )

    (answer,) = dossier.documents[0].filled.answers
    assert isinstance(answer.value, Rich)
    assert [origin_of(value).path for value in answer.value.values] == ["project.name"]
    assert answer.text == "Om Vatten (Ansökan Fonden)"


def test_a_required_answer_that_is_missing_names_document_section_and_question(opened):
    assert said(opened("project:\n", NAME)) == [
        "1:project.name: missing: “Namn” has no answer. [answer-missing]"
    ]


def test_an_answer_over_its_limit_says_how_much_to_shorten_it(opened):
    (problem,) = said(opened("project:\n  name: Vattenkraft\n", NAME))

    assert problem == (
        "2:project.name: error: “Ansökan Fonden”: the answer to “Namn” is 11 / 10 characters. Shorten it by 1. [too-long]"
    )


def test_an_answer_just_at_its_limit_is_no_error_but_a_warning(opened):
    (problem,) = said(opened("project:\n  name: Vattenkraf\n", NAME))

    assert problem.endswith("is 10 / 10 characters, close to the limit. [nearly-too-long]")


def test_markdown_is_counted_as_it_is_pasted(opened):
    dossier = opened(
        "project:\n  background: |\n    **Vatten** och [jord](https://jord.se)\n",
        '- {id: a, label: A, source: verified, answer: "{{ project.background }}"}',
    )

    (answer,) = dossier.documents[0].filled.answers
    assert answer.text == "Vatten och jord (https://jord.se)"


RULE = """\
rules:
  - id: total
    at: budget.lines
    when: budget.lines
    check: budget.total <= 100
    level: warning
    message: "Kostnaden är {{ budget.total|kronor }}, högst 100 kronor."
    source: 1 § lagen
"""


def test_a_rule_that_is_broken_is_a_problem_at_its_path_with_its_message(opened):
    data = "project: {name: V}\nbudget:\n  lines:\n    - amount: 101\n"

    assert said(opened(data, NAME, RULE)) == [
        "4:budget.lines: warning: “Kostnaden är 101\u00a0kronor, högst 100 kronor.” [total]"
    ]
    assert said(opened(data.replace("101", "100"), NAME, RULE)) == []


def test_a_rule_that_cannot_be_reckoned_is_an_error_of_the_form(opened):
    dossier = opened(
        "project: {name: V}\nbudget: {lines: [{amount: 1}]}\n",
        NAME,
        RULE.replace("budget.total <=", "budget.totl <="),
    )

    (problem,) = dossier.problems
    assert problem.file.endswith("form.yaml")
    assert (problem.code, problem.path) == ("form-expression", "rules.0.check")
    assert 'Did you mean "total"?' in problem.message


def test_an_answer_with_an_unknown_name_is_an_error_of_the_form(opened):
    with pytest.raises(ProblemError) as caught:
        opened("project:\n", '- {id: a, label: A, source: verified, answer: "{{ project.nmae }}"}')

    (problem,) = caught.value.problems
    assert (problem.path, problem.place.line) == ("sections.0.questions.0.answer", 12)
    assert 'Did you mean "name"?' in problem.message


def test_a_question_that_does_not_apply_is_left_out(opened):
    dossier = opened(
        "project:\n",
        '- {id: a, label: A, source: verified, when: project.partners, answer: "{{ project.name }}"}',
    )

    assert list(dossier.documents[0].filled.answers) == []


def test_what_only_this_receiver_asks_has_a_model_of_its_own(opened):
    fields = "fields:\n  priority: {title: Prioritering, kind: choice, options: [ett, två]}\n"

    with pytest.raises(ProblemError) as caught:
        opened("fonden:\n  priority: tre\n", NAME, fields)
    (problem,) = caught.value.problems
    assert str(problem).endswith(
        "x.yaml:2:13: error: fonden.priority: “Prioritering”: ”tre” is not among the choices. "
        "Choose one of: “ett, två”. [choice]"
    )


def test_a_key_of_a_receiver_may_be_called_as_a_method_of_pydantics_but_not_as_its_own_settings(form, opened):
    fields = "fields:\n  copy: {title: Kopia, kind: text}\n  json: {title: Fil, kind: text}\n"
    opened("fonden:\n  copy: en\n  json: två\n", NAME, fields)

    with pytest.raises(ProblemError) as caught:
        form(NAME, "fields:\n  _x: {title: X}\n  model_config: {title: Y}\n")

    assert [(each.code, each.path) for each in caught.value.problems] == [
        ("reserved-name", "fields._x"),
        ("reserved-name", "fields.model_config"),
    ]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("- {id: a, label: A, source: maybe}", "literal-error"),
        ("- {id: a, label: A, source: verified, limit: 5}", "limit-source"),
        ("- {id: a, label: A, source: verified, tabel: risks}", "unknown-key"),
        ("- {id: A B, label: A, source: verified}", "string-pattern-mismatch"),
        ("- {id: a, source: verified}", "missing"),
        ("- {id: a, label: A, source: verified}\n- {id: a, label: B, source: verified}", "question-twice"),
    ],
)
def test_what_is_wrong_with_a_form_has_a_place(form, broken, code):
    with pytest.raises(ProblemError) as caught:
        form(broken)

    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place.line == 12 + ("\n" in broken)


def test_a_folder_without_forms_is_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        load_all(tmp_path)

    assert caught.value.problems[0].code == "templates-missing"


def test_only_a_text_that_is_one_expression_stands_alone():
    assert lone_expression("{{ a.b }}") == "a.b"
    assert lone_expression(" {{ a|upper }} ") == "a|upper"
    assert not lone_expression("{{ a }} {{ b }}")
    assert not lone_expression("{{ a }}b{{ c }}")
    assert not lone_expression("a")
