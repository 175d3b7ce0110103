"""The two example projects with something changed, and what is found in them."""

from datetime import date
from functools import cache
from pathlib import Path

from generator.grant.forms.loading import load_all
from generator.grant.project import open_dossier
from generator.grant.yaml import document
from generator.system.files import builtin_templates

DATA = Path(__file__).parent.parent.parent / "data"
PLAN, MAT = "strategisk-planering.yaml", "lokal-mat.yaml"
"""The real case, which stands exactly at the ceiling; and a made-up one, with dates, partners and in kind."""


@cache
def forms():
    return load_all(builtin_templates())


@cache
def text_of(base):
    return (DATA / base).read_text(encoding="utf-8")


def changed(base, changes):
    """Return the text of a project with values put at paths, and words replaced where the key holds a space."""
    text = text_of(base)
    for key, value in changes.items():
        if key in text:
            text = text.replace(key, value, 1)
        else:
            text = document.read(text.encode(), base).put(key, value)
    return text


def problems(tmp_path, base, changes=None, today=None, with_forms=None):
    path = tmp_path / "x.yaml"
    path.write_text(changed(base, changes or {}), encoding="utf-8")
    day = date.fromisoformat(today) if today else None
    return open_dossier(path, with_forms or forms(), draft=True, today=day).problems


def found(tmp_path, base, changes=None, today=None):
    if not changes and not today:
        return found_in(base)
    return {(problem.code, problem.path) for problem in problems(tmp_path, base, changes, today)}


@cache
def found_in(base):
    return {
        (problem.code, problem.path) for problem in open_dossier(DATA / base, forms(), draft=True).problems
    }
