"""Any Word template with any data: the engine without the grants."""

import pytest
from edited import edit

from generator import language
from generator.word.opc.package import Package
from tests.outline import outline
from tests.wml import docx, p, tbl, tr


def fill(ansokan, tmp_path, body, name, data):
    (tmp_path / "mall.docx").write_bytes(docx(*body))
    (tmp_path / name).write_text(data, encoding="utf-8")
    done = ansokan(f"fill mall.docx {name} ut.docx")
    out = tmp_path / "ut.docx"
    return done, outline(out.read_bytes()) if out.exists() else ""


def test_a_template_is_filled_with_yaml(ansokan, tmp_path):
    body = [p("Hej {{ namn }}, {{ antal + 1 }} st, {{ kod }}{% if klar %} klart{% endif %}")]

    done, text = fill(
        ansokan, tmp_path, body, "d.yaml", "namn: Åsa & <Bo>\nantal: 2\nkod: 0630\nklar: true\n"
    )

    assert done.code == 0
    assert "¶ | Hej Åsa & <Bo>, 3 st, 0630 klart" in text


def test_a_point_before_three_digits_is_no_decimal_point(ansokan, tmp_path):
    body = [p("{{ summa }}, {{ halv|kronor }}")]
    _done, text = fill(ansokan, tmp_path, body, "d.yaml", "summa: 300.000\nhalv: 0.5\n")
    assert "¶ | 300.000, 0,50\u00a0kronor" in text

    done, _text = fill(ansokan, tmp_path, [p("{{ summa|kronor }}")], "d.yaml", "summa: 300.000\n")
    assert done.code == 1
    assert 'needs a number, not "300.000"' in done.said


NUMBERS = (
    "{{ v }}; {{ 'nr ' ~ v }}; {{ v + 1 }}; {{ v|kronor }}; {{ noll }}; {{ pris|round(1) }}; {{ pris > 3 }}"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [("d.yaml", "v: 1.10\nnoll: -0\npris: 12.50\n"), ("d.json", '{"v": 1.10, "noll": "-0", "pris": 12.50}')],
)
def test_a_number_prints_as_it_stands_in_the_file_and_counts_as_a_number(ansokan, tmp_path, name, data):
    _done, text = fill(ansokan, tmp_path, [p(NUMBERS)], name, data)

    assert "¶ | 1.10; nr 1.10; 2.1; 1,10\u00a0kronor; -0; 12.5; Ja" in text


@pytest.mark.parametrize("header", ["|", "|+", ">"])
def test_the_line_break_that_ends_a_text_behind_a_bar_is_not_printed(ansokan, tmp_path, header):
    data = f"t: {header}\n  rad ett\n\n  rad två\nslut: x\n"
    _done, text = fill(ansokan, tmp_path, [p("Text: {{ t }}. {{ t|length }}")], "d.yaml", data)

    assert "rad två. " in text


def test_a_template_is_filled_with_json(ansokan, tmp_path):
    body = [tbl(tr("{% for r in rader %}{{ r.a }}", "{{ r.b }}{% endfor %}"))]

    _done, text = fill(
        ansokan, tmp_path, body, "d.json", '{"rader": [{"a": "x", "b": 1.5}, {"a": "y", "b": null}]}'
    )

    assert "| x | 1.5 |\n| y |  |" in text


def test_no_fields_are_made_and_nothing_says_where_it_came_from(ansokan, tmp_path):
    _done, text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.yaml", "a: b\n")

    assert "[" not in text
    assert not any(
        "customXml" in name for name in Package.read((tmp_path / "ut.docx").read_bytes(), "x").parts
    )


def test_a_second_fill_leaves_the_file_untouched(ansokan, tmp_path):
    fill(ansokan, tmp_path, [p("{{ a }}")], "d.yaml", "a: b\n")

    assert "unchanged: ut.docx" in ansokan("fill mall.docx d.yaml ut.docx").said


def test_wrong_json_has_a_place(ansokan, tmp_path):
    done, _text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.json", '{"a": 1,\n "b": }')

    assert done.code == 1
    assert "d.json:2:7: error: " in done.said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('{"a": }', "ett värde saknas"),
        ("{a: 1}", "ett namn inom dubbla citattecken saknas"),
        ('{"a" 1}', "ett kolon saknas"),
        ('{"a": 1 "b": 2}', "ett kommatecken saknas"),
        ('{"a": "b}', "texten som börjar där saknar slutcitattecken"),
        ('{"a": "b\nc"}', "en text är bruten över två rader, eller har en tabb"),
        ('{"a": "\\x"}', "ett bakstreck där betyder inget"),
        ('{"a": "\\u12"}', "ett bakstreck där betyder inget"),
        ('{"a": 1} {}', "det följer mer efter slutet"),
    ],
)
def test_wrong_json_is_told_in_swedish(ansokan, tmp_path, typed, told):
    language.use("sv")
    done, _text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.json", typed)

    assert f"Det här är inte JSON: {told}." in done.said


def test_json_that_is_a_list_is_refused(ansokan, tmp_path):
    done, _text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.json", "[1]")

    assert "[not-a-mapping]" in done.said


def test_a_name_that_the_data_lacks_is_named_with_its_place_and_the_nearest(ansokan, tmp_path):
    done, text = fill(ansokan, tmp_path, [p("Hej {{ nman }}")], "d.yaml", "namn: a\n")

    assert (done.code, text) == (1, "")
    assert 'Did you mean "namn"?' in done.said
    assert "mall.docx" in done.said


@pytest.mark.parametrize("value", ["[" * 100_000 + "]" * 100_000, "9" * 5_000])
def test_json_that_python_cannot_read_is_named(ansokan, tmp_path, value):
    done, text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.json", f'{{"a": {value}}}')

    assert (done.code, text) == (1, "")
    assert "d.json: error: The file is nested too deep, or holds a number" in done.said


def test_a_number_of_thousands_of_digits_in_yaml_is_text(ansokan, tmp_path):
    done, text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.yaml", f"a: {'9' * 5_000}\n")

    assert done.code == 0
    assert "9" * 5_000 in text


# --- what lies where the document is to be


@pytest.fixture
def filled(ansokan, tmp_path):
    """A template, its data and the document filled in from them."""
    fill(ansokan, tmp_path, [p("Hej {{ a }}")], "d.yaml", "a: Bo\n")
    return tmp_path / "ut.docx"


@pytest.mark.parametrize("source", ["mall.docx", "d.yaml"])
@pytest.mark.parametrize("way", ["itself", "another path", "symbolic link", "hard link"])
def test_neither_template_nor_data_is_written_over(ansokan, tmp_path, filled, source, way):
    out, path = tmp_path / "länk.docx", tmp_path / source
    if way == "symbolic link":
        out.symlink_to(source)
    elif way == "hard link":
        out.hardlink_to(path)
    else:
        out = path if way == "itself" else tmp_path / "data" / ".." / source
    (tmp_path / "data").mkdir()
    before = path.read_bytes()

    for more in ("", " --replace"):
        done = ansokan(f"fill mall.docx d.yaml {out}{more}")
        assert (done.code, "[fill-over-source]" in done.said) == (1, True)
        assert path.read_bytes() == before


def test_a_document_that_nobody_edited_is_filled_anew_with_new_data(ansokan, tmp_path, filled):
    (tmp_path / "d.yaml").write_text("a: Åsa\n", encoding="utf-8")

    assert "written: ut.docx" in ansokan("fill mall.docx d.yaml ut.docx").said
    assert "Hej Åsa" in outline(filled.read_bytes())


@pytest.mark.parametrize("data", ["a: Bo\n", "a: Åsa\n"])
def test_a_document_edited_since_it_was_filled_is_left_alone_with_the_way_out(
    ansokan, tmp_path, filled, data
):
    edit(filled, ("Hej", "Hej på dig"))
    edited = filled.read_bytes()
    (tmp_path / "d.yaml").write_text(data, encoding="utf-8")

    done = ansokan("fill mall.docx d.yaml ut.docx")
    assert (done.code, "[edited]" in done.said, "--replace" in done.said) == (1, True, True)
    assert filled.read_bytes() == edited

    done = ansokan("fill mall.docx d.yaml ut.docx --replace")
    assert (done.code, "your file is kept as ut (före" in done.said) == (0, True)
    assert [path.read_bytes() for path in tmp_path.glob("*(före *")] == [edited]
    assert "på dig" not in outline(filled.read_bytes())


def test_a_file_that_was_not_filled_here_is_left_alone(ansokan, tmp_path):
    theirs = docx(p("Vårt eget brev"))
    (tmp_path / "ut.docx").write_bytes(theirs)
    done, _text = fill(ansokan, tmp_path, [p("{{ a }}")], "d.yaml", "a: b\n")
    assert (done.code, (tmp_path / "ut.docx").read_bytes()) == (1, theirs)
