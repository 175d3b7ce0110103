"""Two loops over the same rows, begun side by side in different cells."""

from __future__ import annotations

from jinja2 import nodes

from generator.language import _
from generator.sandbox import environment
from generator.template.finding.marks import Mark, TaggedStory
from generator.template.governing.in_text import Moves
from generator.template.governing.nesting import Pair, error_alone, plain_jinja
from generator.word.opc.names import TC, TR


def refuse_side_by_side(story: TaggedStory, pairs: list[Pair], moves: Moves) -> None:
    """Note an error at a loop over rows beside another, unless it goes over something of that one's item."""
    begun: dict[object, Mark] = {}
    for pair in pairs:
        mark = pair.opening
        if mark.word != "for" or mark not in moves or moves[mark][0].tag != TR:
            continue
        other = begun.setdefault(moves[mark][0], mark)
        cells = [next(each.node.iterancestors(TC), None) for each in (other, mark)]
        if cells[0] is cells[1] or error_alone(other) or error_alone(mark) or _goes_on_in(mark, other):
            continue
        message = _(
            "The loops {one} and {other} stand side by side and would repeat the same rows, every item of "
            "one with every item of the other. Give each its own table, or let one list hold both values "
            "of a row."
        )
        story.wrong("template-side-by-side", message.format(one=other.typed, other=mark.typed), mark)


def _goes_on_in(inner: Mark, outer: Mark) -> bool:
    """Say whether a loop goes over something of the item of another."""
    loops = [environment().parse(f"{plain_jinja(mark)}{{% endfor %}}").body[0] for mark in (outer, inner)]
    items, goes_over = (loop for loop in loops if isinstance(loop, nodes.For))
    own = {name.name for name in nodes.Tuple([items.target], "store").find_all(nodes.Name)}
    over = nodes.Tuple([goes_over.iter], "load").find_all(nodes.Name)
    return any(name.name in own for name in over)
