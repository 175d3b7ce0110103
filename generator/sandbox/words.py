"""What Python and Jinja say of a template, in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext

from generator.formats.filters import FilterError, excerpt
from generator.language import N_, _
from generator.located import Missing


class WrittenWrongError(TemplateSyntaxError):
    """A tag or an expression is written wrong; the message is a sentence of ours."""


_OURS = (FilterError, SecurityError, UndefinedError, WrittenWrongError)
"""What is raised with sentences of ours."""
_KINDS = {
    "NoneType": N_("no value (null)"),
    "Missing": N_("an answer that is not there yet"),
    "str": N_("a text"),
    "LocatedText": N_("a text"),
    "int": N_("a number"),
    "float": N_("a number"),
    "bool": N_("true or false"),
    "date": N_("a date"),
    "list": N_("a list"),
    "tuple": N_("a list"),
}
_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
    "begin of comment": "{#",
    "end of comment": "#}",
    "end of template": "",
    "name": "",
    "string": "",
    "integer": "",
    "float": "",
}
"""What Jinja calls its tokens, as they are typed; some say no more than that something is missing."""


def shown(value: Any) -> str:
    """Return a value as it is shown in a message about it."""
    if value is None:
        return _("no value (null)")
    if isinstance(value, Missing):
        return _('the answer at "{path}", which is not there yet').format(path=value.origin.path)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return _("a list") if isinstance(value, Iterator | range) else excerpt(value)


def is_no_single_value(value: Any) -> bool:
    """Say whether a value holds others, or is something of Jinja's own."""
    return isinstance(value, list | tuple | Mapping | Iterator | range | LoopContext) or callable(value)


def computed(left: Any, sign: str, right: Any) -> FilterError:
    """Return the error of two values that cannot be added, compared and so on."""
    if left is None or right is None:
        return FilterError(_("One side of {operator} has no value (null).").format(operator=sign))
    message = _("{left} {operator} {right} is no sum or comparison that can be made.")
    return FilterError(message.format(left=shown(left), operator=sign, right=shown(right)))


def not_one_value() -> FilterError:
    """Return the error of a list or a group of values where one value is written."""
    return FilterError(
        _("It is a list or a group of values. Loop over it, choose one of its values, or use |lista.")
    )


def in_words(error: Exception) -> str:
    """Return a sentence about an error that a template raised."""
    if isinstance(error, _OURS):
        return str(getattr(error, "message", None) or error)
    if isinstance(error, ZeroDivisionError):
        return _("It divides by zero.")
    if isinstance(error, RecursionError | MemoryError):
        return _("It is too deep or too large.")
    for pattern, sentence in _RAISED:
        if found := pattern.search(str(error)):
            return sentence(found)
    if isinstance(error, TemplateError):
        return syntax_in_words(error.message or "") + "."
    return _("Its values do not fit what is done with them.")


def syntax_in_words(message: str) -> str:
    """Return what Jinja says of how a tag is written, without a full stop."""
    for pattern, sentence in _SYNTAX:
        if found := pattern.search(message):
            return sentence(found)
    return _("it is not written as Jinja is")


def _kind(name: str) -> str:
    name = "date" if name.endswith("Date") else "int" if name in {"Decimal", "LocatedYesNo"} else name
    name = "int" if name in {"LocatedInt", "LocatedDecimal"} else name
    return _(_KINDS[name]) if name in _KINDS else _("a group of values")


def _compared(found: re.Match[str]) -> str:
    message = _("{one} and {other} cannot be compared with {operator}.")
    text = message.format(one=_kind(found[2]), other=_kind(found[3]), operator=found[1])
    return text[0].upper() + text[1:]


_RAISED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'"), _compared),
    (
        re.compile(r"^No filter named '(.+)'"),
        lambda found: _('There is no filter called "{name}".').format(name=found[1]),
    ),
    (
        re.compile(r"^No test named '(.+)'"),
        lambda found: _('There is no test called "{name}".').format(name=found[1]),
    ),
    (
        re.compile(r"unpack"),
        lambda _found: _("An item of the list does not hold as many values as the loop has names."),
    ),
    (
        re.compile(r"'(\w+)' object is not iterable"),
        lambda found: _("A loop goes over a list, not over {value}.").format(value=_kind(found[1])),
    ),
)


def _expected(found: re.Match[str]) -> str:
    wanted, got = (_token(each) for each in found.groups())
    if not wanted:
        return _("a name or value is missing before “{got}”").format(got=got) if got else _unfinished()
    if not got:
        return _("“{wanted}” is missing").format(wanted=wanted)
    return _("“{wanted}” is missing before “{got}”").format(wanted=wanted, got=got)


def _unexpected(found: re.Match[str]) -> str:
    got = _token(found[1])
    return _("“{got}” does not fit there").format(got=got) if got else _unfinished()


def _unfinished() -> str:
    return _("it ends too early")


def _token(name: str) -> str:
    return _TOKENS.get(name, name)


def _end(found: re.Match[str]) -> str:
    if found[1] == "raw":
        return _("{tag} has no end. Write {end} in the same paragraph").format(
            tag="{% raw %}", end="{% endraw %}"
        )
    return _("a comment has no end. Write {end} in the same paragraph").format(end="#}")


_SYNTAX: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^Missing end of (raw|comment)"), _end),
    (re.compile(r"^expected token '(.+)', got '(.+)'$", re.DOTALL), _expected),
    (re.compile(r"^unexpected end of template"), lambda _found: _unfinished()),
    (re.compile(r"^Expected an expression, got '(.+)'$", re.DOTALL), _unexpected),
    (
        re.compile(r"^unexpected char (?:'\\?(.+)'|\"(')\")"),
        lambda found: _strange(found[1] or found[2]),
    ),
    (re.compile(r"^Unexpected end of template.*'endset'"), lambda _found: _("“=” and a value are missing")),
    (re.compile(r"^unexpected '(.+)', expected '(.+)'$"), lambda found: _expected_sign(found[2], found[1])),
    (re.compile(r"^unexpected ['\"](.+)['\"]$"), _unexpected),
    (re.compile(r"^tag name expected"), lambda _found: _("it says nothing")),
    (re.compile(r"^expected (name or number|subscript)"), lambda _found: _unfinished()),
    (
        re.compile(r"^can't assign to|^Can't assign"),
        lambda _found: _("a value can be kept only under a name of its own"),
    ),
    (re.compile(r"^You cannot chain multiple tests"), lambda _found: _("write “and” between two tests")),
    (
        re.compile(r"^Encountered unknown tag '(.+?)'"),
        lambda found: _("“{word}” is no known word").format(word=found[1]),
    ),
)


def _strange(character: str) -> str:
    if character in "'\"":
        return _("the text that begins with {quote} has no end").format(quote=character)
    return _("the character “{character}” does not fit there").format(character=character)


def _expected_sign(wanted: str, got: str) -> str:
    return _("“{wanted}” is missing before “{got}”").format(wanted=wanted, got=got)
