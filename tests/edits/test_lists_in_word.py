"""A list that the data lacks has a place to type in Word, as an empty item has."""

import re
from copy import copy

import pytest
import yaml
from edited import Desk, W, controls, put, run, words, xml

from generator.formats.pasted_lists import typed_items
from generator.grant.forms.loading import load_all
from generator.grant.project import model
from generator.grant.schema.base import keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.system.files import builtin_templates

FORMS = (
    "anslag11",
    "anslag11_dalarna",
    "anslag11_vasterbotten",
    "beslut",
    "eruf",
    "medfinansieringsbeslut",
    "tillvaxtverket",
    "tjansteskrivelse",
)
BARE = f"documents: [{', '.join(FORMS)}]\nproject:\n  name: Ny\n"
COUNTIES, ATTACHMENTS, DECISIONS = (
    "project.counties.0",
    "tillvaxtverket.attachments.0",
    "case.further_decisions.0",
)
LIST = (
    "    - Signeringsunderlag\n    - Underlag som styrker firmateckningsrätten\n    - Beslut RUN/479/2024\n"
)
"""The attachments of the example's application to Tillväxtverket."""


def bare(more=""):
    """A project of a name and little more, without lists."""
    return lambda _example: BARE + more


def lines(path, *texts, nth=0):
    """Lines typed over the prompt of a list: Enter is a line break there, and the prompt is shown no more."""

    def change(root):
        control = controls(root, path)[nth]
        for mark in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            mark.getparent().remove(mark)
        broken = "<w:r><w:br/></w:r>"
        content = [run(texts[0]), *(each for text in texts[1:] for each in (xml(broken), run(text)))]
        control.find(f"{W}sdtContent")[:] = content

    return change


def nameless(root):
    """What LibreOffice 7.4 drops: the tags and numbers of controls, and the marks of prompts."""
    for properties in root.iter(f"{W}sdtPr"):
        for name in ("tag", "id", "showingPlcHdr"):
            for mark in properties.findall(f"{W}{name}"):
                properties.remove(mark)


def other(desk, name):
    """Another document of the same project."""
    found = copy(desk)
    found.name, found.document = name, desk.document.with_name(f"{name}.docx")
    return found


def shown(desk, text):
    """How often a text stands in the document."""
    return words(desk.root()).count(text)


def prompts(desk):
    """The paths of the prompts in the document."""
    holders = desk.root().iterfind(f".//{W}sdtPr[{W}showingPlcHdr]/{W}tag")
    return {tag.get(f"{W}val") for tag in holders}


# --- where there is a place

NO_PLACE = {
    "documents": "which documents are made: no document says it",
    "case.points": "the points that the program writes, by name; own ones have a place in further_decisions",
    "financing.contributions.#.joint": "few amounts are joint: a prompt in each row would ask all of them",
    "calls.#": "when applications are sent: for the checks alone",
    "ignore.#": "for the checks alone",
    "carried.#": "what of an earlier project is to be reviewed: for the checks alone",
    "budget.flat_rates.#": "a call has them or not: a prompt would ask every project",
    "budget.flat_rates.#.base": "the same",
}


def lists(group, path=""):
    """Every list of the data, those inside items too."""
    for name, key in keys_of(group).items():
        inner, at = group_of(key.annotation), f"{path}{name}"
        if is_list(key.annotation):
            yield f"{at}.#" if inner else at
            at += ".#"
        if inner:
            yield from lists(inner, f"{at}.")


def test_every_list_that_some_document_shows_has_a_place(ansokan):
    desk = Desk(ansokan, "eruf", bare())
    ansokan("generate")
    there = {re.sub(r"\.\d+", ".#", path) for name in FORMS for path in prompts(other(desk, name))}
    every = set(lists(model(load_all(builtin_templates()))))
    without = {
        path for path in every if not any(each.startswith(f"{path.removesuffix('.#')}.#") for each in there)
    }
    assert without == set(NO_PLACE)


def test_a_draft_without_a_list_is_the_draft_with_an_empty_item(ansokan):
    desk = Desk(ansokan, "eruf", bare())
    without = desk.document.read_bytes()
    desk.write(
        "  name: Ny\n",
        "  name: Ny\n  goals:\n    - goal:\n      targets:\n        - by:\n  partners:\n    - name:\n",
    )
    desk.document.unlink()
    desk.generate()
    assert desk.document.read_bytes() == without


def test_of_the_places_nothing_is_said_and_a_final_has_none(ansokan):
    desk = Desk(ansokan, "beslut")
    assert prompts(desk) == {DECISIONS}
    assert ansokan("check").code == 0
    assert not desk.final().errors
    assert "[" not in words(desk.root(desk.sent))
    numbers = [
        each
        for each in desk.root(desk.sent).iter(f"{W}p")
        if not words(each).strip() and each.find(f".//{W}numPr") is not None
    ]
    assert numbers == []


# --- nothing typed, nothing taken


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("save", [[], ["resave"]], ids=["as generated", "saved in Word"])
def test_where_nothing_is_typed_nothing_is_taken(ansokan, name, save):
    desk = Desk(ansokan, name, bare())
    data = desk.data.read_bytes()
    desk.in_word(*save)
    assert desk.status() == ([], 0, 0)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.data.read_bytes() == data


# --- what is typed

TAKEN = {
    "one item": ("anslag11", COUNTIES, ["Testlands län"], "project:\n  name: Ny\n  counties:\n    - Testlands län\n"),
    "an item for each line": (
        "tillvaxtverket", ATTACHMENTS, ["Intyg", "Budget: bilaga 2"],
        'tillvaxtverket:\n  attachments:\n    - Intyg\n    - "Budget: bilaga 2"\n',
    ),
    "pasted bullets": ("eruf", "eruf.attachments.0", ["•\tIntyg", "• Plan"], "eruf:\n  attachments:\n    - Intyg\n    - Plan\n"),
    "one pasted bullet": ("eruf", "eruf.attachments.0", ["•\tIntyg"], "eruf:\n  attachments:\n    - Intyg\n"),
    "long texts": (
        "beslut", DECISIONS, ["Att anmäla beslutet.", "", "Att *vänta*."],
        "case:\n  further_decisions:\n    - Att anmäla beslutet.\n    - Att \\*vänta\\*.\n",
    ),
    "one long text": ("beslut", DECISIONS, ["Att anmäla beslutet."], "case:\n  further_decisions:\n    - Att anmäla beslutet.\n"),
    "several in one sentence": (
        "tillvaxtverket", COUNTIES, ["Testlands län", "Västernorrlands län"],
        "project:\n  name: Ny\n  counties:\n    - Testlands län\n    - Västernorrlands län\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "path", "texts", "data"), TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize("save", [[], ["resave"]], ids=["typed", "typed and saved"])
def test_what_is_typed_where_a_list_has_no_items_becomes_its_items(ansokan, name, path, texts, data, save):
    desk = Desk(ansokan, name, bare())
    desk.edit(lines(path, *texts))
    desk.in_word(*save)
    assert desk.status() == ([path], 0, 0)
    pulled = desk.pull()
    assert (set(pulled.taken), pulled.about) == ({path}, [])
    assert desk.data.read_text("utf-8") in (BARE + data, BARE.replace("project:\n  name: Ny\n", data))
    assert desk.status() == ([], 0, 0)
    assert desk.generate().made[1:] == (0, [])
    items = [text.lstrip("•\t ") for text in texts if text]
    assert [shown(desk, item) for item in items] == [1] * len(items)
    assert path not in prompts(desk)
    assert "•" not in words(desk.root())
    assert desk.status() == ([], 0, 0)
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [])


ROW = {
    "project.activities.0.name": "Kartläggning: del 1",
    "project.activities.0.description": "Läget i länet beskrivs.",
    "project.activities.0.start": "2025-01-13",
    "project.activities.0.end": "2025-02-28",
    "project.activities.0.responsible": "Projektledaren",
    "project.goals.0.goal": "Länet har en plan.",
    "project.goals.0.targets.0.measure": "Antal planer",
    "project.goals.0.targets.0.value": "1",
}
ROWS = """\
  activities:
    - name: "Kartläggning: del 1"
      description: Läget i länet beskrivs.
      start: 2025-01-13
      end: 2025-02-28
      responsible: Projektledaren
"""
GOALS = """\
  goals:
    - goal: Länet har en plan.
      targets:
        - measure: Antal planer
          value: 1
"""


def test_a_row_typed_where_a_list_has_none_becomes_its_first_item(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare("  activities: []   # i tidsordning\n  goals:\n  # sist\n"))
    desk.edit(*(lines(path, text) for path, text in ROW.items()))
    assert set(desk.status()[0]) == set(ROW)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == (ROW, [])
    with_comment = ROWS.replace("activities:", "activities:   # i tidsordning")
    assert desk.data.read_text("utf-8") == f"{BARE}{with_comment}{GOALS}  # sist\n"
    assert desk.generate().made[1:] == (0, [])
    assert [shown(desk, text) for text in ("Kartläggning: del 1", "Länet har en plan.", "Antal planer")] == [
        1,
        1,
        1,
    ]
    assert not set(ROW) & prompts(desk)
    assert desk.status() == ([], 0, 0)


def test_half_a_row_is_an_item_that_waits_for_the_rest(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines("project.risks.0.measure", "Reserv"))
    assert desk.pull().taken == {"project.risks.0.measure": "Reserv"}
    assert yaml.safe_load(desk.data.read_text("utf-8"))["project"]["risks"] == [{"measure": "Reserv"}]
    assert desk.generate().made[1:] == (0, [])
    assert "project.risks.0.risk" in prompts(desk)


def test_what_does_not_fit_the_list_is_said_and_the_rest_is_taken(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines("project.partners.0.role", "granne"), lines("project.partners.0.name", "Krokoms kommun"))
    pulled = desk.pull()
    assert pulled.taken == {"project.partners.0.name": "Krokoms kommun"}
    assert pulled.about == [("pull-unreadable", "project.partners.0.role")]


def test_a_final_made_right_after_the_pull_has_each_item_once(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", lambda text: text.replace(LIST, ""))
    desk.edit(lines(ATTACHMENTS, "Intyg om firmatecknare", "Protokoll"))
    assert "not-pulled" in desk.final().errors
    desk.pull()
    assert not desk.final().errors
    sent = words(desk.root(desk.sent))
    assert (sent.count("Intyg om firmatecknare"), sent.count("Protokoll")) == (1, 1)
    assert "[" not in sent


def test_the_other_documents_get_the_items(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    ansokan("generate")
    desk.edit(lines(COUNTIES, "Testlands län", "Dalarnas län"))
    desk.pull()
    second = other(desk, "anslag11")
    second.in_word("resave")
    assert second.generate().made == ("merged", 0, [])
    assert shown(second, "Testlands län och Dalarnas län") == 1
    assert COUNTIES not in prompts(second)


# --- typed again, and in the data too


def test_a_line_more_after_the_pull_is_one_item_more(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines(ATTACHMENTS, "Intyg"))
    desk.pull()
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    assert desk.status()[0] == [ATTACHMENTS]
    assert desk.pull().about == []
    assert desk.data.read_text("utf-8").endswith("    - Intyg\n    - Underlag 2\n")
    assert desk.generate().made[1:] == (0, [])
    assert (shown(desk, "Intyg"), shown(desk, "Underlag 2")) == (1, 1)


@pytest.mark.parametrize(("left", "gone"), [(["Intyg"], "Underlag 2"), ([" "], "Intyg")])
def test_of_a_line_taken_away_after_the_pull_the_line_of_the_data_is_named(ansokan, left, gone):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    desk.pull()
    data = desk.data.read_text("utf-8")
    desk.edit(lines(ATTACHMENTS, *left))
    pulled = desk.pull()
    assert [code for code, _path in pulled.about] == ["pull-emptied-item"]
    assert gone in pulled.message("pull-emptied-item")
    assert desk.data.read_text("utf-8") == data


def test_items_that_the_data_has_got_meanwhile_are_in_conflict(ansokan):
    desk = Desk(ansokan, "anslag11", bare("  counties:\n"))
    desk.edit(lines(COUNTIES, "Testlands län", "Dalarnas län"))
    desk.write("counties:\n", "counties:\n    - Gävleborgs län\n")
    data = desk.data.read_bytes()
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-conflict", COUNTIES)])
    assert desk.data.read_bytes() == data


def test_the_same_item_in_word_and_in_the_data_is_no_conflict(ansokan):
    desk = Desk(ansokan, "anslag11", bare("  counties:\n"))
    desk.edit(lines(COUNTIES, "Testlands län"))
    desk.write("counties:\n", "counties:\n    - Testlands län\n")
    assert desk.status()[0] == []
    assert desk.pull().about == []
    assert desk.generate().made[1:] == (0, [])
    assert shown(desk, "Testlands län") == 1


def test_what_is_typed_after_the_pull_and_not_pulled_is_in_conflict(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    desk.pull()
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2", "Underlag 3"))
    assert desk.generate().made[1] == 1
    assert words(desk.root(), "delText").count("Underlag 3") == 1


def test_a_list_that_goes_from_the_data_after_the_pull_is_a_prompt_again(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    data = desk.data.read_bytes()
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    desk.pull()
    desk.data.write_bytes(data)
    assert desk.generate().made[1:] == (0, [])
    assert ATTACHMENTS in prompts(desk)
    assert desk.status() == ([], 0, 0)


def test_items_typed_in_an_editor_that_drops_the_names_of_fields_stand_once(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"), nameless)
    assert desk.pull().taken == {ATTACHMENTS: "Intyg Underlag 2"}
    desk.generate()
    assert (shown(desk, "Intyg"), shown(desk, "Underlag 2")) == (1, 1)


def test_in_an_item_that_the_data_has_lines_are_no_items(ansokan):
    short = bare(
        "case:\n  further_decisions:\n    - Att vänta.\ntillvaxtverket:\n  attachments:\n    - Intyg\n"
    )
    desk = Desk(ansokan, "tillvaxtverket", short)
    ansokan("generate")
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    assert desk.pull().about == [("pull-unreadable", ATTACHMENTS)]
    memo = other(desk, "beslut")
    memo.edit(lines(DECISIONS, "Att vänta.", "Att anmäla."))
    assert memo.pull().about == []
    assert yaml.safe_load(desk.data.read_text("utf-8"))["case"]["further_decisions"] == [
        "Att vänta.\\\nAtt anmäla."
    ]


def test_a_comment_on_what_was_pulled_stays(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", bare())
    desk.edit(lines(ATTACHMENTS, "Intyg", "Underlag 2"))
    desk.pull()
    desk.edit(put(ATTACHMENTS, '<w:commentReference w:id="7"/>'))
    desk.generate()
    assert desk.root().find(f".//{W}commentReference[@{W}id='7']") is not None


# --- lines as items

LINES = {
    "Intyg": ["Intyg"],
    "Intyg\n\n  Budget ": ["Intyg", "Budget"],
    "• Intyg\n◦\tBudget\n- Plan\n– Protokoll": ["Intyg", "Budget", "Plan", "Protokoll"],
    "1.\tIntyg\n2)\tBudget": ["Intyg", "Budget"],
    "a) Intyg\nb) Budget": ["Intyg", "Budget"],
    "1. maj är helgdag": ["1. maj är helgdag"],
    "E-post": ["E-post"],
    "Att vänta.\\\nAtt anmäla.": ["Att vänta.", "Att anmäla."],
    "": [],
}


@pytest.mark.parametrize(("text", "items"), LINES.items(), ids=map(repr, LINES))
def test_a_list_is_typed_or_pasted_line_by_line(text, items):
    assert typed_items(text) == items
