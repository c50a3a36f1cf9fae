from __future__ import annotations

import csv
import io

import msgspec
import pytest

from reports.csv import Csv
from tests.builders import EMPTY, PAYLOADS, hostile, shop


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_has_a_table_for_each_question() -> None:
    assert list(Csv().render(EMPTY)) == [
        "accesses.csv",
        "chains.csv",
        "cuts.csv",
        "dependencies.csv",
        "matrix.csv",
        "modules.csv",
        "operations.csv",
        "saga_steps.csv",
        "services.csv",
        "tables.csv",
        "tasks.csv",
    ]


def test_an_empty_table_still_has_its_heading() -> None:
    assert Csv().render(EMPTY)["modules.csv"] == "name,path,lines,role,service\n"


def test_rows_are_the_documents() -> None:
    tables = {name: rows(text) for name, text in Csv().render(shop()).items()}
    assert tables["modules.csv"][-1] == {
        "name": "shop.utils",
        "path": "shop/utils.py",
        "lines": "30",
        "role": "library",
        "service": "",
    }
    assert [row["id"] for row in tables["services.csv"]] == ["catalog", "billing", "orders"]
    assert tables["cuts.csv"][-1]["target"] == "billing_invoice; orders_order"
    assert tables["dependencies.csv"][2]["weight"] == "0.333333"
    assert tables["tables.csv"][0]["foreign_keys"] == "order_id > orders_order"
    assert tables["accesses.csv"][1]["evidence"] == (
        "shop/billing/tasks.py:44; shop/billing/tasks.py:45"
    )


def test_what_services_would_offer_and_their_sagas_are_rows() -> None:
    tables = {name: rows(text) for name, text in Csv().render(shop()).items()}
    assert tables["operations.csv"][0] == {
        "service": "billing",
        "module": "shop.billing.tasks",
        "function": "charge",
        "parameters": "order; amount",
        "style": "event",
        "callers": "orders",
        "tables": "billing_invoice",
        "looped": "1",
        "reason": "It writes billing_invoice and nobody uses its result: send a message.",
        "evidence": "shop/orders/views.py:57; shop/orders/views.py:90",
    }
    assert [(row["step"], row["service"], row["kind"]) for row in tables["saga_steps.csv"]] == [
        ("1", "orders", "compensatable"),
        ("2", "billing", "pivot"),
    ]
    assert tables["saga_steps.csv"][0]["saga"] == "shop.orders.views.checkout"
    assert [row["service"] for row in tables["tasks.csv"]] == ["", "billing"]
    assert tables["chains.csv"][0]["services"] == "orders; billing"


def test_person_days_are_two_columns_that_may_be_empty() -> None:
    first, *rest = shop().services
    difficulty = msgspec.structs.replace(first.difficulty, person_days=(2.5, 30.0))
    dear = msgspec.structs.replace(first, difficulty=difficulty)
    text = Csv().render(msgspec.structs.replace(shop(), services=(dear, *rest)))["services.csv"]
    days = {row["id"]: (row["fewest_days"], row["most_days"]) for row in rows(text)}
    assert days == {"catalog": ("", ""), "billing": ("2.5", "30.0"), "orders": ("", "")}


def test_the_matrix_has_two_columns_for_each_service() -> None:
    orders = rows(Csv().render(shop())["matrix.csv"])[2]
    assert orders == {
        "table": "orders_order",
        "owner": "orders",
        "kind": "shared_write",
        "billing reads": "1",
        "billing writes": "1",
        "catalog reads": "0",
        "catalog writes": "0",
        "orders reads": "1",
        "orders writes": "1",
        "(no service) reads": "1",
        "(no service) writes": "0",
    }


@pytest.mark.parametrize(
    "payload", [*PAYLOADS.values(), "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\uff1d1"]
)
def test_no_cell_is_a_formula(payload: str) -> None:
    for text in Csv().render(hostile(payload)).values():
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_stays_in_its_cell(payload: str) -> None:
    good, bad = Csv().render(shop()), Csv().render(hostile(payload))
    for name, text in good.items():
        shape = [len(row) for row in csv.reader(io.StringIO(text))]
        assert [len(row) for row in csv.reader(io.StringIO(bad[name]))] == shape
        assert bad[name].count("\n") == text.count("\n")
