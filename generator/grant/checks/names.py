"""The names of rules that people type: today's, and those that a rule had before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grant.forms.form import Form
from generator.grant.forms.rulebook import Rule


def rules(forms: Sequence[Form]) -> Iterator[tuple[Rule, str]]:
    """Yield every rule and, for a receiver's own, the document's name to say before its source.

    A rule that another form takes over is told once.
    """
    if common := next((form.common for form in forms if form.common), None):
        yield from ((rule, "") for rule in common.rules)
    own: dict[Rule, Form] = {}
    for form in forms:
        own.update((rule, form) for rule in form.text.rules if rule not in own)
    yield from ((rule, f"{form.text.short}: ") for rule, form in own.items())


def meant(code: str, forms: Sequence[Form]) -> set[str]:
    """Return the codes that a person means: the one typed, or when no rule has it, those that had it."""
    known = [rule for rule, _name in rules(forms)]
    if any(rule.id == code for rule in known):
        return {code}
    return {code} | {rule.id for rule in known if code in rule.formerly}
