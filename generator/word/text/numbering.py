"""The lists of a document: how a list's number is written, and new lists that start anew.

Source: ECMA-376 part 1, 17.9 (numbering). A w:num is one list with the definition of a w:abstractNum;
lists with one definition count on from each other unless a w:startOverride starts them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.word.opc.names import PPR, VAL, W, qn
from generator.word.opc.schema_order import insert
from generator.word.opc.xml import whole

if TYPE_CHECKING:
    from generator.markdown.model import ListKind

_ABSTRACT, _NUM, _LVL = qn("w:abstractNum"), qn("w:num"), qn("w:lvl")
_ABSTRACT_ID, _NUM_ID, _ILVL = qn("w:abstractNumId"), qn("w:numId"), qn("w:ilvl")
_OVERRIDE, _START_OVERRIDE = qn("w:lvlOverride"), qn("w:startOverride")
_STEP = 425  # twentieths of a point: 0.75 cm
_LEVELS = 9
_NSID: dict[ListKind, str] = {"bullet": "4D640001", "number": "4D640002"}
"""Definitions with one nsid are one to Word when text is pasted; each of ours always has the same."""


class Level(NamedTuple):
    """How one level of a list is written: its w:numFmt, first number, and indent in twips."""

    format: str
    start: int
    left: int


class Numbering:
    """The numbering.xml of a document; one without it begins with `Numbering.empty()`."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._nums = {num.get(_NUM_ID, ""): num for num in reversed(root.findall(_NUM))}
        self._bullets: dict[int, int] = {}
        self._highest = 0

    @classmethod
    def empty(cls) -> Numbering:
        """Return the numbering of a document that has no list."""
        return cls(etree.Element(qn("w:numbering"), nsmap={"w": W}))

    def level(self, num_id: int, ilvl: int) -> Level | None:
        """Return how a level of a list is written; None when the document does not say."""
        level = self.level_element(num_id, ilvl)
        if level is None:
            return None
        num = self._num(num_id)
        override = None if num is None else _at(num, _OVERRIDE, ilvl)
        start = None if override is None else override.find(_START_OVERRIDE)
        first = _number(level.find(qn("w:start")) if start is None else start, 1)
        indent = level.find(f"{PPR}/{qn('w:ind')}")
        left = "0" if indent is None else indent.get(qn("w:left"), indent.get(qn("w:start"), "0"))
        form = level.find(qn("w:numFmt"))
        return Level("decimal" if form is None else form.get(VAL, ""), first, whole(left))

    def level_element(self, num_id: int, ilvl: int) -> etree._Element | None:
        """Return the w:lvl of a list's level; None when the document does not say."""
        num = self._num(num_id)
        if num is None:
            return None
        override = _at(num, _OVERRIDE, ilvl)
        level = None if override is None else override.find(_LVL)
        if level is None and (abstract := self._abstract(num)) is not None:
            level = _at(abstract, _LVL, ilvl)
        return level

    def definition(self, num_id: int) -> int | None:
        """Return the number of a list's definition (w:abstractNum); None when it has none."""
        num = self._num(num_id)
        found = None if num is None else num.find(_ABSTRACT_ID)
        return None if found is None else _number(found, 0)

    def starts_anew(self, num_id: int, ilvl: int) -> bool:
        """Say whether a list does not count on from others of its definition (17.9.26)."""
        num = self._num(num_id)
        override = None if num is None else _at(num, _OVERRIDE, ilvl)
        return override is not None and override.find(_START_OVERRIDE) is not None

    def new_list(self, kind: ListKind, start: int, ilvl: int, like: int | None = None) -> int:
        """Return the numId of a list: a new one that starts at `start`; bullets share one.

        `like` is the numId of a list with the definition to take (that of the layout's list style);
        without it the list gets one of our own.
        """
        model = None if like is None else self._num(like)
        if kind == "bullet" and like is not None and model is not None:
            return like
        definition = self._own_definition(kind) if model is None else _number(model.find(_ABSTRACT_ID), 0)
        if kind == "bullet":
            if definition not in self._bullets:
                self._bullets[definition] = self._num_of(definition) or self._add_num(definition, None, start)
            return self._bullets[definition]
        return self._add_num(definition, ilvl, start)

    def _num_of(self, definition: int) -> int:
        nums = (num for num in self.root.iterfind(_NUM) if _number(num.find(_ABSTRACT_ID), -1) == definition)
        num = next(nums, None)
        return 0 if num is None else whole(num.get(_NUM_ID))

    def _add_num(self, definition: int, ilvl: int | None, start: int) -> int:
        self._highest = num_id = 1 + (self._highest or max(map(whole, self._nums), default=0))
        num = etree.Element(_NUM, {_NUM_ID: str(num_id)})
        _sub(num, "w:abstractNumId", definition)
        if ilvl is not None:
            override = etree.SubElement(num, _OVERRIDE, {_ILVL: str(ilvl)})
            _sub(override, "w:startOverride", start)
        insert(self.root, num)
        self._nums[str(num_id)] = num
        return num_id

    def _own_definition(self, kind: ListKind) -> int:
        """Return the id of our own w:abstractNum, made when the document lacks it."""
        ids = [-1]
        for abstract in self.root.iterfind(_ABSTRACT):
            ids.append(whole(abstract.get(_ABSTRACT_ID)))
            nsid = abstract.find(qn("w:nsid"))
            if nsid is not None and nsid.get(VAL) == _NSID[kind]:
                return ids[-1]
        insert(self.root, _definition(kind, max(ids) + 1))
        return max(ids) + 1

    def _num(self, num_id: int) -> etree._Element | None:
        return self._nums.get(str(num_id))

    def _abstract(self, num: etree._Element) -> etree._Element | None:
        wanted = str(_number(num.find(_ABSTRACT_ID), -1))
        abstracts = list(self.root.iterfind(_ABSTRACT))
        found = next((a for a in abstracts if a.get(_ABSTRACT_ID) == wanted), None)
        link = None if found is None else found.find(qn("w:numStyleLink"))
        if link is None:  # else the levels stand in the w:abstractNum that defines that list style
            return found
        for abstract in abstracts:
            style = abstract.find(qn("w:styleLink"))
            if style is not None and style.get(VAL) == link.get(VAL):
                return abstract
        return None


def _definition(kind: ListKind, number: int) -> etree._Element:
    abstract = etree.Element(_ABSTRACT, {_ABSTRACT_ID: str(number)})
    _sub(abstract, "w:nsid", _NSID[kind])
    _sub(abstract, "w:multiLevelType", "multilevel")
    for ilvl in range(_LEVELS):
        level = etree.SubElement(abstract, _LVL, {_ILVL: str(ilvl)})
        _sub(level, "w:start", 1)
        if kind == "bullet":
            form, text = "bullet", "•–"[ilvl % 2]
        else:
            form, text = "decimal", f"%{ilvl + 1}."
        _sub(level, "w:numFmt", form)
        _sub(level, "w:lvlText", text)
        _sub(level, "w:lvlJc", "left")
        indent = {qn("w:left"): str(_STEP * (ilvl + 1)), qn("w:hanging"): str(_STEP)}
        etree.SubElement(etree.SubElement(level, PPR), qn("w:ind"), indent)
    return abstract


def _at(holder: etree._Element, tag: str, ilvl: int) -> etree._Element | None:
    return next((child for child in holder.iterfind(tag) if child.get(_ILVL) == str(ilvl)), None)


def _number(element: etree._Element | None, otherwise: int) -> int:
    return otherwise if element is None else whole(element.get(VAL), otherwise)


def _sub(parent: etree._Element, name: str, value: object) -> None:
    etree.SubElement(parent, qn(name), {VAL: str(value)})
