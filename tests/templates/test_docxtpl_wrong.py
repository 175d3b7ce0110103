"""Where docxtpl is wrong and we differ on purpose: each test shows its output and ours."""

import pytest
from beside_docxtpl import both, ours, rows, theirs
from looks import looks
from wml import Xml, b, docx, link, p, r, sdt, tbl, tc, tr

from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template
from generator.word.opc.package import Package


def read(document):
    """The XML of a document's body."""
    return Package.read(document, "").parts["word/document.xml"]


def test_no_text_is_lost_after_an_ampersand_or_less_than():
    assert both(p("{{ signs }}")) == [["¶ Fish  Chips"], ["¶ Fish & Chips <now>"]]


def test_a_loop_and_a_choice_leave_no_empty_paragraphs():
    blocks = p("{% for x in xs %}"), p("{{ x }}"), p("{% endfor %}")
    assert both(*blocks) == [["¶", "¶ 1", "¶", "¶ 2", "¶"], ["¶ 1", "¶ 2"]]


def test_a_merged_cell_holds_no_hidden_text():
    peer, mine = both(tbl(*rows(tr(tc(p("{% vm %}", b("Kind"))), "{{ x }}"), columns=2)), p())
    assert (sum("Kind" in line for line in peer), sum("Kind" in line for line in mine)) == (2, 1)


def test_the_blank_after_a_tag_that_begins_a_cell_stays():
    unkept = Xml(r("{% colspan 2 %} Head").replace(' xml:space="preserve"', ""))
    peer, mine = both(tbl(tr(tc(p(unkept))), tr("a", "b")), p())
    assert (peer[3], mine[3]) == ("      ¶ Head", "      ¶  Head")


def test_a_plain_value_is_shown_for_r_and_p_too():
    assert both(p("a ", b("{{r n }}"), " z"), p("{{p n }}"), p("z")) == [
        ["¶ a  z", "¶ z"],
        ["¶ a {b:3} z", "¶ 3", "¶ z"],
    ]


def test_what_stands_between_r_tags_and_joined_paragraphs_keeps_its_look():
    assert both(p(b("{%r if yes %}b{%r endif %}"))) == [["¶ b"], ["¶ {b:b}"]]
    joined = p("a"), p("{%- if yes -%}"), p(b("b")), p("{%- endif -%}"), p("c")
    assert both(*joined) == [["¶ abc"], ["¶ a{b:b}c"]]


def test_a_line_does_not_join_a_table_or_another_section():
    section = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    joining = p("{%- if yes -%}"), p("b"), p("{%- endif %}")
    assert both(tbl(tr("a")), *joining)[1][-2:] == ["      ¶ a", "¶ b"]
    assert both(p("a", props=section), *joining) == [["¶ ab"], ["¶ a", "¶ b"]]


def test_a_joining_line_does_not_go_with_a_paragraph_tag():
    blocks = (
        p("{%p if yes %}"),
        p("{%- if yes -%}"),
        p("b"),
        p("{%- endif -%}"),
        p("c"),
        p("{%p endif %}"),
        p("d"),
    )
    assert both(*blocks) == [["¶ d"], ["¶ bc", "¶ d"]]


def test_a_value_beside_a_paragraph_tag_is_shown():
    assert both(p("{%p if yes %}{{ n }}"), p("{%p endif %}"), p("z")) == [["¶ z"], ["¶ 3", "¶ z"]]


def test_escapes_in_the_data_are_only_text():
    assert both(p("{{ braces }}.")) == [["¶ {{."], ["¶ {_{."]]


def test_what_follows_a_new_paragraph_in_a_link_is_not_lost():
    assert both(p(link("{{ lines }}"))) == [["¶ one⏎two⇥right"], ["¶ one⏎two⇥right⏎last paragraph⏎last page"]]


def test_new_paragraphs_do_not_multiply_a_section():
    section = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    data = docx(p("{{ lines }}", props=section), p("z"))
    assert [read(made).count(b"<w:sectPr") for made in (theirs(data), ours(data))] == [4, 2]


def test_a_plain_control_holds_line_breaks_for_new_paragraphs():
    peer, mine = both(p(sdt("{{ lines }}")))
    assert len(peer) == 1  # the rest is lost
    assert mine == ["¶ one⏎two⇥right⏎last paragraph⏎last page"]


def test_the_copy_of_a_text_box_for_old_programs_holds_line_breaks_for_new_paragraphs():
    box = "<w:txbxContent>" + p("{{ lines }}") + "</w:txbxContent>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    choice = '<mc:Choice Requires="w14"><w:t>new</w:t></mc:Choice>'
    _peer, mine = both(p(Xml(f"<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r>")))
    assert mine[-1].endswith("¶ one⏎two⇥right⏎last paragraph⏎last page")


def test_the_anchor_of_a_comment_stays_when_its_paragraph_goes():
    anchor = Xml('<w:r><w:commentReference w:id="0"/></w:r>')
    data = docx(p("first"), p("{%p if yes %} note", anchor), p("a"), p("{%p endif %}"), p("z"))
    made = render(compile_template(data, "x"), {"yes": True})
    assert read(made).count(b"commentReference") == 1


def test_a_cell_without_properties_gets_its_colour():
    bare = Xml(f"<w:tr><w:tc>{p('{% cellbg people[0].bg %}a')}</w:tc></w:tr>")
    assert [lines[2] for lines in both(tbl(bare), p())] == ["    cell", "    cell shade=FF0000"]


def test_hm_multiplies_what_colspan_says():
    head = tr("{%tc for x in xs %}", "{% colspan 2 %}{% hm %}Head", "{%tc endfor %}")
    below = tr("{%tc for x in xs %}", "{{ x }}", "b", "{%tc endfor %}")
    peer, mine = both(tbl(head, below), p())
    assert (peer[2], mine[2]) == ("    cell span=2", "    cell span=4")
    assert [line.strip() for line in mine if "¶" in line] == ["¶ Head", "¶ 1", "¶ b", "¶ 2", "¶ b", "¶"]


def test_a_minus_inside_a_line_joins_no_paragraphs():
    assert both(p("x"), p("a {%- if yes -%} b {% endif %}c")) == [["¶ xb c"], ["¶ x", "¶ ab c"]]
    assert both(p("a {% if yes -%} b{% endif %}"), p("x"))[1] == ["¶ a b", "¶ x"]


def test_what_stands_between_two_paragraph_tags_of_one_paragraph_stays():
    assert looks(ours(docx(p("{%p if yes %}a{%p endif %}"))))["word/document.xml"] == ["¶ a"]


def test_what_a_loop_or_comment_empties_is_a_sound_document():
    blocks = (
        tbl(*rows(tr("{{ x }}"), loop="for x in empty")),
        tbl(tr("{#tc a #}"), tr(tc(p("{#p b #}")))),
        p("z"),
    )
    peer, mine = both(*blocks)
    assert peer == ["table", "table", "  row", "  row", "    cell", "¶ z"]
    assert mine == ["table", "  row", "    cell", "      ¶", "¶ z"]


def test_tables_of_a_loop_stay_apart():
    blocks = p("{%p for x in xs %}"), tbl(tr("{{ x }}")), p("{%p endfor %}"), p("z")
    peer, mine = both(*blocks)
    assert (peer.count("¶"), mine.count("¶")) == (0, 1)


def test_none_is_nothing_and_truth_is_swedish():
    assert both(p("[{{ none }}] {{ yes }} {{ no }}")) == [["¶ [None] True False"], ["¶ [] Ja Nej"]]


@pytest.mark.parametrize(
    ("tag", "there", "code"),
    [
        ("{{ nmae }}", "¶", "template-unknown-name"),
        ("{{ xs }}", "¶ ['1', '2']", "template-filter"),
        ("{{ name.encode() }}", "¶ b'\\xc3\\x85sa Ek'", "template-syntax"),
    ],
)
def test_what_shows_nothing_or_python_there_is_told_here(tag, there, code):
    data = docx(p(tag))
    assert looks(theirs(data))["word/document.xml"] == [there]
    with pytest.raises(ProblemError) as caught:
        ours(data)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("word", ["colspan", "cellbg"])
def test_a_cell_tag_with_an_unknown_name_says_so(word):
    with pytest.raises(ProblemError) as caught:
        ours(docx(tbl(tr(f"{{% {word} nmae %}}a")), p()))
    assert [problem.code for problem in caught.value.problems] == ["template-unknown-name"]
