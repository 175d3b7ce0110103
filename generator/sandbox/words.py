"""The filters and tests that a template may name."""

from __future__ import annotations

from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from generator.formats.filters import FILTERS
from generator.sandbox.bounded import as_it_is, batch, concat, join, of_text, replace, round_to, single
from generator.sandbox.costs import count_turns, counting, weighed
from generator.sandbox.formatting import by_percent
from generator.sandbox.methods import METHODS

_FILTERS = (
    "abs count d default dictsort first float groupby int items join last length list map max min reject "
    "rejectattr reverse select selectattr sort sum unique"
).split()
_TEXT_FILTERS = "capitalize lower string title trim truncate upper wordcount".split()
_TESTS = (
    "!= < <= == > >= boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer "
    "iterable le lessthan lower lt mapping ne none number odd sequence string true undefined upper"
).split()
TURNS, JOINED, SINGLE, WEIGHED = "loop turns", "joined text", "single value", "weighed value"
"""Names that no template can type, for what is put into its code."""
_COUNTED = {
    **{name: JINJA_FILTERS[name] for name in _FILTERS},
    **{name: of_text(JINJA_FILTERS[name]) for name in _TEXT_FILTERS},
    "batch": batch,
    "format": by_percent,
    "join": join,
    "replace": replace,
    "round": round_to,
}
LISTED = {
    **{name: counting(function) for name, function in _COUNTED.items()},
    "e": as_it_is,
    "escape": as_it_is,
    **FILTERS,
    "lista": counting(FILTERS["lista"]),
}
"""All filters that a template may name."""
HIDDEN = {
    TURNS: count_turns,
    JOINED: counting(concat),
    SINGLE: single,
    WEIGHED: weighed,
    **{name: counting(function) for name, function in METHODS.items()},
}
TESTS = {name: JINJA_TESTS[name] for name in _TESTS}
"""All tests that a template may name."""
