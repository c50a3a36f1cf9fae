from analyzer.assessment.ownership import own_tables
from analyzer.assessment.uses import credited_uses
from analyzer.model.analysis import EntryPoint
from analyzer.model.codebase import Codebase
from analyzer.model.sharing import SharedTable
from tests.assessment.builders import assessed, codebase, module, reads, table, writes

MODULES = [module("a.m"), module("b.m"), module("c.m")]


def row(code: Codebase, placed: str | None = None, name: str = "t") -> SharedTable:
    services = {s: [[f"{s}.m"], ["t"] if s == placed else []] for s in "abc"}
    analysis = assessed(code, services)
    (found,) = [shared for shared in analysis.sharing if shared.table == name]
    (home,) = [one.service for one in analysis.tables if one.id == name]
    assert found.owner == home
    for service in analysis.services:
        assert (name in service.tables) == (service.id == home)
    return found


def test_the_writer_owns_before_the_readers() -> None:
    accesses = [writes("a.m", "t", 1, 2), reads("b.m", "t", *range(1, 20))]
    assert row(codebase(MODULES, tables=[table("t")], accesses=accesses)).owner == "a"


def test_the_one_who_writes_most_owns_and_the_next_is_the_runner_up() -> None:
    accesses = [writes("a.m", "t", 1), writes("b.m", "t", 1, 2, 3), writes("c.m", "t", 1, 2)]
    found = row(codebase(MODULES, tables=[table("t")], accesses=accesses))
    assert (found.owner, found.runner_up) == ("b", "c")
    assert "writes it in 3 of 6 places" in found.reasons


def test_the_definition_decides_while_few_places_write() -> None:
    code = codebase(MODULES, tables=[table("t", "a.m")], accesses=[writes("b.m", "t", 1, 2)])
    found = row(code, placed="a")
    assert (found.owner, found.runner_up) == ("a", "b")
    assert "writes it in 0 of 2 places" in found.reasons
    assert "defines it in a.m" in found.reasons


def test_many_writes_elsewhere_correct_the_partition() -> None:
    accesses = [writes("b.m", "t", *range(1, 9)), reads("b.m", "t", 20)]
    found = row(codebase(MODULES, tables=[table("t", "a.m")], accesses=accesses), placed="a")
    assert (found.owner, found.runner_up) == ("b", "a")
    assert "outweighs a, with which the ties had grouped it" in found.reasons


def test_entry_points_and_the_partition_break_ties() -> None:
    accesses = [reads("a.m", "t"), reads("b.m", "t")]
    tables = [table("t")]
    entry = EntryPoint("route", "/", "b.m", "view", ("t",))
    assert row(codebase(MODULES, tables=tables, accesses=accesses)).owner == "a"
    assert row(codebase(MODULES, tables=tables, accesses=accesses), placed="b").owner == "b"
    entered = codebase(MODULES, tables=tables, accesses=accesses, entry_points=[entry])
    assert row(entered).owner == "b"


def test_a_table_that_nobody_touches_or_defines_has_no_owner() -> None:
    found = row(codebase(MODULES, tables=[table("t")]))
    assert (found.owner, found.runner_up, found.kind) == (None, None, "orphan")


def test_what_a_plan_has_pinned_is_not_weighed() -> None:
    accesses = [writes("b.m", "t", *range(1, 9)), writes("c.m", "t", 1)]
    code = codebase(MODULES, tables=[table("t", "b.m")], accesses=accesses)
    owners = own_tables(
        code, credited_uses(code, ()), {f"{s}.m": s for s in "abc"}, {"t": "a"}, {"t"}
    )
    assert (owners["t"].owner, owners["t"].runner_up) == ("a", "b")
    assert owners["t"].reasons == ("has it pinned by the plan", "writes it in 0 of 9 places")


def test_a_service_left_without_members_is_no_service() -> None:
    accesses = [writes("a.m", "t", *range(1, 9))]
    code = codebase([module("a.m")], tables=[table("t", "a.m")], accesses=accesses)
    analysis = assessed(code, {"a": [["a.m"]], "b": [[], ["t"]]})
    assert [service.id for service in analysis.services] == ["a"]
