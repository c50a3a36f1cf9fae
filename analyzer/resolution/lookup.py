"""Attributes, items and iteration: what Python's own rules give, then what frameworks add."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import generics, holding
from analyzer.resolution.evaluation import line_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, ModuleInfo, Program, mro
from analyzer.resolution.slots import Lookup, join, joined
from analyzer.resolution.values import (
    BoundMethod,
    ClassValue,
    DictOf,
    External,
    ExternalMethod,
    FunctionValue,
    Instance,
    ListOf,
    ModuleValue,
    SuperValue,
    Text,
    TupleOf,
    Value,
    Values,
)

# Values that nothing but their own kind says anything of.
_PLAIN = (Text, ListOf, DictOf, TupleOf)
_OF_A_CLASS = (Instance, ClassValue)

# --- names of modules --------------------------------------------------------------------------


def read_global(frame: Frame, module: ModuleInfo, name: str) -> Values:
    """Return what a module's global name holds, submodules included."""
    values = frame.engine.read(frame.slot(module.slots, name), frame.unit)
    if values:
        return values
    inner = frame.engine.program.find_module(f"{module.name}.{name}")
    if inner is not None and module.file.is_package:
        return (ModuleValue(inner),)
    return ()


def dotted(frame: Frame, name: str) -> Values:
    """Return what an absolute dotted name stands for: a module, something in one, or external."""
    program = frame.engine.program
    module = program.find_module(name)
    if module is not None:
        return (ModuleValue(module),)
    parent, _, last = name.rpartition(".")
    if parent and program.is_first_party(name):
        result: Values = ()
        for value in dotted(frame, parent):
            if isinstance(value, ModuleValue | ClassValue):
                result = join(result, attribute(frame, value, last, 0))
        return result or (External(name),)
    return installed(program, parent, last) if parent else (External(name),)


def installed(program: Program, module: str, name: str) -> Values:
    """Return what a name of a module outside of the program stands for: an adopted class or it."""
    known = program.outside.get(module)
    slot = known.slots.get(name) if known is not None else None
    found = tuple(v for v in (slot.values if slot is not None else ()) if _is_adopted(program, v))
    return found or (External(f"{module}.{name}"),)


def _is_adopted(program: Program, value: Value) -> bool:
    return isinstance(value, ClassValue) and value.cls in program.adopted


# --- attributes --------------------------------------------------------------------------------


def attribute(frame: Frame, value: Value, name: str, line: int) -> Values:
    """Return what `value.name` can hold."""
    match value:
        case ModuleValue(module=module):
            return read_global(frame, module, name)
        case External(name=outer):
            return _external(frame, value, outer, name, line)
        case SuperValue():
            return _super(frame, value, name, line)
        case Text() if name == "value":  # of an enumeration, whose members stand for their values
            return (value,)
    found = _in_own_class(frame, value, name, line)
    if found is not None:
        return found
    for hook in frame.engine.hooks.attribute:
        answer = hook(frame, value, name, line)
        if answer is not None:
            return answer
    return (ExternalMethod(value, name),)


def _in_own_class(frame: Frame, value: Value, name: str, line: int) -> Values | None:
    """Return what the program's own classes give under a name, None where they define it not."""
    if name.startswith("__"):
        known = _of_python(frame, value, name)
        if known is not None:
            return known
    found = raw(frame, value, name)
    if not found:
        return None
    if len(found) == 1:  # as most often
        return bind(frame, found[0], value, name, line)
    return joined(bind(frame, item, value, name, line) for item in found)


def _of_python(frame: Frame, value: Value, name: str) -> Values | None:
    """Return what Python itself has every class or instance say of itself."""
    match value:
        case ClassValue(cls=named) if name in ("__name__", "__qualname__"):
            return (Text(named.name),)
        case Instance(cls=own) if name == "__class__":
            return (ClassValue(own),)
        case ClassValue(cls=named) | Instance(cls=named) if name == "__orig_bases__":
            return generics.original_bases(frame, named)
        case TupleOf() if name == "__args__":
            return (value,)
    return None


def raw(frame: Frame, value: Value, name: str) -> Values:
    """Return what an instance or its class has under a name, as it was stored."""
    found = holding.read(frame, value, name)
    cls = class_of(value)
    if cls is None or (found and isinstance(value, Instance) and value.held):
        return found
    return join(in_class(frame, cls, name), found)


def class_of(value: Value) -> ClassInfo | None:
    """Return the class of the program in which the attributes of a value are looked up."""
    if isinstance(value, _OF_A_CLASS):
        return value.cls
    return value.python_class


def in_class(frame: Frame, cls: ClassInfo, name: str, after: ClassInfo | None = None) -> Values:
    """Return what the first class in the resolution order (past `after`) has under a name."""
    lookup = cls.lookups.get(name) if after is None else None
    if lookup is None:
        ancestors = [each for each in mro(cls) if not isinstance(each, str)]
        if after is not None or any(each.module.is_outside for each in ancestors):
            return _search(frame, ancestors, name, after)
        slots = (frame.slot(each.slots, name) for each in ancestors)
        lookup = cls.lookups[name] = Lookup(slots)
    lookup.readers[frame.unit] = None
    return lookup.found.values


def _search(frame: Frame, ancestors: list[ClassInfo], name: str, after: ClassInfo | None) -> Values:
    """The same, one class after the other.

    What methods of installed packages do is for the frameworks to say, not for their code.
    """
    unit = frame.unit
    skipping = after is not None
    for ancestor in ancestors:
        if skipping:
            skipping = ancestor is not after
            continue
        values = frame.engine.read(frame.slot(ancestor.slots, name), unit)
        if values and ancestor.module.is_outside and not unit.module.is_outside:
            values = tuple(value for value in values if not isinstance(value, FunctionValue))
        if values:
            return values
    return ()


def bind(frame: Frame, found: Value, receiver: Value, name: str, line: int) -> Values:
    """Return what a class attribute gives when it is read through an instance or class."""
    if isinstance(found, FunctionValue):
        return _bind_function(frame, found, receiver, line)
    if not isinstance(found, _PLAIN):
        for hook in frame.engine.hooks.descriptor:
            answer = hook(frame, found, receiver, name, line)
            if answer is not None:
                return answer
    return (found,)


def _bind_function(frame: Frame, found: FunctionValue, receiver: Value, line: int) -> Values:
    function = found.function
    on_class = isinstance(receiver, ClassValue)
    match function.kind:
        case "function" | "static":
            return (found,)
        case "property" if not on_class:
            return _ask(frame, BoundMethod(function, receiver, found.outer), line)
        case "classproperty":
            cls = class_of(receiver)
            owner = ClassValue(cls) if cls is not None else receiver
            return _ask(frame, BoundMethod(function, owner, found.outer), line)
        case "property":
            return ()
        case "class":
            cls = class_of(receiver) if isinstance(receiver, Instance) else None
            owner = ClassValue(cls) if cls is not None else receiver
            return (BoundMethod(function, owner, found.outer),)
    if on_class:
        return (found,)
    return (BoundMethod(function, receiver, found.outer),)


def _ask(frame: Frame, method: BoundMethod, line: int) -> Values:
    from analyzer.resolution.calls import call_function, no_arguments

    return call_function(frame, method, no_arguments(frame, line))


def _external(frame: Frame, value: Value, outer: str, name: str, line: int) -> Values:
    for hook in frame.engine.hooks.attribute:
        answer = hook(frame, value, name, line)
        if answer is not None:
            return answer
    full = f"{outer}.{name}"
    program = frame.engine.program
    if program.is_first_party(full):  # a namespace package, which has no module of its own
        module = program.find_module(full)
        if module is not None:
            return (ModuleValue(module),)
    return installed(program, outer, name)


def _super(frame: Frame, value: SuperValue, name: str, line: int) -> Values:
    cls = class_of(value.receiver)
    if cls is not None:
        found = in_class(frame, cls, name, after=value.owner)
        if found:
            return joined(bind(frame, item, value.receiver, name, line) for item in found)
    for hook in frame.engine.hooks.attribute:
        answer = hook(frame, value.receiver, name, line)
        if answer is not None:
            return answer
    return (ExternalMethod(value.receiver, name),)


def unknown_attribute(frame: Frame, node: facts.Attribute) -> Values:
    """Return what an attribute of something unknown is by a framework's convention."""
    for hook in frame.engine.hooks.unknown_attribute:
        answer = hook(frame, node.value, node.attr, node.line)
        if answer is not None:
            return answer
    return ()


# --- items and iteration -----------------------------------------------------------------------


def item(frame: Frame, value: Value, node: facts.Subscript) -> Values:
    """Return what `value[index]` is for anything but a display."""
    index: Expr = node.index
    if isinstance(value, External) and value.name == "sys.modules":
        is_own = index == facts.Name("__name__")
        return (ModuleValue(frame.unit.module),) if is_own else ()
    for hook in frame.engine.hooks.item:
        answer = hook(frame, value, index, line_of(node.value))
        if answer is not None:
            return answer
    if isinstance(value, Instance):
        return call_method(frame, value, "__getitem__", line_of(node.value))
    if isinstance(value, ClassValue):  # Generic[...]
        return (value,)
    return (value,) if isinstance(value, External) else ()


def iterate(frame: Frame, value: Value, line: int) -> Values:
    """Return what iterating over a value yields."""
    match value:
        case ListOf(element=element):
            return (element,)
        case TupleOf(items=items):
            return joined(items)
        case DictOf(key=key):
            return (Text(key),) if key is not None else ()
        case Text():
            return ()
    for hook in frame.engine.hooks.iterate:
        answer = hook(frame, value, line)
        if answer is not None:
            return answer
    if isinstance(value, Instance):
        iterator = call_method(frame, value, "__iter__", line)
        return tuple(v.element for v in iterator if isinstance(v, ListOf))
    return ()


def call_method(frame: Frame, value: Instance, name: str, line: int) -> Values:
    """Return what a method of an object gives that Python itself calls."""
    from analyzer.resolution.calls import call_value, no_arguments

    result: Values = ()
    for method in in_class(frame, value.cls, name):
        for bound in bind(frame, method, value, name, line):
            result = join(result, call_value(frame, bound, no_arguments(frame, line)))
    return result


def enter(frame: Frame, value: Value, line: int) -> Values:
    """Return what `with value as name` binds."""
    for hook in frame.engine.hooks.enter:
        answer = hook(frame, value, line)
        if answer is not None:
            return answer
    match value:
        case ListOf(element=element):  # a generator made a context manager
            return (element,)
        case Instance():
            return call_method(frame, value, "__enter__", line) or call_method(
                frame, value, "__aenter__", line
            )
    return (value,)
