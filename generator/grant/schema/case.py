"""The case: who handles it, who decides, on what grounds."""

import re
from collections.abc import Mapping
from typing import Annotated

from generator.grant.schema.base import Group, about, group, items, key, once
from generator.grant.schema.types import STAYS, Day, Email, Markdown, Phone, Sentences, Text
from generator.located import About

_BOARD = re.compile(r"\b(\w+(?:nämnd|styrelse|utskott))(?:en|n|et|ens|ns|ets|s)?\b")
_UNIT = re.compile(
    r"\b(?:[Vv]erksamhetsområde|[Ee]nhet|[Aa]vdelning|[Ss]ektion)(?:et|en)?(?: för)? "
    r"([A-ZÅÄÖ][\w-]+(?: (?:och )?[\w-]+){0,3})|"
    r"\b([\w-]{4,}(?:enheten|avdelningen|sektionen))s?\b"
)


class Person(Group):
    """A person in a role; names belong here, not in running text."""

    name: Text | None = key("Namn", "För- och efternamn.", example="Förnamn Efternamn")
    title: Text | None = key("Titel", "Befattning, så som den ska stå under namnet.")
    phone: Phone | None = key("Telefonnummer", "", example="063-14 75 00")
    email: Email | None = key("E-postadress", "", example="namn@region.se")

    @classmethod
    @once
    def about_keys(cls, title: str) -> Mapping[str, About]:
        """Return what is said of each key, with whose it is: a document names several persons."""
        whose = _whose(title)
        return {name: each._replace(whose=whose) for name, each in about(cls).items()}


class Signatory(Person):
    """Who decides; of another organisation than the one that decides only by mistake."""

    organisation: Text | None = key(
        "Organisation", "Den organisation som beslutsfattaren hör till; utelämnas när det är den beslutande."
    )


class Delegation(Group):
    """The right to decide."""

    rules: Text | None = key("Delegationsbestämmelser", "Bestämmelsernas namn, ordagrant.")
    point: Text | None = key("Punkt", "Den punkt som ger rätt att besluta.", example="8.2")

    @property
    def boards(self) -> tuple[str, ...]:
        """The boards that the name of the rules names: kommunstyrelse, utvecklingsnämnd."""
        return _boards(self.rules)


class Anchoring(Group):
    """Where the idea was taken up before it became a case."""

    forum: Text | None = key("Forum", "I bestämd form: ledningsgruppen för …")
    date: Day | None = key("Datum", "När frågan togs upp.", example="2024-11-13")
    outcome: Sentences | None = key(
        "Utfall", "Fortsätter meningen ”… togs upp i … där …”.", example="inställningen var positiv"
    )


class Attachment(Group):
    """A document that the decision rests on."""

    title: Text | None = key("Titel", "Handlingens namn.")
    date: Day | None = key("Datum", "Handlingens datum, om den har ett.")
    number: Text | None = key("Diarienummer", "Om handlingen är registrerad.", example="RUN/515/2018")


class Case(Group):
    """The case and its decision."""

    number: Annotated[Text, STAYS] | None = key(
        "Diarienummer", "Nämnd, löpnummer och år.", example="RUN/479/2024"
    )
    date: Annotated[Day, STAYS] | None = key("Datum", "Beslutets datum.", example="2024-11-22")
    authority: Text | None = key(
        "Beslutande organisation",
        "Den organisation som beslutar; utelämnas när det är den sökande.",
        example="Region Jämtland Härjedalen",
    )
    body: Text | None = key(
        "Beslutande organ",
        "Nämnden, styrelsen eller den funktion som beslutar, i bestämd form.",
        example="regionala utvecklingsnämnden",
    )
    unit: Text | None = key("Enhet", "Den enhet som handlägger ärendet.", example="Samhällsutveckling")
    officer: Person = group(Person, "Handläggare", "Den som bereder ärendet och svarar på frågor.")
    assignment: Markdown | None = key(
        "Uppdrag och sammanhang",
        "Ärendebeskrivningens början: finansiärens uppdrag och hur projektet hör dit.",
    )
    need: Markdown | None = key(
        "Behov", "Ärendebeskrivningens tredje del: läget i dag och kopplingen till regionens strategi."
    )
    summary: Annotated[Markdown, STAYS] | None = key(
        "Sammanfattning av ärendet", "Vad, varför nu, hur mycket och till när; inget ställningstagande."
    )
    assessment: Annotated[Markdown, STAYS] | None = key(
        "Bedömning", "Varför det som föreslås eller beslutas är rätt."
    )
    consequences: Markdown | None = key(
        "Konsekvenser",
        "Ekonomi, jämställdhet, barn, miljö: det som den beslutande organisationen vill ha belyst.",
    )
    anchoring: Annotated[Anchoring, STAYS] = group(
        Anchoring, "Förankring", "Var projektidén har tagits upp internt."
    )
    attachments: tuple[Annotated[Attachment, STAYS], ...] = items(
        "Beslutsunderlag", "Handlingar utöver ansökningarna, som programmet själv tar upp."
    )
    delegation: Delegation = group(Delegation, "Delegation", "Med vilken rätt beslutet fattas.")
    residual_costs: Sentences | None = key(
        "Kostnader utanför projektet",
        "Vem som bär kostnader som projektet inte bär. Fortsätter meningen ”… finansieras inom …”.",
        example="budgetram för verksamhetsområde Hållbar tillväxt",
    )
    points: tuple[Annotated[Markdown, STAYS], ...] = items(
        "Beslutspunkter",
        "De punkter som beslutet har, i ordning: resurser, finansiering, kostnader utanför projektet, "
        "bidrag, ansökningar, uppdrag, och egna meningar. Tomt: de vanliga.",
        example="resurser",
    )
    further_decisions: tuple[Annotated[Markdown, STAYS], ...] = items(
        "Ytterligare beslutspunkter", "Utöver dem som programmet skriver. En åtgärd per punkt."
    )
    signatory: Signatory = group(Signatory, "Beslutsfattare", "Den som fattar och undertecknar beslutet.")
    reported_to: Text | None = key(
        "Anmäls till", "Den nämnd som beslutet anmäls till.", example="regionala utvecklingsnämnden"
    )
    sent_to: tuple[Text, ...] = items(
        "Expedieras till", "De som får beslutet, utöver dem som programmet själv tar upp."
    )

    @property
    def year(self) -> int | None:
        """The year of the decision; None when its date is missing."""
        return self.date.year if self.date else None

    @property
    def reported_boards(self) -> tuple[str, ...]:
        """The boards that the decision is reported to, as in `Delegation.boards`."""
        return _boards(self.reported_to)

    @property
    def cost_unit(self) -> str:
        """The unit that bears the costs outside the project; empty when none is named."""
        found = _UNIT.search(self.residual_costs or "")
        return (found[1] or found[2]) if found else ""


def _whose(title: str) -> str:
    """Return the title of a role in definite form and genitive: `kontaktpersonens`."""
    role = f"{title[:1].lower()}{title[1:]}"
    if not role or role.endswith("e"):
        return role and f"{role}ns"
    return f"{role}ens" if role.endswith("person") else f"den {role}as"


def _boards(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_BOARD.findall((text or "").casefold())))
