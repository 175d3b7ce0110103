"""Random templates filled by docxtpl and by us: `python tests/fuzz/fuzz_docxtpl.py [rounds] [first seed]`.

They are written as docxtpl's manual says, and hold nothing that docxtpl is known to do wrong
(tests/templates/test_docxtpl_wrong.py), so both must give the same text, looks and tables. A thousand rounds take a minute.
A round that fails is told by its seed: `fuzz_docxtpl.py 1 4711` runs it alone and prints both.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
for folder in (HERE.parent, HERE.parent.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from beside_docxtpl import both
from wml import b, i, p, r, tbl, tc, tr

_NAMES = [
    "n",
    "name",
    "share",
    "nothing",
    "lines",
    "xs[0]",
    "people[1].name",
    "prices.pear",
    "n + 1",
    "name|upper",
]
_TRUTHS = ["yes", "no", "n > 2", "n < 2", "name", "nothing", "not xs", "'1' in xs", "people|length == 2"]
_LISTS = ["xs", "empty", "people", "prices.items()", "name.split()"]
_TEXTS = ["a", " b ", "Åäö", "c d", "–", "x, ", "1"]


class Maker:
    """Makes the blocks of a template."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def value(self) -> str:
        return "{{ " + self.rng.choice(_NAMES) + " }}"

    def ruled(self, inside: str, marker: str = "") -> tuple[str, str, str]:
        """Return a tag, what it rules and its end."""
        if self.rng.random() < 0.5:
            return f"{{%{marker} if {self.rng.choice(_TRUTHS)} %}}", inside, f"{{%{marker} endif %}}"
        return f"{{%{marker} for z in {self.rng.choice(_LISTS)} %}}", inside, f"{{%{marker} endfor %}}"

    def text(self) -> str:
        made = self.rng.choice(_TEXTS)
        if self.rng.random() < 0.6:
            made += self.value()
        if self.rng.random() < 0.3:
            made += "".join(self.ruled(self.rng.choice(_TEXTS) + self.value()))
        if self.rng.random() < 0.2:
            made += "{_{ x }_}{# note #}"
        return made

    def paragraph(self) -> str:
        runs = [self.rng.choice([r, b, i])(self.text()) for _run in range(self.rng.randint(1, 3))]
        return p(*runs, style=self.rng.choice(["", "Rubrik1"]))

    def cell(self) -> str:
        blocks = [p(self.text())] if self.rng.random() < 0.7 else [*self.ruled_blocks(1), p("z")]
        return tc(*blocks)

    def row(self, columns: int) -> str:
        if columns > 1 and self.rng.random() < 0.2:
            return tr(tc(p(f"{{% colspan {columns} %}}{self.rng.choice(_TEXTS)}")))
        if self.rng.random() < 0.2:
            shaded = tc(p("{% cellbg people[0].bg %}" + self.rng.choice(_TEXTS).strip()))
            return tr(shaded, *(self.cell() for _cell in range(columns - 1)))
        if self.rng.random() < 0.2:
            opening, _inside, closing = self.ruled("", "tc")
            head = "{% hm %}head" if opening.startswith("{%tc for") and self.rng.random() < 0.4 else ""
            return tr("first", opening, tc(p(head)) if head else self.cell(), closing)
        return tr(*(self.cell() for _cell in range(columns)))

    def table(self) -> str:
        columns = self.rng.randint(1, 3)
        rows = [self.row(columns)]
        for _row in range(self.rng.randint(0, 2)):
            opening, _inside, closing = self.ruled("", "tr")
            empty = [""] * (columns - 1)
            inside = [self.row(columns)]
            if columns > 1 and opening.startswith("{%tr for") and self.rng.random() < 0.4:
                inside = [tr(tc(p("{% vm %}" + self.rng.choice(_TEXTS))), *(self.cell() for _cell in empty))]
            rows += [tr(opening, *empty), *inside, tr(closing, *empty)]
        return tbl(*rows)

    def ruled_blocks(self, depth: int) -> list[str]:
        opening, _inside, closing = self.ruled("", "p")
        return [p(opening), *self.blocks(depth - 1), p(closing)]

    def blocks(self, depth: int) -> list[str]:
        made = []
        for _block in range(self.rng.randint(1, 3)):
            kind = self.rng.random()
            if kind < 0.25 and depth:
                made += self.ruled_blocks(depth)
            elif kind < 0.4 and depth:
                made += [self.table(), p("after the table")]
            elif kind < 0.5:
                made += [p("{#p note #}")]
            elif kind < 0.6:
                made += [p("joined"), p("{%- if yes -%}"), p(self.text()), p("{%- endif -%}"), p("end")]
            else:
                made.append(self.paragraph())
        return made


def main(rounds: int, first: int) -> int:
    """Run the rounds; return how many differ."""
    wrong = 0
    for seed in range(first, first + rounds):
        blocks = [*Maker(seed).blocks(3), p("the end")]
        peer, mine = both(*blocks)
        if peer != mine:
            wrong += 1
            print(f"seed {seed}")
            if rounds == 1:
                print(*blocks, "--- docxtpl", *peer, "--- we", *mine, sep="\n")
    print(f"{rounds} rounds from {first}: {wrong} differ")
    return wrong


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(min(main(*(numbers + [1000, 0][len(numbers) :])), 1))
