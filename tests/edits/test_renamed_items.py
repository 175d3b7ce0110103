"""What refers to an item by its name follows when the name is edited in Word and pulled."""

import json

import pytest
from pulling import DATA, changed, generated, holding, read, run, typed

from generator.grant.schema import Data
from generator.grant.schema.references import references
from generator.pull import pull
from generator.pull.references import following
from generator.pull.schema_values import Values
from generator.word.opc.package import Package

BUDGET = """
budget:
  lines:
    - description: Timmar
      activity: Kartläggning   # den första
      amount: 1
    - description: Resor
      activity: Rapport
    - description: Mer
      activity: "Kartläggning"
    - description: Ingen
  flat_rates:
    - name: Indirekt
      rate: 15 %
      base: [Personal]
    - name: Påslag
      base: [Indirekt, Personal]
"""
FILE = read(DATA + BUDGET)
MADE = generated(FILE)


def pulled(document, file=FILE):
    done = pull([Package.read(document, "a.docx")], file, Data)
    assert done.problems == ()
    return done


def test_the_schema_says_once_what_refers_by_name():
    assert references(Data) == {
        "budget.lines.#.activity": "project.activities.#.name",
        "budget.flat_rates.#.base.#": "budget.flat_rates.#.name",
    }


def test_the_cost_lines_of_a_renamed_activity_follow():
    done = pulled(typed(MADE, "project.activities.0.name", "Nuläge: del 1"))

    (taken,) = done.taken
    assert taken.references == ("budget.lines.0.activity", "budget.lines.2.activity")
    text = FILE.text.replace("- name: Kartläggning", '- name: "Nuläge: del 1"')
    text = text.replace("activity: Kartläggning ", 'activity: "Nuläge: del 1" ')
    assert done.text == text.replace('activity: "Kartläggning"', 'activity: "Nuläge: del 1"')


def test_an_activity_that_no_cost_names_is_renamed_alone():
    done = pulled(typed(MADE, "project.activities.1.name", "Samtal"))
    assert [taken.references for taken in done.taken] == [()]


def test_another_key_of_the_activity_renames_nothing():
    done = pulled(typed(MADE, "project.activities.0.responsible", "Kartläggning"))
    assert [taken.references for taken in done.taken] == [()]


def test_two_activities_of_one_name_leave_the_costs_as_they_are():
    file = read(FILE.text.replace("name: Förankring", "name: Kartläggning"))
    done = pulled(typed(generated(file), "project.activities.0.name", "Nuläge"), file)
    assert [taken.references for taken in done.taken] == [()]


def test_a_name_that_another_activity_has_takes_no_costs_along():
    done = pulled(typed(MADE, "project.activities.0.name", "Rapport"))
    assert [taken.references for taken in done.taken] == [()]


def test_two_activities_that_get_one_name_take_no_costs_along():
    document = typed(MADE, "project.activities.0.name", "Allt")
    done = pulled(typed(document, "project.activities.2.name", "Allt"))
    assert [taken.references for taken in done.taken] == [(), ()]


def test_an_emptied_name_leaves_the_costs_as_they_are():
    done = pulled(changed(MADE, holding(run("")), "project.activities.0.name"))
    assert [(taken.new, taken.references) for taken in done.taken] == [(None, ())]


def test_what_pull_changed_besides_is_said(ansokan, project):
    assert ansokan("generate").code == 0
    memo = project.parent.parent / "output/projekt/tillvaxtverket.docx"
    memo.write_bytes(typed(memo.read_bytes(), "project.activities.1.name", "Nuläge"))

    said = json.loads(ansokan(f"pull --dry-run --format json {memo}").said)
    (taken,) = said["taken"]
    done = ansokan(f"pull {memo}")

    assert taken["references"]
    assert f"\n  its name is changed too in: {', '.join(taken['references'])}\n" in done.said
    assert "activity: Kartläggning" not in project.read_text(encoding="utf-8")
    assert "activity-unknown" not in ansokan("check").said


def test_a_name_that_is_typed_elsewhere_than_in_word_names_the_same_places():
    values, path = Values(FILE, Data), "project.activities.0.name"

    assert following(path, "Nuläge", values) == ("budget.lines.0.activity", "budget.lines.2.activity")
    assert following(path, "Rapport", values) == ()
    assert following(path, None, values) == ()
    assert following("project.activities.0.responsible", "Rapport", values) == ()
    assert following(path, "Nuläge", values, {"budget.lines.0.activity": "Rapport"}) == (
        "budget.lines.2.activity",
    )


def test_an_item_that_the_file_lacks_has_no_name_to_follow():
    with pytest.raises(LookupError):
        following("project.activities.9.name", "Nuläge", Values(FILE, Data))
