"""What people have changed in a document, and what of it the data does not have yet."""

from __future__ import annotations

from pathlib import Path

from generator.run.word_file import WordFile
from generator.system.pulled_texts import recall, recall_items
from generator.word.fields.edits import Waiting, as_pulled, shown_in, titles, waiting
from generator.word.fields.item_texts import since
from generator.word.fields.read import read_fields


def edits_in(path: Path, base: WordFile, edited: WordFile, generated: WordFile) -> tuple[list[str], Waiting]:
    """Return the paths of edited fields, and what the data, as `generated` shows it, has not yet.

    A field that was pulled counts as edited; the data may have it by now. So do those of items that were
    added, deleted or moved.
    """
    pulled = recall(path, base.generation)
    then = as_pulled(shown_in(base.package), pulled)
    read = read_fields(edited.package, then, titles(base.package), base.package)
    new, again = since(recall_items(path, base.generation).added, read.added)
    added = (field.path for item in read.added for _name, field in item.fields)
    items = [each.path for each in read.copies]
    items += [each.path for each in read.gone] + [each.path for each in read.moved]
    others = (value.path for path in items for value in then if _is_in(value.path, path))
    paths = [*dict.fromkeys([*pulled, *(each.path for each in read.edited), *added, *others])]
    left = read._replace(added=(*new, *again))
    return paths, waiting(left, shown_in(generated.package))


def _is_in(path: str, item: str) -> bool:
    return path == item or path.startswith(f"{item}.")
