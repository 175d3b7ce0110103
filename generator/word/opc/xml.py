"""The one way in and out for XML."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterable

from lxml import etree

from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.word.opc.names import VAL

HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_BITE = 1_000
_TOO_LARGE = 1 << 31
MAX_XML = 25_000_000
"""Unpacked bytes of one part, whatever its name."""
MOST_NODES = 1_600_000
"""Tags and attributes of one part, about; each takes some hundred bytes of memory."""
_WRITTEN = 0.8
"""So much of both may be written: Word adds attributes of its own when it saves."""
_ENCODINGS = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"})  # ECMA-376-2, 7.2.1
_DECLARED = re.compile(rb"""[\xff\xfe]*<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
_PLAIN = frozenset(each.encode() for each in _ENCODINGS)
HEAD_SIZE = 20_000
"""Bytes in which the first element of a part ends; Word declares some forty namespaces in it."""


def parse(data: bytes | str, part: str, name: str) -> etree._Element:
    """Return the XML of a part; raise ProblemError with the part and the line when it is broken.

    No entities, no network, no DTD; comments and processing instructions are left out. `name` is
    the file's.
    """
    if len(data) > MOST_NODES:
        _refuse_large(data, part, name)
        _refuse_many_nodes(data, part, name)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        message = _("The file is damaged. Fetch it again, or open it in Word and save it.")
        place = Place(words=_("{part}, line {line}").format(part=part, line=error.lineno or 1))
        raise ProblemError(Problem("error", "docx-broken-xml", message, name, place)) from None
    about = root.getroottree().docinfo
    if about.internalDTD is not None:
        raise _doctype(part, name)
    if isinstance(data, bytes) and (about.encoding or "UTF-8").upper() not in _ENCODINGS:
        message = _("{part} is in {encoding}, not in UTF-8. Save the file again in Word.")
        raise ProblemError(
            Problem("error", "docx-encoding", message.format(part=part, encoding=about.encoding), name)
        )
    return root


def refuse_prolog(data: bytes, part: str, name: str) -> None:
    """Raise ProblemError when a part has a document type or is in an encoding that no part may be in.

    What comes before the first element is read; where that says too little, the whole part.
    """
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")[:_BITE])
    first = _first_element(data) if declared is None or declared[1].upper() in _PLAIN else None
    if first is None and data.strip():
        parse(data, part, name)
    elif first is not None and first.getroottree().docinfo.internalDTD is not None:
        raise _doctype(part, name)


def _doctype(part: str, name: str) -> ProblemError:
    message = _("{part} declares a document type. Save the file again in Word.").format(part=part)
    return ProblemError(Problem("error", "docx-doctype", message, name))


def refuse_unreadable(text: bytes, part: str, name: str) -> None:
    """Raise ProblemError when a part that is to be written could not be read again once Word has saved it."""
    if len(text) > MAX_XML * _WRITTEN or _nodes(text) > MOST_NODES * _WRITTEN:
        message = _(
            "The document gets too large to be read again: {part} has {nodes} tags, {size} MB. Loop over "
            "less, or divide it."
        )
        message = message.format(part=part, nodes=_nodes(text), size=len(text) // 1_000_000)
        raise ProblemError(Problem("error", "docx-too-large", message, name))


def _refuse_large(data: bytes | str, part: str, name: str) -> None:
    if len(data) > MAX_XML:
        message = _("{part} is larger than {size} MB. Divide the document.")
        message = message.format(part=part, size=MAX_XML // 1_000_000)
        raise ProblemError(Problem("error", "docx-too-large", message, name))


def _refuse_many_nodes(data: bytes | str, part: str, name: str) -> None:
    if _nodes(data.encode() if isinstance(data, str) else data) > MOST_NODES:
        message = _("{part} holds more than {most} tags. Divide the document.")
        problem = Problem("error", "docx-too-large", message.format(part=part, most=MOST_NODES), name)
        raise ProblemError(problem)


def _nodes(content: bytes) -> int:
    """Return how many tags and attributes there are, about; what only ends a tag takes no memory."""
    return content.count(b"<") - content.count(b"</") + content.count(b"=")


def root_namespace(data: bytes) -> str:
    """Return the namespace of the first element, without reading the rest; "" when there is none."""
    first = _first_element(data)
    tag = "" if first is None else str(first.tag)  # "v:p" where the prefix is not declared
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _first_element(data: bytes) -> etree._Element | None:
    reader = etree.XMLPullParser(["start"], resolve_entities=False, no_network=True, load_dtd=False)
    for start in range(0, min(HEAD_SIZE, len(data)), _BITE):
        with contextlib.suppress(etree.XMLSyntaxError):  # `parse` says where
            reader.feed(data[start : start + _BITE])
        for _event, element in reader.read_events():
            return element if isinstance(element, etree._Element) else None
    return None


def inner(element: etree._Element, outer: str, tag: str) -> etree._Element | None:
    """Return the first `tag` in the first `outer` of the element, far sooner than `find` does."""
    for found in first(element, outer):
        if found.tag == tag:
            return found
    return None


def first(element: etree._Element, tag: str) -> Iterable[etree._Element]:
    """Return the first `tag` in the element, or nothing to go through; properties stand before all else."""
    for child in element:
        if child.tag == tag:
            return child
        break
    return next(element.iterchildren(tag), ())


def is_on(element: etree._Element | None) -> bool:
    """Say whether a property that can be on or off is on (ECMA-376 part 1, 17.17.4)."""
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off"}


def whole(text: str | bytes | None, otherwise: int = 0) -> int:
    """Return the number that an attribute holds; `otherwise` when Word could not have written it."""
    try:
        number = int(text or "")
    except ValueError:
        return otherwise
    return number if abs(number) < _TOO_LARGE else otherwise


def escape(text: str) -> str:
    """Return `text` as it stands in an element or in an attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def to_xml(root: etree._Element) -> bytes:
    """Return the bytes of a part."""
    return HEAD + etree.tostring(root, encoding="UTF-8")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
