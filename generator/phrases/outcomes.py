"""What became of a document, as a line for people."""

from __future__ import annotations

from generator.language import _, ngettext
from generator.run.job import Outcome


def outcome_line(outcome: Outcome, *, dry_run: bool = False) -> str:
    """Return what became of a document, or with `dry_run` would."""
    state = _coming(outcome.state) if dry_run else _state(outcome.state)
    return f"{state}: {outcome.document}{_details(outcome, dry_run=dry_run)}"


def _coming(state: str) -> str:
    coming = {
        "written": _("would be written"),
        "merged": _("would be merged with your changes"),
        "replaced": _("would be replaced"),
    }
    return coming.get(state) or _state(state)


def _state(state: str) -> str:
    return {
        "written": _("written"),
        "unchanged": _("unchanged"),
        "merged": _("merged with your changes"),
        "kept": _("edited in Word, nothing to bring in"),
        "replaced": _("replaced"),
        "refused": _("left as it is"),
    }[state]


def _details(outcome: Outcome, *, dry_run: bool) -> str:
    parts = []
    if outcome.merged:
        parts.append(
            ngettext("{count} change", "{count} changes", outcome.merged).format(count=outcome.merged)
        )
    if outcome.conflicts:
        parts.append(
            ngettext("{count} conflict", "{count} conflicts", outcome.conflicts).format(
                count=outcome.conflicts
            )
        )
    if outcome.settled:
        text = ngettext(
            "the comment on {count} settled conflict goes",
            "the comments on {count} settled conflicts go",
            outcome.settled,
        )
        parts.append(text.format(count=outcome.settled))
    if outcome.copy:
        text = _("your file would be kept as {copy}") if dry_run else _("your file is kept as {copy}")
        parts.append(text.format(copy=outcome.copy.name))
    return f" ({', '.join(parts)})" if parts else ""
