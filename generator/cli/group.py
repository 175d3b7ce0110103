"""The command `ansokan` and its commands, each read when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from generator import __version__
from generator.language import _

MODULES = {
    "check": "check",
    "fill": "generate",
    "generate": "generate",
    "lint": "check",
    "new": "generate",
    "pull": "pull",
    "schema": "check",
    "sheet": "sheet",
    "status": "status",
}
"""The commands, and the modules here that hold them."""


class Commands(click.Group):
    """A group that reads the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help text."""
        del ctx
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, from its module."""
        del ctx
        if cmd_name in MODULES:
            command: click.Command = getattr(import_module(f"generator.cli.{MODULES[cmd_name]}"), cmd_name)
            return command
        return None


@click.group(
    cls=Commands,
    help=_("One data file about a project becomes its applications and decision memo as Word files."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="ansokan", help=_("Show the version."))
@click.option(
    "--lang", help=_("Language of messages: sv or en. Default: sv, unless the computer is set to English.")
)
def ansokan(lang: str | None) -> None:
    """Speak the language that main() has already chosen from `lang`."""
    del lang
