"""What the documents look like and say about themselves: contents, charts, properties, the organisation's profile."""

import io
import re
import shutil
import zipfile

import pytest
from changes import change
from edited import edit
from lxml import etree

from generator.system.files import builtin_templates
from tests.sound import sound

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DC = "{http://purl.org/dc/elements/1.1/}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
TERMS = "{http://purl.org/dc/terms/}"
APPLICATIONS = ["anslag11", "tillvaxtverket"]
THREE = [*APPLICATIONS, "beslut"]
MOVED = ("end: 2025-02-28", "end: 2025-03-14")  # the end of an activity
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000040000000208060000007f8ac4ad0000000b4944415478da6360400000000a0001"
)


def part(document, name="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read(name))


def names(document):
    return zipfile.ZipFile(io.BytesIO(document)).namelist()


def said(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def in_style(document, style):
    return [
        p for p in part(document).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
    ]


@pytest.fixture
def made(ansokan, project, tmp_path):
    """Return a function that gives a generated document's path."""
    ansokan("generate")
    return lambda name: tmp_path / "output" / "projekt" / f"{name}.docx"


@pytest.mark.parametrize("name", APPLICATIONS)
def test_the_table_of_contents_says_the_headings_and_links_to_them(made, name):
    document = made(name).read_bytes()
    links = [link for p in in_style(document, "TOC2") for link in p.iter(f"{W}hyperlink")]
    marks = {m.get(f"{W}name"): m.getparent() for m in part(document).iter(f"{W}bookmarkStart")}

    headings = [said(p) for p in in_style(document, "Heading2")]
    assert [said(link) for link in links] == headings
    assert [said(marks[link.get(f"{W}anchor")]) for link in links] == headings


def test_the_table_of_contents_is_one_field_that_word_can_update_and_asks_nothing(made):
    document = made("anslag11").read_bytes()
    entries = in_style(document, "TOC2")
    kinds = [c.get(f"{W}fldCharType") for p in entries for c in p.iter(f"{W}fldChar")]

    assert kinds == ["begin", "separate", "end"]
    assert [c.text.strip() for p in entries for c in p.iter(f"{W}instrText")] == [r'TOC \o "2-2" \h \z \u']
    assert not any(c.get(f"{W}dirty") for c in part(document).iter(f"{W}fldChar"))
    assert b"updateFields" not in zipfile.ZipFile(io.BytesIO(document)).read("word/settings.xml")


def test_the_memo_has_no_table_of_contents(made):
    assert b"TOC " not in zipfile.ZipFile(made("beslut")).read("word/document.xml")


MORE = "".join(
    f"    - financier: {name}\n      sector: offentlig\n      form: kontanta medel\n      amount: 100 000\n"
    "      status: beviljad\n"
    for name in ("Norra kommunen", "Södra kommunen")
)
"""Two more financiers: from four on there is a chart."""


def with_four(project):
    change(project, ("  contributions:\n", f"  contributions:\n{MORE}"))


def test_two_financiers_need_no_chart(made):
    assert not [name for name in names(made("anslag11").read_bytes()) if name.startswith("word/charts/")]


def test_a_chart_is_in_words_own_form_and_said_in_words(ansokan, project, tmp_path):
    with_four(project)

    ansokan("generate --document anslag11")

    document = sound((tmp_path / "output" / "projekt" / "anslag11.docx").read_bytes())
    (drawn,) = part(document).iter(f"{WP}docPr")
    assert drawn.get("title") == "Andel av finansieringen"
    assert drawn.get("descr") == (
        "Liggande staplar: Tillväxtverket 37,5\xa0%, Region Jämtland Härjedalen 37,5\xa0%, "
        "Norra kommunen 12,5\xa0% och Södra kommunen 12,5\xa0%."
    )
    assert len([n for n in names(document) if n.startswith("word/charts/")]) == 1
    assert not [n for n in names(document) if n.endswith(".xlsx")]


def test_a_chart_follows_the_data_in_a_document_that_was_edited(ansokan, project, tmp_path):
    with_four(project)
    ansokan("generate --document anslag11")
    path = tmp_path / "output" / "projekt" / "anslag11.docx"
    edit(path, ("Ansökan undertecknas av", "Denna ansökan undertecknas av"))
    change(project, ("amount: 100 000", "amount: 500 000"))

    ansokan("generate --document anslag11")

    document = sound(path.read_bytes())
    assert "Denna ansökan undertecknas av" in said(part(document))
    (shown,) = [n for n in names(document) if n.startswith("word/charts/chart")]
    assert part(document, shown).findtext(f".//{CHART}cat//{CHART}v") == "Norra kommunen"


def plan_of(document):
    """The time plan as rows of words."""
    (table,) = [
        t
        for t in part(document).iter(f"{W}tbl")
        if t.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Tidplan"
    ]
    return [
        ["/".join(filter(None, map(said, cell.iter(f"{W}p")))) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def test_the_time_plan_has_a_column_for_each_month_with_a_mark_where_an_activity_goes_on(made):
    document = made("anslag11").read_bytes()
    head, *rows = plan_of(document)

    assert head == ["Aktivitet", "dec2024", "jan2025", "feb", "mar", "apr", "maj"]
    marks = {name: "".join("x" if cell == "●" else "." for cell in cells) for name, *cells in rows}
    assert marks["Projektledning och kommunikation"] == "xxxxxx"
    assert marks["Kartläggning"] == "xxx..."
    assert len(marks) == 6
    table = next(t for t in part(document).iter(f"{W}tbl") if "●" in said(t))
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_the_time_plan_follows_the_data_in_a_document_that_was_edited(ansokan, project, made):
    path = made("anslag11")
    edit(path, ("Ansökan undertecknas av", "Denna ansökan undertecknas av"))
    change(project, ("end: 2025-02-28", "end: 2025-07-14"))

    ansokan("generate --document anslag11")

    document = sound(path.read_bytes())
    assert "Denna ansökan undertecknas av" in said(part(document))
    assert plan_of(document)[0][-2:] == ["jun", "jul"]
    assert {len(row) for row in plan_of(document)} == {9}


def test_an_activity_without_days_stands_in_the_time_plan_without_a_mark(ansokan, project, tmp_path):
    change(project, (MOVED[0], "end:"))

    ansokan("generate --document anslag11")

    rows = plan_of((tmp_path / "output" / "projekt" / "anslag11.docx").read_bytes())[1:]
    assert len(rows) == 6
    assert [row for row in rows if "●" not in row] == [[rows[1][0], *[""] * 6]]


def test_the_contents_follow_a_heading_that_comes_in_an_edited_document(ansokan, project, made):
    path = made("tillvaxtverket")
    edit(path, ("Ansökan undertecknas av", "Denna ansökan undertecknas av"))
    change(project, ("\n  risks:\n", "\n  partners:\n    - name: Länets kommuner\n  risks:\n"))

    ansokan("generate --document tillvaxtverket")

    document = sound(path.read_bytes())
    headings = [said(p) for p in in_style(document, "Heading2")]
    assert "Samverkansparter" in headings
    assert [said(p) for p in in_style(document, "TOC2")] == headings


@pytest.mark.parametrize("name", THREE)
def test_the_properties_say_whose_document_it_is_and_which_case(made, name):
    document = made(name).read_bytes()
    core = part(document, "docProps/core.xml")

    assert "Strategisk planering" in core.findtext(f"{DC}title")
    assert "Strategisk planering" in core.findtext(f"{DC}subject")
    assert core.findtext(f"{DC}creator") == core.findtext(f"{CORE}lastModifiedBy") == "Samhällsutveckling"
    assert core.findtext(f"{CORE}keywords") == "Dnr RUN/479/2024"
    assert core.findtext(f"{DC}language") == "sv-SE"
    assert core.findtext(f"{TERMS}created") == core.findtext(f"{TERMS}modified") == "2024-11-22T00:00:00Z"
    custom = part(document, "docProps/custom.xml")
    assert [each.get("name") for each in custom] == ["Diarienummer", "Dokumenttyp", "Mottagare"]
    assert "".join(custom[0].itertext()) == "RUN/479/2024"


def test_a_document_without_a_day_keeps_the_layouts_day(ansokan, project, tmp_path):
    change(project, ("date: 2024-11-22", "date:"))

    ansokan("generate --document anslag11")

    core = part((tmp_path / "output" / "projekt" / "anslag11.docx").read_bytes(), "docProps/core.xml")
    assert core.findtext(f"{TERMS}created") == "2024-01-01T00:00:00Z"


def test_a_final_names_no_person_or_machine_that_saved_its_draft(ansokan, project, made, tmp_path):
    path = made("beslut")
    edit(path, ("<cp:lastModifiedBy>Samhällsutveckling", "<cp:revision>7</cp:revision><cp:lastModifiedBy>Kim Svensson"),
         part="docProps/core.xml")  # fmt: skip
    edit(path, ("<AppVersion>", "<Company>KIMS-DATOR</Company><AppVersion>"), part="docProps/app.xml")
    edit(path, ("har en budget om", "har en fast budget om"))

    ansokan("generate --final --document beslut")

    final = (tmp_path / "output" / "projekt" / "slutlig" / "beslut-RUN-479-2024.docx").read_bytes()
    assert "har en fast budget om" in said(part(final))
    everything = b"".join(zipfile.ZipFile(io.BytesIO(final)).read(name) for name in names(final)).decode(
        "utf-8", "replace"
    )
    assert "Kim Svensson" not in everything
    assert "KIMS-DATOR" not in everything
    assert part(final, "docProps/core.xml").findtext(f"{CORE}lastModifiedBy") == "Samhällsutveckling"


def test_a_final_says_its_day_in_the_footer(ansokan, project, tmp_path):
    ansokan("generate --final --document anslag11")

    final = (tmp_path / "output" / "projekt" / "slutlig" / "ansokan-anslag11-RUN-479-2024.docx").read_bytes()
    assert said(part(final, "word/footer1.xml")).endswith("åtgärder, 2024-11-22Sida 1 (1)")


@pytest.mark.parametrize(("name", "kind"), [("beslut", "Delegationsbeslut"), ("anslag11", "Ansökan")])
def test_the_kind_of_document_stands_at_the_top_of_its_first_page(made, name, kind):
    assert said(part(made(name).read_bytes(), "word/header2.xml")).endswith(f"Utkast\u2002{kind}")


def test_the_line_to_sign_on_has_the_colour_of_text_and_says_what_it_is_for(made):
    document = made("beslut").read_bytes()
    style = f"{W}style[@{W}styleId='Signature']/{W}pPr/{W}pBdr/{W}top"

    assert part(document, "word/styles.xml").find(style).get(f"{W}themeColor") == "text2"
    assert [said(each) for each in in_style(document, "Signature")] == [
        "UnderskriftElin NirjensTf. områdeschef Hållbar tillväxt"
    ]


@pytest.fixture
def profil(ansokan, project, tmp_path):
    """A copy of the built-in templates, whose profile a test may change."""
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    return tmp_path / "templates" / "profil" / "profil.yaml"


def test_a_profile_changes_colours_fonts_and_names_in_all_documents(ansokan, profil, tmp_path):
    change(profil, ("organisation:\n", "organisation: Region Exempel\n"), ("footer:\n", "footer: Storgatan 1, 123 45 Orten\n"),
           ("ink: 0B3C49", "ink: 401010"), ("body: Calibri", "body: Arial"))  # fmt: skip

    ansokan("generate")

    for name in THREE:
        document = sound((tmp_path / "output" / "projekt" / f"{name}.docx").read_bytes())
        theme = etree.tostring(part(document, "word/theme/theme1.xml")).decode()
        assert '<a:dk2><a:srgbClr val="401010"/></a:dk2>' in theme
        assert re.search(r'<a:minorFont><a:latin typeface="Arial"', theme)
        styles = etree.tostring(part(document, "word/styles.xml")).decode()
        assert "0B3C49" not in styles
        assert 'w:val="401010" w:themeColor="text2"' in styles
        assert said(part(document, "word/header1.xml")).startswith("Region Exempel")
        assert "Storgatan 1" in said(part(document, "word/footer1.xml"))


def test_a_logo_stands_in_the_header_of_the_first_page_with_its_description(ansokan, profil, tmp_path):
    (profil.parent / "logo.png").write_bytes(PNG)
    profil.write_text(
        profil.read_text(encoding="utf-8") + "\nlogo:\n  file: logo.png\n  description: Region Exempel\n",
        encoding="utf-8",
    )

    ansokan("generate")

    for name in THREE:
        document = sound((tmp_path / "output" / "projekt" / f"{name}.docx").read_bytes())
        (drawn,) = part(document, "word/header2.xml").iter(f"{WP}docPr")
        assert drawn.get("descr") == "Region Exempel"
        assert zipfile.ZipFile(io.BytesIO(document)).read("word/media/image1.png") == PNG


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (("ink: 0B3C49", "ink: blue"), "string-pattern-mismatch"),
        (("fonts:\n", "typsnitt:\n"), "unknown-key"),
        (("# logo:", "logo:\n  file: saknas.png\n  description: X\n#"), "file-missing"),
    ],
)
def test_what_is_wrong_in_a_profile_is_said_with_its_place(ansokan, profil, written, code):
    change(profil, written)

    done = ansokan("lint")

    assert done.code != 0
    assert code in done.said
    assert "profil" in done.said


def test_lint_says_when_a_colour_is_too_pale_to_be_read(ansokan, profil):
    change(profil, ("accent: 1C6B75", "accent: 8FC0C8"))

    done = ansokan("lint")

    assert done.said.count("4.5:1") == 1
    assert "colours.accent" in done.said
