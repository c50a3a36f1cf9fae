"""The lines between services as contracts on imports, for tools that watch over imports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import dropwhile

import msgspec

from analyzer.model.analysis import Analysis, Module
from reports.digest import names
from reports.packages import Entry, entries

# What such tools see: their configuration holds no other names.
_MODULE = re.compile(r"[^\W\d]\w*(\.\w+)*")
_MOVED = frozenset({"test", "migration", "generated", "vendored"})
_IMPORTS = frozenset({"import", "lazy_import", "type_import"})


class Boundary(msgspec.Struct, frozen=True):
    """A service by its id and title, its modules, and the imports that reach into it today.

    `crossings` are pairs of an importer of another service and a module of this one.
    """

    id: str
    title: str
    members: tuple[Entry, ...]
    crossings: tuple[tuple[str, str], ...]


class Boundaries(msgspec.Struct, frozen=True):
    """All services; `open` are modules of none, which may import what they like.

    `folders` are those from which services' modules are imported, relative to what was scanned;
    of two that overlap the one with more of them. `roots` are the outermost packages that have a
    file of their own, `packaged` the modules that are in them without a gap. `unsaid` counts
    modules whose names no configuration can hold.
    """

    services: tuple[Boundary, ...]
    open: tuple[Entry, ...]
    folders: tuple[str, ...]
    roots: tuple[str, ...]
    packaged: frozenset[str]
    unsaid: int


def boundaries(analysis: Analysis) -> Boundaries:
    """The lines between the services of an analysis."""
    sayable = [module for module in analysis.modules if _MODULE.fullmatch(module.name)]
    folders = _folders(sayable)
    modules = [module for module in sayable if _folder(module) in folders]
    packages = {module.name for module in modules if module.path.endswith("__init__.py")}
    homes = {module.name: module.service for module in modules}
    # Tests and their kin go with the package that they are in; other modules of none do not.
    placed = {m.name: m.service or "" for m in modules if m.service or m.role not in _MOVED}
    members = {service: held for service, held in entries(placed).items() if service}
    crossings = _crossings(analysis, homes, _owners(homes, members))
    owned = sum(module.service is not None for module in analysis.modules)
    return Boundaries(
        services=tuple(
            Boundary(service, title, members[service], crossings.get(service, ()))
            for service, title in names(analysis).items()
            if service in members
        ),
        open=entries({name: home or "" for name, home in homes.items()}).get("", ()),
        folders=folders,
        roots=tuple(sorted(name for name in packages if packages.isdisjoint(_above(name)))),
        packaged=frozenset(name for name in homes if _packaged(name, packages)),
        unsaid=owned - sum(home is not None for home in homes.values()),
    )


def _crossings(
    analysis: Analysis, homes: Mapping[str, str | None], owners: Mapping[str, str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """By service, the imports that reach into it from others."""
    found: dict[str, set[tuple[str, str]]] = {}
    for importer, imported in _imports(analysis):
        source, target = homes.get(importer), owners.get(imported)
        if source and target and owners[importer] != target:
            found.setdefault(target, set()).add((importer, imported))
    return {target: tuple(sorted(pairs)) for target, pairs in found.items()}


def _imports(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Who names whom in import statements."""
    for tie in analysis.dependencies:
        if tie.kind in _IMPORTS:
            yield from ((tie.source, named) for named in tie.named or (tie.target,))


def _owners(
    homes: Mapping[str, str | None], members: Mapping[str, tuple[Entry, ...]]
) -> dict[str, str]:
    """Whose each module is by the entries: what is inside a whole package goes with it."""
    whole = {each.name: service for service, held in members.items() for each in held if each.whole}
    found = {name: home for name, home in homes.items() if home is not None}
    for name in homes:
        above = name
        while above and name not in found:
            if above in whole:
                found[name] = whole[above]
            above = above.rpartition(".")[0]
    return found


def _folders(modules: Iterable[Module]) -> tuple[str, ...]:
    counts = Counter(_folder(module) for module in modules if module.service is not None)
    kept: list[str] = []
    for folder in sorted(counts, key=lambda folder: (-counts[folder], folder)):
        if not any(_holds(folder, other) or _holds(other, folder) for other in kept):
            kept.append(folder)
    return tuple(sorted(kept))


def _folder(module: Module) -> str:
    """The folder from which a file is imported under its name; "." is the scanned one."""
    depth = module.name.count(".") + 1 + module.path.endswith("/__init__.py")
    return "/".join(module.path.split("/")[:-depth]) or "."


def _holds(folder: str, other: str) -> bool:
    return folder == "." or f"{other}/".startswith(f"{folder}/")


def _above(module: str) -> list[str]:
    """The packages that a module is in, outermost first."""
    return [module[:end] for end, mark in enumerate(module) if mark == "."]


def _packaged(module: str, packages: Collection[str]) -> bool:
    """Whether each package from the outermost down to the module has a file of its own."""
    rooted = list(dropwhile(lambda name: name not in packages, [*_above(module), module]))
    return bool(rooted) and all(name in packages for name in rooted[:-1])
