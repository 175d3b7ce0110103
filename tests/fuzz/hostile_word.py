"""Word files made to hurt: large and odd XML, expressions, zips, encodings, and content that runs or fetches."""

from __future__ import annotations

import io
import struct
import zipfile

from active import KINDS, added
from edited import parts_of
from wml import docx, p, r, sdt, tbl, tc, tr

FIELDS = "a b c rows s n g".split()
DATA = "a: x\nb: 3\nc: 1.5\nrows: [a, b]\ns: |\n  lång text\n  över rader\nn:\ng: {a: 1, b: [1, 2]}\n"
"""What the templates are filled with."""
_LISTS = [
    "range(90000)",
    "range(3000)|list",
    "rows",
    "rows * 9",
    "s.split(' ')",
    "g.items()",
    "range(90000)|batch(2)",
    "[s] * 99999",
    "g",
    "n",
]
_FILTERS = (
    "list length upper lower trim join sort unique first last max min sum reverse dictsort truncate(1,true,'långt') "
    "truncate(0,true,'') wordcount round(9999) abs int float string title capitalize replace('a','aaaa') batch(0) batch(1000000) "
    "groupby('a') map('upper') map(attribute='a') select reject selectattr('a') rejectattr('b') default(s) format(1,2) "
    "items datum kronor belopp lista e escape xmlattr tojson pprint random slice(3) indent(99999) center(9999999) urlize"
).split(" ")
_CALLS = ["loop.cycle(*range(99999))", "loop.changed(*range(99999))", "''.format(*range(99999))", "'a'.strip(s)", "loop.cycle(loop.cycle)",
          "range(10**9)", "s.replace('a', s)", "'%9999999d'|format(1)", "'{:>9999999}'.format(1)", "s.join(rows)", "g.get('x', s)", "loop(rows)",
          "self", "namespace(a=1)", "lipsum()", "cycler", "''.__class__", "rows|attr('append')", "(1).__add__", "joiner(',')"]  # fmt: skip


def expression(rng, depth=0):
    """Return an expression of Jinja, as it comes."""
    if depth > 4 or rng.random() < 0.2:
        return rng.choice(
            [
                *FIELDS,
                *_LISTS,
                *_CALLS,
                "1",
                "0",
                "-1",
                "10**30",
                "'x'",
                "1e400",
                "none",
                "true",
                "loop.index",
            ]
        )
    inner, other = expression(rng, depth + 1), expression(rng, depth + 1)
    shapes = [f"{inner}|{rng.choice(_FILTERS)}", f"({inner} {rng.choice(['+', '-', '*', '/', '//', '%', '**', '~', 'in', '==', '<', 'and', 'is'])} {other})",
              f"[{inner}, {other}]", f"{{'k': {inner}}}", f"({inner})[{other}]", f"({inner} if {other} else 1)", f"({inner})[:{other}]", f"{inner}.{rng.choice(FIELDS)}"]  # fmt: skip
    return rng.choice([*shapes[:2] * 3, *shapes])


def expressions(rng):
    """Return a template whose tags ask for as much as they may, or more."""
    lines = []
    for _ in range(rng.choice([1, 2, 5])):
        tag = rng.choice(
            [
                "{{ @ }}",
                "{% if @ %}x{% endif %}",
                "{% set q = @ %}{{ q }}",
                "{% for i in @ %}{{ i }}{% endfor %}",
            ]
        )
        text = tag.replace("@", expression(rng))
        for _ in range(rng.choice([0, 0, 1, 2])):
            text = f"{{% for z in {rng.choice(_LISTS)} %}}{text}{{% endfor %}}"
        lines.append(p(text))
    return docx(*lines)


def many(rng, text="{{ a }}"):
    """Return a document of very many of one thing."""
    n = rng.choice([1_000, 5_000, 20_000, 60_000])
    few = min(n, 8_000)
    things = {
        "paragraphs": lambda: p(text) * n,
        "runs": lambda: p(r(text) * n),
        "tags in two runs": lambda: p(r("{{ a"), r(" }}")) * few,
        "tags in one paragraph": lambda: p(r("{{"), r(" a }}")) * few,
        "rows": lambda: tbl(tr(text)) .replace("</w:tbl>", tr("x") * n + "</w:tbl>"),
        "cells": lambda: tbl(tr(*[text] * min(n, 3_000))),
        "loops": lambda: (p("{% for x in rows %}") + p("{{ x }}") + p("{% endfor %}")) * (few // 3),
        "loops in loops": lambda: p("{% for x in rows %}" * 14 + "x" + "{% endfor %}" * 14),
        "nested tables": lambda: _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl><w:p/>", n // 250),
        "nested controls": lambda: _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", n // 250),
        "controls": lambda: sdt(text, tag="a.b") * few,
        "bookmarks": lambda: '<w:p><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/></w:p>' * few,
        "changes": lambda: f'<w:p><w:ins w:id="1" w:author="a">{r("x")}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>y</w:delText></w:r></w:del></w:p>' * few,
        "comments": lambda: '<w:p><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>' * few,
        "fields": lambda: '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r></w:p>' * few,
        "a long text": lambda: p("ord " * 50 * n),
        "a long word": lambda: p("{" * n + "x" * 50 * n),
        "attributes": lambda: "<w:p " + " ".join(f'w:a{k}="x"' for k in range(n)) + "/>",
        "a long attribute": lambda: f'<w:p w:rsidR="{"9" * 50 * n}"/>',
        "namespaces": lambda: "<w:p " + " ".join(f'xmlns:n{k}="u:{k}"' for k in range(n)) + "/>",
        "comments of XML": lambda: "<w:p/>" + "<!-- x -->" * n,
        "instructions": lambda: "<w:p><?put a ?><?do x ?></w:p>" * few,
        "wide cells": lambda: tbl(tr(tc("{%tc for x in rows %}"), tc("a", props=f'<w:gridSpan w:val="{rng.choice([2**31, 10**9, 64])}"/>'), tc("{%tc endfor %}"))),
        "sections": lambda: p("x", props="<w:sectPr/>") * few,
        "drawings": lambda: '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r></w:p>' * few,
        "depth": lambda: _nested("<w:x>", "</w:x>", n),
    }  # fmt: skip
    return things[rng.choice(list(things))]()


def _nested(start, end, depth):
    return start * depth + "<w:p/>" + end * depth


def with_inside(data, inside):
    """Return the document with more in its body."""
    return added(data, inside=str(inside))


def packed(rng, data):
    """Return the document as a zip that hurts."""
    parts = parts_of(data)
    ways = {
        "cut": lambda: data[: rng.randrange(len(data))],
        "junk before": lambda: rng.randbytes(50) + data,
        "junk after": lambda: data + rng.randbytes(50),
        "twice": lambda: _zipped([*parts.items(), *list(parts.items())[-1:]]),
        "case": lambda: _zipped([*parts.items(), ("WORD/document.xml", b"<a/>")]),
        "names": lambda: _zipped([*parts.items(), (rng.choice(["../x", "/x", "a\\b", "c:x", "a/../../b", "x\x00y", "å" * 3000, "x.piece", "", "con"]), b"x")]),
        "many": lambda: _zipped([*parts.items(), *((f"x/{n}.xml", b"<x/>") for n in range(rng.choice([4_900, 6_000])))]),
        "a bomb": lambda: _zipped([*parts.items(), (rng.choice(["word/b.xml", "word/media/b.bmp"]), bytes(rng.choice([9_000_000, 40_000_000, 99_000_000, 120_000_000])))]),
        "XML bomb": lambda: _zipped([*parts.items(), ("word/b.xml", b"<x>" + b"<a/>" * rng.choice([300_000, 2_000_000]) + b"</x>")]),
        "bzip2": lambda: _zipped(parts.items(), zipfile.ZIP_BZIP2),
        "lzma": lambda: _zipped(parts.items(), zipfile.ZIP_LZMA),
        "sizes that lie": lambda: data.replace(struct.pack("<L", len(parts["word/document.xml"])), struct.pack("<L", rng.choice([0, 5, 2**31, 2**32 - 1]))),
        "bytes": lambda: _hurt(rng, data),
        "a part in bytes": lambda: _zipped((parts | {(name := rng.choice(list(parts))): _hurt(rng, parts[name])}).items()),
        "a part gone": lambda: _zipped([each for each in parts.items() if each[0] != rng.choice(list(parts))]),
        "a part empty": lambda: _zipped((parts | {rng.choice(list(parts)): b""}).items()),
        "another kind": lambda: rng.choice([b"", b"PK", b"%PDF-1.7", b"{\\rtf1}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), rng.randbytes(9_999)]),
    }  # fmt: skip
    return ways[rng.choice(list(ways))]()


def encoded(rng, data):
    """Return the document with a part in another encoding, or with a document type."""
    parts = parts_of(data)
    name = rng.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    text = parts[name].decode().partition("?>")[2] or parts[name].decode()
    said, used = rng.choice([("IBM037", "cp037"), ("UTF-7", "utf-7"), ("UTF-16", "utf-16"), ("UTF-32", "utf-32"), ("iso-8859-1", "latin-1"),
                             ("UTF-8", "utf-8"), ("UTF-8", "utf-16"), ("x" * 99, "utf-8"), ("cp1252", "utf-8")])  # fmt: skip
    doctype = rng.choice(["", "", '<!DOCTYPE a SYSTEM "file:///etc/passwd">', '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1/">]>',
                          "<!DOCTYPE a [" + "".join(f'<!ENTITY e{k} "&e{k - 1};&e{k - 1};">' for k in range(1, 40)) + "]>"])  # fmt: skip
    padding = rng.choice(["", " " * 30_000, "<!--" + "x" * 30_000 + "-->"])
    made = f'<?xml version="1.0" encoding="{said}"?>{padding}{doctype}{text}'.encode(used, "replace")
    return _zipped((parts | {name: made}).items())


def active(rng, data):
    """Return the document with content that runs or fetches, one kind or several."""
    for _ in range(rng.choice([1, 1, 2])):
        ways = KINDS[rng.choice(list(KINDS))]
        try:
            data = added(data, **ways[rng.choice(list(ways))])
        except (TypeError, UnicodeDecodeError):  # the second finds no settings of its own to write in
            break
    return data


def _hurt(rng, data):
    made = bytearray(data or b"x")
    for _ in range(rng.choice([1, 3, 20])):
        at, size = rng.randrange(len(made)), rng.choice([1, 4, 300])
        made[at : at + size] = rng.choice(
            [b"", rng.randbytes(size), bytes(size), bytes(made[at : at + size]) * 2]
        )
        made = made or bytearray(b"x")
    return bytes(made)


def _zipped(parts, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind, compresslevel=1) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()
