import msgspec

from analyzer.assessment.assemble import assess
from analyzer.model.analysis import Analysis, EntryPoint
from analyzer.model.codebase import Codebase
from analyzer.model.partition import Partition
from analyzer.model.place import Diagnostic
from analyzer.model.settings import Context, Settings
from tests.assessment.builders import (
    assessed,
    codebase,
    depends,
    module,
    partition,
    reads,
    table,
    transaction,
    writes,
)

A, A2, B, B2 = "shop.a.m", "shop.a.n", "shop.b.m", "shop.b.n"
MODULES = [module(name, lines=200) for name in (A, A2, B, B2)]
TABLES = [table("ta", A), table("tb", B)]
CLEAN = [writes(A, "ta"), reads(A2, "ta"), writes(B, "tb"), reads(B2, "tb")]
TWO = {"a": [[A, A2]], "b": [[B, B2]]}


def clean(**more: list[Diagnostic]) -> Codebase:
    return codebase(
        MODULES,
        [depends(A2, A, "call"), depends(B2, B, "call"), depends(B, A, "call")],
        TABLES,
        CLEAN,
        entry_points=[EntryPoint("route", "/", A2, "f", ("ta", "tb"))],
        resolved_sites=4,
        unresolved=more.get("unresolved", ()),
    )


def reasons(analysis: Analysis) -> str:
    return " ".join(analysis.verdict.reasons)


def finding(analysis: Analysis, criterion: str) -> str:
    (row,) = [row for row in analysis.verdict.rows if row.criterion == criterion]
    return row.finding


def test_clear_borders_can_be_extracted() -> None:
    analysis = assessed(clean(), TWO)
    assert analysis.verdict.advice == "extract"
    assert "2 of 2 candidates: B (" in reasons(analysis)


def test_a_single_group_is_to_be_kept() -> None:
    assert assessed(clean(), {"a": [[A, A2, B, B2]]}).verdict.advice == "keep"
    assert assessed(codebase([]), {}).verdict.advice == "keep"


def test_without_tables_modules_come_first() -> None:
    route = EntryPoint("route", "/", A, "f", ())
    analysis = assessed(codebase(MODULES, [depends(A, B)], entry_points=[route]), TWO)
    assert analysis.verdict.advice == "modularise"
    assert "No table was found" in reasons(analysis)


def test_a_layered_program_that_keeps_no_data_and_does_not_listen_is_kept() -> None:
    layers = codebase(MODULES, [depends(A2, A, "call"), depends(B2, B, "call")])
    analysis = assessed(layers, TWO)
    assert analysis.verdict.advice == "keep"
    assert "Nothing listens" in reasons(analysis)
    served = codebase(MODULES, entry_points=[EntryPoint("route", "/", A, "f", ())])
    assert assessed(served, TWO).verdict.advice == "modularise"


def test_tables_that_nobody_writes_have_no_sure_owner() -> None:
    analysis = assessed(codebase(MODULES, tables=TABLES, accesses=[reads(A, "ta")]), TWO)
    assert analysis.verdict.advice == "modularise"
    assert "No code was seen to write" in reasons(analysis)


def test_several_writers_of_most_tables_mean_modules_first() -> None:
    accesses = [writes(user, name) for user in (A, B) for name in ("ta", "tb")]
    analysis = assessed(codebase(MODULES, tables=TABLES, accesses=accesses), TWO)
    assert analysis.verdict.advice == "modularise"
    assert "100 % of the written tables are written by several candidates" in reasons(analysis)
    assert "No candidate is easy or moderate" in reasons(analysis)


def test_a_third_partys_table_makes_no_candidate_ready() -> None:
    tables = [table("ta", A, origin="third_party"), table("tb", B, origin="third_party")]
    analysis = assessed(codebase(MODULES, tables=tables, accesses=CLEAN), TWO)
    assert {row.kind for row in analysis.sharing} == {"private"}
    assert "No candidate is easy or moderate" in reasons(analysis)


def test_what_was_not_understood_forbids_extraction() -> None:
    unseen = [Diagnostic("shop/a/m.py", line, "dynamic", "who knows") for line in range(9)]
    analysis = assessed(clean(unresolved=unseen), TWO)
    assert analysis.verdict.advice == "modularise"
    assert "69 % of the places that touch data could not be understood" in reasons(analysis)


def test_a_proposal_worse_than_todays_packages_is_no_reason_to_extract() -> None:
    analysis = assessed(clean(), {"a": [[A, B2]], "b": [[A2, B]]})
    assert analysis.verdict.advice == "modularise"
    assert "Today's packages do better" in reasons(analysis)


def test_candidates_that_do_not_come_back_are_no_clear_seams() -> None:
    grouped, names = partition(TWO)
    shaky = Partition(
        tuple(msgspec.structs.replace(g, stability=0.9, recurrence=0.2) for g in grouped.groups)
    )
    analysis = assess(clean(), (), shaky, names, Settings(), version="1.2.3")
    assert analysis.verdict.advice == "modularise"
    assert "No clear seams: 2 of 2 candidates, with 100 % of the modules" in reasons(analysis)


def test_machinery_is_never_ready() -> None:
    grouped, names = partition(TWO)
    layers = [msgspec.structs.replace(name, basis="rest", share=0.0) for name in names]
    analysis = assess(clean(), (), grouped, layers, Settings(), version="1.2.3")
    assert {service.nature for service in analysis.services} == {"remainder"}
    assert all(service.nature_reason in service.risks for service in analysis.services)
    assert "No two candidates have a subject of their own" in reasons(analysis)
    assert "No candidate is easy or moderate" in reasons(analysis)


def test_a_program_that_is_read_in_an_afternoon_is_not_parted() -> None:
    small = msgspec.structs.replace(
        clean(), modules=tuple(msgspec.structs.replace(m, lines=90) for m in MODULES)
    )
    analysis = assessed(small, TWO)
    assert analysis.verdict.advice == "modularise"
    assert "All candidates together have 360 lines" in reasons(analysis)


def test_what_the_settings_say_of_the_team_counts() -> None:
    for context in (Context(teams=1), Context(team_size=5), Context(stage="Early")):
        analysis = assessed(clean(), TWO, settings=Settings(context=context))
        assert analysis.verdict.advice == "modularise"
    many = Settings(context=Context(teams=4, team_size=40, stage="mature", goals=("scale",)))
    analysis = assessed(clean(), TWO, settings=many)
    assert analysis.verdict.advice == "extract"
    assert finding(analysis, "team organisation") == "4 teams (40 people) for 2 candidates."
    assert "stage mature and goals scale" in finding(analysis, "best suited to")


def test_every_criterion_has_one_row_in_the_order_of_discussion() -> None:
    rows = assessed(clean(), TWO).verdict.rows
    assert [row.criterion for row in rows] == [
        "single responsibility",
        "independent deployment",
        "decentralised data",
        "communication over the network",
        "fault isolation",
        "deployment",
        "scaling",
        "data",
        "codebase",
        "team organisation",
        "failure impact",
        "operational complexity",
        "best suited to",
        "technology freedom",
        "team autonomy",
        "resilience",
        "distributed complexity",
        "data consistency",
        "operational overhead",
        "testing and debugging",
        "API surface",
    ]
    assert all(row.finding.endswith(".") for row in rows)


def test_rows_count_what_this_code_shows() -> None:
    code = codebase(
        MODULES,
        [depends(A, B, "call", 7), depends(B, A, "task", 8)],
        TABLES,
        [*CLEAN, writes(B, "ta", 9)],
        transactions=[transaction(A, "f", ["ta", "tb"], 5), transaction(A, "g", ["ta"], 6)],
        entry_points=[EntryPoint("route", "/x", A, "f", ("ta", "tb"))],
    )
    analysis = assessed(code, TWO)
    assert "several candidates: 1 of 2" in finding(analysis, "data consistency")
    assert "written by others too 1" in finding(analysis, "decentralised data")
    assert "2 at most (route /x)" in finding(analysis, "testing and debugging")
    assert "a broker" in finding(analysis, "operational overhead")
