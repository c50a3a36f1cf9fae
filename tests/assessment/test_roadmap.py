"""In which order, and what to do before."""

from __future__ import annotations

from itertools import pairwise

from analyzer.model.analysis import Analysis
from tests.assessment.builders import (
    assessed,
    codebase,
    depends,
    key,
    module,
    places,
    table,
    transaction,
    writes,
)

A, B, C = "shop.a", "shop.b", "shop.c"
SERVICES = {"a": [[A], ["ta"]], "b": [[B], ["tb"]], "c": [[C], ["tc"]]}


def analysed() -> Analysis:
    code = codebase(
        [module(A), module(B), module(C)],
        [depends(A, B, "call", 3), depends(B, A, "import", 4), depends(C, B, "import", 5)],
        [table("ta", A, [key("b_id", "tb", places(A, 8)[0])]), table("tb", B), table("tc", C)],
        [writes(A, "ta"), writes(B, "tb"), writes(C, "tc")],
        transactions=[transaction(A, "pay", ["ta", "tb"], 9)],
    )
    return assessed(code, SERVICES)


def test_each_step_counts_what_is_left_to_do_and_what_stays() -> None:
    analysis = analysed()
    steps = analysis.roadmap.steps
    ranked = sorted(analysis.services, key=lambda service: service.extraction_rank)
    assert [step.service for step in steps] == [service.id for service in ranked]
    assert sum(step.cuts for step in steps) == len(analysis.cuts)
    assert sum(step.points for step in steps) == sum(cut.weight for cut in analysis.cuts)
    for before, after in pairwise(steps):
        assert before.cuts_left == after.cuts + after.cuts_left
        assert before.points_left == after.points + after.points_left
    assert steps[-1].cuts_left == 0


def test_a_cycle_is_broken_where_that_costs_less() -> None:
    (cycle,) = analysed().roadmap.cycles
    assert (cycle.origin, cycle.home, cycle.cuts, cycle.points) == ("b", "a", 1, 1)
    assert cycle.evidence == places(B, 4)


def test_what_is_mostly_tied_to_one_other_had_better_go_with_it() -> None:
    bonds = {(bond.service, bond.other): bond.share for bond in analysed().roadmap.bonds}
    assert bonds[("a", "b")] == 1.0
    assert ("b", "c") not in bonds


def test_the_first_tasks_name_the_work_and_its_places() -> None:
    tasks = analysed().roadmap.tasks
    assert all(task.evidence and task.count and task.remedy for task in tasks)
    kinds = [(task.service, task.remedy) for task in tasks]
    assert ("a", "move foreign key to code") in kinds
    assert ("a", "saga") in kinds
    assert ("b", "invert the dependency") in kinds


def test_nothing_to_cut_leaves_nothing_to_do() -> None:
    roadmap = assessed(codebase([module(A)]), {"a": [[A]]}).roadmap
    assert (roadmap.cycles, roadmap.bonds, roadmap.tasks) == ((), (), ())
    assert [(step.points, step.cuts_left) for step in roadmap.steps] == [(0, 0)]
