"""Finals made and frozen, each with a PDF beside it as Word would lay one there."""

import zipfile
from datetime import UTC, datetime

from generator.cli.generate import _frozen, _Made
from generator.run.job import Options, Task
from generator.run.running import run
from generator.system.files import builtin_templates, read_if_there

FIRST, LATER = datetime(2025, 1, 10, 9, tzinfo=UTC), datetime(2025, 2, 1, 9, tzinfo=UTC)
NAME = "projekt"


def frozen(project, when=FIRST, meanwhile=lambda: None, documents=(), pdfs=True, printed=()):
    """Make the finals, lay a PDF beside each as Word would, and freeze them."""
    task = Task(
        project,
        builtin_templates(),
        Options(folder_of(project).parent, when, documents, final=True),
    )
    data = read_if_there(task.data)
    report = run(task)
    for each in report.outcomes if pdfs else ():
        each.document.with_suffix(".pdf").write_bytes(b"%PDF-1.7 " + each.document.name.encode())
    meanwhile()
    return _frozen(_Made(task, report, data), printed)


def folder_of(project):
    return project.parent.parent / "output" / NAME


def held(report):
    """Return the members of the package that was made."""
    with zipfile.ZipFile(report.outcomes[0].document) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
