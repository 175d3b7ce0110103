"""How a document stands: in a few words, and in a line for each thing that people have done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.excerpts import excerpts
from generator.fields import Remark, UserEdit
from generator.language import _, ngettext
from generator.phrases.pending import pending_line
from generator.run.job import Status

MOST = 5
"""So many paths are named; the others are counted."""


def standing_words(each: Status) -> list[str]:
    """Return how a document stands, and its final when there is one, a few words for each thing."""
    return [*_words(each), *_final_words(each)]


def _final_words(each: Status) -> list[str]:
    final = each.final
    if final is None:
        return []
    if not final.ours:
        return [_("the file in slutlig was not generated here")]
    words = []
    if final.older:
        words.append(_("the final is older than the draft and the data (ansokan generate --final)"))
    if final.edits:
        words.append(_("the final has been edited since it was made (make the change in the draft)"))
    return words or [_("the final is up to date")]


def _words(each: Status) -> list[str]:
    if each.problems:
        return [_("cannot be told")]
    if not each.there:
        return [_("not generated yet")]
    if not each.ours or each.stale is None:
        return [_("not generated here")]
    words = [_stale(each.stale) if each.stale else _("up to date")]
    if each.pending:
        count = len(each.pending)
        text = ngettext("{count} field to pull", "{count} fields to pull", count)
        words.append(text.format(count=count) + f" ({_named([field.path for field in each.pending])})")
    if count := len(each.edits):
        text = ngettext("{count} other edit by hand", "{count} other edits by hand", count)
        words.append(text.format(count=count))
    counts = Counter(remark.kind for remark in each.remarks)
    for kind, count in counts.items():
        text = {
            "conflict": ngettext("{count} conflict", "{count} conflicts", count),
            "comment": ngettext("{count} comment", "{count} comments", count),
            "proposal": ngettext("{count} proposal", "{count} proposals", count),
        }[kind]
        words.append(text.format(count=count))
    return words


def details(each: Status) -> Iterator[str]:
    """Yield a line for each field to pull, each other edit, each remark and each copy of the document."""
    for field in each.pending:
        yield pending_line(field)
    for edit in each.edits:
        yield edit_line(edit)
    for remark in each.remarks:
        yield _remark(remark)
    for copy in each.copies:
        yield _("a copy of the document lies beside it: {name}").format(name=copy.name)


def edit_line(edit: UserEdit) -> str:
    """Return what was changed in a document, and where."""
    old, new = excerpts(edit.old, edit.new)
    said = {
        "changed": _('changed: "{old}" -> "{new}"'),
        "added": _('added: "{new}"'),
        "removed": _('removed: "{old}"'),
        "moved": _('moved here: "{new}"'),
        "formatted": _('formatted anew: "{new}"'),
    }[edit.kind].format(old=old, new=new)
    return f"{edit.place or _('the document')}, {said}"


def _remark(remark: Remark) -> str:
    old, new = excerpts(remark.old, remark.new)
    if remark.kind != "proposal":
        text = _('conflict: "{new}"') if remark.kind == "conflict" else _('comment by {author}: "{new}"')
    elif remark.old == remark.new:
        text = _('proposal by {author}, formatted anew: "{new}"')
    elif remark.old and remark.new:
        text = _('proposal by {author}: "{old}" -> "{new}"')
    else:
        text = _('proposal by {author}, add: "{new}"') if new else _('proposal by {author}, delete: "{old}"')
    said = text.format(author=remark.author or _("someone"), old=old, new=new)
    return f"{remark.place}, {said}" if remark.place else said


def _stale(paths: tuple[str, ...]) -> str:
    if paths == ("*",):
        return _("stale (the form, or what is computed from the data, has changed)")
    return _("stale ({paths} changed)").format(paths=_named(paths))


def _named(paths: tuple[str, ...] | list[str]) -> str:
    more = [f"+{len(paths) - MOST}"] if len(paths) > MOST else []
    return ", ".join([*dict.fromkeys(paths[:MOST]), *more])
