"""Metaclasses of the program: what they add to each class that they make.

Source: "Customizing class creation" in Python's language reference.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro, outside_bases
from analyzer.resolution.storing import store
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    FunctionValue,
    Text,
    Value,
    Values,
    text_of,
)

# Bases by which a class that stands among others' bases (`with_metaclass(Meta, Base)`) is known.
_METACLASSES = ("builtins.type", "type()", ".DeclarativeMeta", ".DefaultMeta", ".ABCMeta")


class Namespace(Value, frozen=True, cache_hash=True):
    """What `attrs` is in `Meta.__new__(mcs, name, bases, attrs)`: the body of a class to be."""

    cls: ClassInfo

    @property
    def python_class(self) -> ClassInfo:
        """The class: what it has is what its body binds."""
        return self.cls


def learn(cls: ClassInfo, values: Values) -> None:
    """Take note of what `metaclass=` holds, in a class statement or a call that makes a base."""
    for value in values:
        if isinstance(value, ClassValue) and value.cls not in cls.metaclasses:
            cls.metaclasses.append(value.cls)


def of(cls: ClassInfo) -> Iterator[ClassInfo]:
    """Yield the metaclasses of the program that a class or one that it derives from names."""
    found: dict[ClassInfo, None] = {}
    for ancestor in mro(cls):
        if isinstance(ancestor, str):
            continue
        found.update(dict.fromkeys(ancestor.metaclasses))
        slot = ancestor.slots.get("__metaclass__")
        for value in slot.values if slot is not None else ():
            if isinstance(value, ClassValue):
                found[value.cls] = None
        if ancestor is not cls and _is_metaclass(ancestor):
            found[ancestor] = None
    yield from found


def _is_metaclass(cls: ClassInfo) -> bool:
    return any(base.endswith(_METACLASSES) for base in outside_bases(cls))


def initialise(frame: Frame, cls: ClassInfo) -> None:
    """Call what the metaclasses of a class do with it when it is made."""
    for metaclass in of(cls):
        for name, receiver in (("__new__", ClassValue(metaclass)), ("__init__", ClassValue(cls))):
            for found in lookup.in_class(frame, metaclass, name):
                if isinstance(found, FunctionValue):
                    _call(frame, BoundMethod(found.function, receiver, found.outer), cls)


def _call(frame: Frame, method: BoundMethod, cls: ClassInfo) -> None:
    from analyzer.resolution.calls import call_function

    _tell_names_apart(frame, method.function)
    site = CallSite(facts.Call(facts.Opaque(), (), (), cls.node.line), frame.unit)
    bases = tuple(ClassValue(base) for base in cls.bases if not isinstance(base, str))
    site.args = ((Text(cls.name),), bases, (Namespace(cls),))
    call_function(frame, method, site)


def _tell_names_apart(frame: Frame, function: FunctionInfo) -> None:
    names = function.signature.positional[1:2]
    if names:
        frame.engine.tell_texts_apart(function, names)


def is_namespace(value: Value) -> bool:
    """Tell whether a value is the body of a class that a metaclass is to make."""
    return isinstance(value, Namespace)


def made(site: CallSite) -> Values:
    """Return the class that `type.__new__(mcs, name, bases, attrs)` makes."""
    return tuple(
        ClassValue(value.cls)
        for values in site.args[-1:]
        for value in values
        if isinstance(value, Namespace)
    )


def item(frame: Frame, namespace: Namespace, keys: Values) -> Values:
    """Return what a body binds to a name: `attrs["name"]`."""
    key = text_of(keys)
    if key is None or not key.exact:
        return ()
    return frame.engine.read(frame.slot(namespace.cls.slots, key.value), frame.unit)


def call(frame: Frame, namespace: Namespace, name: str, site: CallSite) -> Values:
    """Return what a mapping's method gives of a body, and bind what it puts there."""
    found = item(frame, namespace, site.args[0] if site.args else ())
    key = text_of(site.args[0]) if len(site.args) > 1 else None
    if name == "setdefault" and not found and key is not None:
        store(frame, namespace, key.value, site.args[1], site.line)
    return found if name in ("get", "pop", "setdefault") else ()
