"""The scripts of an Alembic environment, in an order in which they can run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.frameworks.constants import assignments
from analyzer.model import facts
from analyzer.resolution.program import ModuleInfo, Program


@dataclass(frozen=True, slots=True, eq=False)
class Revision:
    """One script; `needs` are the revisions that come before it."""

    id: str
    module: ModuleInfo
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Environment:
    """The scripts of one folder in order; `whole` where none that they build on is missing."""

    folder: str
    revisions: tuple[Revision, ...]
    whole: bool


def environments(program: Program) -> list[Environment]:
    """Return the program's environments, sorted by folder; one that goes in circles has none."""
    folders: dict[str, list[Revision]] = {}
    for module in program.modules.values():
        if module.file.role == "migration":
            revision = _revision(module)
            if revision is not None:
                folders.setdefault(_folder(module.path), []).append(revision)
    return [_ordered(folder, found) for folder, found in sorted(folders.items())]


def _folder(path: str) -> str:
    """Return the folder that holds all scripts, those in folders of their own included."""
    parts = path.split("/")[:-1]
    if "versions" in parts:
        parts = parts[: parts.index("versions") + 1]
    return "/".join(parts)


def _revision(module: ModuleInfo) -> Revision | None:
    names = _strings(module, "revision")
    below = list(assignments(module.facts.body, "down_revision"))
    if len(names) != 1 or not below:
        return None
    needs = (*_strings(module, "down_revision"), *_strings(module, "depends_on"))
    return Revision(names[0], module, needs)


def _strings(module: ModuleInfo, name: str) -> tuple[str, ...]:
    found: list[str] = []
    for value in assignments(module.facts.body, name):
        items = value.items if isinstance(value, facts.Collection) else (value,)
        found += [
            item.value
            for item in items
            if isinstance(item, facts.Constant) and isinstance(item.value, str)
        ]
    return tuple(found)


def _ordered(folder: str, found: Iterable[Revision]) -> Environment:
    """Sort so that each comes after what it needs; ties go by revision."""
    waiting = {revision.id: revision for revision in sorted(found, key=lambda r: r.id)}
    known = set(waiting)
    whole = all(need in known for revision in waiting.values() for need in revision.needs)
    ready: list[Revision] = []
    done: set[str] = set()
    while waiting:
        free = [r for r in waiting.values() if all(n in done or n not in known for n in r.needs)]
        if not free:
            return Environment(folder, (), False)
        for revision in free:
            ready.append(waiting.pop(revision.id))
            done.add(revision.id)
    return Environment(folder, tuple(ready), whole)
