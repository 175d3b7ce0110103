"""Each slip in tests/cases/slips is understood, or answered at its line with what to type."""

import json

import pytest
from slips import FOLDER, answer, cases, values

from generator import language

CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.fixture
def check(ansokan, tmp_path):
    language.use("sv")

    def checked(text):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "projekt.yaml").write_bytes(text.encode())
        said = ansokan("check --format json").said
        return json.loads(said)["problems"]

    return checked


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{table}: {case.name}" for table, case in CASES])
def test_what_is_typed_is_understood_or_answered(check, table, case):
    assert answer(case, check, values) == case.answer


def test_no_answer_is_longer_than_a_line_of_200_characters(check):
    said = [line for _table, case in CASES for line in case.answer.splitlines() if line.startswith("- rad")]

    assert said
    assert [line for line in said if len(line) > 200 + len("- rad 1: ")] == []
