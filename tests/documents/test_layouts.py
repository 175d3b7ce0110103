"""What the layouts hold and what comes out of them, as text that can be reviewed: pytest --update-golden renews it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from edited import ROOT, wordlike

from generator.grant.forms.loading import load_all
from generator.lint.template_check import lint
from generator.system.files import builtin_templates
from tests.outline import outline
from tests.sound import sound, strictly_sound

GOLDEN = Path(__file__).parents[1] / "golden"
TEMPLATES = builtin_templates()
FORMS = load_all(TEMPLATES)
DRAWN = [form for form in FORMS if form.layout.parent == form.folder]
"""Those with a layout of their own; the others are drawn by that of the form that they take over."""
NAMES = [form.name for form in DRAWN]


@pytest.fixture
def same_as_golden(request):
    """Return a function that compares a text with the golden file of that name."""

    def compare(name, text):
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.mark.parametrize("form", DRAWN, ids=NAMES)
def test_a_layout_is_as_it_was_reviewed(form, same_as_golden):
    same_as_golden(f"{form.name}.layout", outline(form.layout.read_bytes()))


@pytest.mark.parametrize("name", ["anslag11", "beslut", "tillvaxtverket"])
def test_a_document_of_the_example_is_as_it_was_reviewed(ansokan, project, tmp_path, name, same_as_golden):
    ansokan(f"generate --document {name}")

    same_as_golden(name, outline((tmp_path / "output" / "projekt" / f"{name}.docx").read_bytes()))


def test_the_base_of_the_layouts_is_valid():
    strictly_sound(sound((TEMPLATES / "profil" / "base.docx").read_bytes()))


def test_a_base_that_was_saved_in_word_makes_the_same_layouts(tmp_path):
    base, _log = wordlike.apply((TEMPLATES / "profil" / "base.docx").read_bytes(), ["resave"], 1)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "profil" / "base.docx").write_bytes(base)

    command = [sys.executable, "-W", "error", "tools/make_layouts.py", "--replace"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)

    for name in NAMES:
        made = outline((tmp_path / "templates" / name / "layout.docx").read_bytes())
        wanted = (GOLDEN / f"{name}.layout.txt").read_text(encoding="utf-8")
        assert sorted(made.splitlines()) == sorted(wanted.splitlines())  # Word renames the parts of headers


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_lint_is_silent_on_every_built_in_template(form):
    assert [str(problem) for problem in lint(form, FORMS)] == []


@pytest.fixture
def documents(ansokan, project, tmp_path):
    """The example's documents, drafts and final."""
    ansokan("generate")
    ansokan("generate --final")
    return [str(path) for path in (tmp_path / "output").rglob("*.docx") if ".generated" not in path.parts]


def test_every_document_is_valid(documents):
    for path in documents:
        sound(Path(path).read_bytes())


@pytest.mark.parametrize("tool", ["validate_docx.py", "a11y_docx.py"])
def test_the_strict_checks_are_silent_on_every_document(documents, tool):
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parents[1] / "tools" / tool), *documents],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    # The English summary is marked as English on purpose: that is a tip, not a fault.
    said = [line for line in done.stdout.splitlines() if "LANG-RUN" not in line]
    assert (done.returncode, said) == (0, [])
