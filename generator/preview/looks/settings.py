"""The settings that stand in a w:pPr, w:rPr or w:tcPr, each found at once: most places have one or two."""

from __future__ import annotations

from lxml import etree

Settings = dict[str, etree._Element]
"""Settings by their tags."""


def settings(properties: etree._Element | None) -> Settings:
    """Return what stands in a w:pPr and the like; nothing when it is not there."""
    return {} if properties is None else {child.tag: child for child in properties}
