"""Proposals that keep to a plan: whatever it asks for holds, and the rest is divided around it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analyzer.clustering import Constraints, alternatives, constrain, name_groups, propose
from analyzer.coupling import couple
from analyzer.model.codebase import Codebase
from analyzer.model.errors import ContradictoryPlan
from analyzer.model.partition import MODULE, TABLE, Node, Partition
from analyzer.model.settings import Settings
from analyzer.sources.plan import parse_plan
from tests.coupling.builders import (
    LAYERS,
    SUBJECTS,
    access,
    codebase,
    module,
    modules_of,
    planted,
    shuffled,
    table,
    tables_of,
)


def constraints(text: str, program: Codebase) -> Constraints:
    return constrain(program, parse_plan(text.encode(), "plan.toml", "plan.toml"))


def proposal(program: Codebase, rules: Constraints) -> Partition:
    return propose(program, couple(program, Settings()), Settings(), rules)


def planned(program: Codebase, text: str) -> Partition:
    return proposal(program, constraints(text, program))


def home(partition: Partition, name: str) -> int:
    (found,) = [
        number
        for number, group in enumerate(partition.groups)
        if any(node.name == name for node in group.members)
    ]
    return found


def service(partition: Partition, id_: str) -> set[str]:
    (found,) = [group for group in partition.groups if group.service == id_]
    return {node.name for node in found.members}


def assert_kept(program: Codebase, rules: Constraints, partition: Partition) -> None:
    """Everything that the plan says holds, and everything else is lawful."""
    homes = {
        node: number for number, group in enumerate(partition.groups) for node in group.members
    }
    assert len(homes) == sum(len(group.members) for group in partition.groups)
    roles = dict(partition.roles)
    for node, id_ in rules.pins.items():
        assert partition.groups[homes[node]].service == id_
    assert sorted(g.service for g in partition.groups if g.service) == sorted(rules.services)
    assert {name: roles[name] for name in rules.roles} == dict(rules.roles)
    for side in rules.together:
        assert len({homes[node] for node in side}) <= 1
    for sides in rules.apart:
        for one, other in combinations(sides, 2):
            assert not {homes[n] for n in one} & {homes[n] for n in other}
    grouped = {node.name for node in homes if node.kind == MODULE}
    divided = {m.name for m in program.modules if m.role in ("app", "data_access")}
    assert divided <= grouped | roles.keys()
    assert not grouped & roles.keys()
    ignored = {name for name, role in roles.items() if role == "ignored"}
    own = {t.id for t in program.tables if t.origin != "third_party" and t.module not in ignored}
    placed = {node.name for node in homes if node.kind == TABLE}
    assert own <= placed or not partition.groups
    names = name_groups(program, partition, rules.services)
    assert len({name.id for name in names}) == len(names)
    for group, name in zip(partition.groups, names, strict=True):
        assert not group.service or name.id == group.service


# --- plans by example ----------------------------------------------------------------------------

SHOP = planted(4)


def test_tables_alone_bring_their_modules() -> None:
    tables = ["billing_head", "billing_line", "orders_head", "orders_line"]
    partition = planned(SHOP, f"[services.money]\ntables = {tables}")
    found = service(partition, "money")
    assert {
        f"shop.{subject}.{layer}" for subject in ("billing", "orders") for layer in LAYERS
    } <= found
    assert not any("catalog" in name or "shipping" in name for name in found)
    assert len(partition.groups) == 3


def test_a_group_goes_with_its_tables_even_where_it_holds_together() -> None:
    program = planted(6, noise=0)
    tables = [f"{subject}_{thing}" for subject in SUBJECTS[:3] for thing in ("head", "line")]
    found = service(planned(program, f"[services.big]\ntables = {tables}"), "big")
    assert {f"shop.{subject}.{layer}" for subject in SUBJECTS[:3] for layer in LAYERS} <= found
    assert not any(subject in name for name in found for subject in SUBJECTS[3:])


def test_modules_alone_bring_their_tables() -> None:
    partition = planned(SHOP, '[services.money]\nmodules = ["shop.billing.views"]')
    assert {"billing_head", "billing_line", "shop.billing.models"} <= service(partition, "money")


def test_a_table_is_owned_where_it_is_pinned_whoever_writes_it() -> None:
    partition = planned(
        SHOP, '[services.stock]\nmodules = ["shop.catalog"]\ntables = ["orders_line"]'
    )
    assert "orders_line" in service(partition, "stock")
    assert "orders_head" not in service(partition, "stock")
    assert partition.held == ("orders_line",)


def test_a_pinned_module_is_no_library() -> None:
    program = codebase(["shop.utils", "shop.a", "shop.b", "shop.c"])
    assert "shop.utils" in service(planned(program, '[services.x]\nmodules = ["shop.utils"]'), "x")


def test_an_admin_and_an_empty_package_are_pinned_like_any_other() -> None:
    program = codebase(
        [module("a.admin", "admin"), module("b", package=True, lines=0), "a.x", "b.y", "b.z"],
        tables=[table("t", "a.x")],
        accesses=[access("a.admin", "t", "write")],
    )
    partition = planned(program, '[services.one]\nmodules = ["b.__init__", "a.admin"]')
    assert {"b", "a.admin"} <= service(partition, "one")


def test_together_crosses_subjects() -> None:
    partition = planned(SHOP, '[plan]\ntogether = [["shop.billing.tasks", "shop.catalog.models"]]')
    assert home(partition, "shop.billing.tasks") == home(partition, "shop.catalog.models")


def test_apart_parts_a_subject() -> None:
    partition = planned(SHOP, '[plan]\napart = [["billing_head", "billing_line"]]')
    assert home(partition, "billing_head") != home(partition, "billing_line")
    partition = planned(SHOP, '[plan]\napart = [["shop.billing.models", "shop.billing.views"]]')
    assert home(partition, "shop.billing.models") != home(partition, "shop.billing.views")


def test_apart_holds_where_nothing_else_is() -> None:
    program = codebase(["a", "b"])
    assert modules_of(planned(program, '[plan]\napart = [["a", "b"]]')) == [{"a"}, {"b"}]


def test_two_services_in_one_subject_share_it_out() -> None:
    partition = planned(
        SHOP,
        '[services.one]\nmodules = ["shop.billing.models"]\n'
        '[services.two]\nmodules = ["shop.billing.views"]',
    )
    assert service(partition, "one")
    assert service(partition, "two")
    assert not service(partition, "one") & service(partition, "two")


def test_a_small_service_of_the_plan_stays() -> None:
    partition = planned(
        SHOP, '[services.tiny]\nmodules = ["shop.billing.urls"]\n[plan]\nservices = 3'
    )
    assert "shop.billing.urls" in service(partition, "tiny")
    assert len(partition.groups) == 3


def test_ignored_modules_and_their_tables_are_left_out() -> None:
    partition = planned(SHOP, '[plan]\nignore = ["shop.billing.*"]')
    assert {
        name: role for name, role in partition.roles if "billing" in name and role != "glue"
    } == {f"shop.billing.{layer}": "ignored" for layer in LAYERS}
    assert not any("billing_head" in tables for tables in tables_of(partition))


def test_a_whole_plan_leaves_nothing_to_settle() -> None:
    text = "".join(f'[services.{s}]\nmodules = ["shop.{s}"]\n' for s in SUBJECTS[:4])
    partition = planned(SHOP, text)
    assert [group.stability for group in partition.groups] == [None] * 4
    part = planned(SHOP, '[services.billing]\nmodules = ["shop.billing.models"]')
    assert all(group.stability is not None for group in part.groups)


def test_names_and_ids_are_the_plans() -> None:
    rules = constraints(
        '[services.catalog]\nname = "The money"\nmodules = ["shop.billing"]\n'
        '[services.geld]\nmodules = ["shop.orders"]',
        SHOP,
    )
    partition = proposal(SHOP, rules)
    names = {name.id: name.name for name in name_groups(SHOP, partition, rules.services)}
    assert names["catalog"] == "The money"
    assert names["geld"] == "Geld"
    assert len(names) == len(partition.groups)


def test_a_plan_for_nothing_that_is_there_changes_nothing() -> None:
    free = proposal(SHOP, Constraints())
    assert planned(SHOP, '[services.gone]\nmodules = ["gone"]') == free
    assert planned(codebase([]), '[services.gone]\nmodules = ["gone"]') == Partition(())


def test_alternatives_keep_to_the_plan() -> None:
    program = planted(6, noise=60)
    rules = constraints('[services.x]\nmodules = ["shop.billing", "shop.orders.views"]', program)
    ties = couple(program, Settings())
    partition = propose(program, ties, Settings(), rules)
    for _, other in alternatives(program, ties, Settings(), partition, rules):
        assert_kept(program, rules, other)


# --- how many --------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [1, 2, 3, 5, 7, 12, 20])
@pytest.mark.parametrize("layered", [False, True])
def test_as_many_services_as_are_asked_for(wanted: int, layered: bool) -> None:
    program = planted(4, layered=layered)
    partition = planned(program, f"[plan]\nservices = {wanted}")
    assert len(partition.groups) == wanted
    assert partition.notes == ()


def test_within_a_range_the_codes_own_number_is_kept() -> None:
    assert len(planned(SHOP, '[plan]\nservices = "2-9"').groups) == 4
    assert len(planned(SHOP, '[plan]\nservices = "2-3"').groups) == 3
    assert 6 <= len(planned(SHOP, '[plan]\nservices = "6-9"').groups) <= 9
    assert planned(SHOP, '[plan]\nservices = "2-9"').groups == proposal(SHOP, Constraints()).groups


def test_a_number_that_cannot_be_met_is_told() -> None:
    program = codebase(["a", "b", "c"])
    partition = planned(program, "[plan]\nservices = 5")
    assert len(partition.groups) == 3
    assert partition.notes == (
        "5 services were asked for and there are 3: the plan and the modules there are do not make more.",
    )


# --- any plan --------------------------------------------------------------------------------------

PROGRAM = planted(4, noise=40)
THINGS = [m.name for m in PROGRAM.modules] + [t.id for t in PROGRAM.tables]
MODULES = [m.name for m in PROGRAM.modules] + ["shop.*.views", "shop.b*", "*.models"]
TABLES = [t.id for t in PROGRAM.tables] + ["billing_*", "*_line"]


def some(names: Sequence[str], least: int = 0, most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True)


ENTRY = st.fixed_dictionaries({"modules": some(MODULES), "tables": some(TABLES)})
PLANS = st.fixed_dictionaries(
    {
        "services": st.dictionaries(st.sampled_from(["one", "two", "three"]), ENTRY, max_size=3),
        "library": some(MODULES, most=2),
        "ignore": some(MODULES, most=1),
        "together": st.lists(some(THINGS, 2, 3), max_size=2),
        "apart": st.lists(some(THINGS, 2, 3), max_size=2),
        "count": st.sampled_from(["", "2-9", "6"]),
    }
)


def written(plan: Mapping[str, object]) -> str:
    services = plan["services"]
    assert isinstance(services, dict)
    rows = []
    for id_, entry in services.items():
        rows.append(f"[services.{id_}]")
        rows += [f"{key} = {json.dumps(value)}" for key, value in entry.items()]
    rows.append("[plan]")
    rows += [f"{k} = {json.dumps(plan[k])}" for k in ("library", "ignore", "together", "apart")]
    rows += [f'services = "{plan["count"]}"'] if plan["count"] else []
    return "\n".join(rows)


@given(PLANS, st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_any_plan_is_kept_to_or_refused(plan: Mapping[str, object], seed: int) -> None:
    text = written(plan)
    try:
        rules = constraints(text, PROGRAM)
    except ContradictoryPlan:
        assume(False)
    partition = proposal(PROGRAM, rules)
    assert_kept(PROGRAM, rules, partition)
    assert (
        proposal(shuffled(PROGRAM, seed), constraints(text, shuffled(PROGRAM, seed))) == partition
    )


@given(st.integers(2, 5), st.integers(0, 40), st.integers(0, 99), st.booleans())
@settings(max_examples=10, deadline=None)
def test_the_proposal_as_a_plan_changes_nothing(
    subjects: int, noise: int, seed: int, layered: bool
) -> None:
    program = planted(subjects, noise=noise, seed=seed, layered=layered)
    free = proposal(program, Constraints())
    names = name_groups(program, free)
    rules = Constraints(
        services={name.id: name.name for name in names},
        pins={n: name.id for g, name in zip(free.groups, names, strict=True) for n in g.members},
        roles=dict(free.roles),
    )
    again = proposal(program, rules)
    assert [group.members for group in again.groups] == [group.members for group in free.groups]
    assert again.roles == free.roles
    assert [(n.id, n.name) for n in name_groups(program, again, rules.services)] == [
        (n.id, n.name) for n in names
    ]


def test_nothing_said_is_nothing_held() -> None:
    assert Constraints().nodes == frozenset()
    assert Node(TABLE, "orders_line") in constraints('[services.a]\ntables = ["*"]', SHOP).nodes
