"""What commits as one: blocks, decorated functions, requests, and what waits for the commit."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import codebase_of

_MODELS = textwrap.dedent("""
    from django.db import models

    class Order(models.Model):
        pass

    class Mail(models.Model):
        pass
""")
_URLS = textwrap.dedent("""
    from django.urls import path
    from shop import views

    urlpatterns = [path("close/", views.close), path("shut/", views.Shut.as_view())]
""")
_ATOMIC = 'DATABASES = {"default": {"NAME": "x", "ATOMIC_REQUESTS": True}}\n'
_LATER = 'DATABASES = {"default": {}}\nDATABASES["default"]["ATOMIC_REQUESTS"] = True\n'
_VIEWS = textwrap.dedent("""
    from django.db import transaction
    from django.views import View
    from shop.models import Mail, Order

    def helper():
        Mail.objects.create()

    def close(request):
        Order.objects.create()
        helper()

    class Shut(View):
        def post(self, request):
            Order.objects.create()
""")


def _written(views: str, settings: str = "") -> dict[str, tuple[str, ...]]:
    files = {
        "shop/__init__.py": "",
        "shop/models.py": _MODELS,
        "shop/urls.py": _URLS,
        "shop/settings.py": 'INSTALLED_APPS = ["shop"]\n' + settings,
        "shop/views.py": views,
    }
    found = codebase_of(files).transactions
    return {
        row.function: tuple(t.removeprefix("shop_") for t in row.tables_written) for row in found
    }


@pytest.mark.parametrize("settings", [_ATOMIC, _LATER])
def test_a_request_may_be_a_transaction(settings: str) -> None:
    assert _written(_VIEWS, settings) == {"close": ("mail", "order"), "Shut.post": ("order",)}


def test_requests_are_none_unless_settings_say_so() -> None:
    assert _written(_VIEWS) == {}
    assert _written(_VIEWS, _ATOMIC.replace("True", "False")) == {}


def test_a_view_can_ask_for_no_transaction() -> None:
    exempt = _VIEWS.replace("def close", "@transaction.non_atomic_requests\ndef close")
    assert _written(exempt, _ATOMIC) == {"Shut.post": ("order",)}


@pytest.mark.parametrize(
    "handed",
    ["helper", "lambda: Mail.objects.create()", "functools.partial(helper)", "lambda: helper()"],
)
def test_what_waits_for_the_commit_is_no_part_of_it(handed: str) -> None:
    views = _VIEWS.replace(
        "    Order.objects.create()\n    helper()\n",
        "    with transaction.atomic():\n"
        "        Order.objects.create()\n"
        f"        transaction.on_commit({handed})\n",
    )
    assert _written("import functools\n" + views) == {"close": ("order",)}


def test_what_a_method_does_for_one_heir_does_not_commit_with_what_it_does_for_another() -> None:
    found = codebase_of(
        {
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Order(models.Model): ...
                class Invoice(models.Model): ...
                class Log(models.Model): ...
                """,
            "shop/keeping.py": """
                from django.db import transaction
                from shop.models import Invoice, Log, Order

                class Keeper:
                    model = None

                    @transaction.atomic
                    def keep(self):
                        self.model.objects.create()
                        Log.objects.create()

                class Orders(Keeper):
                    model = Order

                class Invoices(Keeper):
                    model = Invoice
                """,
        }
    ).transactions
    written = {each.tables_written for each in found if "shop_order" in each.tables_written}
    assert written == {("shop_log", "shop_order")}
