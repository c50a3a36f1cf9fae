"""Hubs in the document: what is told of each kind."""

from __future__ import annotations

import msgspec

from analyzer.clustering import take_apart
from analyzer.model.analysis import Analysis
from analyzer.model.hubs import Hub
from tests.assessment.builders import assessed, codebase, depends, key, module, places, table
from tests.clustering.test_splitting import flat


def hubs(analysis: Analysis, kind: str) -> list[Hub]:
    return [hub for hub in analysis.hubs if hub.kind == kind]


def test_libraries_say_who_uses_them() -> None:
    code = codebase(
        [module("a.x"), module("b.x"), module("lib")],
        [depends("a.x", "lib", "inherit"), depends("b.x", "lib")],
    )
    (library,) = hubs(
        assessed(code, {"a": [["a.x"]], "b": [["b.x"]]}, {"lib": "library"}), "library"
    )
    assert library.name == "lib"
    assert library.reasons == (
        "used by 2 modules of A and B",
        "classes of 1 module derive from its own",
    )
    assert library.evidence == places("lib", 1)


def test_empty_packages_are_no_glue_to_speak_of() -> None:
    code = codebase([module("a.x"), module("wsgi"), module("a", lines=0)])
    analysis = assessed(code, {"a": [["a.x"]]}, {"wsgi": "glue", "a": "glue"})
    assert [hub.name for hub in hubs(analysis, "glue")] == ["wsgi"]


def test_identity_is_told_with_its_evidence() -> None:
    place = places("a.x", 3)[0]
    tables = [
        table("account", "a.x"),
        *(table(name, "a.x", [key("account_id", "account", place)]) for name in ("p", "q", "r")),
    ]
    analysis = assessed(codebase([module("a.x")], tables=tables), {"a": [["a.x"]]})
    (identity,) = hubs(analysis, "identity")
    assert identity.name == "account"
    assert identity.reasons[0] == "3 of the 3 tables that refer to any refer to it"
    assert analysis.tables[0].service == "a"


def test_divided_modules_say_which_definition_goes_where() -> None:
    whole = flat(subjects=("order", "room"))
    program = take_apart(whole)
    services = {
        subject: [[name for name in sorted(program.parts()) if subject.title() in name]]
        for subject in ("order", "room")
    }
    services["order"][0] += ["shop.models", "shop.views", "shop.forms"]
    analysis = assessed(program, services)
    found = {hub.name: hub for hub in hubs(analysis, "god_module")}
    assert set(found) == {"shop.models", "shop.views", "shop.forms"}
    parts = {part.definition: part.service for part in found["shop.models"].parts}
    assert parts == {"Order": "order", "OrderModels": "order", "Room": "room", "RoomModels": "room"}
    assert found["shop.models"].reasons == (
        "its 4 definitions belong to several services: Order (2) and Room (2)",
    )


def test_the_document_knows_modules_alone() -> None:
    whole = flat(subjects=("order", "room"))
    program = take_apart(whole)
    rooms = [name for name in sorted(program.parts()) if "Room" in name]
    orders = [name for name in sorted(program.parts()) if "Order" in name]
    extra = depends("shop.views.RoomViews", "shop.models.Order", "call", 7)
    program = msgspec.structs.replace(program, dependencies=(*program.dependencies, extra))
    layers = ["shop.forms", "shop.models", "shop.views"]
    analysis = assessed(program, {"order": [[*orders, *layers]], "room": [rooms]})
    assert [m.name for m in analysis.modules] == layers
    assert [(s.id, list(s.modules)) for s in analysis.services] == [("order", layers), ("room", [])]
    (cut,) = [cut for cut in analysis.cuts if cut.kind == "call"]
    assert (cut.source, cut.target) == ("shop.views", "shop.models")
    assert (cut.from_service, cut.to_service) == ("room", "order")
    assert {a.module for a in analysis.accesses} == {"shop.views"}
    assert {t.module for t in analysis.tables} == {"shop.models"}
