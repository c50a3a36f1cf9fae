"""docs/accuracy.md: the results beside the aims, and below a marker what people write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.accuracy.listing import DIFFERENCES, percent
from tests.accuracy.results import Accesses, Result

MARKER = "<!-- Below this line the page is kept by hand: `make accuracy` leaves it alone. -->"
HAND = f"{MARKER}\n\n## Misses by cause\n"
PROSE = Path(__file__).with_name("page.md")
# More items than this of one kind are counted, not listed.
LISTED = 12

SCHEMA_HEAD = (
    "project",
    "style",
    "modules",
    "lines",
    "tables",
    "tables found",
    "tables right",
    "columns found",
    "keys",
    "keys found",
    "keys right",
    "modules right",
)
THIRD_HEAD = (
    "project",
    "tables named",
    "tables right",
    "columns found",
    "keys found",
    "keys right",
)
SCHEMA_AIM = ("*aim*", "", "", "", "", "100 %", "100 %", "99 %", "", "99.5 %", "99.5 %", "")
ACCESS_HEAD = (
    "project",
    "pairs",
    "certain",
    "and likely",
    "and guess",
    "without generic modules",
    "certain seen",
    "likely seen",
    "call sites resolved",
)
ACCESS_AIM = ("*aim*", "", "", "95 %", "", "", "", "", "95 %")


def write(path: Path, results: Sequence[Result]) -> None:
    """Write the page anew, and keep what stands below the marker."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(render(results, PROSE.read_text(encoding="utf-8"), old), encoding="utf-8")


def render(results: Sequence[Result], prose: str, old: str) -> str:
    """Return the page; `old` is the page as it was, `prose` how it is made and judged."""
    _, marker, hand = old.partition(MARKER)
    versions = ", ".join(sorted({result.version for result in results}))
    judged = [(one, one.accesses) for one in results if one.accesses is not None]
    return "\n".join(
        (
            "# How true",
            "",
            f"Measured with seamline {versions} by `make accuracy`, which writes this page.",
            "",
            "## Schema",
            "",
            *_table(SCHEMA_HEAD, [SCHEMA_AIM, *map(_schema_row, results)]),
            "",
            *_third_parties(results),
            "## Accesses",
            "",
            *_table(ACCESS_HEAD, [ACCESS_AIM, *(_access_row(one, a) for one, a in judged)]),
            "",
            *_generic(judged),
            prose.strip(),
            "",
            "## Differences in the schema",
            "",
            *(line for result in results for line in _differences(result)),
            (marker + hand if marker else HAND).rstrip(),
            "",
        )
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _schema_row(result: Result) -> tuple[str, ...]:
    schema = result.schema
    return (
        result.title,
        result.style,
        f"{result.modules:,}",
        f"{result.lines:,}",
        str(schema.tables_recall.total),
        percent(schema.tables_recall),
        percent(schema.tables_precision),
        percent(schema.columns_recall),
        str(schema.keys_recall.total),
        percent(schema.keys_recall),
        percent(schema.keys_precision),
        percent(schema.modules),
    )


def _third_parties(results: Sequence[Result]) -> Iterator[str]:
    """Tell of the tables of third parties, where the scan was given the environment."""
    found = [(one, one.third_parties) for one in results if one.third_parties is not None]
    if not found:
        return
    yield "Tables of third parties, read with `--site-packages`:"
    yield ""
    yield from _table(
        THIRD_HEAD,
        [
            (
                one.title,
                str(third.tables.total),
                percent(third.tables),
                percent(third.columns),
                percent(third.keys),
                percent(third.keys_right),
            )
            for one, third in found
        ],
    )
    yield ""
    for one, third in found:
        if third.differences:
            listed = ", ".join(f"`{item}`" for item in third.differences[:LISTED])
            yield f"- {one.title}: missed (-) and beyond (+): {listed}"
    yield ""


def _access_row(result: Result, accesses: Accesses) -> tuple[str, ...]:
    return (
        f"{result.title}: {accesses.part}",
        str(accesses.recall["guess"].total),
        percent(accesses.recall["certain"]),
        percent(accesses.recall["likely"]),
        percent(accesses.recall["guess"]),
        percent(accesses.without_generic),
        percent(accesses.seen["certain"]),
        percent(accesses.seen["likely"]),
        percent(result.resolution),
    )


def _generic(judged: Sequence[tuple[Result, Accesses]]) -> Iterator[str]:
    found = [(one.title, module, s) for one, a in judged for module, s in a.generic]
    if found:
        yield "Modules that serve more than 20 tables, with their recall of certain and likely:"
        yield ""
        yield from (
            f"- {title}: `{module}` {percent(share)} of {share.total}"
            for title, module, share in found
        )
        yield ""


def _differences(result: Result) -> Iterator[str]:
    kinds = [(title, getattr(result.schema, field)) for title, field in DIFFERENCES]
    if not any(items for _, items in kinds):
        return
    yield f"### {result.title}"
    yield ""
    for title, items in kinds:
        if items:
            more = f", and {len(items) - LISTED} more" if len(items) > LISTED else ""
            yield f"- {title}: {', '.join(f'`{item}`' for item in items[:LISTED])}{more}"
    yield ""
