"""What a template may not bring along: programs, and what Word would fetch when it opens the file.

Every document made from the template would do so, on the machine of whoever opens it.
"""

from __future__ import annotations

from generator.language import _
from generator.word.opc.names import DOC_REL, RELATIONSHIPS
from generator.word.opc.package import Package
from generator.word.opc.validation import refusal

_WEB = ("http:", "https:", "ftp:")


def refuse_foreign(package: Package) -> None:
    """Raise ProblemError for ActiveX, and for a relationship that fetches something."""
    for part, content in package.parts.items():
        if part.lower().startswith("word/activex/"):
            message = _("The template holds ActiveX controls, which are programs. Remove them in Word.")
            raise refusal("docx-activex", message, package.name)
        if part.endswith(".rels") and b"External" in content:
            _refuse_fetching(package, part)


def _refuse_fetching(package: Package, part: str) -> None:
    for element in package.tree(part).iter(f"{{{RELATIONSHIPS}}}Relationship"):
        kind, target = element.get("Type", ""), element.get("Target", "")
        if element.get("TargetMode") != "External" or kind == DOC_REL + "hyperlink":
            continue
        if kind == DOC_REL + "attachedTemplate" and not target.lower().startswith(_WEB):
            continue  # the organisation's own template, on its own disks
        message = _(
            "The template fetches {target} whenever a document made from it is opened. "
            "In Word, put what it shows into the file (File, Info, Edit Links to Files), or remove it."
        )
        raise refusal("docx-fetches", message, package.name, target=target[:80])
