"""What people changed inside the fields of generated documents goes back to the data file.

Three sides for each field: what it showed when it was generated (the document carries that), what it
says now, and what the data file says now. Nobody's text is lost: a field that was changed in two ways
is a conflict, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from generator.fields import PulledItem, PulledItems
from generator.grant.schema import Data
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError, by_weight
from generator.pull.data_files import (
    base_of,
    data_file_of,
    follow_renamed,
    refuse_other_kinds,
    restore_origin,
)
from generator.pull.decide import Taken, decide
from generator.pull.edited_document import Edit, ItemEdits, origin, read_document
from generator.pull.gone_items import decide_gone, decide_moved
from generator.pull.new_items import decide_added
from generator.pull.references import with_references
from generator.pull.schema_values import Values
from generator.pull.write_data import Pulled, write_all
from generator.system.pulled_texts import Earlier, Texts
from generator.word.opc.package import Package

__all__ = [
    "Pulled",
    "Taken",
    "base_of",
    "data_file_of",
    "everything",
    "follow_renamed",
    "origin",
    "pull",
    "refuse_other_kinds",
    "restore_origin",
]


def everything(_change: Taken) -> bool:
    """Choose whatever can be taken."""
    return True


def pull(  # noqa: PLR0913 -- the door to the room; all but three are told by name
    documents: Sequence[Package],
    file: DataFile,
    model: type[Data],
    earlier: Mapping[str, Earlier] = MappingProxyType({}),
    bases: Mapping[str, Package | None] = MappingProxyType({}),
    *,
    removed: bool = False,
    chosen: Callable[[Taken], bool] = everything,
) -> Pulled:
    """Return the text of the data file with what was changed in the fields of the documents.

    By its name, `earlier`: what was pulled from a document before; `bases`: it as it was generated. A change
    that is in conflict, cannot be read or does not fit the schema is left out and said in a Problem; the
    others are taken. `removed`: items that were deleted in a document are taken out of the data.
    What is not `chosen` is left as it is: it waits in its document.
    """
    values, problems = Values(file, model), list[Problem]()
    edits, items = list[Edit](), list[ItemEdits]()
    texts: dict[str, Texts] = {}
    looked = 0
    for package in documents:
        name = package.name
        try:
            read = read_document(package, values, earlier.get(name, Earlier()), bases.get(name))
        except ProblemError as error:
            problems += [*error.problems, *_advice(name, error)]
            continue
        edits += read.edits
        items.append(read.items)
        texts[name] = read.texts
        problems += read.problems
        looked += read.looked
    decided = decide(edits, values, problems)
    waiting = {each.path for each in decided if not chosen(each)}
    changes = [
        *_named([each for each in decided if chosen(each)], waiting, values),
        *decide_added(items, values, problems),
        *decide_gone(items, edits, values, problems, removed=removed),
        *decide_moved(items, values, problems),
    ]
    text, taken = write_all(filter(chosen, changes), file, model, problems)
    noted = {each.document: _noted(each, earlier.get(each.document, Earlier()), taken) for each in items}
    return Pulled(text, taken, tuple(by_weight(problems)), looked, _texts_of(taken, texts), noted)


def _named(changes: Sequence[Taken], waiting: Container[str], values: Values) -> list[Taken]:
    """Return the changes, each new name with the places that follow it; not those whose own edit waits."""
    return [
        replace(each, references=tuple(path for path in each.references if path not in waiting))
        for each in with_references(changes, values)
    ]


def _texts_of(taken: Sequence[Taken], texts: Mapping[str, Texts]) -> dict[str, Texts]:
    """Return what the fields that were taken say, by document."""
    now = {each.path for each in taken if each.how == "edited"}
    return {name: {path: found[path] for path in found if path in now} for name, found in texts.items()}


def _noted(document: ItemEdits, earlier: Earlier, taken: Sequence[Taken]) -> PulledItems:
    """Return what is noted beside a document of the items that were taken from it, now and earlier.

    Those that were added are in the document's order, so that the next run sees none of them moved.
    """
    found = [item for each in taken for name, item in each.noted if name == document.document]
    order = [item.noted for item in document.known]
    added = [*earlier.items.added, *(item for item in found if isinstance(item, PulledItem))]
    added.sort(key=lambda item: order.index(item) if item in order else len(order))
    gone = (path for path in found if isinstance(path, str))
    return PulledItems(tuple(added), (*earlier.items.gone, *gone))


def _advice(name: str, error: ProblemError) -> list[Problem]:
    """Say how a damaged document may have come about."""
    if all(problem.code != "docx-broken-xml" for problem in error.problems):
        return []
    message = _(
        "LibreOffice 7 damages a document when changes are recorded while a field is edited. Take the "
        "document from before, turn off the recording of changes, and edit it again."
    )
    return [Problem("hint", "pull-damaged", message, name)]
