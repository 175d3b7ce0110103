"""What the documents for contributors name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("CONTRIBUTING.md", "docs/architecture.md", "docs/word.md")
NAMED = re.compile(r"`([\w./*]+(?:\.py|/))`")
PLACES = (ROOT, ROOT / "generator", ROOT / "tests")
MADE = {".generated/", "slutlig/", "output/"}
"""Folders that the program makes."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_modules_and_folders_that_a_document_names_are_there(document):
    named = set(NAMED.findall((ROOT / document).read_text(encoding="utf-8"))) - MADE

    assert named
    assert [name for name in named if not any(any(place.glob(name)) for place in PLACES)] == []
