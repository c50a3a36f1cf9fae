"""Today's packages, as a division to hold others against."""

from __future__ import annotations

import pytest

from analyzer.clustering import top_packages
from analyzer.clustering.graph import survey
from analyzer.clustering.today import packages_of
from analyzer.model.partition import MODULE, TABLE, Coupling, Node


@pytest.mark.parametrize(
    ("names", "tops"),
    [
        (["a.x", "b.y"], ["a", "b"]),
        (["shop", "shop.a.x", "shop.a.y", "shop.b"], ["shop", "shop.a", "shop.a", "shop.b"]),
        (
            ["manage", *(f"shop.{app}.{part}" for app in "abc" for part in "xy")],
            ["manage", *(f"shop.{app}" for app in "abc" for _ in "xy")],
        ),
        (["only"], ["only"]),
        ([], []),
    ],
)
def test_top_packages_open_what_holds_nearly_everything(names: list[str], tops: list[str]) -> None:
    assert top_packages(names) == tops


def test_tables_go_with_the_package_that_is_tied_to_them_most() -> None:
    modules = [Node(MODULE, name) for name in ("a.x", "b.y", "b.z")]
    used, idle = Node(TABLE, "used"), Node(TABLE, "idle")
    ties = [
        Coupling(modules[0], used, "tables", 1.5, ()),
        Coupling(modules[1], used, "tables", 1.0, ()),
        Coupling(modules[2], used, "tables", 1.0, ()),
    ]
    terrain = survey([*modules, used, idle], ties)
    names = [node.name for node in terrain.nodes]
    numbers = dict(zip(names, packages_of(terrain), strict=True))
    assert numbers["a.x"] != numbers["b.y"] == numbers["b.z"] == numbers["used"]
    assert len(set(numbers.values())) == 3
