"""Migrations that the program runs itself: what their scripts do to rows, done by who starts them.

Source: "Commands" in Alembic's documentation, "API Reference" in Flask-Migrate's. What a script
does to the schema counts for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os.path import commonpath

from analyzer.frameworks.alembic.revisions import Environment
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ModuleInfo
from analyzer.resolution.units import Touch, Unit

_PACKAGES = ("alembic.command.", "flask_migrate.")
_COMMANDS = frozenset({"upgrade", "downgrade"})


def command_of(dotted: str) -> str | None:
    """Return which way migrations go that something outside runs, by its name."""
    last = dotted.rpartition(".")[2]
    return last if dotted.startswith(_PACKAGES) and last in _COMMANDS else None


def run(frame: Frame, environments: Sequence[Environment], command: str, line: int) -> None:
    """Record what the scripts read and write whose folder is nearest to the running code."""
    if not environments:
        return
    path = frame.unit.module.path
    nearest = max(environments, key=lambda found: len(commonpath([found.folder, path])))
    for revision in nearest.revisions:
        for touch in _touches(_units(frame, revision.module, command)):
            frame.touch(touch.table, touch.operation, "migration", "likely", line)


def _units(frame: Frame, module: ModuleInfo, command: str) -> Iterable[Unit]:
    engine = frame.engine
    engine.run_first(engine.module_unit(module))
    for function in module.functions:
        if function.qualname == command:
            unit = engine.function_unit(function)
            engine.run_first(unit)
            yield unit


def _touches(units: Iterable[Unit]) -> Iterable[Touch]:
    """Yield what units do, and what they call in their own script."""
    waiting = list(units)
    seen = set(waiting)
    while waiting:
        unit = waiting.pop()
        yield from unit.effects.touches
        for callee, _ in unit.effects.calls:
            if callee.module is unit.module and callee not in seen:
                seen.add(callee)
                waiting.append(callee)
