"""What a plan means for a codebase: which entry decides, what contradicts, what is in vain."""

from __future__ import annotations

import random
from textwrap import dedent

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.clustering import Constraints, constrain
from analyzer.model.codebase import Codebase
from analyzer.model.errors import ContradictoryPlan
from analyzer.model.partition import MODULE, TABLE, Node
from analyzer.sources.plan import parse_plan
from tests.coupling.builders import codebase, module, shuffled, table

SHOP = codebase(
    [
        module("shop", package=True, lines=0),
        module("shop.billing", package=True),
        "shop.billing.models",
        "shop.billing.export",
        "shop.billing.export.csv",
        "shop.orders.models",
        "shop.orders.views",
        "shop.utils",
        module("shop.orders.admin", "admin"),
        module("shop.orders.tests", "test"),
    ],
    tables=[
        table("billing_invoice", "shop.billing.models"),
        table("billing_payment", "shop.billing.models"),
        table("orders_order", "shop.orders.models"),
    ],
)


def meant(text: str, program: Codebase = SHOP) -> Constraints:
    return constrain(program, parse_plan(dedent(text).encode(), "p.toml", "p.toml"))


def pinned(constraints: Constraints, kind: str = MODULE) -> dict[str, str]:
    return {node.name: home for node, home in constraints.pins.items() if node.kind == kind}


def refused(text: str) -> str:
    with pytest.raises(ContradictoryPlan) as caught:
        meant(text)
    return caught.value.message


def test_a_name_takes_its_sub_modules_along() -> None:
    found = pinned(meant('[services.a]\nmodules = ["shop.billing"]'))
    assert set(found) == {
        "shop.billing",
        "shop.billing.models",
        "shop.billing.export",
        "shop.billing.export.csv",
    }


def test_a_package_can_be_meant_alone() -> None:
    assert set(pinned(meant('[services.a]\nmodules = ["shop.billing.__init__"]'))) == {
        "shop.billing"
    }


def test_globs_match_whole_names_and_dots() -> None:
    assert set(pinned(meant('[services.a]\nmodules = ["*.models"]'))) == {
        "shop.billing.models",
        "shop.orders.models",
    }
    assert set(pinned(meant('[services.a]\nmodules = ["shop.b*s"]'))) == {"shop.billing.models"}
    assert not pinned(meant('[services.a]\nmodules = ["Shop.*"]'))


def test_tables_are_meant_by_bare_name_or_id() -> None:
    users = msgspec.structs.replace(table("db:users", "a"), name="users")
    program = codebase(["a"], tables=[users])
    for pattern in ("users", "db:users", "user*", "db:*"):
        found = pinned(meant(f'[services.a]\ntables = ["{pattern}"]', program), TABLE)
        assert found == {"db:users": "a"}


def test_admin_goes_along_and_tests_do_not() -> None:
    found = pinned(meant('[services.a]\nmodules = ["shop.orders"]'))
    assert "shop.orders.admin" in found
    assert "shop.orders.tests" not in found


def test_the_closest_entry_decides() -> None:
    found = meant(
        """
        [services.all]
        modules = ["shop.*"]
        [services.billing]
        modules = ["shop.billing"]
        [services.export]
        modules = ["shop.billing.e*"]
        [services.csv]
        modules = ["shop.billing.export.csv"]
        [plan]
        library = ["shop.utils"]
        """
    )
    assert pinned(found) == {
        "shop.billing": "billing",
        "shop.billing.models": "billing",
        "shop.billing.export": "export",
        "shop.billing.export.csv": "csv",
        "shop.orders.models": "all",
        "shop.orders.views": "all",
        "shop.orders.admin": "all",
    }
    assert found.roles == {"shop.utils": "library"}
    assert found.findings == ()


def test_what_is_ignored_has_a_role() -> None:
    found = meant('[plan]\nignore = ["shop.orders.*"]\nglue = ["shop.utils"]')
    assert found.roles == {
        "shop.orders.admin": "ignored",
        "shop.orders.models": "ignored",
        "shop.orders.views": "ignored",
        "shop.utils": "glue",
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            '[services.a]\nmodules = ["shop.billing"]\n[services.b]\nmodules = ["shop.billing"]',
            (2, 4),
        ),
        ('[services.a]\ntables = ["b*"]\n[services.b]\ntables = [\n\n"b*"]', (2, 6)),
        ('[services.a]\nmodules = ["shop.utils"]\n[plan]\nlibrary = ["shop.utils"]', (2, 4)),
        ('[plan]\nlibrary = ["shop.utils"]\nignore = ["shop.utils"]', (2, 3)),
        (
            '[services.a]\nmodules = ["shop.utils"]\n[services.b]\nmodules = ["shop.orders"]\n'
            '[plan]\ntogether = [["shop.utils", "shop.orders.views"]]',
            (2, 6, 4),
        ),
        (
            '[plan]\ntogether = [["shop.utils", "shop.billing"], [\n"shop.billing.models",\n'
            '"orders_order"]]\napart = [["orders_order", "shop.utils"]]',
            (5, 4, 3, 2, 2),
        ),
        (
            '[services.a]\nmodules = ["shop.utils"]\ntables = ["orders_order"]\n'
            '[plan]\napart = [["orders_order", "shop.utils"]]',
            (5, 3, 2),
        ),
        ('[plan]\napart = [["orders_order",\n"orders_order"]]', (2, 3)),
        (
            '[services.a]\nmodules = ["shop.utils"]\n[services.b]\nmodules = ["shop.orders"]\n'
            "[plan]\nservices = 1",
            (6, 3),
        ),
        ('[plan]\nservices = 1\napart = [["orders_order", "shop.utils"]]', (2, 3)),
    ],
)
def test_a_contradiction_names_its_lines(text: str, lines: tuple[int, ...]) -> None:
    told = [row for row in refused(text).split("\n") if row.startswith("  p.toml:")]
    distinct = list(dict.fromkeys(int(row.split(":")[1]) for row in told))
    assert distinct == list(dict.fromkeys(lines))


def test_a_contradiction_is_told_in_words() -> None:
    text = '[services.a]\nmodules = ["shop.billing"]\n[services.b]\nmodules = ["shop.billing"]'
    assert refused(text) == (
        "services.a and services.b both claim shop.billing (and 3 more)\n"
        '  p.toml:2: services.a.modules says "shop.billing"\n'
        '  p.toml:4: services.b.modules says "shop.billing"'
    )


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        ('[services.a]\nmodules = ["shop.biling"]', 2, "plan-stale", "mean 'shop.billing'?"),
        ('[services.a]\ntables = ["gone_*"]', 2, "plan-stale", "which no table is called"),
        ('[plan]\ntogether = [["gone",\n"shop.utils"]]', 2, "plan-stale", "no module and no table"),
        (
            '[services.a]\nmodules = ["shop.orders.v*"]\n[services.b]\nmodules = ["shop.orders.views"]',
            2,
            "plan-without-effect",
            "line 4 is closer",
        ),
        ('[services.a]\nmodules = ["shop.orders.tests"]', 2, "plan-without-effect", "tests"),
        (
            '[plan]\nlibrary = ["shop.utils"]\ntogether = [["shop.utils", "shop.orders"]]',
            3,
            "plan-without-effect",
            "library",
        ),
        ("[services.a]\nname = 'A'", 1, "plan-without-effect", "no module and no table"),
    ],
)
def test_what_is_in_vain_is_a_finding(text: str, line: int, code: str, said: str) -> None:
    (finding,) = meant(text).findings
    assert (finding.path, finding.line, finding.code) == ("p.toml", line, code)
    assert said in finding.message


def test_a_list_of_the_services_own_entries_is_not_in_vain() -> None:
    assert meant('[services.a]\nmodules = ["shop", "shop.billing", "shop.*"]').findings == ()


PATTERNS = st.sampled_from(
    [
        "shop",
        "shop.*",
        "shop.billing",
        "shop.billing.*",
        "*.models",
        "shop.utils",
        "shop.b*",
        "shop.orders.views",
        "gone",
        "shop.orders.__init__",
        "shop.billing.__init__",
    ]
)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(PATTERNS, max_size=3)), st.integers(0, 99))
def test_the_order_of_plan_and_code_does_not_matter(
    services: dict[str, list[str]], seed: int
) -> None:
    mixer = random.Random(seed)

    def outcome(order: list[str], program: Codebase) -> object:
        text = "".join(
            f"[services.{key}]\nmodules = {mixer.sample(services[key], len(services[key]))}\n"
            for key in order
        )
        try:
            return dict(meant(text, program).pins)
        except ContradictoryPlan:
            return "refused"

    keys = sorted(services)
    assert outcome(keys, SHOP) == outcome(keys[::-1], shuffled(SHOP, seed))


def test_nodes_are_those_of_which_something_is_said() -> None:
    found = meant(
        '[services.a]\ntables = ["orders_order"]\n[plan]\napart = [["shop.utils", "shop.orders.views"]]'
    )
    assert found.nodes == {
        Node(TABLE, "orders_order"),
        Node(MODULE, "shop.utils"),
        Node(MODULE, "shop.orders.views"),
    }
