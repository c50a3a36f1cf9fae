"""Modules that no service should own: settings and what else holds a program together."""

from __future__ import annotations

import pytest

from analyzer.clustering.roles import tell_apart
from tests.coupling.builders import access, codebase, imports

BASE = "shop.settings.base"


def glue(names: list[str], *needs: tuple[str, str]) -> set[str]:
    program = codebase(names, [imports(*need) for need in needs])
    return {name for name, role in tell_apart(program).items() if role == "glue"}


@pytest.mark.parametrize(
    "layered", ["shop.settings.docker", "shop.settings.api.web", "deploy.settings.build"]
)
def test_what_is_built_on_settings_below_such_a_package_is_settings(layered: str) -> None:
    names = ["shop.orders.views", "shop.orders.models", BASE, layered]
    assert glue(names, (layered, BASE)) == {BASE, layered}


def test_layers_of_settings_may_lie_on_one_another() -> None:
    names = [BASE, "shop.settings.docker", "shop.settings.ci", "shop.orders", "shop.bills"]
    needs = [("shop.settings.ci", "shop.settings.docker"), ("shop.settings.docker", BASE)]
    assert glue(names, *needs) == set(names[:3])


def test_what_only_uses_settings_is_none() -> None:
    names = ["shop.orders.views", "shop.orders.models", "shop.settings"]
    assert glue(names, ("shop.orders.views", "shop.settings")) == {"shop.settings"}


def test_an_app_that_is_called_settings_is_none() -> None:
    names = [f"shop.settings.{each}" for each in ("models", "views", "forms")]
    assert glue([*names, "shop.orders"], (names[1], names[0]), (names[2], names[0])) == set()


def test_who_comes_to_a_table_is_no_glue() -> None:
    program = codebase([BASE, "shop.orders"], accesses=[access(BASE, "t")])
    assert BASE not in tell_apart(program)


def test_what_all_of_a_flat_program_imports_is_a_library() -> None:
    users = [f"billing.{name}" for name in ("meters", "tariffs", "bills", "letters", "books")]
    users += [f"billing.{name}" for name in ("archive", "exports", "reports")]
    program = codebase([*users, "billing.db"], [imports(user, "billing.db") for user in users])
    assert tell_apart(program) == {"billing.db": "library"}
