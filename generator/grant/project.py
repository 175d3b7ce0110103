"""A project as read: its data file, the forms filled in from it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from generator.grant.checks.answers import check, progress
from generator.grant.checks.carried import carried
from generator.grant.checks.suppressions import not_suppressed
from generator.grant.checks.whole_project import check_whole
from generator.grant.forms import context
from generator.grant.forms.answers import Filled, fill
from generator.grant.forms.form import Form
from generator.grant.schema import Data
from generator.grant.schema.base import Group
from generator.grant.schema.data import with_receivers
from generator.grant.schema.places import with_places
from generator.grant.schema.readable import read_what_can_be
from generator.grant.yaml import document
from generator.language import _
from generator.located import Unreadable
from generator.problems import Answered, Problem, ProblemError, did_you_mean
from generator.system.files import is_there, read, unfit


@dataclass(frozen=True)
class FilledDocument:
    """One form filled in, and what its texts can speak of.

    `places`: returns what a draft's pages speak of instead: the data with empty items, where to type.
    """

    filled: Filled
    speakable: Mapping[str, Any]
    places: Callable[[], Mapping[str, Any]] = dict

    @property
    def form(self) -> Form:
        """The form."""
        return self.filled.form

    @cached_property
    def context(self) -> Mapping[str, Any]:
        """What the layout can speak of: worked out when the document is drawn."""
        places = self.places()
        speakable = context.with_own(self.form, {**self.speakable, **places})
        filled = fill(self.form, speakable) if places else self.filled
        return context.of_layout(filled, speakable)


@dataclass(frozen=True)
class Dossier:
    """A project's data file with the documents that can be made from it, and its Problems.

    `data`: its values. `slips`: what cannot be read. While there are any nothing is made, and no Problem
    rests on them. `unreviewed`: the paths of what was taken from an earlier project and nobody has reviewed.
    """

    file: document.DataFile
    documents: tuple[FilledDocument, ...]
    problems: tuple[Problem, ...]
    data: Data
    slips: tuple[Problem, ...] = ()
    unreviewed: tuple[str, ...] = ()

    def answered(self) -> tuple[Answered, ...]:
        """Return how far each document has come and, last, the project: a question of several counts once."""
        found = [progress(each.filled, each.speakable) for each in self.documents]
        asked: dict[str, bool] = {}
        for _count, required in found:
            for path, done in required:
                asked[path] = asked.get(path, True) and done
        return (*(count for count, _required in found), Answered("", sum(asked.values()), len(asked)))


def model(forms: Sequence[Form]) -> type[Data]:
    """Return the model of a data file for these receivers."""
    own = {form.name: form.own for form in forms if form.text.fields}
    return _with_receivers(tuple(own.items()), tuple((form.name, form.text.short) for form in forms))


@lru_cache(maxsize=8)
def _with_receivers(
    own: tuple[tuple[str, type[Group]], ...], titles: tuple[tuple[str, str], ...]
) -> type[Data]:
    return with_receivers(dict(own), dict(titles))


def open_dossier(path: Path, forms: Sequence[Form], *, draft: bool, today: date | None = None) -> Dossier:
    """Return the project in the file at `path`; raise ProblemError when a value of it cannot be read."""
    dossier = survey(path, forms, draft=draft, today=today)
    if dossier.slips:
        raise ProblemError(*dossier.slips)
    return dossier


def survey(path: Path, forms: Sequence[Form], *, draft: bool, today: date | None = None) -> Dossier:
    """Return the project in the file at `path`, as far as it can be read; raise ProblemError when not at all.

    Without `today` nothing is said of deadlines that have passed.
    """
    if reason := unfit(path.stem):  # the folder of its documents is called so
        raise ProblemError(Problem("error", "file-name", reason, str(path)))
    if not is_there(path):
        message = _("The data file is not there. Check its name, or make it with: ansokan new {file}")
        raise ProblemError(Problem("error", "file-missing", message.format(file=path), str(path)))
    return survey_text(read(path), str(path), forms, draft=draft, today=today)


def survey_text(
    text: bytes, name: str, forms: Sequence[Form], *, draft: bool, today: date | None = None
) -> Dossier:
    """Return the project in a data file of this content, which is called `name` in what is said of it."""
    file, data, slips = read_what_can_be(text, name, model(forms))
    made, problems = chosen(data, forms, file)
    common = context.shared(data, made, draft=draft, today=today, folders=forms)

    @once
    def places() -> Mapping[str, Any]:  # they need no answer: nothing is said of them
        placed = with_places(data)
        return {} if placed == data else context.shared(placed, made, draft=True, today=today, folders=forms)

    documents = []
    for form in made:
        speakable = context.of_form(form, data, common)
        filled = fill(form, speakable)
        problems += check(filled, file, speakable)
        documents.append(FilledDocument(filled, speakable, places if draft else dict))
    problems += check_whole(data, file, forms, common, made=made)
    unmade = [form.name for form in forms if form not in made]
    unreviewed, marked = carried(data, file, unmade)
    told = [*not_suppressed(problems, data, file, forms), *marked]  # nobody silences the marks
    idle = {"ignore-unused"} if slips else set()  # what it silences may rest on what cannot be read
    lasting = tuple(each for each in told if each.code not in idle)
    return Dossier(file, tuple(documents), lasting, data, slips, unreviewed)


def chosen(data: Data, forms: Sequence[Form], file: document.DataFile) -> tuple[list[Form], list[Problem]]:
    """Return the forms that this project makes, and what is wrong with its choice."""
    if isinstance(data.documents, Unreadable):
        return [], []
    if not data.documents:
        return [form for form in forms if form.text.default], []
    known = [form.name for form in forms]
    message = _("There is no document {name}. Choose among: {known}.")
    problems = [
        Problem(
            "error",
            "unknown-document",
            message.format(name=name, known=", ".join(known)) + did_you_mean(name, known),
            file.name,
            file.place(f"documents.{i}"),
            f"documents.{i}",
        )
        for i, name in enumerate(data.documents)
        if name not in known
    ]
    return [form for form in forms if form.name in data.documents], problems
