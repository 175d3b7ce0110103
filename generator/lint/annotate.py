"""What lint finds, as Word comments in a copy of the layout, for those who edit it in Word.

Source: ECMA-376 part 1, 17.13.4 (comments). Headers, footers and text boxes can hold none: what is found
there is said at the nearest paragraph of the body, with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from generator.language import _
from generator.lint.layout_text import headings, tag_spots
from generator.problems import Place, Problem, ProblemError
from generator.system import files
from generator.word.opc.names import BOX, DOC_REL, RUN, P, T, W, qn
from generator.word.opc.package import Package
from generator.word.revisions.comments import comment
from generator.word.revisions.elements import AUTHOR

DATE = "2000-01-01T00:00:00Z"
"""The date of all comments: the same findings give the same bytes."""
BASES = ".generated"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID = qn("w:id")


def annotate(layout: Path, problems: Sequence[Problem]) -> Path | None:
    """Write the findings into a copy beside the layout and return its path; None when there are none.

    Raises ProblemError when the copy was edited since it was written: it is left as it is.
    """
    if not problems:
        return None
    copy = layout.with_name(f"{layout.stem} (kommentarer){layout.suffix}")
    base = layout.parent / BASES / copy.name
    mine = files.read_if_there(copy)
    fresh = annotated(files.read(layout), str(layout), problems)
    if mine is not None and mine not in (fresh, files.read_if_there(base)):
        message = _("The copy with comments was edited, and is left as it is. Move it elsewhere.")
        raise ProblemError(Problem("error", "edited", message, str(copy)))
    if mine != fresh:
        files.write(copy, fresh, over=mine)
    files.write(base, fresh)
    return copy


def annotated(data: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """Return the layout with a comment for each Problem, at the paragraph of its tag or heading."""
    package = Package.read(data, name)
    numbers = _paragraph_numbers(package)
    body = package.tree(package.main)
    paragraphs = list(body.iter(P))
    part, comments = _comments(package)
    taken = {int(number) for each in comments if (number := each.get(_ID, "")).isdigit()}
    start = max(taken, default=-1) + 1
    for own, problem in enumerate(problems, start):
        at = numbers.get(problem.place, 0) if problem.file == name else 0
        paragraph = _outside_boxes(paragraphs[at])
        comment([paragraph], str(own))
        comments.append(_entry(str(own), _said(problem, name)))
    package.put(package.main, body)
    package.put(part, comments)
    return package.to_bytes()


def _paragraph_numbers(package: Package) -> dict[Place, int]:
    """Return the number of the paragraph in the body at each place that a Problem can name."""
    spots = [*tag_spots(package), *headings(package)]
    return {spot.place: spot.number for spot in reversed(spots) if spot.part == package.main}


def _outside_boxes(paragraph: etree._Element) -> etree._Element:
    boxes = list(paragraph.iterancestors(BOX))
    return next(boxes[-1].iterancestors(P)) if boxes else paragraph


def _comments(package: Package) -> tuple[str, etree._Element]:
    """Return the part that holds the comments and its tree; it is made when missing."""
    for part in package.related_parts(package.main, f"{DOC_REL}comments"):
        if part in package.parts:
            return part, package.tree(part)
    part = (
        "word/comments.xml"
        if "word/comments.xml" not in package.parts
        else package.free_name("word/comments{}.xml")
    )
    root = etree.Element(qn("w:comments"), nsmap={"w": W})
    package.add(part, root, _TYPE)
    package.add_relationship(package.main, f"{DOC_REL}comments", part)
    return part, root


def _entry(number: str, paragraphs: Iterable[str]) -> etree._Element:
    attributes = {_ID: number, qn("w:author"): AUTHOR, qn("w:date"): DATE, qn("w:initials"): AUTHOR[:1]}
    entry = etree.Element(qn("w:comment"), attributes)
    for text in paragraphs:
        run = etree.SubElement(etree.SubElement(entry, P), RUN)
        etree.SubElement(run, T).text = text
    return entry


def _said(problem: Problem, name: str) -> list[str]:
    """Return what the comment says: the message, and where it belongs when that is not to be seen."""
    where = problem.place.words
    if problem.file != name:
        where = f"{problem.file}:{problem.place.line}" if problem.place.line else problem.file
    return [f"{problem.message} [{problem.code}]", *([where] if where else [])]
