"""The recorder, below a program of ten lines that runs its SQL through somebody else's code."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.accuracy.inside import hooks
from tests.accuracy.inside.parties import Parties
from tests.accuracy.inside.recorder import Recorder, stack
from tests.accuracy.truth import read_accesses

SHOP = """
class Orders:
    def add(self, total):
        execute("INSERT INTO orders (total) VALUES (?)", (total,))
    def page(self):
        return render(lambda: None, "SELECT total FROM orders")
"""
VIEWS = """
def buy(orders):
    orders.add(3)
"""
TESTS = """
def check(buy, orders):
    buy(orders)
    execute("SELECT total FROM orders", ())
"""
TEMPLATES = """
def render(done, statement):
    execute(statement, ())
"""


def _module(
    name: str, source: str, execute: Callable[..., Any], file: str = "", **more: object
) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": name, "execute": execute, **more}
    exec(compile(source, file or f"{name}.py", "exec"), space)
    return space


def _recorded() -> list[dict[str, Any]]:
    recorder = Recorder(Parties(("shop",)))
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE orders (total int)")

    def execute(statement: str, parameters: tuple[object, ...]) -> None:
        recorder.record(statement, "sqlite", 2)
        database.execute(statement, parameters)

    render = _module("django.template.base", TEMPLATES, execute)["render"]
    orders = _module("shop.orders", SHOP, execute, render=render)["Orders"]()
    buy = _module("shop.views", VIEWS, execute)["buy"]
    _module("shop.tests.test_views", TESTS, execute)["check"](buy, orders)
    orders.page()
    database.close()
    rows: list[dict[str, Any]] = json.loads(recorder.dump())["rows"]
    return rows


def test_the_innermost_function_of_the_project_is_found() -> None:
    written = _recorded()[0]
    assert written["statement"].startswith("INSERT")
    assert (written["module"], written["function"]) == ("shop.orders", "Orders.add")
    assert written["via"] == "direct"
    assert written["count"] == 1


def test_all_modules_of_the_project_on_the_stack_are_kept_but_no_tests() -> None:
    assert _recorded()[0]["reach"] == ["shop.orders", "shop.views"]


def test_a_statement_of_a_test_alone_is_not_the_projects() -> None:
    assert [row["via"] for row in _recorded()] == ["direct", "template"]


def test_an_example_in_a_docstring_is_a_test() -> None:
    recorder = Recorder(Parties(("shop",)))
    _module(
        "shop.orders",
        "execute('SELECT total FROM orders')",
        lambda statement: recorder.record(statement, "sqlite", 2),
        "<doctest shop.orders[0]>",
    )
    assert (json.loads(recorder.dump())["rows"], recorder.unattributed) == ([], 1)


def test_what_was_recorded_becomes_pairs(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps({"rows": _recorded()}), encoding="utf-8")
    real = read_accesses(tmp_path, frozenset(("orders",)))
    assert list(real.pairs) == [("shop.orders", "orders", "R"), ("shop.orders", "orders", "W")]
    assert real.pairs[("shop.orders", "orders", "R")].vias == {"template"}
    assert real.unparsed == ()


def test_a_connection_of_django_tells_of_its_statements() -> None:
    recorder = Recorder(Parties(("shop",)))
    base = ModuleType("base")

    class Connection:
        vendor = "sqlite"

        def __init__(self) -> None:
            self.execute_wrappers: list[Any] = []

    base.BaseDatabaseWrapper = Connection  # type: ignore[attr-defined]
    hooks.watch_django(base, recorder)
    connection = Connection()
    wrapper = connection.execute_wrappers[0]
    run = _module("shop.raw", "def run(w, c):\n    return execute(w, c)\n", lambda w, c: w(
        lambda *a: "done", "DELETE FROM orders", (), False, {"connection": c}
    ))["run"]  # fmt: skip
    assert run(wrapper, connection) == "done"
    (row,) = json.loads(recorder.dump())["rows"]
    assert (row["module"], row["statement"]) == ("shop.raw", "DELETE FROM orders")


def test_a_connection_of_sqlite_tells_of_its_statements_without_their_values() -> None:
    recorder = Recorder(Parties(("shop",), drivers=("shop.cursors",)))
    driver: Any = ModuleType("driver")
    driver.connect = sqlite3.connect
    hooks.watch_sqlite(driver, recorder)
    connection = driver.connect(":memory:")
    source = "def run(statement, values):\n    return execute(statement, values)\n"
    hand_on = _module("shop.cursors", source, connection.execute)["run"]
    run = _module("shop.raw", source, hand_on)["run"]
    run("CREATE TABLE orders (note text, total int, mark blob)", ())
    run("INSERT INTO orders VALUES (?, ?, ?)", ("it's paid", 12, b"paid"))
    connection.close()
    rows = json.loads(recorder.dump())["rows"]
    assert {row["module"] for row in rows} == {"shop.raw"}
    assert [row["statement"] for row in rows if row["statement"].startswith("INSERT")] == [
        "INSERT INTO orders VALUES (?, ?, ?)"
    ]


def test_out_of_a_greenlet_the_stack_goes_on_with_whoever_switched_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outside = sys._getframe()
    loop = SimpleNamespace(parent=None, gr_frame=outside)
    bridge = SimpleNamespace(parent=loop, gr_frame=None)
    monkeypatch.setitem(sys.modules, "greenlet", SimpleNamespace(getcurrent=lambda: bridge))
    frames = list(stack(outside))
    assert frames.count(outside) == 2
    assert frames[len(frames) // 2 :] == frames[: len(frames) // 2]
