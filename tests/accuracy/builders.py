"""Little answers and claims for the harness's own tests."""

from __future__ import annotations

from tests.accuracy.claims import Claim, ClaimedTable, Claims
from tests.accuracy.truth import Pair, RealAccesses, RealPair, RealSchema, RealTable


def real_table(name: str, *columns: str, keys: dict[str, str] | None = None) -> RealTable:
    """Return a table of the module `shop.models`; `keys` are column -> referenced table."""
    arrows = tuple((name, column, target) for column, target in (keys or {}).items())
    return RealTable(name, "shop.models", ("shop.models",), (*columns, *(keys or {})), arrows)


def real_schema(*tables: RealTable, tests: tuple[str, ...] = ()) -> RealSchema:
    """Return a registry of these tables, in a project whose `shop.models` was loaded."""
    loaded = frozenset(("shop.models",))
    named = {table.name: table for table in tables}
    return RealSchema(named, {}, frozenset(tests), loaded, ())


def claims(*tables: RealTable, module: str = "shop.models") -> Claims:
    """Return the claim that these are the tables."""
    named = {
        table.name: ClaimedTable(table.name, module, table.columns, table.keys, "shop/models.py:1")
        for table in tables
    }
    return Claims(named, {}, {}, 1, 10, 0, 0)


def claim(confidence: str) -> Claim:
    """Return a claim of a confidence, wherever it may stand."""
    return Claim(confidence, ("queryset",), ("show",), ("shop/views.py:3",))


def happened(*vias: str, reach: tuple[str, ...] = ()) -> RealPair:
    """Return how a pair came about."""
    return RealPair(frozenset(vias), ("show",), frozenset(reach))


def accesses(pairs: dict[Pair, RealPair]) -> RealAccesses:
    """Return what a suite touched."""
    return RealAccesses(pairs, len(pairs), ())
