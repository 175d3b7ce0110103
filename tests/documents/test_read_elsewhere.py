"""The documents as other programs read them: every answer and every cell is found, and no page is empty."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import mammoth
import pytest
from docx import Document

from generator.formats.filters import FILTERS
from generator.grant.forms.loading import load_all
from generator.grant.project import open_dossier
from generator.render.value_text import text_of
from generator.run.generate import Options, generate
from generator.system.files import builtin_templates

pytestmark = pytest.mark.xdist_group("read elsewhere")
ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "strategisk-planering.yaml"
FORMS = load_all(builtin_templates())
NAMES = ["anslag11", "beslut", "tillvaxtverket"]
MOST_PAGES = {"anslag11": 12, "beslut": 2, "tillvaxtverket": 12}


def plain(text):
    """Return the words alone: what lists, bold and line breaks look like differs between programs."""
    return " ".join(re.sub(r"[^\w%:/@.,-]+", " ", text).split())


@pytest.fixture(scope="module")
def finals(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finals")
    report = generate(DATA, FORMS, Options(folder, datetime(2026, 1, 1, tzinfo=UTC), final=True))
    made = [outcome.document for outcome in report.outcomes]
    return {name: next(final for final in made if name in final.stem) for name in NAMES}


def by_mammoth(path):
    with path.open("rb") as file:
        return mammoth.extract_raw_text(file).value


def by_pandoc(path):
    command = ["pandoc", "--from=docx", "--to=plain", "--wrap=none", str(path)]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout


def by_python_docx(path):
    """Return the text of a final, in which no control hides a text from python-docx."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


READERS = [
    by_mammoth,
    by_python_docx,
    pytest.param(
        by_pandoc, marks=pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
    ),
]


def lines(value):
    return [plain(line) for line in text_of(value).split("\n") if plain(line)]


def answers(name):
    """Yield the lines of all answers, and of the cells of the tables that the form asks for."""
    (document,) = [d for d in open_dossier(DATA, FORMS, draft=False).documents if d.form.name == name]
    context = document.context
    for answer in document.filled.answers:
        yield from lines(answer.value)
    asked = {answer.question.table for answer in document.filled.answers}
    project, budget, financing = (context[group] for group in ("project", "budget", "financing"))
    for table in ("target_groups", "activities", "indicators", "risks"):
        for item in project[table] if table in asked else ():
            yield from (
                line for key in item if not isinstance(item[key], list) for line in lines(_shown(item[key]))
            )
    if "costs" in asked:
        for row in budget["rows"]:
            yield from (plain(FILTERS["belopp"](amount)) for amount in (*row.amounts, row.total))
    if "financing" in asked:
        for line in financing["contributions"]:
            yield from lines(line["financier"])
            yield plain(FILTERS["belopp"](line["amount"]))


def _shown(value):
    return FILTERS["isodatum"](value) if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_another_program_finds_every_answer_and_every_cell(finals, name, reader):
    text = plain(re.sub(r"(?m)^\s*(?:[-•◦–]|\d+\.)\s+", "", reader(finals[name])))

    wanted = list(answers(name))
    missing = [line for line in wanted if re.sub(r"^\d+\. ", "", line) not in text]
    assert len(wanted) > 5
    assert missing == []


@pytest.fixture(scope="module")
def pages(finals, tmp_path_factory):
    """Each final's pages as pictures in grey."""
    folder = tmp_path_factory.mktemp("pages")
    office = [shutil.which("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", str(folder), *map(str, finals.values())],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = {}
    for name in finals:
        subprocess.run(
            ["pdftoppm", "-r", "20", "-gray", str(folder / f"{finals[name].stem}.pdf"), str(folder / name)],
            check=True,
        )
        found[name] = [picture.read_bytes() for picture in sorted(folder.glob(f"{name}-*.pgm"))]
    return found


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_empty_and_the_pages_are_no_more_than_they_were(pages, name):
    assert 1 <= len(pages[name]) <= MOST_PAGES[name]
    for picture in pages[name]:
        _kind, size, _depth, dots = picture.split(b"\n", 3)
        width, height = map(int, size.split())
        body = dots[width * height // 10 : width * height * 9 // 10]  # without header and footer
        assert sum(dot < 200 for dot in body) > 40
