"""The themes in which a project is filled in, in the order in which an officer thinks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.grant.schema.base import Key, Part, keys_of, once
from generator.grant.schema.data import OWN_NOTES
from generator.grant.schema.errors import group_of, is_list

_TABLE = (
    ("projektet", "Projektet", "documents project"),
    (
        "varfor",
        "Varför",
        "project.background project.problem project.purpose project.goals project.target_groups "
        "project.expected_results project.long_term_effects",
    ),
    (
        "genomforande",
        "Genomförande",
        "project.activities project.organisation project.partners project.risks project.communication "
        "project.follow_up project.after_project project.is_state_aid project.state_aid project.procurement",
    ),
    (
        "hallbarhet",
        "Hållbarhet och strategier",
        "project.sustainability project.equality project.integration project.global_goals "
        "project.strategies project.indicators",
    ),
    ("sokande", "Sökande", "applicant"),
    ("pengar", "Pengar", "budget financing"),
    ("utlysning", "Utlysningar", "calls"),
    ("beslutet", "Ärendet och beslutet", "case"),
)
"""Name, title and keys of each theme; of two that name a key, the one with the longer path has it."""

_TITLES = {name: title for name, title, _paths in _TABLE}
_NAMES = {path: name for name, _title, paths in _TABLE for path in paths.split()}


class Theme(NamedTuple):
    """Keys filled in together: `name` is for addresses, `paths` are those of the keys in the schema's order.

    A path is that of a key in a group of the data file (`project.goals`), or of a list beside the groups.
    """

    name: str
    title: str
    paths: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Say whether the value at a path, such as `project.goals.0.goal`, is filled in here."""
        return any(f"{path}.".startswith(f"{each}.") for each in self.paths)


@once
def themes(model: type[Part]) -> tuple[Theme, ...]:
    """Return the themes of a data file; a key that none of the table names is one of its own."""
    found: dict[str, list[str]] = {name: [] for name in _TITLES}
    for path, _key in _keys(model):
        first = path.partition(".")[0]
        found.setdefault(_NAMES.get(path) or _NAMES.get(first) or first, []).append(path)
    titles = {name: key.title or name for name, key in keys_of(model).items()} | _TITLES
    return tuple(Theme(name, titles[name], tuple(paths)) for name, paths in found.items() if paths)


def keys_in(theme: Theme, model: type[Part]) -> tuple[tuple[str, Key], ...]:
    """Return the keys of a theme with their paths in the schema's order; some hold groups or lists."""
    return tuple((path, key) for path, key in _keys(model) if path in theme.paths)


def _keys(model: type[Part]) -> Iterator[tuple[str, Key]]:
    """Yield the keys of each group of the data file, and those beside the groups, with their paths."""
    for name, key in keys_of(model).items():
        if name in OWN_NOTES:
            continue
        inner = None if is_list(key.annotation) else group_of(key.annotation)
        yield from (
            ((f"{name}.{each}", held) for each, held in keys_of(inner).items()) if inner else [(name, key)]
        )
