"""Names are checked against the schema without data."""

import pytest

from generator.grant.schema import Data
from generator.lint.name_shapes import of_type, unknown_names
from generator.sandbox import environment


def found(text):
    return [said for _line, said in unknown_names(environment().parse(text), of_type(Data))]


@pytest.mark.parametrize(
    "right",
    [
        "{{ project.name }} {{ case.officer.phone }}",
        "{% for p in project.partners %}{{ p.contact.name }}{{ loop.index }}{% endfor %}",
        "{% for row in budget.rows %}{% for amount in row.amounts %}{{ amount|kronor }}{% endfor %}{{ row.total }}{% endfor %}",
        "{% for s in financing.by_financier|sort %}{{ s.share|procent }}{% endfor %}",
        "{% set officer = case.officer %}{{ officer.name }}",
        "{% with officer = case.officer, total = budget.total %}{{ officer.name }} {{ total }}{% endwith %}",
        "{{ project.goals[0].targets[0].measure }} {{ (project.goals|first).goal }}",
        "{% if project.period.start_day %}{{ project.period.years|length }}{% endif %}",
        "{{ nothing is defined }}",
        "{% for name, value in project.items() %}{{ name }}{% endfor %}{{ project.name.upper() }}",
    ],
)
def test_what_the_schema_has_is_known(right):
    assert found(right) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{{ projet.items() }}", 'There is nothing called "projet" here. Did you mean "project"?'),
        ("{{ projet.name }}", 'There is nothing called "projet" here. Did you mean "project"?'),
        ("{{ project.nmae }}", 'There is nothing called "nmae" here. Did you mean "name"?'),
        ("{% for p in project.partners %}{{ p.orgnr }}{% endfor %}", 'There is nothing called "orgnr" here.'),
        ("{{ project.partners.name }}", 'This is a list; take "name" of each item in a loop.'),
        ("{{ budget.rows[0].amount }}", 'There is nothing called "amount" here. Did you mean "amounts"?'),
        ("{% if project.nmae %}{% endif %}", 'There is nothing called "nmae" here. Did you mean "name"?'),
        ("{{ project['nmae'] }}", 'There is nothing called "nmae" here. Did you mean "name"?'),
        (
            "{{ project.name|replace(project.nmae, 'a') }}",
            'There is nothing called "nmae" here. Did you mean "name"?',
        ),
        (
            "{% with b = budget %}{{ b.totl }}{% endwith %}",
            'There is nothing called "totl" here. Did you mean "total"?',
        ),
        ("{{ project.name.first }}", 'There is nothing called "first" here.'),
    ],
)
def test_what_the_schema_lacks_is_said_with_the_nearest_name(wrong, said):
    assert found(wrong) == [said]


def test_a_name_of_a_loop_is_unknown_after_the_loop():
    assert found("{% for p in project.partners %}{% endfor %}{{ p.name }}") == [
        'There is nothing called "p" here.'
    ]
