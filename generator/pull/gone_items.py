"""Items that people have deleted in Word or put in another order: what is taken, and what is only said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.excerpts import excerpts
from generator.language import _
from generator.problems import Place, Problem
from generator.pull.decide import Taken
from generator.pull.edited_document import Edit, ItemEdits
from generator.pull.list_changes import ListPlace
from generator.pull.list_items import place_now, stands_in
from generator.pull.schema_values import Values
from generator.word.fields.item_texts import GoneItem, MovedItems


def decide_gone(
    documents: Sequence[ItemEdits],
    edits: Iterable[Edit],
    values: Values,
    problems: list[Problem],
    *,
    removed: bool,
) -> list[Taken]:
    """Return the items to take out of the data, each once; without `removed` they are named."""
    edited = {edit.base.path: edit for edit in edits}
    found: dict[str, list[tuple[str, GoneItem]]] = {}
    for document in documents:
        for item in document.gone:
            path = place_now(item.path, document.shown, values)
            stands = 0 if path is None else stands_in(item.fields, path, values)
            if path is None or stands * 2 <= len(item.fields):
                continue  # the data has it no more
            other = next((edit for at, edit in edited.items() if at.startswith(f"{item.path}.")), None)
            if other is not None or stands < len(item.fields):
                problems.append(_changed(document.document, item, other, values))
            elif not removed:
                problems.append(_named(document.document, item, values))
            else:
                found.setdefault(path, []).append((document.document, item))
    return [_taken(path, sources, values) for path, sources in found.items()]


def _taken(path: str, sources: Sequence[tuple[str, GoneItem]], values: Values) -> Taken:
    list_path, _dot, index = path.rpartition(".")
    documents = ", ".join(name for name, _item in sources)
    made = Taken(path, values.title(list_path), sources[0][1].text, None, documents, how="removed")
    noted = tuple((name, item.path) for name, item in sources)
    return replace(made, place=ListPlace(list_path, int(index)), noted=noted)


def decide_moved(documents: Sequence[ItemEdits], values: Values, problems: list[Problem]) -> list[Taken]:
    """Return the lists to put in the order that they have in Word, each once."""
    found: dict[str, Taken | None] = {}
    for document in documents:
        for moved in document.moved:
            order, before = (
                [place_now(item.path, document.shown, values) for item in items]
                for items in (moved.items, sorted(moved.items, key=lambda item: _index(item.path)))
            )
            if order == sorted(order, key=_index):
                continue  # the data has that order
            new = _in_order(moved, order, document.document, values)
            other = found.setdefault(new.path, new)
            if before != sorted(before, key=_index) or other is None or other.place != new.place:
                problems.append(_moved_twice(new, values))
                found[new.path] = None
    return [each for each in found.values() if each is not None]


def _in_order(moved: MovedItems, order: Sequence[str | None], document: str, values: Values) -> Taken:
    known = [each for each in order if each is not None]
    list_path = known[0].rpartition(".")[0]
    place = ListPlace(list_path, order=tuple(map(_index, known)))
    text = excerpts(moved.text)[0]
    return Taken(list_path, values.title(list_path), None, text, document, how="moved", place=place)


def _index(path: str | None) -> int:
    return int((path or "").rpartition(".")[2] or -1)


def _named(document: str, item: GoneItem, values: Values) -> Problem:
    message = _(
        "“{text}” in the list “{title}” was deleted in {document}, and is in the data file still. Take it "
        "out there too with: ansokan pull --removed {document}. To keep it, undo the deletion in Word."
    )
    text, title = excerpts(item.text)[0], _title(item, values)
    said = message.format(text=text, title=title, document=document)
    return Problem("error", "pull-deleted", said, document, Place(words=title), item.path)


def _changed(document: str, item: GoneItem, other: Edit | None, values: Values) -> Problem:
    message = _(
        "“{text}” in the list “{title}” was deleted in {document}, and has been changed in {other}. Nothing "
        "was removed. Undo the deletion in Word, or take it out of the data file by hand."
    )
    text, title = excerpts(item.text)[0], _title(item, values)
    where = other.document if other else values.file.name
    said = message.format(text=text, title=title, document=document, other=where)
    return Problem("error", "pull-conflict", said, document, Place(words=title), item.path)


def _title(item: GoneItem, values: Values) -> str:
    return values.title(item.path.rpartition(".")[0])


def _moved_twice(moved: Taken, values: Values) -> Problem:
    message = _(
        "The list “{title}” was put in another order in {document} ({text}), and has another order elsewhere "
        "too. Put it in the right order in the data file, and generate again."
    )
    said = message.format(title=moved.title, text=moved.new, document=moved.document)
    place = values.file.place(moved.path)
    return Problem("error", "pull-conflict", said, values.file.name, place, moved.path)
