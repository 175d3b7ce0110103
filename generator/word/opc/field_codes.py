"""Fields whose result comes from elsewhere, or from a program, when Word brings them up to date.

Source: ECMA-376 part 1, 17.16.5 (fields by name), 17.16.18 (complex fields), 17.16.19 (simple ones); of DDE,
DDEAUTO, INCLUDE and IMPORT, which Word knows still, 17.16.5 says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

FETCHING = frozenset("DATABASE DDE DDEAUTO IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT LINK RD".split())
_INNER = "\0"
"""Stands in a code where another field gives a piece of it; no XML holds it."""
_NAME = re.compile(rf"\s*([A-Za-z]*)({_INNER}?)")


def fetching_fields(root: etree._Element) -> Iterator[str]:
    """Yield the name of each field that fetches or runs, with "{…}" for what another field gives."""
    for code in _codes(root):
        found = _NAME.match(code)
        name, computed = (found[1].upper(), bool(found[2])) if found else ("", False)
        if name in FETCHING:
            yield name
        elif computed and any(each.startswith(name) for each in FETCHING):
            yield f"{name}{{…}}"


def _codes(root: etree._Element) -> Iterator[str]:
    """Yield the code of each field, nested ones too."""
    opened: list[list[str] | None] = []  # None: its result has begun
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}fldSimple"):
        kind = etree.QName(element).localname
        if kind == "fldSimple":
            yield _attribute(element, "instr")
        elif kind == "instrText":
            code = next((each for each in reversed(opened) if each is not None), None)
            if code is None:
                yield element.text or ""
            else:
                code.append(element.text or "")
        elif (part := _attribute(element, "fldCharType")) == "begin":
            if opened and (outer := opened[-1]) is not None:
                outer.append(_INNER)
            opened.append([])
        elif opened:
            code = opened.pop()
            if code is not None:
                yield "".join(code)
            if part == "separate":
                opened.append(None)
    yield from ("".join(code) for code in opened if code is not None)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")
