"""The definitions of flat modules: what they say, where they stand and whom they need."""

from __future__ import annotations

import textwrap

from analyzer.model.codebase import Codebase
from tests.program import codebase_of

MODELS = textwrap.dedent("""
    class Base:
        pass

    class Order(Base):
        \"\"\"What was ordered.\"\"\"
        def total(self):
            return sum(line.price for line in self.lines)

    class Line(Base):
        order = Order

    def newest():
        return Order()

    def unrelated():
        return 1

    if True:
        def twice():
            return newest()
    else:
        def twice():
            return None
""")
FILLER = "\n".join(f"CONSTANT_{n} = {n}" for n in range(60))
VIEWS = """
from shop import models as tables
from shop.models import Line
import shop.models

def show():
    return tables.Order().total(), Line

def list_all():
    return shop.models.newest()
"""


def read() -> Codebase:
    return codebase_of(
        {
            "shop/__init__.py": "from .models import Order\n",
            "shop/models.py": MODELS + FILLER,
            "shop/views.py": VIEWS,
            "shop/api.py": "from shop import Order\n\ndef get() -> Order:\n    return Order()\n",
        }
    )


def needs(codebase: Codebase, kind: str) -> set[tuple[str, str]]:
    return {
        (f"{r.source_module}:{r.source}", f"{r.target_module}:{r.target}")
        for r in codebase.references
        if r.kind == kind
    }


def test_definitions_have_their_lines_and_words() -> None:
    found = {d.name: d for d in read().definitions}
    assert list(found) == ["Base", "Order", "Line", "newest", "unrelated", "twice"]
    order = found["Order"]
    assert (order.module, order.line, order.lines) == ("shop.models", 5, 4)
    assert dict(order.vocabulary.identifiers)["price"] == 1
    assert order.vocabulary.definitions == ("Order", "total")
    assert order.vocabulary.docstrings == ("What was ordered.",)


def test_a_definition_of_two_branches_is_one() -> None:
    twice = next(d for d in read().definitions if d.name == "twice")
    assert (twice.line, twice.lines) == (20, 4)


def test_needs_inside_of_a_module_are_found() -> None:
    codebase = read()
    assert ("shop.models:Line", "shop.models:Order") in needs(codebase, "import")
    assert ("shop.models:Order", "shop.models:Base") in needs(codebase, "inherit")
    assert ("shop.models:twice", "shop.models:newest") in needs(codebase, "call")


def test_needs_from_outside_are_found_however_the_module_is_imported() -> None:
    found = needs(read(), "import")
    assert ("shop.views:", "shop.models:Order") in found
    assert ("shop.views:", "shop.models:Line") in found
    assert ("shop.views:", "shop.models:newest") in found
    assert ("shop.api:", "shop.models:Order") in found, "through the package that hands it on"


def test_small_modules_are_not_looked_into() -> None:
    assert {d.module for d in read().definitions} == {"shop.models"}
