"""Where a tag stands says what it governs; what is wrong with a tag is told at its place, all in one run."""

import pickle

import pytest
from outline import outline
from sound import sound
from wml import Xml, b, docx, i, link, p, r, sdt, tbl, tc, tr

from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template


def told(*blocks, values=None, **stories):
    """The outline of a template with these blocks, filled."""
    template = compile_template(docx(*blocks, **stories), "mall.docx")
    return outline(sound(render(template, values or {})))


def wrong(*blocks, **stories):
    """(code, words of the place, message) of all that is wrong with a template."""
    with pytest.raises(ProblemError) as caught:
        compile_template(docx(*blocks, **stories), "mall.docx")
    assert all(problem.file == "mall.docx" and problem.level == "error" for problem in caught.value.problems)
    return [(problem.code, problem.place.words, problem.message) for problem in caught.value.problems]


XS = {"xs": ["a", "b"], "ja": True, "nej": False, "tom": [], "x": "X"}


# --- text


def test_a_tag_split_over_runs_takes_the_look_of_its_first_letter():
    template = compile_template(docx(p("Titel ", b("{{ pro"), i("ject.title }}"), " slut")), "x")
    data = render(template, {"project": {"title": "Vatten"}})
    assert outline(data) == "¶ | Titel Vatten slut\n"
    assert b'<w:b/></w:rPr><w:t xml:space="preserve">Vatten</w:t>' in template_body(data)


def template_body(data):
    from generator.word.opc.package import Package

    return Package.read(data, "x").parts["word/document.xml"]


def test_a_tag_inside_text_rules_text():
    assert (
        told(p("Ja: {% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}."), values=XS)
        == "¶ | Ja: a, b.\n"
    )


def test_quotes_and_hard_spaces_are_straightened_inside_tags_only():
    assert told(p("“Hej”\u00a0{{\u00a0x|default(”–”)\u00a0}}"), values={}) == "¶ | “Hej”\u00a0–\n"


def test_a_minus_takes_the_blanks_beside_its_tag():
    assert told(p("a  {{- x -}}  b  {%- if ja %} c {%- endif %} d"), values=XS) == "¶ | aXb c d\n"


def test_comments_vanish_and_raw_text_stands():
    assert told(p("a{# hemligt #}b {% raw %}{{ x }}{% endraw %}")) == "¶ | ab {{ x }}\n"


def test_tabs_and_breaks_inside_a_tag_are_blanks():
    assert (
        told(p(Xml("<w:r><w:t>{{</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>}}</w:t></w:r>")), values=XS)
        == "¶ | X\n"
    )


def test_a_question_mark_before_an_end_of_xml_is_only_text():
    assert told(p("{{ 'a?>b' }}")) == "¶ | a?>b\n"


def test_tags_in_links_headers_and_footnotes_are_filled():
    notes = '<w:footnote w:id="1">' + p("Not {{ x }}") + "</w:footnote>"
    text = told(p("a ", link("{{ x }}")), header=p("H {{ x }}"), footnotes=notes, values=XS)
    assert text == "¶ | a X\n--- header.xml\n¶ | H X\n--- footnotes.xml\n¶ | Not X\n"


def test_the_title_property_is_filled():
    assert told(p("a"), title="Ansökan {{ x }} & {{ '<' }}", values=XS) == "title: Ansökan X & <\n¶ | a\n"


# --- paragraphs


def test_a_tag_alone_in_its_paragraph_rules_paragraphs_and_leaves_none():
    text = told(
        p("före"),
        p("{% for x in xs %}"),
        p("{{ x }}", style="Rubrik1"),
        p("{% endfor %}"),
        p("efter"),
        values=XS,
    )
    assert text == "¶ | före\n¶ heading 1 | a\n¶ heading 1 | b\n¶ | efter\n"


def test_else_alone_in_its_paragraph():
    for ja, word in ((True, "ett"), (False, "två")):
        text = told(
            p("{% if ja %}"), p("ett"), p("{% else %}"), p("två"), p("{% endif %}"), values={"ja": ja}
        )
        assert text == f"¶ | {word}\n"


def test_a_pair_at_the_edges_of_its_paragraphs_rules_them_whole():
    for ja, text in ((True, "¶ | ett\n¶ | två\n¶ | tre\n"), (False, "¶ | tre\n")):
        assert told(p("{% if ja %}ett"), p("två{% endif %}"), p("tre"), values={"ja": ja}) == text


def test_a_pair_may_begin_after_a_text_and_end_before_one():
    text = told(p("Partner: {% for x in xs %}"), p("{{ x }}"), p("{% endfor %}Slut"), values=XS)
    assert text == "¶ | Partner:\n¶ | a\n¶ | b\n¶ | Slut\n".replace("Partner:", "Partner: ")


def test_several_tags_alone_in_a_paragraph_keep_their_order():
    text = told(
        p("{% for x in xs %}{% if x == 'b' %}"),
        p("{{ x }}{{ loop.index }}"),
        p("{% endif %}{% endfor %}"),
        p("{% set y = 3 %}"),
        p("{{ y }}"),
        values=XS,
    )
    assert text == "¶ | b2\n¶ | 3\n"


def test_a_whole_table_can_be_left_out():
    assert told(p("{% if nej %}"), tbl(tr("a")), p("{% endif %}"), p("slut"), values=XS) == "¶ | slut\n"


def test_a_body_is_never_empty():
    assert told(p("{% if nej %}"), p("a"), p("{% endif %}"), values=XS) == "¶\n"


def test_tables_that_a_loop_brings_together_stay_apart():
    text = told(p("{% for x in xs %}"), tbl(tr("{{ x }}")), p("{% endfor %}"), p("slut"), values=XS)
    assert text == "| a |\n¶\n| b |\n¶ | slut\n"


def test_a_body_does_not_end_with_a_table():
    assert told(p("{% if ja %}"), tbl(tr("a")), p("{% endif %}"), values=XS) == "| a |\n¶\n"


def test_the_bookmark_of_a_paragraph_that_disappears_is_kept():
    mark = Xml('<w:bookmarkStart w:id="0" w:name="Viktigt"/>')
    end = Xml('<w:bookmarkEnd w:id="0"/>')
    data = render(
        compile_template(docx(p("före"), p(mark, "{% if ja %}"), p("a", end), p("{% endif %}")), "x"), XS
    )
    assert b'w:name="Viktigt"' in template_body(sound(data))


# --- rows and cells


def test_a_tag_alone_in_its_row_rules_rows_and_leaves_none():
    text = told(
        tbl(
            tr("N", "I"),
            tr("{% for x in xs %}", ""),
            tr("{{ x }}", "{{ loop.index }}"),
            tr("", "{% endfor %}"),
            tr("S", ""),
        ),
        values=XS,
    )
    assert text == "| N | I |\n| a | 1 |\n| b | 2 |\n| S |  |\n"


def test_a_tag_from_the_first_cell_to_the_last_rules_the_row():
    assert (
        told(tbl(tr("{% for x in xs %}{{ x }}", "{{ loop.index }}{% endfor %}")), values=XS)
        == "| a | 1 |\n| b | 2 |\n"
    )


def test_a_tag_from_the_first_cell_of_a_row_to_the_last_of_another_rules_both():
    rows = tr("{% for x in xs %}{{ x }}", "1"), tr("två", "{{ x }}{% endfor %}")
    assert told(tbl(*rows), values=XS) == "| a | 1 |\n| två | a |\n| b | 1 |\n| två | b |\n"


def test_tags_in_paragraphs_of_their_own_in_the_first_and_last_cell_leave_none():
    row = tr(tc(p("{% for x in xs %}"), p("{{ x }}")), tc(p("{{ loop.index }}"), p("{% endfor %}")))
    data = render(compile_template(docx(tbl(row)), "x"), XS)
    assert outline(sound(data)) == "| a | 1 |\n| b | 2 |\n"
    assert template_body(data).count(b"<w:p>") == 4


def test_a_loop_inside_a_cell_rules_paragraphs_and_the_cell_still_ends_with_one():
    cell = tc(p("{% for x in tom %}"), p("{{ x }}"), p("{% endfor %}"))
    assert told(tbl(tr("a", cell)), values=XS) == "| a |  |\n"


def test_a_table_without_rows_disappears():
    assert told(p("a"), tbl(tr("{% for x in tom %}{{ x }}", "{% endfor %}")), values=XS) == "¶ | a\n"


def test_else_in_a_row_of_its_own():
    table = tbl(tr("{% for x in tom %}"), tr("{{ x }}"), tr("{% else %}"), tr("inga"), tr("{% endfor %}"))
    assert told(table, values=XS) == "| inga |\n"


def test_cells_of_their_own_rule_columns():
    table = tbl(tr("A", "{% for x in xs %}", "{{ x }}", "{% endfor %}", "Ö"))
    assert told(table, values=XS) == "| A | a | b | Ö |\n"


def test_a_table_that_gets_more_cells_gets_more_columns():
    table = tbl(tr("A", "{% for x in xs %}", "{{ x }}", "{% endfor %}", "Ö"))
    for many, columns in (("ab", 5), ("abcdef", 8)):  # the template has five
        data = render(compile_template(docx(table, p("slut")), "x"), {"xs": many})
        assert template_body(data).count(b"<w:gridCol") == columns


def test_docxtpl_markers_mean_what_they_do_there():
    rows = tr("{%tr for x in xs %}", ""), tr("{{r x }}", "{_{ x }_}"), tr("{%tr endfor %}", "")
    assert told(tbl(*rows), values=XS) == "| a | {{ x }} |\n| b | {{ x }} |\n"
    assert (
        told(p("{%p if nej %}"), p("bort"), p("{%p endif %}"), p("{%r if ja %}kvar{%r endif %}"), values=XS)
        == "¶ | kvar\n"
    )
    assert told(tbl(tr("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")), values=XS) == "| a | b |\n"


def test_docxtpl_tags_for_cells():
    cells = tc(p("{% cellbg 'FFCC00' %}{% colspan 2 %}{{ x }}"), props='<w:vAlign w:val="top"/>')
    data = render(compile_template(docx(tbl(tr(cells), tr("a", "b"))), "x"), XS)
    assert (
        b'<w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="FFCC00"/><w:vAlign'
        in template_body(sound(data))
    )
    merged = tbl(tr("{%tr for x in xs %}", ""), tr("{% vm %}samma", "{{ x }}"), tr("{%tr endfor %}", ""))
    data = render(compile_template(docx(merged), "x"), XS)
    assert template_body(sound(data)).count(b"<w:vMerge") == 2
    assert template_body(data).count(b'w:val="restart"') == 1


# --- text boxes


def box(text):
    inside = f"<w:txbxContent>{text}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Ruta"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return Xml(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    )


def test_a_text_box_is_filled_in_both_its_copies_and_copies_get_their_own_ids():
    data = render(
        compile_template(
            docx(
                p("{% for x in xs %}"),
                p("före ", box(p("{{ x }}{% if ja %}!{% endif %}"))),
                p("{% endfor %}"),
            ),
            "x",
        ),
        XS,
    )
    xml = template_body(data)
    assert xml.count(b">a<") == xml.count(b">b<") == 2
    assert xml.count(b'<wp:docPr id="1"') == xml.count(b'<wp:docPr id="2"') == 1


def test_a_tag_cannot_go_out_of_its_text_box():
    codes = {code for code, _, _ in wrong(p("a ", box(p("{% if x %}")), "b {% endif %}"))}
    assert codes == {"template-no-end", "template-stray"}


# --- what is wrong


def test_all_that_is_wrong_is_told_in_one_run_each_at_its_place():
    found = wrong(
        p("Rubrik"),
        p("En {{ a ? b }} text"),
        p("{{ belopp|kronr }} {{ x is sommar }}"),
        tbl(tr("a", "b"), tr("c", "{% if x == %}y{% endif %}")),
        p("{% fr x in xs %} {% macro a() %}"),
        header=p("{{ a.b( }}"),
    )
    assert [(code, words) for code, words, _ in found] == [
        ("template-syntax", "the body, paragraph 2, “En {{ a ? b }} text”"),
        ("template-unknown-tag", "the body, paragraph 4, “{% fr x in xs %} {% macro a() %}”"),
        ("template-refused", "the body, paragraph 4, “{% fr x in xs %} {% macro a() %}”"),
        ("template-syntax", "the body, paragraph 3, “{{ belopp|kronr }} {{ x is sommar }}”"),
        ("template-syntax", "the body, paragraph 3, “{{ belopp|kronr }} {{ x is sommar }}”"),
        ("template-syntax", "the body, table 1, row 2, cell 2, “{% if x == %}y{% endif %}”"),
        ("template-syntax", "the header (header.xml), paragraph 1, “{{ a.b( }}”"),
    ]
    messages = " ".join(message for _, _, message in found)
    assert 'Did you mean "kronor"?' in messages
    assert 'Did you mean "for"?' in messages
    assert 'There is no test called "sommar"' in messages


def test_a_call_is_refused_where_it_stands():
    ((code, words, message),) = wrong(p("a"), p("{{ name.encode() }}"))
    assert (code, words) == ("template-syntax", "the body, paragraph 2, “{{ name.encode() }}”")
    assert "|filter" in message


def test_a_tag_without_end_is_named_and_nothing_else():
    found = wrong(p("{% for x in xs %}"), p("{% if a %}"), p("{{ x }}"), p("{% endfor %}"))
    assert [(code, words) for code, words, _ in found] == [
        ("template-no-end", "the body, paragraph 2, “{% if a %}”")
    ]
    assert "{% endif %}" in found[0][2]


def test_an_end_without_beginning_is_named():
    assert [code for code, _, _ in wrong(p("{{ a }} {% endif %}"), p("{% else %}"))] == [
        "template-stray",
        "template-stray",
    ]


def test_a_value_without_end_is_named():
    ((code, words, message),) = wrong(p("a {{ b"), p("c"))
    assert (code, words) == ("template-syntax", "the body, paragraph 1, “a {{ b”")
    assert "no end" in message


@pytest.mark.parametrize(
    "blocks",
    [
        [tbl(tr("{% for x in xs %}a", "b")), tbl(tr("c", "d{% endfor %}"))],
        [p("{% for x in xs %}"), tbl(tr("a", "{% endfor %}"))],
        [tbl(tr("a {% if x %} b", "c {% endif %} d"))],
        [p("a {% if x %}", link("b {% endif %} c"))],
        [sdt(p("{% if x %}"), tag="y", kind="", block=True), p("{% endif %}")],
    ],
    ids=[
        "two tables",
        "out of a cell",
        "amid two cells",
        "into a link",
        "out of a control",
    ],
)
def test_a_tag_that_would_cross_names_both_its_ends(blocks):
    ((code, _, message),) = wrong(*blocks)
    assert code == "template-crossing"
    assert "{% end" in message
    assert ("{% for" in message) or ("{% if" in message)


def test_a_tag_for_a_cell_outside_a_table_is_an_error():
    assert [code for code, _, _ in wrong(p("{% colspan 2 %}a"))] == ["template-no-cell"]


def test_a_compiled_template_can_be_kept():
    template = compile_template(docx(p("{{ x }}")), "x")
    once = render(template, XS)
    assert render(pickle.loads(pickle.dumps(template)), XS) == once


def test_every_kind_of_tag_knows_its_place_when_it_is_filled():
    blocks = [
        p("a {{ u.a }}"),
        p("{% if u.b %}"),
        p("c"),
        p("{% endif %}"),
        tbl(tr("{% for x in u.d %}{{ x }}", "e{% endfor %}")),
        p(b("{{ u.f }}"), "{{ x }}", r("{{ u.g }}")),
    ]
    with pytest.raises(ProblemError) as caught:
        render(compile_template(docx(*blocks), "x"), {"u": {}, "x": "x"})
    told = [
        (problem.message.split('"')[1], problem.place.words.split(", “")[0])
        for problem in caught.value.problems
    ]
    assert told == [
        ("a", "the body, paragraph 1"),
        ("b", "the body, paragraph 2"),
        ("d", "the body, table 1, row 1, cell 1"),
        ("f", "the body, paragraph 5"),
        ("g", "the body, paragraph 5"),
    ]


def test_two_row_loops_side_by_side_are_refused():
    ((code, words, message),) = wrong(
        tbl(
            tr("{%tr for a in xs %}", "{%tr for b in tom %}"),
            tr("{{ a }}", "{{ b }}"),
            tr("{%tr endfor %}", "{%tr endfor %}"),
        )
    )
    assert code == "template-side-by-side"
    assert words.startswith("the body, table 1, row 1, cell 2")
    assert "{%tr for b in tom %}" in message


def test_a_row_loop_over_the_items_of_the_one_beside_it_is_one_in_the_other():
    table = tbl(
        tr("{%tr for a in groups %}", "{%tr for b in a.bs %}"),
        tr("{{ a.n }}", "{{ b }}"),
        tr("{%tr endfor %}", "{%tr endfor %}"),
    )
    groups = [{"n": "1", "bs": ["x", "y"]}, {"n": "2", "bs": ["z"]}]
    assert "| 1 | x |\n| 1 | y |\n| 2 | z |" in told(table, p(), values={"groups": groups})


def test_a_table_whose_tag_declares_namespaces_goes_with_its_last_row():
    rows = tbl(tr("{%tr for x in tom %}"), tr("{{ x }}"), tr("{%tr endfor %}"))
    declared = Xml(rows.replace("<w:tbl>", '<w:tbl xmlns:q="urn:q">'))
    data = render(compile_template(docx(p("a"), declared, p("b")), "mall.docx"), {"tom": []})
    assert b"<w:tbl" not in template_body(data)
    kept = render(compile_template(docx(p("a"), declared, declared, p("b")), "mall.docx"), {"tom": ["1"]})
    assert b"</w:tbl><w:tbl" not in template_body(sound(kept))
