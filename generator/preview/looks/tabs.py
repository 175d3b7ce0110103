"""Tab stops, and a line with tabs laid out by them. Source: ECMA-376 part 1, 17.3.1.37 and .38."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.preview.html import TAB, element
from generator.preview.looks.classes import Classes, joined
from generator.preview.looks.palette import points, pt, value
from generator.preview.looks.settings import Settings
from generator.word.opc.names import qn
from generator.word.opc.xml import whole

_LEADERS = {"dot": "dots", "middleDot": "dots", "hyphen": "dashes", "underscore": "rule", "heavy": "rule"}
_AT_ITS_END = frozenset({"right", "end", "center", "decimal"})


class Stop(NamedTuple):
    """A tab stop: its place in twips from the margin, what is set at it, what fills the room before it."""

    at: int
    kind: str
    leader: str = ""


def stops_of(found: Settings, inherited: tuple[Stop, ...] = ()) -> tuple[Stop, ...]:
    """Return the tab stops of a w:pPr with those that it inherits and does not clear, in order."""
    tabs = found.get(qn("w:tabs"))
    if tabs is None:
        return inherited
    stops = {stop.at: stop for stop in inherited}
    for tab in tabs:
        at = whole(tab.get(qn("w:pos")))
        stops.pop(at, None)
        if value(tab) not in {"clear", "bar"}:
            stops[at] = Stop(at, value(tab), _LEADERS.get(tab.get(qn("w:leader"), ""), ""))
    return tuple(stops[at] for at in sorted(stops))


def laid_out(pieces: Sequence[str], stops: Sequence[Stop], start: int, classes: Classes) -> str:
    """Return a line of which each tab goes to its stop; `start`: where it begins, in twips.

    The first tab goes to the first stop past the start, the next one to the next, as in a line whose texts
    have the room that they were given.
    """
    ahead = [stop for stop in stops if stop.at > start]
    texts: list[list[str]] = [[]]
    for piece in pieces:
        if piece == TAB:
            texts.append([])
        else:
            texts[-1].append(piece)
    made, here = [], start
    for number, text in enumerate(texts[:-1]):
        stop = ahead[number] if number < len(ahead) else Stop(here + 720, "left")
        made.append(_to_stop("".join(text), stop, stop.at - here, classes))
        here = stop.at
    return "".join([*made, element("span", "".join(texts[-1]), {"class": "last"})])


def _to_stop(text: str, stop: Stop, width: int, classes: Classes) -> str:
    """Return a text and the tab behind it."""
    if stop.kind in _AT_ITS_END:
        return f"<span>{text}</span>" * bool(text) + _tab(stop)
    room = classes.of({"min-width": pt(points(width))})
    return element("span", f"<span>{text}</span>" * bool(text) + _tab(stop), {"class": joined("upto", room)})


def _tab(stop: Stop) -> str:
    return element("span", TAB, {"class": joined("tab", stop.leader)})


def has_stops(pieces: Sequence[str], stops: Sequence[Stop]) -> bool:
    """Say whether the pieces are one line with tabs that go to stops."""
    return bool(stops) and TAB in pieces and not any("<br>" in piece for piece in pieces)
