"""Why the system, or a library, refused something, in our words: its own are English, in Windows anything."""

from __future__ import annotations

import errno
from pathlib import Path

from generator.language import N_, _

LONGEST_PATH = 248
"""Characters of a path to a folder that Windows takes as it is set up (MAX_PATH less 12)."""
_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE
_NOT_THERE = {2, 3, 123}  # ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_INVALID_NAME
_WORDS = {
    "EACCES": N_("it may not be used, or another program holds it"),
    "EPERM": N_("it may not be used, or another program holds it"),
    "EBUSY": N_("another program holds it"),
    "ETXTBSY": N_("another program holds it"),
    "ENOENT": N_("it is not there"),
    "ENOTDIR": N_("a file lies where a folder should be"),
    "EISDIR": N_("it is a folder"),
    "EEXIST": N_("something of that name is there already"),
    "ELOOP": N_("it is a link that leads elsewhere"),
    "ENAMETOOLONG": N_("its path is too long"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the space that you may use is full"),
    "EFBIG": N_("it gets larger than the disk takes"),
    "EROFS": N_("the disk can only be read"),
    "EIO": N_("the disk does not answer"),
    "ENODEV": N_("the disk is not there"),
    "EMFILE": N_("too many files are open"),
    "ENFILE": N_("too many files are open"),
    "ENOEXEC": N_("it is no program for this computer"),
    "EINVAL": N_("the system takes no such name"),
    "EXDEV": N_("it lies on another disk"),
    "ENOTEMPTY": N_("the folder is not empty"),
    "ETIMEDOUT": N_("the disk does not answer"),
    "ESTALE": N_("the disk does not answer"),
}
_NO_JSON = {
    "Expecting value": N_("a value is missing"),
    "Expecting property name": N_("a name in double quotes is missing"),
    "Expecting ':'": N_("a colon is missing"),
    "Expecting ','": N_("a comma is missing"),
    "Unterminated string": N_("the text that begins there has no end quote"),
    "Invalid control character": N_("a text is broken over two lines, or holds a tab"),
    "Invalid \\": N_("a backslash there says nothing"),
    "Extra data": N_("more follows after the end"),
    "Illegal trailing comma": N_("a comma stands before the end"),
}
"""What Python's reader of JSON says, by its first words."""
_HELD = {"EACCES", "EPERM", "EBUSY", "ETXTBSY"}
"""What is said of a file that somebody has open, or that may not be touched: Windows does not tell which."""


def reason(error: OSError) -> str:
    """Return why the system refused, as the end of a sentence."""
    if (words := _WORDS.get(_name(error))) is not None:
        return _(words)
    return _("error {number} of the system").format(number=error.errno or "?")


def why_no_json(complaint: str) -> str:
    """Return what is wrong with a text that is no JSON, as the end of a sentence."""
    known = (_(words) for begins, words in _NO_JSON.items() if complaint.startswith(begins))
    return next(known, _("it is not written as JSON is"))


def is_held(error: OSError) -> bool:
    """Say whether somebody has the file open, or it may not be touched."""
    return _name(error) in _HELD


def why_unread(error: OSError, path: Path) -> str:
    """Return why a file cannot be read, and what helps."""
    if _is_too_long(error, path):
        return _too_long()
    if is_held(error):
        return _(
            "The file cannot be read: another program holds it, or you may not read it. Close it in other "
            "programs and try again."
        )
    return _("The file cannot be read: {reason}. Check the disk and try again.").format(reason=reason(error))


def why_unwritten(error: OSError, path: Path) -> str:
    """Return why a file is left as it was, and what helps: that is another thing for each kind of file."""
    if _is_too_long(error, path):
        return _too_long()
    if not is_held(error):
        message = _("The file cannot be written: {reason}. Make room or choose another folder with --output.")
        return message.format(reason=reason(error))
    if path.suffix.lower() in {".yaml", ".yml"}:
        return _("The data file may not be written. Close it in other programs and try again.")
    if path.parent.name.startswith("."):  # nobody has it open in Word
        return _(
            "Another program, such as OneDrive or a virus scanner, holds this file, or it may not be "
            "written. Try again in a moment, or choose another folder with --output."
        )
    return _(
        "The file may not be written. Close it in Word if it is open there, or choose another folder "
        "with --output."
    )


def _too_long() -> str:
    return _("The path is too long. Move the project to a folder with a shorter path, or shorten its names.")


def _is_too_long(error: OSError, path: Path) -> bool:
    """Say whether a path has more characters than the system takes; Windows may say that nothing is there."""
    if _name(error) == "ENAMETOOLONG":
        return True
    windows = getattr(error, "winerror", None)
    return windows == _TOO_LONG or (windows in _NOT_THERE and len(str(path.absolute())) >= LONGEST_PATH)


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "")
