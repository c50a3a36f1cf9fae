"""Classes that no class statement makes: `type(name, bases, attributes)`."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ListOf,
    Text,
    TupleOf,
    Values,
)


def make_class(frame: Frame, site: CallSite) -> Values:
    """Return the class that a call of `type` makes, if its name is known, and only one.

    A function that makes a class of what it is given is understood for each argument alone.
    """
    engine, function = frame.engine, frame.unit.function
    if function is not None:
        engine.tell_texts_apart(function)
    names = [value for value in site.args[0] if isinstance(value, Text)]
    bases = _bases(site.args[1])
    if len(names) != 1 or bases is None or not names[0].exact:
        return ()
    if not names[0].value.isidentifier() or any(len(item) != 1 for item in bases):
        return ()
    entries = [
        (value.key, value.element)
        for value in site.args[2]
        if isinstance(value, DictOf) and value.key is not None and value.key.isidentifier()
    ]
    told = tuple((key, value.cls) for key, value in entries if isinstance(value, ClassValue))
    made = derive(frame, site, names[0].value, bases, told)
    for key, value in entries:
        engine.write(frame.slot(made.cls.slots, key), (value,))
    return (made,)


def _bases(given: Values) -> tuple[Values, ...] | None:
    """Return what a class is to stand on; None where that may be one thing or another."""
    displays = [value for value in given if isinstance(value, TupleOf)]
    lists = tuple((value.element,) for value in given if isinstance(value, ListOf))
    if lists and not displays:
        return lists
    items = max((display.items for display in displays), key=len, default=None)
    if items is None or any(not set(display.items) <= set(items) for display in displays):
        return None
    return items


def derive(
    frame: Frame,
    site: CallSite,
    name: str,
    bases: Iterable[Values],
    told: tuple[tuple[str, ClassInfo], ...] = (),
) -> ClassValue:
    """Return the class of that name that a call makes out of bases, the same one each time.

    Classes among its attributes tell it from others of that name, like the model of a form.
    """
    from analyzer.resolution.binding import add_bases

    engine = frame.engine
    key = (id(site.call), name, told)
    cls = engine.made.get(key)
    if cls is None:
        cls = engine.made[key] = _new(frame, name, site.line)
    for position, item in enumerate(bases):
        add_bases(frame, cls, item, position)
    return ClassValue(cls)


def _new(frame: Frame, name: str, line: int) -> ClassInfo:
    node = facts.ClassDef(line, line, name, (), (), (), None, ())
    cls = ClassInfo(frame.unit.module, name, node, None)
    cls.is_made = frame.unit.function is not None
    frame.unit.module.classes.append(cls)
    return cls
