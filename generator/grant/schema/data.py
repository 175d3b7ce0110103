"""The whole data file: the groups that all receivers share, and each receiver's own."""

import warnings
from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeVar

from pydantic import create_model, model_validator

from generator.grant.schema.applicant import Applicant
from generator.grant.schema.base import Group, group, items, key
from generator.grant.schema.budget import Budget
from generator.grant.schema.case import Case
from generator.grant.schema.financing import Financing
from generator.grant.schema.project import Project
from generator.grant.schema.types import STAYS, Day, FormName, Sentences, Text, YesNo

Made = TypeVar("Made", bound=Group)


class Call(Group):
    """When one application may be sent, and when it was."""

    application: FormName | None = key("Ansökan", "Mappens namn under templates.", example="tillvaxtverket")
    number: Annotated[Text, STAYS] | None = key("Utlysningens diarienummer", "Som mottagaren anger det.")
    case_number: Annotated[Text, STAYS] | None = key(
        "Ansökans diarienummer", "Ärendets nummer hos mottagaren, när ansökan har fått ett."
    )
    ordinance: Text | None = key(
        "Förordning",
        "Den förordning som utlysningen sker enligt; utelämnas när det är 2003:596. Vet ni inte: vet ej.",
        example="2003:596",
    )
    opens: Annotated[Day, STAYS] | None = key("Öppnar", "Första dagen som ansökan kan skickas in.")
    closes: Annotated[Day, STAYS] | None = key(
        "Stänger", "Sista dagen som ansökan kan skickas in.", example="2025-03-31"
    )
    submitted: Annotated[Day, STAYS] | None = key(
        "Inskickad", "Den dag då ansökan har kommit in, eller avses skickas in."
    )


class Ignore(Group):
    """A finding that a person has judged, and that is not to be said again."""

    check: Text | None = key(
        "Kontroll", "Kontrollens namn, som står sist i meddelandet.", example="share-too-high"
    )
    at: Text | None = key("Plats", "Sökvägen i datafilen, eller dess början.", example="project.summary")
    reason: Sentences | None = key("Skäl", "Varför kontrollen inte gäller här.")


class Carried(Group):
    """A value that was taken from an earlier project, until somebody has looked at it.

    `granskat` is what officers call it: the only Swedish key, for it is the one that they write by hand.
    """

    at: Text | None = key("Plats", "Sökvägen till uppgiften, eller till en grupp.", example="applicant.name")
    text: Text | None = key("Avtryck", "Uppgiftens avtryck när den togs med; programmet skriver det.")
    granskat: YesNo | None = key("Granskat", "ja när någon har sett att uppgiften gäller här.")


OWN_NOTES = "carried_from", "carried"
"""The keys that the program writes by itself: nobody is asked for them."""


class Data(Group):
    """What a project's data file may say, before the receivers' own questions."""

    documents: tuple[FormName, ...] = items(
        "Handlingar", "De handlingar som görs (mappar under templates). Tomt: de vanliga.", example="beslut"
    )

    case: Case = group(Case, "Ärendet", "Ärendet och beslutet.")
    applicant: Applicant = group(Applicant, "Sökande", "Den organisation som söker och äger projektet.")
    project: Project = group(Project, "Projektet", "Varför, vad, när, med vilka och vad det leder till.")
    budget: Budget = group(Budget, "Budget", "Kostnaderna. Summor skrivs aldrig, de räknas ut.")
    financing: Financing = group(Financing, "Finansiering", "Vilka som betalar.")
    calls: tuple[Call, ...] = items("Utlysningar", "När varje ansökan kan skickas in, och när den har det.")
    ignore: tuple[Annotated[Ignore, STAYS], ...] = items(
        "Tystade kontroller", "Fynd som är bedömda och inte ska upprepas, var och ett med sitt skäl."
    )
    carried_from: Annotated[Text, STAYS] | None = key(
        "Tidigare projekt", "Den fil som uppgifterna under carried är tagna ur."
    )
    carried: tuple[Annotated[Carried, STAYS], ...] = items(
        "Inte granskat", "Uppgifter ur ett tidigare projekt som ingen har granskat; en ändrad uppgift är det."
    )

    @model_validator(mode="after")
    def _year_of_each_cost(self) -> Self:
        """Return the data; in a project of one calendar year each cost belongs to that year."""
        years = self.calendar_years()
        for line in self.budget.lines if len(years) == 1 else ():
            if line.answered and line.year is None:
                vars(line)["year"] = years[0]
        return self

    def calendar_years(self) -> tuple[int, ...]:
        """Return the calendar years of the project; without a first day from the decision's year on."""
        first, last = self.case.year, self.project.period.end_year
        return self.project.period.years or (tuple(range(first, last + 1)) if first and last else ())


def with_receivers(own: Mapping[str, type[Group]], titles: Mapping[str, str]) -> type[Data]:
    """Return the model of the data file with each receiver's own group under its name."""
    keys = {name: group(model, titles[name]) for name, model in own.items()}
    return made("Data", Data, dict(own), keys)


def made(name: str, base: type[Made], types: Mapping[str, Any], keys: Mapping[str, Any]) -> type[Made]:
    """Return a group with more keys: the type of each, and the key itself."""
    fields: dict[str, Any] = {each: (types[each], keys[each]) for each in types}
    with warnings.catch_warnings():  # a receiver may call its key as an old method of pydantic's is called
        warnings.simplefilter("ignore", UserWarning)
        return create_model(name, __base__=base, **fields)
