"""Values of a file against a model; pydantic's errors as Problems, keyed by type, never by text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import shorten
from typing import Any, TypeVar, get_args, get_origin

from pydantic_core import ErrorDetails, ValidationError

from generator.grant.schema.base import Key, Part, keys_of, once
from generator.grant.yaml.document import DataFile
from generator.language import N_, _
from generator.problems import Problem, ProblemError, guess, nearest

Model = TypeVar("Model", bound=Part)


def validate(file: DataFile, model: type[Model]) -> Model:
    """Return the file's values as `model`; raise ProblemError with every value that does not fit."""
    try:
        found: Model = model.model_validate(without_empty(file.values, model))
    except ValidationError as error:
        raise ProblemError(*problems_of(error, file, model)) from None
    return found


def without_empty(value: Any, part: type[Part] | None) -> Any:
    """Return the `value` of a group without its keys that have no answer yet; one that is unknown stays.

    An empty item of a list is an empty group.
    """
    if isinstance(value, Mapping):
        groups = groups_of(part) if part else {}
        return {
            name: without_empty(inner, groups.get(name))
            for name, inner in value.items()
            if inner is not None or (part and name not in groups)
        }
    if isinstance(value, list):
        return [{} if item is None else without_empty(item, part) for item in value]
    return value


@once
def groups_of(part: type[Part]) -> dict[str, type[Part] | None]:
    """Return the keys of a group, each with the group or the list of groups that it holds."""
    return {
        name: None if get_origin(key.annotation) is dict else group_of(key.annotation)
        for name, key in keys_of(part).items()
    }


def problems_of(error: ValidationError, file: DataFile, model: type[Part]) -> list[Problem]:
    """Return a Problem with its place for each error in the values of `file`, in the file's order."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False):
        problem = _problem(detail, file, model)
        found.setdefault(problem.path, problem)  # a value that may be of two types has an error for each
    return sorted(found.values(), key=lambda problem: (problem.place.line, problem.place.column))


def _problem(detail: ErrorDetails, file: DataFile, model: type[Part]) -> Problem:
    steps = steps_of(detail, model)
    path = ".".join(steps)
    parent, field = owner(model, steps)
    if detail["type"] == "extra_forbidden":
        known = keys_of(parent) if parent else {}
        message = _("The key {key} is not known here.{guess} Known keys: {known}.").format(
            key=_cut(steps[-1]),
            guess=guess(key_meant(steps[-1], known)),
            known=shorten(", ".join(known), _KEYS_SHOWN, placeholder=" …"),
        )
        return Problem("error", "unknown-key", message, file.name, file.key_place(path), path)
    message = _sentence(detail, steps[-1] if steps else "")
    if field is not None and field.title:
        message = _("“{title}”: {sentence}").format(title=field.title, sentence=message)
    code = detail["type"].replace("_", "-")
    return Problem("error", code, message, file.name, file.place(path), path)


def steps_of(detail: ErrorDetails, model: type[Part]) -> list[str]:
    """Return the steps of the path where pydantic found an error, without the type that it tried there."""
    steps: list[str] = []
    current: type[Part] | None = model
    is_value = False
    unknown = detail["loc"][-1] if detail["type"] == "extra_forbidden" else None  # may look like a type
    for step in (str(each) for each in detail["loc"] if each is unknown or "[" not in str(each)):
        if current is not None and not step.isdigit():
            field = keys_of(current).get(step)
            current = group_of(field.annotation) if field else None
            is_value = field is not None and current is None
        elif is_value and not step.isdigit():
            continue
        steps.append(step)
    return steps


def key_meant(written: str, known: Mapping[str, Key]) -> str | None:
    """Return the key that an unknown one may mean: near to it, or to what people call it."""
    called = {each.title.casefold(): name for name, each in known.items() if each.title}
    word = nearest(written.casefold(), [*known, *called])
    return None if word is None else called.get(word, word)


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


def _sentence(detail: ErrorDetails, key: str) -> str:
    if meant := _meant(detail["type"], detail["input"], key):
        return meant
    context = {name: str(value).replace(" or ", ", ") for name, value in detail.get("ctx", {}).items()}
    sentence = detail.get("ctx", {}).get("sentence") or _(_SENTENCES.get(detail["type"], _OTHER))
    return str(sentence).format(**{**context, "read": _shown(detail["input"])})


def _meant(code: str, value: Any, key: str) -> str | None:
    """Return what to type where the wrong shape of a value shows what was meant; None when it does not."""
    if code == "string_type" and key.isdigit() and not value:
        return _("The item is empty. Write its text after the dash, or take the line away.")
    if code == "string_type" and key.isdigit() and isinstance(value, list | tuple):
        return _("Here stand two dashes. Write one: {typed}").format(typed=f"- {_cut(str(value[0]))}")
    if code == "string_type" and isinstance(value, Mapping) and len(value) == 1:
        ((first, rest),) = value.items()
        if isinstance(rest, str) or rest is None:
            typed = _cut(f'"{first}: {rest or ""}'.rstrip()) + '"'
            typed = f"- {typed}" if key.isdigit() else f"{key}: {typed}"
            message = _("The colon makes a key of the words before it. Put the text in quotes: “{typed}”")
            return message.format(typed=typed)
    if code == "string_type" and isinstance(value, Mapping | list | tuple) and not key.isdigit():
        return _('The lines below are to be one text. Write "|" after the key: “{typed}”').format(
            typed=f"{key}: |"
        )
    if code == "tuple_type" and isinstance(value, str) and re.match(r"[-–•][^\s\-]", value):
        message = _("A blank is missing after the dash of each item. Write: “{typed}”")
        return message.format(typed="- " + _cut(re.split(r"\s+-", value[1:])[0]))
    if (
        code in {"model_type", "model_attributes_type"}
        and isinstance(value, list | tuple)
        and len(value) == 1
    ):
        first = next(iter(value[0]), "") if isinstance(value[0], Mapping) else ""
        message = _(
            "No list is wanted here. Take away the dash (-) before {first}, and write the keys below "
            "each other."
        )
        return message.format(first=first) if first else None
    return None


def _cut(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:50].rstrip()}…"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return _("a group of keys")
    if isinstance(value, list | tuple):
        return _("a list")
    text = str(value)
    return f"”{text[:60]}…”" if len(text) > 60 else f"”{text}”"


_KEYS_SHOWN = 90
"""Characters of the names of keys in a message."""
_OTHER = N_("{read} cannot be used here.")
_SENTENCES = {
    "greater_than_equal": N_("{read} is too small. It must be at least {ge}."),
    "less_than_equal": N_("{read} is too large. It must be at most {le}."),
    "decimal_max_digits": N_("{read} has too many digits. At most {max_digits} can be written."),
    "decimal_max_places": N_("{read} has too many decimals. At most {decimal_places} can be written."),
    "decimal_whole_digits": N_(
        "{read} has too many digits. At most {whole_digits} can stand before the decimal comma."
    ),
    "int_type": N_("{read} is not a whole number. Write digits only."),
    "decimal_type": N_("{read} stands where an amount is expected. Write digits, such as 600000."),
    "date_type": N_("{read} stands where a date is expected. Write year-month-day."),
    "bool_type": N_("{read} stands where “ja” or “nej” is expected."),
    "string_type": N_("{read} stands where a text is expected. Write the text after the colon."),
    "tuple_type": N_("{read} stands where a list is expected. Begin each item on a line with a dash (-)."),
    "model_type": N_("{read} stands where a group of keys is expected. Write the keys below, indented."),
    "string_pattern_mismatch": N_("{read} has letters or signs that cannot be used here ({pattern})."),
    "missing": N_("The key must be there. Write it with its value."),
    "literal_error": N_("{read} is not among the choices. Choose one of: {expected}."),
}
"""What pydantic complains of, by the type of its error; what our own checks find brings its sentence."""
