"""Modules that no service should own, told apart before anything is divided.

Glue holds the program together (settings, the root urls, wsgi, the celery app, the application
factory); a library is used by everybody and knows nobody. Left in, both drag the rest together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from analyzer.clustering.data_layers import data_layers
from analyzer.clustering.settings_modules import settings_modules
from analyzer.model.analysis import Module
from analyzer.model.codebase import Codebase
from analyzer.model.words import split_words

GLUE = "glue"
LIBRARY = "library"
DATA_ACCESS = "data_access"
IGNORED = "ignored"

# Roles whose modules are divided among services.
DIVIDED_ROLES = frozenset({"app", "data_access"})

_SERVER_MODULES = frozenset({"wsgi", "asgi"})
_GLUE_ANYWHERE = _SERVER_MODULES | {"manage", "__main__", "celeryconfig"}
_GLUE_AT_ROOT = frozenset(
    (
        "app",
        "application",
        "celery",
        "celery_app",
        "config",
        "configuration",
        "extensions",
        "factory",
        "main",
        "run",
        "server",
        "setup",
        "worker",
        "default_settings",
        "local_settings",
        "context_processors",
        "urls",
        "middleware",
    )
)
_SHARED_WORDS = frozenset(
    (
        "common",
        "compat",
        "const",
        "constants",
        "decorators",
        "enums",
        "errors",
        "exc",
        "exceptions",
        "helper",
        "helpers",
        "lib",
        "log",
        "logger",
        "logging",
        "misc",
        "mixins",
        "shared",
        "toolkit",
        "tools",
        "types",
        "typing",
        "util",
        "utilities",
        "utils",
        "validators",
    )
)

# A definition of a flat module is shared by it once this share of its neighbours needs it.
_SHARED_BY_LEAST = 4
_SHARED_BY_SHARE = 0.2

_IMPORTS = frozenset({"import", "lazy_import"})

# A module with a name like `utils` is a library once this share of the program imports it; one
# without must be imported by a good deal more, and import next to nothing itself. Either way by
# modules of several packages, where the program has several.
_LIBRARY_SHARE = 0.05
_LIBRARY_PACKAGES = 3
_UNNAMED_SHARE = 0.2
_UNNAMED_LEAST = 8
_UNNAMED_IMPORTS = 2


def tell_apart(codebase: Codebase) -> dict[str, str]:
    """Map modules that are glue, library or data_access to that word.

    Empty packages are not judged here.
    """
    divided = {m.name: m for m in sorted(codebase.modules) if m.role in DIVIDED_ROLES}
    roots = root_packages(divided)
    busy = _busy_with_data(codebase)
    parts = codebase.parts()
    importers, imported = _imports_among(codebase, divided.keys())
    glue = _glue({n: m for n, m in divided.items() if n not in parts}, imported, busy)
    roles = dict.fromkeys(sorted(glue), GLUE)
    roles |= dict.fromkeys(sorted(data_layers(codebase.whole or codebase)), DATA_ACCESS)
    sizes = Counter(parts.values())
    spread = min(_LIBRARY_PACKAGES, len({_parent(name) for name in divided.keys() - glue}))
    for name in sorted(parts.keys() & divided.keys() - busy):
        enough = max(_SHARED_BY_LEAST, _SHARED_BY_SHARE * sizes[parts[name]])
        if len(importers.get(name, ())) >= enough and not parts.keys() & imported.get(name, ()):
            roles[name] = LIBRARY
    for name in sorted(divided.keys() - glue - busy):
        users = importers.get(name, frozenset()) - glue
        needs = imported.get(name, frozenset())
        if _is_library(name, users, needs, len(divided), roots, spread):
            roles[name] = LIBRARY
    return roles


def root_packages(modules: Iterable[str]) -> frozenset[str]:
    """Return the packages at the root of the program, "" among them.

    A top-level package that holds most of the program is a root of its own: `shop` in
    `shop.orders.models`, but not `orders` in `orders.models`.
    """
    names = sorted(modules)
    tops = Counter(name.split(".")[0] for name in names if "." in name)
    return frozenset({""} | {top for top, count in tops.items() if 2 * count > len(names)})


def _glue(
    divided: Mapping[str, Module],
    imported: Mapping[str, frozenset[str]],
    busy: frozenset[str],
) -> frozenset[str]:
    roots = root_packages(divided)
    settings = settings_modules(divided, imported)
    # The folder with the settings or wsgi is the Django project: its urls are the root urls.
    projects = {_parent(name) for name in divided if _last(name) in _SERVER_MODULES}
    projects |= {_parent(name) for name in settings if _last(name) == "settings"}
    projects |= {_parent(_parent(name)) for name in settings if _last(name) != "settings"}
    found = set(settings)
    for name in divided:
        at_root = _parent(name) in roots or _parent(name) in projects
        at_hand = name in roots or (at_root and _last(name) in _GLUE_AT_ROOT)
        if at_hand or _last(name) in _GLUE_ANYWHERE:
            found.add(name)
    return frozenset(found - busy)


def _is_library(
    name: str,
    users: frozenset[str],
    imports: frozenset[str],
    total: int,
    roots: frozenset[str],
    spread: int,
) -> bool:
    home = _parent(name)
    strangers = {user for user in users if home in roots or not user.startswith(home + ".")}
    packages = {_parent(user) for user in strangers}
    if 2 * len(strangers) <= len(users):
        return False
    if _is_shared_name(name) and len(users) >= max(3, _LIBRARY_SHARE * total):
        return len(packages) >= spread or len(users) >= _UNNAMED_SHARE * total
    return (
        len(packages) >= spread
        and len(users) >= max(_UNNAMED_LEAST, _UNNAMED_SHARE * total)
        and len(imports) <= _UNNAMED_IMPORTS
    )


def _is_shared_name(name: str) -> bool:
    parts = name.split(".")[-2:]
    return any(word in _SHARED_WORDS for part in parts for word in split_words(part))


def _busy_with_data(codebase: Codebase) -> frozenset[str]:
    """Return the modules that define or use tables: never a library, never glue."""
    used = {access.for_module or access.module for access in codebase.accesses}
    return frozenset(used | {table.module for table in codebase.tables if table.module})


def _imports_among(
    codebase: Codebase, modules: Iterable[str]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the importers of each module, and what each imports."""
    known = frozenset(modules)
    importers: dict[str, set[str]] = {}
    imported: dict[str, set[str]] = {}
    for dependency in codebase.dependencies:
        if dependency.kind in _IMPORTS and {dependency.source, dependency.target} <= known:
            importers.setdefault(dependency.target, set()).add(dependency.source)
            imported.setdefault(dependency.source, set()).add(dependency.target)
    return (
        {name: frozenset(found) for name, found in importers.items()},
        {name: frozenset(found) for name, found in imported.items()},
    )


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _parent(name: str) -> str:
    return name.rpartition(".")[0]
