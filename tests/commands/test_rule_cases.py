"""Each check speaks of what is wrong, and of nothing else: the cases of tests/cases, through `ansokan check`."""

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from generator.grant.forms.loading import load_all
from generator.system.files import builtin_templates

pytestmark = pytest.mark.xdist_group("rule cases")
ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"
DAY = "2026-01-10"
LONGEST = 200
"""Characters of a line that a person reads."""
OF_THE_FORMS = {"application-not-listed", "application-not-decided"}
"""What the memo's own texts see to; `tests/grant/test_check.py` changes these."""


def cases():
    """Yield name, code, whether it fires, and the case itself."""
    for path in sorted((CASES / "rules").glob("*.yaml")):
        for code, kinds in yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader).items():
            for kind, listed in kinds.items():
                for number, case in enumerate(listed, 1):
                    yield f"{code}-{kind}-{number}-{case['in']}", code, kind == "fires", case


ALL = list(cases())


def text_of(case):
    """Return the data file of a case."""
    folder = (
        ROOT / "data" if (ROOT / "data" / f"{case['in']}.yaml").exists() else CASES / "rules" / "projects"
    )
    data = yaml.load((folder / f"{case['in']}.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    for path, value in case.get("with", {}).items():
        put(data, path.split("."), None if value == "null" else value)
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)


def put(branch, steps, value):
    """Put a value into data; a number is an index of a list, and a list may grow by one."""
    for number, step in enumerate(steps):
        key = int(step) if isinstance(branch, list) else step
        if isinstance(branch, list) and key == len(branch):
            branch.append(None)
        if number == len(steps) - 1:
            branch[key] = value
        else:
            inner = branch[key] if isinstance(branch, list) else branch.get(key)
            branch[key] = inner if inner is not None else [] if steps[number + 1] == "0" else {}
            branch = branch[key]


def checked(files, day, spoken="sv"):
    """Return the findings of each file as `ansokan check --format json` tells them on a day, in a language."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--lang", spoken, "check", "--format", "json", *map(str, files)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "PYTHONUTF8": "1"},
    )
    findings = {path.stem: [] for path in files}
    for problem in json.loads(done.stdout)["problems"]:
        findings[Path(problem["file"]).stem].append(problem)
    return findings


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Return what `check` says of each case, by its name; all cases of one day in one run."""
    by_day = defaultdict(list)
    for name, _code, _fires, case in ALL:
        path = tmp_path_factory.getbasetemp() / f"{name}.yaml"
        path.write_text(text_of(case), encoding="utf-8")
        by_day[case.get("day", DAY)].append(path)
    return {name: found for day, files in by_day.items() for name, found in checked(files, day).items()}


@pytest.mark.parametrize(("name", "code", "fires", "case"), ALL, ids=[each[0] for each in ALL])
def test_a_check_speaks_of_what_is_wrong_and_of_nothing_else(said, name, code, fires, case):
    found = [problem["path"] for problem in said[name] if problem["code"] == code]

    if fires:
        assert case["at"] in found, [(each["code"], each["path"]) for each in said[name]]
    else:
        assert found == []


@pytest.mark.parametrize("name", [each[0] for each in ALL])
def test_what_is_said_is_short_and_has_no_gap_where_a_value_is_missing(said, name):
    for problem in said[name]:
        if problem["level"] == "missing":
            continue
        where = f"projekt.yaml:{problem['line']}:{problem['column']}: varning: {problem['path']}: "
        line = f"{where}{problem['message']} [{problem['code']}]"
        folded = re.sub(r" (?:Detsamma på rad|\d+ (?:till|anmärkning)).*", "", line)  # what more there is
        assert len(folded) <= LONGEST, folded
        assert not re.search(r"  |”” | [.,:;]|None|Missing|\(\)|http", problem["message"]), problem["message"]


@pytest.mark.parametrize("name", [each[0] for each in ALL])
def test_no_sentence_is_told_twice_in_one_run(said, name):
    sentences = [problem["message"] for problem in said[name]]

    assert [each for each, count in Counter(sentences).items() if count > 1] == []


PROJECTS = sorted(path.stem for path in (CASES / "projects").glob("*.yaml"))


@pytest.mark.parametrize("name", PROJECTS)
def test_what_is_said_of_a_real_project_is_what_an_officer_should_hear(tmp_path, name):
    project = tmp_path / f"{name}.yaml"
    project.write_bytes((CASES / "projects" / f"{name}.yaml").read_bytes())

    (listed,) = checked([project], DAY).values()
    sentences = {each["message"] for each in listed}
    assert len(sentences) == len(listed)
    listed = [each for each in listed if each["level"] != "missing"]

    lines = [f"{each['level']} {each['path']}: {each['message']} [{each['code']}]\n" for each in listed]
    assert "".join(lines) == (CASES / "projects" / f"{name}.findings.txt").read_text(encoding="utf-8")


def test_every_rule_and_check_has_cases_of_both_kinds_and_from_two_projects():
    kinds, projects = defaultdict(set), defaultdict(set)
    for _name, code, fires, case in ALL:
        kinds[code].add(fires)
        projects[code].add(case["in"])
    forms = load_all(builtin_templates())
    rules = {rule.id for form in forms for rule in (*form.common.rules, *form.text.rules)}

    assert rules - set(kinds) == OF_THE_FORMS
    assert {code for code, both in kinds.items() if both != {True, False}} == set()
    assert {code for code, names in projects.items() if len(names) < 2} == set()
