"""What django-scopes has each query of a model look into: `ScopedManager(event="order__event")`.

The manager filters whatever is asked of it by the scopes that are active, so that each of its
queries joins the tables on the way there; so do those of the other side of a relation, and those
that prefetch, which go by the same manager. Source: django_scopes 2, `manager.py`.
"""

from __future__ import annotations

from analyzer.frameworks.django.lookups import joined_tables
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.resolution.values import CallSite, Text, text_of

_MAKERS = frozenset({"django_scopes.ScopedManager", "django_scopes.manager.ScopedManager"})
_OPTION = "_manager_class"


def tables(model: ModelInfo, maker: str, site: CallSite | None) -> tuple[str, ...]:
    """Return the keys of the tables that queries of a manager join, by what made it."""
    if maker not in _MAKERS or site is None:
        return ()
    paths = [text_of(values) for name, values in sorted(site.keywords.items()) if name != _OPTION]
    return tuple(joined_tables(model, [path.value for path in paths if isinstance(path, Text)]))
