"""What can be asked for is documented, and what can go wrong as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from analyzer.model import errors
from cli.exits import Exit
from cli.main import COMMANDS, program
from reports.registry import formats

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "user-guide.md").read_text(encoding="utf-8")
ERRORS = (DOCS / "errors.md").read_text(encoding="utf-8")


def sections(text: str, level: int) -> dict[str, str]:
    """The text below each heading of a level, up to the next heading of that level or above."""
    pieces = re.split(rf"^(#{{1,{level}}} .*)$", text, flags=re.MULTILINE)
    return {
        heading.lstrip("# ").strip("`"): body
        for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def command(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def options() -> Iterator[tuple[str, str]]:
    for name in COMMANDS:
        for parameter in parameters(name):
            if isinstance(parameter, click.Option):
                yield name, parameter.opts[-1]


def parameters(name: str) -> list[click.Parameter]:
    """Those of a command and of the commands below it."""
    found = command(name)
    below = found.commands.values() if isinstance(found, click.Group) else ()
    return [*found.params, *(parameter for each in below for parameter in each.params)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_and_help(name: str) -> None:
    assert f"seamline {name}" in sections(GUIDE, 3)
    assert command(name).help
    assert command(name).short_help


@pytest.mark.parametrize(("name", "option"), list(options()))
def test_every_option_is_documented_and_has_help(name: str, option: str) -> None:
    assert f"`{option}" in sections(GUIDE, 3)[f"seamline {name}"]
    parameter = next(each for each in parameters(name) if option in each.opts)
    assert isinstance(parameter, click.Option)
    assert parameter.help


@pytest.mark.parametrize("name", formats())
def test_every_format_is_documented(name: str) -> None:
    assert f"| `{name}` |" in sections(GUIDE, 3)["seamline report"]


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"| {code.value} |" in GUIDE


def kinds(base: type[errors.SeamlineError]) -> Iterator[type[errors.SeamlineError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", list(kinds(errors.SeamlineError)))
def test_every_error_has_its_page(kind: type[errors.SeamlineError]) -> None:
    body = sections(ERRORS, 2).get(kind.slug, "")
    assert "**Cause.**" in body
    assert "**Remedy.**" in body


def test_every_page_belongs_to_an_error() -> None:
    slugs = re.findall(r"^## (.+)$", ERRORS, re.MULTILINE)
    assert slugs == sorted({kind.slug for kind in kinds(errors.SeamlineError)})
