"""Core properties: author and days come from the case, not from whoever saved the document last.

Source: ECMA-376 part 2, 8.3 (core properties); part 1, 15.2.12.3 (extended ones), 17.15.1.6
(attachedTemplate).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from generator.word.opc.names import CORE_REL, DOC_REL, qn
from generator.word.opc.package import Package

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_LAST = f"{_CP}lastModifiedBy"
_DAYS = (f"{_TERMS}created", f"{_TERMS}modified")
_STAMPED = (f"{_DC}creator", _LAST, *_DAYS)
_OF_SAVING = (f"{_CP}revision", f"{_CP}lastPrinted")
_TEMPLATE, _TEMPLATE_REL = qn("w:attachedTemplate"), DOC_REL + "attachedTemplate"


def stamp(package: Package, day: date | None) -> None:
    """Let the package say that its author was the last to change it, on that day if one is known."""
    for part in package.related_parts("", CORE_REL):
        root = package.tree(part)
        _remove(root, _LAST, *_OF_SAVING)
        author = root.find(f"{_DC}creator")
        if author is not None:
            etree.SubElement(root, _LAST).text = author.text
        for tag in _DAYS if day is not None else ():
            for element in root.findall(tag):
                element.text = f"{day:%Y-%m-%d}T00:00:00Z"
        package.put(part, root)


def last_author(package: Package) -> str:
    """Return who saved the document last, as the program that did so says; nothing when it does not say."""
    for part in package.related_parts("", CORE_REL):
        return (package.tree(part).findtext(_LAST) or "").strip()
    return ""


def copy_stamp(package: Package, source: Package) -> None:
    """Take over the author and the days that `source` names; no program, template or printing is named."""
    _copy_core_properties(package, source)
    for own, other in _pairs(package, source, DOC_REL + "extended-properties"):
        package.put(own, source.parts[other])
    for part in package.related_parts(package.main, DOC_REL + "settings"):
        root = package.tree(part)
        templates = list(root.iter(_TEMPLATE))
        for template in templates:
            root.remove(template)
        if templates:
            package.put(part, root)
        links = package.relationships(part).items()
        package.drop_relationships(part, {name for name, link in links if link.reltype == _TEMPLATE_REL})


def _copy_core_properties(package: Package, source: Package) -> None:
    """Keep the title and the words that people gave; take the names and days from `source`."""
    for own, other in _pairs(package, source, CORE_REL):
        root, given = package.tree(own), source.tree(other)
        before = etree.tostring(root)
        _remove(root, *_STAMPED, *_OF_SAVING)
        root.extend([element for tag in _STAMPED for element in given.findall(tag)])
        if etree.tostring(root) != before:
            package.put(own, root)


def _remove(root: etree._Element, *tags: str) -> None:
    for tag in tags:
        for element in root.findall(tag):
            root.remove(element)


def _pairs(package: Package, source: Package, reltype: str) -> Iterator[tuple[str, str]]:
    """Yield the part of this type in both packages, when both have one."""
    return zip(package.related_parts("", reltype), source.related_parts("", reltype), strict=False)
