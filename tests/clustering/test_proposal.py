"""The proposal: who must be where, whatever the program looks like."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.clustering import alternatives, clusterers, propose
from analyzer.clustering.placement import place_admin, place_tables
from analyzer.coupling import couple
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, Partition
from analyzer.model.settings import Settings
from tests.coupling.builders import (
    SUBJECTS,
    access,
    codebase,
    imports,
    module,
    modules_of,
    planted,
    shuffled,
    table,
    tables_of,
)

DIVIDED = {"app", "data_access"}


def proposal(program: Codebase) -> Partition:
    return propose(program, couple(program, Settings()), Settings())


def assert_lawful(program: Codebase, partition: Partition) -> None:
    """Every module of the program in one group or with a role; every table of its own in one."""
    members = [node for group in partition.groups for node in group.members]
    assert len(members) == len(set(members))
    grouped = {node.name for node in members if node.kind == MODULE}
    roles = dict(partition.roles)
    assert set(roles.values()) <= {"library", "glue", "data_access"}
    assert not grouped & roles.keys()
    divided = {m.name for m in program.modules if m.role in DIVIDED}
    assert divided <= grouped | roles.keys()
    assert grouped - divided <= {m.name for m in program.modules if m.role == "admin"}
    own = {t.id for t in program.tables if t.origin != "third_party"}
    placed = {node.name for node in members if node.kind != MODULE}
    assert own <= placed or not partition.groups
    assert all(group.members == tuple(sorted(group.members)) for group in partition.groups)
    assert partition.groups == tuple(sorted(partition.groups))


@pytest.mark.parametrize("layered", [False, True], ids=["by app", "by layer"])
@pytest.mark.parametrize("subjects", [2, 4, 6])
def test_planted_subjects_are_recovered(layered: bool, subjects: int) -> None:
    program = planted(subjects, layered=layered)
    partition = proposal(program)
    assert_lawful(program, partition)
    expected = sorted(
        sorted(m.name for m in program.modules if subject in m.name and m.lines)
        for subject in SUBJECTS[:subjects]
    )
    filled = {m.name for m in program.modules if m.lines}
    assert sorted(sorted(group & filled) for group in modules_of(partition)) == expected


def test_a_word_in_several_layers_is_a_subject_however_entangled() -> None:
    subjects = ("room", "member", "invoice", "door")
    layers = ("blueprints", "services", "models")
    program = codebase(
        [f"desk.{layer}.{subject}" for layer in layers for subject in subjects],
        [
            imports(f"desk.{upper}.{subject}", f"desk.{lower}.{other}")
            for upper, lower in pairwise(layers)
            for subject in subjects
            for other in subjects
        ]
        + [
            imports(f"desk.{layer}.{one}", f"desk.{layer}.{other}", places=2)
            for layer in layers
            for one, other in combinations(subjects, 2)
        ],
        words={f"desk.{layer}.{subject}": subject for layer in layers for subject in subjects},
    )
    expected = [{f"desk.{layer}.{subject}" for layer in layers} for subject in sorted(subjects)]
    assert sorted(modules_of(proposal(program)), key=sorted) == sorted(expected, key=sorted)


def test_modules_that_each_package_has_one_of_are_no_subject() -> None:
    subjects = ("room", "door", "invoice", "visit", "badge")
    names = [f"desk.{s}.{part}" for s in subjects for part in ("models", "views", "apps")]
    program = codebase(
        names,
        [imports(f"desk.{s}.views", f"desk.{s}.models") for s in subjects],
        words={name: "config ready label name app" for name in names if name.endswith("apps")},
    )
    groups = modules_of(proposal(program))
    assert all(any({f"desk.{s}.models", f"desk.{s}.apps"} <= g for g in groups) for s in subjects)


def test_tables_go_with_their_subject() -> None:
    partition = proposal(planted(4))
    for modules, tables in zip(modules_of(partition), tables_of(partition), strict=True):
        subject = next(s for s in SUBJECTS if f"shop.{s}.models" in modules)
        assert tables == {f"{subject}_head", f"{subject}_line"}


@given(
    seed=st.integers(0, 10_000),
    subjects=st.integers(1, 5),
    noise=st.integers(0, 60),
    layered=st.booleans(),
)
@settings(max_examples=15, deadline=None)
def test_order_of_the_codebase_does_not_matter(
    seed: int, subjects: int, noise: int, layered: bool
) -> None:
    program = planted(subjects, noise=noise, seed=seed, layered=layered)
    partition = proposal(program)
    assert_lawful(program, partition)
    assert proposal(shuffled(program, seed)) == partition


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_any_program_is_divided_lawfully(data: st.DataObject) -> None:
    part = st.sampled_from(["a", "b", "api", "utils", "settings", "urls", "admin", "order"])
    names = data.draw(st.sets(st.lists(part, min_size=1, max_size=3).map(".".join), max_size=12))
    roles = st.sampled_from(["app", "app", "app", "data_access", "test", "migration", "admin"])
    modules = [
        module(name, data.draw(roles), package=data.draw(st.booleans()), lines=data.draw(lines))
        for name in sorted(names)
        for lines in [st.sampled_from([0, 20])]
    ]
    mixer = random.Random(len(names))
    ordered = sorted(names) or ["none"]
    links = {imports(mixer.choice(ordered), mixer.choice(ordered)) for _ in range(10)}
    tables = [
        table("own", mixer.choice(ordered)),
        table("lost", None, "own"),
        table("theirs", None, origin="third_party"),
    ]
    uses = [access(mixer.choice(ordered), mixer.choice(["own", "lost"])) for _ in range(3)]
    program = codebase(modules, links if names else (), tables=tables, accesses=uses)
    partition = proposal(program)
    assert_lawful(program, partition)
    assert proposal(shuffled(program, 1)) == partition


def test_modules_without_any_tie_are_divided_as_well() -> None:
    names = ("admin", "admin.a", "admin.a.a", "b.order", "urls.admin.api", "utils.b.utils")
    program = codebase([module(name, lines=20) for name in names])
    assert_lawful(program, proposal(program))


def test_an_empty_program_has_no_groups() -> None:
    assert proposal(codebase([])) == Partition(())


@pytest.mark.parametrize("name", ["script", "app", "settings", "utils"])
def test_a_program_of_one_module_is_one_group(name: str) -> None:
    assert modules_of(proposal(codebase([name]))) == [{name}]


def test_ten_modules_are_not_eight_services() -> None:
    program = codebase([f"m{n}" for n in range(10)], [imports("m0", f"m{n}") for n in range(1, 10)])
    assert len(proposal(program).groups) <= 4


def test_there_are_no_tiny_groups() -> None:
    sizes = [len(group) for group in modules_of(proposal(planted(6, noise=80, seed=5)))]
    assert min(sizes) >= 3


def test_third_party_tables_are_placed_only_where_they_are_used() -> None:
    program = codebase(
        ["a.x", "a.y", "a.z"],
        tables=[
            table("auth_user", None, origin="third_party"),
            table("sites", None, origin="third_party"),
        ],
        accesses=[access("a.x", "auth_user")],
    )
    assert tables_of(proposal(program)) == [{"auth_user"}]


def test_a_flat_models_module_does_not_own_what_others_write() -> None:
    tables = [table(f"t{n}", "shop.models") for n in range(12)]
    uses = [access("shop.orders", f"t{n}", "write") for n in range(6, 12)]
    program = codebase(["shop.models", "shop.orders"], tables=tables, accesses=uses)

    owners = place_tables(program, {"shop.models": 0, "shop.orders": 1})

    assert owners == {f"t{n}": int(n >= 6) for n in range(12)}


def test_a_subjects_own_models_module_owns_what_another_writes_once() -> None:
    tables = [table("bill", "billing.models"), *(table(f"t{n}", "shop.models") for n in range(5))]
    uses = [access("orders.views", "bill", "write")]
    program = codebase(["billing.models", "orders.views"], tables=tables, accesses=uses)

    owners = place_tables(program, {"billing.models": 0, "orders.views": 1})

    assert owners["bill"] == 0


def test_the_admin_goes_with_its_tables_or_with_nobody() -> None:
    tables = [table("bill", "billing.models"), table("order", "orders.models")]
    uses = [access("billing.admin", "bill"), access("staff.admin", "bill")]
    uses += [access("staff.admin", "order"), access("staff.admin", "item")]
    tables.append(table("item", "items.models"))
    names = ["billing.models", "orders.models", "items.models"]
    admins = [module(f"{app}.admin", "admin") for app in ("billing", "staff", "orders")]
    program = codebase([*names, *admins], tables=tables, accesses=uses)
    homes = {"billing.models": 0, "orders.models": 1, "items.models": 2}

    placed = place_admin(program, homes, place_tables(program, homes))

    assert placed == {"billing.admin": 0, "orders.admin": 1, "staff.admin": None}


def test_stability_is_high_for_clear_subjects() -> None:
    settled = [group.stability for group in proposal(planted(4, noise=0)).groups]
    assert all(share is not None and share > 0.9 for share in settled)


@pytest.mark.parametrize("algorithm", clusterers())
def test_every_algorithm_divides_lawfully(algorithm: str) -> None:
    program = planted(5, noise=20)
    wanted = Settings(algorithm=algorithm)
    assert_lawful(program, propose(program, couple(program, wanted), wanted, runs=2))


def test_alternatives_are_coarser_and_finer() -> None:
    program = planted(6, noise=60)
    ties = couple(program, Settings())
    partition = propose(program, ties, Settings())
    found = dict(alternatives(program, ties, Settings(), partition))
    for other in found.values():
        assert_lawful(program, other)
    assert set(found) <= {"coarser", "finer"}
    if "coarser" in found:
        assert len(found["coarser"].groups) < len(partition.groups)
    if "finer" in found:
        assert len(found["finer"].groups) > len(partition.groups)
