"""Which application a model belongs to, and so what its table is called."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

MODEL = "from django.db import models\n\n\nclass {}(models.Model):\n    pass\n"
CONFIG = 'from django.apps import AppConfig\n\n\nclass {}(AppConfig):\n    name = "{}"\n'


def tables(installed: str, **more: str) -> set[str]:
    """The tables of a program with a model in `shop` and one in `shop.orders`."""
    files = {
        "shop/__init__.py": "",
        "shop/models.py": MODEL.format("Customer"),
        "shop/orders/__init__.py": "",
        "shop/orders/models.py": MODEL.format("Order"),
        "settings.py": f"INSTALLED_APPS = {installed}\n",
    }
    files |= {
        path.replace("__", "/", path.count("__")) + ".py": code for path, code in more.items()
    }
    return {table.name for table in codebase_of(files).tables if table.origin != "third_party"}


@pytest.mark.parametrize("installed", ['["shop"]', '["shop.apps.ShopConfig"]'])
def test_a_package_that_is_not_installed_belongs_to_the_application_around_it(
    installed: str,
) -> None:
    found = tables(installed, shop__apps=CONFIG.format("ShopConfig", "shop"))
    assert found == {"shop_customer", "shop_order"}


@pytest.mark.parametrize(
    "more",
    [
        {"shop__orders__apps": CONFIG.format("OrdersConfig", "shop.orders")},
        {"shop__orders__migrations__m0001": "from django.db import migrations\n"},
    ],
    ids=["configured", "migrated"],
)
def test_what_looks_like_an_application_of_its_own_is_one_all_the_same(
    more: dict[str, str],
) -> None:
    assert tables('["shop"]', **more) == {"shop_customer", "orders_order"}


def test_where_nothing_is_installed_each_package_with_models_is_one() -> None:
    assert tables("[]") == {"shop_customer", "orders_order"}


LONG = "Certificate" * 5 + "Assignment"
WHOLE = f"shop_{LONG.lower()}"


@pytest.mark.parametrize(
    ("engine", "found"),
    [
        ("django.db.backends.sqlite3", {WHOLE, f"{WHOLE}_tags"}),
        ("django.db.backends.postgresql", {WHOLE[:59] + "4d9f", WHOLE[:59] + "67ee"}),
        ("django_prometheus.db.backends.mysql", {WHOLE[:60] + "4d9f", WHOLE[:60] + "17aa"}),
    ],
)
def test_a_name_that_is_too_long_for_the_database_ends_in_a_checksum(
    engine: str, found: set[str]
) -> None:
    """The checksums are those that `truncate_name` of Django 5.2 gave these names."""
    model = MODEL.format(LONG).replace("pass", "tags = models.ManyToManyField('self')")
    files = {
        "shop/__init__.py": "",
        "shop/models.py": model,
        "config/__init__.py": "",
        "config/settings/__init__.py": "",
        "config/settings/base.py": 'INSTALLED_APPS = ["shop"]\n',
        "config/settings/site.py": f'DATABASES = {{"default": {{"ENGINE": "{engine}"}}}}\n',
    }
    assert {t.name for t in codebase_of(files).tables if t.origin != "third_party"} == found
