"""One candidate: what it holds, and what it costs to take out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analyzer.model.analysis import Cut, Difficulty, Service
from reports.digest import NATURES
from reports.markdown.markup import (
    NAMES_SHOWN,
    ROWS_SHOWN,
    bullets,
    code,
    more,
    places,
    prose,
    table,
)
from reports.source_link import SourceLink
from reports.text import listed, plural


def candidate(
    service: Service, cuts: Sequence[Cut], named: dict[str, str], link: SourceLink | None
) -> Iterator[str]:
    """What a candidate holds, its benefits and risks, its difficulty, and its costliest cuts."""
    word = NATURES.get(service.nature, service.nature)
    title = prose(service.name or service.id) + (f" ({prose(word)})" if word else "")
    yield from ("", f"## {service.extraction_rank}. {title}", "")
    yield f"- Tables: {listed(list(map(code, service.tables)), NAMES_SHOWN) or 'none'}"
    packages = Counter(module.rpartition(".")[0] or module for module in service.modules)
    counts = ", ".join(f"{code(name)} ({count})" for name, count in sorted(packages.items()))
    yield f"- Modules by package: {counts or 'none'}"
    yield from bullets((*service.benefits, *service.risks))
    yield from _difficulty(service)
    yield from _cuts(
        [cut for cut in cuts if service.id in (cut.from_service, cut.to_service)], named, link
    )


def _difficulty(service: Service) -> Iterator[str]:
    difficulty = service.difficulty
    word = f"{prose(difficulty.word)}, {difficulty.score} of 100"
    size = ", ".join(filter(None, (plural(difficulty.points, "point"), _days(difficulty))))
    yield from ("", f"Difficulty: **{word}** ({size})", "")
    rows = [
        (prose(part.name), f"{part.count:,}", str(part.unit_cost), f"{part.points:,}")
        for part in difficulty.parts
    ]
    yield from table(("To remove", "Count", "Cost of one", "Points"), "lrrr", rows)


def _days(difficulty: Difficulty) -> str:
    if difficulty.person_days is None:
        return ""
    fewest, most = (f"{days:,.1f}".removesuffix(".0") for days in difficulty.person_days)
    return f"{fewest} to {most} person-days by the project's own ranges"


def _cuts(cuts: Sequence[Cut], named: dict[str, str], link: SourceLink | None) -> Iterator[str]:
    if not cuts:
        return
    costly = sorted(cuts, key=lambda cut: (-cut.weight, cut.kind, cut.source, str(cut.target)))
    rows = [
        (
            prose(cut.kind),
            " to ".join(prose(named.get(end, end)) for end in (cut.from_service, cut.to_service)),
            code(cut.source),
            ", ".join(map(code, (cut.target,) if isinstance(cut.target, str) else cut.target)),
            prose(cut.remedy),
            places(cut.evidence, link),
        )
        for cut in costly[:ROWS_SHOWN]
    ]
    yield ""
    yield from table(("Cut", "Between", "From", "To", "Remedy", "Evidence"), "llllll", rows)
    yield from more(len(cuts) - ROWS_SHOWN, "cut")
