"""Years that stand in running texts: nobody moves them but a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.grant.carrying.taken import way_of
from generator.grant.schema import Data
from generator.grant.schema.errors import owner
from generator.language import _
from generator.problems import Problem

_YEAR = re.compile(r"(?<![\d:./-])(?:19|20)\d\d(?![\d:/-])")
"""Not those of a diary number, an ordinance or a day."""


def years_named(values: Sequence[tuple[str, str]], model: type[Data], name: str) -> Iterator[Problem]:
    """Yield one hint that names the texts with a year in them, and the years, if there is any."""
    found: dict[str, list[str]] = {}
    for path, text in values:
        key = owner(model, path.split("."))[1]
        if key is not None and way_of(key) == "taken" and (years := _YEAR.findall(text)):
            found.setdefault(key.title, []).extend(years)
    if found:
        texts = "; ".join(f"{title} ({', '.join(dict.fromkeys(years))})" for title, years in found.items())
        message = _("Texts that name a year are taken as they stand: {texts}. See that each is right.")
        yield Problem("hint", "carried-years", message.format(texts=texts), name)
