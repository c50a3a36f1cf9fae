"""Django's migrations: which there are, and in which order they run on an empty database.

Source: django/db/migrations/loader.py (`build_graph`, squashed migrations) and graph.py.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analyzer.frameworks.constants import assignments
from analyzer.frameworks.django.apps import settings_modules
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.history.interpreter import Interpreter
from analyzer.frameworks.history.values import Class, Made
from analyzer.model import facts
from analyzer.resolution.program import ModuleInfo

# The application's label and the migration's name.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Migration:
    """One migration; `body` holds what its class body says, `plain` is False if it does more."""

    label: str
    name: str
    module: ModuleInfo
    body: Mapping[str, object]
    plain: bool

    @property
    def key(self) -> Key:
        """What other migrations name this one by."""
        return self.label, self.name


def migrations(models: Models, interpreter: Interpreter) -> list[Migration]:
    """Return the migrations in an order in which they can run; none that goes in circles."""
    found: dict[Key, Migration] = {}
    moved = _moved(models)
    for module in models.program.modules.values():
        if module.file.role == "migration" and not module.file.is_package:
            migration = _migration(models, interpreter, module, moved)
            if migration is not None:
                found[migration.key] = migration
    replaced = {
        old: migration.key
        for migration in found.values()
        for old in _pairs(migration.body.get("replaces"))
    }
    kept = {key: m for key, m in found.items() if key not in replaced}
    return _ordered(models, kept, replaced)


def _moved(models: Models) -> dict[str, str]:
    """Return the packages that `MIGRATION_MODULES` names, with their applications' labels."""
    return {
        value.value: key.value
        for module in settings_modules(models.program)
        for mapping in assignments(module.facts.body, "MIGRATION_MODULES")
        if isinstance(mapping, facts.Mapping)
        for key, value in mapping.items
        if isinstance(key, facts.Constant) and isinstance(key.value, str)
        if isinstance(value, facts.Constant) and isinstance(value.value, str)
    }


def _migration(
    models: Models, interpreter: Interpreter, module: ModuleInfo, moved: Mapping[str, str]
) -> Migration | None:
    package, _, name = module.name.rpartition(".")
    cls = interpreter.names(module).get("Migration")
    if not isinstance(cls, Class) or not cls.node.bases:
        return None
    label = moved.get(package) or models.apps.label(package)
    body = interpreter.body(cls)
    plain = not any(isinstance(item, facts.FunctionDef) for item in cls.node.body)
    return Migration(label, name, module, body, plain)


def _pairs(value: object) -> list[Key]:
    items = value if isinstance(value, tuple) else ()
    return [
        (item[0], item[1])
        for item in items
        if isinstance(item, tuple) and len(item) == 2
        if isinstance(item[0], str) and isinstance(item[1], str)
    ]


def _ordered(
    models: Models, found: Mapping[Key, Migration], replaced: Mapping[Key, Key]
) -> list[Migration]:
    needs: dict[Key, set[Key]] = {key: set() for key in found}
    for key, migration in found.items():
        for wanted in _dependencies(models, migration):
            needs[key].update(_present(wanted, found, replaced) - {key})
        for later in _pairs(migration.body.get("run_before")):
            for other in _present(later, found, replaced) - {key}:
                needs[other].add(key)
    return [found[key] for key in _sorted(needs)]


def _dependencies(models: Models, migration: Migration) -> Iterable[Key]:
    declared = migration.body.get("dependencies")
    yield from _pairs(declared)
    for item in declared if isinstance(declared, tuple) else ():
        if isinstance(item, Made) and item.last == "swappable_dependency":
            yield models.user_model.partition(".")[0], "__first__"


def _present(wanted: Key, found: Mapping[Key, Migration], replaced: Mapping[Key, Key]) -> set[Key]:
    """Return the migration that is meant, be it a squashed one, if the program has it."""
    label, name = wanted
    own = sorted(key for key in found if key[0] == label)
    if name == "__first__":
        return set(own[:1])
    if name == "__latest__":
        return set(own[-1:])
    for _ in range(len(replaced)):
        if wanted not in replaced:
            break
        wanted = replaced[wanted]
    return {wanted} & found.keys()


def _sorted(needs: Mapping[Key, set[Key]]) -> list[Key]:
    followers: dict[Key, list[Key]] = {}
    open_needs = {key: len(before) for key, before in needs.items()}
    for key, before in needs.items():
        for other in before:
            followers.setdefault(other, []).append(key)
    ready = [key for key, count in open_needs.items() if not count]
    heapq.heapify(ready)
    result: list[Key] = []
    while ready:
        key = heapq.heappop(ready)
        result.append(key)
        for follower in followers.get(key, ()):
            open_needs[follower] -= 1
            if not open_needs[follower]:
                heapq.heappush(ready, follower)
    return result
