"""Decisions in Word: their heads, and what is edited in them comes home or is told."""

import pytest
import yaml
from edited import W, controls, rezipped, say

from tests.commands.test_rule_cases import text_of
from tests.documents.test_decisions import DALARNA, GRANT, HALSINGE
from tests.outline import outline
from tests.rows import copied_row


@pytest.fixture
def made(ansokan, project, tmp_path):
    """Return a function that generates a project's document and gives its path."""

    def of(name, changes, document):
        data = yaml.safe_load(text_of({"in": name, "with": changes}))
        data["documents"] = [document]
        project.write_text(yaml.safe_dump(data, allow_unicode=True, width=1000), encoding="utf-8")
        ansokan("generate")
        return tmp_path / "output" / "projekt" / f"{document}.docx"

    return of


def over(path, text):
    """Return a change that types over a field as Word leaves it."""

    def change(root):
        first, *others = controls(root, path)[0].iter(f"{W}t")
        say(first, text)
        for each in others:
            say(each, "")

    return change


def test_the_head_names_the_organisation_that_decides(made):
    text = outline(made("halsingebygden", HALSINGE, "medfinansieringsbeslut").read_bytes())

    assert "¶ Organisation | [case.authority=Härjedalens kommun]" in text
    assert "¶ Datumrad | [case.date=2021-02-18]⇥Dnr [case.number=KS 2020/77]" in text


def test_the_funders_decision_has_its_own_day_and_number(made):
    text = outline(made("dalarna", DALARNA, "medfinansieringsbeslut").read_bytes())

    assert "granted.date=2024-06-13]⇥Dnr [financing.contributions.1.granted.number=RD 2024/155]" in text


EDITED = [
    ("lokal-mat", {}, "beslut", ("financing.contributions.3.amount", "260 000 kronor", "260 000")),
    ("lokal-mat", {}, "beslut", ("financing.contributions.0.status", "sökt", "sökt")),
    ("dalarna", DALARNA, "medfinansieringsbeslut", (f"{GRANT}.share", "45 procent", "45 %")),
    ("dalarna", DALARNA, "medfinansieringsbeslut", (f"{GRANT}.at_most", "7 000 000 kronor", "7 000 000")),
    (
        "vagar",
        {"case.points.0": "Regionen tar fram en plan."},
        "tjansteskrivelse",
        ("case.points.0", "Nej.", "Nej."),
    ),
    ("halsingebygden", HALSINGE, "tjansteskrivelse", ("case.body", "kommunfullmäktige", "kommunfullmäktige")),
]


@pytest.mark.parametrize("edited", EDITED)
def test_what_is_edited_in_a_decision_comes_home(ansokan, project, made, edited):
    name, changes, document, (path, text, written) = edited
    file = made(name, changes, document)
    rezipped(file, over(path, text))

    assert path in ansokan(f"pull {file}").said

    data = yaml.safe_load(project.read_text(encoding="utf-8"))
    for step in path.split("."):
        data = data[int(step)] if step.isdecimal() else data[step]
    assert str(data) == written


def test_words_beside_the_fields_of_a_composed_text_stay_and_are_told(ansokan, made):
    file = made("lokal-mat", {}, "tjansteskrivelse")

    def change(root):
        (each,) = (text for text in root.iter(f"{W}t") if text.text == " genomför projektet ")
        say(each, " ska genomföra projektet ")

    rezipped(file, change)

    assert "ska genomföra projektet" in ansokan("status").said
    ansokan("generate")
    assert "ska genomföra projektet" in outline(file.read_bytes())


def test_a_copied_row_of_the_table_is_a_new_financier(ansokan, project, made):
    file = made("lokal-mat", {}, "beslut")
    texts = {"financier": "Exempelstiftelsen", "amount": "10 000 kronor", "status": "sökt"}
    rezipped(file, copied_row(3, texts, lists="financing.contributions"))

    said = ansokan(f"pull {file}").said

    found = yaml.safe_load(project.read_text(encoding="utf-8"))["financing"]["contributions"]
    assert [each["financier"] for each in found][3:5] == ["Exempelbanken AB", "Exempelstiftelsen"], said
    assert (found[4]["amount"], found[4]["status"]) == ("10 000", "sökt")


def test_what_is_granted_is_not_shown_as_applied_for_with_the_day_of_its_decision(made):
    line = {"financing.contributions.1.granted": {"date": "2024-06-13", "amount": "8 000 000"}}

    text = outline(made("dalarna", line, "tjansteskrivelse").read_bytes())

    assert "beviljad [financing.contributions.1.granted.date=2024-06-13]" in text
