from __future__ import annotations

import msgspec

from analyzer.model.analysis import Verdict
from analyzer.model.place import Diagnostic
from reports.digest import SharedLine, digest
from tests.builders import EMPTY, one_module, shop


def test_services_come_in_the_order_of_extraction() -> None:
    assert [(line.rank, line.id, line.cuts) for line in digest(shop()).services] == [
        (1, "catalog", 0),
        (2, "billing", 6),
        (3, "orders", 6),
    ]


def test_lines_are_counted_where_the_document_does_not_say() -> None:
    silent = tuple(msgspec.structs.replace(each, lines=0) for each in shop().services)
    lines = {
        line.id: line.lines
        for line in digest(msgspec.structs.replace(shop(), services=silent)).services
    }
    assert lines == {"billing": 390, "catalog": 400, "orders": 520}


def test_only_tables_of_several_services_are_shared() -> None:
    both = ("billing", "orders")
    assert digest(shop()).shared == (SharedLine("orders_order", "orders", both, both),)


def test_next_steps_follow_from_what_was_found() -> None:
    assert digest(shop()).next_steps == (
        "Begin with Catalog: easy, nothing to cut.",
        "Decide who owns orders_order: 2 services write it.",
        "Read the 1 diagnostic: what could not be read is missing from the picture.",
    )
    assert digest(one_module()).next_steps == ()
    assert "no module was found" in digest(EMPTY).next_steps[0]


def test_a_low_resolution_rate_is_said() -> None:
    summary = msgspec.structs.replace(shop().summary, resolution_rate=0.5, unresolved_sites=7)
    steps = digest(msgspec.structs.replace(shop(), summary=summary)).next_steps
    assert any("7 data accesses could not be resolved" in step for step in steps)


def test_nobody_is_told_to_begin_where_nothing_should_be_cut() -> None:
    kept = msgspec.structs.replace(shop(), verdict=Verdict("keep", ("Small.",)))
    assert not any(step.startswith("Begin") for step in digest(kept).next_steps)
    assert digest(kept).headline == "Keep it in one piece"


def test_what_of_a_plan_is_in_vain_is_to_be_mended() -> None:
    analysis = msgspec.structs.replace(
        shop(),
        diagnostics=(
            Diagnostic("p.toml", 2, "plan-stale", "a says b, which no module is called; c?"),
            Diagnostic("p.toml", 3, "plan-without-effect", "line 2 is closer"),
        ),
    )
    content = digest(analysis)
    assert "Every file was read whole." in content.seen
    mended = [step for step in content.next_steps if step.startswith("Mend")]
    assert mended == [
        "Mend line 2 of p.toml: a says b, which no module is called; c?",
        "Mend line 3 of p.toml: line 2 is closer.",
    ]
