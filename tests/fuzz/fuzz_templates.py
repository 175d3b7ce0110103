"""Random mutations of templates: `python tests/fuzz/fuzz_templates.py [rounds] [first seed] [folder]`.

Each round changes a layout of ours, or a .docx of `folder`, and makes a document of it: a Problem or a sound
document, never a traceback, at most 5 seconds and 300 MB. The files of `folder` are also tried as they are. What
fails is kept in the temporary folder `ansokan-fuzz` and told by its seed: `fuzz_templates.py 1 4711` runs it
alone. 5,000 rounds take about 40 minutes on one core.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
for folder in (HERE, HERE.parent, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from hostile_templates import hostile

from generator import language
from generator.grant.forms.loading import load_all
from generator.grant.project import FilledDocument, open_dossier
from generator.problems import ProblemError
from generator.render import render
from generator.run.generate import rendered
from generator.system import cache
from generator.template import compile_template
from generator.word.opc.package import Package

SECONDS, MEGABYTES = 5, 300
KEPT = Path(tempfile.gettempdir()) / "ansokan-fuzz"


def documents():
    """Return the documents of our two examples, each a layout with its values."""
    forms = load_all(ROOT / "templates")
    paths = sorted((ROOT / "data").glob("*.yaml"))
    return [document for path in paths for document in open_dossier(path, forms, draft=True).documents]


def made(template, document, folder):
    """Return the document that a template gives with the values of one of ours, or the codes of its Problems."""
    (folder / "layout.docx").write_bytes(template)
    form = replace(document.filled.form, folder=folder)
    try:
        with patch.object(cache, "kept", lambda _kind, _sources, make: make()):
            drawn = rendered(FilledDocument(replace(document.filled, form=form), document.context), "x.yaml")
            return drawn.data, []
    except ProblemError as error:
        for problem in error.problems:
            assert problem.message.strip(), problem
            str(problem).encode()
        return b"", sorted({problem.code for problem in error.problems})


def filled(template, _document, _folder):
    """Return the document that a stranger's template gives with no values, or the codes of its Problems."""
    try:
        return render(compile_template(template, "mall.docx"), {}, controls=False, placeholders=False), []
    except ProblemError as error:
        return b"", sorted({problem.code for problem in error.problems})


def faults(data, folder):
    """Return what a validator of Open XML finds, each kind once."""
    from openxml_audit import OpenXmlValidator

    path = folder / "audited.docx"
    path.write_bytes(data)
    return {error.description for error in OpenXmlValidator().validate(str(path)).errors}


def wrong_with(document, template, folder):
    """Return what is wrong with the document and was not wrong with the template."""
    package = Package.read(document, "x")
    for part in package.parts:
        if part.endswith((".xml", ".rels")) and package.parts[part] != Package.read(template, "x").parts.get(
            part
        ):
            package.tree(part)
    found = faults(document, folder)
    return sorted(found - faults(template, folder)) if found else []


def one_round(seed, known, strangers=()):
    """Return the mutated template of a round, what makes a document of it, and whether it must be sound."""
    chance = random.Random(seed)
    if strangers and chance.random() < 0.3:
        template, sound = hostile(chance, chance.choice(strangers))
        return template, partial(filled, template, None), sound
    document = chance.choice(known)
    template, sound = hostile(chance, document.form.layout.read_bytes())
    return template, partial(made, template, document), sound


def watched_round(name, template, make, *, sound):
    """Make a document in a child; return what kind of end it had, why, and what came of it."""
    from watched import watched

    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        seen = watched(lambda: make(Path(folder)), seconds=SECONDS)
        kind, why = "problem", ""
        if seen.fault:
            kind, why = "traceback", seen.fault
        elif seen.seconds > SECONDS:
            kind, why = "slow", f"{seen.seconds:.1f} s"
        elif seen.megabytes > MEGABYTES:
            kind, why = "heavy", f"{seen.megabytes:.0f} MB"
        elif document := seen.value[0]:
            checked = watched(lambda: wrong_with(document, template, Path(folder)), seconds=60)
            # an element moved at random may break what no validator says of the template
            kind, why = "document", checked.fault or (", ".join(checked.value) if sound else "")
            kind = "invalid" if why else kind
    if why:
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{kind}-{name}.docx").write_bytes(template)
        print(f"{name}: {kind}: {why.strip()[-1500:]}", flush=True)
    return kind, seen


def main():
    arguments = [*sys.argv[1:], *("200", "0")[len(sys.argv) - 1 :]]
    from watched import freeze

    language.use("en")
    known = documents()
    for document in known:
        rendered(document, "x.yaml")
    folder = Path(arguments[2]) if len(arguments) > 2 else None
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))} if folder else {}
    freeze()
    kinds, codes, most = Counter(), Counter(), [0.0, 0.0]
    as_they_are = ((name, data, partial(filled, data, None), True) for name, data in files.items())
    rounds = ((str(seed), *one_round(seed, known, list(files.values()))) for seed in _seeds(arguments))
    for each in (as_they_are, rounds):
        for name, template, make, sound in each:
            kind, seen = watched_round(name, template, make, sound=sound)
            kinds[kind] += 1
            if sum(kinds.values()) % 500 == 0:
                print(f"{sum(kinds.values())} so far: {dict(kinds)}", flush=True)
            codes.update(seen.value[1] if seen.value else ())
            most = [max(most[0], seen.seconds), max(most[1], seen.megabytes)]
    print(f"{sum(kinds.values())} templates: {dict(kinds)}; at most {most[0]:.2f} s and {most[1]:.0f} MB")
    print(dict(codes.most_common()))
    return int(bool(set(kinds) - {"problem", "document"}))


def _seeds(arguments):
    return range(int(arguments[1]), int(arguments[1]) + int(arguments[0]))


if __name__ == "__main__":
    sys.exit(main())
