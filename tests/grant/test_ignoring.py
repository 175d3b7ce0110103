"""A finding is silenced at one place, with a reason; and every check can be explained."""

import re
from pathlib import Path

import pytest
from checking import MAT, PLAN, forms, found, problems

from generator.grant.checks import explain as explaining
from generator.grant.checks.explain import codes, explain
from generator.grant.prose.style import _PATTERNS

SILENT = {
    "ignore.0.check": "empty-promise",
    "ignore.0.at": "project.purpose",
    "ignore.0.reason": "Beslutets ord.",
}


def test_a_finding_is_silenced_at_its_place_and_only_there(tmp_path):
    there = found(tmp_path, PLAN, SILENT)

    assert ("empty-promise", "project.purpose") not in there
    assert ("empty-promise", "case.assignment") in there


def test_the_beginning_of_a_path_silences_all_below_it_but_no_other_name(tmp_path):
    assert ("empty-promise", "project.purpose") not in found(
        tmp_path, PLAN, {**SILENT, "ignore.0.at": "project"}
    )
    assert ("empty-promise", "project.purpose") in found(
        tmp_path, PLAN, {**SILENT, "ignore.0.at": "project.purp"}
    )


@pytest.mark.parametrize("name", ["check", "at", "reason"])
def test_silencing_needs_a_check_a_place_and_a_reason(tmp_path, name):
    there = found(tmp_path, PLAN, {path: text for path, text in SILENT.items() if not path.endswith(name)})

    assert ("ignore-incomplete", "ignore.0") in there
    assert ("empty-promise", "project.purpose") in there


def test_silencing_what_is_not_there_is_said(tmp_path):
    (unknown,) = [
        p
        for p in problems(tmp_path, PLAN, {**SILENT, "ignore.0.check": "empty-promis"})
        if "ignore" in p.code
    ]
    (unused,) = [p for p in problems(tmp_path, MAT, SILENT) if "ignore" in p.code]

    assert (unknown.code, unknown.level) == ("ignore-unknown", "error")
    assert 'Did you mean "empty-promise"?' in unknown.message
    assert (unused.code, unused.level, unused.path) == ("ignore-unused", "hint", "ignore.0")


def test_an_error_of_a_form_is_never_silenced(tmp_path):
    import shutil

    from generator.grant.forms.loading import load_all
    from generator.system.files import builtin_templates

    shutil.copytree(builtin_templates(), tmp_path / "templates")
    rules = tmp_path / "templates/rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("case.anchoring.date <=", "case.anchring.date <="),
        encoding="utf-8",
    )
    silent = {"ignore.0.check": "form-expression", "ignore.0.at": "rules", "ignore.0.reason": "Nej."}

    there = problems(tmp_path, PLAN, silent, with_forms=load_all(tmp_path / "templates"))

    (problem,) = [p for p in there if p.code == "form-expression"]
    assert problem.file.endswith("rules.yaml")
    assert problem.path.endswith(".check")
    assert 'Did you mean "anchoring"?' in problem.message


def test_every_check_can_be_explained():
    for code in codes(forms()):
        known = explain(code, forms())
        assert known, code
        assert [each for each in known if not (each.what and each.why and each.source)] == [], code
    assert explain("nonsense", forms()) == []


def test_a_rule_of_several_receivers_is_explained_as_each_has_it():
    known = {each.source.partition(": ")[0]: each for each in explain("share-too-high", forms())}

    assert {name: (each.level, each.basis) for name, each in known.items()} == {
        "Ansökan Region Jämtland Härjedalen (anslag 1:1)": ("warning", "older"),
        "Ansökan Region Dalarna (anslag 1:1)": ("hint", "inferred"),
        "Ansökan Region Västerbotten (anslag 1:1)": ("error", "verified"),
        "Ansökan Tillväxtverket": ("warning", "verified"),
    }


def test_every_code_in_the_program_about_data_can_be_explained():
    """Codes are found in the sources, so that none can be forgotten."""
    folder = Path(explaining.__file__).parent.parent
    not_about_data = {"explain.py", "profile.py"}
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name not in not_about_data
    )
    used = set(
        re.findall(r'(?:problem|_at|Problem)\(\s*(?:file, )?"(?:error|warning|hint)",\s*"([a-z-]+)"', sources)
    )
    used |= set(_PATTERNS) | set(re.findall(r'return "(text-[a-z-]+)"', sources))

    assert len(used) > 25
    assert used - set(codes(forms())) <= {
        "templates-missing",
        "file-missing",
        "contrast",
        "not-a-picture",
    }  # of the templates, not of the data
