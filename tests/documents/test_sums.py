"""Whatever the budget and whoever pays: every table of a document adds up, and they all say the same sums."""

import io
import zipfile
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.formats.filters import FILTERS
from generator.grant.forms import context
from generator.grant.forms.answers import fill
from generator.grant.forms.loading import load_all
from generator.grant.project import FilledDocument, model
from generator.grant.schema.budget import CATEGORIES
from generator.run.generate import rendered
from generator.sheet.tables import table_of
from generator.system.files import builtin_templates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FORMS = load_all(builtin_templates())
(EU,) = [form for form in FORMS if form.name == "eruf"]
COSTS, LINES, RATES = "Kostnader per kostnadsslag och år", "Kostnader", "Schabloner"
ACTIVITIES, FINANCING = "Aktiviteter", "Finansiering"


def maybe(strategy):
    return st.none() | strategy


amounts = st.decimals(0, 10**8, places=2) | st.integers(0, 10**6).map(Decimal)
lines = st.fixed_dictionaries(
    {
        "category": maybe(st.sampled_from(CATEGORIES)),
        "description": st.just("Resa"),
        "year": maybe(st.integers(2024, 2031)),
        "activity": maybe(st.sampled_from(["Kartläggning", "Dialog", "Utan aktivitet"])),
        "amount": maybe(amounts),
    }
)
flat_rates = st.fixed_dictionaries(
    {
        "name": maybe(st.sampled_from(["Lönebikostnader", "Indirekta kostnader"])),
        "rate": maybe(st.decimals(0, 1, places=4)),
        "base": st.lists(st.sampled_from([*CATEGORIES, "Lönebikostnader"]), max_size=3, unique=True),
    }
)
contributions = st.fixed_dictionaries(
    {"financier": maybe(st.sampled_from(["Regionen", "Kommunen", "Bolaget"])), "amount": maybe(amounts)}
)
budgets = st.fixed_dictionaries(
    {"lines": st.lists(lines, max_size=9), "flat_rates": st.lists(flat_rates, max_size=3)}
)
periods = st.sampled_from(
    [{}, {"start": "2025-02-01", "end": "2025-11-30"}, {"start": "2024-02-01", "end": "2031-11-30"}]
)


def document_of(budget, money=(), period=None, *, draft=True):
    """Return the context and the parts of the application that these values give."""
    values = {"budget": budget, "financing": {"contributions": money}, "project": {"period": period or {}}}
    data = model(FORMS).model_validate(values)
    names = context.of_form(EU, data, context.shared(data, [EU], draft=draft))
    filled = fill(EU, names)
    made = rendered(FilledDocument(filled, context.of_layout(filled, names)), "x.yaml")
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        return names, {name: package.read(name) for name in package.namelist()}


def said(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def tables(parts):
    """Return the tables of the document by name, as rows of words; several of one name one after the other."""
    found = {}
    for table in etree.fromstring(parts["word/document.xml"]).iter(f"{W}tbl"):
        rows = found.setdefault(table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"), [])
        rows += [[said(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    return found


def body(parts):
    return etree.fromstring(parts["word/document.xml"])


def number(words):
    return Decimal(words.replace("\u00a0", "").replace(",", ".").replace("%", "").replace("–", "0"))


def numbers(row):
    return [number(cell) for cell in row]


def percent(share):
    return (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


@settings(max_examples=60)
@given(budgets, st.lists(contributions, max_size=5), periods, st.booleans())
def test_every_table_adds_up_and_all_say_the_same_sums(budget, money, period, draft):
    names, parts = document_of(budget, money, period, draft=draft)
    there = tables(parts)
    spent = sum((line["amount"] or Decimal(0) for line in budget["lines"]), Decimal(0))
    paid = sum((line["amount"] or Decimal(0) for line in money), Decimal(0))

    flat = names["budget"]["flat_rows"]
    total = spent + sum((row.total for row in flat), Decimal(0))
    assert names["budget"]["total"] == total
    several = len(names["budget"]["by_column"]) > 1
    assert (COSTS in there) == bool(total and several)
    if COSTS in there:
        _head, *rows, last = there[COSTS]
        assert all(name for name, *_amounts in rows) or not draft
        assert all(sum(numbers(row[1:-1])) == number(row[-1]) for row in [*rows, last])
        assert [sum(column) for column in zip(*(numbers(row[1:]) for row in rows), strict=True)] == numbers(
            last[1:]
        )
        assert number(last[-1]) == total
    if total:
        each = [row[-1] for row in (*there.get(LINES, ()), *there.get(RATES, ())) if row[-1] != "Kronor"]
        assert sum(number(amount) for amount in each if amount[:1].isdigit()) == total
        assert several or f"Summa kostnader: {FILTERS['kronor'](total)}" in said(body(parts))
    if ACTIVITIES in there:
        _head, *rows, last = there[ACTIVITIES]
        assert sum(number(row[-1]) for row in rows) == number(last[-1])
    if FINANCING in there:
        _head, *rows, last = there[FINANCING]
        whole = bool(total and paid >= total and all(line["amount"] for line in money if any(line.values())))
        assert (last[-1] == "100,0\u00a0%") == whole  # else nobody knows that these are all who pay
        if whole:
            given = [row for row in rows if row[-2][:1].isdigit()]  # a draft has an empty row to type in
            amounts, shares = [number(row[-2]) for row in given], [number(row[-1]) for row in given]
            assert sum(amounts) == number(last[-2]) == paid
            assert shares == [percent(amount / paid) for amount in amounts]
            assert (sum(shares) != 100) == ("Andelarna är avrundade." in said(body(parts)))


@settings(max_examples=200)
@given(budgets, periods)
def test_the_tables_to_paste_add_up_to_the_same(budget, period):
    data = model(FORMS).model_validate({"budget": budget, "project": {"period": period}})
    names = context.shared(data, [EU], draft=False)

    for table, total in (
        ("costs", data.budget.total),
        ("activity_costs", sum((each.total for each in data.budget.by_activity), Decimal(0))),
    ):
        pasted = table_of(table, names)
        if pasted.total:
            column = next(
                iter(
                    pasted.figures
                    & {n for n, head in enumerate(pasted.headings) if head in {"Belopp", "Direkta kostnader"}}
                )
            )
            assert (
                sum(number(row[column]) for row in pasted.rows if row[column])
                == number(pasted.total[column])
                == total
            )


def test_a_cost_without_year_has_a_column_of_its_own_and_the_flat_rate_counts_it():
    budget = {
        "lines": [
            {"category": "Personal", "year": 2024, "amount": "100 000"},
            {"category": "Personal", "amount": "200 000"},
        ],
        "flat_rates": [{"name": "Indirekta kostnader", "rate": "15 %", "base": ["Personal"]}],
    }

    assert tables(document_of(budget)[1])[COSTS] == [
        ["Kostnadsslag, kronor", "2024", "Utan år", "Summa"],
        ["Personal", "100\u00a0000", "200\u00a0000", "300\u00a0000"],
        ["Indirekta kostnader", "15\u00a0000", "30\u00a0000", "45\u00a0000"],
        ["Summa", "115\u00a0000", "230\u00a0000", "345\u00a0000"],
    ]


@pytest.mark.parametrize(
    ("project", "day"),
    [
        ({"period": {"start": "2025-02-01", "end": "2025-11-30"}}, None),
        ({"period": {"start": "när ansökan skickas in", "end": "2025-11-30"}}, "2025-01-10"),
    ],
)
def test_in_a_project_of_one_calendar_year_a_cost_needs_no_year(project, day):
    values = {
        "project": project,
        "case": {"date": day},
        "budget": {"lines": [{"category": "Personal", "amount": "100"}, {}]},
    }

    data = model(FORMS).model_validate(values)

    assert [(each.name, each.total) for each in data.budget.by_column] == [("2025", 100)]
    assert not data.budget.lines[1].answered


def test_what_has_no_name_stands_with_a_place_to_type_it():
    budget = {
        "lines": [{"category": "Personal", "year": 2025, "amount": "100"}, {"year": 2026, "amount": "50"}],
        "flat_rates": [{"rate": "15 %", "base": ["Personal"]}],
    }
    money = [{"financier": "Regionen", "amount": "65"}, {"amount": "100"}]

    there = tables(document_of(budget, money)[1])

    assert [row[0] for row in there[COSTS]] == [
        "Kostnadsslag, kronor", "Personal", "[välj kostnadsslag]", "[schablon]", "Summa",
    ]  # fmt: skip
    assert [(row[0], *row[-2:]) for row in there[FINANCING]] == [
        ("Finansiär", "Belopp, kr", "Andel"),
        ("Regionen", "65", "39,4\u00a0%"),
        ("[finansiär]", "100", "60,6\u00a0%"),
        ("Summa", "165", "100,0\u00a0%"),
    ]


def test_no_sum_and_no_share_is_shown_of_nothing():
    nothing = {"lines": [{"category": "Personal", "activity": "Dialog", "year": 2025}], "flat_rates": [{}]}

    there = tables(document_of(nothing, [{"financier": "Regionen"}])[1])

    assert not {COSTS, RATES} & set(there)
    assert there[FINANCING][-1][-2:] == ["–", "–"]
    assert there[ACTIVITIES][-1][-1] == "–"


PERSONAL = {"category": "Personal", "year": 2025}


def test_a_cost_says_how_it_is_reckoned_and_a_flat_rate_of_what():
    budget = {
        "lines": [
            {**PERSONAL, "description": "Ledning", "quantity": "460", "unit": "timmar", "unit_price": "500"},
            {**PERSONAL, "description": "Resa", "activity": "Dialog", "amount": "1 000"},
        ],
        "flat_rates": [{"name": "Indirekta kostnader", "rate": "15 %", "base": ["Personal"]}],
    }

    there = tables(document_of(budget, draft=False)[1])

    assert there[LINES][1:] == [
        ["Ledning", "460\u00a0timmar à\u00a0500\u00a0kronor", "–", "2025", "230\u00a0000"],
        ["Resa", "–", "Dialog", "2025", "1\u00a0000"],
    ]
    assert there[RATES][1] == ["Indirekta kostnader", "15\u00a0% av Personal", "–", "34\u00a0650"]


@pytest.mark.parametrize(("lines", "last"), [(25, False), (26, True)])
def test_many_lines_stand_in_an_appendix_after_the_signature(lines, last):
    budget = {"lines": [{**PERSONAL, "description": f"Kostnad {n}", "amount": "1"} for n in range(lines)]}

    _names, parts = document_of(budget, draft=False)

    words = said(body(parts))
    assert words.count("Kostnad 7") == 1
    assert (words.index("Kostnad 7") > words.index("Namnförtydligande")) == last
    assert ("Bilaga: specificerad budget" in words) == (COSTS in tables(parts)) == last


MONEY = [
    {"financier": "EU", "sector": "offentlig", "form": "kontanta medel", "amount": "400", "application": "eruf"},
    {"financier": "Banken", "sector": "privat", "form": "kontanta medel", "amount": "100"},
    {"financier": "Regionen", "sector": "offentlig", "form": "kontanta medel", "amount": "300"},
    {"financier": "Föreningen", "sector": "privat", "form": "bidrag i annat än pengar", "amount": "50"},
    {"financier": "Kommunen", "sector": "offentlig", "form": "kontanta medel", "amount": "150"},
]  # fmt: skip


def test_what_is_sought_here_stands_first_then_others_by_kind_with_a_sum_where_they_are_several():
    there = tables(document_of({"lines": [{**PERSONAL, "amount": "1 000"}]}, MONEY)[1])

    assert [(row[0], *row[-2:]) for row in there[FINANCING][1:]] == [
        ("EU", "400", "40,0\u00a0%"),
        ("Regionen", "300", "30,0\u00a0%"),
        ("Kommunen", "150", "15,0\u00a0%"),
        ("Övriga offentliga, summa", "450", "45,0\u00a0%"),
        ("Banken", "100", "10,0\u00a0%"),
        ("Föreningen", "50", "5,0\u00a0%"),
        ("Summa", "1\u00a0000", "100,0\u00a0%"),
    ]


def test_a_chart_of_four_financiers_or_more_says_the_shares_of_the_table_the_largest_first():
    budget = {"lines": [{**PERSONAL, "amount": "1 000"}]}
    charts = [
        [etree.fromstring(parts[name]) for name in parts if name.startswith("word/charts/")]
        for _names, parts in (document_of(budget, money) for money in (MONEY, [*MONEY[:2], {**MONEY[2], "amount": "500"}]))
    ]  # fmt: skip
    ((chart,), none) = charts
    assert not none

    labels = ["".join(t.text for t in label.iter(f"{MAIN}t")) for label in chart.iter(f"{CHART}dLbl")]

    assert labels == [f"{share},0\u00a0%" for share in (40, 30, 15, 10, 5)]
    assert chart.findtext(f".//{CHART}cat//{CHART}v") == "EU"
    assert chart.find(f".//{CHART}valAx/{CHART}delete").get("val") == "1"
    assert chart.find(f".//{CHART}majorGridlines") is None
    assert 0.4 < float(chart.find(f".//{CHART}valAx//{CHART}max").get("val")) < 0.5
