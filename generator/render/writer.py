"""What a value becomes in Word, by where its tag stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Undefined

from generator.drawings import Chart, Picture
from generator.fields import FieldValue
from generator.formats.filters import FilterError
from generator.formats.prompts import prompt
from generator.language import _
from generator.located import LocatedText, Origin, origin_of
from generator.markdown import SLOT_END, SLOT_START, Rich
from generator.render import merged_cells, page_breaks, plain_places
from generator.render.charts_pictures import Drawings
from generator.render.long_texts import LongTexts
from generator.render.value_text import SPECIAL, text_of
from generator.template import CompiledStory
from generator.word.opc.package import Package
from generator.word.opc.xml import escape, whole
from generator.word.repair import MOST_COLUMNS, Ids
from generator.word.text import content_control as sdt

Write = Callable[[Any], str]
_SLOT = re.compile(f"{SLOT_START}([0-9]+){SLOT_END}")
_HEX = re.compile("[0-9A-Fa-f]{6}|auto")


class Writer:
    """Writes values as XML; counts how often each path is written, and keeps what the controls show."""

    divides_paragraphs = False
    """A value holds new paragraphs or pages, which are to be put in when the story is a tree."""

    def __init__(
        self, package: Package, prompt: str, taken: Iterable[int], *, controls: bool, placeholders: bool
    ) -> None:
        self._controls, self._placeholders = controls, placeholders
        self.shown: list[FieldValue] = []
        self._times: dict[str, int] = {}
        self._ids = Ids(taken)
        self._long = LongTexts(package, self._run)
        self._drawings = Drawings(package)
        self._prompt = prompt
        self._makers: dict[str, Callable[..., Write]] = {
            "run": self._runs,
            "bare": lambda formatting: lambda value: sdt.run(formatting, text_of(page_breaks.flat(value))),
            "inner": lambda formatting: lambda value: self._inner(value, formatting),
            "block": self._blocks,
            "name": lambda *pieces: lambda value: self._name(value, pieces),
            "text": lambda: lambda value: escape(text_of(value)),
            "attribute": lambda: plain_places.attribute,
            "code": lambda: plain_places.code,
            "check": lambda: lambda value: "1" if plain_places.ticked(value) else "0",
            "sign": lambda on, off: lambda value: on if plain_places.ticked(value) else off,
            "day": lambda: plain_places.day,
            "picture": self._picture,
            "link": lambda: lambda value: self._long.link(plain_places.address(value)),
            "span": lambda: _span,
            "shade": lambda: _shade,
            "merge": merged_cells.writer,
            "do": lambda: text_of,
        }

    def begin(self, story: CompiledStory) -> Callable[[Any, int], str]:
        """Return what writes a value at a tag of `story` (by its number) as XML.

        It raises FilterError for a value that cannot be written there.
        """
        self._long.begin(story)
        self._drawings.begin(story.part)
        made: dict[tuple[str, ...], Write] = {}  # many tags are alike
        writers = []
        for tag in story.tags:
            write = made.get((tag.kind, *tag.pieces))
            if write is None or tag.kind == "merge":  # each of these counts for itself
                write = made[tag.kind, *tag.pieces] = self._makers[tag.kind](*tag.pieces)
            writers.append(write)
        return lambda value, number: writers[number](value)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget one control of each of these paths: what it stood in is gone."""
        for path in paths:
            self.shown.remove(next(shown for shown in reversed(self.shown) if shown.path == path))

    def close(self) -> None:
        """Write into the package what the long texts needed: lists."""
        self._long.close()

    def _runs(self, formatting: str) -> Write:
        """Return what writes a run; a plain text, with an origin or without, goes the short way."""
        start, end = f'<w:r>{formatting}<w:t xml:space="preserve">', "</w:t></w:r>"

        def write(value: Any) -> str:
            if type(value) is str and value and SPECIAL.search(value) is None:
                return start + value + end
            if type(value) is LocatedText and value and SPECIAL.search(value) is None:
                origin, text = value.origin, str(value)
                if origin.kind != "markdown" and self._in_control(origin):
                    return sdt.inline(origin, self._id(origin, text), formatting, text)
            return self._run(value, formatting)

        return write

    def _run(self, value: Any, formatting: str) -> str:
        if isinstance(value, Chart | Picture):
            return self._drawings.xml(value)
        if page_breaks.parts(value):
            self.divides_paragraphs = True
            return page_breaks.write(value, lambda text: sdt.run(formatting, text_of(text)))
        text, origin = text_of(value), origin_of(value)
        if isinstance(value, Rich) or (_is_markdown(origin) and text != str(value)):
            return self._long.inline(value, formatting)
        if origin is None or not self._in_control(origin):
            return sdt.run(formatting, text) if text else ""
        if text:
            return sdt.inline(origin, self._id(origin, text), formatting, text)
        if not self._placeholders:
            return ""
        return sdt.placeholder(origin, self._id(origin, ""), formatting, self._prompt)

    def _inner(self, value: Any, formatting: str) -> str:
        """Write what is all of a control that the template has."""
        text, origin = text_of(page_breaks.flat(value)), origin_of(value)
        if text or origin is None or not self._in_control(origin) or not self._placeholders:
            return sdt.run(formatting, text)
        return sdt.run(self._prompt, prompt(origin))

    def _name(self, value: Any, pieces: tuple[str, ...]) -> str:
        """Write the name of a control that the template has around the value."""
        origin = origin_of(value)
        if origin is None or not self._in_control(origin):
            return "".join(pieces)
        showing = "" if text_of(value) or not self._placeholders else "<w:showingPlcHdr/>"
        number = f'<w:id w:val="{self._id(origin, text_of(value))}"/>'
        return sdt.name_of(origin.path, origin.title) + number + pieces[1] + showing

    def _blocks(self, *pieces: str) -> Write:
        start, properties, before, formatting, after = pieces
        head, in_line = start + properties + before, self._runs(formatting)

        def write(value: Any) -> str:
            if type(value) is not str:  # no such text is a long one
                value = lone(value)
                if isinstance(value, Rich) or _is_markdown(origin_of(value)):
                    return self._block(value, pieces)
            return head + in_line(value) + after

        return write

    def _block(self, value: Any, pieces: tuple[str, ...]) -> str:
        """Write a long text; one that is a single value of the data stands in a control."""
        start, properties, before, _formatting, after = pieces
        origin, empty = origin_of(value), not text_of(value)
        inside = ""
        if empty and origin is not None and self._placeholders and self._in_control(origin):
            inside = sdt.run(self._prompt, prompt(origin))
        content = start + properties + before + inside + after if empty else self._long.blocks(value, pieces)
        if origin is None or not self._in_control(origin):
            return content
        number = self._id(origin, str(value))
        return sdt.block(origin.path, origin.title, number, content, missing=bool(inside))

    def _picture(self, what: str, there: str, *box: str) -> Write:
        """Return what writes a part of a picture in the place of the one there; a text leaves that there."""
        size = (whole(box[0]), whole(box[1]))
        return lambda value: (
            self._drawings.in_place(value, what, size) if isinstance(value, Picture) else there
        )

    def _in_control(self, origin: Origin) -> bool:
        return self._controls and sdt.can_hold(origin.path)

    def _id(self, origin: Origin, text: str) -> int:
        self.shown.append(FieldValue(origin.path, origin.kind, text or None))
        times = self._times[origin.path] = self._times.get(origin.path, 0) + 1
        return self._ids.take(sdt.control_id(origin.path, times))


def lone(value: Any) -> Any:
    """Return the one value that a composed answer consists of, when it is nothing more; else the answer."""
    if isinstance(value, Rich) and (slot := _SLOT.fullmatch(value.text.strip())):
        return value.values[int(slot.group(1))]
    return value


def _is_markdown(origin: Origin | None) -> bool:
    return origin is not None and origin.kind == "markdown"


def _span(value: Any) -> str:
    if isinstance(value, Undefined):
        return text_of(value)  # notes that nothing has this name
    if isinstance(value, str) and value.isdecimal() and len(value) < 3:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_COLUMNS:
        raise FilterError(_("A cell spans a whole number of columns, from 1 to 63."))
    return f'<w:gridSpan w:val="{value}"/>'


def _shade(value: Any) -> str:
    colour = text_of(value).removeprefix("#")
    if not colour:
        return ""
    if not _HEX.fullmatch(colour):
        raise FilterError(_("A colour is written with six characters, such as FFCC00."))
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
