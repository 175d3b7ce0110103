"""A form filled in: the answer to each question, made from the data by the form's own Jinja texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import TemplateError, Undefined

from generator.formats import same
from generator.grant.forms.form import Form, Question, Section
from generator.grant.forms.jinja_texts import JinjaTexts, Known, composed, value, written
from generator.language import _
from generator.located import UNREADABLE, LocatedText, Missing, Unreadable, UnreadableError, origin_of
from generator.markdown import SLOT_END, SLOT_START, Rich, plain
from generator.problems import Problem, ProblemError
from generator.sandbox import explain

FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
"""What a text can raise that the data makes fail, or that is stated wrongly."""


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
        return any(isinstance(value, Missing) for value in self._values)

    @property
    def unreadable(self) -> bool:
        """Whether it rests on a value that cannot be read."""
        return any(isinstance(value, Unreadable) for value in self._values)

    @property
    def _values(self) -> tuple[Any, ...]:
        return self.value.values if isinstance(self.value, Rich) else (self.value,)


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

    @property
    def texts(self) -> JinjaTexts:
        """Its Jinja texts, compiled."""

    def problem(self, code: str, path: str, message: str) -> Problem:
        """Return an error at a path of the file."""


def evaluate(
    form: Stating, path: str, text: str, context: Mapping[str, Any], known: Known | None = None
) -> Any:
    """Return the value of an expression of form.yaml; raise ProblemError located at `path` if it fails.

    `known` is for an expression that is held against each item of a list: what is the same for all of them.
    """
    with _located(form, path, text):
        found = value(form.texts["expression" if known is None else "item", text], context, known)
        if isinstance(found, Undefined):
            str(found)  # raises: the value has no such name
    return found


def message(form: Stating, path: str, text: str, context: Mapping[str, Any], *, english: bool = False) -> str:
    """Return a text of form.yaml with its values filled in; raise ProblemError located at `path`."""
    with _located(form, path, text):
        return written(form.texts["english" if english else "message", text], context)


@contextmanager
def _located(form: Stating, path: str, text: str) -> Iterator[None]:
    """Raise what goes wrong with the text of a form as a ProblemError located at `path`."""
    try:
        yield
    except FAILURES as error:
        if isinstance(error, TypeError) and Unreadable.__name__ in str(error):  # `value in "text"`
            raise UnreadableError from None
        sentence = _("The form's text “{text}” cannot be used: {reason}").format(
            text=text.strip()[:80], reason=explain(error)
        )
        raise ProblemError(form.problem("form-expression", path, sentence)) from None


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
            return bool(evaluate(self._form, path, text, self._context))
        except ProblemError as error:
            self.problems += error.problems
            return False
        except UnreadableError:
            return False

    def _value(self, path: str, text: str) -> Any:
        try:
            with _located(self._form, path, text):
                found = self._form.texts["answer", text]
                if not found.alone:
                    return _begun(composed(found, self._context))
            return _begun(evaluate(self._form, path, found.alone, self._context))
        except ProblemError as error:
            self.problems += error.problems
            return ""
        except UnreadableError:
            return UNREADABLE


def _begun(answer: Any) -> Any:
    """Return an answer that is one value with a capital, where its kind reads it as the same (a choice)."""
    if isinstance(answer, Rich):
        is_one = answer.text.strip() == f"{SLOT_START}0{SLOT_END}"
        return Rich(answer.text, tuple(map(_begun, answer.values))) if is_one else answer
    origin = origin_of(answer)
    if not isinstance(answer, str) or origin is None:
        return answer
    capital = answer[:1].upper() + answer[1:]
    return LocatedText(capital, origin) if same(origin.kind, answer, capital) else answer


def plain_text(value: Any) -> str:
    """Return an answer as it is pasted into an e-service."""
    if isinstance(value, Unreadable):
        return ""
    origin = origin_of(value)
    if isinstance(value, Rich):
        return plain(Rich(value.text, tuple(plain_text(inner) for inner in value.values)))
    if origin is not None and origin.kind == "markdown" and not isinstance(value, Missing):
        return plain(str(value))
    return "" if value is None else str(value)
