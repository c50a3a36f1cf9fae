from pathlib import Path

from tests.accuracy import projects, results
from tests.accuracy.builders import accesses, claim, claims, happened, real_schema, real_table
from tests.accuracy.inside.hooks import HOOKS
from tests.accuracy.judging import Share, judge_accesses, judge_schema
from tests.accuracy.listing import misses, percent
from tests.accuracy.page import HAND, MARKER, render
from tests.accuracy.results import Result

PROJECT = projects.parse(
    "shop",
    """
title = "Shop 1.0"
framework = "django"
style = "plain"
requirements = ["shop==1.0"]
packages = ["shop"]
[suite]
command = ["{python}", "-m", "pytest"]
part = "all"
""",
)
SCHEMA = real_schema(real_table("order", "id"), real_table("line", "id"))
REAL = accesses({("shop.views", "order", "R"): happened("direct")})
SAID = claims(real_table("order", "id"))


def _result() -> Result:
    pairs = {("shop.views", "order", "W"): claim("certain")}
    score = judge_accesses(REAL, pairs)
    return results.result(PROJECT, SAID, judge_schema(SCHEMA, SAID), score, REAL)


def test_a_share_is_cut_so_that_a_miss_always_shows() -> None:
    assert percent(Share(9999, 10000)) == "99.9 %"
    assert percent(Share(3, 3)) == "100.0 %"
    assert percent(Share(0, 0)) == "-"


def test_the_page_holds_a_row_for_each_table() -> None:
    page = render([_result()], "## How\n", "")
    assert (
        "| Shop 1.0 | plain | 1 | 10 | 2 | 50.0 % | 100.0 % | 50.0 % | 0 | - | - | 100.0 % |"
        in page
    )
    assert "| Shop 1.0: all | 1 | 0.0 % | 0.0 % | 0.0 % | 0.0 % | 0.0 % | - | - |" in page
    assert "- tables missed: `line (shop.models)`" in page
    assert page.endswith(HAND)


def test_what_people_wrote_below_the_marker_stays() -> None:
    old = render([_result()], "## How\n", "") + "\n1. A cause that somebody found.\n"
    new = render([], "## Otherwise\n", old)
    assert new.partition(MARKER)[2] == old.partition(MARKER)[2]
    assert "Shop 1.0" not in new
    assert render([], "## Otherwise\n", new) == new


def test_results_come_back_as_they_were_saved(tmp_path: Path) -> None:
    results.save(_result(), tmp_path)
    assert results.load_all(tmp_path) == [_result()]


def test_misses_are_listed_by_module() -> None:
    score = judge_accesses(REAL, SAID.accesses)
    text = misses(_result(), SCHEMA, judge_schema(SCHEMA, SAID), score, REAL, SAID)
    assert "## accesses missed: 1\n\n- shop.views: 1\n    - R order: direct in show\n" in text


def test_every_project_file_can_be_read() -> None:
    loaded = [projects.load(name) for name in projects.names()]
    assert loaded
    assert {project.spec.framework for project in loaded} <= HOOKS.keys()
