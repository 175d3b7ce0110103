"""Content that runs or fetches is known by what it is, and what SECURITY.md says of it is done."""

from pathlib import Path

import pytest
from active import EXTERNAL, KINDS, MICROSOFT, OFFICE, UNC, added, attached, field, part, relationship, vml
from edited import Desk, parts_of
from wml import Xml, docx, p, tbl, tr

from generator.pdf.print_copy import printable
from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template
from generator.word.opc.active_content import active_content
from generator.word.opc.addresses import place_of
from generator.word.opc.package import Package

SAID = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
CASES = [(kind, how) for kind, ways in KINDS.items() for how in ways]
CODES = {"activex": "docx-activex", "add-in": "docx-add-in", "fetches": "docx-fetches", "attached": "docx-attached",
         "imports": "docx-imports", "mail-merge": "docx-mail-merge", "field": "docx-field"}  # fmt: skip
ROWS = {
    "macros": "| macros | refused | refused | – | refused |",
    "activex": "| ActiveX controls | refused | carried, told | refused | refused |",
    "add-in": "| ribbons, buttons, add-ins | refused | carried, told | refused; an add-in's pane is taken out | refused |",
    "fetches": "| what is fetched: pictures, objects, parts and frames elsewhere, `src` and `o:href` of VML, smart documents | refused | carried, told | refused | refused |",
    "attached": "| a template attached on a share | taken out, told | carried, told | taken out | left out |",
    "attached on disk": "| a template attached on a disk | carried | carried | taken out | left out |",
    "imports": "| altChunk (HTML, RTF, Word) | refused | carried, told | refused | refused |",
    "mail-merge": "| mail merge | refused | carried, told | refused | refused |",
    "field": "| fields that fetch or run: DDE, DDEAUTO, INCLUDETEXT, INCLUDEPICTURE, INCLUDE, IMPORT, LINK, DATABASE, RD | carried, told | carried, told | refused | refused |",
    "embedded": "| objects that lie in the file (OLE), links to follow | carried | carried | carried | brought |",
}  # fmt: skip
"""The rows of the table in SECURITY.md: in a template, in an edited document, in a final, in a copy to merge."""


@pytest.mark.parametrize("row", ROWS)
def test_the_security_notes_say_what_is_done(row):
    assert ROWS[row] in SAID


@pytest.mark.parametrize(("kind", "how"), CASES)
def test_in_a_template_it_is_refused_taken_out_or_carried(kind, how):
    data = added(docx(p("Hej {{ a }}")), **KINDS[kind][how])

    if kind == "field":
        made = Package.read(render(compile_template(data, "mall.docx"), {"a": "x"}), "ut.docx")
        assert [each.kind for each in active_content(made)] == ["field"]
    elif kind == "attached":
        template = compile_template(data, "mall.docx")
        assert [note.code for note in template.notes] == ["docx-attached"]
        made = Package.read(render(template, {"a": "x"}), "ut.docx")
        assert active_content(made) == []
        assert b"attachedTemplate" not in b"".join(made.parts.values())
    else:
        with pytest.raises(ProblemError) as caught:
            compile_template(data, "mall.docx")
        assert {problem.code for problem in caught.value.problems} == {CODES[kind]}


MACROS = {
    "a name": {"parts": [part("word/vbaProject.bin", "application/octet-stream")]},
    "another name, by content type": {"parts": [part("word/x.bin", "application/vnd.ms-office.vbaProject")]},
    "another name, by relationship": {"relations": [relationship(f"{MICROSOFT}/2006/relationships/vbaProject", "x.bin")], "parts": [part("word/x.bin", "image/png")]},
    "its data": {"parts": [part("word/x.dat", "application/vnd.ms-word.vbaData+xml")]},
}  # fmt: skip


@pytest.mark.parametrize("how", MACROS)
def test_macros_are_refused_in_any_document(how):
    with pytest.raises(ProblemError) as caught:
        Package.read(added(docx(p("a")), **MACROS[how]), "x.docx")
    assert [problem.code for problem in caught.value.problems] == ["docx-macros"]


ORDINARY = {
    "a template attached on a disk": attached("file:///C:\\Users\\x\\AppData\\Normal.dotm"),
    "a template attached on a disk, as a path": attached("C:/Mallar/brev.dotm"),
    "a link": {"relations": [relationship(f"{OFFICE}/hyperlink", "https://x.se", EXTERNAL)], "inside": f'<w:p><w:hyperlink r:id="evil" xmlns:r="{OFFICE}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'},
    "a picture pasted from a mail": vml('o:href="cid:image001.png@01"'),
    "an object that lies in the file": {"relations": [relationship(f"{OFFICE}/oleObject", "embeddings/a.bin")], "parts": [part("word/embeddings/a.bin", "application/vnd.openxmlformats-officedocument.oleObject")]},
    **{name: {"inside": field(f" {name} x ")} for name in "PAGE REF TOC HYPERLINK MERGEFIELD MACROBUTTON IF DATE".split()},
    "an IF whose condition is a field": {"inside": field(" IF@").replace("@</w:instrText></w:r>", "</w:instrText></w:r>" + field(" PAGE ")[5:-6])},
}  # fmt: skip


@pytest.mark.parametrize("how", ORDINARY)
def test_what_ordinary_documents_hold_is_carried_without_a_word(how):
    data = added(docx(p("Hej {{ a }}")), **ORDINARY[how])
    template = compile_template(data, "mall.docx")
    assert template.notes == ()
    assert active_content(template.package) == []


@pytest.mark.parametrize(("kind", "how"), [(kind, next(iter(ways))) for kind, ways in KINDS.items()])
def test_in_an_edited_document_it_is_told_and_no_final_has_it(ansokan, kind, how):
    desk = Desk(ansokan)
    desk.document.write_bytes(added(desk.document.read_bytes(), **KINDS[kind][how]))

    told = desk.generate().told["problems"]
    final = desk.final()

    assert [each["level"] for each in told if each["code"] == CODES[kind]] == ["warning"]
    if kind == "attached":
        assert desk.sent.exists()
        assert active_content(Package.read(desk.sent.read_bytes(), "x")) == []
        assert b"evil.example" not in b"".join(parts_of(desk.sent.read_bytes()).values())
    else:
        assert CODES[kind] in final.errors
        assert not desk.sent.exists()


@pytest.mark.parametrize(("kind", "how"), [(kind, next(iter(ways))) for kind, ways in KINDS.items()])
def test_a_copy_that_brings_it_is_not_merged(ansokan, tmp_path, kind, how):
    desk = Desk(ansokan)
    before = desk.document.read_bytes()
    copy = tmp_path / "kopia.docx"
    copy.write_bytes(added(before, inside="<w:p><w:r><w:t>Ett nytt stycke.</w:t></w:r></w:p>" + KINDS[kind][how].get("inside", ""),
                           **{name: each for name, each in KINDS[kind][how].items() if name != "inside"}))  # fmt: skip

    done = ansokan(f"merge {copy}")

    if kind == "attached":
        assert done.code == 0
        assert b"Ett nytt stycke" in parts_of(desk.document.read_bytes())["word/document.xml"]
        assert b"evil.example" not in b"".join(parts_of(desk.document.read_bytes()).values())
    else:
        assert done.code == 1
        assert f"[{CODES[kind]}]" in done.said
        assert desk.document.read_bytes() == before


def test_what_the_document_holds_itself_is_no_hindrance_to_a_copy_of_it(ansokan, tmp_path):
    desk = Desk(ansokan)
    desk.document.write_bytes(added(desk.document.read_bytes(), **KINDS["field"]["LINK"]))
    copy = tmp_path / "kopia.docx"
    copy.write_bytes(
        added(desk.document.read_bytes(), inside="<w:p><w:r><w:t>Ett nytt stycke.</w:t></w:r></w:p>")
    )

    assert ansokan(f"merge {copy}").code == 0


def test_the_add_ins_of_somebody_s_word_are_not_in_a_final(ansokan):
    desk = Desk(ansokan)
    pane = relationship(
        f"{MICROSOFT}/2011/relationships/webextensiontaskpanes", "word/webextensions/taskpanes.xml"
    )
    desk.document.write_bytes(added(desk.document.read_bytes(), root=[pane], parts=[part("word/webextensions/taskpanes.xml", "application/vnd.ms-office.webextensiontaskpanes+xml")]))  # fmt: skip

    desk.final()

    assert not any("taskpanes" in name for name in parts_of(desk.sent.read_bytes()))


@pytest.mark.parametrize(
    ("kind", "how"), [each for each in CASES if each[0] in {"fetches", "attached", "imports"}]
)
def test_the_copy_that_is_printed_fetches_nothing(kind, how):
    data = added(docx(p("Hej"), tbl(tr("a"))), **KINDS[kind][how])
    printed = Package.read(printable(Package.read(data, "x")), "x")
    assert active_content(printed) == []


PLACES = {
    "disk": ["C:\\x.dotm", "file:///C:/x", "file:///C:\\x", "file:C:/x", "Normal.dotm", "file:///etc/x", "/Users/x", "../x"],
    "share": [UNC, "//h/x", "file://h/x", "file:////h/x", "file:///\\\\h\\x", "FILE:\\\\h\\x", "%5C%5Ch%5Cx", "\\/h/x", " \\\\h\\x"],
    "net": ["http://x", "h\nttp://x", "\u200bhttp://x", "ms-word:ofe|u|http://x", "webdav://x", "mhtml:http://x", "HTTPS:x"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("where", "address"), [(where, each) for where, all_ in PLACES.items() for each in all_]
)
def test_an_address_leads_where_a_program_that_opens_it_would_go(where, address):
    assert place_of(address) == where


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "utf-32-be"])
@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE w SYSTEM "file:///etc/passwd">'])
def test_a_part_is_in_no_encoding_but_utf_8_and_utf_16(encoding, doctype):
    said = {"cp037": "IBM037", "utf-7": "UTF-7", "utf-32-be": "UCS-4"}[encoding]
    text = parts_of(docx(p("{{ a }}")))["word/document.xml"].decode()
    data = docx(
        p("a"),
        raw={"word/document.xml": f'<?xml version="1.0" encoding="{said}"?>{doctype}{text}'.encode(encoding)},
    )
    with pytest.raises(ProblemError) as caught:
        Package.read(data, "x")
    assert caught.value.problems[0].code in {"docx-encoding", "docx-doctype", "docx-broken-xml"}


def test_a_document_type_is_known_in_a_part_of_any_name_that_is_xml():
    data = added(
        docx(p("a")), parts=[part("word/x.dat", "application/xml", '<!DOCTYPE a SYSTEM "file:///x"><a/>')]
    )
    with pytest.raises(ProblemError) as caught:
        Package.read(data, "x")
    assert [problem.code for problem in caught.value.problems] == ["docx-doctype"]


def test_parts_in_utf_16_are_read():
    text = parts_of(docx(p("{{ a }}")))["word/document.xml"].decode()
    data = docx(
        p("a"), raw={"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")}
    )
    assert (
        b"hej"
        in Package.read(render(compile_template(data, "x"), {"a": "hej"}), "x").parts["word/document.xml"]
    )


def test_a_field_that_data_names_is_told_in_the_document_that_is_made():
    made = added(docx(p("a"), Xml(field(" DDEAUTO c:\\\\x "))))
    assert [each.what for each in active_content(Package.read(made, "x"))] == ["DDEAUTO"]
