"""A scan that keeps to a plan, from the file to the document."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.errors import ContradictoryPlan
from analyzer.model.plan import Count
from analyzer.pipeline import scan
from reports.plan import REPORT
from tests.pipeline.fixture import FIXTURES, ROOT


@cache
def free(name: str) -> Analysis:
    return scan([ROOT / name], workers=1)


def shape(analysis: Analysis) -> object:
    return (
        [(s.id, s.name, s.modules, s.tables) for s in analysis.services],
        [(m.name, m.role, m.service) for m in analysis.modules],
        [(t.id, t.service) for t in analysis.tables],
        analysis.cuts,
    )


def planned(name: str, tmp_path: Path, text: str, services: Count | None = None) -> Analysis:
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return scan([ROOT / name], plan=file, services=services, workers=1)


@pytest.mark.parametrize("name", FIXTURES)
def test_the_proposal_as_a_plan_changes_nothing(name: str, tmp_path: Path) -> None:
    text = REPORT.render(free(name))
    again = planned(name, tmp_path, text)
    assert shape(again) == shape(free(name))
    assert again.diagnostics == free(name).diagnostics
    assert all(service.stability is None for service in again.services)


def test_what_is_in_vain_is_a_diagnostic_of_the_plan(tmp_path: Path) -> None:
    analysis = planned("django_shop", tmp_path, '[services.x]\ntables = ["gone"]')
    (found,) = [d for d in analysis.diagnostics if d.code == "plan-stale"]
    assert (found.path, found.line) == ("plan.toml", 2)
    assert shape(analysis) == shape(free("django_shop"))


def test_a_table_list_draws_a_boundary_with_all_its_cuts(tmp_path: Path) -> None:
    text = '[services.money]\ntables = ["billing_*", "orders_voucher"]'
    analysis = planned("django_shop", tmp_path, text)
    (money,) = [s for s in analysis.services if s.id == "money"]
    wanted = {t.id for t in analysis.tables if t.id.startswith("billing_")} | {"orders_voucher"}
    assert wanted <= set(money.tables)
    homes = {table.id: table.service for table in analysis.tables}
    crossing = {
        (table.id, key.to_table)
        for table in analysis.tables
        for key in table.foreign_keys
        if homes[table.id] and homes[key.to_table] and homes[table.id] != homes[key.to_table]
    }
    cut = {(c.source, c.target) for c in analysis.cuts if c.kind == "foreign_key"}
    assert cut == crossing
    (row,) = [row for row in analysis.sharing if row.table == "orders_voucher"]
    assert "pinned by the plan" in row.reasons[0]


def test_the_command_lines_number_goes_before_the_plans(tmp_path: Path) -> None:
    analysis = planned("django_shop", tmp_path, "[plan]\nservices = 3", Count(5, 5))
    assert len(analysis.services) == 5


def test_a_number_that_cannot_be_met_is_in_the_verdict() -> None:
    analysis = scan([ROOT / "legacy_billing"], services=Count(90, 99), workers=1)
    assert any("90-99 services were asked for" in reason for reason in analysis.verdict.reasons)


def test_a_contradiction_ends_the_scan(tmp_path: Path) -> None:
    text = '[services.a]\ntables = ["billing_*"]\n[services.b]\ntables = ["billing_*"]'
    with pytest.raises(ContradictoryPlan, match=r"plan\.toml:2:.*\n.*plan\.toml:4:"):
        planned("django_shop", tmp_path, text)
