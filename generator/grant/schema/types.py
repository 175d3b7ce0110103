"""The kinds of values in a data file, each made from the text as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic_core import PydanticCustomError

from generator.formats.numbers import TwoReadings, kronor, number, percentage

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Kind:
    """A mark on a type: how its values are read from text, and how they are written in Word and read back.

    `name`: the `kind` of their `Origin`. `before` makes a value of the text, `after` sees the value,
    `limits` are those of pydantic's core schema, `json` is the JSON Schema where it is not the type's own.
    Functions must be known by name in a module, for the compiled schema is kept between runs.
    """

    def __init__(
        self,
        name: str = "text",
        *,
        before: Callable[[Any], Any] | None = None,
        after: Callable[[Any], Any] | None = None,
        limits: dict[str, Any] | None = None,
        json: dict[str, Any] | None = None,
    ) -> None:
        self.name, self._before, self._after = name, before, after
        self._limits, self._json = limits or {}, json

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the type's schema within the limits, between the two steps."""
        from pydantic_core import core_schema

        schema: Any = {**handler(source), **self._limits}
        if self._before:
            schema = core_schema.no_info_before_validator_function(self._before, schema)
        if self._after:
            schema = core_schema.no_info_after_validator_function(self._after, schema)
        return schema  # type: ignore[no-any-return]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what an editor should accept."""
        return dict(self._json) if self._json else handler(schema)


def _number(read: Callable[[str], Decimal], code: str, words: str, value: Any) -> Any:
    """Return the number that `read` makes of a text; raise a PydanticCustomError when it cannot."""
    if not isinstance(value, str):
        return value
    try:
        return read(value)
    except TwoReadings as asked:
        one, other = asked.written
        raise PydanticCustomError("two_readings", "one number", {"one": one, "other": other}) from None
    except InvalidOperation:
        raise PydanticCustomError(code, words) from None


def _share(text: str) -> Decimal:
    share = percentage(text) / 100
    if share > 1:
        raise PydanticCustomError("rate_over_all", "a percentage up to 100")
    return share


_amount = partial(_number, kronor, "amount", "an amount in kronor")
_rate = partial(_number, _share, "rate", "a percentage")
_quantity = partial(_number, number, "quantity", "a number")


def _whole(value: Any) -> Any:
    """Let no text through that is not all digits: to pydantic `2.000` is 2."""
    if isinstance(value, str) and not value.strip().removeprefix("-").isdecimal():
        raise PydanticCustomError("int_parsing", "a whole number")
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("day", "a date as 2025-05-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "a day that exists") from None


def _yes_no(value: Any) -> Any:
    words = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}
    if isinstance(value, str) and (word := value.strip().lower()) in words:
        return words[word]
    if isinstance(value, str):
        raise PydanticCustomError("yes_no", "ja or nej")
    return value


LONGEST_LINE = 2_000
"""Characters of a text on one line: a name, a title, a phrase; what is longer is a running text."""


def _one_line(value: str) -> str:
    if len(value) > LONGEST_LINE:
        raise PydanticCustomError("too_long_line", "a shorter text", {"most": LONGEST_LINE})
    if "\n" in value.strip():
        raise PydanticCustomError("one_line", "a text on one line")
    return value.strip()


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (ISO/IEC 7812-1 annex B; SFS 1974:174)."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _organisation_number(value: str) -> str:
    digits = re.sub(r"[\s\-–]", "", value)
    digits = digits.removeprefix("16") if len(digits) == 12 else digits
    if not re.fullmatch(r"\d{10}", digits):
        raise PydanticCustomError("organisation_number", "ten digits")
    if not luhn(digits):
        raise PydanticCustomError("organisation_number_check", "a check digit that fits")
    return f"{digits[:6]}-{digits[6:]}"


def _workplace_number(value: str) -> str:
    digits = re.sub(r"[\s\-–]", "", value)
    if not re.fullmatch(r"\d{8}", digits):
        raise PydanticCustomError("workplace_number", "eight digits")
    return digits


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        raise PydanticCustomError("email", "an e-mail address")
    return value


def _phone(value: str) -> str:
    if not re.fullmatch(r"\+?[\d\s\-–()]{5,}", value):
        raise PydanticCustomError("phone", "a phone number")
    return value


def _website(value: str) -> str:
    if not re.fullmatch(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?", value):
        raise PydanticCustomError("website", "a web address")
    return value


class Choice(Kind):
    """The kind of a value that is one of a Literal's words; upper and lower case do not matter."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the Literal's schema behind a step that finds the word."""
        from pydantic_core import core_schema

        find = partial(_chosen, get_args(source))
        return core_schema.no_info_before_validator_function(find, handler(source))


def _chosen(options: tuple[str, ...], value: Any) -> str:
    known = {option.casefold(): option for option in options}
    word = str(value).strip().casefold()
    if word not in known:
        raise PydanticCustomError("choice", "one of {options}", {"options": ", ".join(options)})
    return known[word]


CHOICE = Choice("choice")
_NUMBER = {"type": ["number", "string"]}

Text = Annotated[str, Kind(after=_one_line)]
Markdown = Annotated[str, Kind("markdown", after=str.strip)]
Kronor = Annotated[
    Decimal,
    Kind(
        "decimal",
        before=_amount,
        limits={"ge": Decimal(0), "max_digits": 15, "decimal_places": 2},
        json=_NUMBER,
    ),
]
Rate = Annotated[
    Decimal,
    Kind(
        "rate",
        before=_rate,
        limits={"ge": Decimal(0), "le": Decimal(1)},
        json=_NUMBER,
    ),
]
Quantity = Annotated[
    Decimal,
    Kind(
        "decimal",
        before=_quantity,
        limits={"ge": Decimal(0), "max_digits": 15},
        json=_NUMBER,
    ),
]
Year = Annotated[int, Kind("whole", before=_whole, limits={"ge": 1990, "le": 2100}, json={"type": "integer"})]
Count = Annotated[int, Kind("whole", before=_whole, limits={"gt": 0})]
Day = Annotated[date, Kind("date", before=_day, json={"type": "string", "format": "date"})]
YesNo = Annotated[bool, Kind("yesno", before=_yes_no, json={"enum": ["ja", "nej", True, False]})]
OrganisationNumber = Annotated[Text, Kind("organisation_number", after=_organisation_number)]
WorkplaceNumber = Annotated[Text, Kind("workplace_number", after=_workplace_number)]
Email = Annotated[Text, Kind(after=_email)]
Phone = Annotated[Text, Kind(after=_phone)]
Website = Annotated[Text, Kind(after=_website)]
