"""Whose document it says that it is, and of which day: never a person or machine that saved it.

Source: ECMA-376 part 2, 8.3 (core properties); part 1, 15.2.12.3 (extended ones), 17.15.1.6
(attachedTemplate).
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from generator.word.opc.names import CORE_REL, DOC_REL, qn
from generator.word.opc.package import Package

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_LAST = f"{_CP}lastModifiedBy"
_DAYS = (f"{_TERMS}created", f"{_TERMS}modified")
_OURS = (f"{_DC}creator", _LAST, *_DAYS)
_THEIRS = (f"{_CP}revision", f"{_CP}lastPrinted")
_TEMPLATE = qn("w:attachedTemplate")


def stamp(package: Package, day: date | None) -> None:
    """Let the package say that its author was the last to change it, on that day if one is known."""
    for part in package.related_parts("", CORE_REL):
        root = package.tree(part)
        for tag in (_LAST, *_THEIRS):
            for element in root.findall(tag):
                root.remove(element)
        author = root.find(f"{_DC}creator")
        if author is not None:
            etree.SubElement(root, _LAST).text = author.text
        for tag in _DAYS if day is not None else ():
            for element in root.findall(tag):
                element.text = f"{day:%Y-%m-%d}T00:00:00Z"
        package.put(part, root)


def copy_stamp(package: Package, fresh: Package) -> None:
    """Let the package name the author and the days that `fresh` names, and no program or place of its own."""
    _core(package, fresh)
    _put_fresh(package, fresh, DOC_REL + "extended-properties")
    for part in package.related_parts(package.main, DOC_REL + "settings"):
        root = package.tree(part)
        templates = list(root.iter(_TEMPLATE))
        for template in templates:
            root.remove(template)
        if templates:
            package.put(part, root)
        links = package.relationships(part).items()
        package.drop_relationships(
            part, {name for name, link in links if link.reltype == DOC_REL + "attachedTemplate"}
        )


def _core(package: Package, fresh: Package) -> None:
    """Keep the title and the words that people gave; take the names and days from `fresh`."""
    ours, theirs = package.related_parts("", CORE_REL), fresh.related_parts("", CORE_REL)
    if not ours or not theirs or ours[0] not in package.parts:
        return
    root, source = package.tree(ours[0]), fresh.tree(theirs[0])
    before = etree.tostring(root)
    for tag in (*_OURS, *_THEIRS):
        for element in root.findall(tag):
            root.remove(element)
    root.extend([element for tag in _OURS for element in source.findall(tag)])
    if etree.tostring(root) != before:
        package.put(ours[0], root)


def _put_fresh(package: Package, fresh: Package, kind: str) -> None:
    ours, theirs = package.related_parts("", kind), fresh.related_parts("", kind)
    if ours and theirs:
        package.put(ours[0], fresh.parts[theirs[0]])
