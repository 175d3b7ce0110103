"""Pictures in the data of `fill`: a file beside the data file, and what those are told who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.drawings import Picture, measured
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files

FILE, TEXT = "bild", "alternativtext"
"""The keys of a picture in the data."""
_ENDINGS = (".png", ".jpg", ".jpeg")
_MOST_BYTES = 10_000_000


def with_pictures(values: dict[str, Any], data: Path) -> dict[str, Any]:
    """Return the values with each picture read; raise ProblemError with all that cannot be."""
    problems: list[Problem] = []
    made: dict[str, Any] = _made(values, data, "", problems)
    if problems:
        raise ProblemError(*problems)
    return made


def _made(value: Any, data: Path, path: str, problems: list[Problem]) -> Any:
    if isinstance(value, list):
        return [_made(each, data, f"{path}{number}.", problems) for number, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if not _is_picture(value):
        return {key: _made(each, data, f"{path}{key}.", problems) for key, each in value.items()}
    file = data.parent / value[FILE]
    try:
        for message in _faults(value, file, data.parent):
            problems.append(Problem("error", "fill-picture", message, str(data), path=path.removesuffix(".")))
            return value
        content = files.read(file)
    except ProblemError as error:
        problems += error.problems
        return value
    found = measured(content)
    if found is None or len(content) > _MOST_BYTES:
        message = _("The file is no picture that can be used here. Choose a png or jpeg file, 10 MB at most.")
        problems.append(Problem("error", "fill-picture", message, str(file)))
        return value
    return Picture(content, found[0], str(value[TEXT]), 0, 0)


def _is_picture(value: dict[str, Any]) -> bool:
    name = value.get(FILE)
    return isinstance(name, str) and name.lower().endswith(_ENDINGS) and set(value) <= {FILE, TEXT}


def _faults(value: dict[str, Any], file: Path, folder: Path) -> Iterator[str]:
    if not str(value.get(TEXT) or "").strip():
        message = _("The picture has no alternative text. Write beside {file}: {key}: what it shows.")
        yield message.format(file=FILE, key=TEXT)
    if not file.resolve().is_relative_to(folder.resolve()):
        yield _(
            "The picture must lie beside the data file, or in a folder there. Move it, and write its path."
        )
