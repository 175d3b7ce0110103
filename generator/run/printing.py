"""PDF files of what was generated, reported on as documents are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.pdf import to_pdf
from generator.run.job import Outcome, Report


def print_all(documents: Sequence[Path], office: Path | None = None) -> Report:
    """Make a PDF beside each of the documents, in one call of LibreOffice.

    `office` is its program, when that is not where it usually is.
    """
    printed, problems = to_pdf(documents, office=office)
    return Report(Path(), tuple(Outcome(each.path, each.state) for each in printed), tuple(problems))
