"""What of a plan cannot be at once, told with the lines that contradict."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from analyzer.clustering.claims import Awards, Claim, Clash
from analyzer.model.errors import ContradictoryPlan
from analyzer.model.partition import Node
from analyzer.model.plan import PatternList, Plan

_MOST_SHOWN = 5
_HINT = "Change one of the lines; a name in full, or a longer pattern, goes before a shorter one."

Line = tuple[int, str]
_Vertex = Node | str


class Contradiction(msgspec.Struct, frozen=True, order=True):
    """A sentence, and the lines of the plan that cannot both be kept to."""

    lines: tuple[Line, ...]
    sentence: str


class Relation(msgspec.Struct, frozen=True):
    """An item of `together` or `apart`: what each of its patterns means in the codebase.

    `sides` has the winning claim of every node.
    """

    stated: PatternList
    awards: Awards
    sides: Mapping[Node, Claim]


def refuse(plan: Plan, found: Iterable[Contradiction]) -> None:
    """Raise all contradictions at once, if there are any.

    Raises:
        ContradictoryPlan: there are.
    """
    every = sorted(set(found))
    if not every:
        return
    told: list[str] = []
    for one in every[:_MOST_SHOWN]:
        told.append(one.sentence)
        told += [_shown(plan, line) for line in one.lines]
    if len(every) > _MOST_SHOWN:
        told.append(f"and {len(every) - _MOST_SHOWN} more contradictions")
    raise ContradictoryPlan("\n".join(told), _HINT)


def between_claims(clashes: Iterable[Clash]) -> Iterator[Contradiction]:
    """Yield a contradiction for each pair of claims that name the same things equally closely."""
    pairs: dict[tuple[Claim, Claim], list[Node]] = {}
    for clash in clashes:
        pairs.setdefault((clash.first, clash.second), []).append(clash.thing)
    for (first, second), things in pairs.items():
        more = f" (and {len(things) - 1} more)" if len(things) > 1 else ""
        yield Contradiction(
            (_line(first), _line(second)),
            f"{first.owner} and {second.owner} both claim {min(things).name}{more}",
        )


def between_ties(
    pinned: Mapping[Node, Claim], together: Sequence[Relation], apart: Sequence[Relation]
) -> Iterator[Contradiction]:
    """Yield where what is tied together is to be in two services, or apart."""
    ties = _Ties(pinned, together)
    services = sorted({claim.owner for claim in pinned.values()})
    for one, other in ties.joined(services):
        sentence = f"{one} and {other} are two services, but tied together"
        yield Contradiction(ties.path(one, other), sentence)
    for relation in apart:
        for left, right in _joined_sides(ties, relation):
            line = (relation.stated.line, f"plan.apart keeps {left.name} and {right.name} apart")
            sentence = f"{left.name} and {right.name} are to be both apart and together"
            yield Contradiction((line, *ties.path(left, right)), sentence)


def _joined_sides(ties: _Ties, relation: Relation) -> Iterator[tuple[Node, Node]]:
    sides: dict[str, dict[int, Node]] = {}
    for node in sorted(relation.sides):
        side = sides.setdefault(relation.sides[node].owner, {})
        side.setdefault(ties.component(node), node)
    for (_, one), (_, other) in combinations(sorted(sides.items()), 2):
        shared = sorted(one.keys() & other.keys())
        if shared:
            yield one[shared[0]], other[shared[0]]


class _Ties:
    """What the plan ties together: nodes with their service, and with the lists that name them."""

    def __init__(self, pinned: Mapping[Node, Claim], together: Sequence[Relation]) -> None:
        self._edges: dict[_Vertex, list[tuple[_Vertex, Line]]] = {}
        for node in sorted(pinned):
            self._tie(node, pinned[node].owner, _line(pinned[node]))
        for number, relation in enumerate(together):
            for node in sorted(relation.sides):
                self._tie(node, f"together {number}", _line(relation.sides[node]))
        self._components: dict[_Vertex, int] = {}
        for number, vertex in enumerate(self._edges):
            if vertex not in self._components:
                self._components |= dict.fromkeys(self._reach(vertex), number)

    def component(self, node: Node) -> int:
        """Return a number that what is tied together shares."""
        return self._components.setdefault(node, -1 - len(self._components))

    def joined(self, services: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield neighbours among the services of each component."""
        found: dict[int, str] = {}
        for service in services:
            component = self._components[service]
            if component in found:
                yield found[component], service
            found[component] = service

    def path(self, start: _Vertex, goal: _Vertex) -> tuple[Line, ...]:
        """Return the lines along the shortest chain of ties."""
        reached = self._reach(start)
        lines: list[Line] = []
        vertex = goal
        while vertex != start:
            before, line = reached[vertex]
            lines.append(line)
            vertex = before
        return tuple(dict.fromkeys(reversed(lines)))

    def _tie(self, one: _Vertex, other: _Vertex, line: Line) -> None:
        self._edges.setdefault(one, []).append((other, line))
        self._edges.setdefault(other, []).append((one, line))

    def _reach(self, start: _Vertex) -> dict[_Vertex, tuple[_Vertex, Line]]:
        reached: dict[_Vertex, tuple[_Vertex, Line]] = {start: (start, (0, ""))}
        pending = deque([start])
        while pending:
            vertex = pending.popleft()
            for other, line in self._edges.get(vertex, ()):
                if other not in reached:
                    reached[other] = (vertex, line)
                    pending.append(other)
        return reached


def between_numbers(plan: Plan, apart: Sequence[Relation]) -> Iterator[Contradiction]:
    """Yield where more services are fixed, or more parts kept apart, than there may be."""
    if plan.count is None:
        return
    most = plan.count.most
    where = (plan.count.line or 0, f"{plan.count} services are asked for")
    fixed = [service for service in plan.services if service.modules or service.tables]
    if len(fixed) > most:
        beyond = fixed[most]
        line = (beyond.line, f"services.{beyond.id} is number {most + 1} of {len(fixed)}")
        yield Contradiction((where, line), f"the plan fixes more than {plan.count} services")
    for relation in apart:
        sides = len({claim.owner for claim in relation.sides.values()})
        if sides > most:
            line = (relation.stated.line, f"plan.apart keeps {sides} parts apart")
            yield Contradiction(
                (where, line), f"{sides} parts need more than {plan.count} services"
            )


def _line(claim: Claim) -> Line:
    return claim.pattern.line, str(claim)


def _shown(plan: Plan, line: Line) -> str:
    number, text = line
    return f"  {plan.path}:{number}: {text}" if number else f"  --services: {text}"
