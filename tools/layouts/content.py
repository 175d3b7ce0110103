"""What stands in a layout, as values: paragraphs, tables and tags; `build.py` places them in a document.

A style goes by its name in base.docx: Word makes other ids for some when it saves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True)
class Contents:
    """The field of a table of contents; the program writes its entries (ECMA-376 part 1, 17.16.5.68)."""

    levels: str
    """Which headings: `2-2`."""


Part = str | tuple[str, str] | Contents
"""Text (`\\t` a tab, `\\n` a line break), text with a character style, or a table of contents."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in a style; `keep` holds it on the page of the next one, `new_page` begins one.

    `look`: in the middle of a cell without margins at its sides, and filled with a colour of the theme.
    """

    style: str
    parts: tuple[Part, ...]
    keep: bool = False
    new_page: bool = False
    look: Literal["", "middle", "filled"] = ""


Cell = tuple[Paragraph, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table: widths in millimetres, header, rows, and perhaps a last row of sums."""

    name: str
    about: str
    widths: tuple[float, ...]
    header: Row
    rows: tuple[Row, ...]
    total: Row = ()
    style: str = "Tabell"
    together: bool = False
    """Whether the table should stay on one page."""
    fixed: bool = True
    """Whether the columns keep their widths; not so where a loop makes columns."""


Block = Paragraph | Table


def p(style: str, *parts: Part, keep: bool = False) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(style, parts, keep)


def put(value: str) -> str:
    """Return the tag that shows a value."""
    return f"{{{{ {value} }}}}"


def tag(text: str) -> Paragraph:
    """Return a paragraph that governs those that follow: `{% if … %}` and its like."""
    return p("Mallkod", f"{{% {text} %}}")


def when(condition: str, *inside: Block) -> list[Block]:
    """Return paragraphs and tables that stand under a condition."""
    return [tag(f"if {condition}"), *inside, tag("endif")]


def each(name: str, items: str, *inside: Block) -> list[Block]:
    """Return paragraphs and tables that are repeated."""
    return [tag(f"for {name} in {items}"), *inside, tag("endfor")]


def text(value: str) -> Cell:
    """Return a cell with text."""
    return (p("Tabelltext", value),)


def figure(value: str, *, small: bool = False) -> Cell:
    """Return a cell with a figure, to the right."""
    return (p("Tabellsiffra liten" if small else "Tabellsiffra", value),)


def heads(*names: str, figures: Iterable[int] = ()) -> Row:
    """Return header cells; those whose place is among `figures` stand to the right."""
    right = {f % len(names) for f in figures}
    return tuple(
        (p("Tabellrubrik siffra" if i in right else "Tabellrubrik", name),) for i, name in enumerate(names)
    )


def looped(name: str, items: str, *cells: Cell) -> Row:
    """Return a row that is repeated: the loop opens in its first cell and closes in its last."""
    (first, *others), *rest = cells
    *before, (*above, last) = [(_with(first, f"{{% for {name} in {items} %}}", ""), *others), *rest]
    return (*before, (*above, _with(last, "", "{% endfor %}")))


def _with(paragraph: Paragraph, before: str, after: str) -> Paragraph:
    """Return a paragraph of one text with more around it."""
    (words,) = paragraph.parts
    return replace(paragraph, parts=(f"{before}{words}{after}",))


def tag_row(code: str, columns: int) -> Row:
    """Return a row with only a tag, which governs the rows that follow."""
    return ((tag(code),), *(text("") for _ in range(columns - 1)))
