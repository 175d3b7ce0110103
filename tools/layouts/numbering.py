"""Real lists: bullets and numbers in three levels, and the project's goals."""

from __future__ import annotations

from layouts.look import ACCENT, INK
from layouts.xml import Element, paragraph_properties, run_properties, to_bytes, w

BULLETS, NUMBERS, GOALS = 1, 2, 3
STEP = 357  # indent of a level, 6.3 mm
GOAL_INDENT = 851


def numbering() -> bytes:
    """Return numbering.xml; a list's id is also the id of its definition."""
    bullets = [
        _level(i, "bullet", "•–◦"[i], f"ListBullet{i + 1 if i else ''}", r=run_properties(color=ACCENT))
        for i in range(3)
    ]
    formats = ("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3.")
    numbers = [
        _level(i, how, text, f"ListNumber{i + 1 if i else ''}") for i, (how, text) in enumerate(formats)
    ]
    goals = [
        _level(0, "decimal", "Mål %1", "Goal", indent=GOAL_INDENT, r=run_properties(bold=True, color=INK)),
        _level(1, "bullet", "•", "GoalTarget", indent=GOAL_INDENT, r=run_properties(color=ACCENT)),
    ]
    lists = {BULLETS: bullets, NUMBERS: numbers, GOALS: goals}
    root = w("numbering")
    root.extend(_definition(number, levels) for number, levels in lists.items())
    root.extend(w("num", w("abstractNumId", val=number), numId=number) for number in lists)
    return to_bytes(root)


def _definition(number: int, levels: list[Element]) -> Element:
    return w(
        "abstractNum",
        w("nsid", val=f"4A5E00{number:02X}"),
        w("multiLevelType", val="multilevel"),
        w("tmpl", val=f"4A5F00{number:02X}"),
        *levels,
        abstractNumId=number,
    )


def _level(
    level: int, how: str, text: str, style: str, *, indent: int = 0, r: Element | None = None
) -> Element:
    left = indent + (STEP if level else 0) if indent else STEP * (level + 1)
    hanging = indent if indent and not level else STEP
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=how),
        w("pStyle", val=style),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        paragraph_properties(ind={"left": left, "hanging": hanging}),
        r,
        ilvl=level,
    )
