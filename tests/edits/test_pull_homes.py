"""pull writes in a data file, and only in the one that the document proves or a person names."""

import json
import re
import shutil
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit

from generator.word.fields import provenance
from generator.word.opc.names import DOC_REL, WP, R
from generator.word.opc.package import Package
from tests.wml import docx, p

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
from hands import picture

NAME = ("Sebastian Becker", "Ny Person")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The generated memo, in which a field was typed over."""
    ansokan("generate --document beslut")
    path = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(path, NAME)
    return path


def claiming(path, **claims):
    """Let a document say something else of where it comes from."""
    package = Package.read(path.read_bytes(), "x")
    provenance.replace(package, provenance.read(package)._replace(**claims))
    path.write_bytes(package.to_bytes())


def without_mark(path):
    """What Word's Document Inspector leaves: no custom XML."""
    package = Package.read(path.read_bytes(), "x")
    provenance.remove(package)
    path.write_bytes(package.to_bytes())


def all_files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- whose the document is


def test_the_data_file_that_is_written_is_named(ansokan, project, memo):
    assert "\nwould be written: data/projekt.yaml\n" in ansokan(f"pull --dry-run {memo}").said
    said = json.loads(ansokan(f"pull --dry-run --format json {memo}").said)
    assert (said["data"], said["taken"][0]["data"]) == (["data/projekt.yaml"], "data/projekt.yaml")
    assert "Ny Person" not in project.read_text(encoding="utf-8")

    assert "\nwritten: data/projekt.yaml\n" in ansokan(f"pull {memo}").said
    assert "Ny Person" in project.read_text(encoding="utf-8")
    assert "written" not in ansokan(f"pull {memo}").said


def test_json_names_the_data_file_that_was_written(ansokan, project, memo):
    assert json.loads(ansokan(f"pull --format json {memo}").said)["data"] == ["data/projekt.yaml"]


OTHERS = {
    "mkdocs.yml": "site_name: Handbok\nnav:\n  - index.md\n",
    ".pre-commit-config.yaml": "repos:\n  - repo: local\n",
    "package.json": '{"name": "x", "version": "1.0.0"}\n',
    "docker-compose.yaml": "services:\n  web: {image: x}\n",
}


@pytest.mark.parametrize("where", ["", "data/"])
@pytest.mark.parametrize("name", OTHERS)
def test_a_stranger_s_document_names_a_file_that_is_no_data_file(
    ansokan, project, memo, tmp_path, name, where
):
    (tmp_path / where / name).write_text(OTHERS[name], encoding="utf-8")
    mailed = tmp_path / "Downloads" / "brev.docx"
    mailed.parent.mkdir()
    shutil.move(memo, mailed)
    claiming(mailed, data=name)
    before = all_files(tmp_path)

    alone = ansokan("pull Downloads/brev.docx")
    assert alone.code == 1
    assert "[pull-unproved]" in alone.said or "[pull-no-data]" in alone.said
    named = ansokan(f"pull Downloads/brev.docx --data {where}{name}")
    assert (named.code, "[no-data-file]" in named.said) == (1, True)
    assert all_files(tmp_path) == before


@pytest.mark.parametrize("generation", ["", "0123456789abcdef"])
@pytest.mark.parametrize(
    "place", ["Downloads/brev.docx", "output/projekt/beslut.docx", "output/projekt/ny.docx"]
)
def test_a_document_of_no_known_generation_asks_for_the_data_file(
    ansokan, project, memo, tmp_path, place, generation
):
    claiming(memo, generation=generation)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    shutil.move(memo, tmp_path / place)
    before = project.read_bytes()

    done = ansokan(f"pull {place}")

    assert (done.code, "[pull-unproved]" in done.said) == (1, True)
    assert f"ansokan pull {place} --data data/projekt.yaml" in done.said
    assert project.read_bytes() == before
    assert "1 field taken" in ansokan(f"pull {place} --data data/projekt.yaml").said


def test_another_project_beside_is_not_written_to(ansokan, project, memo, tmp_path):
    other = shutil.copy(project, project.with_name("annat.yaml"))
    ansokan("generate --document beslut")
    claiming(memo, data="annat.yaml")
    before = other.read_bytes()

    done = ansokan(f"pull {memo}")

    assert (done.code, "[pull-unproved]" in done.said, other.read_bytes()) == (1, True, before)


def test_a_copy_of_a_document_in_another_project_s_folder_finds_its_own_data(
    ansokan, project, memo, tmp_path
):
    other = shutil.copy(project, project.with_name("annat.yaml"))
    ansokan("generate data/annat.yaml --document beslut")
    copy = shutil.move(memo, tmp_path / "output" / "annat" / "beslut.docx")
    before = other.read_bytes()

    assert "written: data/projekt.yaml" in ansokan(f"pull {copy}").said
    assert other.read_bytes() == before


def test_an_older_document_asks_for_the_data_file_when_its_generation_is_not_kept(ansokan, project, memo):
    older = shutil.copy(memo, memo.with_name("äldre.docx"))
    change(project, PERIOD)
    ansokan("generate --document beslut")
    (memo.parent / ".generated" / "generations.zip").unlink()

    assert "[pull-unproved]" in ansokan(f"pull {older}").said
    assert "1 field taken" in ansokan(f"pull {memo}").said


def test_a_document_whose_run_was_cut_off_before_its_base_was_in_place_finds_its_data(ansokan, project, memo):
    base = memo.parent / ".generated" / "beslut.docx"
    base.rename(base.with_name("beslut.docx.next"))
    assert "1 field taken" in ansokan(f"pull {memo}").said


@pytest.mark.parametrize("name", ["../data/projekt.yaml", "..", "", "/etc/passwd", "projekt.yaml/"])
def test_a_name_with_folders_leads_nowhere_else(ansokan, project, memo, name):
    claiming(memo, data=name)
    done = ansokan(f"pull {memo}")
    assert done.code in {0, 1}
    assert "written: " not in done.said or "written: data/projekt.yaml" in done.said


def test_a_data_file_marked_as_read_only_is_left_alone_with_the_way_out(ansokan, project, memo):
    before = project.read_bytes()
    project.chmod(0o444)

    done = ansokan(f"pull {memo}")

    assert (done.code, "[file-read-only]" in done.said) == (1, True)
    assert "written: " not in done.said
    assert project.read_bytes() == before


# --- a document that has lost what it says of its origin


@pytest.mark.parametrize("named", ["", " --data data/projekt.yaml"])
def test_a_document_that_was_inspected_is_read_against_its_base(ansokan, project, memo, named):
    without_mark(memo)
    assert "1 field to pull (case.officer.name)" in ansokan("status").said

    done = ansokan(f"pull {memo}{named}")

    assert (done.code, "1 field taken" in done.said) == (0, True)
    assert "written: data/projekt.yaml" in done.said
    assert "Ny Person" in project.read_text(encoding="utf-8")


@pytest.mark.parametrize("lost", ["no base", "damaged base", "two bases"])
def test_an_inspected_document_without_its_base_says_that_generate_mends_it(ansokan, project, memo, lost):
    base = memo.parent / ".generated" / "beslut.docx"
    without_mark(memo)
    if lost == "no base":
        base.unlink()
    elif lost == "damaged base":
        base.write_bytes(b"")
    else:
        shutil.copy(base, base.with_name("beslut.docx.next"))

    done = ansokan(f"pull {memo}")

    assert (done.code, "[pull-no-origin]" in done.said) == (1, True)
    assert "run ansokan generate" in done.said


def test_generate_restores_what_an_inspected_document_had_lost(ansokan, project, memo, tmp_path):
    edit(memo, SENTENCE)
    without_mark(memo)
    mailed = shutil.copy(memo, tmp_path / "brev.docx")
    assert "run ansokan generate" in ansokan(f"pull {mailed}").said
    assert ansokan("generate --document beslut").code == 0
    assert "1 field taken" in ansokan(f"pull {shutil.copy(memo, mailed)}").said


# --- what a document holds does not steer the terminal


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("sign", ["\u009b31m", "\u009d0;x\u009c", "\u202e", "\u2066", "\x7f"])
def test_signs_that_steer_a_terminal_are_written_out(ansokan, project, memo, sign, form):
    with zipfile.ZipFile(memo) as file:
        assert "Ny Person" in file.read("word/document.xml").decode()
    edit(memo, ("Ny Person", f"Ny{sign}Person"))
    claiming(memo, data=f"pro{sign}jekt.yaml")
    shutil.copy(memo, "brev.docx")
    said = [
        ansokan(f"pull --format {form} brev.docx").said,
        ansokan(f"pull --format {form} --data data/projekt.yaml {memo}").said,
        ansokan(f"generate --format {form} --document beslut").said,
    ]
    assert any(f"\\u{ord(sign[0]):04x}" in each for each in said)
    assert not any(sign[0] in each for each in said)
    if form == "json":
        assert any(
            sign in str(json.loads(each)) or repr(sign)[1:-1] in str(json.loads(each)) for each in said
        )


def test_nothing_is_printed_past_the_place_that_writes_signs_out():
    folder = ROOT / "generator" / "cli"
    past = [
        (path.name, line.strip())
        for path in folder.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bclick\.echo|\bprint\(", line) and path.name != "printing.py"
    ]
    assert past == [
        ("generate.py", 'click.echo("\\r" + " " * (bar.max_width or 0) + "\\r", nl=False, err=True)')
    ]


def test_a_document_that_was_never_generated_says_so(ansokan, project, tmp_path):
    (tmp_path / "brev.docx").write_bytes(docx(p("Hej")))
    assert "[pull-no-origin]" in ansokan("pull brev.docx").said


def test_a_large_light_picture_put_in_by_hand_goes_through_all_commands(ansokan, project, memo):
    size = 2000
    head = struct.pack("<2sIHHI", b"BM", 54 + 3 * size * size, 0, 0, 54)
    white = head + struct.pack("<IiiHHIIiiII", 40, size, size, 1, 24, 0, 0, 2835, 2835, 0, 0)
    white += b"\xff" * (3 * size * size)
    package = Package.read(memo.read_bytes(), "x")
    package.add("word/media/ljus.bmp", white, "image/bmp")
    relation = package.add_relationship(package.main, f"{DOC_REL}image", "word/media/ljus.bmp")
    run = picture(relation, 990).replace("<w:r>", f'<w:r xmlns:wp="{WP}" xmlns:r="{R}">')
    body = package.parts[package.main].replace(b"</w:p>", run.encode() + b"</w:p>", 1)
    package.put(package.main, body)
    memo.write_bytes(package.to_bytes())
    assert memo.stat().st_size < 200_000
    change(project, PERIOD)

    assert "1 field to pull" in ansokan("status").said
    assert "1 field taken" in ansokan(f"pull {memo}").said
    for line in ("generate --document beslut", "generate --document beslut --final"):
        assert ansokan(line).code == 0
    for path in (memo, memo.parent / "slutlig" / "beslut-RUN-479-2024.docx"):
        assert white in Package.read(path.read_bytes(), "x").parts.values()
