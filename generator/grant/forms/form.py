"""A folder templates/<document>/: the questions, limits, rules and own fields that one receiver decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator import language
from generator.grant.forms.jinja_texts import JinjaTexts, Mode
from generator.grant.forms.profile import FOLDER, Profile
from generator.grant.forms.profile import load as load_profile
from generator.grant.forms.rulebook import RULES, Rule, Rulebook, Sentence, load_rules, repeated, twice
from generator.grant.schema.base import Group, Part, group, items, key
from generator.grant.schema.data import made
from generator.grant.schema.errors import validate
from generator.grant.schema.types import CHOICE, TYPES, Count, Text, YesNo
from generator.grant.yaml import document
from generator.language import _
from generator.problems import Problem, ProblemError, gathered
from generator.system import cache
from generator.system.files import builtin_templates, read, unfit

Source = Literal["verified", "proposed"]
FieldKind = Literal[*TYPES, "choice", "texts"]  # type: ignore[valid-type]
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

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: Sentence
    help: Sentence = ""
    source: Source
    required: YesNo = False
    limit: Count | None = None
    limit_source: Sentence = ""
    answer: str = ""
    table: Annotated[Literal[tuple(TABLES)], CHOICE] | None = None  # type: ignore[valid-type]
    when: str = ""

    @model_validator(mode="after")
    def _limit_has_source(self) -> Self:
        if self.limit is not None and not self.limit_source:
            message = _("A limit needs its source. Write where it was read under limit_source.")
            raise PydanticCustomError("limit_source", "{sentence}", {"sentence": message})
        return self


class Section(Part):
    """Questions under one heading."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
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
    """What form.yaml says; `sent_to` is the authority that takes the application for a fund, its receiver."""

    title: Sentence
    short: Sentence
    kind: Literal["application", "memo"]
    receiver: Sentence
    sent_to: Sentence = ""
    output: Annotated[str, Field(pattern=r"^[\w][\w .-]*\.docx$")]
    source: Sentence
    default: YesNo = True
    sections: tuple[Section, ...]
    fields: dict[str, OwnField] = group(dict)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Form:
    """A receiver's form: its name (that of the folder), what form.yaml says, and where it says it.

    `common` are the rules that hold for every project, whoever receives it; `profile` is the design that it
    shares with the forms beside it.
    """

    name: str
    folder: Path
    text: FormText
    file: document.DataFile
    common: Rulebook | None = None
    profile: Profile = field(default_factory=Profile)
    texts: JinjaTexts = field(default_factory=JinjaTexts, compare=False)

    @property
    def layout(self) -> Path:
        """Where the layout lies."""
        return self.folder / "layout.docx"

    @cached_property
    def own(self) -> type[Group]:
        """The model of what only this receiver asks."""
        types, keys = {}, {}
        for name, own in self.text.fields.items():
            types[name], keys[name] = _own_field(own)
        return made("".join(part.title() for part in self.name.split("_")), Group, types, keys)

    def problem(self, code: str, path: str, message: str) -> Problem:
        """Return an error at a path of this form.yaml."""
        return self.book.problem(code, path, message)

    @property
    def book(self) -> Rulebook:
        """The rules of this receiver."""
        return Rulebook(self.text.rules, self.file, self.texts)

    def jinja(self) -> Iterator[tuple[Mode, str]]:
        """Yield the Jinja texts of the form, and what each is for."""
        for section in self.text.sections:
            for when in (section.when, *(question.when for question in section.questions)):
                if when:
                    yield "expression", when
            yield from (("answer", question.answer) for question in section.questions)
        yield from self.book.jinja()


def load(folder: Path, common: Rulebook | None = None, profile: Profile | None = None) -> Form:
    """Return the form in `folder`; raise ProblemError with all that is wrong with form.yaml."""
    path = folder / "form.yaml"
    file = document.read(read(path), str(path))
    form = Form(folder.name, folder, validate(file, FormText), file, common, profile or Profile())
    problems = [*_twice(form), *twice(form.book), *_reserved(form)]
    if reason := unfit(form.text.output):
        problems.append(form.problem("form-output", "output", reason))
    if problems:
        raise ProblemError(*problems)
    return form


def load_all(folder: Path) -> list[Form]:
    """Return the forms in the folders of `folder`, applications before memos, then by name.

    The rules for every project and the design are those beside the folders, else those that come with the
    program. Raises ProblemError with all that is wrong with them.
    """
    return list(_held(folder, language.in_use(), tuple(_sources(folder))))


@lru_cache(maxsize=8)
def _held(folder: Path, _language: str, sources: tuple[bytes, ...]) -> list[Form]:
    """Return the forms made from these sources: the same ones, with their models, for each file of a run."""
    return cache.kept("forms", [str(folder).encode(), *sources], lambda: _load_all(folder))


def _sources(folder: Path) -> Iterator[bytes]:
    """Yield the names and contents of the files that forms are made from."""
    for root in (folder, builtin_templates()):
        for path in sorted([*root.glob("*/form.yaml"), *root.glob(RULES), *root.glob(f"{FOLDER}/*")]):
            yield str(path).encode()
            yield read(path)


def _load_all(folder: Path) -> list[Form]:
    if not folder.is_dir():
        message = _("There is no such folder of templates. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    forms: list[Form] = []
    problems: list[Problem] = []
    common = profile = None
    with gathered(problems):
        common = load_rules(folder if (folder / RULES).is_file() else builtin_templates())
    with gathered(problems):
        profile = load_profile(folder, builtin_templates())
    for child in sorted(path.parent for path in folder.glob("*/form.yaml")):
        with gathered(problems):
            forms.append(load(child, common, profile))
    if problems := [*problems, *_one_file(forms)]:
        raise ProblemError(*problems)
    if not forms:
        message = _("No folder here holds a form.yaml. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    if common:
        common.texts.compile(common.jinja())
    for form in forms:
        form.texts.compile(form.jinja())
    return sorted(forms, key=lambda form: (form.text.kind, form.name))


def _reserved(form: Form) -> Iterator[Problem]:
    """Yield an error for each own key, or a folder of own keys, with a name that none can have."""
    names = {"fields": form.name} | {f"fields.{name}": name for name in form.text.fields}
    for path, name in names.items() if form.text.fields else ():
        if name.startswith(("_", "model_")):
            message = _("No key can be called {name}. Let it begin with another letter, and not with model_.")
            yield form.problem("reserved-name", path, message.format(name=name))


def _one_file(forms: Sequence[Form]) -> Iterator[Problem]:
    """Yield an error for each form whose document would take another's place; case is no difference."""
    names: dict[str, str] = {}
    message = _("The document has the same file name as that of {other}. Give each its own.")
    for form in forms:
        other = names.setdefault(form.text.output.casefold(), form.name)
        if other != form.name:
            yield form.problem("form-output", "output", message.format(other=other))


def _twice(form: Form) -> Iterator[Problem]:
    """Yield an error for each id that an earlier question has."""
    message = _("The question id {id} is used twice. Give each question an id of its own.")
    ids = (
        (f"sections.{s}.questions.{q}.id", question.id)
        for s, section in enumerate(form.text.sections)
        for q, question in enumerate(section.questions)
    )
    for path, name in repeated(ids):
        yield form.problem("question-twice", path, message.format(id=name))


def _own_field(field: OwnField) -> tuple[Any, Any]:
    if field.kind == "texts":
        return tuple[Text, ...], items(field.title, field.help, example=field.example)
    is_choice = field.kind == "choice"
    type_ = Annotated[Literal[field.options], CHOICE] if is_choice else TYPES[field.kind]
    return type_ | None, key(field.title, field.help, example=field.example)
