"""What silences a check at an item goes on meaning that item when the items of its list change."""

import pytest

from generator.grant.schema.item_changes import insert, move, remove
from generator.grant.yaml.document import read

FILE = read(
    b"""\
project:
  goals:
    - goal: a
    - goal: b
      targets:
        - measure: c
        - measure: d
    - goal: e
ignore:
  - check: x
    at: project.goals.0.goal
  # om e
  - check: y
    at: "project.goals.2"   # hela
  - check: z
    at: project.goals.1.targets.1
  - check: v
    at: project
  - check: w
    at: project.goals.9.goal
""",
    "sol.yaml",
)


def silenced(file):
    return [each.get("at") for each in file.values["ignore"]]


@pytest.mark.parametrize(
    ("change", "arguments", "now"),
    [
        (insert, ("project.goals", 1, {"goal": "ny"}), ["goals.0.goal", "goals.3", "goals.2.targets.1"]),
        (insert, ("project.goals", 3, {"goal": "ny"}), ["goals.0.goal", "goals.2", "goals.1.targets.1"]),
        (insert, ("project.goals.1.targets", 0, None), ["goals.0.goal", "goals.2", "goals.1.targets.2"]),
        (insert, ("project.goal", 0, "ny"), ["goals.0.goal", "goals.2", "goals.1.targets.1"]),
        (move, ("project.goals", 2, 0), ["goals.1.goal", "goals.0", "goals.2.targets.1"]),
        (move, ("project.goals", 0, 1), ["goals.1.goal", "goals.2", "goals.0.targets.1"]),
    ],
)
def test_a_path_of_what_is_silenced_follows_its_item(change, arguments, now):
    changed = change(FILE, *arguments)
    assert silenced(changed) == [*(f"project.{path}" for path in now), "project", "project.goals.9.goal"]
    assert '"   # hela\n' in changed.text


def test_what_silences_a_check_at_an_item_that_is_taken_out_goes_with_it():
    changed = remove(FILE, "project.goals.1")
    assert silenced(changed) == ["project.goals.0.goal", "project.goals.1", "project", "project.goals.9.goal"]
    assert "check: z" not in changed.text


def test_where_nothing_is_silenced_only_the_list_changes():
    file = read(b"a:\n  - b\n", "sol.yaml")
    assert insert(file, "a", 1, "c").text == "a:\n  - b\n  - c\n"
    assert remove(file, "a.0").text == "a:\n"
