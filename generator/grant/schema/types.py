"""The types of values in a data file: pydantic's, each read by its kind (`generator.formats`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import GroupedMetadata
from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.formats import Kind, UnfitError, amounts, choices, dates, percentages, registers, texts


class Of(GroupedMetadata):
    """In an Annotated type: its values are read from text as values of this kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __iter__(self) -> Iterator[object]:
        yield BeforeValidator(partial(_parsed, self.kind))
        if self.kind.json:
            yield WithJsonSchema(self.kind.json)


def _parsed(kind: Kind, value: Any) -> Any:
    """Return the value that a text is; what is no text is left to the type."""
    return _fit(kind.parse, value) if isinstance(value, str) else value


def _fit(parse: Any, value: Any) -> Any:
    """Return what `parse` makes of a value; an UnfitError becomes pydantic's."""
    try:
        return parse(value)
    except UnfitError as error:
        context = {**error.words, "sentence": error.sentence}
        raise PydanticCustomError(error.code, "{sentence}", context) from None


class _Choice:
    """In an Annotated Literal: upper and lower case of its words do not matter."""

    kind = choices.CHOICE

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the Literal's schema behind a step that finds the word."""
        find = partial(_fit, partial(choices.chosen, get_args(source)))
        return core_schema.no_info_before_validator_function(find, handler(source))


class _NumberOfOrganisation(Of):
    """An organisation number: Swedish, unless the key `country` before it in the group says otherwise."""

    def __iter__(self) -> Iterator[object]:
        yield BeforeValidator(_of_country)


def _of_country(value: Any, info: ValidationInfo) -> Any:
    country = (info.data or {}).get("country")
    if not isinstance(value, str):
        return value
    return _fit(partial(registers.organisation, country or ""), value)


def is_foreign(country: str | None) -> bool:
    """Say whether a country is named, and is not Sweden."""
    return not registers.is_swedish(country or "")


class NameOf:
    """In an Annotated type: its values are names of items; `path` is where these stand, # for each index."""

    def __init__(self, path: str) -> None:
        self.path = path


class _Heading:
    """In an Annotated type of a key of items: documents show the items in a table for each of its values."""


class _FormName:
    """In an Annotated type: its values are names of receivers' forms."""


class _Stays:
    """In an Annotated type: a result, a figure or a decision of one project; no later one begins with it."""


class _GoesOn:
    """In an Annotated type of a number: a rate or a price, that a later project begins with as with texts."""


class _SeveralLines:
    """In an Annotated type: people write sentences, which need more room than a line."""


CHOICE = _Choice()
HEADING = _Heading()
SEVERAL_LINES = _SeveralLines()
FORM_NAME = _FormName()
STAYS = _Stays()
GOES_ON = _GoesOn()
"""What a project has of an earlier one that it begins from: `generator.grant.carrying.taken`."""

Text = Annotated[str, Of(texts.TEXT)]
FormName = Annotated[str, Of(texts.TEXT), FORM_NAME]
"""The name of a receiver's form: that of its folder under templates."""
Sentences = Annotated[str, Of(texts.TEXT), SEVERAL_LINES]
Markdown = Annotated[str, Of(texts.LONG_TEXT), SEVERAL_LINES]
Email = Annotated[str, Of(texts.EMAIL)]
Phone = Annotated[str, Of(texts.PHONE)]
Website = Annotated[str, Of(texts.WEBSITE)]
Kronor = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2), Of(amounts.KRONOR)]
Quantity = Annotated[Decimal, Field(ge=0, max_digits=15), Of(amounts.QUANTITY)]
Rate = Annotated[Decimal, Field(ge=0, le=1), Of(percentages.RATE)]
Year = Annotated[int, Field(ge=1990, le=2100), Of(amounts.YEAR)]
Count = Annotated[int, Field(gt=0), Of(amounts.COUNT)]
Day = Annotated[date, Of(dates.DAY)]
YesNo = Annotated[bool, Of(choices.YES_NO)]
OrganisationNumber = Annotated[str, _NumberOfOrganisation(registers.ORGANISATION_NUMBER)]
"""In a group whose `country` stands before it: of another country than Sweden as that country writes it."""
WorkplaceNumber = Annotated[str, Of(registers.WORKPLACE_NUMBER)]

TYPES: dict[str, Any] = {
    "text": Text,
    "markdown": Markdown,
    "kronor": Kronor,
    "date": Day,
    "yesno": YesNo,
    "number": Quantity,
}
"""The types that a receiver's own fields can have, by the `kind` that form.yaml gives them."""


@cache
def kind_of(annotation: Any) -> Kind:
    """Return the kind of the values of a type, or of the items of its list."""
    return next(_kinds(annotation), texts.TEXT)


@cache
def options_of(annotation: Any) -> tuple[str, ...]:
    """Return the words that a value of a type is chosen among, as the data file has them; none for others."""
    kind = kind_of(annotation)
    if kind is choices.YES_NO:
        return choices.YES_OR_NO
    return _words(annotation) if kind is choices.CHOICE else ()


def _words(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next(filter(None, map(_words, get_args(annotation))), ())


@cache
def has_mark(annotation: Any, mark: object) -> bool:
    """Say whether a type, or that of the items of its list, has the mark."""
    return annotation is mark or any(has_mark(inner, mark) for inner in get_args(annotation))


def _kinds(annotation: Any) -> Iterator[Kind]:
    # The arguments of Annotated are the type and its marks.
    if isinstance(annotation, Of | _Choice):
        yield annotation.kind
    for inner in get_args(annotation):
        yield from _kinds(inner)
