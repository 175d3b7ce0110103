"""A tag anywhere in a package is filled or is an error with its place: `{{ x }}` is never left in a document."""

import re
import shutil
from pathlib import Path

import pytest
from edited import edit
from lxml import etree
from sound import sound
from wml import Xml, docx, p, r, sdt, tbl, tc, tr

from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template
from generator.word.opc.names import qn
from generator.word.opc.package import Package

ROOT = Path(__file__).parent.parent.parent

VALUES = {
    "x": 'Åsa & "Bo" <Ek>',
    "id": "a-1",
    "url": "https://ex.se/a?b=1&c=å",
    "yes": True,
    "no": False,
    "day": "2025-05-30",
    "xs": [{"n": "ett", "url": "https://ett.se"}, {"n": "två", "url": "mailto:a@b.se"}],
}
SHOWN = 'Åsa &amp; "Bo" &lt;Ek&gt;'
"""`x` in XML, its quotes as people read them."""
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


RUBY = '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="10"/><w:hpsBaseText w:val="20"/><w:lid w:val="ja-JP"/></w:rubyPr>'


def field(*codes, shown="x"):
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return Xml(f"{ends[0]}{pieces}{ends[1]}{r(shown)}{ends[2]}")


def picture(description):
    return Xml(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="1" name="Bild" descr="{description}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def box(state, sign="☐"):
    kind = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
    return sdt(sign, kind=kind)


def watermark(text):
    return Xml(
        f'<w:r><w:pict><v:shape style="width:1pt"><v:textpath string="{text}"/></v:shape></w:pict></w:r>'
    )


def filled(*blocks, **more):
    """The parts of a template with these blocks, filled; parts given as they are need not be whole."""
    data = render(compile_template(docx(*blocks, **more), "mall.docx"), VALUES, controls=False)
    if "raw" not in more:
        sound(data)
    return {name: part.decode() for name, part in Package.read(data, "x").parts.items()}


def wrong(*blocks, **more):
    with pytest.raises(ProblemError) as caught:
        render(compile_template(docx(*blocks, **more), "mall.docx"), VALUES, controls=False)
    return [(each.code, each.place.words, each.message) for each in caught.value.problems]


PLACES = {
    "a field code": (p(field(' IF "{{ id }}" = "a-1" "ja" ')), 'IF "a-1" = "a-1"'),
    "a field code that Word has divided": (p(field(' IF "{', "{ i", 'd }}" = "a" ')), ' IF "a-1" = "a" '),
    "a quote in a field code": (p(field(' QUOTE "{{ x }}" ')), r'QUOTE "Åsa &amp; \\"Bo\\" &lt;Ek&gt;" '),
    "a simple field": (
        p(Xml('<w:fldSimple w:instr=" QUOTE &quot;{{ id }}&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>')),
        'w:instr=" QUOTE "a-1" "',
    ),
    "an alternative text": (p(picture("Foto av {{ x }}")), f'descr="Foto av {SHOWN}"'),
    "a choice in an alternative text": (
        p(picture("{% if yes %}Ja{% else %}Nej{% endif %}")),
        'descr="Ja"',
    ),
    "the caption of a table": (
        Xml(tbl(tr("a")).replace("</w:tblPr>", '<w:tblCaption w:val="{{ id }}"/></w:tblPr>')) + p(),
        '<w:tblCaption w:val="a-1"/>',
    ),
    "an equation": (
        p(Xml(f"<m:oMath {M}><m:r><m:t>{{{{ id }}}}+1</m:t></m:r></m:oMath>")),
        "a-1</m:t>|a-1\\+1",
    ),
    "an equation that Word has divided": (
        p(Xml(f"<m:oMath {M}><m:r><m:t>b{{{{ i</m:t></m:r><m:r><m:t>d }}}}=1</m:t></m:r></m:oMath>")),
        "ba-1</m:t>.*=1</m:t>",
    ),
    "a watermark": (p(watermark("{{ id }}")), 'string="a-1"'),
    "the title of a control": (p(sdt("x", tag="{{ id }}")), '<w:alias w:val="a-1"/><w:tag w:val="a-1"/>'),
    "the title of a control with a tag in it": (p(sdt("{{ id }}", tag="{{ id }}")), '<w:alias w:val="a-1"/>'),
    "the choices of a list": (
        p(
            sdt(
                "x", kind='<w:dropDownList><w:listItem w:displayText="{{ x }}" w:value="1"/></w:dropDownList>'
            )
        ),
        f'w:displayText="{SHOWN}"',
    ),
    "a date control": (
        p(sdt("x", kind='<w:date w:fullDate="{{ day }}"/>')),
        'w:fullDate="2025-05-30T00:00:00Z"',
    ),
    "a check box that is on": (p(box("{{ yes }}")), 'w14:val="1"/>.*☒</w:t>'),
    "a check box that is off": (p(box("{{ no }}", "☒")), 'w14:val="0"/>.*☐</w:t>'),
    "the name of a bookmark": (
        p(
            Xml(
                '<w:bookmarkStart w:id="1" w:name="b_{{ id }}"/><w:r><w:t>a</w:t></w:r><w:bookmarkEnd w:id="1"/>'
            )
        ),
        'w:name="b_a-1"',
    ),
    "a bookmark beside a value": (
        p("{{ id }}", Xml('<w:bookmarkStart w:id="1" w:name="b_{{ id }}"/><w:bookmarkEnd w:id="1"/>')),
        'w:name="b_a-1"',
    ),
    "ruby": (
        p(
            Xml(
                f"<w:r><w:ruby>{RUBY}<w:rt><w:r><w:t>{{{{ id</w:t></w:r><w:r><w:t> }}}}</w:t></w:r></w:rt>"
                "<w:rubyBase><w:r><w:t>b</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            )
        ),
        "<w:rt><w:r><w:t[^>]*>a-1</w:t>",
    ),
    "a text from right to left": (p(r("{{ id }}", "<w:rtl/>")), "<w:rtl/></w:rPr><w:t[^>]*>a-1</w:t>"),
    "an old form field": (
        p(
            Xml(
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="{{ id }}"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        ),
        '<w:default w:val="a-1"/>',
    ),
}


@pytest.mark.parametrize(("block", "expected"), PLACES.values(), ids=PLACES)
def test_a_tag_elsewhere_than_in_a_text_is_filled(block, expected):
    text = filled(block)["word/document.xml"].replace("&quot;", '"')
    assert "{{" not in text
    assert re.search(expected, text), text


def test_a_value_never_ends_the_attribute_that_it_stands_in():
    text = filled(p(picture("{{ x }}")))["word/document.xml"]
    assert 'descr="Åsa &amp; &quot;Bo&quot; &lt;Ek&gt;"' in text


def test_a_loop_fills_what_stands_in_it_each_time():
    text = filled(
        p("{% for each in xs %}"), p(picture("Bild {{ each.n }}"), box("{{ no }}")), p("{% endfor %}")
    )["word/document.xml"]
    assert re.findall('descr="(.*?)"', text) == ["Bild ett", "Bild två"]
    assert text.count("☐") == 2


def test_the_rows_of_a_loop_with_a_header_row_are_filled_too():
    head = Xml(tr("H").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>"))
    row = tr(tc(p("{% for each in xs %}", picture("{{ each.n }}"), "{% endfor %}")))
    text = filled(tbl(head, row), p())["word/document.xml"]
    assert re.findall('descr="(.*?)"', text) == ["ett", "två"]


LINKS = "word/_rels/document.xml.rels"


def linked(address, kind="hyperlink"):
    """The relationships of a body with one link, its id `rId9`."""
    base = "http://schemas.openxmlformats.org"
    return {
        LINKS: f'<Relationships xmlns="{base}/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{base}/officeDocument/2006/relationships/{kind}" '
        f'Target="{address}" TargetMode="External"/></Relationships>'
    }


def link(text):
    return Xml(f'<w:hyperlink r:id="rId9">{r(text)}</w:hyperlink>')


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("{{ url }}", "https://ex.se/a?b=1&amp;c=%C3%A5"),
        ("%7B%7B%20url%20%7D%7D", "https://ex.se/a?b=1&amp;c=%C3%A5"),
        ("https://ex.se/{{ id }}/b", "https://ex.se/a-1/b"),
        ("mailto:{{ id }}@ex.se?subject={{ id }}", "mailto:a-1@ex.se?subject=a-1"),
    ],
)
def test_the_address_of_a_link_is_filled_however_word_wrote_it(address, expected):
    parts = filled(p("a ", link("här")), raw=linked(address))
    assert f'Target="{expected}"' in parts[LINKS]
    assert "%7B" not in parts[LINKS]
    assert "{{" not in parts[LINKS]


def test_each_turn_of_a_loop_has_a_link_of_its_own():
    parts = filled(
        p("{% for each in xs %}"), p(link("{{ each.n }}")), p("{% endfor %}"), raw=linked("{{ each.url }}")
    )
    ids = re.findall('w:hyperlink r:id="(.*?)"', parts["word/document.xml"])
    targets = [
        re.search(f'Target="(.*?)"[^>]*Id="{each}"|Id="{each}"[^>]*Target="(.*?)"', parts[LINKS])
        for each in ids
    ]
    assert [(found[1] or found[2]) for found in targets if found] == ["https://ett.se", "mailto:a@b.se"]


def test_an_address_of_a_program_is_refused():
    (found,) = wrong(p(link("här")), raw=linked("{{ id }}:alert"))
    assert found[0] == "template-filter"
    assert found[1] == "the body, paragraph 1, a link, “{{ id }}:alert”"


def test_a_choice_in_an_address_is_refused_at_its_place():
    (found,) = wrong(p(link("här")), raw=linked("{% if yes %}https://a.se{% endif %}"))
    assert found[:2] == (
        "template-place",
        "the body, paragraph 1, a link, “{% if yes %}https://a.se{% endif %}”",
    )


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>År {{ i</a:t></a:r>'
    "<a:r><a:t>d }}!</a:t></a:r></a:p></c:title><c:v>{{ id }}</c:v></c:chartSpace>"
)
BOUND = '<rapport xmlns="urn:r"><namn>{{ x }}</namn><dag till="{{ day }}"/></rapport>'


def test_other_parts_are_filled_charts_data_behind_controls_comments():
    comments = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="A">'
    raw = {
        "word/charts/chart1.xml": CHART,
        "customXml/item1.xml": BOUND,
        "word/comments.xml": f"{comments}{p('Se {{ id }}{% if yes %} nu{% endif %}')}</w:comment></w:comments>",
    }
    parts = filled(p("a"), raw=raw)
    assert "År a-1</a:t>" in parts["word/charts/chart1.xml"]
    assert "<c:v>a-1</c:v>" in parts["word/charts/chart1.xml"]
    assert "<namn>Åsa &amp; " in parts["customXml/item1.xml"]
    assert 'till="2025-05-30"' in parts["customXml/item1.xml"]
    assert re.search("Se .*a-1.* nu", parts["word/comments.xml"])
    assert "<w:sdt>" not in parts["word/comments.xml"]


WRONG = {
    "an unknown name": (
        p(picture("{{ u }}")),
        "template-unknown-name",
        "the alternative text or name of a picture, “{{ u }}”",
    ),
    "a tag without an end": (p(field(" QUOTE {{ id ")), "template-syntax", "a field code, “QUOTE {{ id”"),
    "a wrong filter": (p(watermark("{{ id|upp }}")), "template-syntax", "a watermark, “{{ id|upp }}”"),
    "a loop that ends elsewhere": (
        p(picture("{% if yes %}"), "{% endif %}"),
        "template-no-end",
        "picture, “{% if yes %}”",
    ),
    "a tag that says which field it is": (
        p(field(' {{ id }} "a" ')),
        "template-place",
        'a field code, “{{ id }} "a"”',
    ),
    "the formatting of a text": (
        p(r("a", '<w:color w:val="{{ id }}"/>')),
        "template-place",
        "paragraph 1, color, “{{ id }}”",
    ),
    "half a check box": (p(box("{{ yes }}{{ no }}")), "template-place", "a check box, “{{ yes }}{{ no }}”"),
    "a check box of a text": (p(box("{{ id }}")), "template-filter", "a check box, “{{ id }}”"),
    "a date control of a text": (
        p(sdt("x", kind='<w:date w:fullDate="{{ id }}"/>')),
        "template-filter",
        "a date control, “{{ id }}”",
    ),
}


@pytest.mark.parametrize(("block", "code", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_there_is_told_at_its_place(block, code, words):
    found = wrong(block)
    assert (code, True) in [
        (each[0], each[1].startswith("the body, paragraph 1") and each[1].endswith(words)) for each in found
    ]


def test_a_tag_in_the_address_of_a_part_is_refused():
    (found,) = wrong(p("a"), raw=linked("{{ id }}", kind="settings"))
    assert found[0] in {"template-place", "docx-fetches"}


def test_what_is_deleted_by_a_tracked_change_holds_no_tag():
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>{{ gone }}</w:delText></w:r></w:del>'
    assert "{{ gone }}" in filled(p("a", Xml(deleted)))["word/document.xml"]


def test_braces_that_are_no_tag_stay():
    parts = filled(p("a"), raw={"customXml/item1.xml": '<a b="{D5CD-1}">{ x } {#1 }} </a>'})
    assert parts["customXml/item1.xml"] == '<a b="{D5CD-1}">{ x } {#1 }} </a>'


def test_a_noncharacter_in_a_template_is_no_tag():
    parts = filled(p(picture("\ufdd20\ufdd3 {{ id }}"), Xml(r("\ufdd20\ufdd3"))))
    assert 'descr="0\ufdd3 a-1"' in parts["word/document.xml"]


def test_an_equation_beside_a_tag_stays():
    equation = Xml(f"<m:oMath {M}><m:r><m:t>a</m:t></m:r></m:oMath>")
    assert "m:oMath" in filled(p("{% if yes %}", equation), p("b"), p("{% endif %}"))["word/document.xml"]


def with_header_row(*rows):
    head = Xml(tr("H").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>"))
    return tbl(head, *rows)


def test_fill_keeps_no_row_with_the_next_that_the_template_does_not_keep(ansokan, tmp_path):
    """A layout of ours does: see keep_together.py."""
    (tmp_path / "mall.docx").write_bytes(
        docx(with_header_row(tr("{% for x in xs %}{{ x }}{% endfor %}"), tr("b"), tr("c")), p())
    )
    (tmp_path / "d.json").write_text('{"xs": [1, 2, 3]}', encoding="utf-8")
    assert ansokan("fill mall.docx d.json ut.docx").code == 0
    filled_in = Package.read((tmp_path / "ut.docx").read_bytes(), "x").parts["word/document.xml"]
    assert b"keepNext" not in filled_in
    kept = compile_template((tmp_path / "mall.docx").read_bytes(), "mall.docx")
    assert b"keepNext" in Package.read(render(kept, {"xs": [1, 2]}), "x").parts["word/document.xml"]


def in_layout(tmp_path, ansokan, code):
    """Put a paragraph with a field at the end of a decision's layout in a folder of templates of its own."""
    templates = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    layout = templates / "beslut/layout.docx"
    package = Package.read(layout.read_bytes(), "x")
    root = package.tree("word/document.xml")
    section = root[0].find(qn("w:sectPr"))
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items())
    section.addprevious(etree.fromstring(p("Skriv: ", field(code)).replace("<w:p>", f"<w:p {names}>", 1)))
    package.put("word/document.xml", root)
    layout.write_bytes(package.to_bytes())


def test_lint_finds_an_unknown_name_in_a_field_code(ansokan, tmp_path):
    in_layout(tmp_path, ansokan, ' HYPERLINK "mailto:{{ case.officer.epost }}" ')
    done = ansokan("lint beslut --templates templates")
    assert done.code == 1
    assert "a field code" in done.said
    assert 'nothing called "epost"' in done.said


def test_generate_fills_a_field_code_and_a_merge_brings_the_new_value(ansokan, project, tmp_path):
    in_layout(tmp_path, ansokan, ' HYPERLINK "mailto:{{ case.officer.email }}" ')
    made = "generate data/projekt.yaml --document beslut --templates templates"
    assert ansokan(made).code == 0
    document = tmp_path / "output/projekt/beslut.docx"
    edit(document, ("Skriv: ", "Skriv till oss: "))
    before = project.read_text(encoding="utf-8")
    old = "sebastian.becker@regionjh.se"
    project.write_text(before.replace(old, "ny@region.se"), encoding="utf-8")
    assert "merged" in ansokan(made).said
    merged = Package.read(document.read_bytes(), "x").parts["word/document.xml"].decode()
    assert 'HYPERLINK "mailto:ny@region.se"' in merged
    assert "till oss" in merged
    assert old not in merged
