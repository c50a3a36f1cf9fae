"""Which models are proxies: other views of their parent's table, without one of their own."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.constants import class_constant, inner_class
from analyzer.model import facts
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.values import ClassValue


def says_proxy(cls: ClassInfo) -> bool:
    """Tell whether the class's `Meta` says `proxy = True`, or its metaclass says so for it."""
    meta = inner_class(cls, "Meta")
    if meta is not None and class_constant(meta, "proxy") is True:
        return True
    return any(_makes_proxies(metaclass) for metaclass in _metaclasses(cls))


def _metaclasses(cls: ClassInfo) -> Iterator[ClassInfo]:
    """Yield the metaclasses of the program that the class or one of its ancestors names."""
    for ancestor in mro(cls):
        if isinstance(ancestor, str):
            continue
        for keyword in ancestor.node.keywords:
            if keyword.name == "metaclass" and isinstance(keyword.value, facts.Name):
                slot = ancestor.module.slots.get(keyword.value.id)
                values = slot.values if slot is not None else ()
                yield from (value.cls for value in values if isinstance(value, ClassValue))


def _makes_proxies(metaclass: ClassInfo) -> bool:
    """Tell whether `__new__` sets `proxy = True` on some options, whatever the class is."""
    return any(
        isinstance(target, facts.Attribute)
        and target.attr == "proxy"
        and statement.value == facts.Constant(True)
        for function in _makers(metaclass)
        for statement in function.node.body
        if isinstance(statement, facts.Assign)
        for target in statement.targets
    )


def _makers(metaclass: ClassInfo) -> Iterator[FunctionInfo]:
    for ancestor in mro(metaclass):
        if not isinstance(ancestor, str):
            yield from ancestor.methods.get("__new__", ())
