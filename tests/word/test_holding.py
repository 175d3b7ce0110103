"""No row of a table, and no beginning of a list, stands alone at the end of a page."""

import pytest
from lxml import etree

from generator.markdown import parse
from generator.word.opc.names import PPR, W, qn
from generator.word.text import markdown_write
from generator.word.text.keep_together import keep_edges_together, let_long_rows_split
from generator.word.text.numbering import Numbering
from generator.word.text.styles import Styles

HEADER = "<w:trPr><w:tblHeader/></w:trPr>"


def table(rows, header=HEADER):
    cell = "<w:tc><w:p/></w:tc>"
    body = f"<w:tr>{cell}</w:tr>" * rows
    return etree.fromstring(
        f'<w:body xmlns:w="{W}"><w:tbl><w:tr>{header}{cell}</w:tr>{body}</w:tbl></w:body>'
    )


def held(elements):
    return [n for n, element in enumerate(elements) if next(element.iter(qn("w:keepNext")), None) is not None]


@pytest.mark.parametrize(("rows", "kept"), [(1, []), (2, [1]), (3, [1, 2]), (6, [1, 5])])
def test_the_first_row_and_the_last_but_one_are_kept_with_the_next(rows, kept):
    root = table(rows)

    keep_edges_together(root)

    assert held(root.iter(qn("w:tr"))) == kept
    assert not keep_edges_together(root)


def test_a_table_without_a_header_row_is_left_as_it_is():
    root = table(6, header="")

    assert not keep_edges_together(root)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tre problem:\n\n- ett\n- två\n- tre", [0, 2]),
        ("Tre problem.\n\n- ett\n- två", [1]),
        ("Stycke:\n\nStycke", []),
        ("- ett", []),
    ],
)
def test_what_opens_a_list_and_its_last_item_but_one_are_kept_with_the_next(text, kept):
    look = markdown_write.Formatting(None, None, Styles(None))

    made = markdown_write.blocks(parse(text), look, lambda *_: [], Numbering.empty(), str)

    assert (
        held([paragraph.find(PPR) if paragraph.find(PPR) is not None else paragraph for paragraph in made])
        == kept
    )


def test_a_text_that_is_kept_with_what_follows_is_so_at_its_end_alone():
    kept = etree.fromstring(f'<w:pPr xmlns:w="{W}"><w:keepNext/></w:pPr>')
    look = markdown_write.Formatting(kept, None, Styles(None))

    made = markdown_write.blocks(parse("Ett.\n\nTvå.\n\nTre."), look, lambda *_: [], Numbering.empty(), str)

    assert held(made) == [2]


@pytest.mark.parametrize(("letters", "split"), [(300, False), (400, True)])
def test_a_row_of_many_lines_may_stand_on_two_pages_and_asks_for_no_other_beside_it(letters, split):
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{"x" * size}</w:t></w:r></w:p></w:tc>'
        for width, size in ((4000, letters), (4170, 1))
    )  # 40 letters on a line
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    head = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    root = etree.fromstring(f'<w:body xmlns:w="{W}"><w:tbl>{head}{row * 3}</w:tbl></w:body>')

    keep_edges_together(root)
    let_long_rows_split(root)

    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in root.iter(qn("w:tr"))]
    assert whole == [True, *[not split] * 3]
    assert held(root.iter(qn("w:tr"))) == ([] if split else [1, 2])
