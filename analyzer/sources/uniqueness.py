"""One file a module name: who keeps a name that several claim, and what the others are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from analyzer.model.place import Diagnostic
from analyzer.model.source import SourceFile
from analyzer.sources.naming import Name, part

# Where two of these share a name nobody needs to know: each distribution has its own `tests`.
_QUIET_ROLES = frozenset({"test", "vendored"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file with the name that it would have if no other had it.

    `root` is the path of its source root and `top` the name that it has or lies below there.
    `is_shared` marks the `__init__.py` of a package that several distributions fill, by its own
    declaration.
    """

    file: SourceFile
    root: str
    top: str
    is_shared: bool = False


def make_unique(
    candidates: Iterable[Candidate], prefixes: Mapping[str, Name]
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Settle which file has which name; the files come sorted by module.

    A top-level package goes to code before tests, to the source root nearest to the scanned
    folder, then by path; its namesake elsewhere is named by its path from the scanned folder, as
    a whole. Namespace packages are one package wherever their parts lie. Of two files in one
    folder the package goes before the module, as Python has it; the other could never be
    imported and is left out.

    `prefixes` are the names of the scanned folders themselves, by their paths.
    """
    ordered = sorted(candidates, key=_precedence)
    displaced = _displaced(ordered)
    taken: dict[str, SourceFile] = {}
    later: list[Candidate] = []
    for candidate in ordered:
        is_free = (candidate.root, candidate.top) not in displaced
        if is_free and candidate.file.module not in taken:
            taken[candidate.file.module] = candidate.file
        else:
            later.append(candidate)
    diagnostics = [
        diagnostic
        for candidate in later
        if (diagnostic := _rename(candidate, taken, prefixes)) is not None
    ]
    return tuple(sorted(taken.values())), tuple(diagnostics)


def _precedence(candidate: Candidate) -> tuple[bool, int, str, str, bool, str]:
    file, root = candidate.file, candidate.root
    depth = len(root.split("/")) if root else 0
    return file.role in _QUIET_ROLES, depth, root, file.module, not file.is_package, file.path


def _displaced(ordered: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """Give the (root, top-level name) pairs that another root's package or module stands before.

    As in Python, a regular package hides what namespace packages of its name hold elsewhere.
    """
    owners: dict[str, str] = {}
    claims: dict[tuple[str, str], None] = {}
    for candidate in ordered:
        claims[candidate.root, candidate.top] = None
        if candidate.file.module == candidate.top and not candidate.is_shared:
            owners.setdefault(candidate.top, candidate.root)
    return frozenset((root, top) for root, top in claims if top in owners and owners[top] != root)


def _rename(
    candidate: Candidate, taken: dict[str, SourceFile], prefixes: Mapping[str, Name]
) -> Diagnostic | None:
    """Name a file by its path, or leave it out where even that is taken; say so."""
    file = candidate.file
    name = _name_by_path(file, prefixes)
    first = taken.get(file.module)
    reason = f"{file.module} is {first.path}" if first else f"another {candidate.top} comes first"
    if name in taken:
        message = f"left out: {name} is {taken[name].path}"
        return Diagnostic(file.path, 1, "duplicate-module", message)
    taken[name] = msgspec.structs.replace(file, module=name)
    if file.role in _QUIET_ROLES or candidate.is_shared:
        return None
    return Diagnostic(file.path, 1, "duplicate-module", f"named {name}: {reason}")


def _name_by_path(file: SourceFile, prefixes: Mapping[str, Name]) -> str:
    parts = file.path.removesuffix(".py").split("/")
    if "" in prefixes:
        parts = [*prefixes[""], *parts]
    elif prefixes[parts[0]]:
        parts = [*prefixes[parts[0]], *parts[1:]]
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(part(item) for item in parts)
