"""What was taken from an earlier project and nobody has looked at, told theme by theme; and broken marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from generator.grant.carrying.marks import FINGERPRINT, Mark, marks, unseen
from generator.grant.schema import Data
from generator.grant.schema.base import Part, keys_of
from generator.grant.schema.data import OWN_NOTES
from generator.grant.schema.errors import group_of, owner
from generator.grant.schema.themes import Theme, themes
from generator.grant.yaml.document import DataFile
from generator.language import _, ngettext
from generator.located import Unreadable
from generator.problems import Problem, did_you_mean

NOT_REVIEWED = "carried-not-reviewed"
"""The code of the finding that no final is made with, though it is no error of the data."""
MOST_TITLES = 12


def carried(data: Data, file: DataFile, unmade: Collection[str]) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the paths of the values that nobody has reviewed, and what is said of them and of broken marks.

    `unmade` are the receivers whose documents the project does not make: nobody sees what they ask.
    """
    problems = [each for mark in marks(data) for each in _broken(mark, type(data), file)]
    found, left = list[str](), unseen(data, file)
    for theme in themes(type(data)):
        paths = [path for path in left if theme.holds(path)]
        if paths and theme.name not in unmade:
            found += paths
            problems.append(_not_reviewed(theme, paths, data, file))
    return tuple(found), problems


def as_sent(problems: Iterable[Problem]) -> list[Problem]:
    """Return the findings as they weigh when a project is sent: what nobody has reviewed stops that."""
    return [replace(each, level="error") if each.code == NOT_REVIEWED else each for each in problems]


def _not_reviewed(theme: Theme, paths: list[str], data: Data, file: DataFile) -> Problem:
    source = data.carried_from
    titles = list(dict.fromkeys(_title(path, type(data)) for path in paths))
    more = [_("and others")] if len(titles) > MOST_TITLES else []
    message = ngettext(
        "“{theme}”: {count} value from {file} has not been reviewed: {titles}. Change it, or say that it is "
        "right.",
        "“{theme}”: {count} values from {file} have not been reviewed: {titles}. Change them, or say that "
        "they are right.",
        len(paths),
    ).format(
        theme=theme.title,
        count=len(paths),
        file=_("an earlier project") if isinstance(source, Unreadable) or not source else source,
        titles=", ".join([*titles[:MOST_TITLES], *more]),
    )
    is_receivers = theme.name in keys_of(type(data)) and theme.name not in keys_of(Data)
    place, document = file.place(paths[0]), theme.title if is_receivers else ""
    return Problem("warning", NOT_REVIEWED, message, file.name, place, paths[0], document)


def _title(path: str, model: type[Data]) -> str:
    key = owner(model, path.split("."))[1]
    return (key.title if key else "") or path


def _broken(mark: Mark, model: type[Data], file: DataFile) -> Iterator[Problem]:
    path, item = f"carried.{mark.number}", mark.item
    if not item.at or not (item.text or item.granskat):
        text = _(
            "What is not reviewed yet needs a path at, and a fingerprint or {typed}. Take this item out."
        )
        yield _problem("carried-incomplete", file, path, text.format(typed="granskat: ja"))
    elif not _is_known(item.at, model):
        first, known = item.at.partition(".")[0], [name for name in keys_of(model) if name not in OWN_NOTES]
        text = _("There is no value at {path}. Correct the path, or take this item out.")
        guess = "" if first in known else did_you_mean(first, known)
        yield _problem("carried-unknown", file, f"{path}.at", text.format(path=item.at) + guess)
    elif item.text and not FINGERPRINT.fullmatch(item.text):
        text = _("“{text}” is no fingerprint of a value: when it has been reviewed, write {typed}")
        message = text.format(text=item.text, typed="granskat: ja")
        yield _problem("carried-fingerprint", file, f"{path}.text", message)


def _is_known(path: str, model: type[Part]) -> bool:
    """Say whether the schema has a value, a group or an item at a path."""
    part: type[Part] | None = model
    for name in path.split("."):
        if name.isdecimal():
            continue
        if part is None or name not in keys_of(part):
            return False
        part = group_of(keys_of(part)[name].annotation)
    return True


def _problem(code: str, file: DataFile, path: str, message: str) -> Problem:
    return Problem("error", code, message, file.name, file.place(path), path)
