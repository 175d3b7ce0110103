"""Every transformation on every document of the example projects, and random mixes of them, with a table at the end.

    python tests/saves/wordlike_all.py                          98 transformations on 6 documents
    python tests/saves/wordlike_all.py --mixes 500 [--seed N]   and so many mixes of 2 to 11 transformations
    python tests/saves/wordlike_all.py --only resave,heading --document lokal-mat/eruf
    python tests/saves/wordlike_all.py --again 'lokal-mat/eruf rsid,heading 17'   one mix as the table names it

Exit code 1 when anything differs from tests/saves/wordlike_expected.yaml.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("XDG_CACHE_HOME", tempfile.mkdtemp(prefix="wordlike-cache-"))
sys.path[:0] = [str(Path(__file__).parents[n]) for n in (2, 1, 0)]

import wordlike_judge as judging


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--mixes", type=int, default=0, help="so many random mixes after the table")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="only these transformations")
    parser.add_argument("--document", default="", help="only documents whose name holds this")
    parser.add_argument("--again", default="", help="one case: DOCUMENT NAMES SEED")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    cases = _again(chosen.again) if chosen.again else _cases(chosen)
    began = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(chosen.processes) as pool:
        results = []
        for result in pool.imap(_judged, cases, chunksize=8):
            results.append(result)
            for door, reason in result.wrong:
                print(
                    f"WRONG {result.case.document} {','.join(result.case.names)} {result.case.seed}: {door}: {reason}",
                    flush=True,
                )
    wrong = _table(results)
    print(f"{len(results)} cases, {wrong} wrong, {time.monotonic() - began:.0f} s")
    return int(wrong > 0)


def _cases(chosen: argparse.Namespace) -> list[judging.Case]:
    names = [name for name in chosen.only.split(",") if name] or list(judging.EXPECTED)
    documents = [document for document in judging.DOCUMENTS if chosen.document in document]
    single = [judging.Case(document, (name,), chosen.seed) for document in documents for name in names]
    return [*single, *judging.mixes(chosen.mixes, chosen.seed)]


def _again(told: str) -> list[judging.Case]:
    document, names, seed = told.split()
    return [judging.Case(document, tuple(names.split(",")), int(seed))]


def _judged(case: judging.Case) -> judging.Judged:
    try:
        return judging.judge(case)
    except Exception:  # noqa: BLE001 -- a crash is a finding too
        return judging.Judged(case, wrong=[("crash", traceback.format_exc()[-1500:])])


def _table(results: Sequence[judging.Judged]) -> int:
    """Print for each transformation how many documents are right, wrong and without it; return how many are wrong."""
    counted: dict[str, Counter[str]] = {}
    for result in results:
        name = result.case.names[0] if len(result.case.names) == 1 else "(mixes)"
        state = "wrong" if result.wrong else "right" if result.applies else "n/a"
        counted.setdefault(name, Counter())[state] += 1
    print(f"\n{'transformation':24}{'right':>7}{'wrong':>7}{'n/a':>6}")
    for name, states in counted.items():
        print(f"{name:24}{states['right']:7}{states['wrong']:7}{states['n/a']:6}")
    return sum(states["wrong"] for states in counted.values())


if __name__ == "__main__":
    sys.exit(main())
