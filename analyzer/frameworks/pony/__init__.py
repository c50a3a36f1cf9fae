"""Pony: entities that are queried with generators over them."""

from __future__ import annotations

from collections.abc import Callable, Container

from analyzer.frameworks.base import Schema, imports_any
from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.pony import statements
from analyzer.frameworks.pony.entities import ROOT, Entities
from analyzer.frameworks.pony.examples import EXAMPLES
from analyzer.frameworks.pony.vocabulary import EXPORTS, FUNCTIONS, ON_CLASS, ON_QUERY, ON_ROW
from analyzer.frameworks.records.actions import begun, given, perform
from analyzer.frameworks.records.framework import RecordFramework
from analyzer.frameworks.records.model import Query, Record, Relation, dependents
from analyzer.frameworks.records.recording import Recorder
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, Program
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Text,
    Value,
    Values,
)

# What a provider does with the names that Pony chooses.
_PROVIDERS: dict[str, Callable[[str], str]] = {
    "cockroach": str.lower,
    "mysql": str.lower,
    "oracle": str.upper,
    "postgres": str.lower,
}


class Stub(Value, frozen=True, cache_hash=True):
    """A row that is known by its key alone: Pony loads it when another attribute is asked for."""

    record: Record


class Pony(RecordFramework):
    """Entities whose instances are kept in a unit of work: what is set on them is written."""

    name = "pony"
    packages = ("pony",)
    examples = EXAMPLES
    on_class = ON_CLASS
    on_query = ON_QUERY
    on_row = ON_ROW
    classes_iterate = True

    def __init__(self) -> None:
        super().__init__()
        self._provider = ""

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Pony."""
        return imports_any(program, "pony")

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of attributes and databases."""
        return dotted.startswith("pony.")

    def exports(self, module: str) -> tuple[str, ...]:
        """Return what `from pony.orm import *` binds."""
        return EXPORTS.get(module, ())

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return the base class that a database carries."""
        return (External(ROOT),) if name == "Entity" and _is_database(value) else None

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of the provider that a database is bound to: it decides on names."""
        match callee:
            case ExternalMethod(receiver=receiver, name="bind") if _is_database(receiver):
                self._bind(site)
            case External(name=name) if _is_database(ExternalInstance(name)):
                self._bind(site)
        return None

    def _bind(self, site: CallSite) -> None:
        for value in site.argument(0, "provider"):
            if isinstance(value, Text) and value.exact:
                self._provider = self._provider or value.value

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the entities and the tables that Pony would create for them."""
        self.schema = schema
        normalise = _PROVIDERS.get(self._provider, str)
        self.records = Entities(engine, schema, normalise).records

    # --- attributes --------------------------------------------------------------------------

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Load a row that was a mere key; lift attributes over the many of a set."""
        match value:
            case Stub(record=record):
                Recorder(frame, self.schema, line).touch(record, "read", "relation")
                return lookup.attribute(frame, Instance(record.cls), name, line)
            case Query(record=record) if (relation := record.relation(name)) is not None:
                Recorder(frame, self.schema, line).read(value)
                return (Query(relation.target, "read", relation.tables, True, True),)
            case Query(record=record) if record.has_field(name):
                Recorder(frame, self.schema, line).read(value)
                return ()
        return super().attribute(frame, value, name, line)

    def follow(self, frame: Frame, relation: Relation, line: int) -> Values:
        """Return the rows of a set, or the key of a single row, for which nothing is read yet."""
        if relation.is_many:
            return super().follow(frame, relation, line)
        return (Stub(relation.target),)

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Record that the session will write a row whose attribute is set."""
        if isinstance(receiver, Stub):
            receiver = Instance(receiver.record.cls)
        record = self.records.get(receiver.cls) if isinstance(receiver, Instance) else None
        if record is None or not record.has_field(name):
            return False
        relation = record.relation(name)
        if relation is None or not relation.is_many:
            Recorder(frame, self.schema, line).touch(record, "write", "flush")
        elif not relation.tables:
            Recorder(frame, self.schema, line).touch(relation.target, "write", "flush")
        return super().store(frame, receiver, name, values, line)

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return a row of a query, or those that a slice of it, which runs it, gives."""
        if isinstance(value, Query):
            Recorder(frame, self.schema, line).fetch(value)
        return super().item(frame, value, index, line)

    # --- calls -------------------------------------------------------------------------------

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Record that a new entity will be inserted, with what ties it to others."""
        record = self.records.get(cls)
        if record is not None:
            frame.resolve(site)
            recorder = Recorder.at(frame, self.schema, site)
            recorder.touch(record, "write", "create")
            for name in site.keywords:
                relation = record.relation(name)
                for table in relation.tables[:1] if relation is not None else ():
                    recorder.table(table, "write", "many_to_many")
        return None

    def on_call(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        """Look into a lambda that filters rows, and record what a deletion takes with it."""
        for argument in site.call.args:
            if isinstance(argument, facts.Lambda) and len(argument.parameters) == 1:
                _apply(frame, argument, Instance(record.cls))
        if name == "delete" and isinstance(receiver, Instance):
            self._cascade(Recorder.at(frame, self.schema, site), record)
        return None

    def _cascade(self, recorder: Recorder, record: Record) -> None:
        for relation in dependents(record, lambda each: each.on_delete == "CASCADE"):
            recorder.touch(relation.source, "read", "cascade")
            recorder.touch(relation.source, "write", "cascade")
        for current in record.lineage():
            for relation in current.relations.values():
                for table in relation.tables:
                    recorder.table(table, "write", "cascade")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what methods give, and what `select(p for p in Person)` and its kin do."""
        match callee:
            case External(name=name) if name.startswith("pony.orm."):
                return self._function(frame, name.rpartition(".")[2], site)
            case ExternalMethod(receiver=receiver, name=name) if _is_database(receiver):
                statements.run(frame, self.schema, name, site)
        return super().call(frame, callee, site)

    def _function(self, frame: Frame, name: str, site: CallSite) -> Values | None:
        action = FUNCTIONS.get(name)
        if action is None or not site.args:
            return None
        recorder = Recorder(frame, self.schema, site.line, _certainty(frame, site.call))
        result: Values = ()
        for value in site.args[0]:
            element = value.element if isinstance(value, ListOf) else value
            record = self.record_of(element)
            if record is None:
                continue
            frame.resolve(site)
            query = element if isinstance(element, Query) else begun(Query(record), site)
            if action.gives == "query" or query is element:
                result += perform(recorder, action, query, site)
                continue
            recorder.touch(record, "read", "query")
            if action.writes:
                recorder.touch(record, "write", action.how)
            result += given(action, query)
        told = {value.record for value in result if isinstance(value, Query)}
        self._named_sources(frame, recorder, site.call, told)
        return tuple(dict.fromkeys(result)) or (site.args[0] if action.gives == "query" else ())

    def _named_sources(
        self, frame: Frame, recorder: Recorder, call: facts.Call, told: Container[Record]
    ) -> None:
        """Record the entities that a generator names, whatever it gives of them.

        What becomes of queries that give some of those `told` is known.
        """
        for argument in call.args[:1]:
            if isinstance(argument, facts.Comprehension):
                for clause in argument.clauses:
                    for value in evaluate(frame, clause.iterable):
                        record = self.record_of(value)
                        if record is None or not isinstance(value, ClassValue):
                            continue
                        if record not in told:
                            frame.effects.resolved[id(call)] = call.line
                            recorder.touch(record, "read", "query")

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is `db_session`, called or not."""
        match value:
            case External(name=name) | ExternalInstance(name=name):
                return name.startswith("pony.orm.") and name.endswith(".db_session")
        return False


def _is_database(value: Value) -> bool:
    return isinstance(value, ExternalInstance) and (
        value.name.startswith("pony.") and value.name.endswith(".Database")
    )


def _apply(frame: Frame, function: facts.Lambda, row: Value) -> None:
    """Evaluate a lambda's body for a row, for the sake of what it touches."""
    saved = frame.env
    frame.env = {**saved, function.parameters[0].name: (row,)}
    evaluate(frame, function.body)
    frame.env = saved


def _certainty(frame: Frame, call: facts.Call) -> str:
    match call.args[0] if call.args else None:
        case facts.Comprehension(clauses=clauses) if clauses:
            return confidence(frame, clauses[0].iterable)
        case facts.Expression() as argument:
            return confidence(frame, argument)
    return "likely"
