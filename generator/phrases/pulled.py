"""What was taken from Word to the data file, as lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.excerpts import excerpts
from generator.language import _, ngettext
from generator.phrases.findings import tally
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.pull import Taken


def taken_lines(each: Taken) -> list[str]:
    """Return what was taken, and where the new name of an item was written too."""
    old, new = excerpts(each.old or "", each.new or "")
    line = {
        "edited": _('taken: {path}: "{old}" -> "{new}" ({document})'),
        "added": _('added: {path}: "{new}" ({document})'),
        "removed": _('removed: {path}: "{old}" ({document})'),
        "moved": _('put in another order: {path}: "{new}" ({document})'),
    }[each.how].format(path=each.path, old=old, new=new, document=each.document)
    if not each.references:
        return [line]
    too = _("  its name is changed too in: {paths}")
    return [line, too.format(paths=", ".join(each.references))]


def pull_counts(taken: int, looked: int, problems: Sequence[Problem]) -> list[str]:
    """Return how many fields were taken and looked at, and how many findings there are, each in words."""
    return [
        ngettext("{count} field taken", "{count} fields taken", taken).format(count=taken),
        ngettext("{count} looked at", "{count} looked at", looked).format(count=looked),
        *tally(problems),
    ]
