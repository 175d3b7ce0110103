"""Values become text, located values fields, missing ones places to type; data is never markup or code."""

import os
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import wml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from outline import outline
from sound import sound, strictly_sound
from wml import STYLES, Xml, b, docx, link, p, r, sdt, tbl, tc, tr

from generator.formats.prompts import prompt
from generator.located import LocatedText, Missing, Origin, locate
from generator.markdown import SLOT_END, SLOT_START, Rich
from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template, compiling, kept_template
from generator.word.opc import xml
from generator.word.opc.names import VAL, P, qn
from generator.word.opc.package import Package
from generator.word.text import content_control
from generator.word.text.runs import text_of


def made(*blocks, values=None, options=None, **stories):
    template = compile_template(docx(*blocks, **stories), "mall.docx")
    return sound(render(template, values or {}, **(options or {})))


def told(*blocks, values=None, options=None, **stories):
    return outline(made(*blocks, values=values, options=options, **stories))


def wrong(*blocks, **values):
    with pytest.raises(ProblemError) as caught:
        render(compile_template(docx(*blocks), "mall.docx"), values)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def tree(data, part="word/document.xml"):
    return Package.read(data, "x").tree(part)


def body(data):
    return etree.tostring(tree(data), encoding="unicode")


def fields(data):
    return [(field.path, field.text) for field in wml.fields(tree(data))]


def at(path, value, title="Titel", kind="text"):
    return LocatedText(value, Origin(path, title, kind, value))


def missing(path, title="Titel", kind="text"):
    return Missing(Origin(path, title, kind))


# --- plain values


@pytest.mark.parametrize(
    ("value", "text"),
    [("Å & <b>", "Å & <b>"), (7, "7"), (Decimal("1.50"), "1.50"), (True, "Ja"), (False, "Nej"), (None, ""), (date(2025, 1, 2), "2025-01-02"), ("", "")],
)  # fmt: skip
def test_plain_values_are_written_as_text(value, text):
    assert told(p("(", b("{{ v }}"), ")"), values={"v": value}) == f"¶ | ({text})\n"


def test_a_newline_is_a_line_break_and_a_tab_a_tab():
    data = made(p("{{ v }}"), values={"v": "a\nb\tc\r\nd"})
    assert outline(data) == "¶ | a⏎b⇥c⏎d\n"
    assert body(data).count("<w:br/>") == 2


@pytest.mark.parametrize("value", [[1], {"a": 1}, (1, 2)])
def test_a_list_is_not_written_as_python_would(value):
    ((code, message),) = wrong(p("a {{ v }}"), v=value)
    assert code == "template-filter"
    assert "Loop over it" in message


def test_a_character_that_no_word_file_can_hold_is_named():
    ((_, message),) = wrong(p("{{ v }}"), v="a\x0bb")
    assert "U+000B" in message


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
    | st.sampled_from(["<&{{%}]]>", "{{ v }}", "<?put v?>", "]]>", "&amp;", "{%", "\u2028\u0085"])
)
def test_text_in_is_text_out(value):
    paragraph = tree(render(TEMPLATE, {"v": value, "w": at("a.b", value)}))[0]
    assert text_of(paragraph[0]) == f"({value})"
    assert text_of(paragraph[1]) == (value or prompt(Origin("", "Titel")))
    assert text_of(paragraph[2]) == value


TEMPLATE = compile_template(docx(p("({{ v }})"), p("{{ w }}"), p("{{ v }}")), "x")


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=9),
        min_size=1,
    )
)
def test_the_fields_of_a_document_are_its_data(data):
    template = compile_template(docx(*[p(f"{name}: {{{{ v.{name} }}}}.") for name in data]), "x")
    values = {"v": {name: at(f"v.{name}", text) for name, text in data.items()}}
    assert fields(render(template, values)) == [(f"v.{name}", text) for name, text in data.items()]


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_time_zone(tmp_path):
    (tmp_path / "mall.docx").write_bytes(
        docx(p("{{ a }} {{ b }}"), tbl(tr("{% for x in xs %}{{ x }}", "b{% endfor %}")))
    )
    code = (
        "import hashlib,pathlib; from generator.template import compile_template; from generator.render import render;"
        "from generator.located import locate;"
        "t = compile_template(pathlib.Path('mall.docx').read_bytes(), 'x');"
        "print(hashlib.sha256(render(t, locate({'a': 'x', 'b': 'y', 'xs': ['1', '2']}, ''))).hexdigest())"
    )
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


# --- located values


def test_a_located_value_becomes_a_field_in_the_look_of_its_tag():
    data = made(
        p("a ", b("{{ v }}"), " b"), values={"v": at("project.title", 'Vatten & "<liv>', "Projektets titel")}
    )
    assert outline(data) == '¶ | a [project.title=Vatten & "<liv>] b\n'
    properties = tree(data).find(f".//{qn('w:sdtPr')}")
    assert [etree.QName(child).localname for child in properties] == ["rPr", "alias", "tag", "id", "text"]
    assert properties.find(qn("w:alias")).get(VAL) == "Projektets titel"


def test_a_value_that_was_changed_on_its_way_is_plain_text():
    assert told(p("{{ v|upper }}"), values={"v": at("a", "x")}) == "¶ | X\n"


def test_a_filter_that_can_be_undone_keeps_the_field():
    data = made(p("{{ v.sum|kronor }}"), values={"v": locate({"sum": 5000}, "")})
    assert fields(data) == [("sum", "5\u00a0000\u00a0kronor")]


def test_the_same_value_twice_has_two_ids_and_the_same_ones_each_time():
    first, again = (made(p("{{ v }} {{ v }}"), values={"v": at("a", "x")}) for _ in range(2))
    ids = [element.get(VAL) for element in tree(first).iter(qn("w:id"))]
    assert len(set(ids)) == 2
    assert first == again


def test_a_path_that_no_tag_can_hold_gives_plain_text():
    for length, many in ((64, 1), (65, 0)):
        assert len(fields(made(p("a {{ v }}"), values={"v": at("p" * length, "x")}))) == many


def test_a_long_title_is_cut_to_what_word_takes():
    data = made(p("a {{ v }}"), values={"v": at("a", "x", "å" * 80)})
    assert tree(data).find(f".//{qn('w:alias')}").get(VAL) == "å" * 64


def test_a_value_of_several_lines_is_a_field_of_several_lines():
    data = made(p("{{ v }}"), values={"v": at("a", "x\ny")})
    assert fields(data) == [("a", "x\ny")]
    assert tree(data).find(f".//{qn('w:text')}").get(qn("w:multiLine")) == "1"


def test_without_controls_all_is_plain_text():
    options = {"controls": False}
    values = {"v": at("a", "x"), "m": at("b", "y **z**", kind="markdown"), "q": missing("q")}
    assert (
        told(p("{{ v }}"), p("{{ m }}"), p("({{ q }})"), values=values, options=options)
        == "¶ | x\n¶ | y z\n¶ | ()\n"
    )


def test_a_control_of_the_template_takes_the_name_of_its_value_and_holds_no_other():
    data = made(
        p("a ", sdt("{{ v }}", tag="gammal"), " ", sdt("{{ v }} och {{ v }}", tag="egen")),
        values={"v": at("a.b", "x")},
    )
    assert outline(data) == "¶ | a [a.b=x] [egen=x och x]\n"
    assert told(p(sdt("{{ v }}", tag="gammal")), values={"v": "x"}) == "¶ | [gammal=x]\n"


def test_a_rich_control_of_the_template_may_hold_fields():
    data = made(sdt(p("{{ v }} a"), tag="ruta", kind="", block=True), values={"v": at("a.b", "x")})
    assert outline(data) == "[ruta\n¶ | [a.b=x] a\n]\n"


# --- missing values


def test_a_missing_answer_is_a_place_to_type():
    data = made(p("a ", b("{{ v }}")), values={"v": missing("project.title", "Titel")})
    assert outline(data) == "¶ | a [?project.title=[titel]]\n"
    assert fields(data) == [("project.title", None)]
    assert 'w:rStyle w:val="Platshllare"' in body(data)
    assert "<w:sdtPr><w:rPr><w:b/></w:rPr>" in body(data), "what is typed there is to look as the tag did"


def test_without_the_style_a_place_to_type_is_grey():
    template = compile_template(docx(p("{{ v }}"), styles=STYLES.replace("Placeholder Text", "Annat")), "x")
    assert 'w:color w:val="595959"' in body(sound(render(template, {"v": missing("a")})))


def test_an_empty_text_is_a_place_to_type_too():
    assert fields(made(p("{{ v }}"), values={"v": at("a", "")})) == [("a", None)]


def test_a_missing_long_text_is_a_place_for_paragraphs():
    data = made(p("{{ v }}"), values={"v": missing("a", "Problem", "markdown")})
    assert outline(data) == "[?a\n¶ | [problem]\n]\n"


def test_a_missing_value_in_a_control_of_the_template_shows_its_prompt():
    data = made(p(sdt("{{ v }}", tag="gammal")), values={"v": missing("a", "Titel")})
    assert outline(data) == "¶ | [?a=[titel]]\n"


def test_without_placeholders_a_missing_answer_is_empty():
    assert told(p("a {{ v }}."), values={"v": missing("a")}, options={"placeholders": False}) == "¶ | a .\n"


def test_a_missing_answer_is_false_and_leaves_the_title_empty():
    text = told(p("{% if v %}a{% else %}b{% endif %}"), title="T {{ v }}", values={"v": missing("a")})
    assert text == "title: T \n¶ | b\n"


# --- long texts


LONG = "Ett **fett** stycke.\n\n- punkt\n- [länk](https://a.se)\n\nSlut & <b>."


def test_a_long_text_alone_in_its_paragraph_becomes_paragraphs_in_one_control():
    data = made(
        p("{{ v }}", style="Rubrik1"), values={"v": at("project.problem", LONG, "Problem", "markdown")}
    )
    text = "[project.problem\n¶ heading 1 | Ett fett stycke.\n• punkt\n• länk\n¶ heading 1 | Slut & <b>.\n]\n"
    assert outline(data) == text
    names = [mark.get(qn("w:name")) for mark in tree(data).iter(qn("w:bookmarkStart"))]
    assert len(names) == 1
    assert names[0].startswith("_gd_")
    assert "https://a.se" in Package.read(data, "x").parts["word/_rels/document.xml.rels"].decode()


def test_a_long_text_inside_a_text_stays_there_and_is_plain_when_it_has_markup():
    values = {"v": at("a", "Ett **fett**", kind="markdown"), "w": at("b", "Ett ord", kind="markdown")}
    assert told(p("({{ v }}) ({{ w }})"), values=values) == "¶ | (Ett fett) ([b=Ett ord])\n"


def composed(text, *values):
    for number in range(len(values)):
        text = text.replace(f"#{number}", f"{SLOT_START}{number}{SLOT_END}")
    return Rich(text, values)


def test_the_values_in_a_composed_answer_are_fields():
    answer = composed("Projektet **#0** söker\n\n- #1", at("t", "Vatten *liv*"), missing("s", "Summa"))
    assert (
        told(p("{{ a }}"), values={"a": answer}) == "¶ | Projektet [t=Vatten *liv*] söker\n• [?s=[summa]]\n"
    )
    assert told(p("Svar: {{ a }}"), values={"a": composed("x #0", at("t", "y"))}) == "¶ | Svar: x [t=y]\n"
    assert "<w:b/>" in body(made(p("{{ a }}"), values={"a": answer}))


def test_a_composed_answer_that_is_one_value_is_that_value():
    answer = composed("#0", at("a", "Ett\n\nTvå", "Problem", "markdown"))
    assert told(p("{{ a }}"), values={"a": answer}) == "[a\n¶ | Ett\n¶ | Två\n]\n"


def test_a_bookmark_around_a_long_text_is_kept():
    start, end = Xml('<w:bookmarkStart w:id="0" w:name="Svar"/>'), Xml('<w:bookmarkEnd w:id="0"/>')
    data = made(p(start, "{{ v }}", end), values={"v": at("a", "Ett\n\nTvå", kind="markdown")})
    paragraphs = list(tree(data).iter(P))
    assert paragraphs[0].find(qn("w:bookmarkStart")) is not None
    assert paragraphs[1].find(qn("w:bookmarkEnd")) is not None


def test_long_texts_in_a_loop_in_a_cell():
    table = tbl(tr("{% for v in vs %}a", tc(p("{{ v }}"))), tr("b", "{% endfor %}"))
    vs = [at(f"v.{n}", f"Ett {n}\n\nTvå", kind="markdown") for n in (0, 1)]
    text = told(table, p("slut"), values={"vs": vs})
    assert (
        text
        == "| a | [v.0 / Ett 0 / Två / ] |\n| b |  |\n| a | [v.1 / Ett 1 / Två / ] |\n| b |  |\n¶ | slut\n"
    )


# --- copies


def test_rows_that_are_copied_copy_no_id():
    look = 'w14:paraId="11111111" w14:textId="22222222"'
    marks = Xml('<w:bookmarkStart w:id="0" w:name="rad"/>'), Xml('<w:bookmarkEnd w:id="0"/>')
    row = tr(
        tc(p("{% for v in vs %}", marks[0], "{{ v }}", marks[1])),
        tc(p(sdt("fast", tag="", kind='<w:id w:val="5"/><w:text/>'), "{% endfor %}")),
    )
    xml = body(
        made(
            tbl(Xml(row.replace("<w:p>", f"<w:p {look}>"))),
            values={"vs": [at(f"v.{n}", "x") for n in range(3)]},
        )
    )
    assert xml.count("paraId") == 0
    assert xml.count('w:name="rad"') == 1
    ids = [element.get(VAL) for element in etree.fromstring(xml).iter(qn("w:id"))]
    assert len(ids) == len(set(ids))


def test_a_bookmark_that_a_loop_repeats_half_of_stands_once_and_whole():
    start, end = Xml('<w:bookmarkStart w:id="0" w:name="lista"/>'), Xml('<w:bookmarkEnd w:id="0"/>')
    blocks = p("{% for x in xs %}"), p(start, "{{ x }}"), p("{% endfor %}"), p("slut", end)
    paragraphs = list(etree.fromstring(body(made(*blocks, values={"xs": "ab"}))).iter(P))
    assert [len(each.findall(qn("w:bookmarkStart"))) for each in paragraphs] == [1, 0, 0]
    assert [len(each.findall(qn("w:bookmarkEnd"))) for each in paragraphs] == [0, 0, 1]


def test_a_comment_in_a_loop_keeps_one_anchor():
    anchors = (
        '<w:commentRangeStart w:id="1"/>',
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
    )
    template = compile_template(
        docx(
            p("{% for x in xs %}"),
            p(Xml(anchors[0]), "{{ x }} a", Xml(anchors[1])),
            p("{% endfor %}"),
            p("slut"),
        ),
        "x",
    )
    assert body(render(template, {"xs": "ab"})).count("<w:comment") == 3


# --- what is wrong


def test_unknown_names_are_all_told_with_the_nearest_known_one():
    found = wrong(
        p("{{ titel }} {% for x in 'abc' %}{{ project.tilte }}{% endfor %}"),
        p("{% for a in partnrs %}"),
        p("{{ a }}"),
        p("{% endfor %}"),
        title="x",
        project={"title": "y"},
        partners=[],
    )
    assert [code for code, _ in found] == ["template-unknown-name"] * 3
    assert [message.rpartition("Did you mean ")[2] for _, message in found] == [
        '"title"?',
        '"title"?',
        '"partners"?',
    ]


def test_a_name_of_a_missing_answer_is_an_error():
    ((code, message),) = wrong(p("{{ c.name }}"), c=missing("project.coordinator"))
    assert code == "template-unknown-name"
    assert '"project.coordinator"' in message


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ v|kronor }}", "template-filter"),
        ("{{ v|datum }}", "template-filter"),
        ("{{ 1 / 0 }}", "template-value"),
        ("{% for x in 5 %}{% endfor %}", "template-value"),
        ("{{ v * 5 }}", "template-refused"),
        ("{% for a in range(100000) %}{% for b in range(100) %}{% endfor %}{% endfor %}", "template-refused"),
        ("{{ range(99999999) }}", "template-value"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_at_its_tag(tag, code):
    ((found, message),) = wrong(p(f"a {tag}"), v="x")
    assert found == code
    assert tag[:6] in message


def test_a_document_that_gets_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("generator.sandbox.bounded.MAX_OUTPUT", 5000)
    ((code, message),) = wrong(p("{% for x in range(100) %}{{ x }}{% endfor %}"))
    assert code == "template-refused"
    assert "5000" in message


def test_a_bug_of_ours_is_no_problem_of_the_template(monkeypatch):
    def broken(*_):
        raise ValueError("ours")

    monkeypatch.setattr("generator.render.writer.Writer.close", broken)
    with pytest.raises(ValueError, match="ours"):
        render(TEMPLATE, {"v": "x", "w": "y"})


# --- other programs


def test_the_strict_validator_finds_nothing():
    values = {
        "v": at("a", "x\ny"), "m": missing("b", "Lång", "markdown"), "q": missing("c"), "l": at("d", LONG, kind="markdown"),
        "xs": [at(f"x.{n}", str(n)) for n in range(3)], "tom": [],
    }  # fmt: skip
    blocks = [
        p("a ", b("{{ v }}"), link("{{ v }}")), p("{{ m }}"), p("{{ q }}"), p("{{ l }}"), p("({{ l }})"), p(sdt("{{ q }}", tag="x")),
        tbl(tr("{% for x in xs %}{{ x }}", "{{ q }}{% endfor %}")), tbl(tr("{% for x in tom %}{{ x }}", "{% endfor %}")),
        tbl(tr("a", tc(p("{% for x in xs %}"), p("{{ l }}"), p("{% endfor %}")))), tbl(tr("A", "{% for x in xs %}", "{{ x }}", "{% endfor %}", "Ö")),
        p("slut"),
    ]  # fmt: skip
    strictly_sound(made(*blocks, header=p("{{ v }}"), title="{{ v }}", values=values))


@pytest.mark.office
def test_libreoffice_opens_it_and_a_template_that_it_saved_works(tmp_path):
    blocks = [
        p("Titel ", b("{{ pro"), "ject }}", style="Rubrik1"),
        p("{% for x in xs %}"),
        p("{{ x }}"),
        p("{% endfor %}"),
        tbl(tr("{% for x in xs %}{{ x }}", "{{ loop.index }}{% endfor %}")),
    ]
    template = docx(*blocks, p("slut"))
    values = {"project": "Vatten", "xs": ["a", "b"]}
    expected = "¶ heading 1 | Titel Vatten\n¶ | a\n¶ | b\n| a | 1 |\n| b | 2 |\n¶ | slut\n"
    assert outline(render(compile_template(template, "x"), values)) == expected
    saved = convert(template, tmp_path, "docx")
    again = outline(render(compile_template(saved, "x"), values)).replace("Heading 1", "heading 1")
    assert again == expected
    text = convert(
        render(compile_template(template, "x"), values), tmp_path, "txt:Text (encoded):UTF8"
    ).decode("utf-8-sig")
    assert text.split() == ["Titel", "Vatten", "a", "b", "a", "1", "b", "2", "slut"]


def convert(data, folder, kind):
    source, out = folder / "in.docx", folder / "out"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        shutil.which("soffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        out,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"in.{kind.partition(':')[0]}").read_bytes()


def test_runs_inside_a_field_of_word_are_filled():
    begin, apart, end = (
        Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>') for kind in ("begin", "separate", "end")
    )
    code = Xml("<w:r><w:instrText> TITLE </w:instrText></w:r>")
    assert told(p(begin, code, apart, r("{{ v }}"), end), values={"v": "x"}) == "¶ | x\n"


HEADER = "<w:trPr><w:tblHeader/></w:trPr>"


def table_with_header(*rows):
    header = Xml(tr(tc(p("Namn"))).replace("<w:tr>", f"<w:tr>{HEADER}"))
    return tbl(header, *rows)


LOOP = [tr(tc(p("{%tr for x in rows %}"))), tr(tc(p("{{ x }}"))), tr(tc(p("{%tr endfor %}")))]


@pytest.mark.parametrize("rows", range(6))
@pytest.mark.parametrize("more", [[], [tr(tc(p("Summa")))], [tr(tc(p("{% if rows %}Summa{% endif %}")))] * 2])
def test_rows_in_a_loop_stand_together_as_rows_written_out_do(rows, more):
    def kept(*between):
        template = compile_template(docx(table_with_header(*between, *more), p("{{ rows|length }}")), "x")
        drawn = tree(render(template, {"rows": [f"rad {n}" for n in range(rows)]}))
        return [row.find(f".//{qn('w:keepNext')}") is not None for row in drawn.iter(qn("w:tr"))]

    assert kept(*LOOP) == kept(*(tr(tc(p(f"rad {n}"))) for n in range(rows)))


def test_what_is_written_can_be_read(monkeypatch):
    template = compile_template(docx(table_with_header(*LOOP), p("slut")), "x")
    monkeypatch.setattr(xml, "MOST_NODES", 3_000)
    assert len(fields(render(template, locate({"rows": [f"rad {n}" for n in range(50)]})))) == 50
    with pytest.raises(ProblemError, match="too large to be read again"):
        render(template, locate({"rows": [f"rad {n}" for n in range(200)]}))


def test_a_table_of_ten_thousand_rows_in_controls_can_be_read():
    names = "abcdef"
    row = tr(*(f"{{{{ r.{name} }}}}" for name in names))
    template = compile_template(
        docx(tbl(*(tr("{%tr for r in rows %}"), row, tr("{%tr endfor %}"))), p("slut")), "x"
    )
    rows = [dict.fromkeys(names, str(number)) for number in range(10_000)]
    assert len(fields(render(template, locate({"rows": rows})))) == 60_000


def test_a_prompt_has_the_style_that_the_template_has_for_prompts():
    missing = {"a": Missing(Origin("a", "A"))}
    assert '<w:rStyle w:val="Platshllare"/>' in body(made(p("{{ a }}"), values=missing))
    assert '<w:color w:val="595959"/>' in body(made(p("{{ a }}"), styles="", values=missing))


def test_a_template_that_was_kept_is_rendered_without_being_compiled_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    data = docx(p("{{ a }}"))
    first = render(kept_template(data, "x"), {"a": "b"})
    monkeypatch.setattr(compiling, "compile_template", None)
    kept = kept_template(data, "y")
    assert kept.name == "y"
    assert render(kept, {"a": "b"}) == first


def test_parts_that_no_tag_is_in_are_packed_once_and_the_file_is_the_same():
    template = compile_template(docx(p("{{ a }}")), "x")
    made = render(template, {"a": "b"})
    template.package.deflated.clear()
    assert render(template, {"a": "b"}) == made


def test_the_id_of_a_control_in_a_header_without_tags_is_not_given_again():
    number = content_control.control_id("a", 1)
    own = sdt(p("x"), block=True, kind=f'<w:id w:val="{number}"/>')
    filled = made(p("{{ a }}"), values={"a": at("a", "b")}, header=Xml(own))
    assert f'<w:id w:val="{number}"/>' not in body(filled)
