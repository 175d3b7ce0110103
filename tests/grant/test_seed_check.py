"""The memo RUN/479/2024 in its own words: what an experienced officer would have said before it went out."""

import pytest
from checking import PLAN, problems

from generator.grant.checks.roots import by_root

VERBATIM = {
    "case.officer.phone": "063 -14 66 10",
    "project.period.end": "2024-05-30",
    "case.assignment": (
        "Tillväxtverket har fått i uppdrag att erbjuda stöd till de regionalt utvecklingsansvariga inom strategisk "
        "planering i det regionala utvecklingsarbetet under perioden 2024-2027. Detta specifika projekt, ”Strategisk "
        "planering i det regionala utvecklingsarbetet – förberedande steg”, är ett första steg i en större satsning som "
        "förväntas bidra till kommande initiativ och insatser i uppdraget längre fram."
    ),
    "case.need": (
        "Projektet kommer pågå från att ansökan skickas in fram till 2024-05-30. Projektet har en budget om 600 000 "
        "kronor. 300 000 kronor kan fås i medfinansiering från Tillväxtverket, 300 000 avses sökas av medel från de "
        "regionala 1:1 anslagen. Projektet ska i enlighet med ansökan finansieras helt via externa medel från "
        "Tillväxtverket samt från Region Jämtland Härjedalens anslag 1:1."
    ),
    "financing.contributions.1.appropriation": "de regionala 1:1 anslagen",
    "case.signatory.title": "Tf. Områdeschef Hållbar tillväxt",
}

SAID = {
    "F1 the end before the decision": ("end-before-decision", "project.period.end"),
    "F2 no start date": ("start-without-date", "project.period.start"),
    "F3 who may decide": ("not-delegated", "case.signatory.title"),
    "F4 shares at the ceiling": ("share-without-margin", "financing.contributions"),
    "F5 wholly external beside costs within the budget": (
        "external-beside-own-costs",
        "case.residual_costs",
    ),
    "F6 the region's own appropriation": ("own-receiver", "financing.contributions.1.financier"),
    "F7 status words": ("status-words", "case.need"),
    "F7 decided before granted": ("not-yet-granted", "financing.contributions"),
    "F9 grounds without a date": ("attachment-without-date", "case.attachments.0"),
    "F10 the title differs": ("title-differs", "case.attachments.0.title"),
    "F11 names of units": ("units-differ", "case.unit"),
    "F17 name of the appropriation": ("appropriation-misnamed", "financing.contributions.1.appropriation"),
    "F17 name of the appropriation in the text": ("appropriation-name", "case.need"),
    "F18 the dash": ("dash-in-range", "case.assignment"),
    "F19 an amount without its unit": ("unit-missing", "case.need"),
    "F20 the phone number": ("phone-spacing", "case.officer.phone"),
    "F21 a wish as a fact": ("empty-promise", "case.assignment"),
}


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    found = problems(tmp_path_factory.mktemp("seed"), PLAN, VERBATIM)
    return {(problem.code, problem.path): problem for problem in found}


@pytest.mark.parametrize("slip", SAID)
def test_the_slip_is_said(there, slip):
    assert SAID[slip] in there


def test_the_end_date_is_an_error_with_both_dates(there):
    problem = there["end-before-decision", "project.period.end"]

    assert problem.level == "error"
    assert "2024-05-30" in problem.message
    assert "2024-11-22" in problem.message


def test_both_shares_are_said_and_that_together_they_cover_all_is_lawful(tmp_path):
    (share,) = [p for p in problems(tmp_path, PLAN, VERBATIM) if p.code == "share-without-margin"]

    assert "Tillväxtverket and Region Jämtland Härjedalen" in share.message
    assert "support-over-half" not in {p.code for p in problems(tmp_path, PLAN, VERBATIM)}


def test_what_follows_from_the_end_date_is_not_said_beside_it(tmp_path):
    """Activities and costs lie after a wrong end; the end is what is to be mended."""
    codes = {problem.code for problem in by_root(problems(tmp_path, PLAN, VERBATIM))}

    assert "end-before-decision" in codes
    assert {"activity-after-project", "cost-outside-period"}.isdisjoint(codes)
