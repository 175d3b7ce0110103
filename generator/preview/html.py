"""HTML as text: whatever comes from a document is escaped here, and names are made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape as _escaped

from generator.unseen import visible

TAB = "\t"
"""A piece of a paragraph that is a tab; no text holds one."""
_TAB_HTML = '<span class="tab">\t</span>'
_UNSAFE = re.compile(r"[^A-Za-z0-9]")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)

__all__ = ["TAB", "element", "escape", "identifier", "plain", "safe_address", "wrapped"]


def escape(text: str, *, quote: bool = True) -> str:
    """Return a text as HTML; characters that are not seen are written out."""
    return _escaped(visible(text), quote=quote)


def element(name: str, content: str, attributes: Mapping[str, str]) -> str:
    """Return an element; attributes without a value are left out, `content` is HTML."""
    if not any(attributes.values()):
        return f"<{name}>{content}</{name}>"
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}>{content}</{name}>"


def identifier(prefix: str, name: str) -> str:
    """Return a name from a document as a class or an id of ours, another one for each name."""
    return f"{prefix}-{_UNSAFE.sub(lambda sign: f'_{ord(sign[0]):x}_', name)}"


def safe_address(address: str) -> str:
    """Return an address that may be followed from the page; nothing for any other, such as a script."""
    return address if _SAFE_ADDRESS.fullmatch(address) else ""


def wrapped(name: str, attributes: Mapping[str, str], pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces within an element, which is closed before each tab and opened after it."""
    held: list[str] = []
    for piece in pieces:
        if piece != TAB:
            held.append(piece)
            continue
        if held:
            yield element(name, "".join(held), attributes)
        yield TAB
        held = []
    if held:
        yield element(name, "".join(held), attributes)


def plain(pieces: Iterable[str]) -> str:
    """Return the pieces one after another; a tab is some room."""
    return "".join(_TAB_HTML if piece == TAB else piece for piece in pieces)
