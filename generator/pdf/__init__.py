"""Word files as PDF files beside them: accessible (PDF/UA-1) and fit for the archive (PDF/A-2b) in one.

LibreOffice makes the pages from a copy of each document; what it leaves undone is done with pikepdf. The
same document gives the same bytes. A PDF that people have signed or written in is never overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.language import _
from generator.pdf.office import convert, find, version
from generator.pdf.seal import is_sealed
from generator.problems import Place, Problem, ProblemError, gathered
from generator.system import files
from generator.system.output_folders import BASES
from generator.system.reasons import reason
from generator.system.remembering import NOTE, fingerprint, recall, remember

if TYPE_CHECKING:
    from generator.pdf.print_copy import DocumentInfo
    from generator.pdf.repair import Repaired

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
    """One document, what it says of itself, and the copy that LibreOffice gets.

    `key`: under which it is remembered what was made of it.
    """

    document: Path
    facts: DocumentInfo
    copy: Path
    key: str

    @property
    def made(self) -> Path:
        """The PDF that LibreOffice makes of the copy."""
        return self.copy.with_suffix(".pdf")


def to_pdf(
    documents: Sequence[Path], *, office: Path | None = None, timeout: float = PATIENCE
) -> tuple[list[Printed], list[Problem]]:
    """Make a PDF beside each Word file; what stops one of them does not stop the others.

    A document that has not changed since its PDF was made is not converted again. `office` is LibreOffice's
    program when it is not where it usually is; `timeout` is in seconds.
    """
    printed: dict[Path, Printed] = {}
    problems: list[Problem] = []
    orders: list[_Order] = []
    failures: dict[Path, str] = {}
    with _folder() as folder:
        try:
            _refuse_without_pikepdf()
            program = find(office, [document.parent for document in documents])
            for document in dict.fromkeys(documents):
                with gathered(problems):
                    key = fingerprint([document], *version(program))
                    if (found := _made_before(document, key)) is not None:
                        printed[document] = Printed(document.with_suffix(".pdf"), "unchanged")
                        problems += found
                    else:
                        orders.append(_order(document, Path(folder) / f"{len(orders) + 1}.docx", key))
            end = time.monotonic() + timeout
            _convert(program, orders, Path(folder), timeout, failures)
            again = list(_with_page_numbers(orders))
            _convert(program, again, Path(folder), end - time.monotonic(), failures)
        except ProblemError as error:
            problems += error.problems
        except OSError as error:
            problems.append(_no_room(error))
        for order in orders:
            with gathered(problems):
                if order.document in failures or order.made.exists():  # else why not is among the problems
                    printed[order.document] = _print(order, failures.get(order.document, ""), problems)
    return [printed[document] for document in dict.fromkeys(documents) if document in printed], problems


def _print(order: _Order, failure: str, problems: list[Problem]) -> Printed:
    """Put the PDF that LibreOffice has made beside its document, and remember what it was made of."""
    made = _finished(order, failure)
    problems += made.problems
    printed = _put(order.document.with_suffix(".pdf"), made.data)
    remember(_note(order.document), order.key, (hashlib.sha256(made.data).hexdigest(), made.problems))
    return printed


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
    return Problem("error", "pdf-not-made", message.format(reason=reason(error)))


def _refuse_without_pikepdf() -> None:
    if find_spec("pikepdf") is None:
        message = _("PDF files need the package pikepdf. Install it with: {python} -m pip install pikepdf")
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        problem = Problem("error", "pdf-extra-missing", message.format(python=python))
        raise ProblemError(problem)


def _note(document: Path) -> Path:
    return document.parent / BASES / NOTE.format(kind=f"{document.stem}.pdf")


def _made_before(document: Path, key: str) -> tuple[Problem, ...] | None:
    """Return the Problems of the PDF that lies there, when it was made of this very document; else None."""
    digest, problems = recall(_note(document), key, Problem, Place) or ("", None)
    lying = files.read_if_there(document.with_suffix(".pdf")) or b""
    return problems if hashlib.sha256(lying).hexdigest() == digest else None


def _order(document: Path, copy: Path, key: str) -> _Order:
    """Write the copy; its name is its own, for two documents in two folders can be called the same."""
    from generator.pdf.print_copy import facts_of, printable
    from generator.word.opc.package import Package

    package = Package.read(files.read(document), str(document))
    facts = facts_of(package, document.stem)
    copy.write_bytes(printable(package))
    return _Order(document, facts, copy, key)


def _convert(
    program: str, orders: Sequence[_Order], folder: Path, timeout: float, failures: dict[Path, str]
) -> None:
    """Let LibreOffice make all; what is left out, once more alone: one can take others down with it.

    `failures` gets, for each document that it came to the end with, its message when it failed.
    """
    if not orders:
        return
    end = time.monotonic() + timeout
    complaint = convert(program, [order.copy for order in orders], folder, timeout)
    left = [order for order in orders if not order.made.exists()] if len(orders) > 1 else []
    failures.update({order.document: complaint for order in orders if order not in left})
    for order in left:
        failures[order.document] = convert(program, [order.copy], folder, end - time.monotonic())


def _with_page_numbers(orders: Sequence[_Order]) -> Iterator[_Order]:
    """Yield what has a table of contents, its copy with page numbers now; the PDF is to be made again."""
    from generator.pdf.page_numbers import numbered

    for order in orders:
        if order.made.exists() and (copy := numbered(order.copy.read_bytes(), order.made.read_bytes())):
            order.copy.write_bytes(copy)
            yield order


def _finished(order: _Order, failure: str) -> Repaired:
    from generator.pdf.repair import repair

    if not order.made.exists():
        message = _(
            "LibreOffice made no PDF of the document{reason}. Open the document in LibreOffice: what it says "
            "there tells what to fix."
        )
        reason = f" ({failure})" if failure else ""
        raise ProblemError(
            Problem("error", "pdf-not-made", message.format(reason=reason), str(order.document))
        )
    return repair(order.made.read_bytes(), order.facts, str(order.document))


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
