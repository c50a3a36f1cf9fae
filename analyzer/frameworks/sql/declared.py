"""Schemas in strings that a module or a class declares, whatever they are then handed to."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.base import Schema
from analyzer.frameworks.history.database import Relic
from analyzer.frameworks.sql.definitions import defined, describe
from analyzer.model.facts import Assign, Block, ClassDef, Constant, Evaluate, FunctionDef
from analyzer.model.walking import walk
from analyzer.resolution.index import blocks
from analyzer.resolution.program import Program


class Declared:
    """The definitions of tables in such strings; what stands in a function is known where it runs.

    A string counts once a statement uses one of its tables: else it may be an example.
    """

    def __init__(self, program: Program) -> None:
        self._by_table: dict[str, list[tuple[tuple[Relic, ...], str]]] = {}
        for module in program.live_modules():
            if module.file.role != "app":
                continue
            for text, line in _strings(module.facts.body):
                relics = defined(text, module.path, line)
                for relic in relics:
                    self._by_table.setdefault(relic.name, []).append((relics, module.name))

    def describe(self, schema: Schema, table: str) -> None:
        """Add what is defined together with a table that a statement uses."""
        for relics, module in self._by_table.pop(table, ()):
            describe(schema, relics, module)


def _strings(body: Block) -> Iterator[tuple[str, int]]:
    """Yield the strings of a body, each with the line of its statement."""
    for statement in body:
        if isinstance(statement, FunctionDef):
            continue
        inner = (statement.body,) if isinstance(statement, ClassDef) else blocks(statement)
        for block in inner:
            yield from _strings(block)
        if isinstance(statement, Assign | Evaluate):
            for node in walk(statement):
                if isinstance(node, Constant) and isinstance(node.value, str):
                    yield node.value, statement.line
