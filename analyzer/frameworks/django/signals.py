"""Signals: who listens to what, who sets it off, and what receivers are handed.

Source: "Signals" in Django's documentation. A receiver of a model's own signals (`post_save`)
runs whenever a row is saved, so the model's module sets it off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import row_of
from analyzer.model.analysis import Dependency, EntryPoint
from analyzer.model.place import Location
from analyzer.resolution.calls import hand_over
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Text,
    Value,
    Values,
    flattened,
)

DECORATOR = "dispatch.receiver"
_SENDS = frozenset({"send", "send_robust", "asend", "asend_robust"})
METHODS = _SENDS | {"connect", "disconnect"}
_OF_ROWS = frozenset(
    {"pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete"}
)


@dataclass(frozen=True, slots=True)
class _Receiver:
    signal: Value
    function: FunctionValue | BoundMethod
    senders: Values
    place: Location


class Signals:
    """What a scan has seen of signals."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._receivers: dict[_Receiver, None] = {}
        self._sent: dict[tuple[Value, str, Location], None] = {}
        self._listeners: dict[Value, Slot] = {}

    # --- while the program is interpreted ------------------------------------------------------

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Take note of `signal.connect(function)` and `signal.send()`; None for other calls."""
        signal, name = _method_of(callee)
        if signal is None or not is_signal(signal):
            return None
        if name in _SENDS:
            self._send(frame, signal, site)
        elif name == "connect":
            for value in site.argument(0, "receiver"):
                if isinstance(value, FunctionValue | BoundMethod):
                    senders = site.argument(1, "sender")
                    self._connect(frame, signal, value, senders, site)
        return ()

    def receive(self, frame: Frame, function: FunctionValue, site: CallSite) -> None:
        """Take note of `@receiver(signal, sender=Order)` before a function."""
        for signal in flattened(site.argument(0, "signal")):
            self._connect(frame, signal, function, site.keywords.get("sender", ()), site)

    def _connect(
        self,
        frame: Frame,
        signal: Value,
        function: FunctionValue | BoundMethod,
        senders: Values,
        site: CallSite,
    ) -> None:
        place = Location(site.module.path, site.line)
        self._receivers[_Receiver(signal, function, senders, place)] = None
        frame.engine.write(self._listeners.setdefault(signal, Slot()), (function,))
        if _name(signal) in _OF_ROWS:
            for sender in senders:
                given = {"sender": (sender,), "instance": self._row(sender)}
                _deliver(frame.engine, function, site, given)

    def _send(self, frame: Frame, signal: Value, site: CallSite) -> None:
        self._sent[signal, site.module.name, Location(site.module.path, site.line)] = None
        given = {"sender": site.argument(0, "sender"), **site.keywords}
        for function in frame.engine.read(self._listeners.setdefault(signal, Slot()), frame.unit):
            if isinstance(function, FunctionValue | BoundMethod):
                _deliver(frame.engine, function, site, given)

    def _row(self, sender: Value) -> Values:
        match sender:
            case ClassValue(cls=cls) if cls in self._models.by_class:
                return (row_of(self._models.by_class[cls]),)
            case Text(value=text, exact=True):
                model = self._models.named(text, None)
                return (row_of(model),) if model is not None else ()
            case External():
                model = self._models.resolve((sender,), None)
                return (row_of(model),) if model is not None else ()
        return ()

    # --- when it has been ------------------------------------------------------------------------

    def links(self) -> Iterable[Dependency]:
        """Return who sets off whom: the sender of a signal, or the module of a saved model."""
        places: dict[tuple[str, str], set[Location]] = {}
        for receiver in self._receivers:
            target = receiver.function.function.module.name
            for signal, source, place in self._sent:
                if signal == receiver.signal:
                    places.setdefault((source, target), set()).add(place)
            for sender in receiver.senders:
                home = self._home(sender)
                if home is not None:
                    places.setdefault((home, target), set()).add(receiver.place)
        for (source, target), found in sorted(places.items()):
            if source != target:
                evidence = tuple(sorted(found))
                yield Dependency(source, target, "signal", float(len(evidence)), evidence)

    def entry_points(self) -> Iterable[EntryPoint]:
        """Return each receiver: something outside of its module starts it."""
        for receiver in self._receivers:
            function = receiver.function.function
            name = _name(receiver.signal)
            yield EntryPoint("signal", name, function.module.name, function.qualname)

    def _home(self, sender: Value) -> str | None:
        match sender:
            case ClassValue(cls=cls):
                return _own_module(cls)
            case Text(value=text, exact=True):
                model = self._models.named(text, None)
                known = model.cls if model is not None else None
                return _own_module(known) if known is not None else None
        return None


def _own_module(cls: ClassInfo) -> str | None:
    return None if cls.module.is_outside else cls.module.name


def _deliver(
    engine: Engine,
    function: FunctionValue | BoundMethod,
    site: CallSite,
    given: Mapping[str, Values],
) -> None:
    """Let a receiver's parameters hold what the signal brings."""
    handed = CallSite(site.call, site.unit)
    handed.keywords = given
    hand_over(engine, function, handed)


def _method_of(callee: Value) -> tuple[Value | None, str]:
    """Return the object whose method is called, and the method's name."""
    match callee:
        case ExternalMethod(receiver=receiver, name=name):
            return receiver, name
        case External(name=dotted):  # Django's own signals are names of its modules
            owner, _, name = dotted.rpartition(".")
            return External(owner), name
    return None, ""


def is_signal(value: Value) -> bool:
    """Tell whether a value is a signal, Django's own or the program's."""
    match value:
        case External(name=name):
            return ".signals." in name
        case ExternalInstance(name=name):
            return name.rpartition(".")[2] in ("Signal", "ModelSignal")
    return False


def _name(signal: Value) -> str:
    match signal:
        case External(name=name):
            return name.rpartition(".")[2]
        case ExternalInstance(site=CallSite() as site):
            return f"signal of {site.module.name}:{site.line}"
    return "signal"
