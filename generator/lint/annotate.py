"""What lint finds, as Word comments in a copy of the layout, for those who edit it in Word.

Source: ECMA-376 part 1, 17.13.4 (comments). Headers, footers and text boxes can hold none: what is found
there stands at the nearest paragraph of the body, with its place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from generator import language
from generator.language import _
from generator.lint.layout_text import headings, tag_spots
from generator.problems import Place, Problem, ProblemError
from generator.system import files
from generator.word.opc.names import BOX, VAL, P, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR

DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of all comments: the same findings give the same bytes."""
BASES = ".generated"
STYLES = ("CommentText", "annotation text"), ("CommentReference", "annotation reference")
"""Word's id and name of the style of a comment's paragraphs, and of its reference in the text."""


def annotate(layout: Path, problems: Sequence[Problem]) -> Path | None:
    """Write the findings into a copy beside the layout and return its path; None when there are none.

    The findings are in Swedish, as all that stands in a Word file.
    Raises ProblemError when the copy was edited since it was written: it is left as it is.
    """
    if not problems:
        return None
    copy = layout.with_name(f"{layout.stem} (kommentarer){layout.suffix}")
    base = layout.parent / BASES / copy.name
    edited = files.read_if_there(copy)
    generated = annotated(files.read(layout), str(layout), problems)
    if edited is not None and edited not in (generated, files.read_if_there(base)):
        message = _("The copy with comments was edited, and is left as it is. Move it elsewhere.")
        raise ProblemError(Problem("error", "edited", message, str(copy)))
    if edited != generated:
        files.write(copy, generated, over=edited)
    files.write(base, generated)
    return copy


def annotated(data: bytes, name: str, problems: Sequence[Problem]) -> bytes:
    """Return the layout with a comment for each Problem, at the paragraph of its tag or heading."""
    from docx.text.paragraph import Paragraph

    package = Package.read(data, name)
    with language.swedish():  # the places of the findings are
        numbers = _paragraph_numbers(package)
    document = _opened(package)
    elements = list(document.element.iter(P)) or [document.add_paragraph()._p]
    for problem in problems:
        at = numbers.get(problem.place, 0) if problem.file == name else 0
        paragraph = Paragraph(_outside_boxes(elements[at]), document)
        runs = paragraph.runs or [paragraph.add_run()]
        comment = document.add_comment(runs, _text(problem, name), AUTHOR, AUTHOR[:1])
        comment._comment_elm.date = DATE
    _use_styles(document)
    out = io.BytesIO()
    document.save(out)
    return Package.read(out.getvalue(), name).to_bytes()


def _opened(package: Package) -> Any:
    """Return the layout as python-docx opens it. Raises ProblemError where a part is damaged or not there."""
    from docx import Document

    try:
        return Document(io.BytesIO(package.to_bytes()))
    except (AttributeError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        message = _("The file is damaged. Fetch it again, or open it in Word and save it.")
        part = re.search(r"'(.+)'", str(error))  # python-docx names the part that it looked for
        place = Place(words=part[1] if part else "")
        raise ProblemError(Problem("error", "docx-damaged", message, package.name, place)) from error


def _use_styles(document: Any) -> None:
    """Give the comments the document's own styles, or make them: python-docx writes Word's English ids."""
    roots = [document.element, *(comment._comment_elm for comment in document.comments)]
    for kind, (style_id, name) in enumerate(STYLES, 1):  # WD_STYLE_TYPE: 1 paragraph, 2 character
        styles = document.styles
        style = styles[name] if name in styles else styles.add_style(name, kind, builtin=True)
        for use in (each for root in roots for each in root.iter(qn("w:pStyle"), qn("w:rStyle"))):
            if use.get(VAL) == style_id:
                use.set(VAL, style.style_id)


def _paragraph_numbers(package: Package) -> dict[Place, int]:
    """Return the number of the paragraph in the body at each place that a Problem can name."""
    spots = [*tag_spots(package), *headings(package)]
    return {spot.place: spot.number for spot in reversed(spots) if spot.part == package.main}


def _outside_boxes(paragraph: Any) -> Any:
    boxes = list(paragraph.iterancestors(BOX))
    return next(boxes[-1].iterancestors(P), paragraph) if boxes else paragraph


def _text(problem: Problem, name: str) -> str:
    """Return the comment: the message, and a line with its place when the comment cannot stand there."""
    where = problem.place.words
    if problem.file != name:
        where = f"{problem.file}:{problem.place.line}" if problem.place.line else problem.file
    return "\n".join([f"{problem.message} [{problem.code}]", *([where] if where else [])])
