"""What LibreOffice leaves undone in a PDF, done: metadata, untagged lines, dates, identifier.

Source: ISO 19005-2 (PDF/A-2), 6.1.7 (streams), 6.6.2 (metadata); ISO 14289-1 (PDF/UA-1), 7.1 (all that is
drawn is tagged or an artifact), 7.18.3 (tabs); ISO 32000-1, 14.3 (metadata), 14.6 (marked content),
14.8.5.7 (row and column heads), 14.9.3 (alternate descriptions).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pikepdf

from generator.language import _
from generator.pdf.metadata import xmp
from generator.pdf.print_copy import DocumentInfo
from generator.pdf.seal import seal
from generator.problems import Problem, ProblemError

_PRODUCER = "LibreOffice"  # without its version and the machine's kind
_CREATOR = "ansokan"
_ICC_DATE = bytes((7, 232, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2024-01-01, as in ICC.1:2010, 7.2.1 and 4.2
_PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_PATH_STARTS = frozenset(("m", "re"))


@dataclass(frozen=True)
class Repaired:
    """A PDF ready to be written, and what a person should know of it."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def repair(data: bytes, facts: DocumentInfo, name: str) -> Repaired:
    """Return LibreOffice's PDF as PDF/UA-1 and PDF/A-2b with the document's `facts`; always the same bytes.

    `name` is the document's. Raises ProblemError when the PDF is broken or was never made accessible.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse_untagged(pdf, name)
            _describe(pdf, facts)
            _describe_pictures(pdf, facts.pictures)
            _mark_row_heads(pdf, facts.row_heads)
            for page in pdf.pages:
                page.obj.Tabs = pikepdf.Name.S  # 7.18.3: through links in the order of the tags
                _mark_lines(pdf, page)
            _forget_the_moment(pdf)
            _end_streams_clearly(pdf)
            buffer = io.BytesIO()
            pdf.save(buffer, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            return Repaired(seal(buffer.getvalue()), tuple(_without_alt_text(pdf, name)))
    except pikepdf.PdfError as error:
        message = _("LibreOffice wrote a PDF that cannot be read. Generate again.")
        raise ProblemError(Problem("error", "pdf-broken", message, name)) from error


def _refuse_untagged(pdf: pikepdf.Pdf, name: str) -> None:
    # What the file is not, its metadata shall not claim: LibreOffice before 7.4 passes over the wishes.
    made = bytes(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else b""
    if "/StructTreeRoot" not in pdf.Root or b"pdfuaid:part" not in made or b"pdfaid:part" not in made:
        message = _(
            "This LibreOffice makes no accessible PDF for the archive (PDF/UA-1 and PDF/A-2b). Install "
            "LibreOffice 7.4 or later, or name another with --office."
        )
        raise ProblemError(Problem("error", "office-too-old", message, name))


def _describe(pdf: pikepdf.Pdf, facts: DocumentInfo) -> None:
    """Set title, language and the rest, in both places that hold them: they must agree."""
    packet = xmp(facts, creator=_CREATOR, producer=_PRODUCER)
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if "/Outlines" in pdf.Root:  # its headings beside the page
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
    if facts.language:
        pdf.Root.Lang = pikepdf.String(facts.language)
    properties = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Keywords": facts.keywords,
        "/Creator": _CREATOR,
        "/Producer": _PRODUCER,
        "/CreationDate": _pdf_date(facts.created),
        "/ModDate": _pdf_date(facts.modified),
    }
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary({key: text for key, text in properties.items() if text})
    )


def _mark_lines(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark lines that stand outside the tags as artifacts: LibreOffice 7.4 forgets borders of paragraphs."""
    instructions = list(_with_artifacts(pikepdf.parse_content_stream(page)))
    drawn = zlib.compress(pikepdf.unparse_content_stream(instructions))
    page.Contents = pdf.make_stream(drawn, Filter=pikepdf.Name.FlateDecode)


def _with_artifacts(instructions: Iterable[Any]) -> Iterator[Any]:
    depth = 0
    path: list[Any] = []  # a path outside the tags that is not painted yet; no mark may stand inside it
    for instruction in instructions:
        operator = str(instruction.operator)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if path or (depth == 0 and operator in _PATH_STARTS):
            path.append(instruction)
            if operator in _PAINTING:
                yield _instruction("BMC", pikepdf.Name.Artifact)
                yield from path
                yield _instruction("EMC")
                path = []
            elif operator == "n":
                yield from path
                path = []
        else:
            yield instruction
    yield from path


def _instruction(operator: str, *operands: pikepdf.Object) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def _forget_the_moment(pdf: pikepdf.Pdf) -> None:
    """Take away what differs from one conversion to the next."""
    for key in ("/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = bytearray(intent.DestOutputProfile.read_bytes())
        profile[24:36] = _ICC_DATE
        intent.DestOutputProfile.write(bytes(profile))


def _end_streams_clearly(pdf: pikepdf.Pdf) -> None:
    """Let no stream end with a carriage return: checkers take it for a part of the line end that follows.

    What stands behind the end of the compressed data is not read.
    """
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and stream.get("/Filter") == pikepdf.Name.FlateDecode:
            raw = stream.read_raw_bytes()
            if raw.endswith(b"\r"):
                parms: Any = stream.get("/DecodeParms")
                stream.write(raw + b"\0", filter=pikepdf.Name.FlateDecode, decode_parms=parms)


def _describe_pictures(pdf: pikepdf.Pdf, descriptions: tuple[str, ...]) -> None:
    """Give the descriptions of the Word file to what lost its own: LibreOffice drops those of charts.

    Only when there are as many pictures as descriptions, so that none gets another's.
    """
    figures = list(_figures(pdf))
    if len(figures) == len(descriptions):
        for figure, words in zip(figures, descriptions, strict=True):
            if _lacks_alt_text(figure) and words.strip():
                figure["/Alt"] = pikepdf.String(words)


def _mark_row_heads(pdf: pikepdf.Pdf, wanted: tuple[bool, ...]) -> None:
    """Let the first cell of a row be its heading where the Word file says so, as LibreOffice never does.

    Only when there are as many tables as the Word file has.
    """
    tables = [each for each in _elements(pdf.Root.StructTreeRoot) if each.get("/S") == "/Table"]
    if len(tables) != len(wanted):
        return
    for table in (each for each, heads in zip(tables, wanted, strict=True) if heads):
        for row in (each for each in _elements(table) if each.get("/S") == "/TR"):
            first = next((each for each in _elements(row) if each.get("/S") in {"/TH", "/TD"}), None)
            if first is not None and first.S == "/TD":
                first.S = pikepdf.Name.TH
                first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)


def _figures(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (each for each in _elements(pdf.Root.StructTreeRoot) if each.get("/S") == "/Figure")


def _lacks_alt_text(figure: Any) -> bool:
    return not str(figure.get("/Alt", "")).strip()


def _without_alt_text(pdf: pikepdf.Pdf, name: str) -> Iterator[Problem]:
    count = sum(_lacks_alt_text(figure) for figure in _figures(pdf))
    if count:
        message = _(
            "Pictures without a description: {count}. The PDF is not accessible until they have one: "
            "right-click the picture in Word, choose Edit Alt Text, and generate again."
        )
        yield Problem("warning", "pdf-picture-mute", message.format(count=count), name)


def _elements(root: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree in order, without recursion: a document can be deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary):
            yield element
            if "/K" in element:
                waiting.append(element.K)


def _pdf_date(moment: datetime | None) -> str:
    return moment.strftime("D:%Y%m%d%H%M%SZ") if moment else ""
