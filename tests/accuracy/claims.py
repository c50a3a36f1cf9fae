"""What seamline says of a tree, in the terms in which the projects answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from analyzer import parsing, resolution, sources
from analyzer.frameworks.interpret import interpret
from analyzer.model.analysis import Access, Table
from analyzer.model.codebase import Codebase
from analyzer.model.facts import FileFacts
from analyzer.model.source import SourceTree
from analyzer.pipeline import with_installed
from tests.accuracy.inside.parties import Parties
from tests.accuracy.truth import Key, Pair

ANALYZER = Path(resolution.__file__).parents[1]
LEVELS = ("certain", "likely", "guess")
FACTS = msgspec.msgpack.Decoder(dict[str, FileFacts])


@dataclass(frozen=True)
class ClaimedTable:
    """A table that seamline takes for one of the project's own."""

    name: str
    module: str
    columns: tuple[str, ...]
    keys: tuple[Key, ...]
    place: str


@dataclass(frozen=True)
class Claim:
    """A module's reading or writing of a table: the best confidence, and where it shows."""

    confidence: str
    hows: tuple[str, ...]
    functions: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Claims:
    """Everything of a codebase that is compared."""

    tables: Mapping[str, ClaimedTable]
    third_party: Mapping[str, ClaimedTable]
    accesses: Mapping[Pair, Claim]
    modules: int
    lines: int
    resolved: int
    unresolved: int


def scan(tree: Path, cache: Path, site_packages: Sequence[Path] = ()) -> Codebase:
    """Analyse a tree up to its tables and accesses; `cache` keeps the facts of unchanged files."""
    settings = sources.load_settings(tree)
    found = sources.discover([tree], settings)
    key = cache / f"{_state(found, tree)}.facts"
    if key.exists():
        facts = FACTS.decode(key.read_bytes())
    else:
        facts = parsing.parse_all(found, settings, 1, None)
        cache.mkdir(parents=True, exist_ok=True)
        for old in sorted(cache.glob("*.facts")):
            old.unlink()
        # A lone surrogate in a string constant is legal Python, and no UTF-8: then nothing is kept.
        with suppress(UnicodeEncodeError):
            key.write_bytes(msgspec.msgpack.encode(facts))
    program = resolution.build(found, facts)
    if site_packages:
        installed = sources.find_installed(site_packages)
        program = with_installed(program, installed, settings, 1, None)
    return interpret(program)


def _state(found: SourceTree, tree: Path) -> str:
    digest = hashlib.sha256()
    for path in [*sorted((ANALYZER / "parsing").rglob("*.py")), ANALYZER / "model/facts.py"]:
        digest.update(path.read_bytes())
    for file in found.files:
        digest.update(file.path.encode())
        path = tree / file.path
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:16]


def read(codebase: Codebase, parties: Parties, framework: str) -> Claims:
    """Put a codebase into the terms of the answers; tables by their names in the database.

    Where a database was asked in the place of a registry, what statements and migrations make
    counts as well.
    """
    made = ("orm", "sql", "migration") if framework == "sqlite" else ("orm",)
    names = {table.id: table.name for table in codebase.tables}
    own = [table for table in codebase.tables if table.origin in made]
    others = [table for table in codebase.tables if table.origin == "third_party"]
    app = [module for module in codebase.modules if parties.is_project(module.name)]
    return Claims(
        tables={table.name: _table(table, names) for table in own},
        third_party={table.name: _table(table, names) for table in others},
        accesses=_accesses((*codebase.accesses, *codebase.sent), names, parties),
        modules=len(app),
        lines=sum(module.lines for module in app),
        resolved=codebase.resolved_sites,
        unresolved=len(codebase.unresolved),
    )


def _table(table: Table, names: Mapping[str, str]) -> ClaimedTable:
    keys = {(table.name, k.column, names.get(k.to_table, k.to_table)) for k in table.foreign_keys}
    return ClaimedTable(
        name=table.name,
        module=table.module or "",
        columns=tuple(column.name for column in table.columns),
        keys=tuple(sorted(keys)),
        place=next((f"{e.path}:{e.line}" for e in table.evidence), ""),
    )


def _accesses(
    accesses: tuple[Access, ...], names: Mapping[str, str], parties: Parties
) -> dict[Pair, Claim]:
    gathered: dict[Pair, list[Access]] = {}
    for access in accesses:
        operation = "R" if access.operation == "read" else "W"
        for module in sorted({access.module, access.for_module} - {None}, key=str):
            if module and parties.is_first(module):
                pair = (module, names[access.table], operation)
                gathered.setdefault(pair, []).append(access)
    return {pair: _claim(gathered[pair]) for pair in sorted(gathered)}


def _claim(accesses: list[Access]) -> Claim:
    return Claim(
        confidence=min((access.confidence for access in accesses), key=LEVELS.index),
        hows=tuple(sorted({access.how for access in accesses})),
        functions=tuple(sorted({access.function for access in accesses})),
        places=tuple(sorted({f"{e.path}:{e.line}" for a in accesses for e in a.evidence})),
    )
