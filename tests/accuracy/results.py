"""What is kept of a measurement: the numbers, in `results/NAME.json`, from which the page is made."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import msgspec

import seamline
from tests.accuracy.claims import Claims
from tests.accuracy.judging import AccessScore, SchemaScore, Share, ThirdScore
from tests.accuracy.projects import Project
from tests.accuracy.truth import RealAccesses

FOLDER = Path(__file__).parent / "results"


class Accesses(msgspec.Struct, frozen=True):
    """The access measures, without the pairs; see `AccessScore` for what they mean."""

    part: str
    statements: int
    recall: Mapping[str, Share]
    seen: Mapping[str, Share]
    without_generic: Share
    generic: tuple[tuple[str, Share], ...]
    unparsed: int


class Result(msgspec.Struct, frozen=True):
    """One project's measures, by the seamline version that they are for."""

    name: str
    title: str
    style: str
    version: str
    modules: int
    lines: int
    resolution: Share
    schema: SchemaScore
    accesses: Accesses | None
    third_parties: ThirdScore | None = None


def result(
    project: Project,
    said: Claims,
    schema: SchemaScore,
    accesses: AccessScore | None,
    real: RealAccesses | None,
    third: ThirdScore | None = None,
) -> Result:
    """Gather the measures of a project."""
    spec = project.spec
    kept: Accesses | None = None
    if accesses is not None and real is not None and spec.suite is not None:
        fields = {f.name: getattr(accesses, f.name) for f in dataclasses.fields(accesses)}
        numbers = {key: fields[key] for key in Accesses.__struct_fields__ if key in fields}
        kept = Accesses(
            part=f"{spec.suite.part}, {real.cut}" if real.cut else spec.suite.part,
            statements=real.statements,
            unparsed=len(real.unparsed),
            **numbers,
        )
    return Result(
        name=project.name,
        title=spec.title,
        style=spec.style,
        version=seamline.__version__,
        modules=said.modules,
        lines=said.lines,
        resolution=Share(said.resolved, said.resolved + said.unresolved),
        schema=schema,
        accesses=kept,
        third_parties=third,
    )


def save(found: Result, folder: Path = FOLDER) -> None:
    """Write the result, replacing the last one of this project."""
    text = msgspec.json.format(msgspec.json.encode(found), indent=1)
    folder.mkdir(exist_ok=True)
    (folder / f"{found.name}.json").write_bytes(text + b"\n")


def load_all(folder: Path = FOLDER) -> list[Result]:
    """Read all results, by title."""
    paths = sorted(folder.glob("*.json"))
    found = [msgspec.json.decode(path.read_bytes(), type=Result) for path in paths]
    return sorted(found, key=lambda one: one.title.lower())
