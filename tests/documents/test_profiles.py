"""An organisation's profile: a folder with profil.yaml beside the data is enough, for all documents of both examples."""

import shutil
import zipfile
from pathlib import Path

import pytest
from edited import ROOT, W
from lxml import etree

from tests.outline import outline
from tests.sound import sound, strictly_sound

PROFILES = ROOT / "tests" / "cases" / "profiles"
HEADINGS = [
    "Beslut",
    "Ärendebeskrivning",
    "Beslutsunderlag",
    "Delegationsbestämmelse och delegation",
    "Anmälan",
]


@pytest.fixture
def made(ansokan, tmp_path):
    """All documents of both examples, drafts and finals, with Region Östergötland's profile and nothing else."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(PROFILES / "ostergotland", tmp_path / "templates")
    assert [path.name for path in (tmp_path / "templates").rglob("*.*")] == ["profil.yaml"]
    for name in ("strategisk-planering", "lokal-mat"):
        for how in ("", " --final"):
            assert ansokan(f"generate data/{name}.yaml{how}").code == 0
    found = [path for path in (tmp_path / "output").rglob("*.docx") if ".generated" not in path.parts]
    assert len(found) == 12
    return found


def test_a_folder_with_a_profile_is_enough(made):
    for path in made:
        archive = zipfile.ZipFile(path)
        assert b'<a:dk2><a:srgbClr val="182745"/></a:dk2>' in archive.read("word/theme/theme1.xml")
        assert b'typeface="Georgia"' in archive.read("word/theme/theme1.xml")
        for name in [each for each in archive.namelist() if each.startswith("word/header")]:
            words = "".join(etree.fromstring(archive.read(name)).itertext(f"{W}t"))
            assert words.startswith("Region Östergötland")
        assert b"0B3C49" not in archive.read("word/styles.xml")
        sound(path.read_bytes())
    strictly_sound(*(path.read_bytes() for path in made))


def test_its_colours_can_be_read(ansokan, tmp_path):
    shutil.copytree(PROFILES / "ostergotland", tmp_path / "templates")

    assert ansokan("lint").code == 0


def test_the_profile_chooses_that_the_decision_stands_first(made):
    for path in [each for each in made if each.stem == "beslut"]:
        lines = outline(Path(path).read_bytes()).split("\n")
        headings = [line.partition("| ")[2] for line in lines if line.startswith("¶ heading 2")]
        assert headings == HEADINGS
        assert lines.index("¶ heading 2 | Anmälan") > next(
            n for n, line in enumerate(lines) if "Signature" in line
        )
