"""While nothing has changed, a run says what the last one said, and reads no more than it must."""

import json
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from edited import edit

from generator import language
from generator.run import remembering
from generator.run.job import Options
from generator.run.running import run
from generator.system import files
from generator.system.output_folders import BASES

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def project(tmp_path):
    shutil.copytree(files.builtin_templates(), tmp_path / "templates")
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data/lokal-mat.yaml", tmp_path / "data/p.yaml")
    return tmp_path


def made(project, **how):
    options = Options(project / "output", how.pop("now", NOW), **how)
    return run(project / "data/p.yaml", project / "templates", options)


def recalled(project, **how):
    options = Options(project / "output", how.pop("now", NOW), **how)
    data = project / "data/p.yaml"
    what = remembering.seen(data, [project / "templates", files.builtin_templates()], options)
    return remembering.recall(data, what, options)


def test_the_second_report_has_the_same_problems_and_says_unchanged(project):
    first, second = made(project), made(project)
    assert {one.state for one in first.outcomes} == {"written"}
    assert {one.state for one in second.outcomes} == {"unchanged"}
    assert second == recalled(project)
    assert second.problems == first.problems
    assert second.problems


def test_a_run_in_another_language_does_not_say_what_the_last_one_said(project):
    made(project)
    assert recalled(project)
    language.use("sv")
    assert recalled(project) is None


def test_a_document_edited_in_word_and_brought_up_to_date_is_remembered_with_what_waits(project):
    made(project)
    document = project / "output/p/beslut.docx"
    edit(document, ("Lokal mat i Exempelfjällen", "Närodlad mat i Exempelfjällen"))
    assert recalled(project) is None
    kept = made(project)
    assert {one.document.name: one.state for one in kept.outcomes}["beslut.docx"] == "kept"
    assert recalled(project).outcomes == kept.outcomes
    assert any(one.pending for one in kept.outcomes)


def test_whatever_a_run_depends_on_is_seen(project):
    made(project)
    assert recalled(project) is not None
    assert recalled(project, now=NOW + timedelta(days=1)) is None
    assert recalled(project, final=True) is None
    assert recalled(project, documents=("beslut",)) is None
    for path in (
        "data/p.yaml",
        "templates/rules.yaml",
        "templates/beslut/form.yaml",
        "templates/profil/profil.yaml",
    ):
        held = (project / path).read_bytes()
        (project / path).write_bytes(held + b"\n# en rad\n")
        assert recalled(project) is None, path
        (project / path).write_bytes(held)
    assert recalled(project) is not None


def test_whatever_a_run_left_is_looked_at(project):
    made(project)
    left = sorted((project / "output/p").rglob("*.docx"))
    assert len(left) == 6
    for path in left:
        held = path.read_bytes()
        path.unlink()
        assert recalled(project) is None, path
        path.write_bytes(held)
    assert recalled(project) is not None


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[]", b'{"seen": 1}', b"\xff", b'{"seen": "x", "left": [], "outcomes": 1}', b"[" * 100_000],
    ids=range(7),
)
def test_a_damaged_note_is_no_note(project, note):
    made(project)
    (project / "output/p" / BASES / remembering.NOTE).write_bytes(note)
    assert recalled(project) is None
    assert made(project).outcomes
    assert recalled(project) is not None


@pytest.mark.parametrize(
    "forged",
    [
        lambda note: note["outcomes"][0].__setitem__(1, "nonsense"),
        lambda note: note["problems"][0].__setitem__(0, "nonsense"),
        lambda note: note["problems"][0].__setitem__(2, 7),
        lambda note: note["problems"][0].__setitem__(4, ["x", 1, ""]),
        lambda note: note["outcomes"][0][3].append(["project.name", 1, 2]),
        lambda note: note["left"].update({"../" * 60 + "x": "y"}),
    ],
    ids=["state", "level", "message", "place", "waiting", "left"],
)
def test_a_note_that_says_what_no_run_says_is_no_note(project, forged):
    made(project)
    path = project / "output/p" / BASES / remembering.NOTE
    note = json.loads(path.read_bytes())
    forged(note)
    path.write_text(json.dumps(note), encoding="utf-8")
    assert recalled(project) is None
    assert made(project).outcomes


def test_a_run_that_merged_is_looked_at_again(project):
    made(project)
    edit(project / "output/p/eruf.docx", ("Lokal mat i Exempelfjällen", "Närodlad mat i fjällen"))
    text = (project / "data/p.yaml").read_text(encoding="utf-8")
    (project / "data/p.yaml").write_text(
        text.replace("end: 2028-05-31", "end: 2028-05-30", 1), encoding="utf-8"
    )
    assert "merged" in {one.state for one in made(project).outcomes}
    assert recalled(project) is None


def test_nothing_heavy_is_read_when_nothing_has_changed(project):
    run_it = [sys.executable, "-X", "importtime", "-m", "generator", "generate", str(project / "data/p.yaml")]
    first, second = (
        subprocess.run(run_it, cwd=ROOT, capture_output=True, text=True, check=False).stderr for _ in range(2)
    )
    for heavy in ("pydantic", "jinja2", "lxml", "yaml", "generator.run.generate"):
        assert f" {heavy}\n" in first, heavy
        assert f" {heavy}\n" not in second, heavy
    assert json.loads((project / "output/p" / BASES / remembering.NOTE).read_bytes())["seen"]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_in_between_a_run_that_remembers_does_what_one_without_memory_does(tmp_path, seed):
    """Two copies of a project live the same life; one forgets before each run."""
    chance = random.Random(seed)
    copies = [copied(tmp_path / name) for name in ("remembers", "forgets")]
    for _step in range(12):
        deed, turn = chance.choice(DEEDS), chance.randint(0, 2)
        final, day = chance.random() < 0.2, chance.randint(0, 1)
        reports = []
        for copy in copies:
            deed(copy, turn)
            if copy.name == "forgets":
                (copy / "output/p" / BASES / remembering.NOTE).unlink(missing_ok=True)
            reports.append(made(copy, final=final, now=NOW + timedelta(days=day)))
        said = [str(report).replace(str(copy), "") for report, copy in zip(reports, copies, strict=True)]
        assert said[0] == said[1], deed.__name__
        left = [
            {str(path.relative_to(copy)): path.read_bytes() for path in copy.rglob("*.docx")}
            for copy in copies
        ]
        assert left[0] == left[1], deed.__name__


def copied(folder):
    shutil.copytree(files.builtin_templates(), folder / "templates")
    (folder / "data").mkdir()
    shutil.copy(ROOT / "data/lokal-mat.yaml", folder / "data/p.yaml")
    return folder


def nothing(_copy, _turn):
    pass


def other_data(copy, turn):
    text = (ROOT / "data/lokal-mat.yaml").read_text(encoding="utf-8")
    (copy / "data/p.yaml").write_text(
        text.replace("end: 2028-08-31", f"end: 2028-08-3{turn % 2}"), encoding="utf-8"
    )


def broken_data(copy, _turn):
    (copy / "data/p.yaml").write_text("project: [", encoding="utf-8")


def other_form(copy, turn):
    path = copy / "templates/eruf/form.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join([*(line for line in lines if "# rad" not in line), f"# rad {turn}\n"]), encoding="utf-8"
    )


def edited_document(copy, turn):
    path = copy / "output/p" / ("beslut.docx", "eruf.docx", "anslag11.docx")[turn]
    if path.exists():
        edit(path, ("Exempelfjällen", "fjällen i exemplet"))


def lost_document(copy, turn):
    for path in sorted((copy / "output").rglob("*.docx"))[turn::3]:
        path.unlink()


DEEDS = [nothing, nothing, other_data, other_data, broken_data, other_form, edited_document, lost_document]
