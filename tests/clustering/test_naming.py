"""Names that a person would give: the subject first, else the place, never two alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.clustering import name_groups
from analyzer.clustering.naming.paths import PLACE, REST, SAID, SUBJECT
from analyzer.model.codebase import Vocabulary
from analyzer.model.partition import MODULE, TABLE, Group, Node, Partition
from tests.coupling.builders import codebase, table


def names(*groups: str) -> list[str]:
    """Name groups that are given as the names of their modules."""
    modules = [group.split() for group in groups]
    partition = Partition(
        tuple(Group(tuple(Node(MODULE, name) for name in sorted(group))) for group in modules)
    )
    program = codebase(name for group in modules for name in group)
    return [name.name for name in name_groups(program, partition)]


def named(
    groups: Sequence[Sequence[str]],
    defined: Mapping[str, str],
    tables: Mapping[str, int] | None = None,
) -> list[tuple[str, str, float]]:
    """Name groups whose modules define something each; `tables` go to the groups of a number."""
    owned = tables or {}
    partition = Partition(
        tuple(
            Group(
                tuple(
                    sorted(
                        [Node(MODULE, name) for name in group]
                        + [Node(TABLE, name) for name, home in owned.items() if home == number]
                    )
                )
            )
            for number, group in enumerate(groups)
        )
    )
    program = codebase(
        [name for group in groups for name in group], tables=[table(t, None) for t in owned]
    )
    words = tuple(Vocabulary(name, (), (defined[name],), ()) for name in sorted(defined))
    program = msgspec.structs.replace(program, vocabulary=words)
    return [(n.name, n.basis, n.share) for n in name_groups(program, partition)]


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


def test_machinery_is_never_called_by_a_lone_layer_word() -> None:
    assert names(
        "shop.api.v1.base shop.api.v1.paging shop.api.v2.fields",
        "shop.utils.text shop.utils.dates shop.utils.numbers",
        "shop.orders.models shop.orders.views shop.orders.utils",
        "shop.widgets.one shop.widgets.two shop.widgets.three",
    ) == ["Shop API", "Shop Shared Code", "Orders", "Shop Widgets"]


def test_machinery_is_told_apart_by_what_a_good_share_of_it_says() -> None:
    says = {
        "shop.actions.copy": "CopyPageAction",
        "shop.actions.move": "MovePageAction",
        "shop.actions.lock": "LockPageAction",
        "shop.actions.rare": "OddityAction",
    }
    elsewhere = [f"shop.orders.m{n}" for n in range(6)]
    assert named([[*says], elsewhere], says) == [
        ("Page Actions", SAID, 0.75),
        ("Orders", SUBJECT, 1),
    ]


def test_a_layers_word_names_a_group_that_owns_such_a_table() -> None:
    groups = [
        ["shop.tasks.models", "shop.tasks.views"],
        ["shop.orders.models", "shop.orders.views"],
    ]
    assert named(groups, {}, {"tasks": 0})[0][0] == "Tasks"
    assert named(groups, {})[0][0] == "Shop Tasks"
    groups[0] = ["shop.models.tool", "shop.routers.tools"]
    assert named(groups, {}, {"tool": 0})[0][0] == "Tool"


def test_what_nothing_names_is_called_by_its_few_tables() -> None:
    rest = ["shop.alpha", "shop.beta", "shop.gamma", "shop.delta", "shop.epsilon"]
    orders = ["shop.orders.models", "shop.orders.views"]
    found = named([rest, orders], {}, {"ledger": 0, "invoice": 0})
    assert [(name, basis) for name, basis, _ in found] == [
        ("Invoice Ledger", REST),
        ("Orders", SUBJECT),
    ]


def test_what_mostly_lies_in_one_package_is_called_by_it() -> None:
    core = [f"shop.schema.{name}" for name in ("alpha", "beta", "gamma")]
    rest = ["shop.delta", "shop.epsilon", "shop.zeta", "shop.eta"]
    found = named([[*core, *rest], ["shop.orders.models", "shop.orders.views"]], {})
    assert found[0] == ("Shop Data Model", PLACE, 0.429)
    core = [f"shop.worker.{name}" for name in ("alpha", "beta", "gamma")]
    found = named([[*core, *rest], ["shop.orders.models", "shop.orders.views"]], {})
    assert found[0] == ("Shop Worker", PLACE, 0.429)


def test_glued_words_are_taken_apart_as_the_program_does_it() -> None:
    says = {"shop.sqllab.views": "SqlLabView", "shop.sqllab.models": "SqlLab"}
    groups = [["shop.sqllab.models", "shop.sqllab.views"], ["shop.orders.a", "shop.orders.b"]]
    assert named(groups, says)[0][0] == "SQL Lab"


def test_short_names_with_a_digit_are_kept() -> None:
    assert (
        names("net.ml2.a net.ml2.b net.ml2.c", "net.firewall.a net.firewall.b net.x.c")[0] == "ML2"
    )


def test_names_and_ids_differ() -> None:
    found = names("a.x.one a.x.two", "a.x.three a.x.four", "a.x.five a.x.six")
    assert len(set(found)) == 3
