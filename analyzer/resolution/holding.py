"""Objects told apart by the data that they were built with.

A search of orders and a search of customers are instances of one class: what one keeps in
`self.query` is not to come out of the other. An instance that was built with values that frameworks
tell apart (models, queries, rows) has attributes of its own. This is object sensitivity (Milanova,
Rountev and Ryder, "Parameterized Object Sensitivity for Points-to Analysis for Java", TOSEM 2005),
with those values for the object's context instead of the place where it was made: their number is
bounded, however deep objects are nested.
"""

from __future__ import annotations

from analyzer.resolution.arguments import leaves
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.slots import Slot
from analyzer.resolution.units import Context
from analyzer.resolution.values import CallSite, Instance, Text, Value, Values

# A class whose instances hold more different things than this is one for all further ones.
MAX_HOLDERS = 48
# An object is told apart by so many things that it holds at most.
_MOST_HELD = 3


def build(frame: Frame, cls: ClassInfo, context: Context, site: CallSite | None) -> Instance:
    """Return the instance that a constructor makes of arguments that are told apart."""
    held = tuple(
        dict.fromkeys(
            (name, leaf)
            for name, value in context
            for leaf in leaves(value)
            if not isinstance(leaf, Text)
        )
    )
    held = held[:_MOST_HELD]
    if not held:
        return Instance(cls, site)
    holders = frame.engine.holders.setdefault(cls, {})
    if held not in holders:
        if len(holders) >= MAX_HOLDERS:
            return Instance(cls, site)
        holders[held] = None
    return Instance(cls, site, held)


def tell_by_attribute(frame: Frame, name: str, attribute: str, values: Values) -> bool:
    """Tell the objects that a name stands for apart by what is set on them: `new.model = model`.

    Where the running function is understood for that value alone: it makes one object for each.
    Who has such an object and does not know which it is learns nothing of it.
    """
    function = frame.unit.function
    is_receiver = function is not None and name in function.signature.positional[:1]
    told = [value for value in values if frame.engine.distinguishes(value)]
    if is_receiver or len(told) != 1 or told[0] not in _own_leaves(frame):
        return False
    known = frame.env[name]
    objects = [v for v in known if isinstance(v, Instance) and not v.held]
    if not objects or len(objects) < len(known) or any(map(frame.engine.distinguishes, objects)):
        return False
    made = [build(frame, v.cls, ((attribute, told[0]),), v.site) for v in objects]
    for receiver in made:
        write(frame, receiver, attribute, values)
    frame.env[name] = tuple(made)
    return True


def _own_leaves(frame: Frame) -> set[Value]:
    """Return what the running function is understood for alone."""
    receiver = frame.unit.receiver
    held = receiver.held if isinstance(receiver, Instance) else ()
    return {leaf for _, value in (*frame.unit.context, *held) for leaf in leaves(value)}


def write(frame: Frame, receiver: Instance, name: str, values: Values) -> None:
    """Let an attribute of an instance that is told apart hold the values."""
    frame.engine.write(_field(frame, receiver, name), values)


def write_for_all(frame: Frame, receiver: Instance, name: str, values: Values) -> None:
    """The same, for who has an instance and does not know which it is: it may be this one."""
    engine = frame.engine
    write(frame, receiver, name, values)
    anyone = _field(frame, Instance(receiver.cls), name)
    before = anyone.values
    engine.write(anyone, values)
    known = receiver.cls.slots.get(name)
    if anyone.values != before and known is not None:  # read before there was anyone
        for reader in known.concerned():
            engine.enqueue(reader)


def read(frame: Frame, receiver: Value, name: str) -> Values:
    """Return what was stored in an attribute of instances that are told apart."""
    if isinstance(receiver, Instance) and receiver.cls in frame.engine.holders:
        return frame.engine.read(_field(frame, receiver, name), frame.unit)
    return ()


def _field(frame: Frame, receiver: Instance, name: str) -> Slot:
    fields = frame.engine.fields
    key = (receiver.cls, receiver.held, name)
    slot = fields.get(key)
    if slot is None:
        slot = fields[key] = Slot()
    return slot
