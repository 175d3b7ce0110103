"""How much two texts have in common, by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

_SHORT = 8
_LETTERS = "letters"


def _is_letters(trait: Hashable) -> bool:
    return isinstance(trait, tuple) and trait[0] == _LETTERS


def traits(text: str) -> Counter[Hashable]:
    """Return the words of a text with their number; of a short text also its pairs of letters."""
    words = [word for word in text.lower().split() if any(map(str.isalnum, word))]
    found: Counter[Hashable] = Counter(words)
    if len(words) <= _SHORT:
        joined = " ".join(words)
        found.update((_LETTERS, joined[i : i + 2]) for i in range(len(joined) - 1))
    return found


def shared(a: Counter[Hashable], b: Counter[Hashable]) -> float:
    """Return what two share, from 0 to 1; pairs of letters count where both texts are short."""
    if any(map(_is_letters, a)) != any(map(_is_letters, b)):
        a, b = (Counter({key: n for key, n in each.items() if not _is_letters(key)}) for each in (a, b))
    together = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / together if together else 0.0
