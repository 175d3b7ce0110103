"""What `check` says, and in which forms."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.cli.overview import overview
from generator.cli.printing import show, tally
from generator.grant.forms.form import load_all
from generator.problems import Place, Problem
from generator.system.files import builtin_templates

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "problems.schema.json").read_text("utf-8"))
PLACE = re.compile(r"^[^:\s][^:]*:\d+:\d+: (error|warning|hint): ")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    """The day of the example's decision: no deadline passes with time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")


def problem(level="error", code="x", message="M.", line=0, **more):
    return Problem(level, code, message, "data/p.yaml", Place(line, 1 if line else 0), **more)


def shown(capsys, *problems):
    show(problems)
    return capsys.readouterr().err.splitlines()


def test_each_problem_is_one_line_that_begins_with_its_place(ansokan):
    ansokan("new data/nytt.yaml")

    lines = ansokan("check data/nytt.yaml").said.splitlines()

    told = [line for line in lines if line.endswith("]")]
    assert len(told) > 30
    assert [line for line in told if not PLACE.match(line)] == []


def test_problems_are_grouped_by_document_and_section_the_data_file_first_and_errors_first(capsys):
    lines = shown(
        capsys,
        problem("warning", "a", document="Beslut", section="Ärende"),
        problem(code="b", document="Ansökan", section="Budget"),
        problem(code="c", document="Beslut", section="Ärende"),
        problem(code="d", document="Beslut"),
        problem("hint", "e"),
    )

    assert lines == [
        "The data file",
        "data/p.yaml: hint: M. [e]",
        "",
        "Beslut",
        "data/p.yaml: error: M. [d]",
        "",
        "Beslut – Ärende",
        "data/p.yaml: error: M. [c]",
        "data/p.yaml: warning: M. [a]",
        "",
        "Ansökan – Budget",
        "data/p.yaml: error: M. [b]",
    ]


def test_without_documents_there_are_no_headings_and_nothing_is_said_twice(capsys):
    assert shown(capsys, problem("warning"), problem(line=3), problem(line=3)) == [
        "data/p.yaml:3:1: error: M. [x]",
        "data/p.yaml: warning: M. [x]",
    ]


def test_nothing_is_wrapped(capsys):
    (line,) = shown(capsys, problem(message="Ord " * 400))

    assert line.count("Ord") == 400


def test_hints_are_counted_only_when_there_are_any():
    assert tally([problem(), problem("warning")]) == ["1 error", "1 warning"]
    assert tally([problem("hint"), problem("hint")]) == ["0 errors", "0 warnings", "2 hints"]


def in_terminal(*arguments, **environment):
    """What the command writes to a terminal."""
    master, slave = pytest.importorskip("pty").openpty()  # Windows has none
    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "generator", *arguments]
    environment = {**base, "LANGUAGE": "en", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=slave, stderr=slave) as process:
        os.close(slave)
        said = b""
        try:
            while chunk := os.read(master, 4096):
                said += chunk
        except OSError:  # the other end is closed: all is read
            process.wait(60)
    os.close(master)
    return said.decode()


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_a_terminal_that_wants_them(tmp_path, environment, coloured):
    wrong = tmp_path / "x.yaml"
    wrong.write_text("projekt:\n", "utf-8")

    said = in_terminal("check", str(wrong), **environment)

    assert "x.yaml:1:1" in said
    assert ("\x1b[31merror: \x1b[0m" in said) == coloured
    assert ("\x1b" in said) == coloured


def test_a_pipe_gets_no_colours(ansokan, project):
    project.write_text("projekt:\n", "utf-8")

    assert "\x1b" not in ansokan("check").said


def test_one_file_ends_with_the_counts_and_several_with_a_table(ansokan, project):
    ansokan("new data/nytt.yaml")

    one, two = ansokan("check data/projekt.yaml").said, ansokan("check").said

    assert re.search(r"\d+ errors?, \d+ warnings?(, \d+ hints?)?\.\n$", one)
    assert "Project " not in one
    head, nytt, strategisk = two.splitlines()[-5:-2]
    assert head.split("  ")[0] == "Project"
    answered, required = re.match(r"nytt +3 +(\d+) of (\d+) +\d+ +\d+ +0\u00a0kronor$", nytt).groups()
    assert int(answered) < int(required) / 4
    assert re.match(r"Strategisk planering +3 +(\d+) of \1 +\d+ +\d+ +600\u00a0000\u00a0kronor$", strategisk)
    assert len(head) == len(nytt) == len(strategisk)


def test_a_file_that_cannot_be_read_has_dashes_in_the_table(ansokan, project):
    (project.parent / "a.yaml").write_text("project: [\n", "utf-8")

    said = ansokan("check").said

    assert re.search(r"^a +– +– +1 +0 +–$", said, re.MULTILINE)


def test_the_amount_of_several_applications_is_added_up(project):
    seen = overview(project, load_all(builtin_templates()), date(2024, 11, 22))

    assert (seen.documents, seen.applied) == (3, 600_000)
    assert seen.required == seen.answered > 50


@pytest.mark.parametrize(
    ("moment", "passed"), [("1732233600", False), ("1893456000", True)]
)  # 2024-11-22, 2030
def test_check_knows_what_day_it_is(ansokan, project, monkeypatch, moment, passed):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    text = project.read_text("utf-8").replace("start: när ansökan skickas in", "start: 2024-12-02")
    project.write_text(text, "utf-8")

    assert ("[start_passerad]" in ansokan("check").said) == passed


def test_exit_code_is_1_for_errors_only(ansokan, project):
    assert ansokan("check").code == 0
    ansokan("new data/nytt.yaml")
    assert ansokan("check").code == 1


# --- JSON


def faults(value, schema, at="$"):
    """What in a value breaks its schema: the few words of JSON Schema that ours uses."""
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "null": type(None),
    }
    known = {"$schema", "title", "description", "type", "required", "properties", "items", "enum", "minimum"}
    assert set(schema) <= known, set(schema) - known
    wanted = schema.get("type", [])
    if wanted and not any(
        isinstance(value, kinds[kind]) for kind in ([wanted] if isinstance(wanted, str) else wanted)
    ):
        return [f"{at}: {value!r} is not {wanted}"]
    found = (
        [f"{at}: {value!r} is not in {schema['enum']}"] if value not in schema.get("enum", [value]) else []
    )
    if isinstance(value, int | float) and value < schema.get("minimum", value):
        found.append(f"{at}: {value} is too small")
    if isinstance(value, dict):
        found += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        known = schema.get("properties", {})
        found += [
            fault
            for name in known.keys() & value.keys()
            for fault in faults(value[name], known[name], f"{at}.{name}")
        ]
        found += [
            f"{at}: {name} is not in the schema"
            for name in value.keys() - known.keys()
            if at != "$.documents"
        ]
    if isinstance(value, list):
        found += [fault for each in value for fault in faults(each, schema.get("items", {}), at)]
    return found


def test_json_keeps_to_the_published_schema(ansokan, project):
    (project.parent / "a.yaml").write_text("project:\n  name: A\n  nmae: B\n", "utf-8")
    ansokan("new data/nytt.yaml")

    said = json.loads(ansokan("check --format json").said)

    assert faults(said, SCHEMA) == []
    assert [each["file"] for each in said["projects"]] == [
        str(Path("data", f"{n}.yaml")) for n in ("a", "nytt", "projekt")
    ]
    assert said["projects"][0]["applied"] is None
    assert said["projects"][2]["applied"] == 600_000
    missing = next(each for each in said["problems"] if each["code"] == "answer-missing")
    assert (missing["level"], missing["line"] > 0, missing["path"] != "") == ("error", True, True)


def test_lint_and_generate_keep_to_the_schema_too(ansokan, project):
    assert faults(json.loads(ansokan("lint --format json").said), SCHEMA) == []
    said = json.loads(ansokan("generate --format json").said)
    assert faults(said, SCHEMA) == []
    assert len(said["documents"]) == 3


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({}, "problems is missing"),
        ({"problems": [{**Problem("error", "x", "M").as_dict(), "level": "fatal"}]}, "'fatal' is not in"),
        ({"problems": [{**Problem("error", "x", "M").as_dict(), "line": 0}]}, "0 is too small"),
        ({"problems": [{**Problem("error", "x", "M").as_dict(), "code": None}]}, "None is not string"),
        ({"problems": [], "more": 1}, "more is not in the schema"),
    ],
)
def test_the_tests_own_validator_sees_faults(wrong, fault):
    assert fault in " ".join(faults(wrong, SCHEMA))


# --- explain


def test_explain_says_what_why_and_the_source(ansokan):
    done = ansokan("check --explain answer-missing")

    assert done.code == 0
    assert done.said.startswith("answer-missing (error)\n\n")
    assert "\n\nSource: " in done.said


def test_explain_says_on_what_a_rule_rests(ansokan):
    assert (
        "Follows from the words or from arithmetic."
        in ansokan("check --explain kostnader_lika_finansiering").said
    )


def test_explain_names_the_nearest_when_there_is_none_of_that_id(ansokan):
    done = ansokan("check --explain answer-mising")

    assert done.code == 2
    assert 'Did you mean "answer-missing"?' in done.said
