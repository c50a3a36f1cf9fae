"""The program's own functions that run the statements that they are given.

`db.fetchone("SELECT ...")` is where the table is named, though a cursor three calls further down
runs the statement. Which functions do so is learnt from those of their units that were handed a
statement and ran it, or handed it on to one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.frameworks.sql.statements import statement_uses
from analyzer.resolution.arguments import bind
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    UNKNOWN_PART,
    BoundMethod,
    CallSite,
    FunctionValue,
    Text,
    TupleOf,
    Value,
    is_worded,
    text_of,
)

_STARTS = re.compile(
    r"^[\s(]*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*"
    r"(select|insert|update|delete|with|merge|replace|truncate|create|alter|drop|lock|call)\b",
    re.IGNORECASE | re.DOTALL,
)
# What a sentence may begin like ("Update the page") is no statement without one of these.
_GOES_ON = re.compile(r"\b(?:from|into|set|using|table)\b", re.IGNORECASE)
_CHANGES = re.compile(r"[\s(]*(?:delete|insert|merge|replace|update)\b", re.IGNORECASE)
_TABLE_LEFT_OPEN = re.compile(
    rf"\b(?:from|into|update|join)\s+(?:[\w\"]+\.)?[\"'`\[]?(?:{UNKNOWN_PART}|%s|%\(\w+\)s|\{{\w*\}})",
    re.IGNORECASE,
)

# Written like this it is SQL and no prose, whoever is given it.
_SHOUTED = re.compile(
    r"[\s(]*(?:(?:SELECT|DELETE)\b.*?\bFROM|(?:INSERT|REPLACE|MERGE)\b.*?\bINTO|UPDATE\b.*?\bSET"
    r"|WITH\b.*?\bAS\b.*?\bFROM)\b",
    re.DOTALL,
)
# What only speaks of a statement, or keeps it for later.
_SPEAKERS = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "print", "warn", "warning", "write"}
    | {
        "add",
        "append",
        "extend",
        "insert",
        "compile",
        "encode",
        "format",
        "join",
        "match",
        "replace",
    }
    | {"search", "split", "startswith", "sub"}
)


def begins_statement(text: str) -> bool:
    """Tell whether a string begins like a statement of SQL."""
    return _STARTS.match(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a string only begins like a change of data: "Update the page"."""
    return _CHANGES.match(text) is not None and _GOES_ON.search(text) is None


def is_statement(value: Value) -> bool:
    """Tell whether a value is a statement that uses tables."""
    if not isinstance(value, Text) or not begins_statement(value.value):
        return False
    return _GOES_ON.search(value.value) is not None and bool(statement_uses(value.value))


def statement_of(value: Value) -> Text | None:
    """Return the statement that a value is: a string, or a display of its pieces in order."""
    if isinstance(value, TupleOf):
        pieces = [text_of(item) for item in value.items]
        known = [piece for piece in pieces if piece is not None]
        if not known or len(known) < len(pieces) or not begins_statement(known[0].value):
            return None
        exact = all(piece.exact for piece in known)
        value = Text(" ".join(piece.value for piece in known), exact)
    return value if isinstance(value, Text) and is_statement(value) else None


def is_run_by(name: str, text: Text) -> bool:
    """Tell whether something unknown of that name, given a statement, can be taken to run it."""
    return name not in _SPEAKERS and _SHOUTED.match(text.value) is not None and is_statement(text)


def leaves_table_open(text: Text) -> bool:
    """Tell whether a statement was put together without knowing which table it is about."""
    return begins_statement(text.value) and _TABLE_LEFT_OPEN.search(text.value) is not None


class Takers:
    """The functions of the program that run what they are given, with the parameters for it."""

    def __init__(self) -> None:
        self._parameters: dict[FunctionInfo, dict[str, None]] = {}

    def learn(self, frame: Frame) -> None:
        """Take note that the functions that were handed the statements at hand have them run."""
        for unit, name in _handed(frame.unit):
            assert unit.function is not None
            known = self._parameters.setdefault(unit.function, {})
            if name not in known:
                known[name] = None
                frame.engine.run_callers(unit.function)

    def given(self, callee: BoundMethod | FunctionValue, site: CallSite) -> Iterator[Text]:
        """Yield the statements that a call gives to a function that has them run."""
        known = self._parameters.get(callee.function)
        if known is None:
            return
        arguments = bind(callee.function, site, 1 if isinstance(callee, BoundMethod) else 0)
        for name in known:
            yield from filter(None, map(statement_of, arguments.get(name, ())))


def names_no_table(frame: Frame) -> bool:
    """Tell whether the code at hand was given strings to work with, and names nothing itself."""
    running: Unit | None = frame.unit
    while running is not None:
        if any(is_worded(value) for _, value in running.context):
            return True
        running = running.outer
    return False


def runs_for_others(frame: Frame) -> bool:
    """Tell whether the code at hand was handed a statement by its caller."""
    return any(True for _ in _handed(frame.unit))


def _handed(unit: Unit) -> Iterator[tuple[Unit, str]]:
    running: Unit | None = unit
    while running is not None:
        for name, value in running.context:
            if statement_of(value) is not None:
                yield running, name
        running = running.outer
