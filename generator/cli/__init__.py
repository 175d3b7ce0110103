"""What speaks to people: the command `ansokan`. The only room that prints."""

from __future__ import annotations

import gc
import sys

from generator import cache, language


def main() -> None:
    """Run the command with the arguments of the process and end it with an exit code.

    0: fine. 1: errors among the Problems. 2: the command was used wrongly. 3: a bug of ours. 130: Ctrl-C.
    """
    # Little is ever freed in a run so short; looking for it each 700 objects takes a tenth of the time.
    gc.set_threshold(200_000, 20, 20)
    language.use(_asked(sys.argv[1:]))
    # The texts of the commands are translated when their module is read.
    from generator.cli.commands import ansokan
    from generator.cli.ending import run

    code = run(ansokan)
    cache.save()
    sys.exit(code)


def _asked(arguments: list[str]) -> str | None:
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
