"""Edited documents in bad shape: `python tests/fuzz/fuzz_edited.py [rounds] [first seed]`.

Each round takes a document of an example project, lets a person edit it, hurts it, changes the data or not, and
runs generate and pull over it. What must always hold: a Problem or a result, never a traceback; no word that a
person typed is gone (it is in the document or its kept copy, or the file is refused and untouched); the file is
no worse than it was; pull writes a data file that can be read, and changes no other line.
5,000 rounds take about 30 minutes on one core. A round that fails is told by its seed: `fuzz_edited.py 1 4711`.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import random
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from hands import Hand
from hurt_files import zipped
from hurts import Hurts
from lxml import etree
from openxml_audit import OpenXmlValidator
from three_sides import unsound

from generator.grant import project
from generator.grant.yaml import document as datafile
from generator.problems import ProblemError
from generator.pull import pull
from generator.run import generate as making
from generator.run.generate import Options, generate
from generator.run.which_files import forms_for
from generator.system.output_folders import BASES
from generator.word.opc.package import Package

NOW = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)
_HAND = re.compile(r"hand\d+x")
_UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
_AUDITED = 16
"""One of so many results is also looked at by the validator, which takes a second."""
_CHANGES = [
    (),
    (("end: 2025-05-30", "end: 2025-08-31"), ("end: 2028-08-31", "end: 2028-09-30")),
    (("- name: Projektledning och kommunikation", "- name: Nytt arbete\n      description: Nytt ord.\n    - name: Projektledning och kommunikation"),),
    (("  purpose: |\n", "  purpose: |\n    Ett nytt stycke först.\n\n"), ("name: Region", "name: Den nya Region")),
    (("      responsible: Projektledaren\n", "      responsible: Någon annan\n"), ("  communication: |", "  communication: |\n    Nytt.\n")),
    (("    - risk: ", "    - risk: En ny risk.\n    - risk: "), ("480", "490"), ("unit_price: 500", "unit_price: 510")),
]  # fmt: skip


class World:
    """Both example projects, with their documents and what each becomes after each change of the data."""

    def __init__(self, home: Path) -> None:
        self.home, self.made = home, []
        self.forms = tuple(forms_for(None, ROOT / "data" / "x.yaml"))
        self.model = project.model(self.forms)
        making.open_dossier = _once(making.open_dossier, lambda path, _forms, draft, **_: (path, draft))
        making.rendered = _once(making.rendered, lambda document, data: (id(document), data))
        for name in ("strategisk-planering", "lokal-mat"):
            text = (ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8")
            for number, changes in enumerate(_CHANGES):
                path = home / str(number) / "data" / f"{name}.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_changed(text, changes), encoding="utf-8")
            first = home / "0" / "data" / f"{name}.yaml"
            generate(first, self.forms, Options(home / "made", NOW))
            self.made += [
                (name, path.stem, path.read_bytes()) for path in sorted((home / "made" / name).glob("*.docx"))
            ]


def _once(function, key):
    """Return a function that works each result out once; here the same data is read thousands of times."""
    made = {}

    def once(*args, **more):
        name = key(*args, **more)
        if name not in made:
            made[name] = function(*args, **more)
        return made[name]

    return once


def _changed(text, changes):
    for old, new in changes:
        text = text.replace(old, new, 1)
    return text


def typed(data: bytes) -> set[str]:
    """Return the words of a hand that can be read anywhere in the file; none in a file that no one can read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    except _UNREADABLE:
        return set()
    texts = (
        re.sub(r"<(?!w:bookmark|w:hyperlink|Relationship)[^>]*>", "", part.decode(errors="replace"))
        for part in parts
    )
    return {word for text in texts for word in _HAND.findall(text)}


def one_round(seed: int, world: World) -> str:
    """Run one round; return what became of the document."""
    rng = random.Random(seed)
    name, form, base = rng.choice(world.made)
    hurt, done = hurt_document(rng, base, [each for _name, _form, each in world.made])
    number = rng.randrange(len(_CHANGES))
    try:
        return _generated(rng, world, (name, form, number), base, hurt) + _pulled(world, name, number, hurt)
    except Exception as error:
        error.add_note(f"{name} {form} {number}: {done}")
        raise


def hurt_document(rng, base: bytes, others: list[bytes]) -> tuple[bytes, list[str]]:
    """Return the document as it comes back, and what was done to it."""
    hand = Hand(rng, base)
    mine = hand.work(rng.randint(0, 4))
    hurts = Hurts(rng, mine, others, hand)
    if rng.random() < 0.06:
        return rng.choice(others), ["other"]
    data = hurts.hurt(rng.choice([0, 1, 1, 1, 2, 2, 3, 5, 8]))
    if rng.random() < 0.15:
        data = zipped(rng, data, hurts.done)
    return data, hand.done + hurts.done


def _generated(rng, world: World, which: tuple[str, str, int], base: bytes, hurt: bytes) -> str:
    name, form, number = which
    output = world.home / "output"
    shutil.rmtree(output, ignore_errors=True)
    path = output / name / f"{form}.docx"
    for each, content in ((path, hurt), (path.parent / BASES / path.name, base)):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_bytes(content)
    options = Options(
        output,
        NOW,
        (form,),
        track_changes=rng.random() < 0.3,
        replace=rng.random() < 0.05,
        final=rng.random() < 0.05,
    )
    report = generate(world.home / str(number) / "data" / f"{name}.yaml", world.forms, options)
    after = path.read_bytes()
    if not report.outcomes or report.outcomes[0].state == "refused" or options.final:
        assert after == hurt, "refused, and yet changed"
        assert report.outcomes or report.problems, "neither a result nor a Problem"
        if options.final and report.outcomes and report.outcomes[0].state != "refused":
            _no_worse(rng, hurt, report.outcomes[0].document.read_bytes(), base)
        return "refused"
    (outcome,) = report.outcomes
    copies = [copy.read_bytes() for copy in path.parent.glob("*.docx")]
    lost = typed(hurt) - set().union(*(typed(copy) for copy in copies))
    assert not lost, f"lost: {sorted(lost)}"
    if after != hurt:
        _no_worse(rng, hurt, after, base)
    if rng.random() < 0.7:
        return str(outcome.state)
    again = generate(
        world.home / str(number) / "data" / f"{name}.yaml", world.forms, Options(output, NOW, (form,))
    )
    assert path.read_bytes() == after, f"another run changes it again: {[o.state for o in again.outcomes]}"
    return str(outcome.state)


def _no_worse(rng, hurt: bytes, after: bytes, base: bytes) -> None:
    """A document that is written can be opened, and has no fault that neither the hurt one nor the base has."""
    hurt_parts: set[bytes] = set()
    with contextlib.suppress(*_UNREADABLE), zipfile.ZipFile(io.BytesIO(hurt)) as archive:
        hurt_parts |= {archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and archive.read(name) not in hurt_parts:
                etree.fromstring(archive.read(name))
    before = _faults(hurt)
    if before is None:
        return
    worse = [fault for fault in _faults(after) or () if fault not in before]
    assert not worse, f"unsound: {worse[:3]}"
    if not before and rng.randrange(_AUDITED) == 0:
        known = _audited(base)
        wrong = _audited(after) - known
        assert not wrong or _audited(hurt) - known, f"audit: {sorted(wrong)[:3]}"


def _faults(data: bytes) -> set[str] | None:
    """Return what is wrong by a quick look; None when the document is too far gone to be looked at."""
    try:
        return {re.sub(r"\d+", "#", fault) for fault in unsound(data)}
    except (ProblemError, LookupError, AttributeError):
        return None


@lru_cache(maxsize=8)  # the few bases come again and again
def _audited(data: bytes) -> set[str]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        return {
            re.sub(r"\d+", "#", f"{e.id} {e.description}")
            for e in OpenXmlValidator().validate(file.name).errors
        }


def _pulled(world: World, name: str, number: int, hurt: bytes) -> str:
    path = world.home / str(number) / "data" / f"{name}.yaml"
    file = datafile.read(path.read_bytes(), str(path))
    try:
        package = Package.read(hurt, "hurt.docx")
    except ProblemError:
        return " refused"
    pulled = pull([package], file, world.model)
    new = datafile.read(file.encode(pulled.text), str(path))
    theirs = set()
    for taken in pulled.taken:
        trail, missing = file.root.walk(taken.path.split("."))
        start, end = (file._lines.place(at).line for at in (trail[-1].key, trail[-1].end))
        theirs |= set() if missing else set(range(start - 1, end))
    old_lines, new_lines = file.text.splitlines(keepends=True), iter(new.text.splitlines(keepends=True))
    kept = [line for n, line in enumerate(old_lines) if n not in theirs]
    if not all(line in new_lines for line in kept):
        raise AssertionError(
            "another line moved: "
            + "".join(difflib.unified_diff(old_lines, new.text.splitlines(keepends=True), n=0))[:600]
        )
    return f" pulled {min(len(pulled.taken), 1)}"


def main() -> bool:
    """Run the rounds; say which failed."""
    rounds, first = (int(a) for a in [*sys.argv[1:], *("200", "0")[len(sys.argv) - 1 :]])
    failed, seen = Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for seed in range(first, first + rounds):
            try:
                seen[one_round(seed, world)] += 1
            except Exception as error:
                if rounds == 1:
                    raise
                failed[f"{type(error).__name__}: {str(error)[:60]}"] += 1
                print(
                    f"seed {seed}: {type(error).__name__}: {str(error)[:300]} {error.__notes__}", flush=True
                )
    print(f"{rounds} rounds, {sum(failed.values())} failed", dict(failed.most_common(20)), dict(seen))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
