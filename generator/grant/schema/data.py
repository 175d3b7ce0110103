"""The whole data file: the groups that all receivers share, and each receiver's own."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import create_model

from generator.grant.schema.applicant import Applicant
from generator.grant.schema.budget import Budget
from generator.grant.schema.case import Case
from generator.grant.schema.financing import Financing
from generator.grant.schema.group import Group, group
from generator.grant.schema.project import Project


class Data(Group):
    """What a project's data file may say, before the receivers' own questions."""

    case: Case = group(Case, "Ärendet", "Ärendet och beslutet.")
    applicant: Applicant = group(Applicant, "Sökande", "Den organisation som söker och äger projektet.")
    project: Project = group(Project, "Projektet", "Varför, vad, när, med vilka och vad det leder till.")
    budget: Budget = group(Budget, "Budget", "Kostnaderna. Summor skrivs aldrig, de räknas ut.")
    financing: Financing = group(Financing, "Finansiering", "Vilka som betalar.")


def with_receivers(own: Mapping[str, type[Group]], titles: Mapping[str, str]) -> type[Data]:
    """Return the model of the data file with each receiver's own group under its name."""
    fields = {name: (model, group(model, titles[name])) for name, model in own.items()}
    return create_model("Data", __base__=Data, **fields)  # type: ignore[call-overload, no-any-return]
