"""What is said of fields and rows of which it is not sure what they are: nothing is taken from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.excerpts import excerpts
from generator.language import _
from generator.problems import Place, Problem
from generator.word.fields.field_text import FieldText
from generator.word.fields.item_texts import CopyText
from generator.word.fields.locate import Title


def copies(
    document: str, fields: Iterable[FieldText], same: Iterable[CopyText], typed: Iterable[CopyText]
) -> Iterator[Problem]:
    """Say which fields stand more than once with other texts, an item of a list in one sentence.

    `same`: copies that nobody has written over; `typed`: rows of which it is not known what their cells are.
    """
    yield from (_same(document, each) for each in same)
    yield from (_typed(document, each) for each in typed)
    by_item: dict[str, list[FieldText]] = {}
    for each in fields:
        if each.copied:
            by_item.setdefault(_item(each.path), []).append(each)
    for item, found in by_item.items():
        pairs = (excerpts(each.shown.text or "", each.text or "") for each in found)
        shown = _("“{before}” – “{now}”")
        texts = dict.fromkeys(shown.format(before=before, now=now) for before, now in pairs)
        message = _(
            "A field has been copied in Word, and stands there with more than one text: {texts}. Nothing is "
            "taken from it. If it is something new, write it in the data file, take the copy away in Word, "
            "and generate again."
        ).format(texts="; ".join(texts))
        place = Place(words=_("“{text}”").format(text=excerpts(found[0].text or "")[0]))
        yield Problem("error", "pull-copied", message, document, place, item)


def unframed(document: str, fields: Iterable[FieldText], title: Title) -> Iterator[Problem]:
    """Say which fields have lost their control in Word, and say something else than they did."""
    message = _(
        "“{title}” is no field any more in Word, and says “{now}” where it said “{before}”. Nothing is taken "
        "from it. Write the right text in the data file, and the same in Word; or undo the change there."
    )
    for each in fields:
        before, now = excerpts(each.shown.text or "", each.text or "")
        name = title(each.path)
        said = message.format(title=name, before=before, now=now)
        yield Problem("error", "pull-unframed", said, document, Place(words=name), each.path)


def _same(document: str, copy: CopyText) -> Problem:
    if not copy.text:
        return _empty(document, copy)
    message = _(
        "“{text}” has been copied in Word, and the copy says the same. Write in it what is new, or take it "
        "away there."
    )
    text = excerpts(copy.text)[0]
    place = Place(words=_("“{text}”").format(text=text))
    return Problem("error", "pull-copied", message.format(text=text), document, place, copy.path)


def _empty(document: str, row: CopyText) -> Problem:
    message = _(
        "A row was added in Word, and nothing is written in it. Write in it what is new, or take it away "
        "there."
    )
    return Problem("error", "pull-copied", message, document, Place(words=_("an empty row")), row.path)


def _typed(document: str, row: CopyText) -> Problem:
    message = _(
        "A row was typed in a table of the data, and it is not sure which field each cell is: “{text}”. Copy "
        "a row of the table in Word instead, write over the copy, and delete this one; or write it in the "
        "data file."
    )
    text = excerpts(row.text)[0]
    place = Place(words=_("“{text}”").format(text=text))
    return Problem("error", "pull-typed-row", message.format(text=text), document, place, row.path)


def _item(path: str) -> str:
    """Return the item of a list that a path goes through, the innermost; the path itself if none."""
    names = path.split(".")
    last = max((n for n, name in enumerate(names) if name.isdigit()), default=len(names) - 1)
    return ".".join(names[: last + 1])
