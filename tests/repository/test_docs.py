"""What the documents for contributors name is there."""

import re
from pathlib import Path

import click
import pytest

from generator.cli.group import ansokan
from generator.grant.checks.explain import explain
from generator.grant.checks.explain_question import explain_question
from generator.grant.forms.loading import load_all
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("CONTRIBUTING.md", "docs/architecture.md", "docs/word.md")
READ = (
    *DOCUMENTS,
    "README.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "templates/README.md",
    "benchmarks/README.md",
    "packaging/windows/README.md",
    "docs/seed-memo.md",
    "generator/locale/sv/LC_MESSAGES/ansokan.po",
)
"""All that names commands, the messages of the program too."""
NAMED = re.compile(r"`([\w./*]+(?:\.py|/))`")
PLACES = (ROOT, ROOT / "generator", ROOT / "tests")
MADE = {".generated/", "slutlig/", "output/"}
"""Folders that the program makes."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_modules_and_folders_that_a_document_names_are_there(document):
    named = set(NAMED.findall((ROOT / document).read_text(encoding="utf-8"))) - MADE

    assert named
    assert [name for name in named if not any(any(place.glob(name)) for place in PLACES)] == []


@pytest.mark.parametrize("document", READ)
def test_the_commands_and_flags_that_a_document_names_are_there(document):
    text = (ROOT / document).read_text(encoding="utf-8").replace('"\n"', "")  # a long message goes on below

    for name, rest in re.findall(
        r"(?:`|> |^    |\(|: |run |kör )ansokan ([a-z]+)([^`\n#,]*)", text, re.MULTILINE
    ):
        command = ansokan.get_command(click.Context(ansokan), name)
        assert command is not None, f"ansokan {name}"
        own = [command, *getattr(command, "commands", {}).values()]
        flags = {flag for one in own for each in one.params for flag in each.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= flags, f"ansokan {name}{rest}"
    forms = load_all(builtin_templates())
    for code in re.findall(r"--explain ([a-z][\w-]+(?:\.\w+)?)", text):
        assert explain_question(code, forms) if "." in code else explain(code, forms), code


@pytest.mark.parametrize("document", READ)
def test_the_tools_and_targets_that_a_document_names_are_there(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"(?:`|^|> )make ([a-z-]+)", text, re.MULTILINE)) <= targets
    for script, rest in re.findall(
        r"python ((?:tests|tools|benchmarks|packaging)/[\w/]+\.py)([^`\n#]*)", text
    ):
        source = (ROOT / script).read_text(encoding="utf-8")
        assert [flag for flag in re.findall(r"--[a-z-]+", rest) if flag not in source] == [], script
