"""What people do to a data file in an editor: lines of text, nothing else is known of it."""

from __future__ import annotations

import re

from office import TYPED

LISTS = ("activities", "goals", "target_groups", "risks")
_SENTENCE = re.compile(r"^ {4,}[A-ZÅÄÖa-zåäö][^:#]{30,}\.$")


def write_on(rng, lines, word):
    """Write a sentence at the end of a line of a long text."""
    places = [number for number, line in enumerate(lines) if _SENTENCE.match(line)]
    if places:
        lines[rng.choice(places)] += f" Ord {word}."


def change_figure(rng, lines, _word):
    """Change the hours or the price of a cost."""
    places = [
        number for number, line in enumerate(lines) if re.match(r"^ +(quantity|unit_price): \d+$", line)
    ]
    if places:
        number = rng.choice(places)
        lines[number] = re.sub(r"\d+$", lambda found: str(int(found[0]) + 10), lines[number])


def add_item(rng, lines, word):
    """Copy an item of a list below itself, and give it another name."""
    start, end = rng.choice(_items(lines))
    new = lines[start:end]
    new[0] = re.sub(r": .*$", f": Ny {word}", new[0])
    lines[end:end] = [TYPED.sub("åter", line) if number else line for number, line in enumerate(new)]


def drop_item(rng, lines, _word):
    """Delete an item of a list; return the words that went with it."""
    start, end = rng.choice(_items(lines))
    gone = TYPED.findall("\n".join(lines[start:end]))
    del lines[start:end]
    return gone


def _items(lines):
    found = []
    for number, line in enumerate(lines):
        if re.match(r"^  ([a-z_]+):$", line) and line.strip(" :") in LISTS:
            starts = []
            end = number + 1
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                starts += [end] if lines[end].startswith("    - ") else []
                end += 1
            found += list(zip(starts, [*starts[1:], end], strict=True)) if len(starts) > 2 else []
    return found
