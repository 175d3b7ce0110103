"""What each check is, why it is made, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grant.checks.explanations import Explanation, builtin
from generator.grant.forms.form import Form
from generator.grant.forms.rulebook import Rule
from generator.language import _


def codes(forms: Sequence[Form]) -> list[str]:
    """Return the id of every check, in order."""
    return sorted(
        {rule.id for rule, _name in _rules(forms)} | {each.code for each in builtin()} | set(_SHAPE)
    )


def explain(code: str, forms: Sequence[Form]) -> Explanation | None:
    """Return what is known of a check, or None when there is none of that id."""
    found = [(rule, name) for rule, name in _rules(forms) if rule.id == code]
    if found:
        rule = found[0][0]
        source = "; ".join(dict.fromkeys(f"{name}{each.source}" for each, name in found))
        return Explanation(code, rule.level, rule.title or rule.check, rule.why, source, rule.basis)
    if code in _SHAPE:
        what = _("A value, a key or the file itself is not in the form that can be read.")
        why = _("The documents are made from the data file; what cannot be read as data cannot be said.")
        return Explanation(code, "error", what, why, _("The schema of the data file (ansokan schema)."))
    return next((each for each in builtin() if each.code == code), None)


def _rules(forms: Sequence[Form]) -> Iterator[tuple[Rule, str]]:
    """Yield every rule and, for a receiver's own, the document's name to say before its source."""
    if common := next((form.common for form in forms if form.common), None):
        yield from ((rule, "") for rule in common.rules)
    for form in forms:
        yield from ((rule, f"{form.text.short}: ") for rule in form.text.rules)


_SHAPE = tuple(
    "amount rate quantity day no-such-day start yes-no choice one-line organisation-number "
    "organisation-number-check workplace-number email phone website greater-than-equal less-than-equal "
    "decimal-max-digits decimal-max-places decimal-whole-digits int-parsing int-type int-parsing-size "
    "decimal-type date-type bool-type string-type tuple-type model-type model-attributes-type limit-source "
    "rule-basis rule-twice question-twice string-pattern-mismatch missing literal-error unknown-key "
    "duplicate-key alias tag several-documents too-many-values too-deep too-large merge-key key-not-text "
    "control-character encoding empty not-a-mapping unwritable form-expression form-output "
    "file-name".split()
)
"""What is wrong with how a file is written."""
