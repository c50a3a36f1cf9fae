"""Boundary contracts, held by the tools that they are for."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from analyzer.model.analysis import Analysis, Dependency, Module
from analyzer.pipeline import scan
from reports.boundaries import boundaries
from reports.import_linter import ImportLinter
from reports.tach import Tach
from tests.builders import EMPTY, PAYLOADS, at, hostile, packaged, shop

FIXTURES = Path(__file__).parents[2] / "fixtures"
NAMES = ("django_shop", "flask_bookings", "tangle_crm")


@cache
def scanned(name: str) -> Analysis:
    return scan([FIXTURES / name], workers=1)


@pytest.fixture(params=NAMES)
def analysis(request: pytest.FixtureRequest, tmp_path: Path) -> Analysis:
    """The analysis of a fixture, of which a copy lies in the temporary folder."""
    shutil.copytree(FIXTURES / request.param, tmp_path, dirs_exist_ok=True)
    found = scanned(request.param)
    (tmp_path / ".importlinter").write_text(ImportLinter().render(found), encoding="utf-8")
    (tmp_path / "tach.toml").write_text(Tach().render(found), encoding="utf-8")
    return found


def run(program: str, *arguments: str, folder: Path, analysis: Analysis) -> tuple[bool, str]:
    """Whether a program of the development tools is content, and what it says."""
    file = Path(sys.executable).with_name(program)
    if not file.exists():
        pytest.fail(f"{program} is not installed: run make develop")
    paths = os.pathsep.join(str(folder / each) for each in boundaries(analysis).folders)
    done = subprocess.run(
        [file, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "NO_COLOR": "1", "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def lint(folder: Path, analysis: Analysis) -> tuple[bool, str]:
    return run("lint-imports", "--no-cache", folder=folder, analysis=analysis)


def tach(folder: Path, analysis: Analysis) -> tuple[bool, str]:
    return run("tach", "check", folder=folder, analysis=analysis)


def new_crossings(analysis: Analysis) -> Iterator[tuple[Module, str]]:
    """Files of one service, and modules of another that nobody in the first imports today."""
    modules = {module.name: module for module in analysis.modules}
    services = boundaries(analysis).services
    for service in services:
        for other in services:
            reached = {
                named
                for importer, named in other.crossings
                if modules[importer].service == service.id
            }
            for entry in other.members:
                if service is not other and not reached.intersection(entry.modules):
                    importer = modules[service.members[0].modules[0]]
                    yield importer, entry.modules[0]


def append(folder: Path, module: Module, line: str) -> None:
    file = folder / module.path
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")


def test_todays_imports_keep_every_contract(analysis: Analysis, tmp_path: Path) -> None:
    kept, said = lint(tmp_path, analysis)
    assert kept, said
    assert f"{len(boundaries(analysis).services)} kept, 0 broken" in said
    assert "No matches" not in said
    kept, said = tach(tmp_path, analysis)
    assert kept, said


def test_a_new_crossing_breaks_them(analysis: Analysis, tmp_path: Path) -> None:
    importer, imported = next(new_crossings(analysis))
    append(tmp_path, importer, f"import {imported}")
    kept, said = lint(tmp_path, analysis)
    assert not kept
    assert f"- {importer.name} -> {imported}" in said
    assert "This import reaches into another service" in " ".join(said.split())
    kept, said = tach(tmp_path, analysis)
    assert not kept
    assert imported in said


def test_a_listed_crossing_that_is_gone_is_told(analysis: Analysis, tmp_path: Path) -> None:
    listed = [pair for each in boundaries(analysis).services for pair in each.crossings]
    if not listed:
        pytest.skip("nothing crosses a line here")
    importer, imported = listed[0]
    file = tmp_path / next(each.path for each in analysis.modules if each.name == importer)
    file.write_text("", encoding="utf-8")
    kept, said = lint(tmp_path, analysis)
    assert not kept
    assert f"No matches for ignored import {importer} -> {imported}" in said


def test_some_fixture_has_crossings() -> None:
    assert any(each.crossings for name in NAMES for each in boundaries(scanned(name)).services)


def test_tach_tells_todays_crossings_as_deprecated(tmp_path: Path) -> None:
    found = scanned("tangle_crm")
    shutil.copytree(FIXTURES / "tangle_crm", tmp_path, dirs_exist_ok=True)
    (tmp_path / "tach.toml").write_text(Tach().render(found), encoding="utf-8")
    kept, said = tach(tmp_path, found)
    assert kept
    assert "is deprecated" in said


# --- what is in them ---------------------------------------------------------------------------


def contracts(analysis: Analysis) -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read_string(ImportLinter().render(analysis))
    return read


def test_a_contract_protects_a_service_and_lists_who_crosses() -> None:
    read = contracts(packaged())
    assert read["importlinter"]["root_packages"].split() == ["shop"]
    orders = read["importlinter:contract:3"]
    assert orders["name"] == "Orders"
    assert orders["type"] == "protected"
    assert orders["protected_modules"].split() == ["shop", "shop.orders", "shop.orders.**"]
    assert orders["ignore_imports"].split("\n")[1:] == ["shop.billing.models -> shop.orders.models"]


def test_what_is_named_counts_not_what_it_stands_for() -> None:
    handed_on = Dependency(
        "shop.catalog.models", "shop.billing.models", "import", 1.0,
        at("shop/catalog/models.py", 1), ("shop.billing.tasks",),
    )  # fmt: skip
    analysis = msgspec.structs.replace(shop(), dependencies=(handed_on,))
    billing = next(each for each in boundaries(analysis).services if each.id == "billing")
    assert billing.crossings == (("shop.catalog.models", "shop.billing.tasks"),)


def test_tests_inside_a_package_belong_to_its_service_and_may_import_all() -> None:
    found = boundaries(shop())
    assert "shop.orders.tests" in [entry.name for entry in found.open]
    reach = Dependency(
        "shop.billing.tasks", "shop.orders.tests", "import", 1.0, at("shop/billing/tasks.py", 1)
    )
    back = Dependency("shop.orders.tests", "shop.billing.tasks", "import", 1.0, ())
    found = boundaries(msgspec.structs.replace(shop(), dependencies=(reach, back)))
    assert [each.crossings for each in found.services] == [
        (),
        (),
        (("shop.billing.tasks", "shop.orders.tests"),),
    ]


def test_a_package_of_no_service_stands_alone_where_all_in_it_are_of_one() -> None:
    modules = (
        Module("a", "a/__init__.py", 1, "library"),
        Module("a.b", "a/b.py", 1, "app", "billing"),
        Module("a.tests", "a/tests.py", 1, "test"),
    )
    analysis = msgspec.structs.replace(shop(), modules=modules, dependencies=())
    found = boundaries(analysis)
    assert [[entry.name for entry in each.members] for each in found.services] == [["a.b"]]
    paths = [
        path for each in tomllib.loads(Tach().render(analysis))["modules"] for path in each["paths"]
    ]
    assert sorted(paths) == ["a", "a.b", "a.tests"]


def test_of_folders_that_overlap_the_fuller_one_counts() -> None:
    modules = (
        Module("a", "src/a/__init__.py", 1, "app", "billing"),
        Module("a.b", "src/a/b.py", 1, "app", "orders"),
        Module("top", "top.py", 1, "app", "orders"),
        Module("tests", "tests/__init__.py", 1, "test"),
    )
    found = boundaries(msgspec.structs.replace(shop(), modules=modules))
    assert (found.folders, found.roots, found.open, found.unsaid) == (("src",), ("a",), (), 1)
    text = ImportLinter().render(msgspec.structs.replace(shop(), modules=modules))
    assert "PYTHONPATH=src lint-imports" in text
    assert "Left out: 1 module" in text


def test_packages_below_a_gap_are_left_to_tach() -> None:
    modules = (
        Module("src.a", "code/src/a/__init__.py", 1, "app", "billing"),
        Module("src.a.gap.b", "code/src/a/gap/b.py", 1, "app", "orders"),
        Module("src.a.gap.c", "code/src/a/gap/c/__init__.py", 1, "app", "orders"),
        Module("top", "code/top.py", 1, "app", "orders"),
    )
    found = boundaries(msgspec.structs.replace(shop(), modules=modules))
    assert found.roots == ("src.a",)
    assert found.folders == ("code",)
    assert found.packaged == {"src.a"}
    assert "code" in Tach().render(msgspec.structs.replace(shop(), modules=modules))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_names_stand_in_no_contract(payload: str) -> None:
    analysis = hostile(payload)
    odd = Module("shop.o'dd\n[x]", "shop/odd.py", 1, "app", analysis.services[0].id)
    analysis = msgspec.structs.replace(
        analysis, modules=(*shop().modules[:3], *analysis.modules, odd)
    )
    for section in contracts(analysis).sections():
        assert section.startswith("importlinter")
    document = tomllib.loads(Tach().render(analysis))
    assert set(document) <= {"source_roots", "root_module", "modules"}


def test_a_service_that_import_linter_cannot_see_has_no_contract() -> None:
    names = {section["name"] for section in contracts(shop()).values() if "name" in section}
    assert names == {"Orders"}


def test_of_nothing_there_is_a_configuration_all_the_same() -> None:
    assert contracts(EMPTY).sections() == ["importlinter"]
    assert set(tomllib.loads(Tach().render(EMPTY))) == {"source_roots", "root_module"}
