"""What Alembic's operations do to a database.

Source: "Operation Reference" in Alembic's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.frameworks.constants import assignments
from analyzer.frameworks.history.database import Reference, Relic
from analyzer.frameworks.history.evaluating import Scope
from analyzer.frameworks.history.interpreter import Interpreter
from analyzer.frameworks.history.values import (
    UNKNOWN,
    Class,
    Made,
    Method,
    Named,
    TableNames,
    known_text,
)
from analyzer.model import facts
from analyzer.model.analysis import Column

# What leaves tables and columns as they are.
_HARMLESS = frozenset(
    {
        "bulk_insert",
        "context",
        "create_check_constraint",
        "create_exclude_constraint",
        "create_foreign_key",
        "create_index",
        "create_primary_key",
        "create_table_comment",
        "create_unique_constraint",
        "drop_constraint",
        "drop_index",
        "drop_table_comment",
        "f",
        "get_bind",
        "get_context",
        "inline_literal",
    }
)
OP = "alembic.op"


@dataclass(frozen=True, slots=True)
class _Batch:
    """`batch_alter_table("name")`."""

    table: str | None
    schema: str | None


class Upgrade(Interpreter):
    """Runs `upgrade()` functions."""

    def operation(self, scope: Scope, made: Made) -> object | None:
        """Carry out `op.something(...)`."""
        if made.name.startswith(f"{OP}."):
            return self._operate(made)
        if made.last in ("create_all", "drop_all"):
            return self._by_metadata(made)
        return None

    def method(self, scope: Scope, receiver: object, made: Made) -> object | None:
        """Carry out the operations of a batch; answer what is asked of the database."""
        match receiver:
            case _Batch(table=table, schema=schema):
                args = (table if table is not None else UNKNOWN, *made.args)
                keywords = {"schema": schema, **made.keywords}
                name = f"{OP}.{made.name}"
                return self._operate(Made(name, args, keywords, made.line, made.open))
        if made.name in ("create_all", "drop_all"):
            return self._by_metadata(made)
        if made.name in ("drop", "rename", "create"):
            return self._by_object(receiver, made)
        return self._asked(made)

    def _operate(self, made: Made) -> object:
        name = made.last
        match name:
            case "f" | "inline_literal":
                return made.get(0, "name", UNKNOWN)
            case "batch_alter_table":
                return _Batch(made.text(0, "table_name"), made.text(99, "schema"))
            case "get_bind" | "get_context":
                return Made(name)
            case "execute":
                return self.execute(made)
            case "create_table":
                self._create(made)
                return Made("sqlalchemy.Table", made.args, made.keywords, made.line, made.open)
            case "drop_table" | "rename_table":
                self._table(name, made)
            case "add_column" | "drop_column" | "alter_column":
                self._column(name, made)
            case _:
                self._unusual(made)
        return UNKNOWN

    def _unusual(self, made: Made) -> None:
        """Doubt the tables that an operation of another library names."""
        for value in (*made.args, *made.keywords.values()):
            if isinstance(value, str) and made.last not in _HARMLESS:
                self.database.doubt(value)

    # --- tables ------------------------------------------------------------------------------

    def _create(self, made: Made) -> None:
        name = made.text(0, "table_name") or made.text(99, "name")
        if name is None:
            return
        schema = made.text(99, "schema")
        items = list(_flat(made.args[1:]))
        columns = [column for item in items if (column := column_of(item)) is not None]
        keyed = {name for item in items for name in _primary(item)}
        unread = made.open or any(not isinstance(item, Made) for item in items)
        relic = Relic(
            name,
            self.home.name,
            self.place(),
            schema,
            tuple(_keyed(column, keyed) for column in columns),
            tuple(reference for item in items for reference in references_of(item)),
            open=unread or sum(map(_is_column, items)) > len(columns),
        )
        self.database.create(relic)

    def _table(self, name: str, made: Made) -> None:
        old = made.text(0, "table_name" if name == "drop_table" else "old_table_name")
        new = made.text(1, "new_table_name")
        if old is None:
            self.doubt()
        elif name == "drop_table":
            self.database.drop(old, made.text(99, "schema"))
        elif new is None:
            self.database.doubt(old)
        else:
            self.database.rename(old, new, made.text(99, "schema"))

    def _column(self, name: str, made: Made) -> None:
        table = made.text(0, "table_name")
        if table is None:
            for known in list(self.database.tables()):
                self.database.update(known, open=True)
            return
        found = self.database.find(table, made.text(99, "schema"))
        if found is None:
            return
        column = made.text(1, "column_name")
        given = made.get(1, "column")
        added = column_of(given)
        new = made.get(99, "new_column_name")
        if name == "add_column" and added is not None:
            self.database.add_column(found, added, references_of(given))
        elif name == "drop_column" and column is not None:
            self.database.drop_column(found, column)
        elif name == "alter_column" and column is not None and known_text(new) is not None:
            self.database.rename_column(found, column, str(new))
        elif name != "alter_column" or new is not None:
            self.database.update(found, open=True)

    def _by_metadata(self, made: Made) -> object:
        """Carry out `metadata.create_all(bind, tables=[...])` and `drop_all`."""
        tables = made.get(1, "tables")
        names = [_table_name(item) for item in tables] if isinstance(tables, tuple) else [None]
        known = [name for name in names if name is not None]
        for name in known:
            if made.last == "drop_all":
                self.database.drop(name)
            else:
                self._vaguely(name)
        if len(known) < len(names):
            if made.last == "drop_all":
                self.doubt()
            self.database.partial = True
        return UNKNOWN

    def _by_object(self, receiver: object, made: Made) -> object:
        """Carry out `table.drop(bind)`, and doubt what is not known by name."""
        name = _table_name(receiver)
        if name is not None and made.name == "drop":
            self.database.drop(name)
        elif name is not None and made.name == "create":
            self._vaguely(name)
        elif made.name == "create":
            self.database.partial = True
        elif name is not None:
            self.database.doubt(name)
        elif receiver is UNKNOWN or isinstance(receiver, Method | Made | Class):
            self.doubt()
        return UNKNOWN

    def _vaguely(self, name: str) -> None:
        """Create a table of which no more than the name is known."""
        if self.database.find(name) is None:
            vague = Relic(name, self.home.name, self.place(), doubtful=True, open=True)
            self.database.create(vague)

    # --- questions ---------------------------------------------------------------------------

    def _asked(self, made: Made) -> object | None:
        """Answer what code asks an inspector before it acts."""
        name = made.text(0, "table_name")
        if made.name in ("has_table", "dialect_has_table"):
            name = name or made.text(1, "table_name")
            return self._names().holds(name) if name is not None else UNKNOWN
        if made.name == "get_table_names":
            return self._names()
        if made.name == "get_columns" and name is not None:
            found = self.database.find(name)
            if found is None or found.open:
                return UNKNOWN
            return tuple({"name": column.name} for column in found.columns)
        return None

    def _names(self) -> TableNames:
        tables = list(self.database.tables())
        return TableNames(
            frozenset(t.name.lower() for t in tables if not t.doubtful),
            frozenset(t.name.lower() for t in tables if t.doubtful),
            not self.database.partial,
        )


def _flat(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        else:
            yield value


def _is_column(value: object) -> bool:
    return isinstance(value, Made) and value.last in ("Column", "column")


def column_of(value: object) -> Column | None:
    """Return the column that `sa.Column(...)` describes."""
    if not isinstance(value, Made) or not _is_column(value):
        return None
    name = value.text(0, "name")
    kind = value.get(1, "type_")
    if name is None:
        return None
    shown = kind.last if isinstance(kind, Made | Named) else None
    nullable, primary = value.keywords.get("nullable"), value.keywords.get("primary_key")
    known = nullable if isinstance(nullable, bool) else None
    return Column(name, shown, known, primary is True)


def _keyed(column: Column, names: set[str]) -> Column:
    if column.name not in names:
        return column
    return Column(column.name, column.type, column.nullable, True)


def _primary(value: object) -> list[str]:
    if not isinstance(value, Made) or value.last != "PrimaryKeyConstraint":
        return []
    return [name for name in value.args if isinstance(name, str)]


def references_of(value: object) -> list[Reference]:
    """Return the foreign keys that a column or a constraint declares."""
    if not isinstance(value, Made):
        return []
    if value.last == "ForeignKeyConstraint":
        columns, targets = value.get(0, "columns"), value.get(1, "refcolumns")
        if not isinstance(columns, tuple) or not isinstance(targets, tuple):
            return []
        pairs = zip(columns, targets, strict=False)
        return [r for column, target in pairs for r in _reference(column, target, value)]
    keys = [v for v in value.args if isinstance(v, Made) and v.last == "ForeignKey"]
    return [r for key in keys for r in _reference(value.get(0, "name"), key.get(0, "column"), key)]


def _reference(column: object, target: object, key: Made) -> list[Reference]:
    name, path = known_text(column), known_text(target)
    if name is None or path is None or "." not in path:
        return []
    table, _, to_column = path.rpartition(".")
    rule = known_text(key.keywords.get("ondelete"))
    shown = rule.upper().replace(" ", "_") if rule else None
    return [Reference(name, table.rpartition(".")[2], to_column, shown)]


def _table_name(receiver: object) -> str | None:
    """Return the name of a table object: `Table("x", ...)` or `Model.__table__`."""
    match receiver:
        case Made() if receiver.last in ("Table", "table"):
            return receiver.text(0, "name")
        case Method(receiver=Class(node=node), name="__table__"):
            for value in assignments(node.body, "__tablename__"):
                if isinstance(value, facts.Constant) and isinstance(value.value, str):
                    return value.value
    return None
