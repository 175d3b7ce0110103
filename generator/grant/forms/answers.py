"""A form filled in: the answer to each question, made from the data by the form's own Jinja texts."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from jinja2 import Environment, Template, TemplateError, Undefined, nodes

from generator.grant.forms.expressions import READ, Known, expression
from generator.grant.forms.form import Form, Question, Section
from generator.language import _
from generator.located import Missing, origin_of
from generator.markdown import HOLE_END, HOLE_START, Rich, plain
from generator.problems import Problem, ProblemError
from generator.sandbox import environment, explain

_FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
_MARKUP = re.compile(r"([\\*_\[\]`])")


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    `value` is a value of the data as it stands (it can be edited in Word and read back), or
    `Rich` text composed of several. `count` is its length in characters when pasted.
    """

    question: Question
    value: Any
    text: str

    @property
    def count(self) -> int:
        """The characters of the answer as plain text."""
        return len(self.text)

    @property
    def waits(self) -> bool:
        """Whether a value of it is missing: the document then shows where it can be typed."""
        values = self.value.values if isinstance(self.value, Rich) else (self.value,)
        return any(isinstance(value, Missing) for value in values)


@dataclass(frozen=True)
class Filled:
    """A form with its answers: the sections that apply and hold a question that applies, in order."""

    form: Form
    sections: tuple[tuple[Section, tuple[Answer, ...]], ...]

    @property
    def answers(self) -> Iterator[Answer]:
        """All answers in the form's order."""
        return (answer for _section, answers in self.sections for answer in answers)


def fill(form: Form, context: Mapping[str, Any]) -> Filled:
    """Return the form filled in; raise ProblemError with every answer that the form states wrongly."""
    filler = _Filler(form, context)
    sections = tuple(filler.sections())
    if filler.problems:
        raise ProblemError(*filler.problems)
    return Filled(form, sections)


class Stating(Protocol):
    """A file of ours with rules or answers, which can be stated wrongly."""

    def problem(self, code: str, path: str, message: str) -> Problem:
        """Return an error at a path of the file."""


def holds(
    form: Stating, path: str, text: str, context: Mapping[str, Any], known: Known | None = None
) -> bool:
    """Return whether an expression of form.yaml is true; raise ProblemError located at `path` if it fails."""
    return bool(evaluate(form, path, text, context, known))


def message(form: Stating, path: str, text: str, context: Mapping[str, Any]) -> str:
    """Return a text of form.yaml with its values filled in; raise ProblemError located at `path`."""
    try:
        return _template(text, composed=False).render(context)
    except _FAILURES as error:
        raise _wrong(form, path, text, error) from None


class _Filler:
    """One pass through a form: collects the answers, and what is wrong with the form."""

    def __init__(self, form: Form, context: Mapping[str, Any]) -> None:
        self._form, self._context = form, context
        self.problems: list[Problem] = []

    def sections(self) -> Iterator[tuple[Section, tuple[Answer, ...]]]:
        for s, section in enumerate(self._form.text.sections):
            path = f"sections.{s}"
            if not self._applies(f"{path}.when", section.when):
                continue
            if answers := tuple(self._answers(path, section)):
                yield section, answers

    def _answers(self, path: str, section: Section) -> Iterator[Answer]:
        for q, question in enumerate(section.questions):
            place = f"{path}.questions.{q}"
            if self._applies(f"{place}.when", question.when):
                value = self._value(f"{place}.answer", question.answer)
                yield Answer(question, value, plain_text(value))

    def _applies(self, path: str, text: str) -> bool:
        if not text:
            return True
        try:
            return holds(self._form, path, text, self._context)
        except ProblemError as error:
            self.problems += error.problems
            return False

    def _value(self, path: str, text: str) -> Any:
        try:
            if alone := lone_expression(text):
                return evaluate(self._form, path, alone, self._context)
            return _compose(self._form, path, text, self._context)
        except ProblemError as error:
            self.problems += error.problems
            return ""


def lone_expression(text: str) -> str:
    """Return what stands inside `{{ }}` when that is all of the text, else nothing."""
    stripped = text.strip()
    if not (stripped.startswith("{{") and stripped.endswith("}}")):
        return ""
    return READ.get(("alone", stripped), lambda: _alone(stripped))


def _alone(stripped: str) -> str:
    try:
        body = _environment().parse(stripped).body
    except TemplateError:
        return ""
    alone = len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1
    return stripped[2:-2].strip("-+ \n") if alone else ""


def plain_text(value: Any) -> str:
    """Return an answer as it is pasted into an e-service."""
    origin = origin_of(value)
    if isinstance(value, Rich):
        return plain(Rich(value.text, tuple(plain_text(inner) for inner in value.values)))
    if origin is not None and origin.kind == "markdown" and not isinstance(value, Missing):
        return plain(str(value))
    return "" if value is None else str(value)


_held: ContextVar[list[Any]] = ContextVar("held")


def _hold(value: Any) -> Any:
    if origin_of(value) is None:
        return _MARKUP.sub(r"\\\1", str(value))
    held = _held.get()
    held.append(value)
    return f"{HOLE_START}{len(held) - 1}{HOLE_END}"


@cache
def _environment() -> Environment:
    return environment()


@cache
def _composer() -> Environment:
    return environment(finalize=_hold)


@cache
def _template(text: str, *, composed: bool) -> Template:
    environment = _composer() if composed else _environment()
    code = READ.get((composed, text), lambda: marshal.dumps(environment.compile(text)))
    return Template.from_code(environment, marshal.loads(code), environment.globals)  # noqa: S302


def evaluate(
    form: Stating, path: str, text: str, context: Mapping[str, Any], known: Known | None = None
) -> Any:
    """Return the value of an expression of form.yaml; raise ProblemError located at `path` if it fails.

    `known` keeps, over the items of one list, the values of what says nothing of the item.
    """
    try:
        value = expression(text)(context, known)
        if isinstance(value, Undefined):
            str(value)  # raises: the value has no such name
    except _FAILURES as error:
        raise _wrong(form, path, text, error) from None
    return value


def _compose(form: Form, path: str, text: str, context: Mapping[str, Any]) -> Rich:
    values: list[Any] = []
    token = _held.set(values)
    try:
        return Rich(_template(text, composed=True).render(context).strip(), tuple(values))
    except _FAILURES as error:
        raise _wrong(form, path, text, error) from None
    finally:
        _held.reset(token)


def _wrong(form: Stating, path: str, text: str, error: Exception) -> ProblemError:
    said = _("The form's text {text} cannot be used: {reason}").format(
        text=text.strip()[:80], reason=explain(error)
    )
    return ProblemError(form.problem("form-expression", path, said))
