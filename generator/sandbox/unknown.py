"""Undefined names in a template: what using one says, with the names that are near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

from generator.language import _
from generator.located import Missing
from generator.problems import did_you_mean


class UnknownNameError(UndefinedError):
    """A name that nothing has: `name` of `obj` (None: of the context); `known` are the names there are."""

    def __init__(self, name: Any, obj: Any = None, known: Iterable[str] = ()) -> None:
        self.name, self.obj, self.known = name, obj, tuple(known)
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if isinstance(self.obj, Missing):
            message = _('There is no answer at "{path}" yet, so it has no "{name}".')
            return message.format(path=self.obj.origin.path, name=self.name)
        if isinstance(self.name, int) and isinstance(self.obj, str | list | tuple):
            if not self.obj:
                return _("The list is empty.") if not isinstance(self.obj, str) else _("The text is empty.")
            message = _("It has {count} items, the first of them [0], and none at [{number}].")
            return message.format(count=len(self.obj), number=self.name)
        nearest = did_you_mean(str(self.name), self.known)
        return _('There is nothing called "{name}" here.').format(name=self.name) + nearest


def _giving(answer: Any) -> Callable[..., Any]:
    """Return an operation that fails, and when failing is only noted gives `answer` (None: itself)."""

    def operation(self: Unknown, *_args: Any, **_more: Any) -> Any:
        self.fail(self.error())
        return self if answer is None else answer

    return operation


class Unknown(StrictUndefined):
    """What an unknown name gives: an error as soon as it is used for anything but `is defined`."""

    __slots__ = ()

    def fail(self, error: Exception) -> None:
        """Raise the error; a renderer that looks for more errors notes it instead."""
        raise error

    def error(self) -> Exception:
        """Return what is wrong: mostly an UnknownNameError."""
        if self._undefined_hint:  # Jinja's, of `first`, `last`, `max` and `min`
            return UndefinedError(_("The list is empty."))
        if self._undefined_name is None:
            return UndefinedError(_("There is no value (null) between [ and ]."))
        if self._undefined_obj is None:
            message = _('There is no value (null) here, so it has no "{name}".')
            return UndefinedError(message.format(name=self._undefined_name))
        obj = None if self._undefined_obj is missing else self._undefined_obj
        known = [str(key) for key in obj] if isinstance(obj, Mapping) else ()
        return UnknownNameError(self._undefined_name, obj, known)

    _fail_with_undefined_error = _giving(None)
    __str__, __len__, __bool__ = _giving(""), _giving(0), _giving(False)
    __iter__, __contains__ = _giving(iter(())), _giving(False)
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _giving(False)
    __int__, __float__, __hash__ = _giving(0), _giving(0.0), _giving(0)
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _giving(None)
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pos__ = __neg__ = _giving(None)
    __call__ = __getitem__ = _giving(None)
