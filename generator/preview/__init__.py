"""A document as HTML, for a page beside the data: what it says, how it looks, where each value stands.

The fragment is one `div` of the class `paper`; the style sheet reaches nothing outside it. There are no
inline styles and no scripts, and whatever the document holds is text: a page may show a stranger's.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.preview.blocks import Blocks
from generator.preview.html import element
from generator.preview.paper import Paper
from generator.preview.sections import Heads, notes, page_rule, say_of_sections
from generator.word.opc.names import qn
from generator.word.opc.package import Package


class Preview(NamedTuple):
    """A document as an HTML fragment and its style sheet.

    `html`: each value stands in an element with its path as `data-path`, a missing one in the class
    `missing` too. `not_drawn`: sentences on what Word shows otherwise, one for each kind.
    """

    html: str
    style: str
    not_drawn: tuple[str, ...]


def preview(package: Package) -> Preview:
    """Return a document as HTML; raises ProblemError when a part of it is broken."""
    root = package.tree(package.main)
    body = root.find(qn("w:body"))
    section = next(root.iter(qn("w:sectPr")), None)
    paper = Paper.of(package, root)
    heads = Heads(paper, section)
    content = [heads.above(), Blocks(paper, package.main).html(root if body is None else body)]
    content += [*notes(paper), *heads.below()]
    say_of_sections(paper, root)
    html = element("div", "".join(content), {"class": "paper", "lang": paper.sheet.language})
    style = paper.sheet.css + page_rule(section) + paper.classes.rules()
    return Preview(html, style, tuple(paper.not_drawn))
