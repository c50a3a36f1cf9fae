"""Generated codebases, small and tangled, with a partition of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from hypothesis import strategies as st

from analyzer.model.analysis import (
    Access,
    Dependency,
    EntryPoint,
    ForeignKey,
    Reach,
    Table,
    Transaction,
)
from analyzer.model.codebase import Call, Codebase
from analyzer.model.partition import MODULE, Coupling, GroupName, Node, Partition
from tests.assessment.builders import (
    access,
    codebase,
    depends,
    group,
    key,
    module,
    places,
    table,
    transaction,
)

KINDS = ("import", "lazy_import", "type_import", "dynamic_import", "call", "inherit", "task")
ROLES = ("app", "app", "app", "app", "data_access", "admin", "test", "migration")
FUNCTIONS = ("run", "f", "C.m")
HOWS = ("queryset", "queryset", "join", "eager", "sql", "delete", "cascade")
OPERATIONS = ("read", "write")
NOWHERE = "nowhere"

numbers = st.integers(1, 9)


@dataclass(frozen=True)
class Program:
    """A codebase, its couplings and a partition with names."""

    code: Codebase
    couplings: tuple[Coupling, ...]
    partition: Partition
    names: tuple[GroupName, ...]


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to nine modules and five tables, tied in every way, in up to four services."""
    modules = [f"app.p{i % 3}.m{i}" for i in range(draw(st.integers(1, 9)))]
    tables = [f"t{i}" for i in range(draw(st.integers(1, 5)))]
    code = codebase(
        [module(name, draw(st.sampled_from(ROLES)), draw(numbers) * 10) for name in modules],
        draw(st.lists(_dependencies(modules), max_size=12, unique=True)),
        [draw(_tables(name, modules, tables)) for name in tables],
        draw(st.lists(_accesses(modules, tables), max_size=12)),
        draw(st.lists(_reaches(modules, tables), max_size=6, unique=True)),
        draw(st.lists(_transactions(modules, tables), max_size=4)),
        draw(st.lists(_entry_points(modules, tables), max_size=4, unique=True)),
        resolved_sites=draw(st.integers(0, 9)),
    )
    calls = draw(st.lists(_calls(modules), max_size=8, unique_by=_ends))
    code = msgspec.structs.replace(code, calls=tuple(calls))
    partition, names = draw(_partitions(modules, tables))
    return Program(code, tuple(draw(st.lists(_couplings(modules), max_size=6))), partition, names)


@st.composite
def _dependencies(draw: st.DrawFn, modules: Sequence[str]) -> Dependency:
    source, target = draw(st.sampled_from(modules)), draw(st.sampled_from(modules))
    lines = draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
    return depends(source, target, draw(st.sampled_from(KINDS)), *sorted(lines))


@st.composite
def _tables(draw: st.DrawFn, name: str, modules: Sequence[str], tables: Sequence[str]) -> Table:
    keys = draw(st.lists(_foreign_keys(modules, tables), max_size=3))
    return table(name, draw(st.sampled_from([None, *modules])), keys)


@st.composite
def _foreign_keys(draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]) -> ForeignKey:
    place = places(draw(st.sampled_from(modules)), draw(numbers))[0]
    on_delete = draw(st.sampled_from([None, "CASCADE", "SET_NULL", "PROTECT"]))
    return key(f"c{place.line}", draw(st.sampled_from([*tables, NOWHERE])), place, on_delete)


@st.composite
def _accesses(draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]) -> Access:
    user, used = draw(st.sampled_from(modules)), draw(st.sampled_from(tables))
    behalf = draw(st.sampled_from([None, None, *modules]))
    lines = draw(st.lists(numbers, min_size=1, max_size=6, unique=True))
    operation = draw(st.sampled_from(OPERATIONS))
    found = access(user, used, operation, *sorted(lines), for_module=behalf)
    return msgspec.structs.replace(found, how=draw(st.sampled_from(HOWS)))


@st.composite
def _calls(draw: st.DrawFn, modules: Sequence[str]) -> Call:
    source, target = draw(st.sampled_from(modules)), draw(st.sampled_from(modules))
    evidence = places(source, draw(numbers))
    return Call(
        source,
        draw(st.sampled_from(FUNCTIONS)),
        target,
        draw(st.sampled_from(FUNCTIONS)),
        evidence,
        looped=draw(st.sampled_from([(), evidence])),
        dropped=draw(st.booleans()),
    )


def _ends(call: Call) -> tuple[str, str, str, str]:
    return call.source_module, call.source, call.target_module, call.target


@st.composite
def _reaches(draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]) -> Reach:
    user, used = draw(st.sampled_from(modules)), draw(st.sampled_from(tables))
    return Reach(user, used, draw(st.sampled_from(OPERATIONS)), draw(numbers))


@st.composite
def _transactions(draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]) -> Transaction:
    written = draw(st.lists(st.sampled_from(tables), unique=True))
    where = draw(st.sampled_from(modules))
    return transaction(where, draw(st.sampled_from("fg")), written, draw(numbers))


@st.composite
def _entry_points(draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]) -> EntryPoint:
    reached = draw(st.lists(st.sampled_from(tables), unique=True))
    where = draw(st.sampled_from(modules))
    return EntryPoint("route", f"/{draw(numbers)}", where, "f", tuple(sorted(reached)))


@st.composite
def _couplings(draw: st.DrawFn, modules: Sequence[str]) -> Coupling:
    first, second = draw(st.sampled_from(modules)), draw(st.sampled_from(modules))
    ends = sorted([Node(MODULE, first), Node(MODULE, second)])
    return Coupling(
        ends[0], ends[1], draw(st.sampled_from(["imports", "calls"])), draw(numbers) / 7
    )


@st.composite
def _partitions(
    draw: st.DrawFn, modules: Sequence[str], tables: Sequence[str]
) -> tuple[Partition, tuple[GroupName, ...]]:
    services = [f"s{i}" for i in range(draw(st.integers(1, 4)))]
    home = {name: draw(st.sampled_from([*services, "library"])) for name in modules}
    shelf = {name: draw(st.sampled_from([*services, "none"])) for name in tables}
    groups = tuple(
        group(
            (name for name, service in home.items() if service == wanted),
            (name for name, service in shelf.items() if service == wanted),
        )
        for wanted in services
    )
    roles = tuple((name, role) for name, role in home.items() if role == "library")
    return Partition(groups, roles), tuple(GroupName(s, s.upper()) for s in services)
