"""PyMongo, Motor and Flask-PyMongo: collections that are named where they are used.

Source: "API Documentation" of PyMongo 4 and Motor 3; methods of older versions still work here.
A collection that no class describes is like a table that only SQL names.
"""

from __future__ import annotations

from typing import ClassVar

from analyzer.frameworks.base import Example, Framework, Schema, imports_any
from analyzer.frameworks.mongo.examples import COLLECTIONS
from analyzer.frameworks.mongo.methods import (
    CLIENTS,
    DATABASES,
    METHODS,
    OF_DATABASES,
    OTHERS,
    READS,
    TELLING,
    WRITES,
)
from analyzer.frameworks.mongo.pipelines import stages
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import (
    CallSite,
    External,
    ExternalInstance,
    ExternalMethod,
    Text,
    Value,
    Values,
)

_PACKAGES = ("pymongo", "motor", "flask_pymongo", "mongoengine", "flask_mongoengine", "mongomock")


class DatabaseValue(Value, frozen=True, cache_hash=True):
    """A database of MongoDB, by whatever name."""


class CollectionValue(Value, frozen=True, cache_hash=True):
    """A collection; its name is None where it is not known before the code runs."""

    name: str | None


class PyMongo(Framework):
    """Collections by attribute or key of a database, and what their methods do."""

    name = "pymongo"
    examples: ClassVar[tuple[Example, ...]] = COLLECTIONS

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports a driver of MongoDB or what stands on it."""
        return imports_any(program, *_PACKAGES)

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Keep the schema, to which collections are added as they are met."""
        self._schema = schema

    # --- databases and collections -------------------------------------------------------------

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return databases and collections by attribute."""
        match value:
            case DatabaseValue() if name in OF_DATABASES or name.startswith("get_"):
                return (ExternalMethod(value, name),)
            case DatabaseValue():
                return (CollectionValue(name),)
            case CollectionValue(name=outer):
                if name in METHODS or outer is None or name.startswith("_"):
                    return (ExternalMethod(value, name),)
                return (CollectionValue(f"{outer}.{name}"),)
            case ExternalInstance():
                return self._of_client(value, name)
        return None

    @staticmethod
    def _of_client(value: ExternalInstance, name: str) -> Values | None:
        if _is(value, DATABASES):
            return PyMongo().declare_attribute(DatabaseValue(), name)
        if value.name.startswith("flask_pymongo.") and value.name.endswith(".PyMongo"):
            return (DatabaseValue(),) if name == "db" else None
        if not _is_client(value):
            return None
        if name.startswith(("get_", "start_", "list_", "close", "drop_", "server_", "admin")):
            return (ExternalMethod(value, name),)
        return (DatabaseValue(),)

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return databases and collections by attribute."""
        return self.declare_attribute(value, name)

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return databases and collections by key."""
        if isinstance(value, ExternalInstance) and _is_client(value):
            return (DatabaseValue(),)
        if isinstance(value, DatabaseValue) or _is(value, DATABASES):
            return _collections(evaluate(frame, index))
        return None

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Return what clients and databases give when they are asked by a method."""
        match callee:
            case ExternalMethod(receiver=DatabaseValue() as database, name=name):
                return _of_database(database, name, site)
            case ExternalMethod(receiver=ExternalInstance() as client, name=name):
                if _is_client(client) and name in ("get_database", "get_default_database"):
                    return (DatabaseValue(),)
            case External(name=name) if name.endswith((".get_db", ".get_database")):
                return (DatabaseValue(),) if "mongoengine" in name else None
            case External(name="mongoengine.connect" | "mongoengine.connection.connect"):
                return (ExternalInstance("pymongo.MongoClient"),)
        return None

    # --- calls ---------------------------------------------------------------------------------

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Record what the methods of collections do."""
        match callee:
            case ExternalMethod(receiver=CollectionValue(name=collection), name=name):
                if name == "with_options":
                    return (callee.receiver,)
                sure = "certain" if _names(site.call.func, collection) else "likely"
                return self._method(frame, collection, name, site, sure)
            case ExternalMethod(receiver=DatabaseValue(), name="drop_collection"):
                for found in _collections(site.argument(0, "name_or_collection")):
                    if isinstance(found, CollectionValue):
                        self._method(frame, found.name, "drop", site, "certain")
                return ()
        return self.declare_call(callee, site)

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Take `db.users.find_one(...)` for a collection's, whatever `db` is: a guess."""
        if name not in TELLING:
            return None
        match receiver:
            case facts.Attribute(value=owner, attr=collection) if _is_called_database(owner):
                return self._method(frame, collection, name, site, "guess")
            case facts.Subscript(value=owner, index=facts.Constant(value=str() as collection)):
                if _is_called_database(owner):
                    return self._method(frame, collection, name, site, "guess")
        if _speaks_of_documents(receiver, site):
            return self._method(frame, None, name, site, "guess")
        return None

    def _method(
        self, frame: Frame, collection: str | None, name: str, site: CallSite, confidence: str
    ) -> Values:
        if name in OTHERS or name not in METHODS:
            return ()
        if collection is None:
            message = "the collection that is used here is not known before the code runs"
            frame.give_up(site, "dynamic-collection", message)
            return ()
        frame.resolve(site)
        if name not in WRITES:
            self._touch(frame, collection, "read", "collection", site, confidence)
        if name not in READS:
            self._touch(frame, collection, "write", "collection", site, confidence)
        if name.startswith("aggregate"):
            for values in site.args[:1]:
                for operation, other in stages(values):
                    how = "join" if operation == "read" else "collection"
                    self._touch(frame, other, operation, how, site, confidence)
        return ()

    def _touch(
        self,
        frame: Frame,
        collection: str,
        operation: str,
        how: str,
        site: CallSite,
        confidence: str,
    ) -> None:
        place = Location(frame.unit.module.path, site.line)
        frame.touch(self._schema.mention(collection, place), operation, how, confidence, site.line)

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is a session's `start_transaction()`."""
        match value:
            case ExternalInstance(name=name):
                mine = name.partition(".")[0] in _PACKAGES
                return mine and name.endswith(".start_transaction()")
        return False


def _is(value: Value, classes: tuple[str, ...]) -> bool:
    match value:
        case ExternalInstance(name=name):
            root, _, last = name.partition(".")
            return root in _PACKAGES and last.rpartition(".")[2] in classes
    return False


def _is_client(value: Value) -> bool:
    return _is(value, CLIENTS)


def _names(func: Expr, collection: str | None) -> bool:
    """Tell whether the code names the collection where it calls its method."""
    match func:
        case facts.Attribute(value=facts.Attribute(attr=name)):
            return name == collection
        case facts.Attribute(value=facts.Subscript(index=facts.Constant(value=name))):
            return name == collection
        case facts.Attribute(value=facts.Call(args=(facts.Constant(value=name), *_))):
            return name == collection
    return False


def _is_called_database(expression: Expr) -> bool:
    match expression:
        case facts.Name(id=name) | facts.Attribute(attr=name):
            return name in ("db", "_db", "database", "mongo_db", "mongodb", "mongo")
        case facts.Call(func=func):
            return _is_called_database(func)
    return False


def _speaks_of_documents(receiver: Expr, site: CallSite) -> bool:
    """Tell whether a call looks like MongoDB's: by a document in it, or by the receiver's name."""
    match receiver:
        case facts.Name(id=name) | facts.Attribute(attr=name) if "coll" in name.lower():
            return True
    return any(isinstance(argument, facts.Mapping) for argument in site.call.args[:1])


def _of_database(database: DatabaseValue, name: str, site: CallSite) -> Values | None:
    if name in ("get_collection", "create_collection"):
        return _collections(site.argument(0, "name"))
    return (database,) if name == "with_options" else ()


def _collections(names: Values) -> Values:
    """Return the collections that strings name; one without a name where none is known."""
    found = tuple(CollectionValue(v.value) for v in names if isinstance(v, Text) and v.exact)
    return found or (CollectionValue(None),)
