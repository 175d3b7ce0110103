"""The identifier of a PDF as its seal: a hash of all the rest, so that a change by anyone can be seen.

Source: ISO 32000-1, 14.4 (file identifiers): two strings, the second new at each change of the file.
"""

from __future__ import annotations

import hashlib
import re

_BLANK = b"31415926535897932384626433832795"  # what qpdf writes when it is asked for a static identifier
_IDENTIFIER = re.compile(rb"/ID \[<([0-9a-f]{32})><\1>\]")


def seal(data: bytes) -> bytes:
    """Return a PDF that has qpdf's static identifier with the hash of its bytes in its place."""
    return _with(data, _hash(data))


def is_sealed(data: bytes) -> bool:
    """Say whether the PDF is as it was sealed, byte for byte."""
    found = _IDENTIFIER.findall(data)
    return bool(found) and _hash(_with(data, _BLANK)) == found[-1]


def _with(data: bytes, identifier: bytes) -> bytes:
    return _IDENTIFIER.sub(b"/ID [<%b><%b>]" % (identifier, identifier), data)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:32].encode()
