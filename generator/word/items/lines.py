"""The rows and paragraphs of a document that show one item of a list each, and nothing else of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from lxml.etree import _Element as Element

from generator.word.items.controls import Control
from generator.word.opc.names import SDT, TBL, TC, TR, P, T
from generator.word.text.runs import text_of


@dataclass(frozen=True, eq=False)
class Line:
    """A row, a paragraph or a control around paragraphs; `item`: the path of the item in its fields."""

    element: Element
    item: str
    controls: tuple[Control, ...]

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The paths of its fields."""
        return tuple(control.tag for control in self.controls)

    @cached_property
    def pattern(self) -> tuple[str, ...]:
        """The same with indexes left open: lines of one list have it in common."""
        return tuple(map(open_path, self.tags))

    @cached_property
    def words(self) -> str:
        """The words beside its fields."""
        fields = {control.element for control in self.controls}
        beside = (
            text.text or ""
            for text in self.element.iter(T)
            if not any(above in fields for above in text.iterancestors(SDT))
        )
        return " ".join(word for word in "".join(beside).split() if any(map(str.isalpha, word)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it, as in the row that Word's plus sign adds."""
        return all(control.text is None for control in self.controls)

    @property
    def list_path(self) -> str:
        """The path of the list that its item stands in."""
        return self.item.rpartition(".")[0]

    @property
    def index(self) -> int:
        """The index of its item in that list."""
        return int(self.item.rpartition(".")[2])

    @cached_property
    def home(self) -> Element | None:
        """The table, or what else it stands in: the lines of one loop stand in one."""
        return next(self.element.iterancestors(TBL), self.element.getparent())


def lines(found: Iterable[Control]) -> list[Line]:
    """Return the lines that controls make up, in their order."""
    named = {control.element: control for control in found if control.tag}
    outer = [each for each in named.values() if not any(a in named for a in each.element.iterancestors(SDT))]
    rows: dict[Element, list[Control]] = {}
    for control in outer:
        rows.setdefault(_row(control), []).append(control)
    patterns = Counter((next(row.iterancestors(TBL), row), _pattern(held)) for row, held in rows.items())
    result: list[Line] = []
    for row, held in rows.items():
        item = item_of(held)
        several = patterns[next(row.iterancestors(TBL), row), _pattern(held)] > 1
        if item and (row.tag != TR or several or not _labelled(row)):
            result.append(Line(row, item, tuple(held)))
        elif row.tag == TR:
            result += _paragraphs(held)
    return result


def is_below(line: Line, other: Line) -> bool:
    """Say whether a line shows an item of one of the lists of another's item."""
    return line.item.startswith(f"{other.item}.")


def _paragraphs(held: Sequence[Control]) -> Iterator[Line]:
    """Yield the lines in a row that is none itself."""
    groups: dict[Element, list[Control]] = {}
    for control in held:
        groups.setdefault(_paragraph(control), []).append(control)
    for element, controls in groups.items():
        if item := item_of(controls):
            yield Line(element, item, tuple(controls))


def item_of(held: Sequence[Control]) -> str:
    """Return the path of the item that all these fields belong to, the innermost; nothing for none."""
    paths = [control.tag.split(".") for control in held]
    together = zip(*paths, strict=False)
    common = [names[0] for names in takewhile(lambda names: len(set(names)) == 1, together)]
    last = max((n for n, name in enumerate(common) if name.isdigit()), default=-1)
    return ".".join(common[: last + 1])


def _row(control: Control) -> Element:
    row = next(control.element.iterancestors(TR), None)
    if row is None:
        row = next(control.element.iter(TR), None)
    return _paragraph(control) if row is None else row


def _paragraph(control: Control) -> Element:
    return next(control.element.iterancestors(P), control.element)


def _labelled(row: Element) -> bool:
    """Say whether words stand in a cell without a field: a question with its answer, no row of a list."""
    cells = [cell for cell in row.iter(TC) if next(cell.iter(SDT), None) is None]
    return any(letter.isalpha() for cell in cells for each in cell.iter(P) for letter in text_of(each))


def _pattern(held: Iterable[Control]) -> tuple[str, ...]:
    return tuple(open_path(control.tag) for control in held)


def open_path(path: str) -> str:
    """Return a path with its indexes left open."""
    return ".".join("#" if name.isdigit() else name for name in path.split("."))
