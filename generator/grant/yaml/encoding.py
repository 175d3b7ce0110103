"""The bytes of a data file become text: UTF-8, or what says that they are not."""

from __future__ import annotations

from generator.grant.yaml.tree import Lines
from generator.language import _
from generator.problems import Place, Problem, ProblemError

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text, and what is wrong with its encoding when it can be read all the same.

    Raises ProblemError when it cannot.
    """
    if data.startswith(_UTF_16_MARKS) or data[:2].count(0) == 1:
        message = _("The file is saved as UTF-16. Save it as UTF-8.")
        raise ProblemError(Problem("error", "encoding", message, name, Place(1, 1)))
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        letter = data[error.start : error.start + 1].decode("cp1252", errors="ignore")
        message = _("Byte {offset} of the file, {byte}, is not UTF-8. Save the file as UTF-8.")
        if letter.isalpha():
            message = _(
                'Byte {offset} of the file, {byte}, is not UTF-8, but the letter "{letter}" in Windows-1252. '
                "Save the file as UTF-8."
            )
        message = message.format(offset=error.start, byte=f"0x{data[error.start]:02X}", letter=letter)
        place = Lines(before).place(len(before))
        problem = Problem("error", "encoding", message, name, place)
        if letter:
            return data.decode("cp1252", errors="replace"), (problem,)
        raise ProblemError(problem) from None
