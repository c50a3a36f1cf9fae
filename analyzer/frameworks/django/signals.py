"""Signals: who listens to what, and who sets it off.

Source: "Signals" in Django's documentation. A receiver of a model's own signals (`post_save`)
runs whenever a row is saved, so the model's module sets it off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.frameworks.django.models import Models
from analyzer.model.analysis import Dependency, EntryPoint
from analyzer.model.place import Location
from analyzer.resolution.program import FunctionInfo, Program
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    ListOf,
    Text,
    TupleOf,
    Value,
    Values,
)

_SENDS = frozenset({"send", "send_robust", "asend", "asend_robust"})


@dataclass(frozen=True, slots=True)
class _Receiver:
    signal: Value
    function: FunctionInfo
    senders: Values
    place: Location


class Signals:
    """What a scan has seen of signals."""

    def __init__(self) -> None:
        self._decorators: dict[int, CallSite] = {}
        self._connected: dict[_Receiver, None] = {}
        self._sent: dict[tuple[Value, str, Location], None] = {}

    def call(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of `@receiver(signal)`, `signal.connect(function)` and `signal.send()`."""
        if isinstance(callee, External) and callee.name.endswith("dispatch.receiver"):
            self._decorators[id(site.call)] = site
            return ()
        if not isinstance(callee, ExternalMethod) or not is_signal(callee.receiver):
            return None
        place = Location(site.module.path, site.line)
        if callee.name in _SENDS:
            self._sent[callee.receiver, site.module.name, place] = None
        elif callee.name == "connect":
            senders = site.keywords.get("sender", ())
            for value in site.argument(0, "receiver"):
                if isinstance(value, FunctionValue):
                    found = _Receiver(callee.receiver, value.function, senders, place)
                    self._connected[found] = None
        return ()

    def _receivers(self, program: Program) -> Iterator[_Receiver]:
        yield from self._connected
        for function in program.functions():
            for decorator in function.node.decorators:
                site = self._decorators.get(id(decorator))
                if site is None:
                    continue
                place = Location(function.module.path, site.line)
                for signal in _signals(site.argument(0, "signal")):
                    yield _Receiver(signal, function, site.keywords.get("sender", ()), place)

    def links(self, program: Program, models: Models) -> Iterable[Dependency]:
        """Return who sets off whom: the sender of a signal, or the module of a saved model."""
        places: dict[tuple[str, str], set[Location]] = {}
        for receiver in self._receivers(program):
            target = receiver.function.module.name
            for signal, source, place in self._sent:
                if signal == receiver.signal:
                    places.setdefault((source, target), set()).add(place)
            for sender in receiver.senders:
                home = _home(sender, models)
                if home is not None:
                    places.setdefault((home, target), set()).add(receiver.place)
        for (source, target), found in sorted(places.items()):
            if source != target:
                evidence = tuple(sorted(found))
                yield Dependency(source, target, "signal", float(len(evidence)), evidence)

    def entry_points(self, program: Program) -> Iterable[EntryPoint]:
        """Return each receiver: something outside of its module starts it."""
        for receiver in self._receivers(program):
            function = receiver.function
            name = _name(receiver.signal)
            yield EntryPoint("signal", name, function.module.name, function.qualname)


def is_signal(value: Value) -> bool:
    """Tell whether a value is a signal, Django's own or the program's."""
    match value:
        case External(name=name):
            return ".signals." in name
        case ExternalInstance(name=name):
            return name.rpartition(".")[2] in ("Signal", "ModelSignal")
    return False


def _signals(values: Values) -> Iterator[Value]:
    for value in values:
        match value:
            case TupleOf(items=items):
                for item in items:
                    yield from _signals(item)
            case ListOf(element=element):
                yield from _signals((element,))
            case _:
                yield value


def _home(sender: Value, models: Models) -> str | None:
    match sender:
        case ClassValue(cls=cls):
            return cls.module.name
        case Text(value=text, exact=True):
            model = models.named(text, None)
            return model.cls.module.name if model is not None and model.cls is not None else None
    return None


def _name(signal: Value) -> str:
    match signal:
        case External(name=name):
            return name.rpartition(".")[2]
        case ExternalInstance(site=CallSite() as site):
            return f"signal of {site.module.name}:{site.line}"
    return "signal"
