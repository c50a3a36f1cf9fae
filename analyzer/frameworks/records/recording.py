"""What records touch: written down for one call or place, as sure as the code there is."""

from __future__ import annotations

from analyzer.frameworks.base import Schema
from analyzer.frameworks.chains import take_back
from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.records.model import Query, Record, Relation
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Instance, ListOf, Values


class Recorder:
    """Records what one call or place does, with one confidence."""

    def __init__(self, frame: Frame, schema: Schema, line: int, confidence: str = "likely") -> None:
        self._frame = frame
        self._schema = schema
        self._line = line
        self._confidence = confidence

    @classmethod
    def at(cls, frame: Frame, schema: Schema, site: CallSite) -> Recorder:
        """Return the recorder of a call: certain where the record is named in it."""
        return cls(frame, schema, site.line, confidence(frame, site.call.func))

    @property
    def is_certain(self) -> bool:
        """Whether the code names the record at this very place."""
        return self._confidence == "certain"

    def touch(self, record: Record, operation: str, how: str, query: Query | None = None) -> None:
        """Record a touch of a record's table; a dormant base wakes where its name is queried.

        Not certain of a `query` that is only built here, if nobody was seen to run it.
        """
        if record.dormant is not None:
            if self._confidence != "certain":
                return
            self._schema.add(record.dormant)
        self.table(record.table, operation, how, query)

    def table(self, key: str, operation: str, how: str, query: Query | None = None) -> None:
        """Record a touch of any table, `query` being as in `touch`."""
        is_idle = query is not None and query.fate is not None and query.fate.is_idle
        sure = "likely" if is_idle else self._confidence
        self._frame.touch(key, operation, how, sure, self._line)

    def build(self, query: Query, how: str) -> None:
        """Record that a query will run, unless all that it finds is changed unread."""
        self.follows(query)
        if query.fate is None or not query.fate.is_only_changed:
            self._read(query, how)

    def follows(self, query: Query) -> None:
        """Have the code at hand hear what becomes of a query."""
        if query.fate is not None:
            query.fate.builders[self._frame.unit] = None

    def read(self, query: Query, how: str = "query") -> None:
        """Record that a query runs."""
        self.fetch(query)
        self._read(query, how)

    def fetch(self, query: Query) -> None:
        """Take note that a query runs, which was recorded where it was built."""
        if query.fate is not None:
            query.fate.read(self._frame.engine)

    def change(self, query: Query) -> None:
        """Take note that what a query finds is changed where it is."""
        if query.fate is not None:
            query.fate.change(self._frame.engine)

    def _read(self, query: Query, how: str) -> None:
        self.touch(query.record, query.operation, how, query)
        for table in query.tables:
            self.table(table, "read", how, query)

    def unread(self, record: Record, chain: facts.Expr) -> None:
        """Take back that a query was read which, in the same chain of calls, becomes a write."""
        take_back(self._frame, record.table, ("query",), chain)

    def follow(self, relation: Relation) -> Values:
        """Return what a row's attribute gives, and record the query that fetches it."""
        row = Instance(relation.target.cls)
        if relation.is_many:
            return (Query(relation.target, "read", relation.tables, True, True),)
        self.touch(relation.target, "read", "relation")
        return (ListOf(row),) if relation.is_list else (row,)
