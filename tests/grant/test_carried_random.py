"""Random data files of an earlier project: what the new one has of them, by an oracle of its own."""

import random
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from checking import MAT, PLAN, forms, text_of

from generator.grant.carrying.marks import fingerprint
from generator.grant.carrying.new_file import new_file
from generator.grant.carrying.taken import ways
from generator.grant.project import model
from generator.grant.schema.readable import read_what_can_be
from generator.grant.yaml import document
from generator.problems import ProblemError
from tests.slips import FOLDER, cases

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
from drawn_data import drawn


@cache
def way_by_path():
    return dict(ways(model(forms())))


def texts(value, path=""):
    """Yield each text with its path and the same with # for indexes."""
    if isinstance(value, str):
        yield path, ".".join("#" if step.isdigit() else step for step in path.split(".")), value
    elif value is not None:
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(each, f"{path}.{name}" if path else str(name))


def way(pattern):
    """Return what becomes of a value; what the list names a whole group of is of the group."""
    found = way_by_path()
    steps = pattern.split(".")
    return next(
        (found[part] for n in range(len(steps)) if (part := ".".join(steps[: len(steps) - n])) in found),
        "unknown",
    )


def by_pattern(values):
    found = defaultdict(list)
    for _path, pattern, text in texts(values):
        if text.strip():
            found[pattern].append(text)
    return found


def with_comments(text):
    """Return the text with a comment above each key that stands on a line of its own, and the comments by path."""
    file = document.read(text.encode(), "x")
    lines, comments = text.split("\n"), {}
    places = {}
    for path, _pattern, _text in texts(file.values):
        if not path.rpartition(".")[2].isdigit():
            places.setdefault(file.key_place(path)[:2], path)
    for number, (place, path) in enumerate(sorted(places.items(), reverse=True)):
        line = lines[place[0] - 1]
        if re.fullmatch(r" *", line[: place[1] - 1]):
            comments[path] = f"# kommentar {number}."
            lines.insert(place[0] - 1, line[: place[1] - 1] + comments[path])
    return "\n".join(lines), comments


@pytest.mark.parametrize("seed", range(40))
def test_the_new_file_has_what_is_taken_of_the_old_and_nothing_else(seed):
    rng = random.Random(seed)
    content, _kind = drawn(rng, [text_of(PLAN), text_of(MAT)])
    years, name = rng.choice([None, 0, 1, 3]), "förra.yaml"
    try:
        read = read_what_can_be(content, name, model(forms()))
        made = new_file(content, name, model(forms()), years)
    except ProblemError:
        return
    file = document.read(made.data, "ny.yaml")
    old, new = by_pattern(read.file.values), by_pattern(file.values)
    marks = {each["at"]: each["text"] for each in file.values["carried"]}

    of_project = {path: text for path, _pattern, text in texts(file.values) if not path.startswith("carried")}
    assert marks == {path: fingerprint(text) for path, text in of_project.items() if text}
    for pattern in [each for each in new if not each.startswith("carried")]:
        assert way(pattern) == "taken" or (
            way(pattern) == "moved" and (years is not None or "start" in pattern)
        )
    if not read.slips:
        for pattern in old:
            if way(pattern) == "taken":
                assert new[pattern] == old[pattern]


@pytest.mark.parametrize("years", [None, 1])
@pytest.mark.parametrize("base", [PLAN, MAT])
def test_the_comments_of_what_is_taken_come_along_and_those_of_the_rest_do_not(years, base):
    text, comments = with_comments(text_of(base))
    assert len(comments) > 200
    made = new_file(text.encode(), "x.yaml", model(forms()), years).data.decode()
    values = document.read(text.encode(), "x").values

    for path, pattern, _text in texts(values):
        if path in comments:
            stays = way(pattern) == "taken" or (way(pattern) == "moved" and years is not None)
            stays = stays or (pattern == "project.period.start" and base == PLAN)
            assert (comments[path] + "\n" in made) == stays, path


AMOUNTS = re.compile(r" *(?:amount|quantity): ")


def words(text):
    return " ".join(re.findall(r"\w+", text))


@pytest.mark.parametrize("case", cases(FOLDER / "typed.md")[::3], ids=lambda case: case.name)
def test_no_line_that_people_mistype_is_lost_but_an_amount(case):
    typed, _line = case.typed(text_of(PLAN))
    made = new_file(typed.encode(), "x.yaml", model(forms()), 0)
    new = words(made.data.decode())

    assert not read_what_can_be(made.data, "ny.yaml", model(forms())).slips
    for line in [line for _old, lines in case.changes for line in lines if not AMOUNTS.match(line)]:
        assert words(line) in new
