"""What steers a terminal or turns the order of a text is written out wherever people read it."""

import re
import sys

import pytest
from edited import Desk, controls, say

from generator import cli
from generator.preview.html import escape
from generator.unseen import exact, visible

BIDI = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"]
STEERS = ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x85", "\x9b", "\x9f", "\u2028", *BIDI]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("sign", STEERS)
def test_a_character_that_is_not_seen_is_written_out(sign):
    assert visible(f"a{sign}b") == f"a\\u{ord(sign):04x}b"
    assert not RAW.search(escape(f"a{sign}b"))
    assert not RAW.search(exact(f"a{sign}b"))


def test_letters_of_all_kinds_and_line_breaks_stay():
    text = "Åsa – ”é”\n\tאבג دهو 👩‍👧 \u00a0x"
    assert visible(text) == text


COMMANDS = ["check {}.yaml", "generate --document {}", "generate --{}", "{}", "pull {}.docx", "merge {}.docx",
            "fill {} {} {}", "check --format {}", "check --explain {}", "new {}.yaml", "lint {}", "status {}.yaml"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("sign", ["\x1b[5m", "\x9b31m", "\u202e", "\u200f"])
def test_what_was_typed_is_told_without_them(project, tmp_path, monkeypatch, capfd, command, sign):
    """As a terminal would get it: click takes the codes of colours away from what goes to a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("click._compat.should_strip_ansi", lambda *_arguments: False)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_arguments: False)
    monkeypatch.setattr(
        sys, "argv", ["ansokan", *(each.replace("{}", f"x{sign}y") for each in command.split())]
    )
    monkeypatch.setattr(cli, "_leave", sys.exit)

    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = re.sub("\x1b\\[(?:0|1|3[1356])m", "", "".join(capfd.readouterr()))  # the colours of our own words
    assert ended.value.code in {0, 1, 2}  # new takes a name that this system takes
    assert not RAW.search(said), said


@pytest.mark.parametrize("sign", ["\x9b", *BIDI])
def test_what_somebody_wrote_in_word_is_told_without_them(ansokan, sign):
    desk = Desk(ansokan)
    desk.edit(lambda root: say(next(controls(root, "case.unit")[0].iter("{*}t")), f"Enhet {sign}31m"))

    for line in ("status", "generate", f"pull {desk.document}", "check", "status --format json"):
        assert not RAW.search(ansokan(line).said), line
