"""What a funder decided: the grant, its limits, conditions and reports.

What a decision holds: 9 § förordning (2003:596), as amended through SFS 2024:1244, read in a copy.
"""

from decimal import Decimal
from typing import Annotated, Literal

from generator.grant.schema.base import Group, group, items, key
from generator.grant.schema.types import CHOICE, Day, Kronor, Markdown, Rate, Text


class GrantPeriod(Group):
    """From when to when costs are approved; both days belong to it."""

    start: Day | None = key("Från och med", "Första dagen av den period som beslutet gäller.")
    end: Day | None = key("Till och med", "Sista dagen av den period som beslutet gäller.")
    eligible_from: Day | None = key(
        "Kostnader godtas från och med", "Utelämnas när det är periodens första dag."
    )


class Report(Group):
    """A report or a claim that the funder asks for."""

    kind: Annotated[Literal["lägesrapport", "ansökan om utbetalning", "slutrapport"], CHOICE] | None = key(
        "Slag", "lägesrapport, ansökan om utbetalning eller slutrapport."
    )
    due: Day | None = key("Senast", "Den dag då den ska ha kommit in.", example="2025-09-30")
    how: Text | None = key("På vilket sätt", "Hur den lämnas.", example="i Min ansökan")


class Granted(Group):
    """One funder's decision on one contribution."""

    date: Day | None = key("Beslutsdatum", "Den dag då finansiären beslutade.", example="2024-12-10")
    number: Text | None = key("Beslutets diarienummer", "Finansiärens eget.", example="RUN/512/2024")
    amount: Kronor | None = key("Beviljat belopp", "Kronor.", example="250 000")
    share: Rate | None = key("Beviljad andel", "Av de godkända kostnaderna.", example="50 %")
    at_most: Kronor | None = key(
        "Dock högst", "Kronor; när beslutet anger en andel och ett tak.", example="250 000"
    )
    advance: Kronor | None = key(
        "Förskott",
        "Kronor; högst hälften av det beviljade, och högst 400 000 (11 § förordning 2003:596 i lydelse "
        "t.o.m. SFS 2024:1244, läst i kopia).",
    )
    period: GrantPeriod = group(GrantPeriod, "Beslutets period")
    conditions: tuple[Markdown, ...] = items("Villkor", "Ett villkor per rad, som en hel mening.")
    reports: tuple[Report, ...] = items("Rapporter", "Vad som ska lämnas, och när.")
    follow_up: Markdown | None = key("Uppföljning och utvärdering", "Hur finansiären följer upp projektet.")
    reasons: Markdown | None = key(
        "Skäl för beslutet", "För en region också kopplingen till den regionala utvecklingsstrategin."
    )

    @property
    def limit(self) -> Decimal | None:
        """The most that is paid, in kronor; None when the decision names no amount."""
        return self.at_most if self.amount is None else self.amount
