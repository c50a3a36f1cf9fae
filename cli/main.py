"""The program: its commands, and how each way to fail ends it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from analyzer.model.errors import SeamlineError
from cli.demo import demo
from cli.exits import Exit
from cli.report import report
from cli.scan import scan
from cli.streams import say, say_error


class Program(click.Group):
    """A group that leaves a closed pipe to `run`; click would end with the gate's exit code."""

    def invoke(self, context: click.Context) -> object:
        """Run the command.

        Raises:
            click.exceptions.Exit: whoever read our output has gone.
        """
        try:
            return super().invoke(context)
        except BrokenPipeError:
            _forget_output()
            raise click.exceptions.Exit(Exit.BROKEN_PIPE) from None


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"seamline {version('seamline')}")
        context.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def program() -> None:
    """Read a Python monolith, without running it, and show where it can be taken apart."""


for command in (scan, report, demo):
    program.add_command(command)


def main() -> NoReturn:
    """Run the command line of this process, and end it."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> Exit:
    """Run one command line and say what went wrong, if anything did."""
    try:
        status = program.main(list(arguments), "seamline", standalone_mode=False)
        return Exit(status) if isinstance(status, int) else Exit.DONE
    except SeamlineError as error:
        say_error(error)
        return Exit.WRONG_INPUT
    except click.ClickException as error:
        error.show()
        return Exit.WRONG_INPUT
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted.")
        return Exit.INTERRUPTED
    except Exception:
        say("seamline failed: this is a bug of ours, not yours. Please report what follows.")
        traceback.print_exc()
        return Exit.OUR_BUG


def _forget_output() -> None:
    # Else the interpreter flushes what is left on its way out, and complains about the pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
