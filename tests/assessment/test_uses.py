from collections.abc import Collection

import msgspec

from analyzer.assessment.uses import Use, credited_uses
from analyzer.model.analysis import Reach
from analyzer.model.codebase import Call, Codebase
from tests.assessment.builders import (
    access,
    codebase,
    depends,
    module,
    places,
    reads,
    table,
    writes,
)


def users(code: Codebase, layer: Collection[str] = ()) -> list[str]:
    return [use.module for use in credited_uses(code, layer)]


def test_an_access_is_credited_to_the_module_that_makes_it() -> None:
    code = codebase([module("a")], accesses=[reads("a", "t", 4, 9), writes("a", "t", 5)])
    assert credited_uses(code, ()) == (
        Use("a", "t", "read", ("run",), (), places("a", 4, 9)),
        Use("a", "t", "write", ("run",), (), places("a", 5)),
    )


def test_accesses_of_one_kind_are_one_use_with_every_place_once() -> None:
    accesses = [reads("a", "t", 9, function="g"), reads("a", "t", 4, 9, function="f")]
    (use,) = credited_uses(codebase([module("a")], accesses=accesses), ())
    assert use.functions == ("f", "g")
    assert use.evidence == places("a", 4, 9)


def test_an_access_on_behalf_of_another_module_is_that_modules() -> None:
    accesses = [access("base", "t", "read", 7, for_module="views")]
    (use,) = credited_uses(codebase([module("base"), module("views")], accesses=accesses), ())
    assert use.module == "views"
    assert use.through == ("base",)
    assert use.evidence == places("base", 7)


def test_what_a_layer_does_is_credited_to_the_callers_that_reach_the_table() -> None:
    code = codebase(
        [module("dal", "data_access"), module("a"), module("b"), module("c")],
        [depends("a", "dal", "call"), depends("b", "dal", "call")],
        accesses=[writes("dal", "t")],
        reach=[
            Reach("a", "t", "write", 1),
            Reach("b", "u", "write", 1),
            Reach("c", "t", "write", 2),
        ],
    )
    assert users(code, ["dal"]) == ["a"]


def test_a_layer_in_two_storeys_is_seen_through() -> None:
    code = codebase(
        [module("api", "data_access"), module("impl", "data_access"), module("a")],
        [depends("a", "api", "call"), depends("api", "impl", "call")],
        accesses=[reads("impl", "t")],
        reach=[Reach("a", "t", "read", 2), Reach("api", "t", "read", 1)],
    )
    assert users(code, ["api", "impl"]) == ["a"]


def test_a_layer_that_nobody_is_known_to_use_keeps_its_accesses() -> None:
    code = codebase([module("dal", "data_access")], accesses=[reads("dal", "t")])
    assert users(code, ["dal"]) == ["dal"]


def test_tests_and_migrations_use_nothing() -> None:
    code = codebase(
        [module("t", "test"), module("m", "migration"), module("dal", "data_access")],
        [depends("t", "dal", "call")],
        accesses=[reads("t", "t1"), writes("m", "t1"), reads("dal", "t1")],
        reach=[Reach("t", "t1", "read", 1)],
    )
    assert users(code, ["dal"]) == ["dal"]


def test_an_access_of_a_layer_is_whose_code_calls_the_function_that_makes_it() -> None:
    code = codebase(
        [module("shop.db", "data_access"), module("shop.a"), module("shop.b"), module("shop.c")],
        [depends(f"shop.{one}", "shop.db") for one in "abc"],
        [table("t")],
        [reads("shop.db", "t", 3, function="get"), writes("shop.db", "t", 9, function="put")],
        [Reach(f"shop.{one}", "t", way, 1) for one in "abc" for way in ("read", "write")],
    )
    calls = (
        Call("shop.a", "f", "shop.db", "get", places("shop.a", 1)),
        Call("shop.b", "g", "shop.db", "inner", places("shop.b", 1)),
        Call("shop.db", "inner", "shop.db", "put", places("shop.db", 5)),
    )
    code = msgspec.structs.replace(code, calls=calls)
    found = {(use.module, use.operation) for use in credited_uses(code, {"shop.db"})}
    assert found == {("shop.a", "read"), ("shop.b", "write")}


def test_a_function_of_a_layer_that_nobody_calls_is_nobodys() -> None:
    code = codebase(
        [module("shop.db", "data_access"), module("shop.a")],
        [depends("shop.a", "shop.db")],
        [table("t")],
        [reads("shop.db", "t", 3, function="get"), reads("shop.db", "t", 9, function="drop")],
        [Reach("shop.a", "t", "read", 1)],
    )
    calls = (Call("shop.a", "f", "shop.db", "get", places("shop.a", 1)),)
    uses = credited_uses(msgspec.structs.replace(code, calls=calls), {"shop.db"})
    assert [(use.module, use.functions) for use in uses] == [
        ("shop.a", ("get",)),
        ("shop.db", ("drop",)),
    ]


def test_what_clustering_handed_on_is_credited_anew() -> None:
    modules = [module("shop.db", "data_access"), module("shop.a"), module("shop.b")]
    made = [reads("shop.db", "t", 3, function="get")]
    handed = [msgspec.structs.replace(made[0], for_module=f"shop.{one}") for one in "ab"]
    calls = (Call("shop.a", "f", "shop.db", "get", places("shop.a", 1)),)
    whole = msgspec.structs.replace(
        codebase(modules, tables=[table("t")], accesses=made), calls=calls
    )
    apart = msgspec.structs.replace(whole, accesses=tuple(handed), whole=whole)
    assert [use.module for use in credited_uses(apart, {"shop.db"})] == ["shop.a"]
