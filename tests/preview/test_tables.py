"""Tables become HTML's tables: heads, cells over several, widths, the parts of their style."""

from generator.preview import preview
from generator.word.opc.package import Package
from tests.preview.page import paths, tree
from tests.wml import STYLES, Xml, docx, p, sdt, tbl, tc, tr

STYLED = STYLES + (
    '<w:style w:type="table" w:styleId="Rutor"><w:name w:val="Rutor"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:color="112233"/><w:insideH w:val="dotted" w:sz="4" w:color="auto"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="E6EFF0"/></w:tcPr></w:tblStylePr></w:style>'
)


def look(*blocks, **more):
    return preview(Package.read(docx(*blocks, **more), "x"))


def head(row):
    return Xml(row.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1))


def styled(table, seen='w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"'):
    properties = (
        f'<w:tblPr><w:tblStyle w:val="Rutor"/><w:tblLook {seen}/><w:tblCaption w:val="Mått &amp; mål"/>'
    )
    return Xml(table.replace("<w:tblPr>", properties, 1))


def test_heads_of_columns_and_rows_say_what_they_are_the_heads_of():
    made = look(styled(tbl(head(tr("Mått", "Mål")), tr("Deltagare", "60"), tr("", "80"))), styles=STYLED)

    assert [(each.tag, each.get("scope"), each.text_content()) for each in tree(made).iter("th", "td")] == [
        ("th", "col", "Mått"), ("th", "col", "Mål"),
        ("th", "row", "Deltagare"), ("td", None, "60"),
        ("td", None, ""), ("td", None, "80"),
    ]  # fmt: skip
    assert tree(made).findtext(".//caption") == "Mått & mål"


def test_a_table_without_heads_has_none():
    assert [each.tag for each in tree(look(tbl(tr("a", "b")))).iter("th", "td")] == ["td", "td"]


def test_the_parts_of_a_table_style_are_rules_that_what_a_cell_says_itself_goes_before():
    shaded = '<w:shd w:val="clear" w:fill="FFFFFF"/>'
    made = look(styled(tbl(head(tr("a", tc("b", props=shaded))))), styles=STYLED)

    assert ".paper :where(.s-Rutor){border-top:1pt solid #112233}" in made.style
    assert ".paper :where(.s-Rutor > tbody > tr + tr > *){border-top:0.5pt dotted currentcolor}" in made.style
    assert (
        ".paper :where(.s-Rutor > tbody > .first-row > *){font-weight:bold;background-color:#e6eff0}"
        in made.style
    )
    assert "{background-color:#ffffff}" in made.style


def test_cells_go_over_columns_and_rows():
    def merged(text, kind):
        return tc(text, props=f"<w:vMerge{kind}/>")

    made = look(
        tbl(
            tr(merged("a", ' w:val="restart"'), tc("b", props='<w:gridSpan w:val="2"/>')),
            tr(merged("", ""), "c", "d"),
            tr("e", "f", "g"),
            tr(merged("h", ""), "i", "j"),
        )
    )

    assert [
        [(cell.text_content(), cell.get("rowspan"), cell.get("colspan")) for cell in row]
        for row in tree(made).iter("tr")
    ] == [
        [("a", "2", None), ("b", None, "2")],
        [("c", None, None), ("d", None, None)],
        [("e", None, None), ("f", None, None), ("g", None, None)],
        [("h", None, None), ("i", None, None), ("j", None, None)],
    ]


def test_columns_are_as_wide_as_in_word():
    table = Xml(tbl(tr("a", "b")).replace('<w:gridCol w:w="1000"/>', '<w:gridCol w:w="3000"/>', 1))
    made = look(table)

    assert [each.get("class") for each in tree(made).iter("col")] == ["d2", "d3"]
    assert ".paper .d1{width:200pt}\n.paper .d2{width:75%}\n.paper .d3{width:25%}\n" in made.style


def test_a_field_around_a_cell_or_a_row_marks_it():
    row = tr("a", "b")
    around_row = sdt(row, tag="project.activities.0", block=True)
    around_cell = sdt(tc("c"), tag="project.name", block=True)
    made = look(Xml(tbl(row).replace(row, f"{around_row}<w:tr>{around_cell}{tc('d')}</w:tr>")))

    assert [(each.tag, each.get("data-path")) for each in tree(made).iter("tr", "td") if each.get("data-path")] == [
        ("tr", "project.activities.0"), ("td", "project.name"),
    ]  # fmt: skip


def test_a_value_in_a_table_in_a_table_is_marked():
    inner = tbl(tr(tc(p(sdt("60", tag="project.goals.0.target")))))

    assert paths(look(tbl(tr(tc(inner, p()))))) == ["project.goals.0.target"]
