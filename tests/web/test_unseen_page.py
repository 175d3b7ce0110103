"""What turns the order of a text is no trick on the page."""

import re
import shutil

import pytest
from asking import Asker

from generator.web.pages.rendering import _environment, page

BIDI = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("sign", [*BIDI, "\x9b"])
def test_on_the_page_it_is_written_out_and_a_field_keeps_it_as_a_reference(sign):
    made = (
        _environment()
        .from_string("<p>{{ text }}</p><input value='{{ text|exact }}'>")
        .render(text=f'"{sign}<b>')
    )

    assert made == f"<p>&#34;\\u{ord(sign):04x}&lt;b&gt;</p><input value='&#34;&#x{ord(sign):x};&lt;b&gt;'>"
    assert not RAW.search(page("told.html", told=f"a{sign}b"))


@pytest.mark.parametrize("sign", BIDI)
def test_the_name_of_a_file_turns_nothing(tmp_path, sign):
    asker = Asker(tmp_path)
    shutil.copy(asker.file, asker.desk.data / f"namn{sign}.yaml")

    body = asker.ask("GET", "/").body.decode()
    [address] = [each for each in re.findall(r'<a href="(/p/[^"]*)"', body) if each != "/p/x/"]
    pages = [
        body,
        *(asker.ask("GET", f"{address}{name}").body.decode() for name in ("fill", "findings", "word")),
    ]

    assert not any(RAW.search(each) for each in pages)
    assert all(f"namn\\u{ord(sign):04x}" in each for each in pages)
