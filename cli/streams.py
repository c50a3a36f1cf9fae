"""What is said: data to the standard output, talk to the standard error."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

import click

from analyzer.model.errors import SeamlineError

ERRORS_PAGE = "docs/errors.md"
WIDEST = 120


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream, on a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def coloured(stream: TextIO) -> bool:
    """Whether colours are wanted on the stream (see no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width() -> int:
    """The columns to fill: the terminal's, unless lines became too long to read."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def say(sentence: str) -> None:
    """Tell the person something that is no data."""
    click.echo(sentence, err=True)


def say_error(error: SeamlineError) -> None:
    """Tell what is wrong, what to do about it and where more is written."""
    from reports.text import printable

    colour = coloured(sys.stderr)
    message = "\n       ".join(map(printable, error.message.split("\n")))
    click.echo(f"{_mark('error', 'red', colour)} {message}", err=True)
    if error.hint:
        click.echo(f"{_mark('hint', 'cyan', colour)} {printable(error.hint)}", err=True)
    click.echo(f"{_mark('more', 'cyan', colour)} {ERRORS_PAGE}#{error.slug}", err=True)


def write(document: str | bytes) -> None:
    """Put a document on the standard output, in UTF-8 whatever the locale."""
    from reports.writer import encoded

    sys.stdout.flush()
    sys.stdout.buffer.write(encoded(document))
    sys.stdout.buffer.flush()


def _mark(word: str, hue: str, colour: bool) -> str:
    return click.style(f"{word}:", fg=hue, bold=True) if colour else f"{word}:"
