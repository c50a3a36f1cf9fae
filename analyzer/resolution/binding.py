"""What import statements and class statements bind."""

from __future__ import annotations

from bisect import bisect_right

from analyzer.model.facts import Import
from analyzer.resolution import exports, lookup, metaclasses
from analyzer.resolution.calls import call_function, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, renamed
from analyzer.resolution.values import (
    BoundMethod,
    ClassValue,
    External,
    ExternalInstance,
    FunctionValue,
    ListOf,
    ModuleValue,
    Values,
)


def execute_import(frame: Frame, node: Import) -> None:
    """Bind the name of an import statement."""
    target = frame.engine.program.resolve_relative(frame.unit.module, node.module, node.level)
    if node.name is None:
        _bind_module(frame, target, node.alias)
    elif node.name == "*":
        _bind_everything(frame, target, node.line)
    else:
        frame.bind(node.alias or node.name, _member(frame, target, node.name))


def _bind_module(frame: Frame, target: str, alias: str | None) -> None:
    name = target if alias is not None else target.partition(".")[0]
    module = frame.engine.program.find_module(name)
    frame.bind(alias or name, (ModuleValue(module) if module else External(name),))


def _member(frame: Frame, target: str, name: str) -> Values:
    program = frame.engine.program
    module = program.find_module(target)
    full = f"{target}.{name}"
    if module is None:
        inner = program.find_module(full)
        return (ModuleValue(inner),) if inner else _outside(frame, target, name)
    values = lookup.read_global(frame, module, name)
    if not values and module.is_live:
        inner = program.find_module(full)
        return (ModuleValue(inner),) if inner else ()
    return values


def _outside(frame: Frame, target: str, name: str) -> Values:
    if (extension := renamed(f"{target}.{name}")) != f"{target}.{name}":
        return (External(extension),)
    for hook in frame.engine.hooks.imported:
        answer = hook(frame, f"{target}.{name}")
        if answer is not None:
            return answer
    return lookup.installed(frame.engine.program, target, name)


def _bind_everything(frame: Frame, target: str, line: int) -> None:
    program = frame.engine.program
    module = program.find_module(target)
    if module is None:
        for name in program.outside[target].slots if target in program.outside else ():
            found = lookup.installed(program, target, name)
            if isinstance(found[0], ClassValue):
                frame.bind(name, found)
        for hook in frame.engine.hooks.exports:
            for name in hook(target):
                frame.bind(name, (External(f"{target}.{name}"),))
        return
    frame.engine.read(frame.slot(module.slots, "*"), frame.unit)
    public = exports.public_names(module)
    later = exports.names_bound_after(frame.unit.module, line)
    for name in list(module.slots):
        if name in public if public is not None else not name.startswith(("*", "_")):
            values = frame.engine.read(module.slots[name], frame.unit)
            if values and name in later:  # what others import is what the module binds last
                frame.env[name] = values
            elif values:
                frame.bind(name, values)


def add_bases(frame: Frame, cls: ClassInfo, values: Values, position: int) -> None:
    """Add what the base expression at a position was found to be to the class's bases."""
    for value in values:
        match value:
            case ClassValue(cls=base) if base is not cls and base not in cls.bases:
                _insert(cls, base, position)
                base.subclasses.append(cls)
            case External(name=name) if name not in cls.bases:
                _insert(cls, name, position)
            case ExternalInstance(name=name, site=site):
                # from_queryset(QuerySet), with_metaclass(Meta, Base): the arguments are bases too
                # declarative_base(cls=Base) as well
                if site is not None:
                    site.readers[frame.unit] = None
                    metaclasses.learn(cls, site.keywords.get("metaclass", ()))
                    for argument in (*site.args, site.keywords.get("cls", ())):
                        classes = tuple(v for v in argument if isinstance(v, ClassValue))
                        add_bases(frame, cls, classes, position)
                if f"{name}()" not in cls.bases:
                    _insert(cls, f"{name}()", position)
            case ListOf():
                continue
            case _:
                continue
        _forget_lineage(cls, set())


def initialise_subclass(frame: Frame, cls: ClassInfo) -> None:
    """Call what Python calls for each class that is derived from another."""
    for found in lookup.in_class(frame, cls, "__init_subclass__", after=cls):
        if isinstance(found, FunctionValue):
            method = BoundMethod(found.function, ClassValue(cls), found.outer)
            call_function(frame, method, no_arguments(frame, cls.node.line))


def _insert(cls: ClassInfo, base: ClassInfo | str, position: int) -> None:
    """Put a base where it stands in the statement, though others were known before it."""
    place = bisect_right(cls.base_places, position)
    cls.base_places.insert(place, position)
    cls.bases.insert(place, base)


def _forget_lineage(cls: ClassInfo, seen: set[ClassInfo]) -> None:
    if cls in seen:
        return
    seen.add(cls)
    cls.lineage = None
    cls.lookups.clear()
    for subclass in cls.subclasses:
        _forget_lineage(subclass, seen)
