"""What `fill` says of a template and data that do not fit: no tags, other programs' ways, unused names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from generator.language import _
from generator.problems import Problem, guess, nearest
from generator.template import Template
from generator.template.names import ITEM, Names
from generator.word.opc.names import P, T, W, qn
from generator.word.text.runs import text_of

_MERGE_FIELD = re.compile(r'\s*MERGEFIELD\s+"?([^"\s\\]+)')
_BRACES = re.compile(r"(?<![{%#])\{([^\W\d][\w.]*)\}(?!\})")
_CHAR, _CODE = qn("w:fldChar"), qn("w:instrText")
_SIMPLE = qn("w:fldSimple")


def remarks(template: Template, names: Names, data: str, values: Mapping[str, Any]) -> list[Problem]:
    """Return a hint for each thing that was probably meant otherwise; `data` is the data file's name."""
    found = list(_other_ways(template, set(values)))
    if not template.stories and not found:
        message = _(
            "The template has no tags: nothing was filled in. Write {example} where a value is to stand."
        )
        example = f"{{{{ {next(iter(values), 'namn')} }}}}"
        found.append(Problem("hint", "fill-no-tags", message.format(example=example), template.name))
    if template.stories and (unused := list(_unused(values, names))):
        listed = ", ".join(path + guess(meant) for path, meant in unused)
        message = _("No tag of the template uses these names: {names}").format(names=listed)
        found.append(Problem("hint", "fill-unused", message, data))
    return found


def _other_ways(template: Template, known: set[str]) -> Iterator[Problem]:
    """Yield a hint for fields of a mail merge and for names in single braces, as other programs have them."""
    roots = [template.package.tree(part) for part in template.package.stories()]
    fields = dict.fromkeys(name for root in roots for name in _merge_fields(root))
    if fields:
        message = _(
            "The template has fields of a mail merge, which are not filled in: {names}. Write {example}."
        )
        yield _told("fill-merge-field", message, list(fields), template)
    texts = [text_of(paragraph) for root in roots for paragraph in root.iter(P)]
    single = dict.fromkeys(name for text in texts for name in _BRACES.findall(text))
    if template.stories:  # braces may be only that
        single = dict.fromkeys(name for name in single if name.split(".")[0] in known)
    if single:
        message = _(
            "The template has names in single braces, which are not filled in: {names}. Write {example}."
        )
        yield _told("fill-single-braces", message, list(single), template)


def _told(code: str, message: str, names: list[str], template: Template) -> Problem:
    text = message.format(names=", ".join(names), example=f"{{{{ {names[0]} }}}}")
    return Problem("hint", code, text, template.name)


def _merge_fields(root: etree._Element) -> Iterator[str]:
    """Yield the names of the fields of a mail merge that show no tag."""
    for simple in root.iter(_SIMPLE):
        yield from _merged(
            simple.get(f"{{{W}}}instr", ""), "".join(each.text or "" for each in simple.iter(T))
        )
    open_fields: list[list[str]] = []
    for element in root.iter(_CHAR, _CODE, T):
        kind = element.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            open_fields.append(["", ""])
        elif kind == "end" and open_fields:
            yield from _merged(*open_fields.pop())
        elif open_fields and element.tag != _CHAR:
            open_fields[-1][element.tag == T] += element.text or ""


def _merged(code: str, shown: str) -> Iterator[str]:
    match = _MERGE_FIELD.match(code)
    if match and "{{" not in shown:
        yield match.group(1)


def _unused(values: Any, names: Names, above: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield the paths of the data that no tag takes, and what is perhaps meant, which the data lacks."""
    if isinstance(values, list) and ITEM in names.of and not names.whole:
        keys = {key: item for each in values if isinstance(each, Mapping) for key, item in each.items()}
        yield from _unused(keys, names.of[ITEM], f"{above}{ITEM}.")
    if not isinstance(values, Mapping) or names.whole or not (names.of or not above):
        return
    for key, value in values.items():
        if key not in names.of:
            yield f"{above}{key}", nearest(key, [name for name in names.of if name not in values])
        elif names.of[key].of:
            mark = "" if isinstance(value, list) else "."
            yield from _unused(value, names.of[key], f"{above}{key}{mark}")


def skeleton(names: Names, indent: str = "") -> Iterator[str]:
    """Yield the names that a template needs as a data file to fill in, line by line."""
    for name, held in names.of.items():
        if ITEM in held.of:
            yield f"{indent}{name}:"
            yield from _item(held.of[ITEM], f"{indent}  ")
        else:
            yield f"{indent}{name}:"
            yield from skeleton(held, f"{indent}  ")


def _item(item: Names, indent: str) -> Iterator[str]:
    lines = list(skeleton(item, f"{indent}  ")) or [f"{indent}  "]
    yield f"{indent}- {lines[0].lstrip()}".rstrip()
    yield from lines[1:]
