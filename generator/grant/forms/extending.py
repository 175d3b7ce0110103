"""A form that takes another over: it says only what differs, and what does not hold there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.grant.forms.form import FileName, Form, FormText, Kind, OwnField, Question, Section, Source
from generator.grant.forms.rulebook import Rule, Sentence, Stated
from generator.grant.schema.types import YesNo
from generator.language import _
from generator.problems import Problem, ProblemError, did_you_mean


class Difference(Question):
    """What differs in a question that is taken over; what it does not say stays.

    A label that it says is ours, unless it says where the label comes from.
    """

    label: Sentence = ""
    source: Source = "proposed"

    def said(self) -> set[str]:
        """Return the keys that differ."""
        return self.model_fields_set | ({"source"} if "label" in self.model_fields_set else set())


class Extension(FormText):
    """What form.yaml says when it takes another form over: no key but `extends` must be there.

    Its sections, fields and rules are added to those of the other, and replace those of the same name.
    `questions` says what differs in single ones; `without` names the questions, sections, fields and rules
    that do not hold here.
    """

    extends: str
    title: Sentence = ""
    short: Sentence = ""
    kind: Kind = "application"
    receiver: Sentence = ""
    output: FileName = ""
    source: Sentence = ""
    default: YesNo = False
    sections: tuple[Section, ...] = ()
    questions: tuple[Difference, ...] = ()
    without: tuple[str, ...] = ()


def extended(own: Form, text: Extension, parent: Form) -> Form:
    """Return the form of `own`, which says `text`, with what it takes over from `parent`.

    Raises ProblemError with each id that it names and the other does not have.
    """
    if problems := [*_unknown_questions(own, text, parent), *_unknown_without(own, text, parent)]:
        raise ProblemError(*problems)
    taking = _Taking(own, text, parent)
    merged = {
        **{name: getattr(text, name) for name in text.model_fields_set & FormText.model_fields.keys()},
        "output": text.output or f"{own.name}.docx",
        "county": text.county,
        "default": text.default,
        "sections": tuple(taking.sections()),
        "fields": taking.fields(),
        "rules": tuple(taking.rules()),
    }
    whole = parent.text.model_copy(update=merged)
    if problems := list(_still_asked(own, text, whole)):
        raise ProblemError(*problems)
    return replace(own, text=whole, parent=parent, elsewhere=taking.elsewhere)


class _Taking:
    """Takes over from a form what holds in another; `elsewhere` says where each part is stated."""

    def __init__(self, own: Form, text: Extension, parent: Form) -> None:
        self._own, self._text, self._parent = own, text, parent
        self.elsewhere: dict[str, Stated] = {}

    def fields(self) -> dict[str, OwnField]:
        """Return the fields of both."""
        taken = {name: each for name, each in self._parent.text.fields.items() if self._holds(name)}
        for name in taken.keys() - self._text.fields.keys():
            self.elsewhere[f"fields.{name}"] = Stated(self._parent.file, f"fields.{name}")
        return {**taken, **self._text.fields}

    def rules(self) -> Iterator[Rule]:
        """Yield the rules of both."""
        for number, (rule, stated) in enumerate(self._both("rules")):
            self.elsewhere[f"rules.{number}"] = stated
            yield rule

    def sections(self) -> Iterator[Section]:
        """Yield the sections of both, with the questions that hold."""
        for number, (section, stated) in enumerate(self._both("sections")):
            self.elsewhere[f"sections.{number}"] = stated
            if stated.file is self._own.file:
                yield section
                continue
            questions = tuple(self._questions(f"sections.{number}.questions", section, stated.path))
            yield self._read_there(section).model_copy(update={"questions": questions})

    def _both(self, kind: str) -> list[tuple[Any, Stated]]:
        """Return sections or rules with where each is stated: an own one in the place of one of its name."""
        found = {}
        for form in (self._parent, self._own):
            for number, part in enumerate(getattr(form.text, kind)):
                if form is self._own or self._holds(part.id, *getattr(part, "formerly", ())):
                    found[part.id] = (part, Stated(form.file, f"{kind}.{number}"))
        return list(found.values())

    def _questions(self, path: str, section: Section, there: str) -> Iterator[Question]:
        held = [(q, each) for q, each in enumerate(section.questions) if self._holds(each.id)]
        for number, (q, question) in enumerate(held):
            at = f"{path}.{number}"
            self.elsewhere[at] = Stated(self._parent.file, f"{there}.questions.{q}")
            yield self._read_there(question).model_copy(update=self._differences(question.id, at))

    def _differences(self, name: str, at: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for number, question in enumerate(self._text.questions):
            for key in question.said() if question.id == name else ():
                self.elsewhere[f"{at}.{key}"] = Stated(self._own.file, f"questions.{number}.{key}")
                found[key] = getattr(question, key)
        return found

    def _read_there(self, part: Any) -> Any:
        """Return a section or question as it is taken over: its label was read with the other receiver."""
        read = {"source": "sibling", "label_source": self._parent.text.source}
        return part.model_copy(update=read) if part.source == "verified" else part

    def _holds(self, *names: str) -> bool:
        return not set(names) & set(self._text.without)


def _unknown_questions(own: Form, text: Extension, parent: Form) -> Iterator[Problem]:
    known = [each for each in _questions_of(parent) if each not in text.without]
    message = _("“{name}” has no question {id} that is taken over. Add a new one in a section of your own.")
    for number, question in enumerate(text.questions):
        if question.id not in known:
            said = message.format(name=parent.name, id=question.id) + did_you_mean(question.id, known)
            yield own.problem("question-unknown", f"questions.{number}.id", said)


def _unknown_without(own: Form, text: Extension, parent: Form) -> Iterator[Problem]:
    sections = [section.id for section in parent.text.sections]
    rules = [name for rule in parent.text.rules for name in (rule.id, *rule.formerly)]
    known = [*_questions_of(parent), *sections, *parent.text.fields, *rules]
    message = _("“{name}” has no question, section, field or rule {id} to leave out. Correct the name.")
    for number, name in enumerate(text.without):
        if name not in known:
            said = message.format(name=parent.name, id=name) + did_you_mean(name, known)
            yield own.problem("without-unknown", f"without.{number}", said)


def _still_asked(own: Form, text: Extension, whole: FormText) -> Iterator[Problem]:
    message = _("The field {field} is left out, but {names} ask for it. Leave them out too.")
    for number, name in enumerate(text.without):
        if name not in whole.fields and (names := asking_for(whole, name)):
            said = message.format(field=name, names=", ".join(names))
            yield own.problem("without-asked-for", f"without.{number}", said)


def asking_for(text: FormText, field: str) -> list[str]:
    """Return the ids of the questions and rules that speak of an own field."""
    name = re.compile(rf"\bown\.{field}\b")
    questions = [
        question.id
        for section in text.sections
        for question in section.questions
        if name.search(f"{section.when} {question.when} {question.answer}")
    ]
    rules = [
        rule.id
        for rule in text.rules
        if name.search(f"{rule.at} {rule.each} {rule.when} {rule.check} {rule.message}")
    ]
    return [*questions, *rules]


def _questions_of(form: Form) -> list[str]:
    return [question.id for section in form.text.sections for question in section.questions]
