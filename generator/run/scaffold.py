"""A new data file, made from the schema and the forms, and the JSON Schema that editors complete it with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator import language
from generator.grant.forms.form import Form
from generator.grant.forms.jinja_texts import lone_expression
from generator.grant.project import model
from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.data import OWN_NOTES
from generator.grant.schema.errors import group_of, is_list
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files

SCHEMA_FILE = "ansokan.schema.json"
WIDTH = 100


def write_new(path: Path, forms: Sequence[Form], content: bytes | None = None) -> Iterator[Path]:
    """Write a data file to fill in and its schema beside it; yield what was written.

    `content`: what it begins with, instead of nothing.
    """
    if reason := files.unfit(path.name) or files.unfit(path.stem):
        raise ProblemError(Problem("error", "file-name", reason, str(path)))
    if files.is_there(path):
        message = _("The file is already there, and is left as it is. Choose another name.")
        raise ProblemError(Problem("error", "file-exists", message, str(path)))
    files.write(path, new_text(forms).encode() if content is None else content, over=None)
    yield path
    beside = path.parent / SCHEMA_FILE
    files.write(beside, (json.dumps(json_schema(forms), ensure_ascii=False, indent=2) + "\n").encode())
    yield beside


ORDER = "project", "applicant", "budget", "financing", "case"
"""The groups that a person fills in first; then come what each receiver asks alone, and LAST."""
LAST = "documents", "ignore"


def new_text(forms: Sequence[Form]) -> str:
    """Return a complete data file without answers: every key with its title, help, limits and example.

    It holds the questions of the receivers that are standard; others are added by who needs them.
    """
    with language.swedish():
        return _new_text([form for form in forms if form.text.default] or list(forms))


def _new_text(forms: Sequence[Form]) -> str:
    intro = _(
        "Fill in after the colons, in any order; what is empty becomes a placeholder in the documents. "
        "Long texts: write | after the colon and the text below it, indented. "
        "Sums are worked out by the program."
    )
    lines = [f"# yaml-language-server: $schema={SCHEMA_FILE}", *_comment(intro, ""), ""]
    keys = {name: key for name, key in keys_of(model(forms)).items() if name not in OWN_NOTES}
    limited = limits(forms)
    for name in sorted(keys, key=lambda name: _place(name, list(keys))):
        field = keys[name]
        inner = group_of(field.annotation)
        below = _item if inner and is_list(field.annotation) else _keys
        lines += [
            *_comment(_about(field), ""),
            f"{name}:",
            *below(inner, name, limited, "  "),
            "",
        ]
    return "\n".join(lines)


def _place(name: str, keys: Sequence[str]) -> int:
    if name in LAST:
        return len(ORDER) + len(keys) + LAST.index(name)
    return ORDER.index(name) if name in ORDER else len(ORDER) + keys.index(name)


def limits(forms: Sequence[Form]) -> dict[str, list[str]]:
    """Return for each path that is an answer by itself what limits it has, in words."""
    found: dict[str, dict[int, list[str]]] = {}
    for form in forms:
        for section in form.text.sections:
            for question in section.questions:
                if question.limit and (path := lone_expression(question.answer)):
                    documents = found.setdefault(path, {}).setdefault(question.limit, [])
                    documents += [form.text.short] if form.text.short not in documents else []
    text = _("At most {limit} characters ({document}).")
    return {
        path: [
            text.format(limit=limit, document=", ".join(names)) for limit, names in sorted(by_limit.items())
        ]
        for path, by_limit in found.items()
    }


def _keys(group: type[Part] | None, path: str, limited: Mapping[str, list[str]], pad: str) -> Iterator[str]:
    for name, field in (keys_of(group) if group else {}).items():
        inner, inside = group_of(field.annotation), f"{path}.{name}"
        yield from _comment(_about(field, limited.get(inside, ())), pad)
        yield f"{pad}{name}:"
        if inner is None:
            continue
        if is_list(field.annotation):
            yield from _item(inner, inside, limited, pad + "  ")
        else:
            yield from _keys(inner, inside, limited, pad + "  ")


def _item(group: type[Part] | None, path: str, limited: Mapping[str, list[str]], pad: str) -> Iterator[str]:
    """Yield one item of a list: the dash stands before its first key, comments above it."""
    first = True
    for line in _keys(group, path, limited, pad + "  "):
        if first and not line.lstrip().startswith("#"):
            yield f"{pad}- {line.strip()}"
            first = False
        else:
            yield pad + line.strip() if first else line


def _about(field: Key, limit: Sequence[str] = ()) -> str:
    parts = [f"{field.title}.", field.help, *limit]
    if options := _options(field.annotation):
        parts.append(_("Choose: {options}.").format(options=" | ".join(options)))
    if is_list(field.annotation):
        parts.append(_("A list: repeat from the dash (-) for each.") if group_of(field.annotation) else
                     _("A list: a line with a dash (-) for each."))  # fmt: skip
    if field.example:  # last, for it has no full stop of its own
        parts.append(_("Example: {example}").format(example=field.example))
    return " ".join(part for part in parts if part)


def _options(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for inner in get_args(annotation) if (found := _options(inner))), ())


def _comment(text: str, pad: str) -> Iterator[str]:
    line = f"{pad}#"
    for word in text.split():
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = f"{pad}#"
        line += f" {word}"
    yield line


class _Schema(GenerateJsonSchema):
    """What an editor should accept: a text may look like a number, and any answer may be missing."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number", "boolean"]}


def json_schema(forms: Sequence[Form]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a data file for these receivers."""
    made = model(forms).model_json_schema(schema_generator=_Schema)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    groups = [made, *made.get("$defs", {}).values()]
    for group in groups:
        group["properties"] = {
            name: _may_be_empty(field) for name, field in group.get("properties", {}).items()
        }
    return made


def _may_be_empty(field: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in field:
        return field
    words: dict[str, Any] = {
        name: field.pop(name) for name in ("title", "description", "examples") if name in field
    }
    field.pop("default", None)
    return {"anyOf": [field, {"type": "null"}], **words}
