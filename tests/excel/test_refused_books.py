"""Files that are no workbook, or bring what runs or fetches: refused by what they hold, with a sentence."""

import io
import zipfile

import pytest
from excel_zip import DOC, parts, relationships, zipped
from workbooks import exported

from generator.excel.reading.read_book import read_book
from generator.problems import ProblemError

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def book(part=None, content="<x/>", *, of="xl/_rels/workbook.xml.rels", related=(), types=()):
    made = parts(ROW)
    if part:
        made[part] = content
    for kind, target, more in related:
        entry = f'<Relationship Id="rId99" Type="{DOC}/{kind}" Target="{target}" {more}/></Relationships>'
        made[of] = made.get(of, relationships()).replace("</Relationships>", entry)
    for old, new in types:
        made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(old, new)
    return zipped(made)


def cell(inside):
    return zipped(parts(f'<row r="1"><c r="A1">{inside}</c></row>'))


BOMB = "<x>" + " " * 12_000_000 + "</x>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUT = 'TargetMode="External"'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "book-damaged"),
        (b"Kostnad;Belopp\r\nA;1\r\n", "book-other-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "book-other-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "book-encrypted"),
        (b"%PDF-1.7", "book-other-kind"),
        (b"PK\x03\x04half", "book-damaged"),
        (book("xl/x.xml", BOMB), "book-too-large"),
        (book("xl/sharedStrings.xml", LAUGHS), "book-damaged"),
        (book("xl/worksheets/sheet1.xml", "<worksheet>"), "book-damaged"),
        (book("xl/vbaProject.bin", b"x"), "book-macros"),
        (book("xl/bilder.bin", b"x", related=[("vbaProject", "bilder.bin", "")]), "book-macros"),
        (book(types=[("spreadsheetml.sheet.main", "x"), ("x+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")]), "book-macros"),
        (book("xl/macrosheets/s.xml", related=[("xlMacrosheet", "macrosheets/s.xml", "")]), "book-macros"),
        (book("xl/x1.xml", related=[("externalLink", "x1.xml", "")]), "book-links"),
        (book("xl/c.xml", related=[("connections", "c.xml", "")]), "book-links"),
        (book(of="xl/worksheets/_rels/sheet1.xml.rels", related=[("image", "http://x.example/a.png", OUT)]), "book-links"),
        (book("xl/e.bin", b"x", of="xl/worksheets/_rels/sheet1.xml.rels", related=[("oleObject", "../e.bin", "")]), "book-objects"),
        (cell("<f>cmd|'/C calc'!A0</f><v>1</v>"), "book-links"),
        (cell("<f>[1]Blad1!$A$1</f><v>1</v>"), "book-links"),
        (cell('<f>WEBSERVICE("http://x.example")</f><v>1</v>'), "book-links"),
    ],
)  # fmt: skip
def test_it_is_refused_with_a_sentence(data, code):
    with pytest.raises(ProblemError) as refused:
        read_book(data, "budget.xlsx")

    assert code in [each.code for each in refused.value.problems]
    assert all("Word" not in each.message for each in refused.value.problems)


def test_a_link_that_is_followed_by_hand_is_none_that_fetches():
    linked = book(
        of="xl/worksheets/_rels/sheet1.xml.rels", related=[("hyperlink", "https://region.example", OUT)]
    )

    assert read_book(linked, "b.xlsx").sheets[0].rows


def test_an_open_document_table_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(ProblemError) as refused:
        read_book(out.getvalue(), "b.ods")

    assert refused.value.problems[0].code == "book-other-kind"


def test_a_word_document_is_no_workbook(tmp_path):
    data = zipped(parts(ROW) | {"_rels/.rels": relationships(("officeDocument", "xl/styles.xml"))})

    with pytest.raises(ProblemError) as refused:
        read_book(data, "b.xlsx")

    assert refused.value.problems[0].code == "book-other-kind"


def test_a_sheet_with_more_rows_than_any_budget_is_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_003))

    with pytest.raises(ProblemError) as refused:
        read_book(zipped(parts(rows)), "b.xlsx")

    assert refused.value.problems[0].code == "book-too-large"


def test_what_is_exported_is_read():
    assert read_book(exported("budget:\n  lines: []\n"), "b").sheets[0].title == "Summor"
