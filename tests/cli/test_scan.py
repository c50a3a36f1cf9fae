from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.model.plan import Count
from cli.demo import FIXTURE
from cli.exits import Exit
from cli.main import run
from reports.document import dump, load
from tests.builders import PAYLOADS, hostile, shop
from tests.cli.conftest import Pipeline


def test_writes_the_report_and_prints_the_summary(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", "src"]) == Exit.DONE
    assert sorted(file.name for file in (here / "seamline-report").iterdir()) == [
        "analysis.json",
        "index.html",
    ]
    assert (here / "seamline-report" / "analysis.json").read_text() == dump(pipeline.analysis)
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "Worth taking apart" in captured.out
    assert captured.out.endswith("\nThe report is seamline-report/index.html\n")
    assert captured.out.replace("\n", "").isprintable()


def test_hands_its_settings_on(pipeline: Pipeline, here: Path) -> None:
    arguments = "scan a b --workers 3 --exclude x/ --exclude *_pb2.py -o out/deep"
    arguments += " --site-packages one --site-packages two"
    assert run(arguments.split()) == Exit.DONE
    assert pipeline.calls == [([Path("a"), Path("b")], ["x/", "*_pb2.py"], 3)]
    assert pipeline.site_packages == [Path("one"), Path("two")]
    assert (here / "out" / "deep" / "index.html").is_file()


def test_quotes_the_code_unless_told_not_to(pipeline: Pipeline, here: Path) -> None:
    assert run(["scan", "src"]) == Exit.DONE
    assert pipeline.excerpts
    assert run(["scan", "src", "--no-source"]) == Exit.DONE
    assert not pipeline.excerpts


def test_evidence_leads_to_the_scanned_folder(pipeline: Pipeline, here: Path) -> None:
    arguments = ["scan", "src", "--source-link", "vscode://file/{root}/{path}:{line}"]
    assert run(arguments) == Exit.DONE
    page = (here / "seamline-report" / "index.html").read_text()
    assert f'data-source-link="vscode://file/{here.as_posix()}/src/{{path}}:{{line}}"' in page


def test_a_source_link_is_refused_before_anything_is_read(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", "src", "--source-link", "file:///{path}"]) == Exit.WRONG_INPUT
    assert run(["scan", "a", "b", "--source-link", "idea://{root}/{path}"]) == Exit.WRONG_INPUT
    assert "{root} is in the source link" in capsys.readouterr().err
    assert pipeline.calls == []


def test_hands_the_plan_on(pipeline: Pipeline, here: Path) -> None:
    assert run(["scan", "src", "--plan", "mine.toml", "--services", "4-6"]) == Exit.DONE
    assert run(["scan", "src", "--services", "5"]) == Exit.DONE
    assert pipeline.plans == [(Path("mine.toml"), Count(4, 6)), (None, Count(5, 5))]


@pytest.mark.parametrize("wanted", ["none", "0", "6-4", "4-", "-3", "1.5"])
def test_refuses_a_number_of_services_that_is_none(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str], wanted: str
) -> None:
    assert run(["scan", "src", f"--services={wanted}"]) == Exit.WRONG_INPUT
    assert pipeline.calls == []
    assert "--services" in capsys.readouterr().err


def test_prints_json_for_machines(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", ".", "--json"]) == Exit.DONE
    captured = capsys.readouterr()
    summary = json.loads(captured.out)
    assert summary["project"]["name"] == "shop"
    assert [service["id"] for service in summary["services"]] == ["catalog", "billing", "orders"]
    assert captured.err == "The report is seamline-report/index.html\n"


def test_scans_again_into_its_own_folder(pipeline: Pipeline, here: Path) -> None:
    assert run(["scan", "."]) == Exit.DONE
    assert run(["scan", "."]) == Exit.DONE


def test_refuses_a_foreign_folder_before_it_scans(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "index.html").write_text("mine")
    assert run(["scan", ".", "--output", "."]) == Exit.WRONG_INPUT
    assert pipeline.calls == []
    assert "docs/errors.md#output-refused" in capsys.readouterr().err
    assert (here / "index.html").read_text() == "mine"
    assert run(["scan", ".", "--output", ".", "--force"]) == Exit.DONE
    assert (here / "index.html").read_text() != "mine"


def test_a_hostile_project_steers_no_terminal(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.analysis = hostile(PAYLOADS["ansi"])
    assert run(["scan", "."]) == Exit.DONE
    assert capsys.readouterr().out.replace("\n", "").isprintable()


def test_the_demo_scans_what_ships(
    pipeline: Pipeline, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo"]) == Exit.DONE
    assert pipeline.calls == [([FIXTURE], [], None)]
    assert list(FIXTURE.rglob("models.py"))
    assert load(here / "seamline-report").services == shop().services
    assert "The report is seamline-report/index.html" in capsys.readouterr().out
