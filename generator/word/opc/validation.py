"""Damaged, oversized and dangerous .docx files are refused here, before anything reads them whole."""

from __future__ import annotations

import io
import zipfile
import zlib

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.word.opc.content_types import XML, is_xml, types_of
from generator.word.opc.xml import MAX_XML, parse, refuse_prolog

CONTENT_TYPES_PART = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
DOCUMENT_TYPE = _TYPE.format("document")
DOCUMENT_TYPES = frozenset(
    {
        DOCUMENT_TYPE,
        _TYPE.format("template"),
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
"""Content types of a main document; those with macros are known in order to be named when refused."""

MAX_ALL, MAX_PARTS = 100_000_000, 5_000
"""Unpacked bytes of all parts; number of parts."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # ECMA-376 part 2 knows no others
_RATIO, _RATIO_FROM = 200, 10_000_000  # XML packs at most about 100 to 1; a light picture may well more


def refusal(code: str, message: str, name: str, **words: object) -> ProblemError:
    """Return the error that refuses the file called `name`."""
    return ProblemError(Problem("error", code, message.format(**words), name))


def unzip(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a .docx by name; raise ProblemError when it is no sound package."""
    _refuse_other_kinds(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [info for info in archive.infolist() if not info.filename.endswith("/")]
            _refuse_sizes(entries, name)
            _refuse_names(entries, name)
            parts = {info.filename: archive.read(info) for info in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        message = _("The file is damaged. Fetch it again, or open it in Word and save it.")
        raise refusal("docx-damaged", message, name) from None
    if CONTENT_TYPES_PART not in parts:
        raise refusal("docx-not-word", _("This is no Word document. Choose a .docx file."), name)
    types = types_of(parse(parts[CONTENT_TYPES_PART], CONTENT_TYPES_PART, name), parts)
    for part, content in parts.items():
        if is_xml(part, types[part]):
            refuse_prolog(content, part, name)
    return parts


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data:
        message = _(
            "The file is empty. In OneDrive or on a shared drive it may not have come down yet: open it "
            "once, or choose Always keep on this device. Else fetch it again."
        )
        raise refusal("docx-empty", message, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # an OLE file: Word 97-2003, or encrypted
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusal("docx-encrypted", _("The document has a password. Save it without one."), name)
        message = _("The document is in Word's old form (.doc). Save it in Word as Word Document (.docx).")
        raise refusal("docx-old", message, name)
    for magic, kind in ((b"%PDF", "PDF"), (b"{\\rtf", "RTF")):
        if data.startswith(magic):
            _refuse_kind(kind, name)
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        _refuse_kind("OpenDocument (.odt)", name)
    if not data.startswith(b"PK"):
        raise refusal("docx-not-word", _("This is no Word document. Choose a .docx file."), name)


def _refuse_kind(kind: str, name: str) -> None:
    message = _("This is a file of the kind {kind}. Save it in Word as Word Document (.docx).")
    raise refusal("docx-other-kind", message, name, kind=kind)


def _refuse_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    too_large = _("The file unpacks to more than a Word document holds. Do not open it.")
    if len(entries) > MAX_PARTS or sum(info.file_size for info in entries) > MAX_ALL:
        raise refusal("docx-too-large", too_large, name)
    for info in entries:
        bomb = info.file_size > _RATIO_FROM and info.file_size > _RATIO * info.compress_size
        if info.filename.lower().endswith(XML) and (bomb or info.file_size > MAX_XML):
            raise refusal("docx-too-large", too_large, name)
        if info.compress_type not in _METHODS:
            raise zipfile.BadZipFile
        if info.flag_bits & 1:
            raise refusal("docx-encrypted", _("The document has a password. Save it without one."), name)


def _refuse_names(entries: list[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for info in entries:
        part = info.filename
        outside = not part or part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/")
        outside = outside or part.endswith(".piece")  # a part in pieces (ECMA-376-2, 7.2.4) is read by few
        if outside or part.lower() in seen:  # part names differ by more than case (ECMA-376-2, 6.2.2.3)
            message = _('The file holds a part with a false name: "{part}". Save it again in Word.')
            raise refusal("docx-part-name", message, name, part=part[:80])
        seen.add(part.lower())
