"""Work on hostile files: in a child process, in bounded time and memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

import fuzz_data
import fuzz_templates
from hostile_data import planes
from hostile_templates import TAGS

from generator.word.opc.names import P
from generator.word.opc.package import Package
from generator.word.text.runs import text_of

__all__ = ["TAGS", "body", "fuzz_data", "fuzz_templates", "planes", "watched"]
SECONDS = 10  # 2 on a machine that does nothing else


def watched(work):
    """Run the work in a child; fail when it takes long or much, else return what it gives."""
    if not hasattr(os, "fork"):
        return work()
    import resource

    from watched import watched as watch

    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the child begins as a copy of the tests
    seen = watch(work, seconds=SECONDS)
    assert not seen.fault, seen.fault
    assert seen.seconds < SECONDS
    assert seen.megabytes < own + 300
    return seen.value


def body(data):
    package = Package.read(data, "x")
    return "\n".join(text_of(paragraph) for paragraph in package.tree(package.main).iter(P))
