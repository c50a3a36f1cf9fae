"""Tables that everybody refers to: which are told apart, and what they still tie."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.clustering.hub_tables import hub_tables, without_hubs
from analyzer.coupling import couple
from analyzer.model.analysis import Column, Table
from analyzer.model.codebase import Codebase
from analyzer.model.settings import Settings
from tests.coupling.builders import access, codebase, module, table

SUBJECTS = ("order", "bill", "room", "seat")


def program(*hubs: Table) -> Codebase:
    """Four subjects that all read the tables `hubs`, and refer to the first of them."""
    first = hubs[0].id
    return codebase(
        [
            *(f"shop.{s}.views" for s in SUBJECTS),
            "shop.hub.models",
            module("shop.hub.admin", "admin"),
        ],
        tables=[*hubs, *(table(s, f"shop.{s}.views", first) for s in SUBJECTS)],
        accesses=[access(f"shop.{s}.views", hub.id) for s in SUBJECTS for hub in hubs],
    )


def kinds(given: Codebase) -> dict[str, str]:
    return {name: hub.kind for name, hub in hub_tables(given).items()}


@pytest.mark.parametrize("name", ["account", "organisation", "tenant", "app_user"])
def test_whom_all_refer_to_and_who_is_called_a_party_is_identity(name: str) -> None:
    assert kinds(program(table(name, "shop.hub.models"))) == {name: "identity"}


def test_who_signs_in_is_identity_whatever_the_name() -> None:
    operator = msgspec.structs.replace(
        table("operator", "shop.hub.models"), columns=(Column("id"), Column("password_hash"))
    )
    assert kinds(program(operator)) == {"operator": "identity"}


def test_what_the_program_is_about_is_no_hub() -> None:
    assert kinds(program(table("instance", "shop.hub.models"))) == {}


def test_whom_few_refer_to_is_no_hub() -> None:
    given = codebase(
        ["a", "b"], tables=[table("user", "a"), table("x", "a", "user"), table("y", "b")]
    )
    assert kinds(given) == {}


def test_lists_that_nobody_writes_are_reference_data() -> None:
    given = program(table("country", "shop.hub.models"))
    assert kinds(given) == {"country": "reference_data"}
    by_hand = msgspec.structs.replace(
        given, accesses=(*given.accesses, access("shop.hub.admin", "country", "write"))
    )
    assert kinds(by_hand) == {"country": "reference_data"}
    written = msgspec.structs.replace(
        given, accesses=(*given.accesses, access("shop.bill.views", "country", "write"))
    )
    assert kinds(written) == {}


def test_a_list_of_one_subject_is_its_own() -> None:
    given = codebase(
        ["shop.order.views", "shop.order.models"],
        tables=[
            table("status", "shop.order.models"),
            table("order", "shop.order.models", "status"),
        ],
        accesses=[access("shop.order.views", "status")],
    )
    assert kinds(given) == {}


def test_hubs_tie_none_but_who_defines_and_writes_them() -> None:
    given = program(table("user", "shop.hub.models"))
    given = msgspec.structs.replace(
        given, accesses=(*given.accesses, access("shop.order.views", "user", "write"))
    )
    kept = {
        (tie.first.name, tie.second.name)
        for tie in without_hubs(couple(given, Settings()), given)
        if "user" in (tie.first.name, tie.second.name)
    }
    assert kept == {("shop.hub.models", "user"), ("shop.order.views", "user")}
