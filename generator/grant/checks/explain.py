"""What each check is, why it is made, and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.formats import CODES
from generator.grant.checks.explained import BESIDE_THE_CHECKS, Explained
from generator.grant.checks.explained_books import OF_WORKBOOKS
from generator.grant.checks.names import meant, rules
from generator.grant.forms.form import Form
from generator.grant.forms.rulebook import words_of
from generator.grant.yaml.errors import MESSAGES, REFUSALS
from generator.language import N_, _


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


def codes(forms: Sequence[Form]) -> list[str]:
    """Return the id of every check, in order."""
    tables = (*_BUILT_IN, *BESIDE_THE_CHECKS, OF_WORKBOOKS)
    built_in = {code for _why, _source, levels in tables for checks in levels.values() for code in checks}
    return sorted({rule.id for rule, _name in rules(forms)} | built_in | _SHAPE | set(_YAML))


def explain(code: str, forms: Sequence[Form]) -> list[Explanation]:
    """Return what is known of a check, a rule as each receiver has it; nothing when no check has that id."""
    named = meant(code, forms)
    found: dict[Explanation, list[str]] = {}
    for rule, name in rules(forms):
        if rule.id in named:
            words = words_of(rule)
            said = Explanation(rule.id, rule.level, words.title or rule.check, words.why, "", rule.basis)
            found.setdefault(said, []).append(f"{name}{words.source}")
    if found:
        return [replace(each, source="; ".join(dict.fromkeys(sources))) for each, sources in found.items()]
    return [built_in] if (built_in := _built_in(code)) else []


def _built_in(code: str) -> Explanation | None:
    """Return what is known of a check that is no rule."""
    if code in _SHAPE or code in _YAML:
        what = (
            _blank(_YAML[code])
            if code in _YAML
            else _("A value, a key or the file itself is not in the form that can be read.")
        )
        why = _("The documents are made from the data file; what cannot be read as data cannot be said.")
        return Explanation(code, "error", what, why, _("The schema of the data file (ansokan schema)."))
    for why, source, levels in (*_BUILT_IN, *BESIDE_THE_CHECKS, OF_WORKBOOKS):
        for level, checks in levels.items():
            if code in checks:
                return Explanation(code, level, _(checks[code]), _(why), _(source))
    return None


def _blank(sentence: str) -> str:
    """Return the sentence of a Problem of the YAML, with an ellipsis for what is different each time."""
    return re.sub(r"\{\w[^{}]*\}", "…", _(sentence)).replace("{{", "{").replace("}}", "}")


_BUILT_IN: tuple[Explained, ...] = (
    (
        N_("An application with a question left out is sent back or refused."),
        N_("The form of the receiver (form.yaml)."),
        {
            "missing": {"answer-missing": N_("A question that the receiver requires has no answer.")},
        },
    ),
    (
        N_("The e-service cuts a text that is too long, or does not save it."),
        N_("The question's limit_source in form.yaml."),
        {
            "error": {"too-long": N_("An answer has more characters than the e-service takes.")},
            "warning": {
                "nearly-too-long": N_("An answer has at least 95 % of the characters there is room for.")
            },
        },
    ),
    (
        N_("Nothing can be made for it."),
        N_("The folders under templates."),
        {
            "error": {
                "unknown-document": N_("The data file asks for a document that there is no folder for.")
            },
        },
    ),
    (
        N_("A reader who finds two figures for one thing trusts neither; the case officer must ask."),
        N_("The data file itself: the documents are to say the same."),
        {
            "warning": {
                "calculation-differs": N_("A calculation of what is given in kind gives another amount."),
                "text-amount": N_("An amount in running text fits no amount or sum of the data."),
                "text-date": N_("A date in running text is near those of the data but none of them."),
                "text-year": N_("A year in a sentence about the project is none of its years."),
                "text-period": N_("The project is given the years of an assignment or a programme."),
                "text-share": N_("A percentage in a sentence about money is no share of the data."),
                "text-organisation-number": N_("An organisation number in running text is nobody's here."),
                "unit-missing": N_("An amount of the data stands in the text without kronor."),
                "texts-not-read": N_("The texts are together too long to be compared with the data."),
            },
        },
    ),
    (
        N_("The applications and the decision must be seen to be about one project and the same parties."),
        N_("The data file itself: the documents are to say the same."),
        {
            "warning": {
                "text-name": N_("A name in running text is nearly that of an organisation of the data."),
                "text-financier": N_("The text lets somebody pay whom the financing does not name."),
                "title-differs": N_("The project's name is given in part."),
                "status-words": N_("The text says otherwise than the financing how far the money has come."),
                "wholly-external": N_("The text says that all money is external beside own financing."),
                "person-differs": N_("A person has two titles, phone numbers or addresses."),
                "organisation-differs": N_("An organisation has two names or two numbers."),
                "delegation-years": N_("The decision's date is outside the years of the rules it cites."),
            },
        },
    ),
    (
        N_("It is read faster, and cannot be misread."),
        N_("Myndigheternas skrivregler; Språkrådets frågelåda; formkrav.se."),
        {
            "hint": {
                "short-unit": N_("A unit is abbreviated in running text."),
                "no-space-before-unit": N_("There is no space between the digits and the unit."),
                "abbreviation": N_("An abbreviation is not explained at its first use."),
            },
            "warning": {
                "money-unit": N_("An amount has a unit that the public sector does not use."),
                "point-in-number": N_("A number has points between its thousands."),
                "phone-spacing": N_("A phone number has a space beside its hyphen."),
            },
        },
    ),
    (
        N_("A hyphen joins two words; a dash says from and to."),
        N_("Svenska skrivregler, as we know it; the page itself was not read."),
        {
            "hint": {"dash-in-range": N_("A range is written with a hyphen.")},
        },
    ),
    (
        N_("The state budget's own name leaves no doubt about which money is meant."),
        N_("Our own judgement."),
        {
            "warning": {
                "appropriation-name": N_("An appropriation is not spelt as the financing spells it.")
            },
        },
    ),
    (
        N_("The receiver looks for targets that can be measured."),
        N_("Our own judgement."),
        {
            "hint": {"empty-promise": N_("A result is promised in words that cannot be followed up.")},
        },
    ),
    (
        N_("Applications and decisions are public documents, and are published."),
        N_("Region Jämtland Härjedalen's advice to applicants, in a page of 2018; today's was not read."),
        {
            "warning": {
                "personal-number": N_("A text holds a personal identity number."),
                "private-email": N_("A text holds a private e-mail address."),
                "mobile-number": N_("A text holds a mobile number."),
            },
            "hint": {"person-in-text": N_("A text names a person.")},
        },
    ),
    (
        N_("A check is only silenced by somebody who says why."),
        N_("The data file's key ignore."),
        {
            "error": {
                "ignore-incomplete": N_("What silences a check lacks its check, place or reason."),
                "ignore-unknown": N_("What silences a check names one that there is not."),
            },
            "hint": {"ignore-unused": N_("What silences a check has nothing to silence.")},
        },
    ),
    (
        N_(
            "What was right last year may be wrong now: nothing is sent that was taken from an earlier "
            "project before somebody has seen that it holds."
        ),
        N_("The data file's key carried."),
        {
            "error": {
                "carried-incomplete": N_("A mark on a value lacks its path, or both fingerprint and review."),
                "carried-unknown": N_("A mark is on a value that there is no place for."),
                "carried-fingerprint": N_("A mark has something else for its fingerprint."),
                "nothing-carried": N_("An earlier project has nothing that a new one can begin with."),
            },
            "warning": {
                "carried-not-reviewed": N_("Values from an earlier project have not been reviewed."),
                "carried-anew": N_(
                    "A new project's file is written anew, without the comments of the earlier."
                ),
                "not-carried": N_("Something in an earlier project cannot be read, and is not taken."),
            },
            "hint": {"carried-years": N_("Texts from an earlier project name a year.")},
        },
    ),
)
"""Why, source, and by level and id what is found: the checks that are no rules of a form."""
_SHAPE = CODES | set(
    (
        "greater-than-equal less-than-equal decimal-max-digits decimal-max-places decimal-whole-digits "
        "int-type decimal-type date-type bool-type string-type tuple-type model-type model-attributes-"
        "type limit-source label-source rule-basis rule-twice question-twice string-pattern-mismatch missing "
        "literal-error unknown-key duplicate-key alias tag several-documents too-many-values too-deep "
        "too-large merge-key key-not-text control-character encoding empty not-a-mapping unwritable "
        "form-expression form-output file-name reserved-name extends-unknown extends-chain question-unknown "
        "without-unknown without-asked-for "
        "blank-after-colon blank-after-dash bar-missing needless-dash dash-missing"
    ).split()
)
"""What is wrong with how a file is written: what no kind can read, and what the file cannot hold."""
_YAML = {**MESSAGES, **REFUSALS}
"""What the reader of YAML says by code, with the way out."""
