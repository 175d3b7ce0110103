"""How a form's questions stand in a document: short answers as rows, the mark †, what is too long, headings."""

import re
from itertools import pairwise

import pytest

from tests.documents.test_headings import ALL, example, opened, texts
from tests.grant.checking import MAT, PLAN

BOTH = [PLAN, MAT]


def drafts(base, tmp_path):
    return dict(texts(opened(example(base), tmp_path)))


def below(text, heading):
    """Return the lines from a section's heading to the next."""
    return text.partition(f"¶ heading 2 | {heading}\n")[2].partition("\n¶ heading 2 | ")[0].split("\n")


@pytest.mark.parametrize("base", BOTH)
def test_no_heading_holds_a_mark(base, tmp_path):
    for name, text in drafts(base, tmp_path).items():
        headings = re.findall(r"¶ heading \d \| .*|¶ toc \d .*", text)
        assert headings
        assert (name, [each for each in headings if "†" in each]) == (name, [])


def test_the_mark_of_a_question_stands_before_its_help_and_once_where_it_is_that_of_all(tmp_path):
    said = drafts(PLAN, tmp_path)["tillvaxtverket"]

    mixed, alike = below(said, "Projektinformation"), below(said, "Resultat och uppföljning")
    assert "¶ Hjälptext | † Varför projektet behövs just nu." in mixed
    assert mixed[0] == "¶ Hjälptext | Varför projektet behövs, vad det ska nå och för vilka."
    assert (
        "¶ Hjälptext | Vad som saknas, behöver utvecklas, förändras eller lösas. Utgå från utlysningens text."
        in mixed
    )
    assert [line for line in alike if "†" in line] == [alike[0]]
    assert alike[0].startswith("¶ Hjälptext | † ")


@pytest.mark.parametrize("base", BOTH)
def test_a_final_holds_no_mark(base, tmp_path):
    values = example(base)
    for name, text in texts(opened(values, tmp_path, draft=False), draft=False):
        assert (name, "†" in text) == (name, False)


def test_short_answers_that_follow_each_other_are_rows_of_a_table_with_their_help(tmp_path):
    lines = below(drafts(PLAN, tmp_path)["tillvaxtverket"], "Aktiviteter och tidplan")

    assert lines[1:6] == [
        "| Tabellrubrik | Fråga | Tabellrubrik | Svar |",
        "| Fråga | Projekttyp / Tabellhjälp | Förstudie eller genomförandeprojekt. | Tabelltext | [project.type=Förstudie] |",
        "| Fråga | Projektets startdatum / Tabellhjälp | Tidigast den dag då ansökan kommit in till Tillväxtverket. | Tabelltext | [project.period.start=När ansökan skickas in] |",
        "| Fråga | Projektets slutdatum / Tabellhjälp | Kostnader efter slutdatumet godtas inte. | Tabelltext | [project.period.end=2025-05-30] |",
        "| Fråga | Län och kommuner / Tabellhjälp | De län och kommuner som projektet omfattar. | Tabelltext | [project.counties.0=Jämtlands län]. Kommuner: [project.municipalities.0=Samtliga] |",
    ]  # fmt: skip
    assert "¶ heading 3 | Aktiviteter" in lines


def test_a_short_answer_among_long_ones_stands_under_its_heading(tmp_path):
    lines = below(drafts(PLAN, tmp_path)["tillvaxtverket"], "Statsstöd")

    assert "¶ heading 3 | Är stödet statligt stöd?" in lines


def test_a_section_of_one_question_of_the_same_name_says_it_once(tmp_path):
    said = drafts(PLAN, tmp_path)["anslag11"]

    assert "¶ heading 2 | Målgrupper\n" in said
    assert "¶ heading 3 | Målgrupper\n" not in said


@pytest.mark.parametrize(
    "name", [each for each in ALL if each not in {"beslut", "tjansteskrivelse", "medfinansieringsbeslut"}]
)
def test_no_heading_repeats_the_one_above_it(name, tmp_path):
    headings = re.findall(r"¶ heading (\d) \| (.*)", drafts(MAT, tmp_path)[name])

    assert [one for one, other in pairwise(headings) if one[1] == other[1]] == []


def test_an_answer_that_is_too_long_says_so_above_it_in_a_draft(tmp_path):
    values = example(PLAN)
    values["project"] = {**values["project"], "summary": "ord " * 1001}

    said = drafts_of(values, tmp_path)["tillvaxtverket"]

    lines = below(said, "Projektinformation")
    at = lines.index("¶ För långt | 4\u00a0003 tecken, 3 för många")
    assert lines[at + 1].startswith("[project.summary")
    assert lines.index("¶ Teckenräknare | 4\u00a0003 av 4\u00a0000 tecken") > at
    assert (
        "för många" not in dict(texts(opened(values, tmp_path, draft=False), draft=False))["tillvaxtverket"]
    )


def drafts_of(values, tmp_path):
    return dict(texts(opened(values, tmp_path)))


def test_a_draft_tells_how_the_receiver_takes_the_signature_and_a_final_does_not(tmp_path):
    draft = drafts(PLAN, tmp_path)["tillvaxtverket"]
    sent = dict(texts(opened(example(PLAN), tmp_path, draft=False), draft=False))["tillvaxtverket"]

    assert "Min ansökan gör ett signeringsunderlag" in below(draft, "Underskrift")[0]
    assert "signeringsunderlag när" not in sent
    name = "Strategisk planering i det regionala utvecklingsarbetet – förberedande steg"
    assert below(sent, "Underskrift")[0] == "¶ | Ansökan undertecknas av behörig firmatecknare."
    assert f"¶ Namnförtydligande | Avser⇥{name}, 300\u00a0000\u00a0kronor" in below(sent, "Underskrift")
