"""A folder of documents belongs to one data file, on all systems."""

import shutil
import unicodedata

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit

from tests.outline import outline


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The generated memo."""
    ansokan("generate --document beslut")
    return tmp_path / "output" / "projekt" / "beslut.docx"


TWINS = {
    "suffix": ("p.yaml", "p.yml"),
    "case": ("P.yaml", "p.yaml"),
    "letters": (unicodedata.normalize("NFC", "på.yaml"), unicodedata.normalize("NFD", "på.yaml")),
    "both": (unicodedata.normalize("NFD", "PÅ.yaml"), "på.yml"),
    "sharp s": ("straße.yaml", "STRASSE.yaml"),
}


@pytest.mark.parametrize(
    "line",
    ["generate", "generate --watch", "generate --final", "status", "sheet",
     "generate --output X", "generate --dry-run", "generate --format json"],
)  # fmt: skip
@pytest.mark.parametrize("kind", TWINS)
def test_two_data_files_with_one_folder_of_documents_are_an_error_that_names_both(
    ansokan, project, tmp_path, kind, line
):
    first, second = (project.with_name(name) for name in TWINS[kind])
    shutil.copy(project, second)
    project.rename(first)

    done = ansokan(line)

    assert (done.code, "shared-folder" in done.said) == (1, True)
    assert first.name in done.said
    assert second.name in done.said
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_data_file_made_alone_minds_the_one_beside_it(ansokan, project, tmp_path):
    shutil.copy(project, project.with_suffix(".yml"))
    done = ansokan("generate data/projekt.yml")
    assert (done.code, "[shared-folder]" in done.said) == (1, True)
    assert not (tmp_path / "output").exists()


def test_two_folders_of_data_with_one_folder_for_documents_are_an_error(ansokan, project, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name / "data").mkdir(parents=True)
        shutil.copy(project, tmp_path / name / "data" / "p.yaml")

    done = ansokan("generate a/data/p.yaml b/data/p.yaml --output X")

    assert (done.code, "[shared-folder]" in done.said) == (1, True)
    assert not (tmp_path / "X").exists()
    assert ansokan("generate a/data/p.yaml b/data/p.yaml --document beslut").code == 0


def test_a_file_named_twice_is_not_two_files(ansokan, project, tmp_path):
    assert ansokan("generate data/projekt.yaml ./data/projekt.yaml --document beslut").code == 0


@pytest.mark.parametrize("edited", [False, True])
def test_documents_of_another_data_file_are_left_alone_with_the_way_out(ansokan, project, memo, edited):
    if edited:
        edit(memo, SENTENCE)
    before = memo.read_bytes()
    shutil.copytree(memo.parent, memo.parent.parent / "annat")
    memo = memo.parent.parent / "annat" / memo.name
    shutil.copy(project, project.with_name("annat.yaml"))
    change(project.with_name("annat.yaml"), PERIOD)

    for line in ("generate data/annat.yaml --document beslut", "generate data/annat.yaml --final"):
        done = ansokan(line)
        assert (done.code, "[other-data]" in done.said) == (1, True)
        assert (
            "beslut.docx: error: The document was made from another data file (projekt.yaml, not annat.yaml)"
            in done.said
        )
    assert "[other-data]" in ansokan("status data/annat.yaml").said
    assert memo.read_bytes() == before

    done = ansokan("generate data/annat.yaml --document beslut --replace")
    assert (done.code, "31\u00a0augusti\u00a02025" in outline(memo.read_bytes())) == (0, True)
    assert [path.read_bytes() for path in memo.parent.glob("*(före *")] == [before] * edited


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (unicodedata.normalize("NFD", "på.yaml"), unicodedata.normalize("NFC", "på.yaml")),
        ("Projekt.yaml", "projekt.yaml"),
    ],
)
def test_a_data_file_whose_name_is_written_otherwise_finds_its_documents(
    ansokan, project, tmp_path, old, new
):
    data = project.rename(project.with_name(old))
    ansokan("generate")
    ansokan("sheet")
    folder = tmp_path / "output" / data.stem
    edit(folder / "beslut.docx", SENTENCE, ("Sebastian Becker", "Ny Person"))
    data = data.rename(data.with_name(new))
    change(data, PERIOD)

    assert "1 other edit by hand" in ansokan("status").said
    assert "1 field taken" in ansokan(f"pull {folder / 'beslut.docx'}").said
    assert ansokan("generate --document beslut").code == 0
    assert "0 pages written" in ansokan("sheet").said or ansokan("sheet").code == 0

    assert [path.name for path in (tmp_path / "output").iterdir()] == [folder.name]
    text = outline((folder / "beslut.docx").read_bytes())
    assert "leds av en styrgrupp" in text
    assert "31\u00a0augusti\u00a02025" in text
