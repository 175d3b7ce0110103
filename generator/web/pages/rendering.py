"""The HTML of the pages: Jinja's templates in views/, and what all of them can speak of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import language
from generator.formats import in_messages
from generator.formats.cells import cell_text
from generator.language import _, ngettext
from generator.unseen import exact, shown

if TYPE_CHECKING:
    from generator.web.pages.fields import Row

VIEWS = Path(__file__).parent.parent / "views"
_NUMBERS = frozenset({"quantity", "decimal", "kronor", "whole", "rate"})
"""The kinds of values for which a phone shows its digits."""
_ROWS, _LETTERS_A_ROW = (3, 16), 70
"""How many lines a text field shows, at least and at most, and about how many letters stand in one."""


def page(name: str, **values: Any) -> str:
    """Return a page made from a template."""
    return _environment().get_template(name).render(**values)


def piece(name: str, *values: Any, of: str = "fields.html") -> str:
    """Return what one macro of a template makes: a piece of a page, to take the place of an older one."""
    return str(getattr(_macros(of), name)(*values))


@cache
def _macros(of: str) -> Any:
    return _environment().get_template(of).module


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(VIEWS, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.filters["exact"] = exact
    made.globals |= {
        "ngettext": ngettext,
        "_": _,
        "cell_text": cell_text,
        "kronor": lambda amount: in_messages("kronor", amount),
        "language": language.in_use,
        "level_word": level_word,
        "numbers": _NUMBERS,
        "row_label": row_label,
        "row_tools": row_tools,
        "rows_of": rows_of,
        "words": words,
    }
    return made


def level_word(level: str) -> str:
    """Return what people call the weight of a finding."""
    return {"error": _("Error"), "warning": _("Warning"), "hint": _("Hint"), "missing": _("Missing")}[level]


def row_label(title: str, row: Row) -> str:
    """Return what a row is called: `rad 2`, `Mål 2`."""
    name = _("new row") if row.is_new else _("row {number}").format(number=row.number + 1)
    return f"{title}, {name}" if title else name


def row_tools() -> list[tuple[str, str, str]]:
    """Return what can be done with a row: its name, its sign and its words."""
    return [
        ("up", "↑", _("Move up")),
        ("down", "↓", _("Move down")),
        ("copy", _("Copy"), _("Copy")),
        ("remove", "×", _("Delete")),
    ]


def rows_of(text: str) -> int:
    """Return how many lines a text field shows."""
    lines = sum(1 + len(line) // _LETTERS_A_ROW for line in text.split("\n"))
    return min(max(lines + 1, _ROWS[0]), _ROWS[1])


def words() -> dict[str, str]:
    """Return the words that the page's scripts say."""
    return {
        "saved": _("Saved"),
        "saving": _("Saving …"),
        "unsaved": _("Not saved."),
        "both": _("This was changed in the data file too. There it says:"),
        "mine": _("Keep mine"),
        "theirs": _("Take the file's"),
        "empty": _("(nothing)"),
        "moved": _("The rows have been changed meanwhile."),
        "copied": _("Copied"),
        "removed": _("The row is deleted."),
        "drawing": _("The document is drawn …"),
    }
