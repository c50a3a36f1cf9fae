"""Data-access layers: what is one, who is credited with what it does, and where its parts go."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.clustering import propose, take_apart
from analyzer.clustering.data_layers import data_layers
from analyzer.coupling import couple
from analyzer.model.analysis import EntryPoint, Reach
from analyzer.model.codebase import Call, Codebase, Definition, Vocabulary
from analyzer.model.settings import Settings
from tests.coupling.builders import access, codebase, imports, table

TABLES = [f"{subject}_{thing}" for subject in ("order", "bill") for thing in ("a", "b", "c", "d")]
USERS = ["shop.order.views", "shop.order.tasks", "shop.bill.views", "shop.bill.tasks"]


def layered(*, write: bool = True, callers: int = 4) -> Codebase:
    """Two subjects of two modules each, whose statements one module runs."""
    uses = [
        msgspec.structs.replace(access("shop.store", name, operation), function=f"get_{name}")
        for name in TABLES
        for operation in (("read", "write") if write else ("read",))
    ]
    reach = [
        Reach(user, name, operation, 1)
        for user in USERS
        for name in TABLES
        for operation in ("read", "write")
        if user.split(".")[1] in name
    ]
    given = codebase(
        ["shop.store", *USERS],
        [imports(user, "shop.store", "call") for user in USERS[:callers]],
        tables=[table(name, f"shop.{name.partition('_')[0]}.models") for name in TABLES],
        accesses=uses,
    )
    return msgspec.structs.replace(given, reach=tuple(reach))


def test_who_runs_the_statements_of_all_is_a_layer() -> None:
    assert data_layers(layered()) == {"shop.store"}


@pytest.mark.parametrize(
    "given",
    [
        layered(write=False),
        layered(callers=2),
        msgspec.structs.replace(layered(), tables=(table("order_a", "shop.store"),)),
        msgspec.structs.replace(
            layered(), entry_points=(EntryPoint("route", "/", "shop.store", "show"),)
        ),
        msgspec.structs.replace(layered(), accesses=layered().accesses[:10]),
        msgspec.structs.replace(
            layered(),
            dependencies=(
                *layered().dependencies,
                *(imports("shop.store", user, "call") for user in USERS),
            ),
        ),
    ],
    ids=["reads only", "few callers", "defines tables", "entry point", "one subject", "calls back"],
)
def test_others_are_none(given: Codebase) -> None:
    assert data_layers(given) == frozenset()


def test_what_a_layer_does_is_its_callers() -> None:
    found = {(a.for_module, a.table) for a in take_apart(layered()).accesses}
    assert found == {
        (user, name) for user in USERS for name in TABLES if user.split(".")[1] in name
    }


def test_what_a_function_of_a_layer_does_is_that_of_whoever_calls_it() -> None:
    given = layered()
    calls = [
        Call(user, "show", "shop.store", f"get_{name}", ())
        for user in USERS
        for name in TABLES
        if user == f"shop.{name.partition('_')[0]}.views"
    ]
    program = take_apart(msgspec.structs.replace(given, calls=tuple(calls)))

    assert {(a.for_module, a.table) for a in program.accesses} == {
        (f"shop.{name.partition('_')[0]}.views", name) for name in TABLES
    }


def test_a_layer_is_of_no_service() -> None:
    program = take_apart(layered())
    partition = propose(program, couple(program, Settings()), Settings())
    assert dict(partition.roles)["shop.store"] == "data_access"


def test_a_layer_of_functions_is_divided() -> None:
    given = layered()
    definitions = tuple(
        Definition(
            "shop.store", f"get_{name}", 1, 10, Vocabulary(f"shop.store.get_{name}", (), (), ())
        )
        for name in TABLES
    )
    program = take_apart(msgspec.structs.replace(given, definitions=definitions))
    assert {a.module for a in program.accesses} == {f"shop.store.get_{name}" for name in TABLES}
    assert all(a.for_module is None for a in program.accesses)
