"""Tortoise ORM: models in Django's manner, awaited."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.base import Schema, imports_any
from analyzer.frameworks.records.framework import RecordFramework
from analyzer.frameworks.records.model import Query, Record
from analyzer.frameworks.records.recording import Recorder
from analyzer.frameworks.tortoise.examples import EXAMPLES
from analyzer.frameworks.tortoise.models import Models
from analyzer.frameworks.tortoise.vocabulary import ON_CLASS, ON_QUERY, ON_ROW
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Text,
    Value,
    Values,
    flattened,
)

_FETCHING = frozenset({"fetch_for_list", "fetch_related", "prefetch_related", "select_related"})
_WRITING = frozenset({"bulk_create", "create", "update_from_dict"})
_OPTIONS = frozenset({"defaults", "flat", "using_db"})
_TRANSACTIONS = ("tortoise.transactions.in_transaction", "tortoise.transactions.atomic")
_MANAGER = "tortoise.manager.Manager"


class Tortoise(RecordFramework):
    """Models whose queries run when they are awaited or iterated over."""

    name = "tortoise"
    packages = ("tortoise",)
    examples = EXAMPLES
    on_class = ON_CLASS
    on_query = ON_QUERY
    on_row = ON_ROW

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Tortoise."""
        return imports_any(program, "tortoise")

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of fields, and of the expressions that name them."""
        return dotted.startswith("tortoise.") or dotted.endswith("Field")

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the models and the tables that Tortoise would create for them."""
        self.schema = schema
        self.records = Models(engine, schema).records

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return the query that a manager of a model starts."""
        record = self.record_of(receiver)
        if record is not None and isinstance(receiver, ClassValue) and _is_manager(found):
            return (Query(record, related=True),)
        return super().descriptor(frame, found, receiver, name, line)

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return the manager that a query class of the program stands for."""
        if name == "get_queryset" and isinstance(value, Instance) and _is_manager(value):
            return (ExternalMethod(value, name),)
        return super().attribute(frame, value, name, line)

    def on_call(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        """Record what the lookups of a call join, and what it fetches beside its rows."""
        if name not in _WRITING:
            recorder = Recorder.at(frame, self.schema, site)
            for path in dict.fromkeys(_paths(site)):
                _walk(recorder, record, path.split("__"), name in _FETCHING)
        return None

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return what `Q(...) | Q(...)` is: both, for whoever looks for lookups in it."""
        if operator in ("|", "&", "~"):
            expressions = tuple(v for values in operands for v in values if _is_expression(v))
            if expressions:
                return expressions
        return super().combine(frame, operator, operands)

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is `in_transaction()` or `atomic()`."""
        return isinstance(value, ExternalInstance) and value.name in _TRANSACTIONS


def _is_manager(value: Value) -> bool:
    match value:
        case Instance(cls=cls):
            return _MANAGER in mro(cls)
        case ExternalInstance(name=name):
            return name == _MANAGER
    return False


# --- lookups -----------------------------------------------------------------------------------


def _is_expression(value: Value) -> bool:
    return isinstance(value, ExternalInstance) and value.name.startswith("tortoise.")


def _paths(site: CallSite) -> Iterator[str]:
    """Yield the lookup paths among a call's arguments: keywords, strings, and those inside of Q."""
    yield from (name for name in site.keywords if name not in _OPTIONS)
    for values in (*site.args, *site.keywords.values()):
        yield from _paths_in(values)


def _paths_in(values: Values) -> Iterator[str]:
    for value in flattened(values):
        match value:
            case Text(value=text, exact=True) if text.isprintable() and len(text) < 200:
                yield text.lstrip("-")
            case ExternalInstance(site=CallSite() as site) if _is_expression(value):
                yield from _paths(site)


def _walk(recorder: Recorder, record: Record, names: list[str], fetches: bool) -> None:
    """Record the tables on a path; one that ends at a key compares the key's own column."""
    current = record
    for position, name in enumerate(names):
        relation = current.relation(name)
        if relation is None:
            return
        for table in relation.tables:
            recorder.table(table, "read", "join")
        ends = position + 1 == len(names) and relation.name in current.fields
        if fetches or not ends:
            recorder.touch(relation.target, "read", "join")
        current = relation.target
