"""Word files as PDF files beside them: accessible (PDF/UA-1) and fit for the archive (PDF/A-2b) in one.

LibreOffice makes the pages from a copy of each document; what it leaves undone is mended with pikepdf. The
same document gives the same bytes. A PDF that people have signed or written in is never overwritten.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.language import _
from generator.pdf.copying import Facts, facts_of, printable
from generator.pdf.office import convert, find
from generator.pdf.seal import is_sealed
from generator.problems import Problem, ProblemError
from generator.system import files
from generator.word.opc.package import Package

if TYPE_CHECKING:
    from generator.pdf.mending import Mended

__all__ = ["Printed", "to_pdf"]

PATIENCE = 120.0
"""Seconds that LibreOffice gets for all documents together."""


@dataclass(frozen=True)
class Printed:
    """What became of one PDF."""

    path: Path
    state: Literal["written", "unchanged"]


@dataclass(frozen=True)
class _Order:
    """One document, what it says of itself, and the copy that LibreOffice gets."""

    document: Path
    facts: Facts
    copy: Path

    @property
    def made(self) -> Path:
        """The PDF that LibreOffice makes of the copy."""
        return self.copy.with_suffix(".pdf")


def to_pdf(
    documents: Sequence[Path], *, office: Path | None = None, timeout: float = PATIENCE
) -> tuple[list[Printed], list[Problem]]:
    """Make a PDF beside each Word file; what stops one of them does not stop the others.

    `office` is LibreOffice's program when it is not where it usually is; `timeout` is in seconds.
    """
    printed: list[Printed] = []
    problems: list[Problem] = []
    orders: list[_Order] = []
    said: dict[Path, str] = {}
    with _folder() as folder:
        try:
            _refuse_without_pikepdf()
            program = find(office)
            orders = list(_orders(documents, Path(folder), problems))
            end = time.monotonic() + timeout
            _convert(program, orders, Path(folder), timeout, said)
            again = list(_with_page_numbers(orders))
            _convert(program, again, Path(folder), end - time.monotonic(), said)
        except ProblemError as error:
            problems += error.problems
        except OSError as error:
            problems.append(_no_room(error))
        for order in orders:
            if order.document not in said and not order.made.exists():
                continue  # LibreOffice never came to it, and why is among the problems
            try:
                made = _finished(order, said.get(order.document, ""))
                problems += made.problems
                printed.append(_put(order.document.with_suffix(".pdf"), made.data))
            except ProblemError as error:
                problems += error.problems
    return printed, problems


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    """Give a folder for the copies; raise ProblemError when none can be made."""
    try:
        made = tempfile.TemporaryDirectory(prefix="ansokan-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ProblemError(_no_room(error)) from error
    with made as folder:
        yield folder


def _no_room(error: OSError) -> Problem:
    message = _("No PDF can be made in the folder for temporary files: {reason}. Make room there.")
    return Problem("error", "pdf-not-made", message.format(reason=error.strerror or error))


def _refuse_without_pikepdf() -> None:
    try:
        import pikepdf  # noqa: F401 -- only whether it is there
    except ImportError:
        message = _("PDF files need the package pikepdf. Install it with: {python} -m pip install pikepdf")
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        problem = Problem("error", "pdf-extra-missing", message.format(python=python))
        raise ProblemError(problem) from None


def _orders(documents: Sequence[Path], folder: Path, problems: list[Problem]) -> Iterator[_Order]:
    # The copies have names of their own: two documents can be called the same, in two folders.
    for number, document in enumerate(dict.fromkeys(documents), start=1):
        copy = folder / f"{number}.docx"
        try:
            package = Package.read(files.read(document), str(document))
            facts = facts_of(package, document.stem)
            copy.write_bytes(printable(package))
        except ProblemError as error:
            problems += error.problems
        else:
            yield _Order(document, facts, copy)


def _convert(
    program: str, orders: Sequence[_Order], folder: Path, timeout: float, said: dict[Path, str]
) -> None:
    """Let LibreOffice make all; what is left out, once more alone: one can take others down with it.

    `said` gets, for each document that it came to the end with, what it said when it failed.
    """
    if not orders:
        return
    end = time.monotonic() + timeout
    complaint = convert(program, [order.copy for order in orders], folder, timeout)
    left = [order for order in orders if not order.made.exists()] if len(orders) > 1 else []
    said.update({order.document: complaint for order in orders if order not in left})
    for order in left:
        said[order.document] = convert(program, [order.copy], folder, end - time.monotonic())


def _with_page_numbers(orders: Sequence[_Order]) -> Iterator[_Order]:
    """Yield what has a table of contents, its copy with page numbers now; the PDF is to be made again."""
    from generator.pdf.paging import numbered

    for order in orders:
        if order.made.exists() and (copy := numbered(order.copy.read_bytes(), order.made.read_bytes())):
            order.copy.write_bytes(copy)
            yield order


def _finished(order: _Order, said: str) -> Mended:
    from generator.pdf.mending import mend

    if not order.made.exists():
        message = _(
            "LibreOffice made no PDF of the document{reason}. Open the document in LibreOffice: what it says "
            "there tells what to mend."
        )
        reason = f" ({said})" if said else ""
        raise ProblemError(
            Problem("error", "pdf-not-made", message.format(reason=reason), str(order.document))
        )
    return mend(order.made.read_bytes(), order.facts, str(order.document))


def _put(path: Path, data: bytes) -> Printed:
    there = files.read_if_there(path)
    if there == data:
        return Printed(path, "unchanged")
    if there is not None and not is_sealed(there):
        message = _(
            "The PDF was signed, written in or made elsewhere, and is left as it is. Move it elsewhere and "
            "generate again."
        )
        raise ProblemError(Problem("error", "pdf-not-ours", message, str(path)))
    files.write(path, data, over=there)
    return Printed(path, "written")
