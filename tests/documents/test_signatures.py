"""A signature is never alone on its page: what is signed stands there too. The pages are LibreOffice's."""

import shutil
import subprocess

import pytest
from edited import ROOT

from tests.documents.test_headings import ALL, example, without, yaml
from tests.grant.checking import MAT, PLAN

pytestmark = pytest.mark.office


def short():
    values = example(PLAN)
    for path in (("case", "need"), ("case", "anchoring"), ("project", "risks"), ("project", "indicators")):
        values = without(values, path)
    return values


def long():
    values = example(MAT)
    values["case"]["further_decisions"] = [
        f"Punkt {n}: {'regionen följer projektet noga. ' * 9}" for n in range(7)
    ]
    values["case"]["need"] = "Ett behov som tar plats. " * 60
    return values


def pages(path):
    """Return the text of each page of a PDF, on one line."""
    text = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, check=True, text=True, encoding="utf-8"
    ).stdout
    return [" ".join(page.split()) for page in text.split("\f")]


@pytest.mark.parametrize("first", [False, True], ids=["as-the-seed", "decision-first"])
@pytest.mark.parametrize(
    "values", [example(PLAN), example(MAT), short(), long()], ids=["plan", "mat", "short", "long"]
)
def test_a_signature_is_never_alone_on_its_page(ansokan, tmp_path, values, first):
    data = tmp_path / "data" / "x.yaml"
    data.parent.mkdir()
    data.write_text(yaml({**values, "documents": ALL}).lstrip("\n"), encoding="utf-8")
    if first:
        shutil.copytree(ROOT / "tests" / "cases" / "profiles" / "ostergotland", tmp_path / "templates")

    ansokan("generate --pdf")

    found = sorted((tmp_path / "output" / "x").glob("*.pdf"))
    assert len(found) >= 5
    for path in found:
        signed = [page for page in pages(path) if "Underskrift" in page and "Innehåll" not in page]
        if not signed:
            assert path.stem == "tjansteskrivelse"
            continue
        page = signed[-1]
        above = page.partition("Underskrift")[0].partition(" Dnr ")[2]  # what stands below the header
        assert " Avser " in page or len(above.split()) > 10, (path.stem, page)
