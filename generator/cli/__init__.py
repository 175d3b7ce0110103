"""The command line `ansokan`: the only package that prints."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command with the arguments of the process and end it with an exit code.

    0: fine. 1: errors among the Problems. 2: the command was used wrongly. 3: a bug of ours. 130: Ctrl-C.
    """
    for name in ("SIGINT", "SIGBREAK"):  # a script's background jobs ignore the first; Windows has both
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        code = _main()
    except KeyboardInterrupt:  # while modules were read, or the cache was written
        from generator.cli.exits import interrupted

        code = interrupted()
    _leave(code)


def _main() -> int:
    from generator import language

    language.use(_language_in(sys.argv[1:]))
    # The texts of the commands are translated when their module is read.
    from generator.cli.exits import run
    from generator.cli.group import ansokan

    return run(ansokan)


def _leave(code: int) -> NoReturn:
    """End at once: nothing is open, and to take all objects apart takes a fifth of the time of a run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # the reader has gone
            stream.flush()
    os._exit(code)


def _language_in(arguments: list[str]) -> str | None:
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
