"""Properties of a document and its custom XML parts in three versions: fresh's, unless mine was edited.

Source: ECMA-376 part 2, 8.3 (core properties); part 1, 15.2.12 (further ones), 15.2.5 and .6 (custom XML).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from generator.word.opc.names import CORE_REL, DOC_REL
from generator.word.opc.package import Package

_LISTS = (CORE_REL, DOC_REL + "custom-properties")
_CUSTOM_XML = DOC_REL + "customXml"


def merge_properties(base: Package, mine: Package, fresh: Package) -> bool:
    """Change mine; say whether anything was brought in."""
    changed = False
    for kind in _LISTS:
        sides = [_first(package, kind) for package in (base, mine, fresh)]
        if all(sides):
            changed |= _entries(*((p, s) for p, s in zip((base, mine, fresh), sides, strict=True)))
    before, ours, theirs = (dict(_custom_xml(package)) for package in (base, mine, fresh))
    for root, part in ours.items():
        if root in before and root in theirs:
            old, own, new = before[root], part, theirs[root]
            if _said(base, old) == _said(mine, own) != _said(fresh, new):
                mine.put(own, fresh.parts[new])
                changed = True
    return changed


def _entries(base: tuple[Package, str], mine: tuple[Package, str], fresh: tuple[Package, str]) -> bool:
    trees = [package.tree(part) for package, part in (base, mine, fresh)]
    before, ours, theirs = ({_name(entry): entry for entry in tree} for tree in trees)
    changed = False
    for name, entry in theirs.items():
        old, own = before.get(name), ours.get(name)
        if old is None and own is None:
            trees[1].append(deepcopy(entry))
        elif old is None or own is None or _value(old) != _value(own) or _value(own) == _value(entry):
            continue
        else:
            own.text = entry.text
            for child in list(own):
                own.remove(child)
            own.extend([deepcopy(child) for child in entry])
        changed = True
    if changed:
        mine[0].put(mine[1], trees[1])
    return changed


def _name(entry: etree._Element) -> str:
    return f"{entry.tag} {entry.get('name', '')}"


def _value(entry: etree._Element) -> str:
    return "".join(map(str, entry.itertext())).strip()


def _first(package: Package, kind: str) -> str:
    found = package.related_parts("", kind)
    return found[0] if found and found[0] in package.parts else ""


def _custom_xml(package: Package) -> Iterator[tuple[str, str]]:
    """Yield (name of the root, part): editors number the parts anew."""
    for part in package.related_parts(package.main, _CUSTOM_XML):
        if part in package.parts:
            yield str(package.tree(part).tag), part


def _said(package: Package, part: str) -> bytes:
    return bytes(etree.tostring(package.tree(part), method="c14n", exclusive=True))
