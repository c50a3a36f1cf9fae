"""The analysis document: everything that a report sees, and the contract with other programs.

Field names are the document's keys. Tuples are in a stable order, nothing holds a clock or an
absolute path, and every reference to a table holds the table's `id`.

Schema history
    1: first version.
"""

from __future__ import annotations

import msgspec

from analyzer.model.hubs import Hub
from analyzer.model.interfaces import Chain, Interface
from analyzer.model.membership import Membership
from analyzer.model.partition import Rung
from analyzer.model.place import Diagnostic, Location
from analyzer.model.roadmap import Roadmap
from analyzer.model.sagas import Saga
from analyzer.model.sharing import SharedSetting, SharedTable
from analyzer.model.ties import Part, Tie, TieKind

SCHEMA_VERSION = "1"

Evidence = tuple[Location, ...]


class Tool(msgspec.Struct, frozen=True):
    """What wrote the document."""

    name: str
    version: str


class Project(msgspec.Struct, frozen=True):
    """What was scanned: its distribution or folder name and its top-level packages."""

    name: str
    root_name: str
    packages: tuple[str, ...]


class Module(msgspec.Struct, frozen=True, order=True):
    """A module of the project; `service` is an id, or None where `role` explains why not."""

    name: str
    path: str
    lines: int
    role: str
    service: str | None = None


class Dependency(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """`source` needs `target` (both modules); `weight` counts its places.

    `kind` is import, lazy_import, type_import, dynamic_import, call, inherit, signal or task.
    `named` are the modules that the import statements name where that is not the target alone: a
    package hands on what another module defines.
    """

    source: str
    target: str
    kind: str
    weight: float
    evidence: Evidence
    named: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True):
    """A column by the name that it has in the database."""

    name: str
    type: str | None = None
    nullable: bool | None = None
    primary_key: bool = False


class ForeignKey(msgspec.Struct, frozen=True):
    """A reference from `column` to another table (its id); None where the code does not say.

    `on_delete` is the framework's word in capitals (CASCADE, SET_NULL, ...); `constraint` is False
    where the database does not enforce it.
    """

    column: str
    to_table: str
    to_column: str | None
    on_delete: str | None
    nullable: bool | None
    evidence: Evidence
    constraint: bool = True


class Table(msgspec.Struct, frozen=True):
    """A table; `id` is the bare `name` where that is unique, else `schema.name` or `database:name`.

    `origin` is orm, sql, migration, database or third_party; `module` and `class_` define it.
    `kind` says how it came to be: model, association (many-to-many) or statement (named by SQL).
    """

    id: str
    name: str
    database: str | None
    schema: str | None
    module: str | None
    class_: str | None = msgspec.field(name="class")
    origin: str = "orm"
    columns: tuple[Column, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    service: str | None = None
    kind: str = "model"
    evidence: Evidence = ()


# What a function writes by a commit, or by a flush, of rows that others have changed.
COMMIT = "commit"
SEND = "send"


class Access(msgspec.Struct, frozen=True):
    """`module` reads or writes `table` in `function` (a qualified name, "" at module level).

    `how` is the way (queryset, save, session, sql, ...); `for_module` chose the table where
    `module` is generic code that acts on its behalf. `commit` and `send` are those of a function
    that commits or flushes what functions that it called have changed: each change has an access of
    its own where it is made, so that these are told and tie their module to nothing.
    """

    module: str
    function: str
    table: str
    operation: str
    how: str
    confidence: str
    for_module: str | None
    evidence: Evidence

    @property
    def is_sent(self) -> bool:
        """Whether the function only sends to the database what others have changed."""
        return self.how in (COMMIT, SEND)


class Reach(msgspec.Struct, frozen=True, order=True):
    """`module` comes to `table` through `distance` calls (the fewest)."""

    module: str
    table: str
    operation: str
    distance: int


class Write(msgspec.Struct, frozen=True, order=True):
    """A table that a transaction writes: in which ways (as `Access.how`), and where."""

    table: str
    how: tuple[str, ...]
    evidence: Evidence


class Transaction(msgspec.Struct, frozen=True):
    """A stretch of code that commits as one, with what it reads and writes through its calls.

    `writes` are in the order in which its own code comes to them; what is reached through calls is
    told where it is nearest.
    """

    module: str
    function: str
    tables_written: tuple[str, ...]
    tables_read: tuple[str, ...]
    evidence: Evidence
    writes: tuple[Write, ...] = ()


class EntryPoint(msgspec.Struct, frozen=True, order=True):
    """Where the outside gets in: route, task, command, signal, ...; with the tables it reaches."""

    kind: str
    name: str
    module: str
    function: str
    tables: tuple[str, ...] = ()


class DifficultyPart(msgspec.Struct, frozen=True):
    """`points` is `count` times `unit_cost`, all integers, so that anyone can recompute it.

    `unit` is what the settings call the unit of work.
    """

    name: str
    count: int
    unit_cost: int
    points: int
    unit: str = ""


class Difficulty(msgspec.Struct, frozen=True):
    """How hard a candidate is to extract: `points` in all, `score` of 0-100 and its `word`.

    `person_days` are the fewest and the most by the project's own ranges, None where it gave none.
    """

    score: int
    word: str
    points: int
    parts: tuple[DifficultyPart, ...]
    person_days: tuple[float, float] | None = None


class Service(msgspec.Struct, frozen=True):
    """A candidate service: a block of the partition of modules and tables.

    `keywords` set its vocabulary apart, best first; `benefits` and `risks` are sentences;
    `extraction_rank` 1 is to be taken out first. `stability` is the share of its pairs of modules
    that stayed together when the evidence was shaken, `recurrence` the share of the runs in which
    the whole came back: settled or unsettled, not right or wrong. Where a plan names the service
    (`planned`) they are those of what it left free, None where that is nothing. `settled` is the
    word: settled, mostly settled, unsettled (in less than half of the runs), held by the plan; ""
    where there is no answer.
    `nature` is subject, or what is no service of its own: machinery (a layer that serves others) or
    remainder (left over); `nature_reason` says why.
    """

    id: str
    name: str
    modules: tuple[str, ...]
    tables: tuple[str, ...]
    stability: float | None
    difficulty: Difficulty
    extraction_rank: int
    benefits: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    lines: int = 0
    recurrence: float | None = None
    planned: bool = False
    nature: str = "subject"
    nature_reason: str = ""
    settled: str = ""


class AlternativeService(msgspec.Struct, frozen=True):
    """A block of another partition."""

    id: str
    name: str
    modules: tuple[str, ...]
    tables: tuple[str, ...]


class Alternative(msgspec.Struct, frozen=True):
    """A coarser or finer partition beside the proposal."""

    name: str
    services: tuple[AlternativeService, ...]


class Cut(msgspec.Struct, frozen=True):
    """One tie across the line between two services, and what to do about it.

    `source` and `target` are tables for foreign_key, join and cascade; a module and a table for
    shared_write and shared_read; modules for call, import, inherit, signal and task. For a
    transaction `source` is `module.function` and `target` the ids of its tables. `advice` says how
    the remedy applies here; `tie` names the `TieKind` that says what `weight` it has.
    """

    kind: str
    from_service: str
    to_service: str
    source: str
    target: str | tuple[str, ...]
    remedy: str
    weight: int
    evidence: Evidence
    advice: str = ""
    tie: str = ""


class Metric(msgspec.Struct, frozen=True):
    """A metric's value for the proposal and for the null partitions beside it.

    `nulls` holds one_blob, random and packages; `better` is higher or lower; `meaning` says it in
    a sentence. None where it is not defined.
    """

    value: float | None
    nulls: dict[str, float | None]
    better: str = "higher"
    meaning: str = ""


class VerdictRow(msgspec.Struct, frozen=True):
    """One criterion of the verdict: what this code says about it."""

    criterion: str
    finding: str
    evidence: Evidence = ()


class Verdict(msgspec.Struct, frozen=True):
    """The advice for the whole: extract, modularise or keep, with reasons from this code."""

    advice: str
    reasons: tuple[str, ...]
    rows: tuple[VerdictRow, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """The handful of numbers that every report shows.

    `resolution_rate` is resolved / all data-touching call sites, None where there is none.
    """

    files: int
    lines: int
    modules: int
    tables: int
    accesses: int
    services: int
    cuts: int
    resolution_rate: float | None
    resolved_sites: int
    unresolved_sites: int


class Analysis(msgspec.Struct, frozen=True):
    """The whole document; see the classes of its parts.

    `runs` is how often the evidence was shaken to see how settled the services are, 0 where it was
    not or is not known. `ties` between what is in services, with `tie_kinds` and `unit_costs`, are
    enough to count the cuts and the points of every other plan for the same members.
    """

    schema_version: str
    tool: Tool
    project: Project
    summary: Summary
    modules: tuple[Module, ...]
    dependencies: tuple[Dependency, ...]
    tables: tuple[Table, ...]
    accesses: tuple[Access, ...]
    reach: tuple[Reach, ...]
    transactions: tuple[Transaction, ...]
    entry_points: tuple[EntryPoint, ...]
    services: tuple[Service, ...]
    alternatives: tuple[Alternative, ...]
    cuts: tuple[Cut, ...]
    sharing: tuple[SharedTable, ...]
    unresolved: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...]
    metrics: dict[str, Metric]
    verdict: Verdict
    excerpts: dict[str, dict[str, str]]
    hubs: tuple[Hub, ...] = ()
    memberships: tuple[Membership, ...] = ()
    granularity: tuple[Rung, ...] = ()
    runs: int = 0
    tie_kinds: tuple[TieKind, ...] = ()
    ties: tuple[Tie, ...] = ()
    parts: tuple[Part, ...] = ()
    unit_costs: dict[str, int] = {}
    sagas: tuple[Saga, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    chains: tuple[Chain, ...] = ()
    roadmap: Roadmap = Roadmap()
    shared_settings: tuple[SharedSetting, ...] = ()
