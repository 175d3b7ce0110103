"""What came from mailed copies, as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.excerpts import excerpts
from generator.language import _, ngettext
from generator.phrases.findings import tally

if TYPE_CHECKING:
    from generator.run.merging.report import Change, CopyReport, Report


def copy_line(each: CopyReport) -> str:
    """Return whether anything of a copy came into its document."""
    if not each.changes:
        return _("{copy}: nothing that {document} does not have").format(
            copy=each.copy, document=each.document
        )
    return _("{copy} into {document}:").format(copy=each.copy, document=each.document)


def change_line(change: Change) -> str:
    """Return what came in one place."""
    old, new = excerpts(change.old, change.new)
    if change.kind == "comment":
        return _("comment by {author}: “{text}”").format(author=change.author, text=new)
    said = _("“{old}” -> “{new}”") if old and new else _("added: “{new}”") if new else _("deleted: “{old}”")
    said = said.format(old=old, new=new)
    if where := change.title or change.path or change.where:
        said = f"{where}: {said}"
    if change.kind != "proposal":
        return said
    return _("{author} proposes: {change}").format(author=change.author, change=said)


def merge_counts(report: Report) -> list[str]:
    """Return how many copies, changes, conflicts and findings there are, each in words."""
    changes = sum(len(each.changes) for each in report.copies)
    conflicts = sum(each.conflicts for each in report.copies)
    return [
        ngettext("{count} copy", "{count} copies", len(report.copies)).format(count=len(report.copies)),
        ngettext("{count} change", "{count} changes", changes).format(count=changes),
        ngettext("{count} conflict", "{count} conflicts", conflicts).format(count=conflicts),
        *tally(report.problems),
    ]
