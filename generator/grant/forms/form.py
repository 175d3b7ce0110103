"""A folder templates/<document>/: the questions, limits, rules and own fields that one receiver decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.grant.forms.jinja_texts import JinjaTexts, Mode
from generator.grant.forms.profile import Profile
from generator.grant.forms.rulebook import Rule, Rulebook, Sentence, Stated
from generator.grant.schema.base import Group, Part, group, items, key
from generator.grant.schema.data import made
from generator.grant.schema.types import CHOICE, TYPES, Count, Text, YesNo
from generator.grant.yaml import document
from generator.language import _
from generator.problems import Problem
from generator.system.files import plain_name

Kind = Literal["application", "memo"]
FileName = Annotated[str, Field(pattern=r"^[\w][\w .-]*\.docx$")]
Source = Literal["verified", "law", "sibling", "proposed"]
"""Where a label comes from: read with the receiver; ours for what the law demands; read in the same e-service
for another receiver or in an older form; ours."""
Style = Literal["prose", "facts"]
"""One answer after the other; short ones as rows of a table."""
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
    """One question of a form; `limit` counts characters as the receiver's e-service does.

    `style`: how its answer stands, where that is not as in the rest of the section.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: Sentence
    help: Sentence = ""
    source: Source
    label_source: Sentence = ""
    required: YesNo = False
    limit: Count | None = None
    limit_source: Sentence = ""
    answer: str = ""
    table: Annotated[Literal[tuple(TABLES)], CHOICE] | None = None  # type: ignore[valid-type]
    style: Style | None = None
    when: str = ""

    @model_validator(mode="after")
    def _limit_has_source(self) -> Self:
        if self.limit is not None and not self.limit_source:
            message = _("A limit needs its source. Write where it was read under limit_source.")
            raise PydanticCustomError("limit_source", "{sentence}", {"sentence": message})
        return self


class Section(Part):
    """Questions under one heading; `label_source` is also that of each question which has none of its own."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: Sentence
    help: Sentence = ""
    source: Source
    label_source: Sentence = ""
    style: Style = "prose"
    when: str = ""
    questions: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _label_has_source(self) -> Self:
        read = {"law", "sibling"}
        asked = (question for question in self.questions if question.source in read)
        if not self.label_source and (
            self.source in read or any(not question.label_source for question in asked)
        ):
            message = _("A label from the law or another form needs its source. Write it under label_source.")
            raise PydanticCustomError("label_source", "{sentence}", {"sentence": message})
        return self

    def label_source_of(self, question: Question) -> str:
        """Return where a question's label was read, or which section of the law demands its content."""
        return question.label_source or self.label_source

    def is_fact(self, question: Question) -> bool:
        """Return whether the answer is a row of a table of short answers; one that draws a table is not."""
        return (question.style or self.style) == "facts" and question.table is None


class OwnField(Part):
    """A key that only this receiver asks for."""

    title: Sentence
    help: Sentence = ""
    kind: FieldKind = "markdown"
    options: tuple[str, ...] = ()
    example: str = ""


class FormText(Part):
    """What form.yaml says.

    `county` is that of a region, `sent_to` the authority that takes it for a fund; `signing` says how it is
    signed.
    """

    title: Sentence
    short: Sentence
    kind: Kind
    receiver: Sentence
    sent_to: Sentence = ""
    signing: Sentence = ""
    output: FileName
    source: Sentence
    county: Sentence = ""
    ordinance: Sentence = ""
    default: YesNo = True
    sections: tuple[Section, ...]
    fields: dict[str, OwnField] = group(dict)
    rules: tuple[Rule, ...] = ()

    @property
    def area(self) -> str:
        """The name of the county in small letters: dalarna of Dalarnas län."""
        return self.county.removesuffix(" län").removesuffix("s").lower()


@dataclass(frozen=True)
class Form:
    """A receiver's form: its name (that of the folder), what form.yaml says, and where it says it.

    `common` are the rules that hold for every project, whoever receives it; `profile` is the design that it
    shares with the forms beside it. `parent` is the form that it takes over, and `elsewhere` says where what
    does not stand in its own file does.
    """

    name: str
    folder: Path
    text: FormText
    file: document.DataFile
    common: Rulebook | None = None
    profile: Profile = field(default_factory=Profile)
    texts: JinjaTexts = field(default_factory=JinjaTexts, compare=False)
    parent: "Form | None" = None
    elsewhere: Mapping[str, Stated] = field(default_factory=dict)

    @property
    def layout(self) -> Path:
        """Where the layout lies: that of the form that it takes over, when it has none of its own."""
        own = self.folder / "layout.docx"
        return own if self.parent is None or own.is_file() else self.parent.layout

    @property
    def sent_as(self) -> str:
        """How the name of a final begins: `ansokan-tillvaxtverket`, `beslut`."""
        name = plain_name(Path(self.text.output).stem).lower()
        is_named = self.text.kind == "memo" or name.startswith("ansokan")
        return name if is_named else f"ansokan-{name}".rstrip("-")

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
        return Rulebook(self.text.rules, self.file, self.texts, self.elsewhere)

    def jinja(self) -> Iterator[tuple[Mode, str]]:
        """Yield the Jinja texts of the form, and what each is for."""
        for section in self.text.sections:
            for when in (section.when, *(question.when for question in section.questions)):
                if when:
                    yield "expression", when
            yield from (("answer", question.answer) for question in section.questions)
        yield from self.book.jinja()


def _own_field(field: OwnField) -> tuple[Any, Any]:
    if field.kind == "texts":
        return tuple[Text, ...], items(field.title, field.help, example=field.example)
    is_choice = field.kind == "choice"
    type_ = Annotated[Literal[field.options], CHOICE] if is_choice else TYPES[field.kind]
    return type_ | None, key(field.title, field.help, example=field.example)
