"""The program's meaning: run inference with every framework that applies, and gather the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.frameworks import gathering
from analyzer.frameworks.base import Framework, Schema
from analyzer.frameworks.declaring import Declarations
from analyzer.frameworks.registry import framework_classes
from analyzer.model.codebase import Codebase
from analyzer.resolution.engine import Engine, default_receiver
from analyzer.resolution.guide import Guide
from analyzer.resolution.index import definitions
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, mro
from analyzer.resolution.telling import modules_of, tell
from analyzer.resolution.units import Unit
from analyzer.resolution.values import ClassValue, Instance, Value

# More inherited methods than this are interpreted for the class that defines them alone.
MAX_INHERITED = 40_000


def interpret(program: Program) -> Codebase:
    """Return the graph of modules and tables that the program's code describes."""
    frameworks = _applicable(program)
    trackers = Declarations(frameworks)
    program = _with_adopted(program, frameworks, trackers)
    engine = Engine(program, [trackers])
    engine.run(_declaring_units(engine, frameworks))
    schema = Schema()
    for framework in frameworks:
        framework.discover(engine, schema)
    for framework in frameworks:
        framework.witness(engine, schema)
    engine.start_over(frameworks)
    engine.run(_all_units(engine))
    engine.run(_inherited_units(engine))  # after those that are called: receivers are bounded
    engine.run(unit for framework in frameworks for unit in framework.roots(engine))
    engine.run(u for f in frameworks for u in f.roots(engine) if u.runs == 0)  # met meanwhile
    kinds = [kind for framework in frameworks for kind in framework.kinds()]
    engine.tell(tell(program, [*kinds, *modules_of(program, kinds)], engine.clues))
    engine.run(())
    for framework in frameworks:
        framework.conclude(engine)
    engine.run(())
    return gathering.gather(engine, frameworks, schema)


def guides(program: Program) -> Sequence[Guide]:
    """Return what is to be asked which installed packages the program builds on."""
    return [framework.guide for framework in _applicable(program)]


def _applicable(program: Program) -> list[Framework]:
    frameworks = [cls() for cls in framework_classes()]
    return [framework for framework in frameworks if framework.applies_to(program)]


def _with_adopted(
    program: Program, frameworks: Sequence[Framework], trackers: Declarations
) -> Program:
    """Return the program with the classes of installed packages that frameworks have a use for.

    Their modules are a program of their own to inference: only bodies run, nothing is recorded,
    and nothing of the program flows into them.
    """
    if not program.outside:
        return program
    tops = frozenset(name.partition(".")[0] for name in program.outside)
    outside = replace(program, modules=program.outside, packages=tops, outside={})
    engine = Engine(outside, [trackers])
    engine.run(_declaring_units(engine, frameworks))
    for module in outside.modules.values():
        for slots in (module.slots, *(cls.slots for cls in module.classes)):
            for slot in slots.values():
                slot.readers.clear()
                slot.inherited.clear()
        for cls in module.classes:
            cls.lookups.clear()
    adopted = (cls for cls in outside.classes() if any(f.guide.adopts(cls) for f in frameworks))
    return replace(program, adopted=frozenset(adopted))


def _declaring_units(engine: Engine, frameworks: Sequence[Framework]) -> Iterable[Unit]:
    """Return the bodies that declare: modules, and functions that hold a class or say the like."""
    for module in engine.program.live_modules():
        yield engine.module_unit(module)
    for function in engine.program.functions():
        if _declares_class(function) or any(f.declares(function) for f in frameworks):
            yield engine.function_unit(function, default_receiver(function))


def _declares_class(function: FunctionInfo) -> bool:
    return function.enclosing is None and any(
        hasattr(item, "bases") for item in definitions(function.node.body)
    )


def _all_units(engine: Engine) -> Iterable[Unit]:
    program = engine.program
    for module in program.live_modules():
        yield engine.module_unit(module)
    for function in program.functions():
        if function.enclosing is None:
            yield engine.function_unit(function, default_receiver(function))
    for cls in program.classes():
        if any(isinstance(base, str) for base in mro(cls)):
            yield engine.class_unit(Instance(cls))


def _inherited_units(engine: Engine) -> Iterable[Unit]:
    budget = MAX_INHERITED
    for cls in engine.program.classes():
        if cls.enclosing is not None:
            continue
        inherited = _inherited(cls)
        budget -= len(inherited)
        if budget < 0:
            return
        for function in inherited:
            yield engine.function_unit(function, _receiver(function, cls))


def _inherited(cls: ClassInfo) -> list[FunctionInfo]:
    """Return the methods that a class takes over unchanged from the program's other classes."""
    seen = set(cls.methods)
    result: list[FunctionInfo] = []
    for ancestor in mro(cls)[1:]:
        if isinstance(ancestor, str) or ancestor.enclosing is not None:
            continue
        if ancestor.module.is_outside:
            continue
        for name in sorted(ancestor.methods):
            if name not in seen:
                seen.add(name)
                result.extend(f for f in ancestor.methods[name] if f.kind != "static")
    return result


def _receiver(function: FunctionInfo, cls: ClassInfo) -> Value:
    is_class = function.kind in ("class", "classproperty")
    return ClassValue(cls) if is_class else Instance(cls)
