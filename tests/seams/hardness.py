"""How hard was what history took out? `python -m tests.seams.hardness TREES [NAME...]`.

For each case the candidate that fits best what left, and where it stands among the candidates: its
rank in the order of extraction, its points, and the parts that make most of them. No target: what
left was chosen for other reasons than that it was easy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from analyzer import assessment, clustering, coupling
from analyzer.model.analysis import Analysis, Service
from analyzer.model.codebase import Codebase
from analyzer.model.settings import Settings
from tests.seams import codebases, labelled
from tests.seams.labelled import Labelled
from tests.seams.scoring import departed, f1, judged_modules

KEPT = Path(__file__).parents[2] / ".seams"
PARTS_SHOWN = 3


class Hardness(msgspec.Struct, frozen=True):
    """Where the best candidate of a case stands; `rank` and `harder` are among all `candidates`."""

    name: str
    fit: float
    candidate: str
    candidates: int
    rank: int
    harder: int
    points: int
    word: str
    parts: tuple[str, ...]


def measure(case: Labelled, codebase: Codebase) -> Hardness:
    """Assess the proposal of a case and find what left in it."""
    analysis = assessed(codebase)
    wanted, among = departed(codebase, case), judged_modules(codebase)
    held = {service.id: members(analysis, service) & among for service in analysis.services}
    best = max(analysis.services, key=lambda one: (f1(held[one.id], wanted), one.id))
    return Hardness(
        name=case.name,
        fit=f1(held[best.id], wanted),
        candidate=best.name,
        candidates=len(analysis.services),
        rank=best.extraction_rank,
        harder=sum(s.difficulty.points > best.difficulty.points for s in analysis.services),
        points=best.difficulty.points,
        word=best.difficulty.word,
        parts=tuple(f"{part.name} {part.points}" for part in best.difficulty.parts[:PARTS_SHOWN]),
    )


def members(analysis: Analysis, service: Service) -> frozenset[str]:
    """The modules of a candidate, with the divided ones of which it takes most."""
    taken = (m.name for m in analysis.modules if m.service == service.id)
    return frozenset(service.modules) | frozenset(taken)


def assessed(codebase: Codebase) -> Analysis:
    """The analysis of a codebase under the default settings."""
    settings = Settings()
    codebase = clustering.take_apart(codebase)
    ties = coupling.couple(codebase, settings)
    partition = clustering.propose(codebase, ties, settings)
    names = clustering.name_groups(codebase, partition)
    return assessment.assess(codebase, ties, partition, names, settings, version="")


def table(found: Iterable[Hardness]) -> str:
    """The rows as Markdown."""
    head = "| case | fit | candidate | rank | harder | points | word | most of it |"
    rows = [
        f"| {one.name} | {one.fit:.2f} | {one.candidate} | {one.rank} of {one.candidates} "
        f"| {one.harder} | {one.points} | {one.word} | {', '.join(one.parts)} |"
        for one in found
    ]
    return "\n".join([head, "|---|--:|---|--:|--:|--:|---|---|", *rows])


def main(trees: Path, wanted: list[str]) -> None:
    """Print the table of the wanted cases, or of all."""
    cases = {**labelled.load(labelled.TUNED), **labelled.load(labelled.SEALED)}
    found = [
        measure(cases[name], codebases.read(cases[name], trees, KEPT)) for name in wanted or cases
    ]
    print(table(found))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.seams.hardness TREES [NAME...]")
    main(Path(sys.argv[1]), sys.argv[2:])
