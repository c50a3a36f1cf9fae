"""Functions that somebody else's code runs are given what it was handed for them."""

from __future__ import annotations

import pytest

from tests.program import access_lines, codebase_of

MODELS = """
    from django.db import models

    class Order(models.Model):
        pass

    class Customer(models.Model):
        pass
"""
WORK = """
    def close(order):
        order.save()

    def in_transaction(transaction, order):
        order.save()

    def named(first, order, last):
        order.save()

    def both(customer, order):
        order.save()
"""


def _accesses(use: str) -> set[str]:
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/work.py": WORK,
        "app/use.py": f"""
    import asyncio, functools, threading
    from asgiref.sync import sync_to_async
    from concurrent.futures import ThreadPoolExecutor
    from app.models import Customer, Order
    from app.work import both, close, in_transaction, named

    async def run(self, db, loop):
        order, customer = Order(), Customer()
        orders = [order]
        {use}
""",
    }
    return {line for line in access_lines(codebase_of(files)) if line.startswith("app.work")}


@pytest.mark.parametrize(
    "use",
    [
        "await asyncio.to_thread(close, order)",
        "await sync_to_async(close)(order)",
        "await loop.run_in_executor(None, close, order)",
        "with ThreadPoolExecutor() as pool: pool.submit(close, order)",
        "ThreadPoolExecutor().map(close, orders)",
        "threading.Thread(target=close, args=(order,)).start()",
        "threading.Thread(target=close, kwargs={'order': order}).start()",
        "threading.Timer(1, close, [order]).start()",
        "db.runInteraction(in_transaction, order)",
        "db.run('closing', in_transaction, order)",
        "self.database.attempt(named, order, 1)",
        "functools.partial(both, customer)(order)",
        "functools.partial(both, order=order)(customer)",
        "functools.partial(functools.partial(both, customer), order)()",
        "asyncio.to_thread(functools.partial(both, customer), order)",
    ],
)
def test_what_follows_a_function_is_for_it(use: str) -> None:
    assert _accesses(use) == {"app.work app_order write"}


@pytest.mark.parametrize(
    "use",
    [
        "threading.Thread(target=close)",
        "functools.partial(both, order)(customer)",
        "functools.reduce(close, orders)",
        "db.register(close, 'order')",
    ],
)
def test_nothing_reaches_a_function_that_is_not_for_it(use: str) -> None:
    assert "app.work app_order write" not in _accesses(use)


def test_who_runs_a_function_goes_on_with_what_it_gives() -> None:
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/use.py": """
            import asyncio
            from app.models import Order

            def load():
                return Order()

            async def run():
                order = await asyncio.to_thread(load)
                order.save()
        """,
    }
    assert access_lines(codebase_of(files)) == {"app.use app_order write"}
