"""What a value becomes in Word, by where its tag stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Undefined
from lxml import etree
from markupsafe import Markup

from generator.filters import FilterError
from generator.language import _
from generator.located import Missing, Origin, origin_of
from generator.markdown import HOLE_END, HOLE_START, Rich, plain
from generator.template import Tag
from generator.word import controls as sdt
from generator.word.names import DOC_REL, VAL, W, qn
from generator.word.package import Package
from generator.word.xml import escape

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_HOLE = re.compile(f"{HOLE_START}([0-9]+){HOLE_END}")
_GREY = '<w:rPr><w:color w:val="595959"/></w:rPr>'
_HEX = re.compile("[0-9A-Fa-f]{6}|auto")


class Writer:
    """Writes values as XML; keeps count of how often each path was written in this document."""

    def __init__(self, package: Package, *, controls: bool, placeholders: bool) -> None:
        self._package, self._controls, self._placeholders = package, controls, placeholders
        self._times: dict[str, int] = {}
        self._blocks: list[list[etree._Element]] = []
        self._grey = _placeholder_look(package)
        self._kinds: dict[str, Callable[[Any, Tag], str]] = {
            "run": lambda value, tag: self._run(value, tag.looks[0]),
            "bare": lambda value, tag: sdt.run(tag.looks[0], said(value)),
            "block": self._block,
            "name": self._name,
            "text": lambda value, _tag: escape(said(value)),
            "span": lambda value, _tag: f'<w:gridSpan w:val="{_whole(value)}"/>',
            "shade": lambda value, _tag: _shade(value),
            "merge": lambda value, _tag: '<w:vMerge w:val="restart"/>' if value else "<w:vMerge/>",
        }

    def write(self, value: Any, tag: Tag) -> Markup:
        """Return the XML of a value; raise FilterError when it cannot be written where the tag stands."""
        return Markup(self._kinds[tag.kind](value, tag))  # noqa: S704 -- every writer escapes

    def _run(self, value: Any, look: str) -> str:
        if isinstance(value, Rich):
            return self._composed(value, look)
        origin = origin_of(value)
        text = said(value)
        if origin is None or not self._controls or not sdt.can_hold(origin.path):
            return sdt.run(look, text) if text else ""
        if not text:
            return self._prompt(origin, look)
        if origin.kind == "markdown" and text != str(value):
            return sdt.run(look, text)  # read back, it would lose its markup
        return sdt.inline(origin.path, origin.title, self._time(origin.path), look, text)

    def _prompt(self, origin: Origin, look: str) -> str:
        if not self._placeholders:
            return ""
        return sdt.placeholder(origin.path, origin.title, self._time(origin.path), look, self._grey)

    def _composed(self, rich: Rich, look: str) -> str:
        """Return a composed answer in one line of text: its values are fields still."""
        marked = Rich(rich.text, tuple(f"{HOLE_START}{n}{HOLE_END}" for n in range(len(rich.values))))
        pieces = _HOLE.split(plain(marked))
        runs = [sdt.run(look, cleaned(text)) if text else "" for text in pieces[::2]]
        holes = [self._run(rich.values[int(number)], look) for number in pieces[1::2]]
        return "".join(run + hole for run, hole in zip(runs, [*holes, ""], strict=True))

    def _name(self, value: Any, tag: Tag) -> str:
        """Return the name of the control that the template has around the value."""
        origin = origin_of(value)
        if origin is None or not self._controls or not sdt.can_hold(origin.path):
            return tag.looks[0]
        return sdt.name_of(origin.path, origin.title)

    def _block(self, value: Any, tag: Tag) -> str:
        start, properties, before, look, after = tag.looks
        value = lone(value)
        origin = origin_of(value)
        is_markdown = isinstance(value, Rich) or (origin is not None and origin.kind == "markdown")
        if is_markdown and said(value):
            return self._markdown(value, tag)
        if is_markdown and origin and self._controls and self._placeholders and sdt.can_hold(origin.path):
            prompt = sdt.run(self._grey, sdt.prompt(origin.title or origin.path))
            paragraph = start + properties + before + prompt + after
            return sdt.block(origin.path, origin.title, self._time(origin.path), paragraph, missing=True)
        return start + properties + before + self._run(value, look) + after

    def _markdown(self, value: Any, tag: Tag) -> str:
        """Return a long text as paragraphs, in a control when it is one value of the data."""
        raise NotImplementedError

    def put_blocks(self, root: etree._Element) -> etree._Element:
        """Put the paragraphs of long texts where they belong in the finished story."""
        for place in list(root.iter("blocks")):
            for block in self._blocks[int(place.get("n", ""))]:
                place.addprevious(block)
            if (parent := place.getparent()) is not None:
                parent.remove(place)
        return root

    def _time(self, path: str) -> int:
        self._times[path] = self._times.get(path, 0) + 1
        return self._times[path]


def said(value: Any) -> str:
    """Return a value as text; raise FilterError for what is no single value."""
    if value is None or isinstance(value, Undefined | Missing):
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, Rich):
        return cleaned(plain(Rich(value.text, tuple(said(inner) for inner in value.values))))
    if isinstance(value, list | tuple | Mapping):
        raise FilterError(
            _("It is a list or a group of values. Loop over it, choose one of its values, or use |lista.")
        )
    origin = origin_of(value)
    text = plain(str(value)) if origin is not None and origin.kind == "markdown" else str(value)
    return cleaned(text)


def cleaned(text: str) -> str:
    """Return the text with plain newlines; raise FilterError when it holds what no Word file can."""
    if (found := _ILLEGAL.search(text)) is not None:
        message = _("Its text holds the character U+{code:04X}, which a Word file cannot hold. Remove it.")
        raise FilterError(message.format(code=ord(found.group())))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def lone(value: Any) -> Any:
    """Return the one value that a composed answer consists of, when it is nothing more; else the answer."""
    if isinstance(value, Rich) and (hole := _HOLE.fullmatch(value.text.strip())):
        return value.values[int(hole.group(1))]
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 63:  # noqa: PLR2004
        raise FilterError(_("A cell spans a whole number of columns, from 1 to 63."))  # Word's limit
    return value


def _shade(value: Any) -> str:
    colour = str(value).removeprefix("#")
    if not _HEX.fullmatch(colour):
        raise FilterError(_("A colour is written with six signs, such as FFCC00."))
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _placeholder_look(package: Package) -> str:
    """Return the look of a prompt: the template's style for placeholders, else grey (contrast 7:1)."""
    for part in package.by_kind(package.main, DOC_REL + "styles"):
        for style in package.tree(part).iter(qn("w:style")) if part in package.parts else ():
            name = style.find(qn("w:name"))
            if name is not None and name.get(VAL, "").lower() == "placeholder text":
                identity = escape(style.get(f"{{{W}}}styleId", ""))
                return f'<w:rPr><w:rStyle w:val="{identity}"/></w:rPr>'
    return _GREY
