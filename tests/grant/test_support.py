"""Who decides on support under 2003:596, and what the application's call says of it."""

from decimal import Decimal

import pytest
from checking import forms

from generator.grant.forms import context
from generator.grant.forms.support import ordinance_of, support
from generator.grant.project import model

BY_NAME = {form.name: form for form in forms()}


def project(*lines, calls=(), costs=1000):
    """Return a project with these contributions and calls."""
    budget = {"lines": [{"category": "Personal", "amount": costs}]}
    return model(forms()).model_validate(
        {"budget": budget, "financing": {"contributions": lines}, "calls": list(calls)}
    )


def line(financier, amount=100, **more):
    return {"financier": financier, "amount": amount, **more}


def made(*names):
    return [BY_NAME[name] for name in names]


@pytest.mark.parametrize(
    ("named", "ordinance"),
    [
        (None, "2003:596"),
        ("2022:1468", "2022:1468"),
        ("förordning (2003:596) om bidrag", "2003:596"),
        ("vet ej", "vet ej"),
    ],
)
def test_an_application_is_under_the_ordinance_that_its_call_names_else_the_forms(named, ordinance):
    data = project(calls=[{"application": "eruf"}, {"application": "tillvaxtverket", "ordinance": named}])

    assert ordinance_of(BY_NAME["tillvaxtverket"], data) == ordinance
    assert ordinance_of(BY_NAME["eruf"], data) == ""
    assert ordinance_of(BY_NAME["anslag11"], data) == "2003:596"


def test_a_decider_has_one_name_however_its_lines_are_written():
    data = project(
        line("Region Jämtland Härjedalen, anslag 1:1", application="anslag11"),
        line("Region Jämtland Härjedalen", application="anslag11", status="beviljad"),
        line("Region Dalarna (anslag 1:1)", appropriation="anslag 1:1 Regionala utvecklingsåtgärder"),
        line("Tillväxtverket – nationella medel", appropriation="1:1"),
    )
    found = support(data, made("anslag11"))

    assert found.names == ("Region Jämtland Härjedalen", "Region Dalarna", "Tillväxtverket")
    assert [each.total for each in found.deciders] == [200, 100, 100]
    assert (found.total, found.combined, found.lines) == (400, True, (0, 1, 2, 3))


def test_what_is_no_support_under_the_ordinance_does_not_count():
    data = project(
        line("Region Gävleborg"),
        line("Region Dalarna", appropriation="anslag 1:1", form="bidrag i annat än pengar"),
        line("Region Dalarna", appropriation="anslag 11:1"),
        line("Tillväxtverket", application="tillvaxtverket"),
        line("Region Värmland", appropriation="anslag 1:1", outside_budget=True),
        calls=[{"application": "tillvaxtverket", "ordinance": "vet ej"}],
    )

    assert support(data, made("tillvaxtverket")).deciders == ()
    assert support(data, made("tillvaxtverket")).ordinance == ""
    assert support(data, made("anslag11")).ordinance == "2003:596"


def test_what_is_granted_counts_and_a_share_when_there_is_no_amount():
    granted = line("Region Dalarna", appropriation="1:1", granted={"at_most": 80}, status="beviljad")
    data = project(granted, line("Region Gävleborg", None, appropriation="1:1", share="25 %"))

    totals = {each.name: (each.total, each.granted) for each in support(data, []).deciders}

    assert totals == {"Region Dalarna": (80, True), "Region Gävleborg": (250, False)}


@pytest.mark.parametrize(
    "more",
    [
        {"application": "eruf"},
        {"programme": "ESF+"},
        {"programme": "Interreg Aurora"},
        {"joint": ["Europeiska regionala utvecklingsfonden", "staten"]},
        {"programme": "Europeiska socialfonden plus"},
    ],
)
def test_beside_the_funds_of_the_eu_it_may_be_sixty_percent(more):
    assert support(project(line("EU", **more)), made("eruf")).highest == Decimal("0.6")
    assert support(project(line("EU och staten (projektstöd Leader)")), []).highest == Decimal("0.5")


def test_a_template_speaks_of_the_call_of_its_application():
    data = project(calls=[{"application": "anslag11", "number": "U 1"}])
    common = context.shared(data, made("anslag11", "tillvaxtverket"), draft=True)
    calls = {each["name"]: each["call"] for each in common["documents"]}

    assert str(calls["anslag11"]["number"]) == "U 1"
    assert calls["anslag11"]["number"].origin.path == "calls.0.number"
    assert not calls["tillvaxtverket"]["number"]
