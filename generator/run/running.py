"""A data file in one run: at once when nothing has changed since the last, else the whole job."""

from __future__ import annotations

from pathlib import Path

from generator.problems import ProblemError
from generator.run import remembering
from generator.run.job import Options, Report
from generator.system.files import builtin_templates


def run(data: Path, templates: Path, options: Options) -> Report:
    """Bring the documents of the project in `data` up to date with it and with the forms in `templates`."""
    before = _seen(data, templates, options)
    if before and (report := remembering.recall(data, before, options)):
        return report
    report = _whole(data, templates, options)
    if before and _seen(data, templates, options) == before:  # nobody has saved meanwhile
        remembering.remember(report, before, options)
    return report


def warm_up(data: Path, templates: Path, options: Options) -> Report:
    """Do the whole job and write nothing: then all that it needs has been read."""
    return _whole(data, templates, options._replace(dry_run=True))


def folders(templates: Path) -> list[Path]:
    """Return the folders whose files a run with these templates depends on."""
    return [*dict.fromkeys([templates, builtin_templates()])]


def _seen(data: Path, templates: Path, options: Options) -> str | None:
    try:
        return remembering.seen(data, folders(templates), options)
    except ProblemError:  # the whole job says what is wrong
        return None


def _whole(data: Path, templates: Path, options: Options) -> Report:
    from generator.grant.forms.form import load_all
    from generator.run.generate import generate

    return generate(data, load_all(templates), options)
