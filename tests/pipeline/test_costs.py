"""What it costs to draw the argued lines through a fixture, beside what a human argued it costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from analyzer.model.analysis import Analysis
from analyzer.pipeline import scan
from tests.pipeline.fixture import FIXTURES, ROOT, expected

ARGUED = [name for name in FIXTURES if expected(name)["services"]]

# Points call others easier here: exports, which own nothing, and customers, whom two tables name.
NOT_FIRST = {"legacy_billing": 3}


@cache
def drawn(name: str, what: tuple[str, ...] = ("modules", "tables"), other: str = "") -> Analysis:
    """The fixture with the argued services, or those of an alternative, as its plan."""
    answer = _instead(expected(name), other) if other else expected(name)
    with TemporaryDirectory() as folder:
        plan = Path(folder, "plan.toml")
        plan.write_text("\n".join(_lines(answer, what)), encoding="utf-8")
        return scan([ROOT / name], plan=plan, workers=1)


def _instead(answer: dict[str, Any], other: str) -> dict[str, Any]:
    """The argued services with those of an alternative, in place of what these take from."""
    instead = answer["alternatives"][other]["services"]
    taken = {member for one in instead.values() for member in one["modules"] + one["tables"]}
    kept = {
        identity: service
        for identity, service in answer["services"].items()
        if taken.isdisjoint(service["modules"] + service["tables"])
    }
    return answer | {"services": kept | instead}


def _lines(answer: dict[str, Any], what: tuple[str, ...]) -> Iterator[str]:
    yield "[plan]"
    for role in ("library", "glue"):
        alone = [f"{module}.__init__" for module in answer.get(role, ())]
        yield f"{role} = {json.dumps(alone)}"
    for identity, service in answer["services"].items():
        yield f"[services.{identity}]"
        yield from (f"{kind} = {json.dumps(service[kind])}" for kind in what)


def assert_cut(analysis: Analysis, wanted: list[dict[str, Any]]) -> None:
    found = [(cut.kind, cut.source, cut.target) for cut in analysis.cuts]
    missing = []
    for cut in wanted:
        kind, source, target = cut["kind"], cut["source"], cut["target"]
        if kind == "transaction":  # what is reached through calls may come on top
            held = [set(t) for k, s, t in found if (k, s) == (kind, source)]
            if not any(set(target) <= tables for tables in held):
                missing.append(cut)
        elif (kind, source, target) not in found:
            missing.append(cut)
    assert missing == []


@pytest.mark.parametrize("name", ARGUED)
def test_the_argued_cuts_are_found(name: str) -> None:
    assert_cut(drawn(name), expected(name).get("cuts", []))


@pytest.mark.parametrize(
    ("name", "other"), [(n, o) for n in ARGUED for o in expected(n).get("alternatives", {})]
)
def test_the_cuts_of_the_lines_that_were_not_chosen_are_found(name: str, other: str) -> None:
    assert_cut(drawn(name, other=other), expected(name)["alternatives"][other]["cuts"])


@pytest.mark.parametrize("name", ARGUED)
def test_foreign_keys_across_the_argued_lines_are_all_cuts_and_no_others(name: str) -> None:
    analysis = drawn(name)
    home = {table.id: table.service for table in analysis.tables}
    across = {
        (table.id, key.to_table)
        for table in analysis.tables
        for key in table.foreign_keys
        if table.service and home.get(key.to_table) and table.service != home[key.to_table]
    }
    cuts = {(cut.source, cut.target) for cut in analysis.cuts if cut.kind == "foreign_key"}
    assert cuts == across


@pytest.mark.parametrize("name", ARGUED)
def test_broken_transactions_become_the_argued_sagas(name: str) -> None:
    found = {
        saga.source: [f"{step.service} {step.kind}" for step in saga.steps]
        for saga in drawn(name).sagas
    }
    assert found == expected(name).get("sagas", {})


@pytest.mark.parametrize("name", ARGUED)
def test_the_easiest_come_first_and_the_hardest_costs_most(name: str) -> None:
    services = {service.id: service for service in drawn(name).services}
    ranks = [services[easy].extraction_rank for easy in expected(name)["easiest"]]
    assert ranks == sorted(ranks)
    assert ranks[0] == NOT_FIRST.get(name, 1)
    if hardest := expected(name).get("hardest"):
        points = {service: found.difficulty.points for service, found in services.items()}
        assert max(points, key=lambda service: points[service]) == hardest


@pytest.mark.parametrize("name", ARGUED)
def test_difficulty_is_called_what_a_human_calls_it(name: str) -> None:
    words = {s.id: s.difficulty.word for s in drawn(name).services}
    assert words == words | expected(name).get("words", {})


@pytest.mark.parametrize("name", ARGUED)
def test_tables_go_to_the_argued_owner_of_the_code(name: str) -> None:
    owners = {table.id: table.service for table in drawn(name, what=("modules",)).tables}
    wanted = {t["name"]: t["service"] for t in expected(name)["tables"] if "service" in t}
    wrong = {t for t in wanted if t in owners and owners[t] != wanted[t]}
    assert wrong == set()
