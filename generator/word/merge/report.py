"""What a merge has done and has to say: notes and conflicts."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

from lxml import etree

from generator import language
from generator.fields import Clash
from generator.problems import Level, Place, Problem
from generator.word.fields.locate import Title
from generator.word.merge.apply.target import MergeTarget
from generator.word.merge.conflict_texts import FIELD, WORDS, conflict_text, short
from generator.word.revisions.comments import add_comment
from generator.word.revisions.tracked import Marks


@dataclass(frozen=True)
class Names:
    """Who speaks in notes and comments. `date`: of the tracked changes, `2026-11-23T14:12:00Z`.

    `file`: the document, as the person wrote it; `base`: what the last generation is called, for a person
    (`the version of 2026-11-20`); `origin`: where today's document comes from (`data/aurora.yaml`);
    `swedish`: whether comments are Swedish, whatever messages are shown in.
    """

    date: str
    file: str = ""
    base: str = ""
    origin: str = ""
    swedish: bool = False


class MergeReport:
    """Counts what is done in one merge."""

    def __init__(
        self, names: Names, title: Title, marks: Marks, target: MergeTarget, *, track: bool, final: bool
    ) -> None:
        """Take `title`, which says what people call the field at a path."""
        self.names, self.title, self.marks, self.target, self.track = names, title, marks, target, track
        self.notes: list[Problem] = []
        self.merged = 0
        self.clashes: list[Clash] = []
        self.heading = ""
        self.final = final
        """Whether the layout leaves its draft marks out: words that people have put beside them stay."""
        self._comments = True

    def begin_story(self, *, comments: bool) -> None:
        """Go on with another story; headers and footers may hold no `comments` (17.13.4)."""
        self.heading, self._comments = "", comments

    def note(self, level: Level, code: str, message: str, words: str = "", path: str = "") -> None:
        """Tell the person something about a place in the document."""
        place = Place(words=self._where(words))
        self.notes.append(Problem(level, code, message, self.names.file, place, path))

    def conflict(
        self, span: list[etree._Element], message: str, texts: tuple[str, str, str], path: str = ""
    ) -> None:
        """Note a conflict and hang a comment on what shows it.

        `message` is one of those in `conflict_texts`; `texts` are what base, edited and generated say.
        """
        base, edited, generated = texts
        title = self.title(path) if path else ""
        kind = WORDS if message == FIELD else message  # what to do is the same
        self.clashes.append(Clash(kind, self.heading, title, path, edited, generated))
        self.note("warning", "conflict", self._sentence(message, title, base), edited, path)
        if self._comments:
            with language.swedish() if self.names.swedish else nullcontext():
                text = self._sentence(message, title, base)
            add_comment(self.target.changed("comments"), span, self.marks, text)

    def _sentence(self, message: str, title: str, base: str) -> str:
        return conflict_text(message, title, base, self.names.base, self.names.origin)

    def _where(self, words: str) -> str:
        quoted = f'"{short(words)}"' if words.strip() else ""
        return ", ".join(part for part in (self.heading, quoted) if part)
