"""Names of organisations, of the project and of people in running text, against the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from generator.grant.prose.facts import Facts
from generator.grant.prose.texts import MOST_REMEMBERED, Prose, cut, matches
from generator.language import _
from generator.located import as_far_as_readable
from generator.problems import Problem

SHORTEST, LONGEST = 8, 200
"""A shorter name is near to too many other words; a longer one takes long to compare."""
MOST_EDITS = 2
"""Letters that may differ for one name to be taken for another."""
FEWEST_WORDS = 4
"""From this many of its first words on the project is taken to be named."""
MOST_WORDS = 50
"""More words are no name; the pattern that finds a part of it nests as deep as it has words."""

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"(?:e|en|et|er|ar|or|an|erna|arna|orna)$")
_NAME = r"[A-ZÅÄÖ][\w-]*(?:\s(?:[A-ZÅÄÖ][\w-]*|kommun|län|universitet|högskola|stiftelse)){0,5}"
_PAYS = re.compile(
    rf"\b(?:(?:med)?finansier\w+|bidrag|stöd|medel|kronor)\s(?:från|av)\s(?P<name>{_NAME})|"
    rf"\b(?P<giver>{_NAME})\s(?:med)?finansierar\b"
)
_PROJECT_BEFORE = re.compile(r"(?:[”\"»“]|\b[Pp]rojekt\w*:?\s)$")


def misnamed(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield what is wrong with the names in a text."""
    for check in (_near_names, _strangers, _cut_title, _people):
        yield from as_far_as_readable(check(prose, facts))


def _near_names(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield names that are nearly, but not quite, those of the data."""
    for written, name, at in _nearly_named(prose.text, facts.organisations):
        text = _("The text says “{written}”, the data says “{name}”. Spell the name in one way.")
        message = text.format(written=cut(written), name=cut(name))
        yield prose.problem("warning", "text-name", message, at)


@lru_cache(maxsize=MOST_REMEMBERED // 10)
def _nearly_named(text: str, names: tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return what is nearly one of the names, that name, and where in the text it stands."""
    return tuple(_find_nearly(text, names))


def _find_nearly(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    by_initial: dict[str, list[int]] = {}
    for number, (word, _start, _end) in enumerate(words):
        by_initial.setdefault(word[0], []).append(number)
    known = {_bare(_inside(name)) for name in names}
    for name in names:
        parts = _WORD.findall(name)
        if not SHORTEST <= len(name) <= LONGEST or not parts or not parts[0][0].isupper():
            continue
        for number in by_initial.get(parts[0][0], ()):
            last = words[min(number + len(parts), len(words)) - 1]
            written = " ".join(text[words[number][1] : last[2]].split())
            if _is_nearly(written, _inside(name)) and _bare(written) not in known:
                yield written, name, words[number][1]


@lru_cache(10_000)
def _inside(name: str) -> str:
    """Return a name from its first word to its last, without the signs around them: a bracket, an &."""
    words = list(_WORD.finditer(name))
    if not words:
        return name
    return " ".join(name[words[0].start() : words[-1].end()].split())


@lru_cache(10_000)
def _is_nearly(written: str, name: str) -> bool:
    """Say whether a name is misspelt: not in another form, not with another number."""
    one, other = _bare(written), _bare(name)
    if one == other or abs(len(one) - len(other)) > MOST_EDITS:
        return False
    if _DIGITS.findall(one) != _DIGITS.findall(other) or _stem(one) == _stem(other):
        return False
    return _edits(one, other) <= (MOST_EDITS if len(other) > 2 * SHORTEST else 1)


@lru_cache(10_000)
def _bare(name: str) -> str:
    """Return a name without the s of its genitive, in small letters."""
    return re.sub(r"(?<=[^sxz])s$", "", name.casefold())


def _stem(name: str) -> str:
    """Return a name of one word without the ending that says definite or plural; else the name."""
    return name if " " in name else _ENDING.sub("", name)


def _edits(one: str, other: str) -> int:
    """Return how many letters must be changed, put in or left out to make one of the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            changed = previous + (letter != against)
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, changed)
    return row[-1]


def _strangers(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield whoever pays in the text but not in the data."""
    if not facts.data.financing.contributions or prose.is_english:
        return
    known = [_bare(name) for name in facts.organisations]
    for match in matches(_PAYS, prose.text):
        written = match["name"] or match["giver"]
        bare = _bare(written)
        if any(bare.startswith(name) or name.startswith(bare) for name in known):
            continue
        start = match.start("name" if match["name"] else "giver")
        text = _("The text lets “{written}” pay, but the financing names “{known}”. Correct one of them.")
        known_now = ", ".join(facts.financiers)
        message = text.format(written=cut(" ".join(written.split())), known=cut(known_now))
        yield prose.problem("warning", "text-financier", message, start)


def _cut_title(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield the project's name where it is given in part."""
    name = facts.data.project.name or ""
    if not name or (pattern := _title_pattern(name)) is None:
        return
    for match in matches(pattern, prose.text):
        is_title = prose.path.startswith("case.attachments.")
        if match["rest"] or not (
            is_title or _PROJECT_BEFORE.search(prose.text[max(0, match.start() - 24) : match.start()])
        ):
            continue
        text = _(
            "The text gives only a part of the project's name: {written}. If the project "
            "is meant, write all of it."
        )
        message = text.format(written=f"”{cut(match[0])}”")
        yield prose.problem("hint" if is_title else "warning", "title-differs", message, match.start())


@cache
def _title_pattern(name: str) -> re.Pattern[str] | None:
    """Return what finds the first words of a name, and after them `rest`: the others, when they are there."""
    words = name.split()
    if not FEWEST_WORDS < len(words) <= MOST_WORDS:
        return None
    first, rest = words[:FEWEST_WORDS], words[FEWEST_WORDS:]
    tail = "".join(rf"(?:\s+{re.escape(word)}" for word in rest[:-1]) + ")?" * (len(rest) - 1)
    whole = r"\s+".join(map(re.escape, rest))
    return re.compile(r"\s+".join(map(re.escape, first)) + rf"(?:(?P<rest>\s+{whole})|{tail})")


def _people(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield the names of people, which belong to their fields (a published text is read by all)."""
    for name in facts.people:
        if (at := prose.text.find(name)) >= 0:
            text = _(
                "The text names “{name}”. Names of people belong to their fields; write the role instead."
            )
            yield prose.problem("hint", "person-in-text", text.format(name=name), at)
