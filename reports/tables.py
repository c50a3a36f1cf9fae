"""An analysis as tables, for what reads rows: spreadsheets, notebooks, data tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analyzer.model.analysis import Analysis, Evidence
from analyzer.model.sharing import TableUse

Cell = str | int | float | None
# Headings, and rows of as many cells.
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]


def _join(items: Iterable[str]) -> str:
    return "; ".join(items)


def _places(evidence: Evidence) -> str:
    return _join(f"{place.path}:{place.line}" for place in evidence)


def _modules(analysis: Analysis) -> Table:
    columns = ("name", "path", "lines", "role", "service")
    return columns, (
        (module.name, module.path, module.lines, module.role, module.service)
        for module in analysis.modules
    )


def _tables(analysis: Analysis) -> Table:
    columns = "id name database schema module class origin kind service columns foreign_keys"
    return (*columns.split(), "evidence"), (
        (
            table.id,
            table.name,
            table.database,
            table.schema,
            table.module,
            table.class_,
            table.origin,
            table.kind,
            table.service,
            _join(column.name for column in table.columns),
            _join(f"{key.column} > {key.to_table}" for key in table.foreign_keys),
            _places(table.evidence),
        )
        for table in analysis.tables
    )


def _accesses(analysis: Analysis) -> Table:
    columns = "module function table operation how confidence for_module evidence"
    return columns.split(), (
        (
            access.module,
            access.function,
            access.table,
            access.operation,
            access.how,
            access.confidence,
            access.for_module,
            _places(access.evidence),
        )
        for access in analysis.accesses
    )


def _dependencies(analysis: Analysis) -> Table:
    columns = "source target kind weight source_service target_service evidence"
    service = {module.name: module.service for module in analysis.modules}
    return columns.split(), (
        (
            tie.source,
            tie.target,
            tie.kind,
            tie.weight,
            service.get(tie.source),
            service.get(tie.target),
            _places(tie.evidence),
        )
        for tie in analysis.dependencies
    )


def _cuts(analysis: Analysis) -> Table:
    columns = "kind from_service to_service source target weight remedy advice evidence"
    return columns.split(), (
        (
            cut.kind,
            cut.from_service,
            cut.to_service,
            cut.source,
            cut.target if isinstance(cut.target, str) else _join(cut.target),
            cut.weight,
            cut.remedy,
            cut.advice,
            _places(cut.evidence),
        )
        for cut in analysis.cuts
    )


def _services(analysis: Analysis) -> Table:
    columns = "rank id name modules tables lines stability difficulty word points"
    return (*columns.split(), "fewest_days", "most_days", "keywords"), (
        (
            service.extraction_rank,
            service.id,
            service.name,
            len(service.modules),
            len(service.tables),
            service.lines,
            service.stability,
            service.difficulty.score,
            service.difficulty.word,
            service.difficulty.points,
            *(service.difficulty.person_days or (None, None)),
            _join(service.keywords),
        )
        for service in sorted(analysis.services, key=lambda item: (item.extraction_rank, item.id))
    )


def _matrix(analysis: Analysis) -> Table:
    services = (*(service.id for service in analysis.services), None)
    heads = [
        f"{'(no service)' if service is None else service} {operation}"
        for service in services
        for operation in ("reads", "writes")
    ]

    def counts(uses: Sequence[TableUse]) -> list[Cell]:
        by_service = {use.service: (use.reads, use.writes) for use in uses}
        return [count for each in services for count in by_service.get(each, (0, 0))]

    return ("table", "owner", "kind", *heads), (
        (row.table, row.owner, row.kind, *counts(row.uses)) for row in analysis.sharing
    )


def _operations(analysis: Analysis) -> Table:
    columns = "service module function parameters style callers tables looped reason evidence"
    return columns.split(), (
        (
            interface.service,
            operation.module,
            operation.function,
            _join(operation.parameters),
            operation.style,
            _join(operation.callers),
            _join(operation.tables),
            operation.looped,
            operation.reason,
            _places(operation.evidence),
        )
        for interface in analysis.interfaces
        for operation in interface.operations
    )


def _chains(analysis: Analysis) -> Table:
    columns = "kind name module function services reached crossings"
    return columns.split(), (
        (
            chain.kind,
            chain.name,
            chain.module,
            chain.function,
            _join(chain.services),
            _join(chain.reached),
            chain.crossings,
        )
        for chain in analysis.chains
    )


def _saga_steps(analysis: Analysis) -> Table:
    columns = "saga conductor step service tables kind undo evidence"
    return columns.split(), (
        (
            saga.source,
            saga.service,
            number,
            step.service,
            _join(step.tables),
            step.kind,
            step.undo,
            _places(step.evidence),
        )
        for saga in analysis.sagas
        for number, step in enumerate(saga.steps, 1)
    )


def _tasks(analysis: Analysis) -> Table:
    return ("service", "task", "remedy", "count", "evidence"), (
        (task.service, task.text, task.remedy, task.count, _places(task.evidence))
        for task in analysis.roadmap.tasks
    )


TABLES: dict[str, Callable[[Analysis], Table]] = {
    "accesses": _accesses,
    "chains": _chains,
    "cuts": _cuts,
    "dependencies": _dependencies,
    "matrix": _matrix,
    "modules": _modules,
    "operations": _operations,
    "saga_steps": _saga_steps,
    "services": _services,
    "tables": _tables,
    "tasks": _tasks,
}
