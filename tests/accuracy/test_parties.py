import pytest

from tests.accuracy.inside.parties import Parties

PARTIES = Parties(("shop", "till.core"), ("shop.sample",))


@pytest.mark.parametrize(
    ("module", "first"),
    [
        ("shop", True),
        ("shop.orders.models", True),
        ("shop.contest", True),
        ("shop.latest", True),
        ("till.core.bills", True),
        ("till", False),
        ("shopping", False),
        ("django.db", False),
        ("shop.tests.test_orders", False),
        ("shop.orders.tests", False),
        ("shop.test_orders", False),
        ("shop.conftest", False),
        ("shop.sample", False),
        ("shop.sample.models", False),
        ("shop.orders.migrations.0001_initial", False),
    ],
)
def test_whose_code_it_is(module: str, first: bool) -> None:
    assert PARTIES.is_first(module) is first
