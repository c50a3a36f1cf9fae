"""The lines of code that a document quotes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from analyzer.assessment.evidence import strongest
from analyzer.model.analysis import Analysis
from analyzer.model.place import Location
from analyzer.pipeline import scan
from tests.builders import EMPTY, shop

FIXTURES = Path(__file__).parents[2] / "fixtures"


def places(analysis: Analysis) -> set[tuple[str, int]]:
    return {(path, int(line)) for path, lines in analysis.excerpts.items() for line in lines}


def test_evidence_is_quoted_as_it_stands() -> None:
    folder = FIXTURES / "tangle_crm"
    analysis = scan([folder], workers=1, excerpts=True)
    assert places(analysis) <= {(each.path, each.line) for each in strongest(analysis)}
    costly = max(analysis.cuts, key=lambda cut: cut.weight).evidence[0]
    line = (folder / costly.path).read_text(encoding="utf-8").split("\n")[costly.line - 1]
    assert analysis.excerpts[costly.path][str(costly.line)] == line.strip()
    assert list(analysis.excerpts) == sorted(analysis.excerpts)


def test_nothing_is_quoted_unless_asked_for() -> None:
    assert scan([FIXTURES / "layered_cli"], workers=1).excerpts == {}


def test_of_several_folders_each_is_found(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / name).mkdir(parents=True)
        (tmp_path / name / name / "__init__.py").write_text("")
        (tmp_path / name / name / "models.py").write_text(
            "from django.db import models\n"
            f"class {name.title()}(models.Model):  # of {name}\n"
            "    x = models.IntegerField()\n"
        )
    analysis = scan([tmp_path / "one", tmp_path / "two"], workers=1, excerpts=True)
    assert analysis.excerpts == {
        f"{name}/{name}/models.py": {"2": f"class {name.title()}(models.Model):  # of {name}"}
        for name in ("one", "two")
    }


def test_what_costs_most_is_quoted_first() -> None:
    analysis = msgspec.structs.replace(
        shop(), hubs=(), verdict=msgspec.structs.replace(shop().verdict, rows=())
    )
    assert strongest(analysis, 1) == (Location("shop/orders/views.py", 52),)
    assert len(strongest(analysis)) == len(set(strongest(analysis)))
    assert strongest(analysis, 3) == strongest(analysis)[:3]
    assert strongest(EMPTY) == ()
