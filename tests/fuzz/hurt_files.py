"""How the files of documents are hurt, whatever stands in them: bits, parts, the archive around them."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from wml import W


def zipped(rng, data: bytes, done: list[str]) -> bytes:
    """Return the file after one hurt to the file itself."""
    deed = rng.choice(_FILES)
    done.append(deed.__name__)
    return deed(rng, data)


def flipped(rng, data):
    found = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def cut(rng, data):
    return data[: rng.randrange(len(data))]


def joined(rng, data):
    return (
        rng.choice([b"", b"x" * 100, data]) + data + rng.choice([b"", b"\0" * 100, b"PK\x03\x04", data[:200]])
    )


def not_a_document(rng, data):
    return rng.choice(
        [
            b"",
            b"\0" * 1000,
            b"PK",
            b"<html>hej</html>",
            "Bara text å".encode("utf-16"),
            b"%PDF-1.7",
            b"{\\rtf1 hej}",
            b"\xd0\xcf\x11\xe0" * 99,
        ]
    )


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _packed(rng, parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(
        buffer, "w", rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
    ) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def part_lost(rng, data):
    parts = _parts(data)
    parts.pop(rng.randrange(len(parts)))
    return _packed(rng, parts)


def origin_lost(rng, data):
    return _packed(rng, [each for each in _parts(data) if not each[0].startswith("customXml/")])


def part_added(rng, data):
    name = rng.choice(
        [
            "word/x.xml",
            "../x.xml",
            "/etc/x",
            "WORD/DOCUMENT.XML",
            "word\\y.xml",
            "word/media/å.png",
            "customXml/item9.xml",
            "_rels/x",
        ]
    )
    return _packed(rng, [*_parts(data), (name, b"<x/>")])


def reordered(rng, data):
    parts = _parts(data)
    rng.shuffle(parts)
    return _packed(rng, parts)


def part_replaced(rng, data):
    parts = _parts(data)
    at = rng.randrange(len(parts))
    parts[at] = (
        parts[at][0],
        rng.choice(
            [
                b"",
                b"<x/>",
                b"<",
                b"\xff\xfe<\0x\0/\0>\0",
                parts[rng.randrange(len(parts))][1],
                parts[at][1].replace(W.encode(), b"urn:x"),
            ]
        ),
    )
    return _packed(rng, parts)


def encoded_anew(rng, data):
    """Another program's XML: in UTF-16, or with other prefixes and declarations."""
    parts = []
    for name, content in _parts(data):
        if name == "word/document.xml":
            content = rng.choice([  # noqa: PLW2901 -- hurt
                etree.tostring(etree.fromstring(content), encoding="UTF-16"), content.replace(b"<w:", b"<v:").replace(b"</w:", b"</v:"),
                content.replace(b" w:", b"\n w:"), b"\xef\xbb\xbf" + content,
            ])  # fmt: skip
        parts.append((name, content))
    return _packed(rng, parts)


_FILES = [
    flipped,
    flipped,
    cut,
    joined,
    not_a_document,
    part_lost,
    part_lost,
    origin_lost,
    part_added,
    reordered,
    part_replaced,
    encoded_anew,
]
