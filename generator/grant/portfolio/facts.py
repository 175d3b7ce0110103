"""What one project puts into an overview of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.facts import DIMENSIONS, Dimension, Facts
from generator.grant.forms.form import Form
from generator.grant.portfolio.contributions import applied, lines
from generator.grant.portfolio.days import days
from generator.grant.portfolio.stage import stage
from generator.grant.schema import Data
from generator.grant.schema.base import keys_of
from generator.grant.schema.project import Strategies
from generator.grant.schema.types import options_of
from generator.tables import added


def facts(data: Data, forms: Sequence[Form], today: date) -> Facts:
    """Return the facts of a project that makes the documents of these forms.

    Raises UnreadableError when they rest on a value that cannot be read.
    """
    project = data.project
    return Facts(
        stage(data, today),
        data.applicant.name or "",
        project.period.start,
        project.period.end,
        added(applied(data, forms)),
        tuple(lines(data, forms)),
        days(data, forms, today),
        project.strategies.national_area or "",
        tuple(_answers(data)),
        tuple(sorted({goal.number for goal in project.global_goals if goal.number})),
    )


def areas() -> tuple[str, ...]:
    """Return the four strategic areas, as the data file has them."""
    return options_of(keys_of(Strategies)["national_area"].annotation)


def _answers(data: Data) -> Iterator[Dimension]:
    sustainability, project = data.project.sustainability, data.project
    said = (
        sustainability.economic,
        sustainability.social,
        sustainability.environmental,
        project.equality,
        project.integration,
    )
    yield from (name for name, text in zip(DIMENSIONS, said, strict=True) if text and text.strip())
