"""Flat modules fall into their definitions before anything is divided.

A `models.py`, `views.py` or `db/api.py` that serves every subject says nothing as a whole. Each of
its classes and functions becomes a module of its own (`shop.views.order_list`), with its own words,
needs, tables and accesses, so that all criteria see subjects; the flat module itself pulls nothing
any more, and later goes where most of it went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from analyzer.clustering.data_layers import credited, data_layers, divisible
from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.roles import DIVIDED_ROLES, tell_apart
from analyzer.model.analysis import Access, Dependency, EntryPoint, Module, Table, Transaction
from analyzer.model.codebase import (
    DIVIDED,
    Call,
    Codebase,
    ColumnUse,
    Definition,
    Function,
    SettingUse,
)
from analyzer.model.words import stems_of

# Lines that several subjects can stand in: so many, or in a small program this share of it.
_MANY_LINES = 500
_SOME_SHARE = 0.02

# A module whose name has a subject is flat all the same if it holds so much of the program.
_SHARE_OF_LINES = 0.2
_SHARE_OF_TABLES = 1 / 2
_FEWEST_TABLES = 8
_FEWEST_USERS = 3

# What a file is called that holds definitions of one kind, of whatever subject. Other layers' names
# (`utils`, `config`, `pipeline`) are those of machinery with a purpose, and no collections.
_KINDS = frozenset(
    """
    action admin api app blueprint command controller crud dao database db dto endpoint entity form
    handler main manager model mutation orm presenter query receiver repo repository resolver
    resource route schema selector serializer server service signal sqlalchemy table task view
    viewset webservice
    """.split()  # noqa: SIM905  (a table of words reads better as prose)
)

# What a reference between definitions says more precisely than these.
_REFINED = frozenset({"import", "lazy_import", "type_import", "call", "inherit"})

Found = TypeVar("Found", Access, Transaction, EntryPoint, ColumnUse, SettingUse)

# A definition by its module, and the name of the module that it becomes.
Parts = Mapping[tuple[str, str], str]


def take_apart(codebase: Codebase) -> Codebase:
    """Return the codebase with each flat module's definitions as modules; itself if none is flat.

    The flat modules stay, in a role of their own that takes no part in the pull; what stands
    outside of their definitions is theirs.
    """
    layers = data_layers(codebase)
    flat = flat_modules(codebase) | divisible(codebase, layers)
    accesses = tuple(credited(codebase, layers - flat))
    if not flat and not layers:
        return codebase
    known = {module.name for module in codebase.modules}
    taken = [
        definition
        for definition in codebase.definitions
        if definition.module in flat and f"{definition.module}.{definition.name}" not in known
    ]
    parts = {(d.module, d.name): f"{d.module}.{d.name}" for d in taken}
    vocabulary = [words for words in codebase.vocabulary if words.module not in flat]
    return msgspec.structs.replace(
        codebase,
        modules=tuple(sorted(_modules(codebase, flat, taken))),
        dependencies=tuple(sorted(_dependencies(codebase, flat, parts))),
        tables=tuple(_table(table, parts) for table in codebase.tables),
        accesses=tuple(_inside(access, parts) for access in accesses),
        transactions=tuple(_inside(each, parts) for each in codebase.transactions),
        entry_points=tuple(_inside(each, parts) for each in codebase.entry_points),
        calls=tuple(_called(call, parts) for call in codebase.calls),
        functions=tuple(_callee(function, parts) for function in codebase.functions),
        columns=tuple(_inside(use, parts) for use in codebase.columns),
        settings=tuple(_inside(use, parts) for use in codebase.settings),
        sent=tuple(_inside(access, parts) for access in codebase.sent),
        vocabulary=(*vocabulary, *(definition.vocabulary for definition in taken)),
        whole=codebase,
    )


def flat_modules(codebase: Codebase) -> frozenset[str]:
    """Return the modules to be taken apart.

    They have definitions and lines enough (the codebase lists the definitions of no others), are
    neither library nor glue, and either they are called after a kind of definition and no subject,
    only layers below what most of the program is in (`shop.models`, `api.db.queries`), or they hold
    a great share of it.
    """
    divided = {m.name: m for m in codebase.modules if m.role in DIVIDED_ROLES}
    cores = _cores(divided)
    subjects = _subject_packages(divided, cores)
    lines = sum(module.lines for module in divided.values())
    tables = Counter(table.module for table in codebase.tables if table.module)
    users: dict[str, set[str]] = {}
    for found in codebase.references:
        if found.source_module != found.target_module:
            users.setdefault(found.target_module, set()).add(found.source_module)
    apart = tell_apart(codebase).keys()
    return frozenset(
        name
        for name in sorted({d.module for d in codebase.definitions} & divided.keys() - apart)
        if (
            divided[name].lines >= min(_MANY_LINES, _SOME_SHARE * lines)
            and name.rpartition(".")[0] not in subjects
            and _is_subjectless(name, cores)
        )
        or divided[name].lines >= _SHARE_OF_LINES * lines
        or (
            tables[name] >= max(_FEWEST_TABLES, _SHARE_OF_TABLES * tables.total())
            and len(users.get(name, ())) >= _FEWEST_USERS
        )
    )


def _subject_packages(names: Iterable[str], cores: frozenset[str]) -> frozenset[str]:
    """Return the packages below the cores whose members are mostly called by subjects.

    In `api/orders.py`, `api/users.py` and `api/config.py`, the configuration is a subject.
    """
    members: dict[str, list[bool]] = {}
    for name in sorted(names):
        package, _, last = name.rpartition(".")
        members.setdefault(package, []).append(all(is_layer_word(w) for w in stems_of(last)))
    return frozenset(
        package
        for package, layers in members.items()
        if package and package not in cores and 2 * sum(layers) < len(layers)
    )


def _cores(names: Iterable[str]) -> frozenset[str]:
    """Return the packages, outer and inner ones, that hold more than half of the program."""
    every = sorted(names)
    held = Counter(package for name in every for package in _packages(name))
    return frozenset(package for package, count in held.items() if 2 * count > len(every))


def _packages(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _is_subjectless(name: str, cores: frozenset[str]) -> bool:
    core = max((c for c in _packages(name) if c in cores), key=len, default="")
    words = stems_of(name.removeprefix(core))
    return all(map(is_layer_word, words)) and _KINDS.issuperset(stems_of(name.rpartition(".")[2]))


# --- the parts of a codebase ---------------------------------------------------------------------


def _modules(
    codebase: Codebase, flat: frozenset[str], taken: Iterable[Definition]
) -> Iterator[Module]:
    whole = {}
    inside: Counter[str] = Counter()
    for each in taken:
        inside[each.module] += each.lines
    for module in codebase.modules:
        if module.name in flat:
            whole[module.name] = module
            lines = max(0, module.lines - inside[module.name])
            yield msgspec.structs.replace(module, role=DIVIDED, lines=lines)
        else:
            yield module
    for each in taken:
        module = whole[each.module]
        yield Module(f"{each.module}.{each.name}", module.path, each.lines, module.role)


def _dependencies(codebase: Codebase, flat: frozenset[str], parts: Parts) -> Iterator[Dependency]:
    for dependency in codebase.dependencies:
        touched = dependency.source in flat or dependency.target in flat
        if not touched or dependency.kind not in _REFINED:
            yield dependency
    for found in codebase.references:
        source = parts.get((found.source_module, found.source), found.source_module)
        target = parts.get((found.target_module, found.target), found.target_module)
        if source != target and (found.source_module in flat or found.target_module in flat):
            weight = float(len(found.evidence))
            yield Dependency(source, target, found.kind, weight, found.evidence)


def _table(table: Table, parts: Parts) -> Table:
    if table.module is None or table.class_ is None:
        return table
    part = parts.get((table.module, _top(table.class_)))
    return table if part is None else msgspec.structs.replace(table, module=part)


def _inside(found: Found, parts: Parts) -> Found:
    part = parts.get((found.module, _top(found.function)))
    return found if part is None else msgspec.structs.replace(found, module=part)


def _called(call: Call, parts: Parts) -> Call:
    return msgspec.structs.replace(
        call,
        source_module=parts.get((call.source_module, _top(call.source)), call.source_module),
        target_module=parts.get((call.target_module, _top(call.target)), call.target_module),
    )


def _callee(function: Function, parts: Parts) -> Function:
    part = parts.get((function.module, _top(function.name)))
    return function if part is None else msgspec.structs.replace(function, module=part)


def _top(qualname: str) -> str:
    return qualname.partition(".")[0]
