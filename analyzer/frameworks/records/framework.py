"""The semantics of records: attributes, calls and iteration, by a framework's vocabularies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from analyzer.frameworks.base import Framework, Schema
from analyzer.frameworks.records.actions import Action, perform
from analyzer.frameworks.records.model import Query, Record, Relation
from analyzer.frameworks.records.recording import Recorder
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    Value,
    Values,
    flattened,
)

_SET_OPERATORS = frozenset({"|", "&", "+", "-", "^"})


class RecordFramework(Framework):
    """An ORM whose classes are tables; `on_class`, `on_query` and `on_row` are its methods.

    `packages` are the library's. `classes_iterate` says that `for row in Model` and `Model[key]`
    are queries. `discover` fills `records`, by class. Where a method does more than its `Action`
    says, a framework overrides `on_call`, which is asked first.
    """

    packages: ClassVar[Collection[str]] = ()
    on_class: ClassVar[Mapping[str, Action]] = {}
    on_query: ClassVar[Mapping[str, Action]] = {}
    on_row: ClassVar[Mapping[str, Action]] = {}
    classes_iterate: ClassVar[bool] = False

    def __init__(self) -> None:
        self.records: dict[ClassInfo, Record] = {}
        self.schema = Schema()

    def record_of(self, value: Value) -> Record | None:
        """Return the record that a class, a row or a query is of."""
        match value:
            case ClassValue(cls=cls) | Instance(cls=cls):
                return self.records.get(cls)
            case Query(record=record) if self.records.get(record.cls) is record:
                return record
        return None

    def on_call(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        """Return what a method gives that no vocabulary can describe."""
        return None

    def conclude(self, engine: Engine) -> None:
        """Have what builds queries that nobody runs be less sure of them."""
        for record in self.records.values():
            for fate in record.fates.values():
                fate.conclude(engine)

    # --- attributes --------------------------------------------------------------------------

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return the other side of a row's relations, and the methods of queries."""
        record = self.record_of(value)
        if record is None or isinstance(value, ClassValue):
            declared = self.declare_attribute(value, name)
            if declared is not None or record is None:
                return declared
        if isinstance(value, Instance):
            relation = record.relation(name)
            return self.follow(frame, relation, line) if relation is not None else None
        return (ExternalMethod(value, name),)

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a field gives through a row: the row that it refers to, or plain data."""
        if not isinstance(receiver, Instance) or not isinstance(found, ExternalInstance | Instance):
            return None
        record = self.records.get(receiver.cls)
        relation = record.relation(name) if record is not None else None
        if relation is not None:
            return self.follow(frame, relation, line)
        return () if record is not None and record.has_field(name) else None

    def follow(self, frame: Frame, relation: Relation, line: int) -> Values:
        """Return what a row's relation gives, and record the query that fetches it."""
        return Recorder(frame, self.schema, line).follow(relation)

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Keep assigned values out of fields; setting the many of a row writes what ties them."""
        record = self.records.get(receiver.cls) if isinstance(receiver, Instance) else None
        if record is None:
            return False
        relation = record.relation(name)
        if relation is not None and relation.is_many:
            for table in relation.tables[:1]:
                Recorder(frame, self.schema, line).table(table, "write", "many_to_many")
        return relation is not None or record.has_field(name)

    # --- calls -------------------------------------------------------------------------------

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what the methods of classes, queries and rows give."""
        record = self.record_of(callee.receiver) if isinstance(callee, ExternalMethod) else None
        if record is not None or self._runs_queries(callee):
            self._fetch_given(frame, site)
        if record is not None and isinstance(callee, ExternalMethod):
            return self._method(frame, callee.receiver, record, callee.name, site)
        return self.declare_call(callee, site)

    def _runs_queries(self, callee: Value) -> bool:
        """Tell whether a call runs the queries that it is given, by itself or inside of another."""
        match callee:
            case ExternalMethod(receiver=ExternalInstance(name=name)) | External(name=name):
                return name.partition(".")[0] in (*self.packages, "asyncio")
        return False

    def _fetch_given(self, frame: Frame, site: CallSite) -> None:
        for values in (*site.args, *site.keywords.values()):
            for value in flattened(values):
                if isinstance(value, Query):
                    Recorder(frame, self.schema, site.line).fetch(value)

    def _method(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        answer = self.on_call(frame, receiver, record, name, site)
        if answer is not None:
            frame.resolve(site)
            return answer
        action = self._vocabulary(receiver).get(name)
        if action is None:
            return () if isinstance(receiver, Query) else None
        frame.resolve(site)
        query = receiver if isinstance(receiver, Query) else Query(record)
        return perform(Recorder.at(frame, self.schema, site), action, query, site)

    def _vocabulary(self, receiver: Value) -> Mapping[str, Action]:
        match receiver:
            case Query():
                return self.on_query
            case Instance():
                return self.on_row
        return self.on_class

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Take a method that the program overrides for the caller's access too.

        What overrides `save` or `select` most often goes on to the library's own.
        """
        if isinstance(callee, FunctionValue):
            return
        record = self.record_of(callee.receiver)
        action = self._vocabulary(callee.receiver).get(callee.function.name)
        if record is None or action is None or isinstance(callee.receiver, Query):
            return
        if action.writes or (action.reads and isinstance(callee.receiver, ClassValue)):
            recorder = Recorder.at(frame, self.schema, site)
            for value in perform(recorder, action, Query(record), site):
                if isinstance(value, Query):  # the override's own goes on, not this one
                    recorder.fetch(value)

    def distinguishes(self, value: Value) -> bool:
        """Tell records and queries apart: what a helper returns is of what it was given."""
        return not isinstance(value, Instance) and self.record_of(value) is not None

    # --- iteration ---------------------------------------------------------------------------

    def iterate(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the rows of a query."""
        query = self._as_query(value)
        if query is None:
            return None
        Recorder(frame, self.schema, line).read(query)
        return (Instance(query.record.cls),) if query.rows else ()

    def ask(self, frame: Frame, value: Value, line: int) -> None:
        """Take note that a query is awaited, or may be run to tell whether it finds anything."""
        if isinstance(value, Query):
            Recorder(frame, self.schema, line).fetch(value)

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return a row of a query, or the query that a slice of it is."""
        query = self._as_query(value)
        if query is None:
            return None
        if isinstance(index, facts.Operation) and index.operator == ":":
            return (query,)
        return self.iterate(frame, query, line)

    def _as_query(self, value: Value) -> Query | None:
        record = self.record_of(value)
        if record is not None and isinstance(value, ClassValue) and self.classes_iterate:
            return Query(record)
        return value if record is not None and isinstance(value, Query) else None

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return what set operators make of queries."""
        queries = tuple(v for vs in operands for v in vs if isinstance(v, Query))
        if operator not in _SET_OPERATORS:
            for query in queries:  # inside of another: `Order.item << Item.select()`
                Recorder(frame, self.schema, frame.line).fetch(query)
            return None
        return tuple(q for q in queries if self.record_of(q) is not None) or None
