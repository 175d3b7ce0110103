"""How each document stands: up to date with the data, edited by hand, in conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from generator.fields import FieldValue
from generator.grant.forms.form import Form
from generator.grant.project import FilledDocument, open_dossier
from generator.problems import Problem, ProblemError
from generator.run import finals
from generator.run.bases import sides
from generator.run.copies_beside import copies_beside
from generator.run.generate import draft_of, rendered, renderings
from generator.run.job import Options, Standing, Status
from generator.run.ownership import refuse_other_data, refuse_renamed
from generator.run.waiting import edits_in
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import FINALS, folder_of
from generator.system.pulled_texts import recall
from generator.word.fields.edits import as_pulled, shown_in
from generator.word.opc.package import Package
from generator.word.remarks import remarks
from generator.word.revisions.resolve import without_proposals
from generator.word.user_edits import changes


def status(data: Path, forms: Sequence[Form], output: Path) -> tuple[list[Status], list[Problem]]:
    """Return how the documents of the project in `data` stand, and a hint of each that is not made any more.

    Raises ProblemError when the data cannot be read.
    """
    dossier = open_dossier(data, forms, draft=True)
    folder = folder_of(output, data)
    today = {document.form.name: partial(rendered, document, str(data)) for document in dossier.documents}
    refuse_renamed(data, folder, renderings(dossier))
    found = [status_of(document, folder, data) for document in dossier.documents]
    copies = copies_beside({name: each.document for name, each in zip(today, found, strict=True)})
    found = [each._replace(copies=copies.get(each.document, ())) for each in found]
    left = finals.left_over(folder, finals.final_names(dossier))
    if not files.is_there(folder / FINALS):
        return found, left
    standing = _finals(data, forms, output, today)
    return [each._replace(final=final) for each, final in zip(found, standing, strict=True)], left


_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A moment that stands in no final."""


def _finals(
    data: Path, forms: Sequence[Form], output: Path, today: Mapping[str, Callable[[], WordFile]]
) -> list[Standing | None]:
    """Return how the finals of all documents stand; `today`: renders the draft of a form."""
    dossier = open_dossier(data, forms, draft=False)
    names, folder = finals.final_names(dossier), folder_of(output, data)
    drafts = [
        draft_of(document, folder, names[document.form.text.output], str(data), today[document.form.name])
        for document in dossier.documents
    ]
    return [finals.standing(draft, Options(output, _NO_DAY, final=True)) for draft in drafts]


def status_of(document: FilledDocument, folder: Path, data: Path) -> Status:
    """Return how one document in the folder stands; one that cannot be read does not keep others back.

    Only one that is there is rendered to be compared.
    """
    path = folder / document.form.text.output
    if not files.is_there(path):
        return Status(path, there=False)
    generated = rendered(document, str(data))
    try:
        return _status(path, generated, data)
    except ProblemError as error:
        return Status(path, there=True, problems=error.problems)


def _status(path: Path, generated: WordFile, data: Path) -> Status:
    base, edited = sides(path, generated)
    if base is None and edited == generated:  # the folder of bases is gone, and nothing is lost with it
        base = generated
    if edited is None or base is None:
        return Status(path, there=edited is not None, ours=edited is None)
    refuse_other_data(path, data, generated, (base, edited))
    stale = _changed(base, generated, path)
    if edited == base:
        return Status(path, there=True, stale=stale)
    fields, left = edits_in(path, base, edited, generated)
    return Status(
        path,
        there=True,
        stale=stale,
        pending=left.pending,
        edits=tuple(each for each in changes(base.package, _settled(edited)) if each.path not in fields),
        remarks=tuple(remarks(edited.package)),
    )


def _settled(edited: WordFile) -> Package:
    """Return the document without what other people propose in it, which is told apart."""
    package = edited.copy()
    for part in package.stories():
        tree = package.tree(part)
        if (without := without_proposals(tree)) is not tree:
            package.put(part, without)
    return package


def _changed(base: WordFile, generated: WordFile, path: Path) -> tuple[str, ...]:
    """Return the paths whose values differ; "*" stands for what is no value (a form that has changed).

    What was pulled from the document is what it shows since.
    """
    before, now = shown_in(base.package), shown_in(generated.package)
    paths = _differing(as_pulled(before, recall(path, base.generation)), now)
    no_value = base != generated and not _differing(before, now)
    return tuple(paths) or (("*",) if no_value else ())


def _differing(before: Sequence[FieldValue], now: Sequence[FieldValue]) -> list[str]:
    shown: list[dict[str, list[str | None]]] = [{}, {}]
    for values, side in zip((before, now), shown, strict=True):
        for value in values:
            side.setdefault(value.path, []).append(value.text)
    return [
        path for path in dict.fromkeys([*shown[0], *shown[1]]) if shown[0].get(path) != shown[1].get(path)
    ]
