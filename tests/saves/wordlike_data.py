"""The data of the example projects, and what changes in it while a document is away."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PHONES = {"063-14 66 10": "063-14 66 99", "0690-123 45": "0690-123 99"}
"""Values that every document shows, and others in their place."""


@cache
def example(project: str, variant: str) -> bytes:
    """Return the data of the example; of a variant with a gap, without an answer that the document asks for."""
    text = (ROOT / "data" / f"{project}.yaml").read_text("utf-8")
    before = text
    if variant == "gap beslut":
        text = re.sub(r"(?m)^  unit: .*\n", "", text, count=1)
    elif variant:
        text = re.sub(r"(?m)^  long_term_effects: \|\n(    .*\n|\n)+", "", text)
    assert (text != before) == bool(variant), variant
    return text.encode()


@cache
def heavy_of(project: str, variant: str) -> bytes:
    """Return data with other amounts and names, longer and shorter lists, a longer text and an answer less."""
    text = example(project, variant).decode()
    for old, new in PHONES.items():
        text = text.replace(old, new)
    data = yaml.safe_load(text)
    data["case"]["number"] = "RUN/999/2024"
    data["case"]["attachments"].append({"title": "En helt ny handling", "number": "RUN/1/2024"})
    project_ = data["project"]
    project_["goals"].insert(1, {**project_["goals"][0], "goal": "Ett nytt mål mellan två andra."})
    project_["activities"].append({**project_["activities"][-1], "name": "En ny aktivitet"})
    project_["background"] += "\nEtt nytt stycke med en punktlista:\n\n- nytt ett\n- nytt två\n"
    project_.pop("summary_en", None)
    project_.pop("expected_results")
    data["financing"]["contributions"][0]["amount"] = "345 000"
    data["financing"]["contributions"].append(
        {**data["financing"]["contributions"][1], "financier": "Sparbanken Ny"}
    )
    written = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False)
    return str(written).encode()


class _NoAliases(yaml.SafeDumper):
    """Writes what is the same object twice as two values."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- the name is the base class's
        return True


def leaves(data: bytes) -> dict[str, Any]:
    """Return the values of a data file by their paths."""
    found: dict[str, Any] = {}

    def walk(value: Any, path: str) -> None:
        pairs = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else None
        )
        if pairs is None:
            if value is not None:
                found[path.lstrip(".")] = value
            return
        for key, inner in pairs:
            walk(inner, f"{path}.{key}")

    walk(yaml.safe_load(data), "")
    return found
