"""What the units found, brought together into the codebase: one row for each thing to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from analyzer.frameworks.base import Framework, Schema
from analyzer.frameworks.calling import calls
from analyzer.frameworks.choosing import Choosers
from analyzer.frameworks.column_uses import column_uses
from analyzer.frameworks.committing import transactions
from analyzer.frameworks.configuration import setting_uses
from analyzer.frameworks.defining import define
from analyzer.frameworks.reaching import Reachability
from analyzer.frameworks.sending import Answers, Sending
from analyzer.model.analysis import (
    Access,
    Dependency,
    EntryPoint,
    Module,
    Project,
    Reach,
    Table,
)
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.place import Diagnostic, Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.imports import import_dependencies, outsiders
from analyzer.resolution.index import definitions
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ModuleInfo, Program
from analyzer.resolution.units import Touch, Unit

_RANK = {"guess": 0, "likely": 1, "certain": 2}


def gather(engine: Engine, frameworks: Sequence[Framework], schema: Schema) -> Codebase:
    """Return the codebase that the engine's finished units and the schema describe."""
    program = engine.program
    units = [u for u in engine.units.values() if u.module.is_live and not u.module.is_outside]
    schema.settle(touch.table for unit in units for touch in unit.effects.touches)
    _forget_dropped(units, schema)
    ids = schema.ids()
    reachability = Reachability(units)
    unresolved, resolved = _sites(units)
    entry_points = [point for framework in frameworks for point in framework.entry_points(engine)]
    answers = Answers.of(entry_points, (f for each in frameworks for f in each.closers(engine)))
    defined, references = define(engine, units)
    between, functions = calls(units)
    return Codebase(
        project=Project(program.tree.name, program.tree.root_name, program.tree.packages),
        modules=tuple(_module(module) for module in program.modules.values()),
        dependencies=tuple(_dependencies(engine, frameworks, units)),
        tables=_tables(schema, ids),
        accesses=tuple(_accesses(units, schema, ids)),
        reach=_reach(reachability, ids),
        transactions=tuple(transactions(units, reachability, ids)),
        entry_points=tuple(_with_tables(entry_points, units, reachability, ids)),
        vocabulary=tuple(_vocabulary(program, module) for module in program.modules.values()),
        unresolved=unresolved,
        diagnostics=_diagnostics(engine, schema),
        resolved_sites=resolved,
        definitions=defined,
        references=tuple(references),
        calls=between,
        functions=functions,
        columns=column_uses(units, ids),
        settings=setting_uses(program),
        sent=tuple(Sending(units, engine.decorators, answers).accesses(ids)),
    )


def _forget_dropped(units: Iterable[Unit], schema: Schema) -> None:
    """Take back what was recorded of tables that turned out to be none of the database's."""
    for unit in units:
        inside = (transaction.touches for transaction in unit.effects.transactions.values())
        closing = (block.touches for block in unit.effects.closing.values())
        for touches in (unit.effects.touches, *inside, *closing):
            for touch in [touch for touch in touches if touch.table not in schema.tables]:
                del touches[touch]


def _reach(reachability: Reachability, ids: dict[str, str]) -> tuple[Reach, ...]:
    rows = reachability.rows()
    return tuple(sorted(msgspec.structs.replace(row, table=ids[row.table]) for row in rows))


def _module(module: ModuleInfo) -> Module:
    return Module(module.name, module.path, module.facts.lines, module.file.role)


def _tables(schema: Schema, ids: dict[str, str]) -> tuple[Table, ...]:
    result = []
    for key, table in schema.tables.items():
        references = tuple(
            msgspec.structs.replace(reference, to_table=ids[reference.to_table])
            for reference in table.foreign_keys
            if reference.to_table in ids
        )
        result.append(msgspec.structs.replace(table, id=ids[key], foreign_keys=references))
    return tuple(sorted(result, key=lambda table: table.id))


# --- accesses ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    confidence: str = "guess"
    lines: set[int] = field(default_factory=set)

    def add(self, touch: Touch) -> None:
        if _RANK[touch.confidence] > _RANK[self.confidence]:
            self.confidence = touch.confidence
        self.lines.add(touch.line)


def _accesses(units: Sequence[Unit], schema: Schema, ids: dict[str, str]) -> list[Access]:
    rows: dict[tuple[ModuleInfo, str, str, str, str, str], _Row] = {}
    choosers = Choosers(units, schema.tables)
    own = {
        (unit.module, unit.function, touch.table, touch.operation, touch.line)
        for unit in units
        for touch in unit.effects.touches
        if not (choosers.of(unit, touch) or choosers.has_none(unit, touch))
    }
    for unit in units:
        function = unit.name
        for touch in unit.effects.touches:
            if choosers.has_none(unit, touch):
                continue
            place = (unit.module, unit.function, touch.table, touch.operation, touch.line)
            for behalf in (place not in own and choosers.of(unit, touch)) or ("",):
                key = (unit.module, function, touch.table, touch.operation, touch.how, behalf)
                rows.setdefault(key, _Row()).add(touch)
    return sorted(
        (
            Access(
                module=module.name,
                function=function,
                table=ids[table],
                operation=operation,
                how=how,
                confidence=row.confidence,
                for_module=behalf or None,
                evidence=tuple(Location(module.path, line) for line in sorted(row.lines)),
            )
            for (module, function, table, operation, how, behalf), row in rows.items()
            if table in ids
        ),
        key=lambda a: (a.module, a.function, a.table, a.operation, a.how, a.for_module or ""),
    )


def _sites(units: Iterable[Unit]) -> tuple[tuple[Diagnostic, ...], int]:
    resolved: set[int] = set()
    missed: dict[int, Diagnostic] = {}
    for unit in units:
        resolved.update(unit.effects.resolved)
        for site, (line, code, message) in unit.effects.unresolved.items():
            missed.setdefault(site, Diagnostic(unit.module.path, line, code, message))
    unresolved = [diagnostic for site, diagnostic in missed.items() if site not in resolved]
    return tuple(sorted(unresolved)), len(resolved)


# --- what hangs together -----------------------------------------------------------------------


def _dependencies(
    engine: Engine, frameworks: Sequence[Framework], units: Iterable[Unit]
) -> list[Dependency]:
    places: dict[tuple[str, str, str], set[Location]] = {}
    for unit in units:
        calls = [
            ("call", callee.module.name, line)
            for callee, line in unit.effects.calls
            if not callee.module.is_outside
        ]
        for kind, target, line in [*calls, *unit.effects.links]:
            if target != unit.module.name:
                place = Location(unit.module.path, line)
                places.setdefault((unit.module.name, target, kind), set()).add(place)
    for cls in engine.program.classes():
        for base in cls.bases:
            if isinstance(base, str) or base.module.is_outside:
                continue
            if base.module is not cls.module:
                key = (cls.module.name, base.module.name, "inherit")
                places.setdefault(key, set()).add(Location(cls.module.path, cls.node.line))
    named: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for found in import_dependencies(engine.program):
        key = (found.source, found.target, found.kind)
        places.setdefault(key, set()).update(found.evidence)
        named[key] = found.named
    result: list[Dependency] = []
    for key, locations in places.items():
        evidence = tuple(sorted(locations))
        weight = float(len(evidence))
        result.append(Dependency(*key, weight, evidence, named.get(key, ())))
    result.extend(link for framework in frameworks for link in framework.links(engine))
    return sorted(result)


def _with_tables(
    points: Iterable[EntryPoint],
    units: Iterable[Unit],
    reachability: Reachability,
    ids: dict[str, str],
) -> list[EntryPoint]:
    by_function: dict[tuple[str, str], set[str]] = {}
    for unit in units:
        tables = {ids[table] for table, _ in reachability.uses(unit)}
        for place in {(unit.module.name, unit.name), *_of_class(unit)}:
            by_function.setdefault(place, set()).update(tables)
    return sorted(
        msgspec.structs.replace(
            point, tables=tuple(sorted(by_function.get((point.module, point.function), ())))
        )
        for point in points
    )


def _of_class(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return the class that a method runs for with its module, as entry points may be classes."""
    cls = class_of(unit.receiver) if unit.receiver is not None else None
    return () if cls is None else ((cls.module.name, cls.qualname),)


# --- words and troubles ------------------------------------------------------------------------


def _vocabulary(program: Program, module: ModuleInfo) -> Vocabulary:
    names: list[str] = []
    texts = [module.facts.docstring] if module.facts.docstring else []
    for item in definitions(module.facts.body):
        names.append(item.name)
        if item.docstring:
            texts.append(item.docstring)
    return Vocabulary(
        module.name, module.facts.words, tuple(names), tuple(texts), outsiders(program, module)
    )


def _diagnostics(engine: Engine, schema: Schema) -> tuple[Diagnostic, ...]:
    program: Program = engine.program
    found = list(program.tree.diagnostics) + schema.diagnostics
    for module in program.modules.values():
        found += [
            Diagnostic(module.path, problem.line, problem.code, problem.message)
            for problem in module.facts.problems
        ]
    for unit in engine.exhausted:
        if unit.module.is_outside:
            continue
        line = unit.function.node.line if unit.function is not None else 1
        message = f"inference was stopped here after {unit.runs} rounds; some values may be missing"
        found.append(Diagnostic(unit.module.path, line, "inference-bound", message))
    return tuple(sorted({*found, *_coarse(engine)}))


def _coarse(engine: Engine) -> Iterable[Diagnostic]:
    """Yield what is to be said where telling calls apart cost more than it may."""
    costliest = engine.effort.costliest
    if costliest is not None and engine.effort.is_coarse:
        message = (
            "telling calls apart cost too much for a program of this size, most of all those of "
            f"{costliest.qualname}; from then on it was left, so that what a shared function is "
            "given by one caller may be shown for others"
        )
        place = (costliest.module.path, costliest.node.line)
        yield Diagnostic(*place, "inference-coarse", message)
