"""Data files as nobody should write them: real ones changed at random, and ones made to hurt."""

from __future__ import annotations

import json
import re
import unicodedata

import yaml
from huge_data import huge

_PLANES = [chr(plane << 16 | offset) for plane in range(17) for offset in (0x21, 0x1234, 0xFFFD)]
NASTY = [
    *"~ null ja nej true 0 -1 1e309 NaN .inf 0x10 1_000 0o17 12:30:45 .. . CON 600000 15% 2025-02-30".split(),
    *"0000-00-00 0001-01-01 9999-12-31 232100-0214 & * ! % @ ` | > ? # , [ ] { } ' \" \\ \\x00 =1+1".split(),
    *("9" * 20, "9" * 5000, "0," + "9" * 300, "-0", "1 000 000 000 000 000", "\u0664\u0662", "½", "Ⅷ", "٣"),
    *("", " ", "\t", "\n", "\r", "\r\n", "\n" * 300, "a\nb", "\u00a0", "\u2028", "\u2029", "\x85", "\ufeff"),
    *("]]>", "{{ 7 * 7 }}", "{{", "}}", "{%", "{% for x in y %}", "{#", "{_{", "<?xml version='1.0'?>", "?>"),
    *("<?do x ?>", "<?put project.name ?>", "<?look ?>", "<w:p/>", "</w:t>", "&amp;&#0;&lt;", "<![CDATA[x]]>"),
    *("<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!--", "%s %n {0} {x} {0.__class__}", "${x} $(x) `x`", "a|lista"),
    *("\0", "\x07", "\x1f", "\x7f", "\x9f", "\ud800", "\udfff", "\udc80", "\ufdd00\ufdd1", "\ufffe", "\uffff"),
    *("\U0001fffe", "\U0010ffff", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffc", "\ufffd"),
    *("\u202eabc\u202c", "\u200f\u200e\u2066\u2069", "אבג دهو", "a" + "\u0301" * 1000, "\u0301", "\u200b\u200d"),
    *("👩‍👩‍👧🏳️‍🌈", "ﷺ" * 20, "İıſßẞ", "e\u0301", "각", "\u1100\u1161", "ก็็็็็็็็็็", "Å", *_PLANES),
    *("../../../etc/passwd", "a/b\\c:d*e?f", "file:///etc/passwd", "http://127.0.0.1/", "x@y", "a@b.se"),
    *("[a](javascript:x)", "[a](https://x.se/\u202e)", "[a](https://x.se/](b)", "**" * 50, "- " * 50, "*a" * 99),
    *("- a\n  - b\n    1. c\n", "1. a\n2) b\n", "> " * 40, "    kod", "| a | b |\n|---|---|", "# R", "a" * 70_000),
    *("&a x", "*a", "!!python/object/apply:os.system [ls]", "!x y", "<<", "? a", "- - -", "a: b: c", "---", "..."),
]  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEGAL = [text for text in NASTY if not _ILLEGAL.search(text)]
KEYS = [
    "",
    "0",
    "items",
    "values",
    "__class__",
    "self",
    "project.name",
    "documents",
    "a" * 300,
    "<<",
    "Å",
    "\ud800",
]
_VALUE = re.compile(r"(?m)^( *(?:- )?[\w-]+: )(?![|>])(\S.*)$")
_LONG = re.compile(r"(?m)^    [^ \n#-][^:\n]{20,}$")
_KEY = re.compile(r"(?m)^( *(?:- )?)([\w-]+)(?=:)")


def hostile(rng, seeds):
    """Return the bytes of a data file, made from one of the texts `seeds` or from nothing."""
    text = rng.choice(seeds)
    makers = [_bytes, _lines, _scalars, _keys, _nodes, _texts, _soup, huge]
    made = rng.choices(makers, [3, 4, 6, 3, 9, 9, 1, 0.7])[0](rng, text)
    if isinstance(made, bytes):
        return made
    if rng.random() < 0.03:
        return made.encode(rng.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7"]), "replace")
    mark = "\ufeff" if rng.random() < 0.02 else ""
    return (mark + made).encode("utf-8", "surrogatepass")


def _bytes(rng, text):
    data = text.encode()
    for _ in range(rng.choice([1, 1, 2, 5, 40])):
        at, size = rng.randrange(len(data)), rng.choice([1, 1, 3, 20, 500])
        before, here, after = data[:at], data[at : at + size], data[at + size :]
        one, sign = bytes([rng.randrange(256)]), bytes([rng.randrange(128)])
        new = rng.choice(
            [one + here[1:], sign + here[1:], b"", rng.randbytes(size), here * rng.choice([2, 3, 10])]
        )
        data = (before + new + after) or b"a"
    return data[: rng.randrange(len(data))] if rng.random() < 0.1 else data


def _lines(rng, text):
    lines = text.split("\n")
    for _ in range(rng.choice([1, 1, 2, 4, 30])):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        deeds = [
            lambda at=at: lines.__delitem__(at) if len(lines) > 1 else None,
            lambda at=at: lines.insert(at, lines[at]),
            lambda at=at, other=other: lines.insert(at, lines[other]),
            lambda at=at: lines.__setitem__(at, rng.choice([" ", "  ", "\t", "- "]) + lines[at]),
            lambda at=at: lines.__setitem__(at, lines[at][rng.randrange(1, 4) :]),
            lambda at=at: lines.__setitem__(at, lines[at] + nasty(rng)),
            lambda at=at: lines.insert(at, nasty(rng)),
        ]
        rng.choice(deeds)()
    return rng.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(lines)


def nasty(rng):
    """Return a nasty text, alone or several together."""
    words = _LEGAL if rng.random() < 0.95 else NASTY
    if rng.random() < 0.15:
        return "".join(rng.choice(words) for _ in range(rng.randrange(2, 30)))
    if rng.random() < 0.15:
        text = "".join(_character(rng) for _ in range(rng.randrange(1, 80)))
        return text if rng.random() < 0.05 else _ILLEGAL.sub("", text)
    return rng.choice(words)


def _character(rng):
    return chr(rng.choice([rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x110000)]))


def _texts(rng, text):
    """Change the long texts only, whose words may be any."""
    for _ in range(rng.choice([1, 3, 10, 40])):
        line = rng.choice(list(_LONG.finditer(text)))
        at = rng.randrange(line.start() + 4, line.end() + 1)
        text = text[:at] + re.sub("[\r\n\x85\u2028\u2029]+", "\n    ", nasty(rng)) + text[at:]
    return text


def _quoted(rng, text):
    """Return the text as YAML, mostly so that it reads back the same."""
    if rng.random() < 0.2:
        return text
    if rng.random() < 0.3:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=rng.random() < 0.3)


def _scalars(rng, text):
    for _ in range(rng.choice([1, 2, 5, 60])):
        places = list(_VALUE.finditer(text))
        if not places:
            return text
        place = rng.choice(places)
        text = text[: place.start(2)] + _quoted(rng, nasty(rng)) + text[place.end(2) :]
    return text


def _keys(rng, text):
    known = [match[2] for match in _KEY.finditer(text)]
    for _ in range(rng.choice([1, 2, 5])):
        places = list(_KEY.finditer(text))
        if not places:
            return text
        place = rng.choice(places)
        name = rng.choice([*KEYS, nasty(rng), rng.choice(known), place[2][::-1], place[2] + "x"])
        text = (
            text[: place.start(2)]
            + (_quoted(rng, name) if rng.random() < 0.5 else name)
            + text[place.end(2) :]
        )
    return text


def _nodes(rng, text):
    tree = yaml.load(text, Loader=yaml.CBaseLoader)
    for _ in range(rng.choice([1, 1, 2, 4, 12])):
        _change_node(rng, tree)
    if rng.random() < 0.5:
        return json.dumps(tree, ensure_ascii=rng.random() < 0.2, indent=rng.choice([None, 1, 2]))
    return yaml.dump(
        tree, Dumper=yaml.SafeDumper, allow_unicode=rng.random() < 0.8, width=rng.choice([20, 88, 9999])
    )


def _change_node(rng, tree):
    holder = rng.choice(list(_holders(tree)))
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = rng.choice(keys) if keys else "ny"
    if isinstance(holder, dict):
        deed = rng.randrange(6)
        if deed == 0:
            holder.pop(key, None)
        elif deed == 1:
            holder[rng.choice([*KEYS[:-1], key])] = holder.get(key)
        elif deed == 2:
            holder[key] = _branch(rng, tree)
        else:
            texts = [name for name, value in holder.items() if isinstance(value, str) and len(value) > 20]
            holder[rng.choice(texts or [key])] = nasty(rng)
    elif rng.random() < 0.5 and holder:
        holder *= rng.choice([0, 2, 5, 30])
    else:
        holder.insert(rng.randrange(len(holder) + 1), _branch(rng, tree))


def _holders(tree):
    yield tree
    for child in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(child, dict | list):
            yield from _holders(child)


def _branch(rng, tree):
    holder = json.loads(json.dumps(rng.choice(list(_holders(tree)))))
    return rng.choice([None, [], {}, [[]], [None], {"a": None}, {"0": "x"}, holder, [nasty(rng)], nasty(rng)])


def _soup(rng, _text):
    words = [
        *NASTY,
        "\n",
        "\n  ",
        ": ",
        "- ",
        "project",
        "name",
        "budget",
        "[",
        "{",
        "|\n",
        ">\n",
        "'",
        '"',
        "#",
    ]
    if rng.random() < 0.2:
        return rng.randbytes(rng.choice([1, 10, 1000, 100_000]))
    return "".join(rng.choice(words) for _ in range(rng.randrange(1, 400)))


def planes():
    """Return every character that Unicode assigns, in chunks of a size that a field holds."""
    all_ = "".join(
        chr(code) for code in range(0x20, 0x110000) if unicodedata.category(chr(code)) not in {"Cs", "Cn"}
    )
    return [all_[at : at + 20_000] for at in range(0, len(all_), 20_000)]
