"""Why something is where it is, and what ties two things."""

from __future__ import annotations

import json

import msgspec
import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.errors import UnknownName
from reports.document import indented
from reports.explaining import explain
from reports.explaining.explanation import POINTS_SHOWN, Explanation, Point, Section, text
from tests.builders import EMPTY, PAYLOADS, at, hostile, one_module, shop


def titles(explanation: Explanation) -> list[str]:
    return [part.title for part in explanation.sections]


def points(explanation: Explanation, title: str) -> list[str]:
    return [
        point.text for part in explanation.sections if part.title == title for point in part.points
    ]


def test_a_module_says_what_draws_it_and_what_it_ties() -> None:
    found = explain(shop(), "shop.billing.tasks")
    assert found.kinds == ("module",)
    assert found.answer.endswith("is in Billing.")
    assert "shop.billing.tasks.charge writes orders_order" in " ".join(
        points(found, "What it reads and writes")
    )
    assert points(found, "Who needs it") == [
        "shop.orders.views queues a task of shop.billing.tasks"
    ]
    assert "Cuts" in titles(found)


def test_a_module_of_no_service_says_why() -> None:
    assert "its role is library" in explain(shop(), "shop.utils").answer


def test_the_end_of_a_name_is_enough_where_it_is_one_s_alone() -> None:
    assert explain(shop(), "billing.tasks") == explain(shop(), "shop.billing.tasks")
    with pytest.raises(UnknownName):
        explain(shop(), "models")


def test_a_table_says_who_owns_uses_and_refers_to_it() -> None:
    found = explain(shop(), "orders_order")
    assert found.kinds == ("table",)
    assert "is owned by Orders" in found.answer
    assert points(found, "Referred to by") == [
        "billing_invoice.order_id refers to orders_order, on delete CASCADE"
    ]
    assert points(found, "Transactions that write it") == [
        "shop.orders.views.checkout, with billing_invoice"
    ]
    assert "Who writes it" in titles(found)


def test_a_transaction_over_many_tables_names_some_of_them() -> None:
    many = tuple(f"t{number:02}" for number in range(45))
    busy = msgspec.structs.replace(shop().transactions[0], tables_written=("orders_order", *many))
    found = explain(msgspec.structs.replace(shop(), transactions=(busy,)), "orders_order")

    assert points(found, "Transactions that write it") == [
        "shop.orders.views.checkout, with t00, t01, t02, t03, t04, t05 and 39 more"
    ]


def test_a_service_says_what_it_costs() -> None:
    found = explain(shop(), "Billing")
    assert found.kinds == ("service",)
    assert "number 2 in the order of extraction" in found.answer
    assert points(found, "Difficulty") == ["foreign_key: 41 at 5 points are 205"]
    assert points(found, "Modules") == ["shop.billing.models", "shop.billing.tasks"]


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        ("shop.billing.tasks", "orders_order", "Code that reads and writes tables"),
        ("orders_order", "billing_invoice", "Foreign keys"),
        ("shop.orders.views", "shop.billing.tasks", "Code that needs code"),
        ("shop.orders.views", "shop.billing.tasks", "Tables that both use"),
        ("orders_order", "billing_invoice", "Written in one transaction"),
        ("billing", "orders", "Cuts"),
    ],
)
def test_two_things_are_told_what_ties_them(one: str, other: str, title: str) -> None:
    found, again = explain(shop(), one, other), explain(shop(), other, one)
    assert title in titles(found)
    assert all(
        p.evidence for s in found.sections if s.title != "Tables that both use" for p in s.points
    )
    assert sorted(titles(found)) == sorted(titles(again))


def test_nothing_between_two_things_is_said_as_well() -> None:
    found = explain(shop(), "catalog_product", "shop.billing.tasks")
    assert found.answer.startswith("Nothing was found that ties catalog_product")
    assert found.sections == ()


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no service, module or table") as raised:
        explain(shop(), "orders_oder")
    assert "orders_order" in raised.value.hint


def test_long_lists_are_cut_unless_all_is_wanted() -> None:
    long = Explanation(
        ("a",),
        ("module",),
        "It is.",
        (Section("Cuts", tuple(Point(f"cut {n}", at("a.py", 1, 2, 3, 4)) for n in range(20))),),
    )
    short = text(long)
    assert "Cuts (20)" in short
    assert "and 1 more place" in short
    assert f"and {20 - POINTS_SHOWN} more: --all shows them" in short
    assert "more" not in text(long, every=True)


@pytest.mark.parametrize("analysis", [shop(), one_module(), *map(hostile, PAYLOADS.values())])
def test_everything_can_be_explained_and_prints(analysis: Analysis) -> None:
    names = [service.id for service in analysis.services]
    names += [module.name for module in analysis.modules]
    names += [table.id for table in analysis.tables]
    for name in names:
        found = explain(analysis, name)
        assert all(line.isprintable() for line in text(found, every=True).split("\n"))
        assert json.loads(indented(found))["kinds"] == list(found.kinds)


def test_there_may_be_nothing_to_explain() -> None:
    with pytest.raises(UnknownName) as raised:
        explain(EMPTY, "a")
    assert raised.value.hint == "The services are: none."
