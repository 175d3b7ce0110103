"""Conflicts as lines for people: each with its place and both texts, below its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.excerpts import excerpts
from generator.fields import Clash
from generator.language import _


def clash_lines(clashes: Sequence[Clash]) -> Iterator[str]:
    """Yield the lines: for each kind of conflict what to do, then the places, in the document's order."""
    for message in dict.fromkeys(clash.message for clash in clashes):
        yield f"  {_(message)}"
        of_kind = (clash for clash in clashes if clash.message == message)
        for heading, group in groupby(of_kind, lambda clash: clash.heading):
            yield "    " + (heading or _("Above the first heading"))
            below = list(group)
            titles = Counter(clash.title for clash in below)
            yield from (f"      {_place(clash, alone=titles[clash.title] == 1)}" for clash in below)


def _place(clash: Clash, *, alone: bool) -> str:
    """Return the field and both texts; of several with one title the path says which it is."""
    mine, data = excerpts(clash.mine, clash.data)
    texts = _("“{mine}” in Word, “{data}” in the data").format(mine=mine, data=data)
    title = clash.title if alone else f"{clash.title} ({clash.path})"
    return f"{title}: {texts}" if clash.title else texts
