"""Looks that one place has by itself, as classes of a style sheet: no page needs inline styles for them."""

from __future__ import annotations

from collections.abc import Mapping


class Classes:
    """Gives each set of declarations one class; the same to all that look the same."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def of(self, look: Mapping[str, str], pseudo: str = "") -> str:
        """Return the class with this look (CSS values by property), nothing for none."""
        if not look:
            return ""
        said = css(look), pseudo
        return self._names.setdefault(said, f"d{len(self._names) + 1}")

    def rules(self) -> str:
        """Return the rules of all classes given."""
        return "".join(f".paper .{name}{pseudo}{{{said}}}\n" for (said, pseudo), name in self._names.items())


def css(look: Mapping[str, str]) -> str:
    """Return declarations as CSS; properties and values are ours, or made safe before."""
    return ";".join(f"{key}:{value}" for key, value in look.items())


def joined(*names: str) -> str:
    """Return classes as one attribute."""
    return " ".join(filter(None, names))
