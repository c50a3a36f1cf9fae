"""Where a function sends what a session has noted: in the course of its code, in order of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import facts
from analyzer.model.analysis import COMMIT, SEND
from analyzer.model.walking import walk
from analyzer.resolution.units import Transaction, Unit


@dataclass(frozen=True, slots=True)
class End:
    """A line where what waits is sent: by the unit itself, or `by` another that it calls there."""

    line: int
    how: str
    by: Unit | None = None


class Course:
    """Where a unit sends what waits: in the course of its code, and at the end of blocks."""

    def __init__(self, unit: Unit) -> None:
        effects = unit.effects
        over = [(callee, line) for callee, line in effects.calls if callee.effects.is_over]
        ends = [End(line, COMMIT) for line in effects.commits]
        ends += [End(line, SEND) for line in effects.flushes]
        ends += [End(line, COMMIT, by) for by, line in over if line not in effects.closing]
        self.ends = sorted(ends, key=lambda end: end.line)
        self._reaches = _reaches(unit) if ends else {}
        self.blocks: list[tuple[Transaction, End]] = []
        for line, block in sorted(effects.closing.items()):
            by = next((by for by, where in over if where == line), None)
            self.blocks.append((block, End(line, COMMIT, by)))

    def after(self, line: int) -> End | None:
        """Return the first end at a line or after it, as far as the code goes on from there."""
        found = next((end for end in self.ends if end.line >= line), None)
        return found if found is None or found.line <= self._reaches.get(line, found.line) else None

    def first(self) -> End | None:
        """Return where is sent what waits when the unit is called."""
        return next(iter((*self.ends, *(end for _, end in self.blocks))), None)


def _reaches(unit: Unit) -> dict[int, int]:
    """Map the lines of blocks that end with a return to the last line of theirs."""
    found: dict[int, int] = {}
    for node in walk(unit.function.node.body if unit.function is not None else ()):
        for block in _blocks(node):
            if block and isinstance(block[-1], facts.Return):
                lines = [line for part in walk(block) if (line := getattr(part, "line", 0))]
                found.update((line, min(max(lines), found.get(line, max(lines)))) for line in lines)
    return found


def _blocks(node: object) -> Iterator[facts.Block]:
    match node:
        case facts.Return():
            yield (node,)
        case facts.If(body=body, orelse=orelse) | facts.Loop(body=body, orelse=orelse):
            yield from (body, orelse)
        case facts.With(body=body) | facts.Handler(body=body) | facts.Case(body=body):
            yield body
