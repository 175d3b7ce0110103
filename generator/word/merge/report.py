"""What a merge has done and has to say: notes and conflicts."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from generator import language
from generator.fields import Clash
from generator.problems import Level, Place, Problem
from generator.word.fields.locate import Title
from generator.word.merge import conflict_texts
from generator.word.merge.apply.target import MergeTarget
from generator.word.merge.conflict_texts import conflict_text, short
from generator.word.merge.read.story import text_in
from generator.word.opc.names import P, qn
from generator.word.revisions.comments import add_comment
from generator.word.revisions.elements import AUTHOR, COMMENT_MARKS
from generator.word.revisions.tracked import DEL, Marks

_ID, _AUTHOR = qn("w:id"), qn("w:author")


class Brought(NamedTuple):
    """A change that was brought in: under which heading, in which field, what it said and says now."""

    where: str
    path: str
    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Names:
    """Who speaks in notes and comments. `date`: of the tracked changes, `2026-11-23T14:12:00Z`.

    `file`: the document, as the person wrote it; `base`: what the last generation is called, for a person
    (`the version of 2026-11-20`); `origin`: where today's document comes from (`data/aurora.yaml`);
    `swedish`: whether comments are Swedish, whatever messages are shown in. `copy`: whose text the generated
    side is, when it is a copy of the document that people have edited (`minutes.docx (Maria)`); `fields`: the
    paths that people have edited in it, when nobody knows what it was generated as; `author`: whose the
    tracked changes are, when they are not ours.
    """

    date: str
    file: str = ""
    base: str = ""
    origin: str = ""
    swedish: bool = False
    copy: str = ""
    fields: frozenset[str] | None = None
    author: str = AUTHOR


class MergeReport:
    """Counts what is done in one merge."""

    def __init__(
        self, names: Names, title: Title, marks: Marks, target: MergeTarget, *, track: bool, final: bool
    ) -> None:
        """Take `title`, which says what people call the field at a path."""
        self.names, self.title, self.marks, self.target, self.track = names, title, marks, target, track
        self.notes: list[Problem] = []
        self.brought: list[Brought] = []
        self.clashes: list[Clash] = []
        self.heading = ""
        self.final = final
        """Whether the layout leaves its draft marks out: words that people have put beside them stay."""
        self._comments = True

    def begin_story(self, *, comments: bool) -> None:
        """Go on with another story; headers and footers may hold no `comments` (17.13.4)."""
        self.heading, self._comments = "", comments

    def bring(self, old: str | None, new: str | None, path: str = "") -> None:
        """Remember a change that is brought in."""
        title = self.title(path) if path else ""
        self.brought.append(Brought(self.heading, path, title, old or "", new or ""))

    def is_old(self, path: str) -> bool:
        """Say whether a field of a copy just says what the data said when the copy was generated."""
        return bool(path) and self.names.fields is not None and path not in self.names.fields

    def shown_before(self, element: etree._Element, words: str) -> bool:
        """Say whether a conflict is shown there in which a copy's words have made way for another's.

        A single word may be there by chance, unless the conflict is with this copy or about that word alone.
        """
        paragraph, words = next(element.iterancestors(P), element), words.strip()
        comments = self.target.tree("comments")
        hanging = {mark.get(_ID) for mark in paragraph.iter(*COMMENT_MARKS)}
        ours = [each for each in comments if each.get(_ID) in hanging] if comments is not None else []
        if not any(each.get(_AUTHOR) == AUTHOR for each in ours):
            return False
        gone = ["".join(map(str, each.itertext())).strip() for each in paragraph.iter(DEL)]
        sure = len(words.split()) > 1 or any(self.names.copy in text_in(each) for each in ours)
        return words in gone or (sure and any(words in text for text in gone))

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
        kind = conflict_texts.WORDS if message == conflict_texts.FIELD else message  # what to do is the same
        self.clashes.append(Clash(kind, self.heading, title, path, edited, generated))
        self.note("warning", "conflict", self._sentence(message, title, base), edited, path)
        if self._comments:
            with language.swedish() if self.names.swedish else nullcontext():
                text = self._sentence(message, title, base)
            add_comment(self.target.changed("comments"), span, self.marks, text)

    def _sentence(self, message: str, title: str, base: str) -> str:
        if self.names.copy:
            message = conflict_texts.COPIED_FIELD if title else conflict_texts.COPIED
        named = {"path": title, "copy": self.names.copy}
        return conflict_text(message, base, self.names.base, self.names.origin, **named)

    def _where(self, words: str) -> str:
        quoted = f'"{short(words)}"' if words.strip() else ""
        return ", ".join(part for part in (self.heading, quoted) if part)
