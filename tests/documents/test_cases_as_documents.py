"""The projects of tests/cases/projects as documents: what their sources say stands there, and nothing that they do not."""

import shutil
import zipfile
from pathlib import Path

import pytest
from edited import words
from lxml import etree

CASES = Path(__file__).parents[1] / "cases" / "projects"


@pytest.fixture
def says(ansokan, project):
    """Return a function that makes a case's documents, and returns what each of them says."""

    def made(name):
        shutil.copyfile(CASES / f"{name}.yaml", project)
        done = ansokan("generate")
        assert done.code in {0, 1}, done.said
        return {path.stem: text_of(path) for path in Path("output/projekt").glob("*.docx")}

    return made


def text_of(path):
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = (words(each) for each in root.iter("{*}p"))
    return "\n".join(paragraphs).replace("\xa0", " ")


def test_a_municipality_that_gives_resources_decides_on_them_and_on_nothing_else(says):
    (decision,) = says("haapakylansaari").values()

    assert "Kommunchefen beslutar att Övertorneå kommun bidrar till projektet Haapakylänsaari" in decision
    assert "resurser till ett värde av 60 000 kronor." in decision
    assert "EU och staten gemensamt" in decision
    assert "tillsammans 325 000 kronor" in decision
    assert "944 950 kronor" in decision
    for not_said in ("avsätter", "2003:596", "överklagas", "11 §"):
        assert not_said not in decision


def test_a_funders_decision_says_what_nobody_pays(says):
    (decision,) = says("list").values()

    assert "beviljar Pajala kommun" in decision
    assert "143 300 kronor" in decision
    assert "Av kostnaderna återstår 20 000 kronor att finansiera." in decision


def test_the_sum_of_what_is_not_known_is_not_0_kronor(says):
    documents = says("vagar")

    for name, text in documents.items():
        assert "\n0 kronor" not in text, name
        assert "100 %" not in text, name
    assert "ett belopp som ännu inte är känt" in documents["beslut"]
    assert "helt via externa medel" not in documents["beslut"]


def test_of_a_fund_alone_it_is_not_said_that_it_pays_everything(says):
    (application,) = says("dalarna").values()

    assert "8 464 428 kronor" in application
    assert "100 %" not in application
    assert "då går det inte att se om någon mer behöver betala" in application


def test_a_finnish_applicant_is_granted_a_share_with_a_ceiling(says):
    documents = says("finsk-sokande")

    decision = documents["medfinansieringsbeslut"]
    assert "beviljar Exempelin ammattikorkeakoulu Oy, 2900000-4" in decision
    assert "11 procent av de godkända kostnaderna, dock högst 878 542 kronor" in decision
    assert "Beslutet får inte överklagas (14 §" in decision
    application = documents["anslag11_vasterbotten"]
    assert "Seinäjoki, Finland" in application
    for swedish in ("Arbetsställenummer", "(SNI)", "(LOU)"):
        assert swedish not in application


def test_sixty_percent_from_two_regions_beside_eruf_is_told_in_four_documents(says):
    documents = says("sextio-procent")

    assert set(documents) == {"eruf", "anslag11", "anslag11_dalarna", "tjansteskrivelse"}
    proposal = documents["tjansteskrivelse"]
    assert "till en kostnad av 1 000 000 kronor" in proposal
    assert "under förutsättning att" in proposal
    assert "Tillväxtverket" in proposal  # who receives the application to the fund
    assert "200 000 kronor" in documents["anslag11"]
    assert "Region Dalarna" in documents["anslag11_dalarna"]
