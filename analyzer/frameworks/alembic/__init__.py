"""Alembic and Flask-Migrate: the schema that the scripts build, beside that of the models."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from analyzer.frameworks.alembic import running
from analyzer.frameworks.alembic.examples import EXAMPLES
from analyzer.frameworks.alembic.operations import OP, Upgrade
from analyzer.frameworks.alembic.revisions import Environment, environments
from analyzer.frameworks.base import Framework, Schema
from analyzer.frameworks.history.database import Database
from analyzer.frameworks.history.drift import (
    add_relics,
    columns_differ,
    left_over,
    not_migrated,
)
from analyzer.frameworks.history.values import Made, Named, Routine
from analyzer.model import facts
from analyzer.model.analysis import Table
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import CallSite, External, Value, Values

# Scripts that leave fewer of the models' tables than this share may belong to something else.
_FEWEST = 2 / 3


class Alembic(Framework):
    """Scripts of Alembic: what they alone create, and where they and the models disagree."""

    name = "alembic"
    examples = EXAMPLES

    def applies_to(self, program: Program) -> bool:
        """Tell whether there is any migration that is not Django's."""
        return any(
            module.file.role == "migration"
            and any(word == "down_revision" for word, _ in module.facts.words)
            for module in program.modules.values()
        )

    def witness(self, engine: Engine, schema: Schema) -> None:
        """Replay the scripts, add the tables that no model defines, report what differs."""
        program = engine.program
        self._environments = environments(program)
        databases = [replay(program, found) for found in self._environments]
        modelled = [table for table in schema.tables.values() if table.origin == "orm"]
        relics = [relic for database in databases for relic in database.tables()]
        added = add_relics(schema, relics)
        for database in databases:
            schema.passing.forget(database.gone())
        whole = not any(database.partial for database in databases)
        names = {relic.name.lower() for relic in relics}
        served = {table.module for table in modelled if table.name.lower() in names}
        databases_served = {table.database for table in modelled if table.name.lower() in names}
        missing = [
            table
            for table in modelled
            if table.database in databases_served
            # A bare table far from the others is often one of another MetaData.
            if table.name.lower() not in names and (table.class_ or table.module in served)
        ]
        if len(missing) > len(modelled) * (1 - _FEWEST):
            return
        if modelled:
            schema.diagnostics += left_over(added)
        if whole:
            schema.diagnostics += not_migrated(missing)
        known = {r.name.lower(): r for r in relics if not (r.open or r.doubtful)}
        schema.diagnostics += columns_differ(
            (table, known[table.name.lower()])
            for table in modelled
            if table.name.lower() in known and _is_plain(table)
        )

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Record what the migrations do to rows that the program runs by itself."""
        command = running.command_of(callee.name) if isinstance(callee, External) else None
        if command is not None:
            running.run(frame, self._environments, command, site.line)
        return None


def _is_plain(table: Table) -> bool:
    return bool(table.columns)


def replay(program: Program, environment: Environment) -> Database:
    """Return the database after all scripts of an environment."""
    database = Database()
    database.partial = not environment.whole
    for revision in environment.revisions:
        upgrade = Upgrade(program, database, revision.module)
        for routine in _routines(upgrade.names(revision.module)):
            upgrade.perform(routine, Made("", keywords={"op": Named(OP)}))
        database = upgrade.database
    return database


def _routines(names: Mapping[str, object]) -> list[Routine]:
    """Return `upgrade`, or one function for each database as in Flask-Migrate's template."""
    main = names.get("upgrade")
    if not isinstance(main, Routine):
        return []
    if not _mentions(main.function.body, "globals"):
        return [main]
    parts = [names[name] for name in sorted(names) if name.startswith("upgrade_")]
    return [part for part in parts if isinstance(part, Routine)]


def _mentions(node: object, name: str) -> bool:
    match node:
        case facts.Name(id=known):
            return known == name
        case tuple():
            return any(_mentions(item, name) for item in node)
        case msgspec.Struct():
            return any(_mentions(getattr(node, field), name) for field in node.__struct_fields__)
    return False
