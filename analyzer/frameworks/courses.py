"""Where a function sends what a session has noted: in the course of its code, in order of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analyzer.model import facts
from analyzer.model.analysis import COMMIT, SEND
from analyzer.model.walking import walk
from analyzer.resolution.settling import ends
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
        found = [End(line, COMMIT) for line in effects.commits]
        found += [End(line, SEND) for line in effects.flushes]
        found += [End(line, COMMIT, by) for by, line in over if line not in effects.closing]
        self.ends = sorted(found, key=lambda end: end.line)
        self._body = unit.function.node.body if unit.function is not None else ()
        self.blocks: list[tuple[Transaction, End]] = []
        for line, block in sorted(effects.closing.items()):
            by = next((by for by, where in over if where == line), None)
            self.blocks.append((block, End(line, COMMIT, by)))

    def after(self, line: int) -> End | None:
        """Return the first end at a line or after it, as far as the code goes on from there."""
        found = next((end for end in self.ends if end.line >= line), None)
        if found is None or found.line > self._reaches.get(line, found.line):
            return None
        is_same = (line in self._own) == (found.line in self._own)
        return found if is_same else None

    def leaves(self, line: int) -> bool:
        """Tell whether what is noted at a line is left to whoever called the unit."""
        return self.after(line) is None and line not in self._own

    @cached_property
    def _reaches(self) -> dict[int, int]:
        """The lines of blocks after which nothing is reached, and the last line of each."""
        found: dict[int, int] = {}
        for node in walk(self._body):
            for block in _blocks(node):
                if ends(block):
                    lines = _lines(block)
                    end = max(lines)
                    found.update((line, min(end, found.get(line, end))) for line in lines)
        return found

    @cached_property
    def _own(self) -> frozenset[int]:
        """The lines of blocks with a session of their own: `with session_scope() as session`."""
        return frozenset(
            line
            for node in walk(self._body)
            if isinstance(node, facts.With) and _opens_session(node)
            for line in _lines(node.body)
        )

    def first(self) -> End | None:
        """Return where is sent what waits when the unit is called."""
        return next(iter((*self.ends, *(end for _, end in self.blocks))), None)


# Methods that, called on what a context gives, tell that it is a session.
_METHODS = frozenset(
    {"add", "add_all", "commit", "delete", "exec", "execute", "flush", "merge", "query", "scalars"}
)


def _opens_session(node: facts.With) -> bool:
    names = {item.target.id for item in node.items if isinstance(item.target, facts.Name)}
    return bool(names) and any(
        isinstance(part, facts.Attribute)
        and part.attr in _METHODS
        and isinstance(part.value, facts.Name)
        and part.value.id in names
        for part in walk(node.body)
    )


def _lines(block: facts.Block) -> list[int]:
    return [line for part in walk(block) if (line := getattr(part, "line", 0))]


def _blocks(node: object) -> Iterator[facts.Block]:
    match node:
        case facts.Return():
            yield (node,)
        case facts.If(body=body, orelse=orelse) | facts.Loop(body=body, orelse=orelse):
            yield from (body, orelse)
        case facts.With(body=body) | facts.Handler(body=body) | facts.Case(body=body):
            yield body
