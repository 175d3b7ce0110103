"""How each document stands: up to date with the data, edited by hand, in conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from generator.fields import FieldValue, Pending
from generator.grant.forms.form import Form
from generator.grant.project import open_dossier
from generator.problems import Problem, ProblemError
from generator.run import finals
from generator.run.generate import draft_of, rendered
from generator.run.job import Options
from generator.run.keeping import base_of, edits_in, generation_of, refuse_other_data
from generator.system import files
from generator.system.output_folders import BASES, folder_of
from generator.system.pulled_texts import recall
from generator.word.fields.edits import as_pending, as_pulled, shown_in
from generator.word.opc.names import DOC_REL, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR
from generator.word.user_edits import changes


@dataclass(frozen=True)
class Status:
    """How one document stands.

    `stale`: the paths in the data whose values have changed since it was generated, or None when it was
    never generated; `pending`: fields edited in Word; `edits`: other changes by hand; `conflicts`: shown in
    the file and not settled yet; `ours`: whether the file there is one that was generated here; `final`: how
    the document made from it to be sent stands, if there is one; `problems`: why nothing more can be told.
    """

    document: Path
    there: bool
    ours: bool = True
    stale: tuple[str, ...] | None = None
    pending: tuple[Pending, ...] = ()
    edits: int = 0
    conflicts: int = 0
    final: finals.Standing | None = None
    problems: tuple[Problem, ...] = ()


def status(data: Path, forms: Sequence[Form], output: Path) -> list[Status]:
    """Return how the documents of the project in `data` stand; raise ProblemError when it cannot be read."""
    dossier = open_dossier(data, forms, draft=True)
    folder = folder_of(output, data)
    today = {document.form.name: partial(rendered, document, str(data)) for document in dossier.documents}
    found = [
        _told(folder / document.form.text.output, today[document.form.name](), data.name)
        for document in dossier.documents
    ]
    if not any(files.is_there(each.document.parent / finals.FOLDER / each.document.name) for each in found):
        return found
    standing = _finals(data, forms, output, today)
    return [replace(each, final=final) for each, final in zip(found, standing, strict=True)]


_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A moment that stands in no final."""


def _finals(
    data: Path, forms: Sequence[Form], output: Path, today: Mapping[str, Callable[[], bytes]]
) -> list[finals.Standing | None]:
    """Return how the finals of all documents stand; `today`: renders the draft of a form."""
    dossier = open_dossier(data, forms, draft=False)
    drafts = [
        draft_of(document, folder_of(output, data), str(data), today[document.form.name])
        for document in dossier.documents
    ]
    return [finals.standing(draft, Options(output, _NO_DAY, final=True)) for draft in drafts]


def _told(path: Path, fresh: bytes, data: str) -> Status:
    """Return how a document stands; one that cannot be read does not keep the others back."""
    try:
        return _status(path, fresh, data)
    except ProblemError as error:
        return Status(path, there=True, problems=error.problems)


def _status(path: Path, fresh: bytes, data: str) -> Status:
    mine = files.read_if_there(path)
    base = base_of(path.parent / BASES / path.name, mine, fresh)
    if base is None and mine == fresh:  # the folder of bases is gone, and nothing is lost with it
        base = fresh
    if mine is None or base is None:
        return Status(path, there=mine is not None, ours=mine is None)
    refuse_other_data(path, base, data)
    refuse_other_data(path, mine, data)
    stale = _changed(base, fresh, path)
    if mine == base:
        return Status(path, there=True, stale=stale)
    edited, left = edits_in(path, base, mine, fresh)
    made = changes(base, mine, str(path))
    return Status(
        path,
        there=True,
        stale=stale,
        pending=as_pending(left),
        edits=sum(count for field, count in made.items() if field not in edited),
        conflicts=_open_conflicts(Package.read(mine, str(path))),
    )


def _changed(base: bytes, fresh: bytes, path: Path) -> tuple[str, ...]:
    """Return the paths whose values differ; "*" stands for what is no value (a form that has changed).

    What was pulled from the document is what it shows since.
    """
    before, now = (shown_in(Package.read(document, str(path))) for document in (base, fresh))
    paths = _differing(as_pulled(before, recall(path, generation_of(base))), now)
    no_value = base != fresh and not _differing(before, now)
    return tuple(paths) or (("*",) if no_value else ())


def _differing(before: Sequence[FieldValue], now: Sequence[FieldValue]) -> list[str]:
    shown: list[dict[str, list[str | None]]] = [{}, {}]
    for values, side in zip((before, now), shown, strict=True):
        for value in values:
            side.setdefault(value.path, []).append(value.text)
    return [
        path for path in dict.fromkeys([*shown[0], *shown[1]]) if shown[0].get(path) != shown[1].get(path)
    ]


def _open_conflicts(package: Package) -> int:
    """Return how many of our comments are left while tracked changes of ours are."""
    changes = [qn("w:ins"), qn("w:del")]
    author = qn("w:author")
    root = package.tree(package.main)
    if not any(change.get(author) == AUTHOR for change in root.iter(*changes)):
        return 0
    comments = [package.tree(part) for part in package.related_parts(package.main, DOC_REL + "comments")]
    ours = {
        comment.get(qn("w:id"))
        for tree in comments
        for comment in tree.iter(qn("w:comment"))
        if comment.get(author) == AUTHOR
    }
    return sum(mark.get(qn("w:id")) in ours for mark in root.iter(qn("w:commentReference")))
