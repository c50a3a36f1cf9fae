from __future__ import annotations

import io
import sys

import pandas as pd
import pytest

from analyzer.model.errors import MissingProgram
from reports.csv import Csv
from reports.parquet import Parquet
from tests.builders import EMPTY, hostile, shop


def tables(documents: dict[str, bytes]) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(io.BytesIO(data)) for name, data in documents.items()}


def test_has_the_tables_of_csv() -> None:
    names = [name.removesuffix(".csv") for name in Csv().render(shop())]
    assert list(Parquet().render(shop())) == [f"{name}.parquet" for name in names]


def test_cells_keep_their_types() -> None:
    found = tables(Parquet().render(shop()))
    modules = found["modules.parquet"]
    assert modules["lines"].sum() == sum(module.lines for module in shop().modules)
    assert modules["service"].isna().sum() == 2
    assert found["dependencies.parquet"]["weight"].tolist() == [1.0, 2.0, pytest.approx(1 / 3)]
    assert found["matrix.parquet"]["orders writes"].tolist() == [0, 0, 1]


def test_no_rows_are_still_a_table() -> None:
    found = tables(Parquet().render(EMPTY))
    assert found["modules.parquet"].columns.tolist() == ["name", "path", "lines", "role", "service"]
    assert all(frame.empty for frame in found.values())


def test_text_stays_what_it_is() -> None:
    found = tables(Parquet().render(hostile("=cmd|' /C calc'!A0")))
    assert found["modules.parquet"]["name"][0] == "=cmd|' /C calc'!A0shop"


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingProgram, match="pyarrow") as caught:
        Parquet().render(shop())
    assert "seamline[parquet]" in caught.value.hint
