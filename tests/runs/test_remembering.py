"""While nothing has changed, a run says what the last one said, and reads no more than it must."""

import random
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from changes import change
from edited import edit

from generator import language
from generator.run import running
from generator.run.job import Options, Report, Task
from generator.run.running import run
from generator.system import files

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def project(tmp_path):
    shutil.copytree(files.builtin_templates(), tmp_path / "templates")
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data/lokal-mat.yaml", tmp_path / "data/p.yaml")
    return tmp_path


def made(project, **how):
    options = Options(project / "output", how.pop("now", NOW), **how)
    return run(Task(project / "data/p.yaml", project / "templates", options))


def recalled(project, **how):
    """Return the report of a run that had nothing to do; None when it had to do the whole job."""
    with patch.object(running, "_whole", return_value=Report(project, (), ())) as whole:
        report = made(project, **how)
    return None if whole.called else report


def test_the_second_report_has_the_same_problems_and_says_unchanged(project):
    change(project / "data/p.yaml", ("      date: 2025-11-14\n      number: KF/31/2025\n", ""))
    first, second = made(project), made(project)
    assert {one.state for one in first.outcomes} == {"written"}
    assert {one.state for one in second.outcomes} == {"unchanged"}
    assert second == recalled(project)
    assert second.problems == first.problems
    assert second.problems


def test_a_damaged_note_of_what_was_told_tells_nothing(project):
    made(project)
    (project / "output/p/.generated/last-told.json").write_text('{"key": "1", "result": 7}', "utf-8")
    assert [problem.code for problem in made(project).problems if problem.code == "bug"] == []


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


def note_in(project):
    return project / "output/p/.generated/last-generate.json"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _note: b"",
        lambda note: note[:-9],
        lambda _note: b"[]",
        lambda note: note.replace(b"Outcome", b"int"),
    ],
    ids=range(4),
)
def test_a_damaged_note_is_no_note(project, damage):
    made(project)
    note_in(project).write_bytes(damage(note_in(project).read_bytes()))
    assert recalled(project) is None
    assert made(project).outcomes
    assert recalled(project) is not None


def test_a_dry_run_is_not_remembered_as_one_that_wrote(project):
    made(project, dry_run=True)
    assert recalled(project) is None
    assert {one.state for one in made(project).outcomes} == {"written"}


def test_data_saved_while_a_run_works_is_seen_by_the_next(project, monkeypatch):
    whole = running._whole

    def saved_meanwhile(task):
        report = whole(task)
        with task.data.open("a", encoding="utf-8") as file:
            file.write("# en rad\n")
        return report

    with patch.object(running, "_whole", saved_meanwhile):
        made(project)
    assert recalled(project) is None


def test_a_run_that_merged_is_looked_at_again(project):
    made(project)
    edit(project / "output/p/eruf.docx", ("Lokal mat i Exempelfjällen", "Närodlad mat i fjällen"))
    text = (project / "data/p.yaml").read_text(encoding="utf-8")
    (project / "data/p.yaml").write_text(
        text.replace("end: 2028-05-31", "end: 2028-05-30", 1), encoding="utf-8"
    )
    assert "merged" in {one.state for one in made(project).outcomes}
    assert recalled(project) is None


@pytest.mark.parametrize("command", ["generate", "check", "status"])
def test_nothing_heavy_is_read_when_nothing_has_changed(project, command):
    if command != "generate":
        made(project)  # what was found lies beside the documents' bases
    run_it = [sys.executable, "-X", "importtime", "-m", "generator", command, str(project / "data/p.yaml")]
    first, second = (
        subprocess.run(run_it, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        for _ in range(2)
    )
    assert " generator.grant\n" in first.stderr
    for heavy in ("pydantic", "jinja2", "lxml", "yaml", "generator.grant", "generator.word"):
        assert f" {heavy}\n" not in second.stderr, heavy
    states = re.compile(r"^(written|unchanged)|\d+ documents? written, \d+ unchanged", re.MULTILINE)
    assert states.sub("", second.stdout) == states.sub("", first.stdout)
    assert second.returncode == first.returncode == 0


def test_status_sees_an_edit_a_change_of_the_data_and_another_form(ansokan, project, monkeypatch):
    monkeypatch.chdir(project)
    ansokan("generate")
    assert ansokan("status").said.count("up to date") == 3 == ansokan("status").said.count("up to date")
    edit(project / "output/p/beslut.docx", ("Lokal mat i Exempelfjällen", "Närodlad mat i Exempelfjällen"))
    assert "1 field to pull" in ansokan("status").said
    other_data(project, 0)
    assert "stale (project.period.end changed)" in ansokan("status").said
    (project / "output/p/eruf.docx").unlink()
    assert "eruf.docx: not generated yet" in ansokan("status").said


def test_check_sees_a_change_of_the_data_and_the_day(ansokan, project, monkeypatch):
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")
    before = ansokan("check").said
    assert ansokan("check").said == before
    broken_data(project, 0)
    assert "data/p.yaml:1:" in ansokan("check").said
    text = (ROOT / "data/strategisk-planering.yaml").read_text(encoding="utf-8")
    (project / "data/p.yaml").write_text(
        text.replace("start: när ansökan skickas in", "start: 2024-12-02"), encoding="utf-8"
    )
    assert "[start-passed]" not in ansokan("check").said
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030
    assert "[start-passed]" in ansokan("check").said


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
                note_in(copy).unlink(missing_ok=True)
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


FORGED = {
    "another state": ('"unchanged"', '"nonsense"'),
    "no state": ('"unchanged"', "5"),
    "another class": ('"Outcome"', '"Problem"'),
    "another place": ("/output/", "/../"),
    "a list": ("[]", "[1]"),
    "no number": ("0,", '"a",'),
}


@pytest.mark.parametrize("how", FORGED)
def test_what_another_hand_has_written_in_a_note_is_not_believed(project, how):
    made(project)
    old, new = FORGED[how]
    text = note_in(project).read_text("utf-8")
    assert old in text
    note_in(project).write_text(text.replace(old, new), "utf-8")

    assert recalled(project) is None
    assert [problem.code for problem in made(project).problems if problem.code == "bug"] == []


def test_the_note_of_another_user_is_not_believed(project, tmp_path, monkeypatch):
    made(project)
    assert recalled(project) is not None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "other"))
    (tmp_path / "other").mkdir()

    assert recalled(project) is None


def test_who_has_no_folder_of_his_own_does_the_work_each_time(project, monkeypatch):
    monkeypatch.setattr("generator.system.own_folder._place", lambda: project / "data" / "p.yaml")
    assert made(project).outcomes
    assert recalled(project) is None
    assert made(project).outcomes
