"""The plan of a proposal: what it says, in how few words, and that it is TOML whatever the names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model.analysis import Analysis, Module
from analyzer.model.plan import Pattern
from analyzer.sources.plan import parse_plan
from reports.packages import entries
from reports.plan import REPORT
from tests.builders import PAYLOADS, hostile, shop


def read(analysis: Analysis) -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads(REPORT.render(analysis))


def test_holds_services_and_roles() -> None:
    analysis = shop()
    services = read(analysis)["services"]
    assert list(services) == sorted(service.id for service in analysis.services)
    for service in analysis.services:
        assert services[service.id]["name"] == service.name
        assert services[service.id]["tables"] == sorted(service.tables)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_names_stay_inside_their_strings(payload: str) -> None:
    analysis = hostile(PAYLOADS[payload])
    document = read(analysis)
    assert set(document) == {"services", "plan"}
    assert len(document["services"]) == len(analysis.services)
    assert all(set(s) <= {"name", "modules", "tables"} for s in document["services"].values())


def test_roles_have_lists_of_their_own() -> None:
    roles = {"a": "library", "b": "glue", "c": "ignored", "d": "test", "e": "admin"}
    modules = tuple(Module(name, f"{name}.py", 1, role) for name, role in roles.items())
    analysis = msgspec.structs.replace(shop(), modules=modules, services=(), hubs=())
    plan: dict[str, object] = {**read(analysis)["plan"]}
    assert plan == {"library": ["a"], "glue": ["b"], "ignore": ["c"]}


def test_a_divided_module_is_listed_by_definition() -> None:
    document = read(shop())
    orders = document["services"]["orders"]
    assert isinstance(orders, dict)
    assert orders["modules"] == [
        "shop.__init__",
        "shop.orders.models",
        "shop.orders.views.checkout",
    ]
    assert "shop.orders.views.pay" in str(document["services"]["billing"])
    assert "shop.orders.views.paged" in str(document["plan"])


def found(owners: Mapping[str, str]) -> dict[str, list[str]]:
    return {owner: [e.pattern for e in listed] for owner, listed in entries(owners).items()}


def test_a_package_of_one_owner_is_one_entry() -> None:
    owners = dict.fromkeys(["shop", "shop.a", "shop.a.x", "shop.b.y"], "one")
    assert found(owners) == {"one": ["shop"]}
    assert found(owners | {"shop.b.z": "two"}) == {
        "one": ["shop.__init__", "shop.a", "shop.b.y"],
        "two": ["shop.b.z"],
    }


PARTS = st.sampled_from(["a", "b", "ab", "*", "[x]"])
NAMES = st.lists(PARTS, min_size=1, max_size=4).map(".".join)


@given(st.dictionaries(NAMES, st.sampled_from(["one", "two", "library"]), max_size=12))
def test_the_entries_mean_what_their_owner_has(owners: Mapping[str, str]) -> None:
    listed = entries(owners)
    claims = [(owner, Pattern(e.pattern, 1)) for owner, all_ in listed.items() for e in all_]
    for name, owner in owners.items():
        assert {o for o, pattern in claims if pattern.covers_module(name)} == {owner}
    assert sorted(m for all_ in listed.values() for e in all_ for m in e.modules) == sorted(owners)


def test_a_plan_of_the_shop_is_a_plan() -> None:
    text = REPORT.render(shop())
    assert len(parse_plan(text.encode(), "p", "p").services) == len(shop().services)
    assert all(len(line) <= 200 for line in text.split("\n"))
