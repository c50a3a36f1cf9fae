"""Runs the code of migrations as far as it changes the schema, and keeps count of what is not sure.

Where the code branches on what is not known, both ways are gone, and what they leave differently is
doubtful. What `break` and `continue` leave out is not in the facts, so a loop that branches leaves
doubt as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.frameworks.history.database import Database, Relic
from analyzer.frameworks.history.ddl import apply_sql
from analyzer.frameworks.history.evaluating import Evaluator, Scope, callable_name, operate
from analyzer.frameworks.history.plain import bound, builtin, common, plain_method
from analyzer.frameworks.history.values import (
    UNKNOWN,
    Class,
    Made,
    Method,
    Named,
    Presence,
    Routine,
)
from analyzer.model import facts
from analyzer.model.facts import Block
from analyzer.model.place import Location
from analyzer.resolution.program import FunctionInfo, ModuleInfo, Program

# Deeper calls, longer loops and longer runs than these are left with doubt in all that there is.
_DEEPEST = 8
_LONGEST_LOOP = 300
_MOST_STEPS = 20_000

# Methods that give text; whatever else is executed was built by a library and only moves rows.
_TEXTS = frozenset({"format", "join", "read", "read_text", "readline", "render", "replace", "sub"})

# Functions of the application itself are only followed where they may have to do with migrations.
_MARKS = frozenset({"op", "alembic", "schema_editor"})


# What a function came to: nothing yet, or the value that it returns.
_GOING_ON = object()


class Interpreter(Evaluator):
    """One migration's code over a database; subclasses know the operations of a library."""

    def __init__(
        self, program: Program, database: Database, home: ModuleInfo, owner: str | None = None
    ) -> None:
        self.program = program
        self.database = database
        self.home = home
        self.owner = owner
        self._line = 1
        self._scopes: dict[str, Scope] = {}
        self._running: list[facts.FunctionDef] = []
        self._steps = 0
        self._declaring = 0
        # Branches so far of which it is not sure where they lead.
        self._guesses = 0

    # --- for subclasses ----------------------------------------------------------------------

    def operation(self, scope: Scope, made: Made) -> object | None:
        """Carry out a call of something that has a name; None where it is of no interest."""
        return None

    def method(self, scope: Scope, receiver: object, made: Made) -> object | None:
        """Carry out a call of a method of a value; None where it is of no interest."""
        return None

    # --- modules and functions ---------------------------------------------------------------

    def scope(self, module: ModuleInfo) -> Scope:
        """Return a module's names; its body is run for them, without any effect."""
        known = self._scopes.get(module.name)
        if known is None:
            known = self._scopes[module.name] = Scope(module)
            before = self._declaring
            self._declaring = before + 1
            try:
                self.run(known, module.facts.body)
            finally:
                self._declaring = before
        return known

    def names(self, module: ModuleInfo) -> Mapping[str, object]:
        """Return what a module's names stand for; none where it is nested too deeply."""
        try:
            return self.scope(module).names
        except RecursionError:
            self.doubt()
            return {}

    def body(self, cls: Class) -> Mapping[str, object]:
        """Return what a class body binds; nothing where it is nested too deeply."""
        scope = Scope(cls.module, outer=self.scope(cls.module))
        before = self._declaring
        self._declaring = before + 1
        try:
            self.run(scope, cls.node.body)
        except RecursionError:
            return {}
        finally:
            self._declaring = before
        return scope.names

    def perform(self, routine: Routine, made: Made) -> None:
        """Run a migration's function; one that is nested too deeply leaves doubt."""
        try:
            self.invoke(routine, made)
        except RecursionError:
            self.doubt()

    def invoke(self, routine: Routine, made: Made) -> object:
        """Run a function of the program and return what it returns."""
        if any(routine.function is running for running in self._running):
            return UNKNOWN  # the call that is running already does what this one would
        if len(self._running) >= _DEEPEST:
            self.doubt()
            return UNKNOWN
        scope = Scope(routine.module, outer=self.scope(routine.module))
        for name, value in bound(routine.function.parameters, made).items():
            scope.names[name] = value
        for parameter in routine.function.parameters:
            if parameter.name not in scope.names:
                scope.names[parameter.name] = self.evaluate(scope.outer or scope, parameter.default)
        self._running.append(routine.function)
        result = self.run(scope, routine.function.body)
        self._running.pop()
        return None if result is _GOING_ON else result

    def place(self) -> Location:
        """Return where the migration itself does what is being done, be it in a helper."""
        return Location(self.home.path, self._line)

    def doubt(self) -> None:
        """Take note that something happens here that cannot be told."""
        if not self._declaring:
            self.database.doubt_all(self.owner)

    # --- statements --------------------------------------------------------------------------

    def run(self, scope: Scope, block: Block) -> object:
        """Run statements in order; return what a `return` among them returns."""
        for position, statement in enumerate(block):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                self.doubt()
                return UNKNOWN
            if isinstance(statement, facts.If):
                return self._branch(scope, statement, block[position + 1 :])
            result = self._statement(scope, statement)
            if result is not _GOING_ON:
                return result
        return _GOING_ON

    def _statement(self, scope: Scope, statement: facts.AnyStatement) -> object:
        match statement:
            case facts.Return(value=value):
                return self.evaluate(scope, value) if value is not None else None
            case facts.With(items=items, body=body):
                for item in items:
                    entered = self.evaluate(scope, item.context)
                    if item.target is not None:
                        self.assign(scope, item.target, entered)
                return self.run(scope, body)
            case facts.Loop():
                return self._loop(scope, statement)
            case facts.Try():
                return self._try(scope, statement)
            case facts.Match(cases=cases):
                for case in cases:
                    self._maybe(scope, case.body)
            case _:
                self._simple(scope, statement)
        return _GOING_ON

    def _simple(self, scope: Scope, statement: facts.AnyStatement) -> None:
        match statement:
            case facts.Assign():
                self._assign(scope, statement)
            case facts.Evaluate(value=value):
                self.evaluate(scope, value)
            case facts.FunctionDef(name=name):
                scope.names[name] = Routine(statement, scope.module)
            case facts.ClassDef(name=name):
                scope.names[name] = Class(statement, scope.module)
            case facts.Import():
                self._import(scope, statement)

    def _assign(self, scope: Scope, statement: facts.Assign) -> None:
        value = self.evaluate(scope, statement.value)
        for target in statement.targets:
            if statement.operator is not None:
                known = self.evaluate(scope, target)
                value = operate(statement.operator.rstrip("="), known, value)
            self.assign(scope, target, value)

    def _import(self, scope: Scope, statement: facts.Import) -> None:
        base = self.program.resolve_relative(scope.module, statement.module, statement.level)
        if statement.name is None:
            name = statement.alias or base.partition(".")[0]
            scope.names[name] = Named(base if statement.alias else name)
        elif statement.name != "*":
            dotted = f"{base}.{statement.name}"
            scope.names[statement.alias or statement.name] = Named(dotted)

    # --- branches ----------------------------------------------------------------------------

    def _branch(self, scope: Scope, statement: facts.If, rest: Block) -> object:
        """Go the way that the test says, or both ways with all that follows."""
        test = self.evaluate(scope, statement.test)
        if isinstance(test, bool | int | str | tuple | dict) or test is None:
            # What follows may have been left out by a `continue` that is not in the facts.
            self._guesses += bool(test and rest and not statement.orelse)
            result = self.run(scope, statement.body if test else statement.orelse)
            return self.run(scope, rest) if result is _GOING_ON else result
        asked = test if isinstance(test, Presence) else None
        self._guesses += asked is None
        before, names = self.database.copy(), dict(scope.names)
        if asked is not None:
            vague = Relic(asked.table, self.home.name, self.place(), open=True)
            self.database.suppose(vague, asked.there)
            before.suppose(vague, not asked.there)
        first = self.run(scope, statement.body)
        after, self.database = self.database, before
        changed, scope.names = scope.names, names
        second = self.run(scope, statement.orelse)
        if first is _GOING_ON and second is _GOING_ON:
            self.database.merge(after)
            scope.names = common(scope.names, changed)
            return self.run(scope, rest)
        if first is _GOING_ON or second is _GOING_ON:
            if first is _GOING_ON:
                after, self.database = self.database, after
                scope.names = changed
            result = self.run(scope, rest)
            self.database.merge(after)
            return _GOING_ON if result is _GOING_ON else UNKNOWN
        self.database.merge(after)
        return first if first == second else UNKNOWN

    def _maybe(self, scope: Scope, block: Block) -> object:
        """Run what may also not run."""
        before = self.database.copy()
        result = self.run(scope, block)
        self.database.merge(before)
        return result

    def _loop(self, scope: Scope, statement: facts.Loop) -> object:
        items = self.evaluate(scope, statement.iterable)
        if statement.target is None or not isinstance(items, tuple) or len(items) > _LONGEST_LOOP:
            if statement.target is not None:
                self.assign(scope, statement.target, UNKNOWN)
            self._maybe(scope, statement.body)
            return _GOING_ON
        for item in items:
            self.assign(scope, statement.target, item)
            before, guesses = self.database.copy(), self._guesses
            result = self.run(scope, statement.body)
            if self._guesses > guesses:
                self.database.merge(before)
            if result is not _GOING_ON:
                return result
        return self.run(scope, statement.orelse)

    def _try(self, scope: Scope, statement: facts.Try) -> object:
        before = self.database.copy()
        result = self.run(scope, (*statement.body, *statement.orelse))
        for handler in statement.handlers:
            after, self.database = self.database, before.copy()
            self.run(scope, handler.body)
            self.database.merge(after)
        final = self.run(scope, statement.final)
        return result if final is _GOING_ON else final

    # --- calls -------------------------------------------------------------------------------

    def call(self, scope: Scope, node: facts.Call) -> object:
        """Carry out a call as far as it matters, and return what it gives."""
        grown = self._grown(scope, node)
        if grown is not None:
            return grown
        callee = self.evaluate(scope, node.func)
        args, hidden = self.evaluate_all(scope, node.args)
        keywords: dict[str, object] = {}
        for keyword in node.keywords:
            value = self.evaluate(scope, keyword.value)
            if keyword.name is not None:
                keywords[keyword.name] = value
            elif isinstance(value, dict):
                keywords.update((str(key), inner) for key, inner in value.items())
            else:
                hidden = True
        if scope.module is self.home and not self._declaring:
            self._line = node.line
        made = Made(callable_name(callee) or "", args, keywords, node.line, hidden)
        return self._carry_out(scope, callee, made)

    def _grown(self, scope: Scope, node: facts.Call) -> object | None:
        """Carry out `names.append(name)`: lists are tuples here, bound anew."""
        match node:
            case facts.Call(
                func=facts.Attribute(value=facts.Name(id=name) as target, attr=attr), args=(item,)
            ) if attr in ("append", "add", "extend"):
                known = scope.find(name)
                if isinstance(known, tuple):
                    value = self.evaluate(scope, item)
                    added = (value,) if attr != "extend" else value
                    self.assign(scope, target, operate("+", known, added))
                    return UNKNOWN
        return None

    def _carry_out(self, scope: Scope, callee: object, made: Made) -> object:
        if isinstance(callee, Routine):
            return self.invoke(callee, made)
        if not self._declaring:
            answer = self._effect(scope, callee, made)
            if answer is not None:
                return answer
        if isinstance(callee, Named):
            return self._named(callee, made)
        if isinstance(callee, Method):
            return plain_method(callee, made)
        return made if isinstance(callee, Class) else UNKNOWN

    def _effect(self, scope: Scope, callee: object, made: Made) -> object | None:
        match callee:
            case Named():
                answer = self.operation(scope, made)
            case Method(receiver=receiver, name=name):
                inner = Made(name, made.args, made.keywords, made.line, made.open)
                answer = self.method(scope, receiver, inner)
            case _:
                return None
        if answer is None and made.name.rpartition(".")[2] in ("execute", "executescript"):
            return self.execute(made)
        if answer is None and isinstance(callee, Method) and callee.name == "execute":
            return self.execute(made)
        return answer

    def execute(self, made: Made) -> object:
        """Carry out a statement: DDL changes the schema, what is not known may do so."""
        statement = made.get(0, "sqltext", made.get(0, "sql"))
        if isinstance(statement, Made) and statement.last in ("text", "DDL", "SQL"):
            statement = statement.get(0, "text")
        if isinstance(statement, str):
            relic = Relic("", self.home.name, self.place(), owner=self.owner or "")
            known = apply_sql(self.database, statement, relic)
            if not known:
                self.doubt()
        elif statement is UNKNOWN or (isinstance(statement, Made) and statement.last in _TEXTS):
            self.doubt()
        return UNKNOWN

    def _named(self, callee: Named, made: Made) -> object:
        if callee.name.startswith("builtins."):
            return builtin(callee.last, made)
        function = self.function(callee.name)
        if function is not None:
            return self.invoke(Routine(function.node, function.module), made)
        return made

    def function(self, dotted: str) -> FunctionInfo | None:
        """Return the program's function of a dotted name, if it may change the schema."""
        module = self.program.find_module(dotted.rpartition(".")[0])
        if module is None or not _may_migrate(module):
            return None
        return next((f for f in module.functions if f.full_name == dotted), None)


def _may_migrate(module: ModuleInfo) -> bool:
    if module.file.role == "migration":
        return True
    return any(word in _MARKS for word, _ in module.facts.words)
