"""A .docx from its parts; the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LONG_AGO = (1980, 1, 1, 0, 0, 0)

TYPES = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
ROOTS = (
    (f"{OFFICE}/officeDocument", "word/document.xml"),
    (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
)


def relationship_id(name: str) -> str:
    """Return the id by which the document knows a part: rIdHeader1 for header1.xml."""
    return f"rId{name[0].upper()}{name[1:].removesuffix('.xml')}"


def docx(parts: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a .docx; what lies under word/ is tied to the document."""
    beside = sorted(n for n in parts if n.startswith("word/") and n != "word/document.xml")
    all_parts = dict(parts) | {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships((kind, target, f"rId{i}") for i, (kind, target) in enumerate(ROOTS, 1)),
        "word/_rels/document.xml.rels": _relationships(
            (f"{OFFICE}/{_kind(n)}", n.removeprefix("word/"), relationship_id(n.rsplit("/", 1)[-1]))
            for n in beside
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(all_parts, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, all_parts[name])
    return out.getvalue()


def _kind(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".xml").rstrip("0123456789")


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    lines = [
        f'<Override PartName="/{name}" ContentType="{TYPES.get(name, f"{WORD}.{_kind(name)}+xml")}"/>'
        for name in sorted(parts)
    ]
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(lines)}</Types>'
    ).encode()


def _relationships(links: object) -> bytes:
    lines = [f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for kind, target, i in links]  # type: ignore[attr-defined]
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    ).encode()
