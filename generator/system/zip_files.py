"""Zip files whose members are deflated once: what does not change goes from one file into the next as it is.

Source: APPNOTE.TXT 6.3 (ZIP), 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from struct import pack, unpack_from
from typing import NamedTuple

_DEFLATED, _VERSION, _UTF_8 = 8, 20, 0x800
_COMMON = "<4HL2L2H"  # flags to the length of the extra field: the same in both headers
_NAME_AND_EXTRA, _LOCAL = 26, 30  # where a local header says the lengths of these two, and where they begin


class Deflated(NamedTuple):
    """What a part holds, as it is and deflated."""

    content: bytes
    packed: bytes

    @classmethod
    def of(cls, content: bytes) -> Deflated:
        """Deflate what a part holds."""
        return cls(content, zlib.compress(content, 6, wbits=-15))


class Member(NamedTuple):
    """A member of a zip file as it lies there: deflated, with its size and checksum."""

    name: str
    packed: bytes
    size: int
    checksum: int

    @classmethod
    def of(cls, name: str, deflated: Deflated) -> Member:
        """Return the member of this name that holds this."""
        return cls(name, deflated.packed, len(deflated.content), zlib.crc32(deflated.content))


def archive(members: Iterable[Member], when: tuple[int, ...]) -> bytes:
    """Return the zip file; `when`: year, month, day, hour, minute and second of all its members."""
    year, month, day, hour, minute, second = when
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    local, central, offset = [], [], 0
    for name, packed, size, checksum in members:
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        sizes = (checksum, len(packed), size, len(raw), 0)
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


def members(data: bytes) -> Iterator[Member]:
    """Yield the members of a zip file; raise what `zipfile` raises for one that is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for info in file.infolist():
            if info.compress_type != _DEFLATED:
                yield Member.of(info.filename, Deflated.of(file.read(info)))
                continue
            lengths = unpack_from("<2H", data, info.header_offset + _NAME_AND_EXTRA)
            start = info.header_offset + _LOCAL + sum(lengths)
            yield Member(info.filename, data[start : start + info.compress_size], info.file_size, info.CRC)


def moment(data: bytes) -> tuple[int, ...]:
    """Return the time that the first member of a zip file has."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.infolist()[0].date_time
