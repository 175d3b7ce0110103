"""The page to paste from: what it holds, that it is safe and accessible, and that it works in a browser."""

import base64
import hashlib
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from axe import axe
from edited import edit
from lxml import html
from playwright.sync_api import expect

from generator.grant.forms.form import TABLES
from generator.grant.forms.loading import load_all
from generator.grant.project import open_dossier
from generator.grant.yaml import document as datafile
from generator.sheet import NOT_READ, pages
from generator.sheet.tables import table_of
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
HOSTILE = "</script></pre><b>\"x\" & 'y' &amp; <!-- {{ 7*7 }}"
LONG = f"{HOSTILE}\n\nAndra stycket.\n\n- ett\n- två\n\n" + "Ord och ord. " * 400
NEAR = "Ett namn som nästan är för långt för mottagarens fält, som tar etthundra tecken och inget mer alls"


def with_values(path, **values):
    for key, value in values.items():
        file = datafile.read(path.read_bytes(), str(path))
        path.write_text(file.put(f"project.{key}", value), "utf-8")


def dossier_of(path):
    return open_dossier(path, load_all(builtin_templates()), draft=False)


def page_of(path, name="tillvaxtverket.html"):
    return dict(pages(dossier_of(path)))[name].decode()


def tree_of(path, name="tillvaxtverket.html"):
    return html.document_fromstring(page_of(path, name))


def answers_of(path, name="tillvaxtverket"):
    (document,) = [each for each in dossier_of(path).documents if each.form.name == name]
    return document, list(document.filled.answers)


def article(tree, question):
    return tree.get_element_by_id(f"fraga-{question}")


def pasted(element):
    """The text of a pre element as a browser reads it: the line break after the tag is none of it."""
    return element.text_content().removeprefix("\n")


def soft(text):
    """A text as it is pasted: a hard space is for the lines of a document."""
    return text.replace("\u00a0", " ")


def words(element):
    return " ".join(element.text_content().split())


# --- what it holds


def test_one_page_for_each_application_in_the_folder_of_the_documents(ansokan, project, tmp_path):
    done = ansokan("sheet")

    assert done.code == 0
    made = sorted(path.name for path in (tmp_path / "output" / "projekt").iterdir())
    assert made == ["anslag11.html", "beslut.html", "tillvaxtverket.html"]
    assert f"written: {Path('output', 'projekt', 'anslag11.html')}" in done.said
    assert done.said.endswith("3 pages written, 0 unchanged.\n")


def test_a_page_that_says_the_same_is_not_touched(ansokan, project, tmp_path):
    ansokan("sheet --document tillvaxtverket --output ut")
    page = tmp_path / "ut" / "projekt" / "tillvaxtverket.html"
    before = page.stat().st_mtime_ns

    done = ansokan("sheet --document tillvaxtverket --output ut")

    assert done.said.endswith("0 pages written, 1 unchanged.\n")
    assert page.stat().st_mtime_ns == before
    assert list(page.parent.iterdir()) == [page]


def test_a_file_that_is_no_page_of_ours_is_left_alone(ansokan, project, tmp_path):
    page = tmp_path / "output" / "projekt" / "anslag11.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>mitt</p>", encoding="utf-8")

    done = ansokan("sheet")

    assert (done.code, page.read_text(encoding="utf-8")) == (1, "<p>mitt</p>")
    assert "[not-ours]" in done.said


def test_the_memo_has_a_page_for_the_case_systems_own_template(ansokan, project, tmp_path):
    assert ansokan("sheet --document beslut").code == 0

    tree = html.parse(str(tmp_path / "output" / "projekt" / "beslut.html"))
    assert "ärendesystemets egen mall" in words(tree.getroot())
    assert "Sökt belopp" not in words(tree.getroot())
    assert "Beslutet anmäls till" in words(article(tree.getroot(), "anmalan"))


def test_an_error_stands_at_its_question_and_the_box_is_not_green(project):
    text = project.read_text("utf-8").replace("  end: 2025-05-30", "  end: 2024-05-30", 1)
    project.write_text(text, "utf-8")
    tree = tree_of(project)

    (box,) = tree.xpath("//section[@aria-labelledby='saknas']")
    assert box.get("class") == "box wrong"
    assert "Projektets slutdatum: fel" in [words(item) for item in box.iter("li")]
    assert article(tree, "projektslut").xpath(".//p[@class='problem error']")


def test_a_warning_stands_at_its_question_and_the_box_is_green(project):
    tree = tree_of(project)

    (box,) = tree.xpath("//section[@aria-labelledby='saknas']")
    assert box.get("class") == "box right"
    assert "problem warning" in {each.get("class") for each in article(tree, "finansiering").iter("p")}


def test_what_nobody_has_reviewed_of_an_earlier_project_is_in_the_box_and_it_is_not_green(ansokan, project):
    ansokan(f"new --from {project} --years 0 data/nya.yaml")
    taken = project.parent / "nya.yaml"
    project.write_text(
        project.read_text("utf-8") + taken.read_text("utf-8").partition("granskat: ja\n")[2], "utf-8"
    )
    tree = tree_of(project)

    (box,) = tree.xpath("//section[@aria-labelledby='saknas']")
    assert box.get("class") == "box wrong"
    assert "Utlysning: fel" in [words(item) for item in box.iter("li")]
    assert "Samiskt perspektiv" not in words(box)  # that of another receiver


def test_the_page_says_what_is_edited_in_word_and_not_in_the_data(ansokan, project, tmp_path):
    ansokan("generate")
    folder = tmp_path / "output" / "projekt"
    edit(folder / "tillvaxtverket.docx", (">2025-05-30<", ">2025-06-15<"))

    ansokan("sheet")

    edited, other = (
        html.parse(str(folder / f"{name}.html")).getroot() for name in ("tillvaxtverket", "anslag11")
    )
    assert "project.period.end. Hämta med ansokan pull" in words(edited)
    assert edited.xpath("//section[@class='box right']") == []
    assert "Word-filen säger något annat" not in words(other)


def test_unreadable_data_is_a_problem(ansokan, project):
    project.write_text("project: [\n", "utf-8")

    done = ansokan("sheet")

    assert done.code == 1
    assert "0 pages written, 0 unchanged.\n" in done.said
    assert "projekt.yaml:1:10: error: " in done.said


@pytest.mark.parametrize("name", ["tillvaxtverket", "anslag11"])
def test_the_questions_come_in_the_forms_order_each_with_its_plain_text(project, name):
    _document, answers = answers_of(project, name)
    tree = tree_of(project, f"{name}.html")

    shown = [each.get("id").removeprefix("fraga-") for each in tree.iter("article")]
    assert shown == [answer.question.id for answer in answers]
    for answer in answers:
        texts = article(tree, answer.question.id).xpath(".//pre")
        if not answer.question.table and answer.question.id != "projektstart":
            assert [pasted(text) for text in texts] == ([soft(answer.text)] if answer.text else [])


def test_an_answer_is_plain_text_not_markdown(project):
    text = article(tree_of(project), "problem").xpath(".//pre")[0].text_content()

    assert "**" not in text
    assert "• Splittrad bild av nuläget. Underlag" in text


def test_a_table_is_seen_as_a_table_and_copied_as_lines_with_tabs(project):
    tree = tree_of(project)
    tables = [each for each in tree.iter("article") if each.xpath(".//table")]
    assert len(tables) >= 6

    for each in tables:
        rows = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in each.xpath(".//tr")]
        (text,) = each.xpath(".//pre")
        assert text.get("hidden") is not None
        assert [line.split("\t") for line in pasted(text).split("\n")] == [
            list(map(soft, row)) for row in rows
        ]
        assert len({len(row) for row in rows}) == 1


def test_the_table_of_costs_adds_up_with_flat_rates(project):
    document, _answers = answers_of(project)
    table = table_of("costs", document.context)
    amount = table.headings.index("Belopp")

    assert ("Indirekta kostnader", "15\u00a0% av Personal") in {row[:2] for row in table.rows}
    numbers = [int(row[amount].replace("\u00a0", "")) for row in table.rows]
    assert sum(numbers) == 600_000
    assert (table.total[0], table.total[amount]) == ("Summa", "600\u00a0000")


def test_goals_have_a_row_for_each_target_and_financing_does_not_name_our_folders(project):
    document, _answers = answers_of(project)

    goals = table_of("goals", document.context)
    assert goals.headings == ("Mål", "Mått", "Målvärde", "Senast")
    assert len(goals.rows) == 8
    assert goals.days == {3}
    financing = table_of("financing", document.context)
    assert "tillvaxtverket" not in financing.text
    assert financing.total[financing.headings.index("Belopp")] == "600\u00a0000"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_that_a_form_can_ask_for_can_be_made_full_and_empty(project, name, ansokan, tmp_path):
    ansokan("new data/nytt.yaml")
    full, _answers = answers_of(project)
    empty, _answers = answers_of(tmp_path / "data" / "nytt.yaml")

    table = table_of(name, full.context)
    assert all(len(row) == len(table.headings) for row in table.rows)
    assert table_of(name, empty.context).text == ""


def test_a_cell_never_breaks_the_lines(project, tmp_path):
    text = project.read_text("utf-8").replace(
        "    - name: Kartläggning\n", '    - name: "Kart\\tläggning"\n', 1
    )
    project.write_text(text, "utf-8")
    document, _answers = answers_of(project)

    assert "Kart läggning" in table_of("activities", document.context).text


def test_the_count_stands_against_the_limit(project):
    with_values(project, summary=LONG, name=NEAR)
    tree = tree_of(project)
    _document, answers = answers_of(project)
    count = next(answer.count for answer in answers if answer.question.id == "sammanfattning")

    over = article(tree, "sammanfattning")
    assert over.get("class") == "question over"
    assert f"{count} / 4000 tecken – {count - 4000} tecken för långt" in words(over)
    near = article(tree, "projektnamn")
    assert near.get("class") == "question near"
    assert f"{len(NEAR)} / 100 tecken – nära gränsen, {100 - len(NEAR)} kvar" in words(near)
    assert "Interreg" in words(near)  # a limit is never said without its source


@pytest.mark.parametrize(("length", "state"), [(94, ""), (95, "near"), (100, "near"), (101, "over")])
def test_the_limit_is_near_from_five_percent_off(project, length, state):
    with_values(project, name="x" * length)

    assert article(tree_of(project), "projektnamn").get("class") == f"question {state}".strip()


def test_what_is_missing_or_too_long_is_listed_at_the_top_with_links(ansokan, project, tmp_path):
    with_values(project, summary=LONG, purpose=None)
    tree = tree_of(project)

    (box,) = tree.xpath("//section[@aria-labelledby='saknas']")
    assert [words(item) for item in box.iter("li")] == [
        f"Sammanfattande beskrivning till projektbanken: {self_over(project)} tecken för långt",
        "Syfte: svar saknas",
    ]
    assert [link.get("href") for link in box.iter("a")] == ["#fraga-sammanfattning", "#fraga-syfte"]
    assert "Svar saknas." in words(article(tree, "syfte"))
    assert not article(tree, "syfte").xpath(".//button")


def self_over(path):
    _document, answers = answers_of(path)
    return next(answer.count - 4000 for answer in answers if answer.question.id == "sammanfattning")


def test_the_list_names_exactly_the_answers_that_check_calls_missing(ansokan, tmp_path):
    ansokan("new data/nytt.yaml")
    path = tmp_path / "data" / "nytt.yaml"
    found = [each for each in dossier_of(path).problems if each.code == "answer-missing"]

    for name in ("tillvaxtverket", "anslag11"):
        document, _answers = answers_of(path, name)
        tree = tree_of(path, f"{name}.html")
        listed = [link.text for link in tree.xpath("//section[@aria-labelledby='saknas']//a")]
        listed = [
            label for label in listed if label not in {"Sökt belopp", "Belopp som söks"}
        ]  # worked out: a rule says it
        assert listed == [each.question for each in found if each.document == document.form.text.short]


def test_nothing_missing_is_said_too(project):
    assert "Inget saknas" in words(tree_of(project).xpath("//section[@aria-labelledby='saknas']")[0])


def test_what_is_not_the_receivers_own_question_is_marked(project):
    tree = tree_of(project)

    marked = {
        each.get("id").removeprefix("fraga-"): words(mark)
        for each in tree.iter("article")
        for mark in each.xpath(".//*[@class='mark']")
    }
    _document, answers = answers_of(project)
    sources = {answer.question.id: answer.question.source for answer in answers}
    assert marked == {name: NOT_READ[source] for name, source in sources.items() if source in NOT_READ}
    assert {"projektnamn", "syfte", "sammanfattning"} <= set(marked)
    assert "organisation" not in marked


# --- safe


def test_the_forms_source_is_a_link_on_its_title_at_the_foot(project):
    (link,) = tree_of(project).xpath("//footer//a")

    assert link.text_content() == "”Så fyller ni i ansökan om stöd”"
    assert link.get("href").startswith("https://tillvaxtverket.se/")
    assert "tillvaxtverket.se" not in words(tree_of(project).body)


def test_the_day_of_sending_is_no_words_to_paste_in_a_field_for_a_date(project):
    day = article(tree_of(project), "projektstart")

    assert day.xpath(".//button | .//pre") == []
    assert "Välj den dag då ni skickar in ansökan." in words(day)


def test_a_project_without_a_name_is_called_so(project):
    text = project.read_text("utf-8")
    project.write_text(text.replace("\n  name: Strategisk planering i det", "\n  name: #", 1), "utf-8")

    (name,) = tree_of(project).find_class("project")
    assert words(name) == "Projekt utan namn (projekt)"


def test_any_text_survives_and_none_becomes_markup(project):
    with_values(project, summary=LONG, name=HOSTILE, background=HOSTILE)
    page = page_of(project)
    tree = html.document_fromstring(page)

    _document, answers = answers_of(project)
    (text,) = article(tree, "sammanfattning").xpath(".//pre")
    assert pasted(text) == next(answer.text for answer in answers if answer.question.id == "sammanfattning")
    assert HOSTILE.split("&amp;", maxsplit=1)[0] in text.text_content()
    assert tree.xpath("//b") == []
    assert page.count("</script>") == 1
    assert HOSTILE in words(tree.xpath("//p[@class='project']")[0])


def test_the_page_needs_nothing_from_outside_and_its_policy_forbids_it(project):
    page = page_of(project)
    tree = html.document_fromstring(page)

    assert tree.xpath("//@src | //link | //iframe | //object | //form | //img | //base | //@style") == []
    assert all(address.startswith("#") for address in tree.xpath("//a[not(ancestor::footer)]/@href"))
    assert "url(" not in page
    assert "@import" not in page
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules) == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    for kind in ("style", "script"):
        (inside,) = tree.xpath(f"//{kind}/text()")
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []


def test_the_same_data_gives_the_same_bytes(project):
    assert page_of(project) == page_of(project)


# --- accessible


@pytest.fixture(params=["full", "empty", "wrong"])
def tree(request, project, ansokan, tmp_path):
    """The page of a full project, of an empty one, and of one with an answer too long."""
    if request.param == "empty":
        ansokan("new data/nytt.yaml")
        return tree_of(tmp_path / "data" / "nytt.yaml")
    if request.param == "wrong":
        with_values(project, summary=LONG, name=NEAR, purpose=None)
    return tree_of(project)


def test_language_title_and_landmarks(tree):
    assert tree.get("lang") == "sv"
    assert "Tillväxtverket" in tree.findtext(".//title")
    for landmark in ("header", "main", "nav"):
        assert len(tree.xpath(f"//{landmark}")) == 1
    assert tree.xpath("//nav/@aria-label")
    assert tree.xpath("//body/*")[0].get("href") == "#fragor"
    assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


def test_headings_are_in_order(tree):
    levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words(each) for each in tree.xpath("//h1|//h2|//h3"))


def test_ids_are_unique_and_what_points_at_one_finds_it(tree):
    ids = tree.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {address[1:] for address in tree.xpath("//a[not(ancestor::footer)]/@href")} <= set(ids)
    assert {each for value in tree.xpath("//@aria-labelledby") for each in value.split()} <= set(ids)


def test_every_button_and_box_has_a_name_of_its_own(tree):
    buttons = [words(each) for each in tree.iter("button")]
    labels = [words(each) for each in tree.iter("label")]

    for names, begin in ((buttons, "Kopiera: "), (labels, "Inklistrad: ")):
        assert len(names) == len(set(names))
        assert all(name.startswith(begin) and len(name) > len(begin) for name in names)
    assert all(button.get("type") == "button" for button in tree.iter("button"))
    assert all(box.getparent().tag == "label" for box in tree.iter("input"))
    assert len(buttons) == len(labels) == len(tree.xpath("//article[.//pre]"))


def test_tables_have_captions_and_headings_and_can_be_scrolled_with_keys(tree):
    for table in tree.iter("table"):
        assert words(table.find("caption"))
        assert {cell.get("scope") for cell in table.iter("th")} == {"col"}
        around = table.getparent()
        assert (around.get("role"), around.get("tabindex")) == ("region", "0")
        assert around.get("aria-label")


def test_what_happens_is_announced(tree):
    status = tree.get_element_by_id("besked")

    assert (status.get("role"), status.get("aria-live")) == ("status", "polite")


CSS = (ROOT / "generator" / "sheet" / "page.css").read_text("utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS))
SURFACES = ("paper", "ground")


def brightness(colour):
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((brightness(COLOURS[one]), brightness(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs():
    """Every colour of a text with what may lie behind it."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS):
        said = dict(re.findall(r"(?:^|;|\s)(color|background): var\(--([\w-]+)\)", body))
        if said:
            behind = [said["background"]] if "background" in said else SURFACES
            yield from ((selector.strip(), said.get("color", "ink"), each) for each in behind)


def test_colours_are_named_in_one_place():
    rest = CSS.split("}", 1)[1]

    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", rest)
    assert {name for name in COLOURS if f"var(--{name})" not in rest} == set()
    assert set(re.findall(r"var\(--([\w-]+)\)", rest)) == set(COLOURS)


@pytest.mark.parametrize(("selector", "text", "behind"), list(pairs()))
def test_every_text_stands_out_from_what_is_behind_it(selector, text, behind):
    assert contrast(text, behind) >= 4.5, (selector, text, behind)


def test_the_ring_around_what_has_focus_is_seen():
    assert min(contrast("focus", surface) for surface in SURFACES) >= 3
    assert re.search(r":focus-visible \{ outline: 3px solid var\(--focus\)", CSS)


def test_the_page_has_the_colours_of_the_organisations_profile(project, tmp_path):
    templates = tmp_path / "templates"
    shutil.copytree(builtin_templates(), templates)
    profile = templates / "profil" / "profil.yaml"
    profile.write_text(profile.read_text("utf-8").replace("accent: 1C6B75", "accent: 7A1F5C"), "utf-8")

    dossier = open_dossier(project, load_all(templates), draft=False)
    page = dict(pages(dossier))["tillvaxtverket.html"].decode()

    assert ("--accent: #7a1f5c;" in page, "--accent: #1c6b75;" in page) == (True, False)


# --- in a browser


@pytest.fixture
def opened(page, project, tmp_path):
    """Return a function that writes the page of the project and opens it."""

    def made(**values):
        with_values(project, **values)
        path = tmp_path / "sida.html"
        path.write_text(page_of(project), "utf-8", newline="")
        page.goto(path.as_uri())
        return page

    return made


def expected(page):
    tree = html.document_fromstring(page.content())
    return {each.get("id"): pasted(each.xpath(".//pre")[0]) for each in tree.xpath("//article[.//pre]")}


def refuse_the_clipboard(page):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no leave')); }")


@pytest.mark.parametrize("allowed", [True, False])
def test_the_button_copies_exactly_the_plain_text(opened, clipboard, allowed):
    page = opened(summary=LONG, background=HOSTILE)
    if not allowed:
        refuse_the_clipboard(page)
    texts = expected(page)

    for question in ("sammanfattning", "bakgrund", "aktiviteter", "kostnader", "sokt_belopp"):
        page.click(f"#fraga-{question} button")
        expect(page.locator(f"#fraga-{question} .word")).to_have_text("Kopierat")
        assert clipboard.text == texts[f"fraga-{question}"], question
    expect(page.locator("#besked")).to_have_text("Kopierat: Sökt belopp")
    assert texts["fraga-sokt_belopp"] == "300 000 kronor"


def test_when_nothing_can_be_copied_the_text_is_marked_and_the_way_out_said(opened):
    page = opened()
    refuse_the_clipboard(page)
    page.evaluate("() => { document.execCommand = () => false; }")

    page.click("#fraga-problem button")

    said = page.locator("#besked")
    expect(said).to_contain_text("Kunde inte kopiera. Svaret är markerat: tryck Ctrl+C")
    marked = page.evaluate("getSelection().toString()")
    assert marked.startswith("Region Jämtland Härjedalen saknar en samlad")


def test_nothing_is_asked_for_over_the_network_and_nothing_can_be(opened, page, complaints):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened()
    page.click("#fraga-problem button")
    assert asked == [page.url]

    said = page.evaluate(
        """() => new Promise((kept) => {
            addEventListener('securitypolicyviolation', (e) => kept(e.violatedDirective));
            new Image().src = 'https://example.invalid/x.png'; })"""
    )

    assert said == "img-src"
    assert "https://example.invalid/x.png" in complaints.pop()


def test_ticks_are_kept_until_the_answer_changes(opened):
    page = opened()
    page.click("#fraga-problem label")
    page.click("#fraga-syfte label")
    expect(page.locator("#framsteg")).to_contain_text("2 av ")

    page.reload()
    expect(page.locator("input:checked")).to_have_count(2)
    expect(page.locator(".changed:not([hidden])")).to_have_count(0)

    opened(problem="Ett annat problem.")
    expect(page.locator("#fraga-syfte input")).to_be_checked()
    expect(page.locator("#fraga-problem input")).not_to_be_checked()
    expect(page.locator("#fraga-problem .changed")).to_be_visible()

    page.click("#fraga-syfte label")
    page.reload()
    expect(page.locator("input:checked")).to_have_count(0)


def test_what_is_too_long_is_seen_and_the_list_leads_there(opened):
    page = opened(summary=LONG)

    wrong = "rgb({}, {}, {})".format(*(int(COLOURS["wrong"][at : at + 2], 16) for at in (1, 3, 5)))
    expect(page.locator("#fraga-sammanfattning .count")).to_have_css("color", wrong)
    page.click("section.wrong a >> nth=0")
    expect(page).to_have_url(re.compile("#fraga-sammanfattning$"))
    expect(page.locator("#fraga-sammanfattning")).to_be_in_viewport()


def test_the_keyboard_reaches_the_skip_link_first_and_focus_is_seen(opened):
    page = opened()

    page.keyboard.press("Tab")

    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["x"] >= 0
    expect(skip).to_have_css("outline-style", "solid")
    page.focus("#fraga-problem input")
    page.keyboard.press("Space")
    expect(page.locator("#fraga-problem")).to_have_class("question done")


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_no_width_makes_the_page_scroll_sideways(opened, width):
    page = opened(summary=LONG)
    page.set_viewport_size({"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_are_no_buttons(opened):
    page = opened()
    page.emulate_media(media="print")

    expect(page.locator("button, nav").filter(visible=True)).to_have_count(0)
    texts = page.locator("pre:not([hidden])")
    expect(texts.filter(visible=True)).to_have_count(texts.count())


@pytest.mark.parametrize("values", [{}, {"summary": LONG, "name": NEAR, "purpose": None}])
def test_axe_finds_nothing_wrong(opened, values):
    assert axe(opened(**values)) == []


def test_the_table_of_financing_adds_up_with_what_is_granted_and_what_lies_outside(project):
    text = project.read_text("utf-8")
    before, after = text.split("      amount: 300 000\n", 1)
    granted = "      amount: 300 000\n      share: 50 %\n      joint: [EU, staten]\n"
    granted += "      granted:\n        amount: 250000\n"
    outside = (
        "    - financier: Byalaget\n      form: bidrag i annat än pengar\n      amount: 4000\n"
        "      outside_budget: ja\n"
    )
    changed = f"{before}{granted}{after}".replace("  contributions:\n", f"  contributions:\n{outside}", 1)
    project.write_text(changed, "utf-8")
    document, _answers = answers_of(project)

    table = table_of("financing", document.context)

    by_name = {row[0]: dict(zip(table.headings, row, strict=True)) for row in table.rows}
    assert by_name["Byalaget"]["Utanför budgeten"] == "Ja"
    assert by_name["Tillväxtverket"]["Andel"] == "50\u00a0%"
    assert by_name["Tillväxtverket"]["Gemensamt från"] == "EU och staten"
    assert dict(zip(table.headings, table.total, strict=True))["Belopp"] == "550\u00a0000"
    assert table.total[0] == "Summa i budgeten"
    assert "Beviljat" not in table.text
