"""The fixpoint: units run until no slot grows any more, within a bound."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.resolution import sole
from analyzer.resolution.effort import Effort
from analyzer.resolution.hooks import Hooks
from analyzer.resolution.parametric import is_parametric
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, Program
from analyzer.resolution.semantics import Semantics
from analyzer.resolution.slots import Slot
from analyzer.resolution.units import Context, Unit
from analyzer.resolution.values import (
    ClassValue,
    FunctionValue,
    Instance,
    Text,
    Value,
    Values,
    is_worded,
)

# A unit that runs more often than this no longer learns; a method met with more receivers than
# this is interpreted for its own class alone. Both keep linking near-linear (docs/resolution.md).
MAX_RUNS = 12
MAX_RECEIVERS = 64

# The same for instances that are told apart by what they hold.
MAX_HELD = 48

# A function is interpreted apart for so many different arguments that a framework tells apart.
MAX_CONTEXTS = 96

# The same where a function looks things up by the strings that it is given, runs them, or is asked
# by a class for what is that class's own, like the name of its table: each is another thing.
MAX_NAMES = 1_000

# Units run inside of each other, callees before their callers go on, to this depth.
MAX_DEPTH = 6

# What there are as many of as the program has names.
_NAMED = (Text, FunctionValue)

UnitKey = tuple[object, Value | None, Unit | None, Context]


def _most_receivers(receiver: Value | None) -> int:
    return MAX_NAMES if isinstance(receiver, ClassValue) else MAX_RECEIVERS


class Engine:
    """The state of inference over one program."""

    def __init__(self, program: Program, semantics: Sequence[Semantics] = ()) -> None:
        self.program = program
        self.hooks = Hooks(semantics)
        self.units: dict[UnitKey, Unit] = {}
        self._units_of: dict[FunctionInfo, list[Unit]] = {}
        self.receivers: dict[FunctionInfo, int] = {}
        self.held: dict[FunctionInfo, int] = {}
        self.contexts: dict[tuple[FunctionInfo, Value | None], int] = {}
        self.holders: dict[ClassInfo, dict[Context, None]] = {}
        self.fields: dict[tuple[ClassInfo, Context, str], Slot] = {}
        self.by_text: dict[FunctionInfo, frozenset[str]] = {}
        self.injected: dict[FunctionInfo, dict[str, Slot]] = {}
        self.decorators: dict[FunctionInfo, dict[FunctionInfo, None]] = {}
        self.inserted: dict[FunctionInfo, frozenset[int]] = {}
        self.adders: dict[FunctionInfo, frozenset[int] | None] = {}
        self.sole_methods: dict[str, tuple[sole.Sole, ...]] = {}
        self.made: dict[tuple[int, str, tuple[tuple[str, ClassInfo], ...]], ClassInfo] = {}
        self.stated: dict[tuple[ClassInfo, Unit], ClassInfo] = {}
        self.exhausted: dict[Unit, None] = {}
        self.effort = Effort(program)
        self.loose: dict[tuple[str, str], Slot] = {}
        self.clues: dict[tuple[FunctionInfo, str], dict[str, None]] = {}
        self.told: Mapping[tuple[FunctionInfo, str], Values] = {}
        self.class_of_node: dict[int, ClassInfo] = {}
        self.function_of_node: dict[int, FunctionInfo] = {}
        self._queue: deque[Unit] = deque()
        self._queued: set[Unit] = set()
        self._depth = 0
        for module in (*program.modules.values(), *program.outside.values()):
            self.class_of_node.update((id(cls.node), cls) for cls in module.classes)
            self.by_text.update((f, f.signature.names) for f in _makers(module.classes))
            self.function_of_node.update((id(item.node), item) for item in module.functions)

    # --- units -------------------------------------------------------------------------------

    def module_unit(self, module: ModuleInfo) -> Unit:
        """Return the unit of a module's body."""
        return self._unit((module, None, None, ()), Unit(module))

    def function_unit(
        self,
        function: FunctionInfo,
        receiver: Value | None = None,
        outer: Unit | None = None,
        context: Context = (),
    ) -> Unit:
        """Return the unit of a function for a receiver and a context.

        One receiver too many shares the default's unit, one context too many that without; so does
        each when telling apart has cost too much.
        """
        known = self.units.get((function, receiver, outer, context))
        if known is not None:
            return known
        if context:
            by_name = function in self.by_text or any(isinstance(v, _NAMED) for _, v in context)
            most = MAX_NAMES if by_name else MAX_CONTEXTS
            known_contexts = self.contexts.get((function, receiver), 0)
            if known_contexts >= most or self.effort.is_coarse:
                return self.function_unit(function, receiver, outer)
            self.contexts[function, receiver] = known_contexts + 1
        elif isinstance(receiver, Instance) and receiver.held:
            if self.held.get(function, 0) >= MAX_HELD or self.effort.is_coarse:
                return self.function_unit(function, Instance(receiver.cls), outer)
            self.held[function] = self.held.get(function, 0) + 1
        elif self._is_one_too_many(function, receiver):
            receiver, outer = default_receiver(function), None
        else:
            self.receivers[function] = self.receivers.get(function, 0) + 1
        key = (function, receiver, outer, context)
        return self._unit(key, Unit(function.module, function, receiver, outer, context))

    def _is_one_too_many(self, function: FunctionInfo, receiver: Value | None) -> bool:
        if self.effort.is_over and receiver != default_receiver(function):
            return True
        return self.receivers.get(function, 0) >= _most_receivers(receiver)

    def class_unit(self, receiver: Instance) -> Unit:
        """Return the unit of what frameworks do by themselves with an instance of a class."""
        module = receiver.cls.module
        return self._unit((receiver.cls, receiver, None, ()), Unit(module, None, receiver))

    def inject(self, function: FunctionInfo) -> None:
        """Let the parameters of a function be filled from the side; its units run again."""
        if function not in self.injected:
            self.injected[function] = {p.name: Slot() for p in function.node.parameters}
            for unit in self._units_of.get(function, ()):
                self.enqueue(unit)

    def _unit(self, key: UnitKey, fresh: Unit) -> Unit:
        unit = self.units.setdefault(key, fresh)
        if unit is fresh:
            if unit.function is not None:
                self._units_of.setdefault(unit.function, []).append(unit)
            self.enqueue(unit)
        return unit

    def start_over(self, semantics: Sequence[Semantics]) -> None:
        """Have every unit run again with what these know: what it can learn has changed.

        Strings that these tell apart, and that were given before they did, come again, each apart.
        """
        self.hooks = Hooks(semantics)
        self.sole_methods = sole.methods(self.program)
        for unit in self.units.values():
            unit.runs = 0
            for slot in (*unit.parameters.values(), unit.returns, *unit.handed_back.values()):
                slot.forget(lambda v: is_worded(v) and self.hooks.distinguishes(v))
            self.enqueue(unit)
        self.exhausted.clear()

    def tell(self, told: Mapping[tuple[FunctionInfo, str], Values]) -> None:
        """Let names of which nothing is known hold these values; their functions run again."""
        self.told = told
        functions = {function for function, _ in told}
        for unit in self.units.values():
            if unit.function in functions:
                unit.runs = 0
                self.enqueue(unit)

    def enqueue(self, unit: Unit) -> None:
        """Have a unit run again."""
        if unit not in self._queued:
            self._queued.add(unit)
            self._queue.append(unit)

    def tell_texts_apart(self, function: FunctionInfo, names: Iterable[str] | None = None) -> None:
        """Have a function understood for each string that these parameters are given (None: all).

        It finds or makes things by them, and is understood for each class, too. What it was given
        before that was known is forgotten: it comes again, each apart.
        """
        known = self.by_text.get(function, frozenset())
        told = known.union(function.signature.names if names is None else names)
        if told == known and function in self.by_text:
            return
        self.by_text[function] = told
        for unit in self._units_of.get(function, ()):
            for name, slot in unit.parameters.items():
                if name in told:
                    slot.forget(_is_text)
            for slot in (unit.returns, *unit.handed_back.values()):
                slot.forget(_is_text)
            self.enqueue(unit)
        self.run_callers(function)

    def hand_back(self, unit: Unit, name: str, values: Values) -> None:
        """Note what a unit gives back of what one of its parameters was given."""
        if name not in unit.handed_back:
            unit.handed_back[name] = Slot()
            for caller in unit.returns.readers:
                self.enqueue(caller)
        self.write(unit.handed_back[name], values)

    def run_callers(self, function: FunctionInfo) -> None:
        """Have those run again that call a function: more has become known of what it does."""
        for unit in self._units_of.get(function, ()):
            for caller in unit.returns.readers:
                self.enqueue(caller)

    def distinguishes(
        self, value: Value, function: FunctionInfo | None = None, name: str = ""
    ) -> bool:
        """Tell whether a function is to be understood for this argument, of that name, alone."""
        told_apart = self.by_text.get(function) if function is not None else None
        if told_apart is not None:
            if isinstance(value, Text) and value.exact and name in told_apart:
                return True
            if isinstance(value, ClassValue):
                return True
        if isinstance(value, Instance) and value.held:
            return True
        return self.hooks.distinguishes(value)

    # --- slots -------------------------------------------------------------------------------

    def read(self, slot: Slot, unit: Unit) -> Values:
        """Return a slot's values and have the unit run again when one comes."""
        slot.readers[unit] = None
        return slot.values

    def write(self, slot: Slot, values: Values) -> None:
        """Add values to a slot."""
        if values and slot.add(values):
            for unit in slot.concerned():
                self.enqueue(unit)

    def write_global(self, module: ModuleInfo, name: str, values: Values) -> None:
        """Add values to a module's global name; a new name reaches those who import all."""
        slot = module.slots.get(name)
        if slot is None:
            slot = module.slots[name] = Slot()
            everything = module.slots.get("*")
            if everything is not None:
                for reader in everything.readers:
                    self.enqueue(reader)
        self.write(slot, values)

    # --- the run -----------------------------------------------------------------------------

    def run(self, units: Iterable[Unit]) -> None:
        """Run the units, and whatever they give cause to run, until nothing is new."""
        for unit in units:
            self.enqueue(unit)
        while self._queue:
            unit = self._queue.popleft()
            if unit not in self._queued:  # a caller had it run already
                continue
            if unit.runs < MAX_RUNS and not self.effort.has_run_enough(unit):
                self._run(unit)
                continue
            self._queued.discard(unit)
            if unit.runs >= MAX_RUNS:
                self.exhausted[unit] = None

    def run_first(self, unit: Unit) -> None:
        """Run a unit that is called and has not run yet, so that its caller knows the result.

        Else the caller would run again for it.
        """
        if unit.runs == 0 and unit in self._queued and self._depth < MAX_DEPTH:
            self._depth += 1
            self._run(unit)
            self._depth -= 1

    def _run(self, unit: Unit) -> None:
        from analyzer.resolution.statements import run_unit

        self._queued.discard(unit)
        unit.runs += 1
        self.effort.spend(unit)
        run_unit(self, unit)


def _is_text(value: Value) -> bool:
    return isinstance(value, Text)


def _makers(classes: Iterable[ClassInfo]) -> Iterator[FunctionInfo]:
    """Yield the functions that make a class of what they are given."""
    for cls in classes:
        if cls.enclosing is not None and is_parametric(cls):
            yield cls.enclosing


def default_receiver(function: FunctionInfo) -> Value | None:
    """Return what a method's first parameter holds when nobody is known to call it."""
    if function.owner is None or function.kind == "static":
        return None
    if function.kind in ("class", "classproperty"):
        return ClassValue(function.owner)
    return Instance(function.owner)
