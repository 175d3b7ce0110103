"""For the tests of `ansokan overview`: four small projects, and the facts of one that is written in a test."""

from __future__ import annotations

from datetime import date

import yaml

from generator.grant.forms.loading import load_all
from generator.grant.portfolio.facts import facts
from generator.grant.schema import Data
from generator.system.files import builtin_templates

TODAY = date(2025, 1, 10)
TWO = [form for form in load_all(builtin_templates()) if form.name in {"anslag11", "tillvaxtverket"}]


def facts_of(text, today=TODAY):
    """The facts of a project that makes the applications to Tillväxtverket and for anslag 1:1 in Jämtland."""
    return facts(Data.model_validate(yaml.safe_load(text) or {}), TWO, today)


GRANTED = """
documents: [anslag11]
applicant: {name: Exempelköpings kommun}
project:
  name: Hållbara byar
  period: {start: 2024-03-01, end: 2025-05-31}
  sustainability: {economic: Ja., social: Ja.}
  global_goals: [{number: 11}, {number: 5}]
  strategies: {national_area: "Likvärdiga möjligheter till boende, arbete och välfärd i hela landet"}
financing:
  contributions:
    - financier: Region Jämtland Härjedalen
      form: kontanta medel
      amount: 600 000
      application: anslag11
      granted:
        date: 2024-02-20
        amount: 500 000
        period: {start: 2024-03-01, end: 2025-06-30}
        reports: [{kind: lägesrapport, due: 2024-09-30}, {kind: slutrapport, due: 2025-08-31}]
    - {financier: Exempelköpings kommun, form: kontanta medel, amount: 250 000, year: 2024, status: egen}
    - {financier: Exempelköpings kommun, form: kontanta medel, amount: 250 000, year: 2025, status: egen}
"""
TWO_REGIONS = """
documents: [anslag11, anslag11_dalarna]
applicant: {name: Fjällens kommunalförbund}
project:
  name: Leder över länsgränsen
  period: {start: 2025-06-01, end: 2025-12-31}
  activities: [{name: Skyltning, start: 2025-07-01, end: 2025-10-31}]
  equality: Ja.
  strategies: {national_area: Tillgänglighet i hela landet genom digital kommunikation och transportsystem}
financing:
  contributions:
    - {financier: Region Jämtland Härjedalen, form: kontanta medel, amount: 300 000, status: sökt, application: anslag11}
    - {financier: "Region Dalarna, beslut i mars", form: kontanta medel, amount: 1 234 567.50, about: ja, status: planerad,
       application: anslag11_dalarna}
calls:
  - {application: anslag11_dalarna, closes: 2025-02-28, submitted: 2025-01-09}
"""
UNKNOWN = """
documents: [tillvaxtverket]
project: {name: Okända belopp, period: {start: när ansökan skickas in, end: 2026-03-31}}
financing:
  contributions:
    - {financier: tillväxtverket, form: kontanta medel, about: ja, application: tillvaxtverket}
    - {financier: Banken AB, form: kontanta medel, amount: 100 000, about: ja}
"""
UNREAD = "project: {name: Trasig}\nbudget:\n  lines: [{amount: hundra}]\n"
ALL = {"a-beviljad": GRANTED, "b-regioner": TWO_REGIONS, "c-okand": UNKNOWN, "d-trasig": UNREAD}


def written(folder, projects=ALL):
    """Write the projects into data/ of a folder."""
    (folder / "data").mkdir(exist_ok=True)
    for name, text in projects.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
