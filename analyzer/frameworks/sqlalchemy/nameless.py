"""Models whose table's name a mixin of another package gives: found by the keys that refer to it.

A declarative class must have a table. Where nothing in the program names it, a key to a table that
is called like the class (`ForeignKey("users.id")`, `class User(UserMixin, Base)`) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.frameworks.sqlalchemy.declarations import column_spec, is_column
from analyzer.resolution.program import ClassInfo, Program, outside_bases
from analyzer.resolution.values import CallSite, Text, Value

_KNOWN = re.compile(
    r"(sqlalchemy|flask_sqlalchemy|sqlmodel|builtins|abc|typing|typing_extensions|dataclasses)\.|"
    r".*(\(\)|\.Model|\.Base|\.SQLModel)$"
)


def has_strangers(cls: ClassInfo) -> bool:
    """Tell whether a class has a mixin of another package, of which nothing is known."""
    return any("." in base and not _KNOWN.match(base) for base in outside_bases(cls))


def referred(program: Program, tables: Iterable[CallSite]) -> frozenset[str]:
    """Return the names of the tables that the keys of the program's columns refer to."""
    values: list[Value] = []
    for cls in program.classes():
        values += (value for slot in list(cls.slots.values()) for value in slot.values)
    for site in tables:
        values += (value for argument in site.args[2:] for value in argument)
    return frozenset(name for value in values if is_column(value) for name in _targets(value))


def _targets(column: Value) -> Iterator[str]:
    spec = column_spec("", column)
    for reference in spec.references if spec is not None else ():
        for value in reference.site.argument(0, "column") if reference.site is not None else ():
            if isinstance(value, Text) and value.exact and "." in value.value:
                yield value.value.split(".")[-2]


def called_like(snake: str, names: frozenset[str]) -> str | None:
    """Return the one of some tables that goes by a class's name, its plural or its plurals."""
    words = snake.split("_")
    plurals = "_".join(map(_plural, words))
    plain = snake.replace("_", "")
    choices = [snake, "_".join([*words[:-1], _plural(words[-1])]), plurals, plain, _plural(plain)]
    return next((choice for choice in choices if choice in names), None)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
