"""What is wrong with a project as a whole, whoever receives it: rules for all, running text, agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.grant.checks.consistency import contradictions, disagreements
from generator.grant.forms.form import Form
from generator.grant.forms.rules import broken
from generator.grant.prose.calculation import miscalculated
from generator.grant.prose.facts import Facts
from generator.grant.prose.figure_check import mismatches
from generator.grant.prose.names import misnamed
from generator.grant.prose.personal import personal_data
from generator.grant.prose.style import style_problems
from generator.grant.prose.texts import prose, values_of
from generator.grant.prose.wording import abbreviations, amounts_without_unit, appropriations
from generator.grant.schema import Data
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import Unreadable, as_far_as_readable, if_readable
from generator.problems import Problem

MOST_READING = 24_000_000
"""Characters of all running texts, times the names looked for in them: of a megabyte up to twenty."""


def check_whole(
    data: Data, file: DataFile, forms: Sequence[Form], context: Mapping[str, Any], *, made: Sequence[Form]
) -> Iterator[Problem]:
    """Yield what is wrong with the project; `made` are those of the forms that it makes."""
    book = next((form.common for form in forms if form.common), None)
    if book is not None:
        yield from broken(book, file, context, lambda _path: {})
    unsent = tuple(f"{form.name}." for form in forms if form not in made)
    found = [each for each in values_of(data) if not each.path.startswith(unsent)]
    facts = Facts(data, made, found)
    yield from disagreements(facts, file)
    yield from as_far_as_readable(miscalculated(data, file))
    texts = list(prose(found, file))
    names = if_readable(lambda: len(facts.organisations) + len(data.financing.contributions))
    names = 20 if isinstance(names, Unreadable) else max(20, names)
    if sum(len(text.raw) for text in texts) * names > MOST_READING:
        message = _("The texts are so long that they are not compared with the data. Shorten them.")
        yield Problem("warning", "texts-not-read", message, file.name)
        return
    for text in texts:
        yield from mismatches(text, facts)
        yield from as_far_as_readable(amounts_without_unit(text, facts))
        yield from misnamed(text, facts)
        yield from contradictions(text, facts)
        yield from as_far_as_readable(appropriations(text, facts))
        yield from style_problems(text)
        yield from personal_data(text)
    yield from as_far_as_readable(abbreviations(texts, facts))
