"""What pull says of fields from which nothing is taken: proposals, what a data file cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.language import _
from generator.problems import Place, Problem
from generator.word.fields.locate import Title


def proposals(document: str, paths: Iterable[str], title: Title) -> Iterator[Problem]:
    """Say in which fields people propose tracked changes that nobody has accepted."""
    for path in paths:
        message = _(
            'The field "{title}" has tracked changes that nobody has accepted: they are not taken. Accept or '
            "reject them in Word."
        ).format(title=title(path))
        yield Problem("warning", "pull-proposed", message, document, Place(words=title(path)), path)


def beyond_data(document: str, found: Mapping[str, Iterable[str]], title: Title) -> Iterator[Problem]:
    """Say what stands in a field that a data file cannot hold."""
    for path, names in found.items():
        message = _(
            'The field "{title}" holds what the data file cannot: {things}. It stays in this document, and '
            "does not come into the others."
        ).format(title=title(path), things=", ".join(names))
        yield Problem("hint", "pull-beyond", message, document, Place(words=title(path)), path)
