"""Tables whose columns belong to several services."""

from __future__ import annotations

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.codebase import ColumnUse
from analyzer.model.sharing import ColumnShare
from tests.assessment.builders import assessed, codebase, module, places, table, writes

A, B = "shop.a", "shop.b"


def analysed(*uses: tuple[str, str, str]) -> Analysis:
    """Two services that write one table, with what is done to its columns."""
    code = codebase(
        [module(A), module(B), module("tests.t", "test")],
        tables=[table("order", A)],
        accesses=[writes(A, "order", 1, 2), writes(B, "order", 3)],
    )
    columns = tuple(
        ColumnUse(where, "f", "order", column, operation, places(where, 1))
        for where, column, operation in uses
    )
    code = msgspec.structs.replace(code, columns=columns)
    return assessed(code, {"a": [[A], ["order"]], "b": [[B]]})


def test_a_table_of_which_each_writes_its_own_columns_can_be_split() -> None:
    analysis = analysed((A, "status", "write"), (B, "paid", "write"), (B, "status", "read"))
    (row,) = analysis.sharing
    assert row.split
    assert row.columns == (
        ColumnShare("a", ("status",), ()),
        ColumnShare("b", ("paid",), ("status",)),
    )
    (cut,) = [cut for cut in analysis.cuts if cut.kind == "shared_write"]
    assert cut.remedy == "split table"
    assert "B sets paid of order, A status" in cut.advice


def test_a_column_that_both_write_keeps_the_table_whole() -> None:
    analysis = analysed(
        (A, "status", "write"), (B, "paid", "write"), (B, "status", "write"), (A, "id", "read")
    )
    (row,) = analysis.sharing
    assert not row.split
    (cut,) = [cut for cut in analysis.cuts if cut.kind == "shared_write"]
    assert cut.remedy == "change data ownership"


def test_what_only_one_or_a_test_uses_is_no_case() -> None:
    (row,) = analysed((A, "status", "write"), ("tests.t", "paid", "write")).sharing
    assert (row.split, row.columns) == (False, ())
