"""SECURITY.md states the limits that the code has."""

from pathlib import Path

import pytest

from generator import files
from generator.grant import datafile, yaml_read
from generator.grant.schema import kinds
from generator.markdown import commonmark
from generator.problems import ProblemError
from generator.render import drawings
from generator.sandbox import bounded, checks, costs
from generator.word import gates, xml

SAID = (Path(__file__).parent.parent / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = {
    "{} MB |": files.MOST_BYTES // 1_000_000,
    "rules | {} MB": datafile.MOST_BYTES // 1_000_000,
    "{:,} keys and values": yaml_read.MOST_NODES,
    "{:,} items in lists": yaml_read.MOST_ITEMS,
    "{:,} line breaks": yaml_read.MOST_SIGNS,
    "{} levels; no anchors": yaml_read.MOST_LEVELS,
    "{:,} characters in a text on one line": kinds.LONGEST_LINE,
    "a paragraph of more than {:,} characters": commonmark.LONGEST,
    "{} MB unpacked in all": gates.MAX_ALL // 1_000_000,
    "{} MB a part in XML": xml.MAX_XML // 1_000_000,
    "{:,} parts": gates.MAX_PARTS,
    "{} to 1 packed": gates._RATIO,
    "{:,} tags and attributes": xml.MOST_NODES,
    "{:,} steps": costs.MAX_STEPS,
    "{:,} characters of XML": bounded.MAX_OUTPUT,
    "{} charts": drawings._MOST_CHARTS,
    "{:,} characters or items": bounded.MAX_TEXT,
    "{} levels, ": checks.MAX_DEPTH,
    "{} loops in loops": checks.MAX_LOOPS,
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
