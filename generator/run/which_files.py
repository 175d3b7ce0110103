"""Which data files and which templates are meant, when a person does not name them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.file_changes import is_temporary
from generator.system.files import builtin_templates
from generator.system.output_folders import beside

if TYPE_CHECKING:
    from generator.grant.forms.form import Form


def forms_for(templates: Path | None, data: Path | None) -> list[Form]:
    """Return the forms in the folder of templates."""
    from generator.grant.forms.loading import load_all

    return load_all(folder_for(templates, data))


def folder_for(templates: Path | None, data: Path | None) -> Path:
    """Return the folder of templates: `templates`, else the one beside the data, else the built-in one."""
    if templates is not None:
        return templates
    folder = beside(data, "templates") if data else Path("templates")
    is_ours = any(folder.glob("*/form.yaml")) or any(folder.glob("profil/profil.yaml"))
    return folder if is_ours else builtin_templates()


def data_files(files: Sequence[Path]) -> list[Path]:
    """Return the files named, else all in data/; raise ProblemError when there is none."""
    chosen = list(files) or all_data_files()
    if not chosen:
        message = _("There is no data file here. Make one with: ansokan new data/projekt.yaml")
        raise ProblemError(Problem("error", "no-data", message))
    return chosen


def data_files_in_folders(files: Sequence[Path]) -> list[Path]:
    """Return the files named, each once; for a folder all in it, or in the folder data in it."""
    found: list[Path] = []
    for each in files:
        inside = each / "data" if (each / "data").is_dir() else each
        found += all_data_files(inside) if each.is_dir() else [each]
    if not found and files:
        message = _("There is no data file in this folder. Name another, or the files themselves.")
        raise ProblemError(Problem("error", "no-data", message, str(files[0])))
    return data_files([*{each.resolve(): each for each in reversed(found)}.values()][::-1])


def all_data_files(folder: Path = Path("data")) -> list[Path]:
    """Return the data files in a folder, by their names."""
    found = sorted(folder.glob("*.yaml")) + sorted(folder.glob("*.yml"))
    return [path for path in found if not is_temporary(path.name)]
