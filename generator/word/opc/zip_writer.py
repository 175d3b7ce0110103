"""A zip file of parts that are deflated already: what no rendering changes is deflated once.

Source: APPNOTE.TXT 6.3 (ZIP), 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from struct import pack
from typing import NamedTuple

_DEFLATED, _VERSION, _UTF_8 = 8, 20, 0x800
_COMMON = "<4HL2L2H"  # flags to the length of the extra field: the same in both headers


class Deflated(NamedTuple):
    """What a part holds, as it is and deflated."""

    content: bytes
    packed: bytes

    @classmethod
    def of(cls, content: bytes) -> Deflated:
        """Deflate what a part holds."""
        return cls(content, zlib.compress(content, 6, wbits=-15))


def archive(members: Iterable[tuple[str, Deflated]], when: tuple[int, ...]) -> bytes:
    """Return the zip file; `when`: year, month, day, hour, minute and second of all its members."""
    year, month, day, hour, minute, second = when
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    local, central, offset = [], [], 0
    for name, (content, packed) in members:
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        sizes = (zlib.crc32(content), len(packed), len(content), len(raw), 0)
        common = pack(_COMMON, flags, _DEFLATED, time, date, *sizes)
        central += [
            b"PK\1\2",
            pack("<4B", _VERSION, 0, _VERSION, 0),
            common,
            pack("<3H2L", 0, 0, 0, 0, offset),
            raw,
        ]
        local += [b"PK\3\4", pack("<2B", _VERSION, 0), common, raw, packed]
        offset += 30 + len(raw) + len(packed)
    directory = b"".join(central)
    count = len(central) // 5
    end = pack("<4H2LH", 0, 0, count, count, len(directory), offset, 0)
    return b"".join([*local, directory, b"PK\5\6", end])
