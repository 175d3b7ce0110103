"""A .docx with tags, compiled: its tags as processing instructions, its text as Jinja's."""

from __future__ import annotations

from generator.problems import Problem, ProblemError
from generator.template.docxtpl import arrange_docxtpl
from generator.template.expressions import place_values
from generator.template.finding.marks import TaggedStory, mark_tags, refuse_many
from generator.template.finding.place_words import in_words
from generator.template.governing.cell_tags import place_cell_tags
from generator.template.governing.nesting import pairs_of
from generator.template.governing.placing import Placer
from generator.template.governing.table_edges import keep_edges
from generator.template.model import CompiledStory, Template
from generator.template.outside_text.elsewhere import mark_elsewhere
from generator.template.outside_text.link_addresses import mark_addresses, refused_addresses, tagged
from generator.template.translating import check_each, translate
from generator.word.opc.external_content import refuse_foreign
from generator.word.opc.names import DOC_REL, W14, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import escape
from generator.word.text.styles import Styles

_NOISE = (qn("w:proofErr"),)
_COPIED_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")


def compile_template(data: bytes, name: str, *, keeps_rows: bool = True) -> Template:
    """Compile a .docx with Jinja tags; `name` is the file as the person wrote it.

    `keeps_rows`: rows of tables are kept together on a page. Raises ProblemError with all that is wrong with
    the file or its tags.
    """
    package = Package.read(data, name)
    notes = refuse_foreign(package)
    problems: list[Problem] = list(refused_addresses(package))
    stories: list[CompiledStory] = []
    for part in _parts(package):
        is_text = part in package.stories()
        story = TaggedStory(name, in_words(part, package), package.tree(part), is_text=is_text)
        before = sum(len(each.tags) for each in stories)
        _arrange(story, package, part, before, keeps_rows=keeps_rows)
        if not story.problems and (story.touched or story.marks):
            stories.append(translate(story, part))
        elif story.marks:
            check_each(story)
        problems += story.problems
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    rendered = {story.part for story in stories}
    package.keep_deflated(part for part in package.parts if part not in rendered)
    return Template(name, package, tuple(stories), _prompt(package), keeps_rows, tuple(notes))


def _parts(package: Package) -> list[str]:
    """Return the parts of XML that may hold tags: first those whose text people read."""
    stories = package.stories()
    others = [part for part in sorted(package.parts) if part.lower().endswith(".xml") and part not in stories]
    return [part for part in [*stories, *others] if b"{" in package.parts[part] or tagged(package, part)]


def _prompt(package: Package) -> str:
    """Return the run properties of a prompt: the template's style for them, else grey (contrast 7:1)."""
    for part in package.related_parts(package.main, DOC_REL + "styles"):
        style = Styles(package.tree(part)).by_name("Placeholder Text", "character")
        if style:
            return f'<w:rPr><w:rStyle w:val="{escape(style)}"/></w:rPr>'
    return '<w:rPr><w:color w:val="595959"/></w:rPr>'


def _arrange(story: TaggedStory, package: Package, part: str, before: int, *, keeps_rows: bool) -> None:
    """Find the tags of a story and put each where it governs what it should; so many stand `before`."""
    if story.is_text:
        _clean(story)
    mark_tags(story, before)
    elsewhere = [*mark_elsewhere(story), *mark_addresses(story, package, part)]
    refuse_many(story, before + len(story.marks) + len(elsewhere))
    arrange_docxtpl(story)
    pairs = pairs_of(story, story.marks)
    pairs_of(story, elsewhere)
    if story.problems:
        story.marks += elsewhere
        return
    Placer(story).place(pairs)
    place_cell_tags(story, pairs)
    story.marks += elsewhere
    story.edges_unknown = keeps_rows and keep_edges(story)
    if not story.problems:
        place_values(story)


def _clean(story: TaggedStory) -> None:
    for element in list(story.root.iter(*_NOISE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in story.root.iter(qn("w:p"), qn("w:tr")):
        for attribute in _COPIED_IDS:  # a copied paragraph must not copy its id [MS-DOCX 2.2.4]
            if attribute in element.attrib:
                del element.attrib[attribute]
