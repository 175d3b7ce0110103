"""What is printed, as bytes: in which encoding, and what it means when nobody reads it."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import sys
from typing import IO

from click import echo

_GONE = {errno.EPIPE, errno.EINVAL}
"""What a system says of a pipe that is closed: Windows says that the argument is invalid (CPython 79935)."""
_PLAIN = {"”": '"', "“": '"', "’": "'", "–": "-", "−": "-", "→": "->", "…": "...", "\u00a0": " "}
"""What an old code page lacks, as it was written with a typewriter."""


def prepare() -> None:
    """Let both streams take all that is said."""
    codecs.register_error("typewriter", _typewritten)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=_encoding(stream), errors="typewriter")


def speak_utf8() -> None:
    """Let standard output be UTF-8, for what programs read."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def failed(error: OSError) -> bool:
    """Say whether the error came from printing."""
    printing, trace = {echo.__code__, speak_utf8.__code__}, error.__traceback__
    while trace is not None and trace.tb_frame.f_code not in printing:
        trace = trace.tb_next
    return trace is not None


def is_gone(error: OSError) -> bool:
    """Say whether the error means that the reader has left, as `more` does after q."""
    return error.errno in _GONE


def _encoding(stream: IO[str]) -> str:
    """Return UTF-8; for a pipe, as `more` and PowerShell read one, the code page of the console."""
    if sys.platform == "win32" and _is_pipe(stream):
        import ctypes

        page = ctypes.windll.kernel32.GetConsoleOutputCP()  # 0: there is no console
        try:
            return codecs.lookup(f"cp{page}").name if page else "utf-8"
        except LookupError:
            pass
    return "utf-8"


def _is_pipe(stream: IO[str]) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # a stream of no file
        return False


def _typewritten(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in text), error.end
