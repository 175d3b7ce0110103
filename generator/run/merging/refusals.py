"""The Problems of copies that cannot be merged, or not as others."""

from __future__ import annotations

from pathlib import Path

from generator.language import _
from generator.problems import Problem


def no_origin(path: Path) -> Problem:
    """Say that a file does not tell what it is a copy of."""
    message = _(
        "The file does not say which document it is a copy of: it is a final, or was not generated here, or "
        "the program that saved it has dropped that. If it is a copy, name its data file: "
        "ansokan merge {copy} --data DATA"
    ).format(copy=path)
    return Problem("error", "merge-no-origin", message, str(path))


def other_data(path: Path, its: str, other: Path) -> Problem:
    """Say that a copy comes from another data file than the one named."""
    message = _(
        "The copy was made from {its}, not from {other}. Name its own data file with --data; if that file "
        "was renamed, give it back its name."
    ).format(its=its, other=other)
    return Problem("error", "merge-other-data", message, str(path))


def itself(path: Path) -> Problem:
    """Say that the document was named as a copy of it."""
    message = _("This is the document itself, not a copy of it. Name the copies that people have sent.")
    return Problem("error", "merge-itself", message, str(path))


def looks(path: Path) -> Problem:
    """Say that what is proposed of formatting is left out."""
    message = _(
        "The copy has tracked changes of formatting, of a table's shape or of the page. They are left out: "
        "make those that are wanted in the document."
    )
    return Problem("hint", "merge-looks", message, str(path))


def too_old(path: Path) -> Problem:
    """Say that nobody knows what a copy was generated as."""
    message = _(
        "What this copy was generated as is not kept any more, so what people have changed in it cannot be "
        "told from what the data and the form have changed since. All that differs is shown as tracked "
        "changes: accept what is to come in and reject the rest. Fields that were not edited in the copy are "
        "left out."
    )
    return Problem("warning", "merge-too-old", message, str(path))
