"""What the page asks to be done with the Word files: each answers with what was done and how they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.grant.yaml.value_changes import changes_between
from generator.language import _, ngettext
from generator.phrases.sent import texts_of
from generator.problems import STOPS, Problem, ProblemError
from generator.pull import Taken
from generator.run import merging, pulling
from generator.run.job import Options, Report, Task
from generator.run.running import run
from generator.run.sent import freeze
from generator.system import files
from generator.system.output_folders import BASES
from generator.system.pulled_texts import NOTE
from generator.web.desk import Desk
from generator.web.kept.history import Beside
from generator.web.messages import Asked, RefusedError, Request, Response, as_json, asked_in, nonsense
from generator.web.opened import Opened
from generator.web.pages import word
from generator.web.pages.project import ProjectView
from generator.web.pages.told import Told, findings_of, merged_lines, outcome_lines, pulled_lines
from generator.web.pages.word_files import file_called, files_of, opened_in_word
from generator.web.saving.undo import notice

_LONGEST = 200
"""Letters of a name of a file that was dropped."""


def act(name: str, request: Request, desk: Desk, project: Opened) -> Response:
    """Return the answer to what is asked for."""
    asked = dropped(request) if name == "merge" else asked_in(request)
    try:
        told = ACTIONS[name](desk, project, asked)
    except RefusedError as refused:
        told = Told((refused.sentence,))
    except ProblemError as error:
        told = _told(desk, project, problems=error.problems)
    return as_json(word.pieces(desk, desk.project(project.path), accept=bool(asked.get("accept")), told=told))


def dropped(request: Request) -> Asked:
    """Return what a file that was dropped on the page is called, and what it holds."""
    said = unquote(request.headers.get("x-file-name", ""), errors="replace")
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", said)[-1])[-_LONGEST:]
    if not name:
        raise nonsense()
    known = {"mark": mark} if (mark := request.headers.get("x-mark")) else {}
    return Asked(known, name=name, body=request.body, accept=request.headers.get("x-accept") == "true")


def _told(
    desk: Desk, project: Opened, *lines: str, problems: tuple[Problem, ...] | list[Problem] = ()
) -> Told:
    base = ProjectView(desk, project).base
    return Told(lines, findings_of(project, base, problems))


def _documents(desk: Desk, project: Opened, asked: Asked) -> None:
    """Do nothing: the page wants to know how the documents stand."""


def _generate(desk: Desk, project: Opened, asked: Asked) -> Told:
    report = _ran(desk, project, asked, final=False)
    unsaved = ProjectView(desk, project).unsaved
    left = [_("{unsaved}: the documents do not have them.").format(unsaved=unsaved)] if unsaved else []
    lines = outcome_lines(report.outcomes, desk.documents(project.path))
    return _told(desk, project, *lines, *left, problems=_about(report, project))


def _ran(desk: Desk, project: Opened, asked: Asked, *, final: bool) -> Report:
    return run(_task(desk, project, asked, final=final))


def _task(desk: Desk, project: Opened, asked: Asked, *, final: bool) -> Task:
    form = asked.text("form", "")
    options = Options(
        desk.output(project.path),
        desk.now(),
        (form,) if form else (),
        final=final,
        replace=final and bool(asked.get("replace")),
        accept=bool(asked.get("accept")),
    )
    return Task(project.path, desk.templates, options)


def _about(report: Report, project: Opened) -> list[Problem]:
    """Return what is to be said of the documents; of the data only what stopped them."""
    stopped = not report.outcomes or any(each.state == "refused" for each in report.outcomes)
    of_data = str(project.path)
    return [each for each in report.problems if each.file != of_data or (stopped and each.level in STOPS)]


def _final(desk: Desk, project: Opened, asked: Asked) -> Told:
    if unsaved := ProjectView(desk, project).unsaved:
        message = _(
            "{unsaved}. Correct or give up each of them first: a final document is made of what is saved."
        )
        drafts = desk.drafts(project.path).all().items()
        left = [
            Problem("error", "not-final", draft.why or _("It is typed, and not saved."), path=path)
            for path, draft in drafts
        ]
        return _told(desk, project, message.format(unsaved=unsaved), problems=left)
    report = _ran(desk, project, asked, final=True)
    problems = _about(report, project)
    lines = list(outcome_lines(report.outcomes, desk.documents(project.path)))
    printed = Report(project.path, (), ())
    if (asked.get("pdf") or asked.get("package")) and report.outcomes:
        printed = _print_all([each.document for each in report.outcomes])
    pdfs = [each.document for each in printed.outcomes]
    frozen = Report(project.path, (), ())
    if asked.get("package"):
        frozen = freeze(_task(desk, project, asked, final=True), report, project.data, texts_of, pdfs)
    for each in (printed, frozen):
        lines += outcome_lines(each.outcomes, desk.documents(project.path))
        problems += each.problems
    return _told(desk, project, *lines, problems=problems)


def _print(desk: Desk, project: Opened, asked: Asked) -> Told:
    file = file_called(desk, project, asked.text("form"), asked.text("which", "draft"), "docx")
    report = _print_all([file])
    lines = outcome_lines(report.outcomes, desk.documents(project.path))
    return _told(desk, project, *lines, problems=report.problems)


def _print_all(documents: list[Path]) -> Report:
    from generator.run.printing import print_all

    return print_all(documents)


def _home(desk: Desk, project: Opened, asked: Asked) -> Told:
    """Take the changes that were chosen home; one that is another by now is left, and said."""
    chosen = set(asked.texts("chosen"))
    if not chosen:
        return Told((_("Nothing is chosen."),))
    documents = [each.draft for each in files_of(desk, project).values() if each.draft.is_file()]
    task = word.task_of(desk, project, documents, accept=bool(asked.get("accept")))
    note = desk.documents(project.path) / BASES / NOTE
    pulled_before = files.read_if_there(note)
    report = pulling.take(task, lambda taken: taken.identity in chosen)
    _note(desk, project, report, Beside(note, pulled_before, files.read_if_there(note)))
    taken: list[Taken] = [each for _data, each in report.taken]
    missed = len(chosen - {each.identity for each in taken})
    text = ngettext(
        "{count} change is not what you chose any more, or cannot be taken. It waits below.",
        "{count} changes are not what you chose any more, or cannot be taken. They wait below.",
        missed,
    )
    left = [text.format(count=missed)] if missed else []
    return _told(desk, project, *pulled_lines(report, project), *left)


def _note(desk: Desk, project: Opened, report: pulling.Report, pulled: Beside) -> None:
    """Note what was written as a step of the page, after what others may have written just before it.

    `pulled`: what is noted of that beside the documents; undone with it, so that the changes wait again.
    """
    history, path = desk.history(project.path), project.path
    for each in report.changes:
        if each.is_other:
            before = each.source.encode(each.source.text)
            notice(history, str(path), before)
            saved = desk.project(path)
            changes = changes_between(each.source.values, saved.values.file.values)
            history.add("page", before, each.source.encode(each.pulled.text), *changes, beside=(pulled,))


def _merge(desk: Desk, project: Opened, asked: Asked) -> Told:
    copy = Path(asked.text("name"))
    task = merging.Task(
        (copy,),
        desk.now(),
        project.path,
        desk.output(project.path),
        accept=bool(asked["accept"]),
        contents={copy: asked["body"]},
    )
    report = merging.merge(task)
    return _told(desk, project, *merged_lines(report), problems=report.problems)


def _open(desk: Desk, project: Opened, asked: Asked) -> Told:
    which, kind = asked.text("which", "draft"), asked.text("kind", "docx")
    file = file_called(desk, project, asked.text("form"), which, kind)
    if opened_in_word(file):
        return Told((_("Opened: {file}").format(file=file.name),))
    message = _("No program of this computer can be asked to open the file. It lies here: {file}")
    return Told((message.format(file=file.resolve()),))


ACTIONS: Mapping[str, Callable[[Desk, Opened, Asked], Told | None]] = {
    "documents": _documents,
    "final": _final,
    "generate": _generate,
    "home": _home,
    "merge": _merge,
    "open": _open,
    "print": _print,
}
