"""Where an address leads: to a disk of this machine, to a share of another, or out by some protocol.

Source: RFC 8089 (file URIs, with the forms in its appendix E), [MS-DTYP] 2.2.57 (UNC paths).
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

Place = Literal["disk", "share", "net"]
_BLANK = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
"""What readers of addresses drop or overlook."""
_DRIVE = re.compile("/*[a-z][:|]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOSTLESS = (0, 1, 3)  # slashes after "file:" where no host's name follows


def place_of(address: str) -> Place:
    """Return where an address leads; a path without a beginning leads to the disk where the file lies."""
    text = _BLANK.sub("", unquote(address)).replace("\\", "/")
    is_file = text[:5].lower() == "file:"
    path = text[5:] if is_file else text
    if _DRIVE.match(path) and (is_file or not path.startswith("/")):
        return "disk"
    slashes = len(path) - len(path.lstrip("/"))
    if is_file:
        return "disk" if slashes in _HOSTLESS else "share"
    if slashes > 1:
        return "share"
    return "net" if _SCHEME.match(path) else "disk"


def leads_out(target: str) -> bool:
    """Say whether a target names its own place, and no part beside."""
    text = _BLANK.sub("", target).replace("\\", "/")
    return text.startswith("//") or _SCHEME.match(text) is not None
