"""What was taken from an earlier project counts as unseen until it is changed, gone or said to be reviewed."""

import pytest
from checking import forms

from generator.grant.carrying.marks import fingerprint
from generator.grant.project import survey
from generator.grant.schema import Data
from generator.grant.schema.item_changes import insert, move, remove
from generator.grant.schema.themes import themes
from generator.grant.yaml.document import read

PROJECT = """\
documents:
  - tillvaxtverket
applicant:
  name: Region X
  contact:
    name: Anna
project:
  name: Sol
  summary: |
    En text
    på två rader.
  goals:
    - goal: Ett
    - goal: Två
"""


def mark(path, text, granskat=""):
    return f"  - at: {path}\n    text: {text and fingerprint(text)}\n    granskat: {granskat}\n"


def surveyed(tmp_path, marks, project=PROJECT):
    path = tmp_path / "x.yaml"
    path.write_text(f"{project}carried_from: förra.yaml\ncarried:\n{marks}", encoding="utf-8")
    return survey(path, forms(), draft=True)


def told(dossier):
    return [(each.level, each.code, each.path) for each in dossier.problems if "carried" in each.code]


def test_a_value_that_stands_as_it_was_taken_is_told_by_its_theme(tmp_path):
    marks = (
        mark("applicant.name", "Region X")
        + mark("applicant.contact.name", "Anna")
        + mark("project.name", "Sol")
    )
    dossier = surveyed(tmp_path, marks)

    assert dossier.unreviewed == ("project.name", "applicant.name", "applicant.contact.name")
    messages = [each.message for each in dossier.problems if each.code == "carried-not-reviewed"]
    assert messages == [
        "“Projektet”: 1 value from förra.yaml has not been reviewed: Projektnamn. Change it, or say that it is right.",
        "“Sökande”: 2 values from förra.yaml have not been reviewed: Sökande organisation, Namn. Change them, or say "
        "that they are right.",
    ]


@pytest.mark.parametrize(
    "marks",
    [
        mark("applicant.name", "Region Y"),  # changed since
        mark("applicant.name", "Region X", "ja"),
        mark("applicant.phone", "063"),  # gone
        mark("project.goals.7.goal", "Gone from the list"),
        mark("applicant.name", "Region X") + mark("applicant", "", "ja"),
        mark("applicant.contact.name", "Anna") + mark("applicant.contact", "", "ja"),
        mark("anslag11.sami_perspective", "Text."),  # of a document that is not made
    ],
)
def test_what_is_changed_gone_reviewed_or_in_a_reviewed_group_is_seen(tmp_path, marks):
    project = PROJECT + "anslag11:\n  sami_perspective: Text.\n"
    dossier = surveyed(tmp_path, marks, project)

    assert (dossier.unreviewed, told(dossier)) == ((), [])


@pytest.mark.parametrize("answer", ["nej", ""])
def test_what_is_answered_with_no_is_not_seen(tmp_path, answer):
    assert surveyed(tmp_path, mark("applicant.name", "Region X", answer)).unreviewed == ("applicant.name",)


def test_a_group_whose_name_only_begins_alike_is_another(tmp_path):
    marks = mark("project.name", "Sol") + mark("project.nam", "", "ja")

    assert surveyed(tmp_path, marks).unreviewed == ("project.name",)


def test_lines_that_are_broken_elsewhere_are_no_change(tmp_path):
    assert surveyed(tmp_path, mark("project.summary", "En text på två\nrader.")).unreviewed == (
        "project.summary",
    )


@pytest.mark.parametrize(
    ("marks", "code", "path"),
    [
        ("  - at: applicant.nam\n    text: 123456\n", "carried-unknown", "carried.0.at"),
        ("  - at: applicant.name.first\n    text: 123456\n", "carried-unknown", "carried.0.at"),
        ("  - at: gammalt.namn\n    granskat: ja\n", "carried-unknown", "carried.0.at"),
        ("  - at: applicant.name\n    text: Region X\n", "carried-fingerprint", "carried.0.text"),
        ("  - at: applicant.name\n", "carried-incomplete", "carried.0"),
        ("  - text: 123456\n", "carried-incomplete", "carried.0"),
    ],
)
def test_a_broken_mark_is_an_error_with_its_place(tmp_path, marks, code, path):
    dossier = surveyed(tmp_path, marks)

    assert told(dossier) == [("error", code, path)]
    (problem,) = [each for each in dossier.problems if each.code == code]
    assert problem.place.line > PROJECT.count("\n")


@pytest.mark.parametrize(
    "marks",
    ["  - at: [a]\n", "  - 3\n", "  at: x\n", "  - at: applicant.name\n    granskat: kanske\n", "  -\n"],
)
def test_a_mark_that_cannot_be_read_is_a_slip_and_no_crash(tmp_path, marks):
    dossier = surveyed(tmp_path, marks)

    assert dossier.unreviewed == ()
    assert bool(dossier.slips) == (marks != "  -\n")


def test_nobody_is_asked_for_the_marks():
    assert not [
        theme.name for theme in themes(Data) if "carried" in theme.name or theme.holds("carried.0.at")
    ]


def test_nobody_silences_what_is_not_reviewed(tmp_path):
    silenced = "ignore:\n  - check: carried-not-reviewed\n    at: applicant\n    reason: ja\n"

    assert ("warning", "carried-not-reviewed", "applicant.name") in told(
        surveyed(tmp_path, mark("applicant.name", "Region X"), PROJECT + silenced)
    )


@pytest.mark.parametrize(
    ("change", "arguments", "now"),
    [
        (insert, ("project.goals", 0, {"goal": "Ny"}), ["project.goals.1.goal", "project.goals.2.goal"]),
        (move, ("project.goals", 0, 1), ["project.goals.1.goal", "project.goals.0.goal"]),
        (remove, ("project.goals.0",), ["project.goals.0.goal"]),
    ],
)
def test_a_mark_follows_its_row(tmp_path, change, arguments, now):
    marks = mark("project.goals.0.goal", "Ett") + mark("project.goals.1.goal", "Två")
    file = change(read(f"{PROJECT}carried:\n{marks}".encode(), "x"), *arguments)
    assert [each["at"] for each in file.values["carried"]] == now

    path = tmp_path / "y.yaml"
    path.write_bytes(file.encode(file.text))
    assert survey(path, forms(), draft=True).unreviewed == tuple(now)
