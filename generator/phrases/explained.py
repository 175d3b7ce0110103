"""A check explained: what it looks for, why, and on what it rests."""

from __future__ import annotations

from generator.grant.checks.explain import Explanation
from generator.language import _


def explanation(each: Explanation) -> str:
    """Return what is known of a check, in paragraphs; its id and level stand first."""
    basis = {
        "verified": _("Read in the source as it is given."),
        "older": _("Read in an older wording."),
        "logic": _("Follows from the words or from arithmetic."),
        "inferred": _("Our own judgement."),
    }
    source = _("Source: {source}").format(source=each.source)
    parts = [f"{each.code} ({_(each.level)})", each.what, each.why, source, basis.get(each.basis, "")]
    return "\n\n".join(part for part in parts if part)
