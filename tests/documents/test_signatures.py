"""A signature is never alone on its page: what is signed stands there too. The pages are LibreOffice's."""

import shutil
import subprocess

import pytest
from edited import ROOT

from tests.documents.test_headings import ALL, example, yaml
from tests.grant.checking import MAT, PLAN

pytestmark = pytest.mark.office
LAST = "Regionen följer upp projektet."


def write(folder, name, values):
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / f"{name}.yaml").write_text(yaml(values).lstrip("\n"), encoding="utf-8")


def signed_page(path):
    """Return the text of the page with the line to sign on, all on one line."""
    done = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    pages = [" ".join(page.split()) for page in done.stdout.split("\f")]
    return [page for page in pages if "Underskrift" in page][-1]


@pytest.mark.parametrize(
    ("first", "above"), [(False, LAST), (True, "punkt 8.2")], ids=["as-the-seed", "decision-first"]
)
def test_what_precedes_the_signature_of_a_decision_stands_on_its_page_however_long_it_is(
    ansokan, tmp_path, first, above
):
    if first:
        shutil.copytree(ROOT / "tests" / "cases" / "profiles" / "ostergotland", tmp_path / "templates")
    values = example(PLAN)
    values["case"]["further_decisions"] = [LAST]
    values["case"]["assignment"] = values["project"]["purpose"] = "Kort."
    for lines in range(0, 16, 2):
        values["case"]["need"] = "Ett behov.\n\n" * lines + "Ett behov."
        write(tmp_path, f"rader{lines}", {**values, "documents": ["beslut"]})

    ansokan("generate --pdf")

    found = sorted((tmp_path / "output").glob("*/beslut.pdf"))
    assert len(found) == 8
    assert [path.parent.name for path in found if above not in signed_page(path)] == []


def test_the_page_that_is_signed_says_for_what(ansokan, tmp_path):
    write(tmp_path, "x", {**example(MAT), "documents": ALL})

    ansokan("generate --pdf")

    found = [
        path for path in sorted((tmp_path / "output" / "x").glob("*.pdf")) if path.stem != "tjansteskrivelse"
    ]
    assert len(found) == 7
    for path in found:
        assert "Lokal mat i Exempelfjällen" in signed_page(path) or "Beslutsunderlag" in signed_page(path), (
            path.stem
        )
