"""Random and mutated data files: `python tests/fuzz/fuzz_data.py [rounds] [first seed]`.

Each round makes one hostile data file and one of its documents: a Problem or a sound document, never a
traceback, at most 2 seconds and 300 MB. What fails is kept in the temporary folder `ansokan-fuzz` and told by its
seed: `fuzz_data.py 1 4711` runs it alone. 20,000 rounds take about 40 minutes on one core.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from hostile_data import hostile
from three_sides import unsound

from generator import language
from generator.grant.forms.loading import load_all
from generator.run.generate import Options, generate

SECONDS, MEGABYTES = 2, 300
NOW = datetime(2026, 11, 23, tzinfo=UTC)
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.yaml"))]
KEPT = Path(tempfile.gettempdir()) / "ansokan-fuzz"


def made_from(data, forms, folder, chance):
    """Write `data` as a data file in `folder`, make one of its documents, and return what came of it."""
    path = folder / "data.yaml"
    path.write_bytes(data)
    name = chance.choices([form.name for form in forms], [1 + form.text.default for form in forms])[0]
    options = Options(folder, NOW, documents=(name,))
    report = generate(path, forms, options)
    for problem in report.problems:
        assert problem.message.strip(), problem
        assert problem.file, problem
        str(problem).encode()
    documents = [outcome.document for outcome in report.outcomes if outcome.document.exists()]
    assert documents or report.problems, "nothing made and nothing said"
    assert all(path.suffix == ".docx" for path in documents)
    codes = sorted({problem.code for problem in report.problems if problem.level == "error"})
    return documents, codes


def one_round(seed, forms, folder):
    """Run one round in this process; return the documents and the codes of the Problems."""
    chance = random.Random(seed)
    return made_from(hostile(chance, SEEDS), forms, folder, chance)


def wrong_with(documents, *, thoroughly):
    """Return what is wrong with the documents: by a quick look, and by a validator of Open XML."""
    wrong = [fault for path in documents for fault in unsound(path.read_bytes())]
    if thoroughly:
        from sound import sound

        for path in documents:
            sound(path.read_bytes())
    return wrong


def watched_round(seed, forms):
    """Run one round in a child; return what kind of end it had, and why."""
    from watched import watched

    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        seen = watched(lambda: one_round(seed, forms, folder), seconds=SECONDS)
        kind, why = "problem", ""
        if seen.fault:
            kind, why = "traceback", seen.fault
        elif seen.seconds > SECONDS:
            kind, why = "slow", f"{seen.seconds:.1f} s"
        elif seen.megabytes > MEGABYTES:
            kind, why = "heavy", f"{seen.megabytes:.0f} MB"
        elif documents := seen.value[0]:
            checked = watched(lambda: wrong_with(documents, thoroughly=seed % 5 == 0), seconds=60)
            kind, why = "document", checked.fault or ", ".join(checked.value)
            kind = "invalid" if why else kind
        if why:
            KEPT.mkdir(exist_ok=True)
            (folder / "data.yaml").replace(KEPT / f"{kind}-{seed}.yaml")
        return kind, why, seen


def main():
    rounds, first = (int(a) for a in [*sys.argv[1:], *("500", "0")[len(sys.argv) - 1 :]])
    from watched import freeze

    language.use("en")
    forms = load_all(ROOT / "templates")
    with tempfile.TemporaryDirectory() as name:  # what every round needs is made ready once
        for seed in SEEDS:
            (Path(name) / "x.yaml").write_text(seed, encoding="utf-8")
            generate(Path(name) / "x.yaml", forms, Options(Path(name), NOW, replace=True))
    freeze()
    kinds, codes, most = Counter(), Counter(), [0.0, 0.0]
    for seed in range(first, first + rounds):
        kind, why, seen = watched_round(seed, forms)
        kinds[kind] += 1
        codes.update(seen.value[1] if seen.value else ())
        most = [max(most[0], seen.seconds), max(most[1], seen.megabytes)]
        if seed % 500 == 499:
            print(f"{sum(kinds.values())} so far: {dict(kinds)}", flush=True)
        if why:
            print(f"seed {seed}: {kind}: {why.strip()[-1500:]}", flush=True)
    print(f"{rounds} data files: {dict(kinds)}; at most {most[0]:.2f} s and {most[1]:.0f} MB")
    print(dict(codes.most_common()))
    return int(bool(set(kinds) - {"problem", "document"}))


if __name__ == "__main__":
    sys.exit(main())
