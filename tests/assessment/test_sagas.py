"""What a transaction on several services' tables becomes."""

from __future__ import annotations

import msgspec

from analyzer.model.analysis import Write
from analyzer.model.sagas import Saga
from tests.assessment.builders import assessed, codebase, module, places, table, transaction

A, B, C = "shop.a", "shop.b", "shop.c"
SERVICES = {"a": [[A], ["ta", "ta2"]], "b": [[B], ["tb"]], "c": [[C], ["tc"]]}


def sagas(*writes: tuple[str, str], runner: str = A) -> tuple[Saga, ...]:
    """The sagas of one transaction with these writes, (table, how) in the order of code."""
    running = msgspec.structs.replace(
        transaction(runner, "pay", sorted({name for name, _ in writes}), 5),
        writes=tuple(
            Write(name, (how,), places(runner, 10 + line))
            for line, (name, how) in enumerate(writes)
        ),
    )
    code = codebase(
        [module(A), module(B), module(C)],
        tables=[table("ta", A), table("ta2", A), table("tb", B), table("tc", C)],
        transactions=[running],
    )
    return assessed(code, SERVICES).sagas


def steps(saga: Saga) -> list[tuple[str, str]]:
    return [(step.service, step.kind) for step in saga.steps]


def test_steps_keep_the_order_of_the_code_and_the_last_decides() -> None:
    (saga,) = sagas(("tb", "create"), ("ta", "update"), ("tc", "save"), ("ta2", "create"))
    assert (saga.source, saga.service, saga.evidence) == (f"{A}.pay", "a", places(A, 5))
    assert steps(saga) == [("b", "compensatable"), ("a", "compensatable"), ("c", "pivot")]
    assert saga.steps[1].tables == ("ta", "ta2")
    assert saga.steps[1].evidence == places(A, 11, 13)


def test_what_cannot_be_undone_decides_and_is_then_repeated() -> None:
    (saga,) = sagas(("ta", "delete"), ("tb", "cascade"), ("tc", "create"))
    assert steps(saga) == [("c", "compensatable"), ("a", "pivot"), ("b", "retriable")]
    assert [bool(step.undo) for step in saga.steps] == [True, False, False]


def test_a_step_is_undone_as_it_was_done() -> None:
    (saga,) = sagas(("ta", "create"), ("ta2", "update"), ("tb", "save"), ("tc", "create"))
    assert saga.steps[0].undo == (
        "Delete or cancel the new rows of ta. "
        "Set ta2 back to what was there, unless it was changed again since."
    )
    assert saga.steps[1].undo == "Take back what was added to or changed in tb."


def test_a_transaction_of_one_service_stays_one() -> None:
    assert sagas(("ta", "create"), ("ta2", "create")) == ()
