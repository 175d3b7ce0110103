"""The Problems of final documents that cannot be made, or are no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.excerpts import excerpts
from generator.language import _
from generator.problems import Place, Problem
from generator.run.job import LEFT_OVER

if TYPE_CHECKING:
    from generator.word.fields.edits import Waiting
    from generator.word.fields.locate import Title


def left_over(path: Path) -> Problem:
    """Say that a document is not made any more."""
    message = _(
        "The project does not make this document any more: the file is as it was left, and nothing new comes "
        "into it. Move it elsewhere, or name its document under documents in the data file."
    )
    return Problem("hint", LEFT_OVER, message, str(path))


def renamed(path: Path, now: str) -> Problem:
    """Say that a final is made under another name now."""
    message = _(
        "The final document is called {name} now; this file is as it was left, and nothing new comes into "
        "it. Move it elsewhere."
    )
    return Problem("hint", LEFT_OVER, message.format(name=now), str(path))


def unpulled(path: Path, waiting: Waiting, title: Title) -> list[Problem]:
    """Say of each field that it was edited in Word and not in the data, or copied there; so of items."""
    from generator.word.fields.copies import copies, unframed

    edited = _("The field was changed in Word and not in the data. Take it back with: ansokan pull {file}")
    found = [
        Problem("error", "not-pulled", edited.format(file=path), str(path), path=field)
        for field in dict.fromkeys(field.path for field in waiting.fields if not field.copied)
    ]
    found += _items(path, waiting)
    found += copies(str(path), waiting.fields, waiting.copies, waiting.typed)
    return [*found, *unframed(str(path), waiting.unframed, title)]


def _items(path: Path, waiting: Waiting) -> Iterator[Problem]:
    messages = (
        (waiting.added, _("“{text}” was added in Word. Take it into the data with: ansokan pull {file}")),
        (
            waiting.gone,
            _(
                "“{text}” was deleted in Word, and is in the data still. Take it out of the data with: "
                "ansokan pull --removed {file}"
            ),
        ),
        (waiting.moved, _("The order was changed in Word: {text}. Take it over with: ansokan pull {file}")),
    )
    for items, message in messages:
        for item in items:
            text = excerpts(item.text)[0]
            words = Place(words=_("“{text}”").format(text=text))
            yield Problem(
                "error", "not-pulled", message.format(text=text, file=path), str(path), words, item.path
            )


def conflicts(path: Path, notes: Iterable[Problem]) -> list[Problem]:
    """Say of each conflict of the merge that draft and final were changed in the same place."""
    message = _(
        "The draft says something of its own where the final gets another text. Generate without --final: "
        "what has changed in the data is then shown in the draft; resolve it there. If nothing is shown, "
        "move what was written in this place into a paragraph of its own."
    )
    return [
        Problem("error", "final-conflict", message, str(path), note.place, note.path)
        for note in notes
        if note.code == "conflict"
    ]


def no_base(path: Path) -> Problem:
    """Say that nobody knows what the draft was generated as."""
    message = _(
        "The draft is no file that was generated here, so what is written in it could be left out of the "
        "final document. Move it elsewhere, or generate with --replace and without --final: it is then kept "
        "beside the new draft."
    )
    return Problem("error", "not-ours", message, str(path))


def edited(draft: Path, final: Path) -> Problem:
    """Say that somebody has edited the final."""
    message = _(
        "The final document has been edited since it was made, and is left as it is. Make the change in the "
        "draft instead ({draft}), and generate with --final --replace: the edited file is then kept beside "
        "the new one."
    )
    return Problem("error", "final-edited", message.format(draft=draft), str(final))


def none_made(refused: Sequence[Path]) -> Problem:
    """Say that no final was made, and which document stopped it."""
    message = _("No final document was made, because of {documents}. Fix that, and generate again.")
    names = ", ".join(path.name for path in refused)
    return Problem("error", "not-final", message.format(documents=names), str(refused[0].parent))


def some_made(written: Sequence[Path], left: Sequence[Path]) -> Problem:
    """Say which finals were written before one could not be."""
    message = _(
        "Of the final documents these are of today: {written}. These could not be written, and are as they "
        "were: {left}. Fix that, and generate again, before any is sent."
    )
    names = [", ".join(path.name for path in paths) for paths in (written, left)]
    text = message.format(written=names[0] or _("none"), left=names[1])
    return Problem("error", "not-final", text, str(left[0].parent))
