"""What a framework is: a description of its tables, and semantics for inference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from analyzer.frameworks.passing import Passing
from analyzer.model.analysis import Dependency, EntryPoint, Table
from analyzer.model.place import Diagnostic, Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.guide import Guide
from analyzer.resolution.program import FunctionInfo, ModuleInfo, Program
from analyzer.resolution.semantics import Semantics
from analyzer.resolution.telling import Kind
from analyzer.resolution.units import Unit
from analyzer.resolution.values import CallSite, Value, Values


@dataclass(frozen=True)
class Example:
    """A little program and what a framework must find in it; tests and docs are made from these.

    `files` maps paths to source; `tables` maps each table's name to its columns; `accesses` are
    lines of `module table operation`, `links` of `module kind module`, `entry_points` of `kind name
    module function`: of links some, of the others all that there are.
    """

    title: str
    files: Mapping[str, str]
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accesses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    entry_points: tuple[str, ...] = ()


class Framework(Semantics):
    """One ORM or framework; a new one is a subclass in a file of its own, found by `registry`.

    An object serves one scan: `discover` is called once, after the module and class bodies were
    interpreted, and may keep what it finds for the semantics of the second run.
    """

    name: ClassVar[str] = ""
    guide: ClassVar[Guide] = Guide()
    examples: ClassVar[tuple[Example, ...]] = ()

    def applies_to(self, program: Program) -> bool:
        """Tell, cheaply, whether the program uses the framework at all."""
        raise NotImplementedError

    def declare_attribute(self, value: Value, name: str) -> Values | None:
        """Return an attribute of something third-party that declarations are made with.

        Asked in the first run, when nothing is known of the program's tables yet.
        """
        return None

    def declare_descriptor(self, found: Value, receiver: Value) -> Values | None:
        """Return what an object has under the name of a declaration; asked in the first run."""
        return None

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Return what a call that declares something gives; asked in the first run as well."""
        return None

    def declares(self, function: FunctionInfo) -> bool:
        """Tell whether a function declares what the first run is to see, like a module's body."""
        return False

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Add the tables that the framework would create to the schema."""

    def witness(self, engine: Engine, schema: Schema) -> None:
        """Hold what else tells of the tables, such as migrations, against the whole schema.

        Called once, when every framework has added its tables.
        """

    def roots(self, engine: Engine) -> Iterable[Unit]:
        """Return the units that the framework itself would start, beside every function's own."""
        return ()

    def kinds(self) -> Iterable[Kind]:
        """Return the kinds of rows that unknown names can be told to be."""
        return ()

    def conclude(self, engine: Engine) -> None:
        """Have units run again to which it matters that all code has been read by now."""

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Return where the outside gets in; `tables` is filled in later."""
        return ()

    def closers(self, engine: Engine) -> Iterable[FunctionInfo]:
        """Return the functions that run when a route has answered, and may commit for it."""
        return ()

    def links(self, engine: Engine) -> Iterable[Dependency]:
        """Return dependencies that are no imports and no calls: signals and tasks."""
        return ()


def imports_any(program: Program, *packages: str) -> bool:
    """Tell whether a live module imports one of these top-level packages."""
    from analyzer.resolution.imports import imported_packages

    return any(not imported_packages(module).isdisjoint(packages) for module in _live(program))


def _live(program: Program) -> Iterable[ModuleInfo]:
    return program.live_modules()


def table_key(name: str, schema: str | None = None, database: str | None = None) -> str:
    """Return what tells tables apart while their final ids are not known yet."""
    return f"{database or ''}:{schema or ''}.{name}"


# Packages with copies of models as they once were, for scripts that run on databases of that time.
_MIGRATION_PARTS = frozenset({"alembic", "migration", "migrations"})


class Schema:
    """The tables found so far, by key; the first definition wins, later ones add columns."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.diagnostics: list[Diagnostic] = []
        self._by_name: dict[str, list[str]] = {}
        self._offered: set[str] = set()
        self.passing = Passing()

    def offer(self, table: Table) -> str:
        """Add a table of a third party, which stays only if the program refers to it."""
        key = self.add(table)
        if self.tables[key] is table:
            self._offered.add(key)
        return key

    def settle(self, used: Iterable[str]) -> None:
        """Drop what was offered, but for those in `used` and those that own tables refer to.

        What is only made for a while, and nothing else defines, is dropped although it is used.
        """
        known = self.tables.values()
        defined = frozenset(t.name.lower() for t in known if t.origin != "sql" or t.columns)
        for key in [key for key, table in self.tables.items() if self._passes(table, defined)]:
            self._by_name[self.tables.pop(key).name.lower()].remove(key)
        own = (table for key, table in self.tables.items() if key not in self._offered)
        needed = {reference.to_table for table in own for reference in table.foreign_keys}
        for key in sorted(self._offered.difference(needed, used)):
            self._by_name[self.tables.pop(key).name.lower()].remove(key)

    def _passes(self, table: Table, defined: frozenset[str]) -> bool:
        return table.origin == "sql" and self.passing.holds(table.name, defined)

    def add(self, table: Table) -> str:
        """Add a table; return its key. Foreign keys name their targets by key as well.

        Of two definitions the first counts, unless it is a copy that was frozen for migrations.
        """
        key = table_key(table.name, table.schema, table.database)
        known = self.tables.get(key)
        if known is None:
            self._by_name.setdefault(table.name.lower(), []).append(key)
        if known is None or (
            serves_migrations(known.module) and not serves_migrations(table.module)
        ):
            self.tables[key] = table
        return key

    def find(self, name: str, schema: str | None = None) -> str | None:
        """Return the key of the table that a statement names, if it is known."""
        keys = self._by_name.get(name.lower(), [])
        if schema is not None:
            keys = [key for key in keys if self.tables[key].schema in (schema, None)] or keys
        return keys[0] if keys else None

    def mention(self, name: str, place: Location, schema: str | None = None) -> str:
        """Return the key of a table that a statement names; one that no class defines is added."""
        known = self.find(name, schema)
        if known is not None:
            return known
        return self.add(
            Table(
                id=name,
                name=name,
                database=None,
                schema=schema,
                module=None,
                class_=None,
                origin="sql",
                kind="statement",
                evidence=(place,),
            )
        )

    def ids(self) -> dict[str, str]:
        """Return each table's id: the bare name where unique, else with its schema or database."""
        counts = {name: len(keys) for name, keys in self._by_name.items()}
        return {key: _id(table, counts) for key, table in self.tables.items()}


def serves_migrations(module: str | None) -> bool:
    """Tell whether a module lies among the scripts that change a database."""
    return not _MIGRATION_PARTS.isdisjoint((module or "").split("."))


def _id(table: Table, counts: dict[str, int]) -> str:
    if counts[table.name.lower()] == 1:
        return table.name
    if table.database is not None:
        return f"{table.database}:{table.name}"
    return f"{table.schema}.{table.name}" if table.schema is not None else table.name
