"""The tags of a story while it is compiled: each is a processing instruction in the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as changed
from functools import cached_property
from typing import TypeGuard

from lxml import etree

from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.template.finding.several_paragraphs import join_broken, tags_of_each
from generator.template.finding.tag_finder import FoundTag
from generator.template.finding.where import Where
from generator.template.model import TagKind
from generator.word.opc.names import RPR, P, qn
from generator.word.text.runs import isolate, text_of

PI = etree.ProcessingInstruction
MOST_TAGS = 20_000
"""Tags of a template; Python takes some kilobytes of memory to compile each."""
_ROOM = 30  # characters shown on either side of a tag
_EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_VISIBLE = frozenset(
    [qn(f"w:{name}") for name in "drawing pict object footnoteReference endnoteReference sym ptab".split()]
    + [qn("w:instrText"), qn("w:fldChar"), qn("mc:AlternateContent"), _EQUATION]
)
_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
BEGIN, END = "\ufdd2", "\ufdd3"
"""What fences in the number of a tag in an attribute while its story is compiled: noncharacters."""
_T, _BREAK, _BREAK_KIND = qn("w:t"), qn("w:br"), qn("w:type")


@dataclass(eq=False)
class Mark:
    """A tag in the tree: `node` stands where it stood, `formatting` is the w:rPr of its first letter."""

    found: FoundTag
    typed: str
    place: Place
    node: etree._ProcessingInstruction
    formatting: etree._Element | None
    kind: TagKind = "run"
    expression: str = field(default="")
    scope: object = None
    """In what its end must stand, when that is no paragraph, row or table: an attribute, a field code."""
    pieces: tuple[str, ...] = ()
    """Those of its `Tag` that are no XML of its place."""

    @property
    def word(self) -> str:
        """The first word of a tag that rules: for, if, endfor; empty for a value."""
        return self.found.word


@dataclass
class TaggedStory:
    """A story while it is compiled: its tree, its tags in order, and what is wrong.

    `touched`: it held tags or escapes, and is not the file's any more. `edges_unknown`: which rows of its
    tables stay together is known only when it is rendered. `is_text`: it is one of the parts whose text
    people read as the document's, and whose values are fields. `in_attributes`: tags by the signs that
    stand for them.
    """

    file: str
    words: str
    root: etree._Element
    marks: list[Mark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    touched: bool = False
    edges_unknown: bool = False
    is_text: bool = True
    in_attributes: dict[str, Mark] = field(default_factory=dict)

    @cached_property
    def where(self) -> Where:
        """What says where a paragraph stands, as it stood when this was first asked."""
        return Where(self.root, self.words)

    def wrong(self, code: str, message: str, mark: Mark) -> None:
        """Note an error at a tag."""
        self.problems.append(Problem("error", code, message, self.file, mark.place))


def instruction(found: FoundTag) -> etree._ProcessingInstruction:
    """Return the tag as a processing instruction on a line of its own.

    `?>` can only stand in a text of Jinja's, where its escape means the same.
    """
    inside = found.inside.replace("?>", "?\\x3e")
    return PI({"put": "put", "do": "do", "note": "note"}[found.kind], f"\n{inside} ")


def add_tag(story: TaggedStory, like: Mark, inside: str, kind: TagKind = "do") -> Mark:
    """Return a tag of our own for a tag that a person typed, to be placed in the tree."""
    found = changed(like.found, kind="do" if kind == "do" else "put", inside=inside)
    mark = changed(like, found=found, node=instruction(found), kind=kind, formatting=None, expression=inside)
    story.marks.append(mark)
    return mark


def mark_tags(story: TaggedStory, before: int = 0) -> None:
    """Put every tag of the story into its tree as a processing instruction, and note it in `marks`.

    Raises ProblemError when they are too many, with those `before` in other stories.
    """
    place = story.where.words
    emptied = join_broken(story.root)
    paragraphs = list(story.root.iter(P))
    texts = list(map(text_of, paragraphs))
    for paragraph, text, found in zip(paragraphs, texts, tags_of_each(texts), strict=True):
        refuse_many(story, before + len(story.marks) + text.count("{{") + text.count("{%"))
        if found:
            _mark(story, paragraph, text, found, place(paragraph))
        if escaped := any(escape in text for escape in _ESCAPES):
            _unescape(paragraph)
        story.touched |= bool(found) or escaped
    for paragraph in emptied:
        remove(paragraph)


def refuse_many(story: TaggedStory, count: int) -> None:
    """Raise ProblemError when these are more tags than a template may have."""
    if count > MOST_TAGS:
        message = _("The template holds more than {most} tags. Loop over rows or paragraphs instead.")
        raise ProblemError(Problem("error", "template-too-large", message.format(most=MOST_TAGS), story.file))


def _mark(
    story: TaggedStory, paragraph: etree._Element, text: str, found: list[FoundTag], words: str
) -> None:
    stretches: list[tuple[int, int]] = []
    for tag in found:
        stretches += [(tag.start - tag.lead, tag.start), (tag.start, tag.end), (tag.end, tag.end + tag.trail)]
    kept = [stretch for stretch in stretches if stretch[0] < stretch[1]]
    runs = dict(zip(kept, isolate(paragraph, *kept), strict=True))
    for tag in found:
        run = runs.pop((tag.start, tag.end))
        around = f"{text[max(0, tag.start - _ROOM) : tag.end + _ROOM]}".replace("\n", " ").strip()
        mark = new_mark(story, tag, text, Place(words=f"{words}, “{around}”"), "run")
        mark.formatting = run.find(RPR)
        replace(run, mark.node)
        story.marks.append(mark)
    for blank in runs.values():
        remove(blank)


def new_mark(
    story: TaggedStory, tag: FoundTag, text: str, place: Place, kind: TagKind, scope: object = None
) -> Mark:
    """Return a tag of a text, to be placed in the tree; note why it cannot be read, when it cannot."""
    typed = text[tag.start : tag.end]
    own = "do" if tag.kind == "do" else kind
    mark = Mark(tag, typed, place, instruction(tag), None, own, tag.inside, scope)
    if tag.fault:
        message = _("The tag {tag} cannot be read: {reason}.")
        story.wrong("template-syntax", message.format(tag=typed.strip(), reason=tag.fault), mark)
    return mark


def attribute_tag(story: TaggedStory, mark: Mark) -> str:
    """Return the sign that stands for a tag in an attribute; a note gives nothing."""
    if mark.found.kind == "note":
        return ""
    sign = f"{BEGIN}{len(story.in_attributes)}{END}"
    story.in_attributes[sign] = mark
    return sign


def append_text(element: etree._Element, last: etree._Element | None, text: str) -> None:
    """Add text to an element, after its child `last` or at its beginning."""
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _unescape(paragraph: etree._Element) -> None:
    """Write docxtpl's escapes as what they stand for: `{_{` as `{{`."""
    for escaped, plain in _ESCAPES.items():
        text, start = text_of(paragraph), 0
        stretches = []
        while (start := text.find(escaped, start)) >= 0:
            stretches.append((start, start + len(escaped)))
            start += len(escaped)
        for run in isolate(paragraph, *stretches):
            for child in list(run):
                if child.tag != RPR:
                    run.remove(child)
            etree.SubElement(run, _T).text = plain


def is_tag(element: etree._Element) -> TypeGuard[etree._ProcessingInstruction]:
    """Say whether the element is a processing instruction, as tags are here."""
    return isinstance(element, etree._ProcessingInstruction)


def visible(element: etree._Element) -> bool:
    """Say whether a reader sees something here: text, a picture, a value that comes."""
    if is_tag(element):
        return element.target == "put"
    if element.tag == _T:
        return bool((element.text or "").strip())
    return element.tag in _VISIBLE or (element.tag == _BREAK and element.get(_BREAK_KIND) == "page")


def shows(holder: etree._Element) -> bool:
    """Say whether anything visible stands in `holder`."""
    return any(visible(element) for element in holder.iter())


def replace(old: etree._Element, new: etree._Element) -> None:
    """Put `new` where `old` stands."""
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def remove(element: etree._Element) -> None:
    """Take the element out of the tree."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)
