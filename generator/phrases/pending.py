"""What was changed in Word and not in the data, as a line for people."""

from generator.excerpts import excerpts
from generator.fields import Pending
from generator.language import _


def pending_line(field: Pending) -> str:
    """Return what waits to be pulled, or what has to be seen to in Word first."""
    message = {
        "edited": _("waits to be pulled: {path}: “{old}” is “{new}” in Word"),
        "added": _("waits to be pulled: {path}: “{new}” was added in Word"),
        "copied": _("copied in Word, and not changed there yet: {path}: “{new}”"),
        "deleted": _("deleted in Word, and in the data still: {path}: “{old}”"),
        "moved": _("waits to be pulled: {path}: put in another order in Word: “{new}”"),
        "typed": _("typed in Word, and not known what its cells are: {path}: “{new}”"),
        "unframed": _("is no field any more in Word: {path}: “{old}” is “{new}” there"),
    }[field.how]
    old, new = excerpts(field.base, field.mine)
    return message.format(path=field.path, old=old, new=new)
