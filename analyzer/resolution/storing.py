"""Attributes: what the program hangs on instances and classes."""

from __future__ import annotations

from analyzer.resolution import holding, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import Instance, Value, Values


def store(frame: Frame, receiver: Value, name: str, values: Values, line: int) -> None:
    """Take note of `receiver.name = values`."""
    if any(hook(frame, receiver, name, values, line) for hook in frame.engine.hooks.store):
        return
    cls = lookup.class_of(receiver)
    if cls is None or not name.isidentifier():
        return
    if isinstance(receiver, Instance) and receiver.held:
        holding.write_for_all(frame, receiver, name, values)
    else:
        frame.engine.write(frame.slot(cls.slots, name), values)
