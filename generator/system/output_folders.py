"""Which folder holds the documents of which data file.

Windows and macOS take names for one that differ in their case or in how their letters are composed. Folders
are carried from one system to another, so it is the same here on all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

from generator.language import _
from generator.problems import Problem, ProblemError

BASES = ".generated"
"""The folder beside the documents that holds each as it was generated last."""
FINALS = "slutlig"
"""The folder beside the drafts that holds the final documents, and what was sent of them."""
SUFFIXES = frozenset({".yaml", ".yml"})
"""How the names of data files end."""


def key(name: str) -> str:
    """Return what is the same for all names that some system takes for one."""
    return normalize("NFC", normalize("NFC", name).casefold())


def beside(data: Path, name: str) -> Path:
    """Return the folder `name` that belongs to a data file: beside its folder data/, else beside the file."""
    folder = data.parent
    return (folder.parent if key(folder.name) == "data" else folder) / name


def places_of_data(folder: Path) -> list[Path]:
    """Return the folders in which a data file of the project in `folder` may lie, the likeliest first."""
    try:
        found = sorted(each for each in folder.iterdir() if key(each.name) == "data" and each.is_dir())
    except OSError:
        found = []
    return [*found, folder]


def folder_of(output: Path, data: Path) -> Path:
    """Return the folder in `output` of the documents of a data file: one that is there, else a new one."""
    folder = output / data.stem
    try:
        if folder.exists() or not output.is_dir():
            return folder
        found = [each for each in output.iterdir() if key(each.name) == key(folder.name) and each.is_dir()]
    except OSError:  # what is wrong is said when something is to be written there
        return folder
    return min(found, default=folder)


def refuse_shared(files: Sequence[Path], output: Path | None) -> None:
    """Raise ProblemError when two data files have one folder of documents, so that each would undo the other.

    What lies beside the files counts too: it may have been the turn of the other yesterday.
    """
    found: dict[tuple[Path, str], Path] = {}
    problems = []
    lying = {folder: data_files_in(folder) for folder in {file.parent for file in files}}
    for file in [each for one in files for each in (one, *lying[one.parent].get(key(one.stem), ()))]:
        folder = output or beside(file, "output")
        first = found.setdefault((folder.resolve(), key(file.stem)), file)
        if not is_same(first, file):
            problems.append(_shared(file, first, folder_of(folder, file)))
    if problems:
        raise ProblemError(*dict.fromkeys(problems))


def data_files_in(folder: Path) -> dict[str, list[Path]]:
    """Return the files in a folder that are named as data files, by the key of their folder of documents."""
    found: dict[str, list[Path]] = {}
    try:
        lying = sorted(folder.iterdir())
    except OSError:  # what is wrong is said when the file itself is read
        return found
    for path in lying:
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")):
            found.setdefault(key(path.stem), []).append(path)
    return found


def folders_without_data(output: Path, data: Path) -> Iterator[Path]:
    """Yield each folder of documents in `output` that belongs to no file in the folder `data`."""
    known = data_files_in(data)
    try:
        folders = sorted(output.iterdir())
    except OSError:  # it is not there, or no folder can be called so
        return
    for folder in folders:
        if key(folder.name) not in known and any(_holds_ours(folder)):
            yield folder


def _holds_ours(folder: Path) -> Iterator[bool]:
    """Yield True for each draft and final that was generated in a folder of documents."""
    for bases in (folder / BASES, folder / FINALS / BASES):
        yield from (True for _base in bases.glob("*.docx"))


def data_file_gone(folder: Path) -> Problem:
    """Say that a folder of documents has no data file any more."""
    message = _(
        "The data file of the documents in this folder is gone. If it was renamed, give the folder the name "
        "of the data file (without .yaml); else move the folder elsewhere."
    )
    return Problem("hint", "data-file-gone", message, str(folder))


def is_same(one: Path, other: Path) -> bool:
    """Say whether two paths lead to one file, through links and whatever the case of their names."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _shared(file: Path, other: Path, folder: Path) -> Problem:
    message = _(
        "The documents of {other} and of this file would lie in one folder ({folder}) and take each other's "
        "place. Give one of the two another name."
    )
    return Problem("error", "shared-folder", message.format(other=other, folder=folder), str(file))
