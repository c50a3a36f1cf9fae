"""Tables for a spreadsheet or a notebook, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analyzer.model.analysis import Analysis, Evidence, TableUse
from reports.document import DIGITS
from reports.text import printable

Cell = str | int | float | None
# Headings, and rows of as many cells.
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]

# A spreadsheet takes a cell that begins with one of these for a formula, and some run it; the
# latter four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Csv:
    """Modules, tables, accesses, dependencies, services, cuts, and the table x service matrix."""

    name = "csv"
    suffix = ".csv"
    summary = "tables for a spreadsheet, several files: name a folder with --output"

    def render(self, analysis: Analysis) -> dict[str, str]:
        """The tables by file name: UTF-8, a heading, commas; text never reads as a formula."""
        return {f"{name}.csv": _text(*table(analysis)) for name, table in TABLES.items()}


REPORT = Csv()


def _text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    import pandas as pd

    cells = [[_safe(cell) for cell in row] for row in rows]
    # Objects: else a column of whole numbers with a gap would turn into fractions.
    frame = pd.DataFrame(cells, columns=[_safe(column) for column in columns], dtype=object)
    return frame.to_csv(index=False, lineterminator="\n")


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return printable(f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell)
    return round(cell, DIGITS) if isinstance(cell, float) else cell


def _join(items: Iterable[str]) -> str:
    return "; ".join(items)


def _places(evidence: Evidence) -> str:
    return _join(f"{place.path}:{place.line}" for place in evidence)


# --- the tables --------------------------------------------------------------------------------


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
    columns = "rank id name modules tables lines stability difficulty word points keywords"
    return columns.split(), (
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


TABLES: dict[str, Callable[[Analysis], Table]] = {
    "accesses": _accesses,
    "cuts": _cuts,
    "dependencies": _dependencies,
    "matrix": _matrix,
    "modules": _modules,
    "services": _services,
    "tables": _tables,
}
