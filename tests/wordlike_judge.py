"""What each door of the program does with a document that came back from Word, judged from outside.

The command line is called as a person calls it, in this process; what it made is read by `tools/foreign_eye.py`.
What is right stands in `wordlike_expected.yaml`. `judge(case)` returns what differs from that, door by door.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent / "tools"))
import validate_docx
import wordlike
from foreign_eye import Seen, difference, first_difference, see
from wordlike_world import DOCUMENTS, PHONES, World, fresh, leaves

__all__ = ["DOCUMENTS", "DOORS", "EXPECTED", "Case", "Judged", "judge", "mixes"]

DOORS = ("status", "pull", "generate", "final")
EXPECTED = {
    name: {"is": "same", **what}
    for kind in yaml.safe_load((Path(__file__).parent / "wordlike_expected.yaml").read_bytes()).values()
    for name, what in kind.items()
}
NOT_PULLED = "not-pulled"
_NO_FREE_TEXT = re.compile(r"\.(start|end|type|form|sector|status|date)$")


@dataclass(frozen=True)
class Case:
    """One document of an example project, and what is done to it, in this order, by this seed."""

    document: str
    names: tuple[str, ...]
    seed: int = 0

    def __str__(self) -> str:
        return f"{self.document} --do {','.join(self.names)} --seed {self.drawn}"

    @property
    def drawn(self) -> int:
        """The seed of the transformation: another for each document and transformation."""
        return zlib.crc32(f"{self.document} {self.names} {self.seed}".encode()) % 10_000

    @property
    def variant(self) -> str:
        """The kind of data that has what is transformed."""
        return next((EXPECTED[name]["base"] for name in self.names if "base" in EXPECTED[name]), "")


@dataclass
class Judged:
    """What came of a case: whether it applies to the document, and what is wrong, as (door, reason)."""

    case: Case
    applies: bool = True
    wrong: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Expected:
    """What is right for all that is done in one case."""

    kinds: frozenset[str]
    told: dict[str, frozenset[str]]
    any_edits: bool
    fields_gone: bool
    says: bool
    marked_again: bool
    data_back: bool
    as_left: bool

    @classmethod
    def of(cls, names: Sequence[str]) -> _Expected:
        each = [EXPECTED[name] for name in names]
        told = {
            door: frozenset(
                what[door].removeprefix("told: ") for what in each if what.get(door, "clean") != "clean"
            )
            for door in DOORS
        }
        return cls(
            frozenset(what["is"] for what in each) - {"same"},
            told,
            any(what.get("edits") == "any" for what in each),
            any(what.get("fields") == "gone" for what in each),
            any(what.get("pull_says") for what in each),
            any(what.get("mark") == "again" for what in each),
            any(what.get("data") == "back" for what in each),
            any(what.get("after_pull") == "as left" for what in each),
        )


def judge(case: Case) -> Judged:
    """Try a case at every door."""
    with tempfile.TemporaryDirectory(prefix="wordlike-") as folder:
        world = World.of(case.document, Path(folder), case.variant)
        for attempt in range(
            8
        ):  # a draw may fall on a field that has no second sentence, or that holds no free text
            data, log = wordlike.apply(world.base, case.names, case.drawn + attempt * 10_000)
            result = Judged(case, applies=_applies(case.names, world.base, data, log))
            if result.applies and not any(_NO_FREE_TEXT.search(each["path"]) for each in log):
                break
        if len(case.names) == 1 and result.applies == (
            case.document in EXPECTED[case.names[0]].get("not_in", ())
        ):
            result.wrong.append(("n/a", "it is there" if result.applies else "nothing to transform"))
        if result.applies:
            world.path.write_bytes(data)
            trial = _Trial(world, data, log, _Expected.of(case.names), result.wrong)
            trial.run()
        return result


def _applies(names: Sequence[str], base: bytes, data: bytes, log: Sequence[dict[str, str]]) -> bool:
    """Say whether there was anything to transform: a person has done something, or the parts say it in other words."""
    if any(wordlike.KINDS[name] == "edit" for name in names):
        return bool(log)
    return _parts(data) != _parts(base)


def _unsound(path: Path) -> set[str]:
    """Return what Word would call wrong in a file, places left out."""
    found = validate_docx.Doc(path).run()
    return {f"{code} {part}: {said}" for level, code, part, _, said in found if level == "error"}


def _parts(data: bytes) -> dict[str, bytes]:
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n")
        if part.lstrip(b"\xef\xbb\xbf")[:1] == b"<"
        else part
        for name, part in wordlike.Docx(data).parts.items()
    }


class _Trial:
    """One document on its way through the doors."""

    def __init__(
        self,
        world: World,
        data: bytes,
        log: list[dict[str, str]],
        right: _Expected,
        wrong: list[tuple[str, str]],
    ) -> None:
        self._world, self._data, self._log, self._right, self._wrong = world, data, log, right, wrong
        self._mine = see(data) if not right.told["generate"] else None
        self._unsound = _unsound(world.path)
        self._paths = {
            each["path"]
            for each in log
            if EXPECTED[_name(each)]["is"] in {"field", "emptied"} and each["path"]
        }

    def run(self) -> None:
        """Status, pull, generate, final, each in the order in which an officer meets them."""
        self._status(self._paths)
        self._generate_unchanged()
        if not self._world.variant.startswith("gap"):
            self._final_now()
        self._pull()
        if self._right.told["generate"]:
            return
        if not self._right.kinds:
            self._as_fresh()
        elif "emptied" in self._right.kinds or self._right.data_back:
            self._old_answer_again()
        else:
            self._with_new_data()

    def _say(self, door: str, reason: str) -> None:
        if reason:
            self._wrong.append((door, reason))

    # status

    def _status(self, paths: set[str]) -> None:
        said, told = self._world.status(), self._right.told["status"]
        pending = re.search(r"\d+ fields? to pull \(([^)]*)\)", said)
        named = set(re.split(r", ", pending[1])) if pending else set()
        edits = int((re.search(r"(\d+) other edits? by hand", said) or [0, 0])[1])
        if told:
            code = re.search(r"\[([a-z-]+)\]", said)
            got = code[1] if code else "edits" if edits else "nothing"
            self._say("status", "" if got in told else f"told {sorted(told)} expected: {said}")
        elif not self._right.kinds:
            self._say("status", "" if said == "up to date" else f"a save is told as an edit: {said}")
        elif named != paths:
            self._say("status", f"fields {sorted(paths)} expected: {said}")
        elif not self._right.any_edits and self._right.kinds & {"own", "proposal"} and not edits:
            self._say("status", f"an edit by hand is not told: {said}")
        elif not self._right.any_edits and self._right.kinds <= {"field", "emptied"} and edits:
            self._say("status", f"an edit in a field is told a second time: {said}")

    # generate

    def _generate_unchanged(self) -> None:
        run = self._world.generate()
        told = self._right.told["generate"]
        if told:
            self._say("generate", self._world.not_told(run, told))
            self._say("generate", "" if run.state == "refused" else f"refused expected: {run.state}")
        elif run.code or run.conflicts or run.merged:
            self._say("generate", f"without new data: {run}")
        elif {each["path"] for each in run.pending} != self._paths:
            named = sorted(each["path"] for each in run.pending)
            self._say("generate", f"fields {sorted(self._paths)} expected to wait, not {named}")
        now = self._world.path.read_bytes()
        if now != self._data:
            if not self._right.marked_again:
                self._say("generate", "the file is written anew though nothing is new")
            elif difference(see(now), see(self._data)):
                self._say("generate", f"more than its mark is new: {difference(see(now), see(self._data))}")
            self._world.path.write_bytes(self._data)

    def _generate(self, what: str) -> Seen | None:
        run = self._world.generate()
        if run.conflicts or run.state == "refused":
            self._say("generate", f"{what}: {run}")
            return None
        after = self._world.path.read_bytes()
        self._world.generate()
        if self._world.path.read_bytes() != after:
            self._say("generate", f"{what}: a second run writes the file anew")
        unsound = _unsound(self._world.path) - self._unsound
        self._say("generate", f"{what}: not sound: {sorted(unsound)}" if unsound else "")
        seen = see(after)
        twice = [name for name, count in Counter(seen.styles).items() if count > 1]
        self._say("generate", f"{what}: two styles of one name: {twice}" if twice else "")
        return seen

    def _as_fresh(self) -> None:
        """New data and the old data again: both times as if generated from it."""
        for what, data in (("new data", self._world.heavy()), ("the old data again", self._world.original)):
            self._world.data.write_bytes(data)
            made = self._generate(what)
            if made:
                right = see(fresh(self._world.document, data, final=False))
                found = difference(made, right, fields=not self._right.fields_gone)
                self._say("generate", found and f"{what}: not as a fresh generation: {found}")

    def _with_new_data(self) -> None:
        data = _light(self._world.data.read_bytes())
        self._world.data.write_bytes(data)
        made = self._generate("with new data")
        if made is None or self._mine is None:
            return
        draft = see(fresh(self._world.document, data, final=False))
        if self._paths and not self._right.as_left:
            self._say("generate", _unlike("after pull not as a fresh generation", made, draft))
        else:
            self._say("generate", _unlike("the edit is not kept as it was", made, self._mine, old=True))
            if made.notes != self._mine.notes:
                self._say("generate", f"notes: {first_difference(made.notes, self._mine.notes)}")
        lost = Counter(self._mine.tags) - Counter(made.tags)
        self._say("generate", f"fields are gone: {sorted(lost)}" if lost else "")
        self._say("generate", _not_kept(made, self._log))
        self._status_after_pull()
        self._final(made, draft)

    def _old_answer_again(self) -> None:
        """The answer goes with the data, and comes back with it."""
        self._generate("after pull")
        data = _light(self._world.original)
        self._world.data.write_bytes(data)
        made = self._generate("the old answer again")
        if made:
            draft = see(fresh(self._world.document, data, final=False))
            self._say("generate", _unlike("the old answer again", made, draft))
            self._final(made, draft)

    def _status_after_pull(self) -> None:
        said = self._world.status()
        self._say("status", f"after pull and generate: {said}" if "to pull" in said else "")

    # pull

    def _pull(self) -> None:
        told = self._right.told["pull"]
        before = self._world.data.read_bytes()
        dry = self._world.pull("--dry-run")
        if self._world.data.read_bytes() != before:
            self._say("pull", "a dry run writes the data file")
        run = self._world.pull()
        after = self._world.data.read_bytes()
        for each in (dry, run):
            if each.taken != self._paths:
                self._say("pull", f"taken {sorted(each.taken)}, not {sorted(self._paths)}: {each}")
                break
        if told:
            self._say("pull", self._world.not_told(run, told))
        elif run.code or [each for each in run.problems if each["level"] in {"error", "warning"}]:
            self._say("pull", f"{run}")
        elif not self._right.kinds and run.problems:
            self._say("pull", f"something is said of a save: {run}")
        if self._right.says and not _names(run.problems, self._log):
            self._say("pull", "nothing is said of what the data cannot hold")
        if self._world.path.read_bytes() != self._data:
            self._say("pull", "the document is written")
        self._say("pull", _wrongly_written(before, after, self._log, self._paths))
        if self._paths and self._world.pull("--dry-run").taken:
            self._say("pull", "a second pull takes something again")

    # final

    def _final_now(self) -> None:
        """Make finals of the draft as it came back, from the same data."""
        run, final = self._world.final()
        told = self._right.told["final"] | ({NOT_PULLED} if self._paths else set())
        if told:
            self._say("final", self._world.not_told(run, told, self._paths or None))
            self._say("final", "it is made though it must be refused" if final else "")
        elif final is None:
            self._say("final", f"{run}")
        else:
            self._say("final", _trace(final))
            if not self._right.kinds:
                right = see(fresh(self._world.document, self._world.original, final=True))
                self._say("final", difference(see(final), right, fields=False))

    def _final(self, made: Seen, draft: Seen) -> None:
        """Make finals when all has been pulled and generated."""
        run, final = self._world.final()
        told = self._right.told["final"]
        if told:
            self._say("final", self._world.not_told(run, told))
            self._say("final", "it is made though it must be refused" if final else "")
        elif final is None:
            self._say("final", f"after pull and generate: {run}")
        else:
            right = see(fresh(self._world.document, self._world.data.read_bytes(), final=True))
            self._say("final", _trace(final))
            if not self._right.data_back:
                self._say("final", _not_kept(see(final), self._log))
            lacks = _counted(right) - _counted(see(final)) - (_counted(draft) - _counted(made))
            self._say("final", f"not in the final: {sorted(lacks)[:3]}" if lacks else "")


def _name(entry: dict[str, str]) -> str:
    """Return the transformation that wrote this line of the log (some say how, after their name)."""
    name = entry["do"]
    while name not in EXPECTED:
        name = name.rpartition("-")[0]
    return name


def _names(problems: Sequence[dict[str, str]], log: Sequence[dict[str, str]]) -> bool:
    return {each["path"] for each in problems} >= {each["field"] for each in log if "field" in each}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _counted(seen: Seen) -> Counter[str]:
    return Counter(word for line in seen.lines for word in line.split())


def _light(data: bytes) -> bytes:
    for old, new in PHONES.items():
        data = data.replace(old.encode(), new.encode())
    return data


def _unlike(what: str, made: Seen, right: Seen, *, old: bool = False) -> str:
    """Say where the lines differ; `old`: after new values have been put back by the old ones, which must be gone."""
    lines = [_plain(line) for line in made.lines]
    if old:
        stale = next((line for line in lines for number in PHONES if number in line), "")
        if stale:
            return f"the old value is still there: {stale[:100]}"
        for before, new in PHONES.items():
            lines = [line.replace(new, before) for line in lines]
    wanted = [_plain(line) for line in right.lines]
    return "" if lines == wanted else f"{what}: {first_difference(tuple(lines), tuple(wanted))}"


def _not_kept(seen: Seen, log: Sequence[dict[str, str]]) -> str:
    """Say what a person wrote, drew or dragged that is not there."""
    for each in log:
        if each["do"].startswith("emptied") or each["do"] == "tracked-control-deleted":
            continue
        typed = each.get("note") or each.get("contains") or (each["new"] if each["do"] != "bold-word" else "")
        typed = re.sub(r"^- |\*\*|\s", "", typed)
        if typed not in re.sub(r"\s", "", seen.words):
            return f"{each['do']}: not there any more: {typed[:80]}"
        if each["do"] == "style-changed" and seen.heading_color != "C00000":
            return "the changed style is as it was before"
        if "width" in each and each["width"] not in seen.widths:
            return "the dragged column is as it was before"
        if each["do"] == "highlight" and not _highlighted(seen, each["new"]):
            return "the highlight is gone"
    return ""


def _highlighted(seen: Seen, word: str) -> bool:
    return any(word in text and "highlight=" in look for each in seen.body for text, look in each.spans)


def _trace(final: bytes) -> str:
    """Say what a final must not hold."""
    seen = see(final)
    if seen.tracked or seen.comments or seen.controls:
        return f"left in the final: {seen.tracked}, {seen.comments} comments, {seen.controls} controls"
    return ""


def _wrongly_written(before: bytes, after: bytes, log: Sequence[dict[str, str]], paths: set[str]) -> str:
    """Say where the data file has changed and should not, or does not say what was typed."""
    old, new = leaves(before), leaves(after)
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    if changed != paths:
        return f"the data file has changed at {sorted(changed)}, not at {sorted(paths)}"
    for each in log:
        typed = _plain(each.get("contains") or each["new"])
        said = _plain(str(new.get(each["path"], "")))
        if each["path"] in paths and each["do"] == "nbsp-inline":
            said, typed = re.sub(r"\D", "", said), "275000"
        if each["path"] in paths and "\n" not in each["new"] and each.get("contains") and typed not in said:
            return f"the data file does not say “{typed}” at {each['path']}"
    return ""


def mixes(count: int, seed: int) -> Iterator[Case]:
    """Draw cases of 2 to 11 transformations on one document, 72 in 100 with one edit among them."""
    rng = random.Random(seed)
    alone = {"strict", "gdocs", "document2"}  # nothing can be said of what comes after these
    others = [name for name, kind in wordlike.KINDS.items() if kind != "edit" and name not in alone]
    edits = [name for name, kind in wordlike.KINDS.items() if kind == "edit"]
    for number in range(count):
        names = rng.sample(others, rng.randrange(1, 11))
        if rng.random() < 0.72:
            names.insert(rng.randrange(len(names) + 1), rng.choice(edits))
        elif len(names) == 1:
            names.append(rng.choice(others))
        if rng.random() < 0.05:
            names.append("document2")
        yield Case(rng.choice(DOCUMENTS), tuple(names), number)


@cache
def told_count(kinds: tuple[str, ...]) -> int:
    """Return how many doors are told, of all transformations of these kinds."""
    return sum(
        str(EXPECTED[name].get(door, "clean")) != "clean"
        for name, kind in wordlike.KINDS.items()
        if kind in kinds
        for door in DOORS
    )
