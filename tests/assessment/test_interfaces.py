"""What candidates would offer, and how far requests travel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from analyzer.model.analysis import Access, Analysis, EntryPoint
from analyzer.model.codebase import Call, Function
from analyzer.model.interfaces import Operation
from tests.assessment.builders import assessed, codebase, module, places, reads, table, writes

A, B, C = "shop.a", "shop.b", "shop.c"
SERVICES = {"a": [[A], ["ta"]], "b": [[B], ["tb"]], "c": [[C], ["tc"]]}


def call(
    source: str, target: str, *lines: int, looped: Iterable[int] = (), dropped: bool = False
) -> Call:
    """A call between functions, both said as `module:function`."""
    here, there = source.partition(":"), target.partition(":")
    return Call(
        *here[::2],
        *there[::2],
        evidence=places(here[0], *(lines or (1,))),
        looped=places(here[0], *looped),
        dropped=dropped,
    )


def analysed(
    calls: Iterable[Call],
    accesses: Iterable[Access] = (),
    entries: Iterable[EntryPoint] = (),
    functions: Iterable[Function] = (),
) -> Analysis:
    code = codebase(
        [module(A), module(B), module(C)],
        tables=[table("ta", A), table("tb", B), table("tc", C)],
        accesses=accesses,
        entry_points=entries,
    )
    code = msgspec.structs.replace(code, calls=tuple(calls), functions=tuple(functions))
    return assessed(code, SERVICES)


def offered(analysis: Analysis, service: str = "b") -> tuple[Operation, ...]:
    return next(one.operations for one in analysis.interfaces if one.service == service)


def test_an_operation_is_what_other_services_call_the_most_called_first() -> None:
    functions = [Function(B, "pay", places(B, 3)[0], ("order", "cents"))]
    calls = [
        call(f"{A}:f", f"{B}:pay", 4, 9),
        call(f"{C}:g", f"{B}:pay", 2),
        call(f"{C}:g", f"{B}:refund", 7),
        call(f"{B}:pay", f"{B}:inside", 1),
    ]
    pay, refund = offered(analysed(calls, functions=functions))
    assert (pay.module, pay.function, pay.parameters) == (B, "pay", ("order", "cents"))
    assert pay.callers == ("a", "c")
    assert pay.evidence == (*places(A, 4, 9), *places(C, 2))
    assert refund.function == "refund"


@pytest.mark.parametrize(
    ("accesses", "how", "style"),
    [
        ([], {}, "library"),
        ([writes(B, "tb", function="pay")], {}, "call"),
        ([writes(B, "tb", function="pay")], {"dropped": True}, "event"),
        ([reads(B, "tb", function="pay")], {}, "call"),
        ([reads(B, "tb", function="pay")], {"looped": [1]}, "replica"),
        ([reads(B, "tc", function="pay")], {}, "call"),
    ],
)
def test_the_style_follows_from_what_the_code_does(
    accesses: list[Access], how: dict[str, Any], style: str
) -> None:
    (pay,) = offered(analysed([call(f"{A}:f", f"{B}:pay", **how)], accesses))
    assert pay.style == style
    assert pay.reason


def test_data_behind_other_functions_of_the_service_counts_as_well() -> None:
    calls = [call(f"{A}:f", f"{B}:pay"), call(f"{B}:pay", f"{B}:book")]
    (pay,) = offered(analysed(calls, [writes(B, "tb", function="book")]))
    assert (pay.style, pay.tables) == ("call", ("tb",))


def test_making_an_object_is_part_of_its_methods() -> None:
    functions = [
        Function(B, "Payment.__init__", places(B, 3)[0], ("order",)),
        Function(B, "Payment.run", places(B, 5)[0], ("now",)),
    ]
    calls = [call(f"{A}:f", f"{B}:Payment.__init__"), call(f"{A}:f", f"{B}:Payment.run")]
    (run,) = offered(analysed(calls, functions=functions))
    assert (run.function, run.parameters) == ("Payment.run", ("order", "now"))


def test_a_chain_is_the_longest_of_the_shortest_ways() -> None:
    entry = EntryPoint("route", "/buy", A, "buy")
    calls = [
        call(f"{A}:buy", f"{A}:check"),
        call(f"{A}:check", f"{B}:pay"),
        call(f"{B}:pay", f"{B}:book"),
    ]
    analysis = analysed(calls, [reads(B, "tc", function="book")], [entry])
    (chain,) = analysis.chains
    assert (chain.name, chain.services, chain.reached) == (
        "/buy",
        ("a", "b", "c"),
        ("a", "b", "c"),
    )
    assert chain.crossings == 2
    short = [*calls, call(f"{A}:buy", f"{C}:look")]
    data = [reads(B, "tc", function="book"), reads(C, "tc", function="look")]
    assert analysed(short, data, [entry]).chains[0].services == ("a", "b")


def test_pure_code_is_no_hop() -> None:
    entry = EntryPoint("route", "/buy", A, "buy")
    assert analysed([call(f"{A}:buy", f"{B}:rounded")], entries=[entry]).chains == ()


def test_what_waits_for_a_service_fails_with_it() -> None:
    entries = [EntryPoint("route", f"/{name}", A, name) for name in ("buy", "look")]
    paid = [writes(B, "tb", function="pay")]
    analysis = analysed([call(f"{A}:buy", f"{B}:pay")], paid, entries)
    a, b, _ = analysis.interfaces
    assert [(f.service, f.entry_points, f.names) for f in b.fails_with] == [
        ("a", 1, ("/buy (buy)",))
    ]
    assert (a.calls_back, b.calls_back, a.fails_with) == (1, 0, ())


def test_a_method_of_rows_is_no_library() -> None:
    (url,) = offered(analysed([call(f"{A}:f", f"{B}:Invoice.url")]))
    assert (url.style, url.reason.startswith("It works on rows")) == ("call", True)
