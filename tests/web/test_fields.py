"""Every kind of field, filled in as people write; keys that are new in a schema or a form."""

import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
from conftest import ROOT
from playwright.sync_api import expect
from test_access import go
from test_saving import NAME, field, file_of, fill, saved, says

from generator.grant.forms.loading import load_all
from generator.grant.schema import Data
from generator.grant.schema.base import Group, group, key
from generator.grant.schema.themes import themes
from generator.grant.schema.types import Markdown, Text
from generator.grant.yaml import document
from generator.web.opened import open_project
from generator.web.pages.fields import Fields
from generator.web.pages.rendering import piece

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<!--StartFragment--><p class=MsoNormal style='mso-outline-level:1'><b>Tre</b> hinder <i>nu</i>:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Splittrat <span style='color:red;mso-bidi-font-weight:bold'>utbud</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>&middot;<span>&nbsp; </span></span><![endif]>Dyr transport<o:p></o:p></p>
<p class=MsoNormal><a href="https://regionjh.se/">Regionen</a><script>alert(1)</script></p><!--EndFragment--></body></html>"""


def value(program, path):
    """Return what the data file says at a path."""
    found = document.read(file_of(program).read_bytes(), "x").values
    for name in path.split("."):
        found = found[int(name)] if isinstance(found, list) else (found or {}).get(name)
    return found


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        pytest.param("project.short_name", "Planering & samverkan: ”steg 1”", id="one line"),
        pytest.param("project.period.end", "30/6 2025", id="a date with a slash"),
        pytest.param("project.counties.0", "Dalarnas län", id="a text in a list"),
        pytest.param("project.counties.1", "Dalarnas län", id="a text that is new in a list"),
        pytest.param("project.goals.0.goal", "Ett läge.", id="several lines in a card"),
        pytest.param("project.goals.0.targets.1.measure", "Antal möten", id="a new row in a card's table"),
        pytest.param("budget.lines.0.unit_price", "1 234,50", id="an amount with a decimal comma"),
        pytest.param("budget.lines.0.quantity", "1,5", id="a quantity"),
        pytest.param("financing.contributions.0.amount", "300 tkr", id="an amount in thousands"),
        pytest.param("budget.flat_rates.0.rate", "15,5 %", id="a percentage"),
        pytest.param("tillvaxtverket.call", "Strategisk planering 2025", id="a receiver's own"),
    ],
)
def test_what_is_typed_is_in_the_file_as_it_was_typed(project, page, path, typed):
    go(page, f"field?path={path}")

    fill(page, path, typed)

    saved(page)
    assert value(project, path) == typed
    expect(field(page, path)).to_have_value(typed)


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        pytest.param("project.type", "genomförandeprojekt", id="one of several words"),
        pytest.param("project.is_state_aid", "ja", id="yes or no"),
        pytest.param("budget.lines.0.category", "Resor och logi", id="in a table"),
        pytest.param("documents.0", "beslut", id="a receiver"),
    ],
)
def test_what_is_chosen_is_in_the_file(project, page, path, chosen):
    go(page, f"field?path={path}")

    field(page, path).select_option(chosen)

    saved(page)
    assert value(project, path) == chosen


@pytest.mark.parametrize(
    ("path", "typed", "why"),
    [
        pytest.param("project.period.end", "snart", "snart", id="no date"),
        pytest.param("budget.lines.0.unit_price", "många", "många", id="no amount"),
        pytest.param("budget.flat_rates.0.rate", "150 %", "150", id="too many percent"),
    ],
)
def test_what_is_no_such_value_is_said_at_its_field(project, page, path, typed, why):
    before = file_of(project).read_bytes()
    go(page, f"field?path={path}")

    fill(page, path, typed)

    expect(says(page, path)).to_contain_text(why)
    expect(field(page, path)).to_have_attribute("aria-invalid", "true")
    assert file_of(project).read_bytes() == before


def test_a_paragraph_is_one_line_in_its_field_and_lies_in_the_file_as_it_lay(project, page):
    before = file_of(project).read_text("utf-8")
    go(page, "fill/varfor")
    background = field(page, "project.background")
    paragraphs = background.input_value().split("\n\n")
    assert [len(each.splitlines()) for each in paragraphs] == [1, 1]

    fill(page, "project.background", "\n\n".join([*paragraphs, "Nu är det dags."]))
    saved(page)

    added = set(file_of(project).read_text("utf-8").splitlines()) - set(before.splitlines())
    assert added == {"    Nu är det dags."}


def test_the_toolbar_makes_bold_words_and_lists_and_the_key_for_undo_takes_them_back(project, page):
    go(page, "fill/varfor")
    fill(page, "project.problem", "ett\n\ntvå")
    saved(page)
    bar = page.get_by_role("toolbar").nth(1)

    field(page, "project.problem").select_text()
    bar.get_by_role("button", name="Numrerad lista").click()
    expect(field(page, "project.problem")).to_have_value("1. ett\n2. två")
    page.keyboard.press("Control+Z")
    expect(field(page, "project.problem")).to_have_value("ett\n\ntvå")
    page.keyboard.press("Control+End")
    bar.get_by_role("button", name="Fet").click()
    page.keyboard.type("viktigt")
    page.keyboard.press("Tab")

    expect(field(page, "project.problem")).to_have_attribute("data-seen", "ett\n\ntvå**viktigt**")
    assert value(project, "project.problem") == "ett\n\ntvå**viktigt**\n"


def test_a_paste_from_word_keeps_lists_bold_and_italics_and_drops_the_rest(
    project, page, clipboard, complaints
):
    go(page, "fill/varfor")
    field(page, "project.problem").fill("")
    clipboard.put("Tre hinder nu:\n· Splittrat utbud\n· Dyr transport\nRegionen", WORD)
    complaints.clear()  # of the styles in what was put in the clipboard, not of the page

    field(page, "project.problem").press("Control+V")
    expect(field(page, "project.problem")).to_have_value(
        "**Tre** hinder *nu*:\n\n- Splittrat utbud\n- Dyr transport\n\n[Regionen](https://regionjh.se/)"
    )
    page.keyboard.press("Tab")

    saved(page)
    assert "- Dyr transport" in value(project, "project.problem")


def test_the_letters_of_an_answer_follow_when_it_is_saved(project, page):
    expect(says(page, "project.name")).to_contain_text("75 av 100 · Ansökan Tillväxtverket")

    fill(page, "project.name", "Planering")

    expect(says(page, "project.name")).to_contain_text("9 av 100 · Ansökan Tillväxtverket")


def test_a_new_key_of_a_form_appears_by_itself(program, page):
    shutil.copytree(ROOT / "templates", program.folder / "templates")
    form = program.folder / "templates" / "tillvaxtverket" / "form.yaml"
    text = form.read_text("utf-8")
    form.write_text(
        text.replace(
            "\nfields:\n",
            "\nfields:\n  reindeer:\n    title: Renskötsel\n    help: Hur samebyarna berörs.\n    kind: markdown\n"
            "  herds:\n    title: Antal samebyar\n    kind: yesno\n",
        ),
        "utf-8",
    )
    page.goto(program.start())
    page.get_by_role("link", name=NAME).click()

    page.locator("#themes").get_by_role("link", name="Tillväxtverket").click()

    reindeer = page.get_by_label("Renskötsel")
    expect(reindeer).to_have_attribute("data-control", "markdown")
    expect(reindeer).to_have_accessible_description("Hur samebyarna berörs.")
    expect(page.get_by_label("Antal samebyar")).to_have_attribute("data-control", "choice")
    fill(page, "tillvaxtverket.reindeer", "Två samebyar berörs.")
    saved(page)
    assert value(program, "tillvaxtverket.reindeer").strip() == "Två samebyar berörs."


class Reindeer(Group):
    """A group that the schema does not have."""

    herds: Text | None = key("Samebyar", "De som berörs.", example="Jovnevaerie")
    need: Markdown | None = key("Samråd")


class Bigger(Data):
    """A data file with one group more."""

    reindeer: Reindeer = group(Reindeer, "Renskötsel")


def test_a_new_key_of_the_schema_appears_by_itself(tmp_path):
    path = tmp_path / "data" / "projekt.yaml"
    path.parent.mkdir()
    shutil.copy(ROOT / "data" / f"{NAME}.yaml", path)
    project = replace(open_project(path, load_all(ROOT / "templates"), date(2024, 11, 22)), model=Bigger)

    (theme,) = [each for each in themes(Bigger) if each.title == "Renskötsel"]
    shown = "".join(piece("show", node) for node in Fields.of(project, {}).theme(theme))

    assert '<label for="reindeer.herds">Samebyar</label>' in shown
    assert "De som berörs. Example: Jovnevaerie" in shown
    assert re.search('<textarea id="reindeer.need"[^>]+data-control="markdown"', shown)
