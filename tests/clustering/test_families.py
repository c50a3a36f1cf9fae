"""Plug-ins that are alike and do not need each other are one family."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.clustering import constrain, propose
from analyzer.clustering.families import join_families
from analyzer.clustering.ground import Ground, prepare
from analyzer.coupling import couple
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE
from analyzer.model.settings import Settings
from analyzer.sources.plan import parse_plan
from tests.coupling.builders import access, codebase, imports, table, vocabulary

PLUGINS = [f"shop.tools.{name}" for name in ("ant", "bee", "cow", "dog", "elk", "fox")]
OTHERS = ["shop.orders.views", "shop.orders.tasks", "shop.bills.views", "shop.bills.tasks"]


def ground(program: Codebase) -> Ground:
    return prepare(program, couple(program, Settings()))


def joined(program: Codebase, *groups: list[str]) -> set[frozenset[str]]:
    """The groups of modules, after families among the given ones have been joined."""
    found = ground(program)
    names = [node.name for node in found.terrain.nodes]
    homes = {name: number for number, group in enumerate(groups, 1) for name in group}
    labels = join_families([homes.get(name, 0) for name in names], found)
    return {
        frozenset(name for name, other in zip(names, labels, strict=True) if other == label)
        for label in labels
    }


def test_groups_of_plugins_that_do_not_need_each_other_are_joined() -> None:
    found = joined(codebase([*PLUGINS, *OTHERS]), PLUGINS[:3], PLUGINS[3:])
    assert found == {frozenset(PLUGINS), frozenset(OTHERS)}


def test_the_package_itself_and_what_lies_with_it_joins_them() -> None:
    host = ["shop.tools", "shop.tools.run"]
    found = joined(codebase([*PLUGINS, *OTHERS, *host]), PLUGINS[:3], PLUGINS[3:], host)
    assert found == {frozenset([*PLUGINS, *host]), frozenset(OTHERS)}


def test_where_most_parts_are_plugins_the_rest_are() -> None:
    large = [f"shop.tools.yak.{each}" for each in ("parser", "csv", "xml")]
    plugins = [*PLUGINS, *large]
    assert joined(codebase([*plugins, *OTHERS]), PLUGINS, large) == {
        frozenset(plugins),
        frozenset(OTHERS),
    }
    found = joined(codebase([*plugins, *OTHERS]), PLUGINS[:3], PLUGINS[3:4], PLUGINS[4:], large)
    assert frozenset(large) in found


def test_a_part_many_times_as_large_as_the_rest_is_a_subject() -> None:
    helpers = [f"shop.tools.{name}" for name in "abcdefgh"]
    vast = [f"shop.tools.yak.{each}" for each in ("api", "csv", "xml", "rss", "net")]
    assert joined(codebase([*helpers, *vast, *OTHERS]), helpers, vast) == {
        frozenset(helpers),
        frozenset(vast),
        frozenset(OTHERS),
    }


def test_a_few_large_parts_are_no_crowd_of_plugins() -> None:
    dashboards = ("admin", "identity", "project", "settings")
    networks = [f"shop.panels.{name}.networks" for name in dashboards]
    volumes = [f"shop.panels.{name}.{module}" for name in dashboards for module in ("a", "b")]
    needs = [imports(one, volumes[0]) for one in volumes[1:]]
    found = joined(codebase([*networks, *volumes, *OTHERS], needs), networks, volumes)
    assert found == {frozenset(networks), frozenset(volumes), frozenset(OTHERS)}


def test_parts_that_need_each_other_are_left_alone() -> None:
    tied = [*PLUGINS[:3], "shop.tools.gnu"]
    needs = [imports(one, tied[0]) for one in tied[1:3]]
    found = joined(codebase([*PLUGINS, *OTHERS, tied[-1]], needs), tied, PLUGINS[3:])
    assert frozenset(tied) in found


def test_who_keeps_data_is_no_plugin() -> None:
    program = codebase(
        [*PLUGINS, *OTHERS],
        tables=[table("ants", PLUGINS[0])],
        accesses=[access(PLUGINS[0], "ants", "write")],
    )
    found = joined(program, [*PLUGINS[:3], "ants"], PLUGINS[3:])
    assert frozenset(PLUGINS[3:]) in found


def test_what_lies_all_over_the_program_is_no_family() -> None:
    loose = ["shop.ant", "shop.bee", "shop.cow"]
    found = joined(codebase([*loose, *OTHERS]), loose, OTHERS[:2])
    assert frozenset(loose) in found
    assert frozenset(OTHERS[:2]) in found


VENDORS = ("acme_scan acme_issue", "burp_probe burp_alert", "crowd_sweep crowd_flaw")
PARSERS = [f"shop.tools.plugin_{a}.parser" for a in "abcdefghijklmnopqrstuvwx"]


def scanners() -> Codebase:
    """Each eight plug-ins speak the same words, as those for one vendor would."""
    words = [vocabulary(name, VENDORS[number // 8]) for number, name in enumerate(PARSERS)]
    subjects = [f"shop.{s}.{layer}" for s in ("orders", "bills") for layer in ("a", "b", "c")]
    needs = [
        imports(one, other)
        for s in (subjects[:3], subjects[3:])
        for one in s
        for other in s
        if one != other
    ]
    program = codebase([*PARSERS, *subjects], needs)
    return msgspec.structs.replace(program, vocabulary=tuple(words))


def homes_by(plan: str) -> dict[str, int]:
    """The group of each module in the proposal around a plan."""
    program = scanners()
    rules = constrain(program, parse_plan(plan.encode(), "plan.toml", "plan.toml"))
    partition = propose(program, couple(program, Settings()), Settings(), rules, runs=0)
    return {
        node.name: number
        for number, group in enumerate(partition.groups)
        for node in group.members
        if node.kind == MODULE
    }


ORDERS = '[services.orders]\nmodules = ["shop.orders.a"]\n'


@pytest.mark.parametrize("plan", ["", ORDERS], ids=["free", "around a plan for others"])
def test_a_proposal_has_one_service_for_a_family(plan: str) -> None:
    homes = homes_by(plan)
    assert len({homes[name] for name in PARSERS}) == 1


def test_what_a_plan_speaks_of_is_not_joined() -> None:
    program = scanners()
    plan = f'[services.scans]\nmodules = ["{PARSERS[0]}"]\n'
    rules = constrain(program, parse_plan(plan.encode(), "plan.toml", "plan.toml"))
    found = prepare(program, couple(program, Settings()), rules)
    names = [node.name for node in found.terrain.nodes]
    groups = {name: 1 + number // 8 for number, name in enumerate(PARSERS)}
    labels = join_families([groups.get(name, 0) for name in names], found)
    joined = dict(zip(names, labels, strict=True))
    assert joined[PARSERS[8]] == joined[PARSERS[16]] != joined[PARSERS[0]]
