"""The theme: the names under which Word's own dialogues show our colours and fonts."""

from __future__ import annotations

from layouts import look
from layouts.package import DECLARATION

FONT = "Calibri"
NAME = "Ansökan"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme() -> bytes:
    """Return theme1.xml."""
    return (
        f'{DECLARATION}<a:theme xmlns:a="{DRAWING}" name="{NAME}">'
        f"<a:themeElements>{_colours()}{_fonts()}{_formats()}</a:themeElements></a:theme>"
    ).encode()


def _colours() -> str:
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": look.INK,
        "lt2": look.TINT,
        "accent1": look.ACCENT,
        "accent2": look.QUIET,
        "accent3": look.HOLE,
        "accent4": look.MARK,
        "accent5": look.LINE,
        "accent6": "6B4C7A",
        "hlink": look.ACCENT,
        "folHlink": "6B4C7A",
    }
    lines = (f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    return f'<a:clrScheme name="{NAME}">{"".join(lines)}</a:clrScheme>'


def _fonts() -> str:
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:fontScheme name="{NAME}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        "</a:fontScheme>"
    )


def _formats() -> str:
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:fmtScheme name="{NAME}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )
