"""Peewee (2 to 4), Playhouse, and the asynchronous managers that others made of it."""

from __future__ import annotations

from analyzer.frameworks.base import Schema, imports_any
from analyzer.frameworks.peewee import examples, factory_examples
from analyzer.frameworks.peewee.models import PACKAGES, Models, is_model, plain_name
from analyzer.frameworks.peewee.vocabulary import EXPORTS, MANAGER, ON_CLASS, ON_QUERY, ON_ROW
from analyzer.frameworks.records.actions import perform
from analyzer.frameworks.records.framework import RecordFramework
from analyzer.frameworks.records.model import Query, Record, dependents
from analyzer.frameworks.records.recording import Recorder
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, Program
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Text,
    Value,
    Values,
)

_TRANSACTIONS = (".atomic()", ".transaction()", ".commit_on_success()", ".atomic_async()")
_JOINS = frozenset({"join", "join_from", "left_outer_join", "from_"})


class Metadata(Value, frozen=True, cache_hash=True):
    """What `Model._meta` is."""

    cls: ClassInfo


class Peewee(RecordFramework):
    """Models whose class methods build queries, which run when they are used."""

    name = "peewee"
    packages = PACKAGES
    examples = (*examples.EXAMPLES, *factory_examples.EXAMPLES)
    on_class = ON_CLASS
    on_query = ON_QUERY
    on_row = ON_ROW
    classes_iterate = True

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Peewee or what stands on it."""
        return imports_any(program, *PACKAGES)

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of fields and keys."""
        root, last = dotted.partition(".")[0], dotted.rpartition(".")[2]
        return last.endswith("Field") or (root in PACKAGES and last[:1].isupper())

    def exports(self, module: str) -> tuple[str, ...]:
        """Return what `from peewee import *` binds."""
        return EXPORTS.get(module, ())

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return what Flask's helpers carry, and what a model says of itself."""
        match value:
            case ClassValue(cls=cls) if name == "_meta" and is_model(cls):
                return (Metadata(cls),)
            case Metadata() if name == "database":
                return (ExternalInstance("peewee.Database"),)
            case Metadata(cls=cls):
                return (Text(plain_name(cls)),) if name in ("table_name", "db_table") else ()
            case ExternalInstance(name="playhouse.flask_utils.FlaskDB", site=site):
                if name == "Model":
                    given = site.argument(2, "model_class") if site is not None else ()
                    return given or (External("peewee.Model"),)
                return (ExternalInstance("peewee.Database"),) if name == "database" else None
            case ExternalInstance(name="flask_peewee.db.Database") if name == "Model":
                return (External("peewee.Model"),)
        return None

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the models and the tables that Peewee would create for them."""
        self.schema = schema
        self.records = Models(engine, schema).records

    # --- calls -------------------------------------------------------------------------------

    def on_call(
        self, frame: Frame, receiver: Value, record: Record, name: str, site: CallSite
    ) -> Values | None:
        """Record what joins and recursive deletion reach; return what an alias is."""
        recorder = Recorder.at(frame, self.schema, site)
        if name == "alias" and isinstance(receiver, ClassValue):
            return (receiver,)
        if name in _JOINS:
            for joined in self._named(site):
                recorder.touch(joined, "read", "join")
        if name == "delete_instance" and "recursive" in site.keywords:
            _delete_dependents(recorder, record)
        return None

    def _named(self, site: CallSite) -> list[Record]:
        given = [value for values in site.args for value in values if isinstance(value, ClassValue)]
        return [record for value in given if (record := self.record_of(value)) is not None]

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Return what functions hand on of the queries and models that they are given."""
        match callee:
            case External(name="peewee.prefetch"):
                return tuple(v for v in site.argument(0, "query") if isinstance(v, Query))
            case External(name="playhouse.shortcuts.dict_to_model"):
                return tuple(Instance(record.cls) for record in self._named(site)[:1])
            case External(name="playhouse.shortcuts.update_model_from_dict"):
                return tuple(v for v in site.argument(0, "instance") if isinstance(v, Instance))
        return None

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what methods give, those of an asynchronous manager and Flask's helpers too."""
        match callee:
            case ExternalMethod(receiver=ExternalInstance(name="peewee_async.Manager"), name=name):
                return self._managed(frame, name, site)
            case External(name="playhouse.flask_utils.get_object_or_404"):
                return self._managed(frame, "get", site)
            case External(name="playhouse.flask_utils.PaginatedQuery"):
                return tuple(Query(record) for record in self._subjects(site)) or None
        return super().call(frame, callee, site)

    def _managed(self, frame: Frame, name: str, site: CallSite) -> Values | None:
        """Return what a function does with the model, query or row that comes first."""
        action = MANAGER.get(name)
        subjects = self._subjects(site)
        if action is None or not subjects:
            return None
        frame.resolve(site)
        recorder = Recorder(frame, self.schema, site.line)
        self._fetch_given(frame, site)
        result: Values = ()
        for record in subjects:
            result += perform(recorder, action, Query(record), site)
        return tuple(dict.fromkeys(result))

    def _subjects(self, site: CallSite) -> list[Record]:
        records = (self.record_of(value) for value in (site.args[0] if site.args else ()))
        return [record for record in records if record is not None]

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is `db.atomic()`, or a database in a `with`."""
        match value:
            case ExternalInstance(name=name):
                mine = name.partition(".")[0] in PACKAGES
                return mine and (name.endswith(_TRANSACTIONS) or _is_database(name))
        return False


def _is_database(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last.endswith(("Database", "DatabaseProxy")) or name in (
        "peewee.Proxy",
        "playhouse.db_url.connect",
    )


def _delete_dependents(recorder: Recorder, record: Record) -> None:
    """Record what `delete_instance(recursive=True)` deletes and clears, as Peewee itself does."""
    reached = [record]
    for relation in dependents(record, lambda each: each.on_delete == "CASCADE"):
        recorder.touch(relation.source, "write", "cascade")
        if relation.on_delete == "CASCADE":
            reached.append(relation.source)
    for each in reached:
        for relation in each.relations.values():
            for table in relation.tables[:1]:
                recorder.table(table, "write", "cascade")
