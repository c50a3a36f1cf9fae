"""Calls of Routes' mappers: which paths, controllers and actions come together in each.

Source: `SubMapper.connect`, `SubMapper.action` and `Mapper.resource` in `routes/mapper.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import facts
from analyzer.resolution.values import UNKNOWN_PART, CallSite, DictOf, Text, Values

# What a resource's actions are put behind the path of the collection.
_RESOURCE = {
    "index": "",
    "create": "",
    "new": "/new",
    "show": "/{id}",
    "update": "/{id}",
    "delete": "/{id}",
    "edit": "/{id}/edit",
}
_FURTHER = {"collection": "", "new": "/new", "member": "/{id}"}
_OPEN_ACTIONS = ("{action}", "{action:", ":action", ":(action)")


@dataclass(frozen=True)
class Meeting:
    """A path (None: which of several is not known), who answers it, and the action.

    The action is None where the path itself tells it.
    """

    path: str | None
    controllers: Values
    action: str | None


def meetings(site: CallSite, parts: Sequence[CallSite]) -> Iterator[Meeting]:
    """Yield what a call connects, through the parts of a mapper, the innermost first."""
    calls = (site, *parts)
    controllers = next((c.keywords["controller"] for c in calls if "controller" in c.keywords), ())
    prefix = "".join(_prefix(part) for part in reversed(parts))
    match site.call.func:
        case facts.Attribute(attr="resource"):
            yield from _resource(site, controllers)
        case facts.Attribute(attr="action"):
            names = _texts(site.argument(1, "action")) or _texts(site.argument(0, "name"))
            yield from _paired([prefix], controllers, names)
        case _:
            paths = [prefix + path for path in _paths(site)]
            actions = next((c.keywords["action"] for c in calls if "action" in c.keywords), None)
            yield from _paired(paths, controllers, None if actions is None else _texts(actions))


def _paired(
    paths: Sequence[str], controllers: Values, actions: Sequence[str] | None
) -> Iterator[Meeting]:
    """Yield each path with each action; no path where which of them goes with which is open."""
    if actions is None:
        for path in paths:
            is_open = any(mark in path for mark in _OPEN_ACTIONS)
            yield Meeting(path, controllers, None if is_open else "index")
        return
    is_known = len(paths) == 1 or (paths and len(actions) == 1)
    known: Sequence[str | None] = paths if is_known else (None,)
    for place in known:
        for action in actions:
            yield Meeting(place, controllers, action)


def _resource(site: CallSite, controllers: Values) -> Iterator[Meeting]:
    collections = _texts(site.argument(1, "collection_name"))
    name = collections[0].strip("/") if len(collections) == 1 else None
    start = _prefix(site).strip("/")
    base = f"/{start}/{name}" if start else f"/{name}"
    for action, place in (*_RESOURCE.items(), *_further(site)):
        yield Meeting(None if name is None else base + place, controllers, action)


def _further(site: CallSite) -> Iterator[tuple[str, str]]:
    """Yield the actions that a resource has beside the usual ones, with their places."""
    for option, place in _FURTHER.items():
        for entry in site.keywords.get(option, ()):
            if isinstance(entry, DictOf) and entry.key is not None:
                yield entry.key, f"{place}/{entry.key}"


def _paths(site: CallSite) -> list[str]:
    """Return the paths of a call, which may give the route a name before it."""
    second = site.args[1] if len(site.args) > 1 else site.keywords.get("path", ())
    first = site.args[0] if site.args else ()
    return _texts(second if any(isinstance(value, Text) for value in second) else first)


def _prefix(site: CallSite) -> str:
    known = _texts(site.keywords.get("path_prefix", ()))
    return known[0] if len(known) == 1 else "{}" if known else ""


def _texts(values: Values) -> list[str]:
    """Return the strings, `{}` for what is filled in; none that is a mere pattern for `%`."""
    found = [v for v in values if isinstance(v, Text) and (v.exact or "%" not in v.value)]
    return sorted({value.value.replace(UNKNOWN_PART, "{}") for value in found})
