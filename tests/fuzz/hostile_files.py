"""Hostile files of three classes, by the commands: `python tests/fuzz/hostile_files.py [files] [seed] [class ...]`.

The classes are template, document (edited in Word, or mailed) and data. Each file is given to the commands that
read such files, each in a process of its own: exit code 0 or 1, at most 5 seconds of processor time (when it is
more, the least of three times: other programs may use the same core) and 300 MB, no traceback, no character that
steers a terminal, nothing written outside the output folder; a document filled in holds nothing that runs but the
template's fields, and a final nothing at all. What fails is kept in the temporary folder `ansokan-hostile` and told
by its seed: `hostile_files.py 1 4711 data` makes it again. 300 files a class take about 25 minutes on one core.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import hostile_data
import hostile_templates
import hostile_word
from fuzz_edited import hurt_document
from wml import docx, p

SECONDS, MEGABYTES = 5, 300
KEPT = Path(tempfile.gettempdir()) / "ansokan-hostile"
PLAN = ROOT / "data" / "strategisk-planering.yaml"
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.yaml"))]
LAYOUT = ROOT / "templates" / "beslut" / "layout.docx"
DOCUMENT = "output/p/beslut.docx"


def template(rng, home):
    """Return a hostile template, and the commands that read it."""
    small = docx(p("Hej {{ a }}"))
    layout = LAYOUT.read_bytes()
    makers = [lambda: hostile_templates.hostile(rng, layout)[0], lambda: hostile_word.expressions(rng),
              lambda: hostile_word.with_inside(small, hostile_word.many(rng)), lambda: hostile_word.packed(rng, small),
              lambda: hostile_word.encoded(rng, small), lambda: hostile_word.active(rng, rng.choice([small, layout]))]  # fmt: skip
    made = rng.choices(makers, [3, 4, 4, 2, 2, 2])[0]()
    (home / "mall.docx").write_bytes(made)
    (home / "templates/beslut/layout.docx").write_bytes(made)
    (home / "fyll.yaml").write_text(hostile_word.DATA, "utf-8")
    return made, rng.choice(
        [["fill mall.docx fyll.yaml output/ut.docx"], ["generate --document beslut"], ["lint"]]
    )


def document(rng, home):
    """Return a hostile document as it comes back, and the commands that read it."""
    base = (home / DOCUMENT).read_bytes()
    makers = [lambda: hurt_document(rng, base, [base])[0], lambda: hostile_word.with_inside(base, hostile_word.many(rng, "text")),
              lambda: hostile_word.packed(rng, base), lambda: hostile_word.encoded(rng, base), lambda: hostile_word.active(rng, base)]  # fmt: skip
    made = rng.choices(makers, [4, 4, 2, 2, 2])[0]()
    copy = rng.random() < 0.3
    (home / ("kopia.docx" if copy else DOCUMENT)).write_bytes(made)
    ways = [
        f"pull {DOCUMENT}",
        f"pull --accept --removed {DOCUMENT}",
        "generate --document beslut",
        "generate --track-changes",
        "status",
        "generate --final",
    ]
    return made, ["merge kopia.docx"] if copy else rng.sample(ways, 2)


def data(rng, home):
    """Return a hostile data file, and the commands that read it."""
    made = hostile_data.hostile(rng, SEEDS)
    (home / "data/p.yaml").write_bytes(made)
    return made, [
        rng.choice(
            [
                "check",
                "generate --document beslut",
                "generate --replace",
                "sheet",
                "status",
                "check --format json",
            ]
        )
    ]


CLASSES = {"template": template, "document": document, "data": data}


class World:
    """A folder with a project, its documents, and forms of its own, ready to be copied for each file."""

    def __init__(self, home):
        self.home = home / "made"
        (self.home / "data").mkdir(parents=True)
        shutil.copytree(ROOT / "templates", self.home / "templates")
        shutil.copy(PLAN, self.home / "data/p.yaml")
        code, said = run(self.home, "generate")
        assert code == 0, said
        code, said = run(self.home, "lint")

    def copy(self, to):
        """Lay a copy out."""
        shutil.copytree(self.home, to, dirs_exist_ok=True)


def run(home, line):
    """Run a command in a folder, as from a console; return its exit code and all that it said."""
    from generator import language
    from generator.cli.exits import run as end
    from generator.cli.group import ansokan

    language.use("sv")
    os.chdir(home)
    said = home.parent / "said"
    sys.argv = ["ansokan", *line.split()]
    with said.open("w", encoding="utf-8") as stream:
        streams, sys.stdout, sys.stderr = (sys.stdout, sys.stderr), stream, stream
        try:
            code = end(ansokan)
        finally:
            sys.stdout, sys.stderr = streams
    return code, said.read_text("utf-8", "replace")


def wrong_with(code, said, home, before):
    """Return what is wrong with how a command ended."""
    from generator.unseen import visible
    from generator.word.opc.active_content import active_content
    from generator.word.opc.package import Package

    if code not in {0, 1}:
        return f"exit {code}: {said[-1500:]}"
    if "Traceback" in said or visible(said) != said:
        return f"said raw: {said[-500:]!r}"
    outside = {path for path in home.rglob("*") if path.is_file() and "output" not in path.parts}
    if outside - before:
        return f"written: {sorted(map(str, outside - before))}"
    filled = home / "output/ut.docx"
    if filled.exists() and (
        found := [
            each for each in active_content(Package.read(filled.read_bytes(), "ut")) if each.kind != "field"
        ]
    ):
        return f"the document made runs or fetches: {found}"
    finals = [
        path
        for path in home.glob("output/p/slutlig/*.docx")
        if active_content(Package.read(path.read_bytes(), "x"))
    ]
    return f"a final runs or fetches: {finals}" if finals else ""


def one_file(seed, kind, world, room):
    """Make the file of a seed and give it to its commands; yield for each what was seen."""
    from watched import watched

    rng = random.Random(f"{kind} {seed}")
    home = room / "home"
    shutil.rmtree(home, ignore_errors=True)
    world.copy(home)
    made, lines = CLASSES[kind](rng, home)
    before = {path for path in home.rglob("*") if path.is_file() and "output" not in path.parts}
    for line in lines:
        shutil.rmtree(room / "before", ignore_errors=True)
        shutil.copytree(home, room / "before")
        seen = watched(lambda line=line: run(home, line), seconds=SECONDS)
        wrong = seen.fault or wrong_with(*seen.value, home, before)
        for _ in range(2):  # a core that others use takes up to three times as long
            if wrong or seen.seconds <= SECONDS:
                break
            shutil.rmtree(home)
            shutil.copytree(room / "before", home)
            again = watched(lambda line=line: run(home, line), seconds=SECONDS)
            seen = min(seen, again, key=lambda each: each.seconds)
        if not wrong and seen.seconds > SECONDS:
            wrong = f"{seen.seconds:.1f} s"
        if not wrong and seen.megabytes > MEGABYTES:
            wrong = f"{seen.megabytes:.0f} MB"
        if wrong:
            KEPT.mkdir(exist_ok=True)
            (KEPT / f"{kind}-{seed}{'.yaml' if kind == 'data' else '.docx'}").write_bytes(made)
        yield line, seen, wrong


def main():
    """Run the files of each class; say what failed and what the dearest took."""
    arguments = [*sys.argv[1:], *("300", "1")[len(sys.argv) - 1 :]]
    from watched import freeze

    warnings.simplefilter("ignore")  # zipfile warns of names that are there twice
    count, first, classes = int(arguments[0]), int(arguments[1]), arguments[2:] or list(CLASSES)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        Path(folder, "cache").mkdir()
        world = World(Path(folder))
        freeze()
        for kind in classes:
            ends, most = Counter(), [0.0, 0.0]
            for seed in range(first, first + count):
                for line, seen, wrong in one_file(seed, kind, world, Path(folder)):
                    ends[f"exit {seen.value[0]}" if seen.value else "no end"] += 1
                    most = [max(most[0], seen.seconds), max(most[1], seen.megabytes)]
                    if wrong:
                        failed = True
                        ends["wrong"] += 1
                        print(f"{kind} {seed}: {line}: {wrong.strip()[-1500:]}", flush=True)
            print(
                f"{kind}: {count} files, {dict(ends)}; at most {most[0]:.2f} s and {most[1]:.0f} MB",
                flush=True,
            )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
