"""The main job: what is written, what is left alone, and that it stays the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wml import docx, p

ROOT = Path(__file__).parents[2]
THREE = ["anslag11.docx", "beslut.docx", "tillvaxtverket.docx"]


def documents(folder):
    return sorted(path.name for path in folder.glob("*.docx"))


def test_one_data_file_becomes_three_documents_each_named(ansokan, project, tmp_path):
    done = ansokan("generate")

    assert done.code == 0
    assert documents(tmp_path / "output" / "projekt") == THREE
    for name in THREE:
        assert f"written: {Path('output', 'projekt', name)}" in done.said
    assert "3 documents written, 0 unchanged. Left: 0 errors" in done.said


def test_a_second_run_leaves_every_file_untouched(ansokan, project, tmp_path):
    ansokan("generate")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("output/**/*.docx")}

    done = ansokan("generate")

    assert "0 documents written, 3 unchanged" in done.said
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("output/**/*.docx")} == before


def test_the_same_input_gives_the_same_bytes_on_any_machine(project, tmp_path):
    made = set()
    for number, (seed, zone) in enumerate([("1", "UTC"), ("2", "Asia/Tokyo")]):
        out = tmp_path / f"ut{number}"
        command = [sys.executable, "-m", "generator", "generate", str(project), "--output", str(out)]
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        )
        made.add(tuple((out / "projekt" / name).read_bytes() for name in THREE))

    assert len(made) == 1


@pytest.mark.parametrize("said", ["abc", "99999999999999", "-1", "1.5", "9" * 5_000, "١٢٣"])
def test_a_source_date_that_is_no_moment_is_named_and_nothing_is_written(
    ansokan, project, tmp_path, monkeypatch, said
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    (tmp_path / "mall.docx").write_bytes(docx(p("a")))
    for line in ("generate", "status", "fill mall.docx data/projekt.yaml ut.docx"):
        done = ansokan(line)
        assert (done.code, "[source-date]" in done.said) == (1, True), line
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "mall.docx"]


def test_a_source_date_set_to_nothing_is_not_set(ansokan, project, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert ansokan("generate --document beslut").code == 0


def test_only_the_documents_asked_for_are_made(ansokan, project, tmp_path):
    ansokan("generate --document beslut --output ut")

    assert documents(tmp_path / "ut" / "projekt") == ["beslut.docx"]


def test_a_document_that_the_project_does_not_make_is_named_with_the_way_out(ansokan, project, tmp_path):
    done = ansokan("generate --document eruf")

    assert done.code == 1
    assert "data/projekt.yaml: error: This project does not make eruf." in done.said.replace("\\", "/")
    assert not list(tmp_path.glob("output/**/*.docx"))


def test_a_file_that_was_not_generated_here_is_never_overwritten(ansokan, project, tmp_path):
    path = tmp_path / "output" / "projekt" / "beslut.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")

    done = ansokan("generate")

    assert done.code == 1
    assert path.read_bytes() == b"mine"
    assert str(Path("output", "projekt", "beslut.docx")) in done.said


def test_a_half_filled_file_gives_drafts_and_the_list_of_what_is_missing(ansokan, tmp_path):
    ansokan("new data/nytt.yaml")

    done = ansokan("generate data/nytt.yaml")

    assert done.code == 0
    assert documents(tmp_path / "output" / "nytt") == THREE
    assert "0 of 45 questions answered" in done.said


def test_a_final_document_is_refused_while_an_error_is_left(ansokan, tmp_path):
    ansokan("new data/nytt.yaml")

    done = ansokan("generate data/nytt.yaml --final")

    assert done.code == 1
    assert "[not-final]" in done.said
    assert not list(tmp_path.glob("output/**/*.docx"))


def test_a_final_document_holds_no_field_no_placeholder_and_no_draft_mark(ansokan, project, tmp_path):
    import zipfile

    ansokan("generate --final")

    made = sorted((tmp_path / "output" / "projekt" / "slutlig").glob("*.docx"))
    assert len(made) == len(THREE)
    for path in made:
        with zipfile.ZipFile(path) as file:
            parts = [name for name in file.namelist() if name.endswith(".xml") and "styles" not in name]
            text = " ".join(file.read(part).decode() for part in parts)
        for trace in ("<w:sdt>", "showingPlcHdr", ">Utkast", ">UTKAST", "föreslagen", "_gd_", "projekt.yaml"):
            assert trace not in text, (path.name, trace)


def test_json_names_each_document_and_each_problem(ansokan, project):
    import json

    done = ansokan("generate --format json")

    said = json.loads(done.said)
    assert [document["state"] for document in said["documents"]] == ["written"] * 3
    assert [problem for problem in said["problems"] if problem["level"] == "error"] == []


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_program_holds_no_network_and_no_clock():
    # The command alone knows what time it is, in one function; the page alone listens, on this machine.
    ours = {*(ROOT / "generator").rglob("*.py")} - {*(ROOT / "generator" / "web").rglob("*.py")}
    paths = [path for path in ours if path.name != "program.py"]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    for word in ("urllib.request", "requests.", "socket", "datetime.now", "date.today", "time.time("):
        assert word not in sources
