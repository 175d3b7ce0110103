"""Paragraphs of text and tags."""

from __future__ import annotations

from layouts.xml import Element, paragraph_properties, w

Part = str | tuple[str, str] | Element
"""Text, text in a character style, or an element such as a field."""


def p(style: str, *parts: Part, keep: bool = False) -> Element:
    """Return a paragraph; `keep` holds it on the page of the next one."""
    properties = {"pStyle": style} if style != "Normal" else {}
    more = {"keepNext": True} if keep else {}
    return w("p", paragraph_properties(**properties, **more), *(_run(part) for part in parts))


def tag(text: str) -> Element:
    """Return a paragraph that governs those that follow: `{% if … %}` and its like."""
    return p("TemplateTag", f"{{% {text} %}}")


def when(condition: str, *inside: Element, otherwise: tuple[Element, ...] = ()) -> list[Element]:
    """Return paragraphs and tables that stand under a condition."""
    other = [tag("else"), *otherwise] if otherwise else []
    return [tag(f"if {condition}"), *inside, *other, tag("endif")]


def each(name: str, items: str, *inside: Element) -> list[Element]:
    """Return paragraphs and tables that are repeated."""
    return [tag(f"for {name} in {items}"), *inside, tag("endfor")]


def put(value: str) -> str:
    """Return the tag that shows a value."""
    return f"{{{{ {value} }}}}"


def field(code: str) -> Element:
    """Return a field that Word counts: PAGE, NUMPAGES."""
    return w("fldSimple", _text("1"), instr=f" {code} ")


def contents(levels: str) -> list[Element]:
    """Return the field of a table of contents; the program writes its entries (17.16.5.68)."""
    code = w("instrText", xml_space="preserve")
    code.text = f' TOC \\o "{levels}" \\h \\z \\u '
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, w("r", code), separate, _text("Innehåll"), end]


def tab() -> Element:
    """Return a jump to the style's tab stop."""
    return w("r", w("tab"))


def line_break() -> Element:
    """Return a new line in the same paragraph."""
    return w("r", w("br"))


def _run(part: Part) -> Element:
    if isinstance(part, str):
        return _text(part)
    if isinstance(part, tuple):
        return _text(part[0], part[1])
    return part


def _text(text: str, style: str = "") -> Element:
    keep = {"xml_space": "preserve"} if text != text.strip() or "{%" in text else {}
    look = w("rPr", w("rStyle", val=style)) if style else None
    content = w("t", **keep)
    content.text = text
    return w("r", look, content)
