"""By which words people head the columns of budgets of their own, for each list of the data file.

The titles of the schema come first; these are others, as Swedish workbooks have them. Source: our own
judgement. Case, blanks and signs around a word do not count, nor what stands in brackets or after "kr".
"""

from __future__ import annotations

import re

from generator.excel.columns import Sheet

_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "budget.lines": {
        "category": ("kostnadsslag", "kategori", "kostnadskategori", "kostnadstyp", "typ av kostnad"),
        "description": ("beskrivning", "benämning", "kostnad", "post", "budgetpost", "kostnadspost", "vad"),
        "year": ("år", "budgetår"),
        "activity": ("aktivitet", "ap", "arbetspaket", "delaktivitet"),
        "quantity": ("antal", "timmar", "antal timmar", "mängd", "dagar", "antal dagar"),
        "unit": ("enhet",),
        "unit_price": (
            "pris per enhet",
            "á-pris",
            "à-pris",
            "a-pris",
            "à pris",
            "á pris",
            "pris",
            "timpris",
            "timkostnad",
            "styckpris",
            "pris/enhet",
            "kostnad per enhet",
            "kr/tim",
            "kr/timme",
        ),
        "amount": (
            "belopp",
            "summa",
            "kostnad kr",
            "kostnader",
            "totalt",
            "total",
            "total kostnad",
            "totalkostnad",
            "budget",
            "kronor",
            "kr",
        ),
    },
    "budget.flat_rates": {
        "name": ("schablon", "påslag", "schablonkostnad"),
        "rate": ("procentsats", "procent", "%", "sats", "andel"),
        "base": ("beräknas på", "bas", "underlag", "beräkningsunderlag"),
        "year": ("år",),
    },
    "project.activities": {
        "name": ("aktivitet", "aktiviteter", "ap", "arbetspaket", "namn"),
        "description": ("beskrivning",),
        "start": ("start", "startdatum", "från", "börjar"),
        "end": ("slut", "slutdatum", "till", "slutar"),
        "responsible": ("ansvarig", "ansvar"),
    },
    "project.partners": {
        "name": ("organisation", "part", "partner", "samverkanspart", "namn"),
        "organisation_number": ("organisationsnummer", "orgnr", "org.nr", "org nr", "org.nummer"),
        "role": ("roll",),
        "contribution": ("bidrag till projektet", "bidrag", "medverkan"),
    },
    "financing.contributions": {
        "financier": ("finansiär", "medfinansiär", "finansiärer", "bidragsgivare", "finansiering"),
        "form": ("form", "typ", "typ av finansiering"),
        "amount": ("belopp", "summa", "bidrag", "totalt", "kronor", "kr"),
        "share": ("andel", "procent", "%"),
        "year": ("år",),
        "status": ("status",),
    },
}
NEEDED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "budget.lines": (frozenset({"category", "description"}), frozenset({"amount", "unit_price"})),
    "budget.flat_rates": (frozenset({"name"}), frozenset({"rate"})),
    "financing.contributions": (frozenset({"financier"}), frozenset({"amount", "share"})),
    "project.activities": (frozenset({"name"}), frozenset({"start", "end"})),
    "project.partners": (frozenset({"name"}), frozenset({"organisation_number", "role"})),
}
"""Of a table's columns one of each set has to be there, for its rows to be items of the list."""
_UNIT = re.compile(r"\b(?P<unit>tkr|ksek|kkr|mkr|mnkr|msek)\b", re.IGNORECASE)
_UNITS = {"tkr": "tkr", "ksek": "tkr", "kkr": "tkr", "mkr": "mnkr", "mnkr": "mnkr", "msek": "mnkr"}
_BESIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|,? *\bi? ?(?:kr|kronor|sek|tkr|ksek|kkr|mkr|mnkr|msek)\b\.?$")


def bare(heading: str) -> str:
    """Return a heading as it is looked up."""
    return re.sub(r"\s+", " ", heading.casefold()).strip(" :*.")


def unit_of(heading: str) -> str:
    """Return the unit that the amounts below a heading are counted in; "" for kronor."""
    found = _UNIT.search(heading)
    return _UNITS[found["unit"].lower()] if found else ""


def keys_by_word(sheet: Sheet) -> dict[str, str]:
    """Return the key of each word that a column of the list may be headed by, the surest first."""
    found = {bare(each.title): each.name for each in sheet.columns}
    for name, words in _WORDS[sheet.path].items():
        for word in words:
            found.setdefault(word, name)
    return found


def key_of(heading: str, words: dict[str, str]) -> str:
    """Return the key that a heading means; "" when it is none of the words."""
    plain = bare(heading)
    return words.get(plain) or words.get(bare(_BESIDE.sub("", plain)), "")
