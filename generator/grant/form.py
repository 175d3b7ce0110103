"""A folder templates/<document>/: the questions, limits, rules and own fields that one receiver decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from generator.files import builtin_templates, read
from generator.grant import datafile
from generator.grant.profile import Profile
from generator.grant.profile import load as load_profile
from generator.grant.rulebook import RULES, Part, Rule, Rulebook, Sentence, load_rules, twice
from generator.grant.schema.group import Group, items, key
from generator.grant.schema.kinds import CHOICE, Day, Kronor, Markdown, Quantity, Text, YesNo
from generator.grant.validate import validate
from generator.language import _
from generator.problems import Problem, ProblemError

Source = Literal["verified", "proposed"]
FieldKind = Literal["text", "markdown", "kronor", "date", "yesno", "choice", "number", "texts"]
TABLES = {
    "goals": "project.goals",
    "target_groups": "project.target_groups",
    "activities": "project.activities",
    "partners": "project.partners",
    "indicators": "project.indicators",
    "risks": "project.risks",
    "costs": "budget.lines",
    "activity_costs": "budget.lines",
    "financing": "financing.contributions",
    "global_goals": "project.global_goals",
    "attachments": "case.attachments",
}
"""The tables that a layout draws, and the list in the data that each shows."""


class Question(Part):
    """One question of a form; `limit` counts characters as the receiver's e-service does."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Sentence
    help: Sentence = ""
    source: Source
    required: YesNo = False
    limit: Annotated[int, Field(gt=0)] | None = None
    limit_source: Sentence = ""
    answer: str = ""
    table: Annotated[Literal[tuple(TABLES)], CHOICE] | None = None  # type: ignore[valid-type]
    when: str = ""

    @model_validator(mode="after")
    def _limit_has_source(self) -> Question:
        if self.limit is not None and not self.limit_source:
            raise PydanticCustomError("limit_source", "a source for the limit")
        return self


class Section(Part):
    """Questions under one heading."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Sentence
    help: Sentence = ""
    source: Source
    style: Literal["prose", "facts"] = "prose"
    when: str = ""
    questions: tuple[Question, ...] = ()


class OwnField(Part):
    """A key that only this receiver asks for."""

    title: Sentence
    help: Sentence = ""
    kind: FieldKind = "markdown"
    options: tuple[str, ...] = ()
    example: str = ""


class FormText(Part):
    """What form.yaml says."""

    title: Sentence
    short: Sentence
    kind: Literal["application", "memo"]
    receiver: Sentence
    output: str = Field(pattern=r"^[\w][\w .-]*\.docx$")
    source: Sentence
    default: YesNo = True
    sections: tuple[Section, ...]
    fields: dict[str, OwnField] = Field(default={})
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Form:
    """A receiver's form: its name (that of the folder), what form.yaml says, and where it says it.

    `common` are the rules that hold for every project, whoever receives it.
    """

    name: str
    folder: Path
    text: FormText
    file: datafile.DataFile
    common: Rulebook | None = None

    @property
    def layout(self) -> Path:
        """Where the layout lies."""
        return self.folder / "layout.docx"

    @cached_property
    def own(self) -> type[Group]:
        """The model of what only this receiver asks."""
        fields: dict[str, Any] = {name: _own_field(field) for name, field in self.text.fields.items()}
        return create_model("".join(part.title() for part in self.name.split("_")), __base__=Group, **fields)

    def problem(self, code: str, path: str, message: str) -> Problem:
        """Return an error at a path of this form.yaml."""
        return self.book.problem(code, path, message)

    @cached_property
    def profile(self) -> Profile:
        """The look that it shares with the forms beside it; raises ProblemError when that is unsound."""
        return load_profile(self.folder.parent, builtin_templates())

    @property
    def book(self) -> Rulebook:
        """The rules of this receiver."""
        return Rulebook(self.text.rules, self.file)


def load(folder: Path, common: Rulebook | None = None) -> Form:
    """Return the form in `folder`; raise ProblemError with all that is wrong with form.yaml."""
    path = folder / "form.yaml"
    file = datafile.read(read(path), str(path))
    form = Form(folder.name, folder, validate(file, FormText), file, common)
    if problems := [*_twice(form), *twice(form.book)]:
        raise ProblemError(*problems)
    return form


def load_all(folder: Path) -> list[Form]:
    """Return the forms in the folders of `folder`, applications before memos, then by name.

    The rules for every project are those beside the folders, else those that come with the program.
    """
    if not folder.is_dir():
        message = _("There is no such folder of templates. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    forms: list[Form] = []
    problems: list[Problem] = []
    common = None
    try:
        common = load_rules(folder if (folder / RULES).is_file() else builtin_templates())
    except ProblemError as error:
        problems += error.problems
    try:
        load_profile(folder, builtin_templates())
    except ProblemError as error:
        problems += error.problems
    for child in sorted(path.parent for path in folder.glob("*/form.yaml")):
        try:
            forms.append(load(child, common))
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(*problems)
    if not forms:
        message = _("No folder here holds a form.yaml. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    return sorted(forms, key=lambda form: (form.text.kind, form.name))


def _twice(form: Form) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for s, section in enumerate(form.text.sections):
        for q, question in enumerate(section.questions):
            path = f"sections.{s}.questions.{q}.id"
            if question.id in seen:
                message = _("The question id {id} is used twice. Give each question an id of its own.")
                problems.append(form.problem("question-twice", path, message.format(id=question.id)))
            seen[question.id] = path
    return problems


def _own_field(field: OwnField) -> tuple[Any, Any]:
    if field.kind == "texts":
        return tuple[Text, ...], items(field.title, field.help, example=field.example)
    kinds: dict[str, Any] = {
        "text": Text,
        "markdown": Markdown,
        "kronor": Kronor,
        "date": Day,
        "yesno": YesNo,
        "number": Quantity,
    }
    kind = Annotated[Literal[field.options], CHOICE] if field.kind == "choice" else kinds[field.kind]
    return kind | None, key(field.title, field.help, example=field.example)
