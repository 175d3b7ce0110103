"""A form and its layout against the schema, without any data: names, filters, tables, paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import TemplateError, nodes

from generator import sandbox
from generator.grant.forms.answers import Answer, Filled
from generator.grant.forms.context import of_form, of_layout, shared
from generator.grant.forms.form import Form, Question, Section
from generator.grant.forms.payers import Payers
from generator.grant.forms.support import Support
from generator.grant.forms.time_plan import TimePlan
from generator.grant.project import model
from generator.grant.schema.base import keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.language import _
from generator.lint.extension_check import still_others
from generator.lint.layout_text import headings, nearly, unknown_in_broken
from generator.lint.name_shapes import ANYTHING, Items, KnownNames, Shape, of_type, of_value, unknown_names
from generator.problems import Problem, ProblemError
from generator.render import render
from generator.system import cache, files
from generator.template import Template, kept_template, xml_environment
from generator.word.opc.package import Package
from generator.word.text.content_control import MAX_TAG, can_hold

_SAMPLE = "svar:{id}:"
"""What stands for the answer to a question when lint tries what a layout prints."""
"""Characters that Word takes in the tag of a content control; a longer path makes no field."""


def lint(form: Form, forms: Sequence[Form]) -> list[Problem]:
    """Return all that is wrong with a form and its layout."""
    samples = [_sample(form, forms, draft=draft) for draft in (True, False)]
    names = _names(samples[0], form, forms)
    found = [*form.profile.low_contrast()] if form is forms[0] else []
    found += still_others(form, form.parent) if form.parent else []
    found += [*_expressions(form, names), *_rules(form, names), *_long_paths(form)]
    try:
        data = files.read(form.layout)
        package = Package.read(data, str(form.layout))
    except ProblemError as error:
        return [*found, *error.problems]
    found += _other_words(form, package)
    try:
        template = kept_template(data, str(form.layout))
    except ProblemError as error:
        too_large = any(problem.code == "template-too-large" for problem in error.problems)
        return [*found, *error.problems, *(() if too_large else unknown_in_broken(package, names))]
    trees = cache.kept("trees", [data], lambda: _trees(template))
    if unknown := list(_layout_names(template, trees, names)):
        return [*found, *unknown]
    try:
        shown = "".join(_shown(template, sample) for sample in samples)
    except ProblemError as error:
        return [*found, *error.problems]
    return [*found, *_unprinted(form, list(trees.values()), shown)]


def _trees(template: Template) -> dict[str, nodes.Template]:
    """Return the tree of each story; without its environment it is plain values."""
    trees = {story.part: xml_environment().parse(story.source) for story in template.stories}
    for tree in trees.values():
        tree.set_environment(None)  # type: ignore[arg-type]
    return trees


def _names(made: Mapping[str, Any], form: Form, forms: Sequence[Form]) -> KnownNames:
    """Return the shape of what a layout can speak of, which `made` is a sample of."""
    extra: dict[str, Shape] = {
        name: of_value(made[name])
        for name in ("form", "documents", "folders", "decision", "draft", "sections", "charts", "profil")
    }
    extra["own"] = of_type(form.own)
    extra["under_ordinance"] = of_type(Support)
    extra["payers"] = KnownNames({each.name: of_type(Payers) for each in forms})
    extra["plan"] = of_type(TimePlan)
    extra["answers"] = KnownNames(dict.fromkeys(made["answers"], ANYTHING))
    return KnownNames({**_held(of_type(model(forms))), **extra})


def _sample(form: Form, forms: Sequence[Form], *, draft: bool) -> dict[str, Any]:
    """Return what the layout can speak of in a project without data, each answer a text of its own."""
    data = model(forms)()
    context = of_form(form, data, shared(data, forms, draft=draft))
    answers = tuple(
        (section, tuple(_sample_answer(question) for question in section.questions))
        for section in form.text.sections
    )
    return of_layout(Filled(form, answers), context)


def _sample_answer(question: Question) -> Answer:
    text = _SAMPLE.format(id=question.id) if question.answer else ""
    return Answer(question, text, text)


def _shown(template: Template, sample: Mapping[str, Any]) -> str:
    """Return all text of the document that the layout makes of the sample."""
    made = Package.read(render(template, sample, controls=False, placeholders=False), template.name)
    return "".join(str(text) for part in made.stories() for text in made.tree(part).itertext())


def _held(shape: Shape) -> dict[str, Shape]:
    return dict(shape.of) if isinstance(shape, KnownNames) else {}


def _expressions(form: Form, names: KnownNames) -> Iterator[Problem]:
    """Yield what is wrong with the Jinja texts of form.yaml."""
    for path, text, is_expression in _texts(form):
        if not text:
            continue
        try:
            tree = sandbox.environment().parse("{{ " + text + " }}" if is_expression else text)
        except TemplateError as error:
            yield form.problem("form-expression", path, sandbox.explain(error))
            continue
        own = dict.fromkeys(("item", "i", "called", "today", "texts"), ANYTHING) if path[0] == "r" else {}
        without = KnownNames(
            {name: shape for name, shape in names.of.items() if name not in {"sections", "answers"}} | own
        )
        for _line, message in unknown_names(tree, without):
            yield form.problem("template-unknown-name", path, message)


def _texts(form: Form) -> Iterator[tuple[str, str, bool]]:
    """Yield path, text and whether it is an expression (else a text with tags)."""
    for s, section in enumerate(form.text.sections):
        yield f"sections.{s}.when", section.when, True
        for q, question in enumerate(section.questions):
            yield f"sections.{s}.questions.{q}.when", question.when, True
            yield f"sections.{s}.questions.{q}.answer", question.answer, False
    for number, rule in enumerate(form.text.rules):
        yield f"rules.{number}.when", rule.when, True
        yield f"rules.{number}.each", rule.each, True
        yield f"rules.{number}.check", rule.check, True
        yield f"rules.{number}.message", rule.message, False
        if rule.en:
            yield f"rules.{number}.en.message", rule.en.message, False


def _rules(form: Form, names: KnownNames) -> Iterator[Problem]:
    for number, rule in enumerate(form.text.rules):
        if rule.at != "{path}" and not _is_path(rule.at.replace("{item}", "0").replace("{i}", "0"), names):
            message = _("The rule points to {path}, which the data file does not have.")
            yield form.problem("rule-path", f"rules.{number}.at", message.format(path=rule.at))


def _is_path(path: str, names: KnownNames) -> bool:
    shape: Shape = names
    for step in path.split("."):
        if isinstance(shape, Items) and step.isdigit():
            shape = shape.of
        elif isinstance(shape, KnownNames) and step in shape.of:
            shape = shape.of[step]
        else:
            return False
    return True


def _long_paths(form: Form) -> Iterator[Problem]:
    for name, field in keys_of(form.own).items():
        longest = _longest(f"{form.name}.{name}", field)
        if not can_hold(longest):
            message = _(
                "The path {path} is over {most} characters, so Word can hold no field for it. "
                "Shorten the key."
            )
            yield form.problem("path-too-long", f"fields.{name}", message.format(path=longest, most=MAX_TAG))


def _longest(path: str, field: Any) -> str:
    inner = group_of(field.annotation)
    path += ".99" if is_list(field.annotation) else ""
    deeper = keys_of(inner).items() if inner else ()
    return max([path, *(_longest(f"{path}.{name}", each) for name, each in deeper)], key=len)


def _layout_names(
    template: Template, trees: dict[str, nodes.Template], names: KnownNames
) -> Iterator[Problem]:
    for story in template.stories:
        for line, message in unknown_names(trees[story.part], names):
            yield template.problem("template-unknown-name", message, story.tags[story.number_at(line)])


def _unprinted(form: Form, trees: Sequence[nodes.Template], shown: str) -> Iterator[Problem]:
    """Yield the questions that the layout prints nowhere, and the tables that it does not draw.

    A question that the layout names may depend on data; one that a loop reaches must come out in `shown`.
    """
    attributes = [each for tree in trees for each in tree.find_all(nodes.Getattr)]
    printed = {
        each.attr for each in attributes if isinstance(each.node, nodes.Name) and each.node.name == "answers"
    }
    drawn = {const.value for tree in trees for const in tree.find_all(nodes.Const)}
    for s, section in enumerate(form.text.sections):
        for q, question in enumerate(section.questions):
            path = f"sections.{s}.questions.{q}"
            if question.answer and question.id not in printed and _SAMPLE.format(id=question.id) not in shown:
                message = _(
                    "The layout prints the answer to “{label}” nowhere. Write {tag} where it belongs."
                )
                message = message.format(label=question.label, tag="{{ answers." + question.id + " }}")
                yield _weighed(form.problem("unprinted", path, message), question)
            if question.table and question.table not in drawn:
                message = _("The layout draws no table {table}, which “{label}” asks for.")
                message = message.format(table=question.table, label=question.label)
                yield _weighed(form.problem("undrawn", path, message), question)


def _weighed(problem: Problem, question: Question) -> Problem:
    """Return the Problem as it is for a required question, else as a warning."""
    return problem if question.required else replace(problem, level="warning")


def _other_words(form: Form, package: Package) -> Iterator[Problem]:
    """Yield the headings of the layout that say a label of the form in other words."""
    labels = {label for section in form.text.sections for label in (section.label, *_labels(section))}
    written = list(headings(package))
    free = labels - {heading.text for heading in written}
    for heading in written:
        label = nearly(heading.text, free) if heading.text not in labels else ""
        if label:
            message = _(
                "The layout's heading “{heading}” reads “{label}” in the form. Write the same in both."
            )
            message = message.format(heading=heading.text, label=label)
            yield Problem("warning", "heading-differs", message, package.name, heading.place)


def _labels(section: Section) -> Iterator[str]:
    return (question.label for question in section.questions)
