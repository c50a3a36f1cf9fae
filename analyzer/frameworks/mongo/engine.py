"""MongoEngine and Flask-MongoEngine: documents, `objects`, and what follows references."""

from __future__ import annotations

from typing import ClassVar

from analyzer.frameworks.base import Example, Schema, imports_any
from analyzer.frameworks.mongo.collections import CollectionValue
from analyzer.frameworks.mongo.documents import Documents, is_library
from analyzer.frameworks.mongo.examples import DOCUMENTS
from analyzer.frameworks.mongo.vocabulary import EXPORTS, ON_CLASS, ON_QUERY, ON_ROW
from analyzer.frameworks.records.actions import perform
from analyzer.frameworks.records.declarations import last_name
from analyzer.frameworks.records.framework import RecordFramework
from analyzer.frameworks.records.model import Query, Record, dependents
from analyzer.frameworks.records.recording import Recorder
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo, Program, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    ListOf,
    Value,
    Values,
)

# What deleting a document does to those that refer to it, by the rule of their reference: they are
# counted, or changed without being read (`BaseQuerySet.delete` of MongoEngine).
_COUNTING = ("CASCADE", "DENY")
_REACHING = ("CASCADE", "NULLIFY", "PULL")


class MongoEngine(RecordFramework):
    """Documents, whose class attribute `objects` starts every query."""

    name = "mongoengine"
    packages = ("mongoengine", "flask_mongoengine")
    examples: ClassVar[tuple[Example, ...]] = DOCUMENTS
    on_class = ON_CLASS
    on_query = ON_QUERY
    on_row = ON_ROW

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports MongoEngine, or Flask's wrapper of it."""
        return imports_any(program, *self.packages)

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of fields."""
        return dotted.endswith("Field")

    def exports(self, module: str) -> tuple[str, ...]:
        """Return what `from mongoengine import *` binds."""
        return EXPORTS.get(module, ())

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return the classes that Flask's `db` carries."""
        if _is_wrapper(value) and name[:1].isupper():
            return (External(f"mongoengine.{name}"),)
        return None

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the documents and their collections."""
        self.schema = schema
        self._documents = Documents(engine, schema)
        self.records = self._documents.records

    # --- attributes --------------------------------------------------------------------------

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return the query that `objects` starts, and what embedded documents hold."""
        record = self.record_of(value)
        if name == "objects" and record is not None and isinstance(value, ClassValue):
            return (Query(record, related=True),)
        return super().attribute(frame, value, name, line)

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a field gives: a document that is embedded, or referred to and so fetched."""
        if isinstance(receiver, ClassValue) and _is_manager(found):
            record = self.record_of(receiver)
            return (Query(record, related=True),) if record is not None else None
        if not isinstance(receiver, Instance):
            return None
        record = self.records.get(receiver.cls) or self._documents.embedded.get(receiver.cls)
        inner = self._documents.inner(record, name) if record is not None else None
        if record is not None and inner is not None and not inner.refers:
            row = Instance(inner.target.cls)
            return (ListOf(row),) if inner.is_list else (row,)
        if record is not None and record.cls in self._documents.embedded:
            relation = record.relation(name)
            return self.follow(frame, relation, line) if relation is not None else ()
        return super().descriptor(frame, found, receiver, name, line)

    # --- calls -------------------------------------------------------------------------------

    def on_call(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        """Return the collection beneath; record what reverse delete rules reach."""
        if name in ("_get_collection", "get_collection") and isinstance(receiver, ClassValue):
            return (CollectionValue(record.table.partition(".")[2]),)
        if name == "delete":
            recorder = Recorder.at(frame, self.schema, site)
            for relation in dependents(record, lambda each: each.on_delete == "CASCADE"):
                if relation.on_delete in _COUNTING:
                    recorder.touch(relation.source, "read", "cascade")
                if relation.on_delete in _REACHING:
                    recorder.touch(relation.source, "write", "cascade")
        return None

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what `Document.objects(...)` gives, and what query set managers start."""
        match callee:
            case Query(record=record) if self.records.get(record.cls) is record:
                frame.resolve(site)
                self._fetch_given(frame, site)
                recorder = Recorder.at(frame, self.schema, site)
                return perform(recorder, ON_QUERY["filter"], callee, site)
            case ExternalMethod(receiver=FunctionValue(function=function), name=name):
                managed = self._managed(function)
                if managed is not None:
                    return super().call(frame, ExternalMethod(managed, name), site)
        return super().call(frame, callee, site)

    def _managed(self, function: FunctionInfo) -> Query | None:
        """Return the query that a `@queryset_manager` of a document starts."""
        names = {last_name(decorator) for decorator in function.node.decorators}
        record = self.records.get(function.owner) if function.owner is not None else None
        if record is None or "queryset_manager" not in names:
            return None
        return Query(record, related=True)

    def parameter(self, frame: Frame, name: str) -> Values | None:
        """Return the query that a query set manager is given to narrow."""
        function = frame.unit.function
        managed = self._managed(function) if function is not None else None
        return (managed,) if managed is not None and name == "queryset" else None


def _is_wrapper(value: Value) -> bool:
    """Tell whether a value is the `db` of Flask-MongoEngine, which carries all of MongoEngine."""
    match value:
        case ExternalInstance(name=name):
            return is_library(name) and name.endswith(".MongoEngine")
        case Instance(cls=cls):
            bases = [base for base in mro(cls) if isinstance(base, str)]
            return any(is_library(base) and base.endswith(".MongoEngine") for base in bases)
    return False


def _is_manager(value: Value) -> bool:
    """Tell what a document's class says itself: `objects = QuerySetManager()`."""
    match value:
        case ExternalInstance(name=name):
            return name.endswith("QuerySetManager")
        case Instance(cls=cls):
            bases = (base for base in mro(cls) if isinstance(base, str))
            return any(base.endswith("QuerySetManager") for base in bases)
    return False
