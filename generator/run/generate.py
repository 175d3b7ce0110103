"""The main job: a project's data file becomes its documents, and what people changed in them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cache as once
from functools import lru_cache, partial
from pathlib import Path

from generator.grant.checks.carried import as_sent
from generator.grant.checks.roots import by_root
from generator.grant.forms.form import Form
from generator.grant.project import Dossier, FilledDocument, open_dossier, survey
from generator.language import _
from generator.problems import Problem, ProblemError, by_weight, stops_final
from generator.render import Drawn, draw
from generator.run import finals, keeping
from generator.run.bases import Bases
from generator.run.job import Options, Outcome, Report
from generator.run.ownership import refuse_renamed
from generator.run.word_file import WordFile
from generator.system import cache, files
from generator.system.locks import locked
from generator.system.output_folders import BASES, folder_of, refuse_shared
from generator.template import Template, compile_template
from generator.word.fields import provenance
from generator.word.opc import core_properties
from generator.word.parts import theme

__all__ = ["Options", "Outcome", "Report", "generate", "wanted"]


def generate(data: Path, forms: Sequence[Form], options: Options) -> Report:
    """Make the documents of the project in `data`; unreadable data makes nothing."""
    try:
        return _from_data(data, forms, options)
    except _DataChangedError:  # a pull, or an editor
        return generate(data, forms, options)


class _DataChangedError(Exception):
    """The data file has been written since it was read."""


def _from_data(data: Path, forms: Sequence[Form], options: Options) -> Report:
    try:
        refuse_shared([data], options.output)
        dossier = survey(data, forms, draft=not options.final, today=options.now.date())
    except ProblemError as error:
        return Report(data, (), tuple(by_weight(error.problems)))
    if dossier.slips:
        problems = [*dossier.slips, *by_root(dossier.problems)]
        return Report(data, (), tuple(by_weight(problems)), dossier.answered())
    try:
        outcomes, problems = _generate(data, forms, options, dossier)
    except ProblemError as error:
        outcomes, problems = (), list(error.problems)
    return Report(data, outcomes, tuple(by_weight(problems)), dossier.answered())


def _generate(
    data: Path, forms: Sequence[Form], options: Options, dossier: Dossier
) -> tuple[tuple[Outcome, ...], list[Problem]]:
    folder = folder_of(options.output, data)
    problems = [*by_root(dossier.problems), *_not_made(dossier, options.documents)]
    if options.final and stops_final(problems := as_sent(problems)):
        raise ProblemError(*problems, _not_final(data))
    refuse_renamed(data, folder, renderings(dossier))
    problems += finals.left_over(folder, finals.final_names(dossier))
    holding = nullcontext() if options.dry_run else locked(folder / BASES)
    with holding:
        if files.read(data) != dossier.file.encode(dossier.file.text):
            raise _DataChangedError
        if options.final:
            drafts = _drafts(dossier, folder, options, lambda: open_dossier(data, forms, draft=True))
            made, found = finals.make(list(drafts), options)
            outcomes, problems = tuple(made), [*problems, *found]
        else:
            outcomes = tuple(_make_all(dossier, folder, options, problems))
        try:
            files.sync_folders(*_written_in(outcomes, options))
        except ProblemError as error:
            problems += error.problems
    return outcomes, problems


def renderings(dossier: Dossier) -> dict[str, Callable[[], WordFile]]:
    """Return by the name of its file how each document of the project is rendered."""
    return {each.form.text.output: partial(rendered, each, dossier.file.name) for each in dossier.documents}


def _written_in(outcomes: Iterable[Outcome], options: Options) -> set[Path]:
    if options.dry_run:
        return set()
    folders = {one.document.parent for one in outcomes if one.state not in {"refused", "unchanged"}}
    return folders | {folder / BASES for folder in folders}


def _not_made(dossier: Dossier, names: Sequence[str]) -> Iterator[Problem]:
    """Yield an error for each document asked for that the project does not make."""
    for name in names:
        if name not in {document.form.name for document in dossier.documents}:
            message = _("This project does not make {name}. Name it under documents in the data file.")
            yield Problem("error", "document-not-made", message.format(name=name), dossier.file.name)


def _make_all(dossier: Dossier, folder: Path, options: Options, problems: list[Problem]) -> Iterator[Outcome]:
    bases, data = Bases(dry=options.dry_run), Path(dossier.file.name)
    for document in wanted(dossier.documents, options.documents):
        path = folder / document.form.text.output
        try:
            generated = rendered(document, dossier.file.name)
            outcome = keeping.keep(path, generated, document.form.name, data, options, bases)
        except ProblemError as error:
            problems += error.problems
            yield Outcome(path, "refused")
        else:
            problems += [*_template(document.form).notes, *outcome.notes]
            yield outcome
    problems += bases.settle()


def _drafts(
    dossier: Dossier, folder: Path, options: Options, as_drafts: Callable[[], Dossier]
) -> Iterator[finals.Draft]:
    """Yield the drafts of the finals asked for; the project as drafts is read when one of them was edited."""
    read = once(as_drafts)

    def today(name: str) -> WordFile:
        (document,) = [each for each in read().documents if each.form.name == name]
        return rendered(document, dossier.file.name)

    names = finals.final_names(dossier)
    for document in wanted(dossier.documents, options.documents):
        name = names[document.form.text.output]
        yield draft_of(document, folder, name, dossier.file.name, partial(today, document.form.name))


def draft_of(
    document: FilledDocument, folder: Path, name: finals.FinalName, data: str, today: Callable[[], WordFile]
) -> finals.Draft:
    """Return where a document's draft lies, and how the final and the draft of today are rendered."""
    form = document.form
    path = folder / form.text.output
    return finals.Draft(path, form.name, name, Path(data), partial(rendered, document, data), today)


def wanted(documents: Iterable[FilledDocument], names: Sequence[str]) -> Iterator[FilledDocument]:
    """Return the documents with these names; all when none is named."""
    return (document for document in documents if not names or document.form.name in names)


def rendered(document: FilledDocument, data: str) -> WordFile:
    """Return the document as a Word file that carries where it comes from."""
    made = drawn(document)
    core_properties.stamp(made.package, document.context["case"]["date"] or None)
    provenance.stamp(made.package, Path(data).name, document.form.name, made.shown)
    return WordFile.of(made.package)


def drawn(document: FilledDocument) -> Drawn:
    """Return the document to be looked at: not yet a file, and nothing in it says where it comes from."""
    return draw(_template(document.form), document.context)


def _template(form: Form) -> Template:
    fonts = form.profile.text.fonts
    look = tuple(form.profile.theme().items()), fonts.heading, fonts.body
    return _compiled(files.read(form.layout), str(form.layout), look)


@lru_cache(maxsize=32)
def _compiled(layout: bytes, name: str, look: tuple[tuple[tuple[str, str], ...], str, str]) -> Template:
    """Return a layout compiled, in the organisation's colours and fonts for headings and text."""
    colours, *fonts = look

    def make() -> Template:
        template = compile_template(layout, name)
        theme.apply(template.package, theme.Theme(dict(colours), *fonts))
        template.package.keep_deflated(template.package.deflated)
        return template

    return cache.kept("template", [layout, repr((name, look)).encode("utf-8", "surrogateescape")], make)


def _not_final(data: Path) -> Problem:
    message = _(
        "No final documents are made while errors are left or required answers are missing. "
        "Fix that, and generate again."
    )
    return Problem("error", "not-final", message, str(data))
