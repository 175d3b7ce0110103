"""What somebody does at random to a sheet of a workbook, and a second time to the items that it shows."""

import datetime as dt
from decimal import Decimal

from workbooks import FIRST


class Hand:
    """What somebody does to one sheet: its rows as lists of cells, and the items that they stand for."""

    def __init__(self, case, sheet, title):
        self.case, self.sheet, self.title, self.draw = case, sheet, title, case.draw
        self.keys = [each.value for each in sheet[1]]
        self.items = case.wanted[title]
        count = len(self.items)
        self.rows = [[each.value for each in sheet[row]] for row in range(FIRST, FIRST + count)]

    def work(self):
        ways = [
            self.edit,
            self.edit,
            self.edit,
            self.insert,
            self.remove,
            self.move,
            self.copy,
            self.sort,
            self.columns,
        ]
        for _n in range(self.draw.randint(1, 6)):
            self.draw.choice(ways)()
        last = self.sheet.max_row
        for row in range(FIRST, last + len(self.rows) + 1):
            for column, key in enumerate(self.keys, 1):
                cell = self.sheet.cell(row, column)
                value = self.rows[row - FIRST][column - 1] if row - FIRST < len(self.rows) else None
                cell.value = value
                if isinstance(value, str) and not (key == "*" and value.startswith("=")):
                    cell.data_type = "s"
                cell.number_format = "0.00%" if key in {"rate", "share"} else "General"
                if isinstance(value, dt.date):
                    cell.number_format = "yyyy-mm-dd"

    def _set(self, row, item, key, value):
        """Say the same in the row, in one of the ways of Excel, and in the item."""
        self.rows[row][self.keys.index(key)] = self._cell(key, value)
        if value is None:
            item.pop(key, None)
        else:
            item[key] = value

    def _cell(self, key, value):
        if isinstance(value, list):
            return self.draw.choice(["; ", "\n", ";"]).join(value)
        if not isinstance(value, Decimal):
            if isinstance(value, dt.date):
                return self.draw.choice([value, str(value)])
            return value
        if key in {"rate", "share"}:
            return self.draw.choice([float(value), f"{value * 100:f}".replace(".", ",") + " %"])
        noisy = float(value) + 1e-9
        swedish = f"{value:,f}".replace(",", " ").replace(".", ",")
        if len(f"{value:f}".partition(".")[2]) == 3:  # to people thousands, in a text
            return float(value)
        texts = [swedish, swedish.replace(" ", "\u00a0")] + ([] if key == "quantity" else [f"{swedish} kr"])
        return self.draw.choice([float(value), noisy, *texts])

    def edit(self):
        if not self.items:
            return
        row = self.draw.randrange(len(self.items))
        fresh, item = self.case.item(self.title), self.items[row]
        key = self.draw.choice(list(fresh))
        if key == "name" and self.title == "Aktiviteter":
            return  # `_rename` does it, with what follows
        if key == "activity" and fresh[key] not in [
            each.get("name") for each in self.case.wanted["Aktiviteter"]
        ]:
            return
        is_first = key in {"description", "name", "financier"}
        self._set(row, item, key, None if self.draw.random() < 0.15 and not is_first else fresh[key])

    def insert(self):
        row = self.draw.randint(0, len(self.items))
        self.rows.insert(row, [None] * len(self.keys))
        self.items.insert(row, {})
        for key, value in self.case.item(self.title).items():
            self._set(row, self.items[row], key, value)

    def remove(self):
        if self.items:
            row = self.draw.randrange(len(self.items))
            del self.rows[row], self.items[row]

    def move(self):
        if self.items:
            row, to = self.draw.randrange(len(self.items)), self.draw.randrange(len(self.items))
            self.rows.insert(to, self.rows.pop(row))
            self.items.insert(to, self.items.pop(row))

    def copy(self):
        if self.items:
            row, to = self.draw.randrange(len(self.items)), self.draw.randint(0, len(self.items))
            self.rows.insert(to, list(self.rows[row]))
            self.items.insert(to, dict(self.items[row]))

    def sort(self):
        column = self.draw.randrange(1, len(self.keys) - 1)
        order = sorted(range(len(self.rows)), key=lambda row: str(self.rows[row][column]))
        self.rows[:] = [self.rows[row] for row in order]
        self.items[:] = [self.items[row] for row in order]

    def columns(self):
        """Put the columns in another order, with their keys and headings."""
        order = [0, *self.draw.sample(range(1, len(self.keys)), len(self.keys) - 1)]
        heads = [[self.sheet.cell(row, column + 1).value for column in order] for row in (1, 2, 3)]
        for row, values in enumerate(heads, 1):
            for column, value in enumerate(values, 1):
                self.sheet.cell(row, column).value = value
        self.keys = [self.keys[column] for column in order]
        self.rows = [[row[column] for column in order] for row in self.rows]
