"""The command `ansokan` and its commands, each read when it is asked for."""

from __future__ import annotations

from gettext import gettext
from importlib import import_module

import click

from generator import __version__
from generator.language import _

MODULES = {
    "budget": "budget",
    "check": "check",
    "doctor": "doctor",
    "fill": "generate",
    "generate": "generate",
    "lint": "check",
    "merge": "merge",
    "overview": "overview",
    "new": "generate",
    "pull": "pull",
    "schema": "check",
    "sheet": "sheet",
    "status": "status",
    "web": "web",
}
"""The commands, and the modules here that hold them."""


class Commands(click.Group):
    """A group that reads the module of a command when it is asked for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the whole of its help, which click would cut at the width of a line."""
        rows = [(name, (self.get_command(ctx, name) or self).help or "") for name in MODULES]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help text."""
        del ctx
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, from its module."""
        del ctx
        if cmd_name in MODULES:
            command: click.Command = getattr(import_module(f"generator.cli.{MODULES[cmd_name]}"), cmd_name)
            return _named(command)
        return None


def _named(command: click.Command) -> click.Command:
    """Call what is to be typed by words of the language in use: FILE, TEXT, [OPTIONS]."""
    words = {
        "file": _("FILE"),
        "files": _("FILES"),
        "documents": _("DOCUMENTS"),
        "copies": _("COPIES"),
        "names": _("NAMES"),
    }
    words |= {"template": _("TEMPLATE"), "data": _("DATA"), "out": _("OUT"), "book": _("WORKBOOK")}
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]...")
        for own in command.commands.values():
            _named(own)
    command.options_metavar = _("[OPTIONS]")
    for each in command.params:
        if isinstance(each, click.Argument) and each.name in words:
            word = words[each.name]
            each.metavar = word if each.required else f"[{word}]"
            each.metavar += "..." if each.nargs == -1 else ""
        elif isinstance(each.type, click.Path):
            each.metavar = _("PATH")
        elif isinstance(each.type, click.types.StringParamType) and not getattr(each, "is_flag", False):
            each.metavar = each.metavar or _("TEXT")
    return command


@click.group(
    cls=Commands,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    help=_("One data file about a project becomes its applications and decision memo as Word files."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="ansokan", help=_("Show the version."))
@click.option(
    "--lang",
    metavar=_("LANGUAGE"),
    help=_("Language of messages: sv or en. Default: sv, unless the computer is set to English."),
)
def ansokan(lang: str | None) -> None:
    """Speak the language that main() has already chosen from `lang`."""
    del lang
