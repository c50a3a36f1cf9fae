"""What is drawn of a service's inside, and around a module or a table."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.model.analysis import Access, Dependency, Module, Service
from analyzer.model.errors import UnknownName
from reports.closeup import NEIGHBOURS_SHOWN, closeup
from reports.inside import PARTS_SHOWN, folded_modules
from reports.sketch import Sketch
from reports.subjects import find
from tests.builders import at, shop


def titles(sketch: Sketch, *, framed: bool) -> list[str]:
    return [node.title for node in sketch.nodes if (node.group is not None) == framed]


def ties(sketch: Sketch) -> set[tuple[str, str, str, str]]:
    called = {node.id: node.title for node in sketch.nodes}
    return {
        (called[edge.source], edge.family.name, called[edge.target], edge.label)
        for edge in sketch.edges
    }


def test_a_service_shows_its_modules_and_tables_and_the_services_around() -> None:
    sketch = closeup(shop(), "billing")
    assert titles(sketch, framed=True) == ["models", "tasks", "billing_invoice"]
    assert titles(sketch, framed=False) == ["Orders"]
    assert ties(sketch) == {
        ("models", "code", "Orders", "1"),
        ("tasks", "reads", "billing_invoice", "1"),
        ("tasks", "writes", "billing_invoice", "2"),
        ("tasks", "reads", "Orders", "1"),
        ("tasks", "writes", "Orders", "2"),
        ("billing_invoice", "foreign keys", "Orders", "1"),
        ("Orders", "messages", "tasks", "2"),
    }


def test_a_table_shows_who_touches_it_in_frames_of_their_services() -> None:
    sketch = closeup(shop(), "orders_order")
    frames = {group.id: group.title for group in sketch.groups}
    assert [(node.title, frames[node.group or ""]) for node in sketch.nodes] == [
        ("shop.billing.tasks", "Billing"),
        ("shop.orders.views", "Orders"),
        ("billing_invoice", "Billing"),
        ("orders_order", "Orders"),
    ]
    assert ("shop.orders.views", "writes", "orders_order", "2") in ties(sketch)
    assert ("billing_invoice", "foreign keys", "orders_order", "1") in ties(sketch)


def test_a_module_shows_what_it_needs_and_what_needs_it() -> None:
    sketch = closeup(shop(), "shop.orders.views")
    assert ("shop.orders.views", "code", "shop.utils", "1") in ties(sketch)
    assert "In no service" in [group.title for group in sketch.groups]


def test_writers_are_drawn_before_readers_and_the_rest_is_told() -> None:
    modules = tuple(Module(f"shop.m{n:02}", f"shop/m{n:02}.py", 9, "app") for n in range(40))
    reads = tuple(
        Access(each.name, "f", "orders_order", "read", "sql", "certain", None, at(each.path, 1, 2))
        for each in modules
    )
    last = msgspec.structs.replace(reads[-1], operation="write", evidence=at("shop/m39.py", 3))
    analysis = msgspec.structs.replace(
        shop(), modules=modules, accesses=(*reads[:-1], last), dependencies=()
    )
    sketch = closeup(analysis, "orders_order")
    assert len(sketch.nodes) == NEIGHBOURS_SHOWN + 1
    assert "shop.m39" in [node.title for node in sketch.nodes]
    assert ("frame", f"a service; the {NEIGHBOURS_SHOWN} heaviest of 41 neighbours are drawn") in (
        sketch.notes
    )


def test_many_modules_are_folded_into_packages() -> None:
    lines = {f"shop.a.m{n}": 5 for n in range(PARTS_SHOWN)} | {"shop.b.x": 1, "shop.b.y": 1}
    parts = folded_modules(lines)
    assert parts["shop.b.x"] == parts["shop.b.y"] == "b"
    assert len(set(parts.values())) <= PARTS_SHOWN
    assert parts["shop.a.m0"].startswith("a.")


def test_of_one_crowded_package_the_longest_modules_are_drawn() -> None:
    lines = {f"shop.m{n:03}": n for n in range(100)}
    parts = folded_modules(lines)
    assert len(set(parts.values())) == PARTS_SHOWN
    assert parts["shop.m099"] == "m099"
    assert parts["shop.m000"] == parts["shop.m001"] == "*"


def test_a_package_and_what_is_in_it_are_told_apart() -> None:
    assert folded_modules({"shop": 0, "shop.a": 1}) == {"shop": "shop", "shop.a": "shop.a"}
    assert folded_modules({"shop.x": 1}) == {"shop.x": "x"}
    assert folded_modules({}) == {}


def test_a_service_without_ties_is_drawn_alone() -> None:
    analysis = msgspec.structs.replace(shop(), dependencies=(), accesses=())
    sketch = closeup(analysis, "catalog")
    assert titles(sketch, framed=True) == ["models", "catalog_product"]
    assert sketch.edges == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("billing", "Service"),
        ("Billing", "Service"),
        ("shop.utils", "Module"),
        ("ORDERS_ORDER", "Table"),
    ],
)
def test_a_name_means_a_service_a_module_or_a_table(name: str, kind: str) -> None:
    assert type(find(shop(), name)).__name__ == kind


def test_services_go_before_modules_of_their_name() -> None:
    module = Module("billing", "billing.py", 1, "app")
    analysis = msgspec.structs.replace(shop(), modules=(module,))
    assert isinstance(find(analysis, "billing"), Service)


def test_an_unknown_name_is_answered_with_those_alike() -> None:
    with pytest.raises(UnknownName) as caught:
        find(shop(), "orders_ordr")
    assert "Did you mean orders_order" in caught.value.hint
    with pytest.raises(UnknownName) as caught:
        find(shop(), "zzzz")
    assert caught.value.hint == "The services are: billing, catalog, orders."


def test_the_order_of_the_document_changes_nothing() -> None:
    tie = Dependency("shop.billing.tasks", "shop.billing.models", "import", 1.0, at("a.py", 1))
    analysis = msgspec.structs.replace(shop(), dependencies=(*shop().dependencies, tie))
    turned = msgspec.structs.replace(
        analysis,
        dependencies=analysis.dependencies[::-1],
        accesses=analysis.accesses[::-1],
    )
    assert closeup(analysis, "billing") == closeup(turned, "billing")
