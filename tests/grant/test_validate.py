"""Values that do not fit their keys: all of them in one run, each at its place with the way out."""

import pytest

from generator.grant.schema import Data
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.problems import ProblemError


def problems(text):
    with pytest.raises(ProblemError) as caught:
        validate(document.read(text.encode(), "x.yaml"), Data)
    return [str(problem) for problem in caught.value.problems]


def test_an_unknown_key_names_its_place_and_the_nearest_known_key():
    (said,) = problems("project:\n  nmae: Vatten\n")

    assert said.startswith(
        'x.yaml:2:3: error: project.nmae: The key nmae is not known here. Did you mean "name"?'
    )


def test_a_value_of_the_wrong_kind_names_line_column_path_title_and_what_was_read():
    (said,) = problems("project:\n  period:\n    end: maj 2025\n")

    assert said == (
        "x.yaml:3:10: error: project.period.end: “Slutdatum”: ”maj 2025” is not a date. "
        "Write the day, such as 2027-08-31 or “31 augusti 2027”. [day]"
    )


def test_all_errors_come_in_one_run_with_places_in_lists():
    found = problems(
        "budget:\n  lines:\n    - amount: -5\n      year: i år\n    - category: Perosnal\n"
        "applicant:\n  organisation_number: 232100-0215\n"
    )

    assert [said.split(": ")[0] for said in found] == [
        "x.yaml:3:15",
        "x.yaml:4:13",
        "x.yaml:5:17",
        "x.yaml:7:24",
    ]


def test_a_text_where_a_group_or_a_list_belongs_is_explained():
    assert problems("project: Vatten\n")[0].endswith("Write the keys below, indented. [model-type]")
    assert problems("project:\n  goals: många\n")[0].endswith("on a line with a dash (-). [tuple-type]")


def test_what_is_empty_has_no_answer_yet():
    data = validate(document.read(b"case:\nproject:\n  name:\n  goals:\n    - goal:\n", "x.yaml"), Data)

    assert data.case.number is None
    assert len(data.project.goals) == 1
