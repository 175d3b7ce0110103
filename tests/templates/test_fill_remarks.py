"""What fill says when nothing, or not all, was filled in; which names a template needs."""

import pytest
import yaml
from wml import Xml, docx, p, r, tbl, tr


@pytest.fixture
def fill(ansokan, tmp_path):
    """Return a function that fills a template with data in JSON; it gives all that was said."""

    def filled(*blocks, data="{}"):
        (tmp_path / "mall.docx").write_bytes(docx(*blocks))
        (tmp_path / "d.json").write_text(data, encoding="utf-8")
        done = ansokan("fill mall.docx d.json ut.docx --replace")
        assert done.code == 0
        return done.said

    return filled


def merge_field(name, shown):
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:r><w:instrText> MERGEFIELD {name} \\* MERGEFORMAT </w:instrText></w:r>"
    return Xml(begin + code + separate + r(shown) + end)


def test_a_template_without_tags_is_told_with_a_tag_that_would_do(fill):
    said = fill(p("Hej"), data='{"kund": "Åsa"}')
    assert "hint: The template has no tags" in said
    assert "{{ kund }}" in said


def test_the_fields_of_a_mail_merge_are_told(fill):
    simple = Xml('<w:fldSimple w:instr=" MERGEFIELD ort "><w:r><w:t>«ort»</w:t></w:r></w:fldSimple>')
    said = fill(p("Hej ", merge_field("namn", "«namn»"), simple), data='{"namn": "Åsa"}')
    assert "mail merge, which are not filled in: ort, namn. Write {{ ort }}" in said
    assert "no tags" not in said


def test_a_merge_field_that_shows_a_tag_is_filled_and_nothing_is_told(fill):
    assert "hint" not in fill(p(merge_field("x", "{{ namn }}")), data='{"namn": "Åsa"}')


def test_names_in_single_braces_are_told(fill):
    assert "in single braces, which are not filled in: namn, kund.ort." in fill(p("Hej {namn} i {kund.ort}"))


def test_braces_beside_tags_are_told_only_where_the_data_has_the_name(fill):
    blocks = p("{{ a }} {b} {c}")
    assert "single braces, which are not filled in: b." in fill(blocks, data='{"a": 1, "b": 2}')
    assert "single braces" not in fill(blocks, data='{"a": 1}')


UNUSED = [
    ("{{ namn }}", '{"namn": 1, "namm": 2}', ["names: namm ["]),
    ("{{ namn|default('') }}", '{"namm": 2}', ['names: namm Did you mean "namn"?']),
    ("{{ a1 }}", '{"a1": 1, "a2": 2, "b": 3}', ["names: a2, b ["]),
    ("{{ k.namn }}", '{"k": {"namn": 1, "ort": 2}}', ["names: k.ort"]),
    ("{% for x in xs %}{{ x.a }}{% endfor %}", '{"xs": [{"a": 1}, {"a": 2, "b": 2}]}', ["names: xs[].b"]),
    ("{% for x in xs|sort(attribute='a') %}{{ x.a }}{% endfor %}", '{"xs": [{"a": 1}]}', []),
    ("{% for k, v in g.items() %}{{ v }}{% endfor %}", '{"g": {"a": 1}}', []),
    ("{{ xs|sum(attribute='a') }}", '{"xs": [{"a": 1, "b": 2}]}', []),
    ("{% if k is defined %}{{ k.a }}{% endif %}", '{"k": {"a": 1}}', []),
    ("{% set y = k %}{{ y.a }}{% with z = k %}{{ z.b }}{% endwith %}", '{"k": {"a": 1, "b": 2}}', []),
    ("{{ k[n] }}", '{"k": {"a": 1}, "n": "a"}', []),
    ("{{ xs[0].a }}", '{"xs": [{"a": 1, "b": 2}]}', ["names: xs[].b"]),
    ("{{ k['a'] if b }}{{ loop|default('') }}", '{"k": {"a": 1}, "b": false}', []),
]


@pytest.mark.parametrize(("tags", "data", "expected"), UNUSED)
def test_a_name_in_the_data_that_no_tag_uses_is_told(fill, tags, data, expected):
    said = [line for line in fill(p(tags), data=data).splitlines() if "hint" in line]
    assert len(said) == len(expected)
    assert all(text in line for text, line in zip(expected, said, strict=True))


def test_the_names_that_a_template_needs_are_a_data_file_to_fill_in(ansokan, tmp_path):
    blocks = [
        p("{{ kund.namn }} {{ kund.adress.ort|upper }}{% if klar %} klart{% endif %}"),
        tbl(tr("{% for r in rader %}{{ r.a }}", "{{ r.pris|kronor }} {{ loop.index }}{% endfor %}")),
        p("{% for x in taggar %}{{ x }}{% endfor %}"),
    ]
    (tmp_path / "mall.docx").write_bytes(docx(*blocks, header=p("{{ diarie }}")))
    done = ansokan("fill mall.docx --names")
    assert done.code == 0
    assert yaml.safe_load(done.said) == {
        "kund": {"namn": None, "adress": {"ort": None}},
        "klar": None,
        "rader": [{"a": None, "pris": None}],
        "taggar": [None],
        "diarie": None,
    }


def test_fill_without_a_name_for_the_document_says_what_is_missing(ansokan, tmp_path):
    (tmp_path / "mall.docx").write_bytes(docx(p("a")))
    done = ansokan("fill mall.docx")
    assert done.code == 2
    assert "--names" in done.said
