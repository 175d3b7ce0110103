"""Copies of documents that lie beside them: "beslut v2.docx", OneDrive's "beslut-DATOR.docx"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.problems import ProblemError
from generator.run.file_changes import is_temporary
from generator.run.word_file import WordFile
from generator.system import files

_KEPT = re.compile(r"\(före \d{4}-\d\d-\d\d \d{4}\)")
"""What stands in the name of a file that the program has kept itself."""


def copies_beside(documents: Mapping[str, Path]) -> dict[Path, tuple[Path, ...]]:
    """Return by document the other files in its folder that say that they are the same one, by its name."""
    own = set(documents.values())
    found: dict[Path, tuple[Path, ...]] = {}
    for folder in filter(files.is_there, dict.fromkeys(path.parent for path in documents.values())):
        for path in sorted(folder.glob("*.docx")):
            if path in own or is_temporary(path.name) or _KEPT.search(path.name):
                continue
            if (document := documents.get(_document_in(path))) is not None:
                found[document] = (*found.get(document, ()), path)
    return found


def _document_in(path: Path) -> str:
    """Return which document a file says it is; nothing for what is none, or cannot be read."""
    try:
        file = WordFile.read_if_there(path)
    except ProblemError:
        return ""
    return file.provenance.document if file and file.provenance else ""
