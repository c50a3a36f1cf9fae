"""Registries: what is put into a container in one place comes out of it in another."""

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
BY_KEY = """
    _handlers = {}

    def register(name, handler=None):
        if handler is None:
            def decorator(handler):
                register(name, handler)
                return handler
            return decorator
        _handlers.setdefault(name, []).append((handler, 0))

    def found(name):
        return [handler for handler, _ in _handlers.get(name, [])]
"""
USE = """
    from app.registry import found

    def close():
        for handler in found("close"):
            handler().delete()
"""


def _accesses(registry: str, registered: str, use: str = USE) -> set[str]:
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/registry.py": registry,
        "app/registered.py": registered,
        "app/use.py": use,
    }
    return {line for line in access_lines(codebase_of(files)) if line.startswith("app.use")}


@pytest.mark.parametrize(
    "registered",
    [
        """
        from app.models import Customer, Order
        from app.registry import register

        register("close", Order)
        register("open", Customer)
        """,
        """
        from app.models import Customer, Order
        from app.registry import register

        @register("close")
        def closing():
            return Order()

        @register("open")
        def opening():
            return Customer()
        """,
    ],
    ids=["called", "decorating"],
)
def test_what_is_registered_under_a_key_is_found_under_it_alone(registered: str) -> None:
    assert _accesses(BY_KEY, registered) == {
        "app.use app_order write",
    }


@pytest.mark.parametrize(
    "store", ["_handlers[name] = [(handler, 0)]", "_handlers[name].append((handler, 0))"]
)
def test_a_global_mapping_is_filled_however_it_is_written(store: str) -> None:
    registry = BY_KEY.replace("_handlers.setdefault(name, []).append((handler, 0))", store)
    registered = """
        from app.models import Customer, Order
        from app.registry import register

        register("close", Order)
        register("open", Customer)
    """
    assert _accesses(registry, registered) == {"app.use app_order write"}


@pytest.mark.parametrize(
    "body",
    ["self.known.append(model)", "self.known += [model]", "self.known[model.__name__] = model"],
)
def test_a_registry_that_is_an_object_keeps_what_it_is_given(body: str) -> None:
    registry = f"""
        class Registry:
            def __init__(self):
                self.known = {{}} if "[" in "{body}" else []

            def add(self, model):
                {body}

            def all(self):
                return list(self.known.values() if hasattr(self.known, "values") else self.known)

        registry = Registry()
    """
    registered = """
        from app.models import Order
        from app.registry import registry

        registry.add(Order)
    """
    use = """
        from app.registry import registry

        def clear():
            for model in registry.known:
                model.objects.create()
            for model in registry.known.values():
                model.objects.create()
    """
    assert _accesses(registry, registered, use) == {"app.use app_order write"}


def test_a_decorator_that_wraps_is_not_taken_for_one_that_registers() -> None:
    registry = """
        def wrapped(function):
            def wrapper(*args):
                return function(*args)
            return wrapper
    """
    registered = """
        from app.models import Order
        from app.registry import wrapped

        @wrapped
        def make():
            return Order()
    """
    use = "from app.registered import make\ndef f():\n    make().save()\n"
    assert _accesses(registry, registered, use) == {"app.use app_order write"}


def test_a_session_that_rows_are_added_to_is_no_set() -> None:
    store = """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base

        session = None

        class Order(declarative_base()):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)

        def make(own):
            own.add(Order())
            session.add(Order())
            return own.query(Order).count()

        def find():
            return session.query(Order).all()
    """
    accesses = codebase_of({"app/__init__.py": "", "app/store.py": store}).accesses
    assert {(a.function, a.operation) for a in accesses} >= {("find", "read"), ("make", "read")}
