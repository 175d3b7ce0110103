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
from generator.render.longtexts import LongTexts
from generator.template import Story, Tag
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
        self._long = LongTexts(package, self._run)
        self._grey = _placeholder_look(package)
        self._kinds: dict[str, Callable[[Any, Tag], str]] = {
            "run": lambda value, tag: self._run(value, tag.looks[0]),
            "bare": lambda value, tag: sdt.run(tag.looks[0], said(value)),
            "inner": self._inner,
            "block": self._block,
            "name": self._name,
            "text": lambda value, _tag: escape(said(value)),
            "span": lambda value, _tag: f'<w:gridSpan w:val="{_whole(value)}"/>',
            "shade": lambda value, _tag: _shade(value),
            "merge": lambda value, _tag: '<w:vMerge w:val="restart"/>' if value else "<w:vMerge/>",
        }

    def begin(self, story: Story) -> None:
        """Let what is written from now on stand in `story`."""
        self._long.begin(story)

    def finish(self, root: etree._Element) -> etree._Element:
        """Return a finished story with its long texts in place."""
        return self._long.put_in(root)

    def close(self) -> None:
        """Write into the package what the long texts needed: new lists."""
        self._long.close()

    def write(self, value: Any, tag: Tag) -> Markup:
        """Return the XML of a value; raise FilterError when it cannot be written where the tag stands."""
        return Markup(self._kinds[tag.kind](value, tag))  # noqa: S704 -- every writer escapes

    def _run(self, value: Any, look: str) -> str:
        origin = origin_of(value)
        text = said(value)
        if isinstance(value, Rich) or (_is_markdown(origin) and text != str(value)):
            return self._long.inline(value, look)
        if origin is None or not self._controls or not sdt.can_hold(origin.path):
            return sdt.run(look, text) if text else ""
        if not text:
            return self._prompt(origin, look)
        return sdt.inline(origin.path, origin.title, self._time(origin.path), look, text)

    def _prompt(self, origin: Origin, look: str) -> str:
        if not self._placeholders:
            return ""
        return sdt.placeholder(origin.path, origin.title, self._time(origin.path), look, self._grey)

    def _inner(self, value: Any, tag: Tag) -> str:
        origin = origin_of(value)
        if said(value) or origin is None or not self._controls or not self._placeholders:
            return sdt.run(tag.looks[0], said(value))
        return sdt.run(self._grey, sdt.prompt(origin.title or origin.path))

    def _name(self, value: Any, tag: Tag) -> str:
        """Return the name of the control that the template has around the value."""
        origin = origin_of(value)
        if origin is None or not self._controls or not sdt.can_hold(origin.path):
            return "".join(tag.looks)
        showing = "" if said(value) or not self._placeholders else "<w:showingPlcHdr/>"
        return sdt.name_of(origin.path, origin.title) + tag.looks[1] + showing

    def _block(self, value: Any, tag: Tag) -> str:
        start, properties, before, look, after = tag.looks
        value = lone(value)
        origin = origin_of(value)
        if not isinstance(value, Rich) and not _is_markdown(origin):
            return start + properties + before + self._run(value, look) + after
        empty = not said(value)
        if not empty:
            content = self._long.blocks(value, tag)
        elif origin is not None and self._placeholders and self._controls:
            prompt = sdt.run(self._grey, sdt.prompt(origin.title or origin.path))
            content = start + properties + before + prompt + after
        else:
            content = start + properties + before + after
        if origin is None or not self._controls or not sdt.can_hold(origin.path):
            return content
        showing = empty and self._placeholders
        return sdt.block(origin.path, origin.title, self._time(origin.path), content, missing=showing)

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


def _is_markdown(origin: Origin | None) -> bool:
    return origin is not None and origin.kind == "markdown"


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
