"""What Django's migration operations do to the state of the models and to the database.

Source: django/db/migrations/operations/{models,fields,special}.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analyzer.frameworks.django.fields import kind_of
from analyzer.frameworks.django.migrations import Migration
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.history.database import Reference, Relic
from analyzer.frameworks.history.interpreter import Interpreter
from analyzer.frameworks.history.values import UNKNOWN, Class, Made, Named, Routine, known_text
from analyzer.model.analysis import Column
from analyzer.resolution.program import mro

# What leaves tables and columns as they are.
_HARMLESS = frozenset(
    {
        "AddConstraint",
        "AddIndex",
        "AlterConstraint",
        "AlterIndexTogether",
        "AlterModelManagers",
        "AlterModelTableComment",
        "AlterUniqueTogether",
        "RemoveConstraint",
        "RemoveIndex",
        "RenameIndex",
    }
)
_SCHEMA_EDITOR = frozenset(
    {
        "add_field",
        "alter_db_table",
        "alter_field",
        "create_model",
        "delete_model",
        "remove_field",
    }
)


@dataclass(slots=True)
class State:
    """A model as the migrations know it; `dynamic` if a library may have made it at run time."""

    label: str
    name: str
    table: str
    managed: bool = True
    proxy: bool = False
    dynamic: bool = False
    fields: dict[str, Made] = field(default_factory=dict)


States = dict[tuple[str, str], State]


class Replay(Interpreter):
    """Carries out one migration after the other."""

    models: Models
    states: States
    unread: set[str]
    migration: Migration

    def start(self, models: Models) -> None:
        """Begin with an empty database."""
        self.models = models
        self.states = {}
        # Labels of applications of which not every migration was understood.
        self.unread = set()

    def migrate(self, migration: Migration) -> None:
        """Carry out a migration."""
        self.migration, self.home, self.owner = migration, migration.module, migration.label
        self.scope(migration.module)
        operations = migration.body.get("operations", ())
        if not isinstance(operations, tuple) or not migration.plain:
            self.give_up()
        for operation in operations if isinstance(operations, tuple) else ():
            self.apply(operation, self.states, True)

    def give_up(self) -> None:
        """Take note that this migration does something that is not understood."""
        self.unread.add(self.migration.label)
        self.doubt()

    def method(self, scope: object, receiver: object, made: Made) -> object | None:
        """Doubt what code does with a schema editor by itself."""
        if made.name in _SCHEMA_EDITOR:
            self.doubt()
            return UNKNOWN
        return None

    # --- operations --------------------------------------------------------------------------

    def apply(self, value: object, states: States, real: bool) -> None:
        """Carry out an operation on the state and, where it is real, on the database."""
        if not isinstance(value, Made) or value.open:
            self.give_up()
            return
        self._line = value.line
        name = self._operation_name(value)
        if not value.name.startswith("django.") and name is not None:
            # A subclass may leave the database alone: its table is doubtful from here on.
            self._doubt_model(value)
            real = False
        handler = getattr(self, f"_do_{name}", None)
        if handler is not None:
            handler(value, states, real)
        elif name not in _HARMLESS and not value.name.startswith("django.contrib."):
            self._doubt_model(value)

    def _operation_name(self, value: Made) -> str | None:
        """Return which of Django's operations this is, or is derived from."""
        if value.name.startswith("django."):
            return value.last
        module, _, last = value.name.rpartition(".")
        found = self.models.program.find_module(module)
        names = self.names(found) if found is not None else {}
        cls = names.get(last)
        for base in cls.node.bases if isinstance(cls, Class) else ():
            named = self.evaluate(self.scope(found), base) if found is not None else None
            if isinstance(named, Named) and named.name.startswith("django."):
                return named.last
        return None

    def _doubt_model(self, value: Made) -> None:
        """Doubt the tables of the models that an unknown operation names, or all."""
        names = [v for v in (*value.args, *value.keywords.values()) if isinstance(v, str)]
        known = [self.states.get((self.migration.label, name.lower())) for name in names]
        if not any(known):
            self.give_up()
        for state in known:
            if state is not None:
                self.database.doubt(state.table)

    def _do_SeparateDatabaseAndState(self, value: Made, states: States, real: bool) -> None:
        scratch = {key: replace(s, fields=dict(s.fields)) for key, s in states.items()}
        for operation in _items(value.get(0, "database_operations")):
            self.apply(operation, scratch, real)
        for operation in _items(value.get(1, "state_operations")):
            self.apply(operation, states, False)

    def _do_RunSQL(self, value: Made, states: States, real: bool) -> None:
        for statement in _items(value.get(0, "sql")) if real else ():
            text = statement[0] if isinstance(statement, tuple) and statement else statement
            self.execute(Made("execute", (text,)))
        for operation in _items(value.get(2, "state_operations")):
            self.apply(operation, states, False)

    def _do_RunPython(self, value: Made, states: States, real: bool) -> None:
        code = value.get(0, "code")
        if isinstance(code, Named):
            function = self.function(code.name)
            code = Routine(function.node, function.module) if function is not None else code
        if isinstance(code, Routine) and real:
            self.perform(code, Made("", (UNKNOWN, UNKNOWN)))

    # --- models ------------------------------------------------------------------------------

    def _state(self, value: Made, states: States, keyword: str) -> State | None:
        name = value.text(0, keyword)
        found = states.get((self.migration.label, name.lower())) if name is not None else None
        if found is None:
            self.unread.add(self.migration.label)
        return found

    def _do_CreateModel(self, value: Made, states: States, real: bool) -> None:
        name, label = value.text(0, "name"), self.migration.label
        options = value.get(2, "options", {})
        if name is None or not isinstance(options, dict):
            self.give_up()
            return
        table = known_text(options.get("db_table")) or f"{label}_{name.lower()}"
        state = State(label, name, table.strip('"'))
        state.proxy = options.get("proxy") is True
        state.managed = options.get("managed", True) is True and not self._swapped(options, name)
        state.dynamic = not all(map(self._is_plain, _items(value.get(3, "bases", ()))))
        states[label, name.lower()] = state
        fields = value.get(1, "fields")
        complete = isinstance(fields, tuple)
        for item in _items(fields):
            match item:
                case (str() as field_name, Made() as made):
                    state.fields[field_name] = made
                case _:
                    complete = False
        if real and state.managed and not state.proxy:
            relic = Relic(state.table, self.home.name, self.place(), owner=label, open=not complete)
            self.database.create(relic)
            for field_name, made in state.fields.items():
                self._add(states, state, field_name, made)

    def _swapped(self, options: dict[object, object], name: str) -> bool:
        option = options.get("swappable")
        if option is None:
            return False
        target = self.models.swapped(option) if isinstance(option, str) else None
        return target is None or (target.label, target.name.lower()) != (
            self.migration.label,
            name.lower(),
        )

    def _is_plain(self, base: object) -> bool:
        """Tell whether a base is Django's or the program's, so that nothing else made the model."""
        if isinstance(base, str | Class):
            return True
        if not isinstance(base, Named):
            return False
        top = base.name.partition(".")[0]
        return top in ("django", "builtins") or self.program.is_first_party(base.name)

    def _do_DeleteModel(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "name")
        if state is None:
            return
        del states[state.label, state.name.lower()]
        if real and state.managed and not state.proxy:
            for name, made in state.fields.items():
                if self._kind(made) == "many_to_many":
                    self._remove(states, state, name, made)
            self.database.drop(state.table)

    def _do_RenameModel(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "old_name")
        new = value.text(1, "new_name")
        if state is None or new is None:
            return
        del states[state.label, state.name.lower()]
        old_name, state.name = state.name, new
        states[state.label, new.lower()] = state
        for name, made in state.fields.items() if real else ():
            table = self.database.find(_between(state, name, made))
            if table is not None and self._kind(made) == "many_to_many":
                self.database.rename_column(table, f"{old_name.lower()}_id", f"{new.lower()}_id")
        if state.table == f"{state.label}_{old_name.lower()}":
            self._move(state, f"{state.label}_{new.lower()}", real)

    def _do_AlterModelTable(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "name")
        table = value.get(1, "table")
        if state is None:
            return
        named = known_text(table) or f"{state.label}_{state.name.lower()}"
        if table is not None and known_text(table) is None:
            self.give_up()
        else:
            self._move(state, named.strip('"'), real)

    def _move(self, state: State, table: str, real: bool) -> None:
        old = {
            name: _between(state, name, made)
            for name, made in state.fields.items()
            if self._kind(made) == "many_to_many"
        }
        before, state.table = state.table, table
        if real and state.managed and not state.proxy:
            self.database.rename(before, table)
            for name, between in old.items():
                self.database.rename(between, _between(state, name, state.fields[name]))

    def _do_AlterModelOptions(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "name")
        options = value.get(1, "options")
        if state is not None and isinstance(options, dict):
            state.managed = options.get("managed", True) is True

    def _do_AlterOrderWithRespectTo(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "name")
        table = self._table(state) if state is not None and real else None
        if table is None:
            return
        if value.get(1, "order_with_respect_to") is None:
            self.database.drop_column(table, "_order")
        else:
            self.database.add_column(table, Column("_order"))

    # --- fields ------------------------------------------------------------------------------

    def _do_AddField(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "model_name")
        name, made = value.text(1, "name"), value.get(2, "field")
        if state is None:
            return
        if name is None or not isinstance(made, Made):
            self.database.doubt(state.table)
            return
        state.fields[name] = made
        if real:
            self._add(states, state, name, made)

    def _do_RemoveField(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "model_name")
        made = state.fields.pop(value.text(1, "name") or "", None) if state is not None else None
        if state is not None and made is not None and real:
            self._remove(states, state, value.text(1, "name") or "", made)

    def _do_AlterField(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "model_name")
        name, made = value.text(1, "name"), value.get(2, "field")
        if state is None or name is None or not isinstance(made, Made):
            return
        old = state.fields.get(name)
        state.fields[name] = made
        if real and old is not None and self._column(name, old) != self._column(name, made):
            self._remove(states, state, name, old)
            self._add(states, state, name, made)

    def _do_RenameField(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "model_name")
        old, new = value.text(1, "old_name"), value.text(2, "new_name")
        if state is None or old is None or new is None or old not in state.fields:
            return
        made = state.fields[new] = state.fields.pop(old)
        if not real:
            return
        if self._kind(made) == "many_to_many":
            self.database.rename(_between(state, old, made), _between(state, new, made))
            return
        table, columns = self._table(state), (self._column(old, made), self._column(new, made))
        if table is not None and columns[0] is not None and columns[1] is not None:
            self.database.rename_column(table, columns[0].name, columns[1].name)

    def _table(self, state: State) -> Relic | None:
        managed = state.managed and not state.proxy
        return self.database.find(state.table) if managed else None

    def _kind(self, made: Made) -> str | None:
        module, _, last = made.name.rpartition(".")
        found = self.program.find_module(module)
        names = [made.name]
        for cls in found.classes if found is not None else ():
            if cls.qualname == last:
                names = [base if isinstance(base, str) else base.name for base in mro(cls)]
        kinds = (kind_of(name, made.keywords) for name in names)
        return next((kind for kind in kinds if kind is not None), None)

    def _column(self, name: str, made: Made) -> Column | None:
        kind = self._kind(made)
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
        table, kind = self._table(state), self._kind(made)
        if table is None:
            return
        if kind == "many_to_many":
            self._add_between(states, state, name, made)
            return
        column = self._column(name, made)
        if column is not None:
            references = [] if kind == "column" else self._references(states, column, made)
            self.database.add_column(table, column, references)
        elif kind != "generic" and not made.last.startswith("Generic"):
            self.database.update(table, open=True)

    def _remove(self, states: States, state: State, name: str, made: Made) -> None:
        table = self._table(state)
        column = self._column(name, made)
        if table is not None and column is not None:
            self.database.drop_column(table, column.name)
        elif table is not None and "through" not in made.keywords:
            self.database.drop(_between(state, name, made))

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
            _between(state, name, made),
            self.home.name,
            self.place(),
            columns=columns,
            references=tuple(keys),
            owner=state.label,
            open=target is None,
        )
        self.database.create(relic)


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def _between(state: State, name: str, made: Made) -> str:
    """Return the name of the table that Django makes for a many-to-many field."""
    return known_text(made.keywords.get("db_table")) or f"{state.table}_{name}"
