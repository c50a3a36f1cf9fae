"""What a class holds whose constructor is generated from its fields."""

from __future__ import annotations

import textwrap

import pytest

from tests.program import access_lines, codebase_of

_MODELS = "from django.db import models\n\nclass Order(models.Model):\n    pass\n"


@pytest.mark.parametrize(
    "declared",
    [
        "@dataclass\nclass Job:\n    name: str\n    order: object",
        "class Job(NamedTuple):\n    name: str\n    order: object = None",
        "@attr.s\nclass Job:\n    name = attr.ib()\n    order = attr.ib(default=None)",
        "@dataclass\nclass Named:\n    name: str\n\n@dataclass\nclass Job(Named):\n    order: object",
        "@dataclass\nclass Job:\n    kind: ClassVar[str]\n    name: str\n    order: object",
    ],
)
@pytest.mark.parametrize("call", ['Job("x", Order())', 'Job("x", order=Order())'])
def test_fields_hold_what_the_constructor_is_given(declared: str, call: str) -> None:
    head = """
        import attr
        from dataclasses import dataclass
        from typing import ClassVar, NamedTuple
        from shop.models import Order
    """
    body = f"\n\ndef f():\n    job = {call}\n    job.order.save()\n"
    code = textwrap.dedent(head) + declared + body
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/x.py": code}
    assert access_lines(codebase_of(files)) == {"shop.x shop_order write"}


def test_a_class_attribute_is_no_field() -> None:
    code = textwrap.dedent("""
        from dataclasses import dataclass
        from shop.models import Order

        @dataclass
        class Job:
            order = None

        def f():
            Job(Order()).order.save()
    """)
    files = {"shop/__init__.py": "", "shop/models.py": _MODELS, "shop/x.py": code}
    assert access_lines(codebase_of(files)) == set()
