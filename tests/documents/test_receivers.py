"""A receiver is only a folder: each goes through load, lint, generate and read back without a line of its own."""

import re

import pytest

from generator.grant.forms.loading import load, load_all
from generator.lint.template_check import lint
from generator.system.files import builtin_templates
from generator.word.fields import provenance
from generator.word.fields.read import read_fields
from generator.word.opc.package import Package

FOLDERS = sorted(path.parent for path in builtin_templates().glob("*/form.yaml"))


@pytest.fixture
def only(project):
    """Return a function that lets the example make this document and no other."""

    def made(name):
        text = project.read_text(encoding="utf-8")
        text = re.sub(r"^documents:\n(  - .*\n)*", "", text, flags=re.MULTILINE)
        project.write_text(f"documents:\n  - {name}\n{text}", encoding="utf-8")

    return made


def _words(text):
    return None if text is None else " ".join(text.split())


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_receiver_is_loaded_linted_generated_and_read_back(ansokan, only, tmp_path, folder):
    form = load(folder)
    assert lint(form, load_all(builtin_templates())) == []
    only(form.name)

    ansokan("generate")

    (path,) = (tmp_path / "output" / "projekt").glob("*.docx")
    assert path.name == form.text.output
    package = Package.read(path.read_bytes(), str(path))
    shown = provenance.read(package).shown
    read = read_fields(package, shown, lambda path: path)
    assert len(shown) > 20
    assert not read.missing
    assert not read.unsure
    # The line breaks of a long text are those of the data file; the words are the same.
    assert [_words(field.text) for field in read.found] == [_words(field.shown.text) for field in read.found]


def test_nothing_about_a_receiver_stands_in_the_program():
    program = builtin_templates().parent / "generator"
    sources = "\n".join(path.read_text(encoding="utf-8") for path in program.rglob("*.py"))
    code = re.sub(r'example="[^"]*"', "", sources)  # the help of a key may show how a name looks
    for folder in FOLDERS:
        if folder.name != "beslut":  # also an ordinary word
            assert f'"{folder.name}"' not in code
