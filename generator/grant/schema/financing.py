"""Who pays: each financier's cash and in-kind support on lines of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, get_args

from generator.grant.schema.base import Group, group, items, key, missing
from generator.grant.schema.budget import ZERO, Sum
from generator.grant.schema.granted import Granted
from generator.grant.schema.types import (
    CHOICE,
    GOES_ON,
    STAYS,
    FormName,
    Kronor,
    Markdown,
    Rate,
    Text,
    Year,
    YesNo,
)
from generator.located import Missing

Form = Literal["kontanta medel", "bidrag i annat än pengar"]
Sector = Literal["offentlig", "privat"]
Status = Literal["planerad", "sökt", "beviljad", "egen"]
CASH, IN_KIND = get_args(Form)
PUBLIC, PRIVATE = get_args(Sector)
OWN: Status = "egen"


class Contribution(Group):
    """One financier's support in one form; one that gives both cash and in kind has two lines."""

    financier: Text | None = key("Finansiär", "Organisationens namn.", example="Tillväxtverket")
    joint: tuple[Text, ...] = items(
        "Gemensamt från",
        "De som står bakom beloppet tillsammans; finansiären ovan är då stödets namn.",
        example="EU",
    )
    sector: Annotated[Sector, CHOICE] | None = key("Offentlig eller privat")
    form: Annotated[Form, CHOICE] | None = key("Form", "Kontanta medel, eller bidrag i annat än pengar.")
    amount: Kronor | None = key(
        "Belopp", "Kronor; det högsta beloppet när en andel är angiven.", example="300 000"
    )
    share: Annotated[Rate, GOES_ON] | None = key(
        "Andel", "Av kostnaderna, när bidraget är en andel, dock högst beloppet.", example="50 %"
    )
    about: Annotated[YesNo, STAYS] | None = key(
        "Ungefärligt", "ja när beloppet är ungefärligt; utan belopp när det ännu inte är känt."
    )
    outside_budget: YesNo | None = key(
        "Utanför budgeten", "ja för bidrag i annat än pengar som inte är en kostnad i budgeten."
    )
    year: Year | None = key("År", "Om finansieringen är fördelad på år.")
    status: Annotated[Status, CHOICE, STAYS] | None = key(
        "Status", "Var frågan står; egen för den sökandes egna medel."
    )
    application: FormName | None = key(
        "Söks genom",
        "Namnet på den ansökan som gäller beloppet (mappen under templates).",
        example="anslag11",
    )
    appropriation: Text | None = key(
        "Anslag",
        "För offentliga kontanta medel: vilket anslag, eller vet ej.",
        example="anslag 1:1 Regionala utvecklingsåtgärder",
    )
    programme: Text | None = key(
        "Program", "Det program eller den fond som stödet kommer ur.", example="Leader"
    )
    calculation: Annotated[Markdown, STAYS] | None = key(
        "Beräkning", "För bidrag i annat än pengar: hur beloppet är beräknat."
    )
    granted: Annotated[Granted, STAYS] = group(
        Granted, "Finansiärens beslut", "Vad finansiären har beslutat."
    )

    @property
    def counted(self) -> Decimal | None:
        """Kronor that count in sums: what was granted, else what is asked for; None when neither is known."""
        return self.amount if self.granted.limit is None else self.granted.limit

    @property
    def inside(self) -> bool:
        """Whether it pays for costs of the budget."""
        return not self.outside_budget


@dataclass(frozen=True, slots=True)
class Share:
    """A financier's sum in kronor, and its share of all financing (0 to 1)."""

    name: str | Missing
    total: Decimal
    share: Decimal


class Financing(Group):
    """All who pay."""

    contributions: tuple[Contribution, ...] = items("Finansiering", "En rad per finansiär och form.")

    @property
    def total(self) -> Decimal:
        """All financing of the budget, in kronor."""
        return self._sum(lambda _line: True)

    @property
    def outside_total(self) -> Decimal:
        """What is given outside the budget, in kronor."""
        return sum((line.counted or ZERO for line in self.contributions if not line.inside), ZERO)

    @property
    def by_financier(self) -> tuple[Share, ...]:
        """The sum and share of each financier in the order of the lines; one without name by itself."""
        sums: dict[str | Missing, Decimal] = {}
        for number, line in enumerate(self.contributions):
            if not line.inside:
                continue
            if line.financier:
                sums[line.financier] = sums.get(line.financier, ZERO) + (line.counted or ZERO)
            elif line.counted:
                sums[missing(Contribution, f"financing.contributions.{number}", "financier")] = line.counted
        total = sum(sums.values(), ZERO)
        return tuple(Share(name, each, each / total if total else ZERO) for name, each in sums.items())

    @property
    def rounded(self) -> bool:
        """Whether the shares as they are written, in tenths of a percent, do not add up to 100 percent."""
        tenths = (each.share.quantize(Decimal("0.001"), ROUND_HALF_UP) for each in self.by_financier)
        return bool(self.total) and sum(tenths, ZERO) != 1

    @property
    def by_year(self) -> tuple[Sum, ...]:
        """The sum of each year that a line names, in kronor."""
        years = sorted({line.year for line in self.contributions if line.year})
        return tuple(Sum(str(y), self._sum(lambda line, y=y: line.year == y)) for y in years)  # type: ignore[misc]

    @property
    def cash_total(self) -> Decimal:
        """All cash, in kronor."""
        return self._sum(lambda line: line.form == CASH)

    @property
    def in_kind_total(self) -> Decimal:
        """All support in kind, in kronor."""
        return self._sum(lambda line: line.form == IN_KIND)

    @property
    def public_total(self) -> Decimal:
        """All public financing, in kronor."""
        return self._sum(lambda line: line.sector == PUBLIC)

    @property
    def private_total(self) -> Decimal:
        """All private financing, in kronor."""
        return self._sum(lambda line: line.sector == PRIVATE)

    @property
    def own_total(self) -> Decimal:
        """What the applicant itself pays, in kronor."""
        return self._sum(lambda line: line.status == OWN)

    @property
    def external(self) -> bool:
        """Whether all financing comes from others than the applicant's own means."""
        return bool(self.contributions) and all(line.status != OWN for line in self.contributions)

    def applied(self, application: str) -> Decimal:
        """Return what is applied for through the application of that name, in kronor."""
        return sum(
            (line.amount or ZERO for line in self.contributions if line.application == application), ZERO
        )

    def _sum(self, wanted: Callable[[Contribution], bool]) -> Decimal:
        return sum(
            (line.counted or ZERO for line in self.contributions if line.inside and wanted(line)), ZERO
        )
