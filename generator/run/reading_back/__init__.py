"""A data file read back from a document of ours whose own is gone: a final, or a draft that was mailed.

What stands where drafts of the same form have their fields is read. What comes out is drawn again and held
against the document: whatever the document says beyond that is told, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.excerpts import excerpts
from generator.formats import MARKDOWN
from generator.grant.forms.form import Form
from generator.grant.project import survey_text
from generator.grant.schema.references import opened
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Place, Problem
from generator.run.generate import rendered
from generator.run.reading_back.composing import composed
from generator.run.reading_back.drafts import form_of, kinds_in, models_of
from generator.run.word_file import WordFile
from generator.word.fields import provenance
from generator.word.fields.edits import shown_in
from generator.word.finalize import as_final
from generator.word.opc.package import Package
from generator.word.remarks import remarks
from generator.word.revisions.resolve import without_proposals
from generator.word.user_edits import changes
from generator.word.without_fields import FoundValue, read_like

__all__ = ["ReadBack", "read_back"]


class ReadBack(NamedTuple):
    """What a document gave: a data file, and what of the document is not in it."""

    file: DataFile
    problems: tuple[Problem, ...]


def read_back(data: bytes, name: str, forms: Sequence[Form]) -> ReadBack:
    """Return the data file of a document; raise ProblemError for one that is none of these forms'.

    What people propose in tracked changes is not taken, and told.
    """
    document = WordFile(data, name)
    package = document.copy()
    notes = [*_noted(package, name)]
    _without_proposals(package)
    form = form_of(package, forms)
    drafts = models_of(form, forms)
    found = [*_framed(package), *read_like(drafts, as_final(package.copy()))]
    file, unsure = composed(found, kinds_in(drafts), form, forms, name)
    left = _left(package, file, form, forms, name)
    return ReadBack(file, (*notes, *unsure, *left))


def _framed(package: Package) -> Iterator[FoundValue]:
    """Yield what the fields of a draft hold, but for those of lists, whose rows people copy and move."""
    held = package.copy()
    provenance.remove(held)
    for path, kind, text in shown_in(held):
        if text is not None and opened(path) == path:
            yield FoundValue(path, text, "", markdown=kind == MARKDOWN, alone=True)


def _noted(package: Package, name: str) -> Iterator[Problem]:
    message = _("A comment or a proposal in the document is not taken: “{text}”.")
    for each in remarks(package):
        (text,) = excerpts(each.new or each.old)
        yield Problem("hint", "read-back-noted", message.format(text=text), name, Place(words=each.place))


def _without_proposals(package: Package) -> None:
    for part in package.stories():
        package.put(part, without_proposals(package.tree(part)))


def _left(
    package: Package, file: DataFile, form: Form, forms: Sequence[Form], name: str
) -> Iterator[Problem]:
    """Yield what the document says and the same document of the data file does not."""
    message = _(
        "It is not sure what this is of the data, and it is not taken: “{text}”. Write it in the data file "
        "if it is needed."
    )
    is_draft = provenance.read(package) is not None
    dossier = survey_text(file.encode(file.text), file.name, forms, draft=is_draft)
    for document in dossier.documents:
        if document.form.name == form.name:
            made = rendered(document, file.name).copy()
            for edit in changes(as_final(made), as_final(package.copy())):
                if edit.new.strip() and edit.kind in {"added", "changed"}:
                    (text,) = excerpts(edit.new)
                    words = Place(words=edit.place)
                    yield Problem("hint", "read-back-unsure", message.format(text=text), name, words)
