"""The documents of all projects in the repository, and those of an empty data file, as they are rendered."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.grant.forms.loading import load_all
from generator.grant.project import survey
from generator.preview import preview
from generator.run.generate import rendered
from generator.run.scaffold import new_text
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
FORMS = load_all(builtin_templates())
DATA = [*sorted((ROOT / "data").glob("*.yaml")), *sorted((ROOT / "tests/cases/projects").glob("*.yaml"))]
NAMES = [*(path.stem for path in DATA), "empty"]


@cache
def drawn(name):
    """Return each draft of a project and its look."""
    return [(document, preview(document.package)) for document in documents(name)]


@cache
def documents(name):
    """Return the drafts of a project; those of all forms for the empty one."""
    if name != "empty":
        return _drafts(next(path for path in DATA if path.stem == name))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.yaml"
        asked = f"\ndocuments: [{', '.join(form.name for form in FORMS)}]\n"
        path.write_text(new_text(FORMS).replace("\ndocuments:\n", asked), encoding="utf-8")
        return _drafts(path)


def _drafts(path):
    dossier = survey(path, FORMS, draft=True)
    return [rendered(each, path.name) for each in dossier.documents]
