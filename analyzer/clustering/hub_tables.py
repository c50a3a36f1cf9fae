"""Tables that everybody refers to and that no subject is about: they must not pull.

Identity tables (users, organisations, tenants) are at the end of foreign keys from all subjects;
reference data (countries, currencies, settings) is read everywhere and written by hand, by commands
or migrations. Both would tie subjects together that have nothing else in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from analyzer.model.analysis import Table
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, TABLE, Coupling
from analyzer.model.words import stems_of

IDENTITY = "identity"
REFERENCE_DATA = "reference_data"

# An identity table is referred to by at least so many tables, and this share of those that refer
# to any; other tables at the centre of a program are its subject.
_FEWEST_REFERRING = 3
_SHARE_REFERRING = 0.15

# Reference data is used by at least so many modules or tables, and refers to little itself.
_FEWEST_USERS = 3
_MOST_KEYS = 1

# Columns that only those who sign in have.
_CREDENTIALS = frozenset({"password", "passwd", "hashed", "pwd"})
# Whom a program works for. A hint: it counts only where the structure says the same.
_PARTIES = frozenset(
    """
    account company customer employee group member membership organisation organization people
    person profile site staff team tenant user workspace
    """.split()  # noqa: SIM905  (a table of words reads better as prose)
)
# What lists are called that change by hand; a hint as well.
_LISTS = frozenset(
    """
    category choice code configuration content country county currency language locale lookup
    option preference province rate reason region setting state status timezone type unit zone
    """.split()  # noqa: SIM905
)

# Who writes reference data, where anybody does: none of them is the running service.
_BY_HAND = frozenset({"admin", "migration", "test", "generated", "vendored"})
_COMMANDS = frozenset({"commands", "command", "fixtures", "seed", "seeds", "seeder", "populate"})


class HubTable(msgspec.Struct, frozen=True):
    """Why a table is a hub: its kind (identity or reference_data) and the evidence in words."""

    kind: str
    reasons: tuple[str, ...]


def hub_tables(codebase: Codebase) -> dict[str, HubTable]:
    """Map the ids of tables that are told apart to what they are, sorted."""
    referring = _referring(codebase.tables)
    having = len({source for sources in referring.values() for source in sources})
    readers, writers = _users(codebase)
    found: dict[str, HubTable] = {}
    for table in sorted(codebase.tables, key=lambda t: t.id):
        sources = referring.get(table.id, frozenset())
        hub = _identity(table, len(sources), having) or _reference(
            table,
            sources,
            readers.get(table.id, frozenset()),
            writers.get(table.id, frozenset()),
        )
        if hub is not None:
            found[table.id] = hub
    return found


def without_hubs(couplings: Iterable[Coupling], codebase: Codebase) -> Iterator[Coupling]:
    """Leave out what ties hub tables to others than the modules that define and write them."""
    hubs = hub_tables(codebase.whole or codebase)
    owners = {(table.module, table.id) for table in codebase.tables}
    owners |= {
        (access.for_module or access.module, access.table)
        for access in codebase.accesses
        if access.operation == "write"
    }
    for tie in couplings:
        first, second = tie.first, tie.second
        is_hub = any(node.kind == TABLE and node.name in hubs for node in (first, second))
        if not is_hub or (first.kind == MODULE and (first.name, second.name) in owners):
            yield tie


def _identity(table: Table, referring: int, having: int) -> HubTable | None:
    if referring < max(_FEWEST_REFERRING, _SHARE_REFERRING * having):
        return None
    signs_in = sorted(c.name for c in table.columns if _CREDENTIALS & set(stems_of(c.name)))
    words = _said(table) & _PARTIES
    if not signs_in and not words:
        return None
    reasons = [f"{referring} of the {having} tables that refer to any refer to it"]
    if signs_in:
        reasons.append(f"it holds what people sign in with ({', '.join(signs_in)})")
    if words:
        reasons.append(f"it is called {' '.join(sorted(words))}")
    return HubTable(IDENTITY, tuple(reasons))


def _reference(
    table: Table, referring: frozenset[str], readers: frozenset[str], writers: frozenset[str]
) -> HubTable | None:
    keys = {key.to_table for key in table.foreign_keys} - {table.id}
    words = _said(table) & _LISTS
    if writers or not words or len(keys) > _MOST_KEYS or table.kind != "model":
        return None
    if max(len(referring), len(readers)) < _FEWEST_USERS:
        return None
    return HubTable(
        REFERENCE_DATA,
        (
            f"{len(readers)} modules read it and {len(referring)} tables refer to it",
            "no running code writes it: it is kept by hand, by commands or by migrations",
        ),
    )


def _said(table: Table) -> set[str]:
    """Return the words that end what a table is called: an order type is a type, not an order."""
    names = (table.class_ or "", table.name)
    return {words[-1] for name in names if (words := stems_of(name.rpartition(".")[2]))}


def _referring(tables: Iterable[Table]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in tables:
        for key in table.foreign_keys:
            if key.to_table != table.id:
                found.setdefault(key.to_table, set()).add(table.id)
    return {name: frozenset(sources) for name, sources in found.items()}


def _users(codebase: Codebase) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the modules that read each table, and those that write it while the program runs."""
    roles = {module.name: module.role for module in codebase.modules}
    found: dict[str, dict[str, set[str]]] = {"read": {}, "write": {}}
    for access in codebase.accesses:
        user = access.for_module or access.module
        by_hand = roles.get(user) in _BY_HAND or _COMMANDS & set(user.split("."))
        if access.operation == "read" or not by_hand:
            found[access.operation].setdefault(access.table, set()).add(user)
    reads, writes = (
        {table: frozenset(users) for table, users in found[each].items()}
        for each in ("read", "write")
    )
    return reads, writes
