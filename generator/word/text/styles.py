"""The styles of a document, looked up by name and by what they give a paragraph or a run.

Source: ECMA-376 part 1, 17.7 (styles); Word writes the names of its own styles in English,
whatever language it speaks, while their ids differ (`List Bullet` is `Punktlista` in Swedish).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.word.opc.names import PPR, RPR, VAL, qn
from generator.word.opc.xml import is_on, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_STYLE = qn("w:rStyle")
_LIST_NAME = re.compile("list (?:bullet|number)(?: ([2-9]))?")


class Styles:
    """The styles of a document; `root` is the tree of its styles.xml, None when it has none."""

    default = ""
    """The id of the style that a paragraph has when it names none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}
        self._lists: dict[str, tuple[int, int] | None] = {}
        for style in root.iterfind(qn("w:style")) if root is not None else ():
            style_id, name = style.get(qn("w:styleId"), ""), _value(style.find(qn("w:name"))).lower()
            kind = style.get(qn("w:type"), "paragraph")
            self._by_id[style_id], self._names[style_id] = style, name
            self._ids.setdefault((kind, name), style_id)
            if kind == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
                self.default = style_id

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each style by its id, in small letters."""
        return self._names

    def by_name(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of the style with that English name; nothing when the document lacks it."""
        return self._ids.get((kind, name.lower()), "")

    def list_level(self, style_id: str) -> int | None:
        """Return 1 for `List Bullet 2` and `List Number 2`; None for a style of another name."""
        found = _LIST_NAME.fullmatch(self._names.get(style_id, ""))
        return int(found[1] or 1) - 1 if found else None

    def numbering(self, style_id: str) -> tuple[int, int] | None:
        """Return (numId, ilvl) that the style, or one it is based on, gives a paragraph."""
        if style_id not in self._lists:
            self._lists[style_id] = self._numbering(style_id)
        return self._lists[style_id]

    def _numbering(self, style_id: str) -> tuple[int, int] | None:
        num_id = ilvl = None
        for style in self._chain(style_id):
            for properties in style.iterfind(f"{PPR}/{qn('w:numPr')}"):
                own_id, own_level = num_pr(properties)
                num_id = own_id if num_id is None else num_id
                ilvl = own_level if ilvl is None else ilvl
        return None if num_id is None else (num_id, ilvl or 0)

    def is_set(self, properties: etree._Element | None, toggle: str) -> bool:
        """Say whether `toggle` (w:b, w:i) holds in a w:rPr, by itself or by its character style."""
        if properties is None:
            return False
        found = properties.find(qn(toggle))
        if found is None and (style_id := _value(properties.find(_STYLE))):
            styles = (style.find(f"{RPR}/{qn(toggle)}") for style in self._chain(style_id))
            found = next((each for each in styles if each is not None), None)
        return is_on(found)

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            yield self._by_id[style_id]
            style_id = _value(self._by_id[style_id].find(qn("w:basedOn")))


def num_pr(properties: etree._Element) -> tuple[int | None, int | None]:
    """Return (numId, ilvl) of a w:numPr, None for the one it leaves out."""
    num_id, ilvl = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    return (
        None if num_id is None else whole(_value(num_id)),
        None if ilvl is None else whole(_value(ilvl)),
    )


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(VAL, "")
