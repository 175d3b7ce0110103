"""Names of appropriations, amounts without a unit and abbreviations: wording that depends on the data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from generator.grant.prose.facts import Facts
from generator.grant.prose.texts import Prose, matches
from generator.language import _
from generator.problems import Problem

KNOWN = frozenset(
    "AB EU FN IT HR OH USA UK ID PDF GIS AI TV SMS PR DNA OK VD BNP SEK SCB SFS SOU ISO ISBN PM QR WC".split()
)
"""Abbreviations that need no explanation."""
_LETTERS = r"(?<![\w/.-])(?P<short>[A-ZÅÄÖ]{2,6})(?::?s)?(?![\w/.-]*[\w/])"
_BARE_NUMBER = (
    r"(?<![\d.,:/–-])\d{1,3}(?:[ \u00a0\n]\d{3}){1,4}(?![\d–])"
    r"(?=\s?[.,;)]|\s*$|\s(?:av|avses|beviljas|finansieras|från|för|i|kan|och|samt|ska|som|söks|till|är)\b)"
)
"""A number of a thousand or more with no noun after it."""


def appropriations(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield the names of an appropriation that are not spelt as the financing spells it."""
    for name in _short_names(facts) if prose.has_digits else ():
        number = re.escape(name.rpartition(" ")[2])
        spelt = number.replace(":", "[:./]")
        pattern = rf"(?<![\w:]){spelt}[ \u00a0-]?(?:anslag|medel|pengar)\w*"
        for match in matches(pattern, prose.text):
            text = _("“{written}” is not what the appropriation is called. Write “{name}”.")
            message = text.format(written=match[0], name=name)
            yield prose.problem("warning", "appropriation-name", message, match.start())


def _short_names(facts: Facts) -> Iterator[str]:
    """Yield `anslag 1:1` for each appropriation of the state budget that pays for something here."""
    written = [line.appropriation or "" for line in facts.data.financing.contributions]
    for number in dict.fromkeys(match[0] for each in written if (match := re.search(r"\b\d+:\d+\b", each))):
        yield f"anslag {number}"


def amounts_without_unit(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield numbers that are an amount of the data but stand without kronor."""
    if not prose.has_digits:
        return
    known = facts.round_amounts
    with_unit = sorted(figure.start for figure in prose.figures if figure.kind == "amount")
    for match in matches(_BARE_NUMBER, prose.text):
        if int(re.sub(r"\s", "", match[0])) not in known:
            continue
        at = bisect_left(with_unit, match.start())
        if at < len(with_unit) and with_unit[at] < match.end():
            continue
        text = _("The amount “{written}” has no unit. Write “{written} kronor”.")
        yield prose.problem("warning", "unit-missing", text.format(written=match[0]), match.start())


def abbreviations(texts: Sequence[Prose], facts: Facts) -> Iterator[Problem]:
    """Yield the first use of each abbreviation that no text explains there or before."""
    names = " ".join(facts.organisations)
    seen = set(KNOWN)
    for prose in texts:
        for match in () if prose.is_english else matches(_LETTERS, prose.text):
            short = match["short"]
            if short in seen:
                continue
            seen.add(short)
            if short in names.split() or _shouted(prose, match):
                continue
            if not any(_explains(short, each.text) for each in _where(prose, texts)):
                text = _(
                    "The abbreviation “{short}” is not explained. Write what it stands for, and "
                    "“{short}” in brackets, the first time."
                )
                message = text.format(short=short)
                yield prose.problem("hint", "abbreviation", message, match.start())


def _where(prose: Prose, texts: Sequence[Prose]) -> Sequence[Prose]:
    """Return the texts that may explain what a text abbreviates: it and those before; of a title, all."""
    at = next(number for number, each in enumerate(texts) if each is prose)
    return texts[: at + 1] if prose.is_long else texts


def _explains(short: str, text: str) -> bool:
    """Say whether a text explains an abbreviation: `words (ABC)`, `ABC (words)`, or words with its letters.

    The words stand beside it, with a dash, a comma, a colon or `står för` between.
    """
    for match in matches(rf"(?<!\w){short}(?!\w)", text):
        before, after = (
            text[max(0, match.start() - 120) : match.start()],
            text[match.end() : match.end() + 120],
        )
        if before.endswith("(") or re.match(r":?s?\s?\(", after):
            return True
        if (joined := _JOINED_AFTER.match(after)) and _spells(short, after[joined.end() :]):
            return True
        if joined := _JOINED_BEFORE.search(before):
            words = list(re.finditer(r"(?<!\w)\w", before[: joined.start()]))
            if any(_spells(short, before[word.start() : joined.start()]) for word in words[-7:]):
                return True
    return False


_JOINED_AFTER = re.compile(r"\s*(?:[–—:,=-]|\b(?:står för|betyder|är en förkortning av|utläses)\b)\s*[”\"]?")
_JOINED_BEFORE = re.compile(
    r"[”\"]?\s*(?:[–—:,=]|\b(?:förkortat|förkortas|i det följande|kallad|kallat|nedan)\b)\s*$"
)
_CLAUSE = re.compile(r"[.;:,()–—\n]")


def _spells(short: str, text: str) -> bool:
    """Say whether the first words of a text have the letters of an abbreviation, the first one first."""
    clause = _CLAUSE.split(text, maxsplit=1)[0].casefold()
    letters = iter("".join(clause.split()))
    begins = clause[:1] == short[0].casefold()
    return begins and len(clause) > 2 * len(short) and all(letter in letters for letter in short.casefold())


def _shouted(prose: Prose, match: re.Match[str]) -> bool:
    """Say whether the letters are a word in capitals beside others, or a Roman number."""
    beside = prose.text[max(0, match.start() - 8) : match.start()] + prose.text[match.end() : match.end() + 8]
    return bool(re.search(r"[A-ZÅÄÖ]{3,}", beside) or re.fullmatch(r"[IVX]+", match["short"]))
