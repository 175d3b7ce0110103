"""What is done with content that runs or fetches: told of, refused, or taken out. SECURITY.md has the table.

A template may bring none: every document made from it would do the same, on the machine of whoever opens it.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.language import N_, _
from generator.problems import Level, Problem, ProblemError
from generator.word.opc.active_content import Active, Kind, active_content
from generator.word.opc.package import Package
from generator.word.opc.taken_out import take_out_attached

_MOST, _LENGTH = 3, 80
"""So many addresses or names are said, and so much of each."""
_SAID: dict[Kind, tuple[str, str]] = {
    "activex": (
        "docx-activex",
        N_(
            "The file holds ActiveX controls, which are programs. Remove them in Word (Developer, "
            "Design Mode)."
        ),
    ),
    "add-in": (
        "docx-add-in",
        N_(
            "The file brings buttons or an add-in of its own into Word, which are programs. Copy its text "
            "into a new document."
        ),
    ),
    "fetches": (
        "docx-fetches",
        N_(
            "The file fetches {what} when it is opened. In Word, put what it shows into the file (File, "
            "Info, Edit Links to Files, Break Link), or remove it."
        ),
    ),
    "attached": (
        "docx-attached",
        N_(
            "The file has a template attached from elsewhere, which Word fetches: {what}. In Word, choose "
            "Developer, Document Template, and attach Normal."
        ),
    ),
    "imports": (
        "docx-imports",
        N_(
            "The file holds a piece in another format, such as HTML or RTF, which Word reads in when it is "
            "opened. Save it in Word: then the piece is text."
        ),
    ),
    "mail-merge": (
        "docx-mail-merge",
        N_(
            "The file is set up for a mail merge, which asks a source of data when it is opened. In Word, "
            "choose Mailings, Start Mail Merge, Normal Word Document."
        ),
    ),
    "field": (
        "docx-field",
        N_(
            "The file has fields that fetch or run something when Word updates them: {what}. Mark each and "
            "make it text with Ctrl+Shift+F9, or remove it."
        ),
    ),
}
"""By kind, the code and the message."""


def refuse_foreign(package: Package) -> list[Problem]:
    """Raise ProblemError for what a template may not bring; take out a template attached on a share.

    Returns what is to be said of that.
    """
    found = active_content(package)
    refused = [each for each in found if each.kind not in {"field", "attached"}]
    if refused:
        raise ProblemError(*told(refused, "error", package.name))
    attached = [each for each in found if each.kind == "attached"]
    if attached:
        take_out_attached(package)
    return told(attached, "hint", package.name)


def told(found: Iterable[Active], level: Level, name: str) -> list[Problem]:
    """Return a Problem for each kind of content that runs or fetches, with the addresses or names."""
    by_kind: dict[Kind, list[str]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(f"“{each.what[:_LENGTH]}”")
    return [_problem(kind, whats, level, name) for kind, whats in by_kind.items()]


def _problem(kind: Kind, whats: list[str], level: Level, name: str) -> Problem:
    more = [_("and {count} more places").format(count=len(whats) - _MOST)] if len(whats) > _MOST else []
    code, message = _SAID[kind]
    return Problem(level, code, _(message).format(what=", ".join([*whats[:_MOST], *more])), name)
