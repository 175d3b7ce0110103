"""How a new project begins from an earlier one: from its data file, or from a document of it."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from generator.grant.carrying.new_file import NewFile, new_file
from generator.grant.forms.form import Form
from generator.grant.project import model
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files

_ZIP = b"PK"
"""What a Word file begins with, and no data file."""
_PDF = b"%PDF"
_UTF_16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE
"""Text in which every other byte is NUL begins with one of these."""


def begun_from(earlier: Path, forms: Sequence[Form], years: int | None) -> NewFile:
    """Return a data file that begins from an earlier project's; see `generator.grant.carrying.new_file`.

    Of a document is read what its fields and questions hold; what is not sure is told.
    """
    content, name = files.read(earlier), str(earlier)
    if content.startswith(_PDF) or (b"\0" in content and not content.startswith((_ZIP, *_UTF_16))):
        message = _("This is a PDF, or no text file. Choose the data file or the Word document.")
        raise ProblemError(Problem("error", "file-unreadable", message, name))
    if not content.startswith(_ZIP):
        return new_file(content, name, model(forms), years)
    from generator.run.reading_back import read_back

    back = read_back(content, name, forms)
    made = new_file(back.file.encode(back.file.text), name, model(forms), years)
    return made._replace(problems=(*back.problems, *made.problems))
