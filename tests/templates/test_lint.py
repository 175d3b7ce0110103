"""Lint: all that is wrong with a layout in one run, each with its place, and the same as comments in Word."""

import re
import shutil
from pathlib import Path

import pytest
from edited import wordlike, zipped
from sound import sound, strictly_sound
from wml import docx, p, tbl, tc, tr

from generator import language
from generator.grant.forms.loading import load_all
from generator.lint.annotate import annotate, annotated
from generator.lint.template_check import lint
from generator.problems import Problem, ProblemError
from generator.render import render
from generator.system.files import builtin_templates
from generator.template import compile_template
from generator.word.opc.names import DOC_REL, VAL, qn
from generator.word.opc.package import Package

FORM = """\
title: Ansökan
short: Ansökan X
kind: application
receiver: X
output: x.docx
source: prov
sections:
  - id: ett
    label: Bakgrund och problem
    source: proposed
    questions:
      - id: syfte
        label: Syfte
        source: proposed
        required: ja
        answer: "{{ project.purpose }}"
      - id: kontakt
        label: Kontakt
        source: proposed
        answer: "{{ applicant.contact.name }}"
      - id: aktiviteter
        label: Aktiviteter
        source: proposed
        required: ja
        table: activities
"""
ALL = p("{{ answers.syfte }} {{ answers.kontakt }}")
TABLE = (
    p("{% if 'activities' == 'activities' %}"),
    tbl(tr("{% for a in project.activities %}{{ a.name }}", "{{ a.start }}{% endfor %}")),
    p("{% endif %}"),
)
SOUND = (ALL, *TABLE)


@pytest.fixture
def found(tmp_path):
    """Return a function that lints a layout of these blocks."""

    def made(*blocks, form=FORM, **stories):
        folder = tmp_path / "templates" / "x"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "form.yaml").write_text(form, "utf-8")
        (folder / "layout.docx").write_bytes(docx(*blocks, **stories))
        forms = load_all(tmp_path / "templates")
        return lint(forms[0], forms)

    return made


def codes(problems):
    return sorted(problem.code for problem in problems)


def test_our_own_templates_are_sound(ansokan):
    done = ansokan("lint")

    assert (done.code, done.said) == (0, "0 errors, 0 warnings.\n")


def test_a_sound_layout_is_sound(found):
    assert found(*SOUND) == []


def test_all_errors_come_in_one_run_each_with_its_place_and_the_nearest_name(found):
    problems = found(
        *SOUND,
        p("Sökande: {{ aplicant.name }}."),
        p("{% for partner in project.partners %}"),
        tbl(tr("a", "b"), tr("c", "Summa {{ budget.totl }} kr")),
        p("{{ project.name | }}"),
        p("{% edif %}"),
        header=p("Dnr {{ case.nummer }}"),
    )

    assert codes(problems) == [
        "template-no-end",
        "template-syntax",
        "template-unknown-name",
        "template-unknown-name",
        "template-unknown-name",
        "template-unknown-tag",
    ]
    said = {problem.place.words: problem.message for problem in problems}
    assert 'Did you mean "applicant"?' in said["the body, paragraph 4, “Sökande: {{ aplicant.name }}.”"]
    assert 'Did you mean "total"?' in said["the body, table 2, row 2, cell 2, “Summa {{ budget.totl }} kr”"]
    assert 'Did you mean "number"?' in said["the header (header.xml), paragraph 1, “Dnr {{ case.nummer }}”"]
    assert 'Did you mean "endif"?' in said["the body, paragraph 7, “{% edif %}”"]
    assert any("paragraph 5" in words and "has no end" in message for words, message in said.items())


def test_the_same_names_are_found_whether_or_not_another_tag_is_broken(found):
    wrong = (p("{{ project.nmae }}"), p("{% for g in project.goals %}"), p("{{ g.gaol }}"), p("{% endfor %}"))
    alone = found(*SOUND, *wrong)
    among = [
        problem for problem in found(*SOUND, *wrong, p("{{ 1 + }}")) if problem.code != "template-syntax"
    ]

    assert len(alone) == 2
    assert among == alone


@pytest.mark.parametrize(
    "blocks",
    [
        (p("{% for a in project.activities %}"), p("{{ a.name }}"), p("{{ a.start|isodatum }}")),
        (
            p("{% if project.name %}"),
            p("{% for a in project.activities %}"),
            p("{{ a.name }}"),
            p("{% endif %}"),
        ),
        (tbl(tr("{% for a in project.activities %}{{ a.name }}", "{{ a.start }}")), p("efter")),
        (p("{% with b = budget %}"), p("{{ b.total }}")),
    ],
)
def test_an_unclosed_loop_is_one_error_and_no_name_in_it_is_called_unknown(found, blocks):
    (problem,) = found(*SOUND, *blocks)

    assert problem.code == "template-no-end"


@pytest.mark.parametrize(
    "blocks",
    [
        (p("{% for a inn project.activities %}"), p("{{ a.name }}"), p("{% endfor %}")),
        (p("{% for a in %}"), p("{% if a.x %}{{ a.name }}{% else %}{{ a.y }}{% endif %}"), p("{% endfor %}")),
        (p("{% set a = %}"), p("{{ a.name }}")),
        (p("{% for a in project.activities"), p("{{ a.name }}")),
    ],
)
def test_a_loop_that_cannot_be_read_is_one_error_and_its_own_name_is_not_called_unknown(found, blocks):
    assert {problem.code for problem in found(*SOUND, *blocks)} <= {
        "template-syntax",
        "template-no-end",
        "template-stray",
    }
    assert [problem for problem in found(*SOUND, *blocks) if problem.code == "template-unknown-name"] == []


def test_after_a_broken_loop_names_are_looked_at_again(found):
    problems = found(
        *SOUND, p("{% for a inn x %}"), p("{{ a.b }}"), p("{% endfor %}"), p("{{ projct.name }}")
    )

    assert codes(problems) == ["template-syntax", "template-unknown-name"]


@pytest.mark.parametrize(
    ("open_", "end"),
    [("{% for g in project.goals %}", "{% endfor %}"), ("{%tr for g in project.goals %}", "{%tr endfor %}")],
)
def test_a_loop_in_its_own_row_is_right_and_works(found, open_, end):
    rows = tbl(
        tr("Mål", "Nummer"), tr(tc(p(f"{open_}{{{{ g.goal }}}}")), tc(p(f"{{{{ loop.index }}}}{end}")))
    )

    assert found(*SOUND, rows) == []
    made = render(
        compile_template(docx(rows), "x.docx"),
        {"project": {"goals": [{"goal": "A"}, {"goal": "B"}]}},
        controls=False,
    )
    texts = [cell.text for cell in Package.read(made, "x").tree("word/document.xml").iter(qn("w:t"))]
    assert texts == ["Mål", "Nummer", "A", "1", "B", "2"]


def test_a_required_question_that_the_layout_never_prints_is_an_error_another_a_warning(found):
    problems = found(p("Ingenting."))

    assert [(problem.level, problem.code, problem.path) for problem in problems] == [
        ("error", "unprinted", "sections.0.questions.0"),
        ("warning", "unprinted", "sections.0.questions.1"),
        ("error", "undrawn", "sections.0.questions.2"),
    ]
    assert "{{ answers.syfte }}" in problems[0].message


LOOP = (
    p("{% for section in sections %}"),
    p("{% for question in section.questions %}"),
    p("{% if CONDITION %}"),
    p("{{ question.answer }}"),
    p("{% endif %}"),
    p("{% endfor %}"),
    p("{% endfor %}"),
)


def loop(condition):
    return [type(block)(block.replace("CONDITION", condition)) for block in LOOP]


@pytest.mark.parametrize(
    ("condition", "unprinted"),
    [
        ("question.count", 0),
        ("question.count and not draft", 0),
        ("draft", 0),
        ("section.style == 'facts'", 2),
        ("question.required", 1),
    ],
)
def test_a_loop_over_questions_must_reach_each_of_them(found, condition, unprinted):
    problems = found(*loop(condition), *TABLE)

    assert codes(problems) == ["unprinted"] * unprinted


def test_a_question_that_is_named_under_a_condition_on_data_is_printed(found):
    assert found(p("{% if project.partners %}"), ALL, p("{% endif %}"), *TABLE) == []


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Bakgrund och problem", ""),
        ("Bakgrund och problemen", "Bakgrund och problem"),
        ("Bakgrund och Problem", "Bakgrund och problem"),
        ("Underskrift", ""),
        ("Syftet", "Syfte"),
    ],
)
def test_a_heading_that_says_a_label_in_other_words_is_a_warning(found, heading, said):
    problems = found(p(heading, style="Rubrik1"), *SOUND)

    assert codes(problems) == (["heading-differs"] if said else [])
    if said:
        assert problems[0].level == "warning"
        assert problems[0].place.words == f"the body, heading “{heading}”"
        assert f"“{heading}” reads “{said}”" in problems[0].message


def test_a_heading_is_not_compared_with_a_label_that_stands_elsewhere_or_when_it_is_no_heading(found):
    right = p("Bakgrund och problem", style="Rubrik1")

    assert found(right, p("Bakgrund och problemet", style="Rubrik1"), *SOUND) == []
    assert found(p("Bakgrund och problemet"), *SOUND) == []
    assert found(p("{{ sections[0].label }}", style="Rubrik1"), *SOUND) == []


# --- comments


def comments(data):
    tree = Package.read(data, "x").tree("word/comments.xml")
    return {
        each.get(qn("w:id")): " | ".join("".join(para.itertext()) for para in each.iter(qn("w:p")))
        for each in tree
    }


def anchored(data):
    """For each comment the text of the paragraph that it hangs on."""
    body = Package.read(data, "x").tree("word/document.xml")
    found = {}
    for start in body.iter(qn("w:commentRangeStart")):
        (paragraph,) = start.iterancestors(qn("w:p"))
        number = start.get(qn("w:id"))
        assert [each.get(qn("w:id")) for each in paragraph.iter(qn("w:commentReference"))].count(number) == 1
        assert [each.get(qn("w:id")) for each in paragraph.iter(qn("w:commentRangeEnd"))].count(number) == 1
        found[number] = "".join(paragraph.itertext())
    return found


WRONG = (
    p("Först"),
    p("Bakgrund och problemen", style="Rubrik1"),
    p("Sökande: {{ aplicant.name }} och {{ aplicant.phone }}"),
    tbl(tr("a", "Summa {{ budget.totl }}")),
)


def annotate_with(found, tmp_path, *blocks, **more):
    with language.swedish():
        problems = found(*blocks, **more)
    layout = tmp_path / "templates" / "x" / "layout.docx"
    return problems, layout, annotate(layout, problems)


def test_each_finding_is_a_comment_at_its_paragraph(found, tmp_path):
    problems, _layout, copy = annotate_with(found, tmp_path, *WRONG)

    assert copy.name == "layout (kommentarer).docx"
    said, where = comments(copy.read_bytes()), anchored(copy.read_bytes())
    assert len(said) == len(problems) == len(where)
    places = {text.split(" [")[0]: where[number] for number, text in said.items()}
    assert places[next(m for m in places if "”totl”" in m)] == "Summa {{ budget.totl }}"
    assert places[next(m for m in places if "Bakgrund och problemen" in m)] == "Bakgrund och problemen"
    assert sum(text.startswith("Sökande") for text in where.values()) == 2


def test_what_belongs_to_the_form_or_to_a_header_is_said_at_the_top_with_its_place(found, tmp_path):
    _problems, layout, copy = annotate_with(found, tmp_path, *WRONG[:1], header=p("{{ case.nummer }}"))
    data = copy.read_bytes()
    (said,) = comments(data).values()

    assert said.endswith("[template-unknown-name] | sidhuvudet (header.xml), stycke 1, “{{ case.nummer }}”")
    assert list(anchored(data).values()) == ["Först"]

    problems, layout, copy = annotate_with(found, tmp_path, *WRONG[:1])
    assert all(f"{layout.parent / 'form.yaml'}:" in said for said in comments(copy.read_bytes()).values())
    assert {problem.code for problem in problems} == {"unprinted", "undrawn"}


def test_the_copy_is_valid_the_same_every_time_and_the_layout_untouched(found, tmp_path):
    problems, layout, copy = annotate_with(found, tmp_path, *WRONG)
    before = layout.read_bytes()
    first = copy.read_bytes()
    stamp = copy.stat().st_mtime_ns

    annotate(layout, problems)

    assert layout.read_bytes() == before
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == (first, stamp)
    assert sound(first)


def test_comments_that_are_there_stay(found, tmp_path):
    problems, layout, copy = annotate_with(found, tmp_path, *WRONG)
    old = comments(copy.read_bytes())

    again = annotated(copy.read_bytes(), str(layout), problems[:1])

    assert comments(again).items() > old.items()
    assert len(comments(again)) == len(old) + 1
    assert Package.read(again, "x").related_parts("word/document.xml", _KIND) == ["word/comments.xml"]


_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def test_a_copy_that_was_edited_is_left_as_it_is(found, tmp_path, ansokan):
    problems, _layout, copy = annotate_with(found, tmp_path, *WRONG)
    copy.write_bytes(b"mine")

    done = ansokan("lint --annotate")

    assert done.code == 1
    assert "[edited]" in done.said
    assert copy.read_bytes() == b"mine"
    assert problems


def test_a_layout_that_has_changed_gets_a_new_copy(found, tmp_path):
    _problems, _layout, copy = annotate_with(found, tmp_path, *WRONG)
    annotate_with(found, tmp_path, *WRONG[:3])

    assert not any("totl" in said for said in comments(copy.read_bytes()).values())


def test_no_finding_no_copy(found, tmp_path):
    _problems, layout, copy = annotate_with(found, tmp_path, *SOUND)

    assert copy is None
    assert sorted(path.name for path in layout.parent.iterdir()) == ["form.yaml", "layout.docx"]


def test_the_command_names_the_copy(found, tmp_path, ansokan):
    found(*WRONG)

    done = ansokan("lint --annotate")

    assert done.code == 1
    assert f"written: {Path('templates', 'x', 'layout (kommentarer).docx')}" in done.said
    assert "[template-unknown-name]" in done.said


def test_the_comments_in_the_copy_are_swedish_whatever_is_spoken(found, tmp_path, ansokan):
    found(*WRONG)

    assert "Write the same in both." in ansokan("lint --annotate").said

    told = "\n".join(comments((tmp_path / "templates/x/layout (kommentarer).docx").read_bytes()).values())
    assert "Det finns inget som heter ”aplicant” här." in told
    assert not re.search(r"\b(the|not|known|Write|is)\b", told), told


def test_the_copy_of_a_real_layout_passes_the_strict_check(tmp_path):
    shutil.copytree(builtin_templates() / "tillvaxtverket", tmp_path / "x")
    (form,) = [each for each in load_all(tmp_path) if each.name == "x"]
    layout = form.layout
    package = Package.read(layout.read_bytes(), str(layout))
    body = package.parts["word/document.xml"].replace(b"applicant.name", b"aplicant.name")
    package.put("word/document.xml", body)
    layout.write_bytes(package.to_bytes())

    problems = lint(form, [form])
    copy = annotate(layout, problems)

    assert "template-unknown-name" in codes(problems)
    strictly_sound(copy.read_bytes())


@pytest.fixture
def saved_in_swedish():
    """The layout of the memo as a Word in Swedish saves it."""
    data, _log = wordlike.apply((builtin_templates() / "beslut" / "layout.docx").read_bytes(), ["resave"], 1)
    return Package.read(data, "x")


ONE = [Problem("error", "wrong", "Said.", "x")]


def test_comments_have_the_styles_that_a_swedish_word_has_given_the_layout(saved_in_swedish):
    data = annotated(saved_in_swedish.to_bytes(), "x", ONE)

    (entry,) = Package.read(data, "x").tree("word/comments.xml")
    assert [each.get(VAL) for each in entry.iter(qn("w:pStyle"))] == ["Kommentarer"]
    assert [each.get(VAL) for each in entry.iter(qn("w:rStyle"))] == ["Kommentarsreferens"]
    sound(data)


def test_a_layout_that_lacks_a_part_gets_no_comments_but_says_why(saved_in_swedish):
    parts = saved_in_swedish.parts
    gone = f'<Relationship Id="gone" Type="{DOC_REL}image" Target="media/gone.png"/></Relationships>'
    links = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", gone.encode())

    with pytest.raises(ProblemError, match=r"media/gone\.png"):
        annotated(zipped({**parts, "word/_rels/document.xml.rels": links}), "x", ONE)


def test_the_english_words_of_a_rule_are_looked_at_as_its_swedish_ones(found):
    rule = """\
rules:
  - {id: kort, at: project.name, check: project.name, message: Skriv, source: vår, en: {message: "{{ project.nam }}"}}
"""
    (problem,) = [each for each in found(*SOUND, form=FORM + rule) if each.code == "template-unknown-name"]

    assert problem.path == "rules.0.en.message"
