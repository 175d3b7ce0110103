"""The kinds of values in a data file, each made from the text as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

HARD_SPACES = "\u00a0\u202f\u2009"
_UNIT = re.compile(r"\s*(kr|kronor|sek|:-)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"^-?\d{1,3}( \d{3})+(\.\d+)?$|^-?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is written in Word and read back: the `kind` of its `Origin`."""

    name: str


def number(text: str) -> Decimal:
    """Return a number as Swedes write it (spaces between thousands, decimal comma).

    Raises InvalidOperation when the text is no number.
    """
    plain = re.sub(f"[{HARD_SPACES}]", " ", text).strip().replace(",", ".").replace("\u2212", "-")
    if not _GROUPED.match(plain):
        raise InvalidOperation
    return Decimal(plain.replace(" ", ""))


def _amount(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return number(_UNIT.sub("", value))
    except InvalidOperation:
        raise PydanticCustomError("amount", "an amount in kronor") from None


def _rate(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        share = number(value.strip().removesuffix("%")) / 100
    except InvalidOperation:
        raise PydanticCustomError("rate", "a percentage") from None
    if share > 1:
        raise PydanticCustomError("rate_over_all", "a percentage up to 100")
    return share


def _quantity(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return number(value)
    except InvalidOperation:
        raise PydanticCustomError("quantity", "a number") from None


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


def _one_line(value: str) -> str:
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
        options = get_args(source)
        known = {option.casefold(): option for option in options}

        def find(value: Any) -> Any:
            word = str(value).strip().casefold()
            if word not in known:
                raise PydanticCustomError("choice", "one of {options}", {"options": ", ".join(options)})
            return known[word]

        return core_schema.no_info_before_validator_function(find, handler(source))


CHOICE = Choice("choice")
_NUMBER_SCHEMA = {"type": ["number", "string"]}

Text = Annotated[str, AfterValidator(_one_line)]
Markdown = Annotated[str, AfterValidator(str.strip), Kind("markdown")]
Kronor = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(ge=0, max_digits=15, decimal_places=2),
    Kind("decimal"),
    WithJsonSchema(_NUMBER_SCHEMA),
]
Rate = Annotated[
    Decimal, BeforeValidator(_rate), Field(ge=0, le=1), Kind("rate"), WithJsonSchema(_NUMBER_SCHEMA)
]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    Field(ge=0, max_digits=15),
    Kind("decimal"),
    WithJsonSchema(_NUMBER_SCHEMA),
]
Year = Annotated[int, Field(ge=1990, le=2100), Kind("whole"), WithJsonSchema({"type": "integer"})]
Day = Annotated[
    date, BeforeValidator(_day), Kind("date"), WithJsonSchema({"type": "string", "format": "date"})
]
YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no),
    Kind("yesno"),
    WithJsonSchema({"enum": ["ja", "nej", True, False]}),
]
OrganisationNumber = Annotated[Text, AfterValidator(_organisation_number)]
WorkplaceNumber = Annotated[Text, AfterValidator(_workplace_number)]
Email = Annotated[Text, AfterValidator(_email)]
Phone = Annotated[Text, AfterValidator(_phone)]
Website = Annotated[Text, AfterValidator(_website)]
