"""The project: why, what, when, with whom, and what it leads to."""

from typing import Annotated, Literal

from pydantic import Field

from generator.formats import amounts
from generator.grant.schema.base import Group, group, items, key
from generator.grant.schema.case import Person
from generator.grant.schema.period import Period
from generator.grant.schema.types import (
    CHOICE,
    GOES_ON,
    STAYS,
    Day,
    Markdown,
    Of,
    OrganisationNumber,
    Quantity,
    Sentences,
    Text,
    WorkplaceNumber,
    YesNo,
)

Level = Annotated[Literal["låg", "medel", "hög"], CHOICE]


class Target(Group):
    """Something that can be measured when the project is over."""

    measure: Text | None = key("Mått", "Det som mäts.", example="Antal genomförda dialoger")
    value: Annotated[Text, STAYS] | None = key("Målvärde", "Talet som ska nås, med enhet.", example="8")
    by: Annotated[Day, STAYS] | None = key("Senast", "När målet ska vara nått.")


class Goal(Group):
    """What is to be reached, and how one sees it."""

    goal: Sentences | None = key("Mål", "Ett läge som råder när projektet är klart.")
    targets: tuple[Target, ...] = items("Mätbara mål", "Minst ett för varje mål.")


class TargetGroup(Group):
    """For whom."""

    name: Text | None = key("Målgrupp", "", example="länets kommuner")
    size: Annotated[Text, STAYS] | None = key("Storlek", "Hur många.", example="8 kommuner")
    women: Quantity | None = key("Varav kvinnor", "När gruppen är människor.", example="40")
    men: Quantity | None = key("Varav män", "När gruppen är människor.", example="40")
    benefit: Sentences | None = key(
        "Nytta och delaktighet", "Vad gruppen får ut av projektet och hur den deltar."
    )


class Activity(Group):
    """What is done; its cost is the sum of the budget lines that name it."""

    name: Text | None = key("Aktivitet", "Budgetens rader hänvisar hit med namnet.")
    description: Sentences | None = key("Beskrivning", "Vad som görs och vad det leder till.")
    start: Day | None = key("Start", "", example="2024-12-01")
    end: Day | None = key("Slut", "", example="2025-02-28")
    responsible: Text | None = key("Ansvarig", "Roll eller enhet.", example="Projektledaren")


class Partner(Group):
    """An organisation that takes part."""

    name: Text | None = key("Organisation")
    country: Text | None = key("Land", "Utelämnas för svenska organisationer.", example="Finland")
    organisation_number: OrganisationNumber | None = key(
        "Organisationsnummer", "Tio siffror; i andra länder som landet skriver det."
    )
    workplace_number: WorkplaceNumber | None = key("Arbetsställenummer (CFAR)", "Åtta siffror.")
    role: Annotated[Literal["samverkanspart", "samarbetspart", "medfinansiär"], CHOICE] | None = key(
        "Roll",
        "En samverkanspart får ersättning för egna kostnader; en samarbetspart deltar utan stöd.",
    )
    contribution: Sentences | None = key("Bidrag till projektet", "Vad parten gör.")
    vat_liable: YesNo | None = key("Momsredovisningsskyldig", "För projektets verksamhet.")
    procurement_law: YesNo | None = key("Omfattas av upphandlingslagstiftning", "LOU eller liknande.")
    contact: Person = group(Person, "Kontaktperson")


class Sustainability(Group):
    """The three dimensions of sustainable development."""

    economic: Markdown | None = key("Ekonomisk hållbarhet")
    social: Markdown | None = key("Social hållbarhet")
    environmental: Markdown | None = key("Miljömässig hållbarhet")


GLOBAL_GOALS = (
    "Ingen fattigdom",
    "Ingen hunger",
    "God hälsa och välbefinnande",
    "God utbildning för alla",
    "Jämställdhet",
    "Rent vatten och sanitet",
    "Hållbar energi för alla",
    "Anständiga arbetsvillkor och ekonomisk tillväxt",
    "Hållbar industri, innovationer och infrastruktur",
    "Minskad ojämlikhet",
    "Hållbara städer och samhällen",
    "Hållbar konsumtion och produktion",
    "Bekämpa klimatförändringarna",
    "Hav och marina resurser",
    "Ekosystem och biologisk mångfald",
    "Fredliga och inkluderande samhällen",
    "Genomförande och globalt partnerskap",
)
"""The goals of Agenda 2030 in order. Source: Svenska FN-förbundet, “Globala målen för hållbar utveckling”,
https://fn.se/globala-malen-for-hallbar-utveckling/, a copy read 2026-11; 10 to 17 as others cite them."""


class GlobalGoal(Group):
    """One of the 17 goals of Agenda 2030."""

    number: Annotated[int, Field(ge=1, le=17), Of(amounts.COUNT), GOES_ON] | None = key(
        "Globalt mål", "Målets nummer, 1 till 17.", example="11"
    )
    contribution: Sentences | None = key("Projektets bidrag", "Hur projektet bidrar till målet.")

    @property
    def name(self) -> str:
        """What the goal is called; nothing as long as its number is missing."""
        return GLOBAL_GOALS[self.number - 1] if self.number else ""


class Strategies(Group):
    """The strategies that the project serves."""

    national_area: (
        Annotated[
            Literal[
                "Likvärdiga möjligheter till boende, arbete och välfärd i hela landet",
                "Kompetensförsörjning och kompetensutveckling i hela landet",
                "Innovation och förnyelse samt entreprenörskap och företagande i hela landet",
                "Tillgänglighet i hela landet genom digital kommunikation och transportsystem",
            ],
            CHOICE,
        ]
        | None
    ) = key(
        "Strategiskt område",
        "Ett av de fyra områdena i den nationella strategin, med namnen i 8 § förordning (2024:99), läst i "
        "kopia.",
    )
    national: Markdown | None = key("Bidrag till den nationella strategin")
    regional: Markdown | None = key("Bidrag till den regionala utvecklingsstrategin")
    smart_specialisation: Markdown | None = key("Koppling till smart specialisering")


class Indicator(Group):
    """A figure that the receivers follow up."""

    chain: Text | None = key(
        "Resultatkedja",
        "Den kedja av resultat som indikatorn hör till, ordagrant.",
        example="Utveckling av kunskap, strategier och planeringsunderlag",
    )
    name: Text | None = key("Indikator", "Indikatorns namn, ordagrant.")
    target: Annotated[Text, STAYS] | None = key("Målvärde", "", example="3")
    unit: Text | None = key("Enhet", "", example="stycken")
    women: Quantity | None = key("Varav kvinnor", "När indikatorn räknar människor.", example="15")
    men: Quantity | None = key("Varav män", "När indikatorn räknar människor.", example="15")
    method: Sentences | None = key("Uppföljning", "Hur och när den mäts.")


class Risk(Group):
    """What may go wrong, and what is done about it."""

    risk: Text | None = key("Risk")
    likelihood: Level | None = key("Sannolikhet", "låg, medel eller hög.", example="medel")
    consequence: Level | None = key("Konsekvens", "låg, medel eller hög.", example="hög")
    measure: Sentences | None = key("Åtgärd", "Vad som görs för att minska risken.")
    responsible: Text | None = key("Ansvarig", "Roll eller enhet.")


class Project(Group):
    """The project itself."""

    name: Text | None = key("Projektnamn", "Samma namn i alla handlingar.")
    short_name: Text | None = key("Kortnamn", "För filnamn och sidhuvud.")
    type: Annotated[Literal["förstudie", "genomförandeprojekt"], CHOICE] | None = key(
        "Projekttyp", "En förstudie tar fram underlag; ett genomförandeprojekt förändrar en verksamhet."
    )
    period: Period = group(Period, "Projektperiod")
    counties: tuple[Text, ...] = items("Län", "Län som omfattas.", example="Jämtlands län")
    municipalities: tuple[Text, ...] = items(
        "Kommuner", "Kommuner som omfattas; skriv Samtliga om alla i länet gör det.", example="Samtliga"
    )
    summary: Markdown | None = key(
        "Sammanfattning", "Mål, målgrupp, arbetssätt, aktiviteter och förväntat resultat. Publiceras."
    )
    summary_en: Markdown | None = key("Sammanfattning på engelska", "Samma innehåll, på engelska.")
    background: Markdown | None = key("Bakgrund", "Varför projektet behövs just nu.")
    problem: Markdown | None = key("Problem", "Vad som saknas, behöver utvecklas, förändras eller lösas.")
    purpose: Markdown | None = key("Syfte", "Varför projektet görs och vad det ska bidra till.")
    goals: tuple[Goal, ...] = items("Mål", "Vad projektet ska nå, med mätbara mål.")
    target_groups: tuple[TargetGroup, ...] = items("Målgrupper", "För vilka projektet görs.")
    activities: tuple[Activity, ...] = items("Aktiviteter", "I tidsordning.")
    expected_results: Annotated[Markdown, STAYS] | None = key(
        "Förväntade resultat", "Vad som finns när projektet är klart."
    )
    long_term_effects: Annotated[Markdown, STAYS] | None = key(
        "Effekter på lång sikt", "Vad resultaten leder till."
    )
    organisation: Markdown | None = key("Organisation", "Styrgrupp, projektgrupp, roller och tid.")
    partners: tuple[Partner, ...] = items("Parter", "Organisationer som deltar.")
    sustainability: Sustainability = group(Sustainability, "Hållbarhet")
    equality: Markdown | None = key(
        "Jämställdhet", "Hur projektet bidrar till jämställdhet mellan kvinnor och män."
    )
    integration: Markdown | None = key("Integration", "Hur projektet bidrar till integration.")
    global_goals: tuple[GlobalGoal, ...] = items("Agenda 2030", "De globala mål som projektet bidrar till.")
    strategies: Strategies = group(Strategies, "Strategier")
    indicators: tuple[Indicator, ...] = items("Indikatorer", "Med målvärden.")
    risks: tuple[Risk, ...] = items("Risker", "Med åtgärder.")
    communication: Markdown | None = key("Kommunikation", "Vem som får veta vad, när och hur.")
    follow_up: Markdown | None = key("Uppföljning och lärande", "Hur resultat följs upp, används och sprids.")
    after_project: Markdown | None = key("Efter projektet", "Vem som tar över resultaten.")
    is_state_aid: YesNo | None = key("Är stödet statligt stöd", "ja eller nej.")
    state_aid: Markdown | None = key("Statsstöd", "Om och varför projektet är eller inte är statligt stöd.")
    procurement: Markdown | None = key("Upphandling", "Vad som ska köpas och hur.")
