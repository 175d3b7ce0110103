"""The language that messages are shown in: Swedish when the locale is Swedish, else English."""

from __future__ import annotations

import gettext
import locale
import os
import sys
from pathlib import Path

_DOMAIN = "ansokan"
_FOLDER = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_name = "en"


def use(language: str | None) -> None:
    """Show messages in `language` ("sv", "en"); None asks the environment."""
    global _catalogue, _name  # noqa: PLW0603 -- one process speaks one language
    _name = name = (language or from_environment()).replace("-", "_")
    _catalogue = gettext.translation(_DOMAIN, _FOLDER, [name], fallback=True)
    # click asks the process-wide domain for its own words ("Usage:", "No such option").
    gettext.bindtextdomain(_DOMAIN, str(_FOLDER))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = name


def in_use() -> str:
    """Return the language that messages are shown in, such as "sv_SE"."""
    return _name


def from_environment() -> str:
    """Return the language of the person at this machine, such as "sv_SE"; "en" when not known."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, ""):
            return value.split(":")[0].split(".")[0]
    if sys.platform == "win32":  # Windows sets none of the variables
        return locale.getlocale()[0] or "en"
    return "en"


def _(message: str) -> str:
    """Return `message` in the language in use; placeholders are filled afterwards with format()."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message that fits `count`, in the language in use."""
    return _catalogue.ngettext(one, many, count)
