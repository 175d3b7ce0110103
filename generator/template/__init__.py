"""Word x Jinja: a .docx with tags, compiled once and rendered many times."""

from dataclasses import replace

from generator.system import cache
from generator.template.jinja import WRITE, xml_environment
from generator.template.model import CompiledStory, Tag, Template

__all__ = [
    "WRITE",
    "CompiledStory",
    "Tag",
    "Template",
    "compile_template",
    "kept_template",
    "xml_environment",
]


def compile_template(data: bytes, name: str, *, keeps_rows: bool = True) -> Template:
    """Compile a .docx with Jinja tags; `name` is the file as the person wrote it.

    `keeps_rows`: rows of tables are kept together on a page, as all layouts want. Raises ProblemError with
    all that is wrong with the file or its tags.
    """
    from generator.template import compiling  # most runs have their templates in the cache

    return compiling.compile_template(data, name, keeps_rows=keeps_rows)


def kept_template(data: bytes, name: str, *, keeps_rows: bool = True) -> Template:
    """Return what `compile_template` gives, kept between runs."""
    kind = "template" if keeps_rows else "template-as-it-is"
    made = cache.kept(kind, [data], lambda: compile_template(data, name, keeps_rows=keeps_rows))
    return replace(made, name=name)
