"""One document on its way through the doors of the program: status, generate, final, pull, and generate with new data."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from foreign_eye import Seen, difference, first_difference, see
from wordlike_items import item_faults
from wordlike_right import EXPECTED, Right, name_of
from wordlike_words import counted, light, names_all, not_kept, trace, unlike, unsound, wrongly_written
from wordlike_world import World, fresh

NOT_PULLED, EMPTIED_ITEM = "not-pulled", "pull-emptied-item"


class Trial:
    """One document on its way through the doors."""

    def __init__(
        self,
        world: World,
        data: bytes,
        log: list[dict[str, str]],
        right: Right,
        wrong: list[tuple[str, str]],
    ) -> None:
        self._world, self._data, self._log, self._right, self._wrong = world, data, log, right, wrong
        self._mine = see(data) if not right.told["generate"] else None
        self._unsound = unsound(world.path)
        self._paths = {each["path"] for each in log if EXPECTED[name_of(each)]["is"] in {"field", "emptied"}}
        self._items = {  # an emptied item of a list is not taken: pull names the line, and the officer deletes it
            each["path"]
            for each in log
            if EXPECTED[name_of(each)]["is"] == "emptied" and each["path"].rpartition(".")[2].isdigit()
        }

    def run(self) -> None:
        """Status, pull, generate, final, each in the order in which an officer meets them."""
        if "item" in self._right.kinds:
            for door, reason in item_faults(self._world, self._data, self._log):
                self._say(door, reason)
            return
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
        proposed = re.search(r"\d+ proposals?", said)
        if told:
            code = re.search(r"\[([a-z-]+)\]", said)
            got = code[1] if code else "edits" if edits else "nothing"
            self._say("status", "" if got in told else f"told {sorted(told)} expected: {said}")
        elif not self._right.kinds:
            self._say("status", "" if said == "up to date" else f"a save is told as an edit: {said}")
        elif named != paths:
            self._say("status", f"fields {sorted(paths)} expected: {said}")
        elif not self._right.any_edits and "own" in self._right.kinds and not edits:
            self._say("status", f"an edit by hand is not told: {said}")
        elif "proposal" in self._right.kinds and not proposed:
            self._say("status", f"a proposal is not told: {said}")
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
        new = unsound(self._world.path) - self._unsound
        self._say("generate", f"{what}: not sound: {sorted(new)}" if new else "")
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
        data = light(self._world.data.read_bytes())
        self._world.data.write_bytes(data)
        made = self._generate("with new data")
        if made is None or self._mine is None:
            return
        draft = see(fresh(self._world.document, data, final=False))
        if self._paths and not self._right.as_left:
            self._say("generate", unlike("after pull not as a fresh generation", made, draft))
        else:
            self._say("generate", unlike("the edit is not kept as it was", made, self._mine, old=True))
            if made.notes != self._mine.notes:
                self._say("generate", f"notes: {first_difference(made.notes, self._mine.notes)}")
        lost = Counter((draft if self._paths else self._mine).tags) - Counter(made.tags)
        self._say("generate", f"fields are gone: {sorted(lost)}" if lost else "")
        self._say("generate", not_kept(made, self._log))
        self._status_after_pull()
        self._final(made, draft)

    def _old_answer_again(self) -> None:
        """The answer goes with the data, and comes back with it."""
        self._generate("after pull")
        data = light(self._world.original)
        self._world.data.write_bytes(data)
        made = self._generate("the old answer again")
        if made:
            draft = see(fresh(self._world.document, data, final=False))
            self._say("generate", unlike("the old answer again", made, draft))
            self._final(made, draft)

    def _status_after_pull(self) -> None:
        said = self._world.status()
        self._say("status", f"after pull and generate: {said}" if "to pull" in said else "")

    # pull

    def _pull(self) -> None:
        told = self._right.told["pull"] | ({EMPTIED_ITEM} if self._items else set())
        taken = self._paths - self._items
        before = self._world.data.read_bytes()
        dry = self._world.pull("--dry-run")
        if self._world.data.read_bytes() != before:
            self._say("pull", "a dry run writes the data file")
        run = self._world.pull()
        after = self._world.data.read_bytes()
        for each in (dry, run):
            if each.taken != taken:
                self._say("pull", f"taken {sorted(each.taken)}, not {sorted(taken)}: {each}")
                break
        if told:
            self._say("pull", self._world.not_told(run, told))
        elif run.code or [each for each in run.problems if each["level"] in {"error", "warning"}]:
            self._say("pull", f"{run}")
        elif not self._right.kinds and run.problems:
            self._say("pull", f"something is said of a save: {run}")
        if self._right.says and not names_all(run.problems, self._log):
            self._say("pull", "nothing is said of what the data cannot hold")
        if self._world.path.read_bytes() != self._data:
            self._say("pull", "the document is written")
        self._say("pull", wrongly_written(before, after, self._log, taken))
        if self._paths and self._world.pull("--dry-run").taken:
            self._say("pull", "a second pull takes something again")
        self._world.delete_lines(each["line"] for each in run.problems if each["code"] == EMPTIED_ITEM)

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
            self._say("final", trace(final))
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
            self._say("final", trace(final))
            if not self._right.data_back:
                self._say("final", not_kept(see(final), self._log))
            lacks = counted(right) - counted(see(final)) - (counted(draft) - counted(made))
            self._say("final", f"not in the final: {sorted(lacks)[:3]}" if lacks else "")
