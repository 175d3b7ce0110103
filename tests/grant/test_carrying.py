"""What a new project has of an earlier one: every key decided, days moved, the text cut and nothing else changed."""

from pathlib import Path

import pytest
from checking import MAT, PLAN, forms, text_of

from generator.grant.carrying.new_file import new_file
from generator.grant.carrying.taken import ways
from generator.grant.project import model

GOLDEN = Path(__file__).parents[1] / "golden" / "carried.txt"


def begun(text, years=None, name="data/förra.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return new_file(data, name, model(forms()), years)


def project_of(made):
    """Return the text above the marks."""
    return made.data.decode().partition("\n# Från ")[0].replace("\r\n", "\n")


def test_what_becomes_of_every_key_is_as_it_was_reviewed(request):
    text = "".join(f"{way}  {path}\n" for path, way in ways(model(forms())))
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")

    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "years", "new"),
    [
        ("2024-11-30", 1, "2025-11-30"),
        ("2024-11-30", 0, "2024-11-30"),
        ("den 30 maj 2025", 1, "2026-05-30"),
        ("den 30 maj 2025", 0, "den 30 maj 2025"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("'2024-11-30'   # sagt", 2, "'2026-11-30'   # sagt"),
        ('"2024-11-30"', 1, '"2025-11-30"'),
        ("när ansökan skickas in", 1, "när ansökan skickas in"),
        ("när ansökan skickas in", None, "när ansökan skickas in"),
    ],
)
def test_a_start_moves_by_whole_years_and_words_stand(old, years, new):
    made = begun(f"project:\n  name: Sol\n  period:\n    start: {old}\n", years)

    assert project_of(made) == f"project:\n  name: Sol\n  period:\n    start: {new}\n"


def test_without_years_days_and_years_are_left_out_with_the_groups_that_held_nothing_else():
    made = begun(
        "project:\n  name: Sol\n  period:\n    start: 2024-01-01\n    end: 2024-12-31\nbudget:\n  lines:\n"
        "    - year: 2024\n      category: Personal\n    - year: 2024\n      quantity: 3\n"
    )

    assert project_of(made) == "project:\n  name: Sol\nbudget:\n  lines:\n    - category: Personal\n"


def test_the_day_of_a_decision_and_of_a_call_is_not_moved_but_left_out():
    made = begun(
        "case:\n  unit: A\n  date: 2024-01-01\ncalls:\n  - application: eruf\n    closes: 2024-02-01\n", 1
    )

    assert project_of(made) == "case:\n  unit: A\ncalls:\n  - application: eruf\n"


CUT = """\
# yaml-language-server: $schema=ansokan.schema.json
# Om filen.

# Ärendet.
case:
  number: RUN/1/2024   # numret
  # enheten
  unit: Enheten
  # bilagorna
  attachments:
    # den första
    - title: En bilaga

project:
  goals:
    - targets:
        - value: "3"
          # om måttet
          measure: Antal möten
        - value: "8"
      # om målet
      goal: Ett läge.
  purpose: |
    Ett syfte.

    Och ett till:   så.

  # resultaten
  expected_results: >-
    Det som
    finns.
  indicators: [{name: Antal, target: "3", unit: st}, {target: "5"}, {target: "7", name: Fler}]

# tystat
ignore:
  - check: share-too-high
    at: project
    reason: ja
"""
LEFT = """\
# yaml-language-server: $schema=ansokan.schema.json
# Om filen.

# Ärendet.
case:
  # enheten
  unit: Enheten

project:
  goals:
    - targets:
        -
          # om måttet
          measure: Antal möten
      # om målet
      goal: Ett läge.
  purpose: |
    Ett syfte.

    Och ett till:   så.
  indicators: [{name: Antal, unit: st}, {name: Fler}]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_order_and_line_breaks_come_along_and_a_comment_of_what_is_left_out_goes(newline, mark):
    made = begun((mark + CUT).replace("\n", newline))

    assert made.data.decode().startswith((mark + LEFT).replace("\n", newline) + f"{newline}# Från förra.yaml")
    assert not made.problems


def test_the_marks_stand_at_the_end_one_for_each_value():
    made = begun("project:\n  name: Sol\n  counties: [Jämtlands län]\n")

    assert made.data.decode().partition("län]\n")[2] == (
        "\n# Från förra.yaml, ännu inte granskat. Ändra värdet, eller skriv granskat: ja\n"
        "carried_from: förra.yaml\ncarried:\n"
        "  - at: project.name\n    text: 361847\n    granskat:\n"
        "  - at: project.counties.0\n    text: 1a5380\n    granskat:\n"
    )
    assert made.taken == 2


def test_a_file_that_began_from_another_gives_marks_of_its_own_alone():
    first = begun("project:\n  name: Sol\n").data
    second = begun(first, name="andra.yaml").data.decode()

    assert second == first.decode().replace("förra.yaml", "andra.yaml")


def test_a_text_that_names_a_year_is_hinted_at_and_no_diary_number_is():
    made = begun(
        "project:\n  summary: Klart 2025, enligt RUN/479/2024 och 2003:596.\n  name: Sol\nbudget:\n  lines:\n    - year: 2024\n",
        1,
    )

    (hint,) = made.problems
    assert (hint.level, hint.code) == ("hint", "carried-years")
    assert "stand: Sammanfattning (2025). See" in hint.message


@pytest.mark.parametrize("base", [PLAN, MAT])
def test_a_line_of_an_example_that_stays_is_as_it_was(base):
    old, new = (text.split("\n") for text in (text_of(base), project_of(begun(text_of(base)))))
    rest = iter(old)

    assert all(line in rest for line in new if line.strip())
