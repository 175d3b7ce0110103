"""A copy that does not say what it is a copy of: Google Docs and Word's Document Inspector drop that.

It is one of the document, and of the generation, with which it has most paragraphs in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.run.word_file import WordFile
from generator.system.generations import Generations
from generator.system.output_folders import BASES
from generator.word.fields import provenance
from generator.word.opc.names import P
from generator.word.opc.package import Package
from generator.word.text.runs import text_of

_ENOUGH = 0.5
"""So much of the copy's paragraphs has to be the document's."""


def signed(copy: WordFile, folder: Path) -> WordFile | None:
    """Return the copy with the provenance of what it is most like among the documents made in a folder."""
    texts = _texts(copy.package)
    shared = [(sum((texts & _texts(each.package)).values()), each) for each in _generations(folder)]
    most, likely = max(shared, key=lambda found: found[0], default=(0, None))
    if likely is None or likely.provenance is None or most < _ENOUGH * texts.total():
        return None
    package = copy.copy()
    provenance.replace(package, likely.provenance)
    return WordFile.of(package)


def _generations(folder: Path) -> Iterator[WordFile]:
    """Yield the documents as they were generated, the last first, those that can be read."""
    kept = Generations(folder)
    for place in sorted((folder / BASES).glob("*.docx")):
        if (last := WordFile.read_if_there(place)) is not None and last.provenance:
            yield last
    for key in reversed(kept.known()):
        earlier = WordFile(kept.recall(key) or b"", key.document)
        if earlier.provenance:
            yield earlier


def _texts(package: Package) -> Counter[str]:
    texts = (text_of(paragraph).strip() for paragraph in package.tree(package.main).iter(P))
    return Counter(filter(None, texts))
