"""`tei site`: a static edition of many documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tei.cli.commands import pair
from tei.cli.running import common_options, console_of, finish, settings_from_environment


@click.command("site")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the site.",
)
@click.option("--title", default="", metavar="TEXT", help="Title of the edition.")
@click.option("--publisher", default="", metavar="TEXT", help="Who publishes it.")
@click.option(
    "--base-url", default="", metavar="URL", help="Where the site will stand; sitemap and feed need it."
)
@click.option(
    "--language", default="en", show_default=True, metavar="TAG", help="Language of the site's own words."
)
@click.option(
    "--xslt", type=click.Path(path_type=Path), metavar="FILE", help="Your own stylesheet for the documents."
)
@click.option(
    "--site-xslt",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own stylesheet for the other pages.",
)
@click.option(
    "--param", "params", multiple=True, metavar="K=V", help="Parameter of the stylesheets; may be repeated."
)
@click.option(
    "--jobs",
    type=click.IntRange(0, 1024),
    default=0,
    show_default=True,
    metavar="N",
    help="Worker processes that make the pages; 0: one per core.",
)
@common_options
def site_command(
    inputs: tuple[str, ...],
    output: Path,
    xslt: Path | None,
    site_xslt: Path | None,
    params: tuple[str, ...],
    jobs: int,
    **options: Any,
) -> None:
    """Make a static edition of TEI documents: pages, lists, indexes, search.

    It can be read from its folder; search needs a web server. INPUT is a file or a folder (every *.xml below it).
    """
    from tei.gather.site.model import edition_of
    from tei.gather.site.of_files import check_site_place, make_site
    from tei.gather.site.pages import Spreading
    from tei.inputs import tei_files
    from tei.rendering import own_stylesheet
    from tei.rendering.engines.modules import check_parameters
    from tei.resources import xslt_file

    edition = edition_of(
        **{name: options[name] for name in ("title", "publisher", "base_url", "language")},
        date=settings_from_environment().date,
        stylesheets={name: file for name, file in (("html", xslt), ("site", site_xslt)) if file},
        params=dict(pair(one) for one in params),
    )
    sheets = [edition.stylesheets.get("html") or own_stylesheet("html"), site_xslt or xslt_file("site.xsl")]
    check_parameters(edition.params, [one for one in sheets if one])
    found = tei_files(inputs)
    check_site_place(output, [Path(one) for one in inputs])
    finish(
        found, lambda: make_site(found.files, output, edition, spreading=Spreading(jobs)), console_of(options)
    )
