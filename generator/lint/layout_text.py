"""A layout as lint reads it: what it says literally, and its tags, even when some of them are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.language import _
from generator.lint.name_shapes import KnownNames, unknown_names
from generator.problems import Place, Problem
from generator.sandbox import environment
from generator.template.finding.marks import Mark, TaggedStory, mark_tags
from generator.template.finding.place_words import in_words
from generator.template.governing.nesting import ENDS, MIDDLES, error_alone, plain_jinja
from generator.word.opc.names import PPR, VAL, P, qn
from generator.word.opc.package import Package
from generator.word.text.runs import text_of

CLOSE = 0.8
"""From this likeness on (1: the same) a heading is taken for a label written otherwise."""
_TAG_STARTS = ("{{", "{%", "{#")
_HEADING_NAMES = ("heading ", "title")


@dataclass(frozen=True)
class Spot:
    """A paragraph of a layout: `number` counts from 0 in its part."""

    part: str
    number: int
    place: Place
    text: str


def stories(package: Package) -> Iterator[tuple[str, TaggedStory]]:
    """Yield each part of the layout that holds text."""
    for part in package.stories():
        yield part, TaggedStory(package.name, in_words(part, package), package.tree(part))


def headings(package: Package) -> Iterator[Spot]:
    """Yield the headings that the layout writes itself, without a tag."""
    styles = _heading_styles(package)
    for part, story in stories(package):
        for number, paragraph in enumerate(story.root.iter(P)):
            style = paragraph.find(f"{PPR}/{qn('w:pStyle')}")
            text = " ".join(text_of(paragraph).split())
            if style is None or style.get(VAL) not in styles or not text:
                continue
            if not any(start in text for start in _TAG_STARTS):
                words = _("{story}, heading “{text}”").format(story=story.words, text=text)
                yield Spot(part, number, Place(words=words), text)


def _heading_styles(package: Package) -> set[str]:
    """Return the ids of the styles that Word itself calls headings, whatever language it speaks."""
    found = set()
    for part in package.parts:
        if part.endswith("styles.xml"):
            for style in package.tree(part).iter(qn("w:style")):
                name = style.find(qn("w:name"))
                if name is not None and name.get(VAL, "").lower().startswith(_HEADING_NAMES):
                    found.add(style.get(qn("w:styleId"), ""))
    return found


def nearly(text: str, labels: set[str]) -> str:
    """Return the label that `text` means but does not say; nothing when it says one, or means none."""
    if text in labels:
        return ""
    likeness = {label: SequenceMatcher(None, text.casefold(), label.casefold()).ratio() for label in labels}
    best = max(likeness, key=lambda label: likeness[label], default="")
    return best if best and likeness[best] >= CLOSE else ""


def tag_spots(package: Package) -> Iterator[Spot]:
    """Yield the paragraph of each tag; its place is the one that Problems give."""
    for part, story in stories(package):
        numbers = {paragraph: number for number, paragraph in enumerate(story.root.iter(P))}
        mark_tags(story)
        for mark in story.marks:
            paragraph = next(mark.node.iterancestors(P))
            yield Spot(part, numbers[paragraph], mark.place, mark.typed)


def unknown_in_broken(package: Package, names: KnownNames) -> Iterator[Problem]:
    """Yield the unknown names of a layout that does not compile, as far as its tags can be read.

    A loop without end goes on to the end of what it stands in, so that no name in it is called unknown.
    """
    for _part, story in stories(package):
        mark_tags(story)
        lines = list(_TagsReader().read(story.marks))
        tree = environment().parse("\n".join(text for text, _mark in lines))
        for line, message in unknown_names(tree, names):
            mark = lines[line - 1][1]
            yield Problem("error", "template-unknown-name", message, package.name, mark.place)


class _TagsReader:
    """Reads tags into a text that Jinja accepts, one tag a line; what is wrong is left out."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    def read(self, marks: list[Mark]) -> Iterator[tuple[str, Mark]]:
        """Yield a line for each tag, with the tag."""
        for mark in marks:
            if mark.word == "set" and not _is_sound(mark):
                break  # what it was to name is not known from here on
            if line := "".join(self._line(mark)):
                yield line, mark
        if marks:
            yield "".join(self._close(0)), marks[-1]

    def _line(self, mark: Mark) -> Iterator[str]:
        word, readable = mark.word, all(sound for _word, sound in self._open)
        if word in ENDS:
            self._open.append((word, _is_sound(mark)))
            readable = readable and self._open[-1][1]
        elif word in MIDDLES:
            readable = (
                readable and bool(self._open) and self._open[-1][0] in MIDDLES[word] and _is_sound(mark)
            )
        elif word in ENDS.values():
            yield from self._end(word)
            return
        elif word and word != "set":
            return
        if readable and mark.found.kind != "note" and _is_sound(mark):
            yield plain_jinja(mark)

    def _end(self, word: str) -> Iterator[str]:
        """Close the nearest that this ends, and with it what was left open inside."""
        there = [number for number, (opened, _sound) in enumerate(self._open) if ENDS[opened] == word]
        if there:
            yield from self._close(there[-1])

    def _close(self, keep: int) -> Iterator[str]:
        while len(self._open) > keep:
            word, _sound = self._open[-1]
            if all(sound for _word, sound in self._open):
                yield f"{{% {ENDS[word]} %}}"
            self._open.pop()


def _is_sound(mark: Mark) -> bool:
    return not mark.found.fault and error_alone(mark) is None
