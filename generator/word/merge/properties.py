"""Properties and custom XML parts of a document in three versions: the generated, unless they were edited.

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


def merge_properties(base: Package, edited: Package, generated: Package) -> bool:
    """Change edited; say whether anything was brought in."""
    changed = False
    for kind in _LISTS:
        sides = [_first(package, kind) for package in (base, edited, generated)]
        if all(sides):
            changed |= _entries(*((p, s) for p, s in zip((base, edited, generated), sides, strict=True)))
    before, current, new = (dict(_custom_xml(package)) for package in (base, edited, generated))
    for root in before.keys() & current.keys() & new.keys():
        if (
            _canonical(base, before[root])
            == _canonical(edited, current[root])
            != _canonical(generated, new[root])
        ):
            edited.put(current[root], generated.parts[new[root]])
            changed = True
    return changed


def _entries(base: tuple[Package, str], edited: tuple[Package, str], generated: tuple[Package, str]) -> bool:
    trees = [package.tree(part) for package, part in (base, edited, generated)]
    before, current, new = ({_name(entry): entry for entry in tree} for tree in trees)
    changed = False
    for name, entry in new.items():
        old, own = before.get(name), current.get(name)
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
        edited[0].put(edited[1], trees[1])
    return changed


def _name(entry: etree._Element) -> str:
    return f"{entry.tag} {entry.get('name', '')}"


def _value(entry: etree._Element) -> str:
    return "".join(map(str, entry.itertext())).strip()


def _first(package: Package, kind: str) -> str:
    return next(iter(package.related_parts("", kind)), "")


def _custom_xml(package: Package) -> Iterator[tuple[str, str]]:
    """Yield (name of the root, part): editors number the parts anew."""
    for part in package.related_parts(package.main, _CUSTOM_XML):
        yield str(package.tree(part).tag), part


def _canonical(package: Package, part: str) -> bytes:
    return bytes(etree.tostring(package.tree(part), method="c14n", exclusive=True))
