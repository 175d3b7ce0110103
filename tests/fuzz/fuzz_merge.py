"""Random merges of three sides: `python tests/fuzz/fuzz_merge.py [rounds] [first seed]`.

Each round makes a document, changes the data and the form, lets a person edit, and checks what must always
hold: nothing typed is lost, accept gives the data's text and reject the person's, the file is sound, and what both
have changed is a conflict or equal. For that last law, and for what a person's file says, the judges do not ask the
program (tests/judges.py).
10,000 rounds take about 20 minutes on one core; run several side by side with other first seeds. A round that
fails is told by its seed: `fuzz_merge.py 1 4711` runs it alone.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent, HERE.parent.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from hands import Hand
from judges import heard, silent, unheard, unspoken
from made_documents import changed, random_case, render, rewritten
from three_sides import NAMES, noticed, says, settled, unsound
from wml import fields

from generator.word.opc.names import qn
from generator.word.opc.package import Package
from generator.word.reconcile import reconcile
from generator.word.text.content_control import control_text, showing_placeholder

_HAND, _NEW = re.compile(r"hand\d+x"), re.compile(r"ny\d+x")


def everything(data, pattern):
    """Return the words of a kind anywhere in the document: text, deleted text, notes, comments, bookmarks, links."""
    package = Package.read(data, "")
    found = set()
    for name, content in package.parts.items():
        if name.endswith((".xml", ".rels")):
            text = re.sub(r"<(?!w:bookmark|w:hyperlink|Relationship)[^>]*>", "", content.decode())
            found |= set(pattern.findall(text))
    return found


def pictures(data):
    package = Package.read(data, "")
    related = package.relationships(package.main)
    root = package.tree(package.main)
    return {
        package.parts[related[v].target] for e in root.iter() for k, v in e.items() if k.endswith("}embed")
    }


def one_round(seed):
    """Run one round; return the case's documents and the result, for the sample that is validated."""
    rng = random.Random(seed)
    case = random_case(rng)
    new = changed(rng, case)
    met = rewritten(rng, new) if rng.random() < 0.4 else 0
    base, fresh = render(case), render(new)
    _laws(base, fresh)
    tracked = rng.random() < 0.3
    hand = Hand(rng, base, tracked=tracked)
    mine = hand.work(rng.randint(1, 8))
    if met and hand.rewrite(f"{met:08X}"):  # what the data has rewritten, too
        mine = hand.saved()
    tagless = rng.random() < 0.15
    if tagless:
        mine = without_tags(mine)
    assert reconcile(base, mine, base, names=NAMES).document == mine, "nothing new, and yet another file"
    plain = reconcile(base, mine, fresh, names=NAMES)
    shown = reconcile(base, mine, fresh, names=NAMES, track=True)
    for result in (plain, shown):
        _nothing_lost(mine, fresh, result)
        assert not (gone := unheard(mine, result)), f"mammoth does not read: {gone}"
        wrong = set(unsound(result.document)) - (set(unsound(mine)) if result.document == mine else set())
        assert not wrong, wrong
        again = reconcile(fresh, result.document, fresh, names=NAMES)
        assert again.document == result.document
        assert not again.conflicts
    silently = [*silent(base, mine, fresh, plain), *(() if tracked else unspoken(base, mine, fresh, plain))]
    assert not silently, f"changed by both, and no conflict: {silently[0]}"
    if not tracked:
        _values(fresh, plain)
    if not tagless and "Anna" not in Package.read(mine, "").parts["word/document.xml"].decode():
        rejected, accepted = (says(settled(shown.document, accept=accept)) for accept in (False, True))
        if shown.conflicts:  # an item that is moved and in conflict goes without marks
            assert set(_HAND.findall(" ".join(rejected))) == set(_HAND.findall(" ".join(says(mine))))
        else:
            assert rejected == says(mine), "reject is not mine"
        assert accepted == says(settled(plain.document, accept=True)), "accept differs"
    return plain.document, shown.document


def _laws(base, fresh):
    for track in (False, True):
        made = reconcile(base, noticed(base), fresh, names=NAMES, track=track)
        assert says(made.document) == says(fresh), "an untouched file is not the fresh one"
        assert not made.conflicts
        assert track or heard(made.document).split() == heard(fresh).split(), "mammoth reads another text"
        found = [
            [(f.path, f.text) for f in fields(Package.read(d, "").tree("word/document.xml"))]
            for d in (made.document, fresh)
        ]
        assert track or found[0] == found[1], "other fields than the fresh one"
        if track:
            assert says(settled(made.document, accept=False)) == says(base), "reject is not the base"


def _nothing_lost(mine, fresh, result):
    lost = everything(mine, _HAND) - everything(result.document, _HAND)
    assert not lost, f"lost: {lost}"
    assert pictures(mine) <= pictures(result.document), "a picture is lost"
    if not any(note.code == "removed-by-hand" for note in result.notes):
        missing = everything(fresh, _NEW) - everything(result.document, _NEW)
        waiting = {word for each in result.pending for word in _NEW.findall(str(each))}
        assert not missing - waiting, f"not brought in: {missing}"
    anna = [Package.read(d, "").parts["word/document.xml"].count(b'"Anna"') for d in (mine, result.document)]
    assert anna[0] <= anna[1], "somebody's tracked change is lost"


def _values(fresh, result):
    """Every field of the result has a path of fresh, and fresh's value unless a hand has changed it."""
    known = {}
    for field in fields(Package.read(fresh, "").tree("word/document.xml")):
        known.setdefault(field.path, set()).add(_own_text(field))
    waiting = {each.path for each in result.pending} | {note.path for note in result.notes}
    for field in fields(Package.read(result.document, "").tree("word/document.xml")):
        assert field.path in known, f"no such path: {field.path}"
        edited = field.path in waiting or (field.text and _HAND.search(field.text)) or not field.text
        assert _own_text(field) in known[field.path] or edited, (
            f"{field.path}: {field.text!r} is not {known[field.path]}"
        )


def _own_text(field):
    """Return a field's lines that say something, without the prompts that a hand has copied into it."""
    text = field.text or ""
    for control in list(field.control.iter(qn("w:sdt")))[1:]:
        text = text.replace(control_text(control), "") if showing_placeholder(control) else text
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def without_tags(data):
    """Return the document as LibreOffice 7.4 saves it: no tags, other ids."""
    package = Package.read(data, "")
    for part in package.stories():
        tree = package.tree(part)
        for tag in list(tree.iter(qn("w:tag"))):
            tag.getparent().remove(tag)
        package.put(part, tree)
    return package.to_bytes()


def main():
    rounds, first = (int(a) for a in [*sys.argv[1:], *("200", "0")[len(sys.argv) - 1 :]])
    failed = Counter()
    for seed in range(first, first + rounds):
        try:
            one_round(seed)
        except Exception as error:
            if rounds == 1:
                raise
            failed[f"{type(error).__name__}: {str(error)[:60]}"] += 1
            print(f"seed {seed}: {type(error).__name__}: {str(error)[:300]}")
    print(f"{rounds} rounds, {sum(failed.values())} failed", dict(failed.most_common(12)))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
