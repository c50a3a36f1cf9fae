"""Codebases made by hand: modules, what they say, whom they need and which tables they use."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from analyzer.model.analysis import (
    Access,
    Dependency,
    EntryPoint,
    ForeignKey,
    Module,
    Project,
    Table,
    Transaction,
)
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.partition import MODULE, TABLE, Partition
from analyzer.model.place import Location

Item = TypeVar("Item")


def module(name: str, role: str = "app", *, package: bool = False, lines: int = 20) -> Module:
    """A module that lies where its name says."""
    folder = name.replace(".", "/")
    return Module(name, f"{folder}/__init__.py" if package else f"{folder}.py", lines, role)


def imports(source: str, target: str, kind: str = "import", places: int = 1) -> Dependency:
    """A dependency with one line of evidence a place."""
    path = source.replace(".", "/") + ".py"
    evidence = tuple(Location(path, line + 1) for line in range(places))
    return Dependency(source, target, kind, float(places), evidence)


def access(user: str, table: str, operation: str = "read", **given: str) -> Access:
    """A certain access by a module, for itself unless `for_module` says otherwise."""
    return Access(
        module=user,
        function="handle",
        table=table,
        operation=operation,
        how=given.get("how", "queryset"),
        confidence=given.get("confidence", "certain"),
        for_module=given.get("for_module"),
        evidence=(Location(user.replace(".", "/") + ".py", int(given.get("line", "7"))),),
    )


def table(name: str, owner: str | None, *refers: str, origin: str = "orm") -> Table:
    """A table that `owner` defines, with foreign keys to other tables."""
    keys = tuple(
        ForeignKey(f"{other}_id", other, "id", None, False, (Location("models.py", 3),))
        for other in refers
    )
    return Table(
        id=name,
        name=name,
        database=None,
        schema=None,
        module=owner,
        class_=name.title(),
        origin=origin,
        foreign_keys=keys,
    )


def transaction(module: str, *written: str, read: tuple[str, ...] = ()) -> Transaction:
    """A transaction in a module's one function."""
    place = Location(module.replace(".", "/") + ".py", 5)
    return Transaction(module, "handle", written, read, (place,))


def route(module: str, *tables: str, function: str = "handle") -> EntryPoint:
    """A route that reaches some tables."""
    return EntryPoint("route", f"/{module}/{function}/", module, function, tables)


def codebase(
    modules: Iterable[Module | str],
    dependencies: Iterable[Dependency] = (),
    *,
    words: Mapping[str, str] | None = None,
    tables: Iterable[Table] = (),
    accesses: Iterable[Access] = (),
    transactions: Iterable[Transaction] = (),
    entry_points: Iterable[EntryPoint] = (),
    name: str = "shop",
) -> Codebase:
    """A codebase; a module without `words` of its own says the last part of its name."""
    every = [module(m) if isinstance(m, str) else m for m in modules]
    said = words or {}
    return Codebase(
        project=Project(name, name, tuple(sorted({m.name.split(".")[0] for m in every}))),
        modules=tuple(sorted(every)),
        dependencies=tuple(sorted(dependencies)),
        tables=tuple(sorted(tables, key=lambda t: t.id)),
        accesses=tuple(sorted(accesses, key=lambda a: (a.module, a.table, a.operation))),
        reach=(),
        transactions=tuple(transactions),
        entry_points=tuple(sorted(entry_points)),
        vocabulary=tuple(
            vocabulary(m.name, said.get(m.name, m.name.rpartition(".")[2]))
            for m in sorted(every)
            if m.lines
        ),
        unresolved=(),
        diagnostics=(),
        resolved_sites=0,
    )


def vocabulary(name: str, words: str) -> Vocabulary:
    """A module's identifiers, each said three times; `@stripe` is a package that it imports."""
    said = sorted(set(words.split()))
    own = tuple((word, 3) for word in said if not word.startswith("@"))
    outsiders = tuple(word.removeprefix("@") for word in said if word.startswith("@"))
    return Vocabulary(name, own, (), (), outsiders)


def shuffled(given: Codebase, seed: int) -> Codebase:
    """The same codebase with every tuple in another order."""
    mixer = random.Random(seed)

    def mixed(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(mixer.sample(items, len(items)))

    return msgspec.structs.replace(
        given,
        modules=mixed(given.modules),
        dependencies=mixed(given.dependencies),
        tables=mixed(given.tables),
        accesses=mixed(given.accesses),
        transactions=mixed(given.transactions),
        entry_points=mixed(given.entry_points),
        vocabulary=mixed(given.vocabulary),
    )


SUBJECTS = ("billing", "catalog", "orders", "shipping", "reviews", "loyalty")
LAYERS = ("models", "views", "forms", "tasks", "urls")


def planted(
    subjects: int = 4, *, layered: bool = False, noise: int = 12, seed: int = 1
) -> Codebase:
    """A shop of apps with dense imports inside, a few across, and tables of their own.

    `layered` lays the same program out by layer (`shop.models.orders`) instead of by app.
    """
    mixer = random.Random(seed)
    names = {
        (subject, layer): f"shop.{layer}.{subject}" if layered else f"shop.{subject}.{layer}"
        for subject in SUBJECTS[:subjects]
        for layer in LAYERS
    }
    packages = sorted({name.rpartition(".")[0] for name in names.values()} | {"shop"})
    links = {
        imports(names[subject, layer], names[subject, lower], places=2)
        for subject, layer in names
        for lower in LAYERS
        if lower < layer or lower == "models" != layer
    }
    everything = sorted(names.values())
    for _ in range(noise):
        source, target = mixer.sample(everything, 2)
        links.add(imports(source, target))
    words = {
        name: f"{subject} {subject}_{layer} {subject}_list get_{subject} @py{subject}"
        for (subject, layer), name in names.items()
    }
    tables = [
        table(f"{subject}_{thing}", names[subject, "models"])
        for subject in SUBJECTS[:subjects]
        for thing in ("head", "line")
    ]
    uses = [
        access(names[subject, "views"], f"{subject}_{thing}", operation)
        for subject in SUBJECTS[:subjects]
        for thing in ("head", "line")
        for operation in ("read", "write")
    ]
    both = [(names[s, "views"], f"{s}_head", f"{s}_line") for s in SUBJECTS[:subjects]]
    uses += [access(view, line, how="join") for view, _, line in both]
    modules = [module(name, package=True, lines=0) for name in packages]
    modules += [module(name) for name in everything]
    return codebase(
        modules,
        links,
        words=words,
        tables=tables,
        accesses=uses,
        transactions=[transaction(*each) for each in both],
        entry_points=[route(*each) for each in both],
    )


def modules_of(partition: Partition) -> list[set[str]]:
    """The modules of each group."""
    return [{n.name for n in group.members if n.kind == MODULE} for group in partition.groups]


def tables_of(partition: Partition) -> list[set[str]]:
    """The tables of each group."""
    return [{n.name for n in group.members if n.kind == TABLE} for group in partition.groups]
