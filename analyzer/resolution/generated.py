"""Constructors that nobody wrote: dataclasses, attrs, named tuples and models of pydantic's kind.

A class without an `__init__` of the program's that is called with arguments has a generated one:
its arguments are the annotated names of the body (or those that `attr.ib()` and kin declare), in
order, inherited ones first. Source: "dataclasses" in Python's library reference, PEP 681.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import CallSite, Values

_DECLARATIONS = frozenset({"attrib", "field", "ib", "Field"})


def fill(frame: Frame, cls: ClassInfo, site: CallSite) -> None:
    """Let the attributes of a class hold what its generated constructor is given."""
    if not site.args and not site.keywords:
        return
    names = list(dict.fromkeys(_field_names(cls)))
    given: list[tuple[str, Values]] = list(zip(names, site.args, strict=False))
    given += [(name, values) for name, values in site.keywords.items() if name in names]
    for name, values in given:
        frame.engine.write(frame.slot(cls.slots, name), values)


def _field_names(cls: ClassInfo) -> Iterator[str]:
    for ancestor in reversed(mro(cls)):
        for statement in ancestor.node.body if isinstance(ancestor, ClassInfo) else ():
            match statement:
                case facts.Assign(targets=(facts.Name(id=name),)) if _is_field(statement):
                    yield name


def _is_field(node: facts.Assign) -> bool:
    match node.annotation, node.value:
        case facts.Subscript(value=facts.Name(id="ClassVar") | facts.Attribute(attr="ClassVar")), _:
            return False
        case None, facts.Call(func=facts.Attribute(attr=name) | facts.Name(id=name)):
            return name in _DECLARATIONS
    return node.annotation is not None
