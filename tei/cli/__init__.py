"""The command line, `tei` and `python -m tei`: one function a command."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click

from tei.cli.building import build_command
from tei.cli.commands import cli
from tei.cli.exports import export_command
from tei.cli.init import init
from tei.cli.profiles import profile
from tei.cli.running import CLEAN, NOTHING
from tei.cli.schemas import schema
from tei.cli.serving import serve
from tei.cli.site import site_command
from tei.cli.validation import validate
from tei.findings import TeiError
from tei.report import format_error

cli.add_command(build_command)
cli.add_command(export_command)
cli.add_command(init)
cli.add_command(profile)
cli.add_command(schema)
cli.add_command(serve)
cli.add_command(site_command)
cli.add_command(validate)


class Stopped(KeyboardInterrupt):
    """SIGTERM: the run ends as by Ctrl-C, with its own exit status."""

    came = False
    """Whether it came: libraries that call back turn what is raised within them into faults of their own."""


def _stop(signum: int, _frame: object) -> NoReturn:
    Stopped.came = True
    raise Stopped(signum)


def main() -> NoReturn:
    """Run the command line; usage errors and signals become exit statuses, bugs a traceback."""
    Stopped.came = False
    signal.signal(signal.SIGTERM, _stop)
    try:
        cli(prog_name="tei", standalone_mode=False)
    except TeiError as error:
        click.echo(format_error(error), err=True)
        sys.exit(NOTHING)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Stopped:
        sys.exit(128 + signal.SIGTERM)
    except (KeyboardInterrupt, click.Abort) as error:
        # click turns every KeyboardInterrupt into its own Abort and keeps the first as the cause.
        stopped = isinstance(error.__cause__, Stopped)
        sys.exit(128 + (signal.SIGTERM if stopped else signal.SIGINT))
    except BrokenPipeError:
        # The reader of standard output has gone; Python must not complain again while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except Exception:
        if not Stopped.came:
            raise
        sys.exit(128 + signal.SIGTERM)
    sys.exit(CLEAN)
