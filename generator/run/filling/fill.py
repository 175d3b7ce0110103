"""Any Word template with any data: the engine without the grants."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self, cast

import yaml

from generator.grant.yaml import document
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.render import draw
from generator.run.bases import Bases
from generator.run.filling.pictures import with_pictures
from generator.run.filling.remarks import remarks, skeleton
from generator.run.job import Options, Outcome
from generator.run.keeping import overwrite
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES, is_same
from generator.system.reasons import why_no_json
from generator.template import kept_template
from generator.template.names import names_of

_NEVER = datetime.min.replace(tzinfo=UTC)


def fill(template: Path, data: Path, out: Path, replaced_at: datetime | None = None) -> Outcome:
    """Write `template` filled with `data` to `out`; `replaced_at` names the copy of an edited `out`.

    Raises ProblemError when `out` is the template or the data, or holds something else than what was filled
    in last (what that was lies in a folder beside it), unless it may be replaced.
    """
    for source in (template, data):
        if is_same(source, out):
            message = _("The file is what the document is made from, and is left as it is. Name another OUT.")
            raise ProblemError(Problem("error", "fill-over-source", message, str(out)))
    compiled = kept_template(files.read(template), str(template), keeps_rows=False)
    values = with_pictures(_values(data), data)
    filled = draw(compiled, values, controls=False, placeholders=False).package
    message = _(
        "The file was edited, or was not filled in here, and is left as it is. Name another OUT, or use "
        "--replace: the file is then kept beside the new one."
    )
    options = Options(out.parent, replaced_at or _NEVER, replace=replaced_at is not None)
    bases = Bases(dry=False)
    refused = Problem("error", "edited", message, str(out))
    outcome = overwrite(out, WordFile.of(filled), options, refused, bases)
    bases.settle()
    if outcome.state != "unchanged":
        files.sync_folders(out.parent, out.parent / BASES)
    told = remarks(compiled, names_of(compiled), str(data), values)
    return outcome._replace(notes=(*compiled.notes, *told, *outcome.notes))


def needed(template: Path) -> str:
    """Return the names that a template needs, as a data file without values."""
    compiled = kept_template(files.read(template), str(template), keeps_rows=False)
    return "\n".join(skeleton(names_of(compiled)))


class _AsWritten(float):
    """A number with decimals that prints as it stands in the file: `1.10` is not `1.1`."""

    def __new__(cls, written: str) -> Self:
        made = super().__new__(cls, written)
        made._written = written
        return made

    _written: str

    def __str__(self) -> str:
        return self._written

    __repr__ = __str__


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core types: numbers, true, false and null; `no`, `0630` and dates stay text.

    So does `300.000`, which to a Swede may be thousands. The line break that ends a text behind `|` is
    YAML's, not the text's.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"~|null|", ["~", "n", ""]),
    ("tag:yaml.org,2002:int", r"0|-?[1-9][0-9]{0,99}", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(0\.[0-9]+|[1-9][0-9]*\.(?![0-9]{3}$)[0-9]+)", "-0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(f"^({_pattern})$"), list(_first))


_Loader.add_constructor("tag:yaml.org,2002:float", lambda _loader, node: _AsWritten(node.value))
_Loader.add_constructor(
    "tag:yaml.org,2002:str",
    lambda _loader, node: node.value.removesuffix("\n") if node.style in {"|", ">"} else node.value,
)


def _values(path: Path) -> dict[str, Any]:
    content = files.read(path)
    if path.suffix.lower() == ".json":
        return _json(path, content)
    text = document.read(content, str(path)).text
    return cast("dict[str, Any]", yaml.load(text, Loader=_Loader))  # noqa: S506 -- a safe loader


def _json(path: Path, content: bytes) -> dict[str, Any]:
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_float=_AsWritten)
    except json.JSONDecodeError as error:
        message = _("This is not JSON: {reason}. Fix it at this place.").format(reason=why_no_json(error.msg))
        problem = Problem("error", "json", message, str(path), Place(error.lineno, error.colno))
        raise ProblemError(problem) from None
    except UnicodeDecodeError:
        message = _("The file is not saved as UTF-8. Save it as UTF-8.")
        raise ProblemError(Problem("error", "encoding", message, str(path))) from None
    except (RecursionError, ValueError):  # Python reads no number of more than 4,300 digits
        message = _("The file is nested too deep, or holds a number of thousands of digits. Simplify it.")
        raise ProblemError(Problem("error", "json", message, str(path))) from None
    if not isinstance(values, dict):
        message = _("The file must hold names and values at the top: begin with { and end with }.")
        raise ProblemError(Problem("error", "not-a-mapping", message, str(path)))
    return values
