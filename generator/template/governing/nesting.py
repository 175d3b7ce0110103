"""Which tag ends which: for and endfor, if and endif."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError
from jinja2.parser import _statement_keywords

from generator.language import _
from generator.problems import did_you_mean
from generator.sandbox import environment
from generator.template.finding.marks import Mark, TaggedStory
from generator.template.finding.tag_finder import MARKERS
from generator.word.opc.names import BOX

ENDS = {"for": "endfor", "if": "endif", "with": "endwith"}
"""What ends each word that rules a stretch."""
MIDDLES = {"else": ("for", "if"), "elif": ("if",)}
CELL_WORDS = ("colspan", "cellbg", "vm", "hm")
"""docxtpl's tags for the cell that they stand in."""
READABLE = (*ENDS, "elif", "set")
"""Words of tags that can be read by themselves."""
_KNOWN = ("for", "endfor", "if", "elif", "else", "endif", "with", "endwith", "set", *CELL_WORDS)
_REFUSED = {*_statement_keywords, "do", "trans", "endmacro", "endblock", "endcall", "endfilter", "endset"}


def plain_jinja(mark: Mark) -> str:
    """Return a tag as Jinja writes it, on one line."""
    inside = " ".join(mark.found.inside.split())
    return f"{{% {inside} %}}" if mark.word else f"{{{{ {inside} }}}}"


def error_alone(mark: Mark) -> TemplateSyntaxError | None:
    """Return what is wrong with a tag, read by itself; None when it can be read."""
    before = "{% if 1 %}" if mark.word in MIDDLES else ""
    after = f"{{% {ENDS[mark.word]} %}}" if mark.word in ENDS else "{% endif %}" if before else ""
    try:
        environment().parse(before + plain_jinja(mark) + after)
    except TemplateSyntaxError as error:
        return error
    return None


@dataclass(eq=False)
class Pair:
    """A tag that opens, what stands between its parts (else, elif), and its end."""

    opening: Mark
    middles: list[Mark] = field(default_factory=list)
    closing: Mark | None = None

    @property
    def marks(self) -> list[Mark]:
        """All its tags in order."""
        return [self.opening, *self.middles, *([self.closing] if self.closing else [])]


def pairs_of(story: TaggedStory, marks: list[Mark]) -> list[Pair]:
    """Return the pairs in the order of their openings; note what has no end or no beginning."""
    scopes: dict[object, list[Pair]] = {}
    found: list[Pair] = []
    for mark in marks:
        if mark.found.kind == "do":
            box = next(mark.node.iterancestors(BOX), None)  # a text box is a world of its own
            scope = box if mark.scope is None else mark.scope
            _add_to_pair(story, mark, scopes.setdefault(scope, []), found)
    for stack in scopes.values():
        for pair in stack:
            _no_end(story, pair)
    return [pair for pair in found if pair.closing]


def _add_to_pair(story: TaggedStory, mark: Mark, stack: list[Pair], found: list[Pair]) -> None:
    word = mark.word
    if word in ENDS:
        stack.append(Pair(mark))
        found.append(stack[-1])
    elif word in MIDDLES:
        if stack and stack[-1].opening.word in MIDDLES[word]:
            stack[-1].middles.append(mark)
        else:
            _stray(story, mark)
    elif word in ENDS.values():
        _close(story, mark, stack)
    elif word not in _KNOWN and not mark.found.fault:
        _unknown(story, mark)


def _close(story: TaggedStory, mark: Mark, stack: list[Pair]) -> None:
    """Close the nearest tag that this one ends; those left open inside it have no end."""
    open_words = [ENDS[pair.opening.word] for pair in stack]
    if mark.word not in open_words:
        _stray(story, mark)
        return
    while ENDS[stack[-1].opening.word] != mark.word:
        _no_end(story, stack.pop())
    stack.pop().closing = mark


def _no_end(story: TaggedStory, pair: Pair) -> None:
    end = ENDS[pair.opening.word]
    message = _("The tag {tag} has no end. Write {end} after what it governs, in the same text or table.")
    story.wrong("template-no-end", message.format(tag=pair.opening.typed, end=f"{{% {end} %}}"), pair.opening)


def _stray(story: TaggedStory, mark: Mark) -> None:
    message = _("The tag {tag} ends or divides nothing. Remove it, or write what it belongs to before it.")
    story.wrong("template-stray", message.format(tag=mark.typed), mark)


def _unknown(story: TaggedStory, mark: Mark) -> None:
    if mark.word in _REFUSED:
        message = _("The tag {tag} is not allowed in a template. Use “for”, “if”, “set” or “with”.")
        story.wrong("template-refused", message.format(tag=mark.typed), mark)
        return
    if (marker := mark.word.removeprefix("end")) in MARKERS:
        rest = mark.found.inside.removeprefix(mark.word).strip() or "endfor"  # or endif: who knows
        message = _("The tag {tag} is not read. Write {right}, with no blank after {begin}.")
        right, begin = f"{{%{marker} {rest} %}}", "{%"
        story.wrong("template-unknown-tag", message.format(tag=mark.typed, right=right, begin=begin), mark)
        return
    message = _('The tag {tag} begins with "{word}", which is no known word.') + did_you_mean(
        mark.word, _KNOWN
    )
    story.wrong("template-unknown-tag", message.format(tag=mark.typed, word=mark.word), mark)
