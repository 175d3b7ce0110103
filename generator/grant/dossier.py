"""A project as read: its data file, the forms filled in from it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.files import read
from generator.grant import context, datafile
from generator.grant.answers import Filled, fill
from generator.grant.check import check
from generator.grant.form import Form
from generator.grant.schema import Data
from generator.grant.schema.data import with_receivers
from generator.grant.validate import validate
from generator.problems import Problem


@dataclass(frozen=True)
class Document:
    """One form filled in, and what its layout can speak of."""

    filled: Filled
    context: Mapping[str, Any]

    @property
    def form(self) -> Form:
        """The form."""
        return self.filled.form


@dataclass(frozen=True)
class Dossier:
    """A project's data file with the documents that can be made from it, and its Problems."""

    file: datafile.DataFile
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def model(forms: Sequence[Form]) -> type[Data]:
    """Return the model of a data file for these receivers."""
    return with_receivers(
        {form.name: form.own for form in forms if form.text.fields},
        {form.name: form.text.short for form in forms},
    )


def open_dossier(path: Path, forms: Sequence[Form], *, draft: bool) -> Dossier:
    """Return the project in the file at `path`; raise ProblemError when it cannot be read as data."""
    file = datafile.read(read(path), str(path))
    data = validate(file, model(forms))
    common = context.shared(data, forms, draft=draft)
    documents, problems = [], []
    for form in forms:
        speakable = context.of_form(form, data, common)
        filled = fill(form, speakable)
        problems += check(filled, file, speakable)
        documents.append(Document(filled, context.of_layout(filled, speakable)))
    return Dossier(file, tuple(documents), tuple(problems))
