"""The filters and tests that a template may name."""

from __future__ import annotations

from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from generator.filters import FILTERS
from generator.sandbox.bounded import as_it_is, concat, count_turns, join, of_text, replace, round_to, single

_FILTERS = (
    "abs count d default dictsort first float groupby int items join last length list map max min reject "
    "rejectattr reverse select selectattr sort sum unique"
).split()
_TEXT_FILTERS = "capitalize lower title trim truncate upper wordcount".split()
_TESTS = (
    "!= < <= == > >= boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer "
    "iterable le lessthan lower lt mapping ne none number odd sequence string true undefined upper"
).split()
TURNS, JOINED, SINGLE = "loop turns", "joined text", "single value"
"""Names that no template can type, for what is put into its code."""
LISTED = {
    **{name: JINJA_FILTERS[name] for name in _FILTERS},
    **{name: of_text(JINJA_FILTERS[name]) for name in _TEXT_FILTERS},
    "e": as_it_is,
    "escape": as_it_is,
    "join": join,
    "replace": replace,
    "round": round_to,
    **FILTERS,
}
"""All filters that a template may name."""
HIDDEN = {TURNS: count_turns, JOINED: concat, SINGLE: single}
TESTS = {name: JINJA_TESTS[name] for name in _TESTS}
"""All tests that a template may name."""
