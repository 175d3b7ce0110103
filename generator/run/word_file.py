"""A Word file as it lies on the disk or was just rendered: its bytes, and its package, opened once.

The bytes of a draft have repeating sections around the rows of its lists, the package has plain rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.problems import ProblemError
from generator.system import files
from generator.word.fields import provenance
from generator.word.fields.provenance import Provenance
from generator.word.opc.package import Package
from generator.word.repeating_sections import put_on, take_off
from generator.word.revisions.resolve import accept_proposals


@dataclass(frozen=True)
class WordFile:
    """The bytes of a Word file; two with the same bytes are equal. `name` is the file's in messages."""

    data: bytes
    name: str = field(compare=False)

    @classmethod
    def of(cls, package: Package) -> WordFile:
        """Return what the package is written as; it is not changed from here on."""
        take_off(package)  # a layout may have some
        framed = package.copy()
        put_on(framed)
        made = cls(framed.to_bytes(), package.name)
        vars(made)["package"] = package
        return made

    @classmethod
    def read_if_there(cls, path: Path) -> WordFile | None:
        """Return the file at `path`, or None when there is none."""
        data = files.read_if_there(path)
        return None if data is None else cls(data, str(path))

    @cached_property
    def package(self) -> Package:
        """The file opened, to be read only; raises ProblemError when it is no sound Word document."""
        package = Package.read(self.data, self.name)
        take_off(package)
        return package

    def copy(self) -> Package:
        """Return the package to be changed."""
        return self.package.copy()

    def accepted(self) -> WordFile:
        """Return the document with what people propose in it as text; itself when there is nothing."""
        package = self.copy()
        return WordFile.of(package) if accept_proposals(package) else self

    @cached_property
    def provenance(self) -> Provenance | None:
        """What the document says of its origin; None when it says nothing, or is damaged."""
        try:
            return provenance.read(self.package)
        except ProblemError:
            return None

    @property
    def generation(self) -> str:
        """The generation that the document says it is of; nothing when it says none."""
        return self.provenance.generation if self.provenance else ""
