"""What was missed and what was not confirmed, for whoever works the causes down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.accuracy.claims import LEVELS, Claims
from tests.accuracy.judging import AccessScore, SchemaScore, Share
from tests.accuracy.results import Result
from tests.accuracy.truth import Pair, RealAccesses, RealSchema

DIFFERENCES = (
    ("tables missed", "missing_tables"),
    ("tables wrong", "wrong_tables"),
    ("tables not judged, of modules that were not loaded", "unjudged_tables"),
    ("columns missed", "missing_columns"),
    ("columns beyond", "extra_columns"),
    ("foreign keys missed", "missing_keys"),
    ("foreign keys wrong", "wrong_keys"),
    ("defining modules wrong", "wrong_modules"),
)


def percent(share: Share) -> str:
    """Return a share with one decimal that never rounds a miss away, or a dash of nothing."""
    if share.percent is None:
        return "-"
    tenths = 1000 * share.hits // share.total
    return f"{tenths // 10}.{tenths % 10} %"


def summary(result: Result) -> str:
    """Return a few lines for the terminal."""
    schema = result.schema
    lines = [
        f"{result.title}: tables {percent(schema.tables_recall)} / "
        f"{percent(schema.tables_precision)}, columns {percent(schema.columns_recall)}, "
        f"keys {percent(schema.keys_recall)} / {percent(schema.keys_precision)}, "
        f"resolution {percent(result.resolution)}"
    ]
    if (third := result.third_parties) is not None:
        lines.append(
            f"  third parties: tables {percent(third.tables)} of {third.tables.total}, columns "
            f"{percent(third.columns)}, keys {percent(third.keys)} / {percent(third.keys_right)}"
        )
    if result.accesses is not None:
        recall = ", ".join(f"{k} {percent(v)}" for k, v in result.accesses.recall.items())
        seen = ", ".join(f"{k} {percent(v)}" for k, v in result.accesses.seen.items())
        lines.append(f"  accesses: recall {recall}; seen {seen}")
    return "\n".join(lines)


def misses(
    result: Result,
    schema: RealSchema,
    schema_score: SchemaScore,
    access_score: AccessScore | None,
    accesses: RealAccesses | None,
    said: Claims,
) -> str:
    """Return every difference, ranked by module where there can be many."""
    lines = [f"# {result.title}", "", summary(result), ""]
    for title, field in DIFFERENCES:
        lines += _section(title, getattr(schema_score, field))
    if result.third_parties is not None:
        lines += _section("tables of third parties", result.third_parties.differences)
    lines += _section("modules that could not be imported", schema.refused)
    if access_score is not None and accesses is not None:
        lines += _section("statements that could not be parsed", accesses.unparsed)
        lines += _ranked("accesses missed", access_score.misses, _miss(accesses, said))
        lines += _ranked("claims not seen", access_score.unseen, _unseen(said))
    return "\n".join(lines) + "\n"


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    found = list(items)
    if found:
        yield from (f"## {title}: {len(found)}", "", *(f"- {item}" for item in found), "")


def _ranked(title: str, pairs: tuple[Pair, ...], tell: dict[Pair, str]) -> Iterator[str]:
    yield from (f"## {title}: {len(pairs)}", "")
    modules = Counter(pair[0] for pair in pairs)
    for module, count in sorted(modules.items(), key=lambda item: (-item[1], item[0])):
        yield f"- {module}: {count}"
        for pair in pairs:
            if pair[0] == module:
                yield f"    - {pair[2]} {pair[1]}: {tell[pair]}"
    yield ""


def _miss(accesses: RealAccesses, said: Claims) -> dict[Pair, str]:
    found = {}
    for pair, how in accesses.pairs.items():
        claim = said.accesses.get(pair)
        note = f"; claimed as {claim.confidence}" if claim else ""
        found[pair] = f"{', '.join(sorted(how.vias))} in {', '.join(how.functions[:4])}{note}"
    return found


def _unseen(said: Claims) -> dict[Pair, str]:
    return {
        pair: f"{claim.confidence}, {', '.join(claim.hows)} in "
        f"{', '.join(claim.functions[:4])} at {', '.join(claim.places[:4])}"
        for pair, claim in sorted(
            said.accesses.items(), key=lambda i: LEVELS.index(i[1].confidence)
        )
    }
