from tests.assessment.builders import assessed, codebase, module

SERVICES = {
    "orders": [["shop.orders.views", "shop.orders.models"]],
    "bills": [["shop.bills.views"]],
}
PLACED = [module(name) for members in SERVICES.values() for name in members[0]]


def placed(*others: str, role: str = "app", roles: dict[str, str] | None = None) -> dict[str, str]:
    code = codebase([*PLACED, *(module(name, role) for name in others)])
    analysis = assessed(code, SERVICES, roles)
    return {m.name: m.service or m.role for m in analysis.modules}


def test_a_package_goes_where_its_children_go() -> None:
    assert placed("shop.orders")["shop.orders"] == "orders"


def test_a_module_left_out_goes_with_the_package_around_it() -> None:
    assert placed("shop.bills.broken")["shop.bills.broken"] == "bills"
    assert placed("shop.bills.admin", role="admin")["shop.bills.admin"] == "bills"


def test_a_module_near_nothing_is_glue() -> None:
    assert placed("manage")["manage"] == "glue"


def test_a_package_shared_evenly_is_nobodys() -> None:
    services = {"a": [["shop.a"]], "b": [["shop.b"]]}
    analysis = assessed(codebase([module("shop"), module("shop.a"), module("shop.b")]), services)
    assert [(m.service, m.role) for m in analysis.modules] == [
        (None, "glue"),
        ("a", "app"),
        ("b", "app"),
    ]


def test_the_partitions_roles_explain_who_is_in_no_service() -> None:
    assert placed("shop.utils", roles={"shop.utils": "library"})["shop.utils"] == "library"


def test_tests_and_generated_code_are_in_no_service_even_when_grouped() -> None:
    services = {"a": [["a", "a.tests", "a.pb2", "a.old", "a.lib"]]}
    modules = [
        module("a"),
        module("a.tests", "test"),
        module("a.pb2", "generated"),
        module("a.old", "migration"),
        module("a.lib", "vendored"),
    ]
    analysis = assessed(codebase(modules), services)
    assert [m.service for m in analysis.modules] == ["a", None, None, None, None]
    assert [m.role for m in analysis.modules] == [
        "app",
        "vendored",
        "migration",
        "generated",
        "test",
    ]
