"""Weeks of an office: `python tests/fuzz/fuzz_rounds.py [rounds] [first seed]`.

Each round is a project with its documents. People write in the Word files and in the data file, mail copies that
come back edited, save in Word's ways; between that the documents are generated, pulled from and merged. In the
end all copies are merged, all fields pulled, all documents generated. Then must hold:
- every word that somebody typed stands in a document or in the data file, but for what somebody deleted;
- the documents say the same in each field, but where one waits for a person;
- pull right after takes nothing, generate right after writes nothing;
- pull changed no value of the data file but those that it named, and no comment.

The hands know nothing of the program (office.py, data_hand.py, wordlike.py); `fuzz_rounds.py 1 4711` keeps its folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, HERE.parent / "tools", ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import data_hand
import wordlike
from office import TYPED, Person, fields_in, said_in

from generator import language
from generator.cli.exits import BUG, run
from generator.cli.group import ansokan as command

SAVES = [
    "styleids",
    "rsid",
    "splitruns",
    "mergeruns",
    "ids",
    "rids",
    "numbering",
    "paraid",
    "prooferr",
    "sdtpr",
]
PEOPLE = ["Bo Ek", "Anna Ås", "Chefen"]


class Office:
    """One project for some weeks."""

    def __init__(self, seed, folder):
        self.rng, self.folder = random.Random(seed), folder
        name = self.rng.choice(["strategisk-planering", "strategisk-planering", "lokal-mat"])
        self.data = Path("data", f"{name}.yaml")
        self.documents = Path("output", name)
        self.words, self.dropped, self.copies, self.told, self.wrong = [], set(), [], [], []
        os.chdir(folder)
        Path("data").mkdir()
        Path("post").mkdir()
        shutil.copy(ROOT / self.data, self.data)
        self.say("generate")

    def live(self, days):
        """Let some things happen."""
        deeds = [self.edit, self.edit, self.edit, self.write_data, self.write_data, self.generate, self.pull]
        deeds += [self.mail, self.answer, self.merge]
        for _ in range(days):
            deed = self.rng.choice(deeds)
            self.told.append(deed.__name__)
            deed()

    # --- what happens

    def edit(self):
        self._edit(self.rng.choice(self._lying()))

    def write_data(self):
        lines = self.data.read_text("utf-8").split("\n")
        how = self.rng.choice(
            [data_hand.write_on] * 3 + [data_hand.change_figure, data_hand.add_item, data_hand.drop_item]
        )
        word = f"zq{len(self.words)}x"
        self.dropped.update(how(self.rng, lines, word) or ())
        self.data.write_text("\n".join(lines), "utf-8")
        if word in self.data.read_text("utf-8"):
            self.words.append(word)
        self.told.append(how.__name__)

    def generate(self):
        self.say("generate")

    def pull(self):
        before = self.data.read_text("utf-8")
        said = self.say("pull", str(self.rng.choice(self._lying())))
        self._judge_pull(before, self.data.read_text("utf-8"), said)

    def mail(self):
        document = self.rng.choice(self._lying())
        copy = Path("post", f"{document.stem} {len(self.copies)}.docx")
        shutil.copy(document, copy)
        self.copies.append(copy)

    def answer(self):
        if self.copies:
            self._edit(self.rng.choice(self.copies))

    def merge(self):
        if self.copies:
            copies = self.rng.sample(self.copies, self.rng.randint(1, len(self.copies)))
            self.say("merge", *map(str, copies))
            self.copies = [each for each in self.copies if each not in copies or self.rng.random() < 0.2]

    def end(self):
        """Bring all together; return what does not hold then."""
        if self.copies:
            self.say("merge", *map(str, self.copies))
        for _ in range(2):
            before = self.data.read_text("utf-8")
            said = self.say("pull", *map(str, self._lying()))
            self._judge_pull(before, self.data.read_text("utf-8"), said)
            self.say("generate")
        self._judge_rest()
        return self.wrong

    # --- how

    def _lying(self):
        return sorted(self.documents.glob("*.docx"))

    def _edit(self, path):
        person = Person(self.rng, path, self.words, self.rng.choice(PEOPLE))
        person.work(self.rng.randint(1, 4))
        self.dropped.update(person.dropped)
        self.told += [f"{path.name}: {', '.join(person.done)}"]
        if self.rng.random() < 0.5:
            saved, _log = wordlike.apply(path.read_bytes(), self.rng.sample(SAVES, 3), self.rng.random())
            path.write_bytes(saved)

    def say(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        sys.argv = ["ansokan", *arguments, "--format", "json"]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(command)
        if code == BUG or "Traceback" in out.getvalue() + err.getvalue():
            raise AssertionError(f"{arguments}: {out.getvalue()[-1500:]} {err.getvalue()[-1500:]}")
        said = json.loads(out.getvalue())
        codes = Counter(each["code"] for each in said["problems"] if each["level"] == "error")
        self.told.append(f"  {' '.join(arguments)}: {code} {dict(codes)}")
        return said

    def _judge_pull(self, before, after, said):
        old, new = (_leaves(yaml.load(text, Loader=yaml.CBaseLoader)) for text in (before, after))
        named = {path for each in said["taken"] for path in (each["path"], *each.get("references", ()))}
        lists = {path.rpartition(".")[0] for path in named}
        lists |= {
            each["path"].rpartition(".")[0] for each in said["taken"] if each.get("how", "edited") != "edited"
        }
        for path in {path for path in old | new if old.get(path) != new.get(path)}:
            if path not in named and not any(
                path.startswith(f"{each}.") for each in lists if _is_list(each, old)
            ):
                self.wrong.append(f"pull changed {path} unnamed: {old.get(path)!r} -> {new.get(path)!r}")
        comments = [
            [part for line in text.split("\n") if (part := line.partition(" # ")[2])]
            for text in (before, after)
        ]
        if Counter(comments[0]) - Counter(comments[1]) and not any(
            each.get("how") == "removed" for each in said["taken"]
        ):
            self.wrong.append(f"pull dropped comments {Counter(comments[0]) - Counter(comments[1])}")

    def _judge_rest(self):
        texts = [
            said_in(path.read_bytes())
            for path in self.documents.rglob("*.docx")
            if ".generated" not in path.parts
        ]
        alive = set(TYPED.findall("\n".join([*texts, self.data.read_text("utf-8")])))
        if lost := [word for word in self.words if word not in alive and word not in self.dropped]:
            self.wrong.append(f"lost: {lost}")
        status = self.say("status")
        pending = [each for document in status["documents"] for each in document["pending"]]
        waiting = {each["path"] for each in pending if each.get("how", "edited") == "edited"}
        waiting |= {each["path"].rpartition(".")[0] for each in pending} - waiting
        shown = [fields_in(path.read_bytes()) for path in self._lying()]
        for path in {path for one in shown for path in one}:
            if any(path == each or path.startswith(f"{each}.") for each in waiting):
                continue
            said = {" ".join(sorted(set(TYPED.findall(" ".join(one[path]))))) for one in shown if path in one}
            if len(said) > 1:
                self.wrong.append(f"the documents disagree about {path}: {said}")
        again = self.say("generate")
        if changed := [
            each["document"]
            for each in again["documents"]
            if each["state"] not in {"unchanged", "kept", "refused"}
        ]:
            self.wrong.append(f"generate right after wrote {changed}")
        if taken := self.say("pull", *map(str, self._lying()))["taken"]:
            self.wrong.append(f"pull right after took {taken}")


def _leaves(tree, path=""):
    if isinstance(tree, dict | list):
        pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
        return {at: leaf for name, value in pairs for at, leaf in _leaves(value, f"{path}.{name}").items()}
    return {path[1:]: tree}


def _is_list(path, leaves):
    return any(leaf.startswith(f"{path}.0") for leaf in leaves)


def main():
    rounds, first = (int(a) for a in [*sys.argv[1:], *("100", "0")[len(sys.argv) - 1 :]])
    language.use("en")
    wrong, start = 0, time.monotonic()
    for seed in range(first, first + rounds):
        folder = Path(tempfile.mkdtemp(prefix=f"rounds-{seed}-"))
        office = None
        try:
            office = Office(seed, folder)
            office.live(office.rng.randint(4, 14))
            said = office.end()
        except Exception:  # noqa: BLE001 -- whatever it is, it is told
            said = [traceback.format_exc()[-2500:]]
        if said or rounds == 1:
            wrong += bool(said)
            told = "\n    ".join(office.told if office else [])
            print(f"seed {seed} in {folder}: " + "\n  ".join(said[:8]) + f"\n    {told}", flush=True)
        else:
            shutil.rmtree(folder)
    print(f"{rounds} rounds, {time.monotonic() - start:.0f} s: {wrong} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
