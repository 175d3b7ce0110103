"""What each check that is no rule looks for, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.language import _


@dataclass(frozen=True, slots=True)
class Explanation:
    """A check: its id, how heavy it weighs, what it finds, why that matters, and its source.

    `basis` is that of a rule (verified, logic, older, inferred), and empty for what is built in.
    """

    code: str
    level: str
    what: str
    why: str
    source: str
    basis: str = ""


def builtin() -> Iterator[Explanation]:
    """Yield the checks that are no rules of a form, in the language of the moment."""
    yield from _answers()
    yield from _figures()
    yield from _names()
    yield from _spelling()
    yield from _wording()
    yield from _people()
    yield from _silence()


def _group(why: str, source: str, **levels: dict[str, str]) -> Iterator[Explanation]:
    """Yield the checks that share why and source, by level and id."""
    for level, checks in levels.items():
        for code, what in checks.items():
            yield Explanation(code, level, what, why, source)


def _answers() -> Iterator[Explanation]:
    yield from _group(
        _("An application with a question left out is sent back or refused."),
        _("The form of the receiver (form.yaml)."),
        error={"answer-missing": _("A question that the receiver requires has no answer.")},
    )
    yield from _group(
        _("The e-service cuts a text that is too long, or does not save it."),
        _("The question's limit_source in form.yaml."),
        error={"too-long": _("An answer has more characters than the e-service takes.")},
        warning={"nearly-too-long": _("An answer has at least 95 % of the characters there is room for.")},
    )
    yield from _group(
        _("Nothing can be made for it."),
        _("The folders under templates."),
        error={"unknown-document": _("The data file asks for a document that there is no folder for.")},
    )


def _figures() -> Iterator[Explanation]:
    yield from _group(
        _("A reader who finds two figures for one thing trusts neither; the case officer must ask."),
        _("The data file itself: the documents are to say the same."),
        warning={
            "text-amount": _("An amount in running text fits no amount or sum of the data."),
            "text-date": _("A date in running text is near those of the data but none of them."),
            "text-year": _("A year in a sentence about the project is none of its years."),
            "text-period": _("The project is given the years of an assignment or a programme."),
            "text-share": _("A percentage in a sentence about money is no share of the data."),
            "text-organisation-number": _("An organisation number in running text is nobody's here."),
            "unit-missing": _("An amount of the data stands in the text without kronor."),
            "texts-not-read": _("The texts are together too long to be compared with the data."),
        },
    )


def _names() -> Iterator[Explanation]:
    yield from _group(
        _("The applications and the decision must be seen to be about one project and the same parties."),
        _("The data file itself: the documents are to say the same."),
        warning={
            "text-name": _("A name in running text is nearly that of an organisation of the data."),
            "text-financier": _("The text lets somebody pay whom the financing does not name."),
            "title-differs": _("The project's name is given in part."),
            "status-words": _("The text says otherwise than the financing how far the money has come."),
            "wholly-external": _("The text says that all money is external beside own financing."),
            "person-differs": _("A person has two titles, phone numbers or addresses."),
            "organisation-differs": _("An organisation has two names or two numbers."),
            "delegation-years": _("The decision's date is outside the years of the rules it cites."),
        },
    )


def _spelling() -> Iterator[Explanation]:
    yield from _group(
        _("It is read faster, and cannot be misread."),
        _("Myndigheternas skrivregler; Språkrådets frågelåda; formkrav.se."),
        hint={
            "hard-space": _("A number can be broken over two lines."),
            "short-unit": _("A unit is abbreviated in running text."),
            "no-space-before-unit": _("There is no space between the digits and the unit."),
            "abbreviation": _("An abbreviation is not explained at its first use."),
        },
        warning={
            "money-unit": _("An amount has a unit that the public sector does not use."),
            "point-in-number": _("A number has points between its thousands."),
            "phone-spacing": _("A phone number has a space beside its hyphen."),
        },
    )


def _wording() -> Iterator[Explanation]:
    yield from _group(
        _("A hyphen joins two words; a dash says from and to."),
        _("Svenska skrivregler, as we know it; the page itself was not read."),
        hint={"dash-in-range": _("A range is written with a hyphen.")},
    )
    yield from _group(
        _("The state budget's own name leaves no doubt about which money is meant."),
        _("Our own judgement."),
        warning={"appropriation-name": _("An appropriation is not spelt as the financing spells it.")},
    )
    yield from _group(
        _("The receiver looks for targets that can be measured."),
        _("Our own judgement."),
        hint={"empty-promise": _("A result is promised in words that cannot be followed up.")},
    )


def _people() -> Iterator[Explanation]:
    yield from _group(
        _("Applications and decisions are public documents, and are published."),
        _("Region Jämtland Härjedalen's advice to applicants, in a page of 2018; today's was not read."),
        warning={
            "personal-number": _("A text holds a personal identity number."),
            "private-email": _("A text holds a private e-mail address."),
            "mobile-number": _("A text holds a mobile number."),
        },
        hint={"person-in-text": _("A text names a person.")},
    )


def _silence() -> Iterator[Explanation]:
    yield from _group(
        _("A check is only silenced by somebody who says why."),
        _("The data file's key ignore."),
        error={
            "ignore-incomplete": _("What silences a check lacks its check, place or reason."),
            "ignore-unknown": _("What silences a check names one that there is not."),
        },
        hint={"ignore-unused": _("What silences a check has nothing to silence.")},
    )
