"""Last year's example becomes this year's: new --from, marks listed, a final refused, reviewed and filled in, made."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.grant.carrying.taken import ways
from generator.grant.forms.loading import load_all
from generator.grant.project import model
from generator.grant.yaml import document
from generator.system.files import builtin_templates
from tests.outline import outline

EXAMPLES = Path(__file__).parents[2] / "data"


@pytest.fixture(params=["strategisk-planering", "lokal-mat"])
def last_year(request, tmp_path):
    """The example's file in data/."""
    path = tmp_path / "data" / f"{request.param}.yaml"
    path.parent.mkdir()
    path.write_bytes((EXAMPLES / path.name).read_bytes())
    return path


def texts(value, path=""):
    if isinstance(value, str):
        yield path, value
    elif value is not None:
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(each, f"{path}.{name}" if path else str(name))


def left_out(old):
    """Return what a person fills in: the values of last year that are not taken, days a year later."""
    of_key = dict(ways(model(load_all(builtin_templates()))))
    for path, text in texts(old.values):
        steps = ["#" if step.isdigit() else step for step in path.split(".")]
        way = next(
            of_key[part] for n in range(len(steps)) if (part := ".".join(steps[: len(steps) - n])) in of_key
        )
        if way == "left":
            yield path, re.sub(r"^(\d{4})(-\d\d-\d\d)$", lambda day: f"{int(day[1]) + 1}{day[2]}", text)


def filled_in(path, old):
    file = document.read(path.read_bytes(), path.name)
    for where, text in left_out(old):
        file = document.read(file.encode(file.put(where, text)), path.name)
    path.write_bytes(file.encode(file.text))


def reviewed(path):
    path.write_text(
        path.read_text(encoding="utf-8").replace("    granskat:\n", "    granskat: ja\n"), encoding="utf-8"
    )


def test_last_years_project_becomes_this_years(ansokan, last_year):
    assert ansokan(f"new --from {last_year} --years 1 data/nya.yaml").code == 0
    path, old = Path("data/nya.yaml"), document.read(last_year.read_bytes(), "x")
    new = document.read(path.read_bytes(), "x")
    ends = [date.fromisoformat(each.value_at("project.period.end")) for each in (old, new)]
    assert ends[1] == ends[0].replace(year=ends[0].year + 1)
    assert Path("data/ansokan.schema.json").is_file()

    said = ansokan("--lang en check data/nya.yaml").said
    assert f"from {last_year.name} have not been reviewed: Sökande organisation" in said

    filled_in(path, old)
    refused = ansokan("--lang en generate --final data/nya.yaml")
    assert refused.code == 1
    assert "error: applicant.name: “Sökande”: " in refused.said
    assert not list(Path("output").rglob("*.docx"))

    reviewed(path)
    assert "carried" not in ansokan("--lang en check data/nya.yaml").said
    assert ansokan("--lang en generate --final data/nya.yaml").code == 0
    assert len(list(Path("output/nya/slutlig").glob("*.docx"))) == 3


def test_a_changed_value_is_reviewed_and_a_draft_says_nothing_of_marks(ansokan, last_year):
    ansokan(f"new --from {last_year} data/nya.yaml")
    path = Path("data/nya.yaml")
    count = int(re.search(r"“Sökande”: (\d+) values", ansokan("--lang en check data/nya.yaml").said)[1])

    file = document.read(path.read_bytes(), "x")
    path.write_bytes(file.encode(file.put("applicant.name", "Region Y")))

    assert f"“Sökande”: {count - 1} values" in ansokan("--lang en check data/nya.yaml").said
    ansokan("--lang en generate data/nya.yaml")
    drafts = list(Path("output/nya").glob("*.docx"))
    assert len(drafts) == 3
    for draft in drafts:
        assert "Region Y" in (said := outline(draft.read_bytes()))
        assert last_year.name not in said
        assert "granskat" not in said


def test_a_cost_without_its_quantity_is_an_error_and_no_cost_of_nothing(ansokan, last_year):
    ansokan(f"new --from {last_year} data/nya.yaml")

    said = ansokan("--lang en check data/nya.yaml").said
    assert re.search(
        r"error: budget.lines.0: The cost “.*” lacks (a year and )?an amount.*\[cost-incomplete\]", said
    )


def test_a_file_that_is_there_is_left_as_it_is_the_earlier_one_itself_too(ansokan, last_year):
    before = last_year.read_bytes()
    answer = ansokan(f"--lang en new --from {last_year} {last_year}")

    assert (answer.code, last_year.read_bytes()) == (1, before)
    assert "[file-exists]" in answer.said


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("new --from data/finns-inte.yaml data/ny.yaml", 1, "[file-missing]"),
        ("new --from data data/ny.yaml", 1, "[file-is-folder]"),
        ("new --years 1 data/ny.yaml", 2, "Name it with --from."),
        ("new --from data/tom.yaml --years 51 data/ny.yaml", 2, "51"),
        ("new --from data/tom.yaml data/ny.yaml", 1, "[empty]"),
    ],
)
def test_what_cannot_be_begun_from_is_said_and_nothing_is_written(ansokan, tmp_path, line, code, said):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tom.yaml").write_text("", encoding="utf-8")
    answer = ansokan(f"--lang en {line}")

    assert answer.code == code
    assert said in answer.said
    assert not (tmp_path / "data" / "ny.yaml").exists()


def test_an_unknown_key_of_last_year_is_told_with_its_line_and_text(ansokan, last_year):
    with last_year.open("a", encoding="utf-8") as file:
        file.write("gammal_fraga: Ett svar som ingen frågar efter längre.\n")
    line = len(last_year.read_text(encoding="utf-8").splitlines())

    answer = ansokan(f"--lang en new --from {last_year} data/nya.yaml")

    assert answer.code == 0
    assert (
        f"{last_year}:{line}:1: warning: gammal_fraga: Not taken: “gammal_fraga: Ett svar som" in answer.said
    )
    assert "#   gammal_fraga: Ett svar som ingen frågar efter längre.\n" in Path("data/nya.yaml").read_text(
        "utf-8"
    )
