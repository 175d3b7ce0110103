"""A project that is surveyed again after a change has the findings that a new process would have."""

import random
from datetime import date
from pathlib import Path

import pytest

from generator.grant.forms.loading import load_all
from generator.grant.project import survey
from generator.grant.prose import names, texts
from generator.grant.yaml.document import read
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 1)
REMEMBERED = (texts.matches, texts._blanked, texts._figures, names._nearly_named)


def leaves(values, path=""):
    """Yield the path of each text of the data file."""
    if isinstance(values, dict | list):
        for name, inner in values.items() if isinstance(values, dict) else enumerate(values):
            yield from leaves(inner, f"{path}.{name}" if path else str(name))
    elif values is not None:
        yield path


@pytest.mark.parametrize(
    ("example", "misspelt"),
    [("strategisk-planering", "Tilväxtverket"), ("lokal-mat", "Exempelköpngs kommun")],
)
def test_after_each_of_many_changes_the_findings_are_those_of_a_new_process(example, misspelt, tmp_path):
    chance, forms = random.Random(example), load_all(builtin_templates())
    path = tmp_path / f"{example}.yaml"
    path.write_bytes((ROOT / "data" / path.name).read_bytes())
    seen = set()

    for change in range(20):
        file = read(path.read_bytes(), str(path))
        paths = [*leaves(file.values)]
        if change % 3 == 0:
            at = chance.choice([each for each in paths if file.value_at(each).count(" ") > 9])
            value = f"{file.value_at(at)} Stödet är 123 456 kr. {misspelt} beviljar det 2031-02-03."
        elif change % 3 == 1:
            at, value = chance.choice([each for each in paths if each.endswith(".financier")]), misspelt
        else:
            at, value = chance.choice(paths), file.value_at(chance.choice(paths))
        path.write_bytes(file.encode(file.put(at, value)))

        again = survey(path, forms, draft=True, today=TODAY)

        for each in REMEMBERED:
            each.cache_clear()
        assert again.problems == survey(path, forms, draft=True, today=TODAY).problems
        seen |= {problem.code for problem in again.problems}
    assert {"text-amount", "text-name"} <= seen


def test_a_text_that_did_not_change_is_not_searched_again(tmp_path):
    forms, path = load_all(builtin_templates()), tmp_path / "sol.yaml"
    file = read((ROOT / "data/lokal-mat.yaml").read_bytes(), str(path))
    path.write_bytes(file.encode(file.text))
    survey(path, forms, draft=True)
    known = [each.cache_info().misses for each in REMEMBERED]

    path.write_bytes(file.encode(file.put("budget.lines.0.amount", "123456")))
    survey(path, forms, draft=True)

    assert [each.cache_info().misses for each in REMEMBERED] == known
