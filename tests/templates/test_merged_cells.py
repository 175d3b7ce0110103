"""`{% vm %}` merges cells down a column as long as they say the same: no value is lost in a merged cell."""

from beside_docxtpl import rows
from sound import sound
from wml import docx, p, tbl, tr

from generator.located import LocatedText, Origin
from generator.render import draw, render
from generator.template import compile_template
from generator.word.opc.names import SDT, TC, TR, VAL, qn
from generator.word.opc.package import Package
from generator.word.text.content_control import name_in


def column(values, *blocks, at=0, **more):
    """What stands in a column, row by row; `=` is a cell merged with the one above."""
    template = compile_template(docx(*blocks), "mall.docx")
    package = Package.read(sound(render(template, values, controls=False, **more)), "x")
    found = []
    for row in package.tree(package.main).iter(TR):
        cell = row.findall(TC)[at]
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        text = "".join(each.text or "" for each in cell.iter(qn("w:t")))
        if merge is None or merge.get(VAL) == "restart":
            found.append(text)
        else:
            assert not text, "a merged cell hides its text"
            found.append("=")
    return found


def in_rows(cell, loop="for x in xs"):
    return tbl(*rows(tr(cell, "{{ x.n }}"), loop=loop, columns=2)), p()


XS = [{"g": "A", "n": 1}, {"g": "A", "n": 2}, {"g": "B", "n": 3}, {"g": "B", "n": 4}, {"g": "A", "n": 5}]


def test_a_new_cell_begins_when_the_value_changes():
    assert column({"xs": XS}, *in_rows("{% vm %}{{ x.g }}")) == ["A", "=", "B", "=", "A"]


def test_any_part_of_what_the_cell_says_counts():
    assert column({"xs": XS[:3]}, *in_rows("{% vm %}{{ x.g }} {{ x.n }}")) == ["A 1", "A 2", "B 3"]
    assert column({"xs": XS[:3]}, *in_rows("{% vm %}{% if x.g == 'A' %}ja{% else %}nej{% endif %}")) == [
        "ja",
        "=",
        "nej",
    ]


def test_two_columns_are_merged_each_by_its_own():
    table = tbl(*rows(tr("{% vm %}{{ x.g }}", "{% vm %}{{ x.n // 3 }}"), columns=2)), p()
    assert column({"xs": XS}, *table) == ["A", "=", "B", "=", "A"]
    assert column({"xs": XS}, *table, at=1) == ["0", "=", "1", "=", "="]


def test_the_same_words_in_the_next_table_are_a_new_cell():
    blocks = p("{% for t in ts %}"), *in_rows("{% vm %}a"), p("{% endfor %}")
    assert column({"ts": [1, 2], "xs": XS[:2]}, *blocks) == ["a", "=", "a", "="]


def test_a_plain_cell_between_ends_the_merge():
    table = tbl(
        tr("{%tr for x in xs %}", ""),
        tr("{% vm %}{{ x.g }}", ""),
        tr("{%tr endfor %}", ""),
        tr("A", ""),
        tr("{%tr for x in xs %}", ""),
        tr("{% vm %}{{ x.g }}", ""),
        tr("{%tr endfor %}", ""),
    )
    assert column({"xs": XS[:2]}, table, p()) == ["A", "=", "A", "A", "="]


NESTED = tbl(
    tr("{%tr for a in groups %}", "", ""),
    tr("{%tr for b in a.parts %}", "", ""),
    tr("{%tr for c in b.cs %}", "", ""),
    tr("{% vm %}{{ a.n }}", "{% vm %}{{ b.n }}", "{{ c }}"),
    tr("{%tr endfor %}", "", ""),
    tr("{%tr endfor %}", "", ""),
    tr("{%tr endfor %}", "", ""),
)
GROUPS = [
    {"n": "1", "parts": [{"n": "1.1", "cs": "xy"}, {"n": "1.2", "cs": "z"}]},
    {"n": "1", "parts": [{"n": "1.2", "cs": "w"}]},
]


def test_a_name_of_an_outer_loop_is_merged_over_all_rows_of_its_item():
    """The second group says 1, too, and is another."""
    groups = [{**g, "parts": [{**b, "cs": list(b["cs"])} for b in g["parts"]]} for g in GROUPS]
    assert column({"groups": groups}, NESTED, p()) == ["1", "=", "=", "1"]
    assert column({"groups": groups}, NESTED, p(), at=1) == ["1.1", "=", "1.2", "1.2"]


def test_a_value_in_a_merged_cell_is_no_field_that_somebody_deleted():
    xs = [{"g": LocatedText("A", Origin(f"xs.{n}.g", "Grupp", "text")), "n": n} for n in range(2)]
    drawn = draw(compile_template(docx(*in_rows("{% vm %}{{ x.g }}")), "mall.docx"), {"xs": xs})
    controls = drawn.package.tree(drawn.package.main).iter(SDT)
    assert [name_in(each, "w:tag") for each in controls] == [each.path for each in drawn.shown] == ["xs.0.g"]
