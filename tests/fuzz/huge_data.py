"""Data files that are large, deep or wide."""

from __future__ import annotations

import json
import re

_BIG_TEXTS = [
    *("a", "ord ", "a\n\n", "a\n", "- a\n", "- ", "*", "**a** ", "_a* ", "[a](https://x.se) ", "[", "](", "\\", "`"),
    *("😀", "e\u0301", "\u0301", "\u202e", "\ue000", "]]>", "{{ a }} ", "<?do ?>", "&", "<", "\u00a0", "\u200b", "x\\\n"),
    *("1. a\n", "1. a\n2) b\n", "Mening. ", "600 000 kronor ", "2025-05-30 ", "a@b.se ", "0123456789", "åäö ", "\t"),
    *("  - a\n", "ord, ord; ord: (ord) ”ord” – ord! ", "XI ", "www.x.se ", "[a](https://x.se/{})\n\n", "{} ", "**a\n\n"),
]  # fmt: skip
_FIELDS = ["summary", "background", "name", "purpose", "gender_equality", "short_name", "finns_inte"]
_LISTS = [
    "budget: {lines: [%s]}", "project: {goals: [%s]}", "project: {risks: [%s]}", "financing: {contributions: [%s]}",
    "project: {activities: [%s]}", "project: {municipalities: [%s]}", "ignore: [%s]", "documents: [%s]", "x: [%s]",
    "project: {partners: [%s]}", "case: {attachments: [%s]}", "a: [%s]\nb: [%s]", "{%s}", "project: {%s}",
]  # fmt: skip
_ITEMS = [
    "{amount: 5, name: a}", "{}", "a", "~", "[]", "{goal: a}", "{risk: a, measure: b}", "{k{}: a}", "k{}: a", "{name: a}",
    '"\\u202e"', "{check: x, at: project, reason: y}", "{financier: a, amount: 9}", "{activity: a}", "- ", "5", "''",
]  # fmt: skip


def huge(rng, text):
    """Return a file that is large, deep or wide."""
    return rng.choice([_bomb, _deep, _deep, _large_text, _large_text, _large_text, _wide, _wide, _wide])(
        rng, text
    )


def _bomb(rng, _text):
    wide = rng.choice([2, 10, 100])
    return "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * wide)}]\n" for n in range(1, rng.choice([5, 30, 300]))
    )


def _deep(rng, text):
    levels = rng.choice([51, 200, 1000, 10_000, 100_000])
    forms = ["[", "{a: ", "- ", "? ", "[{", "a: [", "&a [", "!!x [", "'", '"', "|\n ", "-\n", "[],a: "]
    if rng.random() < 0.3:
        levels = min(levels, 3000)
        return "\n".join(" " * n + rng.choice(["a:", "-", "b:"]) for n in range(levels))
    return rng.choice(["", "a: ", text]) + rng.choice(forms) * levels + rng.choice(["", "x", "]" * levels])


def _repeated(unit, size):
    if "{}" in unit:
        return "".join(unit.replace("{}", str(n)) for n in range(size // (len(unit) + 4)))
    return unit * (size // len(unit.encode()))


def _large_text(rng, text):
    size = rng.choice([10_000, 100_000, 1_000_000, 10_000_000])
    written = json.dumps(_repeated(rng.choice(_BIG_TEXTS), size), ensure_ascii=False)
    field = rng.choice(_FIELDS)
    if rng.random() < 0.3:
        return f"project:\n  {field}: {written}\n"
    return re.sub(
        rf"(?m)^  {field}:(?: [^|\n]*$|(?: \|)?\n(?:    .*\n|\n)*)", lambda _: f"  {field}: {written}\n", text
    )


def _wide(rng, _text):
    count = rng.choice([100, 1000, 10_000, 60_000, 250_000])
    item = rng.choice(_ITEMS)
    items = (
        ", ".join(item.replace("{}", str(n)) for n in range(count))
        if "{}" in item
        else ", ".join([item] * count)
    )
    return rng.choice(_LISTS).replace("%s", items)
