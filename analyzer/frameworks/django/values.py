"""The values that Django adds to inference."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import Instance, Value

# More tables than this that a query joins are not followed to where it is evaluated.
_MOST_JOINS = 24


class QueryValue(Value, frozen=True, cache_hash=True):
    """A manager or queryset of a model.

    `cls` is the program's own manager or queryset class, if it has one; `rows` is False once
    `values()` and kin have turned rows into plain data; `through` is the key of the table between,
    for the manager of a many-to-many relation; `related` says that it is the other side of
    a row's relation; `joins` are the keys of the tables that it looks into beside its own;
    `is_sorted` says that its rows come in the order that the model says.
    """

    model: ModelInfo
    cls: ClassInfo | None = None
    rows: bool = True
    through: str | None = None
    related: bool = False
    joins: tuple[str, ...] = ()
    is_sorted: bool = True

    @property
    def apart(self) -> QueryValue:
        """The query without what it has joined so far, or joins to sort its rows."""
        return msgspec.structs.replace(self, joins=(), is_sorted=False)

    @property
    def unsorted(self) -> QueryValue:
        """The query where it does not matter how its rows are sorted."""
        return msgspec.structs.replace(self, is_sorted=False)

    @property
    def python_class(self) -> ClassInfo | None:
        """The class in which attributes are looked up first."""
        return self.cls

    def joining(self, tables: Iterable[str]) -> QueryValue:
        """Return the query that looks into these tables as well, by their keys."""
        joins = tuple(sorted({*self.joins, *tables}))[:_MOST_JOINS]
        return self if joins == self.joins else msgspec.structs.replace(self, joins=joins)


class ForeignRow(Value, frozen=True, cache_hash=True):
    """A row of another package's model, of which only the table is known."""

    model: ModelInfo


class TypeRow(ForeignRow, frozen=True, cache_hash=True):
    """A row of the table of content types, and the model that it `names`."""

    names: ModelInfo


def row_of(model: ModelInfo) -> Value:
    """Return a row of a model, be its class the program's or not."""
    return Instance(model.cls) if model.cls is not None else ForeignRow(model)


class QueryTemplate(Value, frozen=True, cache_hash=True):
    """A manager before it knows its model: what `QuerySet.as_manager()` gives."""

    cls: ClassInfo


class Lookup(Value, frozen=True, cache_hash=True):
    """`Q(...)`, `F(...)`, `Count(...)`: the lookup paths inside, for whoever takes it."""

    paths: tuple[str, ...]
    queries: tuple[QueryValue, ...] = ()


class FormValue(Value, frozen=True, cache_hash=True):
    """A form, or set of forms, that a factory makes for a model: its class and what it makes."""

    model: ModelInfo
    many: bool


class FieldOf(Value, frozen=True, cache_hash=True):
    """A relation of a model as its options describe it, from that model's side.

    `name` is that of the attribute here, `opposite` that of the attribute at the other side.
    """

    model: ModelInfo
    target: ModelInfo
    name: str
    opposite: str
    through: ModelInfo | None = None


class FieldsOf(Value, frozen=True, cache_hash=True):
    """A description of all fields of a model."""

    model: ModelInfo


class FileOf(Value, frozen=True, cache_hash=True):
    """A file that a field of a row holds."""

    model: ModelInfo


class PageOf(Value, frozen=True, cache_hash=True):
    """A paginator over a query, or whatever else has rows, or one of its pages.

    `is_foreign` where it is none of Django's, and any of its methods may fetch rows; `cls` is the
    program's own class of a paginator.
    """

    rows: Value
    is_foreign: bool = False
    cls: ClassInfo | None = None

    @property
    def python_class(self) -> ClassInfo | None:
        """The class in which attributes are looked up first."""
        return self.cls


class ManyRows(Value, frozen=True, cache_hash=True):
    """A serializer of many rows, over what it was given."""

    serializer: ClassInfo
    rows: tuple[Value, ...]
