"""What each document was generated as last (its base), and as what earlier: read, written, kept.

The coming base is written beside the base, then the document; when all documents of a run are written, the
base before becomes an earlier generation and the coming one takes its place. Whatever stops the program in
between, the next run sees by the document's generation which of them is its base.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.job import Outcome
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.generations import NAME, Generations, Key, lost
from generator.system.output_folders import BASES


class Sides(NamedTuple):
    """What the file at a place was generated as (its base), and the file as it lies."""

    base: WordFile | None
    edited: WordFile | None


class _Coming(NamedTuple):
    """A base to be put in its place; `earlier`: the generations whose place it takes."""

    document: Path
    earlier: tuple[WordFile, ...]


class Bases:
    """The bases of the documents that one run writes; in a `dry` run nothing is written."""

    def __init__(self, *, dry: bool) -> None:
        self._dry = dry
        self._coming: list[_Coming] = []

    def write(self, outcome: Outcome, document: WordFile, base: WordFile, before: Sides) -> Outcome:
        """Write the document, and its base beside its place, each only when it differs from what lies there.

        Raises FileChangedError when the document's place no longer holds what was there `before`. The
        folders are synced later.
        """
        if self._dry:
            return outcome
        path = outcome.document
        place = base_path(path)
        lying = [_one_of(WordFile.read_if_there(each), *before) for each in (place, _beside(place))]
        new_base = lying[0] != base
        if new_base:
            files.write(_beside(place), base.data, synced=False)
        if files.read_if_there(path) != document.data:
            files.write(path, document.data, before.edited.data if before.edited else None, synced=False)
        if new_base:
            earlier = [each for each in lying if each is not None and _is_earlier(each, base)]
            self._coming.append(_Coming(path, tuple(earlier)))
        return outcome

    def settle(self) -> list[Problem]:
        """Keep the earlier generations, and put the bases that were written in their places."""
        problems: list[Problem] = []
        for folder in {each.document.parent for each in self._coming}:
            coming = [each for each in self._coming if each.document.parent == folder]
            problems += _kept_earlier(folder, coming)
            for each in coming:
                place = base_path(each.document)
                with contextlib.suppress(ProblemError):  # held: the next run finds it beside its place
                    files.move(_beside(place), place)
        self._coming = []
        return problems


def _is_earlier(file: WordFile, base: WordFile) -> bool:
    """Say whether a file is of another generation than the base that takes its place."""
    return bool(base.generation) and file.generation not in {"", base.generation}


def _kept_earlier(folder: Path, coming: Iterable[_Coming]) -> list[Problem]:
    earlier = [(each.document.name, file) for each in coming for file in each.earlier]
    if not earlier:
        return []
    kept = Generations(folder)
    for name, file in earlier:
        kept.remember(Key(name, file.generation), file.data)
    try:
        kept.write(lambda: _named_in(folder))
    except ProblemError as error:  # the documents are written all the same
        return [replace(each, level="warning") for each in error.problems]
    return [lost(folder)] if kept.damaged else []


def _named_in(folder: Path) -> set[str]:
    """Return the generations that the Word files in a folder say they are of."""
    lying = (WordFile.read_if_there(path) for path in folder.glob("*.docx") if not path.name.startswith("~$"))
    return {file.generation for file in lying if file is not None}


def sides(path: Path, generated: WordFile | None = None) -> Sides:
    """Return what the file at `path` was generated as, last or earlier, and the file as it lies.

    The base may still stand beside its place. In the place of a base that is damaged comes `generated`, when
    the file is of its generation; else ProblemError is raised. Versions with the same bytes are one object.
    """
    edited = WordFile.read_if_there(path)
    base = _one_of(_base(base_path(path), edited, generated), edited, generated)
    return Sides(base, _one_of(edited, base, generated))


def _one_of(file: WordFile | None, *others: WordFile | None) -> WordFile | None:
    """Return the last of the others that has the same bytes, which may be open already, else the file."""
    return next((other for other in reversed(others) if other == file), file)


def _base(place: Path, edited: WordFile | None, generated: WordFile | None) -> WordFile | None:
    base, coming = WordFile.read_if_there(place), WordFile.read_if_there(_beside(place))
    if edited is None or edited == base:
        return base
    for each in (coming, base):
        if each is not None and (edited == each or _are_one(edited, each)):
            return each
    if (earlier := _earlier(place, edited)) is not None:
        return earlier
    if base is None or generated is None or base == generated or base.generation:
        return base
    if edited == generated or _are_one(edited, generated):
        return generated
    raise ProblemError(_damaged(place))


def base_of(path: Path, copy: WordFile) -> WordFile | None:
    """Return what a copy of the document at `path` was generated as; None when that is not kept."""
    place = base_path(path)
    for base in (WordFile.read_if_there(_beside(place)), WordFile.read_if_there(place)):
        if base is not None and _are_one(copy, base):
            return base
    return _earlier(place, copy)


def _earlier(place: Path, edited: WordFile) -> WordFile | None:
    """Return the earlier generation that the edited file is of, when it is kept."""
    if not edited.generation:
        return None
    data = Generations(place.parent.parent).recall(Key(place.name, edited.generation))
    return None if data is None else WordFile(data, str(place.with_name(NAME)))


def _are_one(one: WordFile, other: WordFile) -> bool:
    """Say whether two documents are of one generation; one that is damaged or carries none is of none."""
    return bool(one.generation) and one.generation == other.generation


def base_path(path: Path) -> Path:
    """Return where a document lies as it was generated last."""
    return path.parent / BASES / path.name


def _beside(place: Path) -> Path:
    return place.with_name(place.name + ".next")


def _damaged(place: Path) -> Problem:
    message = _(
        "The program's copy of the document as it was generated last is damaged, so what was changed by hand "
        "cannot be told. Your own file is left as it is. Fetch the copy from a backup, or "
        "generate with --replace: your file is then kept beside the new one."
    )
    return Problem("error", "base-damaged", message, str(place))
