"""A .docx is opened behind gates, and written as the same bytes every time."""

import io
import zipfile

import pytest
from sound import sound
from wml import docx, p, root

from generator.problems import ProblemError
from generator.word.opc.names import DOC_REL
from generator.word.opc.package import Package


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def code_of(data):
    with pytest.raises(ProblemError) as caught:
        Package.read(data, "mall.docx")
    (problem,) = caught.value.problems
    assert problem.file == "mall.docx"
    assert problem.message.endswith((".", ")."))
    return problem.code


def changed(part, content):
    return docx(p("a"), raw={part: content})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "docx-empty"),
        (b"hej", "docx-not-word"),
        (b"%PDF-1.7", "docx-other-kind"),
        (b"{\\rtf1", "docx-other-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "docx-old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "docx-other-kind"),
        (zipped(a="b"), "docx-not-word"),
        (b"PK\x03\x04" + bytes(50), "docx-damaged"),
        (docx(p("a"))[:-30], "docx-damaged"),
        (docx(p("a")).replace(b"<w:p>", b"<w:q>", 1), "docx-damaged"),
        (docx(p("a"), raw={"../x.xml": "<a/>"}), "docx-part-name"),
        (docx(p("a"), raw={"/x.xml": "<a/>"}), "docx-part-name"),
        (docx(p("a"), raw={"word/Document.xml": "<a/>"}), "docx-part-name"),
        (docx(p("a"), raw={"word/vbaProject.bin": b"x"}), "docx-macros"),
        (docx(p("a"), raw={"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "docx-doctype"),
        (docx(p("a"), raw={"word/x.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "docx-doctype"),
        (docx(p("a"), raw={"word/document.xml": "<a xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"}), "docx-strict"),
        (docx(p("a"), raw={"_rels/.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"}), "docx-no-main"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "big.xml": bytes(20_000_000)}), "docx-too-large"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "big.bin": bytes(101_000_000)}), "docx-too-large"),
        (zipped(**{f"{number}.bin": b"" for number in range(5001)}), "docx-too-large"),
    ],
)  # fmt: skip
def test_what_is_no_sound_word_document_is_named_and_refused(data, code):
    assert code_of(data) == code


def test_a_light_picture_packs_to_almost_nothing_and_is_no_bomb():
    white = b"BM" + bytes(52) + b"\xff" * 12_000_000  # 2000 x 2000 points
    package = Package.read(docx(p("a"), raw={"word/media/image1.bmp": white}), "mall.docx")
    assert package.parts["word/media/image1.bmp"] == white


def test_a_large_part_with_another_name_than_xml_is_not_read_as_xml():
    data = docx(p("a"), raw={"word/big.bin": b"<a>" + b"b" * 26_000_000 + b"</a>"})
    with pytest.raises(ProblemError, match="larger than 25 MB"):
        Package.read(data, "mall.docx").tree("word/big.bin")


STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def strict(data):
    """The document as Word saves it in the form Strict Open XML Document."""
    parts = Package.read(data, "x").parts
    for old, new in STRICT:
        parts = {name: content.replace(old.encode(), new.encode()) for name, content in parts.items()}
    return zipped(**parts)


def test_a_file_saved_as_strict_open_xml_is_named_with_the_choice_in_word():
    with pytest.raises(
        ProblemError, match=r"Choose Save As in Word, and there Word Document \(\*\.docx\)"
    ) as caught:
        Package.read(strict(docx(p("a"))), "mall.docx")
    assert [problem.code for problem in caught.value.problems] == ["docx-strict"]


def test_a_password_on_the_zip_is_named():
    data = bytearray(docx(p("a")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "docx-encrypted"


def test_a_text_may_speak_of_doctype():
    data = docx(p("a"), raw={"customXml/item1.xml": "<a><![CDATA[<!DOCTYPE html>]]></a>"})
    assert Package.read(data, "x").parts["customXml/item1.xml"] == b"<a><![CDATA[<!DOCTYPE html>]]></a>"


def test_broken_xml_is_told_with_part_and_line():
    package = Package.read(changed("word/x.xml", "<a>\n<b>\n</a>"), "mall.docx")
    with pytest.raises(ProblemError) as caught:
        package.tree("word/x.xml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.words) == ("docx-broken-xml", "word/x.xml, line 3")


def test_an_entity_is_not_fetched_even_when_it_gets_past_the_gate(tmp_path):
    (tmp_path / "secret").write_text("hemligt", encoding="utf-8")
    from generator.word.opc.xml import parse

    with pytest.raises(ProblemError):
        parse(f'<!DOCTYPE a [<!ENTITY b SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>&b;</a>', "x", "y")


def test_the_stories_are_the_parts_that_hold_text():
    data = docx(p("a"), header=p("b"), footer=p("c"))
    assert Package.read(data, "x").stories() == ["word/document.xml", "word/header.xml", "word/footer.xml"]


def test_the_same_parts_give_the_same_bytes_in_a_fixed_order(monkeypatch):
    data = docx(p("a"), header=p("b"), raw={"customXml/item1.xml": "<a  b='c'/>"})
    once = Package.read(data, "x").to_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    again = Package.read(once, "x").to_bytes()
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert archive.namelist()[2:] == sorted(archive.namelist()[2:])
        entries = archive.infolist()
        assert {info.date_time for info in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr) for info in entries} == {(0, 0)}
        assert archive.read("customXml/item1.xml") == b"<a  b='c'/>"


def test_the_date_of_the_build_can_be_given_but_no_zip_is_older_than_1980(monkeypatch):
    for moment, year in (("1767225600", 2026), ("0", 1980)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        written = Package.read(docx(p("a")), "x").to_bytes()
        assert zipfile.ZipFile(io.BytesIO(written)).infolist()[0].date_time[0] == year


def test_a_part_that_is_removed_leaves_nothing_behind():
    package = Package.read(docx(p("a")), "x")
    before = set(package.parts), package.relationships(package.main)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    package.add("word/comments.xml", root("comments").encode(), kind)
    package.add_relationship(package.main, DOC_REL + "comments", "word/comments.xml")
    package.add_relationship("word/comments.xml", DOC_REL + "hyperlink", "https://a.se", external=True)
    package.remove("word/comments.xml")
    assert (set(package.parts), package.relationships(package.main)) == before
    assert package.content_type("word/comments.xml") == "application/xml"
    sound(package.to_bytes())


def test_a_new_part_gets_a_type_a_name_and_a_relationship():
    package = Package.read(docx(p("a")), "x")
    name = package.free_name("word/header{}.xml")
    package.add(
        name,
        root("hdr", p("Sidhuvud")).encode(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    )
    first = package.add_relationship(package.main, DOC_REL + "header", name)
    assert package.add_relationship(package.main, DOC_REL + "header", name) == first
    link = package.add_relationship(package.main, DOC_REL + "hyperlink", "https://a.se", external=True)
    assert link != first
    again = Package.read(sound(package.to_bytes()), "x")
    assert again.stories() == [again.main, name]
    assert again.relationships(again.main)[link].target == "https://a.se"
    with pytest.raises(ValueError, match="header1"):
        package.add(name, b"<a/>", "x")
    assert package.free_name("word/header{}.xml") == "word/header2.xml"


def test_a_prefix_that_nothing_declares_is_a_damaged_file():
    text = (
        root("document", "<v:body/>")
        .replace("xmlns:v=", "xmlns:other=")
        .replace("<w:document", "<v:document")
    )

    package = Package.read(
        changed("word/document.xml", text.replace("</w:document", "</v:document")), "mall.docx"
    )

    with pytest.raises(ProblemError) as caught:
        package.tree(package.main)

    assert caught.value.problems[0].code == "docx-broken-xml"
