"""A rule that got another name is still meant where somebody has typed the old one."""

import re
import shutil

import pytest
from checking import MAT, PLAN, forms, found, problems

from generator import language
from generator.grant.checks.explain import codes, explain
from generator.grant.forms.loading import load_all
from generator.grant.forms.rulebook import RULES
from generator.system.files import builtin_templates

ENDS_TOO_EARLY = {"project.period.end": "2024-05-30"}
SILENT = {
    "ignore.0.check": "slut_efter_beslut",
    "ignore.0.at": "project",
    "ignore.0.reason": "Rättas senare.",
}


def all_rules():
    every = forms()
    return [*every[0].common.rules, *(rule for form in every for rule in form.text.rules)]


@pytest.fixture
def renamed(tmp_path):
    """Return a function that gives the forms of a region whose rule of the decision has another id."""

    def made(id_, formerly=""):
        folder = tmp_path / "templates"
        shutil.copytree(builtin_templates(), folder)
        text = (folder / RULES).read_text(encoding="utf-8")
        old = "- id: end-before-decision"
        assert old in text
        text = re.sub(r"(- id: end-before-decision.*)\n    formerly: .*\n", rf"\1\n{formerly}", text)
        (folder / RULES).write_text(text.replace(old, f"- id: {id_}"), encoding="utf-8")
        return load_all(folder)

    return made


def test_what_was_silenced_by_its_old_name_stays_silent_and_nothing_is_said_of_the_name(tmp_path):
    assert ("end-before-decision", "project.period.end") in found(tmp_path, PLAN, ENDS_TOO_EARLY)

    there = problems(tmp_path, PLAN, {**ENDS_TOO_EARLY, **SILENT})

    assert [p for p in there if p.code == "end-before-decision" or p.code.startswith("ignore")] == []


def test_an_old_name_that_silences_nothing_is_idle_and_not_unknown(tmp_path):
    assert [p.code for p in problems(tmp_path, MAT, SILENT) if p.code.startswith("ignore")] == [
        "ignore-unused"
    ]


def test_an_old_name_is_explained_as_the_new_one():
    for rule in all_rules():
        for old in rule.formerly:
            assert explain(old, forms())[0].code == rule.id


def test_the_command_explains_an_old_name_under_the_new_one(ansokan):
    assert ansokan("check --explain slut_efter_beslut").said.startswith("end-before-decision (error)")


def test_every_code_is_english_words_with_hyphens_and_none_is_used_twice():
    every = codes(forms())
    rules = {rule.id for rule in all_rules()}
    old = {name for rule in all_rules() for name in rule.formerly}

    assert [code for code in every if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    assert old & set(every) == set()
    assert rules.isdisjoint(set(codes([])))


def test_a_region_that_renames_its_rule_has_the_same_door(tmp_path, renamed):
    own = renamed("slutar_for_tidigt", "    formerly: [end-before-decision, slut_efter_beslut]\n")
    for name in ("slutar_for_tidigt", "end-before-decision", "slut_efter_beslut"):
        silent = {**ENDS_TOO_EARLY, **SILENT, "ignore.0.check": name}
        there = problems(tmp_path, PLAN, silent, with_forms=own)
        assert [p for p in there if p.code == "slutar_for_tidigt" or p.code.startswith("ignore")] == []


def test_a_region_s_rule_keeps_its_own_swedish_name(tmp_path, renamed):
    own = renamed("slut_efter_beslut")

    there = problems(tmp_path, PLAN, ENDS_TOO_EARLY, with_forms=own)

    assert "slut_efter_beslut" in {p.code for p in there}
    assert explain("slut_efter_beslut", own)[0].code == "slut_efter_beslut"
    silent = problems(tmp_path, PLAN, {**ENDS_TOO_EARLY, **SILENT}, with_forms=own)
    assert [p for p in silent if p.code == "slut_efter_beslut" or p.code.startswith("ignore")] == []


def test_a_rule_that_has_only_swedish_words_is_quoted_in_english(tmp_path):
    folder = tmp_path / "templates"
    shutil.copytree(builtin_templates(), folder)
    text = re.sub(
        r"^    en:\n(?:      .*\n)+", "", (folder / RULES).read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    (folder / RULES).write_text(text, encoding="utf-8")
    own = load_all(folder)

    (told,) = [
        p for p in problems(tmp_path, PLAN, ENDS_TOO_EARLY, with_forms=own) if p.code == "end-before-decision"
    ]

    assert told.message.startswith(
        "“Projektet slutar 2024-05-30, före beslutet 2024-11-22 (case.date). Rätta en av dagarna.”"
    )
    assert explain("end-before-decision", own)[0].what == "“Projektet slutar efter beslutets datum.”"
    language.use("sv")
    assert explain("end-before-decision", own)[0].what == "Projektet slutar efter beslutets datum."
