"""Several regions in one project, end to end: each has its own document, number, line and decision; the memo names all."""

from pathlib import Path

import pytest
from edited import W, asked, controls, rezipped, words

from generator.word.opc.package import Package

FOLDER = Path("output", "straket")
REGIONS = {
    "anslag11": ("Region Jämtland Härjedalen", "RUN/30/2026", "300 000 kronor", "Utkast till beslut"),
    "anslag11_dalarna": ("Region Dalarna", "RD 2025/77", "200 000 kronor", "Budget i detalj"),
    "anslag11_vasterbotten": ("Region Västerbotten", "RV 2026/5", "250 000 kronor", "Avsiktsförklaring"),
}
"""Receiver, the application's number there, what is applied for, and what is attached, by folder."""
NAMES = [*REGIONS, "tillvaxtverket", "beslut"]
WORLD = """\
documents: [tillvaxtverket, anslag11, anslag11_dalarna, anslag11_vasterbotten, beslut]
case:
  number: RUN/12/2026
  date: 2026-02-02
  unit: Samhällsutveckling
  officer: {name: Siri Svensson, phone: 063-14 75 00, email: region@example.se}
  assignment: Tillväxtverket erbjuder stöd till regionernas strategiska planering.
  need: Tre regioner saknar en gemensam bild av stråket genom fjällen.
  anchoring: {forum: ledningsgruppen, date: 2026-01-20, outcome: inställningen var positiv}
  attachments: [{title: Utkast till ansökan, date: 2026-01-19}]
  delegation: {rules: Delegationsbestämmelser för regionala utvecklingsnämnden 2023–2026, point: "8.2"}
  further_decisions: [Regionala utvecklingsnämnden beslutar om stöd till regionens eget projekt. Beslutet gäller under förutsättning att stöd beviljas.]
  signatory: {name: Olle Ek, title: Regional utvecklingsdirektör}
  reported_to: regionala utvecklingsnämnden
applicant:
  name: Region Jämtland Härjedalen
  short_name: regionen
  organisation_number: 232100-0214
  workplace_number: "12345678"
  workplace_name: Regional utveckling
  vat_liable: nej
  procurement_law: ja
  website: www.regionjh.se
  contact: {name: Siri Svensson, phone: 063-14 75 00, email: region@example.se}
  authorised_signatory: {name: Olle Ek, title: Regional utvecklingsdirektör}
project:
  name: Stråket genom fjällen
  type: genomförandeprojekt
  period: {start: 2026-03-01, end: 2027-12-31}
  counties: [Jämtlands län, Dalarnas län, Västerbottens län]
  municipalities: [Östersund, Älvdalen, Storuman]
  summary: Tre regioner tar fram en gemensam plan för resor och gods genom fjällen.
  background: Trafiken genom fjällen planeras län för län.
  problem: Kommunerna längs stråket vet inte vad grannen bygger.
  purpose: Regionerna ska planera stråket tillsammans.
  goals: [{goal: En gemensam plan är antagen, targets: [{measure: Antal planer, value: "1", by: 2027-12-31}]}]
  target_groups: [{name: Kommunernas planerare, size: "30", women: 15, men: 15, benefit: De får ett gemensamt underlag.}]
  strategies:
    national_area: tillgänglighet i hela landet genom digital kommunikation och transportsystem
    national: Projektet gör det lättare att resa i hela landet.
    regional: Projektet bidrar till länens strategier.
  sustainability: {economic: Färre tomma turer., social: Fler kan ta sig till vården., environmental: Mer gods på järnväg.}
  equality: Kvinnor och män deltar lika i arbetet.
  integration: Underlagen finns på flera språk.
  global_goals: [{number: 11, contribution: Hållbara samhällen.}]
  activities: [{name: Kartläggning, start: 2026-03-01, end: 2026-12-31, responsible: Projektledaren}, {name: Plan, start: 2027-01-01, end: 2027-12-31, responsible: Projektledaren}]
  expected_results: En plan som tre län står bakom.
  indicators: [{name: Antal planer, target: "1", chain: Utveckling av kunskap}]
  organisation: En styrgrupp med tre regioner möts fyra gånger om året.
  follow_up: Styrgruppen följer upp planen varje halvår.
  state_aid: Projektet är inte statligt stöd, då resultatet är öppet för alla.
  is_state_aid: nej
budget:
  lines:
    - {category: Personal, description: Projektledare, year: 2026, amount: 600 000, activity: Kartläggning}
    - {category: Personal, description: Projektledare, year: 2027, amount: 600 000, activity: Plan}
financing:
  contributions:
    - {financier: Tillväxtverket, sector: offentlig, form: kontanta medel, amount: 450 000, status: sökt, application: tillvaxtverket, appropriation: anslag 1:1 Regionala utvecklingsåtgärder}
    - financier: Region Jämtland Härjedalen
      sector: offentlig
      form: kontanta medel
      amount: 300 000
      status: sökt
      application: anslag11
      appropriation: anslag 1:1 Regionala utvecklingsåtgärder
    - financier: Region Dalarna
      sector: offentlig
      form: kontanta medel
      amount: 200 000
      status: beviljad
      application: anslag11_dalarna
      appropriation: anslag 1:1 Regionala utvecklingsåtgärder
      granted: {date: 2026-01-28, number: RD 2025/77, amount: 180 000, share: 15 %}
    - financier: Region Västerbotten
      sector: offentlig
      form: kontanta medel
      amount: 250 000
      status: sökt
      application: anslag11_vasterbotten
      appropriation: anslag 1:1 Regionala utvecklingsåtgärder
    - {financier: Region Jämtland Härjedalen, sector: offentlig, form: kontanta medel, amount: 20 000, status: egen}
calls:
  - {application: tillvaxtverket, number: U 2025/3, submitted: 2026-02-20}
  - {application: anslag11, case_number: RUN/30/2026, submitted: 2026-02-20}
  - {application: anslag11_dalarna, case_number: RD 2025/77, submitted: 2025-12-01}
  - {application: anslag11_vasterbotten, case_number: RV 2026/5, submitted: 2026-02-20}
tillvaxtverket: {attachments: [Signeringsunderlag]}
anslag11: {attachments: [Utkast till beslut], long_term_priority: Förutsättningar för utvecklingskraft i hela länet}
anslag11_dalarna: {attachments: [Budget i detalj]}
anslag11_vasterbotten: {attachments: [Avsiktsförklaring]}
"""


@pytest.fixture
def made(ansokan):
    """The project with its documents, as `ansokan` runs in it."""
    Path("data").mkdir()
    Path("data/straket.yaml").write_text(WORLD, "utf-8")
    ansokan("generate")
    return ansokan


def text_of(path):
    package = Package.read(path.read_bytes(), path.name)
    return " ".join(words(package.tree(part)).replace("\u00a0", " ") for part in package.stories())


def typed(path, field, text):
    """Type a text in a field, as a person does in Word."""

    def change(root):
        (control,) = controls(root, field)
        first, *rest = control.iter(f"{W}t")
        first.text = text
        for other in rest:
            other.text = ""

    rezipped(path, change)


def test_nothing_is_wrong_with_several_regions_in_one_project(made):
    assert asked(made, "check")["problems"] == []


def test_each_region_has_its_own_document_that_speaks_of_itself(made):
    assert sorted(path.name for path in FOLDER.glob("*.docx")) == sorted(f"{name}.docx" for name in NAMES)
    for name, own in REGIONS.items():
        text = text_of(FOLDER / f"{name}.docx")
        assert [word for word in own if word not in text] == [], name
        others = [each[3] for other, each in REGIONS.items() if other != name]
        assert [word for word in others if word in text] == [], name


def test_what_one_region_asks_another_does_not(made):
    texts = {name: text_of(FOLDER / f"{name}.docx") for name in REGIONS}

    assert [name for name, text in texts.items() if "RUN/516/2020" in text] == ["anslag11"]
    assert [name for name, text in texts.items() if "Agenda 2030" in text] == ["anslag11"]
    assert [name for name, text in texts.items() if "var fjärde månad" in text] == ["anslag11_dalarna"]
    assert [name for name, text in texts.items() if "Bara svenska kronor" in text] == [
        "anslag11_vasterbotten"
    ]


def test_the_decision_names_each_receiver_with_its_amount_and_what_is_decided(made):
    text = text_of(FOLDER / "beslut.docx")

    for receiver, _number, _amount, _attached in REGIONS.values():
        assert f"Ansökan {receiver} (anslag 1:1)" in text
    assert "15 procent av de godkända kostnaderna, dock högst 180 000 kronor" in text
    assert "2026-01-28" in text


def test_what_is_typed_in_one_regions_document_comes_to_all_and_its_own_keys_stay_its_own(made):
    document = FOLDER / "anslag11_dalarna.docx"
    typed(document, "anslag11_dalarna.attachments.0", "Detaljerad budget")
    typed(document, "project.purpose", "Tre regioner ska planera stråket tillsammans.")
    waiting = {each["document"]: each["pending"] for each in asked(made, "status")["documents"]}
    assert {name for name, pending in waiting.items() if pending} == {document.as_posix()}

    made(f"pull {document}")
    made("generate")

    changed = WORLD.replace("Budget i detalj", "Detaljerad budget").replace(
        "Regionerna ska", "Tre regioner ska"
    )
    assert Path("data/straket.yaml").read_text("utf-8") == changed
    for name in NAMES:
        assert "Tre regioner ska planera stråket tillsammans." in text_of(FOLDER / f"{name}.docx"), name
    assert "Detaljerad budget" not in text_of(FOLDER / "anslag11.docx")
    assert [each["pending"] for each in asked(made, "status")["documents"]] == [[]] * len(NAMES)


def test_the_finals_are_all_made_or_none(made):
    made("generate --final")

    assert sorted(path.name for path in (FOLDER / "slutlig").glob("*.docx")) == sorted(
        f"{name if name == 'beslut' else f'ansokan-{name}'}-RUN-12-2026.docx".replace("_", "-")
        for name in NAMES
    )


def test_a_contribution_in_another_regions_application_stops_the_finals(made):
    path = Path("data/straket.yaml")
    path.write_text(
        WORLD.replace(
            "application: anslag11_vasterbotten\n      appropriation",
            "application: anslag11\n      appropriation",
        ),
        "utf-8",
    )

    errors = [each for each in asked(made, "check")["problems"] if each["level"] == "error"]
    done = made("generate --final")

    assert [(each["code"], each["path"]) for each in errors] == [
        ("other-region", "financing.contributions.3.application")
    ]
    assert "Write anslag11_vasterbotten here and under documents." in errors[0]["message"]
    assert done.code == 1
    assert not (FOLDER / "slutlig").exists()


def test_what_several_regions_say_in_the_same_words_of_the_same_place_is_told_once(made):
    text = WORLD.replace(", chain: Utveckling av kunskap", "").replace(
        "Tre regioner tar", 320 * "Tre regioner " + "tar"
    )
    Path("data/straket.yaml").write_text(text, "utf-8")

    told = [(each["code"], each["path"]) for each in asked(made, "check")["problems"]]

    assert sorted(told) == [
        ("result-chain-missing", "project.indicators.0.chain"),
        ("too-long", "project.summary"),  # of the three regions
        ("too-long", "project.summary"),  # of Tillväxtverket, whose question has another label
    ]
