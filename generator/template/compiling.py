"""A .docx with tags, compiled: its tags as processing instructions, its text as Jinja's."""

from __future__ import annotations

import posixpath
from dataclasses import replace as changed
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.template.cell_tags import place_cell_tags
from generator.template.docxtpl import arrange_docxtpl
from generator.template.expressions import DIVIDER, FENCE, place_values
from generator.template.jinja import WRITE, xml_environment
from generator.template.marks import PI, Mark, TaggedStory, instruction, mark_tags
from generator.template.model import CompiledStory, Tag, Template
from generator.template.nesting import READABLE, error_alone, pairs_of
from generator.template.placing import Placer
from generator.template.table_edges import keep_edges, may_need_repair
from generator.template.tag_finder import tags_in
from generator.word.opc.external_content import refuse_foreign
from generator.word.opc.names import CORE_REL, DOC_REL, W14, W, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import escape
from generator.word.text.styles import Styles

_NOISE = (qn("w:proofErr"),)
_COPIED_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")


def compile_template(data: bytes, name: str) -> Template:
    """Compile a .docx with Jinja tags; `name` is the file as the person wrote it.

    Raises ProblemError with all that is wrong with the file or its tags.
    """
    package = Package.read(data, name)
    notes = refuse_foreign(package)
    problems: list[Problem] = []
    stories: list[CompiledStory] = []
    for part in [*package.stories(), *_properties(package)]:
        if b"{" not in package.parts[part]:
            continue
        story = TaggedStory(name, in_words(part, package), package.tree(part))
        if part in package.stories():
            _arrange(story, sum(len(each.tags) for each in stories))
        else:
            _mark_properties(story)
        if not story.problems and (story.touched or story.marks):
            stories.append(_translate(story, part))
        elif story.marks:
            _check_each(story)
        problems += story.problems
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    rendered = {story.part for story in stories}
    package.keep_deflated(part for part in package.parts if part not in rendered)
    return Template(name, package, tuple(stories), _prompt(package), tuple(notes))


def _prompt(package: Package) -> str:
    """Return the run properties of a prompt: the template's style for them, else grey (contrast 7:1)."""
    for part in package.related_parts(package.main, DOC_REL + "styles"):
        style = Styles(package.tree(part)).by_name("Placeholder Text", "character")
        if style:
            return f'<w:rPr><w:rStyle w:val="{escape(style)}"/></w:rPr>'
    return '<w:rPr><w:color w:val="595959"/></w:rPr>'


def _arrange(story: TaggedStory, before: int) -> None:
    """Find the tags of a story and put each where it governs what it should; so many stand `before`."""
    for element in list(story.root.iter(*_NOISE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in story.root.iter(qn("w:p"), qn("w:tr")):
        for attribute in _COPIED_IDS:  # a copied paragraph must not copy its id [MS-DOCX 2.2.4]
            if attribute in element.attrib:
                del element.attrib[attribute]
    mark_tags(story, before)
    arrange_docxtpl(story)
    pairs = pairs_of(story)
    if not story.problems:
        Placer(story).place(pairs)
        place_cell_tags(story)
        story.edges_unknown = keep_edges(story)
    if not story.problems:
        place_values(story)


def _properties(package: Package) -> list[str]:
    """Return the parts that hold the document's properties."""
    kinds = [CORE_REL, DOC_REL + "custom-properties", DOC_REL + "extended-properties"]
    return [part for kind in kinds for part in package.related_parts("", kind) if part in package.parts]


def in_words(part: str, package: Package) -> str:
    """Return what people call a part: the body, a header ..."""
    if part == package.main:
        return _("the body")
    name = posixpath.basename(part)
    for begin, words in (
        ("header", _("the header")),
        ("footer", _("the footer")),
        ("footnotes", _("the footnotes")),
        ("endnotes", _("the endnotes")),
    ):
        if name.startswith(begin):
            return f"{words} ({name})"
    return _("the document's properties")


def _mark_properties(story: TaggedStory) -> None:
    """Put the tags of the document's properties into the tree; there a value is plain text."""
    for element in list(story.root.iter(etree.Element)):
        text = element.text or ""
        found = tags_in(text)
        if not found or len(element):
            continue
        where = f"{story.words}, {etree.QName(element).localname}"
        element.text, last, end = "", None, 0
        for tag in found:
            node = instruction(tag)
            _append_text(element, last, text[end : tag.start - tag.lead])
            element.append(node)
            kind: Any = "do" if tag.kind == "do" else "text"
            typed = text[tag.start : tag.end]
            mark = Mark(tag, typed, Place(words=f"{where}, “{text[:60]}”"), node, None, kind, tag.inside)
            story.marks.append(mark)
            if tag.fault:
                message = _("The tag {tag} cannot be read: {reason}.")
                story.wrong("template-syntax", message.format(tag=typed, reason=tag.fault), mark)
            last, end = node, tag.end + tag.trail
        _append_text(element, last, text[end:])
    pairs_of(story)


def _append_text(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def _translate(story: TaggedStory, part: str) -> CompiledStory:
    """Return the story as Jinja's source, and the Python that Jinja makes of it."""
    _declare_w(story.root)
    by_node = {mark.node: mark for mark in story.marks}
    marks = [by_node[node] for node in story.root.iter(PI) if node in by_node]
    xml = etree.tostring(story.root, encoding="unicode")
    needs_tree = story.edges_unknown or may_need_repair(story, xml)
    source, cut = _cut_pieces(xml)
    pieces = iter(cut)
    tags = tuple(
        Tag(mark.typed.strip(), mark.place, mark.kind, next(pieces) if _has_pieces(mark) else ())
        for mark in marks
    )
    lines = _lines(source)
    jinja = xml_environment()
    jinja.filters[WRITE] = _unwritten
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in story.root.nsmap.items() if prefix)
    compiled = CompiledStory(part, source, "", tags, lines, names, needs_tree)
    try:
        tree = jinja.parse(source)
        _write_all(tree, compiled)
        python = jinja.compile(tree, raw=True)
    except TemplateSyntaxError as error:
        _check_each(story)
        if not story.problems:
            _wrong(story, marks[compiled.number_at(error.lineno)], error)
        return compiled
    return changed(compiled, python=python)


def _declare_w(root: etree._Element) -> None:
    """Let `w:` mean what it does in the XML that is written in place of the values."""
    if root.nsmap.get("w") != W and root.tag.startswith(f"{{{W}}}"):
        prefixes = {str(prefix) for element in root.iter(etree.Element) for prefix in element.nsmap}
        etree.cleanup_namespaces(root, top_nsmap={"w": W}, keep_ns_prefixes=sorted(prefixes))


def _has_pieces(mark: Mark) -> bool:
    return mark.kind in {"run", "bare", "inner", "block", "name"}


def _cut_pieces(source: str) -> tuple[str, list[tuple[str, ...]]]:
    """Take out of the text the XML that belongs to values; return both."""
    first, *rest = source.split(f"<?{FENCE} ?>")
    kept, pieces = [first], []
    for chunk in rest:
        formatting, _put, tail = chunk.partition("<?put ")
        pieces.append(tuple(formatting.split(f"<?{DIVIDER} ?>")))
        kept.append(f"<?put {tail}")
    return "".join(kept), pieces


def _lines(source: str) -> tuple[int, ...]:
    """Return the line on which what each tag holds begins."""
    before, *tags = source.split("<?")
    line = 1 + before.count("\n")
    lines = []
    for tag in tags:
        lines.append(line + 1)  # what a tag holds stands on its second line
        line += tag.count("\n")
    return tuple(lines)


def _write_all(tree: nodes.Template, story: CompiledStory) -> None:
    """Let every value pass the filter that writes it, with the number of its tag."""
    for output in tree.find_all(nodes.Output):  # every one, in loops and conditions too
        for at, node in enumerate(output.nodes):
            if not isinstance(node, nodes.TemplateData):
                number = nodes.Const(story.number_at(node.lineno), lineno=node.lineno)
                output.nodes[at] = nodes.Filter(node, WRITE, [number], [], None, None, lineno=node.lineno)


def _unwritten(*_args: Any) -> str:
    raise NotImplementedError


def _check_each(story: TaggedStory) -> None:
    """Read every tag by itself, so that all that are wrong are found in one run."""
    for mark in story.marks:
        passed = mark.found.fault or mark.found.kind == "note" or mark.kind == "name"
        if not passed and (not mark.word or mark.word in READABLE) and (error := error_alone(mark)):
            _wrong(story, mark, error)


def _wrong(story: TaggedStory, mark: Mark, error: TemplateSyntaxError) -> None:
    message = _("The tag {tag} cannot be used: {reason}")
    text = message.format(tag=mark.typed.strip(), reason=error.message or "")
    story.wrong("template-syntax", text, mark)
