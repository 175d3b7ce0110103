"""The packages that lie in slutlig/: found by their names, read, and what each is called."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files
from generator.system.output_folders import SUFFIXES

MOST_BYTES = 500_000_000
"""What a package holds, unpacked: some documents of a few million each, and their PDFs."""
_NAMED = re.compile(r"-v(?P<version>[1-9]\d{0,3})-(?P<day>\d{4}-\d\d-\d\d)\.zip$")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)


class SentPackage(NamedTuple):
    """A package: `day` as YYYY-MM-DD, `contents` by name, the names of files without the day."""

    path: Path
    version: int
    day: str
    contents: Mapping[str, bytes]

    @property
    def documents(self) -> Mapping[str, bytes]:
        """The final documents, by the names that they have in slutlig/."""
        return {name: data for name, data in self.contents.items() if name.endswith(".docx")}

    @property
    def data(self) -> bytes:
        """The data file; nothing when somebody has taken it out."""
        found = (each for name, each in self.contents.items() if PurePosixPath(name).suffix in SUFFIXES)
        return next(found, b"")


def package_name(case: str, version: int, day: str) -> str:
    """Return what a package is called: `paket-RUN-479-2024-v1-2026-12-01.zip`."""
    return "-".join(filter(None, ("paket", case, f"v{version}", day))) + ".zip"


def dated(name: str, day: str) -> str:
    """Return what a file is called in the package of that day."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{day}{dot}{suffix}"


def lying(folder: Path) -> Iterator[SentPackage]:
    """Yield the packages in a folder by their versions; raise ProblemError for one that cannot be read."""
    found = [(named, path) for path in folder.glob("*.zip") if (named := _NAMED.search(path.name))]
    for named, path in sorted(found, key=lambda each: (int(each[0]["version"]), each[1].name)):
        day = named["day"]
        contents = {name.replace(f"-{day}.", "."): data for name, data in _read(path).items()}
        yield SentPackage(path, int(named["version"]), day, contents)


def _read(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as package:
            if sum(each.file_size for each in package.infolist()) > MOST_BYTES:
                raise ValueError
            return {each.filename: package.read(each) for each in package.infolist() if not each.is_dir()}
    except OSError:
        files.read(path)  # says why
        raise
    except _DAMAGED:
        message = _(
            "The package cannot be read: it is damaged, or was packed anew. Move it elsewhere, or put a "
            "sound copy in its place."
        )
        raise ProblemError(Problem("error", "package-damaged", message, str(path))) from None
