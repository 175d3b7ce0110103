"""What people put in a field that a data file cannot hold: the document keeps it as its own.

Source: ECMA-376 part 1, 17.3.2 (run properties), 17.3.3.1 (breaks), 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from generator.language import _
from generator.word.fields.locate import Location
from generator.word.opc.names import PPR, RPR, RUN, SDT_CONTENT, SDTPR, TBL, VAL, P, qn
from generator.word.text.markdown_write import place_of
from generator.word.text.styles import Styles

_RUN_PROPERTIES = ("w:u", "w:strike", "w:dstrike", "w:vertAlign")
_OFF = frozenset({"0", "false", "off", "none", "baseline"})
_BREAK, _KIND = qn("w:br"), qn("w:type")
_LINK = qn("w:hyperlink")
_THINGS = {
    "table": [TBL],
    "picture": [qn("w:drawing"), qn("w:pict"), qn("w:object")],
    "note": [qn("w:footnoteReference"), qn("w:endnoteReference")],
}

NAMES: dict[str, Callable[[], str]] = {
    "w:u": lambda: _("underlining"),
    "w:strike": lambda: _("strikethrough"),
    "w:dstrike": lambda: _("strikethrough"),
    "w:vertAlign": lambda: _("superscript or subscript"),
    "break": lambda: _("a page break"),
    "table": lambda: _("a table"),
    "picture": lambda: _("a picture"),
    "note": lambda: _("a footnote"),
    "heading": lambda: _("a heading"),
}
"""What people call each of them."""


def unsupported(location: Location, styles: Styles) -> frozenset[str]:
    """Return which of NAMES stand in a field."""
    if location.control is None:
        holders = list(location.anchor.paragraphs) if location.anchor else []
    else:
        holders = location.control.element.findall(SDT_CONTENT)
    found = frozenset(each for holder in holders for each in (*_run_properties(holder), *_others(holder)))
    own = None if location.control is None else location.control.element.find(f"{SDTPR}/{RPR}")
    # Word writes the first run's properties there too: the layout's are those that all runs have.
    runs = [run for holder in holders for run in holder.iter(RUN)]
    layout = {
        name
        for name in _RUN_PROPERTIES
        if own is not None and _has(own, name) and all(_run_has(run, name) for run in runs)
    }
    headings = [
        styles.names.get(place_of(each.find(PPR), styles)[0], "").startswith("heading")
        for holder in holders
        for each in holder.iter(P)
    ]
    return found - layout | ({"heading"} if any(headings) and not all(headings) else set())


def _run_properties(holder: Element) -> Iterator[str]:
    for run in holder.iter(RUN):
        linked = next(run.iterancestors(_LINK), None) is not None
        for properties in run.iterchildren(RPR):
            yield from (
                name for name in _RUN_PROPERTIES if _has(properties, name) and not (linked and name == "w:u")
            )


def _others(holder: Element) -> Iterator[str]:
    for name, tags in _THINGS.items():
        if next(holder.iter(*tags), None) is not None:
            yield name
    if any(each.get(_KIND) in {"page", "column"} for each in holder.iter(_BREAK)):
        yield "break"


def _run_has(run: Element, name: str) -> bool:
    properties = run.find(RPR)
    return properties is not None and _has(properties, name)


def _has(properties: Element, name: str) -> bool:
    found = properties.find(qn(name))
    return found is not None and found.get(VAL, "1") not in _OFF
