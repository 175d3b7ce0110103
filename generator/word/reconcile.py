"""The merge of a whole document as bytes: the door for those who have no opened packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.fields import Pending, PulledItems
from generator.word.merge.report import Names
from generator.word.merge_packages import NO_ITEMS, Merged, merge_packages
from generator.word.opc.package import Package

__all__ = ["Names", "Pending", "Reconciled", "reconcile"]


@dataclass(frozen=True, kw_only=True)
class Reconciled(Merged):
    """One document out of three; when nothing was brought in, its bytes are those of the edited one."""

    document: bytes


def reconcile(  # noqa: PLR0913 -- as `merge_packages`
    base: bytes,
    edited: bytes,
    generated: bytes,
    *,
    names: Names,
    track: bool = False,
    final: bool = False,
    pulled: Mapping[str, Sequence[str | None]] = MappingProxyType({}),
    items: PulledItems = NO_ITEMS,
) -> Reconciled:
    """Return the edited document with what differs between base and generated; see `merge_packages`."""
    if edited == generated:
        return Reconciled(document=edited)
    packages = [Package.read(data, names.file) for data in (base, edited, generated)]
    made = merge_packages(*packages, names=names, track=track, final=final, pulled=pulled, items=items)
    return Reconciled(document=packages[1].to_bytes() if made.changed else edited, **vars(made))
