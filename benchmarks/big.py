"""A project whose application prints to a given number of pages: ten pages are about the example itself.

The lists (activities, risks, costs ...) grow with the pages; long texts of prose and lists fill the rest.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

EXAMPLE = Path(__file__).parent.parent / "data" / "lokal-mat.yaml"
DOCUMENT = "anslag11"
"""The one document that the project makes; LibreOffice 7.4 prints 100 pages of it for `pages` 100."""
_FORM, _PARAGRAPHS = 8.0, 0.57
"""Pages that the form fills by itself, and paragraphs in each long text for each page beyond."""
_TEXTS = (
    "summary background problem purpose expected_results long_term_effects organisation equality "
    "communication follow_up after_project state_aid procurement"
).split()
_WORDS = (
    "projektet ger kommunen nya arbetssätt och minskar utsläppen från transporter i länet genom samverkan "
    "mellan företag skolor och föreningar som delar lager köper gemensamt följer upp resultat varje kvartal "
    "och sprider kunskap till andra regioner med stöd av forskning"
).split()


def project(folder: Path, pages: int, seed: int = 0) -> Path:
    """Write a project of about `pages` pages into `folder` and return the path of its data file.

    Another `seed` gives other words: nothing that was read once is read again.
    """
    chance = random.Random(pages * 1_000 + seed)
    data = yaml.load(EXAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)
    own = data["project"]
    for name in _TEXTS:
        own[name] = _text(chance, (pages - _FORM) * _PARAGRAPHS)
    for name, make, each in _LISTS:
        own[name] = [make(chance, number) for number in range(max(1, round(pages * each)))]
    names = [activity["name"] for activity in own["activities"]]
    data["budget"]["lines"] = [_line(chance, names) for _ in range(pages * 2)]
    data["documents"] = [DOCUMENT]
    path = folder / "data" / "stor.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return path


def _sentence(chance: random.Random, words: int = 14) -> str:
    said = [chance.choice(_WORDS) for _ in range(chance.randint(words // 2, words))]
    return f"{' '.join(said).capitalize()} {chance.randint(2, 9999)}."


def _text(chance: random.Random, paragraphs: float) -> str:
    """Return Markdown: every fourth paragraph a list, the others prose with a bold word."""
    found = []
    for number in range(max(1, round(paragraphs))):
        if number % 4 == 3:
            found.append("\n".join(f"- **{chance.choice(_WORDS)}** {_sentence(chance)}" for _ in range(4)))
        else:
            found.append(f"**{chance.choice(_WORDS)}** " + " ".join(_sentence(chance) for _ in range(5)))
    return "\n\n".join(found) + "\n"


def _activity(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "name": f"Aktivitet {number + 1} {chance.choice(_WORDS)}",
        "description": _sentence(chance, 30),
        "start": f"2026-{chance.randint(9, 12):02}-01",
        "end": f"2027-{chance.randint(1, 12):02}-15",
        "responsible": "Projektledaren",
    }


def _goal(chance: random.Random, number: int) -> dict[str, Any]:
    target = {"measure": _sentence(chance, 6), "value": str(chance.randint(2, 90)), "by": "2028-05-31"}
    return {"goal": f"Mål {number + 1}: {_sentence(chance)}", "targets": [target, {**target, "value": "3"}]}


def _group(chance: random.Random, number: int) -> dict[str, Any]:
    return {"name": f"Grupp {number + 1}", "size": f"omkring {number + 20}", "benefit": _sentence(chance)}


def _risk(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "risk": f"Risk {number + 1}: {_sentence(chance, 8)}",
        "likelihood": chance.choice(["låg", "medel", "hög"]),
        "consequence": chance.choice(["låg", "medel", "hög"]),
        "measure": _sentence(chance, 20),
        "responsible": "Styrgruppen",
    }


def _indicator(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "name": f"Indikator {number + 1}",
        "target": str(chance.randint(1, 99)),
        "unit": "stycken",
        "method": _sentence(chance),
    }


_LISTS = (
    ("activities", _activity, 0.5),
    ("goals", _goal, 0.3),
    ("target_groups", _group, 0.2),
    ("risks", _risk, 0.5),
    ("indicators", _indicator, 0.2),
)
"""Each list, what makes an item of it, and how many there are for each page."""


def _line(chance: random.Random, activities: list[str]) -> dict[str, Any]:
    return {
        "category": chance.choice(["Personal", "Externa tjänster", "Resor och logi", "Övriga kostnader"]),
        "description": _sentence(chance, 6),
        "year": str(chance.choice([2026, 2027, 2028])),
        "activity": chance.choice(activities),
        "quantity": str(chance.randint(1, 200)),
        "unit": "timmar",
        "unit_price": "480",
    }
