"""The recipe "A new region" in templates/README.md, followed word by word; and what lint says on the way."""

import re
import shutil
from textwrap import dedent

import pytest

from generator.grant.forms.loading import load_all
from generator.lint.template_check import lint
from generator.system.files import builtin_templates

README = (builtin_templates() / "README.md").read_text(encoding="utf-8")
RECIPE = README.split("\n## A new region\n")[1].split("\n## ")[0]
BLOCKS = [dedent(block) for block in re.findall(r"```yaml\n(.*?)```", RECIPE, re.DOTALL)]
JAMTLAND = "Region Jämtland Härjedalen"


@pytest.fixture
def found(tmp_path):
    """Return a function that lints a new folder with this form.yaml."""

    def made(text):
        folder = tmp_path / "templates" / "anslag11_kalmar"
        folder.mkdir(parents=True)
        shutil.copytree(builtin_templates() / "anslag11", tmp_path / "templates" / "anslag11")
        (folder / "form.yaml").write_text(text, encoding="utf-8")
        forms = load_all(tmp_path / "templates")
        (kalmar,) = [form for form in forms if form.name == "anslag11_kalmar"]
        return lint(kalmar, forms)

    return made


def messages(problems):
    return [(problem.level, problem.code, problem.message) for problem in problems]


def test_the_first_lines_lead_to_what_is_still_the_other_regions(found):
    problems = found(BLOCKS[0])

    assert {(each.level, each.code) for each in problems} == {("warning", "still-others")}
    assert {
        (each.file.replace("\\", "/").rpartition("/templates/")[2], each.place.line) for each in problems
    } == {("anslag11_kalmar/form.yaml", 1)}
    assert all(JAMTLAND in each.message and len(each.message) <= 200 for each in problems)


def test_every_way_out_of_the_recipe_is_one_that_lint_names(found):
    said = " ".join(each.message for each in found(BLOCKS[0]))

    named = re.findall(r"^ *- (?:id: )?([\w-]+)$", BLOCKS[1], re.MULTILINE)
    assert len(named) >= 8
    assert [name for name in named if name not in said] == []


def test_the_recipe_followed_to_its_end_leaves_nothing(found):
    assert messages(found("".join(BLOCKS))) == []


def test_keys_that_are_not_said_are_named(found):
    said = [message for _level, _code, message in messages(found("extends: anslag11\n"))]

    assert [message.split(".")[0] for message in said[:4]] == [
        "The key receiver says what “anslag11” says",
        "The key short says what “anslag11” says",
        "The key source says what “anslag11” says",
        "The region's county is not said",
    ]


def test_a_new_region_has_its_own_document_with_its_own_keys(tmp_path, ansokan):
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    folder = tmp_path / "templates" / "anslag11_kalmar"
    folder.mkdir()
    (folder / "form.yaml").write_text("".join(BLOCKS), encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir(exist_ok=True)
    (data / "ny.yaml").write_text(
        "documents: [anslag11_kalmar]\nproject: {name: Ny}\nanslag11_kalmar: {attachments: [Missiv]}\n",
        "utf-8",
    )

    done = ansokan("generate data/ny.yaml")

    assert (tmp_path / "output" / "ny" / "anslag11_kalmar.docx").is_file(), done.said
