"""Fields that say the same as the data in other words: "350 tkr" where the document writes 350 000 kronor."""

from __future__ import annotations

from generator.fields import FieldValue
from generator.grant.readback import read_back
from generator.word import provenance
from generator.word.controls import Field, fields
from generator.word.names import SDT_CONTENT, P, T
from generator.word.package import Package
from generator.word.runs import runs_of


def in_the_same_words(mine: bytes, fresh: bytes, name: str) -> bytes:
    """Return mine with each field whose value is fresh's written as fresh writes it."""
    carried = provenance.of(fresh, name)
    written = {each.path: each for each in carried.shown if each.text} if carried else {}
    package = Package.read(mine, name)
    changed = False
    for part in package.stories():
        root = package.tree(part)
        here = [field for field in fields(root) if _differs(field, written.get(field.path))]
        for field in here:
            _say(field, written[field.path].text or "")
        if here:
            package.put(part, root)
            changed = True
    return package.to_bytes() if changed else mine


def _differs(field: Field, shown: FieldValue | None) -> bool:
    """Say whether the field's value is the one shown, in other words."""
    if shown is None or shown.text is None or field.text is None or field.text == shown.text:
        return False
    if shown.kind in {"text", "markdown", "choice", "list"} or next(field.control.iter(P), None) is not None:
        return False
    try:
        return read_back(shown.kind, field.text) == read_back(shown.kind, shown.text)
    except ValueError:
        return False


def _say(field: Field, text: str) -> None:
    content = field.control.find(SDT_CONTENT)
    runs = list(runs_of(content)) if content is not None else []
    texts = [each for run in runs for each in run.iter(T)]
    for number, each in enumerate(texts):
        each.text = "" if number else text
