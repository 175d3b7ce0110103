"""A form and its layout against the schema, without any data: names, filters, tables, paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import TemplateError, nodes

from generator import files, sandbox
from generator.grant.answers import Answer, Filled
from generator.grant.context import of_form, of_layout, shared
from generator.grant.dossier import model
from generator.grant.form import Form
from generator.grant.validate import group_of, is_list
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.shapes import ANYTHING, Items, Names, Shape, of_type, of_value, unknown_names
from generator.template import Template, compile_template, xml_environment

LONGEST_PATH = 64
"""Characters that Word takes in the tag of a content control; a longer path makes no field."""


def lint(form: Form, forms: Sequence[Form]) -> list[Problem]:
    """Return all that is wrong with a form and its layout."""
    names = _names(form, forms)
    found = [*_expressions(form, names), *_rules(form, names), *_long_paths(form)]
    try:
        template = compile_template(files.read(form.layout), str(form.layout))
    except ProblemError as error:
        return [*found, *error.problems]
    trees = {story.part: xml_environment().parse(story.source) for story in template.stories}
    return [*found, *_layout_names(template, trees, names), *_unprinted(form, list(trees.values()))]


def _names(form: Form, forms: Sequence[Form]) -> Names:
    """Return the shape of what the layout of `form` can speak of."""
    data = model(forms)()
    context = of_form(form, data, shared(data, forms, draft=True))
    answers = tuple(
        (section, tuple(Answer(question, "", "") for question in section.questions))
        for section in form.text.sections
    )
    made = of_layout(Filled(form, answers), context)
    extra: dict[str, Shape] = {
        name: of_value(made[name]) for name in ("form", "documents", "draft", "sections")
    }
    extra["answers"] = Names({answer.question.id: ANYTHING for _section, each in answers for answer in each})
    return Names({**_held(of_type(type(data))), **extra})


def _held(shape: Shape) -> dict[str, Shape]:
    return dict(shape.of) if isinstance(shape, Names) else {}


def _expressions(form: Form, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with the Jinja texts of form.yaml."""
    for path, text, is_expression in _texts(form):
        if not text:
            continue
        try:
            tree = sandbox.environment().parse("{{ " + text + " }}" if is_expression else text)
            sandbox.refuse(tree)
        except TemplateError as error:
            yield form.problem("form-expression", path, sandbox.explain(error))
            continue
        without = Names(
            {name: shape for name, shape in names.of.items() if name not in {"sections", "answers"}}
        )
        for _line, said in unknown_names(tree, without):
            yield form.problem("template-unknown-name", path, said)


def _texts(form: Form) -> Iterator[tuple[str, str, bool]]:
    """Yield path, text and whether it is an expression (else a text with tags)."""
    for s, section in enumerate(form.text.sections):
        yield f"sections.{s}.when", section.when, True
        for q, question in enumerate(section.questions):
            yield f"sections.{s}.questions.{q}.when", question.when, True
            yield f"sections.{s}.questions.{q}.answer", question.answer, False
    for number, rule in enumerate(form.text.rules):
        yield f"rules.{number}.when", rule.when, True
        yield f"rules.{number}.check", rule.check, True
        yield f"rules.{number}.message", rule.message, False


def _rules(form: Form, names: Names) -> Iterator[Problem]:
    for number, rule in enumerate(form.text.rules):
        if not _is_path(rule.at, names):
            message = _("The rule points to {path}, which the data file does not have.")
            yield form.problem("rule-path", f"rules.{number}.at", message.format(path=rule.at))


def _is_path(path: str, names: Names) -> bool:
    shape: Shape = names
    for step in path.split("."):
        if isinstance(shape, Items) and step.isdigit():
            shape = shape.of
        elif isinstance(shape, Names) and step in shape.of:
            shape = shape.of[step]
        else:
            return False
    return True


def _long_paths(form: Form) -> Iterator[Problem]:
    for name, field in form.own.model_fields.items():
        longest = _longest(f"{form.name}.{name}", field)
        if len(longest) > LONGEST_PATH:
            message = _(
                "The path {path} is over {most} characters, so Word can hold no field for it. Shorten the key."
            )
            yield form.problem(
                "path-too-long", f"fields.{name}", message.format(path=longest, most=LONGEST_PATH)
            )


def _longest(path: str, field: Any) -> str:
    inner = group_of(field.annotation)
    path += ".99" if is_list(field.annotation) else ""
    deeper = inner.model_fields.items() if inner else ()
    return max([path, *(_longest(f"{path}.{name}", each) for name, each in deeper)], key=len)


def _layout_names(template: Template, trees: dict[str, nodes.Template], names: Names) -> Iterator[Problem]:
    for story in template.stories:
        for line, said in unknown_names(trees[story.part], names):
            yield template.problem("template-unknown-name", said, story.tags[story.number_at(line)])


def _unprinted(form: Form, trees: Sequence[nodes.Template]) -> Iterator[Problem]:
    """Yield the questions that the layout prints nowhere, and the tables that it does not draw."""
    attributes = [(each.node, each.attr) for tree in trees for each in tree.find_all(nodes.Getattr)]
    prints_all = any(attr == "answer" for _node, attr in attributes)
    printed = {attr for node, attr in attributes if isinstance(node, nodes.Name) and node.name == "answers"}
    drawn = {const.value for tree in trees for const in tree.find_all(nodes.Const)}
    for s, section in enumerate(form.text.sections):
        for q, question in enumerate(section.questions):
            path = f"sections.{s}.questions.{q}"
            if question.answer and not prints_all and question.id not in printed:
                message = _(
                    "The layout prints the answer to “{label}” nowhere. Write {tag} where it belongs."
                )
                tag = "{{ answers." + question.id + " }}"
                yield form.problem("unprinted", path, message.format(label=question.label, tag=tag))
            if question.table and question.table not in drawn:
                message = _("The layout draws no table {table}, which “{label}” asks for.")
                yield form.problem(
                    "undrawn", path, message.format(table=question.table, label=question.label)
                )
