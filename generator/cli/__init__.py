"""What speaks to people: the command `ansokan`. The only room that prints."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

BUG, INTERRUPTED = 3, 130


def main() -> NoReturn:
    """Run the command with the arguments of the process and end it with an exit code.

    0: fine. 1: errors among the Problems. 2: the command was used wrongly. 3: a bug of ours. 130: Ctrl-C.
    """
    heard: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, stop)
    sys.unraisablehook = _unraisable
    try:
        code = _main(heard)
    except KeyboardInterrupt:  # while modules were read, or what was learnt was put away
        code = _interrupted()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done
    _leave(code)


def _main(heard: list[int]) -> int:
    from generator import language
    from generator.system import bugs

    bugs.heard = heard
    # Little is ever freed in a run so short; looking for it each 700 objects takes a tenth of the time.
    gc.set_threshold(200_000, 20, 20)
    language.use(_asked(sys.argv[1:]))
    # The texts of the commands are translated when their module is read.
    from generator.cli.exits import run
    from generator.cli.group import ansokan

    return run(ansokan)


def _unraisable(ignored: sys.UnraisableHookArgs) -> None:
    """Say nothing of a Ctrl-C that came where nothing can be raised; the file at hand is the last."""
    if ignored.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(ignored)


def _interrupted() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from generator.language import _

    sys.stderr.write(_("Interrupted. What was written is whole.") + "\n")
    return INTERRUPTED


def _leave(code: int) -> NoReturn:
    """End at once: nothing is open, and to take all objects apart takes a fifth of the time of a run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # the reader has gone
            stream.flush()
    os._exit(code)


def _asked(arguments: list[str]) -> str | None:
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
