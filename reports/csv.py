"""Tables for a spreadsheet or a notebook, one file each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.model.analysis import Analysis
from reports.document import DIGITS
from reports.tables import TABLES, Cell
from reports.text import printable

# A spreadsheet takes a cell that begins with one of these for a formula, and some run it; the
# latter four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Csv:
    """The tables of `reports.tables`, a file each."""

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
