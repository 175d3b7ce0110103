"""What a save reaches is made anew, and a broken save is told of and watched on."""

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from itertools import islice
from pathlib import Path

import pytest
from edited import edit
from processes import CTRL_C, GROUP

from generator.run.file_changes import LONG, MOMENT, PAUSE, changes, is_temporary, stamps
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "data/lokal-mat.yaml").read_text(encoding="utf-8")
ONE, TWO, EMPTY = (1, 10, 7), (2, 11, 7), (2, 0, 7)


def named(name):
    """Return a complete project with that name, of which one document is made."""
    said = EXAMPLE.replace("Lokal mat i Exempelfjällen", name)
    return said.replace("  - anslag11\n", "").replace("  - eruf\n", "")


class Disk:
    """Files that change as told, one state after the other, each for so many seconds."""

    def __init__(self, *states):
        self.now, self.states = 0.0, states

    def sleep(self, seconds):
        self.now += seconds

    def look(self):
        after = 0.0
        for seconds, world in self.states:
            after += seconds
            if self.now < after:
                return world
        raise EOFError

    def told(self, known):
        """Return what is told, and when, until the last state has passed."""
        found = []
        with pytest.raises(EOFError):
            found.extend((round(self.now, 2), paths) for paths in changes(known, self.look, self.sleep))
        return found


def test_while_nothing_changes_nothing_is_told():
    assert Disk((5, {"a": ONE})).told({"a": ONE}) == []


def test_a_saved_file_is_told_of_once_and_soon():
    ((when, paths),) = Disk((1, {"a": ONE, "b": ONE}), (5, {"a": TWO, "b": ONE})).told({"a": ONE, "b": ONE})

    assert paths == {"a"}
    assert when <= 1 + PAUSE + 2 * MOMENT


def test_what_was_saved_before_the_first_look_is_told_of_too():
    assert [paths for _when, paths in Disk((5, {"a": TWO})).told({"a": ONE})] == [{"a"}]


def test_a_file_that_is_still_being_written_is_waited_for():
    writing = [(0.015, {"a": (2 + step, 10 + step, 7)}) for step in range(40)]

    ((when, paths),) = Disk((1, {"a": ONE}), *writing, (5, {"a": TWO})).told({"a": ONE})

    assert paths == {"a"}
    assert when >= 1 + 40 * 0.015


def test_an_editor_that_empties_the_file_and_then_writes_it_has_saved_once():
    told = Disk((1, {"a": ONE}), (0.5, {"a": EMPTY}), (5, {"a": TWO})).told({"a": ONE})

    assert [paths for when, paths in told if when > 1.5] == [{"a"}] == [paths for _when, paths in told]


def test_a_file_that_is_away_while_another_takes_its_place_is_not_gone():
    told = Disk((1, {"a": ONE}), (0.5, {}), (5, {"a": TWO})).told({"a": ONE})

    assert [paths for when, paths in told if when > 1.5] == [{"a"}] == [paths for _when, paths in told]


def test_a_file_that_comes_back_as_it_was_has_not_changed():
    assert Disk((1, {"a": ONE}), (0.5, {}), (5, {"a": ONE})).told({"a": ONE}) == []


def test_a_file_that_stays_away_or_empty_is_told_of():
    for world in ({}, {"a": EMPTY}):
        ((when, paths),) = Disk((1, {"a": ONE}), (5, world)).told({"a": ONE})

        assert paths == {"a"}
        assert 1 + LONG <= when <= 1 + LONG + 2 * PAUSE


def test_a_new_file_is_told_of():
    assert [paths for _when, paths in Disk((1, {}), (5, {"a": ONE})).told({})] == [{"a"}]


def test_one_file_does_not_wait_for_another():
    told = Disk((1, {"a": ONE, "b": ONE}), (0.5, {"a": TWO}), (5, {"a": TWO, "b": TWO})).told(
        {"a": ONE, "b": ONE}
    )

    assert [paths for _when, paths in told] == [{"a"}, {"b"}]


def test_what_a_program_leaves_beside_an_open_file_is_passing():
    names = ["~$layout.docx", ".~lock.layout.docx#", ".layout.docx.x7.tmp", "a.tmp", ".#p.yaml", "p.yaml~"]

    assert [name for name in names if not is_temporary(name)] == []
    assert not is_temporary("layout.docx")


def test_a_file_of_the_same_size_and_time_that_took_the_place_of_another_is_another(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(name, encoding="utf-8")
        os.utime(tmp_path / name, ns=(1, 1))
    path = str(tmp_path / "a")
    before = stamps([path])
    (tmp_path / "b").replace(path)

    assert stamps([path]) != before
    assert stamps([str(tmp_path / "b")]) == {}


class Watch:
    """`generate --watch` in a process of its own."""

    def __init__(self, *more):
        command = [sys.executable, "-m", "generator", "--lang", "en", "generate", "--watch", *more]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", **GROUP
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, is_last, seconds=30):
        """Return what it says, to the line that is the last."""
        said = []
        deadline = time.monotonic() + seconds
        while not said or not is_last(said[-1]):
            try:
                said.append(self._lines.get(timeout=max(0.0, deadline - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"it said only {said}")
        return said

    def round(self):
        """Return what it says when it has made something, to the line with the time."""
        return self.until(re.compile(r"^[0-9]{2}:[0-9]{2}:[0-9]{2} .* errors?, ").match)

    def silent(self, seconds):
        """Return what it says in these seconds."""
        time.sleep(seconds)
        return list(islice(iter(lambda: None if self._lines.empty() else self._lines.get(), None), 100))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TZ", "UTC")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yaml").write_text(named("Vatten"), encoding="utf-8")
    shutil.copytree(builtin_templates(), tmp_path / "templates")
    return tmp_path


@pytest.fixture
def watch():
    started = []

    def start(*more):
        started.append(Watch(*more))
        started[-1].until(lambda line: "Watching" in line)
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def saved(path, text):
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def says(document, text):
    with zipfile.ZipFile(document) as package:
        return text in re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode())


def test_a_save_is_in_the_document_within_seconds_and_told_of_with_the_time(folder, watch):
    running = watch()

    start = time.monotonic()
    saved(folder / "data/a.yaml", named("Sjöar"))
    said = running.round()

    assert time.monotonic() - start < 5
    assert said[0] == "written: output/a/beslut.docx"
    assert time.strptime(said[-1][:8], "%H:%M:%S")
    assert said[-1][8:].startswith(" 1 document written, 0 unchanged. Left: ")
    assert says(folder / "output/a/beslut.docx", "Sjöar")


def test_only_the_project_whose_data_was_saved_is_made_anew(folder, watch):
    (folder / "data/b.yaml").write_text(named("Skog"), encoding="utf-8")
    running = watch()

    saved(folder / "data/b.yaml", named("Fjäll"))

    assert [line for line in running.round() if "output/" in line] == ["written: output/b/beslut.docx"]


def test_a_broken_save_is_told_of_and_the_next_save_is_made(folder, watch):
    running = watch()

    saved(folder / "data/a.yaml", "project: [")
    broken = running.round()
    saved(folder / "data/a.yaml", named("Sjöar"))
    mended = running.round()

    assert any(line.startswith("data/a.yaml:") and "error: " in line for line in broken)
    assert "written: output/a/beslut.docx" in mended


def test_a_save_of_a_template_reaches_every_project(folder, watch):
    (folder / "data/b.yaml").write_text(named("Skog"), encoding="utf-8")
    running = watch()
    form = folder / "templates/beslut/form.yaml"

    saved(form, form.read_text(encoding="utf-8").replace("title: ", "title: Nytt ", 1))
    by_form = running.round()
    edit(
        folder / "templates/beslut/layout.docx",
        ("</w:body>", "<w:p><w:r><w:t>Sist</w:t></w:r></w:p></w:body>"),
    )
    by_layout = running.round()

    for said in (by_form, by_layout):
        assert [line for line in said if "written: " in line] == [
            "written: output/a/beslut.docx",
            "written: output/b/beslut.docx",
        ]
    assert says(folder / "output/b/beslut.docx", "Sist")


def test_a_broken_form_is_told_of_once_and_watched_on(folder, watch):
    (folder / "data/b.yaml").write_text(named("Skog"), encoding="utf-8")
    running = watch()
    form = folder / "templates/beslut/form.yaml"
    text = form.read_text(encoding="utf-8")

    saved(form, "title: [")
    broken = running.round()
    saved(form, text.replace("title: ", "title: Nytt ", 1))

    assert len([line for line in broken if line.startswith("templates/beslut/form.yaml:")]) == 1
    assert "written: output/a/beslut.docx" in running.round()


def test_what_a_person_wrote_in_word_meanwhile_is_kept(folder, watch):
    running = watch()
    document = folder / "output/a/beslut.docx"
    edit(document, ("</w:body>", "<w:p><w:r><w:t>Handskrivet</w:t></w:r></w:p></w:body>"))

    saved(folder / "data/a.yaml", named("Sjöar"))
    said = running.round()

    assert any(line.startswith("merged with your changes: output/a/beslut.docx") for line in said)
    assert says(document, "Handskrivet")
    assert says(document, "Sjöar")


def test_a_document_that_is_open_in_word_is_left_until_the_next_save(folder, watch):
    running = watch()
    sign = folder / "output/a/~$beslut.docx"
    sign.touch()

    saved(folder / "data/a.yaml", named("Sjöar"))
    refused = running.round()
    sign.unlink()
    saved(folder / "data/a.yaml", named("Sjöar") + "\n")

    assert any("[file-open]" in line for line in refused)
    assert "written: output/a/beslut.docx" in running.round()
    assert says(folder / "output/a/beslut.docx", "Sjöar")


def test_files_that_come_to_the_data_folder_are_taken_up_and_those_that_go_are_let_go(folder, watch):
    running = watch()

    saved(folder / "data/b.yaml", named("Skog"))
    (folder / "data/.#c.yaml").write_text("project: [", encoding="utf-8")
    came = running.round()
    (folder / "data/a.yaml").unlink()
    went = running.until(lambda line: "gone" in line)
    (folder / "data/b.yaml").unlink()
    running.until(lambda line: "data/b.yaml is gone" in line)
    saved(folder / "data/b.yaml", named("Fjäll"))

    assert "written: output/b/beslut.docx" in came
    assert went == ["data/a.yaml is gone; its documents stay."]
    assert (folder / "output/a/beslut.docx").exists()
    assert "written: output/b/beslut.docx" in running.round()


def test_a_named_file_is_missed_when_it_goes_and_others_are_not_watched(folder, watch):
    (folder / "data/b.yaml").write_text(named("Skog"), encoding="utf-8")
    running = watch("data/a.yaml")

    saved(folder / "data/b.yaml", named("Fjäll"))
    assert running.silent(1) == []
    (folder / "data/a.yaml").unlink()

    assert any("data/a.yaml: error: " in line for line in running.round())


def test_files_that_programs_leave_beside_open_templates_start_nothing(folder, watch):
    running = watch()

    for name in ("~$layout.docx", ".~lock.layout.docx#", "layout.tmp"):
        (folder / "templates/beslut" / name).touch()

    assert running.silent(2) == []


@pytest.mark.parametrize("moment", ["resting", "just saved"])
def test_ctrl_c_is_how_it_ends(folder, watch, moment):
    running = watch()
    if moment == "just saved":
        saved(folder / "data/a.yaml", named("Sjöar"))
        time.sleep(0.1)

    running.process.send_signal(CTRL_C)

    assert running.until(lambda line: "Stopped" in line)[-1] == "Stopped watching."
    assert running.process.wait(10) == 0
    assert not list(folder.glob("output/**/*.tmp"))


@pytest.mark.parametrize("other", ["--pdf", "--final", "--dry-run", "--format json"])
def test_what_makes_no_sense_beside_watching_is_refused(ansokan, project, other):
    done = ansokan(f"generate --watch {other}")

    assert done.code == 2
    assert f"--watch cannot be used with {other}." in done.said
