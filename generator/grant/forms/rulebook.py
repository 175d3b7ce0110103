"""What must hold, as data: the rules of one receiver, or those for every project."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator import language
from generator.grant.forms.jinja_texts import JinjaTexts, Mode
from generator.grant.schema.base import Part
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.language import _
from generator.problems import STOPS, Problem, ProblemError
from generator.system.files import read

RULES = "rules.yaml"
"""The file beside the folders of the receivers with the rules that hold for every project."""


def _lines(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


Sentence = Annotated[str, BeforeValidator(_lines)]
"""Text that may be broken over lines in the file."""


class Words(Part):
    """What a rule says to people, in one language: what is checked, why, what is wrong, and on what it rests.

    A source that is a title is the same in all languages.
    """

    title: Sentence = ""
    why: Sentence = ""
    message: Sentence
    source: Sentence = ""


class Rule(Words):
    """What must hold; `check`, `when` and `each` are Jinja expressions.

    With `each` the rule holds for every item of a list, which it calls `item`; `{i}` in `at` is its index,
    `{item}` the item itself when it is a number, `{path}` where an item that is a value of the data stands.
    Its message may say `called`: the item by its name or number. `basis` says what the source can carry:
    `verified` was read with the receiver as it stands today, `older` in an older wording, `inferred` is our
    own judgement, and `logic` follows from the words or from arithmetic. `formerly` are the ids that it had
    before: where somebody has typed one, this rule is meant. With `ordinance` it holds only for what is under
    that one. `en` is what it says in English; without it the Swedish words are quoted there.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
    formerly: tuple[str, ...] = ()
    at: str
    each: str = ""
    check: str
    when: str = ""
    ordinance: str = ""
    level: Literal["error", "warning", "hint", "missing"] = "warning"
    source: Sentence
    en: Words | None = None
    basis: Literal["verified", "logic", "older", "inferred"] = "inferred"

    @model_validator(mode="after")
    def _basis_carries_level(self) -> Self:
        if self.level in STOPS and self.basis not in {"verified", "logic"}:
            message = _(
                "A rule that is an error must rest on what carries it. Write basis: verified (read with the "
                "receiver, as it stands today) or basis: logic, or make it level: warning."
            )
            raise PydanticCustomError("rule_basis", "{sentence}", {"sentence": message})
        return self


def words_of(rule: Rule) -> Words:
    """Return what a rule says in the language in use; what it says in Swedish alone is quoted in English."""
    if language.in_use() != "en":
        return rule
    english = rule.en or Words(message=quoted(rule.message))
    title, why = (getattr(english, name) or quoted(getattr(rule, name)) for name in ("title", "why"))
    return english.model_copy(update={"title": title, "why": why, "source": english.source or rule.source})


def quoted(sentence: str) -> str:
    """Return a Swedish sentence as an English text quotes it, its own quotation marks single ones."""
    return "“" + sentence.replace("”", "’") + "”" if sentence else ""


class RulesText(Part):
    """What rules.yaml says: the rules that hold for every project."""

    rules: tuple[Rule, ...] = ()


class Stated(NamedTuple):
    """Where something is stated: the file, and the path there."""

    file: document.DataFile
    path: str


@dataclass(frozen=True)
class Rulebook:
    """Rules, and the file that states them; `elsewhere` are the paths of those that another file states."""

    rules: tuple[Rule, ...]
    file: document.DataFile
    texts: JinjaTexts = field(default_factory=JinjaTexts, compare=False)
    elsewhere: Mapping[str, Stated] = field(default_factory=dict)

    def jinja(self) -> Iterator[tuple[Mode, str]]:
        """Yield the Jinja texts of the rules, and what each is for."""
        for rule in self.rules:
            yield from (
                ("item" if rule.each else "expression", text) for text in (rule.when, rule.check) if text
            )
            yield "message", rule.message
            if rule.en:
                yield "english", rule.en.message
            if rule.each:
                yield "expression", rule.each

    def problem(self, code: str, path: str, message: str) -> Problem:
        """Return an error at a path, in the file that states what stands there."""
        file, there = self._stated(path)
        return Problem("error", code, message, file.name, file.place(there), there)

    def _stated(self, path: str) -> Stated:
        steps = path.split(".")
        for end in range(len(steps), 0, -1):
            if known := self.elsewhere.get(".".join(steps[:end])):
                return Stated(known.file, ".".join([known.path, *steps[end:]]))
        return Stated(self.file, path)


def load_rules(folder: Path) -> Rulebook:
    """Return the rules of `folder`/rules.yaml; raise ProblemError with all that is wrong with the file."""
    path = folder / RULES
    file = document.read(read(path), str(path))
    book = Rulebook(validate(file, RulesText).rules, file)
    if problems := list(twice(book)):
        raise ProblemError(*problems)
    return book


def twice(book: Rulebook) -> Iterator[Problem]:
    """Yield an error for each id that an earlier rule has."""
    message = _("The rule id {id} is used twice. Give each rule an id of its own.")
    for path, name in repeated((f"rules.{number}.id", rule.id) for number, rule in enumerate(book.rules)):
        yield book.problem("rule-twice", path, message.format(id=name))


def repeated(ids: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield those, of paths with ids, whose id an earlier path has."""
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            yield path, name
        seen.add(name)
