"""What Django's migration operations do to the state of the models and to the database.

Source: django/db/migrations/operations/{models,fields,special}.py.
"""

from __future__ import annotations

from dataclasses import replace

from analyzer.frameworks.django.migrated import Columns, State, States, between
from analyzer.frameworks.django.migrations import Migration
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.history.database import Relic
from analyzer.frameworks.history.values import UNKNOWN, Class, Made, Named, Routine, known_text
from analyzer.model.analysis import Column

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


class Replay(Columns):
    """Carries out one migration after the other."""

    states: States
    unread: set[str]

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
        table = known_text(options.get("db_table")) or self.models.cut(f"{label}_{name.lower()}")
        state = State(label, name, table.strip('"'))
        state.proxy = options.get("proxy") is True
        state.managed = options.get("managed", True) is True and not self._swapped(options, name)
        state.dynamic = not all(map(self._is_plain, _items(value.get(3, "bases", ()))))
        states[label, name.lower()] = state
        fields = value.get(1, "fields")
        complete = isinstance(fields, tuple)
        for item in _items(fields):
            match item:
                case (str() as field_name, Made() as made) if known_text(field_name):
                    state.fields[field_name] = made
                case _:
                    complete = False
        state.open = not complete
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
                if self.kind(made) == "many_to_many":
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
            table = self.database.find(between(self.models, state, name, made))
            if table is not None and self.kind(made) == "many_to_many":
                self.database.rename_column(table, f"{old_name.lower()}_id", f"{new.lower()}_id")
        if state.table == self.models.cut(f"{state.label}_{old_name.lower()}"):
            self._move(state, self.models.cut(f"{state.label}_{new.lower()}"), real)

    def _do_AlterModelTable(self, value: Made, states: States, real: bool) -> None:
        state = self._state(value, states, "name")
        table = value.get(1, "table")
        if state is None:
            return
        made_up = f"{state.label}_{state.name.lower()}"
        named = known_text(table) or self.models.cut(made_up)
        if table is not None and known_text(table) is None:
            self.give_up()
        else:
            self._move(state, named.strip('"'), real)

    def _move(self, state: State, table: str, real: bool) -> None:
        old = {
            name: between(self.models, state, name, made)
            for name, made in state.fields.items()
            if self.kind(made) == "many_to_many"
        }
        before, state.table = state.table, table
        if real and state.managed and not state.proxy:
            self.database.rename(before, table)
            for name, table_between in old.items():
                self.database.rename(
                    table_between, between(self.models, state, name, state.fields[name])
                )

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
            state.open = True
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
        if real and old is not None and self.column(name, old) != self.column(name, made):
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
        if self.kind(made) == "many_to_many":
            before, after = (between(self.models, state, each, made) for each in (old, new))
            self.database.rename(before, after)
            return
        table, columns = self._table(state), (self.column(old, made), self.column(new, made))
        if table is not None and columns[0] is not None and columns[1] is not None:
            self.database.rename_column(table, columns[0].name, columns[1].name)


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)
