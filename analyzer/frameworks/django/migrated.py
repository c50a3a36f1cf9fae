"""What the fields of a model, as migrations declare them, are in the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.frameworks.django.fields import kind_of
from analyzer.frameworks.django.migrations import Migration
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.history.database import Reference, Relic
from analyzer.frameworks.history.interpreter import Interpreter
from analyzer.frameworks.history.values import Made, Named, known_text
from analyzer.model.analysis import Column
from analyzer.resolution.program import mro


@dataclass(slots=True)
class State:
    """A model as the migrations know it.

    `dynamic` says that a library may have made it at run time, `open` that it may have more fields.
    """

    label: str
    name: str
    table: str
    managed: bool = True
    proxy: bool = False
    dynamic: bool = False
    open: bool = False
    fields: dict[str, Made] = field(default_factory=dict)


States = dict[tuple[str, str], State]


class Columns(Interpreter):
    """Adds fields to the database and takes them out again."""

    models: Models
    migration: Migration

    def _table(self, state: State) -> Relic | None:
        managed = state.managed and not state.proxy
        return self.database.find(state.table) if managed else None

    def kind(self, made: Made) -> str | None:
        """Return which kind of field a migration declares, as `kind_of` tells them."""
        module, _, last = made.name.rpartition(".")
        found = self.program.find_module(module)
        names = [made.name]
        for cls in found.classes if found is not None else ():
            if cls.qualname == last:
                names = [base if isinstance(base, str) else base.name for base in mro(cls)]
        kinds = (kind_of(name, made.keywords) for name in names)
        return next((kind for kind in kinds if kind is not None), None)

    def column(self, name: str, made: Made) -> Column | None:
        """Return the column that a declared field is, None where it is none."""
        kind = self.kind(made)
        if kind not in ("column", "foreign_key", "one_to_one"):
            return None
        named = known_text(made.keywords.get("db_column"))
        column = named or (name if kind == "column" else f"{name}_id")
        return Column(
            column,
            made.last,
            made.keywords.get("null") is True,
            made.keywords.get("primary_key") is True,
        )

    def _add(self, states: States, state: State, name: str, made: Made) -> None:
        table, kind = self._table(state), self.kind(made)
        if table is None:
            return
        if kind == "many_to_many":
            self._add_between(states, state, name, made)
            return
        column = self.column(name, made)
        if column is not None:
            references = [] if kind == "column" else self._references(states, column, made)
            self.database.add_column(table, column, references)
        elif kind != "generic" and not made.last.startswith("Generic"):
            self.database.update(table, open=True)

    def _remove(self, states: States, state: State, name: str, made: Made) -> None:
        table = self._table(state)
        column = self.column(name, made)
        if table is not None and column is not None:
            self.database.drop_column(table, column.name)
        elif table is not None and "through" not in made.keywords:
            self.database.drop(between(self.models, state, name, made))

    # --- relations ---------------------------------------------------------------------------

    def _target(self, states: States, made: Made) -> State | None:
        to = made.get(0, "to")
        if isinstance(to, Named) and to.name.startswith("django.conf.settings."):
            to = self.models.user_model if to.last == "AUTH_USER_MODEL" else None
        if not isinstance(to, str):
            return None
        label, _, name = to.rpartition(".")
        return states.get((label or self.migration.label, name.lower()))

    def _references(self, states: States, column: Column, made: Made) -> list[Reference]:
        target = self._target(states, made)
        if target is None:
            return []
        rule = made.get(1, "on_delete")
        shown = rule.last if isinstance(rule, Named) else None
        return [Reference(column.name, target.table, None, shown)]

    def _add_between(self, states: States, state: State, name: str, made: Made) -> None:
        target = self._target(states, made)
        if "through" in made.keywords or not made.name.startswith("django."):
            return
        left = f"{state.name.lower()}_id"
        to = made.get(0, "to")
        other = target.name if target is not None else str(to).rpartition(".")[2]
        right = f"{other.lower()}_id"
        if left == right:
            left, right = f"from_{left}", f"to_{right}"
        keys = [Reference(left, state.table, None, "CASCADE")]
        keys += [Reference(right, target.table, None, "CASCADE")] if target is not None else []
        columns = (Column("id", "AutoField", False, True), Column(left), Column(right))
        relic = Relic(
            between(self.models, state, name, made),
            self.home.name,
            self.place(),
            columns=columns,
            references=tuple(keys),
            owner=state.label,
            open=target is None,
        )
        self.database.create(relic)


def between(models: Models, state: State, name: str, made: Made) -> str:
    """Return the name of the table that Django makes for a many-to-many field."""
    return known_text(made.keywords.get("db_table")) or models.cut(f"{state.table}_{name}")
