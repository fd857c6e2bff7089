"""`tei serve`."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tei.cli.running import common_options, console_of
from tei.findings import TeiError

if TYPE_CHECKING:
    from tei.serving.edition import Edition


@click.command()
@click.argument("place", default=".", type=click.Path(path_type=Path), metavar="[DIR|tei.toml]")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any that is free."
)
@common_options
def serve(place: Path, port: int, **common: Any) -> None:
    """Show the edition in a browser on this machine, made anew when a source changes.

    DIR is a project, which is built first and after each change of its records, layouts and stylesheets; or any folder
    of outputs, shown as it is. Ctrl-C ends it.
    """
    from tei.serving.server import Server
    from tei.serving.watching import keep_made

    edition = edition_of(place)
    server = Server(edition, port)
    console = console_of(common)
    console.say(f"tei: {server.address} (Ctrl-C ends it)")
    stop = threading.Event()

    def told() -> None:
        for line in edition.state.said.split("\n"):
            console.say(line)

    watching = threading.Thread(target=keep_made, args=(edition, stop, told), daemon=True)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    try:
        watching.start()
        serving.start()
        while watching.is_alive():
            watching.join(0.2)  # a wait without an end cannot be interrupted everywhere
    finally:
        stop.set()
        edition.end()
        server.shutdown()
        server.server_close()
        watching.join(1)


def edition_of(place: Path) -> Edition:
    """What is to be served at a place.

    Raises:
        TeiError: there is nothing; or the project file is wrong.
    """
    from tei.project import FILE_NAME, load_project
    from tei.serving.edition import Edition

    if place.is_file() or (place / FILE_NAME).is_file():
        project, folder = load_project(place)
        file = place / FILE_NAME if place.is_dir() else place
        out = folder / project.output.dir
        if out.resolve() == folder.resolve():
            raise TeiError(
                "F041", f"{file}: the outputs stand among the sources", "give them a folder of their own"
            )
        out.mkdir(parents=True, exist_ok=True)
        return Edition(out, file.absolute())
    if not place.is_dir():
        raise TeiError(
            "F041",
            f"{place}: there is no such folder",
            f"name a folder of outputs, or one with a {FILE_NAME}",
        )
    return Edition(place, None)
