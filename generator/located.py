"""Values that know where in the data they stand; a value that was changed on its way has no origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, NoReturn, Protocol, Self, TypeVar

from generator.hard_spaces import with_hard_spaces

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from and how its text in Word is read back.

    `path`: `project.partners.0.name`. `title`: what people call it, in Swedish.
    `kind`: text | markdown | whole | decimal | date | yesno | choice, and for a value that a
    filter has written in another form, that filter's name (kronor, datum ...). A list without
    items is of kind list.
    `value`: the value as it stands in the data.
    `options`: the words that it is chosen among, as the data file has them; none for other values.
    `whose`: whose value it is, where a title says that of several: `kontaktpersonens`.
    """

    path: str
    title: str = ""
    kind: str = "text"
    value: Any = None
    options: tuple[str, ...] = ()
    whose: str = ""


class About(NamedTuple):
    """What is said of a field: see `Origin`."""

    title: str = ""
    kind: str = "text"
    options: tuple[str, ...] = ()
    whose: str = ""


UNTOLD = About()


class Fields(Protocol):
    """An object that holds values by name and computes others."""

    def located_fields(self, title: str) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, About]]:
        """Return its fields, what it computes, and what is said of each field; `title`: its own."""


class Missing:
    """An answer that is not there yet: false, empty as text, and it knows where it belongs."""

    __slots__ = ("origin",)

    def __init__(self, origin: Origin) -> None:
        self.origin = origin

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())


class UnreadableError(Exception):
    """A value was asked for that stands in the data and cannot be read."""


class Unreadable:
    """A value that is there and cannot be read: whoever asks what it is gets an UnreadableError."""

    __slots__ = ("origin",)

    def __init__(self, origin: Origin) -> None:
        self.origin = origin

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(name) if name.startswith("__") else UnreadableError

    def _asked(self, *_others: Any) -> NoReturn:
        raise UnreadableError

    __bool__ = __str__ = __len__ = __iter__ = __contains__ = __getitem__ = __hash__ = __format__ = _asked
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __abs__ = __neg__ = __pos__ = __index__ = _asked
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _asked
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __int__ = __float__ = __round__ = _asked


UNREADABLE = Unreadable(Origin(""))


def if_readable(make: Callable[[], Made]) -> Made | Unreadable:
    """Return what `make` gives; UNREADABLE when it rests on a value that cannot be read."""
    try:
        return make()
    except UnreadableError:
        return UNREADABLE


def as_far_as_readable(found: Iterator[Made]) -> Iterator[Made]:
    """Yield what is found until that rests on a value that cannot be read."""
    with suppress(UnreadableError):
        yield from found


class LocatedText(str):
    """A text with an origin: a value of the data, or such a value in the form a filter gave it."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Self:
        """Return `text` with `origin`."""
        self = super().__new__(cls, text)
        self.origin = origin
        return self


class LocatedYesNo(int):
    """Ja or Nej: false or true in a condition, the Swedish word as text."""

    origin: Origin

    def __str__(self) -> str:
        return "Ja" if self else "Nej"


@cache
def _located(kind: Any) -> Any:
    return type(f"Located{kind.__name__.title()}", (kind,), {"origin": Origin("")})


class Branch(Mapping[str, Any]):
    """A group of located values, read-only; `computed` names have no origin."""

    __slots__ = ("_computed", "_values")

    def __init__(self, values: Mapping[str, Any], computed: Mapping[str, Any] = {}) -> None:
        self._values, self._computed = values, computed

    def __getitem__(self, name: str) -> Any:
        return self._values[name] if name in self._values else self._computed[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._values
        yield from self._computed

    def __len__(self) -> int:
        return len(self._values) + len(self._computed)

    def __bool__(self) -> bool:
        return True

    def has_answers(self) -> bool:
        """Return whether any value has been given, here or in a group within."""
        return any(map(is_given, self._values.values()))


def is_given(value: Any) -> bool:
    """Return whether there is a value: of a group or a list, any within it."""
    if isinstance(value, Unreadable):
        return True
    if isinstance(value, Branch):
        return value.has_answers()
    if hasattr(value, "located_fields"):
        return any(map(is_given, vars(value).values()))
    if isinstance(value, tuple | list):
        return any(map(is_given, value))
    return value is not None and not isinstance(value, Missing)


def locate(value: Any, path: str = "", about: About = UNTOLD) -> Any:
    """Return `value` with its origin, and what it holds with theirs: an object of `Fields`, or plain data."""
    title, kind, options, whose = about
    if type(value) is str:  # most values
        return LocatedText(with_hard_spaces(value), Origin(path, title, kind, value, options, whose))
    if isinstance(value, Unreadable):
        return Unreadable(Origin(path, title, kind))
    if hasattr(value, "located_fields"):
        fields, computed, told = value.located_fields(title)
        return Branch(
            {name: locate(each, _below(path, name), told[name]) for name, each in fields.items()}, computed
        )
    if isinstance(value, Mapping):
        return Branch({name: locate(each, _below(path, name)) for name, each in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not value:
            return Missing(Origin(path, title, "list"))
        return [locate(item, f"{path}.{i}", about) for i, item in enumerate(value)]
    return _leaf(value, Origin(path, title, _kind(value) if kind == "text" else kind, value, options, whose))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _kind(value: Any) -> str:
    for type_, kind in ((bool, "yesno"), (int, "whole"), (Decimal, "decimal"), (date, "date")):
        if isinstance(value, type_):
            return kind
    return "text"


def _leaf(value: Any, origin: Origin) -> Any:
    if value is None:
        return Missing(origin)
    if isinstance(value, str):
        return LocatedText(with_hard_spaces(value), origin)
    if isinstance(value, bool):
        leaf: Any = LocatedYesNo(value)
    elif isinstance(value, date):
        leaf = _located(date)(value.year, value.month, value.day)
    elif isinstance(value, int | Decimal):
        leaf = _located(Decimal if isinstance(value, Decimal) else int)(value)
    else:
        return value
    leaf.origin = origin
    return leaf


def origin_of(value: Any) -> Origin | None:
    """Return where the value comes from, or None when it was computed."""
    origin = getattr(value, "origin", None)
    return origin if isinstance(origin, Origin) else None
