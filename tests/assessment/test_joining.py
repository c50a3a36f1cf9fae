"""Which tables statements bring together."""

from __future__ import annotations

import msgspec

from analyzer.assessment.joining import cascades, joins
from analyzer.model.analysis import Access
from analyzer.model.codebase import Codebase
from tests.assessment.builders import access, codebase, key, module, places, table

A = "shop.a"


def touching(used: str, how: str, *lines: int, operation: str = "read", by: str = A) -> Access:
    return msgspec.structs.replace(access(by, used, operation, *lines), how=how, function="f")


def program(*accesses: Access) -> Codebase:
    """Lines refer to orders and orders to customers; audits refer to nothing."""
    return codebase(
        [module(A), module("tests.t", "test")],
        tables=[
            table("customer", A),
            table("order", A, [key("customer_id", "customer", places(A, 3)[0], "CASCADE")]),
            table("line", A, [key("order_id", "order", places(A, 9)[0], "CASCADE")]),
            table("audit", A),
        ],
        accesses=accesses,
    )


def pairs(*accesses: Access) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in joins(program(*accesses))]


def test_a_join_follows_the_foreign_keys_from_the_referencing_table() -> None:
    found = joins(
        program(
            touching("customer", "join", 5),
            touching("line", "queryset", 5),
            touching("order", "join", 5),
        )
    )
    assert [(one.source, one.target) for one in found] == [("line", "order"), ("order", "customer")]
    assert found[0].functions == (f"{A}.f",)
    assert found[0].evidence == places(A, 5)


def test_a_query_may_begin_some_lines_above_its_join() -> None:
    query, joined = touching("order", "query", 5), touching("customer", "join", 9)
    assert pairs(query, joined) == [("order", "customer")]
    assert pairs(touching("order", "query", 5), touching("customer", "join", 90)) == []


def test_what_is_joined_without_a_foreign_key_goes_with_the_one_query_of_its_line() -> None:
    assert pairs(touching("audit", "join", 5), touching("order", "query", 5)) == [
        ("order", "audit")
    ]


def test_an_eager_load_beside_several_queries_is_not_guessed_at() -> None:
    eager = touching("customer", "eager", 5)
    assert pairs(eager, touching("order", "query", 5)) == [("order", "customer")]
    assert pairs(eager, touching("order", "query", 5), touching("audit", "query", 5)) == []


def test_a_statement_joins_all_that_it_names() -> None:
    said = [touching(name, "sql", 5) for name in ("audit", "line", "order")]
    assert pairs(*said) == [("audit", "line"), ("line", "order")]


def test_two_queries_on_one_line_are_no_join() -> None:
    assert pairs(touching("order", "query", 5), touching("customer", "query", 5)) == []


def test_tests_join_nothing() -> None:
    assert (
        pairs(
            touching("order", "query", 5, by="tests.t"),
            touching("customer", "join", 5, by="tests.t"),
        )
        == []
    )


def test_a_deletion_takes_the_rows_that_refer_to_it() -> None:
    found = cascades(
        program(
            touching("customer", "delete", 7, operation="write"),
            touching("order", "cascade", 7, operation="write"),
            touching("line", "cascade", 7, operation="write"),
            touching("audit", "save", 7, operation="write"),
        )
    )
    assert [(one.source, one.target) for one in found] == [("line", "order"), ("order", "customer")]
    assert found[1].evidence == places(A, 7)


def test_an_admin_page_deletes_what_hangs_on_its_rows_step_by_step() -> None:
    found = cascades(program(touching("customer", "admin", 7, operation="write")))
    assert [(one.source, one.target) for one in found] == [("line", "order"), ("order", "customer")]


def test_a_statement_that_is_run_joins_what_it_was_put_together_from() -> None:
    run = [touching(name, "execute", 5) for name in ("order", "customer", "audit")]
    assert pairs(*run) == [("order", "customer")]


def test_a_foreign_key_alone_is_no_cascade() -> None:
    assert cascades(program(touching("customer", "save", 7, operation="write"))) == ()
