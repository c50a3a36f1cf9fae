"""Foreign keys across a boundary, counted both ways."""

from __future__ import annotations

import msgspec

from tests.accuracy.boundary import compare
from tests.builders import shop


def row(table: str, *targets: str) -> dict[str, object]:
    return {"table": table, "fks": [{"to_table": target} for target in targets]}


def test_keys_between_services_are_counted() -> None:
    registry = [
        row("billing_invoice", "orders_order", "unknown"),
        row("catalog_product", "orders_order"),
        row("orders_order", "orders_order"),
    ]
    found = compare(shop(), registry)
    assert found.tables == 3
    assert found.real == {("billing_invoice", "orders_order"), ("catalog_product", "orders_order")}
    assert found.cut == {("billing_invoice", "orders_order")}


def test_what_is_in_no_service_ties_nothing() -> None:
    tables = tuple(msgspec.structs.replace(table, service=None) for table in shop().tables)
    alone = msgspec.structs.replace(shop(), tables=tables, cuts=())
    assert compare(alone, [row("billing_invoice", "orders_order")]).real == frozenset()
