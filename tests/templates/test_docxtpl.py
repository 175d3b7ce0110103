"""What is written for docxtpl means the same here: each template is filled by both in the same run."""

import pytest
from beside_docxtpl import both, ours, rows, theirs
from looks import looks, properties
from wml import Xml, b, docx, i, p, tbl, tc, tr

BREAK = Xml("<w:r><w:br/></w:r>")
SAME = {
    "paragraphs in a loop": [
        p("{%p for x in xs %}"),
        p("{{ loop.index }}: {{ x }}"),
        p("{%p endfor %}"),
        p("z"),
    ],
    "paragraphs in a choice": [
        p("{%p if no %}"),
        p("a"),
        p("{%p elif yes %}"),
        p("b"),
        p("{%p else %}"),
        p("c"),
        p("{%p endif %}"),
    ],
    "loops in loops": [
        p("{%p for q in people %}"),
        p("{{ q.name }}"),
        p("{%p for pet in q.pets %}"),
        p("{{ pet }}{% if not loop.last %},{% endif %}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    ],
    "a paragraph tag takes its paragraph with it": [p("{%p if yes %} a note"), p("a"), p("{%p endif %}")],
    "rows in a loop": [tbl(tr("Head"), *rows(tr("{{ x }}"))), p("z")],
    "rows in a loop over nothing": [tbl(tr("Head"), *rows(tr("{{ x }}"), loop="for x in empty")), p("z")],
    "rows in a choice": [
        tbl(tr("{%tr if no %}"), tr("a"), tr("{%tr else %}"), tr("b"), tr("{%tr endif %}")),
        p(),
    ],
    "a row tag takes its row with it": [
        tbl(tr("{%tr for x in xs %}", "a note"), tr("{{ x }}", "{{ loop.index }}"), tr("{%tr endfor %}", "")),
        p(),
    ],
    "cells in a loop": [tbl(tr("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), tr("a", "b", "c")), p()],
    "cells in a choice": [tbl(tr("a", "{%tc if yes %}", "b", "{%tc else %}", "c", "{%tc endif %}")), p()],
    "cells in rows in loops": [
        tbl(
            *rows(
                tr("{{ q.name }}", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"),
                loop="for q in people",
                columns=4,
            )
        ),
        p(),
    ],
    "paragraphs in a cell": [tbl(tr(tc(p("{%p for x in xs %}"), p("{{ x }}"), p("{%p endfor %}")))), p()],
    "tables in a loop": [
        p("{%p for q in people %}"),
        p("{{ q.name }}"),
        tbl(*rows(tr("{{ pet }}"), loop="for pet in q.pets")),
        p("{%p endfor %}"),
        p("z"),
    ],
    "runs in a choice": [p("a ", b("{%r if yes %}"), b("b"), i("{%r endif %}"), " c")],
    "comments": [p("a{# one #}b"), p("{#p two #}"), p("z")],
    "a comment alone in the document": [p("{#p one #}"), p("z")],
    "comments in tables": [tbl(tr("{#tr one #}", "goes too"), tr("a", "{#tc two #}", "b")), p()],
    "a comment at the end of a cell": [tbl(tr(tc(p("a"), p("{#p one #}")))), p()],
    "colspan": [tbl(tr("{% colspan n %}a"), tr("1", "2", "3")), p()],
    "colspan of a number that is a text": [tbl(tr("{% colspan '3' %}a"), tr("1", "2", "3")), p()],
    "a comment takes the tags of its row": [tbl(tr("{#tr one #}", "{{ unknown }}"), tr("a", "b")), p()],
    "cellbg": [tbl(*rows(tr("{% cellbg q.bg %}{{ q.name }}", "b"), loop="for q in people", columns=2)), p()],
    "cellbg over a colour": [
        tbl(tr(tc("{% cellbg 'FF0000' %}a", props='<w:shd w:val="clear" w:fill="00FF00"/>'))),
        p(),
    ],
    "cellbg without a colour": [tbl(tr("{% cellbg nothing %}a")), p()],
    "hm": [
        tbl(
            tr("a", "{%tc for x in xs %}", "{% hm %}Head", "{%tc endfor %}"),
            tr("a", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"),
        ),
        p(),
    ],
    "hm in a cell that spans": [
        tbl(
            tr("{%tc for x in xs %}", tc("{% hm %}Head", props='<w:gridSpan w:val="2"/>'), "{%tc endfor %}"),
            tr("{%tc for x in xs %}", "{{ x }}", "b", "{%tc endfor %}"),
        ),
        p(),
    ],
    "vm": [tbl(*rows(tr(tc(p("{% vm %}{{ n }} kinds", style="Rubrik1")), "{{ x }}"), columns=2)), p()],
    "several tags for one cell": [
        tbl(*rows(tr("{% cellbg q.bg %}{% vm %}a", "b"), loop="for q in people", columns=2)),
        p(),
    ],
    "escapes": [p("{_{ a }_} and {_% b %_}")],
    "a line that joins others": [
        p("a"),
        p("{%- if yes -%}"),
        p("\u00a0b"),
        p("{%- else -%}"),
        p("c"),
        p("{%- endif -%}"),
        p(" d"),
        p("e"),
    ],
    "a tag that joins one side": [p("a {% if yes -%}"), p("b"), p("{%- endif %} c"), p("d")],
    "a tag that joins line breaks": [
        p("a", BREAK, "{%- if yes -%}", BREAK, " b ", BREAK, "{%- endif -%}", BREAK, "c")
    ],
    "new lines, tabs, paragraphs and pages in a value": [p("a ", b("{{ lines }}"), " z", style="Rubrik1")],
    "a value alone in its paragraph": [p(b("{{ lines }}"), style="Rubrik1")],
    "new paragraphs at the edges of a value": [p("a", b("{{ edges }}"), "z"), p("{{ edges }}")],
    "a value in a cell": [tbl(tr("{{ lines }}")), p()],
    "an empty value": [p("[", b("{{ nothing }}"), "]")],
    "the look of a tag's first letter": [p("a ", b("{{ "), i("n }}"), " z")],
    "a dictionary": [
        p("{%p for name, price in prices.items() %}"),
        p("{{ name }}: {{ price }}"),
        p("{%p endfor %}"),
    ],
    "methods": [
        p("{{ name.upper() }} {{ name.split(' ')[0] }} {{ prices.get('plum', 'none') }} {{ ', '.join(xs) }}")
    ],
    "filters": [
        p(
            "{{ xs|join('-') }} {{ name|lower }} {{ share|round(1) }} {{ nothing|default('x', true) }} {{ signs|e }}"
        )
    ],
    "reckoning": [
        p("{{ n + 1 }} {{ share * 2 }} {{ 'a' if n > 2 and n < 5 else 'b' }} {% set m = n %}{{ m }}")
    ],
    "curly quotes": [p("{{ “a” ~ ‘b’ }}")],
    "blanks": [p("  a  {{ n }}  b ", "{%   if yes   %} c {%   endif   %}")],
}


@pytest.mark.parametrize("name", SAME)
def test_a_template_gives_the_same_here_and_there(name):
    peer, mine = both(*SAME[name])
    assert mine == peer


def test_headers_footers_notes_and_properties_are_filled_as_there():
    note = '<w:footnote w:id="1">' + p("{{ n }} notes") + "</w:footnote>"
    data = docx(
        p("a"),
        header=tbl(*rows(tr("{{ x }}"))) + p("{{ name }}"),
        footer=p("{% if yes %}b{% endif %}"),
        footnotes=note,
        title="{{ name }}",
    )
    assert looks(ours(data)) == looks(theirs(data))
    assert properties(ours(data))["title"] == properties(theirs(data))["title"] == "Åsa Ek"
