"""What a new project has of an earlier one: every key decided, days moved, the text cut and nothing else changed."""

from pathlib import Path

import pytest
from checking import MAT, PLAN, forms, text_of

from generator.grant.carrying.new_file import new_file
from generator.grant.carrying.taken import ways
from generator.grant.project import model
from generator.grant.yaml import document
from generator.problems import ProblemError

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


@pytest.mark.parametrize(
    "text", ["{project: {name: Sol, period: {end: 2024-12-31}}}", "project:\n  name: Sol\n...\n"]
)
def test_a_file_that_has_no_end_to_add_to_is_written_anew_and_that_is_told(text):
    made = begun(text)

    assert project_of(made) == "project:\n  name: Sol\n"
    assert [each.code for each in made.problems] == ["carried-anew"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", {"empty"}),
        ("# bara en kommentar\n", {"only-comments"}),
        ("- a\n", {"not-a-mapping"}),
        ("case:\n  number: RUN/1/2024\n", {"nothing-carried"}),
        ("project:\n  name:\n", {"nothing-carried"}),
        (b"\xff\xfep\x00", {"encoding"}),
    ],
)
def test_a_file_with_nothing_to_begin_with_is_refused(text, codes):
    with pytest.raises(ProblemError) as refused:
        begun(text)

    assert {each.code for each in refused.value.problems} == codes
    assert all(each.file == "data/förra.yaml" for each in refused.value.problems)


BROKEN = """\
applicant:
  name: Region X
  organisation_number: 123
  # färgen
  colour: |
    blå
    och gul
project:
  name: &sol Sol
  short_name: *sol
  summary: Text.
  counties: Jämtlands län
"""


def test_what_cannot_be_read_is_told_with_its_place_and_kept_as_a_comment():
    made = begun(BROKEN)
    text = made.data.decode()

    assert text.startswith(
        "applicant:\n  name: Region X\nproject:\n  summary: Text.\n\n# Togs inte med ur förra.yaml"
    )
    assert [(each.place.line, each.path) for each in made.problems if each.code == "not-carried"] == [
        (3, "applicant.organisation_number"), (5, "applicant.colour"), (9, "project.name"), (12, "project.counties"),
        (10, ""),
    ]  # fmt: skip
    assert {each.level for each in made.problems} == {"warning"}
    assert "# rad 5, applicant.colour:\n#     colour: |\n#       blå\n#       och gul\n" in text
    assert "# rad 10:\n#     short_name: *sol\n" in text
    assert [each["at"] for each in document.read(made.data, "x").values["carried"]] == [
        "applicant.name",
        "project.summary",
    ]


def test_a_key_that_stands_twice_is_taken_once_and_told_with_all_its_lines():
    made = begun(
        "# om\nproject:\n  name: Sol\n  period:\n    end: 2024-12-31\n  name: Måne\n  period:\n    end: 2025-12-31\n",
        1,
    )

    assert project_of(made).startswith(
        "project:\n  name: Sol\n  period:\n    end: 2025-12-31\n\n# Togs inte med"
    )
    assert (
        "# rad 6:\n#     name: Måne\n# rad 7:\n#     period:\n#       end: 2025-12-31\n" in made.data.decode()
    )
    assert [each.code for each in made.problems] == ["carried-anew", "not-carried", "not-carried"]


def test_a_line_that_the_reader_leaves_out_to_read_on_is_kept_too():
    made = begun(
        "project:\n  summary: |\n    Ett.\n  Två.\n Tre.\n  name: Sol\napplicant:\n  name: Region X\n"
    )

    assert "# rad 6:\n#     name: Sol\n" in made.data.decode()
    assert [each.place.line for each in made.problems] == [2, 5, 6]


def test_what_stands_above_the_first_key_is_of_the_file_and_stays():
    made = begun(
        "# Om filen.\nignore:\n  - check: x\n    at: project\n    reason: y\nproject:\n  name: Sol\n"
    )

    assert project_of(made) == "# Om filen.\nproject:\n  name: Sol\n"


def test_a_file_in_another_encoding_is_read_and_the_new_one_is_utf_8():
    made = begun("project:\n  name: Sjö\n".encode("latin-1"))

    assert project_of(made) == "project:\n  name: Sjö\n"
    assert [(each.level, each.code) for each in made.problems] == [("warning", "encoding")]


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
