"""A database while migrations change it: its tables and columns, and what is not sure of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analyzer.model.analysis import Column
from analyzer.model.place import Location


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key by the names that the migration uses; None where it does not say."""

    column: str
    table: str
    to_column: str | None = None
    on_delete: str | None = None


@dataclass(frozen=True, slots=True)
class Relic:
    """A table as the migrations leave it.

    `doubtful` says that it may not be there, `open` that it may have other columns. `module` and
    `place` are those of the migration that creates it; `owner` is the label of its Django
    application.
    """

    name: str
    module: str
    place: Location
    schema: str | None = None
    columns: tuple[Column, ...] = ()
    references: tuple[Reference, ...] = ()
    doubtful: bool = False
    open: bool = False
    owner: str = ""

    def has(self, column: str) -> bool:
        """Tell whether a column of that name is known."""
        return any(known.name.lower() == column.lower() for known in self.columns)


Key = tuple[str, str]


def _key(name: str, schema: str | None) -> Key:
    return (schema or "").lower(), name.lower()


class Database:
    """The tables at one point of the history; `partial` where its beginning is not known."""

    def __init__(self) -> None:
        self._tables: dict[Key, Relic] = {}
        self._left: frozenset[str] = frozenset()
        self.partial = False

    def copy(self) -> Database:
        """Return another database in the same state."""
        twin = Database()
        twin.replace_by(self)
        return twin

    def replace_by(self, other: Database) -> None:
        """Take over the state of another one."""
        self._tables = dict(other._tables)
        self._left = other._left
        self.partial = other.partial

    def tables(self) -> Iterator[Relic]:
        """Yield the tables in order of schema and name."""
        return (self._tables[key] for key in sorted(self._tables))

    def gone(self) -> frozenset[str]:
        """Return the names, in lower case, under which there was a table once and is none now."""
        return self._left.difference(name for _, name in self._tables)

    def find(self, name: str, schema: str | None = None) -> Relic | None:
        """Return the table of a name, whose schema matters only where it is given."""
        found = self._tables.get(_key(name, schema))
        if found is not None or schema is not None:
            return found
        others = [t for (_, bare), t in self._tables.items() if bare == name.lower()]
        return others[0] if len(others) == 1 else None

    def knows(self, name: str) -> bool | None:
        """Tell whether a table is there; None where that is not sure."""
        found = self.find(name)
        if found is not None:
            return None if found.doubtful else True
        return None if self.partial else False

    # --- changes -----------------------------------------------------------------------------

    def create(self, table: Relic) -> None:
        """Add a table; one that is there already, `IF NOT EXISTS`, keeps its columns."""
        key = _key(table.name, table.schema)
        known = self._tables.get(key)
        self._tables[key] = table if known is None else replace(known, open=True)

    def drop(self, name: str, schema: str | None = None) -> None:
        """Take a table out."""
        self._left |= {name.lower()}
        found = self.find(name, schema)
        if found is not None:
            del self._tables[_key(found.name, found.schema)]

    def rename(self, old: str, new: str, schema: str | None = None) -> None:
        """Give a table another name, where others refer to it as well."""
        self._left |= {old.lower()}
        found = self.find(old, schema)
        if found is None or old.lower() == new.lower():
            return
        del self._tables[_key(found.name, found.schema)]
        self._tables[_key(new, found.schema)] = replace(found, name=new)
        for key, table in self._tables.items():
            if any(reference.table == found.name for reference in table.references):
                self._tables[key] = replace(
                    table,
                    references=tuple(
                        replace(r, table=new) if r.table == found.name else r
                        for r in table.references
                    ),
                )

    def update(self, table: Relic, **changes: object) -> None:
        """Change what is known of a table that is there."""
        self._tables[_key(table.name, table.schema)] = replace(table, **changes)  # type: ignore[arg-type]

    def add_column(
        self, table: Relic, column: Column, references: Iterable[Reference] = ()
    ) -> None:
        """Add a column, or describe it anew."""
        kept = [known for known in table.columns if known.name.lower() != column.name.lower()]
        others = [r for r in table.references if r.column != column.name]
        self.update(table, columns=(*kept, column), references=(*others, *references))

    def drop_column(self, table: Relic, column: str) -> None:
        """Take a column out, and the keys that stand in it."""
        kept = tuple(c for c in table.columns if c.name.lower() != column.lower())
        keys = tuple(r for r in table.references if r.column.lower() != column.lower())
        self.update(table, columns=kept, references=keys)

    def rename_column(self, table: Relic, old: str, new: str) -> None:
        """Give a column another name."""
        from msgspec.structs import replace as struct_replace

        columns = tuple(
            struct_replace(c, name=new) if c.name.lower() == old.lower() else c
            for c in table.columns
        )
        keys = tuple(replace(r, column=new) if r.column == old else r for r in table.references)
        self.update(table, columns=columns, references=keys)

    # --- doubt -------------------------------------------------------------------------------

    def doubt(self, name: str) -> None:
        """Take note that something unknown happens to a table."""
        found = self.find(name)
        if found is not None:
            self.update(found, doubtful=True, open=True)

    def doubt_all(self, owner: str | None = None) -> None:
        """Take note that something unknown happens, to an application's tables or to any."""
        for table in list(self._tables.values()):
            if owner is None or table.owner == owner:
                self.update(table, doubtful=True, open=True)
        if owner is None:
            self.partial = True

    def suppose(self, table: Relic, there: bool) -> None:
        """Go on as if a table that may be there is there, or is not."""
        found = self.find(table.name)
        if not there:
            self.drop(table.name)
        elif found is None:
            self.create(table)
        else:
            self.update(found, doubtful=False)

    def merge(self, other: Database) -> None:
        """Go on from here or from there: what differs is doubtful from now on."""
        self.partial = self.partial or other.partial
        self._left &= other._left
        for key in sorted({*self._tables, *other._tables}):
            here, there = self._tables.get(key), other._tables.get(key)
            if here == there:
                continue
            if here is None or there is None:
                found = here or there
                assert found is not None
                self._tables[key] = replace(found, doubtful=True, open=True)
            else:
                extra = tuple(c for c in there.columns if not here.has(c.name))
                self._tables[key] = replace(
                    here,
                    columns=(*here.columns, *extra),
                    doubtful=here.doubtful or there.doubtful,
                    open=True,
                )
