"""Measure all labelled cases: `python -m tests.seams TREES [NAME...]`; writes docs/seams.md.

With names, only these are measured, what they are is printed and nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from analyzer.model.codebase import Codebase
from tests.seams import ablation, codebases, edits, labelled, measuring, page, rewritten
from tests.seams.labelled import Labelled

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".seams"


def main(trees: Path, wanted: list[str]) -> int:
    """Measure, print a line for each case, and write the page."""
    cases = {**labelled.load(labelled.TUNED), **labelled.load(labelled.SEALED)}
    strangers = sorted(set(wanted) - set(cases))
    if strangers:
        print(f"No such case: {', '.join(strangers)}. There are: {', '.join(cases)}.")
        return 2
    if wanted:
        _measure({name: cases[name] for name in wanted}, trees)
        return 0
    tuned, read = _measure(labelled.load(labelled.TUNED), trees)
    sealed, _ = _measure(labelled.load(labelled.SEALED), trees)
    cases = labelled.load(labelled.TUNED)
    studies = page.Studies(
        without=ablation.ablate(cases, read),
        algorithms=ablation.compare(cases, read),
        moves={name: edits.shares(read[name]) for name in edits.CASES},
        rewritten={rewritten.CASE: rewritten.shares(trees / rewritten.CASE)},
    )
    page.write(ROOT / "docs/seams.md", tuned, sealed, studies)
    return 0


def _measure(
    cases: Mapping[str, Labelled], trees: Path
) -> tuple[list[measuring.Score], dict[str, Codebase]]:
    scores: list[measuring.Score] = []
    read: dict[str, Codebase] = {}
    for name, case in cases.items():
        read[name] = codebases.read(case, trees, KEPT)
        scores.append(measuring.measure(case, read[name]))
        print(page.line(scores[-1]), flush=True)
    return scores, read


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.seams TREES [NAME...]")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
