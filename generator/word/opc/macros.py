"""Macros in a document: known by content types and relationships, under whatever names of parts.

Source: [MS-OFFMACRO2] 2.2.1 (parts of VBA), 2.2.1.3 (content types of documents with macros).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.word.opc.relationships import Relationship, kind_of

_TYPES = ("vbaproject", "vbadata", "ms-word.document.macroenabled", "ms-word.template.macroenabled")
_RELATIONSHIPS = frozenset({"vbaproject", "wordvbadata"})


def holds_macros(types: Mapping[str, str], related: Iterable[Relationship]) -> bool:
    """Say whether a part holds macros, by its name or content type, or a relationship leads to some."""
    by_type = any(known in each.lower() for each in types.values() for known in _TYPES)
    by_name = any("vbaproject" in part.lower() for part in types)
    return by_type or by_name or any(kind_of(relation) in _RELATIONSHIPS for relation in related)
