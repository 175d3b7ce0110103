"""One piece of work in a child process of its own, with a clock and a measure of its memory."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import sys
import traceback
from dataclasses import dataclass

GRACE = 20
"""How many times the seconds allowed may pass on the wall before the child is stopped: the machine is shared."""
_ROOM = 4 << 30


@dataclass(frozen=True)
class Seen:
    """What `work` returned, or why it did not; the seconds of processor time and the megabytes it took."""

    value: object
    fault: str
    seconds: float
    megabytes: float


def watched(work, *, seconds):
    """Run `work()` in a child made by fork; what it returns must be picklable."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing, seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _pid, status, used = os.wait4(child, 0)
    value, fault = pickle.loads(said) if said else (None, f"ended by {_reason(status)}")
    return Seen(value, fault, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def freeze():
    """Let what is loaded so far be shared by all children."""
    gc.collect()
    gc.freeze()


def _work(work, pipe, seconds):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds * GRACE)
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said = (work(), "")
    except BaseException:  # noqa: BLE001 -- whatever it is, it is told
        said = (None, traceback.format_exc())
    with os.fdopen(pipe, "wb") as out:
        pickle.dump(said, out)
    sys.stdout.flush()
    os._exit(0)


def _reason(status):
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {status}"
