"""The text of a new data file that begins from an earlier one, cut out of that one's text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from generator import language
from generator.grant.carrying.lost import Lost, comment_on, lost_in, told
from generator.grant.carrying.marks import written
from generator.grant.carrying.plan import Plan, texts_in
from generator.grant.carrying.years import years_named
from generator.grant.schema import Data
from generator.grant.schema.readable import read_what_can_be
from generator.grant.yaml import document
from generator.grant.yaml.cutting import remaining, without, written_out
from generator.grant.yaml.edit import reads_as
from generator.grant.yaml.scalars import newline_of
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.unseen import visible


class NewFile(NamedTuple):
    """A new data file: its bytes, how many values are taken, and what a person should know of the others."""

    data: bytes
    taken: int
    problems: tuple[Problem, ...]


def new_file(content: bytes, name: str, model: type[Data], years: int | None = None) -> NewFile:
    """Return the data file that begins from the earlier one `content`, whose path is `name`.

    `years`: by how many its days and years are moved; without, they are left out. Raises ProblemError when
    nothing of it can be read, or taken.
    """
    read = read_what_can_be(content, name, model)
    plan = Plan(read.file.root, read.data, years)
    if plan.is_empty:
        message = _("There is nothing in {file} that a new project can begin with. Choose another file.")
        raise ProblemError(*read.slips, Problem("error", "nothing-carried", message.format(file=name), name))
    kept = without(read.file, plan.gone, plan.put)
    lost = lost_in(content, read, plan.lost)
    made, anew = (kept and _with_marks(kept, name, lost)) or None, []
    if made is None:
        message = _("The file cannot be cut: the new one is written from its values, without its comments.")
        anew = [Problem("warning", "carried-anew", message, name)]
        values = remaining(read.file.values, "", plan.gone, plan.put)
        made = _with_marks(written_out(values, newline_of(read.file.text)), name, lost)
        if made is None:  # what was just written out has an end
            raise AssertionError(name)
    text, taken = made
    problems = (*anew, *told(lost, read.slips, name), *years_named(taken, model, name))
    return NewFile(read.file.encode(text), len(taken), problems)


def _with_marks(kept: str, name: str, lost: Sequence[Lost]) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the text with its marks, what could not be taken as comments above them; and what is marked.

    None when there is no place for them: a file within brackets has no end to add to.
    """
    file = document.read(kept.encode(), name)
    taken = [(path, text) for path, text in texts_in(file.values, "") if text.strip()]
    source = visible(PurePath(name).name.encode(errors="replace").decode())
    newline = newline_of(kept)
    with language.swedish():
        end = newline.join([*comment_on(lost, source), *written(source, taken), ""])
    text = (kept if kept.endswith(("\n", "\r")) else kept + newline) + end
    if not reads_as(text, name, file.values | document.read(end.encode(), name).values):
        return None
    return document.read(text.encode(), name).put("carried_from", source), taken
