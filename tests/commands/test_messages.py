"""What a template does wrong is said in words: neither Python nor Jinja is heard, nor English in Swedish."""

import re
from datetime import date

import pytest
from wml import docx, p

from generator import language
from generator.problems import ProblemError
from generator.render import render
from generator.template import compile_template

VALUES = {
    "xs": ["a", "b"],
    "c": [],
    "g": {"a": 1},
    "n": None,
    "s": "text",
    "k": 3,
    "yes": True,
    "d": date(2025, 1, 2),
    "rows": [{"ort": "Ås", "n": "A", "tal": 1}, {"ort": "Ås", "n": "B", "tal": 2}],
}
A_LIST, NOTHING, EMPTY = "lista eller en grupp av värden", "inget som heter ”c”", "Listan är tom"
KINDS = {
    **{f"{{{{ xs|{name} }}}}": A_LIST for name in ("upper", "lower", "title", "trim", 'replace("a", "b")')},
    **{f"{{{{ {text} }}}}": A_LIST for text in ("g|upper", '"x" ~ xs', "xs|map('upper')", "g|items")},
    **{
        f"{{{{ g.c|{name} }}}}": NOTHING
        for name in ("round", "abs", "kronor", "datum", "int", "float", "upper")
    },
    **{
        f"{{{{ {text} }}}}": "null"
        for text in ("n|round", "n|abs", "n + 1", "1 - n", "n > 3", "-n", "n.x", "xs[n]")
    },
    "{{ s + 1 }}": '"text" + 1',
    "{{ s > 3 }}": '"text" > 3',
    "{{ d - 1 }}": "2025-01-02 - 1",
    "{{ s < k < 9 }}": "En text och ett tal",
    "{{ xs|sum }}": '"a"',
    "{{ xs|round }}": "en lista",
    "{% for x in yes %}{% endfor %}": "true",
    "{% for x in n %}{% endfor %}": "null",
    "{% for a, b in xs %}{% endfor %}": "inte lika många värden",
    "{{ c[0] }}": EMPTY,
    **{f"{{{{ c|{name} }}}}": EMPTY for name in ("first", "last", "max", "min")},
    "{{ xs[9] }}": "Antalet är 2",
    "{% tr for x in xs %}": "{%tr for x in xs %}",
    "{% endtr %}": "{%tr endfor %}",
    "{% p if yes %}": "{%p if yes %}",
    "{% raw %}{{ users }}": "{% endraw %}",
    "{#rader}{a}": "docxtemplater",
    "{% set ns = namespace(s=0) %}": 'sum(attribute="amount")',
    '{{ "%.2f" % k }}': "|round",
    "{{ a b }}": "saknas",
    "{{ }}": "}}",
    "{{ a| }}": "saknas",
    "{{ 'x }}": "saknar slut",
    "{{ (a }}": ")",
    "{{ a ? b }}": "?",
    "{# öppen": "#}",
    "{% set x %}": "=",
    "{{ f(a=1, 2) }}": "",
    "{{ xs|map('nix')|list }}": "nix",
    "{{ s|truncate('a') }}": "truncate",
    "{{ s|truncate(1, true, 'ett långt slut') }}": "truncate",
    "{{ s|dictsort }}": "dictsort",
    "{{ xs|map('dictsort')|list }}": "dictsort",
    "{{ range(s) }}": "",
    "{{ 'a' in k }}": "",
    "{{ k[1:] }}": "",
    "{{ [1, 'a']|sort }}": "sort",
    "{{ 1 / 0 }}": "noll",
}
"""For each wrong tag what its message has to say in Swedish."""
LEAKS = re.compile(r"object|__|NoneType|Undefined|Noted|\bline \d|\bat \d|<\w+[. ]|Decimal|\bstr\b|\bint\b")
ENGLISH = re.compile(
    r"\b(a|an|and|at|be|block|cannot|character|end|expected|got|has|is|it|list|missing|must|no|not|of|or|so|tag"
    r"|template|than|that|the|there|to|unexpected|value|was|with|write)\b"
)


def told(text):
    with pytest.raises(ProblemError) as caught:
        render(compile_template(docx(p("Före ", text)), "mall.docx"), VALUES)
    return [problem.message for problem in caught.value.problems]


def words_of(message, text):
    """The message without what the person typed, what it tells to type, and values."""
    for typed in (text, *re.findall(r"\{[{%#].*?[}%#]\}|\{[#%]\w+\}?[^ ]*|”.*?”|\".*?\"", message)):
        message = message.replace(typed, "")
    return message


@pytest.mark.parametrize("text", KINDS)
def test_a_wrong_tag_is_told_in_words(text):
    for name in ("sv", "en"):
        language.use(name)
        for message in told(text):
            assert not LEAKS.search(words_of(message, text)), message
            assert len(message) <= 200 + len(text)
    language.use("sv")
    assert KINDS[text] in " ".join(told(text))
    assert [message for message in told(text) if ENGLISH.search(words_of(message, text))] == []


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\ufeff", "\u2060"])
def test_a_sign_that_is_not_seen_is_no_part_of_a_tag(sign):
    for text in (
        f"{{{{ s{sign} }}}}",
        f"{{{sign}{{ s }}}}",
        f"{sign}{{{{ s }}}}{sign}{{% if y{sign}es -%}}  ja{{% endif %}}",
    ):
        document = render(compile_template(docx(p("Före ", text, " efter")), "mall.docx"), VALUES)
        assert b"{" not in body(document)
        assert b"text" in body(document)


def test_groups_are_read_as_jinja_s_manual_has_them():
    text = '{% for g in rows|groupby("ort") %}{{ g.grouper }}: {{ g.list|map(attribute="n")|join(", ") }}{% endfor %}'
    assert "Ås: A, B" in re.sub(
        "<[^>]*>", "", body(render(compile_template(docx(p(text)), "m"), VALUES)).decode()
    )


def test_a_choice_without_else_gives_nothing():
    assert b"{" not in body(render(compile_template(docx(p('a{{ ", " if n }}')), "m"), VALUES))


def body(document):
    from generator.word.opc.package import Package

    return Package.read(document, "").parts["word/document.xml"]
