"""What every coupling criterion promises."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.coupling import Criterion, couple, criteria
from analyzer.model.settings import WEIGHTS, Settings
from tests.coupling.builders import codebase, imports, planted, shuffled, table

every_criterion = pytest.mark.parametrize("criterion", criteria(), ids=lambda c: c.name)


@every_criterion
def test_ties_are_canonical_and_positive(criterion: Criterion) -> None:
    plain = planted()
    more = [
        imports("shop.orders.views", "shop.billing.models", "call"),
        imports("shop.orders.forms", "shop.billing.models", "inherit"),
    ]
    program = msgspec.structs.replace(
        plain,
        dependencies=tuple(sorted((*plain.dependencies, *more))),
        tables=(*plain.tables, table("zzz", None, "orders_head")),
    )
    ties = list(criterion.couplings(program))
    assert ties, f"{criterion.name} sees nothing in a whole shop"
    assert all(tie.first < tie.second for tie in ties)
    assert all(tie.weight > 0 and tie.criterion == criterion.name for tie in ties)
    assert len({(tie.first, tie.second) for tie in ties}) == len(ties)
    known = {m.name for m in program.modules} | {t.id for t in program.tables}
    assert {node.name for tie in ties for node in (tie.first, tie.second)} <= known


@every_criterion
def test_ties_carry_evidence(criterion: Criterion) -> None:
    assert all(tie.evidence for tie in criterion.couplings(planted()))


@every_criterion
def test_order_of_the_codebase_does_not_matter(criterion: Criterion) -> None:
    program = planted(seed=3)
    expected = list(criterion.couplings(program))
    assert list(criterion.couplings(shuffled(program, 1))) == expected


@every_criterion
@pytest.mark.parametrize("modules", [[], ["alone"]], ids=["empty", "single"])
def test_little_programs_have_no_ties(criterion: Criterion, modules: list[str]) -> None:
    assert list(criterion.couplings(codebase(modules))) == []


def test_every_criterion_has_a_weight_of_its_own() -> None:
    assert {criterion.name for criterion in criteria()} | {"concepts"} == set(WEIGHTS)


def test_a_criterion_of_weight_0_is_not_asked() -> None:
    ties = couple(planted(), Settings(weights={**WEIGHTS, "vocabulary": 0.0}))
    assert {tie.criterion for tie in ties} == {
        "containment",
        "entry_points",
        "imports",
        "joins",
        "path",
        "siblings",
        "tables",
        "third_parties",
        "transactions",
    }


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_couple_is_sorted_and_does_not_depend_on_order(seed: int) -> None:
    program = planted(2, noise=seed % 7, seed=seed)
    ties = couple(program, Settings())
    assert ties == tuple(sorted(ties, key=lambda t: (t.first, t.second, t.criterion)))
    assert couple(shuffled(program, seed), Settings()) == ties
