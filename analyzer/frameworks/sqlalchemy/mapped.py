"""A mapped class: its table, columns and relationships, and what tells its rows from others."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.frameworks.sqlalchemy.declarations import ColumnSpec
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import Slot
from analyzer.resolution.telling import Kind
from analyzer.resolution.values import Instance


@dataclass(eq=False, slots=True)
class Relationship:
    """A resolved relationship: the mapped class behind an attribute, and the table between.

    `is_kept_there` where the rows behind it keep the key, so that they are written when it changes;
    `eager` where the rows behind it are loaded with the row before it; `viewonly` where nothing is
    ever written by it; `is_query` where the attribute is a query over the rows behind it.
    """

    target: Mapped
    secondary: str | None
    is_many: bool
    is_kept_there: bool = False
    eager: bool = False
    cascades: frozenset[str] = frozenset()
    viewonly: bool = False
    is_query: bool = False

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether no column of the row at hand changes with it."""
        return self.is_kept_there or self.secondary is not None


@dataclass(eq=False, slots=True)
class Computed:
    """An attribute that is an expression; `slot` holds what is known of it.

    It is read with each row, where it is `deferred` only when it is asked for.
    """

    deferred: bool
    slot: Slot = field(default_factory=Slot)


@dataclass(eq=False, slots=True)
class Mapped:
    """A mapped class; `table` is its table's key, `parent` the class that it extends by a join.

    `heirs` are those of which every column is loaded with its rows.
    """

    cls: ClassInfo
    table: str
    parent: Mapped | None = None
    relationships: dict[str, Relationship] = field(default_factory=dict)
    columns: dict[str, ColumnSpec] = field(default_factory=dict)
    computed: dict[str, Computed] = field(default_factory=dict)
    heirs: list[Mapped] = field(default_factory=list)

    def lineage(self) -> tuple[Mapped, ...]:
        """Return the class and those that it extends, the nearest first."""
        return (self, *(self.parent.lineage() if self.parent is not None else ()))

    def tables(self) -> tuple[str, ...]:
        """Return the keys of all tables that a row spans."""
        above = self.parent.tables() if self.parent is not None else ()
        return tuple(dict.fromkeys((self.table, *above)))

    def every_relationship(self) -> dict[str, Relationship]:
        """Return the relationships of the class and of those it extends, by attribute."""
        above = self.parent.every_relationship() if self.parent is not None else {}
        return {**above, **self.relationships}

    def every_computed(self) -> dict[str, Computed]:
        """Return the computed attributes of the class and of those it extends."""
        above = self.parent.every_computed() if self.parent is not None else {}
        return {**above, **self.computed}

    def relationship(self, name: str) -> Relationship | None:
        """Return the relationship of that name, of the class or of one it extends."""
        found = self.relationships.get(name)
        return found or (self.parent.relationship(name) if self.parent is not None else None)

    def column(self, name: str) -> tuple[str, str] | None:
        """Return the table and the column in which a row keeps the attribute of that name."""
        if name in self.columns:
            return self.table, self.columns[name].name or name
        return self.parent.column(name) if self.parent is not None else None

    def has_column(self, name: str) -> bool:
        """Tell whether an attribute is a column, of the class or of one it extends."""
        return name in self.columns or (self.parent is not None and self.parent.has_column(name))


# What every mapped class has, and bases of which it is known what they bring.
_COMMON = frozenset({"metadata", "query", "query_class", "registry"})
_CLOSED = ("sqlalchemy.", "flask_sqlalchemy.", "builtins.", "abc.", "typing.", "dataclasses.")


def kind(mapped: Mapped) -> Kind:
    """Return what tells rows of a class: columns, relationships and the program's own methods."""
    own = set(mapped.every_relationship())
    above: Mapped | None = mapped
    while above is not None:
        own.update(above.columns)
        above = above.parent
    lineage = mro(mapped.cls)
    for ancestor in lineage:
        if not isinstance(ancestor, str):
            own.update(ancestor.slots, ancestor.methods)
    outside = (base for base in lineage if isinstance(base, str) and "." in base)
    is_open = any(not base.startswith(_CLOSED) for base in outside)
    row = Instance(mapped.cls)
    return Kind(row, mapped.cls.name, frozenset(own - _COMMON), _COMMON, is_open)
