"""A copy of a document that people have edited elsewhere, brought into the document.

First what they have changed, then what they propose in tracked changes, author by author, then their
comments. Base is what the copy was generated as. Several copies go through these steps together, so that
what one proposes stands in no other's way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from generator.word.fields import provenance
from generator.word.fields.edits import as_pulled, texts_now, titles
from generator.word.fields.read import read_fields
from generator.word.merge.apply.carried_comments import Comment, carry_comments
from generator.word.merge.report import Names
from generator.word.merge_packages import Merged, merge_packages
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR, AUTHORED, COMMENT_MARKS, TRACKED, proposers
from generator.word.revisions.resolve import settled
from generator.word.revisions.tracked import remove


@dataclass(frozen=True)
class MailedCopy:
    """A copy, and what it was generated as; `known`: if not, what the document was generated as last."""

    package: Package
    base: Package
    known: bool = True

    @cached_property
    def edited(self) -> Package:
        """The copy without what people only propose, and without comments."""
        return self.with_proposals(())

    @cached_property
    def proposers(self) -> dict[str, str]:
        """The people who propose changes in the copy, and when each did last."""
        found: dict[str, str] = {}
        for part in self.package.stories():
            for author, date in proposers(self.package.tree(part)):
                found[author] = max(found.get(author, ""), date)
        return found

    @property
    def proposes_looks(self) -> bool:
        """Whether people propose what no text shows: formatting, the shape of a table, the page."""
        kinds = {
            TRACKED[change.tag]
            for part in self.package.stories()
            for change in self.package.tree(part).iter(*TRACKED)
            if change.get(AUTHORED) not in {None, AUTHOR}
        }
        return bool(kinds - {"text", "field"})

    def with_proposals(self, authors: Iterable[str]) -> Package:
        """Return the copy with what these people propose as text, no other proposal, and without comments."""
        return self._without_comments(self._accepted(authors))

    @cached_property
    def edited_fields(self) -> frozenset[str]:
        """The paths of the fields that people have edited in the copy."""
        made = provenance.read(self.package)
        shown = made.shown if made else ()
        return frozenset(
            each.path for each in read_fields(self._accepted(()), shown, titles(self.base)).edited
        )

    @property
    def commented(self) -> Package:
        """The copy with all that is proposed as text, and with its comments."""
        return self._accepted(self.proposers)

    def _accepted(self, authors: Iterable[str]) -> Package:
        package = self.package.copy()
        for part in package.stories():
            root = package.tree(part)
            if next(root.iter(*TRACKED), None) is not None:
                package.put(part, settled(root, {AUTHOR, *authors}))
        return package

    def _without_comments(self, package: Package) -> Package:
        for part in package.stories():
            root = package.tree(part)
            if marks := list(root.iter(*COMMENT_MARKS)):
                for mark in marks:
                    remove(mark)
                package.put(part, root)
        if (made := provenance.read(package)) is not None:
            read = read_fields(package, made.shown, titles(self.base))
            now = as_pulled(made.shown, texts_now(read.found, made.shown))
            provenance.replace(package, made._replace(shown=tuple(now)))
        return package


def bring_edits(copy: MailedCopy, document: Package, names: Names) -> Merged:
    """Bring what people have changed in the copy into the document, in place.

    When nobody knows what the copy was generated as, all that differs is shown as a tracked change.
    """
    fields = None if copy.known else copy.edited_fields
    names = replace(names, fields=fields)
    return merge_packages(copy.base, document, copy.edited, names=names, track=not copy.known)


def bring_proposals(copy: MailedCopy, document: Package, names: Names) -> list[tuple[str, Merged]]:
    """Bring what people propose in the copy into the document as their tracked changes, in place."""
    made, before = [], copy.edited
    authors: list[str] = []
    for author, date in copy.proposers.items():
        authors.append(author)
        after = copy.with_proposals(authors)
        theirs = replace(names, author=author, date=date or names.date)
        made.append((author, merge_packages(before, document, after, names=theirs, track=True)))
        before = after
    return made


def bring_comments(copy: MailedCopy, document: Package) -> list[Comment]:
    """Bring people's comments in the copy into the document, in place."""
    return carry_comments(copy.commented, document)
