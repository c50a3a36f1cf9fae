"""Names that a person would give: the subject first, else the place, never two alike."""

from __future__ import annotations

from analyzer.clustering import name_groups
from analyzer.model.partition import MODULE, Group, Node, Partition
from tests.coupling.builders import codebase


def names(*groups: str) -> list[str]:
    """Name groups that are given as the names of their modules."""
    modules = [group.split() for group in groups]
    partition = Partition(
        tuple(Group(tuple(Node(MODULE, name) for name in sorted(group))) for group in modules)
    )
    program = codebase(name for group in modules for name in group)
    return [name.name for name in name_groups(program, partition)]


def test_a_subject_names_its_modules_across_layers() -> None:
    assert names(
        "shop.models.order shop.views.order shop.api.order",
        "shop.models.invoice shop.views.invoice shop.forms.invoice",
    ) == ["Order", "Invoice"]


def test_a_part_of_several_words_is_named_whole() -> None:
    assert names(
        "shop.frontend_cache.models shop.frontend_cache.views",
        "shop.advanced_data_type.models shop.advanced_data_type.types",
    ) == ["Frontend Cache", "Advanced Data Type"]


def test_machinery_is_named_by_its_layer() -> None:
    assert names(
        "shop.api.v1.base shop.api.v1.paging shop.api.v2.fields",
        "shop.utils.text shop.utils.dates shop.utils.numbers",
        "shop.orders.models shop.orders.views shop.orders.utils",
    ) == ["API", "Utils", "Orders"]


def test_names_and_ids_differ() -> None:
    found = names("a.x.one a.x.two", "a.x.three a.x.four", "a.x.five a.x.six")
    assert len(set(found)) == 3
