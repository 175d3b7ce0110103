"""The real memo RUN/479/2024 comes out of the data: every running sentence, but for the slips that are mended."""

import io
import re
import zipfile

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

SENTENCES = [
    "Tillväxtverket har fått i uppdrag att erbjuda stöd till de regionalt utvecklingsansvariga inom strategisk "
    "planering i det regionala utvecklingsarbetet under perioden 2024–2027.",  # a hyphen in the memo
    "Detta specifika projekt, ”Strategisk planering i det regionala utvecklingsarbetet – förberedande steg”, är ett "
    "första steg i en större satsning som förväntas bidra till kommande initiativ och insatser i uppdraget längre fram.",
    "Syftet med projektet är att arbeta med kartläggning, intern förankring, extern förankring och kunskapshöjning i "
    "ett första steg i arbetet med att utveckla regionens arbete med strategisk planering.",  # memo: Regionens
    "Projektet förväntas bidra till ökad kunskap och förståelse hos de interna och externa målgrupperna om regionens "
    "befintliga kapacitet i form av resurser och verktyg samt regionens viljeinriktning och ambition framåt i arbetet "
    "med god samhällsplanering.",  # memo: hos interna och externa målgrupperna
    "Region Jämtland Härjedalen arbetar idag endast med vissa separata delar inom det som kan kallas regional "
    "strategisk planering.",
    "Genom detta förberedande projekt ges möjligheten att kunna identifiera behov och ambition inom strategisk "
    "planering i det regionala utvecklingsarbetet.",
    "Detta är en möjlighet för att kunna göra en ordentlig insats i att ta reda på hur den regionala strategiska "
    "planeringen i Jämtlands län skulle kunna bedrivas utifrån Region Jämtland Härjedalens regionala "
    "utvecklingsstrategi och för att uppnå andra möjliga målsättningar för länets utveckling.",  # memo: och för länets
    "Projektet kommer pågå från att ansökan skickas in till och med den 30 maj 2025.",  # memo: fram till 2024-05-30
    "Projektet har en budget om 600 000 kronor.",
    "300 000 kronor kan fås i medfinansiering från Tillväxtverket, 300 000 kronor avses sökas av medel från anslag "
    "1:1 Regionala utvecklingsåtgärder.",  # memo: 300 000 avses sökas av medel från de regionala 1:1 anslagen
    "Projektidén togs upp i ledningsgruppen för Regional utveckling den 13 november 2024 där inställningen var "
    "positiv till att ansöka om externa medel och driva projektet.",
    "Delegationsbestämmelser för regionala utvecklingsnämnden i Region Jämtland Härjedalen 2023–2026, punkt 8.2.",
    "Region Jämtland Härjedalen avsätter resurser för att genomföra projektet Strategisk planering i det regionala "
    "utvecklingsarbetet – förberedande steg.",
    "Projektet ska i enlighet med ansökan finansieras helt via externa medel från Tillväxtverket samt från Region "
    "Jämtland Härjedalens anslag 1:1.",
    "Eventuella administrativa kostnader som inte bärs av projektet finansieras inom budgetram för verksamhetsområde "
    "Hållbar tillväxt.",
    "Ansökan om medfinansiering skickas till Tillväxtverket och till Region Jämtland Härjedalen.",
    "Beslutet anmäls till regionala utvecklingsnämnden.",
]
OTHERS = [
    "Samhällsutveckling",
    "Sebastian Becker",
    "Tfn: 063-14 66 10",
    "E-post: sebastian.becker@regionjh.se",
    "2024-11-22",
    "RUN/479/2024",
    "Projekt: Strategisk planering i det regionala utvecklingsarbetet – förberedande steg",
    "Ärendebeskrivning",
    "Beslutsunderlag",
    "Utkast: Ansökan Tillväxtverket",
    "Utkast: Ansökan Region Jämtland Härjedalen (anslag 1:1)",
    "Projektinitiativ Strategisk planering i det regionala utvecklingsarbetet",
    "Delegationsbestämmelse och delegation",
    "Beslut",
    "Elin Nirjens",
    "Tf. områdeschef Hållbar tillväxt",
    "Anmälan",
]


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return re.sub(r"[\u00a0 ]+", " ", "\n".join(lines))


@pytest.fixture
def memo(ansokan, project, tmp_path):
    ansokan("generate --document beslut")
    return text_of((tmp_path / "output" / "projekt" / "beslut.docx").read_bytes())


def test_every_sentence_of_the_memo_stands_in_the_document(memo):
    assert [sentence for sentence in SENTENCES if sentence not in memo] == []


def test_every_heading_name_and_document_of_the_memo_stands_in_it(memo):
    assert [text for text in OTHERS if text not in memo] == []


def test_what_states_a_fact_follows_the_data(ansokan, project, tmp_path):
    text = project.read_text(encoding="utf-8")
    text = text.replace("end: 2025-05-30", "end: 2025-08-31", 1).replace(
        "amount: 300 000", "amount: 200 000", 1
    )
    project.write_text(text, encoding="utf-8")

    ansokan("generate --document beslut")

    memo = text_of((tmp_path / "output" / "projekt" / "beslut.docx").read_bytes())
    assert "till och med den 31 augusti 2025." in memo
    assert "200 000 kronor kan fås i medfinansiering från Tillväxtverket" in memo
