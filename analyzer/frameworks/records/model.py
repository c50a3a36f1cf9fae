"""Records (classes whose instances are rows), how they relate, and what a query of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from analyzer.frameworks.fate import Fate
from analyzer.frameworks.records.declarations import Declared
from analyzer.model.analysis import Column, ForeignKey, Table
from analyzer.model.place import Location
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, Value


@dataclass(eq=False, slots=True)
class Relation:
    """What an attribute of a row leads to; `tables` are the keys of the tables between.

    `is_many` gives a query, `is_list` a list of rows that are already there; `on_delete` is the
    rule by which deleting a row of `target` in code reaches the rows of `source`.
    """

    name: str
    source: Record
    target: Record
    is_many: bool = False
    is_list: bool = False
    tables: tuple[str, ...] = ()
    on_delete: str | None = None


@dataclass(eq=False, slots=True)
class Record:
    """A class whose instances are rows; `table` is the table's key.

    `parent` is the record whose table it shares. A base class that the code may never make a table
    of keeps its table in `dormant`, until the code is seen to query that very class. `fates` are
    what becomes of the queries over it, by the calls that begin them.
    """

    cls: ClassInfo
    table: str = ""
    parent: Record | None = None
    children: list[Record] = field(default_factory=list)
    fields: dict[str, Declared] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    referrers: list[Relation] = field(default_factory=list)
    query_class: ClassInfo | None = None
    dormant: Table | None = None
    fates: dict[CallSite, Fate] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The class's own name."""
        return self.cls.name

    @property
    def place(self) -> Location:
        """Where the class is defined."""
        return Location(self.cls.module.path, self.cls.node.line)

    def lineage(self) -> Iterator[Record]:
        """Yield the record and those whose table it shares, nearest first."""
        record: Record | None = self
        while record is not None:
            yield record
            record = record.parent

    def relation(self, name: str) -> Relation | None:
        """Return what an attribute leads to, own or inherited."""
        for record in self.lineage():
            if name in record.relations:
                return record.relations[name]
        return None

    def has_field(self, name: str) -> bool:
        """Tell whether a field of that name is declared, here or in what it inherits from."""
        return any(name in record.fields for record in self.lineage())

    def as_table(
        self,
        name: str,
        columns: tuple[Column, ...],
        keys: tuple[ForeignKey, ...] = (),
        schema: str | None = None,
    ) -> Table:
        """Return the record's table."""
        return Table(
            id=name,
            name=name,
            database=None,
            schema=schema,
            module=self.cls.module.name,
            class_=self.cls.qualname,
            columns=columns,
            foreign_keys=tuple(sorted(keys, key=lambda key: (key.column, key.to_table))),
            evidence=(self.place,),
        )


def between(
    relation: Relation,
    name: str,
    ends: tuple[ForeignKey, ...],
    extra: tuple[Column, ...] = (),
    schema: str | None = None,
    is_key: bool = True,
) -> Table:
    """Return the table that a framework makes for a many-to-many relation.

    `is_key` says whether the columns of both ends are its key; `extra` columns are put before them.
    """
    source = relation.source.cls
    columns = tuple(Column(end.column, None, False, is_key and not extra) for end in ends)
    return Table(
        id=name,
        name=name,
        database=None,
        schema=schema,
        module=source.module.name,
        class_=f"{source.qualname}_{relation.name}",
        columns=(*extra, *columns),
        foreign_keys=ends,
        kind="association",
        evidence=ends[0].evidence,
    )


def dependents(record: Record, follows: Callable[[Relation], bool]) -> list[Relation]:
    """Return the relations that deleting a row in code reaches, through those that it follows."""
    found: dict[Relation, None] = {}
    waiting, seen = [record], {record}
    while waiting:
        for current in waiting.pop().lineage():
            for relation in current.referrers:
                found[relation] = None
                if follows(relation) and relation.source not in seen:
                    seen.add(relation.source)
                    waiting.append(relation.source)
    return list(found)


class Query(Value, frozen=True, cache_hash=True):
    """A query of a record that runs when it is used.

    `operation` is what running it does; `tables` are the keys of further tables that it reads;
    `rows` is False once it gives plain data; `related` says that nothing of it was recorded yet;
    `fate` is what becomes of it, where that place is known.
    """

    record: Record
    operation: str = "read"
    tables: tuple[str, ...] = ()
    rows: bool = True
    related: bool = False
    fate: Fate | None = None

    @property
    def apart(self) -> Value:
        """The query without its place: what is done with one is done with the next."""
        return replace(self, fate=None) if self.fate is not None else self

    @property
    def python_class(self) -> ClassInfo | None:
        """The class in which attributes are looked up first."""
        return self.record.query_class
