"""From declarations to tables: columns, and foreign keys once every table is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from analyzer.frameworks.base import serves_migrations, table_key
from analyzer.frameworks.sqlalchemy.appending import Appended, key_of
from analyzer.frameworks.sqlalchemy.declarations import (
    ColumnSpec,
    column_spec,
    is_column,
    items_in,
    last_name,
    text_in,
)
from analyzer.frameworks.sqlalchemy.passing_tables import is_passing
from analyzer.frameworks.sqlalchemy.relating import Relations
from analyzer.frameworks.sqlalchemy.rivals import Rivals
from analyzer.frameworks.sqlalchemy.targets import named_class_column
from analyzer.frameworks.sqlalchemy.values import ColumnValue
from analyzer.model.analysis import Column, ForeignKey, Table
from analyzer.model.place import Location
from analyzer.resolution.program import ClassInfo, ModuleInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ExternalInstance,
    Text,
    Value,
    Values,
)

if TYPE_CHECKING:
    from analyzer.frameworks.sqlalchemy.mapped import Mapped
    from analyzer.frameworks.sqlalchemy.mapping import Mappings


THIRD_PARTY = "third_party"


def _origin(home: ModuleInfo) -> str:
    """Say where a table comes from; one that only scripts of migrations know has no model."""
    if home.is_outside:
        return THIRD_PARTY
    return "migration" if serves_migrations(home.name) else "orm"


def _place(home: ModuleInfo, line: int) -> tuple[Location, ...]:
    """Return a place in the program; there is none in another package."""
    return () if home.is_outside else (Location(home.path, line),)


def _column(spec: ColumnSpec) -> Column:
    is_key = spec.option("primary_key") is True
    return Column(spec.name, None, _truth(spec.option("nullable")), is_key)


class TableBuilder:
    """Adds tables to the schema, and their references when all tables are there."""

    def __init__(self, mappings: Mappings) -> None:
        self._mappings = mappings
        self._rivals = Rivals(mappings.engine.program)
        self._specs: dict[str, list[ColumnSpec]] = {}
        self._constraints: dict[str, list[ExternalInstance]] = {}
        self._homes: dict[str, str | None] = {}

    def add_class(
        self, mapped: Mapped, name: str, schema: str | None, database: str | None
    ) -> None:
        """Add the table of a declarative class."""
        cls = mapped.cls
        table = Table(
            id=name,
            name=name,
            database=database,
            schema=schema,
            module=cls.module.name,
            class_=cls.qualname,
            origin=_origin(cls.module),
            evidence=_place(cls.module, cls.node.line),
        )
        arguments = self._mappings.through(cls, self._table_args(cls))
        self._add(table, list(mapped.columns.values()), [*arguments, *items_in(arguments)])

    @staticmethod
    def _table_args(cls: ClassInfo) -> Values:
        for holder in mro(cls):
            slot = holder.slots.get("__table_args__") if not isinstance(holder, str) else None
            if slot is not None:
                return slot.values
        return ()

    def add_bare(self, site: CallSite, cls: ClassInfo | None = None) -> str | None:
        """Add the table of a `Table(...)` call; return its key, None if its name is not known."""
        known = self._mappings.by_table_site.get(site)
        name = text_in(site.argument(0, "name"))
        if known is not None or name is None:
            return known
        schema = text_in(site.keywords.get("schema", ())) or _metadata_option(site, "schema")
        if site.unit.function is not None and (other := self._mappings.schema.find(name, schema)):
            self._mappings.by_table_site[site] = other  # a copy for the use of that function
            return other
        specs = [
            spec
            for values in site.args[1:]
            for value in values
            if is_column(value) and (spec := column_spec(None, value)) is not None
        ]
        table = Table(
            id=name,
            name=name,
            database=_metadata_option(site, "bind_key"),
            schema=schema,
            module=site.module.name,
            class_=cls.qualname if cls is not None else None,
            kind="model" if cls is not None else "association" if _is_link(specs) else "model",
            origin="sql" if is_passing(site) else _origin(site.module),
            evidence=_place(site.module, site.line),
        )
        key = self._add(table, specs, [v for values in site.args[1:] for v in values])
        self._mappings.by_table_site[site] = key
        return key

    def add_columns(self, key: str, specs: list[ColumnSpec]) -> None:
        """Add the columns of a class that has no table of its own to the one that it shares."""
        if key not in self._specs:
            return
        table = self._mappings.schema.tables[key]
        known = {column.name for column in table.columns}
        fresh = [spec for spec in specs if spec.name not in known]
        columns = (*table.columns, *map(_column, fresh))
        self._mappings.schema.tables[key] = msgspec.structs.replace(table, columns=columns)
        self._own(key, fresh)

    def append(self, added: Appended) -> None:
        """Add what a call adds to a table later."""
        key = key_of(added, self._mappings.mapped, self.add_bare)
        if key in self._specs:
            specs = [column_spec(None, value) for value in added.columns]
            self.add_columns(key, [spec for spec in specs if spec is not None])
            self._constraints[key] += _constraints(added.values)

    def columns(self, key: str) -> list[ColumnSpec]:
        """Return the columns that the declaration of a table names."""
        return self._specs.get(key, [])

    def _add(self, table: Table, specs: list[ColumnSpec], arguments: list[Value]) -> str:
        columns = tuple(map(_column, specs))
        schema = self._mappings.schema
        add = schema.offer if table.origin == THIRD_PARTY else schema.add
        whole = msgspec.structs.replace(table, columns=columns)
        key = add(whole)
        if schema.tables[key] is not whole:  # declared twice, or a mirror of another's table
            if table.origin == THIRD_PARTY or not self._rivals.prefers(whole, schema.tables[key]):
                return key
            schema.tables[key] = whole
        self._specs[key] = []
        self._own(key, specs)
        self._constraints[key] = _constraints(arguments)
        return key

    def _own(self, key: str, specs: list[ColumnSpec]) -> None:
        self._specs[key] += specs
        for spec in specs:
            if spec.site is not None:
                self._mappings.column_owner[spec.site] = (key, spec.name)

    # --- references --------------------------------------------------------------------------

    def finish(self) -> None:
        """Add foreign keys and relationships, now that every table is known."""
        schema = self._mappings.schema
        for key, specs in self._specs.items():
            references = [ref for spec in specs for ref in self._references(key, spec)]
            for constraint in self._constraints[key]:
                references += self._constraint(key, constraint)
            unique = {(ref.column, ref.to_table): ref for ref in references}
            # A mixin of another package declares it: then it stands where the class does.
            place = schema.tables[key].evidence
            ordered = tuple(
                msgspec.structs.replace(ref, evidence=ref.evidence or place)
                for _, ref in sorted(unique.items(), key=lambda item: item[0])
            )
            schema.tables[key] = msgspec.structs.replace(schema.tables[key], foreign_keys=ordered)
        relations = Relations(
            schema,
            self._mappings.by_name,
            self._mappings.mapped,
            self.add_bare,
            self._mappings.column_owner,
        )
        for mapped in [m for m in self._mappings.by_class.values() if m is not None]:
            for name, value in self._mappings.relationships(mapped.cls).items():
                relations.add(mapped, name, value)

    def _references(self, key: str, spec: ColumnSpec) -> list[ForeignKey]:
        result = []
        for reference in spec.references:
            site = reference.site
            if site is None:
                continue
            named = named_class_column(self._mappings.engine, self._mappings.mapped, site)
            target = named or self._target(key, site.argument(0, "column"))
            if target is not None:
                on_delete = text_in(site.keywords.get("ondelete", ()))
                result.append(_foreign_key(spec, site, target, on_delete))
        if spec.foreign is not None:
            target = self._named(key, spec.foreign)
            options = spec.site.keywords if spec.site is not None else {}
            on_delete = text_in(options.get("ondelete", ()))
            result.append(_foreign_key(spec, spec.site, target, on_delete))
        return result

    def _constraint(self, key: str, value: ExternalInstance) -> list[ForeignKey]:
        site = value.site
        if site is None:
            return []
        columns = [self._column_name(item) for item in items_in(site.argument(0, "columns"))]
        result = []
        for column, item in zip(columns, items_in(site.argument(1, "refcolumns")), strict=False):
            target = self._target(key, (item,))
            if column is not None and target is not None:
                on_delete = text_in(site.keywords.get("ondelete", ()))
                result.append(_foreign_key(ColumnSpec(column, site), site, target, on_delete))
        return result

    def _column_name(self, value: Value) -> str | None:
        match value:
            case Text(value=name):
                return name
            case ExternalInstance(site=site) if site in self._mappings.column_owner:
                return self._mappings.column_owner[site][1]
        return None

    def _target(self, key: str, values: Values) -> tuple[str, str | None] | None:
        for value in values:
            match value:
                case Text(value=text, exact=True):
                    return self._named(key, text)
                case ColumnValue(site=site, column=column):
                    table = self.add_bare(site)
                    return (table, column) if table is not None else None
                case ExternalInstance(site=site) if site in self._mappings.column_owner:
                    return self._mappings.column_owner[site]
        return None

    def _named(self, key: str, text: str) -> tuple[str, str | None]:
        """Return the table and column that `table.column` names, from the side of a table."""
        path, _, column = text.rpartition(".")
        schema, _, name = path.rpartition(".")
        own = self._mappings.schema.tables[key]
        wanted = schema or own.schema
        for candidate in (
            table_key(name, wanted, own.database),
            table_key(name, schema or None, own.database),
            table_key(name, wanted, None),
        ):
            if candidate in self._mappings.schema.tables:
                return candidate, column
        found = self._mappings.schema.find(name, schema or None)
        if found is None:
            third = Table(name, name, None, schema or None, None, None, origin=THIRD_PARTY)
            found = self._mappings.schema.offer(third)
        return found, column


def _foreign_key(
    spec: ColumnSpec, site: CallSite | None, target: tuple[str, str | None], on_delete: str | None
) -> ForeignKey:
    return ForeignKey(
        column=spec.name,
        to_table=target[0],
        to_column=target[1],
        on_delete=on_delete.upper().replace(" ", "_") if on_delete else None,
        nullable=_truth(spec.option("nullable")),
        evidence=_place(site.module, site.line) if site is not None else (),
    )


def _constraints(values: Iterable[Value]) -> list[ExternalInstance]:
    return [
        value
        for value in values
        if isinstance(value, ExternalInstance) and last_name(value) == "ForeignKeyConstraint"
    ]


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _metadata_option(site: CallSite, name: str) -> str | None:
    for value in site.argument(1, "metadata"):
        if isinstance(value, ExternalInstance) and value.site is not None:
            found = text_in(value.site.keywords.get(name, ()))
            if found is not None:
                return found
    return None


def _is_link(specs: list[ColumnSpec]) -> bool:
    """Tell whether a bare table does little more than join two others."""
    pointing = sum(1 for spec in specs if spec.references)
    return pointing >= 2 and len(specs) <= pointing + 2
