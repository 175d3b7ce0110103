"""Values of a file against a model; pydantic's errors as Problems, keyed by type, never by text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from pydantic_core import ErrorDetails, ValidationError

from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.compiled import validator
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError, did_you_mean

Model = TypeVar("Model", bound=Part)
_CODES = {"dataclass_type": "model_type"}
"""Our own names for pydantic's types of errors."""


def validate(file: DataFile, model: type[Model]) -> Model:
    """Return the file's values as `model`; raise ProblemError with every value that does not fit."""
    try:
        found: Model = validator(model).validate_python(without_empty(file.values))
    except ValidationError as error:
        raise ProblemError(*problems_of(error, file, model)) from None
    return found


def without_empty(value: Any) -> Any:
    """Return `value` without the keys that have no answer yet; an empty item of a list is an empty group."""
    if isinstance(value, Mapping):
        return {name: without_empty(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [{} if item is None else without_empty(item) for item in value]
    return value


def problems_of(error: ValidationError, file: DataFile, model: type[Part]) -> list[Problem]:
    """Return a Problem with its place for each error in the values of `file`, in the file's order."""
    found = [_problem(detail, file, model) for detail in error.errors(include_url=False)]
    return sorted(found, key=lambda problem: (problem.place.line, problem.place.column))


def _problem(detail: ErrorDetails, file: DataFile, model: type[Part]) -> Problem:
    steps = [str(step) for step in detail["loc"] if "[" not in str(step)]
    path = ".".join(steps)
    parent, field = owner(model, steps)
    if detail["type"] == "unexpected_keyword_argument":
        known = keys_of(parent) if parent else {}
        message = _("The key {key} is not known here.{guess} Known keys: {known}.").format(
            key=steps[-1], guess=did_you_mean(steps[-1], known), known=", ".join(known)
        )
        return Problem("error", "unknown-key", message, file.name, file.key_place(path), path)
    title = f"{field.title}: " if field is not None and field.title else ""
    message = title + _sentence(detail)
    code = _CODES.get(detail["type"], detail["type"]).replace("_", "-")
    return Problem("error", code, message, file.name, file.place(path), path)


def owner(model: type[Part], steps: list[str]) -> tuple[type[Part] | None, Key | None]:
    """Return the group that the last step stands in, and the last key (None when unknown)."""
    current: type[Part] | None = model
    holder, field = current, None
    for step in steps:
        if step.isdigit() or current is None:
            continue
        holder, field = current, keys_of(current).get(step)
        current = group_of(field.annotation) if field is not None else None
    return holder, field


def group_of(annotation: Any) -> type[Part] | None:
    """Return the group inside an annotation such as `tuple[Partner, ...]`, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in get_args(annotation) if (found := group_of(inner))), None)


def is_list(annotation: Any) -> bool:
    """Say whether an annotation is a list of items."""
    return get_origin(annotation) is tuple


def _sentence(detail: ErrorDetails) -> str:
    read = _shown(detail["input"])
    text = _sentences().get(detail["type"])
    if text is None:
        return _("{read} cannot be used here.").format(read=read)
    words = {name: str(value).replace(" or ", ", ") for name, value in detail.get("ctx", {}).items()}
    return text.format(read=read, **words)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return _("a group of keys")
    if isinstance(value, list | tuple):
        return _("a list")
    text = str(value)
    return f"”{text[:60]}…”" if len(text) > 60 else f"”{text}”"


def _sentences() -> dict[str, str]:
    return {
        "amount": _("{read} is not an amount. Write kronor with digits, such as 600000 or 600 000."),
        "rate": _("{read} is not a percentage. Write for example 15 % or 42,68 %."),
        "quantity": _("{read} is not a number. Write digits, such as 40 or 0,5."),
        "two_readings": _("{read} has two readings: {one} or {other}? Write the one that is meant."),
        "rate_over_all": _("{read} is over 100 %. Write a share of the whole, such as 15 %."),
        "day": _("{read} is not a date. Write year-month-day, such as 2025-05-30."),
        "no_such_day": _("{read} is no day in the calendar. Check month and day (year-month-day)."),
        "start": _("{read} is not a start. Write a date such as 2025-01-15, or the words: {words}"),
        "yes_no": _("{read} is not an answer here. Write ja or nej."),
        "choice": _("{read} is not among the choices. Choose one of: {options}."),
        "one_line": _("This text must be on one line. Remove the line breaks."),
        "too_long_line": _("{read} is longer than {most} characters. Shorten it."),
        "organisation_number": _("{read} is not an organisation number. Write ten digits, as 232100-0214."),
        "organisation_number_check": _("{read} has a check digit that is wrong. Check each digit."),
        "workplace_number": _("{read} is not a workplace number (CFAR). Write eight digits."),
        "email": _("{read} is not an e-mail address. Write for example namn@region.se."),
        "phone": _("{read} is not a phone number. Write digits, as 063-14 75 00."),
        "website": _("{read} is not a web address. Write for example www.regionjh.se."),
        "greater_than_equal": _("{read} is too small. It must be at least {ge}."),
        "less_than_equal": _("{read} is too large. It must be at most {le}."),
        "decimal_max_digits": _("{read} has too many digits. At most {max_digits} can be written."),
        "decimal_max_places": _("{read} has too many decimals. At most {decimal_places} can be written."),
        "decimal_whole_digits": _(
            "{read} has too many digits. At most {whole_digits} can stand before the decimal comma."
        ),
        "int_parsing": _("{read} is not a whole number. Write digits only."),
        "int_type": _("{read} is not a whole number. Write digits only."),
        "int_parsing_size": _("{read} has too many digits."),
        "decimal_type": _("{read} stands where an amount is expected. Write digits, such as 600000."),
        "date_type": _("{read} stands where a date is expected. Write year-month-day."),
        "bool_type": _("{read} stands where ja or nej is expected."),
        "string_type": _("{read} stands where a text is expected. Write the text after the colon."),
        "tuple_type": _("{read} stands where a list is expected. Begin each item on a line with a dash (-)."),
        "dataclass_type": _(
            "{read} stands where a group of keys is expected. Write the keys below, indented."
        ),
        "rule_basis": _(
            "A rule that is an error must rest on what carries it. Write basis: verified (read with the "
            "receiver, as it stands today) or basis: logic, or make it level: warning."
        ),
        "limit_source": _("A limit needs its source. Write where it was read under limit_source."),
        "string_pattern_mismatch": _("{read} has letters or signs that cannot be used here ({pattern})."),
        "missing": _("The key must be there. Write it with its value."),
        "literal_error": _("{read} is not among the choices. Choose one of: {expected}."),
    }
