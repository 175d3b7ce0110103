"""Regenerating after edits, one situation at a time: what was generated last, what a person made of it, what is fresh."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx_from_notation import made
from sound import sound, strictly_sound
from three_sides import NAMES, noticed, says, settled, unsound
from wml import STYLES, Xml, b, docx, fields, i, p, r, sdt, tbl, tc, tr

from generator.fields import Pending
from generator.located import Origin
from generator.word.opc.names import DOC_REL, SDT, SPACE, P, R, T, qn
from generator.word.opc.package import Package
from generator.word.reconcile import reconcile
from generator.word.text.content_control import block, control_id, inline, placeholder

sys.path.insert(0, str(Path(__file__).parent.parent / "fuzz"))
from hands import picture, png, xml

HEADING = '<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>'
BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
ANNA = 'w:author="Anna" w:date="2026-11-22T08:00:00Z"'


def field(path, text, title="Titel", n=1):
    origin = Origin(path, title)
    if text is None:
        return Xml(placeholder(origin, control_id(path, n), "", '<w:rPr><w:color w:val="888888"/></w:rPr>'))
    return Xml(inline(origin, control_id(path, n), "", text))


def answer(path, *paragraphs, props=""):
    inside = "".join(p(text, props=props) for text in paragraphs) or p(r("Klicka och skriv: Svar"))
    return Xml(block(path, "Svar", control_id(path, 1), inside, missing=not paragraphs))


def merge(base, mine, fresh, **options):
    """Merge, and check what holds for every merge."""
    made = reconcile(base, mine, fresh, names=NAMES, **options)
    assert not unsound(made.document)
    again = reconcile(fresh, made.document, fresh, names=NAMES)
    assert (again.document, again.conflicts) == (made.document, 0)
    return made


def xml_of(data, part="word/document.xml"):
    return Package.read(data, "").parts[part].decode()


def edited(data, *changes, part="word/document.xml"):
    """Return the document with pieces of its XML replaced: what a hand did."""
    package = Package.read(data, "")
    text = package.parts[part].decode()
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    package.put(part, text.encode())
    return package.to_bytes()


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paths(data):
    return [(f.path, f.text) for f in fields(Package.read(data, "").tree("word/document.xml"))]


# --- numbers that an edited file holds --------------------------------------------------------------------------


@pytest.mark.parametrize("span", ["64", "2000000", "2147483647", "9" * 5_000])
def test_a_cell_that_says_it_spans_millions_of_columns_makes_no_millions(span):
    def made(text, props=""):
        return docx(tbl(tr(tc(p("a"), props=props), "b"), tr("c", "d")), p(text))

    base, fresh = made("före"), made("efter")
    done = reconcile(base, made("före", f'<w:gridSpan w:val="{span}"/>'), fresh, names=NAMES)
    assert "normal: efter" in says(done.document)
    assert xml_of(done.document).count("<w:gridCol") <= 63


def test_many_cells_that_each_span_all_columns_make_no_thousands():
    def made(text, props=""):
        return docx(tbl(tr(*[tc(p("a"), props=props) for _ in range(50)])), p(text))

    done = reconcile(made("a"), made("a", '<w:gridSpan w:val="63"/>'), made("b"), names=NAMES)
    assert xml_of(done.document).count("<w:gridCol") <= 63


def test_an_id_of_thousands_of_digits_is_no_number_and_stops_nothing():
    base, fresh = docx(p("före"), p("två")), docx(p("efter"), p("två"))
    mark = Xml(f'<w:bookmarkStart w:id="{"9" * 5_000}" w:name="m"/><w:bookmarkEnd w:id="{"9" * 5_000}"/>')
    assert "normal: efter" in says(
        reconcile(base, docx(p("före"), p("två", mark)), fresh, names=NAMES).document
    )


# --- what nobody has touched ------------------------------------------------------------------------------------


def test_a_file_that_nobody_edited_becomes_the_fresh_one():
    base = docx(p("Projektet ", field("project.name", "Vatten"), " börjar."), tbl(tr("a", "b")), p())
    fresh = docx(
        p("Projektet ", field("project.name", "Skog"), " slutar."),
        tbl(tr("a", "c"), tr("d", "e")),
        p("Ny rad."),
    )
    made = merge(base, noticed(base), fresh)
    assert says(made.document) == says(fresh)
    assert paths(made.document) == paths(fresh)


def test_when_nothing_is_new_the_bytes_are_the_persons_own():
    base = docx(p("Hej ", field("project.name", "Vatten")))
    mine = edited(base, ("Hej ", "Hejsan "))
    assert reconcile(base, mine, base, names=NAMES).document is mine


def test_when_all_that_is_new_stands_there_already_the_bytes_are_the_persons_own():
    base, fresh = docx(p("Hej då."), p("Slut.")), docx(p("Hej nu."), p("Slut."))
    mine = docx(p("Hej nu."), p("Slut, mitt."))
    assert reconcile(base, mine, fresh, names=NAMES).document is mine


def test_what_was_written_before_a_stop_is_left_as_it_is():
    base, fresh = docx(p("Före")), docx(p("Efter"))
    assert reconcile(base, fresh, fresh, names=NAMES).document is fresh


# --- prose and fields -------------------------------------------------------------------------------------------


def test_a_sentence_reworded_by_hand_between_two_fields_takes_both_new_values():
    base = docx(p("Söker ", field("budget.total", "100"), " av ", field("applicant.name", "Krokom"), " nu."))
    fresh = docx(p("Söker ", field("budget.total", "250"), " av ", field("applicant.name", "Åre"), " nu."))
    made = merge(base, edited(base, (" av ", " kronor från ")), fresh)
    assert says(made.document) == ["normal: Söker 250 kronor från Åre nu."]
    assert made.conflicts == 0


def test_two_people_who_change_different_words_of_a_paragraph_both_get_theirs():
    base, fresh = (
        docx(p("Målet är ett bättre vatten i länet.")),
        docx(p("Målet är ett renare vatten i länet.")),
    )
    made = merge(base, edited(base, ("i länet", "i hela länet")), fresh)
    assert says(made.document) == ["normal: Målet är ett renare vatten i hela länet."]
    assert made.conflicts == 0


def test_a_field_edited_in_word_and_not_in_the_data_keeps_its_text_and_waits():
    base = docx(p("Namn: ", field("project.name", "Vatten")), p("Gammalt"))
    made = merge(
        base,
        edited(base, (">Vatten<", ">Vattnet<")),
        docx(p("Namn: ", field("project.name", "Vatten")), p("Nytt")),
    )
    assert says(made.document) == ["normal: Namn: Vattnet", "normal: Nytt"]
    assert made.pending == (Pending("project.name", "Vatten", "Vattnet"),)


def test_a_field_that_waits_is_told_of_also_when_nothing_is_new():
    base = docx(p("Namn: ", field("project.name", "Vatten")))
    made = reconcile(base, edited(base, (">Vatten<", ">Vattnet<")), base, names=NAMES)
    assert made.pending == (Pending("project.name", "Vatten", "Vattnet"),)


def test_a_field_changed_on_both_sides_is_a_conflict():
    base, fresh = (
        docx(p("Namn: ", field("project.name", "Vatten"))),
        docx(p("Namn: ", field("project.name", "Skog"))),
    )
    made = merge(base, edited(base, (">Vatten<", ">Vattnet<")), fresh)
    assert made.conflicts == 1
    assert [note.path for note in made.notes] == ["project.name"]
    assert says(settled(made.document, accept=True)) == ["normal: Namn: Skog"]
    assert says(settled(made.document, accept=False)) == ["normal: Namn: Vattnet"]
    assert xml_of(made.document).count("<w:sdt>") == 1
    assert 'In the version of 2026-11-20 it said: "Vatten"' in xml_of(made.document, "word/comments.xml")


def test_a_blank_at_the_end_of_a_run_that_is_joined_to_another_is_kept_by_word():
    first = Xml("<w:r><w:t>Ett</w:t></w:r>")
    base, fresh = (docx(p(first, " tu ", b("fet"), f" text som är {word}.")) for word in ("gammal", "ny"))
    made = merge(base, edited(base, (" tu ", " två ")), fresh)
    assert says(made.document) == ["normal: Ett två fet text som är ny."]
    texts = Package.read(made.document, "").tree("word/document.xml").iter(T)
    assert all(t.get(SPACE) == "preserve" for t in texts if t.text != t.text.strip())


def test_a_word_that_stands_in_several_runs_is_one_word():
    base, fresh = docx(p("Rent vatten nu.")), docx(p("Rent regn nu."))
    mine = docx(p("Helt rent v", "att", "en nu."))
    assert says(merge(base, mine, fresh).document) == ["normal: Helt rent regn nu."]
    shown = merge(base, mine, fresh, track=True).document
    assert says(settled(shown, accept=True)) == ["normal: Helt rent regn nu."]
    assert says(settled(shown, accept=False)) == ["normal: Helt rent vatten nu."]


def test_a_text_in_one_run_is_one_run_when_words_of_it_have_changed():
    base, mine, fresh = (docx(p(text)) for text in ("Ett två tre fyra.", "Ett 2 tre fyra.", "Ett två tre 4."))
    assert run("Ett 2 tre 4.") in xml_of(merge(base, mine, fresh).document)


def test_runs_of_different_looks_stay_apart_when_words_beside_them_change():
    base, fresh = (docx(p(b("fet"), i("kursiv"), f" text som är {word}.")) for word in ("gammal", "ny"))
    made = merge(base, noticed(base), fresh)
    assert str(b("fet")) + str(i("kursiv")) in xml_of(made.document)


def test_the_same_edit_in_word_and_in_the_data_is_no_conflict():
    base, fresh = docx(p(field("project.name", "Vatten"))), docx(p(field("project.name", "Skog")), p("Ny"))
    made = merge(base, edited(base, (">Vatten<", ">Skog<")), fresh)
    assert (made.conflicts, made.pending) == (0, ())


def test_bold_put_on_a_word_in_a_field_stays_when_another_word_of_it_changes():
    base, fresh = (docx(p(field("project.name", text))) for text in ("rent vatten nu", "rent vatten sedan"))
    bold = (
        run("rent ") + '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">vatten</w:t></w:r>' + run(" nu")
    )
    made = merge(base, edited(base, (run("rent vatten nu"), bold)), fresh)
    assert says(made.document) == ["normal: rent vatten sedan"]
    assert '<w:b/></w:rPr><w:t xml:space="preserve">vatten<' in xml_of(made.document)
    assert made.pending == ()


def test_a_filled_placeholder_waits_to_be_pulled():
    base = docx(p("Namn: ", field("project.name", None)), p("a"))
    mine = edited(base, ("<w:showingPlcHdr/>", ""), ("[titel]", "Vatten"))
    made = merge(base, mine, docx(p("Namn: ", field("project.name", None)), p("b")))
    assert made.pending == (Pending("project.name", "", "Vatten"),)
    assert "Namn: Vatten" in says(made.document)[0]


def test_a_placeholder_takes_a_value_and_a_value_can_go():
    base = docx(p(field("a.b", None), " ", field("a.c", "x")))
    fresh = docx(p(field("a.b", "ja"), " ", field("a.c", None)))
    made = merge(base, noticed(base), fresh)
    assert paths(made.document) == [("a.b", "ja"), ("a.c", None)]


def test_a_control_that_an_editor_dropped_is_no_emptied_field():
    base, fresh = (
        docx(p("Namn: ", field("project.name", "Vatten"))),
        docx(p("Namn: ", field("project.name", "Skog"))),
    )
    made = merge(base, edited(base, (str(field("project.name", "Vatten")), run("Vatten"))), fresh)
    assert says(made.document) == ["normal: Namn: Skog"]
    assert made.conflicts == 0


def test_tags_that_libreoffice_dropped_are_given_back():
    base = docx(
        p("Namn: ", field("project.name", "Vatten")), p("Ort: ", field("project.place", "Åre", "Ort"))
    )
    fresh = docx(p("Namn: ", field("project.name", "Skog")), p("Ort: ", field("project.place", "Åre", "Ort")))
    mine = edited(base, ('<w:tag w:val="project.name"/>', ""), ('<w:tag w:val="project.place"/>', ""))
    made = merge(base, mine, fresh)
    assert paths(made.document) == [("project.name", "Skog"), ("project.place", "Åre")]


def test_a_field_that_a_hand_copied_follows_the_data():
    base = docx(p("Namn: ", field("project.name", "Vatten")), p("Slut"))
    fresh = docx(p("Namn: ", field("project.name", "Skog")), p("Slut"))
    made = merge(base, edited(base, (run("Slut"), run("Om ") + field("project.name", "Vatten", n=2))), fresh)
    assert says(made.document) == ["normal: Namn: Skog", "normal: Om Skog"]


# --- paragraphs -------------------------------------------------------------------------------------------------


def test_paragraphs_added_removed_and_moved_by_hand_stay_so():
    texts = ["Ett om vatten.", "Två om skog.", "Tre om fjäll.", "Fyra om sjö."]
    base = docx(*map(p, texts))
    fresh = docx(*map(p, ["Ett om vatten.", "Två om skog.", "Tre om fjäll.", "Fyra om sjöar."]))
    made = merge(
        base, docx(*map(p, ["Tre om fjäll.", "Ett om vatten.", "Handskrivet.", "Fyra om sjö."])), fresh
    )
    assert says(made.document) == [
        "normal: Tre om fjäll.", "normal: Ett om vatten.", "normal: Handskrivet.", "normal: Fyra om sjöar.",
    ]  # fmt: skip


def test_a_paragraph_moved_by_hand_takes_its_new_value_where_it_is():
    base, fresh = (
        docx(p("Budget: ", field("b.t", text)), p("Mitten här."), p("Slutet där.")) for text in ("100", "200")
    )
    mine = docx(p("Mitten här."), p("Slutet där."), p("Budget: ", field("b.t", "100")))
    assert says(merge(base, mine, fresh).document)[-1] == "normal: Budget: 200"


def test_what_a_hand_removed_and_the_data_rewrote_comes_back_as_a_proposal():
    base, fresh = docx(p("Ett"), p("Bakgrunden är lång.")), docx(p("Ett"), p("Bakgrunden är mycket lång."))
    made = merge(base, docx(p("Ett")), fresh)
    assert made.conflicts == 1
    assert says(settled(made.document, accept=True)) == says(fresh)
    assert says(settled(made.document, accept=False)) == ["normal: Ett"]


def test_a_sentence_that_a_hand_removed_does_not_come_back_for_a_new_value_in_it():
    base, fresh = (docx(p("Ett"), p("Budget: ", field("b.t", text))) for text in ("100", "200"))
    made = merge(base, docx(p("Ett")), fresh)
    assert says(made.document) == ["normal: Ett"]
    assert [(note.code, note.path) for note in made.notes] == [("removed-by-hand", "b.t")]


def test_a_heading_changed_by_hand_and_by_the_form_is_a_conflict():
    base, fresh = (
        docx(p(text, style="Rubrik1"), p("Text.")) for text in ("Mål och syfte", "Mål och effekter")
    )
    made = merge(base, edited(base, ("Mål och syfte", "Mål och mening")), fresh)
    assert made.conflicts == 1
    assert made.notes[0].place.words == 'Mål och mening, "Mål och mening"'
    assert says(settled(made.document, accept=True)) == says(fresh)
    assert says(settled(made.document, accept=False)) == ["heading 1: Mål och mening", "normal: Text."]


def test_a_new_question_comes_in_its_place_with_its_control():
    old = [
        p("Bakgrund", style="Rubrik1"),
        answer("p.background", "Gammalt svar."),
        p("Mål", style="Rubrik1"),
        answer("p.goal", "Mål."),
    ]
    new = [p("Samverkan", style="Rubrik1"), answer("p.together", "Nytt svar.", "Och mer.")]
    base, fresh = docx(*old), docx(*old[:2], *new, *old[2:])
    made = merge(base, edited(base, ("Gammalt svar.", "Gammalt svar, utökat.")), fresh)
    assert says(made.document) == [
        "heading 1: Bakgrund", "normal: Gammalt svar, utökat.", "heading 1: Samverkan", "normal: Nytt svar.",
        "normal: Och mer.", "heading 1: Mål", "normal: Mål.",
    ]  # fmt: skip
    assert paths(made.document)[1] == ("p.together", "Nytt svar.\nOch mer.")
    assert xml_of(made.document).count("_gd_") == 3


def test_a_new_answer_comes_into_the_control_that_the_layout_has_around_its_section():
    def document(*answers):
        return docx(p("Före"), sdt(*answers, tag="avsnitt", kind="", block=True), p("Efter"))

    goal, effect = answer("project.goal", "Rent vatten"), answer("project.effect", "Mer fisk")
    base, mine, fresh = (
        document(goal),
        document(answer("project.goal", "Renare vatten")),
        document(goal, effect),
    )
    assert paths(merge(base, mine, fresh).document) == [
        ("avsnitt", "Renare vatten\nMer fisk"),
        ("project.goal", "Renare vatten"),
        ("project.effect", "Mer fisk"),
    ]


def test_a_removed_question_goes_and_one_that_was_edited_stays_as_text():
    old = [
        p("Ett", style="Rubrik1"),
        answer("p.a", "Svar på ett."),
        p("Två", style="Rubrik1"),
        answer("p.b", "Svar på två."),
        p("Slut."),
    ]
    base, fresh = docx(*old), docx(p("Slut."))
    made = merge(base, edited(base, ("Svar på två.", "Svar på två, av mig.")), fresh)
    assert says(made.document) == ["normal: Svar på två, av mig.", "normal: Slut."]
    assert [note.code for note in made.notes] == ["kept"]
    assert paths(made.document) == []


def test_paragraphs_of_an_answer_merge_one_by_one_and_the_edit_waits():
    base, fresh = (
        docx(answer("p.a", "Första.", "Andra stycket.")),
        docx(answer("p.a", "Första, ny.", "Andra stycket.", "Tredje.")),
    )
    made = merge(base, edited(base, ("Andra stycket.", "Andra stycket, av mig.")), fresh)
    assert paths(made.document) == [("p.a", "Första, ny.\nAndra stycket, av mig.\nTredje.")]
    assert [each.path for each in made.pending] == ["p.a"]


def test_a_paragraph_before_an_answer_comes_before_its_control_also_when_the_answer_begins_anew():
    base = docx(p("Minskar utsläppen."), answer("p.a", "Ett stycke.", "Två om vatten."), p("Slut."))
    fresh = docx(p("År 2030."), answer("p.a", "Två om rent vatten."), p("Slut."))
    made = merge(base, noticed(base), fresh)
    assert says(made.document) == says(fresh)
    assert paths(made.document) == [("p.a", "Två om rent vatten.")]


def conflict_in_an_answer():
    base, fresh = (
        docx(answer("p.a", f"Målet är {what} vatten.", "Mer."), p("Slut.")) for what in ("rent", "renare")
    )
    return merge(base, edited(base, ("är rent", "är klart")), fresh).document


def test_a_comment_on_the_first_paragraph_of_an_answer_ends_in_the_next():
    paragraphs = list(Package.read(conflict_in_an_answer(), "").tree("word/document.xml").iter(P))
    ends = [paragraph.find(f".//{qn('w:commentReference')}") is not None for paragraph in paragraphs]
    assert ends == [False, True, False]


@pytest.mark.office
def test_libreoffice_shows_all_text_of_a_conflict_in_an_answer(tmp_path):
    (tmp_path / "merged.docx").write_bytes(conflict_in_an_answer())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "txt:Text",
        "--outdir",
        tmp_path,
        tmp_path / "merged.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = (tmp_path / "merged.txt").read_text("utf-8-sig")
    assert all(word in said for word in ("Målet är", "klart", "renare", "vatten.", "Mer."))


@pytest.mark.office
def test_a_file_that_libreoffice_has_saved_merges_as_if_it_had_not(tmp_path):
    def made(name, *paragraphs):
        return docx(
            p("Namn: ", field("p.name", name)),
            p("Svar", style="Rubrik1"),
            answer("p.a", *paragraphs),
            tbl(tr("a", name)),
            p("Slut."),
        )

    base, fresh = (
        made("Vatten", "Ett stycke.", "Två stycken."),
        made("Skog", "Ett stycke.", "Två nya stycken.", "Tre."),
    )
    (tmp_path / "saved.docx").write_bytes(base)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "docx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "saved.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    merged = merge(base, (tmp_path / "out" / "saved.docx").read_bytes(), fresh)
    assert says(merged.document) == says(fresh)
    assert (merged.conflicts, merged.pending) == (0, ())
    assert paths(merged.document)[0] == ("p.name", "Skog")
    assert xml_of(merged.document).count("_gd_") == 1


def test_an_answer_whose_control_an_editor_dropped_is_merged_all_the_same():
    base, fresh = (
        docx(answer("p.a", "Ett stycke.", "Två stycken."), p("Slut.")),
        docx(answer("p.a", "Ett stycke.", "Två nya stycken.", "Tre."), p("Slut.")),
    )
    mine = docx(p("Ett stycke."), p("Två stycken."), p("Slut."))
    assert says(merge(base, mine, fresh).document) == says(fresh)


def test_a_style_given_by_the_form_is_taken_and_one_given_by_hand_stays():
    base = docx(p("Ett stycke här."), p("Ett annat där."), styles=STYLES + HEADING)
    fresh = docx(p("Ett stycke här.", style="Rubrik2"), p("Ett annat där, nytt."), styles=STYLES + HEADING)
    mine = docx(p("Ett stycke här."), p("Ett annat där.", style="Rubrik1"), styles=STYLES)
    made = merge(base, mine, fresh)
    assert says(made.document) == ["heading 2: Ett stycke här.", "heading 1: Ett annat där, nytt."]


# --- rows -------------------------------------------------------------------------------------------------------


def activities(*names, extra=""):
    rows = [
        tr(
            tc(p(field(f"p.activities.{n}.name", name))),
            tc(p(field(f"p.activities.{n}.sum", f"{len(name)} 000", "Belopp"))),
        )
        for n, name in enumerate(names)
    ]
    return docx(p("Aktiviteter"), tbl(tr("Namn", "Belopp"), *rows, tr("Summa", "alla")), p())


def test_a_row_added_by_hand_stays_while_the_data_gains_and_loses_rows():
    base, fresh = (
        activities("Kartläggning", "Förankring", "Rapport"),
        activities("Kartläggning", "Rapport", "Konferens"),
    )
    mine = edited(
        base,
        (
            '<w:tr><w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>' + p("Summa"),
            tr("Min egen rad", "5")
            + '<w:tr><w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'
            + p("Summa"),
        ),
    )
    made = merge(base, mine, fresh)
    assert says(made.document) == [
        "normal: Aktiviteter", "Namn | Belopp", "Kartläggning | 12 000", "Rapport | 7 000", "Min egen rad | 5",
        "Konferens | 9 000", "Summa | alla",
    ]  # fmt: skip
    assert [path for path, _text in paths(made.document)][-1] == "p.activities.2.sum"


def test_when_the_order_of_items_changes_an_edit_goes_with_its_item_and_gets_its_new_path():
    base, fresh = (
        activities("Kartläggning", "Förankring", "Rapport"),
        activities("Rapport", "Kartläggning", "Förankring"),
    )
    made = merge(base, edited(base, ("10 000", "99 000")), fresh)
    assert says(made.document)[2:5] == ["Rapport | 7 000", "Kartläggning | 12 000", "Förankring | 99 000"]
    assert made.pending == (Pending("p.activities.2.sum", "10 000", "99 000"),)
    assert paths(made.document)[5] == ("p.activities.2.sum", "99 000")


def test_a_row_that_the_data_lost_stays_when_it_was_edited_and_is_no_longer_fields():
    base, fresh = activities("Kartläggning", "Förankring"), activities("Kartläggning")
    made = merge(base, edited(base, ("10 000", "99 000")), fresh)
    assert "Förankring | 99 000" in says(made.document)
    assert [note.code for note in made.notes] == ["kept"]
    assert {path for path, _text in paths(made.document)} == {"p.activities.0.name", "p.activities.0.sum"}


def test_a_column_added_by_hand_stays_while_values_change():
    base, fresh = activities("Kartläggning"), activities("Kartläggningen")
    package = Package.read(base, "")
    tree = package.tree(package.main)
    for n, row in enumerate(tree.iter(qn("w:tr"))):
        row.append(
            Package.read(docx(tbl(tr(f"egen {n}"))), "").tree("word/document.xml").find(f".//{qn('w:tc')}")
        )
    package.put(package.main, tree)
    made = merge(base, package.to_bytes(), fresh)
    assert says(made.document)[2] == "Kartläggningen | 14 000 | egen 1"


@pytest.mark.parametrize("grid", ["", "<w:tblGrid/>"])
def test_a_table_without_columns_in_its_grid_is_merged_and_gets_none(grid):
    def document(name, year):
        return docx(Xml(re.sub("<w:tblGrid>.*</w:tblGrid>", grid, tbl(tr(name, year)))))

    made = merge(document("Sjön", "2025"), document("Sjöar", "2025"), document("Sjön", "2026")).document
    assert says(made) == ["Sjöar | 2026"]
    assert "gridCol" not in xml_of(made)


def test_a_table_added_by_hand_stays_where_it_was_put():
    base, fresh = docx(p("Ett."), p("Två.")), docx(p("Ett."), p("Två, nytt."), p("Tre."))
    made = merge(base, docx(p("Ett."), tbl(tr("min", "tabell")), p("Två.")), fresh)
    assert says(made.document) == ["normal: Ett.", "min | tabell", "normal: Två, nytt.", "normal: Tre."]


def test_a_table_that_comes_beside_one_made_by_hand_is_kept_apart_from_it():
    base, fresh = docx(p("Ett."), p("Två.")), docx(p("Ett."), tbl(tr("ny", "tabell")), p("Två."))
    made = merge(base, docx(p("Ett."), tbl(tr("min", "tabell")), p("Två.")), fresh)
    assert says(made.document) == ["normal: Ett.", "min | tabell", "ny | tabell", "normal: Två."]
    assert "</w:tbl><w:p/><w:tbl>" in xml_of(made.document)


# --- what hangs on the text -------------------------------------------------------------------------------------


def test_a_picture_a_note_a_comment_a_link_and_a_bookmark_put_in_by_hand_all_stay():
    base, fresh = (
        docx(p("Vi söker ", field("b.t", text), " kronor för vattnet.")) for text in ("100", "200")
    )
    package = Package.read(base, "")
    package.add("word/media/bild.png", png(1), "image/png")
    picture_id = package.add_relationship(package.main, DOC_REL + "image", "word/media/bild.png")
    link_id = package.add_relationship(
        package.main, DOC_REL + "hyperlink", "https://example.org/vatten", external=True
    )
    for kind, inside in (
        (
            "comments",
            '<w:comment w:id="7" w:author="Anna"><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment>',
        ),
        ("footnotes", '<w:footnote w:id="3"><w:p><w:r><w:t>Enligt rapporten.</w:t></w:r></w:p></w:footnote>'),
    ):
        part = docx(p("x"), **{kind: inside})
        package.add(
            f"word/{kind}.xml",
            Package.read(part, "").parts[f"word/{kind}.xml"],
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
        )
        package.add_relationship(package.main, DOC_REL + kind, f"word/{kind}.xml")
    mine = edited(
        package.to_bytes(),
        (
            run(" kronor för vattnet."),
            run(" kronor för ") + '<w:commentRangeStart w:id="7"/><w:bookmarkStart w:id="90" w:name="vattnet"/>' + run("vattnet")
            + '<w:bookmarkEnd w:id="90"/><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
            + '<w:r><w:footnoteReference w:id="3"/></w:r>' + picture(picture_id, 5)
            + f'<w:hyperlink r:id="{link_id}">{run(" läs mer")}</w:hyperlink>' + run("."),
        ),
    )  # fmt: skip
    made = merge(base, mine, fresh)
    assert says(made.document) == ["normal: Vi söker 200 kronor för vattnet läs mer."]
    for kept in (
        'w:name="vattnet"',
        '<w:commentReference w:id="7"/>',
        '<w:footnoteReference w:id="3"/>',
        f'r:embed="{picture_id}"',
        f'r:id="{link_id}"',
    ):
        assert kept in xml_of(made.document)


def test_a_paragraph_with_a_comment_on_it_is_not_removed():
    base, fresh = docx(p("Ett."), p("Två.")), docx(p("Ett."))
    mine = edited(
        base,
        (run("Två."), '<w:bookmarkStart w:id="9" w:name="min"/>' + run("Två.") + '<w:bookmarkEnd w:id="9"/>'),
    )
    made = merge(base, mine, fresh)
    assert says(made.document) == ["normal: Ett.", "normal: Två."]
    assert [note.code for note in made.notes] == ["kept"]


def test_a_field_in_its_short_form_stays_goes_and_comes_with_the_words_around_it():
    page, date = (
        Xml(f'<w:fldSimple w:instr=" {code} ">{run("7")}</w:fldSimple>') for code in ("PAGE", "DATE")
    )
    base = docx(p("Sida ", page, " av alla sidor."), p("Skriven ", date, " av oss."), p("Slut."))
    mine = docx(p("Sidan ", page, " av alla sidor."), p("Nedskriven ", date, " av oss."), p("Slut."))
    fresh = docx(p("Sida ", page, " av många sidor."), p("Skriven av oss."), p("Slut ", date, "."))
    result = xml_of(merge(base, mine, fresh).document)
    assert [paragraph.count("fldSimple ") for paragraph in result.split("</w:p>")[:3]] == [1, 0, 1]
    assert says(merge(base, mine, fresh).document) == [
        "normal: Sidan  av många sidor.",
        "normal: Nedskriven av oss.",
        "normal: Slut .",
    ]


def test_what_comes_from_fresh_brings_its_style_list_link_picture_and_note():
    base = docx(p("Ett."))
    link = Xml('<w:hyperlink r:id="länk"><w:r><w:t>läs</w:t></w:r></w:hyperlink>'.replace("länk", "rIdL"))
    new = [
        p("En punkt", props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        p("Rubrik", style="Rubrik2"),
        p("Se ", link, Xml('<w:r><w:footnoteReference w:id="2"/></w:r>'), Xml(picture("rIdP", 1))),
    ]
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Källan.</w:t></w:r></w:p></w:footnote>'
    fresh = docx(
        p("Ett."),
        *new,
        styles=STYLES + HEADING,
        numbering=BULLETS,
        footnotes=note,
        raw={"word/media/a.png": png(3)},
    )
    rels = "word/_rels/document.xml.rels"
    more = (
        '<Relationship Id="rIdL" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org" TargetMode="External"/>'
        '<Relationship Id="rIdP" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
    )
    fresh = edited(fresh, ("</Relationships>", more + "</Relationships>"), part=rels)
    made = merge(base, edited(base, ("Ett.", "Ett, av mig.")), fresh)
    assert says(made.document) == [
        "normal: Ett, av mig.",
        "normal: En punkt",
        "heading 2: Rubrik",
        "normal: Se läs",
    ]
    package = Package.read(made.document, "")
    assert png(3) in package.parts.values()
    assert "Källan." in package.parts["word/footnotes.xml"].decode()
    assert '<w:numFmt w:val="bullet"/>' in package.parts["word/numbering.xml"].decode()
    assert says(merge(base, noticed(base), fresh, track=True).document) == says(fresh)


def test_a_list_that_comes_along_has_no_name_of_its_own_from_where_it_was():
    w16 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
    named = BULLETS.replace('<w:num w:numId="1">', f'<w:num w:numId="1" xmlns:x="{w16}" x:durableId="7">')
    point = p("En punkt", props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    made = merge(docx(p("Ett.")), docx(p("Ett, mitt.")), docx(p("Ett."), point, numbering=named))
    numbering = Package.read(made.document, "").tree("word/numbering.xml")
    (num,) = numbering.iter(qn("w:num"))
    assert list(num.attrib) == [qn("w:numId")]
    assert [look.get(qn("w:abstractNumId")) for look in numbering.iter(qn("w:abstractNum"))] == ["0"]


def test_a_new_list_of_a_look_that_is_there_already_begins_where_the_look_says():
    def item(text, number):
        return p(text, props=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')

    looks, nums = [], []
    for n in (0, 1):
        look = BULLETS.partition("<w:num ")[0].replace("bullet", "decimal")
        looks.append(look.replace('<w:start w:val="1"', '<w:start w:val="4"').replace('Id="0"', f'Id="{n}"'))
        nums.append(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>')
    old = [item("Fyra", 1), item("Fem", 1), p("Slut.")]
    base = docx(*old, numbering=Xml(looks[0] + nums[0]))
    fresh = docx(*old, item("Åter fyra", 2), numbering=Xml("".join(looks + nums)))
    numbering = xml_of(merge(base, noticed(base), fresh).document, "word/numbering.xml")
    assert numbering.count("<w:abstractNum ") == 1
    assert re.findall("<w:startOverride [^>]*>", numbering) == ['<w:startOverride w:val="4"/>']


def test_a_style_that_comes_along_names_no_style_that_is_not_there():
    def style(name, inside):
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'

    based = style("Grund", "")
    cited = style("Citat", '<w:basedOn w:val="Grund"/><w:next w:val="Rubrik1"/><w:link w:val="CitatTecken"/>')
    fresh = docx(p("Ett."), p("Nytt.", style="Citat"), styles=STYLES + based + cited)
    made = merge(docx(p("Ett.")), docx(p("Ett, mitt.")), fresh)
    found = {s.get(qn("w:styleId")): s for s in Package.read(made.document, "").tree("word/styles.xml")}
    assert {"Grund", "Citat"} <= found.keys()
    named = [(child.tag, child.get(qn("w:val"))) for child in found["Citat"] if child.tag != qn("w:name")]
    assert named == [(qn("w:basedOn"), "Grund"), (qn("w:next"), "Rubrik1")]


def with_picture(data, name, content):
    """Return the document with a picture at the end of its first paragraph."""
    package = Package.read(data, "")
    package.add(name, content, "image/png")
    number = package.add_relationship(package.main, DOC_REL + "image", name)
    tree = package.tree(package.main)
    next(tree.iter(P)).append(xml(picture(number, 1)))
    package.put(package.main, tree)
    return package.to_bytes()


def shown(data):
    """Return what the pictures of a document hold, in order."""
    package = Package.read(data, "")
    related = package.relationships(package.main)
    root = package.tree(package.main)
    return [
        package.parts[related[v].target] for e in root.iter() for k, v in e.items() if k.endswith("}embed")
    ]


def test_another_picture_of_the_same_name_comes_beside_it():
    base = docx(p("Ett."), p("Slut."))
    mine = with_picture(base, "word/media/bild.png", png(1))
    made = merge(
        base, mine, with_picture(docx(p("Nytt."), p("Ett."), p("Slut.")), "word/media/bild.png", png(2))
    )
    assert shown(made.document) == [png(2), png(1)]
    assert sorted(n for n in Package.read(made.document, "").parts if n.endswith(".png")) == [
        "word/media/bild.png",
        "word/media/bild_1.png",
    ]


def test_the_same_picture_under_another_name_is_one_part():
    base = docx(p("Ett."), p("Slut."))
    mine = with_picture(base, "word/media/bild.png", png(1))
    made = merge(
        base, mine, with_picture(docx(p("Nytt."), p("Ett."), p("Slut.")), "word/media/annan.png", png(1))
    )
    assert shown(made.document) == [png(1), png(1)]
    assert [n for n in Package.read(made.document, "").parts if n.endswith(".png")] == ["word/media/bild.png"]


def chart_of(data, number, name="word/charts/chart1.xml", workbook="word/embeddings/bok.xlsx"):
    """Return the document with a chart in its last paragraph, and the workbook behind it."""
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    package = Package.read(data, "")
    package.add(
        workbook,
        f"bok {number}".encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    content = f'<c:chartSpace xmlns:c="{c}" xmlns:r="{R}"><c:v>{number}</c:v><c:externalData r:id="rId1"/></c:chartSpace>'
    package.add(name, content.encode(), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    assert package.add_relationship(name, DOC_REL + "package", workbook) == "rId1"
    related = package.add_relationship(package.main, DOC_REL + "chart", name)
    tree = package.tree(package.main)
    run_xml = f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><c:chart xmlns:c="{c}" r:id="{related}"/></wp:inline></w:drawing></w:r>'
    list(tree.iter(P))[-1].append(xml(run_xml))
    package.put(package.main, tree)
    return package.to_bytes()


def test_a_chart_comes_with_the_workbook_behind_it_and_takes_its_old_one_away():
    base = chart_of(docx(p("Ett."), p("Diagram: ")), 1)
    fresh = chart_of(docx(p("Ett."), p("Diagram: ")), 2)
    made = merge(base, edited(base, (">Ett.<", ">Ett, mitt.<")), fresh)
    package = Package.read(made.document, "")
    charts = package.related_parts(package.main, DOC_REL + "chart")
    assert len(charts) == 1
    assert b"<c:v>2</c:v>" in package.parts[charts[0]]
    (name,) = (e.get(f"{{{R}}}id") for e in package.tree(charts[0]).iter() if e.get(f"{{{R}}}id"))
    relation = package.relationships(charts[0])[name]
    assert (relation.reltype, package.parts[relation.target]) == (DOC_REL + "package", b"bok 2")
    assert [n for n, content in package.parts.items() if content == b"bok 1"] == []


def test_a_new_item_goes_on_in_the_list_that_is_there():
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    base, fresh = (
        docx(*(p(t, props=numbered) for t in texts), numbering=BULLETS)
        for texts in (["Ett", "Två"], ["Ett", "Två", "Tre"])
    )
    made = merge(base, edited(base, (">Ett<", ">Ett, av mig<")), fresh)
    assert xml_of(made.document).count('<w:numId w:val="1"/>') == 3


# --- around the text --------------------------------------------------------------------------------------------


def test_header_and_footer_merge_like_the_body():
    base, fresh = (
        docx(p("Text."), header=p("Ansökan ", field("p.n", n)), footer=p("Sida")) for n in ("Vatten", "Skog")
    )
    mine = edited(
        edited(base, ("Ansökan ", "Vår ansökan "), part="word/header.xml"),
        ("Sida", "Sidan"),
        part="word/footer.xml",
    )
    made = merge(base, mine, fresh)
    assert says(made.document) == ["normal: Text.", "normal: Vår ansökan Skog"]
    assert "Sidan" in xml_of(made.document, "word/footer.xml")


def test_a_conflict_in_a_header_has_no_comment_because_headers_may_not_hold_one():
    base, fresh = (docx(p("Text."), header=p("Ansökan ", text)) for text in ("ett", "två"))
    made = merge(base, edited(base, ("ett", "tre"), part="word/header.xml"), fresh)
    assert made.conflicts == 1
    assert "comment" not in xml_of(made.document, "word/header.xml")


def test_margins_and_a_style_changed_by_hand_stay_and_a_new_page_setup_is_told_of():
    base = docx(p("Ett."))
    mine = edited(
        edited(base, ('w:left="1417"', 'w:left="2000"')),
        ('<w:name w:val="heading 1"/>', '<w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr>'),
        part="word/styles.xml",
    )
    fresh = edited(docx(p("Två.")), ('w:right="1417"', 'w:right="900"'))
    made = merge(base, mine, fresh)
    assert 'w:left="2000"' in xml_of(made.document)
    assert 'w:right="1417"' in xml_of(made.document)
    assert "<w:b/>" in xml_of(made.document, "word/styles.xml")
    assert [note.code for note in made.notes] == ["page-setup"]


def test_the_documents_title_follows_the_data_unless_a_hand_changed_it():
    base, fresh = docx(p("Text."), title="Vatten"), docx(p("Text."), title="Skog")
    assert "Skog" in xml_of(merge(base, noticed(base), fresh).document, "docProps/core.xml")
    mine = edited(base, ("Vatten", "Mitt"), part="docProps/core.xml")
    assert "Mitt" in xml_of(merge(base, mine, fresh).document, "docProps/core.xml")
    with_subject = edited(
        fresh, ("</dc:title>", "</dc:title><dc:subject>Sjön</dc:subject>"), part="docProps/core.xml"
    )
    assert "Sjön" in xml_of(merge(base, noticed(base), with_subject).document, "docProps/core.xml")


def test_an_xml_part_follows_the_data_under_whatever_number_an_editor_gave_it():
    def document(said, number):
        package, part = Package.read(docx(p("Text.")), ""), f"customXml/item{number}.xml"
        package.add(part, f"<said>{said}</said>".encode(), "application/xml")
        package.add_relationship(package.main, DOC_REL + "customXml", part)
        return package.to_bytes()

    base, fresh = document("Vatten", 1), document("Skog", 1)
    for mine, wanted in (("Vatten", "Skog"), ("Mitt", "Mitt")):
        merged = reconcile(base, document(mine, 2), fresh, names=NAMES).document
        assert xml_of(merged, "customXml/item2.xml") == f"<said>{wanted}</said>"


# --- tracked changes --------------------------------------------------------------------------------------------


def test_a_paragraph_with_somebody_elses_tracked_changes_stays_and_fresh_comes_after_it():
    base, fresh = (
        docx(p("Målet är rent vatten."), p("Slut.")),
        docx(p("Målet är mycket rent vatten."), p("Slut.")),
    )
    tracked = run("Målet är ") + f'<w:ins w:id="1" {ANNA}>{run("inte ")}</w:ins>' + run("rent vatten.")
    made = merge(base, edited(base, (run("Målet är rent vatten."), tracked)), fresh)
    assert tracked in xml_of(made.document)
    assert says(made.document) == [
        "normal: Målet är inte rent vatten.",
        "normal: Målet är mycket rent vatten.",
        "normal: Slut.",
    ]
    assert says(settled(made.document, accept=False)) == says(base)
    assert made.conflicts == 1


def test_a_new_value_goes_into_its_field_beside_somebody_elses_tracked_changes():
    base, fresh = (docx(p("Vi söker ", field("b.t", text), " kronor.")) for text in ("100", "200"))
    tracked = run(" kronor") + f'<w:ins w:id="1" {ANNA}>{run(" nu")}</w:ins>' + run(".")
    made = merge(base, edited(base, (run(" kronor."), tracked)), fresh)
    assert says(made.document) == ["normal: Vi söker 200 kronor nu."]
    assert made.conflicts == 0
    assert '"Anna"' in xml_of(made.document)


def test_an_open_conflict_is_read_as_accepted_and_adds_none():
    base, fresh, later = (docx(p("Målet är ", text, " vatten.")) for text in ("rent", "renare", "renast"))
    first = merge(base, edited(base, (">rent<", ">klart<")), fresh)
    second = merge(fresh, first.document, later)
    assert (first.conflicts, second.conflicts) == (1, 0)
    assert says(second.document) == says(later)
    assert says(settled(second.document, accept=False)) == ["normal: Målet är klart vatten."]


def test_with_track_changes_everything_is_shown_and_both_ways_lead_back():
    old = [
        p("Projektet ", field("p.n", "Vatten"), " är ", b("bra"), "."),
        answer("p.a", "Ett.", "Två."),
        tbl(tr("a", "b"), tr("c", "d")),
        p("Bort."),
    ]
    new = [
        p("Projektet ", field("p.n", "Skogen"), " är mycket ", b("bra"), "."),
        answer("p.a", "Ett.", "Två till.", "Tre."),
        tbl(tr("a", "b"), tr("x", "y"), tr("z", "w")),
    ]
    base, fresh = docx(*old, p("Slut.")), docx(*new, p("Slut."))
    made = merge(base, noticed(base), fresh, track=True)
    assert says(made.document) == says(settled(made.document, accept=True)) == says(fresh)
    assert says(settled(made.document, accept=False)) == says(base)
    assert xml_of(made.document).count('w:val="p.n"') == 1
    assert "<w:delText" in xml_of(made.document)


def test_a_tracked_row_and_a_tracked_order_lead_back_too():
    base, fresh = (
        activities("Kartläggning", "Förankring", "Rapport"),
        activities("Rapport", "Kartläggning", "Konferens"),
    )
    made = merge(base, noticed(base), fresh, track=True)
    assert says(settled(made.document, accept=True)) == says(fresh)
    assert says(settled(made.document, accept=False)) == says(base)


def test_a_new_field_that_is_rejected_leaves_no_empty_control():
    base, fresh = docx(p("Namn.")), docx(p("Namn: ", field("p.n", "Vatten"), "."))
    made = merge(base, noticed(base), fresh, track=True)
    rejected = Package.read(settled(made.document, accept=False), "").tree("word/document.xml")
    assert next(rejected.iter(SDT), None) is None
    assert len(list(rejected.iter(P))) == 1


# --- all together -----------------------------------------------------------------------------------------------


def fuzzed(count):
    from fuzz_merge import one_round

    rng = random.Random(2026)
    return [document for _ in range(count) for document in one_round(rng.randrange(10**6))]


def test_random_merges_of_three_sides_hold_the_laws():
    fuzzed(12)


def test_random_merges_are_sound_to_the_strict_validator():
    strictly_sound(*fuzzed(8))


def test_a_merge_with_conflicts_and_tracked_changes_is_sound():
    # openxml-audit wants more in w:trPr than w:ins; the schema does not
    base, fresh = (
        docx(
            Xml(
                xml_of(made)
                .partition("<w:body>")[2]
                .partition("<w:sectPr>")[0]
                .replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
            )
        )
        for made in (activities("Kartläggning", "Förankring"), activities("Konferens", "Kartläggning"))
    )
    mine = edited(base, ("10 000", "99 000"), ("12 000", "13 000"))
    for track in (False, True):
        sound(merge(base, mine, fresh, track=track).document)


@pytest.mark.parametrize("odd", ["", "x", "{{ x }}", "99999999999999999999", "²", "-1", "1.5"])
def test_numbers_that_word_could_not_have_written_are_no_bugs(odd):
    look = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{0}"/></w:numPr>'
    lists = (
        '<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:start w:val="{0}"/><w:numFmt w:val="decimal"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
    )
    base, fresh = (docx(p("A ", field("project.x", value)), p("Slut.")) for value in ("1", "2"))
    mine = docx(
        p("A ", field("project.x", "1")),
        p("hand1x", props=look.format(odd)),
        p("Slut."),
        numbering=lists.format(odd),
    )
    mine = edited(mine, (f'w:id w:val="{control_id("project.x", 1)}"', f'w:id w:val="{odd}"'))

    made = merge(base, mine, fresh)

    assert any("hand1x" in line for line in says(made.document))
    assert any("A 2" in line for line in says(made.document))


def test_a_blank_that_the_data_has_got_comes_into_a_value_that_nobody_edited():
    base = made("Söker för [applicant.name: Region] nu.")
    result = reconcile(base, noticed(base), made("Söker för [applicant.name: Region ] nu."), names=NAMES)
    assert ("Region  nu" in says(result.document)[0], result.merged) == (True, 1)
