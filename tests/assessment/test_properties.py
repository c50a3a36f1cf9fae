"""What holds for every codebase and every partition of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.assessment.assemble import assess, decompose
from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.difficulty import rate, score, word
from analyzer.assessment.folding import fold_cuts
from analyzer.assessment.joining import cascades, joins
from analyzer.model.analysis import Analysis, Cut
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Coupling, Partition
from analyzer.model.settings import Settings
from tests.assessment.builders import find_cuts
from tests.assessment.recounting import Place, proposed, recount
from tests.assessment.strategies import Program, programs

FEW = settings(max_examples=25, deadline=None)


def analysed(program: Program) -> Analysis:
    return assess(
        program.code,
        program.couplings,
        program.partition,
        program.names,
        Settings(),
        version="0",
    )


def decomposed(program: Program) -> Decomposition:
    return decompose(program.code, program.partition, program.names, Settings())[0]


@FEW
@given(programs())
def test_the_parts_of_every_difficulty_add_up(program: Program) -> None:
    for service in analysed(program).services:
        difficulty = service.difficulty
        assert all(part.points == part.count * part.unit_cost for part in difficulty.parts)
        assert difficulty.points == sum(part.points for part in difficulty.parts)
        assert (difficulty.score, difficulty.word) == (
            score(difficulty.points),
            word(difficulty.score),
        )
        assert len({part.name for part in difficulty.parts}) == len(difficulty.parts)


@FEW
@given(programs())
def test_every_cut_has_evidence_and_advice_and_stands_once(program: Program) -> None:
    analysis = analysed(program)
    services = {service.id for service in analysis.services}
    for cut in analysis.cuts:
        assert cut.evidence == tuple(sorted(set(cut.evidence)))
        assert cut.evidence
        assert cut.advice
        assert cut.remedy
        assert cut.from_service != cut.to_service
        assert {cut.from_service, cut.to_service} <= services
    keys = [(c.kind, c.from_service, c.to_service, c.source, c.target) for c in analysis.cuts]
    assert len(set(keys)) == len(keys)


@FEW
@given(programs())
def test_two_services_have_a_cut_exactly_when_their_members_have_a_tie(program: Program) -> None:
    decomposition = decomposed(program)
    cut = {frozenset((c.from_service, c.to_service)) for c in find_cuts(decomposition)}
    assert cut == set(_tied(decomposition))


def _tied(decomposition: Decomposition) -> Iterator[frozenset[str]]:
    """The pairs of services that any tie joins, told from the codebase alone."""
    code = decomposition.codebase
    modules, tables = decomposition.module_service, decomposition.table_service
    asleep = {m.name for m in code.modules if m.role in ("test", "migration")}
    pairs = [(modules.get(d.source), modules.get(d.target)) for d in code.dependencies]
    for one in code.tables:
        pairs += [(tables.get(one.id), tables.get(key.to_table)) for key in one.foreign_keys]
    pairs += [(modules.get(use.module), tables.get(use.table)) for use in decomposition.uses]
    for transaction in code.transactions:
        if transaction.module not in asleep:
            owners = [tables.get(table) for table in transaction.tables_written]
            pairs += combinations(owners, 2)
    for both in (*joins(code), *cascades(code)):
        pairs.append((tables.get(both.source), tables.get(both.target)))
    for first, second in pairs:
        if first is not None and second is not None and first != second:
            yield frozenset((first, second))


@FEW
@given(programs(), st.data())
def test_merging_two_services_takes_away_the_cuts_between_them_alone(
    program: Program, data: st.DataObject
) -> None:
    before = decomposed(program)
    services = before.service_ids()
    if len(services) < 2:
        return
    kept, gone = data.draw(st.permutations(services))[:2]
    after = replace(
        before,
        module_service={m: kept if s == gone else s for m, s in before.module_service.items()},
        table_service={t: kept if s == gone else s for t, s in before.table_service.items()},
    )
    expected = {_identity(cut, {gone: kept}) for cut in find_cuts(before)}
    assert {_identity(cut, {}) for cut in find_cuts(after)} == {
        identity for identity in expected if len(identity[1]) == 2
    }


def _identity(
    cut: Cut, renamed: dict[str, str]
) -> tuple[str, frozenset[str], tuple[str, ...], object]:
    """A cut after services have been renamed.

    The direction of a transaction between two services that both do not run it is arbitrary.
    """
    origin = renamed.get(cut.from_service, cut.from_service)
    home = renamed.get(cut.to_service, cut.to_service)
    direction = () if cut.kind == "transaction" else (origin, home)
    rest = (cut.source, cut.target, cut.remedy, cut.weight, cut.evidence)
    return (cut.kind, frozenset((origin, home)), direction, rest)


@FEW
@given(programs(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_byte(program: Program, order: random.Random) -> None:
    pairs = list(zip(program.partition.groups, program.names, strict=True))
    order.shuffle(pairs)
    shuffled = Program(
        code=_shuffled(program.code, order),
        couplings=tuple(order.sample(program.couplings, len(program.couplings))),
        partition=msgspec.structs.replace(
            program.partition, groups=tuple(group for group, _ in pairs)
        ),
        names=tuple(name for _, name in pairs),
    )
    assert _document(shuffled) == _document(program)


def _shuffled(code: Codebase, order: random.Random) -> Codebase:
    fields = {
        name: tuple(order.sample(value, len(value)))
        for name, value in msgspec.structs.asdict(code).items()
        if isinstance(value, tuple)
    }
    return msgspec.structs.replace(code, **fields)


def _document(program: Program) -> str:
    return msgspec.json.encode(analysed(program)).decode()


@FEW
@given(programs())
def test_renaming_a_module_changes_names_only(program: Program) -> None:
    # The new name sorts where the old one did: what is random is dealt out in sorted order.
    encoded = msgspec.json.encode([program.code, program.partition, program.couplings]).decode()
    code, partition, couplings = msgspec.json.decode(
        _renamed(encoded), type=tuple[Codebase, Partition, tuple[Coupling, ...]]
    )
    renamed = Program(code, couplings, partition, program.names)
    assert _document(renamed) == _renamed(_document(program))


def _renamed(text: str) -> str:
    return re.sub(r"\bm0\b", "m0renamed", text)


@FEW
@given(programs())
def test_metrics_keep_their_bounds(program: Program) -> None:
    for name, metric in analysed(program).metrics.items():
        for value in (metric.value, *metric.nulls.values()):
            assert value is None or _low(name) <= value <= _high(name)


def _low(name: str) -> float:
    return -1.0 if name == "sm" else 0.0


def _high(name: str) -> float:
    return float("inf") if name == "ifn" else 1.0


@FEW
@given(programs())
def test_every_module_and_table_stands_in_one_place(program: Program) -> None:
    analysis = analysed(program)
    assert [m.name for m in analysis.modules] == sorted(m.name for m in program.code.modules)
    held = [name for service in analysis.services for name in service.modules]
    assert sorted(held) == [m.name for m in analysis.modules if m.service is not None]
    owned = [table for service in analysis.services for table in service.tables]
    assert sorted(owned) == [t.id for t in analysis.tables if t.service is not None]
    for one in analysis.modules:
        assert one.role != "app" or one.service is not None
    ranks = sorted(service.extraction_rank for service in analysis.services)
    assert ranks == list(range(1, len(ranks) + 1))


@FEW
@given(programs(), st.data())
def test_another_plan_can_be_counted_from_the_ties_alone(
    program: Program, data: st.DataObject
) -> None:
    before = analysed(program)
    place = proposed(before)
    services = sorted({*place.modules.values(), *place.tables.values()})
    # A module may go to no service, and a table of none to one.
    drawn = st.sampled_from([*services, None])
    moved = Place(
        {module: to for module in place.modules if (to := data.draw(drawn)) is not None},
        {table.id: to for table in before.tables if (to := data.draw(drawn)) is not None},
    )
    for plan in (place, moved):
        whole = replace(decomposed(program), module_service=plan.modules, table_service=plan.tables)
        cuts = fold_cuts(find_cuts(whole), program.code.parts())
        roles = {module.name: module.role for module in before.modules}
        count = recount(before, plan)
        assert count.cuts == Counter(cut.kind for cut in cuts)
        for service, difficulty in rate(whole, cuts, roles).items():
            points = {part.name: part.points for part in difficulty.parts}
            assert {name: n for name, n in points.items() if n} == +count.points[service]
