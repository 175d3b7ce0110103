"""Earlier generations of a project's documents, beside the bases: a copy that comes back late has its base.

They lie in one zip file, which any program opens: each part of a document once, named by the SHA-256 of what
it holds, and for each generation, from the oldest to the youngest, a list of the parts that it is made of.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files
from generator.system.output_folders import BASES
from generator.system.zip_files import Deflated, Member, archive, members, moment

NAME = "generations.zip"
MOST = 50
"""So many earlier generations of a document are kept."""
MOST_BYTES, ENOUGH_BYTES = 2_000_000, 1_800_000
"""Above the first size of a project's file the oldest go, until it has the second: not one in every run."""
_PART, _LIST, _JSON = "parts/", "generations/", ".json"
_HEADERS = 76  # bytes of both headers of a member, without its name
_WHEN = (1980, 1, 1, 0, 0, 0)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError, TypeError),
)
"""What reading a zip file raises, or a list in it, that is damaged or another's."""


class Key(NamedTuple):
    """Which generation of which document, by the name of its file."""

    document: str
    generation: str


class Generations:
    """The earlier generations of the documents in a folder, as they lie; none when the file is damaged."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / BASES / NAME
        self.damaged = False
        self._members: dict[str, Member] = {}
        try:
            data = files.read_if_there(self.path)
            self._members = {each.name: each for each in members(data)} if data is not None else {}
        except (ProblemError, *_DAMAGED):
            self.damaged = True

    def known(self) -> list[Key]:
        """Return which are there, from the oldest to the youngest."""
        names = (name[len(_LIST) : -len(_JSON)] for name in self._members if name.startswith(_LIST))
        return [Key(*name.rsplit("/", 1)) for name in names if "/" in name]

    def recall(self, key: Key) -> bytes | None:
        """Return the document as it was generated then, byte for byte; None when that is gone or damaged."""
        try:
            found = _read(self._members[_list_name(key)])
            if not all(self._holds(name) for _part, name in found["parts"]):
                return None
            return archive(
                [self._members[name]._replace(name=part) for part, name in found["parts"]], found["when"]
            )
        except _DAMAGED:
            return None

    def remember(self, key: Key, data: bytes) -> None:
        """Put a document there as the youngest, as it was generated before another took its place."""
        parts = []
        for part in members(data):
            name = _part_name(_inflated(part))
            if not self._holds(name):
                self._members[name] = part._replace(name=name)
            parts.append((part.name, name))
        text = json.dumps({"when": moment(data), "parts": parts}, separators=(",", ":"))
        self._members.pop(_list_name(key), None)
        self._members[_list_name(key)] = Member.of(_list_name(key), Deflated.of(text.encode()))

    def write(self, named: Callable[[], Collection[str]]) -> None:
        """Write the file; raise ProblemError when it cannot be written.

        Above the limits the oldest go, but never the last of a document or a generation that is `named`.
        """
        self._drop(named)
        files.write(self.path, archive(self._members.values(), _WHEN), synced=False)

    def _holds(self, name: str) -> bool:
        """Say whether the part of this name is there, and sound."""
        try:
            return _part_name(_inflated(self._members[name])) == name
        except _DAMAGED:
            return False

    def _drop(self, named: Callable[[], Collection[str]]) -> None:
        keys = self.known()
        count = Counter(key.document for key in keys)
        size = sum(map(_size, self._members.values()))
        if size <= MOST_BYTES and all(number <= MOST for number in count.values()):
            return
        most = ENOUGH_BYTES if size > MOST_BYTES else size
        stay = {*named(), *{key.document: key.generation for key in keys}.values()}
        made_of = {key: self._made_of(key) for key in keys}
        uses = Counter(name for names in made_of.values() for name in names)
        self._members = {name: each for name, each in self._members.items() if uses[name]}
        for key in keys:
            if key.generation in stay or (size <= most and count[key.document] <= MOST):
                continue
            count[key.document] -= 1
            uses.subtract(made_of[key])
            size -= sum(_size(self._members.pop(name)) for name in made_of[key] if not uses[name])

    def _made_of(self, key: Key) -> set[str]:
        """Return the names of the members that a generation is made of, with that of its list."""
        try:
            found = {name for _part, name in _read(self._members[_list_name(key)])["parts"]}
        except _DAMAGED:
            found = set()
        return {_list_name(key), *found.intersection(self._members)}


def lost(folder: Path) -> Problem:
    """Say that what was kept is damaged."""
    message = _(
        "The earlier versions of the documents that the program keeps were damaged, and are begun anew. Your "
        "documents are as they were; but a copy that was mailed before today may no longer be merged."
    )
    return Problem("warning", "generations-damaged", message, str(folder / BASES / NAME))


def _size(member: Member) -> int:
    return len(member.packed) + 2 * len(member.name) + _HEADERS


def _read(member: Member) -> Any:
    return json.loads(_inflated(member))


def _inflated(member: Member) -> bytes:
    """Return what a member holds; raise ValueError when it is not what its header says."""
    content = zlib.decompressobj(-15).decompress(member.packed, min(member.size, files.MOST_BYTES) + 1)
    if len(content) != member.size or zlib.crc32(content) != member.checksum:
        raise ValueError(member.name)
    return content


def _part_name(content: bytes) -> str:
    return _PART + hashlib.sha256(content).hexdigest()


def _list_name(key: Key) -> str:
    return f"{_LIST}{key.document}/{key.generation}{_JSON}"
