"""What was sent and what has changed since, as lines for people and as the texts of a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from generator.excerpts import excerpts
from generator.language import _
from generator.phrases.answered import answered_of
from generator.phrases.findings import heading, in_order, tally
from generator.phrases.standing import edit_line
from generator.unseen import visible

if TYPE_CHECKING:
    from generator.grant.yaml.value_changes import Change
    from generator.run.sent import Changes, Coming, DocumentChanges, Since

FINDINGS, CHANGES = "granskning.txt", "andringar.txt"
"""The texts of a package: what was found in it, and what differs from the one before."""


def since_lines(each: Since) -> Iterator[str]:
    """Yield what was sent last, and what has changed since, a line for each change."""
    package = each.package
    sent = _("package {version} of {day}: {file}")
    yield sent.format(version=package.version, day=package.day, file=package.path)
    if not each.changes:
        yield "    " + _("nothing has changed since")
    for line in change_lines(each.changes):
        yield f"    {line}"


def texts_of(coming: Coming) -> Mapping[str, str]:
    """Return the texts that go into a package."""
    found = {FINDINGS: "\n".join([*_findings(coming), ""])}
    if coming.last and coming.changes is not None:
        head = _("Changed since version {version} of {day}").format(
            version=coming.last.version, day=coming.last.day
        )
        found[CHANGES] = "\n".join([head, "", *change_lines(coming.changes), ""])
    return {name: visible(text) for name, text in found.items()}


def change_lines(changes: Changes) -> Iterator[str]:
    """Yield a line for each text of the data file and each place in the documents that differs."""
    for title, change in changes.texts:
        yield _data_line(title, change)
    if changes.file and not changes.texts:
        yield _("the data file: no value, but comments or the way it is written")
    for document in changes.documents:
        yield from _document_lines(document)


def _data_line(title: str, change: Change) -> str:
    old, new = excerpts(change.old or "", change.new or "")
    return _('the data file, {title}: "{old}" -> "{new}"').format(title=title, old=old, new=new)


def _document_lines(document: DocumentChanges) -> Iterator[str]:
    if document.edits is None:
        text = _("{name}: was not sent before") if document.is_there else _("{name}: is not there any more")
        yield text.format(name=document.name)
    elif not document.edits:
        yield _("{name}: another file that says the same").format(name=document.name)
    for edit in document.edits or ():
        if edit.old or edit.new:  # a chart has no words; what it is drawn from is told
            yield f"{document.name}: {edit_line(edit)}"


def _findings(coming: Coming) -> Iterator[str]:
    report = coming.report
    yield _("Checked {day}: {tally}").format(day=coming.day, tally=", ".join(tally(report.problems)))
    for each in report.answered[:-1]:
        yield _("{document}: {answered} questions answered").format(
            document=each.document, answered=answered_of(each)
        )
    for above, group in groupby(in_order(report.problems), heading):
        yield from ("", above, *map(str, group))
