"""Rules are data: once or for every item of a list, in a form or for every project."""

import pytest
from checking import forms

from generator.grant.forms.jinja_texts import JinjaTexts, lone_expression, value
from generator.grant.forms.loading import load_all
from generator.grant.forms.rulebook import load_rules
from generator.problems import ProblemError
from generator.sandbox import environment

RULE = """\
rules:
  - id: namn
    at: project.risks.{i}.risk
    each: project.risks
    when: item.risk
    check: item.measure
    message: "{{ i }}: {{ item.risk }}"
    source: ingen
"""


@pytest.fixture
def book(tmp_path):
    def made(text):
        (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
        return load_rules(tmp_path)

    return made


def broken(book, tmp_path, data):
    from dataclasses import replace

    from generator.grant.project import open_dossier

    path = tmp_path / "x.yaml"
    path.write_text(data, encoding="utf-8")
    (beslut,) = [form for form in forms() if form.name == "beslut"]
    text = type(beslut.text)(**{**vars(beslut.text), "rules": (), "sections": ()})
    return open_dossier(path, [replace(beslut, text=text, common=book)], draft=True).problems


def test_a_rule_runs_once_for_every_item_that_has_an_answer(book, tmp_path):
    data = "project:\n  risks:\n    - risk: A\n      measure: a\n    - risk: B\n    -\n"

    (problem,) = broken(book(RULE), tmp_path, data)

    assert (problem.code, problem.path, problem.place.line) == ("namn", "project.risks.1.risk", 5)
    assert problem.message == "“1: B”"


def test_a_list_that_is_not_there_has_no_items(book, tmp_path):
    assert broken(book(RULE), tmp_path, "project: {name: A}\n") == ()


@pytest.mark.parametrize("key", ["each: project.riskz", "check: item.measre", "when: item.risc"])
def test_a_rule_that_cannot_be_reckoned_has_its_place_in_the_file(book, tmp_path, key):
    name = key.partition(":")[0]
    text = "\n".join(
        f"    {key}" if line.strip().startswith(f"{name}:") else line for line in RULE.split("\n")
    )

    (problem,) = broken(book(text), tmp_path, "project: {risks: [{risk: A}]}\n")

    assert (problem.code, problem.path) == ("form-expression", f"rules.0.{name}")
    assert problem.file.endswith("rules.yaml")


def test_an_error_needs_a_basis_that_carries_it(book):
    with pytest.raises(ProblemError) as caught:
        book(RULE + "    level: error\n    basis: older\n")
    assert caught.value.problems[0].code == "rule-basis"

    assert book(RULE + "    level: error\n    basis: verified\n").rules


def test_an_id_is_used_once(book):
    with pytest.raises(ProblemError) as caught:
        book(RULE + RULE.partition("\n")[2])

    assert [(p.code, p.path) for p in caught.value.problems] == [("rule-twice", "rules.1.id")]


def test_templates_of_ones_own_use_the_rules_that_come_with_the_program_unless_they_have_their_own(tmp_path):
    import shutil

    from generator.system.files import builtin_templates

    shutil.copytree(builtin_templates() / "beslut", tmp_path / "beslut")
    assert load_all(tmp_path)[0].common.rules == load_rules(builtin_templates()).rules

    (tmp_path / "rules.yaml").write_text(RULE, encoding="utf-8")
    assert [rule.id for rule in load_all(tmp_path)[0].common.rules] == ["namn"]


def test_a_wrong_rules_file_is_named(tmp_path):
    (tmp_path / "rules.yaml").write_text("rules:\n  - id: a\n", encoding="utf-8")

    with pytest.raises(ProblemError) as caught:
        load_all(tmp_path)
    assert {p.file for p in caught.value.problems} == {str(tmp_path / "rules.yaml")}


def expression(text):
    return lambda names, known=None: value(
        JinjaTexts()["expression" if known is None else "item", text], names, known
    )


NAMES = {"a": 6, "b": [1, 2, 3], "c": {"d": "text", "e": None}, "f": [{"g": 1}, {"g": 2}], "h": ""}


@pytest.mark.parametrize("text", [
    "a", "a + 2 * 3 - 4 / 2", "a // 4 % 3", "-a", "+a", "not a", "a and h", "h or a", "1 < a <= 6", "1 > a < 2", "a == 6",
    "a != 6", "2 in b", "4 not in b", "b[1]", "b[-1]", "b[:2]", "b[1:]", "c.d", "c['d']", "c.d ~ a ~ 'x'", "[a, h]", "(a, h)",
    "a if h else 7", "b|length", "b|sum", "f|map(attribute='g')|list", "f|selectattr('g', 'gt', 1)|list", "c.d|upper",
    "b|join(', ')", "c.d|replace('t', 'x')", "a is defined", "z is defined", "a is divisibleby(3)", "a is not none",
    "c.e is none", "b|reject('in', [1, 2])|list", "a|round(1)", "1.5 + 1", "true", "none",
])  # fmt: skip
def test_an_expression_is_worth_what_jinja_says(text):
    assert expression(text)(NAMES) == environment().compile_expression(text, undefined_to_none=False)(**NAMES)


@pytest.mark.parametrize("text", [
    "z", "c.z", "z + 1", "c.d.encode()", "().__class__", "a.__class__", "a }}{{ b", "a }}{% for x in b %}{{ x }}{% endfor %}{{ b",
    "a|nofilter", "a is notest", "2 ** 9", "'x' * 9", "a b", "",
])  # fmt: skip
def test_an_expression_that_is_unknown_or_unsafe_fails(text):
    from generator.grant.forms.answers import FAILURES

    with pytest.raises(FAILURES):
        str(expression(text)(NAMES) or 1 / 0)


def test_every_expression_of_the_forms_is_worth_what_jinja_says():
    from checking import DATA, PLAN

    from generator.grant.forms import context
    from generator.grant.project import model
    from generator.grant.schema.errors import validate
    from generator.grant.yaml import document
    from generator.system.files import read

    data = validate(document.read(read(DATA / PLAN), PLAN), model(forms()))
    common = context.shared(data, forms(), draft=True)
    tried = 0
    for form in forms():
        names = context.of_form(form, data, common)
        for section in form.text.sections:
            texts = [
                section.when,
                *(q.when for q in section.questions),
                *(lone_expression(q.answer) for q in section.questions),
            ]
            for text in filter(None, texts):
                expected = environment().compile_expression(text, undefined_to_none=False)(**names)
                value = expression(text)(names)
                assert (len(value) if isinstance(value, list) else str(value)) == (
                    len(expected) if isinstance(expected, list) else str(expected)
                ), text
                tried += 1
    assert tried > 100


class Counted(list):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize(
    "text", ["item in names|list", "item in names|map('upper')|list", "(names|list) and item"]
)
def test_what_says_nothing_of_the_item_is_evaluated_once_for_the_whole_list(text):
    names, known, check = Counted("ABC"), {}, expression(text)

    first = check({"names": names, "item": "A"}, known)
    times = names.times
    others = [check({"names": names, "item": item}, known) for item in "BC"]

    assert first
    assert all(others)
    assert names.times == times > 0


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("not item or names|sum / 0 > 1", True),
        ("names.index|default(0) and item.get(names|first)", 0),
        ("names[item:2]|length", 2),
    ],
)
def test_a_part_that_is_the_same_for_all_items_is_evaluated_only_where_jinja_would(text, worth):
    assert expression(text)({"names": [1, 2], "item": 0}, {}) == worth


def test_what_can_be_gone_through_once_only_is_not_kept_for_the_next_item():
    known = {}

    found = [
        expression("item in names|map('upper')")({"names": ["a", "b"], "item": item}, known) for item in "AAB"
    ]

    assert found == [True, True, True]
