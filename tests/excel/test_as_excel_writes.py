"""A workbook as Excel itself writes it: strings that are shared, in runs, with readings; styles; formulas."""

import openpyxl
import pytest
from excel_zip import parts, zipped
from workbooks import taken

from generator.excel.reading.read_book import read_book

STRINGS = [
    "<si><t>Kostnadsslag</t></si>",
    "<si><r><t>Benäm</t></r><r><rPr><b/></rPr><t>ning</t></r></si>",
    '<si><t>Á-pris</t><rPh sb="0" eb="1"><t>ア</t></rPh><phoneticPr fontId="1"/></si>',
    "<si><t>Antal</t></si>",
    "<si><t>Summa</t></si>",
    "<si><t>Personal</t></si>",
    '<si><t xml:space="preserve"> Ledare </t></si>',
    "<si><t>År</t></si>",
    "<si><t>a_x000D_\nb_x005F_x0041_</t></si>",
]
HEADS = "".join(
    f'<c r="{column}1" s="0" t="s"><v>{n}</v></c>'
    for column, n in zip("ABCDEF", (0, 1, 2, 3, 4, 7), strict=True)
)
ROWS = f"""<row r="1" spans="1:6">{HEADS}</row>
<row r="2" spans="1:6"><c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c><c r="C2" s="3"><v>480.5</v></c><c r="D2"><v>400</v></c>
<c r="E2" s="3"><f>C2*D2</f><v>192200</v></c><c r="F2" s="1"><v>46266</v></c></row>
<row r="3" spans="1:6" hidden="1"><c r="A3" t="inlineStr"><is><t>Resor och logi</t></is></c><c r="B3" t="str"><f>"Tå"&amp;"g"</f><v>Tåg</v></c>
<c r="E3" s="3"><v>12000</v></c><c r="F3"/></row>"""


def test_every_way_of_writing_a_cell_is_read():
    done = taken("budget:\n  lines: []\n", zipped(parts(ROWS, STRINGS)))

    assert done.text == (
        "budget:\n  lines:\n    - category: Personal\n      description: Ledare\n      year: 2026\n"
        "      quantity: 400\n      unit_price: 480,5\n    - category: Resor och logi\n"
        "      description: Tåg\n      amount: 12000\n"
    )
    assert [each.code for each in done.problems] == ["book-hidden", "book-export-again"]


def test_the_hand_written_file_is_one_that_another_reader_opens(tmp_path):
    file = tmp_path / "b.xlsx"
    file.write_bytes(zipped(parts(ROWS, STRINGS)))

    sheet = openpyxl.load_workbook(file, data_only=True)["Budget"]

    assert [each.value for each in sheet[1]] == [
        "Kostnadsslag",
        "Benämning",
        "Á-pris",
        "Antal",
        "Summa",
        "År",
    ]
    assert sheet["F2"].value.isoformat() == "2026-09-01T00:00:00"


def test_escaped_characters_are_read_as_what_they_stand_for():
    row = '<row r="1"><c r="A1" t="s"><v>8</v></c></row>'

    (sheet,) = read_book(zipped(parts(row, STRINGS)), "b.xlsx").sheets

    assert sheet.rows[0].cells[1].text == "a\nb_x0041_"


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    made = parts(ROWS.replace("46266", "44804"), STRINGS)
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace("<workbookPr ", '<workbookPr date1904="1" ')

    assert "year: 2026\n" in taken("budget:\n  lines: []\n", zipped(made)).text


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy\\-mm\\-dd", "date"),
        ("[$-41D]d mmmm yyyy;@", "date"),
        ('#,##0 "dagar"', "number"),
        ("0.0%", "percent"),
        ("[Red]0", "number"),
        ("General", "number"),
        ("mm:ss", "time"),
    ],
)
def test_a_number_format_is_known_by_what_it_writes(code, shown):
    made = parts(ROWS, STRINGS)
    own = code.replace("&", "&amp;").replace('"', "&quot;")
    made["xl/styles.xml"] = made["xl/styles.xml"].replace('numFmtId="14"', 'numFmtId="170"', 1)
    made["xl/styles.xml"] = made["xl/styles.xml"].replace(
        '<numFmts count="1">', f'<numFmts count="2"><numFmt numFmtId="170" formatCode="{own}"/>'
    )

    (sheet,) = read_book(zipped(made), "b.xlsx").sheets

    assert sheet.rows[1].cells[6].shown == shown


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1" t="s"><v>99</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" t="s"><v/></c>'],
)
def test_a_string_that_is_not_there_is_a_damaged_file(cell):
    with pytest.raises(Exception, match="damaged"):
        read_book(zipped(parts(f'<row r="1">{cell}</row>', STRINGS)), "b.xlsx")
