import pytest

from analyzer.model.analysis import Access
from analyzer.model.sharing import TableUse
from tests.assessment.builders import assessed, codebase, module, reads, table, writes

A, B, LOOSE = "a.m", "b.m", "lib"


@pytest.mark.parametrize(
    ("accesses", "kind"),
    [
        ([writes(A, "t"), reads(A, "t")], "private"),
        ([writes(A, "t"), reads(B, "t")], "shared_read"),
        ([writes(A, "t"), writes(B, "t")], "shared_write"),
        ([writes(B, "t")], "shared_write"),
        ([writes(A, "t"), reads(LOOSE, "t")], "private"),
        ([writes(A, "t"), writes(LOOSE, "t")], "private"),
        ([writes(LOOSE, "t"), reads(A, "t")], "shared_write"),
        ([reads(A, "t")], "read_only"),
        ([reads(A, "t"), reads(B, "t")], "read_only"),
        ([], "orphan"),
    ],
)
def test_the_kind_says_who_touches_a_table_that_a_owns(accesses: list[Access], kind: str) -> None:
    code = codebase(
        [module(A), module(B), module(LOOSE)], tables=[table("t", A)], accesses=accesses
    )
    analysis = assessed(code, {"a": [[A], ["t"]], "b": [[B]]}, {LOOSE: "glue"})
    (row,) = analysis.sharing
    assert row.owner == "a"
    assert row.kind == kind


def test_uses_count_places_by_service_those_of_none_first() -> None:
    accesses = [reads(A, "t", 1, 2), writes(A, "t", 2), reads(LOOSE, "t", 3), writes(B, "t", 1)]
    modules = [module(A), module("b.n"), module(B), module(LOOSE)]
    code = codebase(modules, tables=[table("t", A)], accesses=[*accesses, writes("b.n", "t", 7, 8)])
    (row,) = assessed(code, {"a": [[A]], "b": [[B, "b.n"]]}, {LOOSE: "glue"}).sharing
    assert row.uses == (TableUse(None, 1, 0), TableUse("a", 2, 1), TableUse("b", 0, 3))
