"""What stands in a cell of a table, as text."""

from __future__ import annotations

from datetime import date

from generator.formats import in_messages
from generator.language import _, ngettext
from generator.tables import Amount, Cell, Part, Share

NOTHING = "–"


def cell_text(cell: Cell) -> str:
    """Return a cell as text, kronor without their unit."""
    match cell:
        case None | "":
            return NOTHING
        case Amount():
            return _amount(cell)
        case Part():
            return _("{answered} of {required}").format(answered=cell.done, required=cell.whole)
        case Share():
            return _share(cell)
        case date():
            return cell.isoformat()
    return str(cell)


def _amount(amount: Amount) -> str:
    if amount.kronor is None:
        return unknown(amount) if amount.lacking else NOTHING
    text = in_messages("belopp", amount.kronor)
    if amount.about:
        text = about().format(value=text)
    return f"{text} + {unknown(amount)}" if amount.lacking else text


def about() -> str:
    """Return how an approximate figure is written."""
    return _("about {value}")


def unknown(amount: Amount) -> str:
    """Return how many amounts are not known; of an amount that is nothing else, that it is not."""
    if amount.kronor is None and amount.lacking == 1:
        return _("unknown")
    return ngettext("{count} unknown", "{count} unknown", amount.lacking).format(count=amount.lacking)


def partly() -> str:
    """Return what is said after a share while some of the amounts are not known."""
    return _("{value} of what is known")


def _share(share: Share) -> str:
    text = in_messages("procent", share.value)
    if share.about:
        text = about().format(value=text)
    return partly().format(value=text) if share.partly else text
