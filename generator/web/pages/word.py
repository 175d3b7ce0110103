"""The page of the Word files: how each stands, and what was changed in them that can be taken home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generator.excerpts import excerpts
from generator.language import _
from generator.phrases.sent import since_lines
from generator.phrases.standing import details, standing_words
from generator.problems import ProblemError
from generator.pull import Taken
from generator.run import pulling
from generator.run.job import Options, Status, Task
from generator.run.running import stand
from generator.run.sent import since
from generator.system import files
from generator.web.desk import Desk
from generator.web.messages import Request, Response, html
from generator.web.opened import Opened
from generator.web.pages.project import ProjectView
from generator.web.pages.rendering import page, piece
from generator.web.pages.told import Finding, Told, findings_of, titled, without_commands
from generator.web.pages.word_files import Files, files_of

VIEW = "word_pieces.html"


@dataclass(frozen=True)
class Document:
    """A document as its card shows it: `words` and `lines` say how it stands.

    `final_touched`: somebody has written in its final, or made it elsewhere.
    """

    name: str
    title: str
    files: Files
    words: tuple[str, ...]
    lines: tuple[str, ...]
    final_touched: bool

    def is_older(self, which: str) -> bool:
        """Say whether the PDF was made before its document was written last."""
        made, printed = (self.files.called(which, kind).stat().st_mtime_ns for kind in ("docx", "pdf"))
        return printed < made

    def has(self, which: str, kind: str = "docx") -> bool:
        """Say whether a file of it lies there."""
        return files.is_there(self.files.called(which, kind))


class Change(NamedTuple):
    """A change in Word that can be taken home, and the documents that say it."""

    taken: Taken
    title: str
    documents: str
    old: str
    new: str


class Word(NamedTuple):
    """All that the page shows: the documents, what can be taken home, what cannot and why.

    `sent`: what was frozen last, and a line for each change since.
    """

    documents: tuple[Document, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    sent: tuple[str, ...] = ()


def show(_request: Request, desk: Desk, project: Opened) -> Response:
    """Return the page."""
    view = ProjectView(desk, project)
    word = word_of(desk, project, view.base)
    return html(page("word.html", here=_("Word"), project=view, word=word, told=Told()))


def pieces(desk: Desk, project: Opened, *, accept: bool, told: Told | None = None) -> dict[str, Any]:
    """Return what an action replaces on the page, by id, and what the page is to know."""
    view = ProjectView(desk, project)
    word = word_of(desk, project, view.base, accept=accept)
    found = {
        "status": piece("status", view),
        "notices": piece("notices", view),
        "documents": piece("documents", word, view, of=VIEW),
        "home": piece("home", word, of=VIEW),
        "finals": piece("finals", word, view, of=VIEW),
    }
    if told is not None:
        found["told"] = piece("told", told, of=VIEW)
    return {"mark": project.mark, "pieces": found}


def word_of(desk: Desk, project: Opened, base: str, *, accept: bool = False) -> Word:
    """Return what the page shows. `accept`: what people propose in Word counts as accepted."""
    task = Task(project.path, desk.templates, Options(desk.output(project.path), desk.now()))
    try:
        found = stand(task)[0]
        last = since(task)
        statuses = {each.document: each for each in found}
        report = look(desk, project, statuses, accept=accept)
    except ProblemError as error:
        return Word((), (), findings_of(project, base, error.problems))
    titles = _titles(desk, project)
    changes = tuple(_change(each, project, titles) for _data, each in report.taken)
    offered = {each.taken.path for each in changes}
    documents = tuple(_documents(desk, project, statuses, offered))
    sent = tuple(since_lines(last)) if last else ()
    return Word(documents, changes, findings_of(project, base, report.problems), sent)


def look(desk: Desk, project: Opened, statuses: Mapping[Path, Status], *, accept: bool) -> pulling.Report:
    """Return what can be taken home from the documents that people have changed."""
    touched = [path for path, each in statuses.items() if each.pending or each.remarks]
    if not touched:
        return pulling.Report((), ())
    return pulling.look(task_of(desk, project, touched, accept=accept))


def task_of(desk: Desk, project: Opened, documents: list[Path], *, accept: bool) -> pulling.Task:
    """Return what is looked at, deleted rows too: a person chooses."""
    return pulling.Task(tuple(documents), project.path, desk.templates, removed=True, accept=accept)


def _titles(desk: Desk, project: Opened) -> dict[str, str]:
    """Return the documents' titles by the paths of their drafts."""
    made = files_of(desk, project)
    documents = project.dossier.documents if project.dossier else ()
    return {str(made[each.form.name].draft): each.form.text.short for each in documents}


def _documents(
    desk: Desk, project: Opened, statuses: Mapping[Path, Status], offered: set[str]
) -> Iterator[Document]:
    made = files_of(desk, project)
    for each in project.dossier.documents if project.dossier else ():
        own = made[each.form.name]
        status = statuses[own.draft]
        others = tuple(field for field in status.pending if field.path not in offered)
        words = map(without_commands, standing_words(titled(status, project)))
        lines = details(titled(status._replace(pending=others), project))
        touched = status.final is not None and (status.final.edits > 0 or not status.final.ours)
        yield Document(each.form.name, each.form.text.short, own, tuple(words), tuple(lines), touched)


def _change(taken: Taken, project: Opened, titles: Mapping[str, str]) -> Change:
    documents = ", ".join(title for path, title in titles.items() if path in taken.document)
    old, new = excerpts(taken.old or "", taken.new or "")
    return Change(taken, project.values.called(taken.path), documents, old, new)
