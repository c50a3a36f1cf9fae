from collections.abc import Iterable

import msgspec
import pytest

from analyzer.assessment.cuts import kinds
from analyzer.model.analysis import Cut, Dependency, Table
from analyzer.model.codebase import Codebase
from analyzer.model.settings import Settings
from tests.assessment.builders import (
    assessed,
    codebase,
    depends,
    find_cuts,
    key,
    module,
    places,
    reads,
    table,
    transaction,
    writes,
)

A, A2, B, C = "shop.a.m", "shop.a.n", "shop.b.m", "shop.c.m"
MODULES = [module(A), module(A2), module(B), module(C)]
SERVICES = {"a": [[A, A2], ["ta"]], "b": [[B], ["tb"]], "c": [[C], ["tc"]]}
TABLES = [table("ta", A), table("tb", B), table("tc", C)]


def cuts(code: Codebase, settings: Settings | None = None) -> tuple[Cut, ...]:
    return assessed(code, SERVICES, settings=settings).cuts


def of_dependencies(dependencies: Iterable[Dependency]) -> tuple[Cut, ...]:
    return cuts(codebase(MODULES, dependencies))


def ends(cut: Cut) -> tuple[str, str, str, str | tuple[str, ...]]:
    return (cut.from_service, cut.to_service, cut.source, cut.target)


@pytest.mark.parametrize("kind", ["call", "import", "inherit", "signal", "task"])
def test_a_dependency_between_services_is_a_cut_from_the_dependent_side(kind: str) -> None:
    (cut,) = of_dependencies([depends(A, B, kind, 7, 3), depends(A, A2, kind)])
    assert cut.kind == kind
    assert ends(cut) == ("a", "b", A, B)
    assert cut.evidence == places(A, 3, 7)
    assert cut.weight == Settings().unit_costs[kind]
    assert cut.remedy
    assert A in cut.advice


@pytest.mark.parametrize("finer", ["call", "inherit", "signal", "task"])
def test_an_import_that_a_finer_tie_explains_is_no_cut(finer: str) -> None:
    found = of_dependencies([depends(A, B), depends(A, B, finer), depends(A2, B), depends(B, A)])
    assert [(cut.kind, cut.source) for cut in found if cut.kind == "import"] == [
        ("import", A2),
        ("import", B),
    ]


def test_imports_of_every_kind_are_one_cut() -> None:
    (cut,) = of_dependencies(
        [depends(A, B, "type_import", 1), depends(A, B, "lazy_import", 9), depends(A, B)]
    )
    assert (cut.kind, cut.weight, cut.evidence) == ("import", 1, places(A, 1, 9))


def test_an_import_for_type_checkers_alone_is_a_cut_of_its_own_cost() -> None:
    code = codebase(MODULES, [depends(A, B, "type_import")])
    (cut,) = cuts(code)
    assert (cut.kind, cut.remedy, cut.weight) == ("import", "published interface", 0)
    (dearer,) = cuts(code, Settings(unit_costs={"type_import": 2}))
    assert dearer.weight == 2


def test_a_lazy_and_a_dynamic_import_say_so() -> None:
    found = of_dependencies([depends(A, B, "lazy_import"), depends(A, C, "dynamic_import")])
    assert ["inside a function" in cut.advice for cut in found] == [True, False]
    assert ["as a string" in cut.advice for cut in found] == [False, True]


def test_a_dependency_without_a_place_is_no_cut() -> None:
    assert not of_dependencies([Dependency(A, B, "call", 1.0, ())])


def test_a_foreign_key_is_a_cut_from_the_referencing_table() -> None:
    keys = [
        key("b_id", "tb", places(A, 12)[0], "CASCADE"),
        key("other_id", "tb", places(A, 14)[0], "CASCADE"),
        key("self_id", "ta", places(A, 15)[0]),
        key("gone_id", "nowhere", places(A, 16)[0]),
    ]
    (cut,) = cuts(codebase(MODULES, tables=[table("ta", A, keys), *TABLES[1:]]))
    assert (cut.kind, cut.remedy, cut.weight) == ("foreign_key", "move foreign key to code", 5)
    assert ends(cut) == ("a", "b", "ta", "tb")
    assert cut.evidence == places(A, 12, 14)
    assert "ta.b_id and ta.other_id" in cut.advice
    assert "cascades" in cut.advice


def test_a_key_that_a_third_party_declares_is_shown_where_its_table_is_used() -> None:
    bare = key("b_id", "tb", places(A, 12)[0])
    keys = [msgspec.structs.replace(bare, evidence=())]
    tables = [table("ta", keys=keys, origin="third_party"), *TABLES[1:]]
    used = codebase(MODULES, tables=tables, accesses=[reads(A, "ta", 7, 4)])
    (cut,) = assessed(used, SERVICES, held=["ta"]).cuts
    assert (cut.kind, cut.evidence) == ("foreign_key", places(A, 4))
    assert not assessed(codebase(MODULES, tables=tables), SERVICES, held=["ta"]).cuts


def test_a_key_to_a_third_partys_table_is_vouched_for_by_whoever_keeps_it() -> None:
    keys = [key("user_id", "user", places(A, 12)[0])]
    tables = [table("ta", A, keys), table("user", origin="third_party")]
    services = {**SERVICES, "b": [[B], ["user"]]}
    (cut,) = assessed(codebase(MODULES, tables=tables), services).cuts
    assert "that whoever keeps user vouches for" in cut.advice


@pytest.mark.parametrize(
    ("on_delete", "nullable", "word"),
    [
        ("SET_NULL", True, "resets"),
        ("PROTECT", False, "has to ask first"),
        (None, True, "read as none"),
        (None, None, "Decide"),
    ],
)
def test_advice_on_a_foreign_key_follows_what_deleting_means(
    on_delete: str | None, nullable: bool | None, word: str
) -> None:
    (cut,) = cuts(codebase(MODULES, tables=_referencing(on_delete, nullable, constraint=True)))
    assert word in cut.advice


def test_a_foreign_key_that_the_database_does_not_enforce_says_so() -> None:
    (cut,) = cuts(codebase(MODULES, tables=_referencing(None, None, constraint=False)))
    assert "does not enforce" in cut.advice


def _referencing(on_delete: str | None, nullable: bool | None, constraint: bool) -> list[Table]:
    reference = key("b_id", "tb", places(A, 12)[0], on_delete, nullable, constraint)
    return [table("ta", A, [reference]), *TABLES[1:]]


def test_a_write_to_the_table_of_another_service_is_a_cut_to_its_owner() -> None:
    accesses = [writes(A, "tb", 4, 2, function="pay"), writes(B, "tb", *range(1, 9))]
    (cut,) = cuts(codebase(MODULES, tables=TABLES, accesses=accesses))
    assert (cut.kind, cut.remedy, cut.weight) == ("shared_write", "change data ownership", 8)
    assert ends(cut) == ("a", "b", A, "tb")
    assert cut.evidence == places(A, 2, 4)
    assert "pay (2 places)" in cut.advice


@pytest.mark.parametrize(
    ("number", "written", "remedy"),
    [(1, True, "call the API"), (5, True, "synchronise data"), (9, False, "shared static data")],
)
def test_the_remedy_of_a_read_depends_on_how_the_table_is_used(
    number: int, written: bool, remedy: str
) -> None:
    accesses = [reads(A, "tb", *range(1, number + 1))] + [writes(B, "tb")] * written
    (cut,) = cuts(codebase(MODULES, tables=TABLES, accesses=accesses))
    assert (cut.kind, cut.remedy, cut.weight) == ("shared_read", remedy, 3)
    assert ends(cut) == ("a", "b", A, "tb")


def test_a_table_of_a_third_party_is_not_static_where_nobody_is_seen_writing_it() -> None:
    tables = [*TABLES, table("auth_user", origin="third_party")]
    services = {**SERVICES, "b": [[B], ["tb", "auth_user"]]}
    accesses = [reads(A, "auth_user"), reads(B, "auth_user")]
    code = codebase(MODULES, tables=tables, accesses=accesses)
    (cut,) = assessed(code, services, held=["auth_user"]).cuts
    assert (cut.source, cut.target, cut.remedy) == (A, "auth_user", "call the API")


def test_a_transaction_ties_each_two_services_whose_tables_it_writes() -> None:
    code = codebase(
        MODULES, tables=TABLES, transactions=[transaction(B, "pay", ["ta", "tb", "tc"], 5)]
    )
    found = cuts(code)
    assert [ends(cut)[:2] for cut in found] == [("a", "c"), ("b", "a"), ("b", "c")]
    for cut in found:
        assert (cut.kind, cut.remedy, cut.weight) == ("transaction", "saga", 13)
        assert (cut.source, cut.target) == (f"{B}.pay", ("ta", "tb", "tc"))
        assert cut.evidence == places(B, 5)


def test_a_transaction_on_the_tables_of_one_service_is_no_cut() -> None:
    assert not cuts(
        codebase(MODULES, tables=TABLES, transactions=[transaction(B, "pay", ["ta"], 5)])
    )


def test_tests_and_migrations_cause_no_cut() -> None:
    modules = [*MODULES, module("tests.t", "test"), module("mig", "migration")]
    code = codebase(
        modules,
        [depends("tests.t", B, "call")],
        TABLES,
        [writes("tests.t", "tb")],
        transactions=[transaction("mig", "forwards", ["ta", "tb"])],
    )
    assert not cuts(code)


def test_each_kind_of_cut_is_found_under_its_own_name() -> None:
    assert sorted(kinds()) == sorted(cut.kind for cut in kinds().values())
    assert {"foreign_key", "shared_write", "shared_read", "call", "import"} <= set(kinds())
    assert set(kinds()) <= set(Settings().unit_costs)
    for kind in kinds().values():
        assert kind.work.keys() == kind.parts.keys() <= Settings().unit_costs.keys()


def test_nothing_crosses_where_there_is_nothing() -> None:
    from analyzer.assessment.decomposition import Decomposition

    assert find_cuts(Decomposition(codebase([]), (), {}, {}, {}, {})) == ()
