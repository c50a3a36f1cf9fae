"""Classes that no class statement makes: `type(name, bases, attributes)`."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, ClassValue, DictOf, Text, TupleOf, Values


def make_class(frame: Frame, site: CallSite) -> Values:
    """Return the class that a call of `type` makes, if its name is known, and only one.

    A function that makes a class of what it is given is understood for each argument alone.
    """
    from analyzer.resolution.binding import add_bases

    engine, function = frame.engine, frame.unit.function
    if function is not None:
        engine.tell_texts_apart(function)
    names = [value for value in site.args[0] if isinstance(value, Text)]
    bases = [value for value in site.args[1] if isinstance(value, TupleOf)]
    if len(names) != 1 or len(bases) != 1 or not names[0].exact:
        return ()
    if not names[0].value.isidentifier() or any(len(item) != 1 for item in bases[0].items):
        return ()
    cls = engine.made.get((id(site.call), names[0].value))
    if cls is None:
        cls = _new(frame, names[0].value, site.line)
        engine.made[id(site.call), cls.name] = cls
    for position, item in enumerate(bases[0].items):
        add_bases(frame, cls, item, position)
    for value in site.args[2]:
        if isinstance(value, DictOf) and value.key is not None and value.key.isidentifier():
            engine.write(frame.slot(cls.slots, value.key), (value.element,))
    return (ClassValue(cls),)


def _new(frame: Frame, name: str, line: int) -> ClassInfo:
    node = facts.ClassDef(line, line, name, (), (), (), None, ())
    cls = ClassInfo(frame.unit.module, name, node, None)
    frame.unit.module.classes.append(cls)
    return cls
