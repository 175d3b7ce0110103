"""A project's money at random, edits of its workbook at random, and what has to come of them.

What is expected is reckoned here, without the program: a list of items for each sheet, on which every edit
is made a second time. `Case(seed)` is the same each time.
"""

import datetime as dt
import random
from copy import deepcopy
from decimal import Decimal

import yaml
from random_hands import Hand
from workbooks import FIRST, exported, opened, saved, taken

CATEGORIES = [
    "Personal",
    "Externa tjänster",
    "Resor och logi",
    "Investeringar, materiel och lokaler",
    "Övriga kostnader",
]
SHEETS = {
    "Kostnader": ("budget", "lines"),
    "Schabloner": ("budget", "flat_rates"),
    "Aktiviteter": ("project", "activities"),
    "Parter": ("project", "partners"),
    "Finansiering": ("financing", "contributions"),
}
WORDS = (
    "Resa Lön Konsult Lokal Möte Kurs Tryck Film Hyra Bil Data Kök Åre Öl = + - @SUM(A1) ”x” # : 007".split()
)


class Case:
    """A data file, what people do to its workbook, and what the data file has to say afterwards."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.items = {sheet: [] for sheet in SHEETS}
        self._made = 0
        for sheet, most in zip(SHEETS, (12, 3, 5, 4, 6), strict=True):
            for _n in range(self.draw.randint(0, most)):
                self.items[sheet].append(self.item(sheet))
        self.text = self.written()
        self.wanted = deepcopy(self.items)
        self.renamed = {}

    def word(self):
        self._made += 1
        return f"{self.draw.choice(WORDS)} {self._made}"

    def kronor(self):
        return Decimal(
            self.draw.choice([self.draw.randint(0, 10**6), self.draw.randint(1, 10**8) / Decimal(100)])
        )

    def item(self, sheet):
        maybe = lambda value: value if self.draw.random() < 0.7 else None  # noqa: E731
        names = [each["name"] for each in self.items["Aktiviteter"] if each.get("name")]
        day = dt.date(2026, 1, 1) + dt.timedelta(self.draw.randint(0, 900))
        made = {
            "Kostnader": lambda: {
                "category": maybe(self.draw.choice(CATEGORIES)),
                "description": self.word(),
                "year": maybe(self.draw.randint(2026, 2028)),
                "activity": maybe(self.draw.choice(names)) if names else None,
                **self.draw.choice(
                    [
                        {"amount": self.kronor()},
                        {"quantity": Decimal(self.draw.randint(1, 9000)) / 4, "unit_price": self.kronor()},
                    ]
                ),
            },
            "Schabloner": lambda: {
                "name": self.word(),
                "rate": Decimal(self.draw.randint(1, 4000)) / 10000,
                "base": maybe(self.draw.sample(CATEGORIES, self.draw.randint(1, 3))),
                "year": maybe(2027),
            },
            "Aktiviteter": lambda: {
                "name": self.word(),
                "description": maybe(self.word()),
                "start": maybe(day),
            },
            "Parter": lambda: {"name": self.word(), "country": maybe("Norge"), "vat_liable": maybe("nej")},
            "Finansiering": lambda: {
                "financier": self.word(),
                "form": maybe(self.draw.choice(["kontanta medel", "bidrag i annat än pengar"])),
                "amount": maybe(self.kronor()),
                "share": maybe(Decimal(self.draw.randint(1, 100)) / 100),
                "granted.amount": maybe(self.kronor()) if self.draw.random() < 0.3 else None,
            },
        }[sheet]()
        return {name: value for name, value in made.items() if value is not None}

    def written(self):
        """Return the data file, each amount in one of the ways that people have, with comments."""
        lines = ["# Överst i filen"]
        for group in ("project", "budget", "financing"):
            lines.append(f"{group}:")
            for sheet, (own, name) in SHEETS.items():
                if own == group:
                    lines += self._list(name, self.items[sheet])
        return "\n".join(lines) + "\n# sist\n"

    def _list(self, name, items):
        if not items:
            return [f"  {name}: []"] if self.draw.random() < 0.5 else []
        lines = [f"  {name}:  # {name}"]
        for item in items:
            begin = "    - "
            groups = set()
            for key, value in item.items():
                holder, _dot, last = key.rpartition(".")
                if holder and holder not in groups:
                    groups.add(holder)
                    lines.append(f"{begin}{holder}:")
                    begin = "      "
                if isinstance(value, list):
                    lines.append(f"{begin}{last}:")
                    lines += [f"{begin.replace('-', ' ')}  - {each}" for each in value]
                else:
                    lines.append(f"{begin}{'  ' if holder else ''}{last}: {self._scalar(key, value)}")
                begin = "      "
            if self.draw.random() < 0.4:
                lines[-1] += f"   # {self.word()}".replace('"', "")
        return lines

    def _scalar(self, key, value):
        if key in {"rate", "share"}:
            return f"{value * 100:f}".replace(".", ",") + " %"
        if isinstance(value, Decimal):
            plain = f"{value:f}"
            ways = [plain if value == int(value) else f'"{plain.replace(".", ",")}"']
            ways += [f"{int(value):,}".replace(",", " ")] if value == int(value) else []
            if key != "quantity" and value == int(value) and int(value) % 1000 == 0:
                ways.append(f"{int(value) // 1000} tkr")
            return self.draw.choice(ways)
        return f'"{value}"' if isinstance(value, str) else str(value)

    def edited(self):
        """Return the workbook after what people do to it."""
        book = opened(exported(self.text))
        for sheet in self.draw.sample(list(SHEETS), self.draw.randint(1, 5)):
            Hand(self, book[sheet], sheet).work()
        self._rename(book)
        return saved(book)

    def _rename(self, book):
        """Give an activity another name: what refers to it follows, in old rows and in new ones."""
        old = [each.get("name") for each in self.wanted["Aktiviteter"]]
        before = [each["name"] for each in self.items["Aktiviteter"]]
        known = [name for name in old if old.count(name) == 1 and name in before]
        if not known or self.draw.random() < 0.5:
            return
        name, new = self.draw.choice(known), self.word()
        sheet = book["Aktiviteter"]
        heads = {each.value: each.column for each in sheet[1]}
        row = next(
            row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, heads["name"]).value == name
        )
        sheet.cell(row, heads["name"]).value = new
        sheet.cell(row, heads["name"]).data_type = "s"
        for item in self.wanted["Aktiviteter"]:
            item.update({"name": new} if item.get("name") == name else {})
        for item in self.wanted["Kostnader"]:
            item.update({"activity": new} if item.get("activity") == name else {})

    def _meanwhile(self):
        """Return the data file as somebody has written it anew, with another amount in one of its rows."""
        rows, known = self.wanted["Kostnader"], self.items["Kostnader"]
        for item in self.draw.sample(known, min(1, len(known))):
            same = [row for row in rows if row.get("description") == item["description"]]
            if "amount" in item and [row.get("amount") for row in same] == [item["amount"]]:
                item["amount"] = same[0]["amount"] = self.kronor()
        return self.written()

    def came(self):
        """Return what the import made, and its items as PyYAML reads them, amounts as Decimal."""
        book = self.edited()
        done = taken(self._meanwhile() if self.draw.random() < 0.5 else self.text, book)
        found = yaml.load(done.text, yaml.BaseLoader) or {}
        return done, {
            sheet: [canonical(item) for item in (found.get(group) or {}).get(name) or []]
            for sheet, (group, name) in SHEETS.items()
        }

    def spoiled(self):
        """Return the workbook after all that, with one amount that nobody can read; None without a row."""
        book = opened(self.edited())
        sheet = book["Kostnader"]
        heads = {each.value: each.column for each in sheet[1]}
        rows = [
            row for row in range(FIRST, FIRST + 12) if sheet.cell(row, heads["description"]).value is not None
        ]
        for row in self.draw.sample(rows, min(1, len(rows))):
            bad = ["många", "12.000", "1,2,3", -1, "=B4*2", "#VALUE!", "1e400 kr", True]
            sheet.cell(row, heads[self.draw.choice(["amount", "unit_price"])]).value = self.draw.choice(bad)
        return saved(book) if rows else None


def canonical(item):
    """Return an item with keys in dots and its figures as numbers, as they were drawn."""
    found = {}
    for key, value in item.items():
        if isinstance(value, dict):
            found |= {f"{key}.{name}": each for name, each in canonical(value).items()}
        elif isinstance(value, list):
            found |= {key: value} if value else {}
        elif value:
            found[key] = _read(key.rpartition(".")[2], value)
    return found


def _read(key, text):
    if key in {"rate", "share"}:
        return Decimal(text.replace("%", "").replace(" ", "").replace(",", ".")) / 100
    if key in {"amount", "quantity", "unit_price"}:
        plain = text.replace(" ", "").replace(",", ".")
        return Decimal(plain.removesuffix("tkr")) * (1000 if plain.endswith("tkr") else 1)
    if key == "year":
        return int(text)
    return dt.date.fromisoformat(text) if key in {"start", "end"} else text
