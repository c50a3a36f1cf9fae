"""Names that nobody is seen to fill, told by what they are called and asked for."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import access_lines, codebase_of

_MODELS = textwrap.dedent("""
    from django.db import models

    class Order(models.Model):
        note = models.CharField(max_length=80)

        def settle(self):
            pass

    class Line(models.Model):
        order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
        amount = models.IntegerField()

    class Gift(Order):
        card = models.CharField(max_length=80)
""")


def _touched(body: str, **more: str) -> set[str]:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/x.py": textwrap.dedent(body),
        **{f"shop/{name}.py": textwrap.dedent(code) for name, code in more.items()},
    }
    lines = access_lines(codebase_of(files))
    return {line.removeprefix("shop.x shop_") for line in lines if line.startswith("shop.x ")}


@pytest.mark.parametrize(
    "body",
    [
        "def f(order):\n    order.lines.all().delete()",
        "def f(old_order):\n    old_order.lines.all().delete()",
        "def f(orders):\n    for order in orders:\n        order.lines.all().delete()",
        "def f(orders):\n    return [order.lines.all().delete() for order in orders]",
        "def f(x):\n    x.settle()\n    x.lines.all().delete()",
        "def f(cache):\n    order = cache.pop()\n    order.lines.all().delete()",
        "def f(lines):\n    lines.filter(pk=1).delete()",
        "def f(old_lines_qs):\n    old_lines_qs.exclude(pk=1).delete()",
    ],
)
def test_a_row_is_told(body: str) -> None:
    assert _touched(body) == {"line write"}


@pytest.mark.parametrize(
    "body",
    [
        "def f(order):\n    order.save()",  # every row has that, and many a thing beside rows
        "def f(order):\n    order.lines.all().delete()\n    order.shelf",  # an order has none
        "def f(x):\n    x.lines.all().delete()",  # one attribute alone tells nothing
        "def f(x):\n    x.note\n    x.save()",
        "def f(lines):\n    lines.delete()",
        "def f(lines):\n    lines.filter(1)\n    lines.plot()",
        "def f(gift):\n    gift.order.lines.all().delete()",  # gifts have no order
    ],
)
def test_where_the_signs_do_not_suffice_nothing_is_told(body: str) -> None:
    assert _touched(body) == set()


def test_another_class_with_the_same_attributes_keeps_a_nameless_row_untold() -> None:
    body = "def f(x):\n    x.settle()\n    x.lines.all().delete()"
    other = "class Poem:\n    lines = []\n    def settle(self): ...\n"
    assert _touched(body, poems=other) == set()


def test_what_is_known_is_not_told_otherwise() -> None:
    body = """
        from shop.models import Line

        def f(order):
            order.lines
            order.save()

        f(Line())
    """
    assert _touched(body) == {"line write"}


def test_a_module_of_models_is_told_by_what_is_taken_from_it() -> None:
    body = """
        def f(context):
            models = context["models"]
            models.Order.objects.count()
    """
    assert _touched(body) == {"order read"}


def test_what_is_hung_on_a_request_is_found_there_again() -> None:
    touched = _touched(
        "def view(request):\n    request.basket.save()",
        middleware="""
            from shop.models import Order

            def middleware(request):
                request.basket = Order.objects.get(pk=1)
        """,
    )
    assert touched == {"order write"}


def test_what_is_hung_on_something_else_is_not() -> None:
    touched = _touched(
        "def view(request):\n    request.basket.save()",
        middleware="""
            from shop.models import Order

            def middleware(response):
                response.basket = Order.objects.get(pk=1)
        """,
    )
    assert touched == set()


def test_what_is_hung_by_name_is_found_by_name() -> None:
    touched = _touched(
        'def view(g):\n    getattr(g, "basket").save()',
        middleware="""
            from shop.models import Order

            def middleware(g, name="basket"):
                setattr(g, name, Order.objects.get(pk=1))
        """,
    )
    assert touched == {"order write"}


def test_an_attribute_of_something_outside_is_as_good_as_unknown() -> None:
    body = """
        from django.views import View

        def clear(order):
            order.lines.all().delete()

        class Clear(View):
            def post(self, request):
                clear(self.kwargs)
    """
    assert _touched(body) == {"line write"}


def test_what_most_rows_have_tells_nothing() -> None:
    classes = "".join(
        f"class {name}(models.Model):\n    name = models.TextField()\n\n"
        for name in ("Image", "Shop", "Town", "Road", "Lake")
    )
    more = {"places": "from django.db import models\n\n" + classes}
    assert _touched("def f(image):\n    image.name\n    image.save()", **more) == set()


def test_to_ask_an_object_for_its_truth_is_not_to_run_through_it() -> None:
    body = """
        from shop.models import Order

        class Basket:
            def __iter__(self):
                yield Order.objects.get(pk=1)

        def f(basket=Basket()):
            if basket:
                return True
    """
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/x.py": textwrap.dedent(body)}
    reads = [a.function for a in codebase_of(files).accesses if a.module == "shop.x"]
    assert reads == ["Basket.__iter__"]
    assert [r for r in codebase_of(files).reach if r.module == "shop.x"] == []


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("fields = {'note': str}\n    def settle(self):\n        pass", False),
        ("fields = {'other': str}", True),
    ],
)
def test_an_object_of_that_name_that_is_no_row_leaves_it_open(beside: str, told: bool) -> None:
    body = "def close(order):\n    order.note = 'x'\n    order.settle()\n    order.delete()"
    assert bool(_touched(body, objects=f"class Order:\n    {beside}\n")) is told
