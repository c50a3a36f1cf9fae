"""Fields that the code adds to a model from outside of its class.

`Model.add_to_class(name, field)`, `field.contribute_to_class(Model, name)`, and field classes of
the program whose own `contribute_to_class` adds more than the field itself. Source:
django/db/models/base.py (`ModelBase.add_to_class`), which calls `contribute_to_class` of each
attribute that has it, in a model's class body and again for what it inherits from abstract ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django.fields import field_spec
from analyzer.frameworks.django.lineage import looks_like_model, own_lineage, says_abstract
from analyzer.resolution.engine import Engine, default_receiver
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalMethod,
    Instance,
    SuperValue,
    Text,
    Value,
    Values,
)

_HOOK = "contribute_to_class"
_ADDING = frozenset({_HOOK, "add_to_class"})


class Contributions:
    """What calls add to models; gathered while declarations run, settled before models are made."""

    def __init__(self) -> None:
        self._added: dict[tuple[ClassInfo, Values, Values], None] = {}

    def declare(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of a call that adds a field; None where it is none such."""
        match callee:
            case ExternalMethod(receiver=ClassValue(cls=cls), name="add_to_class"):
                self._note(cls, site.argument(0, "name"), site.argument(1, "value"))
            case ExternalMethod(receiver=SuperValue(), name="contribute_to_class"):
                return None
            case ExternalMethod(receiver=field, name="contribute_to_class"):
                for model in site.argument(0, "cls"):
                    if isinstance(model, ClassValue):
                        self._note(model.cls, site.argument(1, "name"), (field,))
            case _:
                return None
        return ()

    def _note(self, cls: ClassInfo, names: Values, values: Values) -> None:
        fields = tuple(value for value in values if field_spec("", value) is not None)
        if fields:
            self._added[cls, names, fields] = None

    def settle(self, engine: Engine) -> None:
        """Run what may add fields without being part of a module's body, and add what was found."""
        if any(_ADDING & {w for w, _ in m.facts.words} for m in engine.program.live_modules()):
            engine.run(_adders(engine))
            engine.run(_hooks(engine))
        for cls, names, fields in self._added:
            for name in names:
                if isinstance(name, Text) and name.exact and name.value.isidentifier():
                    engine.write(Frame.slot(cls.slots, name.value), fields)


def _adders(engine: Engine) -> Iterator[Unit]:
    """Yield the functions of modules that add fields, such as an application's `ready`."""
    for module in engine.program.live_modules():
        if any(word == "add_to_class" for word, _ in module.facts.words):
            for function in module.functions:
                if function.enclosing is None and function.name != _HOOK:
                    yield engine.function_unit(function, default_receiver(function))


def _hooks(engine: Engine) -> Iterator[Unit]:
    """Yield the program's own `contribute_to_class`, for each field of a model that has one."""
    for cls in engine.program.classes():
        if says_abstract(cls):
            continue
        for name, field in _fields(cls):
            method = _hook(field.cls)
            given = [parameter.name for parameter in method.node.parameters[1:3]] if method else []
            if method is not None and len(given) == 2:
                engine.tell_texts_apart(method)
                values = (ClassValue(cls), Text(name))
                yield _called(engine, method, field, dict(zip(given, values, strict=True)))


def _called(engine: Engine, method: FunctionInfo, field: Value, given: dict[str, Value]) -> Unit:
    unit = engine.function_unit(method, field, None, tuple(sorted(given.items())))
    for name, value in given.items():
        engine.write(Frame.slot(unit.parameters, name), (value,))
    return unit


def _fields(cls: ClassInfo) -> Iterator[tuple[str, Instance]]:
    seen: set[str] = set()
    for ancestor in own_lineage(cls, looks_like_model):
        for name, slot in ancestor.slots.items():
            if name not in seen:
                yield from ((name, v) for v in slot.values if isinstance(v, Instance) and v.site)
            seen.add(name)


def _hook(cls: ClassInfo) -> FunctionInfo | None:
    """Return the first `contribute_to_class` that the program itself defines for a class."""
    for ancestor in mro(cls):
        methods = ancestor.methods.get(_HOOK) if not isinstance(ancestor, str) else None
        if methods:
            return methods[0]
    return None
