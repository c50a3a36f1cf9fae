"""Decorators that wrap: what they add to the arguments reaches the function, and no other."""

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
PLAIN = """
    from functools import wraps
    from app.models import Customer, Order

    def with_order(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            return view(request, Order.objects.get(), *args, **kwargs)
        return wrapper

    def with_row(model, name):
        def decorator(view):
            @wraps(view)
            def wrapper(*args, **kwargs):
                kwargs[name] = model.objects.get()
                return view(*args, **kwargs)
            return wrapper
        return decorator

    def timed(view):
        def wrapper(*args, **kwargs):
            return view(*args, **kwargs)
        return wrapper
"""


def _accesses(use: str) -> set[str]:
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/wrappers.py": PLAIN,
        "app/use.py": use,
    }
    return {line for line in access_lines(codebase_of(files)) if line.startswith("app.use")}


def test_an_argument_by_place_reaches_the_function() -> None:
    use = """
        from app.wrappers import timed, with_order

        @timed
        @with_order
        def drop(request, order):
            order.save()
    """
    assert _accesses(use) == {"app.use app_order write"}


def test_an_argument_by_name_reaches_a_method_for_its_heirs_too() -> None:
    use = """
        from app.models import Order
        from app.wrappers import with_row

        class Dropper:
            @with_row(Order, "row")
            def drop(self, row=None):
                self.gone(row)

            def gone(self, row):
                pass

        class Heir(Dropper):
            def gone(self, row):
                row.save()
    """
    assert _accesses(use) == {"app.use app_order write"}


@pytest.mark.parametrize("order", [("Order", "Customer"), ("Customer", "Order")])
def test_what_one_is_given_does_not_reach_the_others(order: tuple[str, str]) -> None:
    first, second = order
    use = f"""
        from app.models import Customer, Order
        from app.wrappers import with_row

        @with_row({first}, "thing")
        def drop(request, thing):
            thing.save()

        @with_row({second}, "thing")
        def show(request, thing):
            pass
    """
    assert _accesses(use) == {f"app.use app_{first.lower()} write"}


def test_the_module_of_a_decorator_does_not_call_what_it_decorates() -> None:
    use = """
        from app.wrappers import with_order

        @with_order
        def drop(request, order):
            order.save()
    """
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/wrappers.py": PLAIN,
        "app/use.py": use,
    }
    links = {(d.source, d.target) for d in codebase_of(files).dependencies}
    assert ("app.wrappers", "app.use") not in links


def test_what_a_wrapper_puts_between_the_arguments_is_nothing_that_callers_give() -> None:
    use = """
        from app.models import Customer, Order
        from app.wrappers import with_order

        @with_order
        def drop(request, order, customer):
            customer.delete()

        def drop_first(request):
            drop(request, Customer.objects.get())
    """
    assert _accesses(use) == {"app.use app_customer read", "app.use app_customer write"}


def test_arguments_taken_from_those_of_the_wrapper_are_none_that_it_puts_in() -> None:
    use = """
        from app.models import Customer

        def with_number(function):
            def wrapper(*args, **kwargs):
                return function(args[0], 1, *args[1:], **kwargs)
            return wrapper

        class Dropper:
            @with_number
            def drop(self, number, customer):
                customer.delete()

        def drop_first(dropper: Dropper):
            dropper.drop(Customer.objects.get())
    """
    assert _accesses(use) == {"app.use app_customer read", "app.use app_customer write"}
