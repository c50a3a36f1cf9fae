"""Records what one place does to the tables that rows of models span."""

from __future__ import annotations

from analyzer.frameworks.django import ordering
from analyzer.frameworks.django.deleting import CLEARING, EMPTIED, cascades, is_leaf
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.values import QueryValue
from analyzer.resolution.frame import Frame


class Toucher:
    """Records touches of one place, with one confidence."""

    def __init__(self, frame: Frame, line: int, confidence: str) -> None:
        self._frame = frame
        self._line = line
        self._confidence = confidence

    def touch(self, table: str, operation: str, how: str) -> None:
        """Record one touch."""
        self._frame.touch(table, operation, how, self._confidence, self._line)

    def read(self, query: QueryValue, how: str) -> None:
        """Record that a query's rows are read.

        What it joins was said where that was asked for; here it is only known by way of the query.
        """
        self.read_rows(query.model, how)
        if query.through is not None:
            self.touch(query.through, "read", how)
        self.look_into(query)

    def look_into(self, query: QueryValue) -> None:
        """Record that the tables are read by which a query is filtered or sorted.

        What filters it was said elsewhere, and what sorts it may be said by its model.
        """
        sorting = ordering.joined(query.model) if query.is_sorted else ()
        for table in (*query.joins, *sorting):
            self._frame.touch(table, "read", "join", "likely", self._line)

    def read_rows(self, model: ModelInfo, how: str) -> None:
        """Record that rows of a model are read, from every table that they span."""
        for table in model.tables():
            self.touch(table, "read", how)

    def write(self, model: ModelInfo, how: str) -> None:
        """Record that rows of a model are written, to every table that they span."""
        for table in model.tables():
            self.touch(table, "write", how)

    def save(self, model: ModelInfo, how: str) -> None:
        """Record that rows are written one by one, so that each is announced by signals.

        There a package that keeps their history adds its own row. Updates and insertions of many
        rows at once are not announced.
        """
        self.write(model, how)
        if model.history is not None:
            self._frame.touch(model.history, "write", "history", "likely", self._line)
        for table in model.read_on_save if how != "delete" else ():
            self._frame.touch(table, "read", "relation", "likely", self._line)

    def delete(self, model: ModelInfo, fetched: bool = False) -> None:
        """Record a deletion, with what Django's collector deletes or clears on the way.

        Rows that are not `fetched` yet are, unless they can go in one statement.
        """
        if not fetched and not is_leaf(model):
            self.read_rows(model, "delete")
        self.save(model, "delete")
        along = Toucher(self._frame, self._line, "likely")  # there need be no such rows
        for other, rule in cascades(model):
            if rule != EMPTIED:
                along.touch(other, "read", "cascade")
            if rule in CLEARING:
                along.touch(other, "write", "cascade")
