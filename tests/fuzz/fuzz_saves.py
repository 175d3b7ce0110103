"""The laws of documents that nobody has edited: `python tests/fuzz/fuzz_saves.py [rounds] [first seed]`.

Each round draws a data file, makes documents of it and tries the laws of tests/untouched.py: nothing to pull
right after a generation, nothing new after a save without an edit, nothing to pull after a merge. What breaks a
law is kept in the temporary folder `ansokan-fuzz` and told by its seed: `fuzz_saves.py 1 4711` runs it alone.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from drawn_data import changed, drawn
from untouched import SAVES, Untouched, wrong_after_generation, wrong_after_merge, wrong_after_save

from generator import language
from generator.grant.forms.loading import load_all
from generator.run import generate, status

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.yaml"))]
KEPT = Path(tempfile.gettempdir()) / "ansokan-fuzz"


def made_of(data, forms, folder, documents=()):
    """Write `data` as a data file in the empty `folder` and make its documents."""
    path = folder / "data" / "projekt.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    world = Untouched(path, forms, folder / "output", documents)
    assert world.first.outcomes or world.first.problems
    return world


def one_round(seed, forms, folder):
    """Run one round; return the kind of data file, how many documents it made, and which laws they break."""
    chance = random.Random(seed)
    data, kind = drawn(chance, SEEDS)
    world = made_of(data, forms, folder)
    if not world.paths:
        return kind, 0, []
    wrong = wrong_after_generation(world) if seed % 4 == 0 else []
    wrong += wrong_after_save(world, chance.choice(list(SAVES)), world.finals() if seed % 4 == 1 else None)
    new = changed(chance, data) if seed % 4 == 2 else None
    if new is not None:
        wrong += wrong_after_merge(world, new, chance)
    return kind, len(world.paths), wrong


@contextmanager
def made_once():
    """Let each data file be read, and each of its documents rendered, once a round: neither is what is tried here."""
    reading, rendering = {}, {}
    opened, rendered = generate.open_dossier, generate.rendered

    def opening(path, forms, *, draft, today=None):
        key = path.read_bytes(), draft
        if key not in reading:
            reading[key] = opened(path, forms, draft=draft, today=today)
        return reading[key]

    def drawing(document, data):
        if id(document) not in rendering:
            rendering[id(document)] = document, rendered(document, data)
        return rendering[id(document)][1]

    with ExitStack() as stack:
        for module in (generate, status):
            stack.enter_context(patch.object(module, "open_dossier", opening))
            stack.enter_context(patch.object(module, "rendered", drawing))
        yield


def main():
    rounds, first = (int(a) for a in [*sys.argv[1:], *("500", "0")[len(sys.argv) - 1 :]])
    language.use("en")
    forms = load_all(ROOT / "templates")
    made, wrong, documents, start = Counter(), Counter(), 0, time.monotonic()
    for seed in range(first, first + rounds):
        folder = Path(tempfile.mkdtemp(prefix="saves-"))
        try:
            with made_once():
                kind, count, said = one_round(seed, forms, folder)
        except Exception:  # noqa: BLE001 -- whatever it is, it is told
            kind, count, said = "traceback", 0, [traceback.format_exc()[-1500:]]
        documents += count
        made[f"{kind}: {'made' if count else 'refused'}"] += 1
        if said:
            wrong[kind] += 1
            KEPT.mkdir(exist_ok=True)
            shutil.copy(folder / "data" / "projekt.yaml", KEPT / f"save-{seed}.yaml")
            print(f"seed {seed} ({kind}): " + "\n    ".join(said[:6]), flush=True)
        shutil.rmtree(folder)
        if seed % 100 == 99:
            print(
                f"{seed - first + 1} so far, {time.monotonic() - start:.0f} s: {sum(wrong.values())} wrong",
                flush=True,
            )
    print(
        f"{rounds} data files, {documents} documents: {dict(made)}; {sum(wrong.values())} wrong {dict(wrong)}"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
