"""Word x Jinja: a .docx with tags, compiled once and rendered many times."""

from generator.template.compiling import WRITE, compile_template, xml_environment
from generator.template.model import Story, Tag, Template

__all__ = ["WRITE", "Story", "Tag", "Template", "compile_template", "xml_environment"]
