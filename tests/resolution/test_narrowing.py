"""What `isinstance` tells of a name that nobody is known to have passed."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import access_lines, codebase_of

_MODELS = textwrap.dedent("""
    from django.db import models

    class Order(models.Model):
        pass

    class Invoice(models.Model):
        pass
""")


def _touched(body: str) -> set[str]:
    code = "from shop.models import Invoice, Order\n" + textwrap.dedent(body)
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/x.py": code}
    return {line.removeprefix("shop.x shop_") for line in access_lines(codebase_of(files))}


@pytest.mark.parametrize(
    "body",
    [
        "def f(x):\n    if isinstance(x, Order):\n        x.save()",
        "def f(x):\n    if not isinstance(x, Order):\n        return\n    x.save()",
        "def f(x):\n    if not isinstance(x, Order):\n        raise ValueError(x)\n    x.save()",
        "def f(x, y):\n    if y and isinstance(x, Order):\n        x.save()",
        "def f(x, y):\n    if y or not isinstance(x, Order):\n        pass\n    else:\n        x.save()",
        "def f(x):\n    return x.save() if isinstance(x, Order) else None",
        "def f(x):\n    return isinstance(x, Order) and x.save()",
    ],
)
def test_a_test_says_what_a_name_is(body: str) -> None:
    assert _touched(body) == {"order write"}


@pytest.mark.parametrize(
    "body",
    [
        "def f(x):\n    if not isinstance(x, Order):\n        x.save()",
        "def f(x):\n    if isinstance(x, Order) or x:\n        x.save()",
        "def f(x):\n    y = isinstance(x, Order) and 1\n    x.save()",
    ],
)
def test_where_a_test_tells_nothing_nothing_is_claimed(body: str) -> None:
    assert _touched(body) == set()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def f(x):\n    if x in [Order]:\n        x.objects.create()", {"order write"}),
        (
            "def f(x):\n    if x in [Order]:\n        pass\n    else:\n        x.objects.create()",
            set(),
        ),
        (
            "def f(x):\n    if x not in (Order,):\n        return\n    x.objects.create()",
            {"order write"},
        ),
        (
            "def f():\n    x = Invoice\n    if x in [Order]:\n        x.objects.create()",
            {"invoice write"},
        ),
    ],
)
def test_being_among_classes_says_which_an_unknown_one_is(body: str, expected: set[str]) -> None:
    assert _touched(body) == expected


def test_each_branch_sees_its_own_share_of_what_is_known() -> None:
    touched = _touched("""
        def either(flag):
            return Order() if flag else Invoice()

        def f(flag):
            x = either(flag)
            if isinstance(x, Order):
                return x
            x.save()
    """)
    assert touched == {"invoice write"}


def test_what_a_condition_binds_is_known_after_it() -> None:
    touched = _touched("""
        def f(x):
            if isinstance(x, Order) and (y := x):
                pass
            y.save()
    """)
    assert touched == {"order write"}


@pytest.mark.parametrize("test", ["model is Order", "model == Order", "model in (Order,)"])
def test_what_is_for_one_class_is_not_run_for_another(test: str) -> None:
    code = f"""
        from shop.models import Invoice, Order

        def found(model):
            if {test}:
                return Order.objects.filter(open=True)
            return model.objects.all()

        def f():
            return list(found(Invoice))
    """
    codebase = codebase_of({"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/x.py": code})
    assert [a.table for a in codebase.accesses if a.function == "f"] == ["shop_invoice"]


def test_a_test_for_a_class_keeps_that_class_alone() -> None:
    touched = _touched("""
        def f(flag):
            model = Order if flag else Invoice
            if model is not Order:
                model.objects.create()
    """)
    assert touched == {"invoice write"}
