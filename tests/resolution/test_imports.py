"""Each kind of import leads to the module that defines the name."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from analyzer.resolution.imports import import_dependencies
from tests.program import program_of

BASE = {
    "shop/__init__.py": "",
    "shop/models/__init__.py": """
        from .order import Order
        from .line import *
        from . import stock as stock_models
    """,
    "shop/models/order.py": "class Order: ...",
    "shop/models/line.py": "class Line: ...",
    "shop/models/stock.py": "class Stock: ...",
    "shop/utils.py": "def rounded(x): return x",
}


def _imports(source: str) -> list[str]:
    program = program_of({**BASE, "shop/views.py": source})
    found = [d for d in import_dependencies(program) if d.source == "shop.views"]
    return [f"{d.kind} {d.target} {[place.line for place in d.evidence]}" for d in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import shop.utils", ["import shop.utils [1]"]),
        ("import shop.utils as u", ["import shop.utils [1]"]),
        ("from shop import utils", ["import shop.utils [1]"]),
        ("from . import utils", ["import shop.utils [1]"]),
        ("from .utils import rounded", ["import shop.utils [1]"]),
        ("from shop.models import Order", ["import shop.models.order [1]"]),
        ("from shop.models import Line", ["import shop.models.line [1]"]),
        ("from .models import stock_models", ["import shop.models.stock [1]"]),
        ("from .models.stock import Stock as S", ["import shop.models.stock [1]"]),
        ("from shop.models import *", ["import shop.models [1]"]),
        ("def f():\n    from . import utils", ["lazy_import shop.utils [2]"]),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .utils import rounded",
            ["type_import shop.utils [3]"],
        ),
        (
            "try:\n    from .utils import rounded\nexcept ImportError:\n    from shop import utils",
            ["import shop.utils [2, 4]"],
        ),
        (
            "import importlib\nimportlib.import_module('shop.utils')",
            ["dynamic_import shop.utils [2]"],
        ),
        ("x = __import__('shop.utils')", ["dynamic_import shop.utils [1]"]),
        (
            "import importlib\nimportlib.import_module('.utils', __package__)",
            ["dynamic_import shop.utils [2]"],
        ),
        ("import os, json\nfrom collections import abc", []),
    ],
)
def test_import(source: str, expected: list[str]) -> None:
    assert _imports(source) == expected


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("from shop.models import Order", ("shop.models",)),
        ("from shop.models.order import Order", ()),
        (
            "from shop.models import Order\nfrom shop.models.order import Order",
            ("shop.models", "shop.models.order"),
        ),
        ("from .models import stock_models", ("shop.models",)),
        ("from . import utils", ()),
        ("import shop.models", ()),
        ("from shop.models import *", ()),
    ],
)
def test_what_the_statements_name_is_told_where_it_is_another(
    source: str, named: tuple[str, ...]
) -> None:
    program = program_of({**BASE, "shop/views.py": source})
    (found,) = [each for each in import_dependencies(program) if each.source == "shop.views"]
    assert found.named == named


def test_a_module_is_found_by_its_path_where_its_folder_is_a_root_and_a_package() -> None:
    files = {"site/shop/models.py": "class Order: ...", "site/shop/views.py": "..."}
    program = program_of(files)
    rooted = {
        name.removeprefix("site."): replace(
            module, file=msgspec.structs.replace(module.file, module=name.removeprefix("site."))
        )
        for name, module in program.modules.items()
    }
    program = replace(program, modules=rooted)
    found = program.find_module("site.shop.models")
    assert found is not None
    assert found.name == "shop.models"
    assert program.find_module("shop.models") is found
    assert program.find_module("other.shop.models") is None
