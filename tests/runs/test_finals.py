"""Final documents: all or none, nothing of a draft in them, and what has become of them since is told."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit, parts_of, zipped
from lxml import etree

from generator.grant.forms.loading import load_all
from generator.grant.project import open_dossier
from generator.problems import ProblemError
from generator.run import finals
from generator.run.finals.draft_to_final import now
from generator.run.generate import draft_of, generate
from generator.run.job import Options
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES
from tests.conftest import ROOT
from tests.outline import outline

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
DATA = ROOT / "data" / "strategisk-planering.yaml"
FORMS = load_all(ROOT / "templates")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
DOCUMENTS = ("anslag11", "beslut", "tillvaxtverket")
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMES.items())
SIGNED = 'w:id="9901" w:author="Anna" w:date="2025-01-01T00:00:00Z"'

# What ECMA-376 part 1, 17.13.5, has (numberingChange: part 4), with where each may stand, by the kind it is
# named as; the last are of [MS-DOCX] 2.3.
MARKS = {
    "text": [
        *[("w:p/w:r", f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")],
        *[("w:p/w:pPr/w:rPr", f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")],
        *[("w:p", f"w:{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End")],
        ("w:p/w:r", "w14:conflictIns"),
        ("w:p/w:r", "w14:conflictDel"),
    ],
    "formatting": [
        ("w:p/w:r/w:rPr", "w:rPrChange"),
        ("w:p/w:pPr/w:rPr", "w:rPrChange"),
        ("w:p/w:pPr", "w:pPrChange"),
        ("w:p/w:pPr/w:numPr", "w:ins"),
        ("w:p/w:pPr/w:numPr", "w:numberingChange"),
        ("w:p/w:r/w:fldChar", "w:numberingChange"),
    ],
    "table": [
        ("w:tbl/w:tblPr", "w:tblPrChange"),
        ("w:tbl/w:tblGrid", "w:tblGridChange"),
        ("w:tr/w:tblPrEx", "w:tblPrExChange"),
        *[("w:tr/w:trPr", f"w:{name}") for name in ("ins", "del", "trPrChange")],
        *[("w:tc/w:tcPr", f"w:{name}") for name in ("tcPrChange", "cellIns", "cellDel", "cellMerge")],
    ],
    "layout of pages": [("w:sectPr", "w:sectPrChange")],
    "field": [
        *[
            ("w:body", f"w:customXml{name}Range{end}")
            for name in ("Ins", "Del", "MoveFrom", "MoveTo")
            for end in ("Start", "End")
        ],
        *[
            ("w:p", f"w14:customXmlConflict{name}Range{end}")
            for name in ("Ins", "Del")
            for end in ("Start", "End")
        ],
    ],
}
ALL = [(kind, place, mark) for kind, marks in MARKS.items() for place, mark in marks]
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>Kostnad</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def tag(name):
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def planted(document, place, mark, part="word/document.xml"):
    """Return the document with a mark at a place, as a path below its first element of that name."""
    parts = parts_of(document)
    root = etree.fromstring(parts[part])
    first, *rest = place.split("/")
    if first in {"w:tbl", "w:tr", "w:tc"} and root.find(f".//{tag(first)}") is None:
        root.find(tag("w:body")).insert(0, etree.fromstring(TABLE.replace("<w:tbl>", f"<w:tbl {DECLARED}>")))
    holder = next(element for element in root.iter(tag(first)) if first != "w:p" or said(element))
    for name in rest:
        found = holder.find(tag(name))
        if found is None:
            found = etree.Element(tag(name))
            holder.insert(1 if len(holder) and holder[0].tag == tag("w:pPr") else 0, found)
        holder = found
    element = etree.fromstring(f"<{mark} {DECLARED} {SIGNED}/>")
    if holder.tag == tag("w:r"):  # around it
        holder.addprevious(element)
        element.append(holder)
    else:
        holder.append(element)
    parts[part] = etree.tostring(root)
    return zipped(parts)


def said(element):
    return "".join(text.text or "" for text in element.iter(tag("w:t"), tag("w:delText")))


def marks_in(document):
    """Return every tracked mark in any XML of a document."""
    names = {tag(mark) for _kind, _place, mark in ALL}
    trees = [etree.fromstring(xml) for name, xml in parts_of(document).items() if name.endswith(".xml")]
    return [element.tag for tree in trees for element in tree.iter() if element.tag in names]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    """The example's three drafts in a folder of their own, and what each final is made from."""
    folder = tmp_path_factory.mktemp("finals")
    generate(DATA, FORMS, Options(folder, NOW))
    dossier = open_dossier(DATA, FORMS, draft=False)
    names, home = finals.final_names(dossier), folder / DATA.stem
    made = [
        draft_of(
            document,
            home,
            names[document.form.text.output],
            str(DATA),
            partial(WordFile.read_if_there, home / BASES / document.form.text.output),
        )
        for document in dossier.documents
    ]
    fresh = {draft.form: draft.render() for draft in made}
    return {draft.form: draft._replace(render=lambda form=draft.form: fresh[form]) for draft in made}


def asked(draft, content):
    """Put the content in the draft's place, ask for its final, put the draft back; return what is said."""
    before = draft.path.read_bytes()
    draft.path.write_bytes(content)
    try:
        outcomes, problems = finals.make([draft], Options(draft.path.parent, NOW, final=True))
        document = draft.final.read_bytes() if outcomes else None
    finally:
        draft.path.write_bytes(before)
        draft.final.unlink(missing_ok=True)
    return document, problems


def left(problems):
    return [problem for problem in problems if problem.code == "tracked-change-left"]


@pytest.mark.parametrize(("kind", "place", "mark"), ALL)
def test_no_tracked_mark_of_any_kind_comes_into_a_final(drafts, kind, place, mark):
    draft = drafts["beslut"]

    document, problems = asked(draft, planted(draft.path.read_bytes(), place, mark))

    assert document is None
    assert any(kind in problem.message for problem in left(problems))
    assert all(problem.place.words for problem in left(problems))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_kinds_of_tracked_marks_in_one_document_are_told_in_one_go(drafts, name):
    draft = drafts[name]
    edited = draft.path.read_bytes()
    for _kind, place, mark in ALL:
        edited = planted(edited, place, mark)

    document, problems = asked(draft, edited)

    assert document is None
    assert len(left(problems)) == len(MARKS)
    assert all(any(kind in problem.message for problem in left(problems)) for kind in MARKS)


@pytest.mark.parametrize(
    ("part", "place", "mark", "words"),
    [
        ("word/header1.xml", "w:p/w:r", "w:ins", "in the header: “"),
        ("word/footer1.xml", "w:p/w:pPr", "w:pPrChange", "in the footer: “"),
        ("word/styles.xml", "w:style/w:rPr", "w:rPrChange", "the style “"),
        ("word/numbering.xml", "w:lvl/w:rPr", "w:rPrChange", "in the styles or lists"),
    ],
)
def test_a_tracked_mark_outside_the_running_text_is_found_and_its_place_is_told(
    drafts, part, place, mark, words
):
    draft = drafts["beslut"]

    document, problems = asked(draft, planted(draft.path.read_bytes(), place, mark, part))

    assert document is None
    assert any(words in problem.place.words for problem in left(problems))
    assert "final-conflict" not in {problem.code for problem in problems}  # one root, one message


def with_part(document, kind, part, xml, content):
    """Return the document with one more part, related to the main one."""
    parts = parts_of(document)
    name, about = f"word/{part}", "[Content_Types].xml"
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts[about] = parts[about].replace(
        b"</Types>", f'<Override PartName="/{name}" ContentType="{base}.{content}+xml"/></Types>'.encode()
    )
    rels = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="rIdNew{content}" Type="{kind}" Target="{part}"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    parts[name] = xml.encode()
    return zipped(parts)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INSERTED = f"<w:p><w:ins {SIGNED}><w:r><w:t>Notens ord.</w:t></w:r></w:ins></w:p>"


@pytest.mark.parametrize(("story", "words"), [("footnote", "in a footnote"), ("endnote", "in an endnote")])
def test_a_tracked_mark_in_a_note_is_found(drafts, story, words):
    draft = drafts["beslut"]
    notes = f'<w:{story}s {DECLARED}><w:{story} w:id="2">{INSERTED}</w:{story}></w:{story}s>'
    edited = with_part(draft.path.read_bytes(), f"{OFFICE}/{story}s", f"{story}s.xml", notes, f"{story}s")

    document, problems = asked(draft, edited)

    assert document is None
    assert [problem.place.words for problem in left(problems)] == [f"{words}: “Notens ord.”"]


def test_prompts_and_the_people_who_commented_leave_no_part_in_a_final(drafts):
    draft = drafts["beslut"]
    glossary = (
        f"<w:glossaryDocument {DECLARED}><w:docParts><w:docPart><w:docPartBody>{INSERTED}"
        "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    )
    edited = with_part(
        draft.path.read_bytes(),
        f"{OFFICE}/glossaryDocument",
        "glossary/document.xml",
        glossary,
        "document.glossary",
    )
    people = "http://schemas.microsoft.com/office/2011/relationships/people"
    edited = with_part(edited, people, "people.xml", "<people>Anna</people>", "people")

    document, problems = asked(draft, edited)

    assert not [problem for problem in problems if problem.level == "error"]
    assert not {"word/glossary/document.xml", "word/people.xml"} & set(parts_of(document))
    assert not marks_in(document)
    assert b"glossary" not in parts_of(document)["[Content_Types].xml"]


def test_the_finals_of_untouched_drafts_hold_no_tracked_mark(drafts):
    for draft in drafts.values():
        document, _problems = asked(draft, draft.path.read_bytes())
        assert marks_in(document) == []


def test_tracked_changes_in_many_places_are_one_line_that_names_the_sentences(ansokan, project, memo):
    text = "".join(
        f"<w:p><w:ins {SIGNED}><w:r><w:t>Mening {number}.</w:t></w:r></w:ins></w:p>" for number in range(12)
    )
    edit(memo, ("<w:body>", f"<w:body>{text}"))

    said = ansokan("generate --document beslut --final").said

    lines = [line for line in said.splitlines() if "[tracked-change-left]" in line]
    assert len(lines) == 1
    assert "beslut.docx: “Mening 0.”, “Mening 1.”, “Mening 2.”, “Mening 3.”, “Mening 4.”, and 7 m" in lines[0]
    assert "more places: error: A tracked change is left (text added, deleted or moved)." in lines[0]
    assert "under Review" in lines[0]


def test_the_sentence_with_the_change_is_named_not_the_paragraph_it_stands_in(ansokan, project, memo):
    text = (
        "<w:p><w:r><w:t>Först detta. Sedan </w:t></w:r>"
        f"<w:del {SIGNED}><w:r><w:delText>inte </w:delText></w:r></w:del><w:r><w:t>det här.</w:t></w:r></w:p>"
    )
    edit(memo, ("<w:body>", f"<w:body>{text}"))

    said = ansokan("generate --document beslut --final").said

    assert "beslut.docx: “Sedan inte det här.”: error: A tracked change is left" in said


def test_a_moved_sentence_is_named_by_where_it_was_and_is(ansokan, project, memo):
    text = "<w:r><w:t>Flyttad.</w:t></w:r>"
    pair = "".join(
        f"<w:{way}RangeStart {SIGNED}/>"
        f"<w:p><w:r><w:t>{where}: </w:t></w:r><w:{way} {SIGNED}>{text}</w:{way}></w:p>"
        f'<w:{way}RangeEnd w:id="9901"/>'
        for way, where in (("moveFrom", "Förr"), ("moveTo", "Nu"))
    )
    edit(memo, ("<w:body>", f"<w:body>{pair}"))

    said = ansokan("generate --document beslut --final").said

    assert "beslut.docx: “Förr: Flyttad.”, “Nu: Flyttad.”: error: A tracked change" in said


def test_a_change_of_a_table_or_of_pages_is_named_by_what_stands_there(ansokan, project, memo):
    table = TABLE.replace(
        "<w:tblPr/>", f"<w:tblPr><w:tblPrChange {SIGNED}><w:tblPr/></w:tblPrChange></w:tblPr>"
    )
    edit(memo, ("<w:body>", f"<w:body>{table}"), ("</w:sectPr>", f"<w:sectPrChange {SIGNED}/></w:sectPr>"))

    said = ansokan("generate --document beslut --final").said

    assert "beslut.docx: the table with “Kostnad”: error: A tracked change is left (a table, its rows" in said
    assert "beslut.docx: the pages that end with “" in said


@pytest.fixture
def made(ansokan, project, tmp_path):
    """Generate the example's three documents and return their folder."""
    ansokan("generate")
    return tmp_path / "output" / "projekt"


@pytest.fixture
def memo(made):
    """The generated memo."""
    return made / "beslut.docx"


TRACKED = ("<w:r>", f"<w:ins {SIGNED}/><w:r >")


def test_no_final_is_made_when_one_of_them_is_refused(ansokan, made, memo):
    edit(memo, TRACKED)

    done = ansokan("generate --final")

    assert done.code == 1
    assert "No final document was made, because of beslut.docx." in done.said
    assert "0 documents written" in done.said
    assert not (made / "slutlig").exists()


def test_the_finals_asked_for_by_name_are_made_whatever_stands_in_the_others(ansokan, made, memo):
    edit(memo, TRACKED)

    done = ansokan("generate --final --document anslag11 --document tillvaxtverket")

    assert done.code == 0, done.said
    assert sorted(path.name for path in (made / "slutlig").glob("*.docx")) == [
        "ansokan-anslag11-RUN-479-2024.docx",
        "ansokan-tillvaxtverket-RUN-479-2024.docx",
    ]


def test_no_final_is_made_when_one_that_is_asked_for_is_not_the_projects(ansokan, project, made):
    done = ansokan("generate --final --document beslut --document eruf")

    assert done.code == 1
    assert "[document-not-made]" in done.said
    assert not (made / "slutlig").exists()


def test_finals_made_before_stay_when_one_of_the_new_is_refused(ansokan, project, made, memo):
    ansokan("generate --final")
    before = {path: path.read_bytes() for path in (made / "slutlig").rglob("*") if path.is_file()}
    change(project, PERIOD)
    edit(memo, TRACKED)

    assert ansokan("generate --final").code == 1

    assert {path: path.read_bytes() for path in (made / "slutlig").rglob("*") if path.is_file()} == before


def test_a_final_open_in_word_stops_all_before_any_is_written(ansokan, project, made):
    ansokan("generate --final")
    change(project, PERIOD)
    before = (made / "slutlig" / "ansokan-anslag11-RUN-479-2024.docx").read_bytes()
    (made / "slutlig" / "~$ansokan-tillvaxtverket-RUN-479-2024.docx").write_bytes(b"")

    done = ansokan("generate --final")

    assert done.code == 1
    assert "because of tillvaxtverket.docx" in done.said
    assert (made / "slutlig" / "ansokan-anslag11-RUN-479-2024.docx").read_bytes() == before


def test_a_disk_that_fails_at_the_second_final_is_told_with_those_written(ansokan, made, monkeypatch):
    real = files._replace

    def full(path, data, check):
        if path.name == "ansokan-tillvaxtverket-RUN-479-2024.docx":
            raise OSError(28, "No space left on device")
        real(path, data, check)

    monkeypatch.setattr(files, "_replace", full)

    done = ansokan("generate --final")

    assert done.code == 1
    assert "[file-unwritable]" in done.said
    assert "these are of today: ansokan-anslag11-RUN-479-2024.docx. These could not be written" in done.said
    assert "as they were: ansokan-tillvaxtverket-RUN-479-2024.docx, beslut-RUN-479-2024.docx." in done.said
    assert (made / "slutlig" / "ansokan-anslag11-RUN-479-2024.docx").exists()


def test_a_dry_run_of_finals_writes_nothing(ansokan, made):
    done = ansokan("generate --final --dry-run")

    assert done.code == 0
    assert not (made / "slutlig").exists()


def test_a_final_is_made_of_a_merge_without_tracked_changes_even_when_they_are_asked_for(
    ansokan, project, made, memo
):
    edit(memo, SENTENCE)
    change(project, PERIOD)

    done = ansokan("generate --document beslut --final --track-changes")

    assert done.code == 0, done.said
    final = (made / "slutlig" / "beslut-RUN-479-2024.docx").read_bytes()
    assert marks_in(final) == []
    assert "31\u00a0augusti\u00a02025. Projektet leds av en styrgrupp" in outline(final)


def test_a_conflict_that_only_the_final_would_have_says_to_generate_the_draft_first(
    ansokan, project, made, memo
):
    edit(memo, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    change(project, PERIOD)

    done = ansokan("generate --document beslut --final")

    assert done.code == 1
    assert "Generate without --final" in done.said
    assert "[tracked-change-left]" not in done.said


def test_an_edited_final_is_called_so_and_is_left(ansokan, project, made):
    ansokan("generate --final")
    final = made / "slutlig" / "beslut-RUN-479-2024.docx"
    edit(final, SENTENCE)
    edited = final.read_bytes()
    change(project, PERIOD)

    done = ansokan("generate --final")

    assert done.code == 1
    assert (
        "beslut-RUN-479-2024.docx: error: The final document has been edited since it was made" in done.said
    )
    assert f"Make the change in the draft instead ({Path('output/projekt/beslut.docx')})" in done.said
    assert final.read_bytes() == edited


def test_an_edited_final_is_replaced_on_order_and_kept_beside(ansokan, project, made):
    ansokan("generate --final")
    final = made / "slutlig" / "beslut-RUN-479-2024.docx"
    edit(final, SENTENCE)
    edited = final.read_bytes()

    done = ansokan("generate --final --replace")

    assert done.code == 0, done.said
    assert "your file is kept as beslut-RUN-479-2024 (före" in done.said
    [copy] = (made / "slutlig").glob("beslut-RUN-479-2024 (före*")
    assert copy.read_bytes() == edited
    assert "leds av en styrgrupp" not in outline(final.read_bytes())


def test_a_final_that_was_only_saved_is_no_edited_one(ansokan, project, made):
    ansokan("generate --final")
    final = made / "slutlig" / "beslut-RUN-479-2024.docx"
    final.write_bytes(zipped(parts_of(final.read_bytes())))
    saved = final.read_bytes()

    assert "beslut.docx: up to date, the final is up to date\n" in ansokan("status").said
    done = ansokan("generate --final")

    assert done.code == 0, done.said
    assert final.read_bytes() == saved


def test_a_final_that_was_only_saved_makes_way_for_a_newer_one_and_is_kept(ansokan, project, made):
    ansokan("generate --final")
    final = made / "slutlig" / "beslut-RUN-479-2024.docx"
    final.write_bytes(zipped(parts_of(final.read_bytes())))
    saved = final.read_bytes()
    change(project, PERIOD)

    done = ansokan("generate --final")

    assert done.code == 0, done.said
    assert "31\u00a0augusti\u00a02025" in outline(final.read_bytes())
    [copy] = (made / "slutlig").glob("beslut-RUN-479-2024 (före*")
    assert copy.read_bytes() == saved


def test_a_file_of_somebody_elses_in_a_finals_place_is_called_so(ansokan, made):
    final = made / "slutlig" / "beslut-RUN-479-2024.docx"
    final.parent.mkdir()
    final.write_bytes((made / "anslag11.docx").read_bytes())

    done = ansokan("generate --final")

    assert done.code == 1
    assert "A file that was not generated here lies in the way" in done.said
    assert "generate with --final --replace" in done.said
    assert "beslut.docx: up to date, the file in slutlig was not generated here" in ansokan("status").said


def test_status_says_that_a_final_is_older_than_the_data(ansokan, project, made):
    ansokan("generate --final")
    assert ansokan("status").said.count("the final is up to date") == 3
    change(project, PERIOD)
    ansokan("generate")

    said = ansokan("status").said

    assert "beslut.docx: up to date, the final is older than the draft and the data" in said


def test_status_says_that_a_final_is_older_than_what_was_written_in_its_draft(ansokan, project, made, memo):
    ansokan("generate --final")
    edit(memo, SENTENCE)

    said = ansokan("status").said

    assert "beslut.docx: up to date, 1 other edit by hand, the final is older than the draft" in said
    assert "anslag11.docx: up to date, the final is up to date" in said


def test_status_says_that_a_final_has_been_edited_in_words_and_in_json(ansokan, project, made):
    ansokan("generate --final")
    edit(made / "slutlig" / "beslut-RUN-479-2024.docx", SENTENCE)
    change(project, PERIOD)

    assert (
        "the final has been edited since it was made (make the change in the draft)" in ansokan("status").said
    )
    found = {
        Path(each["document"]).stem: each
        for each in json.loads(ansokan("status --format json").said)["documents"]
    }

    assert found["beslut"]["state"] == "stale"
    assert found["beslut"]["final"] == {
        "file": str(Path("output/projekt/slutlig/beslut-RUN-479-2024.docx")),
        "ours": True,
        "older": True,
        "edits": 1,
    }
    assert found["anslag11"]["final"]["edits"] == 0


def test_status_says_nothing_of_finals_while_there_is_none(ansokan, made):
    assert "final" not in ansokan("status").said


def test_a_document_that_is_no_longer_made_is_told_as_long_as_its_file_lies_there(
    ansokan, project, made, memo
):
    ansokan("generate --final")
    text = project.read_text(encoding="utf-8")
    project.write_text(f"documents: [anslag11, tillvaxtverket]\n{text}", encoding="utf-8")

    for command in ("generate", "generate", "generate --final", "status"):  # the second says it from memory
        said = ansokan(command).said
        assert said.count("[document-left-over]") == 2, command
        assert f"{Path('output/projekt/beslut.docx')}: hint: The project does not make this document" in said
        assert f"{Path('output/projekt/slutlig/beslut-RUN-479-2024.docx')}: hint: " in said

    ansokan("generate")
    memo.unlink()
    (made / "slutlig" / "beslut-RUN-479-2024.docx").unlink()

    assert "document-left-over" not in ansokan("generate").said
    assert "document-left-over" not in ansokan("status").said


def test_a_file_of_ones_own_beside_the_documents_is_not_told(ansokan, made):
    (made / "anteckningar.docx").write_bytes((made / "beslut.docx").read_bytes())

    assert "document-left-over" not in ansokan("generate").said + ansokan("status").said


def test_a_draft_that_was_not_generated_here_makes_no_final_and_the_way_out_works(ansokan, made, memo):
    memo.write_bytes((made / "anslag11.docx").read_bytes())
    (made / ".generated" / "beslut.docx").unlink()

    done = ansokan("generate --final --document beslut")
    assert "generate with --replace and without --final" in done.said
    ansokan("generate --replace --document beslut")

    assert ansokan("generate --final --document beslut").code == 0


def test_status_of_a_draft_that_cannot_be_made_final_says_that_its_final_is_older(ansokan, made, memo):
    ansokan("generate --final")
    edit(memo, TRACKED)

    assert "beslut.docx: up to date" in (said := ansokan("status").said)
    assert said.count("the final is older than the draft") == 1


def test_a_layouts_own_tracked_change_comes_into_no_final(drafts):
    draft = drafts["beslut"]
    generated = WordFile(planted(draft.render().data, "w:p/w:pPr", "w:pPrChange"), "beslut.docx")

    with pytest.raises(ProblemError) as caught:
        now(draft._replace(render=lambda: generated), Options(draft.path.parent, NOW, final=True))

    assert caught.value.problems[0].code == "tracked-change-left"


def test_a_final_is_called_by_its_document_and_its_case(ansokan, project, made):
    change(project, ("number: RUN/479/2024", "number: Åre kn 7/2026"))

    ansokan("generate --final --document anslag11")

    assert [path.name for path in (made / "slutlig").glob("*.docx")] == [
        "ansokan-anslag11-Are-kn-7-2026.docx"
    ]


def test_without_a_case_number_a_final_is_called_by_the_projects_short_name(ansokan, project, made):
    change(
        project,
        ("number: RUN/479/2024", "number:"),
        ("short_name: Strategisk planering", "short_name: 'Län/steg: ett'"),
    )

    ansokan("generate --final --document tillvaxtverket")

    assert [path.name for path in (made / "slutlig").glob("*.docx")] == [
        "ansokan-tillvaxtverket-Lan-steg-ett.docx"
    ]


@pytest.mark.parametrize("earlier", ["beslut.docx", "beslut-RUN-1-2024.docx"])
def test_a_final_under_an_earlier_name_is_told_of_and_left(ansokan, project, made, earlier):
    ansokan("generate --final")
    renamed(made / "slutlig", "beslut-RUN-479-2024.docx", earlier)
    before = (made / "slutlig" / earlier).read_bytes()

    assert "beslut.docx: up to date, the final is older than the draft and the data" in ansokan("status").said
    done = ansokan("generate --final")

    assert done.code == 0, done.said
    assert "The final document is called beslut-RUN-479-2024.docx now" in done.said
    assert (made / "slutlig" / "beslut-RUN-479-2024.docx").read_bytes() == before
    assert (made / "slutlig" / earlier).read_bytes() == before


def test_a_final_under_an_earlier_name_that_was_edited_stops_the_new_one(ansokan, project, made):
    ansokan("generate --final")
    renamed(made / "slutlig", "beslut-RUN-479-2024.docx", "beslut.docx")
    edit(made / "slutlig" / "beslut.docx", SENTENCE)

    stopped = ansokan("generate --final")
    done = ansokan("generate --final --replace")

    assert f"{Path('slutlig/beslut.docx')}: error: The final document has been edited" in stopped.said
    assert done.code == 0, done.said
    assert (made / "slutlig" / "beslut.docx").exists()


def test_a_final_of_another_document_is_not_taken_for_an_earlier_one():
    dalarna = finals.FinalName(
        "ansokan-anslag11-dalarna-1.docx", "ansokan-anslag11-dalarna", ("ansokan-anslag11",)
    )
    own = finals.FinalName("ansokan-anslag11-1.docx", "ansokan-anslag11", ("ansokan-anslag11-dalarna",))

    asked = ["ansokan-anslag11-dalarna-2.docx", "ansokan-anslag11-2.docx"]
    assert [own.was(file, "anslag11.docx") for file in asked] == [False, True]
    assert [dalarna.was(file, "anslag11_dalarna.docx") for file in asked] == [True, False]


def renamed(folder, old, new):
    """Give a final and its base another name, as an earlier version or another case number gave it."""
    for place in (folder, folder / BASES):
        (place / old).rename(place / new)
