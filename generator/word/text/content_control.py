"""Content controls: a value in Word that knows its path and can be read back.

Source: ECMA-376 part 1, 17.5.2. The tag is the path, the alias (what Word shows) the Swedish title.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from lxml import etree

from generator.formats.prompts import is_of_another, is_prompt, prompt
from generator.located import Origin
from generator.word.opc.names import SDT, SDT_CONTENT, SDTPR, VAL, P, qn
from generator.word.opc.xml import escape, first, inner, is_on, whole
from generator.word.text.control_kinds import LIST, kind_of
from generator.word.text.runs import text_of, text_xml

MAX_TAG = 64
"""UTF-16 units that Word takes in a tag or an alias."""
ANCHOR = "_gd_"
"""What the name of the hidden bookmark around a block begins with: LibreOffice 7.4 keeps it, and no tag."""
INLINE_ANCHOR = "_gi_"
"""The same of the one around a list or a date in a text, of which it keeps neither tag nor title."""
_HOLDER, _ALIAS, _TAG = qn("w:showingPlcHdr"), qn("w:alias"), qn("w:tag")
_WORDS_PROMPT = re.compile(
    r"(?:Klicka|Tryck|Click|Tap)(?: eller tryck| or tap)? (?:här|here)\b[^.]*\.?"
    r"|(?:Klicka|Tryck|Click|Tap)\b[^.]{0,20}\b(?:ange|enter)\b[^.]*\."
    r"|(?:Välj ett objekt|Choose an item|Choose a building block)\."
)
"""What Word itself asks for in an empty control, in Swedish and in English."""
_BRACKETS = re.compile(r"\[[^][]+\]")
"""What a prompt of ours is like, where an editor has dropped the title that it names."""


def inline_anchor(number: int) -> str:
    """Return the name of the bookmark around a list or a date with this number."""
    return f"{INLINE_ANCHOR}{number & 0xFFFFFFFF:08x}"


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


def inline(origin: Origin, number: int, properties: str, text: str) -> str:
    """Return the XML of a control in a text, for one value."""
    head = f'{properties}{name_of(origin.path, origin.title)}<w:id w:val="{number}"/>'
    return _in_text(head, number, kind_of(origin, text), run(properties, text))


def placeholder(origin: Origin, number: int, properties: str, grey: str) -> str:
    """Return the XML of a control in a text whose value is missing; what is typed there gets `properties`."""
    named = name_of(origin.path, origin.title)
    head = f'{properties}{named}<w:id w:val="{number}"/><w:showingPlcHdr/>'
    return _in_text(head, number, kind_of(origin, ""), run(grey, prompt(origin)))


def _in_text(head: str, number: int, kind: str, content: str) -> str:
    """Return the XML of a control; around a list or a date with a hidden bookmark."""
    control = _sdt(head + kind, content)
    return control if kind.startswith("<w:text") else _anchored(control, number, inline_anchor(number))


def block(path: str, title: str, number: int, content: str, *, missing: bool = False) -> str:
    """Return the XML of a control around whole paragraphs, with a bookmark as second anchor."""
    showing = "<w:showingPlcHdr/>" if missing else ""
    sdt = _sdt(f'{name_of(path, title)}<w:id w:val="{number}"/>{showing}', content)
    return _anchored(sdt, number, f"{ANCHOR}{number:08x}")


def _anchored(control: str, number: int, name: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{control}<w:bookmarkEnd w:id="{number}"/>'


def name_in(control: etree._Element, kind: str) -> str:
    """Return the w:tag or w:alias of a control, or nothing."""
    return _name(inner(control, SDTPR, qn(kind)))


def read(control: etree._Element) -> tuple[str, str, str | None]:
    """Return the tag, the alias and the text of a control, None while it shows its placeholder."""
    properties = _properties(control)
    shown = None if _shows_placeholder(control, properties) else control_text(control)
    return _name(properties.get(_TAG)), _name(properties.get(_ALIAS)), shown


def _name(found: etree._Element | None) -> str:
    return "" if found is None else str(found.get(VAL, ""))


def _properties(control: etree._Element) -> dict[str, etree._Element]:
    """Return the properties of a control by tag, each where it stands first."""
    return {each.tag: each for each in reversed(list(first(control, SDTPR)))}


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
    LibreOffice 7.4 drops the mark with the tag, and leaves the prompt as text; of a list or a date it drops
    tag and title, and keeps the mark. A list shows no value where it shows none of its items but a prompt.
    """
    return _shows_placeholder(control, _properties(control))


def _shows_placeholder(control: etree._Element, properties: Mapping[str, etree._Element]) -> bool:
    marked = is_on(properties.get(_HOLDER)) or LIST in properties
    title, tag = _name(properties.get(_ALIAS)), _name(properties.get(_TAG))
    if not marked and (tag or not title):
        return False
    text = control_text(control).strip()
    if marked and (not text or _WORDS_PROMPT.fullmatch(text) is not None):
        return True
    title = title or tag
    if marked and (_BRACKETS.fullmatch(text) is not None if not title else is_of_another(text, title)):
        return True
    return is_prompt(text, title, cut=len(title.encode("utf-16-le")) >= 2 * MAX_TAG)


def control_text(control: etree._Element) -> str:
    """Return the text in a control; paragraphs as lines."""
    content = next(control.iterchildren(SDT_CONTENT), None)
    if content is None:
        return ""
    paragraphs = list(content.iter(P))
    return "\n".join(map(text_of, paragraphs)) if paragraphs else text_of(content)


def _sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
