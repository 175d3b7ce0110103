"""What `check` says, and in which forms."""

import ast
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.cli.printing import show
from generator.grant.checks.explain import explain
from generator.grant.forms.loading import load_all
from generator.phrases.findings import tally
from generator.problems import Place, Problem
from generator.run.overview import overview
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "problems.schema.json").read_text("utf-8"))
PLACE = re.compile(r"^[^:\s][^:]*:\d+:\d+: (error|warning|hint|missing): ")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    """The day of the example's decision: no deadline passes with time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")


def problem(level="error", code="x", message="M.", line=0, **more):
    return Problem(level, code, message, "data/p.yaml", Place(line, 1 if line else 0), **more)


def shown(capsys, *problems):
    show(problems)
    return capsys.readouterr().err.splitlines()


def test_each_problem_is_one_line_that_begins_with_its_place(ansokan, monkeypatch):
    ansokan("new data/nytt.yaml")
    monkeypatch.setattr("generator.cli.printing.LONGEST", 200)

    lines = ansokan("check data/nytt.yaml").said.splitlines()

    told = [line for line in lines if line.startswith("data")]
    assert len(told) > 30
    assert [line for line in told if not PLACE.match(line)] == []
    assert sum(len(re.findall(r"\[[a-z_-]+\d*\]$", line)) for line in lines) == len(told)
    assert max(map(len, lines)) <= 200


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


def test_a_long_line_goes_on_below_and_nothing_of_it_is_lost(capsys):
    lines = shown(capsys, problem(message="Ord " * 400 + "q" * 500))

    assert max(map(len, lines)) <= 200
    assert all(line.startswith("  ") for line in lines[1:])
    assert (" ".join(lines).count("Ord"), "".join(lines).count("q")) == (400, 500)


def test_what_is_missing_comes_last_under_a_heading_of_its_own(capsys):
    lines = shown(capsys, problem("missing", "a", line=4), problem("missing", "b", line=2), problem("hint"))

    assert lines == [
        "The data file",
        "data/p.yaml: hint: M. [x]",
        "",
        "Missing: fill in the key, or write in the Word file",
        "data/p.yaml:2:1: missing: M. [b]",
        "data/p.yaml:4:1: missing: M. [a]",
    ]


def test_a_blank_file_is_said_in_ten_lines_and_check_lists_what_is_missing(ansokan, tmp_path):
    ansokan("new data/nytt.yaml")

    made, checked = ansokan("generate"), ansokan("check")

    assert len(made.said.splitlines()) <= 10
    assert (
        "\n0 of 45 questions answered: Ansökan Region Jämtland Härjedalen (anslag 1:1) 0 of 37, " in made.said
    )
    assert len(re.findall(r"^  data.nytt\.yaml:\d+: project\.", made.said, re.MULTILINE)) == 3
    assert re.search(r"Left: 0 errors, 1 warning, 1 hint, \d+ missing \(ansokan check\)\.\n$", made.said)
    assert checked.said.count(": missing: ") == int(re.search(r"(\d+) missing", made.said)[1])
    assert (made.code, checked.code) == (0, 0)


def test_a_question_of_three_documents_is_one_line_that_names_them(ansokan):
    ansokan("new data/nytt.yaml")

    (line,) = [line for line in ansokan("check").said.splitlines() if ": project.name: " in line]

    assert "(Ansökan Region Jämtland Härjedalen (anslag 1:1), Ansökan Tillväxtverket, Beslut)." in line


def test_no_final_is_made_while_an_answer_is_missing(ansokan, project):
    text = project.read_text("utf-8")
    project.write_text(re.sub(r"(?m)^  purpose: \|\n(    .*\n|\n)+", "  purpose:\n", text), "utf-8")

    done = ansokan("generate --final")

    assert done.code == 1
    assert "[not-final]" in done.said
    assert ": project.purpose: " in done.said
    assert ansokan("check").code == 0


def test_a_wrong_end_is_one_error_that_says_how_many_findings_follow(ansokan, project):
    text = project.read_text("utf-8").replace("  end: 2025-05-30", "  end: 2024-05-30", 1)
    project.write_text(re.sub(r"(    end: )2025-05-30", r"\g<1>2024-12-30", text), "utf-8")

    said = ansokan("check").said

    assert said.count(": error: ") <= 3, said
    assert re.search(r"\d\d findings that follow from it are not shown", said)


def test_a_run_tells_what_is_new_since_the_last(ansokan, project):
    first = ansokan("generate").said
    text = project.read_text("utf-8")
    again = ansokan("generate").said
    project.write_text(
        "# A line above.\n" + text.replace("  problem: |\n", "  problem: |\n    Det kostar 70 kkr.\n\n", 1),
        "utf-8",
    )
    changed = ansokan("generate").said

    assert first.count("[") > 5
    assert "[" not in again
    assert re.findall(r"\[[a-z_-]+\]$", changed, re.MULTILINE) == ["[money-unit]"]


def test_a_dry_run_says_what_would_be_written(ansokan, project, tmp_path):
    said = ansokan("generate --dry-run").said

    assert f"would be written: {Path('output', 'projekt', 'beslut.docx')}" in said
    assert "3 documents would be written" in said
    assert not (tmp_path / "output").exists()


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
    wrong.write_text("project: x\n", "utf-8")

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
    answered, required = re.match(r"nytt +3 +(\d+) of (\d+) +\d+ +\d+ +SEK 0$", nytt).groups()
    assert int(answered) < int(required) / 4
    assert re.match(r"Strategisk planering +3 +(\d+) of \1 +\d+ +\d+ +SEK 600,000$", strategisk)
    assert len(head) == len(nytt) == len(strategisk)


def test_a_file_with_a_value_that_cannot_be_read_has_dashes_for_documents_and_money(ansokan, project):
    (project.parent / "a.yaml").write_text("project: [\n", "utf-8")
    (project.parent / "b.yaml").write_text("- a\n", "utf-8")

    said = ansokan("check").said

    assert re.search(r"^a +– +\d+ of \d+ +1 +\d +–$", said, re.MULTILINE)
    assert re.search(r"^b +– +– +1 +0 +–$", said, re.MULTILINE)


def test_the_amount_of_several_applications_is_added_up(project):
    seen = overview(project, load_all(builtin_templates()), date(2024, 11, 22), project.parent / "output")

    assert (seen.documents, seen.applied) == (3, 600_000)
    assert seen.required == seen.answered > 40


@pytest.mark.parametrize(
    ("moment", "passed"), [("1732233600", False), ("1893456000", True)]
)  # 2024-11-22, 2030
def test_check_knows_what_day_it_is(ansokan, project, monkeypatch, moment, passed):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    text = project.read_text("utf-8").replace("start: när ansökan skickas in", "start: 2024-12-02")
    project.write_text(text, "utf-8")

    assert ("[start-passed]" in ansokan("check").said) == passed


def test_exit_code_is_1_for_errors_only(ansokan, project):
    assert ansokan("check").code == 0
    ansokan("new data/nytt.yaml")
    assert ansokan("check").code == 0
    (project.parent / "a.yaml").write_text("project:\n  nmae: B\n", "utf-8")
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
        "boolean": bool,
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
    assert (missing["level"], missing["line"] > 0, missing["path"] != "") == ("missing", True, True)


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
    assert done.said.startswith("answer-missing (missing)\n\n")
    assert "\n\nSource: " in done.said


def test_explain_says_on_what_a_rule_rests(ansokan):
    assert "Follows from the words or from arithmetic." in ansokan("check --explain budget-unbalanced").said


def test_explain_names_the_nearest_when_there_is_none_of_that_id(ansokan):
    done = ansokan("check --explain answer-mising")

    assert done.code == 2
    assert 'Did you mean "answer-missing"?' in done.said


NO_CODES = set(
    "utf-8 utf-16-le utf-8-sig x-default extended-properties custom-properties text-or-comment new-paragraph "
    "new-page yyyy-mm-dd no-value add-in mail-merge if-same template-as-it-is a-pris".split()
)
"""Words with hyphens in the program that are no codes."""
HYPHENED = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
LEVELS = {"error", "warning", "hint", "missing"}


def codes_in(path):
    """The codes in a module: words with hyphens, and what follows a level in a call."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HYPHENED.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call):
            values = [getattr(each, "value", None) for each in node.args]
            if (
                len(values) > 1
                and isinstance(values[0], str)
                and values[0] in LEVELS
                and re.fullmatch(r"[a-z-]+", str(values[1]))
            ):
                yield values[1]


def test_every_code_is_explained():
    forms = load_all(builtin_templates())
    # What draws HTML speaks of its properties, which look like codes.
    drawing = {*(ROOT / "generator" / "preview").rglob("*.py"), *(ROOT / "generator" / "web").rglob("*.py")}
    paths = {*(ROOT / "generator").rglob("*.py")} - drawing
    found = {code for path in paths for code in codes_in(path)} - NO_CODES

    assert len(found) > 150
    assert sorted(code for code in found if not explain(code, forms)) == []


def test_what_yaml_complains_of_is_explained_with_its_way_out(ansokan):
    said = ansokan("check --explain duplicate-key").said

    assert 'The key "…" is already on line …. Keep one of the two.' in said


def test_a_source_stands_in_explain_and_not_in_the_message(ansokan, project):
    assert "https://" not in ansokan("check").said
    assert "https://" in ansokan("check --explain global-goals-missing").said.replace("\n  ", "")
    said = " ".join(ansokan("check --explain grants-over-half").said.split())
    assert said.startswith("support-over-half (error)")
    assert "5 § förordning (2003:596) as amended up to SFS 2024:1244" in said


def test_a_question_is_explained_with_where_its_label_and_limit_come_from(ansokan):
    said = [
        " ".join(ansokan(f"check --explain {name}").said.split())
        for name in ("anslag11.jamstalldhet", "anslag11.kontaktperson", "tillvaxtverket.sammanfattning")
    ]

    assert "demanded by law; the label is ours. Source: 8 § förordning (2003:596)" in said[0]
    assert "in the same e-service, for another receiver or in an older form. Source: Frågorna: en" in said[1]
    assert "the receiver's was not read." in said[2]
    assert "At most 4000 characters. Gränsen är inte läst" in said[2]
    assert 'Did you mean "anslag11.moms"?' in ansokan("check --explain anslag11.mom").said
