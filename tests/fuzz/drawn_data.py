"""Data files that make documents, drawn by a seed: the examples with other texts, lists and values, or with gaps."""

from __future__ import annotations

import copy
import json
import unicodedata

import yaml
from hostile_data import hostile

_WORDS = "projektet minskar utsläppen i kommunen och ger nya arbetssätt för klimatet, samverkan; stöd: (åtta) ”idé”".split()
_SIGNS = [
    *("- ", "* ", "+ ", "1. ", "1) ", "7. ", "2025. ", "> ", "# ", "## ", "    ", "\t", "| a | b |", "---", "===", "```"),
    *("**", "*", "_", "__", "~~", "`", "[", "](", "[a](https://x.se)", "<b>", "<!--", "&amp;", "\\", "\\*", "!", "|"),
    *("{{ a }}", "{%", "{#", "]]>", "https://x.se/a_b_c", "a@b.se", "3 * 4 * 5", "snake_case_namn", "a*b*c", "5 < 6 & 7"),
    *("\u00a0", "\u2009", "\u202f", "\u00ad", "\u200b", "\u2011", "  ", "   ", " \u00a0 ", "\u2028", "\u3000", "\ufeff"),
    *("😀", "👩‍👩‍👧🏳️‍🌈", "e\u0301", "a\u030a", "\u0301", "\u1100\u1161", "אבג", "ﷺ", "İıſßẞ", "\u202eabc\u202c", "½", "m²", "CO₂"),
    *("600 000 kronor", "300 tkr", "300\u00a0000 kr", "15 %", "2025-05-30", "den 30 maj 2025", "1.", "-", "”", "'", '"', "…", "–"),
]  # fmt: skip
_BIG = 50_000
_DOCUMENTS = ["tillvaxtverket", "anslag11", "beslut", "eruf"]
_BOUND = {
    "category",
    "documents",
    "start",
    "end",
    "financier",
    "activity",
    "application",
    "unit",
    "source",
    "phone",
}
"""Keys whose texts must be one of some words, or be the same as another text."""
AMOUNTS = ["300 000", "300000", "1 234 567", "0", "1\u00a0000", "7", "99 999 999"]
DAYS = ["2025-05-30", "2026-02-28", "2024-02-29", "2026-12-31"]


def drawn(rng, seeds):
    """Return the bytes of a data file and what kind it is, made from one of the texts `seeds`."""
    kind = rng.choices(["texts", "gaps", "values", "large", "hostile", "lists"], [10, 3, 3, 0.5, 2, 3])[0]
    if kind == "hostile":
        return hostile(rng, seeds), kind
    tree = yaml.load(rng.choice(seeds), Loader=yaml.CBaseLoader)
    {"texts": _texts, "gaps": _gaps, "values": _values, "large": _large, "lists": _lists}[kind](rng, tree)
    if kind != "large" and rng.random() < 0.4:
        _texts(rng, tree)
    if rng.random() < 0.95:  # the decision takes a fourth of the time of an application
        tree["documents"] = rng.choices(_DOCUMENTS, [1, 1, 5, 1])
    return written(rng, tree), kind


def changed(rng, data):
    """Return the data after a day's work: other texts and values, items more and less; None when it is unreadable."""
    try:
        tree = yaml.load(data.decode(), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeError):
        return None
    if not isinstance(tree, dict):
        return None
    for change in rng.sample([_texts, _values, _lists, _gaps], rng.choice([1, 2])):
        change(rng, tree)
    return written(rng, tree)


def written(rng, tree):
    """Return the tree as YAML, in one of the ways in which programs write it."""
    if rng.random() < 0.2:
        return json.dumps(tree, ensure_ascii=False, indent=1).encode()
    text = yaml.dump(
        tree, Dumper=_NoAliases, allow_unicode=True, width=rng.choice([80, 9999]), sort_keys=False
    )
    return text.encode()


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data):
        return True


def words(rng, count=None):
    """Return some words, with a sign among them here and there."""
    said = [rng.choice(_WORDS) for _ in range(count or rng.randint(1, 9))]
    for _ in range(rng.choice([0, 0, 1, 1, 3])):
        said.insert(rng.randrange(len(said) + 1), rng.choice(_SIGNS))
    text = rng.choice([" ", " ", " ", "  ", "\u00a0"]).join(said)
    if rng.random() < 0.15:
        text = f"{text} {rng.choice(['**', '*', '***'])}{rng.choice(_WORDS)}{rng.choice(['**', '*', '***'])}"
    if rng.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    if rng.random() < 0.1:
        text = rng.choice([" ", "\t", "\u00a0", ""]) + text + rng.choice([" ", "\u00a0", "\n", "  "])
    return text


def markdown(rng, paragraphs=None):
    """Return a long text: paragraphs, nested lists, lists that start late, hard breaks, signs where lines start."""
    blocks = [_block(rng) for _ in range(paragraphs or rng.randint(1, 5))]
    return rng.choice(["\n\n", "\n\n", "\n\n\n", "\n"]).join(blocks) + rng.choice(["", "\n", "\n\n"])


def _block(rng):
    kind = rng.randrange(7)
    if kind == 0:
        return _list(rng, 0)
    if kind == 1:
        return rng.choice(["\\\n", "  \n", "\n"]).join(words(rng) for _ in range(rng.randint(2, 4)))
    if kind == 2:
        return "\n".join(rng.choice(_SIGNS) + words(rng) for _ in range(rng.randint(1, 3)))
    if kind == 3:
        return f"Se [{words(rng, 2)}](https://x.se/{rng.randrange(9)}?a=_b_&c=*d*) och **{rng.choice(_WORDS)} *{rng.choice(_WORDS)}***."
    return words(rng, rng.randint(1, 30))


def _list(rng, depth):
    number, numbered = rng.choice([1, 1, 2, 7, 9, 99, 2025, 0]), rng.random() < 0.5
    lines = []
    for at in range(rng.randint(1, 4)):
        mark = f"{number + at}. " if numbered else "- "
        pad = " " * (len(mark))
        said = [words(rng, rng.randint(1, 4))]
        if rng.random() < 0.15:
            said.append("")
            said.append(words(rng, 3))
        if depth < 3 and rng.random() < 0.35:
            said += _list(rng, depth + 1).split("\n")
        whole = "\n".join(said).split("\n")
        lines += [mark + whole[0], *(pad + line if line else line for line in whole[1:])]
        if rng.random() < 0.1:
            lines.append("")
    return "\n".join(lines)


def leaves(tree, path=()):
    """Yield each text of the tree: who holds it, under which key, its path and the text."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        elif isinstance(value, str):
            yield tree, key, (*path, key), value


def _is_long(value):
    return "\n" in value


def _is_free(leaf):
    _holder, key, path, value = leaf
    bound = key in _BOUND or not isinstance(key, str) or (path[0] == "budget" and key != "description")
    return not bound and not _is_long(value) and " " in value and not value[:1].isdigit()


def _texts(rng, tree):
    long = [leaf for leaf in leaves(tree) if _is_long(leaf[3])]
    short = [leaf for leaf in leaves(tree) if _is_free(leaf)]
    for holder, key, _path, _value in rng.sample(long, min(len(long), rng.choice([1, 3, 30]))):
        holder[key] = markdown(rng)
    for holder, key, _path, _value in rng.sample(short, min(len(short), rng.choice([0, 1, 5]))):
        holder[key] = " ".join(words(rng).splitlines()) or "ett"


def _large(rng, tree):
    """Let one text be longer than 50,000 characters: of many paragraphs, or in one."""
    long = [leaf for leaf in leaves(tree) if _is_long(leaf[3])]
    holder, key, _path, _value = rng.choice(long)
    size, text = rng.choice([_BIG - 20, _BIG + 20, _BIG + 5_000, 2 * _BIG + 10]), ""
    one = rng.random() < 0.4
    pieces = []
    while len(text) < size:
        pieces = [words(rng, 20).replace("\n", " ") if one else markdown(rng, 4) for _ in range(20)]
        text += (" " if one else "\n\n").join(pieces) + (
            rng.choice([" ", " ", "\n", "\\\n"]) if one else "\n\n"
        )
    holder[key] = text if rng.random() < 0.5 else f"{markdown(rng, 2)}\n\n{text}\n\n{markdown(rng, 2)}"


def _gaps(rng, tree):
    """Leave answers out, as in a file that is half filled in."""
    share = rng.choice([0.05, 0.3, 0.7, 0.95])
    for holder, key, path, _value in list(leaves(tree)):
        if rng.random() < share and path[0] != "documents" and isinstance(holder, dict):
            holder[key] = None
            if rng.random() < 0.5:
                del holder[key]


def _values(rng, tree):
    """Write amounts and days in other ways."""
    for holder, key, _path, value in leaves(tree):
        if rng.random() < 0.3:
            if key in {"amount", "unit_price", "quantity"}:
                holder[key] = rng.choice([*AMOUNTS, "1 234 567,50", "12,5"][: 7 if key == "amount" else 9])
            elif value[:4].isdigit() and value[4:5] == "-":
                holder[key] = rng.choice(DAYS)
            elif value in {"ja", "nej"}:
                holder[key] = rng.choice(["ja", "nej"])


def _lists(rng, tree):
    """Let lists have items more, less, twice, in another order, or none."""
    for holder in [tree.get("project"), tree.get("budget"), tree.get("financing"), tree.get("case")]:
        for items in (holder or {}).values() if isinstance(holder, dict) else ():
            if not isinstance(items, list) or rng.random() < 0.5:
                continue
            deed = rng.randrange(5)
            if deed == 0:
                items[:] = items * rng.choice([0, 2, 4])
            elif deed == 1:
                rng.shuffle(items)
            elif deed == 2 and items:
                items.pop(rng.randrange(len(items)))
            elif deed == 3 and items:
                items.insert(rng.randrange(len(items)), copy.deepcopy(rng.choice(items)))
            elif items and isinstance(items[-1], dict):
                items[-1] = {key: None if rng.random() < 0.5 else value for key, value in items[-1].items()}
