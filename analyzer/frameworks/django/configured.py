"""Views configured where they are routed: `ListView.as_view(model=Order)`.

The keywords are attributes of every instance of that view, and of no other that is made of the same
class. Source: "Class-based views" in Django's documentation (`View.as_view(**initkwargs)`).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.resolution import holding
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.units import Context
from analyzer.resolution.values import CallSite, ClassValue, Values


def configure(frame: Frame, cls: ClassInfo, site: CallSite) -> None:
    """Let the view that `as_view()` makes of a class answer requests with its own attributes."""
    view = holding.build(frame, cls, _telling(frame, site), None)
    for name, values in site.keywords.items():
        if view.held:
            holding.write(frame, view, name, values)
        else:
            frame.engine.write(frame.slot(cls.slots, name), values)
    if view.held:
        frame.note_call(frame.engine.class_unit(view), site.line)
        for method in _methods(cls):
            frame.engine.function_unit(method, view)


def _telling(frame: Frame, site: CallSite) -> Context:
    """Return the keywords that tell the view apart from others: data first, classes after."""
    data: list[tuple[str, Values]] = []
    classes: list[tuple[str, Values]] = []
    for name, values in sorted(site.keywords.items()):
        if any(map(frame.engine.distinguishes, values)):
            data.append((name, values))
        elif any(isinstance(value, ClassValue) for value in values):
            classes.append((name, values))
    return tuple((name, values[0]) for name, values in (*data, *classes))


def _methods(cls: ClassInfo) -> Iterator[FunctionInfo]:
    """Yield the methods that Django calls on a view, or may."""
    seen: set[str] = set()
    for ancestor in mro(cls):
        if isinstance(ancestor, str):
            continue
        for name in sorted(ancestor.methods.keys() - seen):
            seen.add(name)
            if not name.startswith("_"):
                yield from (m for m in ancestor.methods[name] if m.kind in ("method", "property"))
