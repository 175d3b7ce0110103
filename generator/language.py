"""The language of messages, and of what is noted in documents: Swedish, unless English is asked for."""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DOMAIN = "ansokan"
_FOLDER = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_name = "en"


def use(language: str | None) -> None:
    """Show messages in `language` ("sv", "en"); None asks the environment."""
    global _catalogue, _name  # noqa: PLW0603 -- one process speaks one language
    _name = name = _spoken(language) if language else from_environment()
    _catalogue = gettext.translation(_DOMAIN, _FOLDER, [name], fallback=True)
    # click asks the process-wide domain for its own words ("Usage:", "No such option").
    gettext.bindtextdomain(_DOMAIN, str(_FOLDER))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = name


@contextmanager
def swedish() -> Iterator[None]:
    """Make what is written into documents and data files, which is Swedish whatever messages are shown in."""
    global _catalogue, _name
    before = _catalogue, _name
    _catalogue, _name = gettext.translation(_DOMAIN, _FOLDER, ["sv"], fallback=True), "sv"
    try:
        yield
    finally:
        _catalogue, _name = before


def in_use() -> str:
    """Return the language that messages are shown in: "sv" or "en"."""
    return _name


def from_environment() -> str:
    """Return "en" when this machine is set to English, else "sv"."""
    variables = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, variables), "C")
    if re.match(r"(C|POSIX)\b", name):  # no language at all
        return _of_windows() if sys.platform == "win32" else "sv"
    return _spoken(name)


def _spoken(locale: str) -> str:
    """Return "en" for "en", "en_GB.UTF-8", "en:sv" and Windows' "English_Sweden", else "sv"."""
    return "en" if re.match(r"en(glish)?(?![a-z])", locale, re.IGNORECASE) else "sv"


def _of_windows() -> str:
    # Not the locale: that is the format of dates and amounts, which is Swedish in an English Windows too.
    import ctypes

    spoken = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined, unused-ignore]
    # The primary language is the lower ten bits; 0x09 is LANG_ENGLISH (winnt.h).
    return "en" if spoken & 0x3FF == 0x09 else "sv"


def _(message: str) -> str:
    """Return `message` in the language in use; placeholders are filled afterwards with format()."""
    return _catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for it
    """Mark `message` for translation; `_` translates it when it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message that fits `count`, in the language in use."""
    return _catalogue.ngettext(one, many, count)
