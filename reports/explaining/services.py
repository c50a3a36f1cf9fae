"""What a candidate is, what it would cost, and what it would offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Service
from analyzer.model.sagas import Saga
from reports.explaining import sentences
from reports.explaining.explanation import Explanation, Point, Section, section
from reports.text import plural


def explain(analysis: Analysis, service: Service) -> Explanation:
    """Its members, the sum of its difficulty, its cuts, its API and its sagas."""
    return Explanation((service.id,), ("service",), _answer(service), _sections(analysis, service))


def _answer(service: Service) -> str:
    size = f"{plural(len(service.modules), 'module')}, {plural(len(service.tables), 'table')}"
    hard = f"{service.difficulty.word} to extract ({plural(service.difficulty.points, 'point')})"
    rank = f"number {service.extraction_rank} in the order of extraction"
    tail = f"; as a candidate it is {service.settled}" if service.settled else ""
    return f"{service.name} ({size}) is {hard}, {rank}{tail}."


def _sections(analysis: Analysis, service: Service) -> tuple[Section, ...]:
    mine = [c for c in analysis.cuts if service.id in (c.from_service, c.to_service)]
    return (
        *section("What speaks for it", map(Point, service.benefits)),
        *section("What speaks against it", map(Point, service.risks)),
        *section("Difficulty", _parts(service)),
        *section("Cuts by other service", _others(analysis, service)),
        *section("What it would offer", _operations(analysis, service)),
        *section("Sagas that it takes part in", _sagas(analysis, service)),
        *section("What fails with it", _failing(analysis, service)),
        *section("Settings and state that it shares", _settings(analysis, service)),
        *section("Cuts", sentences.cuts(analysis, mine)),
        *section("Tables", map(Point, service.tables)),
        *section("Modules", map(Point, service.modules)),
    )


def _parts(service: Service) -> Iterator[Point]:
    for part in service.difficulty.parts:
        sum_ = f"{part.count} at {plural(part.unit_cost, 'point')} are {part.points}"
        yield Point(f"{part.name}: {sum_}")


def _others(analysis: Analysis, service: Service) -> Iterator[Point]:
    counts: Counter[str] = Counter()
    for cut in analysis.cuts:
        sides = {cut.from_service, cut.to_service}
        if service.id in sides:
            counts.update(sides - {service.id})
    for other, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield Point(f"{sentences.title(analysis, other)}: {plural(number, 'cut')}")


def _operations(analysis: Analysis, service: Service) -> Iterator[Point]:
    for interface in analysis.interfaces:
        for one in interface.operations if interface.service == service.id else ():
            passed = ", ".join(one.parameters)
            yield Point(
                f"{one.module}.{one.function}({passed}): {one.style}. {one.reason}", one.evidence
            )


def _sagas(analysis: Analysis, service: Service) -> Iterator[Point]:
    for saga in analysis.sagas:
        if any(step.service == service.id for step in saga.steps):
            yield Point(_saga(analysis, saga), saga.evidence)


def _saga(analysis: Analysis, saga: Saga) -> str:
    steps = (
        f"{sentences.title(analysis, step.service)} writes {sentences.tables(step.tables)}"
        f" ({step.kind})"
        for step in saga.steps
    )
    return f"{saga.source}: {', then '.join(steps)}"


def _settings(analysis: Analysis, service: Service) -> Iterator[Point]:
    for one in analysis.shared_settings:
        if service.id in one.services:
            others = (sentences.title(analysis, s) for s in one.services if s != service.id)
            yield Point(f"{one.name} ({one.kind}), with {', '.join(others)}", one.evidence)


def _failing(analysis: Analysis, service: Service) -> Iterator[Point]:
    for interface in analysis.interfaces:
        for one in interface.fails_with if interface.service == service.id else ():
            number = plural(one.entry_points, "entry point")
            named = ", ".join(one.names)
            yield Point(f"{sentences.title(analysis, one.service)}: {number} ({named})")
