"""The tables of the format `csv` for notebooks and data tools, with their types."""

from __future__ import annotations

import io

from analyzer.model.analysis import Analysis
from analyzer.model.errors import MissingProgram
from reports.tables import TABLES, Cell, Table


class Parquet:
    """One file for each table; needs pyarrow, which `seamline[parquet]` brings."""

    name = "parquet"
    suffix = ".parquet"
    summary = "the tables of csv, typed, for notebooks; needs seamline[parquet]"

    def render(self, analysis: Analysis) -> dict[str, bytes]:
        """The tables' bytes by file name.

        Raises:
            MissingProgram: pyarrow is not installed.
        """
        return {f"{name}.parquet": _bytes(table(analysis)) for name, table in TABLES.items()}


REPORT = Parquet()


def _bytes(table: Table) -> bytes:
    import pandas as pd

    columns, rows = table
    cells = [[_clean(cell) for cell in row] for row in rows]
    # Objects first: else a column of whole numbers with a gap would turn into fractions.
    frame = pd.DataFrame(cells, columns=[str(_clean(each)) for each in columns], dtype=object)
    target = io.BytesIO()
    try:
        frame.convert_dtypes().to_parquet(target, engine="pyarrow", index=False)
    except ImportError:
        raise MissingProgram(
            "The format parquet needs pyarrow, which is not installed.",
            "Install it along with seamline (pip install 'seamline[parquet]'), "
            "or use the format csv, which needs nothing more.",
        ) from None
    return target.getvalue()


def _clean(cell: Cell) -> Cell:
    # Lone surrogates are no text outside of Python.
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
