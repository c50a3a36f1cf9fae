"""Analyses made by hand, for tests of what is done with one."""

from __future__ import annotations

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
    Reach,
    Service,
    Summary,
    Table,
    Tool,
    Transaction,
    Verdict,
    VerdictRow,
)
from analyzer.model.hubs import Hub, HubPart
from analyzer.model.interfaces import Chain, Failing, Interface, Operation
from analyzer.model.membership import Membership, Pull
from analyzer.model.partition import Rung
from analyzer.model.place import Diagnostic, Location
from analyzer.model.roadmap import Bond, Cycle, Roadmap, Step, Task
from analyzer.model.sagas import Saga, SagaStep
from analyzer.model.sharing import SharedTable, TableUse

EMPTY = Analysis(
    schema_version=SCHEMA_VERSION,
    tool=Tool("seamline", "0.0.0"),
    project=Project("nothing", "nothing", ()),
    summary=Summary(0, 0, 0, 0, 0, 0, 0, None, 0, 0),
    modules=(),
    dependencies=(),
    tables=(),
    accesses=(),
    reach=(),
    transactions=(),
    entry_points=(),
    services=(),
    alternatives=(),
    cuts=(),
    sharing=(),
    unresolved=(),
    diagnostics=(),
    metrics={},
    verdict=Verdict("keep", ("There is nothing to take apart.",)),
    excerpts={},
)


def one_module() -> Analysis:
    """A project of a single module and no table."""
    return msgspec.structs.replace(
        EMPTY,
        project=Project("single", "single", ("single",)),
        summary=Summary(1, 10, 1, 0, 0, 1, 0, None, 0, 0),
        modules=(Module("single", "single.py", 10, "app", "single"),),
        services=(service("single", "Single", ("single",), (), rank=1, score=0, lines=10),),
    )


def at(path: str, *lines: int) -> tuple[Location, ...]:
    """Evidence in one file."""
    return tuple(Location(path, line) for line in lines)


def service(
    identity: str,
    name: str,
    modules: tuple[str, ...],
    tables: tuple[str, ...],
    *,
    rank: int,
    score: int,
    lines: int = 100,
) -> Service:
    """A candidate whose difficulty has one part."""
    word = "easy" if score < 34 else "moderate" if score < 67 else "hard"
    parts = (DifficultyPart("foreign_key", score, 5, 5 * score),)
    return Service(
        id=identity,
        name=name,
        modules=modules,
        tables=tables,
        stability=0.9,
        difficulty=Difficulty(score, word, 5 * score, parts),
        extraction_rank=rank,
        benefits=(f"{name} has its own tables.",),
        keywords=(identity,),
        lines=lines,
        recurrence=0.9,
        settled="settled",
    )


def _table(identity: str, module: str, class_: str, owner: str, *keys: ForeignKey) -> Table:
    columns = (Column("id", "bigint", False, True), *(Column(key.column) for key in keys))
    return Table(
        id=identity,
        name=identity,
        database=None,
        schema=None,
        module=module,
        class_=class_,
        columns=columns,
        foreign_keys=keys,
        service=owner,
        evidence=at(f"{module.replace('.', '/')}.py", 8),
    )


def shop() -> Analysis:
    """A small shop of three candidates, with every kind of row filled in."""
    invoice_order = ForeignKey(
        "order_id", "orders_order", "id", "CASCADE", False, at("shop/billing/models.py", 12)
    )
    return msgspec.structs.replace(
        EMPTY,
        project=Project("shop", "shop-main", ("shop",)),
        summary=Summary(8, 1640, 8, 3, 6, 3, 6, 0.857143, 6, 1),
        modules=(
            Module("shop", "shop/__init__.py", 0, "app", "orders"),
            Module("shop.billing.models", "shop/billing/models.py", 140, "app", "billing"),
            Module("shop.billing.tasks", "shop/billing/tasks.py", 250, "app", "billing"),
            Module("shop.catalog.models", "shop/catalog/models.py", 400, "app", "catalog"),
            Module("shop.orders.models", "shop/orders/models.py", 220, "app", "orders"),
            Module("shop.orders.tests", "shop/orders/tests.py", 300, "test"),
            Module("shop.orders.views", "shop/orders/views.py", 300, "app", "orders"),
            Module("shop.utils", "shop/utils.py", 30, "library"),
        ),
        dependencies=(
            Dependency(
                "shop.billing.models",
                "shop.orders.models",
                "import",
                1.0,
                at("shop/billing/models.py", 2),
            ),
            Dependency(
                "shop.orders.views",
                "shop.billing.tasks",
                "task",
                2.0,
                at("shop/orders/views.py", 57, 90),
            ),
            Dependency(
                "shop.orders.views", "shop.utils", "import", 1 / 3, at("shop/orders/views.py", 4)
            ),
        ),
        tables=(
            _table("billing_invoice", "shop.billing.models", "Invoice", "billing", invoice_order),
            _table("catalog_product", "shop.catalog.models", "Product", "catalog"),
            _table("orders_order", "shop.orders.models", "Order", "orders"),
        ),
        accesses=(
            *_accesses("shop.billing.tasks", "charge", "billing_invoice", "shop/billing/tasks.py"),
            *_accesses("shop.billing.tasks", "charge", "orders_order", "shop/billing/tasks.py"),
            *_accesses("shop.orders.views", "checkout", "orders_order", "shop/orders/views.py"),
        ),
        reach=(Reach("shop.orders.views", "billing_invoice", "write", 1),),
        transactions=(
            Transaction(
                "shop.orders.views",
                "checkout",
                ("billing_invoice", "orders_order"),
                ("catalog_product",),
                at("shop/orders/views.py", 52),
            ),
        ),
        entry_points=(
            EntryPoint("route", "/checkout/", "shop.orders.views", "checkout", ("orders_order",)),
        ),
        services=(
            service(
                "billing",
                "Billing",
                ("shop.billing.models", "shop.billing.tasks"),
                ("billing_invoice",),
                rank=2,
                score=41,
                lines=390,
            ),
            service(
                "catalog",
                "Catalog",
                ("shop.catalog.models",),
                ("catalog_product",),
                rank=1,
                score=12,
                lines=400,
            ),
            service(
                "orders",
                "Orders",
                ("shop", "shop.orders.models", "shop.orders.views"),
                ("orders_order",),
                rank=3,
                score=78,
                lines=520,
            ),
        ),
        alternatives=(
            Alternative(
                "coarser",
                (
                    AlternativeService(
                        "shop",
                        "Shop",
                        ("shop", "shop.billing.models"),
                        ("billing_invoice", "orders_order"),
                    ),
                ),
            ),
        ),
        cuts=_cuts(),
        sharing=(
            SharedTable("billing_invoice", "billing", "private", (TableUse("billing", 1, 1),)),
            SharedTable("catalog_product", "catalog", "orphan", ()),
            SharedTable(
                "orders_order",
                "orders",
                "shared_write",
                (TableUse(None, 1, 0), TableUse("billing", 1, 1), TableUse("orders", 1, 1)),
                ("Orders defines it.",),
                "billing",
            ),
        ),
        unresolved=(
            Diagnostic("shop/utils.py", 7, "dynamic-model", "the model comes from a request"),
        ),
        diagnostics=(
            Diagnostic("shop/orders/views.py", 4, "syntax-error", "one statement left out"),
        ),
        metrics={
            "write_purity": Metric(
                0.75,
                {"one_blob": 1.0, "packages": 0.8, "random": 0.4},
                "higher",
                "Share of tables that one service alone writes.",
            ),
            "ned": Metric(None, {"one_blob": None}, "lower", "Not defined here."),
        },
        verdict=Verdict(
            "extract",
            ("Catalog touches no other table.", "Three candidates came back in 9 of 10 runs."),
            (VerdictRow("decentralised data", "1 of 3 tables is contested", at("shop/a.py", 3)),),
        ),
        excerpts={"shop/billing/models.py": {"12": "    order = models.ForeignKey(Order)"}},
        hubs=(
            Hub(
                "god_module",
                "shop.orders.views",
                "Divide the file first.",
                ("its 3 definitions belong to several services: Orders (2) and Billing (1)",),
                at("shop/orders/views.py", 9),
                (
                    HubPart("checkout", 9, "orders"),
                    HubPart("pay", 60, "billing"),
                    HubPart("paged", 95, None),
                ),
            ),
            Hub(
                "reference_data",
                "catalog_product",
                "Ship it with each service.",
                ("nobody writes it",),
                at("shop/catalog/models.py", 8),
            ),
            Hub("library", "shop.utils", "Publish it as a package."),
        ),
        memberships=(
            Membership(
                "shop.billing.models", Pull("billing", 1.0, {"tables": 1}), settled="settled"
            ),
            Membership(
                "shop.billing.tasks",
                Pull("billing", 0.55, {"imports": 1}),
                Pull("orders", 0.45, {"calls": 2}),
                "mostly settled",
            ),
        ),
        granularity=(
            Rung(1.0, 2, 0.6),
            Rung(1.5, 3, 0.95, plateau=True),
            Rung(2.0, 3, 0.93, chosen=True, plateau=True),
            Rung(2.5, 4, None, plateau=True),
        ),
        runs=20,
        sagas=_sagas(),
        interfaces=_interfaces(),
        chains=(
            Chain(
                "route",
                "/checkout/",
                "shop.orders.views",
                "checkout",
                ("orders", "billing"),
                ("billing", "orders"),
                2,
            ),
        ),
        roadmap=_roadmap(),
    )


def _sagas() -> tuple[Saga, ...]:
    steps = (
        SagaStep(
            "orders",
            ("orders_order",),
            "compensatable",
            "Delete or cancel the new rows of orders_order.",
            at("shop/orders/views.py", 54),
        ),
        SagaStep("billing", ("billing_invoice",), "pivot", "", at("shop/billing/tasks.py", 44)),
    )
    return (Saga("shop.orders.views.checkout", "orders", steps, at("shop/orders/views.py", 52)),)


def _interfaces() -> tuple[Interface, ...]:
    operations = (
        Operation(
            "shop.billing.tasks",
            "charge",
            ("order", "amount"),
            "event",
            "It writes billing_invoice and nobody uses its result: send a message.",
            ("orders",),
            ("billing_invoice",),
            at("shop/orders/views.py", 57, 90),
            looped=1,
        ),
        Operation(
            "shop.billing.models",
            "rounded",
            ("amount",),
            "library",
            "No table was seen behind it: publish it as a library, or copy it.",
            ("orders",),
            (),
            at("shop/orders/views.py", 58),
        ),
    )
    failing = (Failing("orders", 1, ("/checkout/ (checkout)",)),)
    return (
        Interface("billing", operations, 0, failing),
        Interface("catalog", (), 0, ()),
        Interface("orders", (), 2, ()),
    )


def _roadmap() -> Roadmap:
    key = at("shop/billing/models.py", 12)
    return Roadmap(
        steps=(
            Step("catalog", 0, 0, 32, 6),
            Step("billing", 32, 6, 0, 0),
            Step("orders", 0, 0, 0, 0),
        ),
        cycles=(Cycle("orders", "billing", 2, 5, at("shop/orders/views.py", 9)),),
        bonds=(Bond("billing", "orders", 32, 1.0),),
        tasks=(
            Task(
                "Divide shop.orders.views along its definitions.",
                "split module",
                3,
                None,
                at("shop/orders/views.py", 9),
            ),
            Task(
                "Make 1 foreign key of Billing plain columns that code checks: billing_invoice.",
                "move foreign key to code",
                1,
                "billing",
                key,
            ),
        ),
    )


def packaged() -> Analysis:
    """The shop, its packages with files of their own."""
    packages = tuple(
        Module(f"shop.{name}", f"shop/{name}/__init__.py", 0, "app", name)
        for name in ("billing", "catalog", "orders")
    )
    return msgspec.structs.replace(shop(), modules=tuple(sorted((*shop().modules, *packages))))


def _accesses(module: str, function: str, table: str, path: str) -> tuple[Access, Access]:
    return (
        Access(module, function, table, "read", "queryset", "certain", None, at(path, 30)),
        Access(module, function, table, "write", "save", "likely", None, at(path, 44, 45)),
    )


def _cuts() -> tuple[Cut, ...]:
    task, views, models = "shop.billing.tasks", "shop.orders.views", "shop.billing.models"
    checkout = at("shop/orders/views.py", 52)
    call = at("shop/orders/views.py", 9)
    return (
        Cut(
            "call",
            "orders",
            "billing",
            views,
            task,
            "call the API",
            3,
            call,
        ),
        Cut(
            "foreign_key",
            "billing",
            "orders",
            "billing_invoice",
            "orders_order",
            "move foreign key to code",
            5,
            at("shop/billing/models.py", 12),
            "Keep order_id as a plain column.",
        ),
        Cut(
            "import",
            "billing",
            "orders",
            models,
            "shop.orders.models",
            "duplicate or move",
            1,
            at("shop/billing/models.py", 2),
        ),
        Cut(
            "shared_write",
            "billing",
            "orders",
            task,
            "orders_order",
            "change data ownership",
            8,
            at("shop/billing/tasks.py", 44, 45),
        ),
        Cut("task", "orders", "billing", views, task, "publish an event", 2, checkout),
        Cut(
            "transaction",
            "orders",
            "billing",
            "shop.orders.views.checkout",
            ("billing_invoice", "orders_order"),
            "saga",
            13,
            checkout,
        ),
    )


def hostile(
    payload: str, base: Analysis | None = None, kept: frozenset[str] = frozenset()
) -> Analysis:
    """The shop (or another), with `payload` in front of every name, path, message and key in it.

    Fields that are `kept` hold words of ours.
    """

    def spoilt(value: object) -> object:
        if isinstance(value, str):
            return payload + value
        if isinstance(value, dict):
            return {payload + key: spoilt(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return tuple(map(spoilt, value))
        if isinstance(value, msgspec.Struct):
            fields = msgspec.structs.asdict(value)
            return type(value)(
                **{name: item if name in kept else spoilt(item) for name, item in fields.items()}
            )
        return value

    analysis = spoilt(base or shop())
    assert isinstance(analysis, Analysis)
    return msgspec.structs.replace(analysis, schema_version=SCHEMA_VERSION)


PAYLOADS = {
    "script": "</script><script>alert(1)</script><!--",
    "markup": "**b** _i_ `c` [l](javascript:alert(1)) ![i](http://e.test/x.png) <b>&lt;</b> | x",
    "quotes": "\"'`${x}{{y}}%s{0}\\",
    "formula": "=cmd|' /C calc'!A0",
    "rich": "[bold red]x[/bold red][link=http://e.test]y[/link]:smile:",
    "graphviz": '\\N\\l\\G"];x[label=<<b>>',
    "ansi": "\x1b[31mred\x1b]0;title\x07\x00\x7f\x9b2J",
    "lines": "a\r\n# b\n\n- c\u2028d\u0085e\t",
    "bidi": "\u202egnp.\u2066\u200b\ufeff",
    "surrogate": "\ud800\udfff",
    "wide": "日本語 😀👩‍👩‍👧 é",
    "long": "x" * 10_000,
    "blank": " ",
    "shell": "$(touch x); `id` && rm -rf ~ | tee > /dev/null #",
    "toml": '"""\n[[modules]]\npath = "x"\n\'\'\'',
    "model": '"}\n!script groovy {\n!include http://e.test/x ${HOME} \\',
    "xml": "\ufffe\uffff\x0b]]><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
}
