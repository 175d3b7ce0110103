"""What of an earlier project's file cannot be taken is told, and kept in the new one; what cannot be begun from is refused."""

import pytest
from checking import forms

from generator.grant.carrying.new_file import new_file
from generator.grant.project import model
from generator.grant.schema.readable import read_what_can_be
from generator.grant.yaml import document
from generator.problems import ProblemError


def begun(text, years=None, name="data/förra.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return new_file(data, name, model(forms()), years)


def project_of(made):
    """Return the text above the marks."""
    return made.data.decode().partition("\n# Från ")[0].replace("\r\n", "\n")


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
        ("project:\n\tname: Sol\n", {"tab", "nothing-carried"}),
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


@pytest.mark.parametrize(
    "hollow",
    ["goals:\n    - foo:\n", "goals:\n    - foo:\n      goal:\n", "period:\n    foo:\n", "goals:\n    -\n"],
)
def test_unknown_keys_without_a_text_are_no_slip_of_the_new_file(hollow):
    made = begun(f"project:\n  name: Sol\n  {hollow}  summary: Text.\n")

    assert "carried-anew" not in {each.code for each in made.problems}
    assert "foo" not in project_of(made).partition("\n# ")[0]
    assert not read_what_can_be(made.data, "ny.yaml", model(forms())).slips
