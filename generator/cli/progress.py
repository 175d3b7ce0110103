"""A progress bar for what takes long, where somebody sits and sees it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import Any

import click

from generator.language import ngettext

HANDFUL = 5
"""With more data files than this, a progress bar is shown."""


def progress_bar(files: int, *, shown: bool) -> Any:
    """Return a context with a bar to update for each data file; with nothing where none is to be shown."""
    if not shown or files <= HANDFUL or not sys.stderr.isatty():
        return nullcontext()
    label = ngettext("{count} project", "{count} projects", files).format(count=files)
    return click.progressbar(length=files, label=label, show_pos=True, file=sys.stderr)
