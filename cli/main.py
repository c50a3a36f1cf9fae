"""The program: its commands, and how each way to fail ends it."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from analyzer.model.errors import SeamlineError
from cli.exits import Exit
from cli.streams import say, say_error

COMMANDS = ("scan", "report", "explain", "plan", "demo")


class Program(click.Group):
    """The commands, each a module of this folder that is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order in which they are met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; click would end a closed pipe with the exit code of a gate.

        Raises:
            click.exceptions.Exit: whoever read our output has gone.
        """
        try:
            return super().invoke(ctx)
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
