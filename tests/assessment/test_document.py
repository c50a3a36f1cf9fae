import msgspec

from analyzer.model.analysis import SCHEMA_VERSION, Analysis
from analyzer.model.partition import MODULE, TABLE, Coupling, NamedPartition, Node
from analyzer.model.place import Diagnostic
from analyzer.model.settings import Settings
from tests.assessment.builders import (
    assessed,
    codebase,
    depends,
    key,
    module,
    partition,
    places,
    reads,
    table,
    transaction,
    writes,
)

A, B = "shop.a", "shop.b"
SERVICES = {"a": [[A], ["ta"]], "b": [[B], ["tb"]]}


def test_the_summary_counts_the_document() -> None:
    code = codebase(
        [module(A, lines=10), module(B, lines=20), module("shop.tests", "test", lines=5)],
        tables=[table("ta", A), table("tb", B)],
        accesses=[reads(A, "tb"), writes(B, "tb")],
        unresolved=[Diagnostic("shop/a.py", 3, "dynamic", "who knows")],
        resolved_sites=2,
    )
    summary = assessed(code, SERVICES).summary
    assert (summary.files, summary.lines, summary.modules, summary.tables) == (3, 35, 3, 2)
    assert (summary.accesses, summary.services, summary.cuts) == (2, 2, 1)
    assert (summary.resolved_sites, summary.unresolved_sites) == (2, 1)
    assert summary.resolution_rate == 0.6667


def test_what_is_only_sent_for_others_is_told_and_changes_nothing_else() -> None:
    code = codebase(
        [module(A), module(B)],
        tables=[table("ta", A), table("tb", B)],
        accesses=[writes(A, "ta"), writes(B, "tb")],
    )
    sent = msgspec.structs.replace(writes(A, "tb"), how="commit")
    before = assessed(code, SERVICES)
    after = assessed(msgspec.structs.replace(code, sent=(sent,)), SERVICES)
    assert [access for access in after.accesses if access.is_sent] == [sent]
    assert after.summary.accesses == before.summary.accesses + 1
    assert before == msgspec.structs.replace(
        after, accesses=before.accesses, summary=before.summary
    )


def test_no_data_site_has_no_resolution_rate() -> None:
    assert assessed(codebase([module(A)]), {"a": [[A]]}).summary.resolution_rate is None


def test_the_document_survives_its_own_format() -> None:
    code = codebase(
        [module(A), module(B)],
        [depends(A, B, "call")],
        [table("ta", A), table("tb", B)],
        [writes(A, "tb")],
        transactions=[transaction(A, "f", ["ta", "tb"])],
    )
    analysis = assessed(code, SERVICES)
    assert msgspec.json.decode(msgspec.json.encode(analysis), type=Analysis) == analysis
    assert analysis.schema_version == SCHEMA_VERSION
    assert (analysis.tool.name, analysis.tool.version) == ("seamline", "1.2.3")
    assert analysis.excerpts == {}


def test_services_tables_and_modules_tell_one_story() -> None:
    code = codebase([module(A), module(B)], tables=[table("ta", A), table("tb", B)])
    analysis = assessed(code, SERVICES)
    for service in analysis.services:
        assert service.modules == tuple(m.name for m in analysis.modules if m.service == service.id)
        assert service.tables == tuple(t.id for t in analysis.tables if t.service == service.id)
        assert service.tables == tuple(
            row.table for row in analysis.sharing if row.owner == service.id
        )
    assert sorted(s.extraction_rank for s in analysis.services) == [1, 2]


def test_alternatives_show_their_members() -> None:
    coarse, names = partition({"all": [[A, B], ["ta"]]})
    code = codebase([module(A), module(B)], tables=[table("ta", A)])
    analysis = assessed(code, SERVICES, alternatives=[NamedPartition("coarser", coarse, names)])
    (other,) = analysis.alternatives
    (service,) = other.services
    assert (other.name, service.id, service.name) == ("coarser", "all", "All")
    assert (service.modules, service.tables) == ((A, B), ("ta",))


def test_benefits_and_risks_are_counted_facts() -> None:
    keys = [key("b_id", "tb", places(A, 3)[0])]
    code = codebase(
        [module(A), module(B)],
        [depends(A, B, "call"), depends(B, A)],
        [table("ta", A, keys), table("tb", B), table("tp", A)],
        [writes(A, "ta"), writes(A, "tb"), writes(A, "tp"), writes(B, "ta")],
        transactions=[transaction(A, "f", ["ta", "tb"])],
    )
    couplings = [
        Coupling(Node(MODULE, A), Node(TABLE, "ta"), "tables", 3.0),
        Coupling(Node(MODULE, A), Node(MODULE, B), "imports", 1.0),
        Coupling(Node(TABLE, "ta"), Node(TABLE, "tb"), "nothing", 0.0),
    ]
    weights = {"tables": 3.0, "imports": 1.0}
    settings = Settings(weights=weights)
    a, b = assessed(code, SERVICES, couplings=couplings, settings=settings).services
    assert a.benefits == (
        "Owns 1 table that no other code touches: tp.",
        "75 % of the weight of its ties stays inside.",
    )
    assert a.risks == (
        "1 transaction would have to span it and B.",
        "Other code writes 1 table of its own: ta.",
        "Writes 1 table that others own: tb.",
        "Foreign keys cross its border: 0 coming in, 1 going out.",
        "Depends on B, and they on it.",
    )
    assert b.risks[1] == "Other code writes 1 table of its own: tb."
