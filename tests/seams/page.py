"""docs/seams.md: the figures of all labelled cases, and below a marker what people write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

import msgspec

from tests.seams.ablation import WHOLE
from tests.seams.measuring import Score

MARKER = "<!-- Below this line the page is kept by hand: `make seams` leaves it alone. -->"
PROSE = Path(__file__).with_name("page.md")
FIGURES = ("default", "best_level", "tables", "without_places", "imports", "directory")
_ALGORITHMS = (
    "The F1 of the default partition on the tuned cases. Each algorithm divides the same graph, chooses\n"
    "its resolution in the same way, and what follows is the same (`docs/method.md`).\n\n"
)
_EDITS = (
    "How many modules change service when one line of the program is edited: an import is added or\n"
    "removed, an access to a table added, between modules and tables drawn at random. Services are\n"
    "matched so that most modules stay (the Hungarian method).\n\n"
)
_REWRITTEN = (
    "\n\nThese edits are made in what was read of a program. Likewise where a line is added to a file or\n"
    "taken out, and the whole program read again (`python -m tests.seams.rewritten TREE`):\n\n"
)
HEAD = (
    "case",
    "layout",
    "modules",
    "left",
    "services",
    "default",
    "best level",
    "tables",
    "no places",
    "imports only",
    "directory",
)


class Studies(msgspec.Struct, frozen=True):
    """What was tried on the tuned cases beside the default.

    `without` maps each criterion to the F1 by case without it, `algorithms` each algorithm to the
    F1 by case with it; `moves` maps cases to the shares of modules that small edits moved, by kind,
    and `rewritten` likewise where they were written into the files.
    """

    without: Mapping[str, Mapping[str, float]]
    algorithms: Mapping[str, Mapping[str, float]]
    moves: Mapping[str, Mapping[str, Sequence[float]]]
    rewritten: Mapping[str, Mapping[str, Sequence[float]]]


def write(path: Path, tuned: Sequence[Score], sealed: Sequence[Score], studies: Studies) -> None:
    """Write the page anew, and keep what stands below the marker."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    _, _, hand = old.partition(MARKER)
    parts = [
        PROSE.read_text(encoding="utf-8").rstrip(),
        "## Cases never tuned to\n\n" + _table(sealed),
        "## Cases that the method was developed on\n\n" + _table(tuned),
        "## What each criterion adds\n\n" + _ablation(studies.without),
        "## Algorithms\n\n" + _ALGORITHMS + _algorithms(studies.algorithms),
        "## Small edits\n\n"
        + _EDITS
        + _moves(studies.moves)
        + _REWRITTEN
        + _moves(studies.rewritten),
        MARKER + (hand or "\n"),
    ]
    path.write_text("\n\n".join(parts), encoding="utf-8")


def line(score: Score) -> str:
    """One case in a line, for the terminal."""
    shown = " ".join(f"{name} {_f1(getattr(score, name))}" for name in FIGURES)
    return f"{score.name:28} {score.left:3}/{score.modules:4} in {score.services:3}: {shown}"


def _table(scores: Sequence[Score]) -> str:
    rows = [
        (
            score.name,
            score.layout,
            *map(str, (score.modules, score.left, score.services)),
            *(_f1(getattr(score, name)) for name in FIGURES),
        )
        for score in scores
    ]
    means = [_mean(getattr(score, name) for score in scores) for name in FIGURES]
    return _markdown(HEAD, [*rows, ("**mean**", "", "", "", "", *means)])


def _ablation(without: Mapping[str, Mapping[str, float]]) -> str:
    whole = mean(without[WHOLE].values())
    rows = [(WHOLE, f"{whole:.3f}", "", "")]
    for criterion, fits in without.items():
        if criterion != WHOLE:
            loss = whole - mean(fits.values())
            worst = max(fits, key=lambda name: (without[WHOLE][name] - fits[name], name))
            drop = without[WHOLE][worst] - fits[worst]
            rows.append(
                (
                    f"without {criterion}",
                    f"{whole - loss:.3f}",
                    f"{loss:+.3f}",
                    f"{worst} {drop:+.2f}",
                )
            )
    return _markdown(("evidence", "mean F1", "adds", "adds most to"), rows)


def _algorithms(fits: Mapping[str, Mapping[str, float]]) -> str:
    means = {name: mean(found.values()) for name, found in fits.items()}
    return _markdown(("algorithm", "mean F1"), [(n, f"{f1:.3f}") for n, f1 in means.items()])


def _moves(moves: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    rows: list[tuple[str, ...]] = []
    every = {
        name: [share for one in kinds.values() for share in one] for name, kinds in moves.items()
    }
    for name, shares in every.items():
        still = sum(share == 0 for share in shares)
        figures = (f"{100 * value:.2f} %" for value in (mean(shares), max(shares)))
        rows.append((name, str(len(shares)), *figures, f"{still} of {len(shares)}"))
    if every:
        whole = mean(share for shares in every.values() for share in shares)
        rows.append(("**mean**", "", f"**{100 * whole:.2f} %**", "", ""))
    return _markdown(("case", "edits", "moved in the mean", "most", "moved nothing"), rows)


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _mean(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"**{_f1(mean(known))}**" if known else ""


def _f1(value: float | None) -> str:
    """Two digits, cut, so that 1.0 means all."""
    return "" if value is None else f"{int(value * 100 + 1e-9) / 100:.2f}"
