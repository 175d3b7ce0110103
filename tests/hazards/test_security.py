"""SECURITY.md states the limits that the code has, and what a template takes at most is measured."""

from pathlib import Path

import pytest
from hostility import watched
from wml import docx, p, r

from generator.formats import texts
from generator.grant.yaml import document, reader
from generator.markdown import commonmark
from generator.problems import ProblemError
from generator.render import charts_pictures, render
from generator.sandbox import bounded, counter, tree
from generator.system import files
from generator.template import compile_template
from generator.template.finding import marks
from generator.word.opc import validation, xml

SAID = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = {
    "{} MB |": files.MOST_BYTES // 1_000_000,
    "rules | {} MB": document.MOST_BYTES // 1_000_000,
    "{:,} keys and values": reader.MOST_NODES,
    "{:,} items in lists": reader.MOST_ITEMS,
    "{:,} line breaks": reader.MOST_MARKERS,
    "{} levels; no anchors": reader.MOST_LEVELS,
    "{:,} characters in a text on one line": texts.LONGEST_LINE,
    "a paragraph of more than {:,} characters": commonmark.LONGEST,
    "{} MB unpacked in all": validation.MAX_ALL // 1_000_000,
    "{} MB a part in XML": xml.MAX_XML // 1_000_000,
    "{:,} parts": validation.MAX_PARTS,
    "{} to 1 packed": validation._RATIO,
    "{:,} tags and attributes": xml.MOST_NODES,
    "{:,} tags a template": marks.MOST_TAGS,
    "{:,} steps": counter.MAX_STEPS,
    "{:,} characters of XML": bounded.MAX_OUTPUT,
    "{} charts": charts_pictures._MOST_CHARTS,
    "{:,} characters or items": bounded.MAX_TEXT,
    "{} levels, ": tree.MAX_DEPTH,
    "{} loops in loops": tree.MAX_LOOPS,
}


@pytest.mark.parametrize("words", LIMITS)
def test_the_security_notes_state_the_limit(words):
    assert words.format(LIMITS[words]) in SAID


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(ProblemError, match="larger than 100 MB"):
        files.read(path)


RUNS = {
    "whole": [p("{{ x }}")] * marks.MOST_TAGS,
    "in two runs": [p(*[r("{{"), r("x }}")] * marks.MOST_TAGS)],
}


@pytest.mark.parametrize("tags", RUNS)
def test_a_template_of_as_many_tags_as_may_be_takes_seconds_and_300_mb(tags):
    data = docx(*RUNS[tags])
    assert watched(lambda: len(render(compile_template(data, "x"), {"x": "y"}))) > 0


@pytest.mark.parametrize("tags", RUNS)
def test_a_template_of_more_tags_is_refused(tags):
    def code():
        with pytest.raises(ProblemError) as caught:
            compile_template(docx(*RUNS[tags] * 3), "x")
        return caught.value.problems[0].code

    assert watched(code) == "template-too-large"
