"""Templates made to hurt: refused or made into a document, in little time and memory; nothing is fetched or run."""

import io
import os
import shutil
import zipfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hostility import TAGS, body, fuzz_templates, watched
from pulling import libreoffice
from wml import docx, p, tbl, tc, tr

from generator.drawings import Chart
from generator.located import LocatedText, Origin
from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template
from generator.word.opc.package import Package

ROOT = Path(__file__).parents[2]
WORLD = {"a": "x", "rows": ["b", "c"]}


def external(kind, target):
    xml = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return docx(p("{{ a }}"), raw={"word/_rels/settings.xml.rels": xml})


def packed(method, data=b"<x/>"):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(p("{{ a }}")))) as source,
        zipfile.ZipFile(out, "w", method) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/x.xml", data)
    return out.getvalue()


def story(xml):
    return docx(p("{{ a }}"), raw={"word/document.xml": docx_body(xml)})


def docx_body(xml):
    return Package.read(docx(p("@@")), "x").parts["word/document.xml"].decode().replace("@@", xml)


FOREIGN = {
    "a template on the web": (external("attachedTemplate", "https://x.se/a.dotm"), "docx-fetches"),
    "a picture on the web": (external("image", "http://127.0.0.1/a.png"), "docx-fetches"),
    "a picture on a disk": (external("image", "file:///etc/passwd"), "docx-fetches"),
    "a frame": (external("frame", "file://server/share/x"), "docx-fetches"),
    "an ActiveX control": (docx(p("a"), raw={"word/activeX/activeX1.xml": "<x/>"}), "docx-activex"),
    "macros": (docx(p("a"), raw={"word/vbaProject.bin": b"x"}), "docx-macros"),
    "another packing": (packed(zipfile.ZIP_BZIP2, bytes(5_000_000)), "docx-damaged"),
    "a part without a name": (docx(p("a"), raw={"QX.xml": "<x/>"}).replace(b"QX.xml", b"\0X.xml"), "docx-part-name"),
    "a large part": (packed(zipfile.ZIP_STORED, b"<x>" + os.urandom(13_000_000).hex().encode()), "docx-too-large"),
    "many tags": (story("{{ a }}" + "<w:p/>" * 1_600_000), "docx-too-large"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_hostile_template_is_named_and_refused(kind):
    data, code = FOREIGN[kind]
    assert refused(data) == [code]


def refused(data, values=WORLD, *, bare=False):
    def work():
        try:
            render(compile_template(data, "mall.docx"), values)
        except ProblemError as error:
            return sorted({problem.code for problem in error.problems})
        return []

    return work() if bare else watched(work)


def test_a_template_may_be_attached_from_a_disk_and_link_to_the_web():
    assert refused(external("attachedTemplate", "file:///C:/Mallar/Normal.dotm")) == []
    assert refused(external("hyperlink", "https://x.se")) == []


def test_a_template_with_any_tag_gives_a_document_or_problems_soon():
    def each():
        for tag in TAGS:
            text = tag.encode("ascii", "replace").decode().replace("\0", "")
            for before in ("", "{% for r in rows %}"):
                refused(docx(p(before + text), p("slut {{ a }}")), bare=True)

    watched(each)


SLOW = {
    "sums": "{% for x in range(90000) %}{{ range(90000)|sum }}{% endfor %}",
    "searches": "{% for x in range(90000) %}{% if 'q' in t %}{% endif %}{% endfor %}",
    "searches in lists": "{% set l = range(90000)|list %}{% for x in range(90000) %}{% if 'q' in l %}{% endif %}{% endfor %}",
    "cuts": "{% for x in range(90000) %}{% set b = t[1:] %}{% endfor %}",
    "comparisons": "{% set u = t|upper %}{% for x in range(90000) %}{% if u == t|upper %}{% endif %}{% endfor %}",
    "texts in a list": "{% for x in range(90000) %}{% if [t, t]|unique|list %}{% endif %}{% endfor %}",
    "changes": "{% set l = range(90000)|list %}{% for x in range(90000) %}{{ loop.changed(l) }}{% endfor %}",
    "split texts": "{% for x in range(90000) %}{% set b = t.split('a') %}{% endfor %}",
    "bodies": "{% for x in range(90000) %}" + "{% set b = 1 %}" * 900 + "{% endfor %}",
    "kept lists": "".join(f"{{% set l{n} = range(90000)|list %}}" for n in range(400)),
    "kept texts": "".join(f"{{% set t{n} = t|upper|lower %}}" for n in range(90)),
    "long texts": "{% for x in range(90000) %}{{ m }}{% endfor %}",
    "spread over a cycle": "{% for a in range(90000) %}{{ loop.cycle(*range(90000)) }}{% endfor %}",
    "spread over changes": "{% for a in range(90000) %}{% if loop.changed(*range(90000)) %}{% endif %}{% endfor %}",
    "spread over a pattern": "{% for a in range(90000) %}{{ ''.format(*range(90000)) }}{% endfor %}",
    "stripped of a long text": "{% for a in range(30000) %}{{ 'a'.strip(t) }}{% endfor %}",
    "an attribute of long name": "{{ range(9000)|map(attribute=t)|list }}",
    "filters of filters": "{% for a in range(90000) %}{{ range(3000)|map('string')|list|length }}{% endfor %}",
    "sums of lists": "{{ range(9000)|batch(2)|sum(start=[])|length }}",
}


@pytest.mark.parametrize("kind", SLOW)
def test_a_template_that_would_take_for_ever_is_refused_soon(kind):
    markdown = LocatedText("- a\n- b\n\nc", Origin("m", "M", "markdown"))
    codes = refused(docx(p(SLOW[kind])), {"t": "ab" * 900_000, "m": markdown})
    assert codes == ["template-refused"]


@pytest.mark.parametrize("span", ["64", "100000000", "9" * 20])
def test_a_cell_that_says_it_spans_millions_of_columns_makes_no_millions(span):
    wide = tc(p("b"), props=f'<w:gridSpan w:val="{span}"/>')
    row = tr(tc(p("{%tc if x %}")), tc(p("a")), tc(p("{%tc endif %}")), wide)

    def filled():
        template = compile_template(docx(tbl(row), p("slut")), "x.docx")
        return len(render(template, {"x": True}))

    assert watched(filled) < 20_000


@pytest.mark.parametrize(
    "tag",
    ["{{ " + "(" * 100 + "1" + ")" * 100 + " }}", "{{ a" + ".b" * 500 + " }}", "{{ " + "1+" * 1500 + "1 }}",
     "{% for a in 'a' %}" * 20 + "{% endfor %}" * 20, "{% if 1 %}" * 99 + "{% endif %}" * 99, "{{ 1e400 }}"],
)  # fmt: skip
def test_what_python_could_not_follow_is_a_problem_at_its_tag(tag):
    assert refused(docx(p(tag))) == ["template-syntax"]


def test_an_expression_of_a_form_that_is_too_deep_is_named(ansokan, project, tmp_path):
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for text in (
        "(" * 200 + "1" + ")" * 200,
        "not " * 3000 + "1",
        "1 + " * 3000 + "1",
        "project" + ".a" * 3000,
    ):
        (tmp_path / "templates" / "rules.yaml").write_text(
            f'rules:\n  - id: djup\n    title: T.\n    at: project\n    check: "{text}"\n    message: M.\n    source: s\n',
            encoding="utf-8",
        )
        done = ansokan("check data/projekt.yaml")
        assert done.code == 1
        assert "nested too deep" in done.said


def test_an_element_of_a_template_named_as_a_place_for_a_long_text_is_left_alone():
    markdown = LocatedText("- a\n- b", Origin("m", "M", "markdown"))
    xml = docx_body("{{ m }}").replace("<w:p>", '<long-text n="7"/><long-text/><w:p>', 1)
    made = render(compile_template(docx(p("a"), raw={"word/document.xml": xml}), "x"), {"m": markdown})
    assert body(made) == "a\nb"
    assert b'<long-text n="7"/>' in Package.read(made, "x").parts["word/document.xml"]


def test_a_tag_in_a_cell_without_a_table_is_told_where_it_stands():
    xml = docx_body("@").replace("<w:p>", "<w:tc><w:p>", 1).replace("</w:p>", "</w:p></w:tc>", 1)
    with pytest.raises(ProblemError) as caught:
        compile_template(docx(p("a"), raw={"word/document.xml": xml.replace("@", "{% endfor %}")}), "x")
    assert "the body" in str(caught.value)


def test_a_tag_in_a_row_in_a_control_is_told_where_it_stands():
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    control = f"<w:sdt><w:sdtContent>{row.format('{% endfor %}')}</w:sdtContent></w:sdt>"
    xml = docx_body("x").replace("<w:p>", f"<w:tbl>{row.format('a')}{control}</w:tbl><w:p>", 1)
    with pytest.raises(ProblemError, match="table 1, row 2, cell 1"):
        compile_template(docx(p("a"), raw={"word/document.xml": xml}), "x")


def test_a_relationship_to_a_part_that_is_not_there_is_none():
    package = Package.read(docx(p("a")), "x")
    package.add_relationship(package.main, "http://x/theme", "word/theme/theme1.xml")
    assert package.related_parts(package.main, "http://x/theme") == []


def test_a_field_outside_a_paragraph_is_no_table_of_contents():
    xml = docx_body("{{ a }}").replace("<w:p>", "<w:instrText>TOC x</w:instrText><w:p>", 1)
    assert refused(docx(p("a"), raw={"word/document.xml": xml})) == []


def test_a_document_shows_a_bounded_number_of_charts():
    chart = Chart("t", "d", ("a",), (1.0,), ("1",))
    data = docx(p("{% for x in range(101) %}{{ chart }}{% endfor %}"))
    assert refused(data, {"chart": chart}) == ["template-refused"]


def test_some_rounds_of_the_fuzzer(tmp_path):
    known = fuzz_templates.documents()
    for seed in range(15):
        template, make, sound = fuzz_templates.one_round(seed, known)
        document, _codes = make(tmp_path)
        if document and sound:
            assert fuzz_templates.wrong_with(document, template, tmp_path) == []


@pytest.mark.office
def test_a_layout_that_libreoffice_saves_gives_the_same_text(tmp_path):
    known = {document.form.name: document for document in fuzz_templates.documents()}
    paths = []
    for name, document in known.items():
        paths.append(tmp_path / f"{name}.docx")
        paths[-1].write_bytes(document.form.layout.read_bytes())
    for path in libreoffice(tmp_path / "sparat", *paths):
        document = known[path.stem]
        said = []
        for template in (document.form.layout.read_bytes(), path.read_bytes()):
            made, codes = fuzz_templates.made(template, document, tmp_path)
            assert codes == []
            said.append([" ".join(line.split()) for line in body(made).split("\n") if line.strip()])
        # LibreOffice adds one line: the title to the contents, or the head of the memo to the text
        turns = SequenceMatcher(None, *said, autojunk=False).get_opcodes()
        assert [(kind, end - start) for kind, *_, start, end in turns if kind != "equal"] in (
            [],
            [("insert", 1)],
        )


def test_thousands_of_names_that_nothing_has_are_told_soon():
    assert refused(docx(p("{{ nix }} " * 3_000))) == ["template-unknown-name"]


def test_thousands_of_bookmarks_of_one_name_and_id_become_one_soon():
    marks = '<w:p><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/></w:p>' * 20_000
    data = docx(
        p("{{ a }}"),
        p("slut"),
        raw={"word/document.xml": docx_body("{{ a }}").replace("<w:sectPr", marks + "<w:sectPr")},
    )

    made = watched(lambda: render(compile_template(data, "x"), WORLD))

    assert Package.read(made, "x").parts["word/document.xml"].count(b"<w:bookmarkStart") == 1


def test_a_name_that_nothing_has_is_told_once_however_often_a_loop_meets_it():
    def told():
        with pytest.raises(ProblemError) as caught:
            render(
                compile_template(docx(p("{% for z in range(90000) %}{{ nix }}{{ a.b }}{% endfor %}")), "x"),
                WORLD,
            )
        return len(caught.value.problems)

    assert watched(told) == 2
