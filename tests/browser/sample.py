"""Analyses of systems that do not exist, as large as real ones: something to look at and to time.

    python -m tests.browser.sample small|large|hostile FILE

writes the HTML report of one. Numbers are drawn from a generator with a fixed seed, counts and sums
agree with each other, and nothing here claims to be what the analyzer would find.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path

import msgspec

from analyzer.model.analysis import (
    SCHEMA_VERSION,
    Access,
    Alternative,
    AlternativeService,
    Analysis,
    Column,
    Cut,
    Dependency,
    Difficulty,
    DifficultyPart,
    EntryPoint,
    ForeignKey,
    Metric,
    Module,
    Project,
    Service,
    Summary,
    Table,
    Tool,
    Transaction,
    Verdict,
    VerdictRow,
)
from analyzer.model.hubs import Hub, HubPart
from analyzer.model.membership import Membership, Pull
from analyzer.model.partition import Rung
from analyzer.model.place import Diagnostic, Location
from analyzer.model.settled import how_settled
from analyzer.model.sharing import SharedTable, TableUse
from analyzer.model.ties import Tie, TieKind
from tests.browser.outlook import outlook

AREAS = (
    ("Orders", "order line_item cart checkout discount voucher"),
    ("Billing", "invoice payment refund charge dunning ledger_entry"),
    ("Catalogue", "product category brand variant attribute image"),
    ("Accounts", "user profile address session permission group"),
    ("Shipping", "parcel carrier rate label tracking_event"),
    ("Inventory", "stock warehouse movement reservation supplier"),
    ("Marketing", "campaign newsletter segment coupon click"),
    ("Support", "ticket message agent queue satisfaction"),
    ("Search", "index_entry synonym query_log boost"),
    ("Reporting", "report snapshot metric export schedule"),
    ("Content management", "page block media menu redirect"),
    ("Subscriptions", "plan subscription usage renewal"),
    ("Returns", "return_request inspection restock"),
    ("Fraud", "signal score rule_hit blocklist"),
    ("Loyalty", "points_entry tier reward"),
    ("Notifications", "notification channel template delivery"),
    ("Partners", "partner contract commission settlement"),
    ("Tax", "tax_rate jurisdiction exemption"),
    ("Procurement", "purchase_order quote vendor"),
    ("Auditing", "audit_event retention_rule"),
)
LAYERS = ("models", "views", "services", "serializers", "tasks", "forms", "queries", "admin", "api")
HOW = ("queryset", "save", "get_or_create", "session.query", "select", "sql", "bulk_create")
REMEDIES = {
    "foreign_key": ("Move foreign key to code", "Keep the id, drop the constraint, check on read."),
    "join": ("Call the API instead", "Fetch by ids in one batch, then put together in code."),
    "cascade": ("Publish an event", "Let the other side delete its own rows."),
    "shared_write": ("Change data ownership", "Send a command to the owner."),
    "shared_read": ("Call the API instead", "Or keep a read model, fed by events."),
    "transaction": ("Saga", "Commit here, publish through an outbox, compensate on failure."),
    "call": ("Branch by abstraction", "Put an interface before it, then a client behind."),
    "import": ("Move or duplicate the code", "It is small: a shared library is not worth it."),
    "inherit": ("Replace inheritance", "Copy the base class: it will change apart."),
    "signal": ("Publish an event", ""),
    "task": ("Queue on a broker", ""),
}
COSTS = {
    "transaction": 13,
    "shared_write": 8,
    "foreign_key": 5,
    "cascade": 5,
    "join": 5,
    "inherit": 4,
    "shared_read": 3,
    "call": 3,
    "signal": 2,
    "task": 2,
    "import": 1,
}
RUNS = 20
WORDS = ((25, "easy"), (50, "moderate"), (75, "hard"), (101, "very hard"))


class Size(msgspec.Struct, frozen=True):
    """How much of everything.

    `ties` is how many other areas an area leans on, `links` how many modules of its own area a
    module imports.
    """

    services: int
    modules: int
    tables: int
    ties: int
    links: int = 5


SMALL = Size(services=8, modules=150, tables=60, ties=3)
LARGE = Size(services=40, modules=4000, tables=1000, ties=7)


class _Draft:
    """The parts of an analysis while they are drawn."""

    def __init__(self, size: Size) -> None:
        self.random = random.Random(7)
        self.size = size
        self.names = [
            f"{name} {turn + 1}" if turn else name
            for turn in range(size.services // len(AREAS) + 1)
            for name, _ in AREAS
        ][: size.services]
        self.ids = [name.lower().replace(" ", "_") for name in self.names]
        self.modules: dict[str, list[Module]] = {}
        self.tables: dict[str, list[Table]] = {}
        self.accesses: list[Access] = []
        self.dependencies: list[Dependency] = []
        self.transactions: list[Transaction] = []
        self.cuts: list[Cut] = []

    def share(self, total: int) -> list[int]:
        """`total` dealt out to the services unevenly, as real systems are."""
        weights = [self.random.uniform(0.25, 1) ** 2 for _ in self.ids]
        return [max(2, round(total * weight / sum(weights))) for weight in weights]

    def place(self, module: Module, last: int | None = None) -> Location:
        return Location(module.path, self.random.randint(1, last or module.lines))

    def neighbours(self, index: int) -> list[str]:
        reach = [self.ids[0], self.ids[min(3, len(self.ids) - 1)], *self.ids[index + 1 :]]
        others = sorted({other for other in reach if other != self.ids[index]})
        return sorted(self.random.sample(others, min(len(others), self.size.ties)))


def _draw_modules(draft: _Draft) -> None:
    for service, name, count in zip(
        draft.ids, draft.names, draft.share(draft.size.modules), strict=True
    ):
        words = _words(name)
        modules = {
            f"shop.{service}.{draft.random.choice(words)}.{draft.random.choice(LAYERS)}"
            + (f"_{number // 40}" if number >= 40 else "")
            for number in range(count * 2)
        }
        chosen = sorted(modules)[:count]
        draft.modules[service] = [
            Module(
                name=module,
                path=f"src/{module.replace('.', '/')}.py",
                lines=int(draft.random.lognormvariate(4.6, 0.9)) + 8,
                role="app",
                service=service,
            )
            for module in chosen
        ]


def _words(name: str) -> list[str]:
    base = name.rstrip(" 0123456789")
    return next(words for area, words in AREAS if area == base).split()


def _draw_tables(draft: _Draft) -> None:
    for service, name, count in zip(
        draft.ids, draft.names, draft.share(draft.size.tables), strict=True
    ):
        words = _words(name)
        parts = ["", "_archive", "_history", "_tags", "_note", "_settings", "_import", "_link"]
        names = sorted({f"{service}_{word}{part}" for part in parts for word in words})
        names.sort(key=lambda table: (len(table.split("_")), table))
        draft.tables[service] = [
            _table(draft, service, table, index) for index, table in enumerate(names[:count])
        ]


def _table(draft: _Draft, service: str, name: str, index: int) -> Table:
    module = draft.random.choice(draft.modules[service])
    columns = ("id", "created_at", "state", "amount", "title", "owner_id", "position")
    return Table(
        id=name,
        name=name,
        database=None,
        schema=None,
        module=module.name,
        class_="".join(part.capitalize() for part in name.split("_")[-2:]),
        origin="third_party" if index % 17 == 16 else "orm",
        columns=tuple(
            Column(column, "integer" if column.endswith("id") else "text", None, column == "id")
            for column in columns[: draft.random.randint(3, len(columns))]
        ),
        service=service,
        kind="association" if name.endswith("_tags") else "model",
        evidence=(draft.place(module),),
    )


def _draw_inside(draft: _Draft) -> None:
    for service in draft.ids:
        modules = draft.modules[service]
        for module in modules:
            for other in draft.random.sample(modules, min(len(modules), draft.size.links)):
                if other != module:
                    _depend(draft, module, other, "import")
        for table in draft.tables[service]:
            if draft.random.random() < 0.06:
                continue
            _access(draft, draft.random.choice(modules), table, "write")
            for _ in range(draft.random.randint(1, 4)):
                _access(draft, draft.random.choice(modules), table, "read")


def _depend(draft: _Draft, source: Module, target: Module, kind: str) -> None:
    evidence = (draft.place(source, 30),)
    draft.dependencies.append(Dependency(source.name, target.name, kind, 1.0, evidence))


def _access(draft: _Draft, module: Module, table: Table, operation: str) -> Access:
    verb = "load" if operation == "read" else "store"
    access = Access(
        module=module.name,
        function=f"{draft.random.choice(['Handler', 'Manager', 'View'])}.{verb}_{table.name}",
        table=table.id,
        operation=operation,
        how=draft.random.choice(HOW),
        confidence=draft.random.choice(["certain", "certain", "certain", "likely", "guess"]),
        for_module=None,
        evidence=(draft.place(module),),
    )
    draft.accesses.append(access)
    return access


def _cut(
    draft: _Draft, kind: str, ends: tuple[str, str], source: str, target: str | tuple[str, ...],
    evidence: tuple[Location, ...],
) -> None:  # fmt: skip
    remedy, advice = REMEDIES[kind]
    draft.cuts.append(Cut(kind, *ends, source, target, remedy, COSTS[kind], evidence, advice))


def _draw_between(draft: _Draft) -> None:
    for index, service in enumerate(draft.ids):
        for other in draft.neighbours(index):
            for _ in range(draft.random.randint(1, 6)):
                _tie(draft, service, other)


def _tie(draft: _Draft, service: str, other: str) -> None:
    kind = draft.random.choice(sorted(COSTS))
    module = draft.random.choice(draft.modules[service])
    table = draft.random.choice(draft.tables[other])
    ends = (service, other)
    if kind in ("shared_read", "shared_write"):
        access = _access(draft, module, table, kind.removeprefix("shared_"))
        _cut(draft, kind, ends, module.name, table.id, access.evidence)
    elif kind in ("foreign_key", "join", "cascade"):
        _key(draft, kind, ends, table)
    elif kind == "transaction":
        mine = draft.random.choice(draft.tables[service])
        both = tuple(sorted((mine.id, table.id)))
        here = (draft.place(module),)
        draft.transactions.append(Transaction(module.name, "Handler.commit", both, (), here))
        _cut(draft, kind, ends, f"{module.name}.Handler.commit", both, here)
    else:
        target = draft.random.choice(draft.modules[other])
        _depend(draft, module, target, kind)
        places = tuple(sorted(draft.place(module) for _ in range(draft.random.randint(1, 4))))
        _cut(draft, kind, ends, module.name, target.name, places)


def _key(draft: _Draft, kind: str, ends: tuple[str, str], table: Table) -> None:
    service, other = ends
    place = draft.random.randrange(len(draft.tables[service]))
    mine = draft.tables[service][place]
    evidence = mine.evidence
    if kind != "join":
        on_delete = "CASCADE" if kind == "cascade" else "PROTECT"
        key = ForeignKey(f"{table.name}_id", table.id, "id", on_delete, kind != "cascade", evidence)
        mine = msgspec.structs.replace(mine, foreign_keys=(*mine.foreign_keys, key))
        draft.tables[service][place] = mine
    _cut(draft, kind, (service, other), mine.id, table.id, evidence)


def _sharing(draft: _Draft, tables: tuple[Table, ...]) -> tuple[SharedTable, ...]:
    service_of = {m.name: m.service for modules in draft.modules.values() for m in modules}
    uses: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for access in draft.accesses:
        user = service_of[access.module] or ""
        uses[access.table][user][access.operation == "write"] += 1
    return tuple(_shared(table, uses[table.id]) for table in tables)


def _shared(table: Table, uses: dict[str, list[int]]) -> SharedTable:
    writers = sorted(service for service, (_, writes) in uses.items() if writes)
    if not uses:
        kind = "orphan"
    elif len(writers) > 1:
        kind = "shared_write"
    else:
        kind = "read_only" if not writers else "private" if len(uses) == 1 else "shared_read"
    others = [service for service in writers if service != table.service]
    return SharedTable(
        table=table.id,
        owner=table.service,
        kind=kind,
        uses=tuple(TableUse(service, *uses[service]) for service in sorted(uses)),
        reasons=(
            f"{table.module} defines it.",
            f"{len(writers)} services write it, this one in the most places.",
        ),
        runner_up=others[0] if others else None,
    )


def _difficulty(cuts: list[Cut], most: int) -> Difficulty:
    counts: dict[str, int] = defaultdict(int)
    for cut in cuts:
        counts[cut.kind] += 1
    parts = tuple(
        DifficultyPart(kind.replace("_", " "), counts[kind], cost, counts[kind] * cost)
        for kind, cost in COSTS.items()
        if counts[kind]
    )
    points = sum(part.points for part in parts)
    score = round(100 * points / most)
    return Difficulty(score, next(word for bound, word in WORDS if score < bound), points, parts)


def _services(draft: _Draft) -> tuple[Service, ...]:
    mine = {
        service: [cut for cut in draft.cuts if service in (cut.from_service, cut.to_service)]
        for service in draft.ids
    }
    points = {service: sum(cut.weight for cut in cuts) for service, cuts in mine.items()}
    ranks = {service: rank for rank, service in enumerate(sorted(points, key=points.__getitem__))}
    most = max(points.values()) + 20
    return tuple(
        Service(
            id=service,
            name=name,
            modules=tuple(sorted(module.name for module in draft.modules[service])),
            tables=tuple(sorted(table.id for table in draft.tables[service])),
            stability=round(draft.random.uniform(0.62, 0.98), 2),
            difficulty=_difficulty(mine[service], most),
            extraction_rank=ranks[service] + 1,
            benefits=(
                f"{name} can be released without the rest.",
                "Its tables are written by nobody else but for two places.",
            ),
            risks=("Its reads of accounts become network calls in a request.",),
            keywords=tuple(_words(name)),
            lines=sum(module.lines for module in draft.modules[service]),
            recurrence=came_back,
            settled=how_settled(came_back),
        )
        for service, name in zip(draft.ids, draft.names, strict=True)
        for came_back in (draft.random.randint(10, RUNS) / RUNS,)
    )


def _memberships(draft: _Draft) -> tuple[Membership, ...]:
    """Every fifth module wavers between its service and a neighbour."""
    found = []
    for index, service in enumerate(draft.ids):
        other = next(iter(draft.neighbours(index)), None)
        for number, module in enumerate(draft.modules[service]):
            stayed = draft.random.randint(9, RUNS) / RUNS if number % 5 == 0 else 1.0
            home = Pull(service, stayed, {"imports": 5, "tables": 2, "vocabulary": 3})
            share = round(1 - stayed, 3)
            next_best = None if other is None else Pull(other, share, {"calls": 1, "path": 2})
            found.append(Membership(module.name, home, next_best, how_settled(stayed)))
    return tuple(sorted(found, key=lambda each: each.module))


def _alternatives(draft: _Draft) -> tuple[Alternative, ...]:
    """Coarser: the first two services are one; finer: the first is two."""
    members = [
        (i, n, _names(draft.modules[i])) for i, n in zip(draft.ids, draft.names, strict=True)
    ]
    (first, title, mine), (_, _, others), *rest = members
    kept = tuple(AlternativeService(id_, name, names, ()) for id_, name, names in rest)
    second = AlternativeService(*members[1], ())
    half = len(mine) // 2
    return (
        Alternative("coarser", (AlternativeService("sales", "Sales", mine + others, ()), *kept)),
        Alternative(
            "finer",
            (
                AlternativeService(f"{first}_a", f"{title} A", mine[:half], ()),
                AlternativeService(f"{first}_b", f"{title} B", mine[half:], ()),
                second,
                *kept,
            ),
        ),
    )


def _names(modules: list[Module]) -> tuple[str, ...]:
    return tuple(module.name for module in modules)


def _hubs(draft: _Draft) -> tuple[Hub, ...]:
    """A flat module whose definitions go to two services, and a table that everybody refers to."""
    first, last = draft.ids[0], draft.ids[-1]
    divided = draft.modules[first][0]
    table = draft.tables[last][0]
    return (
        Hub(
            "god_module",
            divided.name,
            "Divide the file first, definition by definition.",
            ("its definitions belong to several services",),
            (draft.place(divided),),
            (
                HubPart("Basket", 12, first),
                HubPart("Sender", 80, last),
                HubPart("paged", 140, None),
            ),
        ),
        Hub("reference_data", table.id, "Ship it with each service.", ("nobody writes it",)),
    )


def analysis(size: Size) -> Analysis:
    """A system of that size."""
    return outlook(_without_outlook(size))


def _without_outlook(size: Size) -> Analysis:
    draft = _Draft(size)
    for draw in (_draw_modules, _draw_tables, _draw_inside, _draw_between):
        draw(draft)
    modules = tuple(sorted(module for some in draft.modules.values() for module in some))
    tables = tuple(sorted((t for some in draft.tables.values() for t in some), key=lambda t: t.id))
    return Analysis(
        schema_version=SCHEMA_VERSION,
        tool=Tool("seamline", "0.1.0"),
        project=Project("shop", "shop-main", ("shop",)),
        summary=_summary(draft, modules, tables),
        modules=modules,
        dependencies=tuple(sorted(draft.dependencies)),
        tables=tables,
        accesses=tuple(draft.accesses),
        reach=(),
        transactions=tuple(draft.transactions),
        entry_points=_entry_points(draft),
        services=_services(draft),
        alternatives=_alternatives(draft),
        cuts=tuple(draft.cuts),
        sharing=_sharing(draft, tables),
        unresolved=_findings(draft, UNRESOLVED, len(modules) // 6),
        diagnostics=_findings(draft, DIAGNOSTICS, len(modules) // 40),
        metrics=METRICS,
        verdict=VERDICT,
        excerpts={},
        hubs=_hubs(draft),
        memberships=_memberships(draft),
        granularity=GRANULARITY,
        runs=RUNS,
        tie_kinds=_tie_kinds(),
        ties=_all_ties(draft),
        unit_costs={**COSTS, "cycle": 5, "library": 1, "module": 1},
    )


def _summary(draft: _Draft, modules: tuple[Module, ...], tables: tuple[Table, ...]) -> Summary:
    sites = len(draft.accesses)
    unseen = len(modules) // 6
    return Summary(
        files=len(modules),
        lines=sum(module.lines for module in modules),
        modules=len(modules),
        tables=len(tables),
        accesses=sites,
        services=len(draft.ids),
        cuts=len(draft.cuts),
        resolution_rate=round(sites / (sites + unseen), 4),
        resolved_sites=sites,
        unresolved_sites=unseen,
    )


def _entry_points(draft: _Draft) -> tuple[EntryPoint, ...]:
    return tuple(
        EntryPoint("route", f"/{service}/<int:pk>/", modules[0].name, "View.get", ())
        for service, modules in draft.modules.items()
    )


UNRESOLVED = (
    ("dynamic-model", "The model is looked up by a name that comes from the request."),
    ("unknown-receiver", "What `{}` holds here could not be followed: it is an argument."),
    ("dynamic-sql", "The SQL is put together at run time."),
)
DIAGNOSTICS = (
    ("python2-syntax", "One statement could not be parsed and was left out: print statement."),
    ("encoding", "The file says ascii but holds other bytes; it was read as latin-1."),
)


ENDS = {
    "foreign_key": ("table", "table"),
    "join": ("table", "table"),
    "cascade": ("table", "table"),
    "transaction": ("table", "table"),
    "shared_read": ("module", "table"),
    "shared_write": ("module", "table"),
}


def _tie_kinds() -> tuple[TieKind, ...]:
    return tuple(
        TieKind(
            name=kind,
            cut=kind,
            source=ENDS.get(kind, ("module", "module"))[0],
            target=ENDS.get(kind, ("module", "module"))[1],
            part=kind.replace("_", " "),
            directed=False,
            unit_cost=cost,
        )
        for kind, cost in sorted(COSTS.items())
    )


def _all_ties(draft: _Draft) -> tuple[Tie, ...]:
    """What is cut, and what would be if lines were drawn through the services."""
    ties = {Tie(cut.kind, cut.source, cut.target) for cut in draft.cuts}
    ties |= {Tie(tie.kind, tie.source, tie.target) for tie in draft.dependencies}
    ties |= {Tie(f"shared_{use.operation}", use.module, use.table) for use in draft.accesses}
    return tuple(sorted(ties, key=lambda tie: (tie.kind, tie.source, str(tie.target))))


def _findings(draft: _Draft, texts: tuple[tuple[str, str], ...], count: int) -> tuple[
    Diagnostic, ...
]:  # fmt: skip
    modules = [module for some in draft.modules.values() for module in some]
    found = []
    for _ in range(count):
        code, text = draft.random.choice(texts)
        place = draft.place(draft.random.choice(modules))
        found.append(Diagnostic(place.path, place.line, code, text.format("manager")))
    return tuple(sorted(found))


GRANULARITY = (
    Rung(1.0, 5, 0.71),
    Rung(1.5, 8, 0.94, plateau=True),
    Rung(2.0, 9, 0.97, chosen=True, plateau=True),
    Rung(2.5, 10, 0.82, plateau=True),
    Rung(3.0, 13, 0.77),
    Rung(4.0, 19, None),
)
METRICS = {
    "write_purity": Metric(
        0.912,
        {"one_blob": 1.0, "random": 0.41, "packages": 0.83},
        "higher",
        "Share of written tables that one service alone writes.",
    ),
    "icp": Metric(
        0.184,
        {"one_blob": 0.0, "random": 0.87, "packages": 0.33},
        "lower",
        "Share of all calls and imports that cross from one service into another.",
    ),
    "size_balance": Metric(
        0.74,
        {"one_blob": None, "random": 0.74, "packages": 0.52},
        "higher",
        "How evenly code is dealt out: 1 where all services are of one size.",
    ),
    "bcp": Metric(
        1.31,
        {"one_blob": 2.9, "random": 2.6, "packages": 1.7},
        "lower",
        "How many different use cases meet in a service, as entropy.",
    ),
}
VERDICT = Verdict(
    advice="extract",
    reasons=(
        "Nine of ten written tables have one writing service, against 41 % by chance.",
        "Two candidates hold together in every run and are tied to the rest by reads alone.",
        "The accounts tables are written from four places outside: settle them first.",
    ),
    rows=(
        VerdictRow("decentralised data", "54 of 60 tables are written by one service."),
        VerdictRow(
            "isolation of faults",
            "12 transactions write tables of two services; each can half succeed once apart.",
            (
                Location("src/shop/orders/checkout/services.py", 88),
                Location("src/shop/billing/payment/services.py", 31),
                Location("src/shop/orders/cart/views.py", 140),
            ),
        ),
        VerdictRow("single responsibility", "Candidates serve 1.3 use cases each on average."),
        VerdictRow("teams", "Not in the source: who works on what has to be asked."),
    ),
)

HOSTILE = "</script><img src=x onerror=window.hacked=1>`${window.hacked=1}`'\"&<!--\u202egnp.exe"


def hostile() -> Analysis:
    """The small system with text that attacks the page wherever the scanned code supplies text."""
    encoded = msgspec.to_builtins(analysis(SMALL))
    poisoned = _poison(encoded, "")
    return msgspec.convert(poisoned, Analysis)


CLOSED = {"kind", "operation", "confidence", "role", "origin", "advice", "better", "word",
          "schema_version"}  # fmt: skip


def _poison(value: object, key: str) -> object:
    if isinstance(value, str):
        return value if key in CLOSED else f"{value}{HOSTILE}"
    if isinstance(value, list | tuple):
        return [_poison(item, key) for item in value]
    if isinstance(value, dict):
        return {name: _poison(item, name) for name, item in value.items()}
    return value


MAKE = {"small": lambda: analysis(SMALL), "large": lambda: analysis(LARGE), "hostile": hostile}

if __name__ == "__main__":
    from reports.html import REPORT

    Path(sys.argv[2]).write_text(REPORT.render(MAKE[sys.argv[1]]()), encoding="utf-8")
