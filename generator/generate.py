"""The main job: a project's data file becomes its documents, and what people changed in them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import files
from generator.grant.dossier import Document, Dossier, open_dossier
from generator.grant.form import Form
from generator.language import _
from generator.problems import Problem, ProblemError, by_weight, has_errors

State = Literal["written", "unchanged", "refused"]
BASES = ".generated"
"""The folder beside the documents that holds each as it was generated last."""
FINAL = "slutlig"
"""The folder beside the drafts that holds the final documents."""


@dataclass(frozen=True)
class Options:
    """How to generate: into which folder, which documents (all when empty), drafts or final."""

    output: Path
    documents: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    document: Path
    state: State


@dataclass(frozen=True)
class Report:
    """What became of one data file."""

    data: Path
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def generate(data: Path, forms: Sequence[Form], options: Options) -> Report:
    """Make the documents of the project in `data`; unreadable data makes nothing."""
    try:
        dossier = open_dossier(data, forms, draft=not options.final)
    except ProblemError as error:
        return Report(data, (), tuple(by_weight(error.problems)))
    if options.final and has_errors(dossier.problems):
        return Report(data, (), tuple(by_weight([*dossier.problems, _not_final(data)])))
    problems = list(dossier.problems)
    outcomes = tuple(_make_all(dossier, options, problems))
    return Report(data, outcomes, tuple(by_weight(problems)))


def check(data: Path, forms: Sequence[Form]) -> list[Problem]:
    """Return what is wrong with the project in `data`, without making anything."""
    try:
        return by_weight(open_dossier(data, forms, draft=True).problems)
    except ProblemError as error:
        return by_weight(error.problems)


def _make_all(dossier: Dossier, options: Options, problems: list[Problem]) -> Iterator[Outcome]:
    folder = options.output / Path(dossier.file.name).stem
    for document in wanted(dossier.documents, options.documents):
        path = (
            folder / FINAL / document.form.text.output
            if options.final
            else folder / document.form.text.output
        )
        try:
            yield Outcome(path, _make(document, path, options))
        except ProblemError as error:
            problems += error.problems
            yield Outcome(path, "refused")


def wanted(documents: Iterable[Document], names: Sequence[str]) -> Iterator[Document]:
    """Return the documents with these names; all when none is named."""
    return (document for document in documents if not names or document.form.name in names)


def _make(document: Document, path: Path, options: Options) -> State:
    fresh = rendered(document, final=options.final)
    base_path = path.parent / BASES / path.name
    mine, base = files.read_if_there(path), files.read_if_there(base_path)
    if mine is not None and mine not in {base, fresh}:
        raise ProblemError(_edited(path) if base is not None else _unknown(path))
    if mine == fresh and base == fresh:
        return "unchanged"
    files.write(path, fresh)
    files.write(base_path, fresh)
    return "written"


def rendered(document: Document, *, final: bool) -> bytes:
    """Return the document as a Word file."""
    from generator.render import render  # noqa: PLC0415 -- lxml is needed only now
    from generator.template import compile_template  # noqa: PLC0415

    layout = document.form.layout
    template = compile_template(files.read(layout), str(layout))
    return render(template, document.context, controls=not final, placeholders=not final)


def _edited(path: Path) -> Problem:
    message = _(
        "The document was edited in Word after it was generated, and is left as it is. "
        "Move it elsewhere and generate again, or take your changes into the data file first."
    )
    return Problem("error", "edited", message, str(path))


def _unknown(path: Path) -> Problem:
    message = _(
        "A file that was not generated here lies in the way, and is left as it is. Move it elsewhere."
    )
    return Problem("error", "not-ours", message, str(path))


def _not_final(data: Path) -> Problem:
    message = _("No final documents are made while errors are left. Mend them, and generate again.")
    return Problem("error", "not-final", message, str(data))
