"""The merge of a whole document as bytes: what its guards ask for."""

from dataclasses import dataclass

from generator.word.opc.package import Package
from generator.word.reconcile import Merged, merge_packages


@dataclass(frozen=True, kw_only=True)
class Reconciled(Merged):
    """One document out of three; when nothing was brought in, its bytes are those of the edited one."""

    document: bytes


def reconcile(base, edited, generated, *, names, **how):
    """Return the edited document with what differs between base and generated; see `merge_packages`."""
    if edited == generated:
        return Reconciled(document=edited)
    packages = [Package.read(data, names.file) for data in (base, edited, generated)]
    made = merge_packages(*packages, names=names, **how)
    return Reconciled(document=packages[1].to_bytes() if made.changed else edited, **vars(made))
