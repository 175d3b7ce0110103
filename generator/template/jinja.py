"""Jinja as a compiled template speaks it: its tags are processing instructions."""

from __future__ import annotations

from typing import Any

from generator.sandbox import Sandbox, environment

WRITE = "write value"  # no template can type a name with a blank
"""The filter that every value passes last, with the number of its tag; the renderer provides it."""
_DELIMITERS = {
    "block_start_string": "<?do ",
    "block_end_string": "?>",
    "variable_start_string": "<?put ",
    "variable_end_string": "?>",
    "comment_start_string": "<?note ",
    "comment_end_string": "?>",
}


def xml_environment(**options: Any) -> Sandbox:
    """Return the environment of a compiled template: tags are processing instructions.

    Jinja escapes nothing here: every value passes the filter that writes it as XML.
    """
    return environment(**_DELIMITERS, optimized=False, **options)
