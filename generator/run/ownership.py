"""Whose a folder of documents is: that of the data file called as it is, also when both were renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from generator.fields import FieldValue
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES, data_files_in, folders_without_data, key
from generator.word.fields.provenance import Provenance


def refuse_other_data(
    path: Path, data: Path, generated: WordFile, documents: Iterable[WordFile | None]
) -> None:
    """Raise ProblemError when a document was made from another data file than `data`.

    One that was made from a file which is gone and said what `generated` says was made from this file: it
    has been renamed, and the folder of its documents with it.
    """
    for document in documents:
        carried = document.provenance if document else None
        if (
            carried is not None
            and key(carried.data) != key(data.name)
            and not _is_old(carried, data, generated)
        ):
            raise ProblemError(other_data(path, carried.data, data.name))


def refuse_renamed(data: Path, folder: Path, made: Mapping[str, Callable[[], WordFile]]) -> None:
    """Raise ProblemError when the documents lie in a folder of an old name of `data`, and not in `folder`.

    `made` renders each document of the project, by the name of its file.
    """
    if files.is_there(folder):
        return
    for other in folders_without_data(folder.parent, data.parent):
        for name, render in made.items():
            base = WordFile.read_if_there(other / BASES / name)
            carried = base.provenance if base else None
            if carried is not None and _is_old(carried, data, render()):
                raise ProblemError(_renamed(other, carried.data, data, folder))


def _is_old(carried: Provenance, data: Path, generated: WordFile) -> bool:
    """Say whether a document comes from `data` under an old name: it is gone, and most values are its."""
    lying = (path.name for paths in data_files_in(data.parent).values() for path in paths)
    if key(carried.data) in map(key, lying) or generated.provenance is None:
        return False
    return _mostly_in(carried.shown, generated.provenance.shown)


def _mostly_in(shown: Sequence[FieldValue], now: Sequence[FieldValue]) -> bool:
    said, there = [value for value in shown if value.text], set(now)
    return 2 * sum(value in there for value in said) > len(said)


def other_data(path: Path, theirs: str, ours: str) -> Problem:
    """Say that a document was made from another data file than the one named, or beside it."""
    message = _(
        "The document was made from another data file ({theirs}, not {ours}), and is left as it is. Choose "
        "another folder with --output. If it is the same project, give the data file its old name back, or "
        "generate with --replace: an edited document is then kept beside the new one."
    )
    return Problem("error", "other-data", message.format(theirs=theirs, ours=ours), str(path))


def _renamed(folder: Path, theirs: str, data: Path, target: Path) -> Problem:
    message = _(
        "The documents of this project lie in {folder}, and were made from {theirs}, which is gone. If the "
        "data file was renamed, call the folder {name} too, and what was edited in the documents comes "
        "along; or give the data file its old name back. If it is another project, move {folder} elsewhere."
    )
    text = message.format(folder=folder, theirs=theirs, name=target.name)
    return Problem("error", "data-file-renamed", text, str(data))
