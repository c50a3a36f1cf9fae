"""Classes that no class statement makes: `type(name, bases, attributes)`."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, ClassValue, DictOf, Text, TupleOf, Values


def make_class(frame: Frame, site: CallSite) -> Values:
    """Return the class that a call of `type` makes, if its name is known, and only one.

    A function that makes a class of what it is given is understood for each argument alone.
    """
    engine, function = frame.engine, frame.unit.function
    if function is not None:
        engine.tell_texts_apart(function)
    names = [value for value in site.args[0] if isinstance(value, Text)]
    bases = [value for value in site.args[1] if isinstance(value, TupleOf)]
    if len(names) != 1 or len(bases) != 1 or not names[0].exact:
        return ()
    if not names[0].value.isidentifier() or any(len(item) != 1 for item in bases[0].items):
        return ()
    made = derive(frame, site, names[0].value, bases[0].items)
    for value in site.args[2]:
        if isinstance(value, DictOf) and value.key is not None and value.key.isidentifier():
            engine.write(frame.slot(made.cls.slots, value.key), (value.element,))
    return (made,)


def derive(frame: Frame, site: CallSite, name: str, bases: Iterable[Values]) -> ClassValue:
    """Return the class of that name that a call makes out of bases, the same one each time."""
    from analyzer.resolution.binding import add_bases

    engine = frame.engine
    cls = engine.made.get((id(site.call), name))
    if cls is None:
        cls = engine.made[id(site.call), name] = _new(frame, name, site.line)
    for position, item in enumerate(bases):
        add_bases(frame, cls, item, position)
    return ClassValue(cls)


def _new(frame: Frame, name: str, line: int) -> ClassInfo:
    node = facts.ClassDef(line, line, name, (), (), (), None, ())
    cls = ClassInfo(frame.unit.module, name, node, None)
    frame.unit.module.classes.append(cls)
    return cls
