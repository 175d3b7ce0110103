"""Figures in running text are held against the data; what fits is never said, and what does not has its place."""

import pytest
from checking import MAT, PLAN, problems

QUIET = """\
Perioden 2021–2027, uppdraget 2024–2027 och förordning (2003:596), 5 §, i lydelsen SFS 2009:674. Ärendena RUN/479/2024
och RUN/515/2018, sidan 2024, telefon 063-14 66 10, Agenda 2030, Vision 2040, RUS 2050 och Jämtlands län 2050 – En
nytänkande region. Anslag 1:1, punkt 8.2, 600 000 invånare, 60 procent av kommunerna och 2 av 8 kommuner. Beslutet
fattades den 15 oktober 2024, § 123. Läs mer på https://exempel.se/2024-05-30/600-tkr?ar=2019. Besöksnäringen omsätter
4 miljarder kronor. Strategin antogs den 17 februari 2021. Stöd under 500 000 kronor beslutas på delegation.
Projektet har en budget om 600 000 kronor, 600 tkr eller 0,6 mnkr; hälften, 300 000 kr, söks och utgör 50 % av
finansieringen. Det slutar den 30 maj 2025, 30/5 2025, eller kort 2025-05-30. I april 2025 hålls ett möte, den 12 mars
ett annat. Under 2025 genomförs projektet, och projektets resultat lever till 2045. Arbetet kostar 500 kronor per timme, och konsulter 1 100 kronor i timmen.
"""


def said(tmp_path, text, path="project.expected_results", base=PLAN, prefix="text-"):
    there = problems(tmp_path, base, {path: text})
    return [p for p in there if p.path == path and p.code.startswith(prefix)]


def test_a_text_whose_figures_fit_or_are_about_something_else_is_quiet(tmp_path):
    assert [str(problem) for problem in said(tmp_path, QUIET)] == []


WRONG = [
    ("Projektet kostar 650 000 kronor.", "text-amount", "SEK 600,000"),
    ("Projektet kostar 650 tkr.", "text-amount", "SEK 600,000"),
    ("Projektet kostar 0,7 mnkr.", "text-amount", "SEK 600,000"),
    ("Projektet kostar 6 000 000 kronor.", "text-amount", "SEK 600,000"),
    ("Projektet kostar omkring 500 000 kronor.", "text-amount", ""),
    ("Det slutar den 30 maj 2024.", "text-date", "2025-05-30"),
    ("Det slutar den 30 maj 2052 eller 31 maj 2025.", "text-date", "2025-05-30"),
    ("Det slutar 2025-05-31.", "text-date", "2025-05-30"),
    ("Det slutar 30/6 2025.", "text-date", "2025-05-30"),
    ("Det slutar den 15 juni.", "text-date", "2025-05-30"),
    ("Det slutar i augusti 2025.", "text-date", "2025-05-30"),
    ("Projektet avslutas under 2027.", "text-year", "2024–2025"),
    ("Projektet pågår 2024–2027.", "text-period", "2024–2025"),
    ("Projektet pågår under perioden 2024-2027.", "text-period", "2024–2025"),
    ("Tillväxtverket finansierar 60 procent av kostnaderna.", "text-share", "50%"),
    ("Schablonen är 20 % av personalkostnaderna.", "text-share", "15%"),
    ("Regionen har organisationsnummer 232100-0215.", "text-organisation-number", "232100-0214"),
    ("Tilväxtverket betalar.", "text-name", "Tillväxtverket"),
    ("Region Jämtland-Härjedalen söker.", "text-name", "Region Jämtland Härjedalen"),
    ("Projektet får medfinansiering från Naturvårdsverket.", "text-financier", "Tillväxtverket"),
    ("Naturvårdsverket medfinansierar.", "text-financier", "Tillväxtverket"),
]


@pytest.mark.parametrize(("text", "code", "nearest"), WRONG)
def test_a_figure_or_name_that_fits_nothing_is_a_warning_with_the_nearest_value(
    tmp_path, text, code, nearest
):
    (problem,) = said(tmp_path, text)

    assert (problem.code, problem.level) == (code, "warning")
    assert nearest in problem.message


def test_a_finding_has_the_line_and_column_where_it_stands(tmp_path):
    text = "Början av texten.\n\nSedan kostar projektet\n650 000 kronor, och så 650 000 kronor igen.\n"
    (problem,) = said(tmp_path, text)
    lines = (tmp_path / "x.yaml").read_text(encoding="utf-8").split("\n")

    assert lines[problem.place.line - 1][problem.place.column - 1 :].startswith("650 000")


@pytest.mark.parametrize("right", [
    "Tillväxtverkets handläggare och Region Jämtland Härjedalens ekonomer träffas.",
    "Projektet får medfinansiering från Region Jämtland Härjedalens anslag 1:1.",
    "Projektet kostar cirka 590 000 kronor.",
    "Tillgänglighet och tillväxt.",
])  # fmt: skip
def test_names_and_figures_in_other_forms_are_right(tmp_path, right):
    assert said(tmp_path, right) == []


def test_two_names_that_are_near_each_other_are_both_right(tmp_path):
    names = {"project.partners.0.name": "Bräcke kommun", "project.partners.1.name": "Brücke kommun"}
    there = problems(
        tmp_path, PLAN, {**names, "project.expected_results": "Bräcke kommun och Brücke kommun deltar."}
    )

    assert [p for p in there if p.code == "text-name"] == []


def test_sums_that_nobody_has_written_are_known(tmp_path):
    text = "Externa tjänster kostar 225 000 kronor, och 2024 kostar 46 000 kronor."

    assert said(tmp_path, text) == []


def test_the_history_may_have_years_of_its_own(tmp_path):
    text = "Under 2022 genomförde regionen projektet om kartor, och i mars 2023 ett till."

    assert said(tmp_path, text, "project.background") == []


def test_a_calculation_may_have_prices_of_its_own(tmp_path):
    text = "Bidraget är 844 timmar à 450 kronor, tillsammans 380 000 kronor."

    assert said(tmp_path, text, "financing.contributions.4.calculation", MAT) == []


def test_a_text_in_english_is_read_too(tmp_path):
    (problem,) = said(
        tmp_path, "The project costs SEK 650,000 and ends on 30 May 2025.", "project.summary_en"
    )

    assert problem.code == "text-amount"


def test_the_title_is_given_whole(tmp_path):
    text = "Projektet Strategisk planering i det regionala utvecklingsarbetet är ett första steg."
    (problem,) = said(tmp_path, text, prefix="title")

    assert (problem.code, problem.level) == ("title-differs", "warning")
    whole = text.replace("arbetet är", "arbetet – förberedande steg är")
    assert said(tmp_path, whole, prefix="title") == []
    assert (
        said(tmp_path, "Arbetet med strategisk planering i det regionala utvecklingsarbetet.", prefix="title")
        == []
    )


def test_a_megabyte_of_text_is_checked_in_time(tmp_path):
    import time

    from checking import DATA, forms

    from generator.grant.checks.whole_project import check_whole
    from generator.grant.forms.context import shared
    from generator.grant.project import model
    from generator.grant.schema.errors import validate
    from generator.grant.yaml import document

    text = (DATA / PLAN).read_text(encoding="utf-8")
    line = "    Projektet kostar {} kronor och slutar den {} maj 2025 i Östersund med stöd av Tillväxtverket och andra.\n"
    long = "".join(line.format(f"{n % 900 + 100} 000", n % 31 + 1) for n in range(10_000))
    text = text.replace("  background: |\n", "  background: |\n" + long, 1)
    file = document.read(text.encode(), "x.yaml")
    data = validate(file, model(forms()))
    made = [form for form in forms() if form.text.default]
    begun = time.process_time()
    there = list(check_whole(data, file, made, shared(data, made, draft=True), made=made))

    assert len(text) > 1_000_000
    assert {problem.code for problem in there} >= {"text-amount", "text-date"}
    assert time.process_time() - begun < 10  # seconds; about 1 on a machine that does nothing else


def test_texts_too_long_to_be_compared_are_named_and_nothing_is_said_of_them(tmp_path):
    text = "Projektet kostar 123 456 kronor. " * 40_000

    there = {problem.code for problem in problems(tmp_path, PLAN, {"project.expected_results": text})}

    assert "texts-not-read" in there
    assert "text-amount" not in there
