"""What is found in many places is told once, and what reads otherwise is another finding."""

from generator.grant.checks.roots import by_root
from generator.problems import Place, Problem


def lacks(row, name, what, line):
    """Return the error of a cost that lacks something, as `check` finds it."""
    message = f"Kostnaden ”{name}” saknar {what}. Fyll i det."
    return Problem(
        "error", "cost-incomplete", message, "x.yaml", Place(line, 7), f"budget.lines.{row}", depends=("budget.lines",)
    )  # fmt: skip


def test_costs_that_lack_the_same_are_one_finding_with_the_other_lines():
    (told,) = by_root([lacks(0, "Ekonom", "belopp", 10), lacks(1, "Tåg 2", "belopp", 20)])

    assert told.message.endswith("Fyll i det. The same on line 20.")


def test_a_cost_that_lacks_something_else_is_told_by_itself():
    found = by_root([lacks(0, "Ekonom", "belopp", 10), lacks(1, "Tåg 2", "kostnadsslag", 20)])

    assert [each.message for each in found] == [
        "Kostnaden ”Ekonom” saknar belopp. Fyll i det.",
        "Kostnaden ”Tåg 2” saknar kostnadsslag. Fyll i det.",
    ]
