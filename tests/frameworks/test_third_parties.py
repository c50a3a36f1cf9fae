"""Tables of other packages' models: there where the program uses them, and only where they are."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

_MODELS = """
    from django.db import models
    from django_measures.models import CountedMixin

    class Order(CountedMixin("order"), models.Model):
        number = models.IntegerField()
"""


def _third_parties(code: str) -> set[str]:
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/views.py": code}
    return {table.name for table in codebase_of(files).tables if table.origin == "third_party"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from parcels.models import Parcel\nParcel.objects.create()", {"parcels_parcel"}),
        # Whatever else stands in a module of that name is no table for being named.
        (
            "from parcels.models import Parcel\ndef show(x):\n    return isinstance(x, Parcel)",
            set(),
        ),
        ("from parcels.models import Parcel\ndef show():\n    return Parcel(1)", set()),
        # A part of Django that is no application.
        (
            "from django.forms.models import Choices\ndef show(): return list(Choices.objects.all())",
            set(),
        ),
        # A base that a call makes is a mixin as well.
        ("from shop.models import Order\ndef show():\n    return Order.objects.first()", set()),
    ],
)
def test_models_of_other_packages(code: str, expected: set[str]) -> None:
    assert _third_parties(code) == expected
