import math

import pytest

from analyzer.assessment.metrics import kinds
from analyzer.model.analysis import EntryPoint, Metric
from analyzer.model.codebase import Codebase
from tests.assessment.builders import assessed, codebase, depends, module, reads, table, writes

A, A2, B, B2 = "shop.a.m", "shop.a.n", "shop.b.m", "shop.b.n"
MODULES = [module(A), module(A2), module(B), module(B2)]
TWO = {"a": [[A, A2]], "b": [[B, B2]]}


def metric(name: str, code: Codebase, services: dict[str, list[list[str]]] = TWO) -> Metric:
    return assessed(code, services).metrics[name]


def test_icp_is_the_share_of_the_call_weight_that_crosses() -> None:
    calls = [
        depends(A, A2, "call", 1, 2, 3),
        depends(A, B, "call", 1),
        depends(A, B2, "import"),
        depends(A, A, "call"),
    ]
    found = metric("icp", codebase(MODULES, calls))
    assert (found.value, found.nulls["one_blob"], found.better) == (0.25, 0.0, "lower")


def test_ifn_counts_the_crossing_pairs_per_service() -> None:
    calls = [depends(A, B, "call", 1, 2), depends(A2, B, "task"), depends(B, B2, "call")]
    assert metric("ifn", codebase(MODULES, calls)).value == 1.0


def test_sm_is_cohesion_less_coupling() -> None:
    ties = [depends(A, A2), depends(A2, A), depends(B, B2, "call"), depends(A, B, "inherit")]
    # Cohesion (2/4 + 1/4) / 2; coupling 1 / (2 * 2 * 2) over one pair.
    assert metric("sm", codebase(MODULES, ties)).value == pytest.approx(0.375 - 0.125)


def test_sm_does_not_see_what_only_type_checkers_follow() -> None:
    assert metric("sm", codebase(MODULES, [depends(A, B, "type_import")])).value is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    # The last holds four fifths, more than two thirds, beside a sane fifth.
    [((100, 100, 100, 100), 0.0), ((500, 480, 10, 10), 1.0), ((500, 300, 50, 150), 0.8)],
)
def test_ned_is_the_share_of_lines_in_extreme_services(
    lines: tuple[int, ...], expected: float
) -> None:
    modules = [module(name, lines=size) for name, size in zip((A, A2, B, B2), lines, strict=True)]
    found = metric("ned", codebase(modules))
    assert found.value == expected
    assert found.nulls["one_blob"] == 1.0


def test_bcp_is_zero_where_each_service_serves_one_use_case() -> None:
    entries = [
        EntryPoint("route", "/a", A, "f", ("ta",)),
        EntryPoint("route", "/b", B, "f", ("tb",)),
    ]
    tables = [table("ta", A), table("tb", B)]
    found = metric("bcp", codebase(MODULES, tables=tables, entry_points=entries))
    assert (found.value, found.nulls["one_blob"]) == (0.0, 1.0)


def test_write_purity_is_the_share_of_written_tables_with_one_writer() -> None:
    tables = [table("t"), table("u"), table("v"), table("w")]
    accesses = [
        writes(A, "t"),
        writes(A2, "t"),
        writes(A, "u"),
        writes(B, "u"),
        writes(B, "v"),
        reads(A, "v"),
        reads(A, "w"),
    ]
    found = metric("write_purity", codebase(MODULES, tables=tables, accesses=accesses))
    assert found.value == pytest.approx(2 / 3, abs=1e-4)


def test_table_purity_weighs_writes_twice_and_is_bounded() -> None:
    accesses = [writes(A, "t", 1), reads(B, "t", 1, 2), reads(A, "u")]
    tables = [table("t"), table("u")]
    found = metric("table_purity", codebase(MODULES, tables=tables, accesses=accesses))
    # The first is split 2 to 2 (purity 0), the second is pure.
    assert found.value == 0.5
    assert found.nulls["one_blob"] == 1.0


def test_table_purity_is_normalised_by_the_number_of_services() -> None:
    three = {"a": [[A, A2]], "b": [[B]], "c": [[B2]]}
    accesses = [reads(A, "t"), reads(B, "t")]
    found = metric("table_purity", codebase(MODULES, tables=[table("t")], accesses=accesses), three)
    assert found.value == pytest.approx(1 - math.log(2) / math.log(3), abs=1e-4)


def test_metrics_are_not_defined_of_nothing() -> None:
    found = assessed(codebase(MODULES), TWO).metrics
    assert sorted(found) == sorted(kinds())
    undefined = {"bcp", "icp", "ifn", "sm", "table_purity", "write_purity"}
    assert {name for name, metric in found.items() if metric.value is None} == undefined
    assert assessed(codebase([]), {}).metrics == {}


def test_every_metric_stands_beside_its_nulls() -> None:
    code = codebase(MODULES, [depends(A, B2, "call"), depends(A2, B, "call")])
    for metric_ in assessed(code, {"x": [[A, B2]], "y": [[A2, B]]}).metrics.values():
        assert sorted(metric_.nulls) == ["one_blob", "packages", "random"]
        assert metric_.better in ("higher", "lower")
        assert metric_.meaning.endswith(".")
    icp = metric("icp", code, {"x": [[A, B2]], "y": [[A2, B]]})
    assert (icp.value, icp.nulls["packages"]) == (0.0, 1.0)
    assert icp.nulls["random"] is not None
    assert 0.0 < icp.nulls["random"] < 1.0
