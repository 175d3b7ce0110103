"""What the head of each page of a project shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from generator.language import _, ngettext
from generator.phrases.findings import tally
from generator.problems import STOPS, by_weight
from generator.web.desk import Desk
from generator.web.opened import Opened

if TYPE_CHECKING:
    from generator.grant.schema.themes import Theme


class ThemeLink(NamedTuple):
    """A theme in the list of them: `left` says what is missing or wrong there, nothing when nothing is.

    `unreviewed` says how much there was taken from an earlier project and nobody has reviewed.
    """

    name: str
    title: str
    address: str
    left: str
    unreviewed: str


class Shown(NamedTuple):
    """A change by others, with the title of what it changed."""

    title: str
    old: str | None
    new: str | None


class ShownStep(NamedTuple):
    """What others have changed at one time."""

    number: int
    changes: Sequence[Shown]


class ProjectView:
    """The head of a project's pages; each part is worked out when it is shown."""

    def __init__(self, desk: Desk, project: Opened) -> None:
        self._desk, self._project = desk, project
        self.base = f"/p/{quote(project.path.stem, safe='')}/"
        self.name = project.path.stem
        self.mark = project.mark
        self.files = desk.mark(project.path)

    @property
    def title(self) -> str:
        """The project's name; that of its file as long as it has none."""
        try:
            named = self._project.values.written("project.short_name") if self._project.dossier else None
        except LookupError:  # there is something else where the project is to be
            named = None
        return named or self.name

    @property
    def pages(self) -> list[tuple[str, str]]:
        """The pages of the project: address and words."""
        return [
            (f"{self.base}fill", _("Fill in")),
            (f"{self.base}findings", _("Findings")),
            (f"{self.base}word", _("Word")),
        ]

    @property
    def tally(self) -> str:
        """How many errors, warnings, hints and gaps there are, and how much is to be reviewed."""
        unreviewed = self._to_review(len(self._project.unreviewed))
        return ", ".join([*tally(self._project.problems), *([unreviewed] if unreviewed else [])])

    @staticmethod
    def _to_review(count: int) -> str:
        return ngettext("{count} to review", "{count} to review", count).format(count=count) if count else ""

    @property
    def unsaved(self) -> str:
        """How many values are typed and not saved; nothing when there are none."""
        count = len(self._desk.drafts(self._project.path).all())
        text = ngettext("{count} value not saved", "{count} values not saved", count)
        return text.format(count=count) if count else ""

    @property
    def first_unsaved(self) -> str:
        """The path of the first of them."""
        return next(iter(self._desk.drafts(self._project.path).all()), "")

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._desk.history(self._project.path).last() is not None

    @property
    def locked(self) -> str:
        """Why nothing can be saved; nothing when it can."""
        if self._project.writable:
            return ""
        found = by_weight(self._project.problems)
        return _("Nothing can be saved until the data file can be read. {reason}").format(
            reason=str(found[0]) if found else ""
        )

    @property
    def outside(self) -> list[ShownStep]:
        """What others have changed in the file."""
        values = self._project.values if self._project.dossier else None
        return [
            ShownStep(
                step.number,
                [
                    Shown(values.title(each.path) if values else each.path, each.old, each.new)
                    for each in step.changes
                ],
            )
            for step in self._desk.history(self._project.path).outside()
        ]

    @cached_property
    def themes(self) -> list[ThemeLink]:
        """The themes; of the receivers' own those of documents that are made."""
        return [self.link(theme) for theme in self.shown_themes]

    @cached_property
    def shown_themes(self) -> list[Theme]:
        """The themes of this project: a receiver's own is shown when its document is made."""
        from generator.grant.schema.themes import themes

        forms = {form.name for form in self._project.forms}
        made = (
            {each.form.name for each in self._project.dossier.documents} if self._project.dossier else forms
        )
        return [each for each in themes(self._project.model) if each.name not in forms or each.name in made]

    def link(self, theme: Theme) -> ThemeLink:
        """Return a theme as a link."""
        counts = Counter(each.level in STOPS for each in self._project.problems if theme.holds(each.path))
        left = ngettext("{count} left", "{count} left", counts[True]).format(count=counts[True])
        return ThemeLink(
            theme.name,
            theme.title,
            f"{self.base}fill/{theme.name}",
            left if counts[True] else "",
            self._to_review(sum(map(theme.holds, self._project.unreviewed))),
        )

    @property
    def documents(self) -> list[tuple[str, str]]:
        """The documents that are made: name and title."""
        made = self._project.dossier.documents if self._project.dossier else ()
        return [(each.form.name, each.form.text.short) for each in made]


def address_of(path: Path) -> str:
    """Return the address of a project's first page."""
    return f"/p/{quote(path.stem, safe='')}/"
