"""Changes that many tests make: of the example's data file, and of its memo in Word (with `edited.edit`)."""

from pathlib import Path

PERIOD = ("end: 2025-05-30", "end: 2025-08-31")
"""In the data file: another end."""
SENTENCE = ("har en budget om", "leds av en styrgrupp och har en budget om")
"""In the memo: a sentence that somebody has written on."""


def change(project: Path, *pairs: tuple[str, str]) -> None:
    """Replace words in a project's data file, each once."""
    text = project.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    project.write_text(text, encoding="utf-8")
