"""One project, measured from its installation to its row in the table."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import msgspec

from tests.accuracy import claims, environment, judging, listing, page, results, truth
from tests.accuracy.claims import Claims
from tests.accuracy.environment import Place
from tests.accuracy.judging import AccessScore, ThirdScore
from tests.accuracy.projects import Project, Suite
from tests.accuracy.truth import RealAccesses, RealSchema


def measure(project: Project, root: Path) -> None:
    """Measure a project, and write its result, its list of misses and docs/accuracy.md.

    `root` is the checkout; environments and answers are kept in `.accuracy/` below it.
    """
    place = Place(project, root / ".accuracy" / project.name)
    print(f"{project.name}: environment", flush=True)
    environment.prepare(place)
    schema = _schema(place)
    accesses = _accesses(place, schema)
    print(f"{project.name}: scan", flush=True)
    codebase = claims.scan(place.tree, place.root / "cache", place.site_packages)
    said = claims.read(codebase, project.parties, project.spec.framework)
    result, listed = _compare(project, schema, accesses, said)
    (place.root / "misses.md").write_text(listed, encoding="utf-8")
    results.save(result)
    page.write(root / "docs/accuracy.md", results.load_all())
    print(f"{listing.summary(result)}\n  all misses: {place.root.name}/misses.md", flush=True)


def _compare(
    project: Project, schema: RealSchema, accesses: RealAccesses | None, said: Claims
) -> tuple[results.Result, str]:
    schema_score = judging.judge_schema(schema, said)
    third: ThirdScore | None = None
    if project.spec.site_packages:
        third = judging.judge_third_parties(schema, said)
    access_score: AccessScore | None = None
    if accesses is not None:
        access_score = judging.judge_accesses(accesses, said.accesses)
    result = results.result(project, said, schema_score, access_score, accesses, third)
    return result, listing.misses(result, schema, schema_score, access_score, accesses, said)


def _schema(place: Place) -> RealSchema:
    """Ask the project for its tables, unless it has been asked the same before."""
    spec = place.project.spec
    answer = place.root / "schema.json"
    asked = _digest(
        spec.schema, spec.files, spec.environment, _inside("parties", "schema", "importing", "ask")
    )
    if not _kept(answer, asked):
        print(f"{place.project.name}: schema", flush=True)
        variables = {
            "SEAMLINE_SETUP": spec.schema.setup,
            "SEAMLINE_SKIP": " ".join(spec.schema.skip),
            "SEAMLINE_DATABASE": str(place.work / spec.schema.database),
        }
        command = [str(place.python), "-m", "seamline_accuracy.ask", spec.framework, str(answer)]
        with (place.root / "schema.log").open("w", encoding="utf-8") as log:
            subprocess.run(
                command,
                cwd=place.work,
                env=place.variables(variables),
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )
        _keep(answer, asked)
    return truth.read_schema(answer.read_text(encoding="utf-8"), place.project.parties)


def _accesses(place: Place, schema: RealSchema) -> RealAccesses | None:
    """Run the project's suite with a recorder, unless it has been run so before."""
    spec = place.project.spec
    if spec.suite is None:
        return None
    folder = place.root / "record"
    whose, inside = place.project.parties, _inside("parties", "hooks", "rec")
    asked = _digest(spec.suite, spec.files, spec.environment, whose, inside)
    if not _kept(folder, asked):
        print(f"{place.project.name}: suite", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        _run(place, spec.suite, folder)
        _keep(folder, asked)
    return truth.read_accesses(folder, frozenset(schema.tables))


def _run(place: Place, suite: Suite, folder: Path) -> None:
    """Tests that fail are no failure here: what ran was recorded. Time that is up ends the run."""
    command = [place.fill(part) for part in suite.command]
    with (place.root / "suite.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=place.fill(suite.directory),
            env=place.variables({"SEAMLINE_RECORD": str(folder)}),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            process.wait(timeout=60 * suite.minutes)
        except subprocess.TimeoutExpired:
            # The recorder makes a keyboard interrupt of it, and writes what it has.
            _end(process)
            (folder / "cut").write_text(f"cut after {suite.minutes} minutes", encoding="utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Interrupt a run, and again where threads of the project's own keep it from ending."""
    while process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=120)


def _kept(answer: Path, asked: str) -> bool:
    stamp = answer.with_suffix(".asked")
    return answer.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == asked


def _keep(answer: Path, asked: str) -> None:
    answer.with_suffix(".asked").write_text(asked, encoding="utf-8")


def _inside(*prefixes: str) -> list[str]:
    """Return the sources of those modules that an answer depends on."""
    paths = sorted(environment.INSIDE.glob("*.py"))
    return [p.read_text(encoding="utf-8") for p in paths if p.name.startswith(prefixes)]


def _digest(*asked: object) -> str:
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()
