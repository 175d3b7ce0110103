"""Personal data in running text, which is published or handed out to whoever asks.

Source: Region Jämtland Härjedalen asks applicants to avoid personal data in running text and attachments
(a page of 2018); personal identity numbers are never published. The check digit: SFS 1974:174.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.formats.registers import luhn
from generator.grant.prose.texts import Prose, matches
from generator.language import _
from generator.problems import Problem

PRIVATE = (
    "gmail googlemail hotmail outlook live msn yahoo icloud me mac protonmail proton telia spray comhem "
    "bredband swipnet home tele2 passagen bahnhof"
).split()
"""Providers whose addresses people have at home."""


_NUMBER = re.compile(
    r"(?<![\d/-])(?:19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d) ?[-+–]? ?(?P<last>\d{4})(?![\d/-])"
)
_MOBILE = re.compile(r"(?<![\d/.:-])(?:\+46 ?\(?0?\)?|0046 ?|0)7[02369](?:[ -]?\d){7}(?![\d-])")
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{'|'.join(PRIVATE)})\.[a-z]{{2,3}}\b", re.IGNORECASE)


def personal_data(prose: Prose) -> Iterator[Problem]:
    """Yield personal identity numbers, private e-mail addresses and mobile numbers in a text."""
    if prose.has_digits:
        for match in matches(_NUMBER, prose.raw):
            if _is_identity(match):
                text = _(
                    "The text holds what is a personal identity number. Take it out: it is never to be "
                    "published."
                )
                yield prose.problem("warning", "personal-number", text, match.start())
        for match in matches(_MOBILE, prose.raw):
            text = _(
                "The text holds a mobile number. Write phone numbers in their fields, and only those of "
                "the office."
            )
            yield prose.problem("warning", "mobile-number", text, match.start())
    if "@" in prose.raw:
        for match in matches(_EMAIL, prose.raw):
            text = _(
                "The text holds a private e-mail address. Write addresses in their fields, and only those "
                "of the office."
            )
            yield prose.problem("warning", "private-email", text, match.start())


def _is_identity(match: re.Match[str]) -> bool:
    """Say whether the digits can be a person's: a day (or day + 60, samordningsnummer) and a check digit."""
    month, day = int(match["month"]), int(match["day"])
    born = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
    return born and luhn(match["year"] + match["month"] + match["day"] + match["last"])
