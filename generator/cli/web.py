"""The command that opens a project in the browser: web."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from generator.cli.printing import say
from generator.cli.shared import templates_option
from generator.language import _
from generator.run.which_files import folder_for
from generator.system.program import now


@click.command(help=_("Fill in, look at and send projects in the browser, on this computer alone."))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@templates_option
@click.option("--no-browser", is_flag=True, help=_("Print the address, and open nothing."))
def web(folder: Path, templates: Path | None, *, no_browser: bool) -> None:
    """Serve the projects in the folder's data/ until no page has been open for ten minutes."""
    from generator.web.desk import Desk
    from generator.web.start import serve

    def show(address: str, door: Path | None) -> None:
        if no_browser or door is None or not webbrowser.open(door.as_uri()):
            say(_("Open this address in the browser of this computer: {address}").format(address=address))
        else:
            say(_("The page is open in the browser. Ctrl-C ends the program."))
            say(_("If it does not come up, ansokan web --no-browser prints its address."))

    data = folder / "data"
    serve(Desk(folder, folder_for(templates, data / "x.yaml"), now), show)
