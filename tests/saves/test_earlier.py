"""Drafts that an earlier version made, and what people wrote in them, live on in this one."""

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import wordlike
from foreign_eye import difference, see
from wordlike_data import ROOT, leaves
from wordlike_world import ansokan

EARLIER = Path(__file__).parents[1] / "earlier"
PROJECTS = [
    pytest.param(version, data.stem, id=f"{version.name}-{data.stem}")
    for version in sorted(EARLIER.iterdir())
    if version.is_dir()
    for data in sorted((version / "data").glob("*.yaml"))
]


class Kept:
    """A project as an earlier version left it, in a folder of its own."""

    def __init__(self, folder, version, name, drafts):
        self.data = folder / "data" / f"{name}.yaml"
        self.output = folder / "output" / name
        self.data.parent.mkdir(parents=True)
        shutil.copy(version / "data" / f"{name}.yaml", self.data)
        shutil.copytree(version / drafts / name, self.output)
        shutil.copytree(version / "generated" / name, self.output / ".generated")
        edits = yaml.safe_load((version / "edits.yaml").read_text("utf-8"))
        self.edits = {
            key.partition("/")[2]: what for key, what in edits.items() if key.startswith(f"{name}/")
        }
        self.fields = {path: words for what in self.edits.values() for path, words in what["fields"].items()}

    def generate(self, *more):
        return ansokan("generate", str(self.data), "--format", "json", *more)

    def pull(self):
        return ansokan(
            "pull", *(str(self.output / f"{form}.docx") for form in self.edits), "--format", "json"
        )

    def documents(self):
        return {form: (self.output / f"{form}.docx").read_bytes() for form in self.edits}

    def finals(self):
        place = self.output / "slutlig"
        return {form: next(place.glob(f"*{form}-*.docx")).read_bytes() for form in self.edits}


def fresh(folder, data):
    """Return the documents that are made of this data where nothing lies."""
    file = folder / "data" / data.name
    file.parent.mkdir(parents=True)
    shutil.copy(data, file)
    ansokan("generate", str(file))
    return {path.stem: path.read_bytes() for path in (folder / "output" / data.stem).glob("*.docx")}


def states(run):
    return {Path(each["document"]).stem: each["state"] for each in run.told["documents"]}


def conflicts(run):
    return [each["document"] for each in run.told["documents"] if each["conflicts"]]


def without_blanks(text):
    return re.sub(r"\s", "", text)


def assert_kept(document, edits):
    """Fail unless all that was written is there, and what was written over is not."""
    said = without_blanks(see(document).words)
    for words in [*edits["fields"].values(), *edits["own"]]:
        assert without_blanks(words) in said
    for words in edits["gone"]:
        assert without_blanks(words) not in said


@pytest.mark.parametrize(("version", "name"), PROJECTS)
def test_an_untouched_draft_becomes_todays_document(tmp_path, version, name):
    kept = Kept(tmp_path, version, name, "generated")
    today = ROOT / "data" / f"{name}.yaml"
    shutil.copy(today, kept.data)

    run = kept.generate()

    assert set(states(run).values()) <= {"written", "unchanged"}
    assert kept.documents() == fresh(tmp_path / "fresh", today)


@pytest.mark.parametrize(("version", "name"), PROJECTS)
def test_a_draft_that_word_has_saved_becomes_todays_document(tmp_path, version, name):
    kept = Kept(tmp_path, version, name, "generated")
    for form, document in kept.documents().items():
        (kept.output / f"{form}.docx").write_bytes(wordlike.apply(document, ["resave"], 1)[0])
    today = ROOT / "data" / f"{name}.yaml"
    shutil.copy(today, kept.data)

    assert kept.pull().taken == set()
    assert conflicts(kept.generate()) == []

    expected = fresh(tmp_path / "fresh", today)
    found = {form: difference(see(made), see(expected[form])) for form, made in kept.documents().items()}
    assert set(found.values()) == {""}


@pytest.mark.parametrize(("version", "name"), PROJECTS)
def test_what_was_written_in_the_fields_of_a_draft_is_pulled_and_nothing_else(tmp_path, version, name):
    kept = Kept(tmp_path, version, name, "edited")
    before = leaves(kept.data.read_bytes())

    run = kept.pull()

    after = leaves(kept.data.read_bytes())
    assert (run.code, run.problems) == (0, [])
    assert {path for path in before | after if before.get(path) != after.get(path)} == set(kept.fields)
    for path, words in kept.fields.items():
        assert without_blanks(words) in without_blanks(after[path])
    assert kept.pull().taken == set()


@pytest.mark.parametrize(("version", "name"), PROJECTS)
@pytest.mark.parametrize("pulled", [True, False])
def test_what_was_written_in_a_draft_is_kept_when_it_is_generated(tmp_path, version, name, pulled):
    kept = Kept(tmp_path, version, name, "edited")
    if pulled:
        kept.pull()

    run = kept.generate()

    assert conflicts(run) == []
    assert set(states(run).values()) <= {"merged", "kept"}
    made = kept.documents()
    for form, edits in kept.edits.items():
        assert_kept(made[form], edits)
    kept.generate()
    assert kept.documents() == made


@pytest.mark.parametrize(("version", "name"), PROJECTS)
def test_finals_are_made_once_what_is_asked_since_then_is_filled_in(tmp_path, version, name):
    kept = Kept(tmp_path, version, name, "edited")
    kept.pull()
    kept.generate()

    fill_in(kept, kept.generate("--final"))
    run = kept.generate("--final")

    assert set(states(run).values()) <= {"written", "unchanged"}
    for form, final in kept.finals().items():
        assert_kept(final, kept.edits[form])
        assert (see(final).controls, see(final).tracked) == (0, ())


def test_an_answer_that_was_not_asked_for_then_is_told_as_missing_and_nothing_else(tmp_path):
    kept = Kept(tmp_path, EARLIER / "213de78", "lokal-mat", "edited")
    kept.pull()
    text = kept.data.read_text("utf-8")
    kept.data.write_text(
        re.sub(r"(?m)^  (long_term_effects|expected_results): \|\n(    .*\n|\n)+", "", text), "utf-8"
    )

    first = kept.generate("--final")
    fill_in(kept, first)
    again = kept.generate("--final")

    assert (first.code, again.code) == (1, 0)


def fill_in(kept, run):
    """Write today's answers where answers are missing; fail when anything else stands in the way of a final."""
    wrong = [
        each
        for each in run.told["problems"]
        if each["level"] in {"error", "missing"} and each["code"] != "not-final"
    ]
    assert {each["code"] for each in wrong} <= {"answer-missing"}
    if not wrong:
        return
    today = yaml.safe_load((ROOT / "data" / kept.data.name).read_bytes())
    data = yaml.safe_load(kept.data.read_bytes())
    for each in wrong:
        *parents, last = each["path"].split(".")
        there, now = data, today
        for key in parents:
            there, now = there.setdefault(key, {}), now[key]
        there[last] = now[last]
    kept.data.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
