"""What one run of the program has on its desk: the folder of projects, and each project as it was read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import ProblemError
from generator.system import files
from generator.system.files import builtin_templates
from generator.system.output_folders import FINALS, SUFFIXES, beside, folder_of, folders_without_data
from generator.web.kept.history import mark_of
from generator.web.opened import Opened, open_project
from generator.web.serving.life import Life

if TYPE_CHECKING:
    from generator.grant.forms.form import Form
    from generator.web.kept.drafts import Drafts
    from generator.web.kept.history import History

_SAME_TIME = 2.0
"""Seconds within which a file system may give two writes one time (FAT)."""
EXAMPLE = "strategisk-planering.yaml"
"""The example that comes with the program."""


@dataclass
class Desk:
    """A folder with data/ in it, the templates that its projects are for, and what is known of each.

    `lock` is held while a request is answered: what is read, found and written belongs together.
    """

    root: Path
    templates: Path
    now: Callable[[], datetime]
    lock: threading.RLock = field(default_factory=threading.RLock)
    life: Life = field(default_factory=Life)
    _opened: dict[Path, Opened] = field(default_factory=dict)
    _histories: dict[Path, History] = field(default_factory=dict)
    _marks: dict[Path, tuple[tuple[int, ...], str]] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The folder of the data files."""
        return self.root / "data"

    @property
    def projects(self) -> dict[str, Path]:
        """The data files by name: what is asked for is taken from here, never a path."""
        found = sorted(self.data.glob("*")) if self.data.is_dir() else []
        named = [each for each in found if each.suffix.lower() in SUFFIXES]
        return {each.stem: each for each in named if _is_told(each.name)}

    @property
    def example(self) -> Path | None:
        """The example to begin with, when it came with the program."""
        beside_templates = builtin_templates().parent / "data" / EXAMPLE
        return beside_templates if beside_templates.is_file() else None

    @property
    def documents_alone(self) -> dict[str, Path]:
        """The Word files without a data file, by what they are called: laid among the data files, or left.

        What is left are the documents, drafts and finals, of a project whose data file is gone.
        """
        folders = folders_without_data(self.output(self.data / "-"), self.data)
        lying = [self.data, *(inner for each in folders for inner in (each, each / FINALS))]
        found = (path for folder in lying for path in sorted(folder.glob("*.docx")))
        return {path.relative_to(self.root).as_posix(): path for path in found if _is_told(path.name)}

    @cached_property
    def forms(self) -> Sequence[Form]:
        """The receivers' forms."""
        from generator.grant.forms.loading import load_all

        return load_all(self.templates)

    def output(self, path: Path) -> Path:
        """Return the folder that holds the folders of documents."""
        return beside(path, "output")

    def documents(self, path: Path) -> Path:
        """Return the folder of the documents of a data file."""
        return folder_of(self.output(path), path)

    def project(self, path: Path) -> Opened:
        """Return the project as it lies in its file now; one that was read already is not read again."""
        known = self._opened.get(path)
        if known is None or not known.is_current():
            known = self._opened[path] = open_project(path, self.forms, self.now().date())
        return known

    def history(self, path: Path) -> History:
        """Return what was done to a project in this run, what others did to its file with it."""
        from generator.web.kept.history import History

        return self._histories.setdefault(path, History())

    def drafts(self, path: Path) -> Drafts:
        """Return what was typed and is not in the data file."""
        from generator.web.kept.drafts import Drafts

        return Drafts(self.documents(path))

    def is_over(self) -> bool:
        """Say whether the program is to end: no page is open, and nothing is typed that is not saved."""
        return self.life.is_over() and not any(self.drafts(path).all() for path in self.projects.values())

    def marks(self) -> dict[str, str]:
        """Return what tells the data file of each project, and its documents, from what they were."""
        return {name: self.mark(path) for name, path in self.projects.items()}

    def mark(self, path: Path) -> str:
        """Return what tells a data file and its documents from what they were."""
        return f"{self._mark(path)} {_documents(self.documents(path))}"

    def _mark(self, path: Path) -> str:
        """Return the mark of a file; one that is as it was by its time and size is not read again."""
        try:
            about = path.stat()
            found = about.st_mtime_ns, about.st_size, about.st_ino
            if self._marks.get(path, ((), ""))[0] != found:
                mark = mark_of(files.read(path))
                if time.time() - about.st_mtime < _SAME_TIME:  # it may be written again in the same moment
                    return mark
                self._marks[path] = found, mark
            return self._marks[path][1]
        except (OSError, ProblemError):  # it is being written, or gone
            return ""


def _is_told(name: str) -> bool:
    """Say whether a file is one that people see, and its name one that can stand in a page."""
    return not name.startswith((".", "~$")) and not any("\ud800" <= each <= "\udfff" for each in name)


def _documents(folder: Path) -> str:
    try:
        found = [(each.name, each.stat().st_mtime_ns) for each in sorted(folder.glob("*.docx"))]
    except OSError:  # one is being written
        return ""
    return mark_of(repr(found).encode())
