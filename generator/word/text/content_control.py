"""Content controls: a value in Word that knows its path and can be read back.

Source: ECMA-376 part 1, 17.5.2. The tag is the path, the alias (what Word shows) the Swedish title.
"""

from __future__ import annotations

import re
import zlib

from lxml import etree

from generator.word.opc.names import SDT, SDT_CONTENT, SDTPR, VAL, P, qn
from generator.word.opc.xml import escape, inner, is_on, whole
from generator.word.text.runs import text_of, text_xml

MAX_TAG = 64
"""UTF-16 units that Word takes in a tag or an alias."""
ANCHOR = "_gd_"
"""What the name of the hidden bookmark around a block begins with: LibreOffice 7.4 keeps it, and no tag."""
_HOLDER = qn("w:showingPlcHdr")
_PROMPT = "Klicka och skriv: "
_WORDS_PROMPT = re.compile(
    r"(?:Klicka|Tryck|Click|Tap)(?: eller tryck| or tap)? (?:här|here)\b[^.]*\.?"
    r"|(?:Klicka|Tryck|Click|Tap)\b[^.]{0,20}\b(?:ange|enter)\b[^.]*\."
    r"|(?:Välj ett objekt|Choose an item|Choose a building block)\."
)
"""What Word itself asks for in an empty control, in Swedish and in English."""


def can_hold(path: str) -> bool:
    """Say whether a path fits in the tag of a control."""
    return len(path) <= MAX_TAG // 2 or len(path.encode("utf-16-le")) <= 2 * MAX_TAG


def control_id(path: str, occurrence: int) -> int:
    """Return a number from 1 to 2^31 - 1, the same in every run."""
    return (zlib.crc32(f"{path}#{occurrence}".encode()) & 0x7FFFFFFF) or 1


def number_of(control: etree._Element) -> int:
    """Return the number (w:id) of a control, 0 when it has none that is to be read."""
    found = inner(control, SDTPR, qn("w:id"))
    return 0 if found is None else whole(found.get(VAL))


def run(properties: str, text: str) -> str:
    """Return the XML of a run; `properties` is its w:rPr, or nothing."""
    return f"<w:r>{properties}{text_xml(text)}</w:r>"


def cut_alias(title: str) -> str:
    """Return as much of a title as an alias holds."""
    if len(title) <= MAX_TAG // 2:  # a character may be two units
        return title
    return title.encode("utf-16-le")[: 2 * MAX_TAG].decode("utf-16-le", "ignore")


def name_of(path: str, title: str) -> str:
    """Return the XML of a control's alias and tag."""
    shown = f'<w:alias w:val="{escape(cut_alias(title))}"/>' if title else ""
    return f'{shown}<w:tag w:val="{escape(path)}"/>'


def inline(path: str, title: str, number: int, properties: str, text: str) -> str:
    """Return the XML of a control in a text, for one value."""
    kind = '<w:text w:multiLine="1"/>' if "\n" in text else "<w:text/>"
    head = f'{properties}{name_of(path, title)}<w:id w:val="{number}"/>{kind}'
    return _sdt(head, run(properties, text))


def placeholder(path: str, title: str, number: int, properties: str, grey: str) -> str:
    """Return the XML of a control in a text whose value is missing; what is typed there gets `properties`."""
    head = f'{properties}{name_of(path, title)}<w:id w:val="{number}"/><w:showingPlcHdr/>'
    return _sdt(f'{head}<w:text w:multiLine="1"/>', run(grey, prompt(title or path)))


def block(path: str, title: str, number: int, content: str, *, missing: bool = False) -> str:
    """Return the XML of a control around whole paragraphs, with a bookmark as second anchor."""
    showing = "<w:showingPlcHdr/>" if missing else ""
    sdt = _sdt(f'{name_of(path, title)}<w:id w:val="{number}"/>{showing}', content)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{ANCHOR}{number:08x}"/>'
    return f'{start}{sdt}<w:bookmarkEnd w:id="{number}"/>'


def prompt(title: str) -> str:
    """Return what stands where an answer is missing."""
    return _PROMPT + title


def name_in(control: etree._Element, kind: str) -> str:
    """Return the w:tag or w:alias of a control, or nothing."""
    found = inner(control, SDTPR, qn(kind))
    return "" if found is None else str(found.get(VAL, ""))


def tags_lost(root: etree._Element) -> bool:
    """Say whether controls have titles and none a tag, as LibreOffice 7.4 leaves them.

    It destroys the tracked changes in them too.
    """
    controls = list(root.iter(SDT))
    return [any(name_in(c, kind) for c in controls) for kind in ("w:alias", "w:tag")] == [True, False]


def showing_placeholder(control: etree._Element) -> bool:
    """Say whether a control shows its placeholder (17.5.2.39) and so has no value.

    The mark alone does not say so: scripts, some editors and a replace-all leave it on what somebody typed.
    In a control that was emptied, Word shows hard spaces, or words of its own that ask for a click.
    LibreOffice 7.4 drops the mark with the tag, and leaves the prompt as text.
    """
    if not is_on(inner(control, SDTPR, _HOLDER)):
        alias = "" if name_in(control, "w:tag") else name_in(control, "w:alias")
        return bool(alias) and control_text(control).strip() == prompt(alias)
    text = control_text(control).strip()
    if not text.startswith(_PROMPT):
        return not text or _WORDS_PROMPT.fullmatch(text) is not None
    title = name_in(control, "w:alias") or name_in(control, "w:tag")
    added = text.removeprefix(prompt(title))
    return added in {"", text} or len(title.encode("utf-16-le")) >= 2 * MAX_TAG


def control_text(control: etree._Element) -> str:
    """Return the text in a control; paragraphs as lines."""
    content = control.find(SDT_CONTENT)
    if content is None:
        return ""
    paragraphs = list(content.iter(P))
    return "\n".join(map(text_of, paragraphs)) if paragraphs else text_of(content)


def _sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
