"""A document of so many pages in one process: processor seconds for check, lint, generate, pull and merge.

With them the size of the data file: a project of ten pages is the form's own words for the most part, so that
ten times the pages are almost twenty times the data.

python benchmarks/long.py PAGES
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from big import DOCUMENT, project

from generator.grant.forms.loading import load_all
from generator.grant.project import model, open_dossier
from generator.grant.yaml.document import read
from generator.lint.template_check import lint
from generator.pull import pull
from generator.run.bases import Bases
from generator.run.generate import generate, rendered
from generator.run.job import Options
from generator.run.keeping import keep
from generator.run.word_file import WordFile
from generator.system.files import builtin_templates
from generator.word.opc.package import Package

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EDITS = 5
"""Words that a hand changes on each page, in as many texts."""


def edit(document: Path, count: int) -> None:
    """Write a word in `count` texts all over the document, as a person in Word."""
    with zipfile.ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    places = [found.start(1) for found in re.finditer(r"<w:t[^>]*>([A-ZÅÄÖa-zåäö]{3,})", text)]
    assert len(places) > count
    for at in reversed(places[:: len(places) // count][:count]):
        text = f"{text[:at]}Ändrat {text[at:]}"
    parts["word/document.xml"] = text.encode()
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def opened(document: Path) -> Package:
    """Return the document as it lies on the disk."""
    return WordFile(document.read_bytes(), str(document)).package


def change(data: Path) -> None:
    """Change the data where the document says it in some hundred places."""
    text = data.read_text(encoding="utf-8")
    changed = text.replace("responsible: Projektledaren", "responsible: Projektchefen").replace(
        "'480'", "'490'"
    )
    assert changed != text
    data.write_text(changed, encoding="utf-8")


def measure(pages: int, turns: int = 3) -> dict[str, float]:
    """Return the median seconds of each job."""
    forms = load_all(builtin_templates())
    (form,) = (each for each in forms if each.name == DOCUMENT)
    times: dict[str, list[float]] = {}
    size = 0
    for turn in range(turns + 1):
        with TemporaryDirectory() as name:
            data = project(Path(name), pages, seed=turn)
            size = data.stat().st_size
            options = Options(Path(name) / "output", NOW)
            dry = options._replace(dry_run=True)
            document = options.output / data.stem / form.text.output

            def job(what: str, work: Callable[[], object]) -> None:
                begun = time.process_time()
                work()
                times.setdefault(what, []).append(time.process_time() - begun)

            job("check", lambda: open_dossier(data, forms, draft=True, today=NOW.date()))
            job("lint", lambda: lint(form, forms))
            job("generate", lambda: generate(data, forms, options))
            edit(document, EDITS * pages)
            before = data.read_bytes()
            source = read(before, str(data))
            job("pull", lambda: pull([opened(document)], source, model(forms)))
            data.write_bytes(before)
            change(data)
            fresh = rendered(open_dossier(data, forms, draft=True).documents[0], data.name)
            job("merge", lambda: keep(document, fresh, form.name, data, dry, Bases(dry=True)))
            job("generate over edits", lambda: generate(data, forms, options))
    return {what: statistics.median(each[1:]) for what, each in times.items()} | {"kB": size / 1000}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
