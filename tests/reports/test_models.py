"""Models for architecture tools: Structurizr DSL and Context Mapper's CML."""

from __future__ import annotations

import re

import msgspec

from analyzer.model.analysis import Cut
from reports.cml import Cml
from reports.structurizr import Structurizr
from tests.builders import EMPTY, at, service, shop


def test_services_are_containers_and_their_tables_stores() -> None:
    model = Structurizr().render(shop())
    assert re.findall(r'(\w+) = container "([^"]*)"', model) == [
        ("service1", "Billing"),
        ("store1", "Billing: tables"),
        ("service2", "Catalog"),
        ("store2", "Catalog: tables"),
        ("service3", "Orders"),
        ("store3", "Orders: tables"),
    ]
    assert 'service1 -> store3 "tables read: 1, tables written: 1"' in model
    assert 'service3 -> service1 "task: 1" "" "Asynchronous"' in model
    assert 'store1 -> store3 "foreign key: 1"' in model


def test_containers_of_one_name_are_told_apart() -> None:
    services = tuple(service(n, "Same", (n,), (), rank=1, score=1) for n in ("a", "b", "c"))
    model = Structurizr().render(msgspec.structs.replace(shop(), services=services, cuts=()))
    assert re.findall(r'container "(Same[^"]*)"', model) == ["Same", "Same (2)", "Same (3)"]


def test_a_service_without_tables_has_no_store() -> None:
    services = (service("a", "A", ("a",), (), rank=1, score=1),)
    model = Structurizr().render(msgspec.structs.replace(shop(), services=services))
    assert "store1" not in model


def relations(*cuts: Cut) -> list[str]:
    text = Cml().render(msgspec.structs.replace(shop(), cuts=cuts))
    return re.findall(r"^  (\w+ \[.*\] \w+) \{$", text, re.MULTILINE)


def cut(kind: str, source: str, target: str) -> Cut:
    return Cut(kind, source, target, "m", "n", "", 1, at("a.py", 1))


def test_contexts_relate_as_their_cuts_say() -> None:
    assert relations(cut("call", "billing", "orders")) == ["OrdersContext [U]->[D] BillingContext"]
    assert relations(cut("call", "orders", "billing"), cut("import", "billing", "orders")) == [
        "BillingContext [P]<->[P] OrdersContext"
    ]
    assert relations(cut("shared_write", "catalog", "orders")) == [
        "CatalogContext [SK]<->[SK] OrdersContext"
    ]
    assert relations(cut("call", "billing", "gone")) == []


def test_a_context_holds_its_tables_as_aggregates() -> None:
    text = Cml().render(shop())
    assert re.search(
        r"BoundedContext OrdersContext \{.*Aggregate OrderAggregate \{\s+Entity Order \{\s+"
        r'databaseTable = "orders_order"',
        text,
        re.DOTALL,
    )


def test_entities_have_names_that_the_language_admits() -> None:
    names = {"a": "Service", "b": "Service", "c": "2nd_try", "d": "\u65e5\u672c", "e": None}
    first, *_ = shop().tables
    tables = tuple(
        msgspec.structs.replace(first, id=id_, class_=name) for id_, name in names.items()
    )
    owner = service("s", "S", (), tuple(names), rank=1, score=1)
    text = Cml().render(msgspec.structs.replace(EMPTY, tables=tables, services=(owner,)))
    assert re.findall(r"Entity (\S+)", text) == ["^Service", "Service_2", "N2ndTry", "Unnamed", "E"]
    assert "Aggregate ServiceAggregate {" in text
