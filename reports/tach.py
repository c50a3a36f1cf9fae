"""The services as modules of Tach: separate inside the monolith first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.model.analysis import Analysis
from reports.boundaries import Boundaries, Boundary, boundaries
from reports.packages import Entry
from reports.text import plural, safe
from reports.toml import quoted

_HEAD = """\
# The services that seamline proposes for {project}, as modules of Tach.
# What a service imports of others today is listed as deprecated: `tach check` passes, and tells
# each place. An import of anything else across a line fails. Take off what is no longer needed.
# Code that is no service's (tests, migrations, libraries, glue) is not checked, and free for all.
# Save this as tach.toml in the scanned folder, and run there: tach check
"""


class Tach:
    """One `[[modules]]` for each service, with its paths and what it may depend on."""

    name = "tach"
    suffix = ".toml"
    summary = "the services as a tach.toml, which holds today"

    def render(self, analysis: Analysis) -> str:
        """The configuration's text; only names that can be imported stand in it."""
        found = boundaries(analysis)
        notes = f"# Left out: {plural(found.unsaid, 'module')} that no import reaches from there.\n"
        general = [*_list("source_roots", map(quoted, found.folders)), 'root_module = "ignore"']
        head = _HEAD.format(project=safe(analysis.project.name))
        parts = [head + (notes if found.unsaid else "") + "\n" + "\n".join(general) + "\n"]
        reaching = _reaching(found)
        modules = [_module(each, reaching.get(each.id, ())) for each in found.services]
        owned = {entry.name for each in found.services for entry in each.members}
        free = [entry for entry in found.open if entry.name not in owned]
        modules += [_open(free)] if free else []
        return "\n".join([*parts, *("\n".join(lines) + "\n" for lines in modules)])


REPORT = Tach()


def _reaching(found: Boundaries) -> dict[str, set[str]]:
    """By importing service, the names of others' entries that it imports."""
    homes = {
        module: (service.id, entry.name)
        for service in found.services
        for entry in service.members
        for module in entry.modules
    }
    reaching: dict[str, set[str]] = {}
    for service in found.services:
        for importer, imported in service.crossings:
            if imported in homes:
                reaching.setdefault(homes[importer][0], set()).add(homes[imported][1])
    return reaching


def _module(service: Boundary, reached: Iterable[str]) -> Iterator[str]:
    own = [entry.name for entry in service.members]
    yield f"# {safe(service.title)}"
    yield "[[modules]]"
    yield from _list("paths", map(quoted, own))
    deprecated = (f"{{ path = {quoted(name)}, deprecated = true }}" for name in sorted(reached))
    # A single path is no dependency of its own.
    yield from _list("depends_on", [*(map(quoted, own) if len(own) > 1 else ()), *deprecated])


def _open(listed: Iterable[Entry]) -> Iterator[str]:
    yield "# No service's own"
    yield "[[modules]]"
    yield from _list("paths", (quoted(entry.name) for entry in listed))
    yield "unchecked = true"
    yield "utility = true"


def _list(key: str, items: Iterable[str]) -> Iterator[str]:
    yield f"{key} = ["
    yield from (f"    {item}," for item in items)
    yield "]"
