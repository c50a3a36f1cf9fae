"""The comparison: how much of what is real was claimed, and of what was claimed is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tests.accuracy.claims import LEVELS, Claim, ClaimedTable, Claims
from tests.accuracy.truth import Pair, RealAccesses, RealPair, RealSchema

# What the unit of work and the collector do surfaces far from the code that caused it.
SOFT = frozenset(("flush", "commit", "autoflush", "lazyload", "cascade", "unknown"))
# A query that is evaluated by somebody else's code around the frame says nothing about the frame.
NOISE = frozenset(("handler", "template"))
# A module that serves more tables than this is generic code, reported apart.
GENERIC = 20

Item = TypeVar("Item")


@dataclass(frozen=True)
class Share:
    """`hits` of `total`."""

    hits: int
    total: int

    @property
    def percent(self) -> float | None:
        """The share in percent, None of nothing."""
        return 100 * self.hits / self.total if self.total else None


@dataclass(frozen=True)
class SchemaScore:
    """The comparison with the registry; each tuple is sorted."""

    tables_recall: Share
    tables_precision: Share
    columns_recall: Share
    keys_recall: Share
    keys_precision: Share
    modules: Share
    missing_tables: tuple[str, ...]
    wrong_tables: tuple[str, ...]
    unjudged_tables: tuple[str, ...]
    missing_columns: tuple[str, ...]
    extra_columns: tuple[str, ...]
    missing_keys: tuple[str, ...]
    wrong_keys: tuple[str, ...]
    wrong_modules: tuple[str, ...]


@dataclass(frozen=True)
class ThirdScore:
    """The same of the tables of third parties that seamline names; those it names not are none of
    the project's affair. `differences` are columns and keys, sorted, missed (-) or too many (+).
    """

    tables: Share
    columns: Share
    keys: Share
    keys_right: Share
    differences: tuple[str, ...]


def judge_third_parties(real: RealSchema, claims: Claims) -> ThirdScore:
    """Compare the tables of third parties with the registry.

    Keys count whose target is named as well: what they lead on to need not be.
    """
    named = claims.third_party.keys() | claims.tables.keys()
    both = sorted(claims.third_party.keys() & real.foreign.keys())
    tables = {name: real.foreign[name] for name in both}
    columns = {f"{name}.{c}" for name, table in tables.items() for c in table.columns}
    said = {f"{name}.{c}" for name in both for c in claims.third_party[name].columns}
    keys = {_arrow(k) for table in tables.values() for k in table.keys if k[2] in named}
    said_keys = {_arrow(k) for name in both for k in claims.third_party[name].keys}
    missed = (columns - said) | (keys - said_keys)
    beyond = (said - columns) | (said_keys - keys)
    wrong = claims.third_party.keys() - real.foreign.keys()
    return ThirdScore(
        tables=_found(claims.third_party, real.foreign),
        columns=_found(columns, said),
        keys=_found(keys, said_keys),
        keys_right=_found(said_keys, keys),
        differences=_sorted([f"-{x}" for x in missed] + [f"+{x}" for x in beyond | wrong]),
    )


def judge_schema(real: RealSchema, claims: Claims) -> SchemaScore:
    """Compare the tables that the ORM would create with those that seamline names."""
    judged, unjudged = _judged(real, claims)
    both = sorted(real.tables.keys() & judged.keys())
    columns = {(name, c) for name, table in real.tables.items() for c in table.columns}
    claimed_columns = {(name, c) for name in both for c in judged[name].columns}
    keys = {key for table in real.tables.values() for key in table.keys}
    claimed_keys = {key for name in both for key in judged[name].keys}
    homes = {name: real.tables[name].homes for name in both if real.tables[name].homes}
    elsewhere = [name for name in homes if judged[name].module not in homes[name]]
    return SchemaScore(
        tables_recall=_found(real.tables, judged),
        tables_precision=_found(judged, real.tables),
        columns_recall=_found(columns, claimed_columns),
        keys_recall=_found(keys, claimed_keys),
        keys_precision=_found(claimed_keys, keys),
        modules=Share(len(homes) - len(elsewhere), len(homes)),
        missing_tables=_sorted(f"{n} ({real.tables[n].module})" for n in real.tables.keys() - both),
        wrong_tables=_sorted(f"{n} ({judged[n].place})" for n in judged.keys() - both),
        unjudged_tables=_sorted(f"{n} ({table.place})" for n, table in unjudged.items()),
        missing_columns=_sorted(f"{t}.{c}" for t, c in columns - claimed_columns if t in judged),
        extra_columns=_sorted(f"{t}.{c}" for t, c in claimed_columns - columns),
        missing_keys=_sorted(map(_arrow, keys - claimed_keys)),
        wrong_keys=_sorted(map(_arrow, claimed_keys - keys)),
        wrong_modules=_sorted(
            f"{n}: {judged[n].module}, not {real.tables[n].module}" for n in elsewhere
        ),
    )


def _judged(
    real: RealSchema, claims: Claims
) -> tuple[dict[str, ClaimedTable], dict[str, ClaimedTable]]:
    """Part the claims on tables of which the registry can say something from the others.

    It knows nothing of modules that were not loaded (an app that is not installed); and what tests
    declare is on neither side.
    """
    judged: dict[str, ClaimedTable] = {}
    unjudged: dict[str, ClaimedTable] = {}
    for name, table in sorted(claims.tables.items()):
        known = name in real.tables or table.module in real.loaded
        if name in real.tests:
            continue
        (judged if known else unjudged)[name] = table
    return judged, unjudged


def _arrow(key: tuple[str, str, str]) -> str:
    return f"{key[0]}.{key[1]} -> {key[2]}"


@dataclass(frozen=True)
class AccessScore:
    """The comparison with what the suite did.

    `recall` and `seen` are by levels of confidence: the first counts what is claimed with at least
    that confidence; the second, of the claims with exactly that confidence on modules and tables
    that the suite covers, those that it saw. `generic` are modules that serve many tables, with
    their recall of `certain` and `likely`; `without_generic` is the recall of all others.
    """

    recall: Mapping[str, Share]
    seen: Mapping[str, Share]
    without_generic: Share
    generic: tuple[tuple[str, Share], ...]
    misses: tuple[Pair, ...]
    unseen: tuple[Pair, ...]


def judge_accesses(real: RealAccesses, claims: Mapping[Pair, Claim]) -> AccessScore:
    """Compare pairs (module, table, operation)."""
    pairs = {p: how for p, how in sorted(real.pairs.items()) if not how.vias <= NOISE}
    levels = {level: LEVELS[: LEVELS.index(level) + 1] for level in LEVELS}
    hits = {
        level: frozenset(p for p in pairs if _hit(p, pairs[p], claims, within))
        for level, within in levels.items()
    }
    covered = _covered(pairs, claims)
    generic = _generic(pairs)
    likely = hits["likely"]
    return AccessScore(
        recall={level: Share(len(hits[level]), len(pairs)) for level in LEVELS},
        seen={
            level: _found((p for p in covered if claims[p].confidence == level), pairs)
            for level in LEVELS
        },
        without_generic=_found((p for p in pairs if p[0] not in generic), likely),
        generic=tuple(
            (module, _found((p for p in pairs if p[0] == module), likely)) for module in generic
        ),
        misses=tuple(p for p in pairs if p not in likely),
        unseen=tuple(p for p in covered if p not in pairs),
    )


def _hit(pair: Pair, how: RealPair, claims: Mapping[Pair, Claim], levels: tuple[str, ...]) -> bool:
    _, table, operation = pair
    modules = {pair[0], *(how.reach if how.vias & SOFT else ())}
    found = (claims.get((module, table, operation)) for module in modules)
    return any(claim is not None and claim.confidence in levels for claim in found)


def _covered(pairs: Iterable[Pair], claims: Mapping[Pair, Claim]) -> list[Pair]:
    modules, tables = {p[0] for p in pairs}, {p[1] for p in pairs}
    return [p for p in claims if p[0] in modules and p[1] in tables]


def _generic(pairs: Iterable[Pair]) -> list[str]:
    served: dict[str, set[str]] = {}
    for module, table, _ in pairs:
        served.setdefault(module, set()).add(table)
    return sorted(module for module, tables in served.items() if len(tables) > GENERIC)


def _found(wanted: Iterable[Item], among: Iterable[Item]) -> Share:
    items, pool = set(wanted), set(among)
    return Share(len(items & pool), len(items))


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))
