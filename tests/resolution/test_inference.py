"""What a name can hold, shown by the table that a query on it reads."""

from __future__ import annotations

import pytest

from analyzer.frameworks.interpret import interpret
from tests.program import codebase_of, program_of

MODELS = """
from django.db import models

class Order(models.Model):
    total = models.IntegerField()

class Refund(models.Model):
    order = models.ForeignKey(Order, models.CASCADE, related_name="refunds")
"""


def _reads(source: str, **others: str) -> set[str]:
    files = {"shop/__init__.py": "", "shop/models.py": MODELS, "shop/code.py": source}
    files |= {f"shop/{name}.py": text for name, text in others.items()}
    accesses = codebase_of(files).accesses
    return {access.table for access in accesses if access.module == "shop.code"}


@pytest.mark.parametrize(
    "source",
    [
        "from .models import Order\ndef f():\n    return Order.objects.first()",
        "from . import models as m\ndef f():\n    return m.Order.objects.first()",
        "from .models import Order as O\ndef f():\n    q = O.objects\n    return q.first()",
        "from .models import Order\nq = Order.objects.all()\ndef f():\n    return q.first()",
        "from .models import Order\ndef g():\n    return Order\ndef f():\n    g().objects.first()",
        "from .models import Order\ndef g(m):\n    m.objects.first()\ndef f():\n    g(Order)",
        "from .models import Order\ndef g(*a, m=None):\n    m.objects.first()\ndef f():\n    g(m=Order)",
        "from .models import Order\nclass A:\n    m = Order\n    def f(self):\n        self.m.objects.first()",
        """
from .models import Order
class cached_classmethod(dict):
    def __init__(self, function):
        self.function = function
@cached_classmethod
def _first(cls):
    return cls.objects.first()
Order.find = _first
def f():
    return Order.find()
""",
        """
from collections import OrderedDict
from .models import Order
def f():
    for key, model in OrderedDict([(name, Order) for name in ("a", "b")]).items():
        model.objects.first()
""",
        """
from public import public
from .models import Order
public(model=Order)
def f():
    model.objects.first()
""",
        """
from contextlib import contextmanager
from .models import Order
def chosen():
    yield Order
choosing = contextmanager(chosen)
def f():
    with choosing() as model:
        model.objects.first()
""",
        """
from .models import Order
q = None
def prepare():
    global q
    q = Order.objects
def f():
    return q.first()
""",
        """
from .models import Order
def f():
    q = None
    def prepare():
        nonlocal q
        q = Order.objects
    def inner():
        return q.first()
""",
        """
from .models import Order
class A:
    def __init__(self, m):
        self.m = m
    def f(self):
        self.m.objects.first()
def g():
    A(Order).f()
""",
        """
from .models import Order
class A:
    @property
    def m(self):
        return Order
    def f(self):
        self.m.objects.first()
""",
        "from .models import Order\ndef f():\n    for m in [Order]:\n        m.objects.first()",
        "from .models import Order\ndef f():\n    return [m.objects.first() for m in (Order,)]",
        "from .models import Order\ndef f():\n    t = {'a': Order}\n    t['a'].objects.first()",
        "from .models import Order\ndef f(x):\n    m = Order if x else None\n    m.objects.first()",
        "from .models import Order\ndef f():\n    if m := Order:\n        m.objects.first()",
        "from .models import Order\ndef f():\n    def g():\n        Order.objects.first()\n    g()",
        "from .models import Order\nf = lambda: Order.objects.first()",
        "import importlib\ndef f():\n    importlib.import_module('shop.models').Order.objects.first()",
        "import importlib\ndef f(n):\n    importlib.import_module(f'shop.{n}').Order.objects.first()",
        "import importlib\ndef f(n):\n    importlib.import_module('.' + n, __package__).Order.objects.get()",
        "from django.apps import apps\ndef f():\n    apps.get_model('shop', 'Order').objects.first()",
        "from .models import Order\ndef f():\n    getattr(Order, 'objects').first()",
        "from .models import Order\nasync def f():\n    return await Order.objects.afirst()",
    ],
)
def test_the_class_is_followed_to_the_query(source: str) -> None:
    assert _reads(source) == {"shop_order"}


@pytest.mark.parametrize(
    "source",
    [
        "from .models import Refund\ndef f():\n    return Refund.objects.get().order.total",
        "from .models import Order\ndef f():\n    return [r for r in Order.objects.get().refunds.all()]",
        "from .models import Order\ndef f():\n    Order.objects.filter(refunds__id=3).first()",
        "from .models import Refund\ndef f():\n    Refund.objects.select_related('order').first()",
        "from .models import Refund\ndef f(r: Refund):\n    r.save()\n    return r.order.total",
    ],
)
def test_relations_are_followed(source: str) -> None:
    assert _reads(source) == {"shop_order", "shop_refund"}


@pytest.mark.parametrize(
    "source",
    [
        "from .models import Refund\ndef f(order):\n    Refund.objects.filter(order=order).first()",
        "from .models import Refund\ndef f(r: Refund):\n    r.save()\n    return r.order_id",
    ],
)
def test_a_key_alone_joins_nothing(source: str) -> None:
    assert _reads(source) == {"shop_refund"}


def test_a_class_with_objects_that_is_no_model_is_no_table() -> None:
    source = "class Bag:\n    objects = []\ndef f():\n    return Bag.objects.filter(1)"
    assert _reads(source) == set()


def test_a_variable_that_is_bound_anew_holds_what_it_was_bound_to() -> None:
    source = """
from .models import Order, Refund
def f():
    m = Refund
    m = Order
    m.objects.first()
"""
    assert _reads(source) == {"shop_order"}


def test_what_cannot_be_followed_is_listed() -> None:
    source = """
from django.apps import apps
def f(name):
    return apps.get_model(name)
"""
    codebase = codebase_of({"shop/__init__.py": "", "shop/code.py": source})
    assert [(u.code, u.path, u.line) for u in codebase.unresolved] == [
        ("dynamic-model", "shop/code.py", 4)
    ]


def test_the_transaction_holds_what_its_calls_write() -> None:
    source = """
from django.db import transaction
from .models import Order, Refund
def pay_back(order):
    Refund.objects.create(order=order)
@transaction.atomic
def cancel(order: Order):
    order.save()
    pay_back(order)
"""
    files = {"shop/__init__.py": "", "shop/models.py": MODELS, "shop/code.py": source}
    transactions = codebase_of(files).transactions
    assert [(t.function, t.tables_written) for t in transactions] == [
        ("cancel", ("shop_order", "shop_refund"))
    ]


def test_reach_counts_the_calls() -> None:
    source = "from .data import load\ndef f():\n    return load()"
    data = "from .models import Order\ndef load():\n    return Order.objects.first()"
    files = {
        "shop/__init__.py": "",
        "shop/models.py": MODELS,
        "shop/data.py": data,
        "shop/code.py": source,
    }
    reach = {(r.module, r.table, r.operation, r.distance) for r in codebase_of(files).reach}
    assert ("shop.code", "shop_order", "read", 1) in reach


def test_bases_stand_in_the_order_of_the_statement() -> None:
    """Whichever is known first: modules that import each other are read one after the other."""
    program = program_of(
        {
            "app/__init__.py": "",
            "app/a.py": """
                from app.z import First

                class Second:
                    pass

                class Both(First, Second):
                    pass
            """,
            "app/z.py": """
                from app import a

                class First:
                    pass
            """,
        }
    )
    interpret(program)
    both = next(cls for cls in program.classes() if cls.name == "Both")
    assert [base.name for base in both.bases if not isinstance(base, str)] == ["First", "Second"]


def test_a_bound_that_is_hit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = "".join(f"def f{n}(x):\n    return f{n + 1}(x)\n" for n in range(20))
    loop = "def f20(x):\n    return x or f0(Order) or f0(Refund)\n"
    source = "from .models import Order, Refund\n" + steps + loop
    files = {"shop/__init__.py": "", "shop/models.py": MODELS, "shop/code.py": source}
    assert not [d for d in codebase_of(files).diagnostics if d.code == "inference-bound"]
    monkeypatch.setattr("analyzer.resolution.engine.MAX_RUNS", 2)
    found = [d for d in codebase_of(files).diagnostics if d.code == "inference-bound"]
    assert {d.path for d in found} == {"shop/code.py"}
    assert all("stopped here after 2 rounds" in d.message for d in found)


def test_a_module_of_which_only_the_end_is_known_is_any_module() -> None:
    source = "import importlib\ndef f(n):\n    importlib.import_module(n + '.models').Order.objects.get()"
    assert _reads(source) == set()
