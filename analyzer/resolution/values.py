"""What a name can hold. No value at all stands for "unknown".

Values are frozen and compared by content; classes, functions and call sites inside of them by
identity. Frameworks add values of their own by deriving from `Value`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analyzer.model.facts import Call
    from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo
    from analyzer.resolution.units import Unit


class Value(msgspec.Struct, frozen=True, cache_hash=True):
    """Anything that a name can hold; `kind` is plain, entry (of a mapping), outside or dull."""

    kind: ClassVar[str] = "plain"

    @property
    def apart(self) -> Value:
        """What sets a call that is given the value apart from others: the value, or less of it."""
        return self

    @property
    def python_class(self) -> ClassInfo | None:
        """The class of the program in which a framework's value is looked up first."""
        return None


Values = tuple[Value, ...]


class CallSite:
    """A call with its evaluated arguments; compared by identity, one for each call and unit."""

    __slots__ = ("args", "call", "keywords", "readers", "unit")

    def __init__(self, call: Call, unit: Unit) -> None:
        self.call = call
        self.unit = unit
        self.args: tuple[Values, ...] = ()
        self.keywords: Mapping[str, Values] = {}
        # Units that look into the arguments of what the call gave, and run again when one comes.
        self.readers: dict[Unit, None] = {}

    @property
    def module(self) -> ModuleInfo:
        """The module that the call stands in."""
        return self.unit.module

    @property
    def line(self) -> int:
        """The line of the call."""
        return self.call.line

    def argument(self, position: int, name: str) -> Values:
        """Return what is passed by position or by name."""
        if name in self.keywords:
            return self.keywords[name]
        return self.args[position] if position < len(self.args) else ()


class ModuleValue(Value, frozen=True, cache_hash=True):
    """A module of the program."""

    module: ModuleInfo


class External(Value, frozen=True, cache_hash=True):
    """Something outside of the program, by its dotted name."""

    name: str


class ExternalInstance(Value, frozen=True, cache_hash=True):
    """What calling something outside of the program gives; `site` only where a framework asked."""

    kind: ClassVar[str] = "outside"

    name: str
    site: CallSite | None = None


class ClassValue(Value, frozen=True, cache_hash=True):
    """A class of the program."""

    cls: ClassInfo


class SomeClass(Value, frozen=True, cache_hash=True):
    """One class of many, which a test may tell (`issubclass(model, Indexed)`)."""

    classes: tuple[ClassInfo, ...]


class Instance(Value, frozen=True, cache_hash=True):
    """An instance of a class of the program; `site` is kept in module and class bodies only.

    `held` are the arguments of its constructor that tell it apart from others (`holding`).
    """

    cls: ClassInfo
    site: CallSite | None = None
    held: tuple[tuple[str, Value], ...] = ()


class FunctionValue(Value, frozen=True, cache_hash=True):
    """A function of the program; `outer` is the running function that it closes over."""

    function: FunctionInfo
    outer: Unit | None = None


class BoundMethod(Value, frozen=True, cache_hash=True):
    """A method with its receiver (an instance or a class)."""

    function: FunctionInfo
    receiver: Value
    outer: Unit | None = None


class Partial(Value, frozen=True, cache_hash=True):
    """A function or class with the first of its arguments, and some by name."""

    callee: Value
    args: tuple[Values, ...]
    keywords: tuple[tuple[str, Values], ...] = ()


class Injected(Value, frozen=True, cache_hash=True):
    """Among what an annotation stands for: what runs before a function that is annotated so."""

    kind: ClassVar[str] = "hollow"

    unit: Unit


class ExternalMethod(Value, frozen=True, cache_hash=True):
    """An attribute, most often a method, that nobody in the program defines for `receiver`."""

    kind: ClassVar[str] = "dull"

    receiver: Value
    name: str


class SuperValue(Value, frozen=True, cache_hash=True):
    """`super()` in a method of `owner`, for `receiver`."""

    owner: ClassInfo
    receiver: Value


class Text(Value, frozen=True, cache_hash=True):
    """A string; parts that are not known are `UNKNOWN_PART`, and `exact` is False."""

    value: str
    exact: bool = True


class ListOf(Value, frozen=True, cache_hash=True):
    """Any iterable with such an element in it (list, set, generator ...)."""

    element: Value


class TupleOf(Value, frozen=True, cache_hash=True):
    """A short tuple or list display by position."""

    items: tuple[Values, ...]


class DictOf(Value, frozen=True, cache_hash=True):
    """A mapping with such a value in it; `key` where it is a known string."""

    kind: ClassVar[str] = "entry"

    key: str | None
    element: Value


def flattened(values: Values) -> Iterator[Value]:
    """Yield values one by one; of tuples and lists, at any depth, what they hold.

    What lies in several of them is gone through once: a path that grows by a pair in each turn of a
    loop holds every shorter one more often than can be counted.
    """
    return _flattened(values, set())


def _flattened(values: Values, seen: set[Value]) -> Iterator[Value]:
    for value in values:
        if not isinstance(value, TupleOf | ListOf):
            yield value
        elif value not in seen:
            seen.add(value)
            inside = value.items if isinstance(value, TupleOf) else ((value.element,),)
            for item in inside:
                yield from _flattened(item, seen)


def text_of(values: Values) -> Text | None:
    """Return the one string among the values, if there is exactly one."""
    found: Text | None = None
    for value in values:
        if isinstance(value, Text):
            if found is not None:
                return None
            found = value
    return found


def may_be(text: Text, known: str) -> bool:
    """Tell whether a string, of which parts may not be known, can be one that is."""
    if text.exact:
        return text.value == known
    parts = text.value.split(UNKNOWN_PART)
    return known.startswith(parts[0]) and (len(parts) == 1 or known.endswith(parts[-1]))


def is_worded(value: Value) -> bool:
    """Tell whether a value is a string, or a display of strings."""
    if isinstance(value, TupleOf):
        return bool(value.items) and all(text_of(item) is not None for item in value.items)
    return isinstance(value, Text)


UNKNOWN_PART = "\ufffc"
