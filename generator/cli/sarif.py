"""Problems as SARIF 2.1.0, which code hosts show beside the lines of a change.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.grant.checks.explain import explain
from generator.grant.forms.form import Form
from generator.problems import Problem, by_weight

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[str, str] = {"error": "error", "warning": "warning", "hint": "note"}


def log(problems: Sequence[Problem], forms: Sequence[Form]) -> dict[str, Any]:
    """Return the SARIF log of one run; `forms` explain the rules."""
    found = by_weight(problems)
    codes = list(dict.fromkeys(problem.code for problem in found))
    seen: Counter[str] = Counter()
    driver = {"name": "ansokan", "version": __version__, "rules": [_rule(code, forms) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), seen) for problem in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, forms: Sequence[Form]) -> dict[str, Any]:
    explained = explain(code, forms)
    if explained is None:  # no check: a file that cannot be written, a template that cannot be read
        return {"id": code, **_texts(code, "", "")}
    rule = {"id": code, "defaultConfiguration": {"level": LEVELS.get(explained.level, "none")}}
    return rule | _texts(explained.what, explained.why, explained.source)


def _texts(what: str, why: str, source: str) -> dict[str, Any]:
    return {
        "shortDescription": {"text": what},
        "fullDescription": {"text": " ".join(part for part in (what, why) if part)},
        "help": {"text": "\n\n".join(part for part in (what, why, source) if part)},
    }


def _result(problem: Problem, rule: int, seen: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.level],
        "message": {"text": problem.message},
        "partialFingerprints": {"primaryLocationLineHash": _fingerprint(problem, seen)},
    }
    if problem.file:
        result["locations"] = [_location(problem)]
    return result


def _location(problem: Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.file)}}
    if problem.place.line:
        region = {"startLine": problem.place.line}
        physical["region"] = region | ({"startColumn": problem.place.column} if problem.place.column else {})
    location: dict[str, Any] = {"physicalLocation": physical}
    if problem.path:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path}]
    if problem.place.words:
        location["message"] = {"text": problem.place.words}
    return location


def uri(file: str) -> str:
    """Return the file's address: relative to the folder we stand in, when it lies in it."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """Return what tells a result from others, whatever its line is today; the second of two alike is 2."""
    parts = [problem.code, uri(problem.file), problem.path, problem.document, problem.question]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
