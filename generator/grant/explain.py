"""What each check is, why it is made, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.grant.form import Form
from generator.grant.rulebook import Rule, Rulebook
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


def codes(forms: Sequence[Form]) -> list[str]:
    """Return the id of every check, in order."""
    return sorted({rule.id for _book, rule, _name in _rules(forms)} | set(_builtin()) | set(_SHAPE))


def explain(code: str, forms: Sequence[Form]) -> Explanation | None:
    """Return what is known of a check, or None when there is none of that id."""
    found = [(rule, name) for _book, rule, name in _rules(forms) if rule.id == code]
    if found:
        rule = found[0][0]
        source = "; ".join(dict.fromkeys(f"{name}{each.source}" for each, name in found))
        return Explanation(code, rule.level, rule.title or rule.check, rule.why, source, rule.basis)
    if code in _SHAPE:
        what = _("A value, a key or the file itself is not in the form that can be read.")
        why = _("The documents are made from the data file; what cannot be read as data cannot be said.")
        return Explanation(code, "error", what, why, _("The schema of the data file (ansokan schema)."))
    return _explained(code)


def _explained(code: str) -> Explanation | None:
    known = _builtin().get(code)
    return Explanation(code, *known) if known else None


def _rules(forms: Sequence[Form]) -> Iterator[tuple[Rulebook, Rule, str]]:
    """Yield every rule with its book and, for a receiver's own, the document's name before its source."""
    if common := next((form.common for form in forms if form.common), None):
        yield from ((common, rule, "") for rule in common.rules)
    for form in forms:
        yield from ((form.book, rule, f"{form.text.short}: ") for rule in form.text.rules)


_SHAPE = tuple(
    "amount rate quantity day no-such-day start yes-no choice one-line organisation-number "
    "organisation-number-check workplace-number email phone website greater-than-equal less-than-equal "
    "decimal-max-digits decimal-max-places decimal-whole-digits int-parsing int-type int-parsing-size "
    "decimal-type date-type bool-type string-type tuple-type model-type model-attributes-type limit-source "
    "rule-basis rule-twice question-twice string-pattern-mismatch missing literal-error unknown-key "
    "duplicate-key alias tag several-documents too-many-values too-deep too-large merge-key key-not-text "
    "control-character encoding empty not-a-mapping unwritable form-expression".split()
)
"""What is wrong with how a file is written."""


def _builtin() -> dict[str, tuple[str, str, str, str]]:
    """Return level, what, why and source of each check that is no rule of a form."""
    return {**_answers(), **_texts(), **_words(), **_people(), **_files()}


def _answers() -> dict[str, tuple[str, str, str, str]]:
    form, limit = _("The form of the receiver (form.yaml)."), _("The question's limit_source in form.yaml.")
    why = _("An application with a question left out is sent back or refused.")
    return {
        "answer-missing": ("error", _("A question that the receiver requires has no answer."), why, form),
        "too-long": ("error", _("An answer has more characters than the e-service takes."),
                     _("The e-service cuts the text, or does not save it."), limit),
        "nearly-too-long": ("warning", _("An answer has 95 % or more of the characters that there is room for."),
                            _("Small changes later will not fit."), limit),
        "unknown-document": ("error", _("The data file asks for a document that there is no folder for."),
                             _("Nothing can be made for it."), _("The folders under templates.")),
    }  # fmt: skip


def _texts() -> dict[str, tuple[str, str, str, str]]:
    why = _("A reader who finds two figures for one thing trusts neither; the case officer must ask.")
    data = _("The data file itself: the three documents are to say the same.")
    return {
        "text-amount": ("warning", _("An amount in running text fits no amount or sum of the data."), why, data),
        "text-date": ("warning", _("A date in running text is near those of the data but none of them."), why, data),
        "text-year": ("warning", _("A year in a sentence about the project is none of its years."), why, data),
        "text-period": ("warning", _("The project is given the years of something else."),
                        _("The years of an assignment or a programme are easily taken for the project's."), data),
        "text-share": ("warning", _("A percentage in a sentence about money is no share of the data."), why, data),
        "text-organisation-number": ("warning", _("An organisation number in running text is nobody's here."), why, data),
        "text-name": ("warning", _("A name in running text is nearly that of an organisation of the data."), why, data),
        "text-financier": ("warning", _("The text lets somebody pay whom the financing does not name."), why, data),
        "title-differs": ("warning", _("The project's name is given in part."),
                          _("The applications and the decision must be seen to be about the same project."), data),
        "unit-missing": ("warning", _("An amount of the data stands in the text without kronor."),
                         _("A number without a unit can be read as something else."), data),
        "status-words": ("warning", _("The text says otherwise than the financing's status how far the money has come."), why, data),
        "wholly-external": ("warning", _("The text says that all money is external beside own financing."), why, data),
        "person-differs": ("warning", _("A person has two titles, phone numbers or addresses."), why, data),
        "organisation-differs": ("warning", _("An organisation has two names or two numbers."), why, data),
        "delegation-years": ("warning", _("The decision's date is outside the years of the rules it cites."),
                             _("A decision under rules that are not in force can be set aside."), data),
    }  # fmt: skip


def _words() -> dict[str, tuple[str, str, str, str]]:
    read = _("It is read faster, and cannot be misread.")
    rules = _("Myndigheternas skrivregler; Språkrådets frågelåda; formkrav.se.")
    dash = _("Svenska skrivregler, as we know it; the page itself was not read.")
    ours = _("Our own judgement.")
    return {
        "hard-space": ("hint", _("A number can be broken over two lines."), read, rules),
        "dash-in-range": ("hint", _("A range is written with a hyphen."), read, dash),
        "money-unit": ("warning", _("An amount has a unit that the public sector does not use."), read, rules),
        "point-in-number": ("warning", _("A number has points between its thousands."), read, rules),
        "short-unit": ("hint", _("A unit is abbreviated in running text."), read, rules),
        "no-space-before-unit": ("hint", _("There is no space between the digits and the unit."), read, rules),
        "appropriation-name": ("warning", _("An appropriation is not spelt as the financing spells it."),
                               _("The state budget's own name leaves no doubt about which money is meant."), ours),
        "abbreviation": ("hint", _("An abbreviation is not explained at its first use."), read, rules),
        "empty-promise": ("hint", _("A result is promised in words that cannot be followed up."),
                          _("The receiver looks for targets that can be measured."), ours),
        "phone-spacing": ("warning", _("A phone number has a space beside its hyphen."), read, rules),
    }  # fmt: skip


def _people() -> dict[str, tuple[str, str, str, str]]:
    why = _("Applications and decisions are public documents, and are published.")
    old = _(
        "Region Jämtland Härjedalen's advice to applicants, in a page of 2018; today's guidance was not read."
    )
    return {
        "personal-number": ("warning", _("A text holds a personal identity number."), why, old),
        "private-email": ("warning", _("A text holds a private e-mail address."), why, old),
        "mobile-number": ("warning", _("A text holds a mobile number."), why, old),
        "person-in-text": ("hint", _("A text names a person."), why, old),
    }


def _files() -> dict[str, tuple[str, str, str, str]]:
    why = _("A check is only silenced by somebody who says why.")
    ours = _("The data file's key ignore.")
    return {
        "ignore-incomplete": (
            "error",
            _("What silences a check lacks its check, place or reason."),
            why,
            ours,
        ),
        "ignore-unknown": ("error", _("What silences a check names one that there is not."), why, ours),
        "ignore-unused": ("hint", _("What silences a check has nothing to silence."), why, ours),
    }
